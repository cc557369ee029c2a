"""Home and setup: from nothing to a live screen, and back to what was interrupted."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from textual.screen import Screen
from textual.widgets import Input, TextArea

from builders import START, at
from coreflect_tui.core.formats import Place
from coreflect_tui.core.intents import CloseSession, NextItem
from coreflect_tui.core.person import Role
from coreflect_tui.core.state import PauseKind
from coreflect_tui.core.timing import session_seconds
from coreflect_tui.locations import locations
from coreflect_tui.store import Store
from coreflect_tui.tui.app import CoreflectApp
from coreflect_tui.tui.screens.base import CoreflectScreen
from coreflect_tui.tui.screens.home import HomeScreen
from coreflect_tui.tui.screens.live import LiveScreen
from coreflect_tui.tui.screens.reading import ReadingScreen
from coreflect_tui.tui.screens.setup import SetupScreen
from coreflect_tui.tui.widgets.choices import SIGN, Choices
from coreflect_tui.tui.widgets.entry import Entry
from coreflect_tui.workplace import Workplace
from stage import (
    IPS_ROW,
    SIZES,
    Stage,
    a_workplace,
    begin,
    play,
    play_home,
    setup_screen,
    still_clock,
)

BAR = str.maketrans("▁▂▃▄▅▆▇", " " * 7)


async def fill_in(stage: Stage, facilitator: str, people: str) -> None:
    stage.screen.query_one("#facilitator").focus()
    await stage.paste(facilitator)
    stage.screen.query_one("#people").focus()
    await stage.paste(people)


def test_from_home_through_setup_to_live() -> None:
    async def story(stage: Stage) -> None:
        await stage.start_ips()
        assert stage.shows(SetupScreen)
        await fill_in(stage, "Ana (she/her) & Robin", "Bo\nCy (he/him) <cy@example.org>\n")
        assert "4 with you" in stage.words
        await stage.press("ctrl+s")
        assert stage.shows(LiveScreen)
        told = [(one.name, one.pronouns, one.role) for one in stage.state.people]
        assert told == [
            ("Ana", "she/her", Role.FACILITATOR),
            ("Robin", "", Role.FACILITATOR),
            ("Bo", "", Role.PARTICIPANT),
            ("Cy", "he/him", Role.PARTICIPANT),
        ]
        assert stage.state.people[3].email == "cy@example.org"
        assert stage.state.options.starts_at == START
        assert stage.state.options.recipient.name == "IPS Central"
        assert stage.state.began is None, "nothing counts before it is begun"

    play_home(story)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_way_to_the_next_field_is_in_sight_and_each_says_what_it_is_for(
    size: tuple[int, int],
) -> None:
    async def story(stage: Stage) -> None:
        assert "tab next field" in stage.keys_line
        assert "Your name (pronouns" in stage.words
        await stage.press("tab")
        assert "Who gets the list of who was there; you send it." in stage.words
        await stage.press("tab", "tab")
        assert "A name a line, or commas between" in stage.words
        await stage.press("tab")
        assert stage.screen.focused is stage.screen.query_one("#when")
        assert "or now." in stage.words

    play(story, setup_screen, size)


def test_eight_names_are_in_sight_while_they_are_typed() -> None:
    names = ("Bo", "Cy", "Dee", "Eli", "Fay", "Gus", "Hal", "Ida")

    async def story(stage: Stage) -> None:
        await stage.type("Ana")
        await stage.press("tab", "tab", "tab")
        for name in names:
            await stage.type(name)
            await stage.press("enter")
        assert [one.strip() for one in stage.rows if one.strip() in names] == list(names)
        assert "fits" in stage.words
        await stage.press("shift+tab")
        assert "end" in stage.words.split(), "the agenda has its rows again"

    play(story, setup_screen)


@pytest.mark.parametrize("field", ["when", "length", "place", "facilitator", "columns"])
def test_several_lines_pasted_anywhere_are_people(field: str) -> None:
    async def story(stage: Stage) -> None:
        people = stage.screen.query_one("#people", TextArea)
        people.text = "Ana"
        stage.screen.query_one(f"#{field}").focus()
        before = [line.value for line in stage.screen.query(Input)]
        await stage.paste("Bo\nCy (he/him)\n")
        assert people.text == "Ana\nBo\nCy (he/him)\n"
        assert [line.value for line in stage.screen.query(Input)] == before
        assert stage.screen.focused is people
        assert "stands under People" in stage.words
        # What is pasted there is there once, and needs no word.
        await stage.paste("Dee\nEli")
        assert people.text == "Ana\nBo\nCy (he/him)\nDee\nEli"
        assert "stands under People" not in stage.words

    play(story, setup_screen)


def test_names_pasted_where_a_file_is_asked_for_or_where_nothing_is_typed() -> None:
    async def story(stage: Stage) -> None:
        people = stage.screen.query_one("#people", TextArea)
        await stage.press("ctrl+o")
        await stage.paste("Bo\nCy")
        assert people.text == "Bo\nCy\n"
        stage.screen.query_one("#place").focus()
        await stage.paste("Dee")
        assert people.text == "Bo\nCy\nDee\n"

    play(story, setup_screen)


def test_of_two_fields_in_a_row_it_shows_which_one_has_the_focus() -> None:
    async def story(stage: Stage) -> None:
        for field, label in (("list-to", "List goes to"), ("columns", "with")):
            stage.screen.query_one(f"#{field}").focus()
            await stage.settle()
            (row,) = [line for line in stage.lines if "List goes to" in line]
            assert row.count(SIGN) == 1
            assert f"{SIGN}{label}" in row
            assert [one.text for one in stage.segments() if one.text.strip() == label] == [label]
            bold = {one.text.strip() for one in stage.segments() if one.style and one.style.bold}
            assert label in bold
            assert not bold & ({"List goes to", "with"} - {label})
        stage.screen.query_one("#length").focus()
        await stage.settle()
        (row,) = [line for line in stage.lines if "Length" in line]
        assert row.count(SIGN) == 1
        assert f"{SIGN}Length" in row

    play(story, setup_screen)


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("kind", [SetupScreen, LiveScreen])
def test_the_first_frame_is_whole(
    kind: type[CoreflectScreen], size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    frames: list[str] = []
    display = CoreflectApp._display

    def drawn(app: CoreflectApp, screen: Screen[object], what: Any) -> None:
        if what is not None and isinstance(screen, kind):
            frames.append("\n".join(strip.text for strip in screen._compositor.render_strips()))
        display(app, screen, what)

    monkeypatch.setattr(CoreflectApp, "_display", drawn)

    async def story(stage: Stage) -> None:
        await stage.start_ips()
        if kind is LiveScreen:
            await stage.type("Ana")
            await stage.at_once("ctrl+s")
            await stage.settle()
        assert stage.shows(kind)
        # The bar at the edge is known once the agenda has its place.
        first, last = (one.translate(BAR) for one in (frames[0], frames[-1]))
        assert first == last

    play_home(story, size)


def test_the_agenda_answers_each_change_at_once() -> None:
    async def story(stage: Stage) -> None:
        assert "19:00–20:30" in stage.words
        length = stage.screen.query_one("#length", Input)
        length.focus()
        length.value = ""
        await stage.type("1h")
        assert "19:00–20:00" in stage.words
        await stage.type("x")
        assert "Length: write minutes" in stage.words
        await stage.press("ctrl+s")
        assert stage.shows(SetupScreen)

    play(story, setup_screen, size=(80, 40))


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("when", "25:00", "When: write the time as 19:00, or now."),
        ("when", "", "When: write the time as 19:00, or now."),
        ("length", "0", "Length: write minutes"),
        ("facilitator", "  ", "Facilitator: please write who facilitates."),
    ],
)
def test_what_keeps_it_from_starting_is_said(field: str, typed: str, said: str) -> None:
    async def story(stage: Stage) -> None:
        await fill_in(stage, "Ana", "Bo")
        stage.screen.query_one(f"#{field}", Input).value = typed
        await stage.press("ctrl+s")
        assert stage.shows(SetupScreen)
        assert said in stage.words
        # What is typed next mends it.
        assert stage.screen.focused is stage.screen.query_one(f"#{field}")

    play(story, setup_screen, size=(80, 40))


def test_two_of_one_name_are_refused_by_place_and_not_by_name() -> None:
    async def story(stage: Stage) -> None:
        await fill_in(stage, "Ana", "Bo\nana")
        await stage.press("ctrl+s")
        assert stage.shows(SetupScreen) or len(stage.state.people) == 2

    play(story, setup_screen)


def test_a_start_in_the_evening_of_this_day_and_another_place() -> None:
    async def story(stage: Stage) -> None:
        await fill_in(stage, "Ana", "")
        stage.screen.query_one("#when", Input).value = "20.15"
        stage.screen.query_one("#place").focus()
        await stage.press("space")
        await stage.press("ctrl+s")
        assert stage.state.options.starts_at == at(75)
        assert stage.state.options.place is Place.IN_PERSON

    play(story, setup_screen)


def test_names_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("name,email\nBo Berg,bo@example.org\nCy,\n", "utf-8")

    async def story(stage: Stage) -> None:
        await fill_in(stage, "Ana", "Dee")
        await stage.press("ctrl+o")
        await stage.paste(str(tmp_path / "list.csv"))
        await stage.press("enter")
        text = stage.screen.query_one("#people", TextArea).text
        assert text.splitlines() == ["Dee", "Bo Berg <bo@example.org>", "Cy"]
        assert "2 names added." in stage.words
        await stage.press("ctrl+s")
        assert [one.name for one in stage.state.people] == ["Ana", "Dee", "Bo Berg", "Cy"]

    play(story, setup_screen)


def test_a_file_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    async def story(stage: Stage) -> None:
        await stage.press("ctrl+o")
        await stage.paste(str(tmp_path / "nowhere.csv"))
        await stage.press("enter")
        assert stage.shows(SetupScreen)
        assert "nowhere.csv" in stage.words.replace(" ", "") + stage.words

    play(story, setup_screen)


def test_escape_leads_home_and_keeps_nothing() -> None:
    async def story(stage: Stage) -> None:
        await fill_in(stage, "Ana", "Bo")
        await stage.press("escape", "escape")
        assert stage.shows(HomeScreen)
        assert "Go on" not in stage.text

    play(story, setup_screen)


def interrupted() -> Workplace:
    """A session that was begun, and left ten minutes ago."""
    clock = still_clock(0)
    workplace = a_workplace(clock)
    begin(workplace).dispatch(NextItem())
    clock.advance(60)
    workplace.held.beat()
    workplace.leave()
    clock.advance(600)
    return workplace


@pytest.mark.parametrize(("key", "counted"), [("enter", 660), ("b", 60)])
def test_going_on_counts_the_gap_or_sets_it_aside(key: str, counted: int) -> None:
    async def story(stage: Stage) -> None:
        assert "left off" in stage.words
        await stage.at_once(key)
        assert stage.shows(LiveScreen)
        assert session_seconds(stage.state, stage.clock.now().session) == counted
        gaps = [one for one in stage.state.pauses if one.kind is PauseKind.GAP]
        assert bool(gaps) is (key == "b")

    play(story, HomeScreen, workplace=interrupted())


def test_only_looking_changes_nothing() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("l")
        assert stage.shows(ReadingScreen)
        assert "Opening quotes" in stage.text
        assert stage.app.session is None
        await stage.press("q")
        assert stage.shows(HomeScreen)

    play(story, HomeScreen, workplace=interrupted())


def test_a_past_session_is_for_looking_only() -> None:
    workplace = a_workplace(still_clock(0))
    session = begin(workplace)
    session.dispatch(NextItem())
    session.dispatch(CloseSession())
    workplace.leave()

    async def story(stage: Stage) -> None:
        assert "Past" in stage.text
        await stage.press("end")
        assert "gap as a break" not in stage.keys_line
        await stage.press("enter")
        assert stage.shows(ReadingScreen)
        assert stage.app.session is None

    play(story, HomeScreen, workplace=workplace)


def test_enter_begins_the_format_that_was_held_last() -> None:
    workplace = a_workplace(still_clock(0))
    begin(workplace).dispatch(CloseSession())
    workplace.leave()

    async def story(stage: Stage) -> None:
        assert stage.screen.query_one(Choices).chosen == IPS_ROW
        await stage.press("enter")
        assert "IPS co-reflection" in stage.words
        assert stage.shows(SetupScreen)

    play(story, HomeScreen, workplace=workplace)


def test_setup_remembers_who_facilitated_and_where_the_list_went() -> None:
    async def first(stage: Stage) -> None:
        await stage.start_ips()
        await fill_in(stage, "Ana (she/her)", "Bo")
        stage.screen.query_one("#list-to", Input).value = "Our office <office@example.org>"
        await stage.press("ctrl+s")
        await stage.press("q")
        await stage.start_ips()
        assert stage.shows(SetupScreen)
        assert stage.screen.query_one("#facilitator", Input).value == "Ana (she/her)"
        value = stage.screen.query_one("#list-to", Input).value
        assert value == "Our office <office@example.org>"
        assert stage.screen.query_one("#people", TextArea).text == ""

    play_home(first)


def test_a_damaged_store_does_not_keep_a_new_session_from_starting() -> None:
    workplace = a_workplace()
    workplace.store.path.parent.mkdir(parents=True)
    workplace.store.path.write_bytes(b"not a database" * 500)
    kept = workplace.store.path.with_name("coreflect.db.damaged-2026-11-22-1")

    async def story(stage: Stage) -> None:
        assert (
            "The database was damaged (it is not a database): no session can be found in it; the"
            f" damaged file is kept as {kept.name}, and coreflect doctor explains."
        ) in stage.words
        await stage.press("enter")
        await fill_in(stage, "Ana", "Bo")
        await stage.press("ctrl+s")
        assert stage.shows(LiveScreen)
        assert "UNSAVED" not in stage.text
        await stage.press("full_stop")
        assert stage.state.running
        await stage.press("q")
        assert stage.shows(HomeScreen)
        assert "damaged" not in stage.words, "it is said once"

    play(story, HomeScreen, workplace=workplace)
    assert kept.read_bytes() == b"not a database" * 500


@pytest.mark.parametrize(
    ("statements", "sentence", "reason"),
    [
        (
            ["CREATE TABLE recipes (title TEXT)"],
            "belongs to another program; move it away",
            "the file there belongs to another program",
        ),
        (
            ["PRAGMA application_id = 1668248165", "PRAGMA user_version = 99"],
            "were written by a newer version of coreflect-tui; install that version",
            "a newer version of coreflect wrote the database",
        ),
    ],
    ids=["another program's", "of a newer version"],
)
def test_a_file_that_is_not_ours_to_touch_does_not_keep_a_new_session_from_starting(
    statements: list[str], sentence: str, reason: str, tmp_path: Path
) -> None:
    workplace = a_workplace()
    workplace.store.path.parent.mkdir(parents=True)
    with closing(sqlite3.connect(workplace.store.path)) as conn:
        for statement in statements:
            conn.execute(statement)
        conn.commit()
    before = workplace.store.path.read_bytes()

    async def story(stage: Stage) -> None:
        assert "Earlier sessions cannot be read; new ones can begin. The" in stage.words
        assert sentence in stage.words
        await stage.press("enter")
        await fill_in(stage, "Ana", "Bo")
        await stage.press("ctrl+s")
        assert f"UNSAVED SINCE 18:54: {reason}." in stage.words
        await stage.press("full_stop")
        assert stage.state.running
        await stage.press("q")
        assert stage.shows(LiveScreen)
        stage.screen.query_one(Entry).query_one(Input).value = str(tmp_path / "stick")
        await stage.press("enter")
        assert "Saved." in stage.words
        assert "UNSAVED" not in stage.text

    play(story, HomeScreen, workplace=workplace)
    assert workplace.store.path.read_bytes() == before
    with closing(Store(tmp_path / "stick" / "data")) as there:
        assert len(there.summaries.newest()) == 1


def test_a_broken_format_of_one_s_own_is_shown_with_its_problem() -> None:
    folder = locations().user_formats
    folder.mkdir(parents=True)
    (folder / "mine.toml").write_text("id = [", "utf-8")

    async def story(stage: Stage) -> None:
        assert "mine" in stage.text
        assert "cannot be used: line 1" in stage.text
        await stage.press("home", "enter")
        assert stage.shows(HomeScreen)

    play_home(story)


def test_what_was_typed_in_setup_is_not_lost_by_one_key() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("escape")
        assert stage.shows(HomeScreen), "nothing was typed"

    async def typed(stage: Stage) -> None:
        await stage.type("Ana")
        await stage.press("escape")
        assert stage.shows(SetupScreen)
        assert "esc again leaves" in stage.words
        # What is read no more is asked again.
        await stage.press("tab")
        assert "esc again leaves" not in stage.words
        await stage.press("escape")
        assert stage.shows(SetupScreen)
        await stage.press("escape")
        assert stage.shows(HomeScreen)

    play(story, setup_screen)
    play(typed, setup_screen)

"""What once went wrong at the keyboard, each told as the person there would meet it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from builders import at
from coreflect_tui.core.formats import NoteKind
from coreflect_tui.core.intents import (
    CloseSession,
    EndTurn,
    GiveTurn,
    GoToItem,
    NextItem,
    PassTurn,
    RecordCoreTraining,
    ReopenSession,
    SetHardEnd,
    SetPresence,
    WriteNote,
)
from coreflect_tui.core.person import Presence
from coreflect_tui.core.state import Round, Shared, TurnStatus
from coreflect_tui.library.format_file import read_format
from coreflect_tui.tui.screens.agenda import AgendaScreen
from coreflect_tui.tui.screens.closed import ClosedScreen
from coreflect_tui.tui.screens.closing import ClosingScreen
from coreflect_tui.tui.screens.fit import FitScreen
from coreflect_tui.tui.screens.home import HomeScreen
from coreflect_tui.tui.screens.live import LiveScreen
from coreflect_tui.tui.screens.people import PeopleScreen
from coreflect_tui.tui.screens.setup import SetupScreen
from coreflect_tui.tui.view.pieces import plain
from coreflect_tui.tui.widgets.choices import Choices
from coreflect_tui.workplace import Workplace
from stage import Stage, a_workplace, begin, play, setup_screen

ALL = SetPresence(tuple(f"p{number}" for number in range(1, 9)), Presence.PRESENT)


@contextmanager
def refusing(workplace: Workplace) -> Iterator[None]:
    """The database takes no decision while this lasts."""
    path = workplace.store.path
    with sqlite3.connect(path) as conn:
        conn.execute(
            "CREATE TRIGGER refuse BEFORE INSERT ON decisions"
            " BEGIN SELECT RAISE(ABORT, 'the disk is full'); END"
        )
    conn.close()
    try:
        yield
    finally:
        with sqlite3.connect(path) as conn:
            # Whoever opens the file anew finds that it is not sound, and mends it.
            conn.execute("DROP TRIGGER IF EXISTS refuse")
        conn.close()


async def choose(stage: Stage, words: str) -> None:
    """Highlight the line that has those words."""
    choices = stage.screen.query_one(Choices)
    name = next(name for name, lines in choices.choices if name and words in plain(lines))
    choices.choose(name)
    await stage.settle()


# --- setup ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pasted", "said"),
    [
        ("Email,Role\nbo@example.org,guest\n", "People: No column"),
        ("\n".join(f"Person {number}" for number in range(600)), "People: This list has more"),
    ],
)
def test_a_list_that_cannot_be_read_is_a_line_to_mend(pasted: str, said: str) -> None:
    async def story(stage: Stage) -> None:
        stage.screen.query_one("#people").focus()
        await stage.paste(pasted)
        assert said in stage.words
        await stage.press("ctrl+s")
        assert stage.shows(SetupScreen)
        assert said in stage.words

    play(story, setup_screen, size=(120, 40))


def test_a_format_that_lost_the_place_of_the_last_session() -> None:
    workplace = a_workplace()
    folder = workplace.locations.user_formats
    folder.mkdir(parents=True)
    shipped = Path(__file__).parents[2] / "formats" / "ips-co-reflection.toml"
    mine = folder / "mine.toml"
    words = shipped.read_text("utf-8").replace(
        'places = ["online", "in person"]', 'places = ["in person"]'
    )
    mine.write_text(words, "utf-8")
    assert read_format(mine).places != read_format(shipped).places
    begin(workplace)
    workplace.leave()

    async def story(stage: Stage) -> None:
        stage.app.opening.set_up(str(mine))
        await stage.settle()
        assert "● in person" in stage.text
        stage.screen.query_one("#place").focus()
        await stage.press("space")
        assert stage.shows(SetupScreen)

    play(story, HomeScreen, workplace=workplace)


# --- asking again --------------------------------------------------------------------------------


def test_a_full_stop_looks_through_again_and_never_closes_at_once() -> None:
    async def story(stage: Stage) -> None:
        # Everything was visited, and a round runs in which people wait.
        items = [GoToItem(item) for item in ("final", "harvest", "certificates", "closing")]
        await stage.does(ALL, NextItem(), *items)
        for _ in range(3):
            await stage.press("full_stop")
            assert stage.shows(ClosingScreen)
            assert stage.state.closed is None
            await stage.press("q")

    play(story)


def test_what_asking_again_means_goes_with_its_sentence() -> None:
    async def story(stage: Stage) -> None:
        await stage.does(ALL, NextItem(), GoToItem("check-in"))
        await stage.press("full_stop")
        assert "The same key again goes on all the same." in stage.words
        await stage.press("slash", "escape")
        assert "again goes on" not in stage.words
        await stage.press("full_stop")
        assert "The same key again goes on all the same." in stage.words, "asked anew"
        await stage.press("u")
        await stage.does(GoToItem("check-in"))
        await stage.press("full_stop")
        assert stage.state.running
        assert stage.state.running.id == "check-in"

    play(story)


# --- a disk that refuses -------------------------------------------------------------------------


def test_leaving_a_closed_session_that_is_not_saved_offers_another_folder(tmp_path: Path) -> None:
    workplace = a_workplace()
    begin(workplace)

    async def story(stage: Stage) -> None:
        await stage.does(ALL, NextItem())
        with refusing(workplace):
            await stage.press("x", "ctrl+s")
            assert stage.shows(ClosedScreen)
            await stage.press("q")
            assert stage.shows(LiveScreen)
            assert "save in another folder:" in stage.words
            await stage.press("ctrl+u")
            await stage.paste(str(tmp_path / "other"))
            await stage.press("enter")
            assert stage.session.unsaved is None
            await stage.press("q")
            assert stage.shows(HomeScreen)

    play(story, workplace=workplace)


def test_ctrl_q_warns_of_each_time_that_acts_are_not_saved() -> None:
    workplace = a_workplace()
    begin(workplace)

    async def story(stage: Stage) -> None:
        for _ in range(2):
            with refusing(workplace):
                await stage.press("plus" if stage.state.began else "full_stop")
                assert "UNSAVED" in stage.text
                await stage.press("ctrl+q")
                assert "ctrl+q again leaves, with it in a file of its own" in stage.words
                assert not stage.app.ends
            stage.session.save_waiting()
            stage.app.show()
            await stage.settle()
            assert "UNSAVED" not in stage.text

    play(story, workplace=workplace)


# --- closing -------------------------------------------------------------------------------------


async def two_rounds(stage: Stage) -> None:
    """Bo is not recorded in check-in; the closing round is the latest."""
    await stage.does(ALL, NextItem(), GoToItem("check-in"))
    stage.at(10)
    await stage.does(GoToItem("closing", leaving=True))
    stage.at(20)


def how_shared(held: Round, person: str) -> Shared | None:
    turn = held.turn(person)
    return turn.how if turn else None


def test_mending_a_round_marks_that_round() -> None:
    async def story(stage: Stage) -> None:
        await two_rounds(stage)
        await stage.press("x")
        await choose(stage, "not recorded in “Check-in round”")
        await stage.press("enter")
        assert stage.shows(PeopleScreen)
        assert "who has shared in “Check-in round”" in stage.words
        await choose(stage, "Bo")
        await stage.press("s")
        shared = {one.item: how_shared(one, "p2") for one in stage.state.rounds}
        assert shared["check-in"] is Shared.ALOUD
        assert shared["closing"] is None

    play(story)


def test_files_that_were_written_before_one_was_refused_are_recorded() -> None:
    async def story(stage: Stage) -> None:
        await stage.does(ALL, NextItem(), WriteNote(NoteKind.HARVEST, "Warmth"))
        await stage.press("x", "ctrl+s")
        first, *others = (Path(one.path) for one in stage.state.written)
        second = others[-1]
        for path in others:
            path.unlink()
        second.parent.rmdir()
        second.parent.write_text("in the way", "utf-8")
        first.unlink()
        await stage.does(ReopenSession(), SetPresence(("p2",), Presence.NO_SHOW))
        stage.app.pop_screen()
        await stage.settle()
        await stage.press("ctrl+s")
        assert "Not written; f chooses another folder." in stage.words
        assert [one.path for one in stage.state.written[5:]][:1] == [str(first)]

    play(story)


def test_the_preview_has_the_order_of_the_file() -> None:
    async def story(stage: Stage) -> None:
        notes = [WriteNote(NoteKind.TAKEAWAY, f"Learning {number}") for number in range(12)]
        await stage.does(ALL, NextItem(), *notes)
        await stage.press("x", "p")
        preview = [word for word in stage.lines if "Learning" in word]
        await stage.press("q", "ctrl+s")
        (path,) = [one.path for one in stage.state.written if one.path.endswith("harvest.md")]
        written = [one for one in Path(path).read_text("utf-8").splitlines() if "Learning" in one]
        assert [one.strip() for one in preview] == written

    play(story, size=(120, 60))


def test_a_draft_is_said_before_closing_and_gone_after() -> None:
    async def story(stage: Stage) -> None:
        await stage.does(ALL, NextItem())
        await stage.press("w", "k")
        await stage.type("Unfinished")
        await stage.press("escape", "x")
        await choose(stage, "a note is unfinished")
        await stage.press("enter")
        assert "takeaway, unfinished: Unfinished" in stage.words
        await stage.press("escape", "x", "ctrl+s")
        assert stage.shows(ClosedScreen)
        assert stage.app.workplace.held.drafts() == ()
        path = stage.app.workplace.store.path
        assert b"Unfinished" not in path.read_bytes()

    play(story)


# --- people --------------------------------------------------------------------------------------


def test_all_shared_leaves_who_passed() -> None:
    async def story(stage: Stage) -> None:
        await stage.does(ALL, NextItem(), GoToItem("check-in"), GiveTurn("p2"), PassTurn())
        await stage.press("a", "S")
        assert stage.state.round
        turns = {turn.person: turn.status for turn in stage.state.round.turns}
        assert turns.pop("p2") is TurnStatus.PASSED
        assert set(turns.values()) == {TurnStatus.DONE}

    play(story)


def test_all_trained_leaves_the_exceptions() -> None:
    async def story(stage: Stage) -> None:
        await stage.does(ALL, RecordCoreTraining(("p2",), False))
        await stage.press("a", "T")
        trained = {one.name: one.core_trained for one in stage.state.people}
        assert trained.pop("Bo") is False
        assert set(trained.values()) == {True}

    play(story)


def test_a_name_with_pronouns_is_added_in_one_act() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("a", "a")
        await stage.type("Rowan (they/them)")
        await stage.press("enter")
        added = stage.state.people[-1]
        assert (added.name, added.pronouns) == ("Rowan", "they/them")
        await stage.press("u")
        assert "Rowan" not in [one.name for one in stage.state.people]

    play(story)


@pytest.mark.parametrize(
    ("typed", "name", "pronouns", "people"),
    [("Bo (he/him)", "Bo", "", 8), ("Rowan (they/them)", "Rowan", "they/them", 9)],
)
def test_by_name_knows_pronouns(typed: str, name: str, pronouns: str, people: int) -> None:
    async def story(stage: Stage) -> None:
        await stage.does(ALL, NextItem(), GoToItem("check-in"))
        await stage.press("slash")
        await stage.type(typed)
        await stage.press("enter")
        assert stage.speaker == name
        assert len(stage.state.people) == people
        (one,) = [one for one in stage.state.people if one.name == name]
        assert one.pronouns == pronouns

    play(story)


# --- typing --------------------------------------------------------------------------------------


def test_pasted_lines_all_stay() -> None:
    async def story(stage: Stage) -> None:
        await stage.does(NextItem())
        await stage.press("w", "k")
        await stage.paste("one\r\n  two\n\nthree\n")
        assert [note.text for note in stage.state.notes] == ["one", "two", "three"]

    play(story)


# --- time ----------------------------------------------------------------------------------------


def test_f_says_why_there_is_nothing_to_fit() -> None:
    async def story(stage: Stage) -> None:
        stage.at(10)
        await stage.press("f")
        assert stage.shows(LiveScreen)
        assert "The session has not begun" in stage.words
        await stage.does(NextItem())
        rest = [one.id for one in stage.state.items[1:]]
        await stage.does(GoToItem(rest[-1]), SetHardEnd(at(60)))
        for key in ("f", "g"):
            await stage.press(key)
        assert stage.shows(AgendaScreen)
        await stage.press("f")
        assert stage.shows(AgendaScreen)
        assert "in hand, and nothing to come that could take it" in stage.words

    play(story)


def test_the_full_stop_is_called_what_it_does() -> None:
    async def story(stage: Stage) -> None:
        await stage.does(NextItem(), GoToItem("certificates"), GoToItem("framing"))
        assert ". next item" in stage.keys_line
        await stage.does(GoToItem("certificates"))
        assert ". close" in stage.keys_line

    play(story)


def test_taking_the_end_that_stands_there_never_shortens_it() -> None:
    async def story(stage: Stage) -> None:
        await stage.does(NextItem(), SetHardEnd(at(90, 40)))
        await stage.press("t")
        assert "ends at: 20:31" in stage.words
        await stage.press("enter")
        assert stage.state.hard_end == at(91)

    play(story)


def test_seconds_in_hand_are_said_before_a_fit_is_taken() -> None:
    async def story(stage: Stage) -> None:
        stage.at(5, 10)
        await stage.does(ALL, NextItem())
        await stage.press("f")
        assert stage.shows(FitScreen)
        assert "s in hand." in stage.words

    play(story)


# --- what is offered -----------------------------------------------------------------------------


def test_keys_for_a_topic_need_one() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("T")
        assert "begin" not in stage.keys_line
        assert "weighs" not in stage.keys_line
        await stage.press("a")
        await stage.type("Power")
        await stage.press("enter")
        assert "enter begin" in stage.keys_line

    play(story)


def test_a_fit_is_offered_where_it_changes_something_and_fits() -> None:
    async def story(stage: Stage) -> None:
        await stage.does(ALL, NextItem())
        stage.at(12)
        await stage.press("f")
        assert "enter take it" in stage.keys_line
        await stage.press("q")
        await stage.does(SetHardEnd(at(20)))
        await stage.press("f")
        assert "Does not fit" in stage.words
        assert "take it" not in stage.keys_line

    play(story)


def test_words_for_late_comers_and_on_certificates_stand_in_full() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("e")
        assert "Would you like a certificate of attendance?" in stage.words
        await stage.press("q")
        await stage.does(NextItem(), GoToItem("check-in"))
        await stage.press("e")
        assert "For people who come now Thank you for coming." in stage.words
        assert "Would you like a certificate" not in stage.words

    play(story, size=(120, 60))


def test_a_closed_session_is_opened_again_from_home() -> None:
    workplace = a_workplace()
    begin(workplace).dispatch(NextItem())
    assert workplace.session
    workplace.session.dispatch(CloseSession())
    workplace.leave()

    async def story(stage: Stage) -> None:
        assert "re-open" not in stage.keys_line
        await stage.press("end")
        assert "o re-open" in stage.keys_line
        await stage.press("o")
        assert stage.shows(LiveScreen)
        assert stage.state.closed is None
        await stage.press("full_stop")
        assert stage.state.running

    play(story, HomeScreen, workplace=workplace)


# --- each second ---------------------------------------------------------------------------------


def test_a_second_makes_no_rows_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from coreflect_tui.tui.screens import closing, notes, setup

    made: list[str] = []

    def counted(module: object, name: str) -> None:
        real = getattr(module, name)

        def counting(*given: object, **named: object) -> object:
            made.append(name)
            return real(*given, **named)

        monkeypatch.setattr(module, name, counting)

    counted(closing, "closing_choices")
    counted(notes, "notes_choices")
    counted(setup, "read_setup")

    async def story(stage: Stage) -> None:
        await stage.does(ALL, NextItem(), WriteNote(NoteKind.HARVEST, "Warmth"))
        for keys in ("x", "v"):
            await stage.press(keys)
            made.clear()
            for _ in range(5):
                stage.clock.advance(1)
                stage.app.show()
            assert made == [], keys
        await stage.press("x")
        assert made == ["notes_choices"]

    play(story)

    async def typing(stage: Stage) -> None:
        made.clear()
        for _ in range(5):
            stage.clock.advance(1)
            stage.app.show()
        assert made == []

    play(typing, setup_screen)


def test_an_act_shows_the_screen_once(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    real = LiveScreen.show_body

    def counting(screen: LiveScreen) -> None:
        shown.append("live")
        real(screen)

    monkeypatch.setattr(LiveScreen, "show_body", counting)

    async def story(stage: Stage) -> None:
        await stage.does(ALL, NextItem(), GoToItem("check-in"))
        for intent, refused in ((EndTurn(), True), (GiveTurn("p2"), False)):
            shown.clear()
            assert bool(stage.screen.do(intent)) is refused
            assert shown == ["live"]

    play(story)


# --- what is not meant ---------------------------------------------------------------------------


def test_words_typed_right_after_w_are_a_note_of_the_usual_kind() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("full_stop", "w")
        await stage.type("Amal brought it")
        await stage.press("enter")
        (note,) = stage.state.notes
        assert note.text == "Amal brought it"

    play(story)


def test_a_letter_that_no_choice_has_does_nothing() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("full_stop")
        before = stage.state
        await stage.press("y", "z", "h", "escape")
        assert stage.state == before, "none of them got past the letters"

    play(story)


def test_while_the_session_is_held_nothing_moves_on() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("full_stop", "h")
        before = stage.state
        for key in ("full_stop", "p", "d", "n", "1", "z"):
            await stage.press(key)
            assert "The session is held, and rests; h goes on." in stage.words, key
        assert stage.state == before
        assert "next item" not in stage.keys_line
        await stage.press("h")
        assert stage.state.paused is None

    play(story)


def test_a_pause_that_an_act_ends_says_so() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("full_stop")
        stage.at(2)
        await stage.press("z")
        assert "stands still" in stage.words
        await stage.press("full_stop")
        assert stage.state.paused is None
        assert "The clock goes on; z pauses again." in stage.words

    play(story)


def test_an_item_that_is_left_by_a_second_press_is_named() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("full_stop", "full_stop")
        assert "“Opening quotes” had just begun and is left; u goes back to it." in stage.words
        stage.at(5)
        await stage.press("full_stop")
        assert "had just begun" not in stage.words

    play(story)


def test_by_name_finds_somebody_where_there_is_no_round() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("full_stop", "slash")
        await stage.type("dee")
        await stage.press("enter", "h")
        assert stage.shows(PeopleScreen)
        dee = stage.state.person(stage.id_of("Dee"))
        assert dee
        assert dee.presence is Presence.PRESENT

    play(story)


def test_another_end_is_typed_over_the_one_that_is_offered() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("full_stop")
        before = stage.state.hard_end
        await stage.press("t")
        await stage.type("+10")
        await stage.press("enter")
        assert stage.state.hard_end == before + timedelta(minutes=10)

    play(story)


def test_a_key_that_nothing_has_says_so() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("s")
        assert "s does nothing here." in stage.words

    play(story)

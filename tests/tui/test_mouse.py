"""The mouse does what keys do: at the foot of each screen, in lists, lines, letters and pages."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.events import MouseScrollDown, MouseScrollUp

from coreflect_tui.core.formats import NoteKind
from coreflect_tui.core.intents import GiveTurn, GoToItem, NextItem, SetPresence, WriteNote
from coreflect_tui.core.person import Presence
from coreflect_tui.tui.actions import actions_of, available
from coreflect_tui.tui.screens.closing import ClosingScreen
from coreflect_tui.tui.screens.copied import CopiedScreen
from coreflect_tui.tui.screens.cover import CoverScreen
from coreflect_tui.tui.screens.home import HomeScreen
from coreflect_tui.tui.screens.live import LiveScreen
from coreflect_tui.tui.screens.people import PeopleScreen
from coreflect_tui.tui.widgets.choices import Choices
from coreflect_tui.tui.widgets.entry import Entry
from coreflect_tui.tui.widgets.letter_menu import LetterMenu
from stage import Stage, play, play_home, setup_screen

HERE = SetPresence(("p1", "p2", "p3", "p4"), Presence.PRESENT)
WITHOUT_ONE = ("1–9", "a letter", "↑↓")
"""What stands at the foot and means several keys."""


async def click(stage: Stage, words: str, row: int | None = None) -> None:
    """Click on these words, in that row or the first that has them."""
    lines = stage.lines
    place = row if row is not None else next(i for i, line in enumerate(lines) if words in line)
    await stage.pilot.click(offset=(lines[place].index(words) + 1, place))
    await stage.settle()


def at_the_foot(stage: Stage) -> Iterator[tuple[str, str]]:
    """Each key at the foot with what a click on it calls."""
    strip = stage.app.screen._compositor.render_strips()[-1]
    for segment in strip:
        style = segment.style
        if style and style.bold and segment.text.strip():
            yield segment.text.strip(), str(style.meta.get("@click", ""))


OPENED: dict[str, tuple[str, ...]] = {
    "live": (),
    "people": ("a",),
    "notes": ("v",),
    "agenda": ("g",),
    "topics": ("T",),
    "agreement": ("D",),
    "closing": ("x",),
    "help": ("question_mark",),
    "words": ("e",),
    "log": ("L",),
    "copied": ("y", "q"),
    "cover": ("0",),
    "a line": ("a", "slash"),
    "letters": ("w",),
}


OPENS = ("by_name", "write", "people", "say", "help")
"""Keys at the foot of the live screen that open something and change nothing."""


async def in_a_round(stage: Stage) -> None:
    await stage.does(HERE, NextItem(), GoToItem("check-in"), GiveTurn("p2"))
    await stage.does(WriteNote(NoteKind.TAKEAWAY, "A thought"), WriteNote(NoteKind.TOPIC, "Power"))


def test_every_key_at_the_foot_of_every_screen_can_be_clicked() -> None:
    async def story(stage: Stage) -> None:
        await in_a_round(stage)
        for name, keys in OPENED.items():
            await stage.press(*keys)
            found = dict(at_the_foot(stage))
            assert found, name
            for key, call in found.items():
                assert call or key in WITHOUT_ONE, f"{name}: {key} cannot be clicked"
            offered = available(stage.screen.table, stage.screen.situation())
            shown = [one.shows for one in offered if one.rank and one.shows in found]
            assert shown or stage.screen.table in ("", "people", "live"), name
            if name in ("a line", "letters"):
                await stage.press("escape")
            while len(stage.app.screen_stack) > 2:
                stage.app.pop_screen()
                await stage.settle()

    play(story, size=(120, 40))


def test_a_click_at_the_foot_does_what_its_key_does() -> None:
    """The same acts by mouse and by key lead to the same place."""

    async def story(stage: Stage) -> None:
        await in_a_round(stage)
        for action in actions_of("live"):
            if action.id not in OPENS:
                continue
            await stage.press(action.key.split(",")[0])
            by_key = (type(stage.app.screen), stage.keys_line, stage.state)
            await back(stage)
            stage.clock.advance(1)
            await click(stage, f" {action.shows} ", len(stage.lines) - 1)
            assert (type(stage.app.screen), stage.keys_line, stage.state) == by_key, action.id
            await back(stage)

    play(story, size=(120, 40))


async def back(stage: Stage) -> None:
    if stage.screen.query("Entry.-open, LetterMenu.-open"):
        await stage.press("escape")
    while len(stage.app.screen_stack) > 2:
        stage.app.pop_screen()
        await stage.settle()


def test_people_are_invited_by_a_click_and_turns_go_on_at_the_foot() -> None:
    async def story(stage: Stage) -> None:
        await in_a_round(stage)
        assert stage.speaker == "Bo"
        stage.clock.advance(1)
        await click(stage, "Dee")
        assert stage.speaker == "Dee"
        stage.clock.advance(1)
        await click(stage, "d done", len(stage.lines) - 1)
        assert stage.speaker == ""

    play(story)


def test_a_click_on_a_row_chooses_it_and_one_more_does_what_enter_does() -> None:
    async def story(stage: Stage) -> None:
        await in_a_round(stage)
        await stage.press("a")
        await click(stage, "Dee")
        people = stage.screen.query_one(Choices)
        assert people.chosen == stage.id_of("Dee")
        assert not stage.screen.query_one(Entry).is_open
        await click(stage, "w away", len(stage.lines) - 1)
        person = stage.state.person(stage.id_of("Dee"))
        assert person
        assert person.presence is Presence.AWAY
        await click(stage, "Dee")
        assert stage.screen.query_one(Entry).is_open
        await click(stage, "esc", len(stage.lines) - 1)
        assert not stage.screen.query_one(Entry).is_open
        assert stage.shows(PeopleScreen)

    play(story)


def test_a_line_is_finished_by_a_click() -> None:
    async def story(stage: Stage) -> None:
        await stage.does(NextItem())
        await click(stage, "w write", len(stage.lines) - 1)
        await click(stage, "h harvest")
        await stage.type("Well done")
        await click(stage, "enter done", len(stage.lines) - 1)
        assert [note.text for note in stage.state.notes] == ["Well done"]

    play(story)


def test_letters_are_left_by_a_click_and_a_line_is_covered() -> None:
    async def story(stage: Stage) -> None:
        await stage.does(NextItem())
        await stage.press("w")
        await click(stage, "esc", len(stage.lines) - 1)
        assert not stage.screen.query_one(LetterMenu).is_open
        await stage.press("w", "h")
        await stage.type("Half")
        await click(stage, "ctrl+l", len(stage.lines) - 1)
        assert stage.shows(CoverScreen)
        await click(stage, "0 show")
        await stage.type(" done")
        assert stage.screen.query_one(Entry).text == "Half done"

    play(story)


def test_the_start_screen_and_setup_work_by_the_mouse() -> None:
    async def home(stage: Stage) -> None:
        await click(stage, "Intervision")
        assert stage.shows(HomeScreen)
        await click(stage, "Intervision")
        assert not stage.shows(HomeScreen)
        await click(stage, "esc", len(stage.lines) - 1)
        assert stage.shows(HomeScreen)

    play_home(home)

    async def setup(stage: Stage) -> None:
        await stage.paste("Ana")
        await click(stage, "List goes to")
        field = stage.screen.query_one("#list-to")
        await stage.pilot.click("#list-to", offset=(2, 0))
        assert field.has_focus
        await stage.pilot.click("#people", offset=(2, 0))
        await stage.paste("Bo\nCy")
        await click(stage, "ctrl+s", len(stage.lines) - 1)
        assert stage.shows(LiveScreen) or "ask" in stage.words

    play(setup, setup_screen)


def test_closing_can_be_walked_by_the_mouse() -> None:
    async def story(stage: Stage) -> None:
        await in_a_round(stage)
        await stage.press("x")
        assert stage.shows(ClosingScreen)
        await click(stage, "v notes", len(stage.lines) - 1)
        assert not stage.shows(ClosingScreen)
        await click(stage, "q back", len(stage.lines) - 1)
        await click(stage, "p preview", len(stage.lines) - 1)
        await click(stage, "q back", len(stage.lines) - 1)
        assert stage.shows(ClosingScreen)

    # At eighty columns the preview has no room at the foot.
    play(story, size=(120, 40))


@pytest.mark.parametrize("key", ["question_mark", "v"], ids=["help", "notes"])
def test_the_wheel_scrolls_and_changes_nothing_else(key: str) -> None:
    async def story(stage: Stage) -> None:
        await in_a_round(stage)
        thoughts = (WriteNote(NoteKind.TAKEAWAY, f"Thought {number}") for number in range(20))
        await stage.does(*thoughts)
        await stage.press(key)
        page = stage.screen.query_one("#page, #list")
        await stage.pilot._post_mouse_events([MouseScrollUp] * 9, offset=(10, 8), button=0)
        await stage.settle()
        before, lines, state = page.scroll_y, stage.lines, stage.state
        chosen = [one.chosen for one in stage.screen.query(Choices)]
        assert before == 0
        assert page.max_scroll_y, "there is something to scroll"
        await stage.pilot._post_mouse_events([MouseScrollDown], offset=(10, 8), button=0)
        await stage.settle()
        moved = round(page.scroll_y)
        assert moved > 0
        top, bottom = page.content_region.y, page.content_region.bottom
        # The bar beside them moves as well.
        rows = [line[:50] for line in stage.lines[top : bottom - moved]]
        assert rows == [line[:50] for line in lines[top + moved : bottom]]
        assert stage.lines[:top] == lines[:top]
        assert stage.keys_line == lines[-1].strip()
        assert stage.state is state
        assert [one.chosen for one in stage.screen.query(Choices)] == chosen
        await stage.pilot._post_mouse_events([MouseScrollUp], offset=(10, 8), button=0)
        await stage.settle()
        assert stage.lines == lines

    play(story, size=(60, 20))


# --- words for the chat ---------------------------------------------------------------------------


def test_where_the_terminal_does_not_copy_a_file_has_the_words() -> None:
    async def story(stage: Stage) -> None:
        await in_a_round(stage)
        await stage.press("y", "q")
        assert stage.shows(CopiedScreen)
        assert "mark the words with the mouse" in stage.words
        words = "Your name and pronouns"
        assert words in stage.words
        await stage.press("f")
        screen = stage.screen
        assert isinstance(screen, CopiedScreen)
        folder = screen._folder
        assert folder
        (file,) = folder.iterdir()
        assert file.read_text("utf-8").startswith(words)
        assert "until you leave this page" in stage.words
        await stage.press("q")
        assert stage.shows(LiveScreen)
        assert not Path(folder).exists()

    play(story)


def test_it_can_be_copied_once_more() -> None:
    async def story(stage: Stage) -> None:
        await in_a_round(stage)
        await stage.press("y", "q")
        first = stage.app.clipboard
        assert first
        stage.app.copy_to_clipboard("")
        await stage.press("y")
        assert stage.app.clipboard == first

    play(story)

"""The cover: step and clock alone, whatever goes on behind it."""

from pathlib import Path

import pytest

from album import Album
from builders import ids
from coreflect_tui.core.formats import NoteKind, StepKind
from coreflect_tui.core.intents import (
    GiveTurn,
    GoToItem,
    InsertItem,
    NextItem,
    PauseClock,
    SetPresence,
    WriteNote,
)
from coreflect_tui.core.person import Presence
from coreflect_tui.preparation import prepare_session
from coreflect_tui.session import Session
from coreflect_tui.tui.screens.cover import CoverScreen
from coreflect_tui.tui.screens.home import HomeScreen
from coreflect_tui.tui.screens.live import LiveScreen
from coreflect_tui.tui.screens.notes import NotesScreen
from coreflect_tui.tui.screens.people import PeopleScreen
from coreflect_tui.tui.screens.reading import HelpScreen, ReadingScreen
from coreflect_tui.tui.screens.setup import SetupScreen
from coreflect_tui.tui.view.cover import ASKS, SAID
from coreflect_tui.tui.widgets.entry import Entry
from stage import (
    FACILITATOR,
    INVITED,
    SIZES,
    Stage,
    a_workplace,
    begin,
    ips,
    options,
    play,
    play_home,
    setup_screen,
)
from story import Disk

FOLDER = Path(__file__).parent / "golden"
HERE = SetPresence(("p1", "p2", "p3", "p4"), Presence.PRESENT)
SECRET = "Somebody wept"
NAMES = [one.name for one in (FACILITATOR, *INVITED)]

sizes = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")


async def in_check_in(stage: Stage) -> None:
    """Bo speaks in the check-in, a note is written, the group is behind."""
    stage.at(9)
    await stage.does(HERE, NextItem(), GoToItem("check-in"), GiveTurn(stage.id_of("Bo")))
    await stage.does(WriteNote(NoteKind.TAKEAWAY, SECRET))
    stage.at(13, 30)
    await stage.does()


def told_of_anybody(stage: Stage) -> list[str]:
    """What stands on the screen that is somebody's."""
    words = stage.words.split()
    whose = [name for name in NAMES if any(name in word for word in words)]
    others = (SECRET, "behind", "ends", "each", "invite", "IPS", "shared", "Topics", "over")
    return whose + [one for one in others if one in stage.words]


@sizes
def test_the_cover_at_each_size(size: tuple[int, int]) -> None:
    album = Album(FOLDER, size)

    async def story(stage: Stage) -> None:
        await in_check_in(stage)
        assert told_of_anybody(stage)
        await stage.at_once("0")
        assert told_of_anybody(stage) == []
        assert "CHECK-IN ROUND" in stage.text
        album.take("cover", stage)

    play(story, size=size)
    album.check(("cover",))


@pytest.mark.parametrize("key", ["0", "ctrl+l", "escape"])
def test_the_same_key_or_escape_shows_what_was_there(key: str) -> None:
    async def story(stage: Stage) -> None:
        await in_check_in(stage)
        before = stage.text
        await stage.at_once("0")
        assert stage.shows(CoverScreen)
        await stage.at_once(key)
        assert stage.shows(LiveScreen)
        assert stage.text == before

    play(story)


def test_a_click_anywhere_takes_it_away() -> None:
    async def story(stage: Stage) -> None:
        for at in ((3, 3), (40, 12), (79, 23)):
            await stage.at_once("0")
            assert stage.shows(CoverScreen)
            await stage.pilot.click(offset=at)
            await stage.settle()
            assert stage.shows(LiveScreen)

    play(story)


@pytest.mark.parametrize(
    ("keys", "kind"),
    [
        (("a", "down", "down"), PeopleScreen),
        (("v",), NotesScreen),
        (("x", "p"), ReadingScreen),
        (("question_mark",), HelpScreen),
    ],
    ids=["people", "notes", "preview", "help"],
)
def test_it_covers_other_screens_and_leads_back_to_where_one_was(
    keys: tuple[str, ...], kind: type
) -> None:
    async def story(stage: Stage) -> None:
        await in_check_in(stage)
        await stage.at_once(*keys)
        before = stage.text
        await stage.at_once("0")
        assert told_of_anybody(stage) == []
        await stage.at_once("0")
        assert stage.shows(kind)
        assert stage.text == before

    play(story)


def test_a_half_typed_note_is_covered_and_goes_on() -> None:
    async def story(stage: Stage) -> None:
        await in_check_in(stage)
        await stage.at_once("w", "h")
        await stage.type("half a tho")
        assert "ctrl+l" in stage.keys_line
        await stage.at_once("ctrl+l")
        assert "half" not in stage.text
        await stage.type("xu.")
        await stage.at_once("escape")
        await stage.type("ught")
        assert stage.screen.query_one(Entry).text == "half a thought"
        await stage.at_once("enter")
        assert stage.state.notes[-1].text == "half a thought"

    play(story)


def test_a_menu_that_asks_for_a_letter_is_covered_and_asks_on() -> None:
    async def story(stage: Stage) -> None:
        await stage.does(NextItem())
        await stage.at_once("w", "0")
        assert stage.shows(CoverScreen)
        await stage.at_once("0", "h")
        await stage.type("Still here")
        await stage.at_once("enter")
        assert [note.text for note in stage.state.notes] == ["Still here"]

    play(story)


def test_keys_of_the_session_are_asleep_save_for_the_next_item() -> None:
    async def story(stage: Stage) -> None:
        await in_check_in(stage)
        await stage.at_once("0")
        before = stage.state
        for key in (*"1dpwaucqx+/X", "enter", "space", "delete", "tab", "question_mark"):
            await stage.press(key)
            assert stage.shows(CoverScreen), key
        assert stage.state is before

    play(story)


def test_the_next_item_can_be_begun_and_taken_back() -> None:
    async def story(stage: Stage) -> None:
        await stage.at_once("0")
        await stage.press(".")
        assert stage.state.running
        assert stage.state.running.item.step.title.upper() in stage.text
        first = stage.state.running.id
        await stage.at_once(".")
        assert stage.state.running
        assert stage.state.running.id == first
        await stage.press(".")
        assert stage.state.running
        assert stage.state.running.id != first
        await stage.press("0", "u")
        assert stage.state.running
        assert stage.state.running.id == first

    play(story)


def test_what_would_be_asked_first_is_not_asked_on_the_cover() -> None:
    async def story(stage: Stage) -> None:
        await in_check_in(stage)
        await stage.press("0", ".", ".")
        assert stage.state.running
        assert stage.state.running.id == "check-in"
        assert ASKS in stage.words
        assert told_of_anybody(stage) == []

    play(story)


def test_time_goes_on_and_a_pause_is_seen() -> None:
    async def story(stage: Stage) -> None:
        await in_check_in(stage)
        await stage.at_once("0")
        before = stage.text
        stage.at(15)
        stage.app.tick()
        await stage.settle()
        assert stage.text != before
        await stage.does(PauseClock())
        assert "paused" in stage.text

    play(story)


def test_a_title_that_was_typed_names_nobody() -> None:
    async def story(stage: Stage) -> None:
        await stage.does(HERE, InsertItem("A talk by Dee", 300, StepKind.TALK, None), NextItem())
        assert stage.state.running
        assert stage.state.running.item.step.title == "A talk by Dee"
        await stage.at_once("0")
        assert "A TALK BY SOMEONE" in stage.text

    play(story)


def test_what_is_not_saved_is_said_without_what_and_why() -> None:
    async def story(stage: Stage) -> None:
        await stage.does(NextItem())
        await stage.at_once("0")
        assert "UNSAVED SINCE 18:54" in stage.text
        assert "disk" not in stage.text
        assert "act" not in stage.text
        disk.refuses = False
        await stage.does(NextItem())
        assert "UNSAVED" not in stage.text

    workplace = a_workplace()
    prepared = prepare_session(ips(), options(), [FACILITATOR], INVITED, workplace.random)
    assert isinstance(prepared, tuple)
    disk = Disk()
    begin(workplace)
    workplace.held.session = Session.begin(prepared[1], disk, workplace.clock, ids())
    disk.refuses = True
    play(story, workplace=workplace)


def test_what_is_said_meanwhile_waits_below() -> None:
    async def story(stage: Stage) -> None:
        await stage.at_once("0")
        stage.app.say("Bo would like to know.")
        await stage.settle()
        assert told_of_anybody(stage) == []
        assert SAID in stage.words
        await stage.at_once("0")
        assert "Bo would like to know." in stage.words

    play(story)


def test_setup_and_home_are_covered_too() -> None:
    async def setup(stage: Stage) -> None:
        await stage.paste("Ana Blum")
        await stage.at_once("ctrl+l")
        assert "Ana" not in stage.text
        assert stage.shows(CoverScreen)
        await stage.at_once("0")
        assert stage.shows(SetupScreen)
        assert "Ana Blum" in stage.text
        await stage.type("0")
        assert "Ana Blum0" in stage.text

    play(setup, setup_screen)

    async def home(stage: Stage) -> None:
        await stage.at_once("0")
        assert "IPS" not in stage.text
        assert "█" in stage.text
        await stage.at_once("0")
        assert stage.shows(HomeScreen)

    play_home(home)

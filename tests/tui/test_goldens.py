"""Every screen as its characters, at the three sizes, compared exactly with tests/tui/golden.

With COREFLECT_WRITE_GOLDEN=1 the files are written anew instead, and a look at the diff decides:
COREFLECT_WRITE_GOLDEN=1 python -m pytest tests/tui/test_goldens.py
"""

from pathlib import Path

import pytest

from album import Album, file_name
from builders import START, at, ids
from coreflect_tui.core.formats import NoteKind
from coreflect_tui.core.intents import (
    CloseRoom,
    CloseSession,
    EndTurn,
    GiveTurn,
    GoToItem,
    MarkShared,
    NextItem,
    PassTurn,
    RecordCoreTraining,
    RecordOutcomes,
    SetPresence,
    StartTopic,
    TickPoint,
    WriteNote,
)
from coreflect_tui.core.person import Presence
from coreflect_tui.core.state import Shared, WrittenFile
from coreflect_tui.preparation import prepare_session
from coreflect_tui.rehearsal.cast import cast_for
from coreflect_tui.session import Session
from coreflect_tui.settings import Settings
from coreflect_tui.tui.coach import Coach
from coreflect_tui.tui.screens.live import LiveScreen
from coreflect_tui.workplace import Workplace
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
    still_clock,
)
from story import Disk

FOLDER = Path(__file__).parent / "golden"
DOCUMENTS = Path("/home/ana/Documents/Co-reflection")
SESSION_FOLDER = f"{DOCUMENTS}/2026-11-22 1900 IPS co-reflection"
FILES = tuple(
    WrittenFile(outcome, f"{SESSION_FOLDER}/{name}", "0" * 64)
    for outcome, name in (
        ("attendees", "send/attendees.csv"),
        ("attendees", "send/attendees.md"),
        ("attendees", "send/attendee list.eml"),
        ("harvest", "group/harvest.md"),
        ("harvest", "group/harvest.html"),
    )
)

OF_A_SESSION = (
    "live-before", "help", "live-framing", "words", "live-check-in", "live-by-name", "people",
    "live-everyone-shared", "live-topics", "live-kinds", "notes", "agenda", "topics",
    "live-paused", "live-held", "fit", "live-over-time", "closing", "preview", "written",
)  # fmt: skip
OF_HOME = ("home-empty", "home-sessions", "past")
OF_SETUP = ("setup-empty", "setup-names")
OTHERS = ("live-unsaved", "live-rehearsal")
ELSEWHERE = ("report",)
"""Taken by tests of the screen itself."""

sizes = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")


def test_no_golden_file_is_left_over() -> None:
    names = (*OF_A_SESSION, *OF_HOME, *OF_SETUP, *OTHERS, *ELSEWHERE)
    wanted = {file_name(name, size) for name in names for size in SIZES}
    assert {path.name for path in FOLDER.iterdir()} == wanted


@sizes
def test_a_session_from_before_the_start_to_the_written_files(size: tuple[int, int]) -> None:
    album = Album(FOLDER, size)

    async def story(stage: Stage) -> None:
        await beginning(stage, album)
        await check_in(stage, album)
        await topics(stage, album)
        await ending(stage, album)

    play(story, size=size, workplace=a_workplace(settings=Settings(documents=str(DOCUMENTS))))
    album.check(OF_A_SESSION)


async def beginning(stage: Stage, album: Album) -> None:
    album.take("live-before", stage)
    await stage.at_once("question_mark")
    album.take("help", stage)
    await stage.at_once("q")
    stage.at(1)
    await stage.does(NextItem())
    stage.at(4, 20)
    await stage.does(NextItem(), TickPoint(0), TickPoint(2))
    stage.at(6)
    await stage.does()
    album.take("live-framing", stage)
    await stage.at_once("e")
    album.take("words", stage)
    await stage.at_once("q")


async def check_in(stage: Stage, album: Album) -> None:
    here = tuple(stage.id_of(name) for name in ("Bo", "Cy", "Dee", "Eli", "Fay", "Gus"))
    await stage.does(SetPresence(here, Presence.PRESENT))
    stage.at(13)
    await stage.does(NextItem())
    stage.at(13, 30)
    await stage.does(GiveTurn(stage.id_of("Cy")))
    stage.at(14, 20)
    await stage.does(GiveTurn(stage.id_of("Fay")))
    stage.at(15, 10)
    await stage.does(PassTurn(), SetPresence((stage.id_of("Bo"),), Presence.AWAY))
    await stage.does(GiveTurn(stage.id_of("Eli")))
    stage.at(15, 58)
    await stage.does()
    album.take("live-check-in", stage)
    await stage.at_once("slash")
    await stage.type("de")
    album.take("live-by-name", stage)
    await stage.at_once("escape")
    await stage.does(RecordCoreTraining((stage.id_of("Dee"), stage.id_of("Cy")), True))
    await stage.at_once("a", "down", "down")
    album.take("people", stage)
    await stage.at_once("q")
    await stage.does(GiveTurn(stage.id_of("Dee")))
    stage.at(17, 30)
    chat = MarkShared("check-in", (stage.id_of("Gus"),), Shared.CHAT)
    await stage.does(EndTurn(), chat, SetPresence((stage.id_of("Bo"),), Presence.LEFT))
    await stage.does(SetPresence((stage.id_of("Hal"),), Presence.NO_SHOW))
    album.take("live-everyone-shared", stage)
    await stage.does(CloseRoom())


async def topics(stage: Stage, album: Album) -> None:
    await stage.does(NextItem(), NextItem())
    await stage.does(
        WriteNote(NoteKind.INTENTION, "Listening for what is not said"),
        WriteNote(NoteKind.TOPIC, "When fear comes between us"),
        WriteNote(NoteKind.TOPIC, "Power in a team"),
        WriteNote(NoteKind.REMINDER, "Ask about the next date"),
    )
    stage.at(30)
    await stage.does(NextItem())
    stage.at(45)
    await stage.does(NextItem(), StartTopic("t1"))
    stage.at(49, 30)
    await stage.does(WriteNote(NoteKind.TAKEAWAY, "Dee's question: what else could it be?"))
    album.take("live-topics", stage)
    await stage.at_once("w")
    album.take("live-kinds", stage)
    await stage.at_once("escape", "v")
    album.take("notes", stage)
    await stage.at_once("q", "g")
    album.take("agenda", stage)
    await stage.at_once("q", "T")
    album.take("topics", stage)
    await stage.at_once("q", "z")
    stage.at(51)
    await stage.does()
    album.take("live-paused", stage)
    await stage.at_once("z", "h")
    album.take("live-held", stage)
    await stage.at_once("h")


async def ending(stage: Stage, album: Album) -> None:
    stage.at(75)
    await stage.does()
    await stage.at_once("f")
    album.take("fit", stage)
    await stage.at_once("q")
    await stage.does(GoToItem("final"))
    stage.at(90, 10)
    await stage.does()
    album.take("live-over-time", stage)
    await stage.at_once("x")
    album.take("closing", stage)
    await stage.at_once("p")
    album.take("preview", stage)
    await stage.at_once("q")
    await stage.does(CloseSession())
    stage.app.closed(FILES)
    await stage.settle()
    album.take("written", stage)


@sizes
def test_home(size: tuple[int, int]) -> None:
    album = Album(FOLDER, size)

    async def empty(stage: Stage) -> None:
        album.take("home-empty", stage)

    play_home(empty, size)

    async def with_sessions(stage: Stage) -> None:
        album.take("home-sessions", stage)
        await stage.at_once("end", "enter")
        album.take("past", stage)

    from coreflect_tui.tui.screens.home import HomeScreen

    play(with_sessions, HomeScreen, size, sessions_held())
    album.check(OF_HOME)


def sessions_held() -> Workplace:
    """One session closed and written, one interrupted, one only prepared."""
    clock = still_clock(0)
    workplace = a_workplace(clock)
    closed = begin(workplace)
    for intent in (NextItem(), NextItem(), CloseSession(), RecordOutcomes(FILES)):
        closed.dispatch(intent)
        clock.advance(240)
    begin(workplace)
    clock.advance(180)
    interrupted = begin(workplace)
    interrupted.dispatch(NextItem())
    clock.advance(120)
    interrupted.dispatch(NextItem())
    workplace.leave()
    clock.advance(7 * 60)
    return workplace


@sizes
def test_setup(size: tuple[int, int]) -> None:
    album = Album(FOLDER, size)

    async def story(stage: Stage) -> None:
        album.take("setup-empty", stage)
        await stage.paste("Ana (she/her) & Robin")
        await stage.at_once("tab", "tab", "tab")
        await stage.paste("Bo\nCy (he/him)\nDee <dee@example.org>\nEli\nFay\nGus\nHal")
        album.take("setup-names", stage)

    play(story, setup_screen, size)
    album.check(OF_SETUP)


@sizes
def test_a_disk_that_refuses_and_a_rehearsal(size: tuple[int, int]) -> None:
    album = Album(FOLDER, size)

    async def unsaved(stage: Stage) -> None:
        stage.at(2)
        await stage.does(NextItem())
        album.take("live-unsaved", stage)

    workplace = a_workplace(still_clock(0))
    prepared = prepare_session(ips(), options(), [FACILITATOR], INVITED, workplace.random)
    assert isinstance(prepared, tuple)
    disk = Disk()
    workplace.session = Session.begin(prepared[1], disk, workplace.clock, ids())
    disk.refuses = True
    play(unsaved, size=size, workplace=workplace)

    async def rehearsal(stage: Stage) -> None:
        await stage.does()
        assert coach.next
        clock.advance((coach.next.at - clock.now().session).total_seconds())
        await stage.does()
        album.take("live-rehearsal", stage)

    clock = still_clock()
    workplace = a_workplace(clock)
    people = begin(workplace).state.people
    coach = Coach(cast_for(people, 3), clock, 0)
    play(rehearsal, LiveScreen, size, workplace, coach)
    album.check(OTHERS)


def test_the_sessions_of_tests_begin_when_the_goldens_say() -> None:
    assert at(0) == START

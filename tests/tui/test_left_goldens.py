"""Sessions that were left, as their characters, at the three sizes (see `album` for writing them
anew: COREFLECT_WRITE_GOLDEN=1 python -m pytest tests/tui/test_left_goldens.py)."""

from pathlib import Path

import pytest

from album import Album, file_name
from builders import at
from coreflect_tui.clock import FastClock
from coreflect_tui.core.formats import NoteKind
from coreflect_tui.core.intents import (
    CallSession,
    CloseSession,
    GiveTurn,
    GoToItem,
    Intent,
    NextItem,
    PauseClock,
    SetHardEnd,
    SetPresence,
    WriteNote,
)
from coreflect_tui.core.person import Presence
from coreflect_tui.settings import Settings
from coreflect_tui.tui.screens.home import HomeScreen
from coreflect_tui.tui.view.home import SESSION
from coreflect_tui.tui.widgets.choices import Choices
from coreflect_tui.workplace import Workplace
from stage import SIZES, Stage, a_workplace, begin, play, still_clock

FOLDER = Path(__file__).parent / "golden_left"
LEFT = ("home-left", "closing-left", "live-going-on", "live-days-later", "live-never-begun")
MANY = ("home-many",)
DAY = 24 * 60

sizes = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")


def test_no_golden_file_is_left_over() -> None:
    wanted = {file_name(name, size) for name in (*LEFT, *MANY) for size in SIZES}
    assert {path.name for path in FOLDER.iterdir()} == wanted


def workplace_at(minutes: float) -> tuple[Workplace, FastClock]:
    clock = still_clock(minutes)
    return a_workplace(clock, Settings(documents="/home/ana/Documents/Co-reflection")), clock


def left(workplace: Workplace, title: str, minutes: float, *acts: Intent) -> str:
    """A session that begins in that minute; its acts are a minute apart."""
    clock = workplace.clock
    assert isinstance(clock, FastClock)
    clock.advance((at(minutes) - clock.now().session).total_seconds())
    session = begin(workplace)
    here = SetPresence(("p1", "p2", "p3", "p4"), Presence.PRESENT)
    for act in (CallSession(title), *((here, *acts) if acts else ())):
        refusal = session.dispatch(act)
        assert refusal is None, refusal.sentence
        clock.advance(60)
    workplace.held.beat()
    workplace.leave()
    return session.state.id


@sizes
def test_sessions_that_were_left(size: tuple[int, int]) -> None:
    album = Album(FOLDER, size)
    workplace, clock = workplace_at(0)
    turn = (NextItem(), GoToItem("check-in"), GiveTurn("p2"))
    never = left(workplace, "Never begun", 0)
    note = WriteNote(NoteKind.TAKEAWAY, "What Cy asked")
    open_still = left(workplace, "Left open", 5, *turn, note)
    left(workplace, "Went on for long", 90, *turn)
    left(workplace, "Closed, and then the power went", 120, *turn, CloseSession())
    late = 3 * DAY
    end = SetHardEnd(at(late + 90))
    left(workplace, "Paused", late - 12, *turn, end, PauseClock())
    interrupted = left(workplace, "Interrupted", late - 5, *turn, SetHardEnd(at(late + 100)))
    clock.advance(4 * 60)

    async def story(stage: Stage) -> None:
        album.take("home-left", stage)
        choices = stage.screen.query_one(Choices)
        choices.choose(f"{SESSION}{open_still}")
        await stage.at_once("c")
        album.take("closing-left", stage)
        await stage.at_once("q")
        await opened(stage, interrupted)
        album.take("live-going-on", stage)
        await stage.at_once("q")
        await opened(stage, open_still)
        album.take("live-days-later", stage)
        await stage.at_once("q")
        await opened(stage, never)
        album.take("live-never-begun", stage)

    play(story, HomeScreen, size, workplace)
    album.check(LEFT)


async def opened(stage: Stage, session: str) -> None:
    stage.screen.query_one(Choices).choose(f"{SESSION}{session}")
    await stage.at_once("enter")


@sizes
def test_many(size: tuple[int, int]) -> None:
    album = Album(FOLDER, size)
    workplace, clock = workplace_at(0)
    for number in range(12):
        left(workplace, f"Number {number}", number * 10, NextItem())
    clock.advance(3 * DAY * 60)

    async def story(stage: Stage) -> None:
        album.take("home-many", stage)

    play(story, HomeScreen, size, workplace)
    album.check(MANY)

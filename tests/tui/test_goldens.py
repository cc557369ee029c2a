"""Every screen as its characters, at the three sizes, compared exactly with tests/tui/golden.

With COREFLECT_WRITE_GOLDEN=1 the files are written anew instead, and a look at the diff decides:
COREFLECT_WRITE_GOLDEN=1 python -m pytest tests/tui/test_goldens.py
"""

from pathlib import Path

import pytest

from album import Album, file_name
from builders import START, at
from coreflect_tui.core.intents import CloseSession, NextItem, ReopenSession
from coreflect_tui.rehearsal.cast import cast_for
from coreflect_tui.settings import Settings
from coreflect_tui.tui.coach import Coach
from coreflect_tui.tui.screens.live import LiveScreen
from evening import DOCUMENTS, sessions_held, the_evening
from stage import (
    SIZES,
    Stage,
    a_workplace,
    begin,
    begin_on,
    play,
    play_home,
    setup_screen,
    still_clock,
)
from story import Disk

FOLDER = Path(__file__).parent / "golden"
OF_A_SESSION = (
    "live-before", "help", "live-framing", "words", "live-check-in", "live-by-name", "people",
    "live-everyone-shared", "live-topics", "live-kinds", "notes", "agenda", "topics",
    "live-paused", "live-held", "fit", "live-over-time", "closing", "preview", "written",
)  # fmt: skip
OF_HOME = ("home-empty", "home-sessions", "past")
OF_SETUP = ("setup-empty", "setup-names")
OTHERS = ("live-unsaved", "live-rehearsal", "live-nothing-runs")
ELSEWHERE = (
    "report", "live-reading", "people-reading", "help-reading", "live-given", "cover", "log",
    "log-empty", "tour-begins", "tour-round", "tour-fit",
)  # fmt: skip
"""Taken by tests of the screen itself."""

sizes = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")


def test_no_golden_file_is_left_over() -> None:
    names = (*OF_A_SESSION, *OF_HOME, *OF_SETUP, *OTHERS, *ELSEWHERE)
    wanted = {file_name(name, size) for name in names for size in SIZES}
    assert {path.name for path in FOLDER.iterdir()} == wanted


@sizes
def test_a_session_from_before_the_start_to_the_written_files(size: tuple[int, int]) -> None:
    album = Album(FOLDER, size)

    play(
        lambda stage: the_evening(stage, album),
        size=size,
        workplace=a_workplace(settings=Settings(documents=str(DOCUMENTS))),
    )
    album.check(OF_A_SESSION)


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
def test_a_disk_that_refuses_a_rehearsal_and_nothing_to_do(size: tuple[int, int]) -> None:
    album = Album(FOLDER, size)

    async def unsaved(stage: Stage) -> None:
        stage.at(2)
        await stage.does(NextItem())
        album.take("live-unsaved", stage)

    workplace = a_workplace(still_clock(0))
    disk = Disk()
    begin_on(workplace, disk)
    disk.refuses = True
    play(unsaved, size=size, workplace=workplace)

    async def rehearsal(stage: Stage) -> None:
        coach.goes_on(clock.now().session)
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

    async def reopened(stage: Stage) -> None:
        await stage.does(NextItem(), CloseSession(), ReopenSession())
        album.take("live-nothing-runs", stage)

    play(reopened, size=size)
    album.check(OTHERS)


def test_the_sessions_of_tests_begin_when_the_goldens_say() -> None:
    assert at(0) == START

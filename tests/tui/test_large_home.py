"""The start screen where very many sessions were held: the list is there before the file is checked
as a whole, and what is amiss is said once that is known."""

import asyncio
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from coreflect_tui.core.intents import CloseSession, NextItem
from coreflect_tui.store import soundness
from coreflect_tui.store.database import Database
from coreflect_tui.tui.screens.home import HomeScreen
from coreflect_tui.tui.screens.reading import ReadingScreen
from stage import Stage, a_workplace, begin, play, still_clock

LONG = 20.0
"""Seconds that nothing here takes."""


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Any file is large, and its check in a thread waits for this."""
    opened, check = threading.Event(), soundness.check_tables_and_pages

    def gated(conn: sqlite3.Connection) -> int:
        assert threading.current_thread().name != "checking" or opened.wait(LONG)
        return check(conn)

    monkeypatch.setattr(soundness, "check_tables_and_pages", gated)
    monkeypatch.setattr(Database, "large", 0)
    return opened


@pytest.fixture
def file() -> Path:
    """The database of two closed sessions."""
    workplace = a_workplace(still_clock(0))
    for _ in range(2):
        session = begin(workplace)
        session.dispatch(NextItem())
        session.dispatch(CloseSession())
        workplace.leave()
    workplace.close()
    return workplace.store.path


def past(stage: Stage) -> int:
    screen = stage.screen
    assert isinstance(screen, HomeScreen)
    return len(screen.sessions.past)


async def until_checked(stage: Stage) -> None:
    screen = stage.screen
    assert isinstance(screen, HomeScreen)
    async with asyncio.timeout(LONG):
        while screen._waits:
            await stage.pilot.pause(0.01)
    await stage.settle()


@pytest.mark.usefixtures("file")
def test_the_list_is_there_before_the_file_is_checked(gate: threading.Event) -> None:
    async def story(stage: Stage) -> None:
        assert past(stage) == 2
        assert "Past" in stage.words
        assert stage.app.workplace.store.is_being_checked()
        gate.set()
        await until_checked(stage)
        assert past(stage) == 2
        assert "damaged" not in stage.words

    play(story, HomeScreen, workplace=a_workplace(still_clock(60)))


@pytest.mark.usefixtures("file")
def test_a_session_that_is_opened_meanwhile_waits_for_the_check(gate: threading.Event) -> None:
    async def story(stage: Stage) -> None:
        screen = stage.screen
        assert isinstance(screen, HomeScreen)
        screen.choices.choose(f"session:{screen.sessions.past[0].summary.session}")
        threading.Timer(0.05, gate.set).start()
        await stage.press("enter")
        assert isinstance(stage.screen, ReadingScreen)

    play(story, HomeScreen, workplace=a_workplace(still_clock(60)))


def test_damage_is_said_and_recovered_once_it_is_found(gate: threading.Event, file: Path) -> None:
    content = bytearray(file.read_bytes())
    # A leaf of an index that no list reads.
    with closing(sqlite3.connect(file)) as conn:
        (root,) = conn.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'sqlite_autoindex_decisions_1'"
        ).fetchone()
    content[(root - 1) * 4096 : (root - 1) * 4096 + 100] = bytes(100)
    file.write_bytes(content)

    async def story(stage: Stage) -> None:
        assert past(stage) == 2
        assert file.read_bytes() == content
        gate.set()
        await until_checked(stage)
        assert "The database was damaged" in stage.words
        assert past(stage) == 2
        assert file.read_bytes() != content

    play(story, HomeScreen, workplace=a_workplace(still_clock(60)))

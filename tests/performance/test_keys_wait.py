"""Nobody looks ten times a second whether a key came: who reads them sleeps until one does."""

import os
import select
import sys
import threading
from collections.abc import Iterator
from queue import SimpleQueue
from typing import Any

import pytest
from textual.events import Key
from textual.message import Message

from coreflect_tui.tui import driver

LONG = 20.0
"""Seconds that nothing here takes."""

if sys.platform == "win32":
    pytest.skip("Textual's own driver reads keys there", allow_module_level=True)


class Reading(driver.SteadyDriver):
    """The part of the driver that reads keys, from a pipe."""

    def __init__(self, fileno: int) -> None:
        self.fileno, self._debug = fileno, False
        self.exit_event = driver.Bell()
        self.found: SimpleQueue[Message] = SimpleQueue()

    def process_message(self, message: Message) -> None:
        self.found.put(message)

    def next_key(self) -> str:
        found = self.found.get(timeout=LONG)
        assert isinstance(found, Key)
        return found.key


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float | None]:
    """For how many seconds it was waited each time; None is for as long as it takes."""
    seen: list[float | None] = []
    wait = select.select

    def counted(*files: Any) -> Any:
        seen.append(files[3])
        return wait(*files)

    monkeypatch.setattr(select, "select", counted)
    return seen


@pytest.fixture
def typing() -> Iterator[tuple[Reading, int]]:
    """The reader in a thread, and where its keys are written."""
    heard, typed = os.pipe()
    reading = Reading(heard)
    thread = threading.Thread(target=reading.run_input_thread)
    thread.start()
    yield reading, typed
    reading.exit_event.set()
    thread.join(LONG)
    assert not thread.is_alive()
    reading.exit_event.clear()
    reading.exit_event.close()
    os.close(heard)
    os.close(typed)


def test_it_sleeps_until_a_key_comes(
    waits: list[float | None], typing: tuple[Reading, int]
) -> None:
    reading, keys = typing
    for key in "abc":
        os.write(keys, key.encode())
        assert reading.next_key() == key
    assert set(waits) == {None}
    assert len(waits) <= 4, "once for each key, and for the next"


def test_an_escape_alone_comes_by_itself_and_is_slept_after(
    waits: list[float | None], typing: tuple[Reading, int]
) -> None:
    """It may begin another key, so it is one only after a while."""
    reading, keys = typing
    os.write(keys, b"\x1b")
    assert reading.next_key() == "escape"
    os.write(keys, b"\x1b[A")
    assert reading.next_key() == "up"
    os.write(keys, b"x")
    assert reading.next_key() == "x"
    assert waits[0] is None
    assert waits[1] == driver.REST
    assert waits[-1] is None


def test_a_bell_that_is_closed_rings_nowhere() -> None:
    """The numbers of its files may be those of others by then."""
    bell = driver.Bell()
    bell.set()
    bell.set()
    bell.clear()
    assert select.select([bell], [], [], 0)[0] == []
    number = bell.fileno()
    bell.close()
    heard, others = os.pipe()
    assert number in (heard, others)
    bell.set()
    bell.clear()
    bell.close()
    assert select.select([heard], [], [], 0)[0] == []
    os.close(heard)
    os.close(others)

"""Asking for a session: how one window tells another that it wants to take it over.

The file of the asking window is locked for as long as it asks, so an ask ends with the program that
made it, and only one window asks at a time. The window that has the session looks at it with each
tick. It gives the session back, or writes into the file why it does not. There is nothing else in
it, and it goes when the asking ends.
"""

import contextlib
import os
from enum import StrEnum
from pathlib import Path
from typing import Final

from coreflect_tui.lock import FileLock
from coreflect_tui.store.errors import StoreError

_PLACE: Final = 1
"""Where the answer stands. On Windows the first byte, which is locked, cannot be read."""
_LENGTH: Final = 10


class Answer(StrEnum):
    """Why a window keeps its session."""

    NONE = ""
    UNSAVED = "unsaved"
    CLOSED = "closed"
    BUSY = "busy"


class Asking:
    """The ask of this window for a session."""

    def __init__(self, folder: Path, session: str) -> None:
        self._lock = FileLock(path_of(folder, session))

    def begin(self) -> bool:
        """Ask; False while another window asks for it. Raises StoreError."""
        if not self._lock.acquire():
            return False
        # What is left of an ask that was killed was said to somebody else.
        self._lock.empty()
        return True

    def answer(self) -> Answer:
        """What the window that has it said to this ask so far."""
        try:
            with self._lock.path.open("rb", buffering=0) as file:
                file.seek(_PLACE)
                return Answer(file.read(_LENGTH).decode("ascii", "replace").strip())
        except (OSError, ValueError):
            return Answer.NONE

    def end(self) -> None:
        """Ask no longer."""
        self._lock.remove()


def path_of(folder: Path, session: str) -> Path:
    """Where a window asks for `session`; there only while one does, or after one was killed."""
    return folder / f"{session}.ask"


def is_asked(folder: Path, session: str) -> bool:
    """Whether a window that runs asks for the session."""
    try:
        return FileLock(path_of(folder, session)).is_taken()
    except StoreError:
        return False


def answer(folder: Path, session: str, why: Answer) -> None:
    """Say to the window that asks why it cannot have the session."""
    with contextlib.suppress(OSError):
        handle = os.open(path_of(folder, session), os.O_RDWR)
        try:
            os.lseek(handle, _PLACE, os.SEEK_SET)
            os.write(handle, why.ljust(_LENGTH).encode("ascii"))
        finally:
            os.close(handle)

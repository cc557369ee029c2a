"""One program holds a session: a locked file, which also tells when that program last ran."""

import contextlib
import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from typing import Final

from coreflect_tui.disk import make_folder, part_of
from coreflect_tui.store.errors import StoreError, TakenOver, from_os

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_TICK: Final = timedelta(microseconds=1)
_PAUSES: Final = (0.002, 0.01, 0.03)
"""Seconds before each further try. Another window may only be looking whether somebody has the
file, which takes microseconds."""
_CHANGING: Final = ".changing"
"""Whoever holds this file in a folder changes files there."""
_TRIES: Final = 25
"""So often it is tried, about a second in all, to be the only one that changes files."""

# The one port to the systems: the kernel gives the lock back however the program ends.
if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        """Raises an OSError at once where another has it."""
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(handle: int) -> None:
        """Raises BlockingIOError at once where another has it."""
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _rest(seconds: float) -> None:
    Event().wait(seconds)


class FileLock:
    """A file that one program at a time has. It may stay when nobody does."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._handle: int | None = None

    @property
    def held(self) -> bool:
        return self._handle is not None

    def acquire(self) -> bool:
        """Take it; False while another program has it. Raises StoreError with a reason when the
        file cannot be made."""
        if self.held:
            return True
        self._handle = self._taken_now()
        for pause in _PAUSES:
            if self._handle is None:
                _rest(pause)
                self._handle = self._taken_now()
        return self.held

    def release(self) -> None:
        """Give it back."""
        if self._handle is None:
            return
        handle, self._handle = self._handle, None
        os.close(handle)

    def remove(self) -> None:
        """Give it back, and remove the file; only where it is held."""
        if not self.held:
            return
        if sys.platform == "win32":
            # A file that is open cannot be removed there.
            self.release()
        with contextlib.suppress(OSError):
            self.path.unlink()
        self.release()

    def empty(self) -> None:
        """Take away what the file holds; only while it is held."""
        if self._handle is not None:
            with contextlib.suppress(OSError):
                os.ftruncate(self._handle, 0)

    def is_taken(self) -> bool:
        """Whether some program has it now, this one included. Nothing is made or changed. Raises
        StoreError where that cannot be said."""
        if self.held:
            return True
        try:
            handle = os.open(self.path, os.O_RDWR)
        except FileNotFoundError:
            return False
        except OSError as error:
            raise from_os(error) from error
        try:
            _take(handle)
        except OSError:
            return True
        finally:
            os.close(handle)
        return False

    def replace(self) -> None:
        """Take it although another program has it: the path leads to a new file from now on, and
        that program finds out by `is_elsewhere`.

        Raises StoreError; Windows does not let a file be replaced that a program has open.
        """
        if sys.platform == "win32":
            raise StoreError("the window that hangs has to be ended first")
        else:  # noqa: RET506 - the type checker then knows what is for which system
            self._replace()

    def _replace(self) -> None:
        new = part_of(self.path)
        try:
            # Since when nobody was there is said by the file that goes.
            times = self.path.stat().st_mtime_ns if self.path.exists() else 0
            new.unlink(missing_ok=True)
            handle = os.open(new, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError as error:
            raise from_os(error) from error
        try:
            _take(handle)
            os.utime(new, ns=(times, times))
            new.replace(self.path)
        except OSError as error:
            os.close(handle)
            with contextlib.suppress(OSError):
                new.unlink()
            raise from_os(error) from error
        self.release()
        self._handle = handle

    def is_elsewhere(self) -> bool:
        """Whether the path leads to another file than the one that is held here: another program
        took it all the same. A file that is gone with its folder is nobody else's."""
        found = self._found()
        return (
            self._handle is not None
            and found is not None
            and not os.path.samestat(found, os.fstat(self._handle))
        )

    def regain(self) -> bool:
        """While it is held: whether it is this program's still, or again. One that was removed is
        made anew; one that was replaced is taken where nobody has it any more."""
        if not self.held or (self._found() and not self.is_elsewhere()):
            return self.held
        if not self.path.parent.is_dir():
            return True
        try:
            handle = self._taken_now()
        except StoreError:
            # Neither can anybody else make it there now.
            return True
        if handle is None:
            return False
        self.release()
        self._handle = handle
        return True

    def check(self) -> None:
        """Raise TakenOver where another program took it all the same."""
        if self.is_elsewhere():
            raise TakenOver

    def _taken_now(self) -> int | None:
        """The file, locked; None where another program has it. Raises StoreError."""
        while True:
            try:
                handle = self._open()
            except OSError as error:
                raise from_os(error) from error
            try:
                _take(handle)
            except (BlockingIOError, PermissionError):
                os.close(handle)
                return None
            except OSError as error:
                os.close(handle)
                raise from_os(error) from error
            if self._leads_to(handle):
                return handle
            # Somebody removed the file between our opening and our locking it.
            os.close(handle)

    def _open(self) -> int:
        make_folder(self.path.parent)
        try:
            handle = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        # A new file has the time of its making, which is no sign of life.
        os.utime(self.path, ns=(0, 0))
        return handle

    def _leads_to(self, handle: int) -> bool:
        found = self._found()
        return found is not None and os.path.samestat(found, os.fstat(handle))

    def _found(self) -> os.stat_result | None:
        """What the path leads to, None where that is nothing or cannot be said."""
        try:
            return self.path.stat()
        except OSError:
            return None


@contextlib.contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """While this lasts, no other window that asks so is in the middle of changing a file in
    `folder`: what one of them reads and then writes is not old by then. A folder that is missing is
    made, and goes again where nothing was written.

    Where another one stays in the middle of it, or nothing can be written there, it goes on all
    the same.
    """
    lock, is_new = FileLock(folder / _CHANGING), not folder.is_dir()
    with contextlib.suppress(StoreError):
        any(lock.acquire() for _ in range(_TRIES))
    try:
        yield
    finally:
        lock.remove()
        if is_new:
            with contextlib.suppress(OSError):
                folder.rmdir()


def remove_left_lock(folder: Path) -> None:
    """Remove what a program that was killed inside of `one_at_a_time` left in `folder`."""
    lock = FileLock(folder / _CHANGING)
    with contextlib.suppress(StoreError):
        if lock.path.exists() and lock.acquire():
            lock.remove()


class SessionLock(FileLock):
    """The right to write to one session; the file stays, so that its time can be read later."""

    def __init__(self, folder: Path, session: str) -> None:
        super().__init__(folder / f"{session}.lock")

    def beat(self, now: datetime) -> None:
        """Leave word that the program ran at `now`, UTC by the wall clock; only while held."""
        if self._handle is None or self.is_elsewhere():
            return
        nanoseconds = (now - _EPOCH) // _TICK * 1000
        # A sign of life is worth no alarm: where the disk refuses, the store says so.
        with contextlib.suppress(OSError):
            os.utime(self.path, ns=(nanoseconds, nanoseconds))

    def last_beat(self) -> datetime | None:
        """When the last program that held the session last ran, in UTC; None if none did."""
        try:
            nanoseconds = self.path.stat().st_mtime_ns
        except OSError:
            return None
        return _EPOCH + nanoseconds // 1000 * _TICK if nanoseconds else None

"""One program holds a session: a locked file, which also tells when that program last ran."""

import contextlib
import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from coreflect_tui.store.errors import from_os

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_TICK: Final = timedelta(microseconds=1)

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


class SessionLock:
    """The right to write to one session; the file stays, so that its time can be read later."""

    def __init__(self, folder: Path, session: str) -> None:
        self.path = folder / f"{session}.lock"
        self._handle: int | None = None

    @property
    def held(self) -> bool:
        return self._handle is not None

    def acquire(self) -> bool:
        """Take the session; False while another window has it. Raises StoreError with a reason
        when the file cannot be made."""
        while not self.held:
            try:
                handle = self._open()
            except OSError as error:
                raise from_os(error) from error
            try:
                _take(handle)
            except (BlockingIOError, PermissionError):
                os.close(handle)
                return False
            except OSError as error:
                os.close(handle)
                raise from_os(error) from error
            if self._leads_to(handle):
                self._handle = handle
            else:
                # Somebody removed the file between our opening and our locking it.
                os.close(handle)
        return True

    def release(self) -> None:
        """Give the session back."""
        if self._handle is None:
            return
        handle, self._handle = self._handle, None
        os.close(handle)

    def beat(self, now: datetime) -> None:
        """Leave word that the program ran at `now`, UTC by the wall clock; only while held."""
        if self._handle is None:
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

    def _open(self) -> int:
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            handle = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        # A new file has the time of its making, which is no sign of life.
        os.utime(self.path, ns=(0, 0))
        return handle

    def _leads_to(self, handle: int) -> bool:
        try:
            return os.path.samestat(self.path.stat(), os.fstat(handle))
        except FileNotFoundError:
            return False

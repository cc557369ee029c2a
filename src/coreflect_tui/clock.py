"""Clocks: SystemClock, the only place that reads the machine's time, and FastClock for rehearsal.

Session time comes from a count that goes on while the machine sleeps and does not care when
somebody sets the wall clock. All datetimes are aware and in UTC.
"""

import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple, Protocol
from uuid import uuid4

from coreflect_tui.core.decision import Moment
from coreflect_tui.core.noticing import AFTERWARDS, REHEARSAL


class Clock(Protocol):
    """What the rest of the program knows of time."""

    def now(self) -> Moment:
        """One reading of all clocks; its session time is never before an earlier reading's."""
        ...


class OpenClock(Clock, Protocol):
    """A clock that can go on where a stored session left off, or stand still at its end."""

    def time_since(self, last: Moment, seen: datetime) -> datetime:
        """What session time it is by now in a session whose last reading was `last`, and in which
        it was `seen` already."""
        ...

    def anchor(self, last: Moment | None, seen: datetime | None = None) -> None:
        """Begin a session (None), or go on as `time_since` says."""
        ...

    def stand_still(self, at: datetime, offset: int) -> None:
        """Let session time be `at`, up to a whole second, until the next anchor; it is shown by
        `offset`, the local one there and then."""
        ...


class _Still(NamedTuple):
    """Where session time stands still."""

    at: datetime
    offset: int

    @classmethod
    def of(cls, at: datetime, offset: int) -> "_Still":
        """Up, so that it lies before nothing that was."""
        return cls(at + timedelta(microseconds=-at.microsecond % 1_000_000), offset)

    def moment(self, wall: datetime, count: float) -> Moment:
        return Moment(self.at, wall, self.offset, count, AFTERWARDS)


class BootClock(NamedTuple):
    """The machine's own count: `seconds` gives the seconds since some start, time asleep
    included, and `id` names that start. Two counts compare only where the ids are the same."""

    id: str
    seconds: Callable[[], float]


def boot_clock() -> BootClock:
    """The count of this machine; where its start has no name, each process is its own boot."""
    if sys.platform == "linux":
        clock = BootClock(
            _linux_boot_id() or str(uuid4()), lambda: time.clock_gettime(time.CLOCK_BOOTTIME)
        )
    elif sys.platform == "darwin":
        # Goes on in sleep there, unlike time.monotonic.
        clock = BootClock(str(uuid4()), lambda: time.clock_gettime(time.CLOCK_MONOTONIC))
    elif sys.platform == "win32":
        import ctypes

        # Counts sleep and hibernation by its documentation; time.monotonic no longer does for sure.
        ticks = ctypes.windll.kernel32.GetTickCount64
        ticks.restype = ctypes.c_uint64
        clock = BootClock(str(uuid4()), lambda: ticks() / 1000)
    else:
        clock = BootClock(str(uuid4()), time.monotonic)
    return clock


def _linux_boot_id() -> str:
    """Empty where a sandbox hides it."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
    except OSError:
        return ""


def utc_now() -> datetime:
    """The wall clock."""
    return datetime.now(UTC)


def local_offset(wall: datetime) -> int:
    """The local offset from UTC in seconds at `wall`."""
    offset = wall.astimezone().utcoffset()
    return int(offset.total_seconds()) if offset else 0


class SystemClock:
    """Session time from the machine: the wall time at the start, and the boot count since.

    `boot` and `wall` are for tests; the machine's own are the default.
    """

    def __init__(
        self,
        boot: BootClock | None = None,
        wall: Callable[[], datetime] = utc_now,
        offset: Callable[[datetime], int] = local_offset,
    ) -> None:
        self._boot = boot or boot_clock()
        self._wall = wall
        self._offset = offset
        self.anchor(None)

    def anchor(self, last: Moment | None, seen: datetime | None = None) -> None:
        """Begin a session (None), or go on after `last`, the last reading stored of it; `seen` is
        when it was attended after that, if it was."""
        self._base_count = self._boot.seconds()
        self._base = self._wall()
        if last:
            self._base = self._reckoned(last, seen or last.session, self._base_count, self._base)
        self._latest = self._base
        self._still: _Still | None = None

    def time_since(self, last: Moment, seen: datetime) -> datetime:
        """What time it is by now in a session whose last reading was `last`.

        Since the same start of the machine the count says how long ago `last` was; after another
        start only the wall clock can, and it is not believed where it lies before `last`, or where
        it says that it is not even `seen` yet. A wall clock that was set before `last` stays as far
        from session time as it was then, since what the facilitator said about it (see
        `core.decide.gaps`) still holds.
        """
        return self._reckoned(last, seen, self._boot.seconds(), self._wall())

    def _reckoned(self, last: Moment, seen: datetime, count: float, wall: datetime) -> datetime:
        if last.boot_id == self._boot.id and count >= last.boot_seconds:
            return last.session + timedelta(seconds=count - last.boot_seconds)
        return max(last.session + max(wall - last.wall, timedelta()), seen)

    def stand_still(self, at: datetime, offset: int) -> None:
        """Let session time be `at` until the next anchor."""
        self._still = _Still.of(at, offset)

    def now(self) -> Moment:
        """The moment it is; session time never goes back after an anchor."""
        count, wall = self._boot.seconds(), self._wall()
        if self._still:
            return self._still.moment(wall, count)
        session = self._base + timedelta(seconds=count - self._base_count)
        self._latest = max(self._latest, session)
        return Moment(self._latest, wall, self._offset(wall), count, self._boot.id)


class FastClock:
    """The clock of a rehearsal: `speed` seconds pass in each real one; at 0 only `advance` moves.

    `start` is aware; `real` counts seconds; `offset` is the local offset in seconds. The wall of
    a rehearsal is its own time. Raises ValueError for a naive start or a speed below zero.
    """

    def __init__(
        self,
        start: datetime,
        speed: float,
        real: Callable[[], float] | None = None,
        offset: int = 0,
    ) -> None:
        if start.tzinfo is None:
            raise ValueError("A rehearsal starts at a time with a time zone.")
        self._start = start.astimezone(UTC)
        self._real = real or boot_clock().seconds
        self._offset = offset
        self._passed = 0.0
        self._count = self._real()
        self._still: _Still | None = None
        self._speed = 0.0
        self.speed = speed

    @property
    def speed(self) -> float:
        """Seconds of the rehearsal in one real second; a change counts from now on."""
        return self._speed

    @speed.setter
    def speed(self, speed: float) -> None:
        if speed < 0:
            raise ValueError("A rehearsal cannot run backwards.")
        self._catch_up()
        self._speed = speed

    def anchor(self, last: Moment | None, seen: datetime | None = None) -> None:
        """Go on right after `last`, the last reading stored: nothing happened in between."""
        self._still = None
        now = self.now().session
        if last:
            self._passed += (self.time_since(last, seen or last.session) - now).total_seconds()

    def time_since(self, last: Moment, seen: datetime) -> datetime:
        """The time it is, or that of the session where that is later."""
        self._catch_up()
        return max(self._start + timedelta(seconds=self._passed), last.session, seen)

    def stand_still(self, at: datetime, offset: int) -> None:
        """Let session time be `at` until the next anchor."""
        self._still = _Still.of(at, offset)

    def advance(self, seconds: float) -> None:
        """Let `seconds` pass at once. Raises ValueError below zero."""
        if seconds < 0:
            raise ValueError("A rehearsal cannot run backwards.")
        self._catch_up()
        self._passed += seconds

    def now(self) -> Moment:
        """The moment it is in the rehearsal."""
        self._catch_up()
        session = self._start + timedelta(seconds=self._passed)
        if self._still:
            return self._still.moment(session, self._passed)
        return Moment(session, session, self._offset, self._passed, REHEARSAL)

    def _catch_up(self) -> None:
        count = self._real()
        self._passed += max(0.0, count - self._count) * self._speed
        self._count = count

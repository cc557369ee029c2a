"""Clocks: SystemClock, the only place that reads the machine's time, and FastClock for rehearsal.

Session time comes from a count that goes on while the machine sleeps and does not care when
somebody sets the wall clock. All datetimes are aware and in UTC.
"""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol
from uuid import uuid4

from coreflect_tui.core.decision import Moment
from coreflect_tui.core.noticing import REHEARSAL


class Clock(Protocol):
    """What the rest of the program knows of time."""

    def now(self) -> Moment:
        """One reading of all clocks; its session time is never before an earlier reading's."""
        ...


@dataclass(frozen=True, slots=True)
class BootClock:
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

    def anchor(self, last: Moment | None) -> None:
        """Begin a session (None), or go on after `last`, the last moment stored of it.

        Since the same start of the machine the count says how long ago `last` was; after another
        start only the wall clock can, and it is not believed where it lies before `last`. A wall
        clock that was set before `last` stays as far from session time as it was then, since what
        the facilitator said about it (see `core.decide.gaps`) still holds.
        """
        count, wall = self._boot.seconds(), self._wall()
        if last and last.boot_id == self._boot.id and count >= last.boot_seconds:
            self._base, self._base_count = last.session, last.boot_seconds
        else:
            away = max(wall - last.wall, timedelta()) if last else timedelta()
            self._base = last.session + away if last else wall
            self._base_count = count
        self._latest = self._base

    def now(self) -> Moment:
        """The moment it is; session time never goes back after an anchor."""
        count, wall = self._boot.seconds(), self._wall()
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

    def anchor(self, last: Moment | None) -> None:
        """Go on right after `last`, the last moment stored: nothing happened in between."""
        now = self.now().session
        if last and last.session > now:
            self._passed += (last.session - now).total_seconds()

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
        return Moment(session, session, self._offset, self._passed, REHEARSAL)

    def _catch_up(self) -> None:
        count = self._real()
        self._passed += max(0.0, count - self._count) * self._speed
        self._count = count

"""What two readings of the clocks say: time in which the program did not run, a clock that was set.

Readings of different starts of the machine are never compared, nor are those of a rehearsal, whose
time may go at any speed.
"""

from coreflect_tui.core.decision import Moment
from coreflect_tui.core.state import Span

LONGEST_TICK = 30
"""Seconds between two signs of life of the program; more is a gap, a sleep of the laptop mostly."""
CLOCK_STEP = 2
"""Seconds by which the wall clock may be off the count of the machine from one reading to the next:
it is nudged all the time, and set only now and then."""
REHEARSAL = "rehearsal"
"""The boot id of a rehearsal."""


def comparable(earlier: Moment, later: Moment) -> bool:
    """Whether both readings come from one real start of the machine, in that order."""
    same = earlier.boot_id == later.boot_id != REHEARSAL
    return same and earlier.boot_seconds <= later.boot_seconds


def gap_between(earlier: Moment, later: Moment) -> Span | None:
    """The time between two signs of life when it is a gap, in session time."""
    if not comparable(earlier, later):
        return None
    seconds = later.boot_seconds - earlier.boot_seconds
    return Span(earlier.session, later.session) if seconds > LONGEST_TICK else None


def clock_set_between(earlier: Moment, later: Moment) -> int:
    """Seconds by which the wall clock was set forward, below zero back; 0 when it was not."""
    if not comparable(earlier, later):
        return 0
    wall = (later.wall - earlier.wall).total_seconds()
    seconds = wall - (later.boot_seconds - earlier.boot_seconds)
    return round(seconds) if abs(seconds) > CLOCK_STEP else 0

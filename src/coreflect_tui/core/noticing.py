"""What two readings of the clocks say: time in which the program did not run, a clock that was set.

Counts of different starts of the machine are never compared, nor are readings of a rehearsal, whose
time may go at any speed, or of a session that is looked after, whose time stands still.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coreflect_tui.core.decision import Decision, Moment

if TYPE_CHECKING:
    from coreflect_tui.core.state import Span

LONGEST_TICK = 30
"""Seconds between two signs of life of the program; more is a gap, a sleep of the laptop mostly."""
CLOCK_STEP = 2
"""Seconds by which the wall clock may be off the count of the machine from one reading to the next:
it is nudged all the time, and set only now and then."""
REHEARSAL = "rehearsal"
"""The boot id of a rehearsal."""
AFTERWARDS = "afterwards"
"""The boot id of what is done after a session's end, when its time stands still there."""
_NO_MACHINE = (REHEARSAL, AFTERWARDS)


def comparable(earlier: Moment, later: Moment) -> bool:
    """Whether both readings come from one real start of the machine, in that order."""
    same = earlier.boot_id == later.boot_id not in _NO_MACHINE
    return same and earlier.boot_seconds <= later.boot_seconds


def last_reading(decisions: Sequence[Decision]) -> Moment:
    """The last moment at which session time went on: a later start of the program counts from
    there. The first decision has one."""
    moments = (one.moment for one in reversed(decisions))
    return next((one for one in moments if one.boot_id != AFTERWARDS), decisions[0].moment)


def gap_between(earlier: Moment, later: Moment) -> Span | None:
    """The time between two signs of life when it is a gap, in session time."""
    from coreflect_tui.core.state import Span

    if not comparable(earlier, later):
        return None
    seconds = later.boot_seconds - earlier.boot_seconds
    return Span(earlier.session, later.session) if seconds > LONGEST_TICK else None


def clock_set_between(earlier: Moment, later: Moment) -> int:
    """Seconds by which the wall clock was set forward, below zero back; 0 when it was not.

    After another start of the machine only a wall clock that went back is known to be set: its
    battery was empty, say. When it is right again later, what is left is what it is really off by.
    """
    wall = (later.wall - earlier.wall).total_seconds()
    if comparable(earlier, later):
        seconds = wall - (later.boot_seconds - earlier.boot_seconds)
    elif wall < 0 and not {earlier.boot_id, later.boot_id} & {*_NO_MACHINE}:
        seconds = wall - (later.session - earlier.session).total_seconds()
    else:
        return 0
    return round(seconds) if abs(seconds) > CLOCK_STEP else 0

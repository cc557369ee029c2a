"""How a session stands that somebody finds again: to go on with, to close at its end, or closed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from coreflect_tui.core.decision import Decision
from coreflect_tui.core.summary import Status, Summary

if TYPE_CHECKING:
    from coreflect_tui.core.state import SessionState

LONG_PAST = timedelta(hours=1)
"""Groups run over, say goodbye slowly, and whoever facilitates sits down before writing the files.
An hour after the end, and after the last act, nobody is in the session any more."""
NO_ACTS = ("GapNoticed", "GapSetAside", "ClockChanged", "OutcomesWritten")
"""What begins a decision in which nobody did anything in the session: the program noticed it, or it
is about time in which nobody was there, or about files."""

LONGEST_WATCH = timedelta(days=1)
"""A sign of life of the program is believed for so long after the last decision: the time of a file
may come from anywhere."""


class Standing(StrEnum):
    OPEN = "open"
    PREPARED = "prepared"
    NOT_BEGUN = "not begun"
    LEFT_OFF = "left off"
    NOT_CLOSED = "not closed"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class LeftAt:
    """When a session was left, session time: the last act in it, when the program was last there
    with it (None while another window is), and what time it is in it now. `clock_is_behind` says
    that since another start of the machine its clock cannot say how long ago that was."""

    acted: datetime
    seen: datetime | None
    now: datetime
    clock_is_behind: bool = False


def standing(summary: Summary, left: LeftAt) -> Standing:
    """How a session stands; one whose time is long past was left open, or never begun."""
    if summary.status is Status.CLOSED:
        return Standing.CLOSED
    if left.seen is None:
        return Standing.OPEN
    past = left.now >= ends_at(summary.hard_end, left.acted) + LONG_PAST
    if summary.status is Status.PREPARED:
        return Standing.NOT_BEGUN if past else Standing.PREPARED
    return Standing.NOT_CLOSED if past else Standing.LEFT_OFF


def ends_at(hard_end: datetime, acted: datetime) -> datetime:
    """When a session that was left open ended, as far as is known: at its hard end, or with the
    last act where that came later."""
    return max(hard_end, acted)


def attended_until(decided: datetime, beat: datetime | None) -> datetime:
    """Until when a session was attended: `decided` is its last decision, `beat` the last sign of
    life of the program that held it."""
    return max(decided, beat) if beat and beat - decided <= LONGEST_WATCH else decided


def last_act(decisions: Iterable[Decision]) -> datetime:
    """The session time of the last decision in which somebody did something."""
    acts = (one for one in decisions if type(one.events[0]).__name__ not in NO_ACTS)
    return max(one.moment.session for one in acts)


def last_attended(decisions: Iterable[Decision]) -> datetime:
    """When the program was last there with a session, as far as its decisions say: writing its
    files again is no part of it."""
    from coreflect_tui.core.events import OutcomesWritten

    kinds = ((one.moment.session, one.events[0]) for one in decisions)
    return max(at for at, first in kinds if not isinstance(first, OutcomesWritten))


def break_begins(
    state: SessionState, decisions: Iterable[Decision], seen: datetime, now: datetime
) -> datetime:
    """From when on the time up to `now` is set aside when somebody goes on with a session and it
    was a break: from where it was left. Where its end is long past and the program ran on without
    anybody, from its end; once somebody went on with it late, from where they left it."""
    from coreflect_tui.core.state import PauseKind

    ended = ends_at(state.hard_end, last_act(decisions))
    gaps = (one for one in state.pauses if one.kind is PauseKind.GAP and one.end)
    gone_on = any(one.end > ended for one in gaps if one.end)
    return seen if gone_on or now < ended + LONG_PAST else min(seen, ended)


def lacks_files(state: SessionState, decisions: Iterable[Decision]) -> bool:
    """Whether a closed session was to leave files and none were written since it was closed."""
    from coreflect_tui.core.events import OutcomesWritten, SessionClosed

    if state.closed is None or not state.outcomes:
        return False
    written = False
    for one in decisions:
        kinds = {type(event) for event in one.events}
        written = OutcomesWritten in kinds or (written and SessionClosed not in kinds)
    return not written

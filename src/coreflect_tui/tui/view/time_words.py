"""Times in words: clock times of the place, pace and end. Never a bare sign."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from coreflect_tui.core.durations import clock_face, in_words, roughly

if TYPE_CHECKING:
    from coreflect_tui.core.state import SessionState
    from coreflect_tui.saving import Loss, Unsaved

A_DAY = 24 * 3600
BEGINS_NOW = 60
"""Seconds after the planned start in which nobody is late."""


def clock_time(instant: datetime, offset: int) -> str:
    """An instant in UTC as "19:21" at an offset of `offset` seconds."""
    return (instant + timedelta(seconds=offset)).strftime("%H:%M")


def end_time(instant: datetime, offset: int) -> str:
    """A time that is still to come, to the nearest minute."""
    return clock_time(instant + timedelta(seconds=30), offset)


def minutes_of(seconds: int) -> str:
    """An allotment in minutes: "18", "18½", or "1:10" where it is neither."""
    whole, rest = divmod(seconds, 60)
    if rest == 30:
        return f"{whole or ''}½"
    return f"{whole}:{rest:02}" if rest else str(whole)


def whole_minutes(seconds: float) -> int:
    """Minutes as people say them."""
    return round(abs(seconds) / 60)


def minutes_words(seconds: float) -> str:
    """Minutes as people say them, "12 min", from an hour on "1 h 10 min"; days of a session that
    was left for days."""
    minutes = whole_minutes(seconds)
    if minutes < 60:
        return f"{minutes} min"
    return roughly(seconds) if abs(seconds) >= A_DAY else in_words(60 * minutes)


def day_words(instant: datetime, now: datetime, offset: int) -> str:
    """The day of an instant before its time, "22 Nov ", where it is not today; with the year where
    that is another."""
    local, today = (one + timedelta(seconds=offset) for one in (instant, now))
    if local.date() == today.date():
        return ""
    year = "" if local.year == today.year else f"{local.year} "
    return f"{local.day} {local:%b} {year}"


def pace_words(seconds: float) -> str:
    """How the group keeps to the agreed end, with a dead band in which it is on time."""
    from coreflect_tui.core.timing import ON_TIME

    if abs(seconds) <= ON_TIME:
        return "on time"
    return f"{minutes_words(seconds)} {'behind' if seconds > 0 else 'in hand'}"


def end_words(state: SessionState, now: datetime, offset: int) -> str:
    """When it ends as it goes, and by how much that is over."""
    from coreflect_tui.core.timing import ON_TIME, expected_end, over

    ends = f"ends {end_time(expected_end(state, now), offset)}"
    late = over(state, now)
    return f"{ends}, {minutes_words(late)} over" if late > ON_TIME else ends


def start_words(state: SessionState, now: datetime, offset: int) -> str:
    """Counting to the start, and from it while nothing has begun."""
    from coreflect_tui.core.timing import start_overdue

    starts = clock_time(state.options.starts_at, offset)
    overdue = start_overdue(state, now)
    if overdue < 0:
        return f"begins {starts}, in {clock_face(int(-overdue))}"
    if overdue < BEGINS_NOW:
        return f"begins {starts}, now"
    day = day_words(state.options.starts_at, now, offset)
    if overdue >= A_DAY / 2:
        return f"was to begin {day}{starts}, {roughly(overdue)} ago"
    return f"was to begin {starts}, {clock_face(int(overdue))} ago"


def unsaved_words(unsaved: Unsaved, offset: int) -> str:
    """What is not on disk, since when and why; what it is comes last, where there may be no room
    for it."""
    words = f"UNSAVED SINCE {clock_time(unsaved.since, offset)}: {unsaved.reason}."
    acts = "1 act" if unsaved.acts == 1 else f"{unsaved.acts} acts"
    what = acts if unsaved.acts else "what is being typed"
    return f"{words} Still trying: {what}." if unsaved.trying else f"{words} {what.capitalize()}."


def saved_anew_words(loss: Loss, told: str) -> str:
    """Once a session had to be saved from its first act on; `told` is what was found out of the
    damage."""
    from coreflect_tui.saving import Loss

    lost = "was damaged" if loss is Loss.DAMAGED else "was gone, or another one"
    what = told or f"The file with your sessions {lost}."
    return f"{what} This session is saved again, from its first act on."


def course_words(state: SessionState, now: datetime, offset: int) -> str:
    """The one line: are we behind, and when will we end. After a late start the group may keep to
    its time and still end late; "on time" beside that would read as its opposite."""
    from coreflect_tui.core.timing import ON_TIME, over, pace

    if state.closed:
        return f"closed {clock_time(state.closed, offset)}"
    if state.began is None:
        return start_words(state, now, offset)
    ahead, ends = pace(state, now), end_words(state, now, offset)
    if abs(ahead) <= ON_TIME < over(state, now):
        return ends
    return f"{pace_words(ahead)} · {ends}"

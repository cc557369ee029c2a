"""What the program notices by itself: time in which it did not run, and a clock that was set.

A clock that was set never changes running time, which is counted by the machine. The hard end is
another matter: the group agreed on what clocks show ("20:30"), while it is kept in session time,
which is the wall clock as it was. Only the facilitator knows which of the two was right, so they
are asked. If the clock is right now, times are shown by it from then on and the hard end still
reads 20:30, which makes it as much sooner (or later) as the clock was set; an end that was settled
as a clock time moves with it, one that is "90 minutes from the start" does not. If the clock was
right before, everything stays as it is and is shown as before.
"""

from collections.abc import Iterable
from datetime import datetime

from coreflect_tui.core.decide.answer import Answer, Decisions, Refusal
from coreflect_tui.core.events import (
    ClockChangeAnswered,
    ClockChanged,
    GapCounted,
    GapNoticed,
    GapSetAside,
)
from coreflect_tui.core.intents import (
    AnswerClockChange,
    CountGap,
    NoticeClockChange,
    NoticeGap,
    SetGapAside,
)
from coreflect_tui.core.noticing import CLOCK_STEP, LONGEST_TICK
from coreflect_tui.core.state import Pause, PauseKind, SessionState, Span
from coreflect_tui.core.timing import active_seconds

NOTHING_RAN = Refusal("Nothing was running in that time.")


def _notice(state: SessionState, intent: NoticeGap, now: datetime) -> Answer:
    if state.began is None or state.running is None or state.paused:
        return NOTHING_RAN
    asked = [gap.end for gap in state.gaps if gap.end]
    start, end = max(intent.start, state.began, *asked), min(intent.end, now)
    if end <= start or active_seconds(Span(start, end), state.pauses, now) <= LONGEST_TICK:
        return NOTHING_RAN
    return (GapNoticed(start, end),)


def _count(state: SessionState, _: CountGap, __: datetime) -> Answer:
    gap = state.gap
    if gap is None or gap.end is None:
        return Refusal("There is no gap to speak of.")
    return (GapCounted(gap.start, gap.end),)


def _set_aside(state: SessionState, intent: SetGapAside, now: datetime) -> Answer:
    if state.began is None:
        return NOTHING_RAN
    start, end = max(intent.start, state.began), min(intent.end, now)
    covered = state.paused is not None and state.paused.start <= start
    left = () if end <= start or covered else _not_set_aside(start, end, state.pauses)
    if not left:
        return NOTHING_RAN
    return tuple(GapSetAside(one, other) for one, other in left)


def _not_set_aside(
    start: datetime, end: datetime, pauses: Iterable[Pause]
) -> tuple[tuple[datetime, datetime], ...]:
    """The stretches that no gap covers yet. Pauses may cover them: undo may take those back."""
    left = []
    for pause in sorted(pauses, key=lambda one: one.start):
        if pause.kind is not PauseKind.GAP or pause.end is None or pause.end <= start:
            continue
        if pause.start >= end:
            break
        if pause.start > start:
            left.append((start, pause.start))
        start = pause.end
    if start < end:
        left.append((start, end))
    return tuple(left)


def _clock_changed(_: SessionState, intent: NoticeClockChange, now: datetime) -> Answer:
    if abs(intent.seconds) < CLOCK_STEP:
        return Refusal("The clock was not set.")
    return (ClockChanged(intent.seconds, now),)


def _answer(state: SessionState, intent: AnswerClockChange, _: datetime) -> Answer:
    if not state.clock_change:
        return Refusal("There is nothing to answer.")
    return (ClockChangeAnswered(state.clock_change, intent.shift_end),)


DECISIONS: Decisions = {
    NoticeGap: _notice,
    CountGap: _count,
    SetGapAside: _set_aside,
    NoticeClockChange: _clock_changed,
    AnswerClockChange: _answer,
}

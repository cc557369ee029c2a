"""What gaps and a clock that was set change."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from coreflect_tui.core.events import (
    ClockChangeAnswered,
    ClockChanged,
    Event,
    GapCounted,
    GapNoticed,
    GapSetAside,
)
from coreflect_tui.core.noticing import CLOCK_STEP
from coreflect_tui.core.replacing import replace
from coreflect_tui.core.state import Pause, PauseKind, SessionState, Span


def _noticed(state: SessionState, event: GapNoticed) -> SessionState:
    return replace(state, gaps=(*state.gaps, Span(event.start, event.end)))


def _spoken_of(state: SessionState, event: GapCounted | GapSetAside) -> SessionState:
    """The state without the noticed gaps that the event speaks of."""
    gaps = tuple(
        gap
        for gap in state.gaps
        if gap.start >= event.end or (gap.end is not None and gap.end <= event.start)
    )
    return replace(state, gaps=gaps)


def _set_aside(state: SessionState, event: GapSetAside) -> SessionState:
    state = _spoken_of(state, event)
    gap = Pause(event.start, event.end, PauseKind.GAP)
    # A pause that is still open stays last, where it is looked for.
    if state.paused:
        return replace(state, pauses=(*state.pauses[:-1], gap, state.pauses[-1]))
    return replace(state, pauses=(*state.pauses, gap))


def _clock_changed(state: SessionState, event: ClockChanged) -> SessionState:
    """A clock that was set and set back again needs no answer."""
    change = state.clock_change + event.seconds
    return replace(state, clock_change=change if abs(change) >= CLOCK_STEP else 0)


def _answered(state: SessionState, event: ClockChangeAnswered) -> SessionState:
    state = replace(state, clock_change=state.clock_change - event.seconds)
    if not event.followed:
        return state
    shift = timedelta(seconds=event.seconds)
    agreed = state.agreed_end
    if agreed and state.end_settled:
        agreed -= shift
    options = state.options
    if state.began is None:
        options = replace(options, starts_at=options.starts_at - shift)
    return replace(
        state,
        options=options,
        hard_end=state.hard_end - shift,
        agreed_end=agreed,
        clock_ahead=state.clock_ahead + event.seconds,
    )


APPLY: Mapping[type[Event], Callable[[SessionState, Any], SessionState]] = {
    GapNoticed: _noticed,
    GapCounted: _spoken_of,
    GapSetAside: _set_aside,
    ClockChanged: _clock_changed,
    ClockChangeAnswered: _answered,
}

"""What keys ask for, where it follows from the state alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coreflect_tui.core.intents import Intent
    from coreflect_tui.core.state import SessionState


def room(state: SessionState) -> Intent | None:
    from coreflect_tui.core.intents import CloseRoom, OpenRoom

    if state.format.room is None:
        return None
    return OpenRoom() if state.room_closed else CloseRoom()


def more_time(state: SessionState) -> Intent | None:
    from coreflect_tui.core.intents import AddMinutes

    return AddMinutes(state.running.id, 60) if state.running else None


def less_time(state: SessionState) -> Intent | None:
    from coreflect_tui.core.intents import AddMinutes

    return AddMinutes(state.running.id, -60) if state.running else None


def pause(state: SessionState) -> Intent:
    from coreflect_tui.core.intents import PauseClock, ResumeClock

    return ResumeClock() if state.paused else PauseClock()


def hold(state: SessionState) -> Intent:
    from coreflect_tui.core.intents import PauseClock, ResumeClock
    from coreflect_tui.core.state import PauseKind

    return ResumeClock() if state.paused else PauseClock(PauseKind.HOLD)


def keep(state: SessionState) -> Intent:
    from coreflect_tui.core.intents import KeepSession

    return KeepSession(not state.kept)


def count_gap(state: SessionState) -> Intent:
    """Time in question was part of the session; a clock that was set changes nothing."""
    from coreflect_tui.core.intents import AnswerClockChange, CountGap

    return CountGap() if state.gap else AnswerClockChange(shift_end=False)


def gap_break(state: SessionState) -> Intent:
    """Time in question was a break; a clock that was set is right now."""
    from coreflect_tui.core.intents import AnswerClockChange, SetGapAside

    gap = state.gap
    if gap and gap.end:
        return SetGapAside(gap.start, gap.end)
    return AnswerClockChange(shift_end=True)

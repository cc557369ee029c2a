"""What keys ask for, where it follows from the state alone."""

from coreflect_tui.core.intents import (
    AddMinutes,
    AnswerClockChange,
    CloseRoom,
    CountGap,
    Intent,
    KeepSession,
    OpenRoom,
    PauseClock,
    ResumeClock,
    SetGapAside,
)
from coreflect_tui.core.state import PauseKind, SessionState


def room(state: SessionState) -> Intent | None:
    if state.format.room is None:
        return None
    return OpenRoom() if state.room_closed else CloseRoom()


def more_time(state: SessionState) -> Intent | None:
    return AddMinutes(state.running.id, 60) if state.running else None


def less_time(state: SessionState) -> Intent | None:
    return AddMinutes(state.running.id, -60) if state.running else None


def pause(state: SessionState) -> Intent:
    return ResumeClock() if state.paused else PauseClock()


def hold(state: SessionState) -> Intent:
    return ResumeClock() if state.paused else PauseClock(PauseKind.HOLD)


def keep(state: SessionState) -> Intent:
    return KeepSession(not state.kept)


def count_gap(state: SessionState) -> Intent:
    """Time in question was part of the session; a clock that was set changes nothing."""
    return CountGap() if state.gap else AnswerClockChange(shift_end=False)


def gap_break(state: SessionState) -> Intent:
    """Time in question was a break; a clock that was set is right now."""
    gap = state.gap
    if gap and gap.end:
        return SetGapAside(gap.start, gap.end)
    return AnswerClockChange(shift_end=True)

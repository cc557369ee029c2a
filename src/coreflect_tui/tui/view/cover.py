"""The covered screen: the step and its clock, and nothing of anybody."""

from datetime import datetime

from coreflect_tui.core.names import without_names
from coreflect_tui.core.state import SessionState
from coreflect_tui.saving import Unsaved
from coreflect_tui.tui.view.large_digits import large_digits
from coreflect_tui.tui.view.live import ClockFace, clock_of
from coreflect_tui.tui.view.pieces import BLANK, Line, Lines, Look, Piece, clip, line, looking
from coreflect_tui.tui.view.time_words import clock_time

SAID = "Something was said meanwhile; show the screen to read it."
ASKS = "That needs a look at the screen first."


def cover_lines(
    state: SessionState | None,
    now: datetime,
    offset: int,
    width: int,
    rows: int,
    *,
    quiet: bool = False,
) -> Lines:
    """What stands in the middle: the step and, in digits of so many `rows`, its clock; without a
    session, or when nothing runs, the time of day. Each line is at most `width` cells wide."""
    if state is None or state.running is None:
        return _digits(clock_time(now, offset), rows)
    face = clock_of(state, now, offset, quiet=quiet)
    title = looking(Look.TITLE, _step_title(state).upper())
    return (
        clip(title, width),
        BLANK,
        *_digits(face.digits, rows),
        BLANK,
        looking(Look.MUTED, _clock_words(state, face)),
    )


def _digits(text: str, rows: int) -> Lines:
    return tuple(looking(Look.CLOCK, row) for row in large_digits(text, rows))


def _step_title(state: SessionState) -> str:
    """Of a step that the format does not have, the title was typed here, and may name somebody."""
    if state.running is None:
        return ""
    step = state.running.item.step
    return step.title if state.format.step(step.id) else without_names(step.title, state.people)


def _clock_words(state: SessionState, face: ClockFace) -> str:
    """What the digits mean; how long each person has, and a topic, are not for everyone's eyes."""
    if state.paused:
        return "paused"
    return face.words[0] if face.words else ""


def cover_top(now: datetime, offset: int, unsaved: Unsaved | None) -> Line:
    """The time of day; or that something is not saved, without what and why."""
    if unsaved:
        words = f" UNSAVED SINCE {clock_time(unsaved.since, offset)}"
        return looking(Look.WARN, f"{words}; still trying" if unsaved.trying else words)
    return line(Piece(f" {clock_time(now, offset)}", Look.MUTED))

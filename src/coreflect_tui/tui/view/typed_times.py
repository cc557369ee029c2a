"""What is asked about time while a session goes on, and what the typed answer asks for."""

from datetime import datetime
from enum import StrEnum

from coreflect_tui.core.intents import AddMinutes, CorrectStart, Intent, SetHardEnd
from coreflect_tui.core.state import SessionState
from coreflect_tui.tui.view.ends import end_offered, read_ago, read_end, read_minutes, said_end


class Asked(StrEnum):
    """A question about time: minutes for the running item, the end, when the item began."""

    MINUTES = "minutes"
    END = "end"
    STARTED = "started"


def question(asked: Asked, state: SessionState, now: datetime, offset: int) -> tuple[str, str]:
    """The label of the line, and what stands in it at first."""
    if asked is Asked.END:
        return "ends at:", said_end(end_offered(state, now), offset)
    if asked is Asked.STARTED:
        return "this item began, minutes ago:", ""
    title = state.running.item.step.title if state.running else ""
    return f"minutes for {title}, +5, -3 or 12 in all:", ""


def answer(
    asked: Asked, text: str, state: SessionState, now: datetime, offset: int
) -> Intent | str:
    """What was asked for, or a sentence on how to write it."""
    if asked is Asked.END:
        end = read_end(text, state, now, offset)
        return SetHardEnd(end) if end else "Write the end as 20:45, or as +10 minutes."
    if asked is Asked.STARTED:
        ago = read_ago(text)
        return "Write how many minutes ago, such as 3." if ago is None else CorrectStart(ago)
    seconds = read_minutes(text, state.running) if state.running else None
    if state.running is None or seconds is None:
        return "Write minutes as +5, -3, or 12 in all."
    return AddMinutes(state.running.id, seconds)

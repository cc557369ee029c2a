"""The door: a line that is offered when an item ends, for what people leave with."""

from datetime import datetime

from coreflect_tui.core.formats import NoteKind
from coreflect_tui.core.state import SessionState
from coreflect_tui.core.timing import active_seconds, visit_before

OPEN_FOR = 90
"""Seconds into the next item for which a line is still offered."""


def door_of(state: SessionState, now: datetime) -> NoteKind | None:
    """The kind of note that a line is offered for now, or None where no door stands open.

    It opens when an item whose step asks for it ends, and closes with the first note of that kind,
    once the next item has run for OPEN_FOR seconds, when the group goes back, or with the session.
    """
    left = visit_before(state)
    if left is None or state.closed:
        return None
    item, visit = left
    door, ended, running = item.item.step.door, visit.end, state.running
    if door is None or ended is None or item.running or _written_since(state, door, ended):
        return None
    if running and active_seconds(running.visits[-1], state.pauses, now) >= OPEN_FOR:
        return None
    return door


def _written_since(state: SessionState, kind: NoteKind, ended: datetime) -> bool:
    """A topic does not say when it was written, so any will do."""
    if kind is NoteKind.TOPIC:
        return bool(state.topics)
    return any(note.kind is kind and note.at >= ended for note in state.notes)

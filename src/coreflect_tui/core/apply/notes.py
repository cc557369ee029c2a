"""What facts about notes change."""

from collections.abc import Callable, Mapping
from typing import Any

from coreflect_tui.core.events import Event, NoteChanged, NoteRemoved, NoteReviewed, NoteWritten
from coreflect_tui.core.replacing import replace
from coreflect_tui.core.state import Note, SessionState


def _with_note(state: SessionState, note_id: str, change: Callable[[Note], Note]) -> SessionState:
    notes = tuple(change(note) if note.id == note_id else note for note in state.notes)
    return replace(state, notes=notes)


def _written(state: SessionState, event: NoteWritten) -> SessionState:
    note = Note(event.note, event.kind, event.text, event.at, event.item, event.topic)
    newest = (note,)
    # Not by a star: that copies all of them twice.
    return replace(state, notes=state.notes + newest)


def _changed(state: SessionState, event: NoteChanged) -> SessionState:
    # New words may name somebody anew, so what was settled for the old ones does not hold.
    return _with_note(
        state,
        event.note,
        lambda note: replace(note, text=event.text, kind=event.kind, name_kept=False),
    )


def _removed(state: SessionState, event: NoteRemoved) -> SessionState:
    return replace(state, notes=tuple(note for note in state.notes if note.id != event.note))


def _reviewed(state: SessionState, event: NoteReviewed) -> SessionState:
    return _with_note(
        state,
        event.note,
        lambda note: replace(note, left_out=event.left_out, name_kept=event.name_kept),
    )


APPLY: Mapping[type[Event], Callable[[SessionState, Any], SessionState]] = {
    NoteWritten: _written,
    NoteChanged: _changed,
    NoteRemoved: _removed,
    NoteReviewed: _reviewed,
}

"""Writing down: what is typed becomes a note without an author."""

from collections.abc import Sequence
from datetime import datetime

from coreflect_tui.core.decide.answer import Answer, Decisions, Refusal, next_id
from coreflect_tui.core.decide.topics import add_topic, add_topics
from coreflect_tui.core.events import NoteChanged, NoteRemoved, NoteReviewed, NoteWritten
from coreflect_tui.core.formats import NoteKind
from coreflect_tui.core.intents import ChangeNote, RemoveNote, ReviewNote, WriteNote, WriteNotes
from coreflect_tui.core.state import Note, SessionState
from coreflect_tui.core.text import NOTE_LIMIT, clean_note, too_long_for_a_note

NOTHING = Refusal("Nothing was written.")
GONE = Refusal("That note is gone already.")
TOO_LONG = Refusal(
    f"A note has {NOTE_LIMIT:,} characters at most; nothing was written, please part it."
)


def _write(state: SessionState, intent: WriteNote, now: datetime) -> Answer:
    if intent.kind is NoteKind.TOPIC:
        return add_topic(state, intent.text, now)
    return _written(state, intent.kind, (intent.text,), now)


def _write_several(state: SessionState, intent: WriteNotes, now: datetime) -> Answer:
    if intent.kind is NoteKind.TOPIC:
        return add_topics(state, intent.texts, now)
    return _written(state, intent.kind, intent.texts, now)


def _written(state: SessionState, kind: NoteKind, texts: Sequence[str], now: datetime) -> Answer:
    """The texts that say something, as notes of this moment, in their order."""
    if any(map(too_long_for_a_note, texts)):
        return TOO_LONG
    used = [one.id for one in state.notes]
    item = state.running.id if state.running else None
    topic = state.topic.id if state.topic else None
    events = []
    for text in filter(None, map(clean_note, texts)):
        used.append(next_id("n", tuple(used)))
        events.append(NoteWritten(used[-1], kind, text, now, item, topic))
    return tuple(events) or NOTHING


def _change(state: SessionState, intent: ChangeNote, _: datetime) -> Answer:
    note, text = _note(state, intent.note), clean_note(intent.text)
    if note is None:
        return GONE
    if not text:
        return NOTHING
    if too_long_for_a_note(intent.text):
        return TOO_LONG
    if intent.kind is NoteKind.TOPIC:
        return Refusal("A topic is written as a new one.")
    if (note.text, note.kind) == (text, intent.kind):
        return Refusal("Nothing changed.")
    return (NoteChanged(note.id, text, intent.kind),)


def _remove(state: SessionState, intent: RemoveNote, _: datetime) -> Answer:
    return (NoteRemoved(intent.note),) if _note(state, intent.note) else GONE


def _review(state: SessionState, intent: ReviewNote, _: datetime) -> Answer:
    note = _note(state, intent.note)
    if note is None:
        return GONE
    if (note.left_out, note.name_kept) == (intent.left_out, intent.name_kept):
        return Refusal("That is settled already.")
    return (NoteReviewed(note.id, intent.left_out, intent.name_kept),)


def _note(state: SessionState, note_id: str) -> Note | None:
    return next((note for note in state.notes if note.id == note_id), None)


DECISIONS: Decisions = {
    WriteNote: _write,
    WriteNotes: _write_several,
    ChangeNote: _change,
    RemoveNote: _remove,
    ReviewNote: _review,
}

"""What was struck for good: a history in which it never was.

The store reads struck words back as "", which nobody can write. So a note or topic that was written
with no words is one that was struck; a replay leaves out all that was ever done with it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from coreflect_tui.core.decision import Decision
from coreflect_tui.core.events import (
    AgreementKept,
    Event,
    NoteChanged,
    NoteRemoved,
    NoteReviewed,
    NoteWritten,
    TopicAdded,
    TopicFinished,
    TopicPinned,
    TopicRemoved,
    TopicRenamed,
    TopicsShared,
    TopicStarted,
    TopicWeighed,
)
from coreflect_tui.core.state import SessionState

_ABOUT_NOTES = (NoteWritten, NoteChanged, NoteRemoved, NoteReviewed)
_ABOUT_TOPICS = (
    *(TopicAdded, TopicRenamed, TopicRemoved, TopicStarted, TopicFinished),
    *(TopicWeighed, TopicPinned),
)
_ABOUT = frozenset[type[Event]]({*_ABOUT_NOTES, *_ABOUT_TOPICS})
WRITTEN = (NoteWritten, NoteChanged, TopicAdded, TopicRenamed)
"""The events that hold words of notes and topics."""


def subject(event: Event) -> str:
    """The id of the note or topic that an event is about; "" for any other event."""
    if isinstance(event, _ABOUT_NOTES):
        return event.note
    return event.topic if isinstance(event, _ABOUT_TOPICS) else ""


def words_of(event: Event) -> str:
    """The words of a note, a topic or an agreement in an event; "" where there are none."""
    if isinstance(event, NoteWritten | NoteChanged | AgreementKept):
        return event.text
    return event.title if isinstance(event, TopicAdded | TopicRenamed) else ""


def with_words(event: Event, words: str) -> Event:
    """The event with other words, where it holds those of a note, a topic or an agreement."""
    if isinstance(event, NoteWritten | NoteChanged | AgreementKept):
        return replace(event, text=words)
    return replace(event, title=words) if isinstance(event, TopicAdded | TopicRenamed) else event


def still_so(state: SessionState, events: Iterable[Event]) -> Iterator[tuple[int, Event]]:
    """The events of a decision, by their place in it, without what was struck; `state` is the one
    before them."""
    begun: set[str] = set()
    gone: set[str] = set()

    def is_there(about: str) -> bool:
        # Looked for only where it matters: there are many decisions, and many notes.
        return about in begun or (about not in gone and _has(state, about))

    for place, event in enumerate(events):
        about = subject(event)
        if isinstance(event, NoteWritten | TopicAdded):
            if not words_of(event):
                continue
            begun.add(about)
        elif about and not is_there(about):
            continue
        elif isinstance(event, NoteRemoved | TopicRemoved):
            begun.discard(about)
            gone.add(about)
        if isinstance(event, NoteWritten) and event.topic and not is_there(event.topic):
            event = replace(event, topic=None)
        yield place, event


def _has(state: SessionState, about: str) -> bool:
    return any(one.id == about for one in state.topics) or any(
        one.id == about for one in state.notes
    )


def without_struck(decision: Decision, state: SessionState) -> Decision | None:
    """The decision as a replay takes it; None where it was about struck words alone, and where
    nothing is left of it but how the topics shared their time with one that was struck."""
    if _ABOUT.isdisjoint(map(type, decision.events)):
        return decision
    kept = tuple(event for _, event in still_so(state, decision.events))
    if kept == decision.events:
        return decision
    if all(isinstance(event, TopicsShared) for event in kept):
        return None
    return replace(decision, events=kept)

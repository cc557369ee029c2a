"""Striking for good: where the words of each note and topic of a session stand."""

from collections.abc import Iterable
from dataclasses import replace

from coreflect_tui.core.apply import apply, prepared
from coreflect_tui.core.decision import Decision
from coreflect_tui.core.events import (
    NoteChanged,
    NoteWritten,
    Redone,
    SessionPrepared,
    TopicAdded,
    TopicRenamed,
    Undone,
)
from coreflect_tui.core.history import History, record, replay
from coreflect_tui.core.state import SessionState
from coreflect_tui.core.struck import WRITTEN, still_so, subject, with_words, without_struck

Place = tuple[str, int]
"""Where words stand: the id of a decision, and the event's place in it."""


def places_by_subject(decisions: Iterable[Decision]) -> dict[str, tuple[Place, ...]]:
    """Where the words of each note and topic stand, by its id: of the one that is there, or else
    of the last that went by that id. Redo and branches that nothing leads to are included.

    Ids are given again, so each one is followed from where it was first written, by replaying the
    decisions with those places in the stead of words.
    """
    history: History | None = None
    found: dict[str, list[Place]] = {}
    latest: dict[str, str] = {}
    for decision in decisions:
        state = history.state if history else _first_state(decision)
        marked = list(decision.events)
        for place, event in still_so(state, decision.events):
            about = subject(event)
            if isinstance(event, WRITTEN):
                if isinstance(event, NoteWritten | TopicAdded):
                    latest[about] = f"{decision.id} {place}"
                origin = latest[about]
                if isinstance(event, NoteChanged | TopicRenamed):
                    origin = _words_now(state, about)
                found.setdefault(origin, []).append((decision.id, place))
                event = marked[place] = with_words(event, origin)
            if not isinstance(event, SessionPrepared | Undone | Redone):
                state = apply(state, event)
        told = replace(decision, events=tuple(marked))
        if history is None:
            history = replay((told,))
        else:
            kept = without_struck(told, history.state)
            history = record(history, kept) if kept else history
    now = history.state if history else None
    return {
        about: tuple(found[(_words_now(now, about) if now else "") or origin])
        for about, origin in latest.items()
    }


def without_words(decision: Decision, places: frozenset[Place]) -> Decision:
    """The decision with the words at `places` gone."""
    if not any((decision.id, place) in places for place in range(len(decision.events))):
        return decision
    events = tuple(
        with_words(event, "") if (decision.id, place) in places else event
        for place, event in enumerate(decision.events)
    )
    return replace(decision, events=events)


def _first_state(decision: Decision) -> SessionState:
    first = decision.events[0]
    if not isinstance(first, SessionPrepared):
        raise ValueError("a session begins with its preparation")
    return prepared(first)


def _words_now(state: SessionState, about: str) -> str:
    notes = (one.text for one in state.notes if one.id == about)
    return next(notes, next((one.title for one in state.topics if one.id == about), ""))

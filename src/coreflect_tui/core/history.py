"""History: the decisions of a session in order, and the state they add up to.

Undo is linear: it takes back the latest decision that still holds; redo brings that back; a new
decision clears redo. What cannot be undone (a gap, a file on disk) stays where undo passes it. What
was struck for good never was: a replay leaves it out, so that no undo or redo leads to it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce

from coreflect_tui.core.apply import apply, prepared
from coreflect_tui.core.decision import Decision
from coreflect_tui.core.events import Event, Redone, SessionPrepared, TopicsShared, Undone
from coreflect_tui.core.state import SessionState
from coreflect_tui.core.struck import without_struck


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Entry:
    """A decision that holds, the state before it, and the entry under it."""

    decision: Decision
    before: SessionState
    under: "Entry | None"


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class History:
    """`undone` are the decisions that redo can bring back, the next one last."""

    state: SessionState
    top: Entry | None = None
    undone: tuple[Decision, ...] = ()


def fold(state: SessionState, events: Iterable[Event]) -> SessionState:
    """The state after `events`."""
    for event in events:
        state = apply(state, event)
    return state


def replay(decisions: Iterable[Decision]) -> History:
    """The history that stored decisions add up to; what was struck is left out of it.

    Raises ValueError when the first of them is not the preparation of a session.
    """
    rest = iter(decisions)
    first = next(rest, None)
    if first is None or not isinstance(first.events[0], SessionPrepared):
        raise ValueError("a session begins with its preparation")
    start = prepared(first.events[0])
    kept = without_struck(first, start) or first
    return go_on(History(fold(start, kept.events[1:])), rest)


def go_on(history: History, decisions: Iterable[Decision]) -> History:
    """The history with stored decisions that came after it, as `replay` takes them."""
    for decision in decisions:
        # An undo or redo of what is left out finds nothing to do.
        told = without_struck(decision, history.state)
        history = record(history, told) if told else history
    return history


def record(history: History, decision: Decision) -> History:
    """The history with one more decision, which may be an undo or a redo."""
    event = decision.events[0]
    if isinstance(event, Undone):
        return _undo(history, event.decision)
    if isinstance(event, Redone):
        return _redo(history, event.decision)
    if history.undone and _is_a_step(decision):
        history = History(history.state, history.top)
    return _push(history, decision)


def last_undoable(history: History) -> Decision | None:
    """What undo would take back."""
    entry = history.top
    while entry and not _is_a_step(entry.decision):
        entry = entry.under
    return entry.decision if entry else None


def _is_a_step(decision: Decision) -> bool:
    """Whether undo takes it back. A sharing of time alone follows a strike, and undo passes it."""
    shared = all(isinstance(event, TopicsShared) for event in decision.events)
    return decision.undoable and not shared


def _push(history: History, decision: Decision) -> History:
    entry = Entry(decision, history.state, history.top)
    return History(fold(history.state, decision.events), entry, history.undone)


def _undo(history: History, decision_id: str) -> History:
    kept: list[Decision] = []
    entry = history.top
    while entry and entry.decision.id != decision_id:
        kept.append(entry.decision)
        entry = entry.under
    if entry is None:
        return history
    back = History(entry.before, entry.under, (*history.undone, entry.decision))
    return reduce(_push, reversed(kept), back)


def _redo(history: History, decision_id: str) -> History:
    if not history.undone or history.undone[-1].id != decision_id:
        return history
    back = History(history.state, history.top, history.undone[:-1])
    return _push(back, history.undone[-1])

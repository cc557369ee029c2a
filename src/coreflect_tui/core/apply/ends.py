"""What a changed end and a corrected start change."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from coreflect_tui.core.apply.time import with_item
from coreflect_tui.core.events import Event, HardEndSet, StartCorrected
from coreflect_tui.core.person import Attendee
from coreflect_tui.core.replacing import replace
from coreflect_tui.core.state import ItemState, Pause, PauseKind, Round, SessionState, Span
from coreflect_tui.core.timing import visit_before

Move = Callable[[Span], Span]


def _end_set(state: SessionState, event: HardEndSet) -> SessionState:
    if state.began is None:
        return replace(state, hard_end=event.at)
    return replace(state, hard_end=event.at, agreed_end=event.at, end_settled=True)


def _corrected(state: SessionState, event: StartCorrected) -> SessionState:
    item, before = state.item(event.item), visit_before(state)
    if item is None:
        return state
    started = item.visits[-1].start

    def begin(span: Span) -> Span:
        if span.start != started:
            return span
        # What took no time at all keeps its place in the order.
        return Span(event.at, event.at if span.end == started else span.end)

    moved = _with_spans(state, item, begin)
    if before is None:
        return _began(moved, started, event.at)
    last, visit = before
    if visit.end is None or visit.end < min(started, event.at):
        return moved
    return _ended(moved, last.id, visit.end, event.at)


def _began(state: SessionState, started: datetime, at: datetime) -> SessionState:
    """The session began at `at`. An agreed end that counts from the start moves along."""
    agreed = state.agreed_end
    if agreed and not state.end_settled:
        agreed += at - started
    people = tuple(_here_since(one, started, at) for one in state.people)
    return replace(state, began=at, agreed_end=agreed, people=people)


def _here_since(person: Attendee, started: datetime, at: datetime) -> Attendee:
    """Whoever was noted as here with the start was here at the start."""
    if not person.history or person.history[0].at != started:
        return person
    first = replace(person.history[0], at=min(at, started))
    return replace(person, history=(first, *person.history[1:]))


def _ended(state: SessionState, item_id: str, ended: datetime, at: datetime) -> SessionState:
    """What ended with the visit before ends at `at`."""
    item = state.item(item_id)
    if item is None:
        return state

    def end(span: Span) -> Span:
        if span.end != ended:
            return span
        return Span(at if span.start == ended else span.start, at)

    def stand(pause: Pause) -> Pause:
        ended_with_it = pause.end == ended and pause.kind is not PauseKind.GAP
        return replace(pause, end=min(at, ended)) if ended_with_it else pause

    moved = _with_spans(state, item, end)
    return replace(moved, pauses=tuple(stand(pause) for pause in state.pauses))


def _with_spans(state: SessionState, item: ItemState, move: Move) -> SessionState:
    """The visits of an item moved, and with them its turns and topics."""

    def visits(one: ItemState) -> ItemState:
        return replace(one, visits=tuple(move(visit) for visit in one.visits))

    def turns(held: Round) -> Round:
        if held.item != item.id:
            return held
        moved = (replace(turn, spans=tuple(map(move, turn.spans))) for turn in held.turns)
        return replace(held, turns=tuple(moved))

    topics = state.topics
    if item is state.topic_item:
        topics = tuple(replace(one, visits=tuple(map(move, one.visits))) for one in topics)
    rounds = tuple(turns(held) for held in state.rounds)
    return replace(with_item(state, item.id, visits), rounds=rounds, topics=topics)


APPLY: Mapping[type[Event], Callable[[SessionState, Any], SessionState]] = {
    HardEndSet: _end_set,
    StartCorrected: _corrected,
}

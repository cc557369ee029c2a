"""What facts about turns change. A turn that loses the floor keeps the time it had."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from coreflect_tui.core.events import (
    Event,
    RoundJoined,
    RoundOpened,
    SharedMarked,
    TurnEnded,
    TurnPassed,
    TurnPaused,
    TurnPutOff,
    TurnStarted,
)
from coreflect_tui.core.state import Round, SessionState, Shared, Span, Turn, TurnStatus


def _with_round(state: SessionState, item: str, change: Callable[[Round], Round]) -> SessionState:
    rounds = tuple(change(held) if held.item == item else held for held in state.rounds)
    return replace(state, rounds=rounds)


def _with_turn(held: Round, person: str, change: Callable[[Turn], Turn]) -> Round:
    turns = tuple(change(turn) if turn.person == person else turn for turn in held.turns)
    return replace(held, turns=turns)


def _closed_spans(turn: Turn, at: datetime) -> tuple[Span, ...]:
    if not turn.spans or turn.spans[-1].end is not None:
        return turn.spans
    return (*turn.spans[:-1], replace(turn.spans[-1], end=at))


def _ended_with(held: Round, person: str) -> tuple[str, ...]:
    return (*(one for one in held.ended if one != person), person)


def _opened(state: SessionState, event: RoundOpened) -> SessionState:
    turns = tuple(Turn(person) for person in event.people)
    return replace(state, rounds=(*state.rounds, Round(event.item, event.order, turns)))


def _joined(state: SessionState, event: RoundJoined) -> SessionState:
    return _with_round(
        state, event.item, lambda held: replace(held, turns=(*held.turns, Turn(event.person)))
    )


def _started(state: SessionState, event: TurnStarted) -> SessionState:
    def change(turn: Turn) -> Turn:
        if turn.person == event.person:
            spans = (*turn.spans, Span(event.at))
            return replace(turn, status=TurnStatus.SPEAKING, how=None, spans=spans)
        if turn.status is TurnStatus.SPEAKING:
            # They had the floor by mistake: they wait again, with their time.
            return replace(turn, status=TurnStatus.WAITING, spans=_closed_spans(turn, event.at))
        return turn

    def start(held: Round) -> Round:
        ended = tuple(person for person in held.ended if person != event.person)
        return replace(held, turns=tuple(change(turn) for turn in held.turns), ended=ended)

    return _with_round(state, event.item, start)


def _paused(state: SessionState, event: TurnPaused) -> SessionState:
    def change(turn: Turn) -> Turn:
        return replace(turn, status=TurnStatus.PAUSED, spans=_closed_spans(turn, event.at))

    return _with_round(state, event.item, lambda held: _with_turn(held, event.person, change))


def _over(status: TurnStatus) -> Callable[[SessionState, TurnEnded | TurnPassed], SessionState]:
    how = Shared.ALOUD if status is TurnStatus.DONE else None

    def apply_over(state: SessionState, event: TurnEnded | TurnPassed) -> SessionState:
        def change(turn: Turn) -> Turn:
            return replace(turn, status=status, how=how, spans=_closed_spans(turn, event.at))

        def end(held: Round) -> Round:
            ended = _ended_with(held, event.person)
            return replace(_with_turn(held, event.person, change), ended=ended)

        return _with_round(state, event.item, end)

    return apply_over


def _put_off(state: SessionState, event: TurnPutOff) -> SessionState:
    def put_off(held: Round) -> Round:
        turn = held.turn(event.person)
        if turn is None:
            return held
        later = replace(turn, status=TurnStatus.WAITING, spans=_closed_spans(turn, event.at))
        others = tuple(one for one in held.turns if one.person != event.person)
        return replace(held, turns=(*others, later))

    return _with_round(state, event.item, put_off)


def _marked(state: SessionState, event: SharedMarked) -> SessionState:
    status = TurnStatus.DONE if event.how else TurnStatus.WAITING

    def mark(held: Round) -> Round:
        ended = tuple(one for one in held.ended if one not in event.people)
        turns = tuple(
            replace(turn, status=status, how=event.how) if turn.person in event.people else turn
            for turn in held.turns
        )
        return replace(held, turns=turns, ended=ended + (event.people if event.how else ()))

    return _with_round(state, event.item, mark)


APPLY: Mapping[type[Event], Callable[[SessionState, Any], SessionState]] = {
    RoundOpened: _opened,
    RoundJoined: _joined,
    TurnStarted: _started,
    TurnPaused: _paused,
    TurnEnded: _over(TurnStatus.DONE),
    TurnPassed: _over(TurnStatus.PASSED),
    TurnPutOff: _put_off,
    SharedMarked: _marked,
}

"""What facts about turns change. A turn that loses the floor keeps the time it had."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from coreflect_tui.core.events import (
    Event,
    HandLowered,
    HandRaised,
    RoundJoined,
    RoundOpened,
    RoundOrdered,
    SharedMarked,
    TurnEnded,
    TurnPassed,
    TurnPaused,
    TurnPutOff,
    TurnStarted,
)
from coreflect_tui.core.formats import Order
from coreflect_tui.core.replacing import replace
from coreflect_tui.core.rounds import rule_of
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


def _lost_the_floor(held: Round, turn: Turn, status: TurnStatus, at: datetime) -> Round:
    """The round after `turn` lost the floor before it was over: it has `status` then, unless they
    had shared before; where hands are raised theirs is the first again."""
    left = replace(
        turn, status=TurnStatus.DONE if turn.how else status, spans=_closed_spans(turn, at)
    )
    held = _with_turn(held, turn.person, lambda _: left)
    if turn.how:
        held = replace(held, ended=_with_last(held.ended, turn.person))
    if held.order is Order.QUEUE:
        held = replace(held, hands=(turn.person, *_without(held.hands, turn.person)))
    return held


def _without(people: tuple[str, ...], person: str) -> tuple[str, ...]:
    return tuple(one for one in people if one != person)


def _with_last(people: tuple[str, ...], person: str) -> tuple[str, ...]:
    return (*_without(people, person), person)


def _opened(state: SessionState, event: RoundOpened) -> SessionState:
    turns = tuple(Turn(person) for person in event.people)
    held = Round(event.item, event.order, turns, seed=event.seed)
    return replace(state, rounds=(*state.rounds, held))


def _ordered(state: SessionState, event: RoundOrdered) -> SessionState:
    places = {person: place for place, person in enumerate(event.people)}

    def order(held: Round) -> Round:
        turns = sorted(held.turns, key=lambda turn: places.get(turn.person, len(places)))
        return replace(held, order=event.order, turns=tuple(turns), seed=event.seed)

    return _with_round(state, event.item, order)


def _joined(state: SessionState, event: RoundJoined) -> SessionState:
    return _with_round(
        state, event.item, lambda held: replace(held, turns=(*held.turns, Turn(event.person)))
    )


def _started(state: SessionState, event: TurnStarted) -> SessionState:
    def start(held: Round) -> Round:
        rule = rule_of(state, held)
        again = rule is not None and not rule.everyone_once
        if held.speaker:
            # They had the floor by mistake: they wait again, with their time.
            held = _lost_the_floor(held, held.speaker, TurnStatus.WAITING, event.at)

        def change(turn: Turn) -> Turn:
            # Where one may speak again, having shared stays recorded whatever comes of it.
            how = turn.how if again else None
            spans = (*turn.spans, Span(event.at))
            return replace(turn, status=TurnStatus.SPEAKING, how=how, spans=spans)

        return replace(
            _with_turn(held, event.person, change),
            ended=_without(held.ended, event.person),
            hands=_without(held.hands, event.person),
        )

    return _with_round(state, event.item, start)


def _paused(state: SessionState, event: TurnPaused) -> SessionState:
    def pause(held: Round) -> Round:
        turn = held.turn(event.person)
        return _lost_the_floor(held, turn, TurnStatus.PAUSED, event.at) if turn else held

    return _with_round(state, event.item, pause)


def _turn_ended(state: SessionState, event: TurnEnded) -> SessionState:
    return _over(state, event, TurnStatus.DONE, Shared.ALOUD)


def _passed(state: SessionState, event: TurnPassed) -> SessionState:
    """Whoever had shared before has shared, and only gives the floor back."""
    held = state.round_of(event.item)
    turn = held.turn(event.person) if held else None
    how = turn.how if turn else None
    return _over(state, event, TurnStatus.DONE if how else TurnStatus.PASSED, how)


def _over(
    state: SessionState, event: TurnEnded | TurnPassed, status: TurnStatus, how: Shared | None
) -> SessionState:
    def change(turn: Turn) -> Turn:
        return replace(turn, status=status, how=how, spans=_closed_spans(turn, event.at))

    def end(held: Round) -> Round:
        return replace(
            _with_turn(held, event.person, change),
            ended=_with_last(held.ended, event.person),
            hands=_without(held.hands, event.person),
        )

    return _with_round(state, event.item, end)


def _put_off(state: SessionState, event: TurnPutOff) -> SessionState:
    def put_off(held: Round) -> Round:
        turn = held.turn(event.person)
        if turn is None:
            return held
        speaking = turn.status is TurnStatus.SPEAKING
        if speaking:
            held = _lost_the_floor(held, turn, TurnStatus.WAITING, event.at)
        else:
            held = _with_turn(
                held, event.person, lambda one: replace(one, status=TurnStatus.WAITING)
            )
        turns = sorted(held.turns, key=lambda one: one.person == event.person)
        hands = held.hands
        if event.person in hands:
            hands = _with_last(hands, event.person)
        return replace(held, turns=tuple(turns), hands=hands)

    return _with_round(state, event.item, put_off)


def _marked(state: SessionState, event: SharedMarked) -> SessionState:
    status = TurnStatus.DONE if event.how else TurnStatus.WAITING
    people = frozenset(event.people)

    def mark(held: Round) -> Round:
        ended = tuple(one for one in held.ended if one not in people)
        hands = tuple(one for one in held.hands if one not in people)
        turns = tuple(
            replace(turn, status=status, how=event.how) if turn.person in people else turn
            for turn in held.turns
        )
        ended += event.people if event.how else ()
        return replace(held, turns=turns, ended=ended, hands=hands if event.how else held.hands)

    return _with_round(state, event.item, mark)


def _raised(state: SessionState, event: HandRaised) -> SessionState:
    return _with_round(
        state,
        event.item,
        lambda held: replace(held, hands=_with_last(held.hands, event.person)),
    )


def _lowered(state: SessionState, event: HandLowered) -> SessionState:
    return _with_round(
        state, event.item, lambda held: replace(held, hands=_without(held.hands, event.person))
    )


APPLY: Mapping[type[Event], Callable[[SessionState, Any], SessionState]] = {
    RoundOpened: _opened,
    RoundOrdered: _ordered,
    RoundJoined: _joined,
    TurnStarted: _started,
    TurnPaused: _paused,
    TurnEnded: _turn_ended,
    TurnPassed: _passed,
    TurnPutOff: _put_off,
    SharedMarked: _marked,
    HandRaised: _raised,
    HandLowered: _lowered,
}

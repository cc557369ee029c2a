"""Turns: who has the floor, who passes, who goes later, whose hand is up, and catching up."""

from datetime import datetime

from coreflect_tui.core.decide.answer import Answer, Decisions, Refusal
from coreflect_tui.core.decide.people import arrival, new_attendee
from coreflect_tui.core.events import (
    AttendeeAdded,
    Event,
    HandLowered,
    HandRaised,
    PauseEnded,
    RoundJoined,
    RoundOrdered,
    SharedMarked,
    TurnEnded,
    TurnPassed,
    TurnPutOff,
    TurnStarted,
)
from coreflect_tui.core.formats import Order
from coreflect_tui.core.intents import (
    BackTurn,
    EndTurn,
    GiveTurn,
    GiveTurnToName,
    LowerHand,
    MarkShared,
    NextTurn,
    OrderRound,
    PassTurn,
    PutOffTurn,
    RaiseHand,
)
from coreflect_tui.core.person import Attendee, Presence
from coreflect_tui.core.roles import sits_out
from coreflect_tui.core.rounds import (
    OVER,
    earlier_round,
    has_turn,
    next_in_order,
    reordered,
    rule_of,
    takes_part,
)
from coreflect_tui.core.state import Round, SessionState, Turn, TurnStatus
from coreflect_tui.core.text import clean_name, fold

NO_ROUND = Refusal("There is no round now.")
NOBODY = Refusal("Nobody has the floor.")
NOT_LISTED = Refusal("That person is not on the list.")
NO_PASSING = Refusal(
    "In this round nobody is passed over; “later” keeps a place for them at the end."
)


def _give(state: SessionState, intent: GiveTurn, now: datetime) -> Answer:
    held, person = state.round, state.person(intent.person)
    if held is None:
        return NO_ROUND
    if person is None:
        return NOT_LISTED
    return _floor_to(state, held, person, now)


def _give_to_name(state: SessionState, intent: GiveTurnToName, now: datetime) -> Answer:
    held = state.round
    if held is None:
        return NO_ROUND
    name = fold(clean_name(intent.name))
    for known in state.people:
        if fold(known.name) == name:
            return _floor_to(state, held, known, now)
    person = new_attendee(state, intent.name, intent.pronouns)
    if isinstance(person, Refusal):
        return person
    return (
        *_going_on(state, now),
        AttendeeAdded(person),
        *arrival(state, person, now),
        *_end_speaker(held, now),
        TurnStarted(held.item, person.id, now),
    )


def _floor_to(state: SessionState, held: Round, person: Attendee, now: datetime) -> Answer:
    return _no_turn(state, held, person) or (
        *_going_on(state, now),
        *arrival(state, person, now),
        *_end_speaker(held, now),
        TurnStarted(held.item, person.id, now),
    )


def _no_turn(state: SessionState, held: Round, person: Attendee) -> Refusal | None:
    """Why someone cannot have the floor now, nor ask for it."""
    rule = rule_of(state, held)
    turn = held.turn(person.id)
    if turn and turn.status is TurnStatus.SPEAKING:
        return Refusal(f"{person.name} has the floor.")
    if sits_out(state, held.item, person.id):
        return Refusal(f"{person.name} has no turn in this round.")
    if rule and not takes_part(rule, person):
        return Refusal(f"{person.name} has an item of their own.")
    if turn and turn.status is TurnStatus.DONE and rule and rule.everyone_once:
        return Refusal(f"{person.name} has shared in this round.")
    return None


def _going_on(state: SessionState, now: datetime) -> tuple[Event, ...]:
    """A turn that is given while the clock stands still sets it going."""
    return (PauseEnded(now),) if state.paused else ()


def _end_speaker(held: Round, now: datetime) -> tuple[Event, ...]:
    return (TurnEnded(held.item, held.speaker.person, now),) if held.speaker else ()


def _next(state: SessionState, _: NextTurn, now: datetime) -> Answer:
    held = state.round
    if held is None:
        return NO_ROUND
    person = next_in_order(state, held)
    if person:
        return _floor_to(state, held, person, now)
    if held.order is Order.QUEUE:
        return _end_speaker(held, now) or Refusal("Nobody has a hand up; who would like to speak?")
    return _end_speaker(held, now) or Refusal("Who is next? Their number gives them the floor.")


def _end(state: SessionState, _: EndTurn, now: datetime) -> Answer:
    held = state.round
    if held is None:
        return NO_ROUND
    return _end_speaker(held, now) or NOBODY


def _pass(state: SessionState, intent: PassTurn, now: datetime) -> Answer:
    found = _open_turn(state, intent.person)
    if isinstance(found, Refusal):
        return found
    held, turn = found
    rule = rule_of(state, held)
    if rule and not rule.may_pass:
        return NO_PASSING
    return (TurnPassed(held.item, turn.person, now),)


def _open_turn(state: SessionState, person: str | None) -> tuple[Round, Turn] | Refusal:
    """The turn of that person, or of whoever has the floor, which is not over yet."""
    held = state.round
    if held is None:
        return NO_ROUND
    meant = person or (held.speaker and held.speaker.person)
    turn = held.turn(meant) if meant else None
    if turn is None:
        return NOBODY
    if turn.status in OVER:
        return Refusal("Their turn is over already.")
    return held, turn


def _back(state: SessionState, _: BackTurn, now: datetime) -> Answer:
    held = state.round
    if held is None:
        return NO_ROUND
    rule = rule_of(state, held)
    for person_id in reversed(held.ended):
        person, turn = state.person(person_id), held.turn(person_id)
        # Whoever shared in the chat or passed before their turn never had the floor.
        if person and turn and turn.spans and rule and has_turn(state, held.item, rule, person):
            events = (*_going_on(state, now), *arrival(state, person, now))
            return (*events, TurnStarted(held.item, person_id, now))
    return Refusal("Nobody has shared yet.")


def _put_off(state: SessionState, intent: PutOffTurn, now: datetime) -> Answer:
    found = _open_turn(state, intent.person)
    if isinstance(found, Refusal):
        return found
    held, turn = found
    last_hand = turn.person not in held.hands or held.hands[-1] == turn.person
    if turn.status is TurnStatus.WAITING and held.turns[-1] == turn and last_hand:
        return Refusal("They are the last already.")
    return (TurnPutOff(held.item, turn.person, now),)


def _raise(state: SessionState, intent: RaiseHand, now: datetime) -> Answer:
    held, person = state.round, state.person(intent.person)
    if held is None:
        return NO_ROUND
    if person is None:
        return NOT_LISTED
    if refusal := _no_turn(state, held, person):
        return refusal
    up = person.id in held.hands
    # A hand that was up before someone dropped off has kept its place.
    events = (*arrival(state, person, now), *(() if up else (HandRaised(held.item, person.id),)))
    return events or Refusal(f"{person.name} has a hand up already.")


def _lower(state: SessionState, intent: LowerHand, _: datetime) -> Answer:
    held, person = state.round, state.person(intent.person)
    if held is None:
        return NO_ROUND
    if person is None:
        return NOT_LISTED
    if person.id not in held.hands:
        return Refusal(f"{person.name} has no hand up.")
    return (HandLowered(held.item, person.id),)


def _order(state: SessionState, intent: OrderRound, _: datetime) -> Answer:
    held = state.round
    rule = rule_of(state, held) if held else None
    if held is None or rule is None:
        return NO_ROUND
    if intent.order is held.order and intent.order is not Order.SHUFFLED:
        return Refusal("The round goes in that order already.")
    if intent.order is Order.REVERSED and earlier_round(state, held, rule) is None:
        return Refusal("This is the first round; there is none before it to turn round.")
    after = reordered(state, held, rule, intent.order)
    people = tuple(turn.person for turn in after.turns)
    return (RoundOrdered(held.item, after.order, people, after.seed),)


def _mark(state: SessionState, intent: MarkShared, now: datetime) -> Answer:
    held = state.round_of(intent.item)
    rule = rule_of(state, held) if held else None
    if held is None or rule is None:
        return Refusal("That round has not begun.")
    known = {one.id: one for one in state.people}
    turns = {turn.person: turn for turn in held.turns}
    settled = TurnStatus.DONE if intent.how else TurnStatus.WAITING
    events: list[Event] = []
    people: list[str] = []
    for person_id in dict.fromkeys(intent.people):
        person, turn = known.get(person_id), turns.get(person_id)
        if person is None or not has_turn(state, held.item, rule, person):
            continue
        if turn is None and intent.how is None:
            continue
        if turn and turn.status is settled and turn.how is intent.how:
            continue
        if turn and turn.status is TurnStatus.SPEAKING:
            events.append(TurnEnded(held.item, person_id, now))
        if intent.how and person.presence is Presence.EXPECTED:
            # Whoever has shared was here.
            events += arrival(state, person, now)
        joined = RoundJoined(held.item, person_id)
        if turn is None and joined not in events:
            events.append(joined)
        people.append(person_id)
    if not people:
        return Refusal("That is recorded already.")
    return (*events, SharedMarked(held.item, tuple(people), intent.how))


DECISIONS: Decisions = {
    GiveTurn: _give,
    GiveTurnToName: _give_to_name,
    NextTurn: _next,
    EndTurn: _end,
    PassTurn: _pass,
    BackTurn: _back,
    PutOffTurn: _put_off,
    RaiseHand: _raise,
    LowerHand: _lower,
    OrderRound: _order,
    MarkShared: _mark,
}

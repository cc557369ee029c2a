"""Turns: who has the floor, who passes, who goes later, and catching up."""

from datetime import datetime

from coreflect_tui.core.decide.answer import Answer, Decisions, Refusal
from coreflect_tui.core.decide.people import arrival, new_attendee
from coreflect_tui.core.events import (
    AttendeeAdded,
    Event,
    PauseEnded,
    PresenceChanged,
    RoundJoined,
    SharedMarked,
    TurnEnded,
    TurnPassed,
    TurnPutOff,
    TurnStarted,
)
from coreflect_tui.core.intents import (
    BackTurn,
    EndTurn,
    GiveTurn,
    GiveTurnToName,
    MarkShared,
    NextTurn,
    PassTurn,
    PutOffTurn,
)
from coreflect_tui.core.rounds import next_in_order, rule_of, takes_part
from coreflect_tui.core.state import Attendee, Presence, Round, SessionState, TurnStatus
from coreflect_tui.core.text import clean_name, fold

NO_ROUND = Refusal("There is no round now.")
NOBODY = Refusal("Nobody has the floor.")


def _give(state: SessionState, intent: GiveTurn, now: datetime) -> Answer:
    held, person = state.round, state.person(intent.person)
    if held is None:
        return NO_ROUND
    if person is None:
        return Refusal("That person is not on the list.")
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
    rule = rule_of(state, held)
    turn = held.turn(person.id)
    if turn and turn.status is TurnStatus.SPEAKING:
        return Refusal(f"{person.name} has the floor.")
    if rule and not takes_part(rule, person):
        return Refusal(f"{person.name} has an item of their own.")
    if turn and turn.status is TurnStatus.DONE and rule and rule.everyone_once:
        return Refusal(f"{person.name} has shared in this round.")
    return (
        *_going_on(state, now),
        *arrival(state, person, now),
        *_end_speaker(held, now),
        TurnStarted(held.item, person.id, now),
    )


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
    return _end_speaker(held, now) or Refusal("Who is next? Their number gives them the floor.")


def _end(state: SessionState, _: EndTurn, now: datetime) -> Answer:
    held = state.round
    if held is None:
        return NO_ROUND
    return _end_speaker(held, now) or NOBODY


def _pass(state: SessionState, intent: PassTurn, now: datetime) -> Answer:
    held = state.round
    if held is None:
        return NO_ROUND
    person = intent.person or (held.speaker and held.speaker.person)
    turn = held.turn(person) if person else None
    if turn is None:
        return NOBODY
    if turn.status in (TurnStatus.DONE, TurnStatus.PASSED):
        return Refusal("Their turn is over already.")
    return (TurnPassed(held.item, turn.person, now),)


def _back(state: SessionState, _: BackTurn, now: datetime) -> Answer:
    held = state.round
    if held is None:
        return NO_ROUND
    for person_id in reversed(held.ended):
        person, turn = state.person(person_id), held.turn(person_id)
        # Whoever shared in the chat or passed before their turn never had the floor.
        if person and turn and turn.spans:
            events = (*_going_on(state, now), *arrival(state, person, now))
            return (*events, TurnStarted(held.item, person_id, now))
    return Refusal("Nobody has shared yet.")


def _put_off(state: SessionState, intent: PutOffTurn, now: datetime) -> Answer:
    held = state.round
    if held is None:
        return NO_ROUND
    person = intent.person or (held.speaker and held.speaker.person)
    turn = held.turn(person) if person else None
    if turn is None:
        return NOBODY
    if turn.status in (TurnStatus.DONE, TurnStatus.PASSED):
        return Refusal("Their turn is over already.")
    return (TurnPutOff(held.item, turn.person, now),)


def _mark(state: SessionState, intent: MarkShared, now: datetime) -> Answer:
    held = state.round_of(intent.item)
    rule = rule_of(state, held) if held else None
    if held is None or rule is None:
        return Refusal("That round has not begun.")
    events: list[Event] = []
    people: list[str] = []
    for person_id in dict.fromkeys(intent.people):
        person, turn = state.person(person_id), held.turn(person_id)
        if person is None or not takes_part(rule, person):
            continue
        if turn is None and intent.how is None:
            continue
        if turn is None:
            events.append(RoundJoined(held.item, person_id))
        elif turn.how is intent.how and (intent.how or turn.status is TurnStatus.WAITING):
            continue
        if turn and turn.status is TurnStatus.SPEAKING:
            events.append(TurnEnded(held.item, person_id, now))
        if intent.how and person.presence is Presence.EXPECTED:
            # Whoever has shared was here.
            events.append(PresenceChanged(person_id, Presence.PRESENT, now))
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
    MarkShared: _mark,
}

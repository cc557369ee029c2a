"""What facts about people and the room change."""

from collections.abc import Callable, Mapping
from typing import Any

from coreflect_tui.core.events import (
    AddressRecorded,
    AttendeeAdded,
    AttendeeDescribed,
    AttendeeRemoved,
    CoreTrainingRecorded,
    Event,
    FullParticipationMarked,
    PresenceChanged,
    RoomClosed,
    RoomOpened,
)
from coreflect_tui.core.person import Attendee, FullMark, Presence, PresenceChange
from coreflect_tui.core.replacing import replace
from coreflect_tui.core.state import Round, SessionState


def with_person(
    state: SessionState, person_id: str, change: Callable[[Attendee], Attendee]
) -> SessionState:
    """The state with one person changed."""
    for place, one in enumerate(state.people):
        if one.id == person_id:
            people = (*state.people[:place], change(one), *state.people[place + 1 :])
            return replace(state, people=people)
    return state


def without_hand(state: SessionState, person_id: str) -> SessionState:
    """The state after someone who asked to speak is gone."""
    rounds = tuple(
        replace(held, hands=tuple(one for one in held.hands if one != person_id))
        if person_id in held.hands
        else held
        for held in state.rounds
    )
    return replace(state, rounds=rounds)


def _added(state: SessionState, event: AttendeeAdded) -> SessionState:
    return replace(state, people=(*state.people, event.attendee))


def _described(state: SessionState, event: AttendeeDescribed) -> SessionState:
    return with_person(
        state,
        event.person,
        lambda one: replace(
            one,
            name=event.name,
            pronouns=event.pronouns,
            listed_name=event.listed_name,
            role=event.role,
        ),
    )


def _address(state: SessionState, event: AddressRecorded) -> SessionState:
    return with_person(
        state,
        event.person,
        lambda one: replace(one, email=event.email, organisation=event.organisation),
    )


def _removed(state: SessionState, event: AttendeeRemoved) -> SessionState:
    def without(held: Round) -> Round:
        turns = tuple(turn for turn in held.turns if turn.person != event.person)
        ended = tuple(person for person in held.ended if person != event.person)
        hands = tuple(person for person in held.hands if person != event.person)
        return replace(held, turns=turns, ended=ended, hands=hands)

    people = tuple(one for one in state.people if one.id != event.person)
    # Their id may be given again, and is not to bring their place with it.
    gallery = tuple(one for one in state.gallery if one != event.person)
    rounds = tuple(without(held) for held in state.rounds)
    return replace(state, people=people, gallery=gallery, rounds=rounds)


def _presence(state: SessionState, event: PresenceChanged) -> SessionState:
    change = PresenceChange(event.at, event.presence)
    # Not by a star: that copies all of them twice.
    newest = (change,)
    if event.presence not in (Presence.PRESENT, Presence.AWAY):
        state = without_hand(state, event.person)
    return with_person(
        state,
        event.person,
        lambda one: replace(one, presence=event.presence, history=one.history + newest),
    )


def _trained(state: SessionState, event: CoreTrainingRecorded) -> SessionState:
    asked = frozenset(event.people)
    people = tuple(
        replace(one, core_trained=event.trained) if one.id in asked else one for one in state.people
    )
    return replace(state, people=people)


def _marked(state: SessionState, event: FullParticipationMarked) -> SessionState:
    mark = None if event.full is None else FullMark(event.full, event.reason)
    return with_person(state, event.person, lambda one: replace(one, full_mark=mark))


def _room_closed(state: SessionState, event: RoomClosed) -> SessionState:
    return replace(state, room_closed=event.at)


def _room_opened(state: SessionState, _: RoomOpened) -> SessionState:
    return replace(state, room_closed=None)


APPLY: Mapping[type[Event], Callable[[SessionState, Any], SessionState]] = {
    AttendeeAdded: _added,
    AttendeeDescribed: _described,
    AddressRecorded: _address,
    AttendeeRemoved: _removed,
    PresenceChanged: _presence,
    CoreTrainingRecorded: _trained,
    FullParticipationMarked: _marked,
    RoomClosed: _room_closed,
    RoomOpened: _room_opened,
}

"""What facts about people and the room change."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from coreflect_tui.core.events import (
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
from coreflect_tui.core.state import Attendee, FullMark, PresenceChange, Round, SessionState


def with_person(
    state: SessionState, person_id: str, change: Callable[[Attendee], Attendee]
) -> SessionState:
    """The state with one person changed."""
    people = tuple(change(one) if one.id == person_id else one for one in state.people)
    return replace(state, people=people)


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


def _removed(state: SessionState, event: AttendeeRemoved) -> SessionState:
    def without(held: Round) -> Round:
        turns = tuple(turn for turn in held.turns if turn.person != event.person)
        ended = tuple(person for person in held.ended if person != event.person)
        return replace(held, turns=turns, ended=ended)

    people = tuple(one for one in state.people if one.id != event.person)
    return replace(state, people=people, rounds=tuple(without(held) for held in state.rounds))


def _presence(state: SessionState, event: PresenceChanged) -> SessionState:
    change = PresenceChange(event.at, event.presence)
    return with_person(
        state,
        event.person,
        lambda one: replace(one, presence=event.presence, history=(*one.history, change)),
    )


def _trained(state: SessionState, event: CoreTrainingRecorded) -> SessionState:
    people = tuple(
        replace(one, core_trained=event.trained) if one.id in event.people else one
        for one in state.people
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
    AttendeeRemoved: _removed,
    PresenceChanged: _presence,
    CoreTrainingRecorded: _trained,
    FullParticipationMarked: _marked,
    RoomClosed: _room_closed,
    RoomOpened: _room_opened,
}

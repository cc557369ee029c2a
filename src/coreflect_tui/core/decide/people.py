"""Adding and describing people, who is here, core training, full participation by hand."""

from dataclasses import replace
from datetime import datetime

from coreflect_tui.core.decide.answer import Answer, Decisions, Refusal, next_id
from coreflect_tui.core.events import (
    AttendeeAdded,
    AttendeeDescribed,
    AttendeeRemoved,
    CoreTrainingRecorded,
    Event,
    FullParticipationMarked,
    PresenceChanged,
    RoundJoined,
    TurnPaused,
)
from coreflect_tui.core.intents import (
    AddAttendee,
    DescribeAttendee,
    MarkFullParticipation,
    RecordCoreTraining,
    RemoveAttendee,
    SetPresence,
)
from coreflect_tui.core.rounds import MAY_COME, rule_of, takes_part
from coreflect_tui.core.state import (
    Attendee,
    FullMark,
    Presence,
    Role,
    SessionState,
)
from coreflect_tui.core.text import clean_line, clean_name, fold

MOST_PEOPLE = 500
"""More people than any circle holds; it keeps a pasted document from becoming a roster."""


def new_attendee(state: SessionState, name: str, pronouns: str = "") -> Attendee | Refusal:
    """A person who is not on the list yet, or why there cannot be one of that name."""
    clean = clean_name(name)
    if not clean:
        return Refusal("A name is needed.")
    if any(fold(one.name) == fold(clean) for one in state.people):
        return Refusal("That name is on the list; an initial tells two people apart.")
    if len(state.people) >= MOST_PEOPLE:
        return Refusal(f"The list holds {MOST_PEOPLE} people at most.")
    new = next_id("p", tuple(one.id for one in state.people))
    return Attendee(new, clean, pronouns=clean_name(pronouns))


def arrival(state: SessionState, person: Attendee, now: datetime) -> tuple[Event, ...]:
    """What it changes that someone is here: they are present, and at the end of a running round."""
    if person.presence is Presence.PRESENT:
        return joining(state, person)
    return (PresenceChanged(person.id, Presence.PRESENT, now), *joining(state, person))


def joining(state: SessionState, person: Attendee) -> tuple[Event, ...]:
    """A place at the end of the running round for someone who takes part and has none."""
    held = state.round
    rule = rule_of(state, held) if held else None
    if held and rule and takes_part(rule, person) and held.turn(person.id) is None:
        return (RoundJoined(held.item, person.id),)
    return ()


def _add(state: SessionState, intent: AddAttendee, now: datetime) -> Answer:
    person = new_attendee(state, intent.name, intent.pronouns)
    if isinstance(person, Refusal):
        return person
    added = AttendeeAdded(person)
    if intent.presence is Presence.EXPECTED:
        return (added,)
    if intent.presence is Presence.PRESENT:
        return (added, *arrival(state, person, now))
    return (added, PresenceChanged(person.id, intent.presence, now))


def _describe(state: SessionState, intent: DescribeAttendee, _: datetime) -> Answer:
    person = state.person(intent.person)
    name = clean_name(intent.name)
    if person is None:
        return Refusal("That person is not on the list.")
    if not name:
        return Refusal("A name is needed.")
    others = (one for one in state.people if one.id != person.id)
    if any(fold(one.name) == fold(name) for one in others):
        return Refusal("Someone else on the list has that name; an initial tells them apart.")
    listed = clean_name(intent.listed_name)
    listed = "" if listed == name else listed
    pronouns = clean_name(intent.pronouns)
    before = (person.name, person.pronouns, person.listed_name, person.role)
    if before == (name, pronouns, listed, intent.role):
        return Refusal("Nothing changed.")
    if state.facilitators == (person,) and intent.role is not Role.FACILITATOR:
        return Refusal("A session has a facilitator; give the role to someone else first.")
    described = AttendeeDescribed(person.id, name, pronouns, listed, intent.role)
    if person.presence not in MAY_COME:
        return (described,)
    # With another role they may take part in a round that they had no place in.
    return (described, *joining(state, replace(person, role=intent.role)))


def _remove(state: SessionState, intent: RemoveAttendee, _: datetime) -> Answer:
    person = state.person(intent.person)
    if person is None:
        return Refusal("That person is not on the list.")
    if person.role is Role.FACILITATOR:
        return Refusal("Whoever facilitates stays on the list.")
    turns = [held.turn(person.id) for held in state.rounds]
    if any(turn is not None and (turn.spans or turn.how) for turn in turns):
        return Refusal("They have shared in a round; mark them as left instead.")
    return (AttendeeRemoved(person.id),)


def _presence(state: SessionState, intent: SetPresence, now: datetime) -> Answer:
    events: list[Event] = []
    for person_id in dict.fromkeys(intent.people):
        person = state.person(person_id)
        if person is None or person.presence is intent.presence:
            continue
        if intent.presence is Presence.PRESENT:
            events += arrival(state, person, now)
            continue
        held = state.round
        if held and held.speaker and held.speaker.person == person.id:
            events.append(TurnPaused(held.item, person.id, now))
        events.append(PresenceChanged(person.id, intent.presence, now))
    return tuple(events) or Refusal("That is how it stands already.")


def _trained(state: SessionState, intent: RecordCoreTraining, _: datetime) -> Answer:
    changed = tuple(
        person.id
        for person in state.people
        if person.id in intent.people and person.core_trained is not intent.trained
    )
    if not changed:
        return Refusal("That is recorded already.")
    return (CoreTrainingRecorded(changed, intent.trained),)


def _mark(state: SessionState, intent: MarkFullParticipation, _: datetime) -> Answer:
    person = state.person(intent.person)
    if person is None:
        return Refusal("That person is not on the list.")
    if state.format.certificates is None:
        return Refusal("This format has no certificates, so nothing is asked here.")
    mark = intent.mark and FullMark(intent.mark.full, clean_line(intent.mark.reason))
    if mark and not mark.reason:
        return Refusal("A word on why is needed; it stays on this laptop.")
    if mark == person.full_mark:
        return Refusal("That is recorded already.")
    if mark is None:
        return (FullParticipationMarked(person.id, None, ""),)
    return (FullParticipationMarked(person.id, mark.full, mark.reason),)


DECISIONS: Decisions = {
    AddAttendee: _add,
    DescribeAttendee: _describe,
    RemoveAttendee: _remove,
    SetPresence: _presence,
    RecordCoreTraining: _trained,
    MarkFullParticipation: _mark,
}

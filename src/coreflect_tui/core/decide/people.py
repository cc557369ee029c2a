"""Adding and describing people, who is here, core training, full participation by hand."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from coreflect_tui.core.decide.answer import Answer, Decisions, Refusal, next_id
from coreflect_tui.core.events import (
    AddressRecorded,
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
    RecordAddress,
    RecordCoreTraining,
    RemoveAttendee,
    SetPresence,
    SettleParticipation,
)
from coreflect_tui.core.participation import Verdict, full_participation_of_all
from coreflect_tui.core.person import Attendee, FullMark, Presence, Role
from coreflect_tui.core.rounds import MAY_COME, has_turn, rule_of
from coreflect_tui.core.state import SessionState
from coreflect_tui.core.text import clean_line, clean_name, fold

MOST_PEOPLE = 500
"""More people than any circle holds; it keeps a pasted document from becoming a roster."""


def new_attendee(state: SessionState, name: str, pronouns: str = "") -> Attendee | Refusal:
    """A person who is not on the list yet, or why there cannot be one of that name."""
    found = new_attendees(state, ((name, pronouns),))
    return found if isinstance(found, Refusal) else found[0]


def new_attendees(
    state: SessionState, called: Iterable[tuple[str, str]]
) -> tuple[Attendee, ...] | Refusal:
    """People who are not on the list yet, out of names and pronouns; or why one cannot be."""
    known = {fold(one.name) for one in state.people}
    ids = [one.id for one in state.people]
    new: list[Attendee] = []
    for name, pronouns in called:
        clean = clean_name(name)
        if not clean:
            return Refusal("A name is needed.")
        if fold(clean) in known:
            return Refusal(f"{clean} is on the list; an initial tells two people apart.")
        if len(ids) >= MOST_PEOPLE:
            return Refusal(f"The list holds {MOST_PEOPLE} people at most.")
        # Numbers go on from the highest, so one look at the list is enough.
        first = next_id("p", tuple(ids)) if not new else f"p{int(new[-1].id[1:]) + 1}"
        new.append(Attendee(first, clean, pronouns=clean_name(pronouns)))
        known.add(fold(clean))
        ids.append(first)
    return tuple(new)


def arrival(state: SessionState, person: Attendee, now: datetime) -> tuple[Event, ...]:
    """What it changes that someone is here: they are present, and at the end of a running round."""
    return _arrival(places(state), person, now)


def joining(state: SessionState, person: Attendee) -> tuple[Event, ...]:
    """A place at the end of the running round for someone who takes part and has none."""
    return places(state)(person)


def places(state: SessionState) -> Callable[[Attendee], tuple[Event, ...]]:
    """`joining` for many people: the running round is looked at once."""
    held = state.round
    rule = rule_of(state, held) if held else None
    placed = frozenset(turn.person for turn in held.turns) if held else frozenset()

    def place(person: Attendee) -> tuple[Event, ...]:
        if held and rule and has_turn(state, held.item, rule, person) and person.id not in placed:
            return (RoundJoined(held.item, person.id),)
        return ()

    return place


def _arrival(
    place: Callable[[Attendee], tuple[Event, ...]], person: Attendee, now: datetime
) -> tuple[Event, ...]:
    if person.presence is Presence.PRESENT:
        return place(person)
    return (PresenceChanged(person.id, Presence.PRESENT, now), *place(person))


def _add(state: SessionState, intent: AddAttendee, now: datetime) -> Answer:
    person = new_attendee(state, intent.name, intent.pronouns)
    if isinstance(person, Refusal):
        return person
    added = AttendeeAdded(person)
    # Whoever is there when the room closes was let in; who comes then is the facilitator's word.
    newcomer = Presence.NOT_ADMITTED if state.room_closed else Presence.PRESENT
    presence = intent.presence or newcomer
    if presence is Presence.EXPECTED:
        return (added,)
    if presence is Presence.PRESENT:
        return (added, *arrival(state, person, now))
    return (added, PresenceChanged(person.id, presence, now))


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


def _address(state: SessionState, intent: RecordAddress, _: datetime) -> Answer:
    person = state.person(intent.person)
    if person is None:
        return Refusal("That person is not on the list.")
    email, organisation = clean_name(intent.email), clean_name(intent.organisation)
    if (person.email, person.organisation) == (email, organisation):
        return Refusal("Nothing changed.")
    if email and (" " in email or "@" not in email.strip("@")):
        return Refusal("An address looks like name@example.org.")
    return (AddressRecorded(person.id, email, organisation),)


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
    known = {one.id: one for one in state.people}
    held, place = state.round, places(state)
    speaker = held.speaker if held else None
    for person_id in dict.fromkeys(intent.people):
        person = known.get(person_id)
        if person is None or person.presence is intent.presence:
            continue
        if intent.presence is Presence.PRESENT:
            events += _arrival(place, person, now)
            continue
        if held and speaker and speaker.person == person.id:
            events.append(TurnPaused(held.item, person.id, now))
        events.append(PresenceChanged(person.id, intent.presence, now))
    return tuple(events) or Refusal("That is how it stands already.")


def _trained(state: SessionState, intent: RecordCoreTraining, _: datetime) -> Answer:
    asked = frozenset(intent.people)
    changed = tuple(
        person.id
        for person in state.people
        if person.id in asked and person.core_trained is not intent.trained
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


def _settle(state: SessionState, intent: SettleParticipation, now: datetime) -> Answer:
    """What was open is the reason that stays, so that it can be seen what was decided."""
    if state.format.certificates is None:
        return Refusal("This format has no certificates, so nothing is asked here.")
    open_ones = {
        person: word.reasons
        for person, word in full_participation_of_all(state, now).items()
        if word.verdict is Verdict.YOU_DECIDE and (intent.people is None or person in intent.people)
    }
    events = (
        FullParticipationMarked(
            person, intent.full, clean_line(f"decided at closing; open was: {'; '.join(reasons)}")
        )
        for person, reasons in open_ones.items()
    )
    return tuple(events) or Refusal("Nobody is undecided.")


DECISIONS: Decisions = {
    AddAttendee: _add,
    DescribeAttendee: _describe,
    RecordAddress: _address,
    RemoveAttendee: _remove,
    SetPresence: _presence,
    RecordCoreTraining: _trained,
    MarkFullParticipation: _mark,
    SettleParticipation: _settle,
}

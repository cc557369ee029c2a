"""Forgetting a person: what a session knows of them, and the same session without it.

What they did stays as somebody's, so that times, turns and counts remain true.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from coreflect_tui.core.apply import apply, prepared
from coreflect_tui.core.decision import Decision
from coreflect_tui.core.events import (
    AttendeeAdded,
    Event,
    GroupLinked,
    Redone,
    SessionPrepared,
    Undone,
)
from coreflect_tui.core.forgotten import FORGOTTEN
from coreflect_tui.core.history import History, record, replay
from coreflect_tui.core.person import Attendee
from coreflect_tui.core.state import Recipient
from coreflect_tui.core.struck import without_struck
from coreflect_tui.core.text import fold

# What an event about a person may say of them besides their id, what they did and when.
_SAID = ("pronouns", "listed_name", "alias", "email", "organisation", "reason")

Roster = tuple[str, str]
"""A group's id, and someone's id in its roster."""


@dataclass(slots=True)
class Known:
    """All that a session ever knew of one of its people. `key` tells them from others who had
    their id before or after; `there` is whether they are on its list now."""

    key: str
    called: set[str] = field(default_factory=set)
    listed: set[str] = field(default_factory=set)
    aliases: set[str] = field(default_factory=set)
    emails: set[str] = field(default_factory=set)
    rosters: set[Roster] = field(default_factory=set)
    there: bool = False

    def goes_by(self, name: str) -> bool:
        """Whether they were ever called or listed so, or had that name in a report; case and
        accents ignored."""
        return fold(name) in {fold(one) for one in self.called | self.listed | self.aliases}


def people_of(decisions: Iterable[Decision]) -> tuple[Known, ...]:
    """Everybody whom a session ever knew, those who were undone or removed included."""
    found: dict[str, Known] = {}
    marked: list[Decision] = []
    for told in _told(decisions, marked):
        for one in _attendees(told.event):
            known = found.setdefault(told.keys[one.id], Known(told.keys[one.id]))
            known.called.add(one.name)
            known.listed |= {one.listed_name} - {""}
            known.aliases |= set(one.aliases)
            known.emails |= {one.email} - {""}
            known.rosters |= {(told.group, one.roster)} if one.roster else set()
        if isinstance(told.event, GroupLinked):
            for person, roster in told.event.pairs:
                if person in told.keys:
                    found[told.keys[person]].rosters.add((told.event.group, roster))
        key = told.keys.get(getattr(told.event, "person", ""))
        if key in found:
            found[key].called |= {getattr(told.event, "name", "")} - {""}
            found[key].listed |= {getattr(told.event, "listed_name", "")} - {""}
            found[key].aliases |= {getattr(told.event, "alias", "")} - {""}
            found[key].emails |= {getattr(told.event, "email", "")} - {""}
    for one in replay(marked).state.people:
        found[one.email].there = True
    return tuple(found.values())


def without_person(
    decisions: Iterable[Decision], keys: frozenset[str], people: tuple[Known, ...]
) -> tuple[Decision, ...]:
    """The decisions with nothing in them that says who those people are; `people` are all that
    `people_of` found."""
    decisions = tuple(decisions)
    names = _stand_ins(keys, people)
    gone = [one for one in people if one.key in keys]
    changed: dict[str, list[Event]] = {}
    for told in _told(decisions):
        event = told.event
        if isinstance(event, SessionPrepared):
            nobodies = tuple(_nobody(one, names, told.keys) for one in event.people)
            recipient = event.options.recipient
            if _is_theirs(recipient, gone):
                recipient = Recipient()
            options = replace(event.options, recipient=recipient)
            event = replace(event, people=nobodies, options=options)
        elif isinstance(event, AttendeeAdded):
            event = AttendeeAdded(_nobody(event.attendee, names, told.keys))
        elif isinstance(event, GroupLinked):
            pairs = (pair for pair in event.pairs if told.keys.get(pair[0]) not in keys)
            event = replace(event, pairs=tuple(pairs))
        elif (key := told.keys.get(getattr(event, "person", ""), "")) in keys:
            event = _unsaid(event, names[key])
        changed.setdefault(told.decision.id, []).append(event)
    return tuple(replace(one, events=tuple(changed[one.id])) for one in decisions)


@dataclass(frozen=True, slots=True)
class _Told:
    """An event as a history meets it: `keys` are by id the people whom it may be about, `group`
    is that of the session then."""

    decision: Decision
    event: Event
    keys: dict[str, str]
    group: str


def _told(decisions: Iterable[Decision], replayed: list[Decision] | None = None) -> Iterator[_Told]:
    """Every event, in order. Ids are given again, so each person is followed from where they came
    onto the list, by replaying the decisions with that place in the stead of their e-mail; those
    are added to `replayed`."""
    history: History | None = None
    for decision in decisions:
        state = history.state if history else None
        marked: list[Event] = []
        for place, event in enumerate(decision.events):
            before = {one.id: one.email for one in state.people} if state else {}
            event, told = _marked(event, f"{decision.id} {place}", before), event
            marked.append(event)
            if isinstance(event, SessionPrepared):
                state = prepared(event)
            elif state and not isinstance(event, Undone | Redone):
                state = apply(state, event)
            if state is None:
                raise ValueError("a session begins with its preparation")
            new = {one.id: one.email for one in _attendees(event)}
            yield _Told(decision, told, before | new, state.options.group)
        whole = replace(decision, events=tuple(marked))
        if replayed is not None:
            replayed.append(whole)
        kept = without_struck(whole, history.state) if history else whole
        if history is None:
            history = replay((whole,))
        elif kept:
            history = record(history, kept)


def _marked(event: Event, where: str, keys: dict[str, str]) -> Event:
    if isinstance(event, SessionPrepared):
        people = tuple(replace(one, email=f"{where} {one.id}") for one in event.people)
        return replace(event, people=people)
    if isinstance(event, AttendeeAdded):
        return AttendeeAdded(replace(event.attendee, email=f"{where} {event.attendee.id}"))
    person = getattr(event, "person", "")
    if person in keys and hasattr(event, "email"):
        return _with(event, {"email": keys[person]})
    return event


def _attendees(event: Event) -> tuple[Attendee, ...]:
    if isinstance(event, SessionPrepared):
        return event.people
    return (event.attendee,) if isinstance(event, AttendeeAdded) else ()


def _stand_ins(keys: frozenset[str], people: Iterable[Known]) -> dict[str, str]:
    """For each of them a name that nobody else in the session ever had."""
    taken = {fold(name) for one in people for name in one.called}
    names: dict[str, str] = {}
    for key in sorted(keys):
        name, number = FORGOTTEN, 2
        while fold(name) in taken:
            name, number = f"{FORGOTTEN} ({number})", number + 1
        taken.add(fold(name))
        names[key] = name
    return names


def _nobody(one: Attendee, names: dict[str, str], keys: dict[str, str]) -> Attendee:
    if keys[one.id] not in names:
        return one
    blank = replace(one, pronouns="", listed_name="", email="", organisation="", aliases=())
    mark = replace(one.full_mark, reason="") if one.full_mark else None
    return replace(blank, name=names[keys[one.id]], roster="", full_mark=mark)


def _unsaid(event: Event, name: str) -> Event:
    changes = {field: "" for field in _SAID if hasattr(event, field)}
    return _with(event, changes | ({"name": name} if hasattr(event, "name") else {}))


def _with(event: Any, changes: dict[str, str]) -> Event:
    """The event with other words in those fields."""
    changed: Event = replace(event, **changes)
    return changed


def _is_theirs(recipient: Recipient, people: Iterable[Known]) -> bool:
    emails = {fold(email) for one in people for email in one.emails}
    named = any(recipient.name and one.goes_by(recipient.name) for one in people)
    return named or (bool(recipient.email) and fold(recipient.email) in emails)

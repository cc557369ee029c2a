"""Taking an attendance report over: when people came and went, and under which names."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from coreflect_tui.core.attendance import IN_THE_SESSION, goes_on, session_end
from coreflect_tui.core.decide.answer import Answer, Decisions, Refusal
from coreflect_tui.core.decide.people import new_attendees, places
from coreflect_tui.core.events import (
    AttendeeAdded,
    AttendeeDescribed,
    Event,
    PresenceReported,
)
from coreflect_tui.core.group import own_name
from coreflect_tui.core.intents import ReportRow, TakeReport
from coreflect_tui.core.likeness import is_device
from coreflect_tui.core.person import Attendee, Presence, PresenceChange
from coreflect_tui.core.state import SessionState, Span
from coreflect_tui.core.text import clean_line, clean_name, fold

STILL_HERE = timedelta(minutes=2)
"""Whose last stay ends this near to the end of a report was in the call when it was made: rows
that are still open are closed at slightly different instants."""

JUST_MARKED = timedelta(minutes=5)
"""Whom the facilitator marked as here this near to now is here, whatever a report says."""

AROUND = timedelta(hours=1)
"""This near to a session that has not begun people come into its call."""

_GONE = (Presence.AWAY, Presence.LEFT)
_NOT_SEEN = (Presence.EXPECTED, Presence.NO_SHOW)

_Stay = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class _Met:
    """Someone of the report: all their rows, and their stays joined."""

    person: Attendee
    new: bool
    rows: tuple[ReportRow, ...]
    stays: tuple[_Stay, ...]


@dataclass(frozen=True, slots=True)
class _Frame:
    """What a report is held against: from its first to its last instant, when the session began
    and ended (or it is now), whether it goes on, and who has the floor."""

    first: datetime
    last: datetime
    began: datetime | None
    until: datetime
    going_on: bool
    speaker: str
    now: datetime


def _take(state: SessionState, intent: TakeReport, now: datetime) -> Answer:
    if not state.format.attendance:
        return Refusal("Sessions of this format do not note who was there; nothing was changed.")
    if not intent.rows:
        return Refusal("Nobody of this report was said to be anyone here; nothing was changed.")
    met = _met(state, intent.rows, now)
    if isinstance(met, Refusal):
        return met
    frame = _frame(state, met, now)
    if state.began is None and not any(_around(one.stays, state) for one in met):
        return Refusal(
            "This session has not begun, and the report is of another time; take it over in the"
            " session that it is of. Nothing was changed."
        )
    timed = any(row.spans for row in intent.rows)
    if timed and not any(_within(one.stays, frame) for one in met):
        return Refusal(
            "No time in this report lies within the session; check the date and the clock of the"
            " report. Nothing was changed."
        )
    # After the session no round runs, so nobody gets a turn any more.
    place = places(state)
    asked = "email" in state.options.columns
    events = tuple(event for one in met for event in _events(one, frame, asked, place))
    return events or Refusal("All of this report is recorded already.")


def _met(
    state: SessionState, rows: tuple[ReportRow, ...], now: datetime
) -> tuple[_Met, ...] | Refusal:
    """Whom the rows mean; several rows may mean one person, new people as well."""
    known = {one.id: one for one in state.people}
    grouped: dict[str, list[ReportRow]] = {}
    for row in rows:
        if row.person and row.person not in known:
            return Refusal("Someone whom the report was said to mean is not on the list any more.")
        # No id begins with a blank.
        new_one = f" {row.visitor} {fold(clean_name(row.name))}"
        grouped.setdefault(row.person or new_one, []).append(row)
    fresh = {key: of_one for key, of_one in grouped.items() if not of_one[0].person}
    names = _own_names(state, (clean_name(of_one[0].name) for of_one in fresh.values()))
    pronouns = (_first(row.pronouns for row in of_one) for of_one in fresh.values())
    new = new_attendees(state, zip(names, pronouns, strict=True))
    if isinstance(new, Refusal):
        return new
    people = known | dict(zip(fresh, new, strict=True))
    return tuple(
        _Met(people[key], key in fresh, tuple(of_one), _stays(of_one, now))
        for key, of_one in grouped.items()
    )


def _own_names(state: SessionState, wanted: Iterable[str]) -> Iterator[str]:
    """Names of new people, told apart from everyone's on the list and from each other."""
    taken = {fold(one.name) for one in state.people}
    for name in wanted:
        # Without any name there is none to tell apart.
        own = own_name(name, taken) if name else name
        taken.add(fold(own))
        yield own


def _stays(rows: Iterable[ReportRow], now: datetime) -> tuple[_Stay, ...]:
    """When someone was in the call up to now; what overlaps (two devices) or touches is one."""
    cut = (_cut(span, now) for row in rows for span in row.spans)
    joined: list[_Stay] = []
    for start, end in sorted(one for one in cut if one[0] < one[1]):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _cut(span: Span, now: datetime) -> _Stay:
    return span.start, min(span.end or now, now)


def _frame(state: SessionState, met: tuple[_Met, ...], now: datetime) -> _Frame:
    held = state.round
    stays = [stay for one in met for stay in one.stays]
    return _Frame(
        first=min((start for start, _ in stays), default=now),
        last=max((end for _, end in stays), default=now),
        began=state.began,
        until=session_end(state, now),
        going_on=goes_on(state, now),
        speaker=held.speaker.person if held and held.speaker else "",
        now=now,
    )


def _within(stays: tuple[_Stay, ...], frame: _Frame) -> bool:
    """Whether any of it was in the session; before the session begins, all of it may be."""
    began = frame.began
    return any(began is None or (start < frame.until and end > began) for start, end in stays)


def _around(stays: tuple[_Stay, ...], state: SessionState) -> bool:
    """Whether any of it lies where a session that has not begun is planned."""
    first, last = state.options.starts_at - AROUND, state.hard_end + AROUND
    return any(start < last and end > first for start, end in stays)


def _events(
    met: _Met,
    frame: _Frame,
    asked_email: bool,
    place: Callable[[Attendee], tuple[Event, ...]],
) -> Iterator[Event]:
    person = met.person
    if met.new:
        yield AttendeeAdded(person)
    pronouns = clean_name(_first(row.pronouns for row in met.rows))
    if pronouns and not person.pronouns:
        yield AttendeeDescribed(person.id, person.name, pronouns, person.listed_name, person.role)
    history = _history(met, frame)
    history = () if history == person.history else history
    email = clean_line(_first(row.email for row in met.rows))
    email = email if asked_email and not person.email else ""
    first, *more = [*_aliases(met), ""]
    if history or first or email:
        yield PresenceReported(person.id, history, first, email)
    for alias in filter(None, more):
        yield PresenceReported(person.id, (), alias)
    if history and history[-1].presence is Presence.PRESENT:
        yield from place(person)


def _aliases(met: _Met) -> Iterator[str]:
    """The names that a report has for someone, if they are not theirs or remembered already."""
    person = met.person
    known = {fold(name) for name in (person.name, person.listed_name, *person.aliases)}
    for row in met.rows:
        alias = clean_line(row.alias)
        if fold(alias) and fold(alias) not in known and not _is_no_name(alias):
            known.add(fold(alias))
            yield alias


def _is_no_name(alias: str) -> bool:
    """Whether it is a device, an address or a number: it says nothing of whom the next report
    means by it, or is nobody else's business."""
    digits = sum(char.isdigit() for char in alias)
    return is_device(alias) or "@" in alias or 2 * digits > len(alias.replace(" ", ""))


def _history(met: _Met, frame: _Frame) -> tuple[PresenceChange, ...]:
    """When someone came and went by the report; empty where it says nothing of that, and where the
    facilitator did not let them in."""
    if met.person.presence is Presence.NOT_ADMITTED:
        return ()
    if not any(row.spans for row in met.rows):
        return _untimed(met, frame)
    if not _within(met.stays, frame):
        return ()
    changes = list(_earlier(met.person, frame))
    for start, end in met.stays:
        changes += [PresenceChange(start, Presence.PRESENT), PresenceChange(end, Presence.AWAY)]
    later = _later(met, frame)
    ending = _ending(met, frame, bool(later))
    changes[-1:] = [PresenceChange(changes[-1].at, ending)] if ending else []
    changes += later
    return tuple(
        change
        for place, change in enumerate(changes)
        if place == 0 or change.presence is not changes[place - 1].presence
    )


def _untimed(met: _Met, frame: _Frame) -> tuple[PresenceChange, ...]:
    """Someone was there and the report does not say when.

    Who was not seen yet is here now, or was here when the session ended: on the list, and when
    they came stays open.
    """
    if met.person.presence not in _NOT_SEEN or frame.began is None:
        return ()
    if not any(row.came for row in met.rows):
        # Who waits may still be let in; who waited to the end was not.
        waited = PresenceChange(frame.until, Presence.NOT_ADMITTED)
        return () if frame.going_on else (waited,)
    presence = Presence.PRESENT if frame.going_on else Presence.LEFT
    return (PresenceChange(frame.until, presence),)


def _ending(met: _Met, frame: _Frame, noted_later: bool) -> Presence | None:
    """What someone is after their last stay: gone, or, None, still here as the session goes on."""
    start, end = met.stays[-1]
    if not frame.going_on:
        return Presence.LEFT
    connected = frame.last - end <= STILL_HERE
    if noted_later:
        # The facilitator's word that follows says whether they left or came back.
        return None if connected else Presence.AWAY
    if met.person.id == frame.speaker or _just_marked(met.person, frame):
        return None
    if not connected:
        return Presence.LEFT
    # Still connected, and yet away from the screen by what the facilitator noted.
    noted = [one.presence for one in met.person.history if start <= one.at <= frame.last]
    return noted[-1] if noted and noted[-1] in _GONE else None


def _just_marked(person: Attendee, frame: _Frame) -> bool:
    if not person.history or person.history[-1].presence is not Presence.PRESENT:
        return False
    return frame.now - person.history[-1].at <= JUST_MARKED


def _earlier(person: Attendee, frame: _Frame) -> tuple[PresenceChange, ...]:
    """What was noted of someone before the report: an earlier call that they had left by then."""
    earlier = tuple(change for change in _noted(person) if change.at < frame.first)
    return earlier if earlier and earlier[-1].presence in _GONE else ()


def _later(met: _Met, frame: _Frame) -> tuple[PresenceChange, ...]:
    """What was noted of someone after what the report knows.

    While the session goes on, that is after their last stay: whoever is seen in the circle may be
    there by another device. After it the report knows the whole call, and what was tidied up after
    the session says nothing of it.
    """
    if frame.going_on:
        end = met.stays[-1][1]
        return tuple(one for one in _noted(met.person) if one.at > end)
    noted = _noted(met.person)
    return tuple(one for one in noted if frame.last < one.at < frame.until)


def _noted(person: Attendee) -> tuple[PresenceChange, ...]:
    return tuple(change for change in person.history if change.presence in IN_THE_SESSION)


def _first(words: Iterable[str]) -> str:
    return next((one for one in words if one.strip()), "")


DECISIONS: Decisions = {TakeReport: _take}

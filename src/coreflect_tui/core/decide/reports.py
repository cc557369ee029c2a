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
from coreflect_tui.core.intents import ReportRow, TakeReport
from coreflect_tui.core.state import Attendee, Presence, PresenceChange, SessionState, Span
from coreflect_tui.core.text import clean_line, clean_name, fold

STILL_HERE = timedelta(minutes=2)
"""Whose last stay ends this near to the end of a report was in the call when it was made: rows
that are still open are closed at slightly different instants."""

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


def _take(state: SessionState, intent: TakeReport, now: datetime) -> Answer:
    met = _met(state, intent.rows, now)
    if isinstance(met, Refusal):
        return met
    frame = _frame(state, met, now)
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
        grouped.setdefault(row.person or f" {fold(clean_name(row.name))}", []).append(row)
    fresh = {key: of_one for key, of_one in grouped.items() if not of_one[0].person}
    called = ((of_one[0].name, _first(row.pronouns for row in of_one)) for of_one in fresh.values())
    new = new_attendees(state, called)
    if isinstance(new, Refusal):
        return new
    people = known | dict(zip(fresh, new, strict=True))
    return tuple(
        _Met(people[key], key in fresh, tuple(of_one), _stays(of_one, now))
        for key, of_one in grouped.items()
    )


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
    )


def _within(stays: tuple[_Stay, ...], frame: _Frame) -> bool:
    """Whether any of it was in the session; before the session begins, all of it may be."""
    began = frame.began
    return any(began is None or (start < frame.until and end > began) for start, end in stays)


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
        if fold(alias) and fold(alias) not in known:
            known.add(fold(alias))
            yield alias


def _history(met: _Met, frame: _Frame) -> tuple[PresenceChange, ...]:
    """When someone came and went by the report; empty where it says nothing of that, and where the
    facilitator did not let them in."""
    if met.person.presence is Presence.NOT_ADMITTED:
        return ()
    if not any(row.spans for row in met.rows):
        return _untimed(met, frame)
    if not _within(met.stays, frame):
        return ()
    changes = list(_outside(met.person, frame, before=True))
    for start, end in met.stays:
        changes += [PresenceChange(start, Presence.PRESENT), PresenceChange(end, Presence.AWAY)]
    ending = _ending(met, frame)
    changes[-1:] = [PresenceChange(changes[-1].at, ending)] if ending else []
    changes += _outside(met.person, frame, before=False)
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


def _ending(met: _Met, frame: _Frame) -> Presence | None:
    """What someone is after their last stay: gone, or, None, still here as the session goes on."""
    start, end = met.stays[-1]
    if not frame.going_on:
        return Presence.LEFT
    if met.person.id == frame.speaker:
        return None
    if frame.last - end > STILL_HERE:
        return Presence.LEFT
    # Still connected, and yet away from the screen by what the facilitator noted.
    noted = [one.presence for one in met.person.history if start <= one.at <= frame.last]
    return noted[-1] if noted and noted[-1] in _GONE else None


def _outside(person: Attendee, frame: _Frame, before: bool) -> Iterator[PresenceChange]:
    """What was noted of someone at times of which the report knows nothing: an earlier call that
    they had left by then, and what came after the report was made."""
    noted = [change for change in person.history if change.presence in IN_THE_SESSION]
    if not before:
        # What was tidied up after the session says nothing of it.
        open_end = frame.going_on
        yield from (
            one for one in noted if one.at > frame.last and (open_end or one.at < frame.until)
        )
        return
    earlier = [change for change in noted if change.at < frame.first]
    if earlier and earlier[-1].presence in _GONE:
        yield from earlier


def _first(words: Iterable[str]) -> str:
    return next((one for one in words if one.strip()), "")


DECISIONS: Decisions = {TakeReport: _take}

"""Who was there, and from when to when; the newest word on someone holds.

Evidence stays on the laptop.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from coreflect_tui.core.person import Attendee, Presence, PresenceChange, Role
from coreflect_tui.core.state import ItemState, PauseKind, SessionState, Span, Turn
from coreflect_tui.core.timing import active_seconds

GOODBYES = timedelta(seconds=60)
"""Who leaves within this of the end was there to the end: people hang up one by one while others
still say goodbye, and the facilitator ends the last item after that."""

CALL_OVER = timedelta(minutes=10)
"""The call may be over this long before the last item is ended in the program."""

TOGETHER = timedelta(minutes=2)
"""Who leaves within this of the last one left with everybody."""

IN_THE_SESSION = (Presence.PRESENT, Presence.AWAY, Presence.LEFT)
"""What somebody is who has come in."""

_NEVER_CAME = (Presence.EXPECTED, Presence.NO_SHOW)
_GONE = (Presence.AWAY, Presence.LEFT)


def last_recorded(state: SessionState) -> datetime:
    """The last instant the session knows of: when it closed, else its newest fact."""
    if state.closed:
        return state.closed
    spans = [span for item in state.items for span in item.visits]
    instants = [state.began or state.options.starts_at, *(span.end or span.start for span in spans)]
    instants += [change.at for person in state.people for change in person.history]
    instants += [note.at for note in state.notes]
    instants += [span.end or span.start for one in state.rounds for span in _floors(one.turns)]
    return max(instants)


def session_end(state: SessionState, now: datetime) -> datetime:
    """When the session ended: with its last item, however long closing it takes; else `now`."""
    until = min(state.closed or now, now)
    ends = [item.visits[-1].end for item in state.items if item.visits]
    known = [end for end in ends if end is not None]
    if not known or len(known) < len(ends):
        return until
    return min(max(known), until)


def goes_on(state: SessionState, now: datetime) -> bool:
    """Whether the session is not over yet: neither closed nor through with its last item."""
    return state.closed is None and session_end(state, now) == now


def presence_intervals(state: SessionState, attendee: Attendee, now: datetime) -> tuple[Span, ...]:
    """From when to when someone was here, within the session; empty before it began."""
    if state.began is None:
        return ()
    end = session_end(state, now)
    return tuple(
        Span(max(start, state.began), min(stop, end))
        for presence, start, stop in _stretches(state, attendee, end)
        if presence is Presence.PRESENT and min(stop, end) > max(start, state.began)
    )


def minutes_present(state: SessionState, attendee: Attendee, now: datetime) -> int | None:
    """Whole minutes someone was here; None where nothing says when, which is not the same as 0.

    Breaks and pauses count, time without a session does not.
    """
    gaps = tuple(pause for pause in state.pauses if pause.kind is PauseKind.GAP)
    intervals = presence_intervals(state, attendee, now)
    if not intervals:
        return None
    return round(sum(active_seconds(span, gaps, now) for span in intervals) / 60)


def was_present(attendee: Attendee) -> bool:
    """Whether someone was there at any time, before the session included.

    Whoever is set back to expected or no-show was marked as here by mistake; so was whoever goes
    from present right to not admitted.
    """
    # What came last stands, whatever was taken back before it: with each act all are asked.
    if presence_now(attendee) in IN_THE_SESSION:
        return True
    return any(change.presence in IN_THE_SESSION for change in _standing(attendee.history))


def presence_now(attendee: Attendee) -> Presence:
    return attendee.history[-1].presence if attendee.history else attendee.presence


def attended(state: SessionState) -> tuple[Attendee, ...]:
    """Those who were there at any time, in the order of the list.

    Whoever opened the session was there: when no facilitator is recorded as present, the expected
    ones count.
    """
    return tuple(
        person for person in state.people if _came(state, person) or _opened(state, person)
    )


def has_attended(state: SessionState, attendee: Attendee) -> bool:
    """Whether this one person is among those who attended."""
    return _came(state, attendee) or _opened(state, attendee)


def newcomer(state: SessionState, attendee: Attendee) -> bool:
    """Whether the room is closed and this person would come in for the first time.

    Those who were in may return, and whoever facilitates holds the door.
    """
    if state.room_closed is None or attendee.role is Role.FACILITATOR:
        return False
    return not _came(state, attendee)


def was_here_during(
    state: SessionState, attendee: Attendee, item: ItemState, now: datetime
) -> bool:
    """Whether someone was here for any part of an item."""
    here = presence_intervals(state, attendee, now)
    return any(
        span.start < (visit.end or now) and visit.start < (span.end or now)
        for span in here
        for visit in item.visits
    )


def ended_as(
    state: SessionState, attendee: Attendee, now: datetime
) -> tuple[Presence, datetime | None]:
    """What someone was when the session ended (or is now), and since when.

    What was tidied up afterwards does not count, nor does leaving among the goodbyes, or with the
    last people there were when the call was over a little before the session was.
    """
    end = session_end(state, now)
    going_on = goes_on(state, now)
    stretches = [
        (presence, start)
        for presence, start, _ in _stretches(state, attendee, end)
        # Not being let in again is no ending of its own: they had gone before.
        if (start < end or going_on) and presence is not Presence.NOT_ADMITTED
    ]
    while not going_on and len(stretches) > 1:
        presence, start = stretches[-1]
        if presence not in _GONE:
            break
        if end - start > GOODBYES and not (
            presence is Presence.LEFT and _left_with_all(state, start, end)
        ):
            break
        stretches.pop()
    return stretches[-1] if stretches else (presence_now(attendee), None)


def _left_with_all(state: SessionState, left: datetime, end: datetime) -> bool:
    """Whether someone who left at that time stayed as long as there was anybody: the call was over
    before the session ended at `end`, as a report of it knows to the second."""
    if end - left > CALL_OVER + TOGETHER:
        return False
    last = [_last_before(one, end) for one in state.people]
    stayed = any(presence is Presence.PRESENT for presence, _ in last)
    if stayed or any(_opened(state, one) for one in state.facilitators):
        return False
    over = max((at for presence, at in last if at and presence is Presence.LEFT), default=left)
    return end - over <= CALL_OVER and over - left <= TOGETHER


def _last_before(attendee: Attendee, end: datetime) -> tuple[Presence, datetime | None]:
    """What someone was just before the session ended, and since when."""
    for change in reversed(_standing(attendee.history)):
        if change.at < end and change.presence is not Presence.NOT_ADMITTED:
            return change.presence, change.at
    return attendee.presence, None


def _came(state: SessionState, attendee: Attendee) -> bool:
    """Whether someone was in the session; who only looked in before it began was not."""
    if not was_present(attendee):
        return False
    last = attendee.history[-1] if attendee.history else None
    gone = last is not None and last.presence in _GONE
    return not (gone and last and state.began and last.at < state.began)


def _opened(state: SessionState, attendee: Attendee) -> bool:
    return (
        attendee.role is Role.FACILITATOR
        and presence_now(attendee) is Presence.EXPECTED
        and state.began is not None
        and not any(map(was_present, state.facilitators))
    )


def _standing(history: tuple[PresenceChange, ...]) -> tuple[PresenceChange, ...]:
    """The history without what was marked by mistake and taken back."""
    if all(change.presence in IN_THE_SESSION for change in history):
        return history
    kept: list[PresenceChange] = []
    for change in history:
        if change.presence in _NEVER_CAME:
            kept.clear()
        elif change.presence is Presence.NOT_ADMITTED:
            while kept and kept[-1].presence is Presence.PRESENT:
                kept.pop()
        kept.append(change)
    return tuple(kept)


def _stretches(
    state: SessionState, attendee: Attendee, end: datetime
) -> Iterator[tuple[Presence, datetime, datetime]]:
    """What someone was, from when to when; the last stretch reaches to `end`."""
    changes = _standing(attendee.history)
    if not changes and attendee.presence is Presence.PRESENT and state.began:
        changes = (PresenceChange(state.began, Presence.PRESENT),)
    ends = [change.at for change in changes[1:]]
    for change, stop in zip(changes, [*ends, end], strict=False):
        yield change.presence, change.at, stop


def _floors(turns: tuple[Turn, ...]) -> Iterator[Span]:
    for turn in turns:
        yield from turn.spans

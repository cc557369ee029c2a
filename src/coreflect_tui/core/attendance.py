"""Who was there, what is recorded of it, and what that says about full participation.

Evidence stays on the laptop. What is missing from it leads to a question, never to a "no".
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from coreflect_tui.core.durations import in_words
from coreflect_tui.core.formats import Certificates, FacilitatorsIn, Step
from coreflect_tui.core.state import (
    Attendee,
    ItemState,
    Pause,
    PauseKind,
    Presence,
    PresenceChange,
    Role,
    SessionState,
    Shared,
    Span,
    Turn,
    TurnStatus,
)
from coreflect_tui.core.timing import active_seconds, local_time

_THERE = (Presence.PRESENT, Presence.AWAY, Presence.LEFT)
_NEVER_CAME = (Presence.EXPECTED, Presence.NO_SHOW)


class SharedHow(StrEnum):
    """What is recorded of someone in a step that everybody is invited to share in."""

    ALOUD = "yes aloud"
    CHAT = "yes chat"
    PASSED = "passed"
    NOT_RECORDED = "not recorded"


class Verdict(StrEnum):
    YES = "yes"
    YOU_DECIDE = "you decide"
    NO = "no"


@dataclass(frozen=True, slots=True)
class FullWord:
    """Whether someone took part in full. `reasons` say what is open, or what the facilitator
    gave as theirs."""

    verdict: Verdict
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is recorded of one person.

    `first_in` is when they were first noted as here; `late_seconds` how long after the room closed
    that was (0 is in time, None not recorded); `away_seconds` their absences in between, without
    time that stood still; `ended` what they were when the session ended and `ended_since` since
    when; `shared` pairs the step ids of the certificate's conditions with what is recorded.
    """

    first_in: datetime | None
    late_seconds: float | None
    away_seconds: float
    ended: Presence
    ended_since: datetime | None
    shared: tuple[tuple[str, SharedHow], ...]
    core_trained: bool | None

    @property
    def to_the_end(self) -> bool:
        return self.ended is Presence.PRESENT


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


def minutes_present(state: SessionState, attendee: Attendee, now: datetime) -> int:
    """Whole minutes someone was here. Breaks and pauses count, time without a session does not."""
    gaps = tuple(pause for pause in state.pauses if pause.kind is PauseKind.GAP)
    intervals = presence_intervals(state, attendee, now)
    return round(sum(active_seconds(span, gaps, now) for span in intervals) / 60)


def was_present(attendee: Attendee) -> bool:
    """Whether someone was there at any time. The newest word holds: whoever is set back to
    expected or no-show was marked as here by mistake."""
    if presence_now(attendee) in _NEVER_CAME:
        return False
    seen = [change.presence for change in attendee.history] or [attendee.presence]
    return any(presence in _THERE for presence in seen)


def presence_now(attendee: Attendee) -> Presence:
    return attendee.history[-1].presence if attendee.history else attendee.presence


def attended(state: SessionState) -> tuple[Attendee, ...]:
    """Those who were there at any time, in the order of the list.

    Whoever opened the session was there: when no facilitator is recorded as present, the expected
    ones count.
    """
    unrecorded = state.began is not None and not any(map(was_present, state.facilitators))
    return tuple(
        person
        for person in state.people
        if was_present(person)
        or (
            unrecorded
            and person.role is Role.FACILITATOR
            and presence_now(person) is Presence.EXPECTED
        )
    )


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


def shared_in(state: SessionState, person_id: str, step_id: str) -> SharedHow:
    """What is recorded of someone in a step; with several visits or items, the most of it."""
    items = [item.id for item in state.items if item.item.step.id == step_id]
    turns = [turn for one in state.rounds if one.item in items for turn in one.turns]
    found = {_how(turn) for turn in turns if turn.person == person_id}
    return next((how for how in SharedHow if how in found), SharedHow.NOT_RECORDED)


def invited_to(step: Step, attendee: Attendee) -> bool:
    """Whether a round invites this person; some leave the facilitators out."""
    if attendee.role is not Role.FACILITATOR or step.round is None:
        return True
    return step.round.facilitators is not FacilitatorsIn.NOT


def evidence(state: SessionState, attendee: Attendee, now: datetime) -> Evidence:
    """What is recorded of someone who was there, up to the end of the session or `now`."""
    here = presence_intervals(state, attendee, now)
    steps = state.format.certificates.shared_in if state.format.certificates else ()
    ended, since = _ended(state, attendee, now)
    return Evidence(
        first_in=here[0].start if here else None,
        late_seconds=_late(state, here),
        away_seconds=_away(here, state.pauses, now),
        ended=ended,
        ended_since=since,
        shared=tuple((step, shared_in(state, attendee.id, step)) for step in steps),
        core_trained=attendee.core_trained,
    )


def full_participation(state: SessionState, person_id: str, now: datetime) -> FullWord | None:
    """What is to be said of someone's full participation.

    None where the format's issuer gives no certificates, and for those who were not there.
    """
    attendee = state.person(person_id)
    rule = state.format.certificates
    if attendee is None or rule is None or attendee not in attended(state):
        return None
    if mark := attendee.full_mark:
        verdict = Verdict.YES if mark.full else Verdict.NO
        return FullWord(verdict, (mark.reason,) if mark.reason else ())
    reasons = tuple(_reasons(state, attendee, rule, now))
    return FullWord(Verdict.YOU_DECIDE if reasons else Verdict.YES, reasons)


def _reasons(
    state: SessionState, attendee: Attendee, rule: Certificates, now: datetime
) -> Iterator[str]:
    found = evidence(state, attendee, now)
    if found.first_in is None:
        yield "when they were here is not recorded"
    else:
        yield from _room_reasons(found, f"{local_time(state, found.first_in):%H:%M}")
        yield from _end_reasons(state, found, rule)
    for step_id, how in found.shared:
        if reason := _sharing_reason(state, attendee, step_id, how):
            yield reason
    # Whoever facilitates is not asked along with the room; only a recorded "no" is a question.
    asked = rule.core_training and attendee.role is not Role.FACILITATOR
    if rule.core_training and found.core_trained is False:
        yield "has not done the core training yet"
    elif asked and found.core_trained is None:
        yield "core training is not recorded"


def _room_reasons(found: Evidence, first_in: str) -> Iterator[str]:
    if found.late_seconds is None:
        yield f"first noted here at {first_in}; when the room closed is not recorded"
    elif found.late_seconds:
        yield f"first noted here {in_words(found.late_seconds)} after the room closed"


def _end_reasons(state: SessionState, found: Evidence, rule: Certificates) -> Iterator[str]:
    allowed = rule.away_minutes * 60
    if found.away_seconds > allowed:
        limit = (
            f"the certificate allows {in_words(allowed)}" if allowed else "for the whole session"
        )
        yield f"away for {in_words(found.away_seconds)} in all; {limit}"
    if found.to_the_end:
        return
    clock = f"{local_time(state, found.ended_since):%H:%M}" if found.ended_since else "some time"
    if found.ended is Presence.LEFT:
        yield f"left at {clock}"
    else:
        yield f"away since {clock}, coming back is not recorded"


def _sharing_reason(
    state: SessionState, attendee: Attendee, step_id: str, how: SharedHow
) -> str | None:
    step = state.format.step(step_id)
    if how in (SharedHow.ALOUD, SharedHow.CHAT) or (step and not invited_to(step, attendee)):
        return None
    title = step.title if step else step_id
    held = any(item.visits for item in state.items if item.item.step.id == step_id)
    if not held:
        return f"“{title}” was not held"
    if how is SharedHow.PASSED:
        return f"chose to pass in “{title}”"
    return f"sharing in “{title}” is not recorded"


def _stretches(
    state: SessionState, attendee: Attendee, end: datetime
) -> Iterator[tuple[Presence, datetime, datetime]]:
    """What someone was, from when to when; the last stretch reaches to `end`."""
    changes = attendee.history
    if not changes and attendee.presence is Presence.PRESENT and state.began:
        changes = (PresenceChange(state.began, Presence.PRESENT),)
    ends = [change.at for change in changes[1:]]
    for change, stop in zip(changes, [*ends, end], strict=False):
        yield change.presence, change.at, stop


def _late(state: SessionState, here: tuple[Span, ...]) -> float | None:
    if not here or state.began is None:
        return None
    if state.room_closed:
        return max(0.0, (here[0].start - state.room_closed).total_seconds())
    if state.format.room is None:
        return 0.0
    # No closing was noted; whoever came before the usual time was in time all the same.
    usual = state.began + timedelta(minutes=state.format.room.minutes)
    return 0.0 if here[0].start <= usual else None


def _ended(
    state: SessionState, attendee: Attendee, now: datetime
) -> tuple[Presence, datetime | None]:
    """What someone was when the session ended; what was tidied up afterwards does not count."""
    end = session_end(state, now)
    going_on = state.closed is None and end == now
    stretches = [
        (presence, start)
        for presence, start, _ in _stretches(state, attendee, end)
        if start < end or going_on
    ]
    return stretches[-1] if stretches else (presence_now(attendee), None)


def _away(here: tuple[Span, ...], pauses: tuple[Pause, ...], now: datetime) -> float:
    """Seconds between the stretches in which someone was here."""
    return sum(
        active_seconds(Span(before.end, after.start), pauses, now)
        for before, after in pairwise(here)
        if before.end is not None and before.end < after.start
    )


def _how(turn: Turn) -> SharedHow:
    if turn.how is Shared.CHAT:
        return SharedHow.CHAT
    # Whoever has the floor right now is sharing; a paused turn may have been cut off at its start.
    if turn.how or turn.status in (TurnStatus.DONE, TurnStatus.SPEAKING):
        return SharedHow.ALOUD
    return SharedHow.PASSED if turn.status is TurnStatus.PASSED else SharedHow.NOT_RECORDED


def _floors(turns: tuple[Turn, ...]) -> Iterator[Span]:
    for turn in turns:
        yield from turn.spans

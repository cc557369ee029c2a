"""What is recorded of someone, and what that says about full participation.

What is missing from the record leads to a question, never to a "no": that is the facilitator's.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from coreflect_tui.core.attendance import (
    attended,
    ended_as,
    has_attended,
    presence_intervals,
)
from coreflect_tui.core.durations import clock_face, in_words
from coreflect_tui.core.formats import Certificates, FacilitatorsIn, Step
from coreflect_tui.core.person import Attendee, Presence, Role
from coreflect_tui.core.roles import sits_out
from coreflect_tui.core.state import Pause, SessionState, Shared, Span, Turn, TurnStatus
from coreflect_tui.core.timing import active_seconds, local_time


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


_Shares = Mapping[str, Mapping[str, SharedHow]]
"""By step and person, the most that is recorded of them there."""


def shared_in(state: SessionState, person_id: str, step_id: str) -> SharedHow:
    """What is recorded of someone in a step; with several visits or items, the most of it."""
    found = _shares(state, (step_id,), person_id)[step_id]
    return found.get(person_id, SharedHow.NOT_RECORDED)


def shared_at(state: SessionState, person_id: str, item_id: str) -> SharedHow:
    """What is recorded of someone in one item alone."""
    held = state.round_of(item_id)
    turn = held.turn(person_id) if held else None
    return _how(turn) if turn else SharedHow.NOT_RECORDED


def invited_to(step: Step, attendee: Attendee) -> bool:
    """Whether a round invites this person; some leave the facilitators out."""
    if attendee.role is not Role.FACILITATOR or step.round is None:
        return True
    return step.round.facilitators is not FacilitatorsIn.NOT


def evidence(state: SessionState, attendee: Attendee, now: datetime) -> Evidence:
    """What is recorded of someone who was there, up to the end of the session or `now`."""
    return _evidence(state, attendee, _asked_shares(state, attendee.id), now)


def full_participation(state: SessionState, person_id: str, now: datetime) -> FullWord | None:
    """What is to be said of someone's full participation.

    None where the format's issuer gives no certificates, and for those who were not there.
    """
    attendee = state.person(person_id)
    rule = state.format.certificates
    if attendee is None or rule is None or not has_attended(state, attendee):
        return None
    return _word(state, attendee, rule, _asked_shares(state, person_id), now)


def full_participation_of_all(state: SessionState, now: datetime) -> dict[str, FullWord]:
    """The word on each person who was there, by id; empty where no certificates are given."""
    rule = state.format.certificates
    if rule is None:
        return {}
    shares = _asked_shares(state)
    return {one.id: _word(state, one, rule, shares, now) for one in attended(state)}


def _word(
    state: SessionState, attendee: Attendee, rule: Certificates, shares: _Shares, now: datetime
) -> FullWord:
    if mark := attendee.full_mark:
        verdict = Verdict.YES if mark.full else Verdict.NO
        return FullWord(verdict, (mark.reason,) if mark.reason else ())
    reasons = tuple(_reasons(state, attendee, rule, shares, now))
    return FullWord(Verdict.YOU_DECIDE if reasons else Verdict.YES, reasons)


def _asked_shares(state: SessionState, person_id: str | None = None) -> _Shares:
    rule = state.format.certificates
    return _shares(state, rule.shared_in if rule else (), person_id)


def _shares(state: SessionState, steps: tuple[str, ...], person_id: str | None = None) -> _Shares:
    """Of everybody, or of one person alone."""
    step_of = {item.id: item.item.step.id for item in state.items}
    order = list(SharedHow)
    found: dict[str, dict[str, SharedHow]] = {step: {} for step in steps}
    for held in state.rounds:
        most = found.get(step_of.get(held.item, ""))
        if most is None:
            continue
        one = held.turn(person_id) if person_id else None
        for turn in held.turns if person_id is None else filter(None, (one,)):
            how = _how(turn)
            most[turn.person] = min(how, most.get(turn.person, how), key=order.index)
    return found


def _evidence(state: SessionState, attendee: Attendee, shares: _Shares, now: datetime) -> Evidence:
    here = presence_intervals(state, attendee, now)
    ended, since = ended_as(state, attendee, now)
    return Evidence(
        first_in=here[0].start if here else None,
        late_seconds=_late(state, here),
        away_seconds=_away(here, state.pauses, now),
        ended=ended,
        ended_since=since,
        shared=tuple(
            (step, found.get(attendee.id, SharedHow.NOT_RECORDED)) for step, found in shares.items()
        ),
        core_trained=attendee.core_trained,
    )


def _reasons(
    state: SessionState, attendee: Attendee, rule: Certificates, shares: _Shares, now: datetime
) -> Iterator[str]:
    found = _evidence(state, attendee, shares, now)
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
        yield "core training: not yet"
    elif asked and found.core_trained is None:
        yield "core training is not recorded"


def _room_reasons(found: Evidence, first_in: str) -> Iterator[str]:
    if found.late_seconds is None:
        yield f"first noted here at {first_in}; when the room closed is not recorded"
    # Below a second it is the same moment.
    elif found.late_seconds >= 1:
        yield f"first noted here {in_words(found.late_seconds)} after the room closed"


def _end_reasons(state: SessionState, found: Evidence, rule: Certificates) -> Iterator[str]:
    allowed = rule.away_minutes * 60
    if found.away_seconds > allowed:
        away, most = in_words(found.away_seconds), in_words(allowed)
        # Seconds over the limit are said as seconds: "10 min of 10 min" explains nothing.
        away = clock_face(found.away_seconds) if away == most else away
        limit = f"the certificate allows {most}" if allowed else "for the whole session"
        yield f"away for {away} in all; {limit}"
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
    held = [item.id for item in state.items if item.item.step.id == step_id and item.visits]
    if held and all(sits_out(state, one, attendee.id) for one in held):
        return None
    if not held:
        return f"“{title}” was not held"
    if how is SharedHow.PASSED:
        return f"passed in “{title}”, which is fine"
    return f"sharing in “{title}” is not recorded"


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

"""Rounds: who is still to be invited, who is next, and how long a turn may be."""

from datetime import datetime

from coreflect_tui.core.agenda import round_sum
from coreflect_tui.core.formats import FacilitatorsIn, Order, RoundRule
from coreflect_tui.core.shares import turn_length
from coreflect_tui.core.state import (
    Attendee,
    ItemState,
    Presence,
    Role,
    Round,
    SessionState,
    Turn,
    TurnStatus,
)
from coreflect_tui.core.timing import item_seconds, items_to_come

STILL_TO_SHARE = (TurnStatus.WAITING, TurnStatus.PAUSED)
MAY_COME = (Presence.PRESENT, Presence.EXPECTED)


def takes_part(rule: RoundRule, attendee: Attendee) -> bool:
    """Whether a person of this role has a turn in rounds of this rule."""
    return rule.facilitators is not FacilitatorsIn.NOT or attendee.role is not Role.FACILITATOR


def opening_order(rule: RoundRule, people: tuple[Attendee, ...]) -> tuple[str, ...]:
    """The ids of those a round begins with, in the order in which they stand."""
    here = [one for one in people if one.presence in MAY_COME and takes_part(rule, one)]
    if rule.facilitators in (FacilitatorsIn.FIRST, FacilitatorsIn.LAST):
        last = rule.facilitators is FacilitatorsIn.LAST
        here.sort(key=lambda one: (one.role is Role.FACILITATOR) == last)
    return tuple(one.id for one in here)


def rule_of(state: SessionState, held: Round) -> RoundRule | None:
    """The rule by which a round goes."""
    item = state.item(held.item)
    return item.item.step.round if item else None


def to_invite(state: SessionState, held: Round) -> tuple[Attendee, ...]:
    """Who has not shared yet and could be invited: people here first, then people expected.

    Someone away keeps their place and comes back into this list when they return.
    """
    rule = rule_of(state, held)
    waiting = [state.person(turn.person) for turn in held.turns if turn.status in STILL_TO_SHARE]
    known = [one for one in waiting if one is not None and rule and takes_part(rule, one)]
    return tuple(person for presence in MAY_COME for person in known if person.presence is presence)


def waiting_here(state: SessionState, held: Round) -> tuple[Attendee, ...]:
    """Those of `to_invite` who are present."""
    return tuple(one for one in to_invite(state, held) if one.presence is Presence.PRESENT)


def next_in_order(state: SessionState, held: Round) -> Attendee | None:
    """Who the order itself brings next; None where a person decides.

    Never someone who was not seen: the floor says that they are here, and the attendee list rests
    on that.
    """
    if held.order is not Order.LISTED:
        return None
    return next(iter(waiting_here(state, held)), None)


def have_shared(held: Round) -> tuple[Turn, ...]:
    """The turns of those who have shared or passed, in the order in which they ended."""
    over = {turn.person: turn for turn in held.turns if turn.status is TurnStatus.DONE}
    over |= {turn.person: turn for turn in held.turns if turn.status is TurnStatus.PASSED}
    ended = [over[person] for person in held.ended if person in over]
    return tuple(ended + [turn for turn in over.values() if turn.person not in held.ended])


def seconds_each(state: SessionState, item: ItemState, now: datetime) -> int | None:
    """How long each person still to share may take: time left in the round by people left.

    Worked out at the start of the running turn, so that it stands still while somebody speaks.
    None when everybody has shared.
    """
    held = state.round_of(item.id)
    return turn_length(*_still_to_share(state, item, held, now)) if held else None


def _still_to_share(
    state: SessionState, item: ItemState, held: Round, now: datetime
) -> tuple[int, int]:
    """Seconds left to a round as they were when the running turn began, and people they are for."""
    speaker = held.speaker
    at = speaker.spans[-1].start if speaker else now
    left = max(int(item.allotment - item_seconds(state, item, at)), 0)
    return left, len(to_invite(state, held)) + (speaker is not None)


def round_outlook(state: SessionState, now: datetime) -> str:
    """One sentence when the running round, or the next one, has less than the wished time for the
    people who are here ("12 people × 1:30 = 18 min; Check-in has 12 min."), else "".

    Within the 10 s to which a turn is rounded it is enough. A running round counts whoever is
    still to share and the time left to it as it was when the running turn began.
    """
    item = state.running if state.round else _next_round(state)
    rule = item.item.step.round if item else None
    if item is None or rule is None:
        return ""
    held = state.round
    if held is None:
        here = [one for one in state.people if one.presence is Presence.PRESENT]
        count, left = sum(takes_part(rule, one) for one in here), item.allotment
    else:
        left, count = _still_to_share(state, item, held, now)
    each = turn_length(left, count)
    wished = turn_length(rule.each, 1)
    if each is None or wished is None or each >= wished:
        return ""
    still = " left" if held else ""
    return f"{round_sum(item.item.step.title, count, rule.each, left)}{still}."


def _next_round(state: SessionState) -> ItemState | None:
    return next((one for one in items_to_come(state) if one.item.step.round), None)

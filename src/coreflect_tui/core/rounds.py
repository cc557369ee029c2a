"""Rounds: the orders, who is still to be invited, who is next, and how long a turn may be."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from hashlib import blake2b

from coreflect_tui.core.agenda import round_sum
from coreflect_tui.core.formats import FacilitatorsIn, Order, RoundRule
from coreflect_tui.core.person import Attendee, Presence, Role
from coreflect_tui.core.roles import sitting_out
from coreflect_tui.core.shares import turn_length
from coreflect_tui.core.state import ItemState, Round, SessionState, Turn, TurnStatus
from coreflect_tui.core.timing import item_seconds, items_to_come

STILL_TO_SHARE = (TurnStatus.WAITING, TurnStatus.PAUSED)
OVER = (TurnStatus.DONE, TurnStatus.PASSED)
MAY_COME = (Presence.PRESENT, Presence.EXPECTED)
DIGITS = 9
"""There are so many to press."""
BY_PLACE = (Order.LISTED, Order.GALLERY, Order.SHUFFLED, Order.REVERSED)
"""Orders in which a person's place says when it is their turn."""


def takes_part(rule: RoundRule, attendee: Attendee) -> bool:
    """Whether a person of this role has a turn in rounds of this rule."""
    return rule.facilitators is not FacilitatorsIn.NOT or attendee.role is not Role.FACILITATOR


def has_turn(state: SessionState, item: str, rule: RoundRule, attendee: Attendee) -> bool:
    """Whether somebody takes part in the round of `item`: by their role, and by what the step says
    of the presenter and of those who sit inside."""
    return bool(with_turns(state, item, rule, (attendee,)))


def with_turns(
    state: SessionState, item: str, rule: RoundRule, people: Iterable[Attendee]
) -> list[Attendee]:
    """Those of `people` who take part in the round of `item`, as `has_turn` has it."""
    out = sitting_out(state, item)
    return [one for one in people if takes_part(rule, one) and one.id not in out]


def rule_of(state: SessionState, held: Round) -> RoundRule | None:
    """The rule by which a round goes."""
    item = state.item(held.item)
    return item.item.step.round if item else None


# --- orders --------------------------------------------------------------------------------------


def standing(state: SessionState) -> tuple[Attendee, ...]:
    """Everybody in the order in which the call shows them; those it does not show yet stand behind,
    as listed."""
    shown = {person: place for place, person in enumerate(state.gallery)}
    return tuple(sorted(state.people, key=lambda one: shown.get(one.id, len(shown))))


def opened(state: SessionState, item: ItemState, rule: RoundRule) -> Round:
    """The round that begins with `item`: its order, its turns, and the seed of a shuffled one."""
    people = with_turns(state, item.id, rule, state.people)
    here = [one for one in people if one.presence in MAY_COME]
    held = Round(item.id, rule.order, tuple(Turn(one.id) for one in here))
    return reordered(state, held, rule, rule.order)


def reordered(state: SessionState, held: Round, rule: RoundRule, order: Order) -> Round:
    """The round as it goes on in `order`: whose turn is over or running keeps their place in front,
    and a shuffled one gets a seed that it did not have before."""
    seed = _next_seed(state, held) if order is Order.SHUFFLED else held.seed
    settled = [turn for turn in held.turns if turn.status in OVER]
    settled += [turn for turn in held.turns if turn.status is TurnStatus.SPEAKING]
    rest = {turn.person: turn for turn in held.turns if turn.status in STILL_TO_SHARE}
    people = standing(state) if order is Order.GALLERY else state.people
    places = _places(state, held, rule, order, seed)
    placed = [one for one in people if one.id in rest]
    placed.sort(key=lambda one: places.get(one.id, len(places)))
    if rule.facilitators in (FacilitatorsIn.FIRST, FacilitatorsIn.LAST):
        last = rule.facilitators is FacilitatorsIn.LAST
        placed.sort(key=lambda one: (one.role is Role.FACILITATOR) == last)
    turns = (*settled, *(rest[one.id] for one in placed))
    return replace(held, order=order, turns=turns, seed=seed)


def earlier_round(state: SessionState, held: Round, rule: RoundRule) -> Round | None:
    """The round that a reversed one turns round: that of the step its rule names, or the latest
    that was opened before."""
    items = {one.id for one in state.items if one.item.step.id == rule.reverse_of}
    others = [one for one in state.rounds if one.item != held.item]
    named = next((one for one in others if one.item in items), None)
    if named:
        return named
    opened_before = [one.item for one in state.rounds]
    if held.item in opened_before:
        others = others[: opened_before.index(held.item)]
    return others[-1] if others else None


def _places(
    state: SessionState, held: Round, rule: RoundRule, order: Order, seed: str
) -> Mapping[str, int]:
    """What people are sorted by where neither the list nor the call says it."""
    if order is Order.SHUFFLED:
        return {one.id: _drawn(seed, one.id) for one in state.people}
    earlier = earlier_round(state, held, rule) if order is Order.REVERSED else None
    if earlier is None:
        return {}
    spoke = dict.fromkeys(earlier.ended)
    if earlier.speaker:
        # It is about to be left, so their turn is the last to end.
        spoke[earlier.speaker.person] = None
    spoke |= dict.fromkeys(turn.person for turn in earlier.turns)
    return {person: place for place, person in enumerate(reversed(spoke))}


def _drawn(seed: str, person: str) -> int:
    """A number that looks random, the same for the same words on every machine."""
    return int.from_bytes(blake2b(f"{seed} {person}".encode(), digest_size=8).digest(), "big")


def _next_seed(state: SessionState, held: Round) -> str:
    """Words to shuffle by: the same in every replay, others each time that it is asked."""
    count = held.seed.rpartition(" ")[2]
    return f"{state.id} {held.item} {int(count) + 1 if count.isdecimal() else 1}"


# --- people --------------------------------------------------------------------------------------


def to_invite(state: SessionState, held: Round) -> tuple[Attendee, ...]:
    """Who has not shared yet and could be invited: people here first, then people expected.

    Someone away keeps their place and comes back into this list when they return.
    """
    waiting = (turn.person for turn in held.turns if turn.status in STILL_TO_SHARE)
    known = _taking_part(state, held, waiting)
    return tuple(person for presence in MAY_COME for person in known if person.presence is presence)


def waiting_here(state: SessionState, held: Round) -> tuple[Attendee, ...]:
    """Those of `to_invite` who are present."""
    return tuple(one for one in to_invite(state, held) if one.presence is Presence.PRESENT)


def passed_here(state: SessionState, held: Round) -> tuple[Attendee, ...]:
    """Who passed and is present, in the order in which they did: they may come back."""
    return _here(state, held, (one.person for one in _ended(held, TurnStatus.PASSED)))


def numbered(state: SessionState, held: Round) -> tuple[Attendee, ...]:
    """Whom numbers on the screen mean: people still to invite, people here who passed and, where
    one may share again, people here who have shared. Never whoever has the floor."""
    rule = rule_of(state, held)
    again = [] if rule is None or rule.everyone_once else _ended(held, TurnStatus.DONE)
    shared = _here(state, held, (one.person for one in again))
    return (*to_invite(state, held), *passed_here(state, held), *shared)


def digits(state: SessionState, held: Round) -> dict[str, int]:
    """The digit of each person whom one means now, by id, as `all_digits` has them."""
    given = all_digits(state)
    return {one.id: given[one.id] for one in numbered(state, held) if one.id in given}


def all_digits(state: SessionState) -> dict[str, int]:
    """The digit of each person who has one, by id.

    It is their place on the list, the same in each round, so that what was read a moment ago is
    still true; whoever facilitates stands behind all others, since some rounds go without them.
    With more people than digits, whoever has no turn in the running round or has ended it hands
    theirs to the next on the list who has none.
    """
    people = [one.id for one in sorted(state.people, key=lambda one: one.role is Role.FACILITATOR)]
    given = {person: place for place, person in enumerate(people[:DIGITS], 1)}
    held = state.round
    if held is None:
        return given
    turns = {turn.person: turn for turn in held.turns}
    without = [
        person for person in people[DIGITS:] if person in turns and turns[person].status not in OVER
    ]
    outside = [person for person in given if person not in turns]
    for person in (*outside, *held.ended):
        if without and person in given:
            given[without.pop(0)] = given.pop(person)
    return given


def hands_here(state: SessionState, held: Round) -> tuple[Attendee, ...]:
    """Who asked to speak and is present, first come first; someone away keeps their place."""
    return _here(state, held, held.hands)


def next_in_order(state: SessionState, held: Round) -> Attendee | None:
    """Who the order itself brings next; None where a person decides.

    Never someone who was not seen: the floor says that they are here, and the attendee list rests
    on that.
    """
    if held.order is Order.QUEUE:
        return next(iter(hands_here(state, held)), None)
    if held.order in BY_PLACE:
        return next(iter(waiting_here(state, held)), None)
    return None


def have_shared(held: Round) -> tuple[Turn, ...]:
    """The turns of those who have shared or passed, in the order in which they ended."""
    return tuple(_ended(held, *OVER))


def _ended(held: Round, *statuses: TurnStatus) -> list[Turn]:
    over = {turn.person: turn for turn in held.turns if turn.status in statuses}
    ended = [over.pop(person) for person in held.ended if person in over]
    return ended + list(over.values())


def _here(state: SessionState, held: Round, people: Iterable[str]) -> tuple[Attendee, ...]:
    known = _taking_part(state, held, people)
    return tuple(one for one in known if one.presence is Presence.PRESENT)


def _taking_part(state: SessionState, held: Round, people: Iterable[str]) -> list[Attendee]:
    """The people of those ids who take part in the round as their role is now."""
    rule = rule_of(state, held)
    known = {one.id: one for one in state.people}
    found = (known[person] for person in people if person in known)
    return with_turns(state, held.item, rule, found) if rule else []


# --- time ----------------------------------------------------------------------------------------


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
        count = len(with_turns(state, item.id, rule, here))
        left = item.allotment
    else:
        left, count = _still_to_share(state, item, held, now)
    each = turn_length(left, count)
    wished = turn_length(rule.each, 1)
    if each is None or wished is None or each >= wished:
        return ""
    still = " left" if held else ""
    # To the nearest half minute, so that it stands still to be read, and is what the clock says.
    halves = int(left / 30 + 0.5)
    return f"{round_sum(item.item.step.title, count, rule.each, halves * 30)}{still}."


def _next_round(state: SessionState) -> ItemState | None:
    return next((one for one in items_to_come(state) if one.item.step.round), None)

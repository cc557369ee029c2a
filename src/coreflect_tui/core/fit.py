"""The fit: a proposal that re-times the items still to come so that they end at the hard end.

A proposal changes nothing. It is shown, changed by hand perhaps, and accepted or left.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from math import floor

from coreflect_tui.core.course import course
from coreflect_tui.core.laps import in_turn
from coreflect_tui.core.shares import HALF_MINUTE, LONGEST, MINUTE, SHORTEST, spread
from coreflect_tui.core.state import ItemState, Pause, SessionState, Span
from coreflect_tui.core.timing import ON_TIME, expected_end, place_on_agenda

NAMED_IN_THE_WAY = 3


class Mark(StrEnum):
    """What is special about a row of a fit. Back is an item that was left out and comes again."""

    NONE = ""
    PROTECTED = "protected"
    PINNED = "pinned"
    LEFT_OUT = "left out"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class FitRow:
    """An item still to come, in seconds: its time now, then, and at least; 0 is left out."""

    id: str
    title: str
    now: int
    then: int
    least: int
    mark: Mark = Mark.NONE


@dataclass(frozen=True, slots=True)
class Basis:
    """What the numbers of a fit came from, save the instant: the running item as (id, allotment,
    visits), the items after it as (id, allotment, left out, pinned), pauses and the hard end."""

    began: datetime | None
    running: tuple[str, int, tuple[Span, ...]] | None
    ahead: tuple[tuple[str, int, bool, bool], ...]
    pauses: tuple[Pause, ...]
    hard_end: datetime


@dataclass(frozen=True, slots=True)
class Fit:
    """A proposal. Times are in seconds, instants in UTC.

    `target` is what the items to come have until `hard_end`, rounded down to 30 s; `as_is` is when
    it ends without this fit, `ends_at` with it, and `in_hand` is left then. `deficit` is by how
    much the items pass the target at their shortest, `in_the_way` names those that stand most in
    the way, and `later_end` the hard end at which they would fit. `agreed_end` and `pins` hold once
    the fit is accepted. `changes` says whether accepting it would change anything.
    """

    rows: tuple[FitRow, ...]
    target: int
    in_hand: int
    deficit: int
    in_the_way: tuple[str, ...]
    as_is: datetime
    ends_at: datetime
    hard_end: datetime
    agreed_end: datetime
    later_end: datetime | None
    pins: frozenset[str]
    basis: Basis
    changes: bool

    @property
    def fits(self) -> bool:
        """Whether it ends at the hard end, or so little after that it counts as on time."""
        return _seconds(self.ends_at - self.hard_end) <= ON_TIME


@dataclass(frozen=True, slots=True)
class _Slot:
    """An item ahead as a fit sees it; `by_hand` is its time as edited in the preview."""

    item: ItemState
    pinned: bool
    by_hand: int | None

    @property
    def now(self) -> int:
        return 0 if self.item.left_out else self.item.allotment

    @property
    def least(self) -> int:
        """The shortest it may get; by hand it may be shorter than its minimum already."""
        return min(max(self.item.item.least, SHORTEST), self.item.allotment)

    @property
    def optional(self) -> bool:
        return self.item.item.step.drop is not None

    @property
    def fixed(self) -> bool:
        return self.by_hand is not None or self.pinned or self.item.item.step.protected

    @property
    def wanted(self) -> bool:
        """Whether it is to come, unless it is dropped."""
        return not self.item.left_out if self.by_hand is None else self.by_hand > 0

    @property
    def start(self) -> int:
        """Its time before anything is shared out."""
        if self.by_hand is not None:
            return self.by_hand
        return self.least if self.item.left_out else self.item.allotment

    @property
    def low(self) -> int:
        return self.start if self.fixed else self.least

    @property
    def high(self) -> int:
        return self.start if self.fixed else max(self.item.item.step.most * MINUTE, self.start)

    @property
    def order(self) -> int:
        """Its place in the order of dropping."""
        return self.item.item.step.drop or 0


def propose(
    state: SessionState,
    now: datetime,
    changes: Mapping[str, int] | None = None,
    pins: frozenset[str] | None = None,
    hard_end: datetime | None = None,
) -> Fit:
    """A fit of the items to come at session time `now`.

    `changes` are seconds set in the preview by item: an item that was left out comes back with
    them, and 0 leaves an optional one out. `pins` take the place of the pinned items, `hard_end` of
    the hard end. Within a minute of it nothing is proposed, unless there are `changes`.
    """
    edits = changes or {}
    held = pins if pins is not None else frozenset(one.id for one in state.items if one.pinned)
    aim = hard_end or state.hard_end
    slots = [_slot(one, held, edits) for one in _ahead(state)]
    as_is = expected_end(state, now)
    begins = as_is - timedelta(seconds=sum(slot.now for slot in slots))
    available = _seconds(aim - begins)
    target = floor(available) // HALF_MINUTE * HALF_MINUTE
    on_time = not edits and abs(_seconds(as_is - aim)) <= ON_TIME
    times = {slot.item.id: slot.now for slot in slots if slot.now}
    if not on_time:
        times = _times(slots, target)
    used = sum(times.values())
    deficit = 0 if on_time else max(used - target, 0)
    rows = tuple(_row(slot, times.get(slot.item.id, 0)) for slot in slots)
    moved = any(row.now != row.then for row in rows)
    pinned_anew = any((slot.item.id in held) is not slot.item.pinned for slot in slots)
    return Fit(
        rows=rows,
        target=target,
        in_hand=max(floor(available - used), 0),
        deficit=deficit,
        in_the_way=_in_the_way(slots, times) if deficit else (),
        as_is=as_is,
        ends_at=begins + timedelta(seconds=used),
        hard_end=aim,
        agreed_end=aim if abs(available - used) <= ON_TIME else begins + timedelta(seconds=used),
        later_end=_up_to_a_minute(aim, deficit) if used - available > ON_TIME else None,
        pins=held,
        basis=basis_of(state),
        changes=moved or pinned_anew or aim != state.hard_end,
    )


def is_worth_a_look(state: SessionState, now: datetime) -> bool:
    """Whether the session would end off its hard end by more than the dead band, and `propose` has
    something to say. That is asked with each key, so shares are worked out only where it is not
    plain without them."""
    off = _seconds(expected_end(state, now) - state.hard_end)
    if abs(off) <= ON_TIME:
        return False
    # Too long: an item gets shorter, or it does not fit.
    if off > 0 or any(_may_grow(_slot(one, frozenset(), {})) for one in _ahead(state)):
        return True
    return propose(state, now).changes


def _may_grow(slot: _Slot) -> bool:
    return slot.wanted and not slot.item.pinned and slot.high > slot.start


def basis_of(state: SessionState) -> Basis:
    """What a fit made now would rest on; while this is the same, so is what was shown."""
    running = state.running
    return Basis(
        began=state.began,
        running=(running.id, running.allotment, running.visits) if running else None,
        ahead=tuple((one.id, one.allotment, one.left_out, one.pinned) for one in _ahead(state)),
        pauses=state.pauses,
        hard_end=state.hard_end,
    )


def _seconds(length: timedelta) -> float:
    """To the millisecond: sums of floats are not to cost half a minute."""
    return round(length.total_seconds(), 3)


def _up_to_a_minute(at: datetime, seconds: int) -> datetime:
    return at + timedelta(minutes=-(-seconds // MINUTE))


def _ahead(state: SessionState) -> tuple[ItemState, ...]:
    """The items to come, and among them those that are left out. What the group decided against is
    not for a fit to bring back."""
    rest = state.items[place_on_agenda(state) + 1 :]
    within = {one.id for one in course(state)}
    return tuple(one for one in rest if not one.visits and one.id in within)


def _slot(item: ItemState, pins: frozenset[str], edits: Mapping[str, int]) -> _Slot:
    by_hand = edits.get(item.id)
    if by_hand is not None and (by_hand > 0 or item.item.step.drop is None):
        by_hand = min(max(by_hand, SHORTEST), LONGEST)
    return _Slot(item, item.id in pins, by_hand)


def _times(slots: Sequence[_Slot], target: int) -> dict[str, int]:
    """Seconds for each item that is kept, in the order of the agenda."""
    gone = _to_drop(slots, target)
    kept = [slot for slot in slots if slot.wanted and slot.item.id not in gone]
    back = _to_bring_back(slots, gone, target - sum(slot.start for slot in kept))
    kept = [slot for slot in slots if slot in kept or slot.item.id in back]
    order = in_turn([(slot.item.item.step.id, slot.item.item.lap) for slot in kept])
    fair = [kept[place] for place in order]
    starts = [slot.start for slot in fair]
    if sum(starts) > target:
        shares = spread(target, [slot.low for slot in fair], starts)
    else:
        shares = spread(target, starts, [slot.high for slot in fair])
    times = {slot.item.id: time for slot, time in zip(fair, shares, strict=True)}
    return {slot.item.id: times[slot.item.id] for slot in kept}


def _to_drop(slots: Sequence[_Slot], target: int) -> frozenset[str]:
    """Optional items that have to go, in the format's order, until the minimums fit."""
    over = sum(slot.low for slot in slots if slot.wanted) - target
    may_go = [slot for slot in slots if slot.optional and slot.wanted and not slot.fixed]
    gone: set[str] = set()
    # Of a step that comes several times the last lap goes first.
    for slot in sorted(may_go, key=lambda one: (one.order, -one.item.item.lap)):
        if over <= 0:
            break
        gone.add(slot.item.id)
        over -= slot.low
    return frozenset(gone)


def _to_bring_back(slots: Sequence[_Slot], gone: frozenset[str], room: int) -> frozenset[str]:
    """Optional items that were left out and fit again at their minimum, the last dropped first.

    It ends at the first that does not fit, so that none overtakes another: what is left out stays
    in the format's order, and asking again brings nothing else back.
    """
    out = [
        slot
        for slot in slots
        if slot.optional and not slot.fixed and (not slot.wanted or slot.item.id in gone)
    ]
    back: set[str] = set()
    for slot in sorted(out, key=lambda one: -one.order):
        if slot.item.id in gone or slot.least > room:
            break
        back.add(slot.item.id)
        room -= slot.least
    return frozenset(back)


def _row(slot: _Slot, then: int) -> FitRow:
    step, mark = slot.item.item.step, Mark.NONE
    if not then:
        mark = Mark.LEFT_OUT
    elif slot.item.left_out:
        mark = Mark.BACK
    elif step.protected:
        mark = Mark.PROTECTED
    elif slot.pinned:
        mark = Mark.PINNED
    return FitRow(slot.item.id, step.title, slot.now, then, slot.least, mark)


def _in_the_way(slots: Sequence[_Slot], times: Mapping[str, int]) -> tuple[str, ...]:
    """What keeps its time by somebody's wish first, then the longest minimums."""
    kept = [slot for slot in slots if slot.item.id in times]
    kept.sort(key=lambda slot: (not slot.fixed, -times[slot.item.id]))
    return tuple(slot.item.id for slot in kept[:NAMED_IN_THE_WAY])

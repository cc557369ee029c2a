"""The course of a session: the items that are part of it, after what the group decided on the way.

What an option would have needed that nobody took was never to come, and a time round that the group
let go is none that it missed.
"""

from collections.abc import Iterable

from coreflect_tui.core.options import not_taken
from coreflect_tui.core.state import ItemState, SessionState, Topic

Lap = tuple[str, int]
"""A time round: the id of its repeat, and its number."""


def course(state: SessionState) -> tuple[ItemState, ...]:
    """The items in order, without those of options that were not taken and without times round of
    which nothing was held and nothing is to come."""
    untaken, gone = not_taken(state), laps_let_go(state)
    return tuple(
        one
        for one in state.items
        if _counts(one) or (one.item.step.id not in untaken and own_lap(state, one) not in gone)
    )


def laps_with(state: SessionState, topic: Topic) -> tuple[ItemState, ...]:
    """The items of the time round that a topic had, or of several, where the format has a time
    round for each topic: those in which it was reflected on, and what was to come with them. The
    only topic had all that were held."""
    laps = state.topic_laps
    if laps is None:
        return ()
    inside = [one for one in state.items if one.item.step.id in laps.steps]
    alone = len(state.topics) == 1 and not topic.visits
    starts = [visit.start for visit in topic.visits]
    numbers = {
        one.item.lap
        for one in inside
        for visit in one.visits
        if alone
        or any(visit.start <= start and (not visit.end or start < visit.end) for start in starts)
    }
    return tuple(one for one in inside if one.item.lap in numbers and _counts(one))


def _counts(item: ItemState) -> bool:
    """Whether an item was held, or is to come."""
    return bool(item.visits) or not item.left_out


def own_lap(state: SessionState, item: ItemState) -> Lap | None:
    """Which time round of which repeat an item is in."""
    repeat = state.format.repeat_of(item.item.step.id) if item.item.lap else None
    return (repeat.id, item.item.lap) if repeat else None


def laps_let_go(state: SessionState) -> frozenset[Lap | None]:
    """The times round of which nothing was held and nothing is to come, because the group wants
    none of them, and not only because they belong to another option."""
    untaken = not_taken(state)

    def laps(items: Iterable[ItemState]) -> frozenset[Lap | None]:
        return frozenset(own_lap(state, one) for one in items) - {None}

    wanted = laps(one for one in state.items if one.item.step.id not in untaken)
    return wanted - laps(one for one in state.items if _counts(one))

"""Elapsed, left, pace and expected end: functions of a state and an instant of session time.

Everything is worked out from stored instants, so nothing drifts and a replay gives the same
answer. Results are seconds; instants are UTC.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from coreflect_tui.core.state import ItemState, Pause, SessionState, Span, Topic

ON_TIME = 60
"""Within this many seconds of the agreed end the group is on time (design: a dead band)."""


def local_time(state: SessionState, at: datetime) -> datetime:
    """An instant as the clock shows it where the session is held."""
    return at + timedelta(seconds=state.options.utc_offset + state.clock_ahead)


def active_seconds(span: Span, pauses: Iterable[Pause], now: datetime) -> float:
    """How long `span` lasted up to `now`, without the time that stood still.

    A gap may lie across a pause; what both cover is left out once.
    """
    end = min(span.end or now, now)
    total = (end - span.start).total_seconds()
    covered = span.start
    for pause in sorted(pauses, key=lambda one: one.start):
        start, stop = max(pause.start, covered), min(pause.end or now, end)
        if stop > start:
            total -= (stop - start).total_seconds()
            covered = stop
    return max(total, 0.0)


def spans_seconds(spans: Iterable[Span], pauses: tuple[Pause, ...], now: datetime) -> float:
    """The active seconds of several spans together."""
    return sum(active_seconds(span, pauses, now) for span in spans)


def item_seconds(state: SessionState, item: ItemState, now: datetime) -> float:
    """How long an item has run, all its visits together."""
    return spans_seconds(item.visits, state.pauses, now)


def item_left(state: SessionState, item: ItemState, now: datetime) -> float:
    """What is left of an item's allotment; below zero it is over and counts on."""
    return item.allotment - item_seconds(state, item, now)


def topic_seconds(state: SessionState, topic: Topic, now: datetime) -> float:
    """How long a topic has been reflected on."""
    return spans_seconds(topic.visits, state.pauses, now)


def topic_left(state: SessionState, topic: Topic, now: datetime) -> float:
    """What is left of a topic's share."""
    return topic.allotment - topic_seconds(state, topic, now)


def place_on_agenda(state: SessionState) -> int:
    """The index of the running item, or of the last one visited; -1 before the start."""
    running = state.running
    here = -1
    for index, item in enumerate(state.items):
        if item is running or (running is None and item.visits):
            here = index
    return here


def items_to_come(state: SessionState) -> tuple[ItemState, ...]:
    """The items after the running one (or the last one visited) that were neither visited yet nor
    left out."""
    rest = state.items[place_on_agenda(state) + 1 :]
    return tuple(item for item in rest if not item.visits and not item.left_out)


def visit_before(state: SessionState) -> tuple[ItemState, Span] | None:
    """The visit that ended last before the running one began, and its item; None when the running
    visit is the first of the session."""
    ended = [
        (visit.end, visit.start, index, visit)
        for index, item in enumerate(state.items)
        for visit in item.visits
        if visit.end is not None
    ]
    if not ended:
        return None
    _, _, index, visit = max(ended, key=lambda one: one[:3])
    return state.items[index], visit


def expected_end(state: SessionState, now: datetime) -> datetime:
    """When the session ends if everything from here takes its allotment.

    Finished items count as they were; the running one adds only its overrun. Before the start the
    count begins at the planned start, or now if that is past.
    """
    if state.closed:
        return state.closed
    if state.began is None:
        start = max(now, state.options.starts_at)
        return start + timedelta(seconds=sum(item.allotment for item in items_to_come(state)))
    rest: float = sum(item.allotment for item in items_to_come(state))
    running = state.running
    if running:
        rest += max(item_left(state, running, now), 0.0)
    return now + timedelta(seconds=rest)


def pace(state: SessionState, now: datetime) -> float:
    """Seconds behind the agreed end; below zero there is time in hand."""
    if state.agreed_end is None:
        return 0.0
    return (expected_end(state, now) - state.agreed_end).total_seconds()


def over(state: SessionState, now: datetime) -> float:
    """Seconds by which the session is going to pass its hard end; below zero it ends before."""
    return (expected_end(state, now) - state.hard_end).total_seconds()


def start_overdue(state: SessionState, now: datetime) -> float:
    """Seconds since the planned start of a session that has not begun; below zero, until then."""
    return (now - state.options.starts_at).total_seconds()


def session_seconds(state: SessionState, now: datetime) -> float:
    """How long the session has lasted since its real start, without pauses."""
    if state.began is None:
        return 0.0
    return active_seconds(Span(state.began, state.closed), state.pauses, now)

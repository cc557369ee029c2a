"""When the session must be over, and when the running item really started."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from coreflect_tui.core.decide.answer import Answer, Decisions, Refusal
from coreflect_tui.core.events import HardEndSet, StartCorrected
from coreflect_tui.core.intents import CorrectStart, SetHardEnd
from coreflect_tui.core.shares import LONGEST
from coreflect_tui.core.state import ItemState, PauseKind, SessionState, Span
from coreflect_tui.core.timing import local_time, visit_before

FURTHEST_BACK = 3 * 3600
"""Seconds by which the start of a session may be corrected."""
SAME = 1
"""Seconds within which two starts are one."""


def _set_end(state: SessionState, intent: SetHardEnd, now: datetime) -> Answer:
    if intent.at <= now:
        return Refusal("That time has passed; the end lies ahead.")
    begins = state.options.starts_at if state.began is None else now
    if intent.at <= begins:
        return Refusal("The session ends after it starts.")
    if intent.at > max(begins, now) + timedelta(seconds=LONGEST):
        return Refusal("A session cannot be longer than a day.")
    if intent.at == state.hard_end and state.agreed_end in (None, intent.at):
        return Refusal("The session ends at that time already.")
    return (HardEndSet(intent.at),)


def _correct_start(state: SessionState, intent: CorrectStart, now: datetime) -> Answer:
    """What is recorded of turns, topics and pauses holds: a start never moves past it."""
    item = state.running
    if item is None:
        return Refusal("Nothing is running.")
    if not 0 <= intent.seconds_ago <= LONGEST:
        return Refusal("It started some time ago, and not longer ago than a day.")
    at = now - timedelta(seconds=intent.seconds_ago)
    started, title = item.visits[-1].start, item.item.step.title
    if abs((at - started).total_seconds()) < SAME:
        return Refusal(f"{title} started then already.")
    latest = _latest(state, item)
    if at > latest:
        clock = f"{local_time(state, latest):%H:%M}"
        return Refusal(f"{title} was going at {clock}; it cannot have started after that.")
    before = visit_before(state)
    if before is None and at < now - timedelta(seconds=FURTHEST_BACK):
        return Refusal("The session can have started at most three hours ago.")
    if before is not None:
        earliest = _earliest(state, *before)
        if at < min(earliest, started):
            clock = f"{local_time(state, earliest):%H:%M}"
            return Refusal(
                f"{before[0].item.step.title} was going at {clock};"
                f" {title} cannot have started before that."
            )
    return (StartCorrected(item.id, at),)


def _earliest(state: SessionState, item: ItemState, visit: Span) -> datetime:
    """The last instant recorded of a finished visit, apart from what ended with it."""
    known = [visit.start]
    for span in _within(state, item):
        if visit.end and span.start > visit.end:
            continue
        known.append(span.start)
        if span.end and span.end != visit.end:
            known.append(span.end)
    known += [
        pause.start
        for pause in state.pauses
        if pause.end == visit.end and pause.kind is not PauseKind.GAP
    ]
    return max(known)


def _latest(state: SessionState, item: ItemState) -> datetime:
    """The first instant recorded of the running visit, apart from what began with it; a day on
    when there is none."""
    started = item.visits[-1].start
    known = [started + timedelta(seconds=LONGEST)]
    for span in _within(state, item):
        if span.start > started:
            known.append(span.start)
        elif span.start == started and span.end and span.end > started:
            known.append(span.end)
    return min(known)


def _within(state: SessionState, item: ItemState) -> Iterator[Span]:
    """The turns and topics of an item."""
    held = state.round_of(item.id)
    for turn in held.turns if held else ():
        yield from turn.spans
    if item is state.topic_item:
        for topic in state.topics:
            yield from topic.visits


DECISIONS: Decisions = {SetHardEnd: _set_end, CorrectStart: _correct_start}

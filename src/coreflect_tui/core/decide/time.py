"""Moving through the agenda, minutes by hand, pauses, points."""

from datetime import datetime

from coreflect_tui.core.course import own_lap
from coreflect_tui.core.decide.answer import Answer, Decisions, Events, Refusal
from coreflect_tui.core.decide.topics import not_over, share_anew
from coreflect_tui.core.events import (
    AllotmentSet,
    Event,
    ItemFinished,
    ItemStarted,
    PauseEnded,
    PauseStarted,
    PointTicked,
    PresenceChanged,
    RoundJoined,
    RoundOpened,
    TopicFinished,
    TopicStarted,
    TurnEnded,
)
from coreflect_tui.core.formats import StepKind
from coreflect_tui.core.intents import (
    AddMinutes,
    CloseSession,
    GoToItem,
    NextItem,
    PauseClock,
    ResumeClock,
    TickPoint,
)
from coreflect_tui.core.person import Attendee, Presence
from coreflect_tui.core.rounds import opened, rule_of, waiting_here
from coreflect_tui.core.shares import LONGEST, SHORTEST
from coreflect_tui.core.state import ItemState, SessionState, Topic
from coreflect_tui.core.timing import items_to_come

ALL_THE_SAME = "The same key again goes on all the same."


def finish_running(state: SessionState, now: datetime) -> Events:
    """What ends with the running item: the pause, the turn, the topic, and the item itself."""
    events: list[Event] = []
    if state.paused:
        events.append(PauseEnded(now))
    running = state.running
    if running is None:
        return tuple(events)
    held = state.round
    if held and held.speaker:
        events.append(TurnEnded(held.item, held.speaker.person, now))
    if state.topic:
        events.append(TopicFinished(state.topic.id, now))
    events.append(ItemFinished(running.id, now))
    return tuple(events)


def _next(state: SessionState, intent: NextItem, now: datetime) -> Answer:
    to_come = items_to_come(state)
    if state.began is None and to_come:
        return _enter(state, to_come[0], now)
    waiting = _people_waiting(state)
    if not to_come:
        last = "This was the last item; close the session when you are ready."
        return Refusal(f"{_not_invited(waiting)} {last}" if waiting else last, CloseSession())
    if waiting and not intent.leaving:
        return Refusal(f"{_not_invited(waiting)} {ALL_THE_SAME}", NextItem(leaving=True))
    return _enter(state, to_come[0], now)


def _go_to(state: SessionState, intent: GoToItem, now: datetime) -> Answer:
    item = state.item(intent.item)
    if item is None:
        return Refusal("That item is not on the agenda.")
    if item.running:
        return Refusal(f"{item.item.step.title} is running.")
    waiting = _people_waiting(state)
    if waiting and not intent.leaving:
        again = GoToItem(intent.item, leaving=True)
        return Refusal(f"{_not_invited(waiting)} {ALL_THE_SAME}", again)
    return _enter(state, item, now)


def _people_waiting(state: SessionState) -> tuple[Attendee, ...]:
    """Who would be left out if the running round were left now."""
    held = state.round
    rule = rule_of(state, held) if held else None
    if held is None or rule is None or not rule.everyone_once:
        return ()
    return waiting_here(state, held)


def _not_invited(waiting: tuple[Attendee, ...]) -> str:
    names = ", ".join(one.name for one in waiting[:4])
    more = f" and {len(waiting) - 4} more" if len(waiting) > 4 else ""
    return f"Not invited yet: {names}{more}."


def _enter(state: SessionState, item: ItemState, now: datetime) -> Events:
    events: list[Event] = []
    if state.began is None:
        # Whoever facilitates holds the laptop; where nobody looks at attendance all are here.
        events += [
            PresenceChanged(one.id, Presence.PRESENT, now)
            for one in (state.facilitators if state.format.attendance else state.people)
            if one.presence is Presence.EXPECTED
        ]
    events += finish_running(state, now)
    events.append(ItemStarted(item.id, now))
    rule = item.item.step.round
    if rule:
        held, anew = state.round_of(item.id), opened(state, item, rule)
        people = tuple(turn.person for turn in anew.turns)
        if held is None:
            events.append(RoundOpened(item.id, anew.order, people, anew.seed))
        else:
            # Whoever came since the round was left.
            known = {turn.person for turn in held.turns}
            events += [RoundJoined(item.id, one) for one in people if one not in known]
    if item.item.step.kind is StepKind.TOPICS and not item.visits:
        events += share_anew(state, not_over(state), now)
    topic = _topic_of_lap(state, item)
    if topic:
        events.append(TopicStarted(topic.id, now))
    return tuple(events)


def _topic_of_lap(state: SessionState, item: ItemState) -> Topic | None:
    """What the group turns to when it enters a step of a lap that goes with a topic: the one that
    this lap is with already, else the one with the most votes that was not held yet."""
    laps = state.topic_laps
    if laps is None or item.item.step.id not in laps.steps:
        return None
    same = [one for one in state.items if own_lap(state, one) == own_lap(state, item)]
    within = [visit for one in same for visit in one.visits]
    begun = [
        (visit.start, topic)
        for topic in state.topics
        for visit in topic.visits
        if any(at.start <= visit.start and (not at.end or visit.start < at.end) for at in within)
    ]
    if begun:
        return max(begun, key=lambda one: one[0])[1]
    waiting = [one for one in state.topics if not one.visits]
    return max(waiting, key=lambda one: one.weight, default=None)


def _add(state: SessionState, intent: AddMinutes, now: datetime) -> Answer:
    item = state.item(intent.item)
    if item is None:
        return Refusal("That item is not on the agenda.")
    if item.finished:
        return Refusal(f"{item.item.step.title} is over.")
    seconds = min(max(item.allotment + intent.seconds, SHORTEST), LONGEST)
    if seconds == item.allotment:
        limit = "longer than a day" if intent.seconds > 0 else "shorter than a minute"
        return Refusal(f"{item.item.step.title} cannot be {limit}.")
    change = AllotmentSet(item.id, seconds)
    if item.item.step.kind is not StepKind.TOPICS:
        return (change,)
    return (change, *share_anew(state, not_over(state), now, allotment=seconds))


def _pause(state: SessionState, intent: PauseClock, now: datetime) -> Answer:
    if state.began is None:
        return Refusal("The session has not begun.")
    if state.paused:
        return Refusal("The clock stands still already.")
    return (PauseStarted(now, intent.kind),)


def _resume(state: SessionState, _: ResumeClock, now: datetime) -> Answer:
    if not state.paused:
        return Refusal("The clock is running.")
    return (PauseEnded(now),)


def _tick(state: SessionState, intent: TickPoint, _: datetime) -> Answer:
    item = state.running
    if item is None or not 0 <= intent.point < len(item.item.step.points):
        return Refusal("There is no such point here.")
    return (PointTicked(item.id, intent.point, intent.point not in item.ticked),)


DECISIONS: Decisions = {
    NextItem: _next,
    GoToItem: _go_to,
    AddMinutes: _add,
    PauseClock: _pause,
    ResumeClock: _resume,
    TickPoint: _tick,
}

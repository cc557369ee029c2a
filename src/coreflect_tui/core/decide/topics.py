"""Topics: chosen by the group, sharing the time of the topic item."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from math import ceil

from coreflect_tui.core.decide.answer import Answer, Decisions, Events, Refusal, next_id
from coreflect_tui.core.events import (
    Event,
    PauseEnded,
    TopicAdded,
    TopicFinished,
    TopicPinned,
    TopicRemoved,
    TopicRenamed,
    TopicsShared,
    TopicStarted,
    TopicWeighed,
)
from coreflect_tui.core.intents import (
    AddTopic,
    PinTopic,
    RemoveTopic,
    RenameTopic,
    StartTopic,
    WeighTopic,
)
from coreflect_tui.core.shares import HALF_MINUTE, MINUTE, share_with_pins
from coreflect_tui.core.state import SessionState, Topic
from coreflect_tui.core.text import clean_line
from coreflect_tui.core.timing import item_seconds, topic_seconds

MOST_TOPICS = 9
"""A digit names a topic."""
LEAST_FOR_A_TOPIC = 60
HEAVIEST = 5
MOST_VOTES = 99


def not_over(state: SessionState) -> tuple[Topic, ...]:
    """The topics that are being reflected on or still to come."""
    return tuple(topic for topic in state.topics if not topic.visits or topic.running)


def share_anew(
    state: SessionState,
    topics: tuple[Topic, ...],
    now: datetime,
    allotment: int | None = None,
) -> Events:
    """The topic item's time shared among `topics`, those not pinned.

    What is left is shared; a topic that was begun keeps at least what it had. `allotment` takes
    the place of the item's own when it is about to change.
    """
    item = state.topic_item
    if item is None or not topics:
        return ()
    total = item.allotment if allotment is None else allotment
    wishes = [(topic.weight, _least(state, topic, now), topic.pinned) for topic in topics]
    shares = share_with_pins(_to_share(state, topics, total, now), wishes)
    new = tuple((topic.id, share) for topic, share in zip(topics, shares, strict=True))
    if all(topic.allotment == share for topic, (_, share) in zip(topics, new, strict=True)):
        return ()
    return (TopicsShared(new),)


def _to_share(state: SessionState, topics: tuple[Topic, ...], allotment: int, now: datetime) -> int:
    """Seconds that `topics` have together: what is left of the item, and what they used of it."""
    item = state.topic_item
    spent = item_seconds(state, item, now) if item else 0.0
    used = sum(topic_seconds(state, topic, now) for topic in topics)
    # To the millisecond: sums of floats are not to cost half a minute.
    return max(int(round(allotment - spent + used, 3)), 0)


def _least(state: SessionState, topic: Topic, now: datetime) -> int:
    return max(ceil(topic_seconds(state, topic, now)), LEAST_FOR_A_TOPIC)


def add_topic(state: SessionState, words: str, now: datetime) -> Answer:
    """A topic more, and the time shared anew."""
    return add_topics(state, (words,), now)


def add_topics(state: SessionState, words: Iterable[str], now: datetime) -> Answer:
    """A topic more for each of the words that say something, and the time shared anew."""
    titles = [title for title in map(clean_line, words) if title]
    if not state.has_topics:
        return Refusal("This format has no time for topics.")
    if not titles:
        return Refusal("Nothing was written.")
    if len(state.topics) + len(titles) > MOST_TOPICS:
        return Refusal(f"{MOST_TOPICS} topics are as many as there are numbers for.")
    used = [topic.id for topic in state.topics]
    new: list[Topic] = []
    for title in titles:
        used.append(next_id("t", tuple(used)))
        new.append(Topic(used[-1], title))
    added = tuple(TopicAdded(topic.id, topic.title) for topic in new)
    return (*added, *share_anew(state, (*not_over(state), *new), now))


def _add(state: SessionState, intent: AddTopic, now: datetime) -> Answer:
    return add_topic(state, intent.title, now)


def _rename(state: SessionState, intent: RenameTopic, _: datetime) -> Answer:
    title = clean_line(intent.title)
    topic = next((one for one in state.topics if one.id == intent.topic), None)
    if topic is None or not title:
        return Refusal("Nothing was written.")
    if topic.title == title:
        return Refusal("Nothing changed.")
    return (TopicRenamed(topic.id, title),)


def _remove(state: SessionState, intent: RemoveTopic, now: datetime) -> Answer:
    topic = next((one for one in state.topics if one.id == intent.topic), None)
    if topic is None:
        return Refusal("That topic is gone already.")
    if topic.visits:
        return Refusal("This topic was reflected on; it stays.")
    rest = tuple(one for one in not_over(state) if one is not topic)
    return (TopicRemoved(topic.id), *share_anew(state, rest, now))


def _weigh(state: SessionState, intent: WeighTopic, now: datetime) -> Answer:
    topic = next((one for one in not_over(state) if one.id == intent.topic), None)
    if topic is None:
        return Refusal("That topic is over, or gone.")
    if state.topic_laps and not 1 <= intent.weight <= MOST_VOTES + 1:
        return Refusal(f"A topic has up to {MOST_VOTES} votes, and no fewer than none.")
    if not state.topic_laps and not 1 <= intent.weight <= HEAVIEST:
        return Refusal(f"A topic weighs from 1 to {HEAVIEST}.")
    if topic.weight == intent.weight:
        return Refusal("Nothing changed.")
    change = replace(topic, weight=intent.weight)
    return (TopicWeighed(topic.id, intent.weight), *_with(state, change, now))


def _pin(state: SessionState, intent: PinTopic, now: datetime) -> Answer:
    item, topics = state.topic_item, not_over(state)
    topic = next((one for one in topics if one.id == intent.topic), None)
    if item is None or topic is None:
        return Refusal("That topic is over, or gone.")
    seconds = intent.seconds
    if seconds is not None:
        seconds = -(-max(seconds, _least(state, topic, now)) // HALF_MINUTE) * HALF_MINUTE
        others = sum(
            max(one.pinned or 0, _least(state, one, now)) for one in topics if one is not topic
        )
        most = _to_share(state, topics, item.allotment, now) - others
        if seconds > most:
            return Refusal(f"There are {max(most, 0) // MINUTE} min for this topic at the most.")
    if topic.pinned == seconds:
        return Refusal("Nothing changed.")
    return (TopicPinned(topic.id, seconds), *_with(state, replace(topic, pinned=seconds), now))


def _with(state: SessionState, changed: Topic, now: datetime) -> Events:
    """The time shared anew with one topic as it is about to be."""
    topics = tuple(changed if one.id == changed.id else one for one in not_over(state))
    return share_anew(state, topics, now)


def _start(state: SessionState, intent: StartTopic, now: datetime) -> Answer:
    item, topic = state.topic_item, next((t for t in state.topics if t.id == intent.topic), None)
    running = bool(item and item.running) or state.in_topic_lap
    if not running or topic is None:
        return Refusal("Topics have their time later.")
    if topic.running:
        return Refusal("The group is with this topic.")
    events: list[Event] = [PauseEnded(now)] if state.paused else []
    finished = state.topic
    if finished:
        events.append(TopicFinished(finished.id, now))
    events.append(TopicStarted(topic.id, now))
    # What the finished topic left, or overran, is shared among the topic that begins now (it may
    # have been left before) and those still to come.
    to_come = [one for one in not_over(state) if one is not finished]
    sharing = tuple(one for one in state.topics if one is topic or one in to_come)
    return (*events, *share_anew(state, sharing, now))


DECISIONS: Decisions = {
    AddTopic: _add,
    RenameTopic: _rename,
    RemoveTopic: _remove,
    StartTopic: _start,
    WeighTopic: _weigh,
    PinTopic: _pin,
}

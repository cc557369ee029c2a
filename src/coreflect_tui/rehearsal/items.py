"""What happens within an item: points said, topics chosen and reflected on."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from coreflect_tui.core.formats import NoteKind, Outcome
from coreflect_tui.core.intents import StartTopic, TickPoint
from coreflect_tui.core.state import ItemState, Topic
from coreflect_tui.core.timing import topic_seconds
from coreflect_tui.rehearsal.lines import HOW_MANY
from coreflect_tui.rehearsal.notes import LATEST, Asked, note, speaker, written_in
from coreflect_tui.rehearsal.rounds import BREATH
from coreflect_tui.rehearsal.scene import VARIATION, Happening, Scene, later

TO_A_TOPIC = 0.7
"""The takeaway from a topic comes after this part of its time."""
CHOOSING = 15
"""Seconds it takes to name a topic."""


def points(scene: Scene, item: ItemState) -> Iterator[Happening]:
    """The points of the item that were not said yet."""
    place = scene.state.options.place
    due = [
        (index, point)
        for index, point in enumerate(item.item.step.points)
        if point.place in (None, place)
    ]
    for number, (index, point) in enumerate(due, start=1):
        if index in item.ticked:
            continue
        at = scene.until(item, scene.wanted(item) * LATEST * number / len(due))
        words = f"You have spoken about this: {_short(point.text)}"
        yield Happening(at, words, (TickPoint(index),), f"tick:{index}", optional=True)


def topics(scene: Scene, item: ItemState) -> Iterator[Happening]:
    """Choosing topics, then one after the other; nothing once all are over."""
    state = scene.state
    begin = item.visits[-1].start
    wanted = min(HOW_MANY[NoteKind.TOPIC][0], _most_topics(item))
    brought = len(state.topics) + len([one for one in written_in(scene, item) if not one.topic])
    if brought < wanted:
        at = scene.until(item, CHOOSING * (brought + 1))
        yield from note(scene, Asked(at, NoteKind.TOPIC, speaker(scene, item, brought)))
        if not state.topics or scene.now < later(begin, 4 * CHOOSING):
            return
    if state.topic:
        yield from _takeaway_from(scene, item, state.topic)
    waiting = [topic for topic in state.topics if not topic.visits]
    if not waiting:
        return
    following = waiting[0]
    ends = [span.end for topic in state.topics for span in topic.visits if span.end]
    at = later(max([begin, *ends]), CHOOSING * len(state.topics) + BREATH)
    words = f"The group begins with “{following.title}”."
    if state.topic:
        at = topic_end(scene, state.topic)
        words = f"The group has been with this topic; “{following.title}” is next."
    yield Happening(at, words, (StartTopic(following.id),), f"start-topic:{following.id}")


def topics_over(scene: Scene, item: ItemState) -> datetime | None:
    """When the last topic is over; None while others wait. Without topics the item's own time."""
    state = scene.state
    if not state.topics:
        return scene.until(item, scene.wanted(item))
    if any(not topic.visits for topic in state.topics):
        return None
    return topic_end(scene, state.topic) if state.topic else scene.until(item, scene.wanted(item))


def topic_end(scene: Scene, topic: Topic) -> datetime:
    """When the group has spent with a topic what it takes."""
    spent = topic_seconds(scene.state, topic, scene.now)
    return scene.now + timedelta(seconds=round(_topic_length(scene, topic)) - spent)


def _topic_length(scene: Scene, topic: Topic) -> float:
    return max(topic.allotment, 60) * scene.varied(VARIATION, "topic", topic.id)


def _most_topics(item: ItemState) -> int:
    """A short item has room for one topic only."""
    return 2 if item.allotment >= 8 * 60 else 1


def _takeaway_from(scene: Scene, item: ItemState, topic: Topic) -> Iterator[Happening]:
    if Outcome.HARVEST not in scene.state.format.outcomes or not item.item.step.writes:
        return
    if any(one.topic == topic.id for one in scene.state.notes):
        return
    spent = topic_seconds(scene.state, topic, scene.now)
    part = round(TO_A_TOPIC * _topic_length(scene, topic))
    at = scene.now + timedelta(seconds=part - spent)
    who = speaker(scene, item, scene.state.topics.index(topic))
    yield from note(scene, Asked(at, NoteKind.TAKEAWAY, who))


def _short(text: str) -> str:
    """The first sentence of a point is enough to know it by."""
    words = " ".join(text.split())
    ends = [index + 1 for index, char in enumerate(words[:-1]) if char in ".?!;" and index < 80]
    first = words[: ends[0]].rstrip(";") if ends else words
    return first if first[-1:] in (".", "?", "!") else f"{first}."

"""What facts about topics change."""

from collections.abc import Callable, Mapping
from typing import Any

from coreflect_tui.core.events import (
    Event,
    TopicAdded,
    TopicFinished,
    TopicPinned,
    TopicRemoved,
    TopicRenamed,
    TopicsShared,
    TopicStarted,
    TopicWeighed,
)
from coreflect_tui.core.replacing import replace
from coreflect_tui.core.state import SessionState, Span, Topic


def _with_topic(
    state: SessionState, topic_id: str, change: Callable[[Topic], Topic]
) -> SessionState:
    topics = tuple(change(topic) if topic.id == topic_id else topic for topic in state.topics)
    return replace(state, topics=topics)


def _added(state: SessionState, event: TopicAdded) -> SessionState:
    return replace(state, topics=(*state.topics, Topic(event.topic, event.title)))


def _renamed(state: SessionState, event: TopicRenamed) -> SessionState:
    return _with_topic(state, event.topic, lambda topic: replace(topic, title=event.title))


def _removed(state: SessionState, event: TopicRemoved) -> SessionState:
    topics = tuple(topic for topic in state.topics if topic.id != event.topic)
    notes = tuple(
        replace(note, topic=None) if note.topic == event.topic else note for note in state.notes
    )
    return replace(state, topics=topics, notes=notes)


def _shared(state: SessionState, event: TopicsShared) -> SessionState:
    shares = dict(event.shares)
    topics = tuple(
        replace(topic, allotment=shares.get(topic.id, topic.allotment)) for topic in state.topics
    )
    return replace(state, topics=topics)


def _weighed(state: SessionState, event: TopicWeighed) -> SessionState:
    return _with_topic(state, event.topic, lambda topic: replace(topic, weight=event.weight))


def _pinned(state: SessionState, event: TopicPinned) -> SessionState:
    return _with_topic(state, event.topic, lambda topic: replace(topic, pinned=event.seconds))


def _started(state: SessionState, event: TopicStarted) -> SessionState:
    return _with_topic(
        state, event.topic, lambda topic: replace(topic, visits=(*topic.visits, Span(event.at)))
    )


def _finished(state: SessionState, event: TopicFinished) -> SessionState:
    def finish(topic: Topic) -> Topic:
        last = replace(topic.visits[-1], end=event.at)
        return replace(topic, visits=(*topic.visits[:-1], last))

    return _with_topic(state, event.topic, finish)


APPLY: Mapping[type[Event], Callable[[SessionState, Any], SessionState]] = {
    TopicAdded: _added,
    TopicRenamed: _renamed,
    TopicRemoved: _removed,
    TopicsShared: _shared,
    TopicWeighed: _weighed,
    TopicPinned: _pinned,
    TopicStarted: _started,
    TopicFinished: _finished,
}

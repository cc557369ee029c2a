"""Facts about topics."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from coreflect_tui.core.events.base import Event


@dataclass(frozen=True, slots=True)
class TopicAdded(Event):
    words: ClassVar[tuple[str, ...]] = ("title",)
    topic: str
    title: str


@dataclass(frozen=True, slots=True)
class TopicRenamed(Event):
    words: ClassVar[tuple[str, ...]] = ("title",)
    topic: str
    title: str


@dataclass(frozen=True, slots=True)
class TopicRemoved(Event):
    topic: str


@dataclass(frozen=True, slots=True)
class TopicsShared(Event):
    """The topic item's time is shared anew: pairs of topic and seconds."""

    shares: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class TopicStarted(Event):
    topic: str
    at: datetime


@dataclass(frozen=True, slots=True)
class TopicFinished(Event):
    topic: str
    at: datetime


@dataclass(frozen=True, slots=True)
class TopicWeighed(Event):
    topic: str
    weight: int


@dataclass(frozen=True, slots=True)
class TopicPinned(Event):
    """The facilitator set a topic's time by hand, in seconds; None takes that back."""

    topic: str
    seconds: int | None

"""What can be asked about topics."""

from dataclasses import dataclass

from coreflect_tui.core.intents.base import Intent


@dataclass(frozen=True, slots=True)
class AddTopic(Intent):
    title: str


@dataclass(frozen=True, slots=True)
class RenameTopic(Intent):
    topic: str
    title: str


@dataclass(frozen=True, slots=True)
class RemoveTopic(Intent):
    topic: str


@dataclass(frozen=True, slots=True)
class StartTopic(Intent):
    topic: str


@dataclass(frozen=True, slots=True)
class WeighTopic(Intent):
    """A topic of weight 2 gets twice the time of one of weight 1; up to 5."""

    topic: str
    weight: int


@dataclass(frozen=True, slots=True)
class PinTopic(Intent):
    """A topic gets so many seconds whatever the others have; None shares it out again."""

    topic: str
    seconds: int | None

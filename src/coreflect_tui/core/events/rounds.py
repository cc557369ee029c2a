"""Facts about rounds and turns."""

from dataclasses import dataclass
from datetime import datetime

from coreflect_tui.core.events.base import Event
from coreflect_tui.core.formats import Order
from coreflect_tui.core.state import Shared


@dataclass(frozen=True, slots=True)
class RoundOpened(Event):
    """A round begins; `people` in the order in which they stand, which `seed` gives when they were
    shuffled."""

    item: str
    order: Order
    people: tuple[str, ...]
    seed: str = ""


@dataclass(frozen=True, slots=True)
class RoundOrdered(Event):
    """A round goes on in another order; `people` are all who have a turn in it."""

    item: str
    order: Order
    people: tuple[str, ...]
    seed: str = ""


@dataclass(frozen=True, slots=True)
class RoundJoined(Event):
    item: str
    person: str


@dataclass(frozen=True, slots=True)
class TurnStarted(Event):
    """Someone has the floor; with a turn that already ended, they have it again."""

    item: str
    person: str
    at: datetime


@dataclass(frozen=True, slots=True)
class TurnPaused(Event):
    item: str
    person: str
    at: datetime


@dataclass(frozen=True, slots=True)
class TurnEnded(Event):
    item: str
    person: str
    at: datetime


@dataclass(frozen=True, slots=True)
class TurnPassed(Event):
    item: str
    person: str
    at: datetime


@dataclass(frozen=True, slots=True)
class TurnPutOff(Event):
    """Someone goes later: they wait at the end of the order."""

    item: str
    person: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SharedMarked(Event):
    """Recorded afterwards or in the chat: these people have shared. `how` None takes it back."""

    item: str
    people: tuple[str, ...]
    how: Shared | None


@dataclass(frozen=True, slots=True)
class HandRaised(Event):
    """Someone asked to speak: they wait behind those who asked before."""

    item: str
    person: str


@dataclass(frozen=True, slots=True)
class HandLowered(Event):
    item: str
    person: str

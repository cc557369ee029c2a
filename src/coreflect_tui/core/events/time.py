"""Facts about time: items, allotments, pauses, gaps, points."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from coreflect_tui.core.events.base import Event
from coreflect_tui.core.state import PauseKind


@dataclass(frozen=True, slots=True)
class ItemStarted(Event):
    item: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ItemFinished(Event):
    item: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AllotmentSet(Event):
    """The facilitator set an item's time by hand, in seconds."""

    item: str
    seconds: int


@dataclass(frozen=True, slots=True)
class PauseStarted(Event):
    at: datetime
    kind: PauseKind


@dataclass(frozen=True, slots=True)
class PauseEnded(Event):
    at: datetime


@dataclass(frozen=True, slots=True)
class GapSetAside(Event):
    """Time in which the program did not run is treated as a break."""

    undoable: ClassVar[bool] = False
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class PointTicked(Event):
    item: str
    point: int
    done: bool

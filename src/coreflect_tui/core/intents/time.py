"""What can be asked about time: going on, minutes, pauses, gaps, points."""

from dataclasses import dataclass
from datetime import datetime

from coreflect_tui.core.intents.base import Intent
from coreflect_tui.core.state import PauseKind


@dataclass(frozen=True, slots=True)
class NextItem(Intent):
    """Begin, or go on to the next item. `leaving` says that people still to be invited were named
    and the facilitator goes on all the same."""

    leaving: bool = False


@dataclass(frozen=True, slots=True)
class GoToItem(Intent):
    item: str
    leaving: bool = False


@dataclass(frozen=True, slots=True)
class AddMinutes(Intent):
    """More (or, below zero, fewer) seconds for an item."""

    item: str
    seconds: int


@dataclass(frozen=True, slots=True)
class PauseClock(Intent):
    kind: PauseKind = PauseKind.PAUSE


@dataclass(frozen=True, slots=True)
class ResumeClock(Intent):
    pass


@dataclass(frozen=True, slots=True)
class SetGapAside(Intent):
    """Treat the time between two instants, in which the program did not run, as a break."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class TickPoint(Intent):
    """Tick a point of the running item, or untick it."""

    point: int

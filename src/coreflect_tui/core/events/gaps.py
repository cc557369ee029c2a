"""Facts that the program noticed by itself, and what the facilitator said of them."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from coreflect_tui.core.events.base import Event


@dataclass(frozen=True, slots=True)
class GapNoticed(Event):
    """Between these instants the program did not run, while the session did."""

    undoable: ClassVar[bool] = False
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class GapCounted(Event):
    """The session went on in that gap; its time counts like any other."""

    undoable: ClassVar[bool] = False
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class ClockChanged(Event):
    """The wall clock was set, forward by `seconds` or below zero back; noticed `at`."""

    undoable: ClassVar[bool] = False
    seconds: int
    at: datetime


@dataclass(frozen=True, slots=True)
class ClockChangeAnswered(Event):
    """Whether the session follows the wall clock by those `seconds` (see `core.decide.gaps`)."""

    seconds: int
    followed: bool

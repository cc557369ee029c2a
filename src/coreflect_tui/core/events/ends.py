"""Facts about when things are over, and about a start that was not what the clock had noted."""

from dataclasses import dataclass
from datetime import datetime

from coreflect_tui.core.events.base import Event


@dataclass(frozen=True, slots=True)
class HardEndSet(Event):
    """When the session must be over, in session time; once begun it is the agreed end too."""

    at: datetime


@dataclass(frozen=True, slots=True)
class StartCorrected(Event):
    """The running visit of an item began at `at`, and what was before it ended then."""

    item: str
    at: datetime

"""What can be asked about the end of the session and the start of the running item."""

from dataclasses import dataclass
from datetime import datetime

from coreflect_tui.core.intents.base import Intent


@dataclass(frozen=True, slots=True)
class SetHardEnd(Intent):
    """The session must be over at that instant of session time, and the group agrees on it."""

    at: datetime


@dataclass(frozen=True, slots=True)
class CorrectStart(Intent):
    """The running item started that many seconds ago."""

    seconds_ago: float

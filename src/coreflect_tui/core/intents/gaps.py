"""What the program asks for when it notices a gap or a clock that was set, and the answers."""

from dataclasses import dataclass
from datetime import datetime

from coreflect_tui.core.intents.base import Intent


@dataclass(frozen=True, slots=True)
class NoticeGap(Intent):
    """The program did not run between these instants of session time."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class CountGap(Intent):
    """The session went on in the gap that is asked about."""


@dataclass(frozen=True, slots=True)
class NoticeClockChange(Intent):
    """The wall clock was set forward by so many seconds, or back by as many below zero."""

    seconds: int


@dataclass(frozen=True, slots=True)
class AnswerClockChange(Intent):
    """The clock that was set: `shift_end` when it is right now, so that the hard end is what it
    shows; otherwise the session goes on by the time it had."""

    shift_end: bool

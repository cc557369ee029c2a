"""The session's own facts: prepared, closed, re-opened, written."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from coreflect_tui.core.agenda import Item
from coreflect_tui.core.events.base import Event
from coreflect_tui.core.formats import Format
from coreflect_tui.core.person import Attendee
from coreflect_tui.core.state import Options, WrittenFile


@dataclass(frozen=True, slots=True)
class SessionPrepared(Event):
    """Setup is done; the first event of every session."""

    undoable: ClassVar[bool] = False
    session: str
    format: Format
    options: Options
    items: tuple[Item, ...]
    people: tuple[Attendee, ...]


@dataclass(frozen=True, slots=True)
class TitleChanged(Event):
    """What this session is called from now on."""

    title: str


@dataclass(frozen=True, slots=True)
class SessionClosed(Event):
    at: datetime


@dataclass(frozen=True, slots=True)
class SessionReopened(Event):
    at: datetime


@dataclass(frozen=True, slots=True)
class SessionKept(Event):
    """The session stays and leaves a harvest, although its format leaves nothing; or not after
    all."""

    kept: bool


@dataclass(frozen=True, slots=True)
class OutcomesWritten(Event):
    """Files are on disk; undo cannot take a file back."""

    undoable: ClassVar[bool] = False
    at: datetime
    files: tuple[WrittenFile, ...]

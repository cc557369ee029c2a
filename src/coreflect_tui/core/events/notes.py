"""Facts about what was written down."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from coreflect_tui.core.events.base import Event
from coreflect_tui.core.formats import NoteKind


@dataclass(frozen=True, slots=True)
class NoteWritten(Event):
    words: ClassVar[tuple[str, ...]] = ("text",)
    note: str
    kind: NoteKind
    text: str
    at: datetime
    item: str | None
    topic: str | None


@dataclass(frozen=True, slots=True)
class NoteChanged(Event):
    words: ClassVar[tuple[str, ...]] = ("text",)
    note: str
    text: str
    kind: NoteKind


@dataclass(frozen=True, slots=True)
class NoteRemoved(Event):
    note: str


@dataclass(frozen=True, slots=True)
class NoteReviewed(Event):
    """What the look-through before closing settled for a note."""

    note: str
    left_out: bool
    name_kept: bool

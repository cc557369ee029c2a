"""What can be asked about what is written down."""

from dataclasses import dataclass

from coreflect_tui.core.formats import NoteKind
from coreflect_tui.core.intents.base import Intent


@dataclass(frozen=True, slots=True)
class WriteNote(Intent):
    kind: NoteKind
    text: str


@dataclass(frozen=True, slots=True)
class WriteNotes(Intent):
    """Several at once, as from a pasted chat; what is empty is left away."""

    kind: NoteKind
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangeNote(Intent):
    note: str
    text: str
    kind: NoteKind


@dataclass(frozen=True, slots=True)
class RemoveNote(Intent):
    note: str


@dataclass(frozen=True, slots=True)
class ReviewNote(Intent):
    """Settle a note in the look-through: leave it out of the harvest, keep a name in it."""

    note: str
    left_out: bool = False
    name_kept: bool = False

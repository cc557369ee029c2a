"""The events: one frozen dataclass for each fact of a session.

Facts come from a person's act, or from a gap or a clock change that was noticed; what follows from
time alone is never an event. `at` is session time in UTC. A stored event is read back for years:
changing a class here needs a migration of the store.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from coreflect_tui.core.agenda import Item
from coreflect_tui.core.formats import Format, NoteKind, Order
from coreflect_tui.core.state import (
    Attendee,
    FullMark,
    Options,
    PauseKind,
    Presence,
    Recipient,
    Role,
    Shared,
    WrittenFile,
)


@dataclass(frozen=True, slots=True)
class Event:
    """A fact. `undoable` says whether undo may take its decision back; `words` names the fields
    that hold a person's free words, which the store keeps apart so that they can be erased."""

    undoable: ClassVar[bool] = True
    words: ClassVar[tuple[str, ...]] = ()


# --- the session ---------------------------------------------------------------------------------


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
class RecipientSet(Event):
    recipient: Recipient


@dataclass(frozen=True, slots=True)
class SessionClosed(Event):
    at: datetime


@dataclass(frozen=True, slots=True)
class SessionReopened(Event):
    at: datetime


@dataclass(frozen=True, slots=True)
class OutcomesWritten(Event):
    """Files are on disk; undo cannot take a file back."""

    undoable: ClassVar[bool] = False
    at: datetime
    files: tuple[WrittenFile, ...]


# --- time ----------------------------------------------------------------------------------------


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


# --- people and the room -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AttendeeAdded(Event):
    attendee: Attendee


@dataclass(frozen=True, slots=True)
class AttendeeDescribed(Event):
    """How a person is called, on screen and on the list."""

    person: str
    name: str
    pronouns: str
    listed_name: str
    role: Role


@dataclass(frozen=True, slots=True)
class AttendeeRemoved(Event):
    """Someone was on the list by mistake."""

    person: str


@dataclass(frozen=True, slots=True)
class PresenceChanged(Event):
    person: str
    presence: Presence
    at: datetime


@dataclass(frozen=True, slots=True)
class CoreTrainingRecorded(Event):
    people: tuple[str, ...]
    trained: bool | None


@dataclass(frozen=True, slots=True)
class FullParticipationMarked(Event):
    """The facilitator's own word on someone's full participation; None takes it back."""

    person: str
    mark: FullMark | None


@dataclass(frozen=True, slots=True)
class RoomClosed(Event):
    at: datetime


@dataclass(frozen=True, slots=True)
class RoomOpened(Event):
    at: datetime


# --- rounds --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RoundOpened(Event):
    """A round begins; `people` in the order in which they stand."""

    item: str
    order: Order
    people: tuple[str, ...]


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


# --- topics --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TopicAdded(Event):
    words: ClassVar[tuple[str, ...]] = ("title",)
    topic: str
    title: str


@dataclass(frozen=True, slots=True)
class TopicRenamed(Event):
    words: ClassVar[tuple[str, ...]] = ("title",)
    topic: str
    title: str


@dataclass(frozen=True, slots=True)
class TopicRemoved(Event):
    topic: str


@dataclass(frozen=True, slots=True)
class TopicsShared(Event):
    """The topic item's time is shared anew: pairs of topic and seconds."""

    shares: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class TopicStarted(Event):
    topic: str
    at: datetime


@dataclass(frozen=True, slots=True)
class TopicFinished(Event):
    topic: str
    at: datetime


# --- notes ---------------------------------------------------------------------------------------


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


# --- undo ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Undone(Event):
    """The decision of that UUID is taken back."""

    undoable: ClassVar[bool] = False
    decision: str


@dataclass(frozen=True, slots=True)
class Redone(Event):
    """The decision of that UUID holds again."""

    undoable: ClassVar[bool] = False
    decision: str

"""What a person can ask for. Words in them are as typed; `decide` cleans them."""

from dataclasses import dataclass
from datetime import datetime

from coreflect_tui.core.formats import NoteKind
from coreflect_tui.core.state import (
    FullMark,
    PauseKind,
    Presence,
    Recipient,
    Role,
    Shared,
    WrittenFile,
)


class Intent:
    """Something asked for; `core.decide` answers with events or a Refusal."""

    __slots__ = ()


# --- the session ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SetRecipient(Intent):
    recipient: Recipient


@dataclass(frozen=True, slots=True)
class CloseSession(Intent):
    pass


@dataclass(frozen=True, slots=True)
class ReopenSession(Intent):
    pass


@dataclass(frozen=True, slots=True)
class RecordOutcomes(Intent):
    files: tuple[WrittenFile, ...]


# --- time ----------------------------------------------------------------------------------------


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


# --- people and the room -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AddAttendee(Intent):
    name: str
    presence: Presence = Presence.PRESENT


@dataclass(frozen=True, slots=True)
class DescribeAttendee(Intent):
    person: str
    name: str
    pronouns: str = ""
    listed_name: str = ""
    role: Role = Role.PARTICIPANT


@dataclass(frozen=True, slots=True)
class RemoveAttendee(Intent):
    person: str


@dataclass(frozen=True, slots=True)
class SetPresence(Intent):
    people: tuple[str, ...]
    presence: Presence


@dataclass(frozen=True, slots=True)
class RecordCoreTraining(Intent):
    people: tuple[str, ...]
    trained: bool | None


@dataclass(frozen=True, slots=True)
class MarkFullParticipation(Intent):
    person: str
    mark: FullMark | None


@dataclass(frozen=True, slots=True)
class CloseRoom(Intent):
    pass


@dataclass(frozen=True, slots=True)
class OpenRoom(Intent):
    pass


# --- rounds --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class GiveTurn(Intent):
    """Give someone the floor; whoever had it has shared."""

    person: str


@dataclass(frozen=True, slots=True)
class GiveTurnToName(Intent):
    """Give the floor by name; an unknown name is a person who is here and not on the roster."""

    name: str


@dataclass(frozen=True, slots=True)
class NextTurn(Intent):
    """End the running turn and, where the order knows who is next, start theirs."""


@dataclass(frozen=True, slots=True)
class EndTurn(Intent):
    """The running turn is over and nobody has the floor yet."""


@dataclass(frozen=True, slots=True)
class PassTurn(Intent):
    """Whoever has the floor passes, or the person named."""

    person: str | None = None


@dataclass(frozen=True, slots=True)
class BackTurn(Intent):
    """The last speaker has the floor again, with their time."""


@dataclass(frozen=True, slots=True)
class PutOffTurn(Intent):
    """Someone goes later: the person named, or whoever has the floor."""

    person: str | None = None


@dataclass(frozen=True, slots=True)
class MarkShared(Intent):
    """Catch up: these people have shared in that item, aloud or in the chat; None takes it back."""

    item: str
    people: tuple[str, ...]
    how: Shared | None = Shared.ALOUD


# --- topics --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AddTopic(Intent):
    title: str


@dataclass(frozen=True, slots=True)
class RenameTopic(Intent):
    topic: str
    title: str


@dataclass(frozen=True, slots=True)
class RemoveTopic(Intent):
    topic: str


@dataclass(frozen=True, slots=True)
class StartTopic(Intent):
    topic: str


# --- notes ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class WriteNote(Intent):
    kind: NoteKind
    text: str


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

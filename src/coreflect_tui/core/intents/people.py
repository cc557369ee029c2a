"""What can be asked about people and the room."""

from dataclasses import dataclass

from coreflect_tui.core.intents.base import Intent
from coreflect_tui.core.person import FullMark, Presence, Role
from coreflect_tui.core.state import Span


@dataclass(frozen=True, slots=True)
class AddAttendee(Intent):
    """Someone for the list. Without a word on presence they are here, or, once the room is
    closed, not admitted."""

    name: str
    presence: Presence | None = None
    pronouns: str = ""


@dataclass(frozen=True, slots=True)
class DescribeAttendee(Intent):
    person: str
    name: str
    pronouns: str = ""
    listed_name: str = ""
    role: Role = Role.PARTICIPANT


@dataclass(frozen=True, slots=True)
class RecordAddress(Intent):
    person: str
    email: str
    organisation: str


@dataclass(frozen=True, slots=True)
class RemoveAttendee(Intent):
    person: str


@dataclass(frozen=True, slots=True)
class SetPresence(Intent):
    people: tuple[str, ...]
    presence: Presence


@dataclass(frozen=True, slots=True)
class ArrangePeople(Intent):
    """The order in which the call shows people; whoever is not named stands behind them."""

    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportRow:
    """Someone of an attendance report, as the facilitator settled it: `person` is who it is, ""
    someone new, called `name`. `spans` are when they were in the call, in session time; `alias`
    is the name that the report has for them. `came` is false for someone who only stood in the
    waiting room. New rows of one name are one person where `visitor` is the same."""

    person: str
    name: str
    spans: tuple[Span, ...]
    alias: str = ""
    pronouns: str = ""
    email: str = ""
    came: bool = True
    visitor: int = 0


@dataclass(frozen=True, slots=True)
class TakeReport(Intent):
    """Take over from an attendance report when people came and went."""

    rows: tuple[ReportRow, ...]


@dataclass(frozen=True, slots=True)
class RecordCoreTraining(Intent):
    people: tuple[str, ...]
    trained: bool | None


@dataclass(frozen=True, slots=True)
class MarkFullParticipation(Intent):
    person: str
    mark: FullMark | None


@dataclass(frozen=True, slots=True)
class SettleParticipation(Intent):
    """Those of `people`, or of everyone, of whom the facilitator is asked: all in full, or not."""

    full: bool
    people: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class CloseRoom(Intent):
    pass


@dataclass(frozen=True, slots=True)
class OpenRoom(Intent):
    pass

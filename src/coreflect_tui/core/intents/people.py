"""What can be asked about people and the room."""

from dataclasses import dataclass

from coreflect_tui.core.intents.base import Intent
from coreflect_tui.core.state import FullMark, Presence, Role


@dataclass(frozen=True, slots=True)
class AddAttendee(Intent):
    name: str
    presence: Presence = Presence.PRESENT
    pronouns: str = ""


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

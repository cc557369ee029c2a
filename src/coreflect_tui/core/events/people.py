"""Facts about people and the room."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from coreflect_tui.core.events.base import Event
from coreflect_tui.core.person import Attendee, Presence, PresenceChange, Role


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
class AddressRecorded(Event):
    """Where a person can be reached, for a list whose receiver asks for that."""

    person: str
    email: str
    organisation: str


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
class PeopleArranged(Event):
    """The order in which the call shows people, as ids."""

    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PresenceReported(Event):
    """An attendance report says when someone came and went; it stands in place of what was noted.
    An empty `history` leaves that as it was. `alias` is the name that the report had for them,
    where it is another; `email` is there when the list asks for it and none was known."""

    person: str
    history: tuple[PresenceChange, ...]
    alias: str
    email: str = ""


@dataclass(frozen=True, slots=True)
class CoreTrainingRecorded(Event):
    people: tuple[str, ...]
    trained: bool | None


@dataclass(frozen=True, slots=True)
class FullParticipationMarked(Event):
    """The facilitator's own word on someone's full participation; None takes it back."""

    words: ClassVar[tuple[str, ...]] = ("reason",)
    person: str
    full: bool | None
    reason: str


@dataclass(frozen=True, slots=True)
class RoomClosed(Event):
    at: datetime


@dataclass(frozen=True, slots=True)
class RoomOpened(Event):
    at: datetime

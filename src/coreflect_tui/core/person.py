"""Attendee: a person of a session, with their role and when they were there."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    FACILITATOR = "facilitator"
    PARTICIPANT = "participant"


class Presence(StrEnum):
    """Whether a person is in the session. Away means dropped and may return."""

    EXPECTED = "expected"
    PRESENT = "present"
    AWAY = "away"
    LEFT = "left"
    NOT_ADMITTED = "not admitted"
    NO_SHOW = "no-show"


@dataclass(frozen=True, slots=True)
class PresenceChange:
    at: datetime
    presence: Presence


@dataclass(frozen=True, slots=True)
class FullMark:
    """The facilitator's own word on full participation, with the reason they gave."""

    full: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Attendee:
    """A person of this session. `name` is what they are called, `listed_name` what the list says
    if that differs; `core_trained` is None while it was not asked; `roster` is their id in the
    group's roster, `aliases` are the names under which a report was said to mean them."""

    id: str
    name: str
    role: Role = Role.PARTICIPANT
    pronouns: str = ""
    listed_name: str = ""
    email: str = ""
    organisation: str = ""
    core_trained: bool | None = None
    presence: Presence = Presence.EXPECTED
    history: tuple[PresenceChange, ...] = ()
    full_mark: FullMark | None = None
    aliases: tuple[str, ...] = ()
    roster: str = ""

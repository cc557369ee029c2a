"""Facts about what a session makes of its steps: roles, options, laps, small groups."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from coreflect_tui.core.events.base import Event


@dataclass(frozen=True, slots=True)
class RoleGiven(Event):
    """These people have a role, and nobody else; `lap` as in `state.RoleHeld`."""

    role: str
    people: tuple[str, ...]
    lap: str


@dataclass(frozen=True, slots=True)
class OptionTaken(Event):
    """The group decided for one of the options of a choice."""

    choice: str
    option: str


@dataclass(frozen=True, slots=True)
class ItemExtended(Event):
    """The group voted for so many seconds more."""

    item: str
    seconds: int


@dataclass(frozen=True, slots=True)
class SmallGroupsDrawn(Event):
    """Who is with whom in the small groups of an item."""

    item: str
    groups: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class AgreementKept(Event):
    """The discomfort agreement as it is now, a line each, and the day it was last looked at. That
    of a standing group is in its file by then."""

    undoable: ClassVar[bool] = False
    words: ClassVar[tuple[str, ...]] = ("text",)
    text: str
    checked: date | None

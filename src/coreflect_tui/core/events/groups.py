"""Facts about the standing group that meets in the session."""

from dataclasses import dataclass
from typing import ClassVar

from coreflect_tui.core.events.base import Event


@dataclass(frozen=True, slots=True)
class GroupLinked(Event):
    """The session is one of that group, by its id; `pairs` are people's ids here and in the
    group's roster. The group's file is written by then, and undo cannot take a file back."""

    undoable: ClassVar[bool] = False
    pairs: tuple[tuple[str, str], ...]
    group: str
    record: bool

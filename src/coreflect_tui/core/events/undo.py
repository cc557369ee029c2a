"""What was taken back and brought back."""

from dataclasses import dataclass
from typing import ClassVar

from coreflect_tui.core.events.base import Event


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

"""Event: what all facts have in common."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Event:
    """A fact. `undoable` says whether undo may take its decision back; `words` names the fields
    that hold a person's free words, which the store keeps apart so that they can be erased."""

    undoable: ClassVar[bool] = True
    words: ClassVar[tuple[str, ...]] = ()

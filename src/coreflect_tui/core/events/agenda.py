"""Facts about what stands on the agenda."""

from dataclasses import dataclass

from coreflect_tui.core.agenda import Item
from coreflect_tui.core.events.base import Event


@dataclass(frozen=True, slots=True)
class ItemLeftOut(Event):
    """An item to come is skipped, or dropped by a fit; with `left_out` false it comes again."""

    item: str
    left_out: bool


@dataclass(frozen=True, slots=True)
class ItemInserted(Event):
    """A new item, right after the one named; None is the front."""

    item: Item
    after: str | None

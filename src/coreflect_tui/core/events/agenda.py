"""Facts about what stands on the agenda."""

from dataclasses import dataclass
from typing import ClassVar

from coreflect_tui.core.agenda import Item
from coreflect_tui.core.events.base import Event


@dataclass(frozen=True, slots=True)
class ItemLeftOut(Event):
    """An item to come is skipped, or dropped by a fit; with `left_out` false it comes again."""

    item: str
    left_out: bool


@dataclass(frozen=True, slots=True)
class ItemInserted(Event):
    """A new item, right after the one named; None is the front. What it is called are a person's
    own words, so its step has no title here."""

    words: ClassVar[tuple[str, ...]] = ("title",)
    item: Item
    title: str
    after: str | None

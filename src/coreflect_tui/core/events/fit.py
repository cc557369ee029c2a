"""Facts about the fit: what was accepted, and which items keep their time."""

from dataclasses import dataclass
from datetime import datetime

from coreflect_tui.core.events.base import Event


@dataclass(frozen=True, slots=True)
class FitAccepted(Event):
    """A fit as it was shown: pairs of item and seconds for all that is to come, items left out of
    it, items that come again, and the end that is agreed now."""

    allotments: tuple[tuple[str, int], ...]
    left_out: tuple[str, ...]
    brought_back: tuple[str, ...]
    agreed_end: datetime


@dataclass(frozen=True, slots=True)
class ItemPinned(Event):
    """An item keeps its time in a fit, or no longer."""

    item: str
    pinned: bool

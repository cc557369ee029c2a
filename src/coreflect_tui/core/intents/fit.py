"""What can be asked about the fit."""

from dataclasses import dataclass

from coreflect_tui.core.fit import Fit
from coreflect_tui.core.intents.base import Intent


@dataclass(frozen=True, slots=True)
class AcceptFit(Intent):
    """Take a fit as it was shown."""

    fit: Fit


@dataclass(frozen=True, slots=True)
class PinItem(Intent):
    """Let an item to come keep its time in a fit, or no longer."""

    item: str
    pinned: bool = True

"""Erasing for good writes the whole database anew; where that takes a while, it is said first."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coreflect_tui.tui.screens.base import CoreflectScreen

LARGE = 50_000_000
"""Bytes, of some two thousand sessions; about half a second where others work too."""
ERASING = "Erasing it from all that is kept here; with so many sessions that takes a moment."


def after_a_word(screen: "CoreflectScreen", erase: Callable[[], None]) -> None:
    """Call `erase`: at once, or when the screen has said what it does now."""
    try:
        size = screen.program.workplace.store.path.stat().st_size
    except OSError:
        size = 0
    if size < LARGE:
        erase()
    else:
        screen.hint(ERASING)
        screen.call_after_refresh(erase)

"""Letters typed on after a key whose line did not open: they are words, and no keys."""

from __future__ import annotations

from textual.events import Key

PAUSE = 1.0
"""Seconds without a key after which the next one is a key again: whoever writes a name without
looking up leaves shorter ones, whoever reads why it did not open a longer one."""


class TypedOn:
    """What follows a key that was refused."""

    def __init__(self) -> None:
        self._reason = ""
        self._latest = 0.0

    def refused(self, reason: str, at: float) -> None:
        """A line could not be opened, for `reason`, at so many seconds of this run."""
        self._reason, self._latest = reason, at

    def takes(self, key: Key, at: float) -> str:
        """What is said of a key that is a part of such words; "" for one that is not. Enter ends
        them."""
        goes_on = bool(self._reason) and at - self._latest < PAUSE
        if not goes_on or not (key.is_printable or key.key == "enter"):
            self._reason = ""
            return ""
        said = f"{self._reason} What was typed after that did nothing."
        self._latest = at
        if key.key == "enter":
            self._reason = ""
        return said

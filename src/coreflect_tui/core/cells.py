"""How many cells of a terminal a text takes, for lists that are printed."""

from unicodedata import category, combining, east_asian_width

_NO_CELL = ("Mn", "Me", "Cf")
"""Marks that stand on the sign before, and signs that only say how others are shown."""


def cells(text: str) -> int:
    """Two for a wide sign, none for a mark on another, else one each."""
    return sum(_of(sign) for sign in text)


def filled_up(text: str, width: int) -> str:
    """The text with blanks behind it, up to so many cells."""
    return text + " " * max(width - cells(text), 0)


def _of(sign: str) -> int:
    if combining(sign) or category(sign) in _NO_CELL:
        return 0
    return 2 if east_asian_width(sign) in "WF" else 1

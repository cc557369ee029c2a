"""How long someone was in a call, in the forms that reports have it: "1h 7s", "204 mins"."""

import re

from coreflect_tui.core.text import fold
from coreflect_tui.imports.report_times import plain

_LONGEST = 60
# Nobody is in one call for longer; a larger number is something else.
_MOST = 7 * 24 * 3600

_NUMBER = re.compile(r"\d{1,6}(?:[.,]\d{1,3})?")
_CLOCK = re.compile(r"(\d{1,3}):([0-5]\d):([0-5]\d)(?:[.,]\d{1,6})?")
_HALF_CLOCK = re.compile(r"(\d{1,4}):([0-5]\d)")
_PARTS = re.compile(
    r"(\d{1,6}(?:[.,]\d{1,3})?) ?([^\W\d_]+)\.?(?:,? (?:(?:and|und|y|et|e|en|og|i) )?|$|(?=\d))"
)
# By how the word for it begins, the longer beginnings first.
_UNITS = (
    ("stund", 3600),
    ("std", 3600),
    ("tim", 3600),
    ("uur", 3600),
    ("uren", 3600),
    ("ora", 3600),
    ("ore", 3600),
    ("godz", 3600),
    ("g", 3600),
    ("t", 3600),
    ("u", 3600),
    ("h", 3600),
    ("m", 60),
    ("s", 1),
)


def read_seconds(text: str, unit: int = 60, near: float | None = None) -> int | None:
    """The seconds that `text` means; None for what cannot be read, never 0 for that.

    A bare number counts in `unit` seconds. Two numbers with a colon can be hours and minutes or
    minutes and seconds: only if one of these lies within two minutes of `near` is it taken.
    """
    if len(text) > _LONGEST:
        return None
    words = plain(text).strip().casefold()
    if match := _CLOCK.fullmatch(words):
        return _sane(int(match[1]) * 3600 + int(match[2]) * 60 + int(match[3]))
    if match := _HALF_CLOCK.fullmatch(words):
        larger, smaller = int(match[1]), int(match[2])
        either = ((larger * 60 + smaller) * 60, larger * 60 + smaller)
        fitting = [one for one in either if near is not None and abs(one - near) <= 120]
        return _sane(min(fitting, key=lambda one: abs(one - (near or 0)))) if fitting else None
    if _NUMBER.fullmatch(words):
        return _sane(_number(words) * unit)
    return _added(words.removeprefix("pt"))


def _added(words: str) -> int | None:
    """The sum of numbers with their units, each unit once and the larger first."""
    total, end, smallest = 0.0, 0, 1_000_000
    while end < len(words):
        match = _PARTS.match(words, end)
        unit = _unit(match[2]) if match else 0
        if match is None or not 0 < unit < smallest:
            return None
        total, end, smallest = total + _number(match[1]) * unit, match.end(), unit
    return _sane(total) if words else None


def _unit(word: str) -> int:
    key = fold(word)
    return next((seconds for start, seconds in _UNITS if key.startswith(start)), 0)


def _number(digits: str) -> float:
    return float(digits.replace(",", "."))


def _sane(seconds: float) -> int | None:
    return round(seconds) if seconds <= _MOST else None

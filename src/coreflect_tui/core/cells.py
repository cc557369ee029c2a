"""How many cells of a terminal a text takes, for lists that are printed."""

import re
from unicodedata import category, east_asian_width

from coreflect_tui.core.pictures import AS_PICTURE, PICTURES, TONES, ZWJ

_NO_CELL = ("Mn", "Mc", "Me", "Cf")
"""Marks that stand on the sign before, and signs that only say how others are shown."""
# Vowels and endings of Hangul that stand in the syllable before, and tones of the picture before.
_INSIDE = re.compile(f"[\u1160-\u11ff\ud7b0-\ud7ff{TONES}]")
# Signs of numbers and verses, which are shown although they are of the same kind as joiners.
_SHOWN = re.compile("[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd]")
_JOINED = re.compile(f"(?<=[{PICTURES}{TONES}{AS_PICTURE}]){ZWJ}[{PICTURES}]")
_AS_PICTURES = re.compile(f"[0-9#*{PICTURES}](?={AS_PICTURE})")


def cells(text: str) -> int:
    """Two for a wide sign or a picture, none for what is part of the sign before, else one each."""
    if text.isascii():
        return len(text)
    text = _JOINED.sub("", text)
    widened = sum(_of(sign) == 1 for sign in _AS_PICTURES.findall(text))
    return widened + sum(map(_of, text))


def filled_up(text: str, width: int) -> str:
    """The text with blanks behind it, up to so many cells."""
    return text + " " * max(width - cells(text), 0)


def _of(sign: str) -> int:
    kind = category(sign)
    if _INSIDE.match(sign) or (kind in _NO_CELL and not _SHOWN.match(sign)):
        return 0
    # Python calls some signs wide that are none yet.
    return 2 if east_asian_width(sign) in "WF" and kind != "Cn" else 1

"""People's words in Markdown, shown as they were written; columns that stand in line as text."""

import re
from unicodedata import category, east_asian_width

_ESCAPED = re.compile(r"[\\`*_\[\]{}|~$]")
# Only what can begin a tag or an entity: "<3" stays readable.
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
# Addresses that a viewer would turn into links by itself.
_LINK = re.compile(r"(?<=\w)(:(?=//)|@(?=\w))|(?<=\bwww)\.", re.IGNORECASE)
_MARK_AT_START = re.compile(r"^([#>+=:-])")
# In a heading it would be the end of the mark at its start.
_MARK_AT_END = re.compile(r"(?<= )(#+)$")
_NUMBER_AT_START = re.compile(r"^(\d+)([.)])")


def literal(text: str) -> str:
    """One line of someone's words that Markdown shows as they were written."""
    line = _ESCAPED.sub(r"\\\g<0>", " ".join(text.split()))
    line = _ENTITY.sub("&amp;", line)
    line = _TAG.sub("&lt;", line)
    line = _LINK.sub(r"\\\g<0>", line)
    line = _MARK_AT_START.sub(r"\\\1", line)
    line = _MARK_AT_END.sub(r"\\\1", line)
    return _NUMBER_AT_START.sub(r"\1\\\2", line)


def columns_of(text: str) -> int:
    """How many columns of a terminal or editor the text takes."""
    shown = (char for char in text if category(char) not in ("Mn", "Me", "Cf"))
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in shown)


def cut_to(text: str, width: int) -> str:
    """`text` in exactly `width` columns, cut with an ellipsis where it is longer."""
    text = " ".join(text.split())
    if columns_of(text) > width:
        while columns_of(text) >= width:
            text = text[:-1]
        text += "…"
    return padded(text, width)


def padded(text: str, width: int) -> str:
    """`text` with blanks up to `width` columns."""
    return text + " " * (width - columns_of(text))

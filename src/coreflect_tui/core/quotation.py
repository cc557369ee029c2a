"""A quote as people type it, "words — who, where": taken apart, and said whole.

What is typed in a hurry is read as it is meant most often; where no one is named, nobody is made
up.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import category

from coreflect_tui.core.text import LINE_LIMIT, clean_line, clean_note, fold

# What may open a quote, and what closes it then, in the ways of many languages.
_CLOSED_BY = {
    '"': '"', "＂": "＂", "“": "”", "„": "“”", "‟": "”", "”": "”", "«": "»", "»": "«»", "‹": "›",
    "›": "‹›", "‘": "’", "‚": "‘’", "’": "’", "'": "'", "「": "」", "『": "』", "《": "》",
    "〈": "〉", "〝": "〞〟", "״": "״",
}  # fmt: skip
# These are apostrophes too: one that nothing closes may belong to a word, as in ’Tis.
_SINGLE = "‘‚’'"
_BLANK_BEFORE = r"(?<=\s)(?:[—–―⸺⸻~～〜]+|-{2,3})\s*"
# From the surest to the least: a dash, or one of its stand-ins, with a blank; a hyphen between
# blanks; a dash without any before what may be a name.
_SEPARATORS = (
    re.compile(rf"{_BLANK_BEFORE}|[—–―⸺⸻]\s+"),
    re.compile(r"(?<=\s)[-‐‑−]\s*(?=\w)"),
    re.compile(r"(?<=\S)(?:[—―⸺⸻]+|--)(?=\S)"),
)
_DASH_NEXT = re.compile(r"\s*(?:[—–―⸺⸻~～〜]|-)")
_SOURCE_NEXT = re.compile(r"\s*(?:$|[(\[,:])")
_AROUND = " \t\n-‐‑–—―⸺⸻−~～〜:/"
_BULLETS = re.compile(r"^(?:[-–—―•*~·]+\s+|[—―⸺⸻]+)+")
_WHO_ENDS = re.compile(r"\s*[,，、;；|\n]\s*|\s+/\s+")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words, who said them, and where that can be found; "" is what was not said."""

    words: str
    who: str = ""
    where: str = ""

    def __str__(self) -> str:
        source = ", ".join(part for part in (self.who, self.where) if part)
        return f"“{self.words}” — {source}" if source else f"“{self.words}”"


def read_quotation(text: str) -> Quotation:
    """What was typed, taken apart and cleaned. Where nobody can be made out, all of it is words."""
    text = _BULLETS.sub("", clean_note(text).strip())
    parts = _in_marks(text, _DASH_NEXT) or _apart(text) or _in_marks(text, _SOURCE_NEXT)
    words, source = parts or (text, "")
    who, where = _named(source)
    if not who:
        words = text
    return Quotation(clean_note(without_marks(words)), who, where)


def without_marks(words: str) -> str:
    """The words without the quotation marks around all of them."""
    words = words.strip().removesuffix(" /").rstrip()
    # In “Hope” and “fear” the first pair ends sooner.
    if len(words) > 1 and next(_closings(words), 0) == len(words) - 1:
        return words[1:-1].strip()
    lonely = words[:1] in _CLOSED_BY and words[:1] not in _SINGLE
    if lonely and not any(mark in words[1:] for mark in _CLOSED_BY[words[0]]):
        return words[1:].strip()
    return words


def same_words(text: str) -> str:
    """What is alike in all ways to write the same words: case, accents, blanks and punctuation
    left away."""
    plain = fold(text)
    return "".join(one for one in plain if category(one)[0] != "P") or plain


def _in_marks(text: str, then: re.Pattern[str]) -> tuple[str, str] | None:
    """What stands in quotation marks at the front, where `then` comes after it, and the rest."""
    for end in _closings(text):
        if then.match(text, end + 1):
            return text[: end + 1], text[end + 1 :]
    return None


def _closings(text: str) -> Iterator[int]:
    """Where the mark that opens `text` may be closed; marks within are passed over in pairs."""
    opens = text[:1]
    closes = _CLOSED_BY.get(opens)
    if not closes:
        return
    depth = 0
    for place, one in enumerate(text[1:], start=1):
        # Before a letter it is an apostrophe, or opens again.
        unsure = one == opens or one in _SINGLE
        if one in closes and not (unsure and text[place + 1 : place + 2].isalnum()):
            if depth == 0:
                yield place
            depth = max(depth - 1, 0)
        elif one == opens:
            depth += 1


def _apart(text: str) -> tuple[str, str] | None:
    """Words and source at the last separator of the surest kind."""
    for kind in _SEPARATORS:
        for found in reversed(list(kind.finditer(text))):
            if _separates(text, found, kind):
                return text[: found.start()], text[found.end() :]
    return None


def _separates(text: str, found: re.Match[str], kind: re.Pattern[str]) -> bool:
    before, after = text[: found.start()].rstrip(), text[found.end() :]
    if not before.strip(_AROUND) or not 0 < len(after.strip(_AROUND)) <= LINE_LIMIT:
        return False
    if kind is _SEPARATORS[-1] and after[0].islower():
        return False
    # A span of years is no separator.
    return not (before[-1].isdigit() and after[:1].isdigit())


def _named(source: str) -> tuple[str, str]:
    """Who, and where; "" and "" where nobody is named."""
    source = source.strip().lstrip(f"{_AROUND},").rstrip(_AROUND)
    if source[:1] in "([" and source[-1:] in ")]":
        source = source[1:-1].strip()
    who, where = source, ""
    ends = _WHO_ENDS.search(source)
    bracket = max(source.rfind("("), source.rfind("["))
    if ends:
        who, where = source[: ends.start()], source[ends.end() :]
    elif bracket > 0 and source[-1] in ")]":
        who, where = source[:bracket], source[bracket + 1 : -1]
    if len(who) > LINE_LIMIT or not any(map(str.isalnum, who)):
        return "", ""
    return clean_line(who), clean_line(where)

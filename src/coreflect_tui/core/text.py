"""Words of people, cleaned at the border: names, single lines and notes that are safe to show.

Names come from strangers (a call's display name), so nothing that steers a terminal, turns the
direction of a line or hides text gets past here. Markup is left as it is: the screen's matter.
"""

import re
from collections.abc import Callable, Iterable
from unicodedata import category, combining, normalize

from coreflect_tui.core import signs
from coreflect_tui.core.pictures import ZWJ, ZWNJ

NAME_LIMIT = 80
LINE_LIMIT = 200
NOTE_LIMIT = 4_000

# Hebrew with cantillation stacks five marks on a letter, Burmese rarely six; more is decoration
# that spills over the lines above and below.
_MARKS = 6
# Composing is quadratic in an unbroken run of marks; a longer run than this is never language.
_RAW_MARKS = 32
# How far a cut goes back so as not to split an emoji or a letter from its marks.
_CLUSTER = 24

PLAIN_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe"}
)
"""Letters that are no plain one with an accent, so that folding leaves them as they are."""

_DEVICES = """
android anonymous attendee caller chromebook computer desktop galaxy gast guest host huawei imac
invitado ipad iphone ipod laptop macbook mobile motorola oneplus pc phone redmi samsung smartphone
tablet teilnehmer telefon telefono telephone unknown user xiaomi zoom zoomuser
"""
DEVICE_WORDS = frozenset(_DEVICES.split())
"""What a call shows in place of a name, by itself or as a part of it; folded."""

_LINE_BREAKS = re.compile("\r\n|[\r\x85\u2028\u2029]")
# Blanks and controls, which `fold` leaves away.
_ASCII_IGNORED = dict.fromkeys((*range(33), 127))
_MANY_BREAKS = re.compile(r"\n{3,}")


def clean_name(text: str) -> str:
    """What a person is called, on one line, at most 80 characters; "" when nothing is left."""
    return clean_line(text, NAME_LIMIT)


def clean_line(text: str, limit: int = LINE_LIMIT) -> str:
    """One line: breaks and tabs become blanks, runs of blanks fold, at most `limit` characters."""
    line = _clean(text.replace("\r", "\n"), lambda one: " ".join(one.split()))
    return _cut(line, limit)


def clean_note(text: str) -> str:
    """A note: line breaks stay, at most one empty line in a row, at most 4,000 characters."""
    return _cut(_note(text), NOTE_LIMIT)


def too_long_for_a_note(text: str) -> bool:
    """Whether `clean_note` would cut the text."""
    return len(text) > NOTE_LIMIT and len(_note(text)) > NOTE_LIMIT


def _note(text: str) -> str:
    with_breaks = _LINE_BREAKS.sub("\n", signs.sequences().sub("", text))
    note = "\n".join(_clean(line, _even_blanks) for line in with_breaks.split("\n"))
    return _MANY_BREAKS.sub("\n\n", note).strip()


def harmless(text: str) -> str:
    """Text as it is, with its lines, tabs and blanks, and nothing in it that steers a terminal or
    hides: what is pasted, before a field shows it; and whatever is drawn or printed, wherever it
    comes from."""
    if _is_shown(text):
        return text
    return signs.dropped().sub("", _LINE_BREAKS.sub("\n", signs.sequences().sub("", text)))


def _is_shown(text: str) -> bool:
    """Whether there is nothing in the text that is dropped, nor a sequence that begins so."""
    return text.isprintable() and (text.isascii() or not any(one in text for one in signs.SILENT))


def one_line(text: str) -> str:
    """As `harmless`, on one line; for names of files and folders, which are said letter by letter
    and not evened out."""
    return harmless(text).replace("\n", " ").replace("\t", " ")


def fold(text: str) -> str:
    """For matching: `text` without case, accents, blanks and invisible characters.

    Vowel signs, viramas and voicing marks are letters in their scripts and stay, so that two
    different names in Devanagari, Thai or kana do not become one.
    """
    if text.isascii():
        return text.lower().translate(_ASCII_IGNORED)
    text = _cap_marks(text, _RAW_MARKS)
    folded = normalize("NFKD", normalize("NFKD", normalize("NFD", text).casefold()).casefold())
    return _cap_marks(folded.translate(_FOLDED), _RAW_MARKS)


def similar(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate nearest to `word` as it is spelled, or None when none is near.

    One that is a slip of the finger away is nearer than any other, however short both are.
    """
    from difflib import get_close_matches

    if len(word) > LINE_LIMIT:
        return None
    known = {fold(candidate): candidate for candidate in candidates}
    folded = fold(word)
    slips = [one for one in known if _one_slip(folded, one)]
    near = get_close_matches(folded, slips or known, n=1, cutoff=0 if slips else 0.6)
    return known[near[0]] if near else None


def _one_slip(typed: str, meant: str) -> bool:
    """Whether a letter is missing or too many, or two that stand together are exchanged."""
    short, long = sorted((typed, meant), key=len)
    at = next(
        (at for at, (one, other) in enumerate(zip(short, long, strict=False)) if one != other),
        len(short),
    )
    if len(long) == len(short) + 1:
        return bool(short) and short[at:] == long[at + 1 :]
    turned = short[at + 1 : at + 2] + short[at : at + 1] + short[at + 2 :]
    return len(long) == len(short) and short != long and turned == long[at:]


def _clean(text: str, blanks: Callable[[str], str]) -> str:
    """What both kinds of text share; `blanks` settles the blanks of one line."""
    if not _is_shown(text):
        text = signs.dropped().sub("", signs.sequences().sub("", text))
    if not text.isascii():
        text = signs.blank_letters().sub(" ", text)
    while not text.isascii():
        # What goes may bring together what does not belong together.
        before, text = text, _composed(text)
        if text == before:
            break
    return _from_first_letter(blanks(text))


def _composed(text: str) -> str:
    """Letters with their marks as one, and nothing that hides in a sign without its own cell."""
    if any(one in text for one in signs.BESIDE_PICTURES):
        text = signs.lone().sub("", text)
    text = _without_idle_joiners(text)
    if ZWJ in text:
        text = signs.long_chain().sub(r"\1", text)
    return _cap_marks(normalize("NFC", _cap_marks(text, _RAW_MARKS)), _MARKS)


def _without_idle_joiners(text: str) -> str:
    if ZWJ not in text and ZWNJ not in text:
        return text
    at_work = {found.start() for found in signs.joiners_at_work().finditer(text)}
    return "".join(
        char for place, char in enumerate(text) if char not in signs.JOINERS or place in at_work
    )


def _even_blanks(line: str) -> str:
    """Every kind of blank becomes a plain one; those at the end go, the indent stays."""
    return "".join(" " if char.isspace() else char for char in line).rstrip()


def _from_first_letter(line: str) -> str:
    """Marks with nothing before them would sit on whatever the screen shows there: they go."""
    start = 0
    while start < len(line) and (line[start].isspace() or _extends(line[start])):
        start += 1
    return line if line[:start].isspace() else line[start:]


def _cap_marks(text: str, most: int) -> str:
    if len(text) <= most or "m" * (most + 1) not in text.translate(_KINDS):
        return text
    kept: list[str] = []
    run = 0
    for char in text:
        if category(char).startswith("M"):
            run += 1
            if run > most:
                continue
        elif char not in signs.JOINERS:
            run = 0
        kept.append(char)
    return "".join(kept)


def _cut(text: str, limit: int) -> str:
    """At most `limit` characters, ending between two clusters where one is near."""
    if len(text) <= limit:
        return text
    end = limit
    while end > max(0, limit - _CLUSTER) and (_extends(text[end]) or text[end - 1] == ZWJ):
        end -= 1
    if end == max(0, limit - _CLUSTER):
        end = limit
    return text[:end].rstrip(signs.JOINERS).rstrip()


def _extends(char: str) -> bool:
    """Whether `char` belongs to the one before it: a mark, a joiner or a skin tone."""
    return (
        category(char).startswith("M")
        or char in signs.JOINERS
        or "\U0001f3fb" <= char <= "\U0001f3ff"
    )


def _ignored(char: str) -> bool:
    if char.isspace() or category(char) in {"Cc", "Cf", "Cs"} or signs.variants().match(char):
        return True
    # Classes 10 to 36 are Hebrew, Arabic and Syriac points; from 200 on stand accents.
    kind = combining(char)
    return char == "\u034f" or 10 <= kind <= 36 or kind >= 200


class _Table(dict[int, int | None]):
    """For `str.translate`: what becomes of each sign, worked out when it first turns up."""

    def __init__(self, becomes: Callable[[str], str]) -> None:
        super().__init__()
        self._becomes = becomes

    def __missing__(self, code: int) -> int | None:
        sign = self._becomes(chr(code))
        self[code] = ord(sign) if sign else None
        return self[code]


_FOLDED = _Table(lambda char: "" if _ignored(char) else char)
# Marks as "m"; joiners go, since they do not end a run of marks.
_KINDS = _Table(
    lambda char: "m" if category(char).startswith("M") else "" if char in signs.JOINERS else " "
)

"""Mistakes that people, editors and disks make in a file of the library, and what is due for each.

Those in keys, types and limits can never be a usable file; a byte that is cut off or turned, or a
line that is missing, may leave one.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from random import Random
from string import ascii_lowercase

from coreflect_tui.core.formats import ClockStyle, FacilitatorsIn, NoteKind, Order, Outcome, Tone
from coreflect_tui.core.formats import Place as Where
from coreflect_tui.core.formats import StepKind as Kind
from coreflect_tui.core.repeating import ForEach, Times
from coreflect_tui.core.speaking import Ends, PresenterPart, Speaks, Speech
from toml_places import Names, Place, places

WORDS = ("ask", "confidentiality")
"""Text that may be empty, as if the key were not there."""
NOTHING_COUNTS = ("away_minutes", "from_minutes")
"""Numbers that may be 0."""
KNOWN_WORDS: Mapping[str, type[StrEnum]] = {
    "places": Where,
    "place": Where,
    "outcomes": Outcome,
    "clock": ClockStyle,
    "kind": Kind,
    "order": Order,
    "facilitators": FacilitatorsIn,
    "tone": Tone,
    "writes": NoteKind,
    "door": NoteKind,
    "speaks": Speaks,
    "presenter": PresenterPart,
    "speech": Speech,
    "ends": Ends,
    "for_each": ForEach,
    "times": Times,
}
"""Keys that know certain words only."""
NUMBER_OR_WORD = (("repeat", "times"), ("step", "minutes"))
DURATIONS = ("each", "each_least", "after", "left", "warn", "extend")
NAMES = ("closes_after", "shared_in", "at", "steps", "reverse_of", "decks")
"""Keys that name something else in the file, or a deck of cards."""
HUGE = 10**9
FAR_TOO_LONG = '"' + "far too long " * 400 + '"'


@dataclass(frozen=True)
class Mistake:
    """A spoiled file. `line` is where it is to be said and `words` are what is to be said there, if
    that is known; `must` is whether it can be no usable file."""

    kind: str
    what: str
    content: bytes
    must: bool = False
    line: int | None = None
    words: tuple[str, ...] = ()


def mistakes(text: str, known: Mapping[Names, frozenset[str]]) -> Iterator[Mistake]:
    """Mistakes in keys, types, values and lines; `known` are the keys of each table."""
    for place in places(text):
        if not place.entry:
            yield from _renamed(text, place, known.get(place.names[:-1], frozenset()))
        yield from _retyped(text, place)
        yield from _beyond_limits(text, place)
    yield from _lines(text)


# --- keys ----------------------------------------------------------------------------------------


def _renamed(text: str, place: Place, known: frozenset[str]) -> Iterator[Mistake]:
    key = place.names[-1]
    for name in (*_misspelt(key), "zzqxy"):
        if name in known:
            continue
        near = f"did you mean '{key}'?" if name != "zzqxy" else "the keys are"
        content = _exchanged(text, place.key, name)
        # A table that has lost its name may leave its own tables in the air.
        sound = "header" not in place.what or _is_toml(content)
        yield Mistake(
            "key",
            f"'{key}' in line {place.line} is called '{name}'",
            content.encode(),
            must=True,
            line=place.line if sound else None,
            words=(f"'{name}' is not a key of", near) if sound else (),
        )


def _misspelt(key: str) -> list[str]:
    """`key` with each of its letters dropped, doubled and exchanged with the next."""
    dropped = [key[:at] + key[at + 1 :] for at in range(len(key))]
    doubled = [key[:at] + key[at] + key[at:] for at in range(len(key))]
    turned = [
        key[:at] + key[at + 1] + key[at] + key[at + 2 :]
        for at in range(len(key) - 1)
        if key[at] != key[at + 1]
    ]
    return list(dict.fromkeys(one for one in (*dropped, *doubled, *turned) if one))


# --- types ---------------------------------------------------------------------------------------


def _retyped(text: str, place: Place) -> Iterator[Mistake]:
    others = {
        "text": ("7", "true", "[7]", "{}", "2026-11-22"),
        "number": ('"7"', "7.5", "true", "[]", "{}"),
        "bool": ('"yes"', "1", "[]"),
        "list": ('"words"', "7", "{}", "[[]]"),
        "table": ("7", "[7]"),
    }.get(place.what, ())
    for other in others:
        if place.names in NUMBER_OR_WORD and other == "7":
            continue
        # A point without a table around it is the text of one.
        point = place.entry and place.names == ("step", "points")
        yield _instead("type", text, place, other, () if point else (f"'{place.names[-1]}'",))
    if "header" in place.what:
        yield _number_for_tables(text, place)


def _number_for_tables(text: str, place: Place) -> Mistake:
    """A number instead of all tables of that name, and of those within them."""
    way = ".".join(place.names)
    kept: list[str] = []
    within = False
    for row in text.splitlines(keepends=True):
        if row.startswith("["):
            name = row.split("]")[0].lstrip("[")
            within = name == way or name.startswith(f"{way}.")
        kept += [] if within else [row]
    number = f"{place.names[-1]} = 7\n"
    changed, line = number + "".join(kept), 1
    if len(place.names) > 1:
        changed = _exchanged(text, place.value, number + "[zzqxy]")
        line = place.line
    sound = _is_toml(changed)
    words = (f"'{place.names[-1]}'",) if sound else ()
    what = f"{way} in line {place.line} is 7"
    return Mistake("type", what, changed.encode(), True, line if sound else None, words)


# --- values --------------------------------------------------------------------------------------


def _beyond_limits(text: str, place: Place) -> Iterator[Mistake]:
    key = place.names[-1]
    values: list[str] = []
    if place.what == "number":
        limits = (-1, HUGE) if key in NOTHING_COUNTS else (0, -1, HUGE)
        values += [str(number) for number in limits]
    if place.what == "text":
        values.append(FAR_TOO_LONG)
        if key not in WORDS and place.names != ("certificates", "words"):
            values += ['""', '" \\t "']
        if key in (*KNOWN_WORDS, *DURATIONS, *NAMES) and place.names[0] != "instead":
            values.append('"zzqxy"')
        if key in DURATIONS:
            values += ['"-1m"', '"25h"', '"1.5m"', '"0:61"']
    for value in values:
        words: tuple[str, ...] = (f"'{key}'",)
        if key in NAMES:
            words = ("zzqxy",) if "zzqxy" in value else ()
        elif place.entry and place.names == ("step", "points"):
            words = ()  # it is the text of a point
        yield _instead("value", text, place, value, words)


def _instead(
    kind: str, text: str, place: Place, other: str, words: tuple[str, ...] = ()
) -> Mistake:
    content = _exchanged(text, place.value, other)
    what = f"{'.'.join(place.names)} in line {place.line} is {other[:20]}"
    return Mistake(kind, what, content.encode(), True, place.line, words)


# --- lines and bytes -----------------------------------------------------------------------------


def _lines(text: str) -> Iterator[Mistake]:
    """Every line missing, and every line twice."""
    lines = text.splitlines(keepends=True)
    keys = {one.line for one in places(text) if not one.entry}
    for number, line in enumerate(lines, 1):
        without = "".join(lines[: number - 1] + lines[number:])
        twice = "".join(lines[:number] + lines[number - 1 :])
        yield Mistake("line", f"line {number} is missing", without.encode())
        must = number in keys and line[:1] in ("[", *ascii_lowercase)
        yield Mistake("line", f"line {number} stands twice", twice.encode(), must)


def cut(content: bytes) -> Iterator[Mistake]:
    """The file cut off before each of its bytes, in the middle of a letter too."""
    for at in range(len(content)):
        yield Mistake("cut", f"cut off after {at} bytes", content[:at], must=at == 0)


def flipped(content: bytes, random: Random, count: int) -> Iterator[Mistake]:
    """As many times one bit of one byte is the other way, and as many times one byte is any."""
    for _ in range(count):
        at = random.randrange(len(content))
        for byte in (content[at] ^ 1 << random.randrange(8), random.randrange(256)):
            changed = content[:at] + bytes([byte]) + content[at + 1 :]
            yield Mistake("byte", f"byte {at} is {byte:#04x}", changed)


def _exchanged(text: str, span: tuple[int, int], other: str) -> str:
    return text[: span[0]] + other + text[span[1] :]


def _is_toml(text: str) -> bool:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return True

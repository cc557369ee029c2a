"""Pieces of text with a look, and how they are laid out on a line.

Views answer with lines of pieces; one widget turns them into styled text. So what people typed is
never read as markup, and a screen can be checked as plain text.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from rich.cells import cell_len, chop_cells, set_cell_size

from coreflect_tui.core.pictures import AS_PICTURE, PICTURES, TONES, ZWJ


class Look(StrEnum):
    """What a piece of text is; the style sheet says how it looks."""

    PLAIN = "plain"
    STRONG = "strong"
    MUTED = "muted"
    TITLE = "title"
    CLOCK = "clock"
    NOW = "now"
    GOOD = "good"
    WARN = "warn"
    KEY = "key"
    BAR = "bar"
    TROUGH = "trough"


# Between letters, as in Sinhala or Devanagari. Rich takes the one behind it for a part of an emoji,
# and counts no cell for it; the rest of the row would stand a cell further on.
@cache
def _joined_letters() -> re.Pattern[str]:
    return re.compile(rf"(?<![{PICTURES}{TONES}{AS_PICTURE}]){ZWJ}")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text; `action` is what a click on it does, always one of our own actions."""

    text: str
    look: Look = Look.PLAIN
    action: str = ""

    def __post_init__(self) -> None:
        if ZWJ in self.text:
            object.__setattr__(self, "text", drawn(self.text))


Line = tuple[Piece, ...]
Lines = tuple[Line, ...]
BLANK: Line = ()


def line(*parts: str | Piece) -> Line:
    """A line out of plain words and pieces."""
    return tuple(part if isinstance(part, Piece) else Piece(part) for part in parts)


def looking(look: Look, text: str) -> Line:
    """A line of one look."""
    return (Piece(text, look),)


def plain(lines: Iterable[Line]) -> str:
    """The lines as text without looks."""
    return "\n".join("".join(piece.text for piece in one).rstrip() for one in lines)


def drawn(text: str) -> str:
    """The text as it is drawn: letters that a joiner binds stand beside each other."""
    return _joined_letters().sub("", text) if ZWJ in text else text


def cells_of(text: str) -> int:
    """How many cells a text takes once it is drawn."""
    return cell_len(drawn(text))


def width_of(one: Line) -> int:
    """How many cells a line takes."""
    return sum([cell_len(piece.text) for piece in one])


def clip_text(text: str, width: int) -> str:
    """The text within `width` cells, with a sign where something was cut off."""
    text = drawn(text)
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, max(width - 1, 0)).rstrip() + "…" if width > 0 else ""


def fill(text: str, width: int) -> str:
    """The text as exactly `width` cells."""
    return set_cell_size(clip_text(text, width), width)


def clip(one: Line, width: int) -> Line:
    """The line within `width` cells."""
    kept: list[Piece] = []
    room = width
    for piece in one:
        size = cell_len(piece.text)
        if size > room:
            kept.append(replace(piece, text=clip_text(piece.text, room)))
            break
        kept.append(piece)
        room -= size
    return tuple(kept)


def spread(left: Line, right: Line, width: int) -> Line:
    """`left` at the left edge and `right` at the right one; the left gives way."""
    right = clip(right, width)
    room = width - width_of(right)
    left = clip(left, max(room - 1, 0))
    return (*left, Piece(" " * max(room - width_of(left), 0)), *right)


def bar(part: float, width: int) -> Line:
    """A calm bar: how much of the time is used, from 0 to 1."""
    done = round(min(max(part, 0.0), 1.0) * width)
    return (Piece("▓" * done, Look.BAR), Piece("░" * (width - done), Look.TROUGH))


def hang(label: Piece, units: Iterable[Line], width: int, most: int = 3) -> Lines:
    """Units after a label, wrapped between units and indented under the first; `most` lines."""
    indent = cell_len(label.text)
    lines: list[list[Piece]] = [[label]]
    room = width - indent
    left = room
    for unit in units:
        size = width_of(unit)
        if size > left and left < room:
            lines.append([Piece(" " * indent)])
            left = room
        lines[-1] += unit if size <= room else clip(unit, room)
        left = max(left - size, 0)
    if len(lines) > most:
        lines = lines[:most]
        lines[-1].append(Piece("…", Look.MUTED))
    return tuple(clip(tuple(one), width) for one in lines)


def hang_some(
    label: Piece, units: Sequence[Line], width: int, most: int, rest: Callable[[int], Line]
) -> Lines:
    """As `hang`; where not all units have room, `rest` says how many were left away."""
    room = width - cell_len(label.text)
    kept = _fitting(units, room, most)
    shown = list(units[:kept])
    while kept < len(units):
        shown = [*units[:kept], rest(len(units) - kept)]
        if not kept or _fitting(shown, room, most) == len(shown):
            break
        kept -= 1
    return hang(label, shown, width, most)


def _fitting(units: Sequence[Line], room: int, most: int) -> int:
    """How many of the units have room in `most` lines, wrapped between units."""
    lines, left = 1, room
    for count, unit in enumerate(units):
        size = width_of(unit)
        if size > left and left < room:
            lines, left = lines + 1, room
        if lines > most:
            return count
        left = max(left - size, 0)
    return len(units)


def flow(one: Line, width: int, most: int = 5) -> Lines:
    """A line wrapped between words, each part a cell in from the edge, its looks kept."""
    units = [
        (replace(piece, text=part),)
        for piece in one
        for part in re.findall(r"\s*\S+\s*?(?=\s|$)|\s+", piece.text)
    ]
    if not units:
        return (BLANK,)
    first = units[0][0]
    units[0] = (replace(first, text=first.text.lstrip()),)
    return hang(Piece(" "), units, width, most)


def words_of(text: str, look: Look = Look.PLAIN) -> Iterator[Line]:
    """A text as units for `hang`, a word each."""
    words = text.split()
    for index, word in enumerate(words):
        yield (Piece(word + (" " if index + 1 < len(words) else ""), look),)


def wrapped(text: str, width: int) -> list[str]:
    """A text in rows of at most `width` cells, wrapped between words; in writing without blanks, or
    where a word is too long, anywhere."""
    rows: list[str] = []
    for word in drawn(text).split():
        longer = f"{rows[-1]} {word}" if rows else word
        if rows and cell_len(longer) <= width:
            rows[-1] = longer
        else:
            rows += chop_cells(word, max(width, 2))
    return rows


def centred(one: Line, width: int) -> Line:
    """The line in the middle of `width` cells."""
    before = (width - width_of(one)) // 2
    return (Piece(" " * before), *one) if before > 0 and one else one

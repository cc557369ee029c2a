"""How much a TOML file may hold. What is within these bounds is read and checked within a second,
whoever wrote it; each has room for many times what a person writes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from heapq import nsmallest
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from coreflect_tui.core.text import clean_line
from coreflect_tui.disk import paths_in

if TYPE_CHECKING:
    from coreflect_tui.library.lines import KeyPath

LARGEST = 256 * 1024
"""Bytes of a file."""
LARGEST_NUMBER = 2**63
"""Of TOML; Python reads larger ones and cannot say all of them again."""
DEEPEST = 32
"""Lists and tables within each other, and parts of a key; a format has five."""
MOST_VALUES = 20_000
"""Keys, tables and entries of lists, all together; of lines as well."""
MOST_ENTRIES = 2_000
"""Of one list."""
MOST_FILES = 200
"""Of one folder that are read."""

TOO_LONG = "the number here is far too long"
TOO_DEEP = f"keys or lists are nested more than {DEEPEST} deep here; please write them flatter"
TOO_MANY = f"there are more than {MOST_VALUES:,} lines or values in it; please part it into several"


def too_deep(text: str) -> int | None:
    """The line of a key of too many parts ("a.a.a ..."), None without one. tomllib would take
    minutes over it."""
    # No key goes over several lines, and nearly no line has so many dots.
    dotted = any(line.count(".") >= DEEPEST for line in text.split("\n"))
    if not dotted:
        return None
    from coreflect_tui.library.lines import line_of_deep_key

    return line_of_deep_key(text)


def too_many(text: str) -> bool:
    """Whether a text has so many lines or entries that reading them all takes long."""
    return max(text.count("\n"), text.count(",")) > MOST_VALUES


def beyond(values: Mapping[str, Any]) -> tuple[KeyPath, str] | None:
    """What can be read and not be worked with: where it stands, and a sentence on it."""
    level: list[tuple[KeyPath, object]] = [((), values)]
    count = 0
    while level:
        if len(level[0][0]) > DEEPEST:
            return (), TOO_DEEP
        below: list[tuple[KeyPath, object]] = []
        for path, value in level:
            if isinstance(value, int) and abs(value) >= LARGEST_NUMBER:
                return path, TOO_LONG
            if isinstance(value, list) and len(value) > MOST_ENTRIES:
                return path, f"this list has {len(value):,} entries; {MOST_ENTRIES:,} at most"
            below += _inside(path, value)
            if count + len(below) > MOST_VALUES:
                return (), TOO_MANY
        count += len(below)
        level = below
    return None


def _inside(path: KeyPath, value: object) -> Iterator[tuple[KeyPath, object]]:
    if isinstance(value, dict):
        yield from (((*path, key), inner) for key, inner in value.items())
    elif isinstance(value, list):
        yield from (((*path, index), inner) for index, inner in enumerate(value))


class Rest(NamedTuple):
    """Files of a folder that are not looked at: the first of them, and how many there are."""

    first: Path
    number: int

    def __str__(self) -> str:
        return f"{clean_line(str(self.first.parent), 1_000)}: {self.sentence}"

    @property
    def sentence(self) -> str:
        files = "1 file is" if self.number == 1 else f"{self.number:,} files are"
        return f"{files} not looked at; please keep {MOST_FILES} at most in this folder"


def files_in(folder: Path) -> tuple[list[Path], Rest | None]:
    """The first MOST_FILES of the TOML files in `folder` by name, and what is left of them."""
    found = paths_in(folder, "*.toml")
    first = nsmallest(MOST_FILES + 1, found)
    more = len(found) - MOST_FILES
    return first[:MOST_FILES], Rest(first[MOST_FILES], more) if more > 0 else None

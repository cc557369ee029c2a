"""The rows of a report as a spreadsheet shows them, whatever stands between its cells.

Python's own reader takes what stands after a quotation mark that is never closed for one cell, to
the end of the file; here such a mark costs its own row only.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO

# No row of a report is longer, and no quoted cell goes over more lines.
_LONGEST_LINE, _MOST_LINES = 8_000, 6

_CLOCK = re.compile(r"\d[:.h]\d\d")
_SEPARATOR_LINE = re.compile(r'"?sep=([,;\t|])"?[,;\t]*')


@dataclass(frozen=True, slots=True)
class Record:
    """A row, numbered from 1 as in a spreadsheet: the header and empty rows count, a first line
    that only names the separator does not. `flaw` says what is wrong with it."""

    number: int
    cells: tuple[str, ...]
    flaw: str = ""

    @property
    def filled(self) -> int:
        """How many cells hold something."""
        return sum(bool(cell.strip()) for cell in self.cells)


def lines_of(text: str) -> tuple[list[str], str]:
    """The lines of `text` without the empty ones at its end, and the separator that it names, ""
    if it names none. A line may end with CR, LF or both."""
    lines = StringIO(text.rstrip(" \t,;\r\n"), newline=None).readlines()
    named = _SEPARATOR_LINE.fullmatch(lines[0].strip()) if lines else None
    return (lines[1:], named[1]) if named else (lines, "")


def records_of(lines: list[str], delimiter: str) -> Iterator[Record]:
    """The rows of lines whose cells stand between such delimiters."""
    place = number = 0
    while place < len(lines):
        number += 1
        line, used, flaw = lines[place].rstrip("\n"), 1, ""
        if len(line) > _LONGEST_LINE:
            cells, flaw = [], "it is longer than any row of a report"
        elif '"' not in line:
            cells = line.split(delimiter)
        else:
            cells, used = _quoted(lines[place : place + _MOST_LINES], delimiter)
            if not used:
                used, flaw = 1, "it has a quotation mark that is not closed"
                cells = [_bare(cell) for cell in line.split(delimiter)]
        yield Record(number, tuple(cells), flaw)
        place += used


def _quoted(lines: list[str], delimiter: str) -> tuple[list[str], int]:
    """The first row of `lines` and how many of them it takes; ([], 0) if its quotes do not close.

    A mark that is never closed may also end at that of a later row and swallow what is between.
    """
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        cells = next(reader)
    except csv.Error:
        return [], 0
    within = (line for cell in cells if "\n" in cell for line in cell.split("\n"))
    if any(_is_row(line, delimiter) for line in within):
        return [], 0
    return cells, reader.line_num


def _is_row(line: str, delimiter: str) -> bool:
    """Whether a line within a cell looks like a row of its own and not like the rest of a title."""
    cells = line.count(delimiter)
    return cells > 2 or (cells > 1 and _CLOCK.search(line) is not None)


def _bare(cell: str) -> str:
    cell = cell.strip()
    if len(cell) > 1 and cell[0] == cell[-1] == '"':
        return cell[1:-1].replace('""', '"')
    return cell.strip('"')

"""The tables of a report: found by the shape of their headers, anywhere in the file."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice

from coreflect_tui.imports.report_columns import Columns, columns_of
from coreflect_tui.imports.report_durations import read_seconds
from coreflect_tui.imports.report_records import Record, lines_of, records_of
from coreflect_tui.imports.report_times import read_when
from coreflect_tui.imports.roster_entry import unguarded

MOST_ROWS = 1_000
"""Everybody of the largest list of people, waiting first or coming back once."""
_MOST_TITLES = 100_000
_DELIMITERS = ("\t", ";", ",")
# Rows with a time of day are no headers; most rows are known by that.
_CLOCK = re.compile(r"\d[:.h]\d\d")
_TITLE = re.compile(r"\s*\d{1,2}[.)]\s*\D")
_FORMULA = re.compile(r'=\s*"(.*)"\s*', re.DOTALL)


class TooManyRowsError(Exception):
    """There are more rows than any call has."""


@dataclass(slots=True)
class Table:
    """A header and the rows under it, the empty ones left out. `apart` are the numbers of rows of
    a single cell after an empty row: as likely a title as a person."""

    columns: Columns
    header: Record
    rows: list[Record] = field(default_factory=list)
    apart: set[int] = field(default_factory=set)


def find_tables(text: str) -> tuple[list[Table], list[Record]]:
    """The tables of a file in their order, and the rows that belong to none, such as a preamble.

    Raises TooManyRowsError.
    """
    lines, named = lines_of(text)
    others = (one for one in _DELIMITERS if one != named)
    for delimiter in (named, *others) if named else others:
        if any(delimiter in line for line in lines):
            tables, loose = _sorted(list(_limited(records_of(lines, delimiter))))
            if tables:
                return tables, loose
    return [], []


def cell_at(record: Record, place: int | None) -> str:
    """What a cell says, without what keeps spreadsheets from changing it; "" beyond the row."""
    if place is None or place >= len(record.cells):
        return ""
    cell = unguarded(record.cells[place].strip())
    if cell.startswith("=") and (formula := _FORMULA.fullmatch(cell)):
        return formula[1].replace('""', '"').strip()
    return cell


def best_of(tables: list[Table]) -> tuple[Table, list[Table]]:
    """The table that says most of when people were there, and the others.

    One with a row for each connection goes before one with a row for each person, and both are
    never added up.
    """
    best = max(reversed(tables), key=_worth)
    return best, [table for table in tables if table is not best]


def _worth(table: Table) -> tuple[bool, int, bool, int]:
    columns = table.columns
    interval = (columns.joined is not None) + (columns.left is not None)
    return bool(table.rows), interval, not columns.per_person, len(table.rows)


def _limited(records: Iterable[Record]) -> Iterable[Record]:
    for record in records:
        if record.number > MOST_ROWS:
            raise TooManyRowsError
        yield record


class _Headers:
    """Which rows are headers. What stands around tables is short, so after very many cells that
    are none nothing is looked at any more: a file made to be slow is not."""

    def __init__(self) -> None:
        self._left = _MOST_TITLES

    def columns(self, record: Record) -> Columns | None:
        """The columns that a row names, or None."""
        cells = record.cells
        if self._left < 0 or any(_CLOCK.search(cell) for cell in cells[:30]):
            return None
        self._left -= len(cells)
        return columns_of(tuple(cell_at(record, place) for place in range(len(cells))))


def _sorted(records: list[Record]) -> tuple[list[Table], list[Record]]:
    """The rows shared out among the tables under whose header they stand."""
    tables: dict[tuple[str, ...], Table] = {}
    loose: list[Record] = []
    current: Table | None = None
    after_blank = False
    headers = _Headers()
    for place, record in enumerate(records):
        if not record.filled and not record.flaw:
            after_blank = True
            continue
        if columns := headers.columns(record):
            # The same header once more is a report that was appended, and goes on.
            current = tables.setdefault(columns.titles, Table(columns, record))
        elif current and _ends(records, place, current.columns, headers, after_blank=after_blank):
            current = None
        elif current:
            current.rows.append(record)
            current.apart |= {record.number} if after_blank and record.filled == 1 else set()
        if current is None:
            loose.append(record)
        after_blank = False
    return list(tables.values()), loose


def _ends(
    records: list[Record], place: int, columns: Columns, headers: _Headers, *, after_blank: bool
) -> bool:
    """Whether a row opens another section: a lone cell by its number or the header after it;
    after an empty row also one that tells no time, before a header or before no row of this
    table."""
    record = records[place]
    lone = record.filled == 1
    if not (lone or after_blank) or _tells_time(record, columns):
        return False
    if lone and _TITLE.match(next(cell for cell in record.cells if cell.strip())):
        return True
    if any(headers.columns(one) for one in records[place + 1 : place + (5 if after_blank else 2)]):
        return True
    following = next((one for one in islice(records, place + 1, None) if one.filled), None)
    return after_blank and lone and following is not None and not _tells_time(following, columns)


def _tells_time(record: Record, columns: Columns) -> bool:
    cells = [cell_at(record, place) for place in columns.of_time]
    return any(read_when(cell) or read_seconds(cell) is not None for cell in cells)

"""Attendance reports of Zoom, Microsoft Teams, Google Meet, Webex and services like them.

The table is found by the shape of its header, in any encoding, language and order of dates.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from coreflect_tui.core.report import Connection, DateOrder, Report
from coreflect_tui.core.text import clean_line, fold
from coreflect_tui.disk import read_file
from coreflect_tui.imports.decoding import NotTextError, decode
from coreflect_tui.imports.report_rows import Dates, Row, called_in, dates_of, read_row, rows_of
from coreflect_tui.imports.report_table import (
    MOST_ROWS,
    Table,
    TooManyRowsError,
    best_of,
    find_tables,
)

__all__ = ["MOST_BYTES", "MOST_ROWS", "ReportError", "parse_report", "read_report"]

MOST_BYTES = 5_000_000
MOST_PROBLEMS = 50
"""Sentences on single rows; nobody reads more of them."""
_DOWNLOAD = (
    "download the attendance report of Zoom, Teams, Google Meet or Webex as CSV and try again"
)


class ReportError(Exception):
    """A report cannot be read; one sentence that says what happened and what to do."""


def read_report(path: Path, start: datetime, order: DateOrder | None = None) -> Report:
    """The report in a file of up to 5 MB, of a session that began at `start`; see parse_report.

    Raises ReportError.
    """
    name = clean_line(path.name) or "This file"
    try:
        raw = read_file(path, MOST_BYTES)
    except OSError as error:
        why = (error.strerror or "the system refused").lower()
        if path.is_dir():
            why = "it is a folder"
        raise ReportError(
            f"{name} cannot be read ({why}); check where the report is and try again."
        ) from None
    if raw is None:
        raise _too_large(name)
    try:
        text = decode(raw)
    except NotTextError:
        raise ReportError(
            f"{name} is not text, as an attendance report is; save it as CSV, or {_DOWNLOAD}."
        ) from None
    return _report(text, start, order, name)


def parse_report(text: str, start: datetime, order: DateOrder | None = None) -> Report:
    """The report in `text`, of a session that began at `start`, by the clock of its place and naive
    like the report's; times without a date are taken for those nearest to it.

    `order` says which part of its dates is the day, whatever the report itself suggests. Rows in
    problems are those of a spreadsheet: the header and empty rows count. Raises ReportError.
    """
    if len(text) > MOST_BYTES:
        raise _too_large("This text")
    return _report(text.replace("\ufeff", ""), start, order, "This text")


def _report(text: str, start: datetime, order: DateOrder | None, name: str) -> Report:
    if not text.strip(" \t\r\n,;\0"):
        raise ReportError(f"{name} is empty; {_DOWNLOAD}.")
    try:
        tables, loose = find_tables(text)
    except TooManyRowsError:
        raise ReportError(
            f"{name} has more than {MOST_ROWS:,} rows, more than any call; keep the rows of this"
            " session and try again."
        ) from None
    if not tables:
        raise ReportError(
            f"{name} is not an attendance report, since no row of it has titles for a name and for"
            f" joining, leaving or duration; {_DOWNLOAD}."
        )
    best, others = best_of(tables)
    if not best.rows:
        raise ReportError(
            f"{name} is an attendance report with nobody in it; {_DOWNLOAD}, after the call has"
            " ended."
        )
    rows = rows_of(best)
    besides = [row for table in others for row in rows_of(table)]
    dates = dates_of([*rows, *besides], loose, start, order)
    read = [read_row(row, best, dates) for row in rows]
    connections = tuple(connection for connection, _ in read if connection)
    problems = [sentence for _, sentence in read if sentence]
    problems += _left_out(others, connections)
    problems = [*_few(problems), *_elsewhere(dates), *_zones(rows)]
    return Report(_service(tables), connections, tuple(problems), dates.order, dates.unknown)


def _service(tables: Iterable[Table]) -> str:
    return next((table.columns.service for table in tables if table.columns.service), "")


def _left_out(others: Iterable[Table], connections: Iterable[Connection]) -> Iterator[str]:
    """A sentence for each row of the tables not taken whose person the one that was taken lacks:
    tables are never added up, and nobody is dropped in silence."""
    known = {fold(one.alias) for one in connections}
    for table in others:
        for record in table.rows:
            called = called_in(record, table)
            if called.name and record.number not in table.apart and fold(called.alias) not in known:
                yield (
                    f"Row {record.number} was left out: it sums up a person whom the table with"
                    " each connection does not have."
                )


def _few(problems: list[str]) -> Iterator[str]:
    """Of very many sentences on rows the first, and how many rows more there are."""
    yield from problems[:MOST_PROBLEMS]
    if (more := len(problems) - MOST_PROBLEMS) > 0:
        yield f"Rows that could not be read in full, beside these: {more:,}."


def _elsewhere(dates: Dates) -> Iterator[str]:
    if dates.elsewhere:
        yield (
            f"The dates of this report are all far from {dates.day:%Y-%m-%d}, the day of the"
            " session; it may be of another session."
        )


def _zones(rows: Iterable[Row]) -> Iterator[str]:
    if any(when.zoned for row in rows for when in (row.joined, row.left) if when):
        yield (
            "The times of this report name a time zone, which was left aside: they were taken for"
            " the clock of the session."
        )


def _too_large(name: str) -> ReportError:
    return ReportError(
        f"{name} is larger than 5 MB, more than the attendance of a call needs; {_DOWNLOAD}."
    )

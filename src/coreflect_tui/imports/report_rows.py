"""The rows of a report's table as connections, and sentences on those that cannot be read."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from coreflect_tui.core.report import Connection, DateOrder
from coreflect_tui.core.text import clean_line, fold
from coreflect_tui.imports.report_columns import Columns
from coreflect_tui.imports.report_durations import read_seconds
from coreflect_tui.imports.report_names import Called, read_name
from coreflect_tui.imports.report_records import Record
from coreflect_tui.imports.report_table import Table, cell_at
from coreflect_tui.imports.report_times import When, around, decide_order, far, read_when, stay
from coreflect_tui.imports.roster_table import Column, full_name

# Characters of a cell that are looked at.
_LONGEST = 1_000
# Services show times to the minute, and round what they count.
_ROUNDING = 60

_YES = frozenset(
    {
        "yes",
        "y",
        "true",
        "si",
        "ja",
        "j",
        "oui",
        "o",
        "sim",
        "s",
        "tak",
        "t",
        "da",
        "x",
        "wahr",
        "vrai",
        "verdadero",
    }
)
_NO = frozenset(
    {
        "no",
        "n",
        "false",
        "nein",
        "non",
        "nao",
        "nee",
        "nie",
        "nej",
        "nei",
        "falsch",
        "faux",
        "falso",
    }
)


# What services write where they have nothing to say.
_NOTHING = frozenset({"", "-", "–", "—", "n/a", "na"})


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its instants as they are written; None for what is no instant."""

    record: Record
    joined: When | None
    left: When | None


@dataclass(frozen=True, slots=True)
class Dates:
    """What turns the instants of a file into those of a calendar. `elsewhere` says that all its
    dates are far from `day`, the session's; `near` is where times without a date belong."""

    order: DateOrder
    unknown: bool
    day: date
    near: datetime
    elsewhere: bool


def rows_of(table: Table) -> list[Row]:
    """The rows of a table with their instants."""
    columns = table.columns
    return [
        Row(record, *(read_when(cell_at(record, at)) for at in (columns.joined, columns.left)))
        for record in table.rows
    ]


def dates_of(
    rows: Iterable[Row], loose: Iterable[Record], start: datetime, order: DateOrder | None
) -> Dates:
    """How the dates of a file are to be read: by `order` where it is given, else by what stands
    anywhere in the file, else near to `start`, the session's."""
    day = start.date()
    whens = [when for row in rows for when in (row.joined, row.left) if when]
    beside = (read_when(cell.strip()) for record in loose for cell in record.cells)
    decided, unknown = decide_order([*whens, *filter(None, beside)], day)
    known = [of for when in whens if (of := when.of(order or decided))]
    elsewhere = bool(known) and all(far(of, day) for of in known)
    near = around(whens, start)
    return Dates(order or decided, unknown and order is None, day, near, elsewhere)


def read_row(row: Row, table: Table, dates: Dates) -> tuple[Connection | None, str]:
    """A row as a connection, and a sentence on what is wrong with it, "" if nothing is.

    A row keeps its name even where its times cannot be read, so that nobody is lost.
    """
    record, columns = row.record, table.columns
    called = called_in(record, table)
    if why := _unusable(row, table, called):
        return None, f"Row {record.number} could not be read: {why}."
    near = _near(row, dates)
    joined, left = stay(near.joined, near.left, dates.order, dates.near)
    flaws = _flaws(row, near, columns, joined, left)
    if joined and left and left < joined:
        left = None
    span = int((left - joined).total_seconds()) if joined and left else None
    lasting = read_seconds(_said(record, columns.duration), columns.unit, span)
    if lasting is None and _said(record, columns.duration):
        flaws.append("its duration cannot be read")
    waiting = _word(_said(record, columns.waiting))
    if waiting and waiting not in _YES | _NO:
        flaws.append("it does not say clearly whether this is the waiting room; it counts as none")
    connection = Connection(
        row=record.number,
        name=called.name,
        alias=called.alias,
        original=called.original,
        pronouns=called.pronouns
        or clean_line(_cell(record, columns, Column.PRONOUNS)[:_LONGEST], 40),
        email=_email(_cell(record, columns, Column.EMAIL)),
        joined=joined,
        left=left,
        seconds=_seconds(span, lasting, per_person=columns.per_person),
        waiting=waiting in _YES,
    )
    if not flaws:
        return connection, ""
    return connection, f"Row {record.number} was read in part only: {', and '.join(flaws)}."


def called_in(record: Record, table: Table) -> Called:
    """Who a row is about."""
    columns = table.columns
    cells = {column: cell_at(record, place) for column, place in columns.people.items()}
    return read_name(full_name(cells), renamed=columns.service in ("Zoom", ""))


def _near(row: Row, dates: Dates) -> Row:
    """A row without instants whose date is far from the session's."""
    if dates.elsewhere:
        return row
    joined, left = (
        None if when and far(when.of(dates.order), dates.day) else when
        for when in (row.joined, row.left)
    )
    return replace(row, joined=joined, left=left)


def _unusable(row: Row, table: Table, called: Called) -> str:
    """Why nothing can be taken from a row; "" if something can."""
    record, columns = row.record, table.columns
    if not called.name:
        return record.flaw or "it has no name"
    if _has_more(record, columns) and (row.joined is None or row.left is None):
        return "it has more cells than the header"
    if (lasting := read_when(_said(record, columns.duration))) and lasting.dated:
        return "its cells do not stand under their titles"
    silent = not any(_said(record, place) for place in columns.of_time)
    return "it says no time" if silent and record.number in table.apart else ""


def _flaws(
    row: Row, near: Row, columns: Columns, joined: datetime | None, left: datetime | None
) -> list[str]:
    """What is wrong with a row; `near` is the row without what is far from the session."""
    record = row.record
    flaws = [record.flaw] if record.flaw else []
    if _has_more(record, columns):
        flaws.append("it has more cells than the header")
    if not any(_said(record, place) for place in columns.of_time):
        flaws.append("it says no time")
    if joined is None and near.joined == row.joined and _said(record, columns.joined):
        flaws.append("its time of joining cannot be read")
    if left is None and near.left == row.left and _said(record, columns.left):
        flaws.append("its time of leaving cannot be read")
    if joined and left and left < joined:
        flaws.append("it ends before it starts")
    if near != row:
        flaws.append("it has a date far from the session's")
    return flaws


def _seconds(span: int | None, lasting: int | None, *, per_person: bool) -> int | None:
    """How long it was. Instants go before what a service has rounded; but where a row is a person,
    from first to last they may have been away, and the service has counted only the rest."""
    if span is None or lasting is None:
        return lasting if span is None else span
    if span == 0 or (per_person and lasting <= span + _ROUNDING):
        return lasting
    return span


def _has_more(record: Record, columns: Columns) -> bool:
    return any(cell.strip() for cell in record.cells[len(columns.titles) :])


def _said(record: Record, place: int | None) -> str:
    """What a cell says; "" also for the dash of one that says nothing."""
    cell = cell_at(record, place)
    return "" if cell.casefold() in _NOTHING else cell


def _cell(record: Record, columns: Columns, column: Column) -> str:
    return cell_at(record, columns.people.get(column))


def _word(cell: str) -> str:
    return "".join(char for char in fold(cell) if char.isalnum())


def _email(cell: str) -> str:
    line = clean_line(cell[:_LONGEST])
    return line if "@" in line and " " not in line else ""

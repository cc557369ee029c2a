"""A row of the list of sessions: written with its seal, and read only where that holds."""

import json
import sqlite3
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Final

from coreflect_tui.core.summary import ItemSummary, Participation, Status, Summary
from coreflect_tui.store import instants
from coreflect_tui.store.chain import holds, seal

_COLUMNS: Final = (
    "session, format, title, group_id, status, starts_at, began, closed, hard_end, updated,"
    " minutes, people, doing, items, participation"
)
SEALED_ROW: Final = f"seq, {_COLUMNS}"
"""What the seal of a row covers, in this order."""
PLACE: Final = {name: place for place, name in enumerate(SEALED_ROW.split(", "))}
"""Where each column stands in it."""
ROW: Final = (
    f"{SEALED_ROW}, seal,"
    " (SELECT max(seq) FROM decisions WHERE decisions.session = sessions.session)"
)
"""What is asked for of a row. The last number among its decisions says whether it is the newest
that was written."""
_SOME: Final = f"SELECT rowid, {ROW} FROM sessions WHERE rowid > ? ORDER BY rowid LIMIT 500"
# Not INSERT OR REPLACE: that deletes the row first, and the decisions with it.
_PUT: Final = (
    f"INSERT INTO sessions ({SEALED_ROW}, seal) VALUES (?{', ?' * len(PLACE)})"
    " ON CONFLICT (session) DO UPDATE SET "
    + ", ".join(f"{name} = excluded.{name}" for name in (*PLACE, "seal") if name != "session")
)


def put(conn: sqlite3.Connection, summary: Summary, seq: int) -> None:
    """Write the row of a session, new or again, as it is after decision `seq`; no transaction."""
    row = (seq, *_row(summary))
    conn.execute(_PUT, (*row, seal(row)))


def summary_of(row: Sequence[Any]) -> Summary | None:
    """The summary in a row without its number; None where it says what this version does not
    know."""
    try:
        return Summary(
            session=row[0],
            format=row[1],
            title=row[2],
            group=row[3],
            status=Status(row[4]),
            starts_at=instants.from_text(row[5]),
            began=_instant(row[6]),
            closed=_instant(row[7]),
            hard_end=instants.from_text(row[8]),
            updated=instants.from_text(row[9]),
            minutes=row[10],
            people=row[11],
            doing=row[12],
            items=tuple(ItemSummary(*item) for item in json.loads(row[13])),
            participation=tuple(Participation(*one) for one in json.loads(row[14])),
        )
    except (ValueError, TypeError):
        return None


def is_right(row: Sequence[Any]) -> bool:
    """Whether a row, as ROW asks for it, is what was written with the last decision."""
    *sealed, stored, last = row
    # Without decisions there is no number to compare.
    return (last is None or sealed[0] == last) and holds(sealed, stored)


def row_of(conn: sqlite3.Connection, session: str) -> tuple[int, Summary] | None:
    """The row of a session, with its number of decisions; None where it is missing or is not what
    was written. Raises sqlite3.Error."""
    row = conn.execute(
        f"SELECT {SEALED_ROW}, seal FROM sessions WHERE session = ?", (session,)
    ).fetchone()
    summary = summary_of(row[1:-1]) if row and holds(row[:-1], row[-1]) else None
    return (int(row[0]), summary) if summary else None


def count_of(conn: sqlite3.Connection, session: str) -> int:
    """How many decisions a session has, as its row says; 0 where the row is missing or is not what
    was written. Raises sqlite3.Error."""
    found = row_of(conn, session)
    return found[0] if found else 0


def all_hold(conn: sqlite3.Connection, is_left: Callable[[], bool]) -> bool:
    """Whether all rows are what was written; no where it `is_left` meanwhile. Some are read at a
    time, so that no other program waits to write. Raises sqlite3.Error."""
    last = 0
    while not is_left():
        rows = conn.execute(_SOME, (last,)).fetchall()
        if not all(is_right(row) for _, *row in rows):
            return False
        if not rows:
            return True
        last = rows[-1][0]
    return False


def _row(summary: Summary) -> tuple[str | int | None, ...]:
    return (
        summary.session,
        summary.format,
        summary.title,
        summary.group,
        summary.status,
        instants.to_text(summary.starts_at),
        instants.to_text(summary.began) if summary.began else None,
        instants.to_text(summary.closed) if summary.closed else None,
        instants.to_text(summary.hard_end),
        instants.to_text(summary.updated),
        summary.minutes,
        summary.people,
        summary.doing,
        json.dumps([[item.step, item.planned, item.real] for item in summary.items]),
        json.dumps([[one.roster, one.full] for one in summary.participation]),
    )


def _instant(text: str | None) -> datetime | None:
    return None if text is None else instants.from_text(text)

"""The summary rows that lists and history read; no session is replayed for them."""

import json
import sqlite3
from datetime import datetime
from typing import Any, Final

from coreflect_tui.core.summary import ItemSummary, Participation, Status, Summary
from coreflect_tui.store import instants
from coreflect_tui.store.connection import Database
from coreflect_tui.store.errors import DamagedFile, UnknownSession
from coreflect_tui.store.last_moments import LastMoments, last_moments

LAST: Final = "last"
DAMAGED: Final = "the list of sessions is damaged"

_COLUMNS: Final = (
    "session, format, title, group_id, status, starts_at, began, closed, hard_end, updated,"
    " minutes, people, doing, items, participation"
)
_NEWEST: Final = f"SELECT {_COLUMNS} FROM sessions ORDER BY updated DESC, session DESC LIMIT ?"
_NOT_CLOSED: Final = (
    f"SELECT {_COLUMNS} FROM sessions WHERE status <> ? ORDER BY updated DESC, session DESC"
)
_CLOSED: Final = (
    f"SELECT {_COLUMNS} FROM sessions WHERE status = ? ORDER BY updated DESC, session DESC LIMIT ?"
)
_LAST: Final = "SELECT session FROM sessions ORDER BY updated DESC, session DESC LIMIT 1"
_LAST_OPEN: Final = (
    "SELECT session FROM sessions WHERE status <> ? ORDER BY updated DESC, session DESC LIMIT 1"
)
_REAL: Final = (
    "SELECT items FROM sessions WHERE format = ? AND status = ?"
    " ORDER BY closed DESC, session DESC LIMIT ?"
)
_OF_GROUP: Final = (
    f"SELECT {_COLUMNS} FROM sessions WHERE group_id = ? AND status = ?"
    " AND starts_at >= ? AND starts_at < ? ORDER BY starts_at, session"
)
# From the rows, so that each is looked up: the decisions are many.
_OFFSETS: Final = (
    "SELECT sessions.session, utc_offset FROM sessions JOIN decisions"
    " ON decisions.session = sessions.session AND decisions.seq = 1"
)
_HELD_BEFORE: Final = "SELECT count(*) FROM sessions WHERE coalesce(began, starts_at) < ?"
LAST_SESSIONS: Final = 20


class Summaries:
    """Reads the summary rows. Every method raises StoreError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def newest(self, limit: int | None = None) -> tuple[Summary, ...]:
        """Those last worked on first, at most `limit`."""
        with self._database.reading() as conn:
            rows = conn.execute(_NEWEST, (-1 if limit is None else limit,)).fetchall()
        return tuple(_summary(row) for row in rows)

    def not_closed(self) -> tuple[Summary, ...]:
        """Those that were not closed, those last worked on first."""
        with self._database.reading() as conn:
            rows = conn.execute(_NOT_CLOSED, (Status.CLOSED,)).fetchall()
        return tuple(_summary(row) for row in rows)

    def closed(self, limit: int) -> tuple[Summary, ...]:
        """The closed ones that were last worked on, the last first."""
        with self._database.reading() as conn:
            rows = conn.execute(_CLOSED, (Status.CLOSED, limit)).fetchall()
        return tuple(_summary(row) for row in rows)

    def last_moments(self, session: str) -> LastMoments:
        """Where a session was left."""
        return last_moments(self._database, session)

    def offsets(self) -> dict[str, int]:
        """By session, how many seconds its place is ahead of UTC, as its first decision says."""
        with self._database.reading() as conn:
            return dict(conn.execute(_OFFSETS).fetchall())

    def held_before(self, instant: datetime) -> int:
        """How many sessions began, or were to begin, before that instant."""
        with self._database.reading() as conn:
            found = conn.execute(_HELD_BEFORE, (instants.to_text(instant),)).fetchone()
        return int(found[0])

    def of_group(self, group: str, since: datetime, until: datetime) -> tuple[Summary, ...]:
        """The closed sessions of a group, by its id, that were planned to begin from `since` on
        and before `until`, the oldest first."""
        period = (instants.to_text(since), instants.to_text(until))
        with self._database.reading() as conn:
            rows = conn.execute(_OF_GROUP, (group, Status.CLOSED, *period)).fetchall()
        return tuple(_summary(row) for row in rows)

    def real_seconds(self, format_id: str) -> dict[str, list[tuple[int, ...]]]:
        """How long each step of a format really took in the last closed sessions, in seconds: by
        step, for each session that held it, the times it took there, the newest session first."""
        with self._database.reading() as conn:
            rows = conn.execute(_REAL, (format_id, Status.CLOSED, LAST_SESSIONS)).fetchall()
        found: dict[str, list[tuple[int, ...]]] = {}
        for (items,) in rows:
            for step, seconds in _real_seconds(items).items():
                found.setdefault(step, []).append(seconds)
        return found

    def find(self, asked: str, *, to_go_on: bool = False) -> str:
        """The id of the session that `asked` means: "last", an id, or the start of one. To go on
        with, "last" is the last one that is not closed.

        Raises UnknownSession with a sentence when none or several go by it.
        """
        prefix = asked.strip().lower()
        with self._database.reading() as conn:
            if prefix == LAST and to_go_on:
                rows = conn.execute(_LAST_OPEN, (Status.CLOSED,)).fetchall()
            elif prefix == LAST:
                rows = conn.execute(_LAST).fetchall()
            else:
                rows = conn.execute(
                    "SELECT session FROM sessions WHERE substr(session, 1, length(?1)) = ?1"
                    " ORDER BY session = ?1 DESC, session DESC",
                    (prefix,),
                ).fetchall()
        found = [row[0] for row in rows]
        if not found:
            raise UnknownSession(_none(prefix, to_go_on=to_go_on))
        if len(found) > 1 and found[0] != prefix:
            shown = ", ".join(found[:3]) + (", …" if len(found) > 3 else "")
            raise UnknownSession(
                f"{len(found)} sessions begin with “{prefix}” ({shown}); write more of the id."
            )
        return str(found[0])


def put(conn: sqlite3.Connection, summary: Summary, seq: int) -> None:
    """Write the row of a session, new or again, as it is after decision `seq`; no transaction."""
    names = f"seq, {_COLUMNS}".split(", ")
    marks = ", ".join("?" for _ in names)
    # Not INSERT OR REPLACE: that deletes the row first, and the decisions with it.
    updates = ", ".join(f"{name} = excluded.{name}" for name in names if name != "session")
    conn.execute(
        f"INSERT INTO sessions ({', '.join(names)}) VALUES ({marks})"
        f" ON CONFLICT (session) DO UPDATE SET {updates}",
        (seq, *_row(summary)),
    )


def _none(prefix: str, *, to_go_on: bool) -> str:
    if prefix == LAST and to_go_on:
        return "There is no session to go on with; `coreflect run` begins one."
    if prefix == LAST:
        return "There is no session yet; `coreflect run` begins one."
    return f"No session begins with “{prefix}”; `coreflect sessions list` shows those there are."


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


def _summary(row: tuple[Any, ...]) -> Summary:
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
            items=_items(row[13]),
            participation=tuple(Participation(*one) for one in json.loads(row[14])),
        )
    except (ValueError, TypeError):
        raise DamagedFile(DAMAGED) from None


def _real_seconds(items: str) -> dict[str, tuple[int, ...]]:
    """The real seconds of one session by step: a number for each time it was held."""
    taken: dict[str, tuple[int, ...]] = {}
    for item in _items(items):
        if not isinstance(item.real, int):
            raise DamagedFile(DAMAGED)
        taken[item.step] = (*taken.get(item.step, ()), item.real)
    return taken


def _items(text: str) -> tuple[ItemSummary, ...]:
    try:
        return tuple(ItemSummary(*item) for item in json.loads(text))
    except (ValueError, TypeError):
        raise DamagedFile(DAMAGED) from None


def _instant(text: str | None) -> datetime | None:
    return None if text is None else instants.from_text(text)

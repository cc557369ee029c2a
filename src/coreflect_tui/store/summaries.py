"""The summary rows that lists and history read; no session is replayed for them."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any, Final, NamedTuple

from coreflect_tui.core.summary import ItemSummary, Status, Summary
from coreflect_tui.core.text import clean_line, harmless
from coreflect_tui.store import instants
from coreflect_tui.store.chain import SEALED, holds
from coreflect_tui.store.database import Database
from coreflect_tui.store.errors import UnknownSession
from coreflect_tui.store.last_moments import LastMoments, last_moments, may_lack_files
from coreflect_tui.store.rows import PLACE, ROW, is_right, summary_of

LAST: Final = "last"
DAMAGED: Final = "the list of sessions is damaged"

_ROWS: Final = f"SELECT {ROW} FROM sessions"
_NEWEST: Final = f"{_ROWS} ORDER BY updated DESC, session DESC"
_NOT_CLOSED: Final = f"{_ROWS} WHERE status <> ? ORDER BY updated DESC, session DESC"
_CLOSED: Final = f"{_ROWS} WHERE status = ? ORDER BY updated DESC, session DESC LIMIT ?"
# From the rows, so that each is looked up: the decisions are many, and the first of each is long.
_OFFSETS: Final = (
    f"SELECT {', '.join(f'decisions.{name}' for name in SEALED.split(', '))}, checksum"
    " FROM sessions JOIN decisions ON decisions.session = sessions.session AND decisions.seq = 1"
)
_HELD_BEFORE: Final = "SELECT count(*) FROM sessions WHERE coalesce(began, starts_at) < ?"
LAST_SESSIONS: Final = 20

Remake = Callable[[str], Summary | None]
"""The row of a session as its decisions have it; None where they are damaged too."""


class Listed(NamedTuple):
    """The sessions in one look: the one last worked on, those that were not closed and some that
    were, those last worked on first; and how many are `damaged`, so that no list can have them."""

    newest: Summary | None
    not_closed: tuple[Summary, ...]
    closed: tuple[Summary, ...]
    damaged: int


class Summaries:
    """Reads the summary rows, each checked against its seal. One that is not what was written is
    made again from the decisions; where that cannot be, it is left out. Every method raises
    StoreError."""

    def __init__(self, database: Database, remake: Remake) -> None:
        self._database = database
        self._remake = remake

    def newest(self, limit: int | None = None) -> tuple[Summary, ...]:
        """Those last worked on first, at most `limit`."""
        return tuple(islice((one for _, one in self._rows() if one), limit))

    def of(self, session: str) -> Summary | None:
        """That one; None where there is none, or it is damaged."""
        with self._database.reading() as conn:
            row = conn.execute(f"{_ROWS} WHERE session = ?", (session,)).fetchone()
        found = summary_of(row[1:-2]) if row and is_right(row) else None
        return found or (self._remake(session) if row else None)

    def listed(self, past: int) -> Listed:
        """What the start screen lists, `past` of the closed ones; each row is read once, or those
        that are listed where all of them were looked at before."""
        if self._rows_hold():
            return self._listed_at_a_glance(past)
        return self._listed_in_full(past)

    def _listed_at_a_glance(self, past: int) -> Listed:
        """In the same time for many as for few: only rows that are listed are checked, or all,
        where one of these is damaged."""
        with self._database.reading() as conn:
            left = conn.execute(_NOT_CLOSED, (Status.CLOSED,)).fetchall()
            held = conn.execute(_CLOSED, (Status.CLOSED, past)).fetchall()
        rows = [summary_of(row[1:-2]) if is_right(row) else None for row in (*left, *held)]
        found = tuple(one for one in rows if one)
        if len(found) < len(rows):
            return self._listed_in_full(past)
        newest = max(found, key=lambda one: (one.updated, one.session), default=None)
        return Listed(newest, found[: len(left)], found[len(left) :], 0)

    def _listed_in_full(self, past: int) -> Listed:
        not_closed: list[Summary] = []
        closed: list[Summary] = []
        newest, damaged = None, 0
        for row in self._newest_rows():
            right = is_right(row)
            if right and newest and _closed(row[5]) and len(closed) >= past:
                continue
            found = (summary_of(row[1:-2]) if right else None) or self._remake(row[1])
            if found is None:
                damaged += 1
                continue
            newest = newest or found
            if _open(found.status):
                not_closed.append(found)
            elif len(closed) < past:
                closed.append(found)
        return Listed(newest, tuple(not_closed), tuple(closed), damaged)

    def count(self) -> int:
        """How many sessions there are, damaged ones too."""
        with self._database.reading() as conn:
            return int(conn.execute("SELECT count(*) FROM sessions").fetchone()[0])

    def left_out(self) -> tuple[str, ...]:
        """The ids of sessions that no list can have, because they are damaged."""
        damaged = (row[1] for row in self._newest_rows() if not is_right(row))
        return tuple(session for session in damaged if self._remake(session) is None)

    def last_moments(self, session: str) -> LastMoments:
        """Where a session was left."""
        return last_moments(self._database, session)

    def may_lack_files(self, session: str) -> bool:
        """Whether no files were written since a session was closed, though it may leave some."""
        return may_lack_files(self._database, session)

    def offsets(self, sessions: Iterable[str] | None = None) -> dict[str, int]:
        """By session, how many seconds its place is ahead of UTC, as its first decision says; of
        all sessions unless some are named."""
        with self._database.reading() as conn:
            if sessions is None:
                rows = conn.execute(_OFFSETS).fetchall()
            else:
                one_of_them = f"{_OFFSETS} WHERE sessions.session = ?"
                asked = (conn.execute(one_of_them, (one,)).fetchone() for one in sessions)
                rows = [row for row in asked if row]
        return {row[0]: row[5] for *row, checksum in rows if holds(row, checksum)}

    def held_before(self, instant: datetime) -> int:
        """How many sessions began, or were to begin, before that instant."""
        # Instants sort as they are written; a summary made of each row would take four times this.
        if self._rows_hold():
            with self._database.reading() as conn:
                asked = (instants.to_text(instant),)
                return int(conn.execute(_HELD_BEFORE, asked).fetchone()[0])
        before, begins, starts = instants.to_text(instant), PLACE["began"], PLACE["starts_at"]
        count = 0
        for row in self._newest_rows():
            if is_right(row):
                count += str(row[begins] or row[starts]) < before
            elif found := self._remake(row[1]):
                count += (found.began or found.starts_at) < instant
        return count

    def of_group(self, group: str, since: datetime, until: datetime) -> tuple[Summary, ...]:
        """The closed sessions of a group, by its id, that were planned to begin from `since` on
        and before `until`, the oldest first."""
        closed = (one for _, one in self._rows(_closed) if one and one.group == group)
        found = (one for one in closed if since <= one.starts_at < until)
        return tuple(sorted(found, key=lambda one: (one.starts_at, one.session)))

    def real_seconds(self, format_id: str) -> dict[str, list[tuple[int, ...]]]:
        """How long each step of a format really took in the last closed sessions, in seconds: by
        step, for each session that held it, the times it took there, the newest session first."""
        of_format = [one for _, one in self._rows(_closed) if one and one.format == format_id]
        of_format.sort(key=lambda one: (one.closed or one.updated, one.session), reverse=True)
        found: dict[str, list[tuple[int, ...]]] = {}
        for one in of_format[:LAST_SESSIONS]:
            for step, seconds in _real_seconds(one.items).items():
                found.setdefault(step, []).append(seconds)
        return found

    def find(self, asked: str, *, to_go_on: bool = False) -> str:
        """The id of the session that `asked` means: "last", an id, or the start of one. To go on
        with, "last" is the last one that is not closed.

        Raises UnknownSession with a sentence when none or several go by it.
        """
        prefix = asked.strip().lower()
        if harmless(prefix) != prefix:
            # No id has such signs, and the database does not take all of them.
            raise UnknownSession(_none(prefix, to_go_on=to_go_on))
        if prefix == LAST:
            every = (one.session for _, one in self._rows(_open if to_go_on else None) if one)
            found = list(islice(every, 1))
        else:
            with self._database.reading() as conn:
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

    def _rows_hold(self) -> bool:
        with self._database.reading():
            # Known once the file is open.
            return self._database.rows_hold

    def _newest_rows(self) -> list[Any]:
        with self._database.reading() as conn:
            return conn.execute(_NEWEST).fetchall()

    def _rows(
        self, wanted: Callable[[str], bool] | None = None
    ) -> Iterator[tuple[str, Summary | None]]:
        """The id and the summary of each session, those last worked on first; with `wanted` those
        of a status, and those that are damaged."""
        for row in self._newest_rows():
            found = None
            if is_right(row):
                if wanted and not wanted(row[5]):
                    continue
                found = summary_of(row[1:-2])
            found = found or self._remake(row[1])
            if not (found and wanted and not wanted(found.status)):
                yield row[1], found


def _closed(status: str) -> bool:
    return status == Status.CLOSED


def _open(status: str) -> bool:
    return status != Status.CLOSED


def _none(prefix: str, *, to_go_on: bool) -> str:
    if prefix == LAST and to_go_on:
        return "There is no session to go on with; `coreflect run` begins one."
    if prefix == LAST:
        return "There is no session yet; `coreflect run` begins one."
    shown = clean_line(prefix, 60)
    return f"No session begins with “{shown}”; `coreflect sessions list` shows those there are."


def _real_seconds(items: Iterable[ItemSummary]) -> dict[str, tuple[int, ...]]:
    """The real seconds of one session by step: a number for each time it was held."""
    taken: dict[str, tuple[int, ...]] = {}
    for item in items:
        taken[item.step] = (*taken.get(item.step, ()), item.real)
    return taken

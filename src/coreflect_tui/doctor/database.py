"""The database, looked at without changing a byte: pages, tables, each session, each row."""

import sqlite3
import stat
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from coreflect_tui.core.decision import Decision
from coreflect_tui.core.history import replay
from coreflect_tui.core.summary import Summary, summarise
from coreflect_tui.core.telling import Told, untold
from coreflect_tui.doctor.finding import Finding, Need, counted
from coreflect_tui.store import errors, migrations, soundness
from coreflect_tui.store.connection import NAME, open_to_read, translated

if TYPE_CHECKING:
    from coreflect_tui.store.reading import Reading

_WRITE_VERSION: Final = 18
"""Where in the file stands who may write it: 1 or 2 (https://www.sqlite.org/fileformat.html)."""


@dataclass(slots=True)
class Held:
    """What a look at the database found: the ids of its sessions, whether it could be read, and
    what `mending` is about."""

    sessions: tuple[str, ...] = ()
    readable: bool = False
    unsound: bool = False
    broken: dict[str, "Reading"] = field(default_factory=dict)
    """Sessions of which not all decisions are what was written."""
    rows: dict[str, tuple[int, Summary]] = field(default_factory=dict)
    """Rows of the list as they should be, each with its number of decisions, of sessions whose row
    is missing or another."""
    damaged_drafts: int = 0
    orphans: int = 0
    """Unfinished notes and words of sessions that are gone."""

    @property
    def kept(self) -> tuple[str, ...] | None:
        """The ids of the sessions, None where they cannot be read."""
        return self.sessions if self.readable else None

    @property
    def to_recover(self) -> bool:
        """Whether it needs a fresh file."""
        return self.unsound or bool(self.broken or self.damaged_drafts)

    @property
    def to_put_right(self) -> bool:
        """Whether rows of it are to be written or removed."""
        return bool(self.rows or self.orphans)


def look(folder: Path, held: Held, told: Told = untold) -> Iterator[Finding]:
    """What is to be said of the database in `folder`; `held` is filled meanwhile. Loads
    pydantic."""
    path = folder / NAME
    if not path.exists() and not path.is_symlink():
        held.readable = True
        yield Finding("database", Need.NOTHING, "No session is kept here yet.", NAME)
        return
    try:
        with translated():
            yield from _looked_at(path, held, told)
    except errors.UnsoundFile as damage:
        held.unsound = True
        yield _unsound(path, damage, told)
    except (errors.ForeignDatabase, errors.NewerDatabase) as error:
        kind = "newer" if isinstance(error, errors.NewerDatabase) else "foreign"
        yield Finding(kind, Need.ACT, str(error), NAME)
    except errors.StoreError as error:
        words = f"The database cannot be looked at now: {error.reason}."
        yield Finding("unreadable", Need.ACT, words, NAME)


def decisions_of(folder: Path, session: str) -> tuple[Decision, ...]:
    """What is kept of a session, read without changing a byte; none where it is not there. Raises
    StoreError."""
    from coreflect_tui.store import reading

    if not (folder / NAME).is_file():
        return ()
    with translated(), closing(open_to_read(folder / NAME)) as conn:
        found = reading.read(conn, session)
    if found.first_broken:
        raise errors.Damaged(session, found.first_broken)
    return found.decisions


def _looked_at(path: Path, held: Held, told: Told) -> Iterator[Finding]:
    soundness.check_place(path)
    if path.with_name(f"{NAME}-journal").exists() and not _is_writing(path):
        yield Finding(
            "cut-short",
            Need.MENDING,
            "An act was cut short as the program ended; the next start sets that right. What is in"
            " the database was not looked at.",
            NAME,
        )
        return
    with closing(open_to_read(path)) as conn:
        with soundness.telling():
            migrations.check_ours(conn, path)
        soundness.check_tables_and_pages(conn)
        if path.stat().st_size > _WRITE_VERSION and _byte(path, _WRITE_VERSION) not in (1, 2):
            raise errors.UnsoundFile(soundness.PAGES)
        held.readable = True
        version = int(conn.execute("PRAGMA user_version").fetchone()[0])
        held.sessions = _sessions(conn)
        yield _summed_up(path, version, len(held.sessions))
        if version < len(migrations.MIGRATIONS):
            return
        yield from _each_session(conn, held, told)
        yield from _rest(conn, held)


def _is_writing(path: Path) -> bool:
    """Whether a program writes to the database just now, so that its journal is no rest."""
    try:
        with closing(open_to_read(path)) as conn:
            conn.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error:
        return False
    return True


def _byte(path: Path, at: int) -> int:
    with path.open("rb") as file:
        file.seek(at)
        return file.read(1)[0]


def _sessions(conn: sqlite3.Connection) -> tuple[str, ...]:
    both = "SELECT session FROM sessions UNION SELECT session FROM decisions ORDER BY session"
    return tuple(session for (session,) in conn.execute(both))


def _summed_up(path: Path, version: int, sessions: int) -> Finding:
    size = path.stat().st_size
    newest = len(migrations.MIGRATIONS)
    older = f"; the next start brings it to version {newest}, after a copy"
    words = (
        f"{counted(sessions, 'session is', 'sessions are')} kept, in {max(size >> 10, 1)} kB"
        f" (version {version}{older if 0 < version < newest else ''})."
    )
    return Finding("database", Need.NOTHING, words, NAME)


def _each_session(conn: sqlite3.Connection, held: Held, told: Told) -> Iterator[Finding]:
    from coreflect_tui.store import reading, rows

    for done, session in enumerate(held.sessions):
        told(done, len(held.sessions))
        found = reading.read(conn, session)
        if found.first_broken:
            held.broken[session] = found
            yield Finding("session", Need.MENDING, _broken(session, found.first_broken), session)
            continue
        if found.lost:
            words = counted(found.lost, "note or title", "notes and titles")
            yield Finding(
                "words",
                Need.LOOK,
                f"In session {session} the words of {words} are damaged, and say so there; all else"
                " of it is as it was.",
                session,
            )
        try:
            row = summarise(replay(found.decisions).state, found.decisions[-1].moment.session)
        except Exception:
            # It holds, and is none that this program would write.
            words = f"Session {session} cannot be understood by this version of coreflect."
            yield Finding("session", Need.ACT, words, session)
            continue
        right = len(found.decisions), row
        if rows.row_of(conn, session) != right:
            held.rows[session] = right
            words = f"What lists say of session {session} is not what its entries say."
            yield Finding("row", Need.MENDING, words, session)


def _broken(session: str, first: int) -> str:
    if first == 1:
        return f"Session {session} is damaged from its first entry on; it would be kept aside."
    return (
        f"Session {session} is damaged: it holds up to entry {first - 1}, and what comes after"
        " would be kept aside."
    )


def _rest(conn: sqlite3.Connection, held: Held) -> Iterator[Finding]:
    from coreflect_tui.store import drafts

    known = set(held.sessions)
    rows = conn.execute(f"SELECT {drafts.COLUMNS}, seal FROM drafts").fetchall()
    found = [drafts.draft_of(row) for row in rows]
    held.damaged_drafts = found.count(None)
    lost = sum(one is not None and one.session not in known for one in found)
    words = conn.execute(
        "SELECT count(*) FROM words WHERE decision NOT IN (SELECT id FROM decisions)"
    ).fetchone()[0]
    held.orphans = lost + int(words)
    if held.damaged_drafts:
        number = counted(held.damaged_drafts, "unfinished note is", "unfinished notes are")
        yield Finding("draft", Need.MENDING, f"{number} damaged, and would be kept aside.")
    if held.orphans:
        number = counted(held.orphans, "note", "notes")
        said = f"The words of {number} belong to no session that is kept; a copy would keep them."
        yield Finding("orphan", Need.MENDING, said)


def _unsound(path: Path, damage: errors.UnsoundFile, told: Told) -> Finding:
    there = _what_is_there(path, told)
    return Finding(
        "damaged",
        Need.MENDING,
        f"The database is damaged: {damage.what}. {there} The next start does the"
        " same as --fix: it keeps the damaged file aside and takes the rest into a fresh one.",
        NAME,
    )


def _what_is_there(path: Path, told: Told) -> str:
    """What could be recovered."""
    from coreflect_tui.store.damage.recovery import rows_of
    from coreflect_tui.store.damage.salvage import salvage

    if not soundness.is_a(stat.S_ISREG, path):
        return "Nothing of ours is in it."
    try:
        found = salvage(rows_of(path), told=told)
    except OSError:
        return "It cannot be read now."
    whole = sum(one.whole and not one.lost for one in found)
    return _recoverable(whole, len(found) - whole)


def _recoverable(whole: int, parts: int) -> str:
    said: Iterable[str] = filter(
        None,
        (
            f"{counted(whole, 'session', 'sessions')} in full" if whole else "",
            f"{parts if whole else counted(parts, 'session', 'sessions')} in part" if parts else "",
        ),
    )
    both = " and ".join(said)
    return f"It holds {both}." if both else "No session can be found in it."

"""The tables, version by version. A migration that changes stored events writes their chain anew,
and one that changes sealed rows their seals.

To add one: write a function below and put it at the end of MIGRATIONS.
"""

import contextlib
import os
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from coreflect_tui.disk import part_of
from coreflect_tui.store.chain import seal
from coreflect_tui.store.errors import ForeignDatabase, NewerDatabase

APPLICATION_ID: Final = 0x636F7265  # "core" in ASCII
TABLES: Final = ("sessions", "decisions", "words", "drafts")

Migration = Callable[[sqlite3.Connection], None]


def check_ours(conn: sqlite3.Connection, path: Path) -> None:
    """Raise ForeignDatabase unless the file is ours or quite empty, and NewerDatabase where a later
    version wrote it. One with all our tables is ours, whatever a turned byte says."""
    application, version = _pragma(conn, "application_id"), _pragma(conn, "user_version")
    tables = {name for (name,) in conn.execute("SELECT name FROM sqlite_master")}
    empty = application == 0 and version == 0 and not tables
    if application != APPLICATION_ID and not empty and not tables.issuperset(TABLES):
        raise ForeignDatabase(
            f"The file {path} belongs to another program; move it away, or let coreflect keep its "
            "data in another folder. Nothing in it was changed."
        )
    if application == APPLICATION_ID:
        _check_version(version, len(MIGRATIONS), path)


def migrate(
    conn: sqlite3.Connection, path: Path, migrations: Sequence[Migration] | None = None
) -> None:
    """Bring the tables to the newest version, all steps in one transaction, after a copy.

    Raises NewerDatabase where the file is ahead of this program.
    """
    steps = MIGRATIONS if migrations is None else migrations
    newest = len(steps)
    version = _pragma(conn, "user_version")
    _check_version(version, newest, path)
    if version == newest:
        if _pragma(conn, "application_id") != APPLICATION_ID:
            # A turned byte said otherwise, and all else is ours.
            conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        return
    from coreflect_tui.lock import one_at_a_time  # which needs the errors of the store

    with one_at_a_time(path.parent):
        _migrate(conn, path, steps)


def _migrate(conn: sqlite3.Connection, path: Path, steps: Sequence[Migration]) -> None:
    newest = len(steps)
    # Another window may have been first, and a copy would be of what it made.
    if 0 < _pragma(conn, "user_version") < newest:
        _copy(conn, path, newest)
    conn.execute("BEGIN IMMEDIATE")
    try:
        # Read again under the lock: another window may have been first.
        for step in steps[_pragma(conn, "user_version") :]:
            step(conn)
        conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        conn.execute(f"PRAGMA user_version = {newest}")
        conn.execute("COMMIT")
    except BaseException:
        if conn.in_transaction:
            conn.execute("ROLLBACK")
        raise


def _check_version(version: int, newest: int, path: Path) -> None:
    if version > newest:
        raise NewerDatabase(
            f"The sessions in {path} were written by a newer version of coreflect-tui; install "
            "that version to open them. Nothing in the file was changed."
        )


def drop_copies(path: Path) -> None:
    """Remove the copies and what was cut short in making them: they hold what is to be erased.
    Raises OSError."""
    for copy in (*copies(path), *path.parent.glob(f".{path.name}*")):
        copy.unlink()


def copies(path: Path) -> tuple[Path, ...]:
    """The copies made before migrations and by `coreflect doctor`, and what stood aside because it
    was damaged. A folder that stood in the place of the file holds nothing of ours."""
    kinds = (f"{path.name}.before-*", f"{path.name}.damaged-*")
    found = (copy for kind in kinds for copy in sorted(path.parent.glob(kind)))
    return tuple(copy for copy in found if not copy.is_dir())


def _copy(conn: sqlite3.Connection, path: Path, version: int) -> None:
    copy_whole(conn, path.with_name(f"{path.name}.before-v{version}"))


def copy_whole(conn: sqlite3.Connection, copy: Path) -> None:
    """Copy a database to the file `copy`, for this user alone, or not at all. Raises sqlite3.Error
    and OSError."""
    part = part_of(copy)
    part.unlink(missing_ok=True)
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        with contextlib.closing(sqlite3.connect(part)) as target:
            conn.backup(target)
        part.replace(copy)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink()
        raise


def _pragma(conn: sqlite3.Connection, name: str) -> int:
    return int(conn.execute(f"PRAGMA {name}").fetchone()[0])


def _tables(conn: sqlite3.Connection) -> None:
    """Version 1. Instants are ISO 8601 in UTC; struck words have neither text nor nonce."""
    for statement in _VERSION_1:
        conn.execute(statement)


def _participation(conn: sqlite3.Connection) -> None:
    """Version 2: who of a group took part. Sessions from before belong to none."""
    conn.execute("ALTER TABLE sessions ADD COLUMN participation TEXT NOT NULL DEFAULT '[]'")


def _seals(conn: sqlite3.Connection) -> None:
    """Version 3: a seal on each row that no chain covers, so that a turned byte is noticed."""
    for table, columns in _SEALED_IN_3:
        conn.execute(f"ALTER TABLE {table} ADD COLUMN seal TEXT NOT NULL DEFAULT ''")
        for rowid, *row in conn.execute(f"SELECT rowid, {columns} FROM {table}").fetchall():
            # What is damaged already has no text that could be sealed.
            with contextlib.suppress(TypeError):
                conn.execute(f"UPDATE {table} SET seal = ? WHERE rowid = ?", (seal(row), rowid))


_SEALED_IN_3: Final = (
    (
        "sessions",
        "seq, session, format, title, group_id, status, starts_at, began, closed, hard_end,"
        " updated, minutes, people, doing, items, participation",
    ),
    ("drafts", "session, slot, kind, text, updated"),
)
_VERSION_1: Final = (
    """
    CREATE TABLE sessions (
        session TEXT PRIMARY KEY,
        seq INTEGER NOT NULL,
        format TEXT NOT NULL,
        title TEXT NOT NULL,
        group_id TEXT NOT NULL,
        status TEXT NOT NULL,
        starts_at TEXT NOT NULL,
        began TEXT,
        closed TEXT,
        hard_end TEXT NOT NULL,
        updated TEXT NOT NULL,
        minutes INTEGER NOT NULL,
        people INTEGER NOT NULL,
        doing TEXT NOT NULL,
        items TEXT NOT NULL
    )
    """,
    "CREATE INDEX sessions_updated ON sessions (updated)",
    """
    CREATE TABLE decisions (
        session TEXT NOT NULL REFERENCES sessions (session) ON DELETE CASCADE,
        seq INTEGER NOT NULL,
        id TEXT NOT NULL UNIQUE,
        at TEXT NOT NULL,
        wall TEXT NOT NULL,
        utc_offset INTEGER NOT NULL,
        boot_seconds REAL NOT NULL,
        boot_id TEXT NOT NULL,
        payload TEXT NOT NULL,
        checksum TEXT NOT NULL,
        PRIMARY KEY (session, seq)
    )
    """,
    """
    CREATE TABLE words (
        decision TEXT NOT NULL REFERENCES decisions (id) ON DELETE CASCADE,
        event INTEGER NOT NULL,
        field TEXT NOT NULL,
        nonce BLOB,
        text TEXT,
        PRIMARY KEY (decision, event, field)
    )
    """,
    """
    CREATE TABLE drafts (
        session TEXT NOT NULL,
        slot TEXT NOT NULL,
        kind TEXT NOT NULL,
        text TEXT NOT NULL,
        updated TEXT NOT NULL,
        PRIMARY KEY (session, slot)
    )
    """,
)

MIGRATIONS: Final[tuple[Migration, ...]] = (_tables, _participation, _seals)

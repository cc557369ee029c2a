"""Whether the file of a database is sound: asked at each opening, before anything is read or
written. A turned byte inside a row is no question of this; chains and seals answer that."""

import contextlib
import os
import sqlite3
import stat
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

from coreflect_tui.store import migrations
from coreflect_tui.store.errors import UnsoundFile

NO_DATABASE: Final = "it is not a database"
PAGES: Final = "pages of it cannot be read"
TABLES: Final = "its tables are not those of coreflect"
FOLDER: Final = "there is a folder in its place"
JOURNAL: Final = "what belongs to its last act cannot be read"
EMPTY: Final = "it was empty"
MISSING: Final = "it was not there"
"""What may be wrong with the file, as part of a sentence."""

# Errors that the file is to blame for; others come from another program, the disk, the machine.
_DAMAGE: Final = (
    sqlite3.SQLITE_ERROR,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_SCHEMA,
    sqlite3.SQLITE_TOOBIG,
    sqlite3.SQLITE_CONSTRAINT,
    sqlite3.SQLITE_MISMATCH,
    sqlite3.SQLITE_FORMAT,
    sqlite3.SQLITE_RANGE,
    sqlite3.SQLITE_NOTADB,
)
_Shape = dict[str, tuple[object, ...]]


@contextlib.contextmanager
def telling() -> Iterator[None]:
    """Errors of SQLite leave as UnsoundFile where they say that the file is not sound."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code not in _DAMAGE:
            raise
        raise UnsoundFile(NO_DATABASE if code == sqlite3.SQLITE_NOTADB else PAGES) from error
    except UnicodeDecodeError:
        # SQLite said what is wrong, in words out of the file.
        raise UnsoundFile(PAGES) from None


def check(conn: sqlite3.Connection, path: Path, *, is_sound: bool = False) -> None:
    """Raise UnsoundFile where the database of a connection that was just opened is not sound, and
    sqlite3.Error where that cannot be said now. An empty one is. The pages are not looked at where
    it `is_sound` by `check_tables_and_pages` of just now."""
    version = _checked(conn) if is_sound else check_tables_and_pages(conn)
    if version:
        with telling():
            _check_writable(conn, path)


def check_tables_and_pages(conn: sqlite3.Connection) -> int:
    """As `check`, also for a connection that only reads; the version of the tables."""
    return _checked(conn, "1")


def check_list(conn: sqlite3.Connection) -> int:
    """As `check_tables_and_pages`, of the pages only those of the list of sessions, which are few
    however long the sessions are."""
    # Before version 3.33 SQLite takes no name and checks the whole file.
    return _checked(conn, "sessions")


def _checked(conn: sqlite3.Connection, what: str = "") -> int:
    with telling():
        version = int(conn.execute("PRAGMA user_version").fetchone()[0])
        if _shape(conn) != _shape_of(version):
            raise UnsoundFile(TABLES)
        if what and conn.execute(f"PRAGMA integrity_check({what})").fetchone()[0] != "ok":
            raise UnsoundFile(PAGES)
    return version


def check_place(path: Path) -> None:
    """Raise UnsoundFile where the file, or what belongs to it, is none that could be opened."""
    if is_a(stat.S_ISDIR, path):
        raise UnsoundFile(FOLDER)
    if is_a(stat.S_ISREG, path) and is_a(stat.S_ISDIR, path.with_name(f"{path.name}-journal")):
        raise UnsoundFile(JOURNAL)


def is_a(kind: Callable[[int], bool], path: Path) -> bool:
    """Whether what stands at `path` itself, links not followed, is of a kind such as S_ISREG."""
    try:
        return kind(path.lstat().st_mode)
    except OSError:
        return False


def _check_writable(conn: sqlite3.Connection, path: Path) -> None:
    """A turned byte of the header may say that the file is for reading alone."""
    try:
        # Takes the right to write, and writes nothing.
        conn.execute("DELETE FROM drafts WHERE 0")
    except sqlite3.OperationalError as error:
        code = getattr(error, "sqlite_errorcode", 0)
        may_write = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
        if code == sqlite3.SQLITE_READONLY and may_write:
            raise UnsoundFile(PAGES) from None


def _shape(conn: sqlite3.Connection) -> _Shape:
    """The tables and indexes of a database, with all that matters of them. Tables that somebody
    added are let be; a view or a trigger would say what is read and written."""
    names = [
        (kind, str(name))
        for kind, name in conn.execute("SELECT type, name FROM sqlite_master ORDER BY name")
    ]
    shape: _Shape = {name: (kind,) for kind, name in names if kind in ("view", "trigger")}
    for table in migrations.TABLES:
        if ("table", table) in names:
            shape[table] = (
                tuple(row[1:] for row in conn.execute(f"PRAGMA table_xinfo({table})")),
                frozenset(row[2:] for row in conn.execute(f"PRAGMA foreign_key_list({table})")),
                frozenset(
                    (row[2:], tuple(one[2] for one in conn.execute(f"PRAGMA index_info({row[1]})")))
                    for row in conn.execute(f"PRAGMA index_list({table})")
                ),
            )
    return shape


@cache
def _shape_of(version: int) -> _Shape:
    """The shape that the migrations up to `version` give."""
    steps = migrations.MIGRATIONS[: max(version, 0)]
    with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as conn:
        for step in steps:
            step(conn)
        return _shape(conn)

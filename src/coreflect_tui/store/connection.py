"""A connection to the database file: private, durable, and sure that the file is ours."""

import contextlib
import os
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from coreflect_tui.disk import make_folder
from coreflect_tui.store import errors, migrations, soundness

NAME: Final = "coreflect.db"
BUSY_MS: Final = 250
Identity = tuple[int, int]
"""What a path leads to: the disk, and the number of the file on it."""

# Set at every opening, and read back: SQLite ignores a pragma it cannot follow without a word.
PRAGMAS: Final = (
    ("journal_mode", "DELETE", "delete"),
    ("synchronous", "EXTRA", 3),
    ("fullfsync", "ON", 1),
    ("checkpoint_fullfsync", "ON", 1),
    ("secure_delete", "ON", 1),
    ("foreign_keys", "ON", 1),
    ("temp_store", "MEMORY", 2),
    ("busy_timeout", str(BUSY_MS), BUSY_MS),
)


def open_database(folder: Path, *, is_sound: bool = False) -> sqlite3.Connection:
    """Open the database in `folder`, making both where they are missing, for this user alone. Its
    pages are checked, unless it `is_sound` by a check of just now.

    Raises StoreError with a reason, ForeignDatabase, NewerDatabase or DamagedFile; the file is
    as it was then.
    """
    return open_file(folder / NAME, is_sound=is_sound)


def open_file(path: Path, *, is_sound: bool = False) -> sqlite3.Connection:
    """Open the database at `path`, as `open_database` does."""
    with translated():
        soundness.check_place(path)
        _create_private(path.parent, path)
        conn = sqlite3.connect(path, timeout=BUSY_MS / 1000, isolation_level=None)
        try:
            conn.text_factory = as_text
            # Before the pragmas: they may write, and a file of somebody else is not ours to touch.
            with soundness.telling():
                migrations.check_ours(conn, path)
            soundness.check(conn, path, is_sound=is_sound)
            _make_private(path)
            for name, value, expected in PRAGMAS:
                _set_pragma(conn, name, value, expected)
            migrations.migrate(conn, path)
        except BaseException:
            conn.close()
            raise
    return conn


def as_text(stored: bytes) -> str:
    """A text of the database: a flipped byte must reach the checksum, and not end the query."""
    return stored.decode("utf-8", "replace")


@contextlib.contextmanager
def transaction(conn: sqlite3.Connection) -> Iterator[None]:
    """All of it or none, with the write lock from the first statement on."""
    if conn.in_transaction:
        # Left by a rollback that failed; without this every later act would fail too.
        conn.execute("ROLLBACK")
    conn.execute("BEGIN IMMEDIATE")
    try:
        yield
        conn.execute("COMMIT")
    except BaseException:
        # SQLite rolls back by itself after some errors, and refuses a second one.
        if conn.in_transaction:
            with contextlib.suppress(sqlite3.Error):
                conn.execute("ROLLBACK")
        raise


@contextlib.contextmanager
def translated() -> Iterator[None]:
    """Errors of SQLite and of the system leave as a StoreError with a plain reason."""
    try:
        yield
    except sqlite3.Error as error:
        raise errors.from_sqlite(error) from error
    except OSError as error:
        raise errors.from_os(error) from error
    except UnicodeEncodeError:
        # Without its cause, which holds the text.
        raise errors.StoreError("a text has characters that cannot be stored") from None
    except UnicodeDecodeError:
        # SQLite quotes what it cannot read, and Python cannot read that either.
        raise errors.DamagedFile("the database is damaged") from None


def open_to_read(path: Path) -> sqlite3.Connection:
    """A connection that changes nothing, also no journal that is to be rolled back. Raises
    sqlite3.Error."""
    uri = f"{path.absolute().as_uri()}?mode=ro"
    conn = sqlite3.connect(uri, uri=True, timeout=BUSY_MS / 1000, isolation_level=None)
    conn.text_factory = as_text
    return conn


def identity_of(path: Path) -> Identity | None:
    """None where there is no file."""
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return found.st_dev, found.st_ino


def _create_private(folder: Path, path: Path) -> None:
    make_folder(folder)
    # An existing file is left closed: closing it would drop the locks SQLite has on it.
    with contextlib.suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def _make_private(path: Path) -> None:
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        with contextlib.suppress(OSError):
            path.chmod(0o600)


def _set_pragma(conn: sqlite3.Connection, name: str, value: str, expected: str | int) -> None:
    conn.execute(f"PRAGMA {name} = {value}").fetchall()
    row = conn.execute(f"PRAGMA {name}").fetchone()
    if row is None or row[0] != expected:
        raise errors.StoreError(
            f"SQLite {sqlite3.sqlite_version} on this computer cannot keep sessions safely "
            f"({name} stays off); a Python from python.org brings one that can."
        )

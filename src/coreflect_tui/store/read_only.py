"""A connection that only reads, for windows that show what another one writes.

It makes no file, migrates nothing and rolls no journal back.
"""

import sqlite3
from pathlib import Path
from typing import Final

from coreflect_tui.store import errors
from coreflect_tui.store.connection import NAME, as_text

PATIENCE: Final = 0.05
"""Seconds that a look waits for a commit of the other process to end."""
UNREADABLE: Final = (sqlite3.Error, OSError, errors.StoreError, UnicodeDecodeError)
"""What a look may meet; `reason` has words for it."""
_NOT_ROLLED_BACK: Final = "the last act there was cut short"


Version = tuple[int, int]


class ReadOnly:
    """The database of a folder, opened at the first use, and anew where another file stands in its
    place. Of one thread."""

    def __init__(self, folder: Path) -> None:
        """`folder` is where the database is, and need not be there."""
        self.path = folder / NAME
        self._conn: sqlite3.Connection | None = None
        self._file: tuple[int, int] | None = None
        self._opened = 0

    def connection(self) -> sqlite3.Connection:
        """The connection to the file that is there now. Raises OSError and sqlite3.Error."""
        found = self.path.stat()
        file = found.st_dev, found.st_ino
        if self._conn is None or file != self._file:
            # A synced folder may have put another file there.
            self.close()
            self._conn = sqlite3.connect(
                f"{self.path.absolute().as_uri()}?mode=ro",
                uri=True,
                timeout=PATIENCE,
                isolation_level=None,
            )
            self._conn.text_factory = as_text
            self._file = file
            self._opened += 1
        return self._conn

    def version(self) -> tuple[sqlite3.Connection, Version]:
        """The connection, and what is another one after each commit of somebody else."""
        conn = self.connection()
        return conn, (self._opened, conn.execute("PRAGMA data_version").fetchall()[0][0])

    def close(self) -> None:
        """End the connection; a later use opens it again."""
        if self._conn is not None:
            self._conn.close()
        self._conn = None


def reason(error: Exception) -> str:
    """Why a look could not be done, in lower case; `error` is one of UNREADABLE."""
    if isinstance(error, sqlite3.Error):
        if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_READONLY_ROLLBACK:
            return _NOT_ROLLED_BACK
        return str(errors.from_sqlite(error))
    if isinstance(error, OSError):
        return str(errors.from_os(error))
    if isinstance(error, errors.StoreError):
        return str(error)
    # SQLite quotes what it cannot read, and Python cannot read that either.
    return "the database is damaged"

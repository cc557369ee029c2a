"""The sessions that were not closed, for a window that waits for one to show."""

import sqlite3
from pathlib import Path
from typing import Final

from coreflect_tui.core.summary import Status
from coreflect_tui.store import migrations
from coreflect_tui.store.errors import StoreError
from coreflect_tui.store.read_only import UNREADABLE, ReadOnly, Version, reason

MOST: Final = 20
"""So many of them may be open in a window somewhere."""
_IS_OURS: Final = (
    "SELECT (SELECT application_id FROM pragma_application_id),"
    " (SELECT user_version FROM pragma_user_version)"
)
# A row that is damaged costs nothing here: whoever opens the session looks whether it is whole.
_OPEN: Final = (
    "SELECT session FROM sessions WHERE status <> ?"
    " ORDER BY status <> ?, updated DESC, session DESC LIMIT ?"
)


class OpenSessions:
    """Their ids, those that run first, and of these the one first that was last worked on."""

    def __init__(self, folder: Path) -> None:
        """`folder` is where the database is, and need not be there."""
        self._database = ReadOnly(folder)
        self._version: Version | None = None
        self._found: tuple[str, ...] = ()
        self.problem = ""
        """Why the last look could not be done, in lower case; "" when it was. That there is no
        database yet is no problem, nor is one that no program of this version has opened yet."""

    def look(self) -> tuple[str, ...]:
        """Those there are now; as far as is known, where that cannot be said."""
        self.problem = ""
        try:
            conn, version = self._database.version()
            if version != self._version:
                self._found = _read(conn)
                self._version = version
        except FileNotFoundError:
            self._found, self._version = (), None
        except UNREADABLE as error:
            self.problem, self._version = reason(error), None
        return self._found

    def close(self) -> None:
        """End the connection."""
        self._database.close()


def _read(conn: sqlite3.Connection) -> tuple[str, ...]:
    application, version = conn.execute(_IS_OURS).fetchall()[0]
    if application != migrations.APPLICATION_ID or version < len(migrations.MIGRATIONS):
        return ()
    if version > len(migrations.MIGRATIONS):
        raise StoreError("a newer version of coreflect wrote the database")
    rows = conn.execute(_OPEN, (Status.CLOSED, Status.RUNNING, MOST)).fetchall()
    return tuple(str(row[0]) for row in rows)

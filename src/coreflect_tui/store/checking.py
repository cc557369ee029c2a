"""A large file, checked as a whole beside whatever else goes on: in a thread, and on a connection
that only reads. What is written waits for it."""

import contextlib
import sqlite3
from pathlib import Path
from threading import Event, Thread

from coreflect_tui.store import migrations, rows, soundness
from coreflect_tui.store.connection import Identity, identity_of, open_to_read
from coreflect_tui.store.errors import StoreError


class Checking:
    """The check of the file at `path`, from now on."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = identity_of(path)
        self._conn: sqlite3.Connection | None = None
        self._is_left = Event()
        self._is_sound = self._rows_hold = False
        self._thread = Thread(target=self._run, name="checking", daemon=True)
        self._thread.start()

    @property
    def is_under_way(self) -> bool:
        return self._thread.is_alive()

    def found(self, file: Identity | None) -> tuple[bool, bool]:
        """Whether `file` is sound, and whether all rows of its list are what was written, once that
        is known. No twice where it is another file, or nothing can be said."""
        self._thread.join()
        same = file is not None and file == self._file
        return same and self._is_sound, same and self._rows_hold

    def leave(self) -> None:
        """Nobody waits any more."""
        self._is_left.set()
        if conn := self._conn:
            with contextlib.suppress(sqlite3.Error):
                conn.interrupt()
        self._thread.join()

    def _run(self) -> None:
        # What goes wrong here is said by the opening, which looks at all of it then.
        with (
            contextlib.suppress(sqlite3.Error, OSError, StoreError, UnicodeDecodeError),
            contextlib.closing(open_to_read(self._path)) as self._conn,
        ):
            if self._is_left.is_set():
                return
            migrations.check_ours(self._conn, self._path)
            version = soundness.check_tables_and_pages(self._conn)
            self._is_sound = True
            if version == len(migrations.MIGRATIONS):
                self._rows_hold = rows.all_hold(self._conn, self._is_left.is_set)

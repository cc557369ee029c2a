"""A look at the list of sessions before the whole file was checked, for whoever only shows it.

Of the file only the list itself is checked, each row that is read by its seal, and a decision by
its chain. It writes nothing; where anything is amiss it says so, and the file is opened as usual.
"""

import contextlib
import sqlite3
from collections.abc import Iterator

from coreflect_tui.store import migrations, soundness
from coreflect_tui.store.connection import open_to_read, translated
from coreflect_tui.store.database import Database
from coreflect_tui.store.errors import StoreError


class NotAtAGlanceError(Exception):
    """The file has to be opened in full: it is small or not there, another version wrote it, an act
    in it was cut short, or something in it cannot be read."""


class Glance(Database):
    """The database of a folder, for reading alone. Raises NotAtAGlanceError, and no StoreError."""

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        try:
            with super().reading() as conn:
                yield conn
        except StoreError as error:
            raise NotAtAGlanceError from error

    def _open(self) -> sqlite3.Connection:
        if self.is_to_be_rewritten:
            raise StoreError("something is still to be erased")
        with translated():
            soundness.check_place(self.path)
            if self.path.stat().st_size < self.large:
                raise StoreError("all of it is checked in no time")
            conn = open_to_read(self.path)
            try:
                with soundness.telling():
                    migrations.check_ours(conn, self.path)
                if soundness.check_list(conn) < len(migrations.MIGRATIONS):
                    raise StoreError("an older version wrote it")
            except BaseException:
                conn.close()
                raise
        self.rows_hold = True
        return conn

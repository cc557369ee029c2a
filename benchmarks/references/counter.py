"""A counter in the smallest Textual app: each key is committed to SQLite before it is shown.

Run it with the path of a database file. The pragmas are those of the program, in the same order.
"""

import sqlite3
import sys
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

PRAGMAS = (
    "journal_mode = DELETE",
    "synchronous = EXTRA",
    "fullfsync = ON",
    "checkpoint_fullfsync = ON",
    "secure_delete = ON",
    "foreign_keys = ON",
    "temp_store = MEMORY",
    "busy_timeout = 250",
)


def opened(path: str) -> sqlite3.Connection:
    """A database as durable as that of the program, with one table for whatever is kept."""
    conn = sqlite3.connect(path, isolation_level=None)
    for pragma in PRAGMAS:
        conn.execute(f"PRAGMA {pragma}").fetchall()
    conn.execute("CREATE TABLE IF NOT EXISTS kept (number INTEGER PRIMARY KEY, what)")
    return conn


def keep(conn: sqlite3.Connection, what: object) -> None:
    """One row, on the disk when this returns."""
    conn.execute("BEGIN IMMEDIATE")
    conn.execute("INSERT INTO kept (what) VALUES (?)", (what,))
    conn.execute("COMMIT")


class Counter(App[None]):
    """Space counts on."""

    BINDINGS: ClassVar[list[BindingType]] = [("space", "count", "Count")]

    def __init__(self, path: str) -> None:
        super().__init__()
        self._conn = opened(path)
        self._count = 0

    def compose(self) -> ComposeResult:
        yield Static("count 0 .")

    def action_count(self) -> None:
        self._count += 1
        keep(self._conn, self._count)
        self.query_one(Static).update(f"count {self._count} .")


if __name__ == "__main__":
    Counter(sys.argv[1]).run()

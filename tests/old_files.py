"""Databases as earlier versions left them, made by the code of that time; the names are invented.

Each holds a session that is closed, one that was interrupted, with struck words and an unfinished
note, and one that is prepared.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from coreflect_tui.store.connection import NAME

GOLDEN = Path(__file__).parent / "store" / "golden"
VERSIONS = (1, 2)
CLOSED, INTERRUPTED, PREPARED = "2026-03-03-676nm8", "2026-03-10-wqubeg", "2026-03-17-txfvxa"
HAVE = {CLOSED: 16, INTERRUPTED: 7, PREPARED: 1}
"""How many decisions each has."""


def lay_down(folder: Path, version: int) -> Path:
    """Put the database of that version into `folder`; where it is."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / NAME
    path.touch(mode=0o600)
    with closing(sqlite3.connect(path)) as conn:
        conn.executescript((GOLDEN / f"version-{version}.sql").read_text("utf-8"))
    return path

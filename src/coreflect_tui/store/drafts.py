"""Notes that are still being typed: one row a slot, overwritten, gone when the note is finished."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from coreflect_tui.store import instants, to_strike
from coreflect_tui.store.chain import holds, seal
from coreflect_tui.store.database import Database

COLUMNS: Final = "session, slot, kind, text, updated"


@dataclass(frozen=True, slots=True)
class Draft:
    """`slot` says where it is typed, `kind` what it would become; `updated` is UTC."""

    session: str
    slot: str
    kind: str
    text: str
    updated: datetime


class Drafts:
    """Keeps drafts of notes on disk while they are typed. Every method raises StoreError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, draft: Draft) -> None:
        """On disk when this returns, in place of what the slot held."""
        if draft.slot in self.to_erase(draft.session):
            # First, or what is written now would be taken for what is to go.
            self.erase(draft.session, draft.slot)
        with self._database.writing() as conn:
            put(conn, draft)

    def of(self, session: str) -> tuple[Draft, ...]:
        """The drafts of a session, oldest first, without those that are to be erased, and without
        those that are damaged."""
        gone = self.to_erase(session)
        with self._database.reading() as conn:
            rows = conn.execute(
                f"SELECT {COLUMNS}, seal FROM drafts WHERE session = ? ORDER BY updated, slot",
                (session,),
            ).fetchall()
        found = (draft_of(row) for row in rows)
        return tuple(draft for draft in found if draft and draft.slot not in gone)

    def damaged(self, session: str) -> int:
        """How many drafts of a session are not what was typed, so that nobody knows what they
        hold."""
        with self._database.reading() as conn:
            rows = conn.execute(
                f"SELECT {COLUMNS}, seal FROM drafts WHERE session = ?", (session,)
            ).fetchall()
        return sum(draft_of(row) is None for row in rows)

    def drop(self, session: str, slot: str) -> None:
        """The note of this slot is finished; nothing happens where there is no draft."""
        with self._database.writing() as conn:
            conn.execute("DELETE FROM drafts WHERE session = ? AND slot = ?", (session, slot))

    def erase(self, session: str, slot: str) -> None:
        """The draft was thrown away: leave no rest of it in the file. Slower than `drop`.

        Where it fails the slot is noted, and `of` does not have it.
        """
        what = to_strike.ToStrike(drafts=frozenset({slot}))
        with (
            to_strike.erasing(self._database.folder, session, what),
            self._database.erasing() as conn,
        ):
            conn.execute("DELETE FROM drafts WHERE session = ? AND slot = ?", (session, slot))

    def to_erase(self, session: str) -> frozenset[str]:
        """The slots whose drafts were to be erased and may be on the disk still."""
        return to_strike.noted(self._database.folder, session).drafts


def put(conn: sqlite3.Connection, draft: Draft) -> None:
    """Write a draft, in place of what its slot held; no transaction."""
    row = (draft.session, draft.slot, draft.kind, draft.text, instants.to_text(draft.updated))
    conn.execute(
        f"INSERT INTO drafts ({COLUMNS}, seal) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (session, slot) DO UPDATE SET"
        " kind = excluded.kind, text = excluded.text, updated = excluded.updated,"
        " seal = excluded.seal",
        (*row, seal(row)),
    )


def change(conn: sqlite3.Connection, session: str, slot: str, text: str) -> None:
    """Put other words in the place of those of a draft, where it is there and holds."""
    row = conn.execute(
        f"SELECT {COLUMNS}, seal FROM drafts WHERE session = ? AND slot = ?", (session, slot)
    ).fetchone()
    draft = draft_of(row) if row else None
    if draft:
        put(conn, replace(draft, text=text))


def draft_of(row: Sequence[Any]) -> Draft | None:
    """The draft of a row with its seal; None where it is not what was written."""
    if not holds(row[:-1], row[-1]):
        return None
    session, slot, kind, text, updated = row[:-1]
    try:
        return Draft(session, slot, kind, text, instants.from_text(updated))
    except (ValueError, TypeError):
        return None

"""What the database holds of one session, as far as it is what was written. Loads the core of
pydantic."""

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from coreflect_tui.core.decision import Decision
from coreflect_tui.store import codec
from coreflect_tui.store.chain import SEALED, chained, moment_of
from coreflect_tui.store.rows import count_of

WordsFound = dict[str, dict[codec.Place, tuple[bytes | None, str | None]]]
"""Nonce and text of free words, by decision, and by the event's place and the field."""

_DECISIONS: Final = f"SELECT {SEALED}, checksum FROM decisions WHERE session = ? ORDER BY seq"
_WORDS: Final = (
    "SELECT decision, event, field, nonce, text FROM words JOIN decisions ON id = decision"
    " WHERE session = ?"
)


@dataclass(frozen=True, slots=True)
class Proven:
    """A decision that is what was written: its row with the checksum, and which of its words are
    damaged."""

    row: tuple[Any, ...]
    decision: Decision
    lost: tuple[codec.Place, ...]

    @property
    def seq(self) -> int:
        return int(self.row[1])

    @property
    def payload(self) -> str:
        return str(self.row[8])

    @property
    def checksum(self) -> str:
        return str(self.row[9])


@dataclass(frozen=True, slots=True)
class Reading:
    """The decisions of a session up to the first that is not what was written, which is
    `first_broken`, by its number; 0 where there is none."""

    proven: tuple[Proven, ...]
    first_broken: int

    @property
    def decisions(self) -> tuple[Decision, ...]:
        return tuple(one.decision for one in self.proven)

    @property
    def lost(self) -> int:
        """How many words are damaged."""
        return sum(len(one.lost) for one in self.proven)


def read(conn: sqlite3.Connection, session: str) -> Reading:
    """What is there of a session; no transaction. Raises sqlite3.Error."""
    rows = _rows(conn, session)
    words: WordsFound = {}
    for decision, event, field, nonce, text in conn.execute(_WORDS, (session,)):
        words.setdefault(decision, {})[event, field] = (nonce, text)
    found = proven_from(rows, words)
    # A last one that is missing is known by the row of the session alone.
    whole = len(found) == len(rows) and len(found) >= count_of(conn, session)
    return Reading(tuple(found), 0 if whole else len(found) + 1)


def _rows(conn: sqlite3.Connection, session: str) -> list[tuple[Any, ...]]:
    """All of them. SQLite makes text of bytes in half the time, where no byte is damaged."""
    as_stored, conn.text_factory = conn.text_factory, str
    try:
        return conn.execute(_DECISIONS, (session,)).fetchall()
    except sqlite3.OperationalError:
        conn.text_factory = as_stored
        return conn.execute(_DECISIONS, (session,)).fetchall()
    finally:
        conn.text_factory = as_stored


def proven_from(
    rows: Iterable[tuple[Any, ...]], words: WordsFound, seq: int = 0, checksum: str = ""
) -> list[Proven]:
    """The decisions in rows of SEALED and the checksum, up to the first that is not what was
    written. `seq` and `checksum` are those of the one before them."""
    found: list[Proven] = []
    for row in rows:
        there = words.get(row[2])
        own = {key: codec.Words(*parts) for key, parts in there.items()} if there else {}
        one = proven(row, seq, checksum, own)
        if one is None:
            break
        found.append(one)
        seq, checksum = one.seq, one.checksum
    return found


def proven(
    row: tuple[Any, ...], seq: int, checksum: str, words: Mapping[codec.Place, codec.Words]
) -> Proven | None:
    """What a row of `decisions` holds, where it is what was written after that one."""
    sealed, stored = row[:-1], row[-1]
    try:
        if sealed[1] != seq + 1 or chained(checksum, sealed) != stored:
            return None
        events, lost = codec.decoded(sealed[8], words)
        return Proven(row, Decision(sealed[2], moment_of(sealed), events), lost)
    except (ValueError, TypeError):
        return None

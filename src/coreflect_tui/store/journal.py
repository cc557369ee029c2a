"""The decisions of each session, in order, each sealed by a checksum over all before it."""

import contextlib
import hashlib
import json
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coreflect_tui.core.decision import Decision, Moment
from coreflect_tui.core.summary import Summary
from coreflect_tui.store import aside, instants, summaries, to_strike
from coreflect_tui.store.connection import Database, translated
from coreflect_tui.store.errors import Damaged, SequenceMoved, StoreError

if TYPE_CHECKING:
    from coreflect_tui.store.codec import Encoded

# What the checksum covers, in this order: session, seq, id, the parts of the moment, the payload.
_Sealed = tuple[str, int, str, str, str, int, float, str, str]

_LAST = "SELECT seq, checksum FROM decisions WHERE session = ? ORDER BY seq DESC LIMIT 1"
SEALED = "session, seq, id, at, wall, utc_offset, boot_seconds, boot_id, payload"
_INSERT = f"INSERT INTO decisions ({SEALED}, checksum) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


class Journal:
    """Appends and reads decisions. pydantic is loaded when the first one is written or read."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def append(self, session: str, expected_seq: int, decision: Decision, summary: Summary) -> int:
        """Store `decision` as number `expected_seq` + 1 with the summary after it; the number.

        On disk when this returns. A decision that is there already under that number, because a
        commit raised and took effect all the same, counts as stored. Raises SequenceMoved when
        others are there instead, StoreError with a reason otherwise; then it may be tried again.
        """
        seq = expected_seq + 1
        encoded = _encoded(decision)
        with self._database.writing() as conn:
            # Read under the lock each time: nothing remembered can be wrong after an error.
            last, checksum = conn.execute(_LAST, (session,)).fetchone() or (0, "")
            there = conn.execute(
                "SELECT session, seq FROM decisions WHERE id = ?", (decision.id,)
            ).fetchone()
            if there == (session, seq):
                return seq
            if there or last != expected_seq:
                raise SequenceMoved(session, expected_seq, last)
            summaries.put(conn, summary, seq)
            _put(conn, session, seq, decision, encoded, checksum)
        return seq

    def put_aside(self, session: str, decisions: tuple[Decision, ...]) -> str:
        """Keep decisions that another window outran in a file beside the database; its name.

        Raises StoreError.
        """
        return aside.put_aside(self._database.folder, session, decisions)

    def load(self, session: str) -> tuple[Decision, ...]:
        """All decisions of a session, each checked; none for a session that is not there. What is
        still to be struck is struck now; where it cannot be yet, its words are left out.

        Raises Damaged naming the first that is not what was written, or StoreError.
        """
        from coreflect_tui.core.striking import without_words

        if self.to_strike(session):
            with contextlib.suppress(StoreError):
                self.strike(session, self.to_strike(session))
        with self._database.reading() as conn:
            # One statement after another might see two states; the snapshot is one.
            conn.execute("BEGIN")
            try:
                rows, words, count = _fetch(conn, session)
            finally:
                # Some errors end the transaction themselves.
                if conn.in_transaction:
                    conn.execute("ROLLBACK")
        found = checked(session, rows, words)
        if count is not None and count != len(found):
            raise Damaged(session, len(found) + 1)
        places = self.to_strike(session)
        return tuple(without_words(one, places) for one in found)

    def last_seq(self, session: str) -> int:
        """The number of the last decision, 0 for a session that is not there."""
        with self._database.reading() as conn:
            row = conn.execute(_LAST, (session,)).fetchone()
        return row[0] if row else 0

    def strike(self, session: str, places: Iterable[tuple[str, int]]) -> None:
        """Erase the free words of events for good, each given by decision id and place in it.

        They read as "" from then on, and the chain still holds. Copies made before migrations go
        too, and so do the words in decisions that were put aside. Raises StoreError; then it may be
        tried again, and `load` does.
        """
        struck = frozenset(places)
        what = to_strike.ToStrike(places=struck)
        with to_strike.erasing(self._database.folder, session, what):
            with self._database.erasing() as conn:
                strike_words(conn, session, struck)
            _strike_aside(self._database.folder, session, struck)

    def to_strike(self, session: str) -> frozenset[tuple[str, int]]:
        """The places whose words were to be erased and may be on the disk still."""
        return to_strike.noted(self._database.folder, session).places


def _strike_aside(folder: Path, session: str, places: frozenset[tuple[str, int]]) -> None:
    """Erase words in the decisions that were put aside. Raises StoreError."""
    from coreflect_tui.core.striking import without_words

    for path in aside.files_of(folder, session):
        before = aside.decisions_in(path)
        after = tuple(without_words(one, places) for one in before)
        if after != before:
            aside.put_aside(folder, session, after)
    with translated():
        for path in aside.rests_of(folder, session):
            path.unlink(missing_ok=True)


def strike_words(conn: sqlite3.Connection, session: str, places: Iterable[tuple[str, int]]) -> None:
    """Erase words in an open transaction; see `Journal.strike`."""
    conn.executemany(
        "UPDATE words SET nonce = NULL, text = NULL WHERE event = ? AND decision ="
        " (SELECT id FROM decisions WHERE session = ? AND id = ?)",
        [(event, session, decision) for decision, event in places],
    )


def write_anew(
    conn: sqlite3.Connection, session: str, decisions: Iterable[Decision], summary: Summary
) -> None:
    """Put other `decisions` in the place of those of a session, sealed from the first on; no
    transaction. Raises StoreError."""
    conn.execute("DELETE FROM decisions WHERE session = ?", (session,))
    checksum, seq = "", 0
    for seq, decision in enumerate(decisions, start=1):
        checksum = _put(conn, session, seq, decision, _encoded(decision), checksum)
    summaries.put(conn, summary, seq)


def _encoded(decision: Decision) -> "Encoded":
    from coreflect_tui.store import codec  # loads pydantic

    return codec.encode(decision.events)


def _put(
    conn: sqlite3.Connection,
    session: str,
    seq: int,
    decision: Decision,
    encoded: "Encoded",
    before: str,
) -> str:
    """Write one decision after the one whose checksum is `before`; its own checksum."""
    sealed = _sealed(session, seq, decision, encoded.payload)
    checksum = _chained(before, sealed)
    conn.execute(_INSERT, (*sealed, checksum))
    conn.executemany(
        "INSERT INTO words (decision, event, field, nonce, text) VALUES (?, ?, ?, ?, ?)",
        [
            (decision.id, index, name, words.nonce, words.text)
            for (index, name), words in encoded.words.items()
        ],
    )
    return checksum


WordsFound = dict[str, dict[tuple[int, str], tuple[bytes | None, str | None]]]
"""Nonce and text of free words, by decision, and by the event's place and the field."""


def checked(
    session: str,
    rows: Iterable[tuple[Any, ...]],
    words: WordsFound,
    before: str = "",
    first: int = 1,
) -> list[Decision]:
    """The decisions in rows of SEALED and the checksum, from number `first` on; `before` is the
    checksum of the one before. Raises Damaged naming the first that is not what was written."""
    from coreflect_tui.store import codec  # loads pydantic

    found: list[Decision] = []
    checksum = before
    for number, (*columns, stored) in enumerate(rows, start=first):
        try:
            checksum = _chained(checksum, tuple(columns))
            if stored != checksum:
                raise Damaged(session, number)
            own = {key: codec.Words(*parts) for key, parts in words.get(columns[2], {}).items()}
            found.append(Decision(columns[2], _moment(columns[3:8]), codec.decode(columns[8], own)))
        except (ValueError, TypeError):
            # Without its cause, which may quote what is stored.
            raise Damaged(session, number) from None
    return found


def _fetch(
    conn: sqlite3.Connection, session: str
) -> tuple[list[tuple[Any, ...]], WordsFound, int | None]:
    rows = conn.execute(
        f"SELECT {SEALED}, checksum FROM decisions WHERE session = ? ORDER BY seq", (session,)
    ).fetchall()
    words: WordsFound = {}
    for decision, event, field, nonce, text in conn.execute(
        "SELECT decision, event, field, nonce, text FROM words JOIN decisions ON id = decision"
        " WHERE session = ?",
        (session,),
    ):
        words.setdefault(decision, {})[event, field] = (nonce, text)
    count = conn.execute("SELECT seq FROM sessions WHERE session = ?", (session,)).fetchone()
    return rows, words, count[0] if count else None


def _sealed(session: str, seq: int, decision: Decision, payload: str) -> _Sealed:
    moment = decision.moment
    return (
        session,
        seq,
        decision.id,
        instants.to_text(moment.session),
        instants.to_text(moment.wall),
        moment.offset,
        float(moment.boot_seconds),
        moment.boot_id,
        payload,
    )


def _chained(before: str, sealed: Iterable[object]) -> str:
    """The checksum of a decision; raises TypeError for values that are none of ours."""
    line = json.dumps(list(sealed), ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(f"{before}{line}".encode()).hexdigest()


def _moment(columns: list[Any]) -> Moment:
    at, wall, offset, boot_seconds, boot_id = columns
    return Moment(instants.from_text(at), instants.from_text(wall), offset, boot_seconds, boot_id)

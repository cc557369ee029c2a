"""The decisions of each session, in order, each sealed by a checksum over all before it."""

import contextlib
import sqlite3
from collections.abc import Iterable, Sequence
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from coreflect_tui.core.decision import Decision
from coreflect_tui.core.summary import Summary
from coreflect_tui.store import aside, rows, to_strike
from coreflect_tui.store.chain import SEALED, chained, sealed_row
from coreflect_tui.store.connection import translated
from coreflect_tui.store.database import Database
from coreflect_tui.store.errors import Damaged, DamagedFile, SequenceMoved, StoreError

if TYPE_CHECKING:
    from coreflect_tui.store.codec import Encoded

_LAST = "SELECT seq, checksum FROM decisions WHERE session = ? ORDER BY seq DESC LIMIT 1"
_NEWEST = "SELECT seq, id FROM decisions WHERE session = ? ORDER BY seq DESC LIMIT 1"
_IDS = "SELECT id FROM decisions WHERE session = ? ORDER BY seq"
_DELETE_ORPHANS = (
    "DELETE FROM words WHERE decision = ?1 AND NOT EXISTS (SELECT 1 FROM decisions WHERE id = ?1)"
)
INSERT = f"INSERT INTO decisions ({SEALED}, checksum) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


class Journal:
    """Appends and reads decisions. The core of pydantic is loaded with the first one."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def append(self, session: str, expected_seq: int, decision: Decision, summary: Summary) -> int:
        """Store `decision` as number `expected_seq` + 1 with the summary after it; the number.

        On disk when this returns. A decision that is there already under that number, because a
        commit raised and took effect all the same, counts as stored. Raises SequenceMoved when
        others are there instead, StoreError with a reason otherwise; then it may be tried again.
        """
        return self.append_all(session, expected_seq, ((decision, summary),))

    def append_all(
        self, session: str, expected_seq: int, entries: Iterable[tuple[Decision, Summary]]
    ) -> int:
        """Store decisions as `append` does one, all or none; the number of the last."""
        encoded = [(*entry, _encoded(entry[0])) for entry in entries]
        seq = expected_seq
        with self._database.writing() as conn:
            for decision, summary, content in encoded:
                # Read under the lock each time: nothing remembered can be wrong after an error.
                last, checksum = conn.execute(_LAST, (session,)).fetchone() or (0, "")
                there = conn.execute(
                    "SELECT session, seq FROM decisions WHERE id = ?", (decision.id,)
                ).fetchone()
                if there != (session, seq + 1):
                    if there or last != seq:
                        raise SequenceMoved(session, seq, last)
                    rows.put(conn, summary, seq + 1)
                    _put(conn, session, seq + 1, decision, content, checksum)
                seq += 1
        return seq

    def keep_whole(self, session: str, decisions: tuple[Decision, ...], summary: Summary) -> None:
        """Keep a session as these decisions, from the first one on, in the database that is there
        now, or a new one: what was written before may be gone with its file, or damaged.

        On disk when this returns. Raises SequenceMoved where the session goes on otherwise there,
        with the number of decisions that are the same, and StoreError; then nothing is changed.
        """
        self._database.adopt()
        with self._database.writing() as conn:
            there = [one for (one,) in conn.execute(_IDS, (session,))]
            pairs = zip(there, decisions, strict=False)
            same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1].id, pairs))
            if same < len(there):
                raise SequenceMoved(session, same, len(there))
            write_anew(conn, session, decisions, summary)

    def look(self, session: str, decisions: tuple[Decision, ...], *, closely: bool) -> None:
        """Raise FileReplaced, SequenceMoved or DamagedFile where the session is not there as these
        decisions; StoreError where that cannot be said now. `closely` reads all of it again from
        the file, past what SQLite remembers; otherwise only what is quickly seen is looked at."""
        from coreflect_tui.store import reading  # loads the core of pydantic

        self._database.check_file()
        with self._database.reading() as conn:
            last, newest = conn.execute(_NEWEST, (session,)).fetchone() or (0, "")
        if (last, newest) != (len(decisions), decisions[-1].id):
            raise SequenceMoved(session, len(decisions), last)
        if closely:
            with self._database.reading_anew() as conn:
                found = reading.read(conn, session)
            if found.first_broken or found.lost:
                raise DamagedFile("the database is damaged")

    def put_aside(self, session: str, decisions: tuple[Decision, ...]) -> str:
        """Keep decisions that cannot be appended in a file beside the database; its name.

        Raises StoreError.
        """
        return aside.put_aside(self._database.folder, session, decisions)

    def drop_aside(self, session: str, decisions: tuple[Decision, ...]) -> None:
        """Remove the file with these decisions, which are stored now; it may stay."""
        aside.drop(self._database.folder, session, decisions)

    def load(self, session: str) -> tuple[Decision, ...]:
        """All decisions of a session, each checked; none for a session that is not there. What is
        still to be struck is struck now; where it cannot be yet, its words are left out. In the
        place of words that are damaged stands that they are.

        Raises Damaged naming the first that is not what was written, or StoreError.
        """
        from coreflect_tui.core.striking import without_words
        from coreflect_tui.store import reading  # loads the core of pydantic

        if self.to_strike(session):
            with contextlib.suppress(StoreError):
                self.strike(session, self.to_strike(session))
        with self._database.reading() as conn:
            # One statement after another might see two states; the snapshot is one.
            conn.execute("BEGIN")
            try:
                found = reading.read(conn, session)
            finally:
                # Some errors end the transaction themselves.
                if conn.in_transaction:
                    conn.execute("ROLLBACK")
        if found.first_broken:
            raise Damaged(session, found.first_broken)
        places = self.to_strike(session)
        if not places:
            return found.decisions
        return tuple(without_words(one, places) for one in found.decisions)

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
    conn: sqlite3.Connection, session: str, decisions: Sequence[Decision], summary: Summary
) -> None:
    """Put other `decisions` in the place of those of a session, sealed from the first on; no
    transaction. Raises StoreError."""
    conn.execute("DELETE FROM decisions WHERE session = ?", (session,))
    # Words that lost the decision they belong to would be in the way.
    conn.executemany(_DELETE_ORPHANS, [(one.id,) for one in decisions])
    rows.put(conn, summary, len(decisions))
    checksum = ""
    for seq, decision in enumerate(decisions, start=1):
        checksum = _put(conn, session, seq, decision, _encoded(decision), checksum)


def _encoded(decision: Decision) -> "Encoded":
    from coreflect_tui.store import codec  # loads the core of pydantic

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
    sealed = sealed_row(session, seq, decision, encoded.payload)
    checksum = chained(before, sealed)
    conn.execute(INSERT, (*sealed, checksum))
    conn.executemany(
        "INSERT INTO words (decision, event, field, nonce, text) VALUES (?, ?, ?, ?, ?)",
        [
            (decision.id, index, name, words.nonce, words.text)
            for (index, name), words in encoded.words.items()
        ],
    )
    return checksum

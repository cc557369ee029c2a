"""Following: reading a session along while another process holds it.

Each look is one short query whose rows are fetched at once, so that the window that writes never
waits for this one. What cannot be read now is read at the next look.
"""

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from coreflect_tui.core.decision import Decision
from coreflect_tui.core.striking import Place, without_words
from coreflect_tui.store import errors, migrations, to_strike
from coreflect_tui.store.chain import SEALED
from coreflect_tui.store.read_only import UNREADABLE, ReadOnly, Version, reason

if TYPE_CHECKING:
    from coreflect_tui.store.reading import WordsFound

_COLUMNS: Final = ", ".join(f"one.{name}" for name in SEALED.split(", "))
# One statement sees one state: what the database is, what is known of the session already, and all
# that came after. Words are a row each, beside those of their decision.
_LOOK: Final = f"""
    SELECT now.*, {_COLUMNS}, one.checksum, words.event, words.field, words.nonce, words.text
    FROM (SELECT
            (SELECT application_id FROM pragma_application_id),
            (SELECT user_version FROM pragma_user_version),
            (SELECT seq FROM sessions WHERE session = :session),
            (SELECT checksum FROM decisions WHERE session = :session AND seq = :seq),
            (SELECT count(*) FROM words JOIN decisions ON id = decision
                WHERE session = :session AND text IS NULL)
        ) AS now
    LEFT JOIN decisions AS one ON one.session = :session AND one.seq > :seq
    LEFT JOIN words ON words.decision = one.id
    ORDER BY one.seq
"""
_STATE: Final = 5
"""So many columns say how the database stands."""
_ROW: Final = _STATE + len(SEALED.split(", ")) + 1


@dataclass(frozen=True, slots=True)
class News:
    """What a look found: decisions that came after those known, or where `anew` all there are,
    since something was struck or written anew. `gone` says that there is none any more."""

    decisions: tuple[Decision, ...] = ()
    anew: bool = False
    gone: bool = False


class Following:
    """The decisions of one session, as they come. Of one thread."""

    def __init__(self, folder: Path, session: str) -> None:
        """`folder` is where the database is, and need not be there."""
        self._folder = folder
        self._database = ReadOnly(folder)
        self._session = session
        self._version: Version | None = None
        # What is known of the session: the number and checksum of its last decision, how many of
        # its words are struck, and which are to be.
        self._seq, self._checksum = 0, ""
        self._struck = 0
        self._to_strike: frozenset[Place] = frozenset()
        self.problem = ""
        """Why the last look could not be done, in lower case; "" when it was."""

    def look(self) -> News | None:
        """What is new since the last look; None where nothing is, or it cannot be said now.

        A busy file, a journal to be rolled back, a file that is gone for a moment or damaged leave
        what was known as it is, and `problem` says so.
        """
        self.problem = ""
        try:
            return self._look()
        except UNREADABLE as error:
            self.problem = reason(error)
        self._version = None
        return None

    def close(self) -> None:
        """End the connection; a later look opens it again."""
        self._database.close()
        self._version = None

    def _look(self) -> News | None:
        # Before the rows: what is written meanwhile is seen at the next look.
        conn, version = self._database.version()
        places = to_strike.noted(self._folder, self._session).places
        if version == self._version and places == self._to_strike:
            return None
        news = self._news(conn, places)
        self._version = version
        return news

    def _news(self, conn: sqlite3.Connection, places: frozenset[Place]) -> News | None:
        seq, before = self._seq, self._checksum
        rows = self._rows(conn, seq)
        *_, count, checksum, struck = rows[0][:_STATE]
        anew = not seq or (checksum, struck, places) != (before, self._struck, self._to_strike)
        if anew and seq:
            seq, before = 0, ""
            rows = self._rows(conn, seq)
            *_, count, checksum, struck = rows[0][:_STATE]
        if count is None:
            self._seq, self._checksum = 0, ""
            return News(gone=True)
        decisions, before = self._decisions(rows, seq, before)
        if seq + len(decisions) != count:
            raise errors.Damaged(self._session, seq + len(decisions) + 1)
        self._seq, self._checksum, self._struck, self._to_strike = count, before, struck, places
        told = tuple(without_words(one, places) for one in decisions)
        return News(told, anew) if told else None

    def _rows(self, conn: sqlite3.Connection, seq: int) -> list[tuple[Any, ...]]:
        """What there is after decision `seq`; raises StoreError for a file of another version."""
        rows = conn.execute(_LOOK, {"session": self._session, "seq": seq}).fetchall()
        if rows[0][0] != migrations.APPLICATION_ID or rows[0][1] != len(migrations.MIGRATIONS):
            raise errors.StoreError("the database is of another version of this program")
        return rows

    def _decisions(
        self, rows: list[tuple[Any, ...]], seq: int, before: str
    ) -> tuple[list[Decision], str]:
        """Those in `rows`, after `seq` others, and the checksum of the last. Raises StoreError."""
        from coreflect_tui.store.reading import proven_from  # loads the core of pydantic

        sealed = dict.fromkeys(row[_STATE:_ROW] for row in rows if row[_STATE] is not None)
        words: WordsFound = {}
        for row in rows:
            event, field, nonce, text = row[_ROW:]
            if event is not None:
                words.setdefault(row[_STATE + 2], {})[event, field] = (nonce, text)
        found = proven_from(sealed, words, seq, before)
        if len(found) < len(sealed):
            raise errors.Damaged(self._session, seq + len(found) + 1)
        return [one.decision for one in found], found[-1].checksum if found else before

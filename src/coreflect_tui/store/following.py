"""Following: reading a session along while another process holds it.

Its own connection only reads: it makes no file, migrates nothing and rolls no journal back. Each
look is one short query whose rows are fetched at once, so that the window that writes never waits
for this one. What cannot be read now is read at the next look.
"""

import sqlite3
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from coreflect_tui.core.decision import Decision
from coreflect_tui.core.striking import Place, without_words
from coreflect_tui.store import errors, migrations, to_strike
from coreflect_tui.store.chain import SEALED
from coreflect_tui.store.connection import NAME

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

PATIENCE: Final = 0.05
"""Seconds that a look waits for a commit of the other process to end."""
_NOT_ROLLED_BACK: Final = "the last act there was cut short"


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
        self._path = folder / NAME
        self._session = session
        self._conn: sqlite3.Connection | None = None
        self._file: tuple[int, int] | None = None
        self._version: int | None = None
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
        except sqlite3.Error as error:
            self.problem = _reason(error)
        except OSError as error:
            self.problem = str(errors.from_os(error))
        except errors.StoreError as error:
            self.problem = str(error)
        except UnicodeDecodeError:
            # SQLite quotes what it cannot read, and Python cannot read that either.
            self.problem = "the database is damaged"
        self._version = None
        return None

    def close(self) -> None:
        """End the connection; a later look opens it again."""
        if self._conn is not None:
            self._conn.close()
        self._conn = self._version = None

    def _look(self) -> News | None:
        conn = self._connected()
        # Before the rows: what is written meanwhile is seen at the next look.
        version = conn.execute("PRAGMA data_version").fetchall()[0][0]
        places = to_strike.noted(self._path.parent, self._session).places
        if version == self._version and places == self._to_strike:
            return None
        news = self._news(conn, places)
        self._version = version
        return news

    def _connected(self) -> sqlite3.Connection:
        found = self._path.stat()
        file = found.st_dev, found.st_ino
        if self._conn is None or file != self._file:
            # A synced folder may have put another file there.
            self.close()
            self._conn = sqlite3.connect(
                f"{self._path.absolute().as_uri()}?mode=ro",
                uri=True,
                timeout=PATIENCE,
                isolation_level=None,
            )
            self._conn.text_factory = partial(str, encoding="utf-8", errors="replace")
            self._file = file
        return self._conn

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
        from coreflect_tui.store.reading import proven_from  # loads pydantic

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


def _reason(error: sqlite3.Error) -> str:
    extended = getattr(error, "sqlite_errorcode", 0)
    if extended == sqlite3.SQLITE_READONLY_ROLLBACK:
        return _NOT_ROLLED_BACK
    return str(errors.from_sqlite(error))

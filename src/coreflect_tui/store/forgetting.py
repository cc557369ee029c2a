"""Taking sessions, notes and names out of the database, so that no byte of them stays in it."""

from collections.abc import Iterable
from typing import NamedTuple

from coreflect_tui.core.decision import Decision
from coreflect_tui.core.summary import Summary
from coreflect_tui.store import aside, drafts, journal
from coreflect_tui.store.connection import translated
from coreflect_tui.store.database import Database


class Rewritten(NamedTuple):
    """A session as it is to be stored from now on; `drafts` are slots and what they hold now."""

    session: str
    decisions: tuple[Decision, ...]
    summary: Summary
    drafts: tuple[tuple[str, str], ...] = ()


class Forgetting:
    """Erases for good. Every method raises StoreError, and may then be called again. In the
    database all of it has happened by then (NotRewritten), or none; files that were put aside are
    apart from that, and come after it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def session(self, session: str) -> None:
        """Remove what the database keeps of a session: decisions, words, summary and drafts."""
        with self._database.erasing() as conn:
            for table in ("drafts", "decisions", "sessions"):
                conn.execute(f"DELETE FROM {table} WHERE session = ?", (session,))

    def notes(self, session: str, places: Iterable[tuple[str, int]]) -> None:
        """Erase the words of events, each given by decision id and place in it, and all drafts of
        the session; the chain still holds."""
        with self._database.erasing() as conn:
            journal.strike_words(conn, session, places)
            conn.execute("DELETE FROM drafts WHERE session = ?", (session,))

    def rewrite(self, sessions: Iterable[Rewritten]) -> None:
        """Put other decisions in the place of those that sessions have, all in one transaction;
        their chains are sealed anew."""
        with self._database.erasing() as conn:
            for one in sessions:
                journal.write_anew(conn, one.session, one.decisions, one.summary)
                for slot, text in one.drafts:
                    drafts.change(conn, one.session, slot, text)

    def put_aside(self, session: str) -> tuple[tuple[Decision, ...], ...]:
        """The decisions of a session that stand in files of their own, file by file."""
        files = aside.files_of(self._database.folder, session)
        return tuple(aside.decisions_in(path) for path in files)

    def rewrite_aside(self, session: str, files: Iterable[tuple[Decision, ...]]) -> None:
        """Write decisions that were put aside to their files again, as they are now. No file goes
        before all are written."""
        folder = self._database.folder
        old = aside.files_of(folder, session)
        new = {aside.put_aside(folder, session, decisions) for decisions in files if decisions}
        with translated():
            for path in (*old, *aside.rests_of(folder, session)):
                if path.name not in new:
                    path.unlink(missing_ok=True)

    def remove_aside(self, session: str) -> None:
        """Remove the files with decisions of a session that were put aside."""
        self.rewrite_aside(session, ())

"""What is kept between starts: one SQLite file with the sessions of this user."""

from collections.abc import Callable, Mapping
from pathlib import Path

from coreflect_tui.core.summary import Summary, summarise
from coreflect_tui.store.database import Database, Mending
from coreflect_tui.store.drafts import Draft, Drafts
from coreflect_tui.store.errors import (
    Damaged,
    DamagedFile,
    FileReplaced,
    ForeignDatabase,
    NewerDatabase,
    NotRewritten,
    SequenceMoved,
    StoreError,
    UnknownSession,
    UnsoundFile,
)
from coreflect_tui.store.forgetting import Forgetting, Rewritten
from coreflect_tui.store.journal import Journal
from coreflect_tui.store.migrations import copies, copy_whole
from coreflect_tui.store.rows import put
from coreflect_tui.store.summaries import Summaries

__all__ = [
    "Damaged",
    "DamagedFile",
    "Draft",
    "Drafts",
    "FileReplaced",
    "ForeignDatabase",
    "Forgetting",
    "Journal",
    "NewerDatabase",
    "NotRewritten",
    "Rewritten",
    "SequenceMoved",
    "Store",
    "StoreError",
    "Summaries",
    "UnknownSession",
    "UnsoundFile",
]


class Store:
    """The database of `folder`, opened at the first use; of one thread, for as long as it runs.

    A folder that cannot be opened now is tried again at the next use, so that a session can go on
    unsaved meanwhile.
    """

    def __init__(self, folder: Path, database: Callable[[Path], Database] = Database) -> None:
        """`database` makes another kind of it, such as a `Glance`."""
        self._database = database(folder)
        self.journal = Journal(self._database)
        self.summaries = Summaries(self._database, self.remade)
        self.drafts = Drafts(self._database)
        self.forgetting = Forgetting(self._database)

    @property
    def path(self) -> Path:
        """Where the database file is."""
        return self._database.path

    def mend_with(self, mending: Mending) -> None:
        """From now on let a file that is damaged be recovered as it is opened."""
        self._database.mending = mending

    def damage(self) -> UnsoundFile | None:
        """What is wrong with the file, which is not mended by this; None where nothing is."""
        return self._database.damage()

    @property
    def is_large(self) -> bool:
        """Whether the file is not open yet, and takes a while to be checked as a whole."""
        return self._database.is_large

    def is_being_checked(self) -> bool:
        """Whether a large file is checked as a whole meanwhile, in a thread that begins with the
        first question. Lists can be read by a `Glance`; whatever else is done waits for it."""
        return self._database.is_being_checked()

    def write_while(self, check: Callable[[], None] | None) -> None:
        """Let `check` say before each write, inside its transaction, by a StoreError that this
        program may not write any more; None lets all be written."""
        self._database.check = check

    def settle(self) -> None:
        """Go by the file that is there now, such as a synced copy, before a session of it is taken
        up. Raises StoreError."""
        self._database.settle()

    def wait_for_others(self) -> None:
        """Return once no other program is in the middle of writing. Raises StoreError."""
        self._database.wait_for_others()

    def remade(self, session: str) -> Summary | None:
        """The summary of a session as its decisions have it; None where these are damaged, or not
        there. Loads pydantic. Raises StoreError where the file cannot be read."""
        from coreflect_tui.core.history import replay

        try:
            decisions = self.journal.load(session)
            state = replay(decisions).state if decisions else None
        except (Damaged, ValueError):
            return None
        return summarise(state, decisions[-1].moment.session) if state else None

    def put_right(self, copy: Path, rows: Mapping[str, tuple[int, Summary]]) -> None:
        """After a whole copy to the file `copy`: write these rows of the list, with the number of
        decisions each, and remove drafts and words of sessions that are gone. All of it happens, or
        nothing. Raises StoreError."""
        with self._database.reading() as conn:
            copy_whole(conn, copy)
        with self._database.writing() as conn:
            for seq, summary in rows.values():
                put(conn, summary, seq)
            conn.execute("DELETE FROM drafts WHERE session NOT IN (SELECT session FROM sessions)")
            conn.execute("DELETE FROM words WHERE decision NOT IN (SELECT id FROM decisions)")

    def copies(self) -> tuple[str, ...]:
        """The names of our own copies of the database, damaged ones included; they go with the next
        strike or forgetting."""
        return tuple(one.name for one in copies(self.path) if one.suffix != ".json")

    def close(self) -> None:
        """End the connection; a later use opens it again."""
        self._database.close()

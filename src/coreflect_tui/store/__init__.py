"""What is kept between starts: one SQLite file with the sessions of this user."""

from collections.abc import Callable
from pathlib import Path

from coreflect_tui.core.history import replay
from coreflect_tui.core.summary import Summary, summarise
from coreflect_tui.store.connection import Database, Mending
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
)
from coreflect_tui.store.forgetting import Forgetting, Rewritten
from coreflect_tui.store.journal import Journal
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
]


class Store:
    """The database of `folder`, opened at the first use; of one thread, for as long as it runs.

    A folder that cannot be opened now is tried again at the next use, so that a session can go on
    unsaved meanwhile.
    """

    def __init__(self, folder: Path) -> None:
        self._database = Database(folder)
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

    def write_while(self, check: Callable[[], None] | None) -> None:
        """Let `check` say before each write, inside its transaction, by a StoreError that this
        program may not write any more; None lets all be written."""
        self._database.check = check

    def wait_for_others(self) -> None:
        """Return once no other program is in the middle of writing. Raises StoreError."""
        self._database.wait_for_others()

    def remade(self, session: str) -> Summary | None:
        """The summary of a session as its decisions have it; None where these are damaged, or not
        there. Loads pydantic. Raises StoreError where the file cannot be read."""
        try:
            decisions = self.journal.load(session)
            state = replay(decisions).state if decisions else None
        except (Damaged, ValueError):
            return None
        return summarise(state, decisions[-1].moment.session) if state else None

    def close(self) -> None:
        """End the connection; a later use opens it again."""
        self._database.close()

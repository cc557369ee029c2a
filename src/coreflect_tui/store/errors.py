"""What can go wrong in the store, each with a plain sentence that holds nobody's name or words."""

# ruff: noqa: N818 - the names say what happened; that they are errors, their base says

import errno
import sqlite3


class StoreError(Exception):
    """Something could not be read or written.

    `str()` of it is fit to be shown: a short reason in lower case ("the disk is full") for what
    failed in a running session, a whole sentence for what stops the database from opening.
    """

    @property
    def reason(self) -> str:
        """Why, as part of a sentence."""
        return str(self)

    @property
    def sentence(self) -> str:
        """Why, as a sentence of its own."""
        words = str(self)
        return words if words.endswith(".") else f"{words[:1].upper()}{words[1:]}."


class SequenceMoved(StoreError):
    """Another program wrote to the session; retrying cannot help, unlike with other errors.

    `expected` is the number of decisions the caller knew of that are stored, `found` that of all.
    """

    def __init__(self, session: str, expected: int, found: int) -> None:
        super().__init__(f"session {session} was changed by another window")
        self.session = session
        self.expected = expected
        self.found = found


class Damaged(StoreError):
    """A stored decision is not what was written; `seq` is the first that cannot be trusted."""

    def __init__(self, session: str, seq: int) -> None:
        super().__init__(
            f"session {session} is damaged from entry {seq} on; coreflect doctor explains"
        )
        self.session = session
        self.seq = seq


class DamagedFile(StoreError):
    """The database as a whole cannot be read."""


class UnsoundFile(DamagedFile):
    """The database as a whole cannot be used as it is; `what` says what is wrong with it, as part
    of a sentence."""

    def __init__(self, what: str) -> None:
        super().__init__(f"the database is damaged: {what}")
        self.what = what


class NotRewritten(StoreError):
    """Something was taken out of the database, and rests of it may still stand in the file."""


class FileReplaced(StoreError):
    """The path leads to another file now; what is written would reach nobody."""


class ForeignDatabase(StoreError):
    """The file is a database of another program."""

    @property
    def reason(self) -> str:
        return "the file there belongs to another program"


class NewerDatabase(StoreError):
    """The file was written by a later version of this program."""

    @property
    def reason(self) -> str:
        return "a newer version of coreflect wrote the database"


class TakenOver(StoreError):
    """Another window took the session although this one had it; nothing more is written here."""

    def __init__(self) -> None:
        super().__init__("another window has the session")


class UnknownSession(StoreError):
    """No session, or more than one, goes by what was asked for."""


_REASONS = {
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_IOERR: "a disk error",
    sqlite3.SQLITE_BUSY: "the database is busy",
    sqlite3.SQLITE_LOCKED: "the database is busy",
    sqlite3.SQLITE_READONLY: "the folder cannot be written",
    sqlite3.SQLITE_PERM: "the folder cannot be written",
    sqlite3.SQLITE_CANTOPEN: "the database file cannot be opened",
    sqlite3.SQLITE_NOMEM: "the machine has no memory left",
}
# Our statements are right, so a table that is missing, or a rule that is broken, is damage too.
_DAMAGE = (
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_ERROR,
    sqlite3.SQLITE_CONSTRAINT,
    sqlite3.SQLITE_MISMATCH,
)
_OS_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk is full",
    errno.EACCES: "the folder cannot be written",
    errno.EPERM: "the folder cannot be written",
    errno.EROFS: "the folder cannot be written",
    errno.EEXIST: "there is a file where the folder should be",
    errno.ENOTDIR: "there is a file where the folder should be",
}
MOVED = "the database file was moved or replaced"


def from_sqlite(error: sqlite3.Error) -> StoreError:
    """The plain reason for an error of SQLite."""
    # Errors that Python's own sqlite3 raises, such as one for a closed connection, have no code.
    extended = getattr(error, "sqlite_errorcode", 0)
    if extended == sqlite3.SQLITE_READONLY_DBMOVED:
        return FileReplaced(MOVED)
    code = extended & 0xFF
    # What a trigger says, which is none of ours, is found at the next opening.
    if code in _DAMAGE and extended != sqlite3.SQLITE_CONSTRAINT_TRIGGER:
        return DamagedFile("the database is damaged")
    return StoreError(_REASONS.get(code, "the database refused"))


def from_os(error: OSError) -> StoreError:
    """The plain reason for an error of the operating system."""
    return StoreError(_OS_REASONS.get(error.errno or 0, "a disk error"))

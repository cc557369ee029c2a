"""The database of a folder as a store has it: opened when it is needed, mended where it is damaged,
and sure that the file is the one that was opened."""

import contextlib
import errno
import os
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from coreflect_tui.store import errors, migrations
from coreflect_tui.store.connection import (
    NAME,
    Identity,
    identity_of,
    open_database,
    open_to_read,
    transaction,
    translated,
)

if TYPE_CHECKING:
    from coreflect_tui.store.checking import Checking


class Mending(Protocol):
    """What is done where the file turns out to be damaged; both raise StoreError and OSError."""

    def before_opening(self) -> None: ...

    def recover(self, damage: errors.UnsoundFile) -> None: ...


class Database:
    """The database of a folder, opened when it is first needed, and again after `close`."""

    large = 8 << 20
    """Bytes from which on a file is not checked while somebody waits: less takes milliseconds."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / NAME
        self._to_rewrite = folder / f"{NAME}.to-rewrite"
        self._conn: sqlite3.Connection | None = None
        self._file: Identity | None = None
        # Whether the connection is to another file than the one that was written to.
        self._is_another = False
        self._checking: Checking | None = None
        self.rows_hold = False
        """Whether a list may go by the rows that it shows: as the file was opened all of them were
        what was written. Not where nobody looked."""
        self.check: Callable[[], None] | None = None
        """Called in each transaction before anything is written; raises StoreError where this
        program may not write."""
        self.mending: Mending | None = None
        """Without it a damaged file is refused and left as it is."""

    @property
    def is_to_be_rewritten(self) -> bool:
        """Whether an erasing was cut short."""
        return self._to_rewrite.exists()

    def damage(self) -> errors.UnsoundFile | None:
        """What is wrong with the file, which is opened and not mended yet; None where nothing is,
        or it cannot be opened for another reason, which whatever reads next says."""
        try:
            self.connect(mend=False)
        except errors.UnsoundFile as damage:
            return damage
        except errors.StoreError:
            pass
        return None

    def connect(self, *, mend: bool = True) -> sqlite3.Connection:
        """The connection; raises what `open_database` raises."""
        if self._conn is None:
            self._conn = self._opened(mend=mend)
            self._file = identity_of(self.path)
            if self.is_to_be_rewritten:
                # Where it still cannot be, the next start tries.
                with contextlib.suppress(errors.StoreError):
                    self.rewrite()
        return self._conn

    def _opened(self, *, mend: bool) -> sqlite3.Connection:
        if self.mending is None:
            return self._open()
        with translated():
            self.mending.before_opening()
            try:
                return self._open()
            except errors.UnsoundFile as damage:
                if not mend:
                    raise
                self.mending.recover(damage)
            return self._open()

    def _open(self) -> sqlite3.Connection:
        checking, self._checking = self._checking, None
        if checking is None:
            return open_database(self.folder)
        is_sound, rows_hold = checking.found(identity_of(self.path))
        conn = open_database(self.folder, is_sound=is_sound)
        self.rows_hold = rows_hold
        return conn

    @property
    def is_large(self) -> bool:
        """Whether it is not open yet, and takes a while to be checked."""
        try:
            return self._conn is None and self.path.stat().st_size >= self.large
        except OSError:
            return False

    def is_being_checked(self) -> bool:
        """Whether a check of the whole file is under way in a thread. It begins with the first
        question, where the file is large and not open yet; an opening waits for it."""
        if self._checking is None and self.is_large:
            from coreflect_tui.store.checking import Checking

            self._checking = Checking(self.path)
        return self._checking is not None and self._checking.is_under_way

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """For queries; raises StoreError. Another file that was put in the place of ours is the one
        that is read; one that is gone is read as long as it is open."""
        with translated():
            found = identity_of(self.path)
            if self._conn is not None and found and found != self._file:
                self.close()
                self._is_another = True
            yield self.connect()

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction; on disk when the block has ended without a StoreError."""
        with translated(), self._telling_of_the_folder():
            conn = self.connect()
            self.check_file()
            with transaction(conn):
                # Under the lock of the file: whoever took the right away waits for this one to end.
                if self.check:
                    self.check()
                yield conn

    @contextlib.contextmanager
    def _telling_of_the_folder(self) -> Iterator[None]:
        """SQLite says the same of a journal that it cannot make and a file that it cannot open."""
        try:
            yield
        except sqlite3.OperationalError as error:
            code = error.sqlite_errorcode & 0xFF
            if code == sqlite3.SQLITE_CANTOPEN and not os.access(self.folder, os.W_OK):
                raise errors.from_os(OSError(errno.EACCES, "")) from error
            raise

    @contextlib.contextmanager
    def erasing(self) -> Iterator[sqlite3.Connection]:
        """One transaction that takes something away for good: no page of the file keeps a rest of
        it when this ends, nor do our own copies.

        Raises StoreError; then it may be tried again. NotRewritten is raised where the transaction
        took effect and the rest did not; the next opening of the database does that.
        """
        with translated():
            self.connect()
            os.close(os.open(self._to_rewrite, os.O_CREAT | os.O_WRONLY, 0o600))
        with self.writing() as conn:
            yield conn
        try:
            self.rewrite()
        except errors.StoreError as error:
            raise errors.NotRewritten(str(error)) from error

    def rewrite(self) -> None:
        """Write the whole file anew, so that no page keeps a rest of what was erased, and remove
        the copies of it, which hold that too. Raises StoreError."""
        # secure_delete clears what is deleted, and misses what a draft left where it had been
        # before SQLite moved it to another page.
        with translated():
            conn = self.connect()
            self.check_file()
            conn.execute("VACUUM")
            migrations.drop_copies(self.path)
            self._to_rewrite.unlink(missing_ok=True)

    @contextlib.contextmanager
    def reading_anew(self) -> Iterator[sqlite3.Connection]:
        """For queries of what the file holds, past what SQLite remembers of it; raises StoreError.
        Nothing is written, nor a journal rolled back."""
        with translated(), contextlib.closing(open_to_read(self.path)) as conn:
            yield conn

    def adopt(self) -> None:
        """Write to the file that is there now, made anew where none is, whatever became of the one
        before. Raises StoreError."""
        with translated():
            self.close()
            self.connect()
            self._is_another = False

    def settle(self) -> None:
        """Go by the file that is there now, before anything of it is relied on. Raises
        StoreError."""
        if self._is_another or (self._conn and identity_of(self.path) != self._file):
            self.adopt()

    def wait_for_others(self) -> None:
        """Return once no other program is in the middle of writing; raises StoreError where one
        stays in it."""
        with self.writing():
            pass

    def close(self) -> None:
        if self._checking is not None:
            self._checking.leave()
            self._checking = None
        self.rows_hold = False
        if self._conn is not None:
            self._conn.close()
            self._conn = None

    def check_file(self) -> None:
        """Raise FileReplaced where the path leads to another file than the one that is open."""
        # Writing to a file that a synced folder has replaced succeeds, and is lost.
        with translated():
            if self._is_another or identity_of(self.path) != self._file:
                raise errors.FileReplaced(errors.MOVED)

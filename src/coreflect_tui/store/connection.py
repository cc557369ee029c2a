"""The one connection to the database file: private, durable, and sure that the file is ours."""

import contextlib
import errno
import os
import sqlite3
import stat
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from coreflect_tui.disk import make_folder
from coreflect_tui.store import errors, migrations, soundness

if TYPE_CHECKING:
    from coreflect_tui.store.checking import Checking

NAME: Final = "coreflect.db"
BUSY_MS: Final = 250
Identity = tuple[int, int]
"""What a path leads to: the disk, and the number of the file on it."""

# Set at every opening, and read back: SQLite ignores a pragma it cannot follow without a word.
PRAGMAS: Final = (
    ("journal_mode", "DELETE", "delete"),
    ("synchronous", "EXTRA", 3),
    ("fullfsync", "ON", 1),
    ("checkpoint_fullfsync", "ON", 1),
    ("secure_delete", "ON", 1),
    ("foreign_keys", "ON", 1),
    ("temp_store", "MEMORY", 2),
    ("busy_timeout", str(BUSY_MS), BUSY_MS),
)


def open_database(folder: Path, *, is_sound: bool = False) -> sqlite3.Connection:
    """Open the database in `folder`, making both where they are missing, for this user alone. Its
    pages are checked, unless it `is_sound` by a check of just now.

    Raises StoreError with a reason, ForeignDatabase, NewerDatabase or DamagedFile; the file is
    as it was then.
    """
    return open_file(folder / NAME, is_sound=is_sound)


def open_file(path: Path, *, is_sound: bool = False) -> sqlite3.Connection:
    """Open the database at `path`, as `open_database` does."""
    with translated():
        soundness.check_place(path)
        _create_private(path.parent, path)
        conn = sqlite3.connect(path, timeout=BUSY_MS / 1000, isolation_level=None)
        try:
            # A flipped byte must reach the checksum, and not end the query.
            conn.text_factory = partial(str, encoding="utf-8", errors="replace")
            # Before the pragmas: they may write, and a file of somebody else is not ours to touch.
            with soundness.telling():
                migrations.check_ours(conn, path)
            soundness.check(conn, path, is_sound=is_sound)
            _make_private(path)
            for name, value, expected in PRAGMAS:
                _set_pragma(conn, name, value, expected)
            migrations.migrate(conn, path)
        except BaseException:
            conn.close()
            raise
    return conn


@contextlib.contextmanager
def transaction(conn: sqlite3.Connection) -> Iterator[None]:
    """All of it or none, with the write lock from the first statement on."""
    if conn.in_transaction:
        # Left by a rollback that failed; without this every later act would fail too.
        conn.execute("ROLLBACK")
    conn.execute("BEGIN IMMEDIATE")
    try:
        yield
        conn.execute("COMMIT")
    except BaseException:
        # SQLite rolls back by itself after some errors, and refuses a second one.
        if conn.in_transaction:
            with contextlib.suppress(sqlite3.Error):
                conn.execute("ROLLBACK")
        raise


@contextlib.contextmanager
def translated() -> Iterator[None]:
    """Errors of SQLite and of the system leave as a StoreError with a plain reason."""
    try:
        yield
    except sqlite3.Error as error:
        raise errors.from_sqlite(error) from error
    except OSError as error:
        raise errors.from_os(error) from error
    except UnicodeEncodeError:
        # Without its cause, which holds the text.
        raise errors.StoreError("a text has characters that cannot be stored") from None
    except UnicodeDecodeError:
        # SQLite quotes what it cannot read, and Python cannot read that either.
        raise errors.DamagedFile("the database is damaged") from None


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

    def is_being_checked(self) -> bool:
        """Whether a check of the whole file is under way in a thread. It begins with the first
        question, where the file is large and not open yet; an opening waits for it."""
        if self._conn is None and self._checking is None:
            with contextlib.suppress(OSError):
                if self.path.stat().st_size >= self.large:
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


def open_to_read(path: Path) -> sqlite3.Connection:
    """A connection that changes nothing, also no journal that is to be rolled back. Raises
    sqlite3.Error."""
    uri = f"{path.absolute().as_uri()}?mode=ro"
    conn = sqlite3.connect(uri, uri=True, timeout=BUSY_MS / 1000, isolation_level=None)
    conn.text_factory = partial(str, encoding="utf-8", errors="replace")
    return conn


def identity_of(path: Path) -> Identity | None:
    """None where there is no file."""
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return found.st_dev, found.st_ino


def _create_private(folder: Path, path: Path) -> None:
    make_folder(folder)
    # An existing file is left closed: closing it would drop the locks SQLite has on it.
    with contextlib.suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def _make_private(path: Path) -> None:
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        with contextlib.suppress(OSError):
            path.chmod(0o600)


def _set_pragma(conn: sqlite3.Connection, name: str, value: str, expected: str | int) -> None:
    conn.execute(f"PRAGMA {name} = {value}").fetchall()
    row = conn.execute(f"PRAGMA {name}").fetchone()
    if row is None or row[0] != expected:
        raise errors.StoreError(
            f"SQLite {sqlite3.sqlite_version} on this computer cannot keep sessions safely "
            f"({name} stays off); a Python from python.org brings one that can."
        )

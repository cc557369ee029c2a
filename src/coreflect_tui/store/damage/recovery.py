"""From a damaged database to a fresh one: what is proven is taken over, the damaged file is kept.

Nothing is moved before the fresh database is on the disk, whole and checked. Where that cannot be,
everything is as it was and the next opening tries again.
"""

import contextlib
import os
import sqlite3
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from coreflect_tui.core.telling import Told, untold
from coreflect_tui.disk import sync_folder
from coreflect_tui.lock import FileLock
from coreflect_tui.store import drafts, errors, journal, migrations, rows, soundness
from coreflect_tui.store.connection import (
    NAME,
    as_text,
    open_database,
    open_file,
    transaction,
    translated,
)
from coreflect_tui.store.damage import report as reporting
from coreflect_tui.store.damage.pages import LONGEST, MOST_BYTES
from coreflect_tui.store.damage.report import Part, Report, is_session_id
from coreflect_tui.store.soundness import EMPTY, MISSING

if TYPE_CHECKING:
    from coreflect_tui.store.damage.pages import Row
    from coreflect_tui.store.damage.salvage import Rows, Salvaged

_PART: Final = f".{NAME}.part"
_RECOVERED: Final = f".{NAME}.recovered"
_WITH_IT: Final = ("-journal", "-wal", "-shm")
"""What SQLite keeps beside a file while it is written, and after a crash."""
_MARGIN: Final = 1 << 20
_ROWS: Final = 500
"""So many rows are read in a moment."""


class Recovery:
    """Brings the database of one folder back, when an opening finds it damaged."""

    def __init__(
        self,
        folder: Path,
        today: Callable[[], date],
        held_here: Callable[[], str | None],
        told: Told = untold,
    ) -> None:
        """`held_here` is the id of the session that this program holds, None where it holds none;
        `told` hears how many sessions are recovered of how many, 0 of 0 until they are counted."""
        self._folder = folder
        self._path = folder / NAME
        self._today = today
        self._held_here = held_here
        self._told = told

    def before_opening(self) -> None:
        """Finish a recovery that was cut short, and note where a database is gone though sessions
        were held here. Raises StoreError and OSError."""
        recovered = self._folder / _RECOVERED
        if not self._path.exists() and recovered.exists():
            recovered.replace(self._path)
            sync_folder(self._folder)
        missing = not self._path.exists()
        # A single byte is what SQLite takes for nothing.
        if missing or (soundness.is_a(stat.S_ISREG, self._path) and self._path.stat().st_size < 2):
            gone = tuple(sorted(set(self._were_held()) - set(self._held_anywhere())))
            if gone:
                report = Report(self._day, MISSING if missing else EMPTY, gone=gone)
                known = [one for one in reporting.reports(self._folder) if one.gone == gone]
                # Where the disk refuses, the opening says so.
                with contextlib.suppress(OSError):
                    if not known:
                        self._keep_report(report)

    def recover(
        self,
        damage: errors.UnsoundFile,
        although_sound: bool = False,
        told: Told | None = None,
    ) -> None:
        """Put a fresh database in the place of the damaged one, with all of it that is proven;
        `although_sound` where it is not the file but what it holds that is damaged. `told` hears
        how far this one is, in the stead of whoever hears of all.

        Raises DamagedFile with a reason where that cannot be now, and what `told` raises;
        everything is as it was then.
        """
        lock = FileLock(self._folder / f"{NAME}.lock")
        try:
            if not lock.acquire():
                raise errors.StoreError("it is just being recovered")
            try:
                # Another program may have been first.
                if although_sound or not self._is_sound():
                    self._check_that_it_can_be()
                    with translated():
                        self._replace(damage, although_sound, told or self._told)
            finally:
                _give_back(lock)
        except errors.StoreError as error:
            raise errors.DamagedFile(f"the database is damaged, and {error}") from error

    @property
    def _day(self) -> str:
        return self._today().isoformat()

    def _is_sound(self) -> bool:
        try:
            open_database(self._folder).close()
        except errors.UnsoundFile:
            return False
        return True

    def _check_that_it_can_be(self) -> None:
        held = [one for one in self._held_anywhere() if one != self._held_here()]
        if held:
            raise errors.StoreError(
                f"session {held[0]} is open in another window; once it is left, the next start"
                " recovers what can be read"
            )
        if self._path.is_symlink():
            raise errors.StoreError("it is a link to another place, where it is left alone")
        import shutil  # loads what compresses

        with translated():
            needed = min(self._path.stat().st_size, MOST_BYTES) + _MARGIN
            if shutil.disk_usage(self._folder).free < needed:
                raise errors.StoreError("there is no room on the disk to recover it")

    def _were_held(self) -> Iterator[str]:
        """The sessions that were ever held here, as their lock files say."""
        for path in self._folder.glob("*.lock"):
            if is_session_id(path.stem):
                yield path.stem

    def _held_anywhere(self) -> Iterator[str]:
        for session in self._were_held():
            if FileLock(self._folder / f"{session}.lock").is_taken():
                yield session

    def _replace(self, damage: errors.UnsoundFile, every_row: bool, told: Told) -> None:
        rows = rows_of(self._path, told)
        sessions = write_fresh(self._folder, rows, every_row, told)
        name = reporting.free_name(self._folder, self._day)
        to_rewrite = self._folder / f"{NAME}.to-rewrite"
        held = set() if every_row else set(self._were_held()) - {self._held_here()}
        report = _report(self._day, damage.what, rows, sessions, held)
        report = replace(report, kept_as=name, to_erase=to_rewrite.exists())
        self._keep_report(report, name)
        _swap(self._path, name)
        if report.to_erase and report.complete:
            # What was to be erased stands in the damaged file, and nothing else that is not here.
            self._keep_report(replace(report, kept_as="", to_erase=False), name)
            for ending in ("", *_WITH_IT):
                (self._folder / f"{name}{ending}").unlink(missing_ok=True)
        to_rewrite.unlink(missing_ok=True)

    def _keep_report(self, report: Report, name: str = "") -> None:
        name = name or reporting.free_name(self._folder, report.day)
        reporting.keep(self._folder, name, report)


def rows_of(path: Path, told: Told = untold) -> "Rows":
    """All rows that can be read of a file, by SQLite or page by page. Raises OSError."""
    from coreflect_tui.store.damage.pages import rows_in
    from coreflect_tui.store.damage.salvage import Rows

    rows = Rows()
    if soundness.is_a(stat.S_ISREG, path):
        for number, row in enumerate(chain(rows_by_sqlite(path), rows_in(path))):
            if number % _ROWS == 0:
                told(0, 0)
            rows.take(row)
    return rows


def rows_by_sqlite(path: Path) -> Iterator["Row"]:
    """The rows that SQLite still finds, from the first on up to where it cannot go on, and from the
    last one back."""
    most = path.stat().st_size
    with (
        contextlib.suppress(sqlite3.Error, UnicodeDecodeError),
        contextlib.closing(
            sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        ) as conn,
    ):
        conn.text_factory = as_text
        conn.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST)
        found = conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for table in {name for (name,) in found} & set(migrations.TABLES):
            for order in ("", " DESC"):
                query = f"SELECT * FROM {table} NOT INDEXED ORDER BY rowid{order}"
                # A row of ours has more bytes than one, so this ends also where nothing else does.
                with contextlib.suppress(sqlite3.Error, UnicodeDecodeError):
                    yield from islice(conn.execute(query), most)


def write_fresh(
    folder: Path, rows: "Rows", every_row: bool, told: Told = untold
) -> tuple["Salvaged", ...]:
    """Write what `rows` prove to a database of its own in `folder`; the sessions in it. Raises
    StoreError and OSError, and what `told` raises."""
    from coreflect_tui.store import reading
    from coreflect_tui.store.damage.salvage import salvage

    part = folder / _PART
    _clear(part)
    try:
        # One that is proven is written and then read again, which is as much work.
        sessions = salvage(rows, every_row, lambda done, of: told(done // 2, of))
        with contextlib.closing(open_file(part)) as conn, transaction(conn):
            for one in sessions:
                _put(conn, one)
            held = {one.session for one in sessions}
            for draft in rows.drafts:
                if draft.session in held:
                    drafts.put(conn, draft)
        with contextlib.closing(open_file(part)) as conn:
            for done, one in enumerate(sessions):
                told((len(sessions) + done) // 2, len(sessions))
                if reading.read(conn, one.session).first_broken:
                    raise errors.StoreError("what was recovered cannot be read")
        part.replace(folder / _RECOVERED)
        sync_folder(folder)
    except BaseException:
        with contextlib.suppress(OSError):
            _clear(part)
        raise
    return sessions


def _put(conn: sqlite3.Connection, one: "Salvaged") -> None:
    rows.put(conn, one.summary, len(one.decisions))
    conn.executemany(journal.INSERT, [found.row for found in one.decisions])
    conn.executemany(
        "INSERT INTO words (decision, event, field, nonce, text) VALUES (?, ?, ?, ?, ?)", one.words
    )


def _report(
    day: str, what: str, rows: "Rows", sessions: Iterable["Salvaged"], held: set[str]
) -> Report:
    """`held` are sessions that were held here, whatever the file says."""
    there = {one.session: one for one in sessions}
    whole = tuple(sorted(one.session for one in there.values() if one.whole and not one.lost))
    parts = (
        Part(one.session, len(one.decisions), one.of, one.lost)
        for _, one in sorted(there.items())
        if one.session not in whole
    )
    # One row alone may be one whose id was damaged.
    seen = {session for session, by_seq in rows.decisions.items() if len(by_seq) > 1}
    gone = {one for one in seen | held | set(rows.counts) if is_session_id(one)} - there.keys()
    left = [draft for draft in rows.drafts if draft.session not in there]
    drafts_left = len(left) + len(rows.unproven)
    return Report(day, what, "", whole, tuple(parts), tuple(sorted(gone)), drafts_left)


def _swap(path: Path, name: str) -> None:
    """Keep the damaged file, and what SQLite left beside it, under another name, and put what was
    recovered in its place. Raises OSError; everything is in its place then."""
    folder = path.parent
    with contextlib.ExitStack() as back:
        for ending in _WITH_IT:
            # First of all: SQLite would take it for what the fresh file is to be set back to.
            beside, kept = folder / f"{path.name}{ending}", folder / f"{name}{ending}"
            if beside.exists():
                beside.rename(kept)
                back.callback(_rename_back, kept, beside)
        try:
            # So there is a file in its place at each moment.
            os.link(path, folder / name)
            back.callback((folder / name).unlink)
        except OSError:
            # Some disks have no second names for a file, and a folder has none anywhere.
            path.rename(folder / name)
            back.callback(_rename_back, folder / name, path)
        (folder / _RECOVERED).replace(path)
        back.pop_all()
    for ending in ("", *_WITH_IT):
        kept = folder / f"{name}{ending}"
        if soundness.is_a(stat.S_ISREG, kept):
            with contextlib.suppress(OSError):
                kept.chmod(0o600)
    sync_folder(folder)


def _rename_back(kept: Path, place: Path) -> None:
    with contextlib.suppress(OSError):
        kept.rename(place)


def _clear(part: Path) -> None:
    for ending in ("", *_WITH_IT):
        part.with_name(f"{part.name}{ending}").unlink(missing_ok=True)


def _give_back(lock: FileLock) -> None:
    if sys.platform == "win32":
        # A file that is open cannot be removed there.
        lock.release()
    with contextlib.suppress(OSError):
        lock.path.unlink()
    lock.release()

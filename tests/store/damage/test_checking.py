"""A large file is checked in a thread: until that is done nothing is written, what is not sound is
never written to, and what was checked is not checked again."""

import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from coreflect_tui.store import Draft, Store, StoreError, UnsoundFile, soundness
from coreflect_tui.store.connection import NAME
from coreflect_tui.store.damage.recovery import Recovery
from coreflect_tui.store.damage.report import reports
from coreflect_tui.store.database import Database
from damaged import Written, write

LONG = 20.0
"""Seconds that nothing here takes."""


class Checks:
    """How often a whole file was checked; where it is in a thread that waits for `gate`."""

    def __init__(self) -> None:
        self.gate, self.begun = threading.Event(), threading.Event()
        self.gate.set()
        self.threads: list[str] = []
        self._check = soundness.check_tables_and_pages

    def __call__(self, conn: sqlite3.Connection) -> int:
        name = threading.current_thread().name
        self.threads.append(name)
        if name == "checking":
            self.begun.set()
            assert self.gate.wait(LONG)
        return self._check(conn)


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> Checks:
    counted = Checks()
    monkeypatch.setattr(soundness, "check_tables_and_pages", counted)
    monkeypatch.setattr(Database, "large", 0)
    return counted


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """Three sessions, the last not closed."""
    return write(tmp_path_factory.mktemp("written") / "home")


@pytest.fixture
def folder(written: Written, tmp_path: Path) -> Path:
    shutil.copytree(written.file.parent, tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    with closing(Store(folder)) as opened:
        yield opened


def damage(folder: Path) -> bytes:
    """Spoil a page of decisions; the file as it is then."""
    content = bytearray((folder / NAME).read_bytes())
    page = content.index(b"Something to take along") // 4096 * 4096
    content[page : page + 512] = bytes(512)
    (folder / NAME).write_bytes(content)
    return bytes(content)


def a_draft(written: Written) -> Draft:
    (draft,) = written.drafts
    return draft


def test_what_was_checked_is_not_checked_again(checks: Checks, store: Store) -> None:
    while store.is_being_checked():
        pass
    assert len(store.summaries.listed(5).closed) == 2
    assert checks.threads == ["checking"]
    store.close()
    assert len(store.summaries.listed(5).closed) == 2
    assert checks.threads == ["checking", "MainThread"], "each opening, for itself"
    assert not store.is_being_checked(), "it is open"


def test_what_is_written_waits_for_it(checks: Checks, store: Store, written: Written) -> None:
    checks.gate.clear()
    assert store.is_being_checked()
    assert checks.begun.wait(LONG)
    before = store.path.read_bytes()
    going_on = threading.Timer(0.05, checks.gate.set)
    going_on.start()
    assert store.path.read_bytes() == before
    store.drafts.save(a_draft(written))
    assert checks.gate.is_set()
    assert not store.is_being_checked()
    going_on.join()


def test_a_damaged_file_is_not_written_to(
    checks: Checks, store: Store, folder: Path, written: Written
) -> None:
    damaged = damage(folder)
    store.is_being_checked()
    with pytest.raises(UnsoundFile):
        store.drafts.save(a_draft(written))
    assert store.path.read_bytes() == damaged
    assert checks.threads == ["checking", "MainThread"]


def test_it_is_recovered_before_that(
    checks: Checks, store: Store, folder: Path, written: Written
) -> None:
    damaged = damage(folder)
    store.mend_with(Recovery(folder, lambda: date(2026, 11, 22), lambda: None))
    store.is_being_checked()
    store.drafts.save(a_draft(written))
    (report,) = reports(folder)
    assert (folder / report.kept_as).read_bytes() == damaged
    assert "checking" in checks.threads


def test_a_file_that_was_put_in_its_place_meanwhile_is_checked_too(
    checks: Checks, store: Store, folder: Path
) -> None:
    checks.gate.clear()
    assert store.is_being_checked()
    assert checks.begun.wait(LONG)
    shutil.copy(folder / NAME, folder / "other")
    (folder / "other").replace(folder / NAME)
    checks.gate.set()
    store.summaries.listed(5)
    assert checks.threads == ["checking", "MainThread"]


def test_a_damaged_row_is_named_all_the_same(checks: Checks, store: Store, folder: Path) -> None:
    """Where all rows hold, a list goes by those that it shows; else by all."""
    with closing(sqlite3.connect(folder / NAME)) as conn, conn:
        (session,) = conn.execute("SELECT session FROM sessions ORDER BY updated").fetchone()
        conn.execute("UPDATE sessions SET title = 'x' WHERE session = ?", (session,))
        conn.execute("UPDATE decisions SET boot_id = 'x' WHERE session = ?", (session,))
    while store.is_being_checked():
        pass
    assert store.summaries.listed(1).damaged == 1
    assert checks.threads == ["checking"]


def test_a_row_that_is_right_is_not_read_where_it_is_not_shown(
    checks: Checks, store: Store
) -> None:
    while store.is_being_checked():
        pass
    read: list[str] = []
    store.summaries.count()
    store._database.connect().set_trace_callback(read.append)
    listed = store.summaries.listed(1)
    assert (len(listed.not_closed), len(listed.closed), len(read)) == (1, 1, 2)
    assert read[1].endswith("LIMIT 1")
    assert checks.threads == ["checking"]


def test_it_can_be_left(checks: Checks, store: Store) -> None:
    checks.gate.clear()
    assert store.is_being_checked()
    assert checks.begun.wait(LONG)
    threading.Timer(0.05, checks.gate.set).start()
    store.close()
    assert not any(one.name == "checking" for one in threading.enumerate())


def test_a_small_file_and_none_are_not_worth_a_thread(folder: Path, tmp_path: Path) -> None:
    for place in (folder, tmp_path / "nowhere"):
        with closing(Store(place)) as store:
            assert not store.is_being_checked()
            assert not any(one.name == "checking" for one in threading.enumerate())
    with closing(Store(tmp_path / "nowhere")) as store, pytest.raises(StoreError):
        store.summaries.find("last")

"""The database file: private, durable, ours."""

import os
import sqlite3
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from coreflect_tui.core.decision import Decision
from coreflect_tui.store import (
    DamagedFile,
    FileReplaced,
    ForeignDatabase,
    NewerDatabase,
    Store,
    StoreError,
)
from coreflect_tui.store.connection import NAME, PRAGMAS, open_database, transaction
from coreflect_tui.store.database import Database
from coreflect_tui.store.migrations import APPLICATION_ID, MIGRATIONS, drop_copies, migrate

Filled = Callable[[str, int], tuple[Decision, ...]]


@pytest.fixture
def open_umask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture
def conn(folder: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_database(folder)) as opened:
        yield opened


def read(conn: sqlite3.Connection, pragma: str) -> object:
    return conn.execute(f"PRAGMA {pragma}").fetchone()[0]


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "delete"),
        ("synchronous", 3),
        ("fullfsync", 1),
        ("checkpoint_fullfsync", 1),
        ("secure_delete", 1),
        ("foreign_keys", 1),
        ("busy_timeout", 250),
        ("temp_store", 2),
        ("application_id", APPLICATION_ID),
        ("user_version", len(MIGRATIONS)),
    ],
)
def test_pragmas_took(conn: sqlite3.Connection, pragma: str, value: object) -> None:
    assert read(conn, pragma) == value
    assert conn.isolation_level is None


def test_a_pragma_that_does_not_take_stops_the_opening(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A page size is fixed once there are tables, and SQLite ignores the wish in silence.
    open_database(folder).close()
    ignored = (*PRAGMAS, ("page_size", "512", 512))
    monkeypatch.setattr("coreflect_tui.store.connection.PRAGMAS", ignored)
    with pytest.raises(StoreError, match="page_size"):
        open_database(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
@pytest.mark.usefixtures("open_umask")
def test_only_the_user_may_read(folder: Path, filled: Filled) -> None:
    filled("2026-11-22-k3f9qa", 1)
    assert mode(folder) == 0o700
    assert mode(folder / NAME) == 0o600
    with closing(open_database(folder)) as conn, transaction(conn):
        conn.execute("DELETE FROM drafts")
        conn.execute("UPDATE sessions SET doing = 'x'")
        assert {mode(file) for file in folder.iterdir()} == {0o600}
        assert len(list(folder.iterdir())) == 2  # the rollback journal too


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_a_file_that_others_could_read_is_closed_to_them(folder: Path) -> None:
    open_database(folder).close()
    (folder / NAME).chmod(0o644)
    open_database(folder).close()
    assert mode(folder / NAME) == 0o600


def test_a_newer_version_is_refused_and_left_alone(folder: Path) -> None:
    with closing(open_database(folder)) as conn:
        conn.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    before = (folder / NAME).read_bytes()
    with pytest.raises(NewerDatabase, match="newer version"):
        open_database(folder)
    assert (folder / NAME).read_bytes() == before


@pytest.mark.parametrize("application", [0, 77])
def test_a_foreign_database_is_refused_and_left_alone(folder: Path, application: int) -> None:
    folder.mkdir()
    with closing(sqlite3.connect(folder / NAME)) as conn:
        conn.execute(f"PRAGMA application_id = {application}")
        conn.execute("CREATE TABLE recipes (title TEXT)")
    before = (folder / NAME).read_bytes()
    with pytest.raises(ForeignDatabase, match="another program"):
        open_database(folder)
    assert (folder / NAME).read_bytes() == before


def test_a_file_that_is_no_database(folder: Path) -> None:
    folder.mkdir()
    (folder / NAME).write_text("Dear diary, " * 100)
    with pytest.raises(DamagedFile, match="damaged"):
        open_database(folder)
    assert (folder / NAME).read_text().startswith("Dear diary")


def test_an_empty_file_becomes_the_database(folder: Path) -> None:
    folder.mkdir()
    (folder / NAME).touch()
    with closing(open_database(folder)) as conn:
        assert read(conn, "user_version") == len(MIGRATIONS)


def test_a_directory_in_place_of_the_file(folder: Path) -> None:
    (folder / NAME).mkdir(parents=True)
    with pytest.raises(DamagedFile, match="a folder in its place"):
        open_database(folder)


def test_a_file_in_place_of_the_folder(folder: Path) -> None:
    folder.write_text("")
    with pytest.raises(StoreError, match="a file where the folder should be"):
        open_database(folder)


def test_a_failed_opening_is_tried_again(folder: Path) -> None:
    store = Store(folder)
    folder.write_text("")
    with pytest.raises(StoreError):
        store.journal.last_seq("2026-11-22-k3f9qa")
    folder.unlink()
    assert store.journal.last_seq("2026-11-22-k3f9qa") == 0


# --- transactions --------------------------------------------------------------------------------


def test_a_transaction_is_all_or_nothing(conn: sqlite3.Connection) -> None:
    insert = "INSERT INTO drafts VALUES ('s', ?, 'note', 'text', 'now', '')"
    with pytest.raises(sqlite3.IntegrityError), transaction(conn):
        conn.executemany(insert, [("a",), ("a",)])
    assert not conn.in_transaction
    with transaction(conn):
        conn.execute(insert, ("b",))
    assert conn.execute("SELECT slot FROM drafts").fetchall() == [("b",)]


def test_a_transaction_left_open_does_not_stop_the_next(conn: sqlite3.Connection) -> None:
    conn.execute("BEGIN")
    conn.execute("INSERT INTO drafts VALUES ('s', 'left', 'note', 'text', 'now', '')")
    with transaction(conn):
        conn.execute("INSERT INTO drafts VALUES ('s', 'new', 'note', 'text', 'now', '')")
    assert conn.execute("SELECT slot FROM drafts").fetchall() == [("new",)]


def test_the_write_lock_is_taken_at_the_start(folder: Path, conn: sqlite3.Connection) -> None:
    with transaction(conn):
        other = Database(folder)
        with pytest.raises(StoreError, match="busy"), other.writing():
            pass
        other.close()


# --- the file under the running program ----------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps an open file in its place")
def test_a_replaced_file_is_noticed(folder: Path, store: Store, filled: Filled) -> None:
    filled("2026-11-22-k3f9qa", 2)
    copy = folder / "synced"
    copy.write_bytes((folder / NAME).read_bytes())
    away = folder / "away"
    (folder / NAME).rename(away)
    with pytest.raises(FileReplaced, match="moved or replaced"):
        store.drafts.drop("2026-11-22-k3f9qa", "note")
    copy.rename(folder / NAME)
    with pytest.raises(FileReplaced, match="moved or replaced"):
        store.drafts.drop("2026-11-22-k3f9qa", "note")
    away.replace(folder / NAME)
    store.drafts.drop("2026-11-22-k3f9qa", "note")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps an open file in its place")
def test_a_folder_that_became_a_file_is_noticed(folder: Path, store: Store, filled: Filled) -> None:
    made = filled("2026-11-22-k3f9qa", 2)
    folder.rename(folder.with_name("away"))
    folder.write_text("", "utf-8")
    for closely in (False, True):
        with pytest.raises(FileReplaced, match="moved or replaced"):
            store.journal.look("2026-11-22-k3f9qa", made, closely=closely)


# --- migrations ----------------------------------------------------------------------------------


def add_mood(conn: sqlite3.Connection) -> None:
    conn.execute("ALTER TABLE drafts ADD COLUMN mood TEXT")


def fail(conn: sqlite3.Connection) -> None:
    conn.execute("DROP TABLE drafts")
    raise sqlite3.OperationalError("no")


@pytest.mark.usefixtures("open_umask")
def test_a_migration_keeps_a_copy(folder: Path, conn: sqlite3.Connection, filled: Filled) -> None:
    filled("2026-11-22-k3f9qa", 3)
    newest = len(MIGRATIONS) + 1
    migrate(conn, folder / NAME, (*MIGRATIONS, add_mood))
    assert read(conn, "user_version") == newest
    conn.execute("SELECT mood FROM drafts")
    copy = folder / f"{NAME}.before-v{newest}"
    if sys.platform != "win32":
        assert mode(copy) == 0o600
    with closing(sqlite3.connect(copy)) as old:
        assert read(old, "user_version") == newest - 1
        assert read(old, "application_id") == APPLICATION_ID
        assert old.execute("SELECT count(*) FROM decisions").fetchone() == (3,)
    drop_copies(folder / NAME)
    assert [file.name for file in folder.iterdir()] == [NAME]


def test_a_new_database_needs_no_copy(folder: Path) -> None:
    open_database(folder).close()
    assert [file.name for file in folder.iterdir()] == [NAME]


def test_a_failed_migration_changes_nothing(folder: Path, conn: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.OperationalError):
        migrate(conn, folder / NAME, (*MIGRATIONS, add_mood, fail))
    assert not conn.in_transaction
    assert read(conn, "user_version") == len(MIGRATIONS)
    assert "mood" not in [row[1] for row in conn.execute("PRAGMA table_info(drafts)")]


def test_two_windows_that_begin_at_once(folder: Path) -> None:
    folder.mkdir()
    with closing(sqlite3.connect(folder / NAME, isolation_level=None)) as late:

        def overtake(statement: str) -> None:
            # The late one has read version 0 by now.
            if statement.startswith("BEGIN"):
                open_database(folder).close()

        late.set_trace_callback(overtake)
        migrate(late, folder / NAME)
        assert read(late, "user_version") == len(MIGRATIONS)
        assert not late.in_transaction

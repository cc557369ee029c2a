"""Files of earlier versions are taken over after a copy, and nothing happens to them by halves."""

import sqlite3
import stat
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from coreflect_tui.core.events import NoteWritten
from coreflect_tui.core.history import replay
from coreflect_tui.core.summary import Status
from coreflect_tui.store import Store, StoreError, migrations
from coreflect_tui.store.connection import NAME
from coreflect_tui.store.migrations import MIGRATIONS, Migration
from old_files import CLOSED, HAVE, INTERRUPTED, PREPARED, VERSIONS, lay_down

NEWEST = len(MIGRATIONS)


@pytest.fixture(params=VERSIONS)
def version(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture
def old(folder: Path, version: int) -> Path:
    """The database of an earlier version in its place."""
    return lay_down(folder, version)


def chain(path: Path) -> list[tuple[object, ...]]:
    """What proves the decisions in a file."""
    with closing(sqlite3.connect(path)) as conn:
        order = "SELECT session, seq, id, checksum FROM decisions ORDER BY session, seq"
        return conn.execute(order).fetchall()


def number(path: Path) -> int:
    with closing(sqlite3.connect(path)) as conn:
        return int(conn.execute("PRAGMA user_version").fetchone()[0])


def test_it_is_taken_over_with_all_that_is_in_it(old: Path, store: Store) -> None:
    before = chain(old)
    newest = store.summaries.newest()
    assert [(one.session, one.status) for one in newest] == [
        (PREPARED, Status.PREPARED),
        (INTERRUPTED, Status.RUNNING),
        (CLOSED, Status.CLOSED),
    ]
    assert {one.session: len(store.journal.load(one.session)) for one in newest} == HAVE
    assert [store.remade(one.session) for one in newest] == list(newest)
    assert chain(old) == before
    assert number(old) == NEWEST


def test_what_was_struck_and_what_was_typed_are_as_they_were(old: Path, store: Store) -> None:
    decisions = store.journal.load(INTERRUPTED)
    notes = [one for each in decisions for one in each.events if isinstance(one, NoteWritten)]
    assert [one.text for one in notes] == ["", "The candle helped"]
    assert [one.text for one in replay(decisions).state.notes] == ["The candle helped"]
    assert [one.text for one in store.drafts.of(INTERRUPTED)] == ["Half a sentence about"]
    assert b"struck for good" not in old.read_bytes()


def test_before_that_it_is_copied_for_this_user_alone(
    old: Path, store: Store, version: int
) -> None:
    before = chain(old)
    store.summaries.newest()
    copy = old.with_name(f"{NAME}.before-v{NEWEST}")
    assert (number(copy), chain(copy)) == (version, before)
    if sys.platform != "win32":
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert not list(old.parent.glob(".*"))


# --- the next version ----------------------------------------------------------------------------


def _next(conn: sqlite3.Connection) -> None:
    """As a later version may: another column, and a row for each session."""
    conn.execute("ALTER TABLE sessions ADD COLUMN mood TEXT NOT NULL DEFAULT ''")
    conn.execute("CREATE TABLE moods (session TEXT PRIMARY KEY, mood TEXT NOT NULL)")
    conn.execute("INSERT INTO moods SELECT session, status FROM sessions")


def _broken(conn: sqlite3.Connection) -> None:
    _next(conn)
    conn.execute("DELETE FROM decisions")
    raise sqlite3.OperationalError("no")


@pytest.fixture
def the_next(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Migration:
    """A migration after those there are."""
    step: Migration = request.param
    monkeypatch.setattr(migrations, "MIGRATIONS", (*MIGRATIONS, step))
    return step


@pytest.mark.parametrize("the_next", [_next], indirect=True)
@pytest.mark.usefixtures("the_next")
def test_a_later_version_takes_it_over_too(old: Path, store: Store, version: int) -> None:
    before = chain(old)
    assert [len(store.journal.load(session)) for session in HAVE] == list(HAVE.values())
    assert (number(old), chain(old)) == (NEWEST + 1, before)
    assert number(old.with_name(f"{NAME}.before-v{NEWEST + 1}")) == version
    with closing(sqlite3.connect(old)) as conn:
        moods = dict(conn.execute("SELECT session, mood FROM moods"))
    assert moods == {PREPARED: "prepared", INTERRUPTED: "running", CLOSED: "closed"}


@pytest.mark.parametrize("the_next", [_broken], indirect=True)
@pytest.mark.usefixtures("the_next")
def test_a_migration_that_fails_in_the_middle_leaves_the_file(old: Path, store: Store) -> None:
    before = old.read_bytes()
    with pytest.raises(StoreError):
        store.summaries.newest()
    store.close()
    assert old.read_bytes() == before
    assert not old.with_name(f"{NAME}-journal").exists()


@pytest.fixture
def no_room(old: Path) -> Iterator[None]:
    """No file may grow to the size of the old one, as on a disk that is full."""
    resource = pytest.importorskip("resource", reason="Windows has no such limit")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (old.stat().st_size // 2, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.usefixtures("no_room")
def test_without_room_for_the_copy_the_file_is_left(old: Path, store: Store) -> None:
    before = old.read_bytes()
    with pytest.raises(StoreError):
        store.summaries.newest()
    store.close()
    assert old.read_bytes() == before
    assert [one.name for one in old.parent.iterdir()] == [NAME]

"""The sessions that are not closed, for a window that waits: read only, whatever the file is."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from coreflect_tui.core.decision import Decision
from coreflect_tui.core.summary import Status, Summary
from coreflect_tui.store import Store
from coreflect_tui.store.connection import NAME
from coreflect_tui.store.migrations import MIGRATIONS
from coreflect_tui.store.open_sessions import MOST, OpenSessions

Put = Callable[[str, int, Status], None]


@pytest.fixture
def put(store: Store, decision: Callable[..., Decision], summary: Callable[..., Summary]) -> Put:
    """Stores a session that was last worked on in that minute."""
    numbers = iter(range(1, 99))

    def stored(session: str, minute: int, status: Status) -> None:
        one = decision(next(numbers))
        row = summary(session, one.moment.session + timedelta(minutes=minute), status)
        store.journal.append(session, 0, one, row)

    return stored


def test_nothing_is_there_yet_and_nothing_is_made(folder: Path, put: Put) -> None:
    found = OpenSessions(folder)
    assert found.look() == ()
    assert found.problem == ""
    assert not folder.exists()
    put("a", 1, Status.PREPARED)
    assert found.look() == ("a",)


def test_what_runs_comes_first_and_what_was_last_worked_on(folder: Path, put: Put) -> None:
    for session, minute, status in (
        ("left", 1, Status.RUNNING),
        ("ready", 9, Status.PREPARED),
        ("over", 8, Status.CLOSED),
        ("now", 5, Status.RUNNING),
    ):
        put(session, minute, status)
    assert OpenSessions(folder).look() == ("now", "left", "ready")


def test_of_very_many_the_first_are_enough(folder: Path, put: Put) -> None:
    for number in range(MOST + 3):
        put(f"s{number:02}", number, Status.RUNNING)
    found = OpenSessions(folder).look()
    assert len(found) == MOST
    assert found[0] == f"s{MOST + 2}"


def test_it_is_read_again_when_something_was_written_and_not_before(folder: Path, put: Put) -> None:
    put("a", 1, Status.RUNNING)
    found = OpenSessions(folder)
    first = found.look()
    assert found.look() is first
    put("b", 2, Status.RUNNING)
    assert found.look() == ("b", "a")


def test_a_busy_file_leaves_what_is_known(folder: Path, put: Put) -> None:
    put("a", 1, Status.RUNNING)
    found = OpenSessions(folder)
    found.look()
    with closing(sqlite3.connect(folder / NAME, isolation_level=None)) as writer:
        writer.execute("BEGIN EXCLUSIVE")
        assert found.look() == ("a",)
        assert found.problem == "the database is busy"
        writer.execute("ROLLBACK")
    assert found.look() == ("a",)
    assert found.problem == ""


@pytest.mark.parametrize(
    ("version", "problem"),
    [
        (len(MIGRATIONS) + 1, "a newer version of coreflect wrote the database"),
        # Whoever begins a session brings it to this version first.
        (len(MIGRATIONS) - 1, ""),
    ],
)
def test_a_file_of_another_version(folder: Path, put: Put, version: int, problem: str) -> None:
    put("a", 1, Status.RUNNING)
    with closing(sqlite3.connect(folder / NAME)) as conn:
        conn.execute(f"PRAGMA user_version = {version}")
    found = OpenSessions(folder)
    assert found.look() == ()
    assert found.problem == problem


@pytest.mark.parametrize("content", [b"", b"no database at all, but long enough for one" * 9])
def test_a_file_that_is_none_of_ours(folder: Path, content: bytes) -> None:
    folder.mkdir()
    (folder / NAME).write_bytes(content)
    found = OpenSessions(folder)
    assert found.look() == ()
    assert bool(found.problem) is bool(content)
    assert [path.name for path in folder.iterdir()] == [NAME]


def test_another_file_in_its_place_is_read(
    folder: Path, put: Put, store: Store, tmp_path: Path
) -> None:
    put("a", 1, Status.RUNNING)
    found, copy = OpenSessions(folder), tmp_path / "copy"
    copy.write_bytes((folder / NAME).read_bytes())
    put("b", 2, Status.RUNNING)
    assert found.look() == ("b", "a")
    store.close()
    copy.replace(folder / NAME)
    assert found.look() == ("a",)
    (folder / NAME).rename(tmp_path / "away")
    assert found.look() == ()
    (tmp_path / "away").replace(folder / NAME)
    assert found.look() == ("a",)

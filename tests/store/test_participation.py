"""The record over sessions in the store: version 2 of its tables, and the sessions of a group."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from coreflect_tui.core.decision import Decision
from coreflect_tui.core.summary import Participation, Status, Summary
from coreflect_tui.store import Store
from coreflect_tui.store.connection import NAME
from coreflect_tui.store.migrations import APPLICATION_ID

Adding = Callable[[Summary], None]
Summing = Callable[..., Summary]

VERSION_1 = (
    "CREATE TABLE sessions (session TEXT PRIMARY KEY, seq INTEGER NOT NULL, format TEXT NOT NULL,"
    " title TEXT NOT NULL, group_id TEXT NOT NULL, status TEXT NOT NULL, starts_at TEXT NOT NULL,"
    " began TEXT, closed TEXT, hard_end TEXT NOT NULL, updated TEXT NOT NULL,"
    " minutes INTEGER NOT NULL, people INTEGER NOT NULL, doing TEXT NOT NULL, items TEXT NOT NULL)",
    "CREATE INDEX sessions_updated ON sessions (updated)",
    "CREATE TABLE decisions (session TEXT NOT NULL REFERENCES sessions (session) ON DELETE CASCADE,"
    " seq INTEGER NOT NULL, id TEXT NOT NULL UNIQUE, at TEXT NOT NULL, wall TEXT NOT NULL,"
    " utc_offset INTEGER NOT NULL, boot_seconds REAL NOT NULL, boot_id TEXT NOT NULL,"
    " payload TEXT NOT NULL, checksum TEXT NOT NULL, PRIMARY KEY (session, seq))",
    "CREATE TABLE words (decision TEXT NOT NULL REFERENCES decisions (id) ON DELETE CASCADE,"
    " event INTEGER NOT NULL, field TEXT NOT NULL, nonce BLOB, text TEXT,"
    " PRIMARY KEY (decision, event, field))",
    "CREATE TABLE drafts (session TEXT NOT NULL, slot TEXT NOT NULL, kind TEXT NOT NULL,"
    " text TEXT NOT NULL, updated TEXT NOT NULL, PRIMARY KEY (session, slot))",
    "INSERT INTO sessions VALUES ('2026-03-01-aaaaaa', 0, 'ips-co-reflection', 'IPS co-reflection',"
    " '', 'closed', '2026-03-01T18:00:00+00:00', '2026-03-01T18:02:00+00:00',"
    " '2026-03-01T19:30:00+00:00', '2026-03-01T19:30:00+00:00', '2026-03-01T19:30:00+00:00',"
    " 90, 8, '', '[[\"opening\", 180, 200]]')",
    f"PRAGMA application_id = {APPLICATION_ID}",
    "PRAGMA user_version = 1",
)
"""A database as the first version left it."""


@pytest.fixture
def add(store: Store, decision: Callable[..., Decision]) -> Adding:
    numbers = iter(range(1, 1000))

    def append(summary: Summary) -> None:
        seq = store.journal.last_seq(summary.session)
        store.journal.append(summary.session, seq, decision(next(numbers)), summary)

    return append


def test_a_database_of_version_1_is_taken_over(folder: Path, add: Adding, summary: Summing) -> None:
    folder.mkdir()
    with closing(sqlite3.connect(folder / NAME)) as old:
        for statement in VERSION_1:
            old.execute(statement)
        old.commit()
    new = replace(
        summary("2026-11-22-bbbbbb", status=Status.CLOSED),
        participation=(Participation("k3x9ap", "yes"), Participation("abc234", "")),
    )
    add(new)
    with closing(Store(folder)) as store:
        before, now = sorted(store.summaries.newest(), key=lambda one: one.session)
    assert (before.session, before.people, before.participation) == ("2026-03-01-aaaaaa", 8, ())
    assert before.items[0].real == 200
    assert now == new
    with closing(sqlite3.connect(folder / f"{NAME}.before-v3")) as copy:
        assert copy.execute("PRAGMA user_version").fetchone() == (1,)
        assert copy.execute("SELECT session FROM sessions").fetchall() == [("2026-03-01-aaaaaa",)]
        assert "participation" not in {
            row[1] for row in copy.execute("PRAGMA table_info(sessions)")
        }


def test_the_closed_sessions_of_a_group_in_a_period(
    store: Store, add: Adding, summary: Summing
) -> None:
    first = datetime(2026, 3, 1, 18, tzinfo=UTC)
    for number, (group, status) in enumerate(
        [
            ("g1", Status.CLOSED),
            ("g1", Status.CLOSED),
            ("g1", Status.RUNNING),
            ("g2", Status.CLOSED),
            ("", Status.CLOSED),
            ("g1", Status.CLOSED),
        ]
    ):
        made = summary(f"2026-03-0{number + 1}-aaaaaa", status=status)
        add(replace(made, group=group, starts_at=first + number * timedelta(days=1)))
    days = timedelta(days=1)

    def found(since: datetime, until: datetime) -> list[int]:
        held = store.summaries.of_group("g1", since, until)
        return [int(one.session[8:10]) for one in held]

    assert found(first, first + 6 * days) == [1, 2, 6]
    assert found(first + days, first + 5 * days) == [2]
    assert found(first + days, first + 5 * days + timedelta(microseconds=1)) == [2, 6]
    east = timezone(timedelta(hours=9))
    assert found(first.astimezone(east), (first + days).astimezone(east)) == [1]

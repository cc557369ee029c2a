"""Lists read rows, find sessions by the start of their id, and load no pydantic."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from coreflect_tui.core.decision import Decision
from coreflect_tui.core.summary import Status, Summary
from coreflect_tui.store import Store, StoreError, UnknownSession
from coreflect_tui.store.summaries import Listed

Adding = Callable[[Summary], None]
Summing = Callable[..., Summary]


@pytest.fixture
def add(store: Store, decision: Callable[..., Decision]) -> Adding:
    numbers = iter(range(1, 1000))

    def append(summary: Summary) -> None:
        seq = store.journal.last_seq(summary.session)
        store.journal.append(summary.session, seq, decision(next(numbers)), summary)

    return append


@pytest.fixture
def three(add: Adding, summary: Summing, start: datetime) -> tuple[Summary, ...]:
    """Oldest first; the one prepared for next month was touched between the others."""
    made = (
        summary("2026-11-01-aaaaaa", start, Status.CLOSED),
        replace(
            summary("2026-12-06-bbbbbb", start + timedelta(seconds=0.5), Status.PREPARED),
            began=None,
        ),
        summary("2026-11-22-aabbcc", start + timedelta(seconds=1), Status.RUNNING),
    )
    for one in made:
        add(one)
    return made


def test_newest_first(store: Store, three: tuple[Summary, ...]) -> None:
    assert store.summaries.newest() == three[::-1]
    assert store.summaries.newest(2) == three[:0:-1]
    assert store.summaries.newest(0) == ()


def test_the_start_screen_reads_each_row_once(
    store: Store, three: tuple[Summary, ...], add: Adding, start: datetime
) -> None:
    older = replace(three[0], session="2026-10-01-cccccc", updated=start - timedelta(days=1))
    add(older)
    read: list[str] = []
    store._database.connect().set_trace_callback(read.append)
    listed = store.summaries.listed(1)
    assert len(read) == 1, "with ten thousand sessions each look takes a tenth of a second"
    assert listed == Listed(three[2], (three[2], three[1]), (three[0],), 0)
    assert store.summaries.listed(5).closed == (three[0], older)


def test_the_last_to_go_on_with_is_not_closed(
    store: Store, three: tuple[Summary, ...], add: Adding
) -> None:
    for one in three[::-1]:
        if one.status is not Status.CLOSED:
            assert store.summaries.find("last", to_go_on=True) == one.session
            add(replace(one, status=Status.CLOSED))
    assert store.summaries.find("last") == three[2].session
    with pytest.raises(UnknownSession, match="no session to go on with"):
        store.summaries.find("last", to_go_on=True)


def test_instants_of_another_zone_sort_with_the_rest(
    store: Store, add: Adding, summary: Summing, start: datetime
) -> None:
    east = start.astimezone(timezone(timedelta(hours=5))) - timedelta(hours=1)
    add(summary("2026-11-22-aaaaaa", east))
    add(summary("2026-11-22-bbbbbb", start))
    newest = store.summaries.newest()
    assert [one.session[-1] for one in newest] == ["b", "a"]
    assert newest[1].updated == east
    assert newest[1].updated.tzinfo is UTC


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("last", "2026-11-22-aabbcc"),
        ("LAST ", "2026-11-22-aabbcc"),
        ("2026-12", "2026-12-06-bbbbbb"),
        ("2026-11-22-aabbcc", "2026-11-22-aabbcc"),
        (" 2026-11-22-AAB", "2026-11-22-aabbcc"),
    ],
)
@pytest.mark.usefixtures("three")
def test_find(store: Store, asked: str, found: str) -> None:
    assert store.summaries.find(asked) == found


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("2026-11", "2 sessions begin with “2026-11” (2026-11-22-aabbcc, 2026-11-01-aaaaaa)"),
        ("", "3 sessions"),
        ("aabbcc", "No session begins with “aabbcc”"),
        ("2026-1%", "No session"),
        ("2026-11-22-aabbccd", "No session"),
    ],
)
@pytest.mark.usefixtures("three")
def test_find_says_why_not(store: Store, asked: str, sentence: str) -> None:
    with pytest.raises(UnknownSession) as caught:
        store.summaries.find(asked)
    assert sentence in str(caught.value)


def test_an_id_that_begins_another_is_found(store: Store, add: Adding, summary: Summing) -> None:
    add(summary("2026-11-22-aaaaaa"))
    add(summary("2026-11-22-aaaaaa-2"))
    assert store.summaries.find("2026-11-22-aaaaaa") == "2026-11-22-aaaaaa"


def test_last_of_none(store: Store) -> None:
    with pytest.raises(UnknownSession, match="no session yet"):
        store.summaries.find("last")


def test_bytes_from_a_command_line_that_are_no_text(store: Store) -> None:
    with pytest.raises(StoreError):
        store.summaries.find("\udcff")


@pytest.mark.parametrize(
    "change",
    [
        "starts_at = 'soon'",
        "title = 'Another title'",
        "title = CAST(title AS BLOB)",
        "people = people + 1",
        "status = 'prepared'",
        "closed = NULL",
        "items = '['",
        'items = \'[["framing", 480, "long"]]\'',
        "participation = '[7]'",
        "seq = 7",
        "seal = ''",
    ],
)
def test_a_row_that_was_not_written_so_is_left_out_and_named(
    store: Store, three: tuple[Summary, ...], change: str
) -> None:
    """These sessions have no decisions out of which a row could be made again."""
    damaged, others = three[0], three[1:]
    conn = store._database.connect()
    assert conn.execute(f"UPDATE sessions SET {change} WHERE session = ?", (damaged.session,))
    assert store.summaries.newest() == others[::-1]
    assert store.summaries.left_out() == (damaged.session,)
    listed = store.summaries.listed(5)
    assert {listed.newest, *listed.not_closed, *listed.closed} == set(others)
    assert listed.damaged == 1
    assert store.summaries.find("last") == others[1].session
    assert store.summaries.find(damaged.session) == damaged.session
    assert store.summaries.held_before(damaged.starts_at + timedelta(days=1)) == 2


def test_a_row_that_is_older_than_its_decisions_is_left_out(
    store: Store, three: tuple[Summary, ...], decision: Callable[..., Decision]
) -> None:
    """As where one page of the file was not written and others were."""
    conn = store._database.connect()
    old = conn.execute("SELECT * FROM sessions WHERE session = ?", (three[0].session,)).fetchone()
    store.journal.append(three[0].session, 1, decision(99), replace(three[0], people=10))
    names = [row[1] for row in conn.execute("PRAGMA table_info(sessions)")]
    conn.execute(
        f"UPDATE sessions SET ({', '.join(names)}) = ({', '.join('?' for _ in names)})"
        " WHERE session = ?",
        (*old, three[0].session),
    )
    assert store.summaries.left_out() == (three[0].session,)


def test_an_offset_that_was_not_written_so_is_not_said(
    store: Store, three: tuple[Summary, ...]
) -> None:
    store._database.connect().execute(
        "UPDATE decisions SET utc_offset = 7200 WHERE session = ?", (three[0].session,)
    )
    assert store.summaries.offsets() == {one.session: 3600 for one in three[1:]}


def test_listing_loads_neither_pydantic_nor_textual(
    folder: Path, three: tuple[Summary, ...], child_environment: dict[str, str]
) -> None:
    code = (
        "import sys; from pathlib import Path; from coreflect_tui.store import Store\n"
        "store = Store(Path(sys.argv[1])); print(len(store.summaries.newest()))\n"
        "store.drafts.of(store.summaries.find('last'))\n"
        "print({'pydantic', 'pydantic_core', 'textual', 'rich'} & sys.modules.keys())"
    )
    child = subprocess.run(
        [sys.executable, "-c", code, str(folder)],
        capture_output=True,
        text=True,
        env=child_environment,
        check=True,
    )
    assert child.stdout.split() == [str(len(three)), "set()"]

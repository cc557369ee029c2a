"""Reading along: only what is new is read, nothing is written, and the writer never waits."""

import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from coreflect_tui.core.decision import Decision
from coreflect_tui.core.events import NoteWritten
from coreflect_tui.core.summary import Summary
from coreflect_tui.store import Draft, Rewritten, Store, to_strike
from coreflect_tui.store.connection import NAME
from coreflect_tui.store.errors import StoreError, TakenOver
from coreflect_tui.store.following import Following, News

SESSION = "2026-11-22-k3f9qa"
OTHER = "2026-11-22-other2"

Fill = Callable[[str, int], tuple[Decision, ...]]


@pytest.fixture
def along(folder: Path) -> Following:
    return Following(folder, SESSION)


@pytest.fixture
def append(
    store: Store, decision: Callable[..., Decision], summary: Callable[..., Summary]
) -> Callable[[int, int], Decision]:
    """Stores decision `number` after `seq` others."""

    def put(seq: int, number: int) -> Decision:
        one = decision(number)
        store.journal.append(SESSION, seq, one, summary(SESSION))
        return one

    return put


@pytest.fixture
def read_rows(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """After which decision each query read."""
    asked: list[int] = []
    usual = Following._rows

    def told(self: Following, conn: sqlite3.Connection, seq: int) -> list[tuple[object, ...]]:
        asked.append(seq)
        return usual(self, conn, seq)

    monkeypatch.setattr(Following, "_rows", told)
    return asked


def texts(news: News | None) -> list[str]:
    assert news
    events = (event for decision in news.decisions for event in decision.events)
    return [event.text for event in events if isinstance(event, NoteWritten)]


def test_only_what_is_new_is_read(
    along: Following,
    filled: Fill,
    append: Callable[[int, int], Decision],
    read_rows: list[int],
) -> None:
    made = filled(SESSION, 3)
    filled(OTHER, 2)
    assert along.look() == News(made, anew=True)
    assert along.look() is None
    more = append(3, 50), append(4, 51)
    assert along.look() == News(more)
    assert along.look() is None
    assert read_rows == [0, 3]
    along.close()
    append(5, 52)
    assert along.look() is not None, "a look opens it again"


def test_what_is_not_of_the_session_is_no_news(
    along: Following, filled: Fill, store: Store, start: datetime
) -> None:
    filled(SESSION, 2)
    assert along.look()
    filled(OTHER, 2)
    store.drafts.save(Draft(SESSION, "note:harvest", "harvest", "half a", start))
    assert along.look() is None
    store.drafts.erase(SESSION, "note:harvest")
    assert along.look() is None, "the whole file was written anew, and nothing of the session"
    assert along.problem == ""


def test_what_is_struck_is_read_anew_without_its_words(
    along: Following, filled: Fill, store: Store
) -> None:
    made = filled(SESSION, 3)
    assert texts(along.look()) == ["words 1", "words 2", "words 3"]
    store.journal.strike(SESSION, [(made[1].id, 1)])
    news = along.look()
    assert news
    assert news.anew
    assert texts(news) == ["words 1", "", "words 3"]
    assert along.look() is None


def test_what_the_disk_refuses_to_strike_is_not_shown(
    along: Following, filled: Fill, folder: Path
) -> None:
    made = filled(SESSION, 2)
    assert along.look()
    with (
        pytest.raises(StoreError, match="full"),
        to_strike.erasing(folder, SESSION, to_strike.ToStrike(places=frozenset({(made[0].id, 1)}))),
    ):
        raise StoreError("the disk is full")
    news = along.look()
    assert news
    assert news.anew
    assert texts(news) == ["", "words 2"]
    assert along.look() is None


def test_what_is_written_anew_is_read_anew(
    along: Following,
    filled: Fill,
    store: Store,
    decision: Callable[..., Decision],
    summary: Callable[..., Summary],
) -> None:
    filled(SESSION, 3)
    assert along.look()
    others = (decision(7), decision(8))
    store.forgetting.rewrite([Rewritten(SESSION, others, summary(SESSION))])
    assert along.look() == News(others, anew=True)


def test_a_session_that_is_removed_is_gone(along: Following, filled: Fill, store: Store) -> None:
    filled(SESSION, 3)
    assert along.look()
    store.forgetting.session(SESSION)
    assert along.look() == News(gone=True)
    made = filled(SESSION, 2)
    assert along.look() == News(made, anew=True)


# --- what cannot be read now --------------------------------------------------------------------


def test_nothing_is_there_yet(along: Following, folder: Path, filled: Fill) -> None:
    assert along.look() is None
    assert along.problem
    assert not folder.exists(), "whoever reads makes nothing"
    made = filled(SESSION, 1)
    assert along.look() == News(made, anew=True)
    assert along.problem == ""


def test_a_file_that_is_written_to_is_read_at_the_next_look(
    along: Following, filled: Fill, folder: Path, append: Callable[[int, int], Decision]
) -> None:
    filled(SESSION, 2)
    assert along.look()
    more = append(2, 9)
    with closing(sqlite3.connect(folder / NAME, isolation_level=None)) as writer:
        writer.execute("BEGIN EXCLUSIVE")
        assert along.look() is None
        assert along.problem == "the database is busy"
        writer.execute("ROLLBACK")
    assert along.look() == News((more,))
    assert along.problem == ""


CUT_SHORT = """
import os, sqlite3, sys
conn = sqlite3.connect(sys.argv[1], isolation_level=None)
conn.execute("PRAGMA cache_size = 1")
conn.execute("BEGIN IMMEDIATE")
conn.execute("UPDATE decisions SET at = at || ?", ("x" * 5000,))
os.kill(os.getpid(), 9)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_a_journal_that_is_to_be_rolled_back_is_left_to_whoever_writes(
    along: Following, filled: Fill, folder: Path, store: Store
) -> None:
    made = filled(SESSION, 30)
    assert along.look()
    subprocess.run([sys.executable, "-c", CUT_SHORT, str(folder / NAME)], check=False, timeout=60)
    journal = folder / f"{NAME}-journal"
    before = (folder / NAME).read_bytes(), journal.read_bytes()
    fresh = Following(folder, SESSION)
    for reader in (along, fresh):
        assert reader.look() is None
        assert reader.problem == "the last act there was cut short"
        assert ((folder / NAME).read_bytes(), journal.read_bytes()) == before
    assert store.journal.last_seq(SESSION) == 30
    assert not journal.exists()
    assert fresh.look() == News(made, anew=True)
    assert along.look() is None
    assert along.problem == ""


def test_a_file_that_is_gone_for_a_moment_and_one_that_took_its_place(
    along: Following, filled: Fill, folder: Path, append: Callable[[int, int], Decision]
) -> None:
    made = filled(SESSION, 2)
    assert along.look()
    aside = folder / "elsewhere"
    (folder / NAME).rename(aside)
    assert along.look() is None
    assert along.problem
    aside.rename(folder / NAME)
    assert along.look() is None
    assert along.problem == ""
    shutil.copy(folder / NAME, aside)
    append(2, 9)
    assert along.look()
    aside.replace(folder / NAME)
    assert along.look() == News(made, anew=True), "an older copy that a synced folder put there"


def test_a_file_that_is_damaged_leaves_what_was_known(
    along: Following, filled: Fill, folder: Path, append: Callable[[int, int], Decision]
) -> None:
    filled(SESSION, 2)
    assert along.look()
    append(2, 9)
    with closing(sqlite3.connect(folder / NAME, isolation_level=None)) as conn:
        conn.execute("UPDATE decisions SET payload = '[]' WHERE seq = 3")
    assert along.look() is None
    assert f"session {SESSION} is damaged from entry 3 on" in along.problem
    (folder / NAME).write_bytes(b"no database at all, but long enough for a header" * 9)
    assert along.look() is None
    assert along.problem


@pytest.mark.parametrize(("pragma", "value"), [("user_version", 99), ("application_id", 7)])
def test_a_file_of_another_version_is_let_be(
    along: Following, filled: Fill, folder: Path, pragma: str, value: int
) -> None:
    filled(SESSION, 2)
    with closing(sqlite3.connect(folder / NAME, isolation_level=None)) as conn:
        conn.execute(f"PRAGMA {pragma} = {value}")
    before = (folder / NAME).read_bytes()
    assert along.look() is None
    assert along.problem == "the database is of another version of this program"
    assert (folder / NAME).read_bytes() == before


# --- two at once --------------------------------------------------------------------------------


def test_the_writer_never_waits_for_a_reader_and_nothing_is_missed(
    filled: Fill, folder: Path, append: Callable[[int, int], Decision]
) -> None:
    made = list(filled(SESSION, 40))
    done = threading.Event()
    read: list[Decision] = []

    def follow() -> None:
        along = Following(folder, SESSION)
        last_look = False
        while not last_look:
            last_look = done.is_set()
            news = along.look()
            if news:
                read[:] = [*([] if news.anew else read), *news.decisions]
        along.close()

    thread = threading.Thread(target=follow)
    thread.start()
    try:
        # An append that met the reader for longer than the busy timeout would raise.
        made += [append(seq, 1000 + seq) for seq in range(40, 80)]
    finally:
        done.set()
        thread.join()
    assert read == made


READER = """
import sys
from pathlib import Path
from coreflect_tui.store.following import Following
along = Following(Path(sys.argv[1]), sys.argv[2])
for line in sys.stdin:
    news = along.look()
    print(len(news.decisions) if news else 0, flush=True)
"""


def test_a_reader_writes_nothing_and_makes_no_file(
    filled: Fill,
    append: Callable[[int, int], Decision],
    folder: Path,
    tmp_path: Path,
    tool: Callable[[str], str],
    child_environment: dict[str, str],
) -> None:
    filled(SESSION, 3)
    trace = tmp_path / "calls"
    calls = "openat,open,creat,write,pwrite64,writev,pwritev,ftruncate,truncate,unlink,unlinkat"
    calls += ",rename,renameat,renameat2,fsync,fdatasync,mkdir,mkdirat,chmod,fchmod,utimensat"
    command = [tool("strace"), "-f", "-y", "-o", str(trace), "-e", f"trace={calls}"]
    command += [sys.executable, "-B", "-c", READER, str(folder), SESSION]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=child_environment
    ) as child:
        assert child.stdin
        assert child.stdout
        for seq, expected in ((0, 3), (3, 1), (0, 0), (4, 1)):
            if seq:
                append(seq, 100 + seq)
            child.stdin.write("look\n")
            child.stdin.flush()
            assert int(child.stdout.readline()) == expected
        child.stdin.close()
        child.wait(timeout=60)
    touched = [line for line in trace.read_text().splitlines() if str(folder) in line]
    assert touched, "it did read"
    for line in touched:
        assert "open" in line, line
        assert "O_RDONLY" in line, line


# --- the right to write --------------------------------------------------------------------------


def test_whoever_lost_the_right_writes_nothing_more(
    store: Store,
    filled: Fill,
    append: Callable[[int, int], Decision],
    decision: Callable[..., Decision],
    summary: Callable[..., Summary],
    start: datetime,
) -> None:
    made = filled(SESSION, 2)
    inside: list[bool] = []

    def taken() -> None:
        conn = store._database.connect()
        inside.append(conn.in_transaction)
        raise TakenOver

    store.write_while(taken)
    draft = Draft(SESSION, "note:harvest", "harvest", "half a", start)
    for write in (
        lambda: store.journal.append(SESSION, 2, decision(9), summary(SESSION)),
        lambda: store.drafts.save(draft),
        lambda: store.forgetting.notes(SESSION, [(made[0].id, 1)]),
        store.wait_for_others,
    ):
        with pytest.raises(TakenOver):
            write()
    assert inside == [True] * 4, "it is looked at under the lock of the file"
    store.write_while(None)
    assert store.journal.load(SESSION) == made
    assert store.drafts.of(SESSION) == ()
    append(2, 9)

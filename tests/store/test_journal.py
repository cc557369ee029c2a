"""What was acknowledged is there; what is there is what was written."""

import json
import random
import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from coreflect_tui.core.decision import Decision
from coreflect_tui.core.events import NoteWritten
from coreflect_tui.core.formats import NoteKind
from coreflect_tui.core.summary import Summary
from coreflect_tui.store import Damaged, SequenceMoved, Store, StoreError, codec
from coreflect_tui.store.connection import NAME

SESSION = "2026-11-22-k3f9qa"
OTHER = "2026-11-23-a2b4c6"

Filled = Callable[[str, int], tuple[Decision, ...]]
Deciding = Callable[..., Decision]
Summing = Callable[..., Summary]


def alter(folder: Path, *statements: str) -> None:
    """What a fault of the disk or another program would do, without our foreign keys."""
    with closing(sqlite3.connect(folder / NAME)) as conn, conn:
        for statement in statements:
            assert conn.execute(statement).rowcount, statement


def test_decisions_come_back(store: Store, folder: Path, filled: Filled) -> None:
    made = filled(SESSION, 20)
    other = filled(OTHER, 3)
    assert store.journal.load(SESSION) == made
    store.close()
    with closing(Store(folder)) as again:
        assert again.journal.load(SESSION) == made
        assert again.journal.load(OTHER) == other
        assert again.journal.last_seq(SESSION) == 20
        assert again.journal.load("2026-01-01-aaaaaa") == ()
        assert again.journal.last_seq("2026-01-01-aaaaaa") == 0


def test_the_summary_is_stored_with_its_decision(
    store: Store, decision: Deciding, summary: Summing
) -> None:
    store.journal.append(SESSION, 0, decision(1), summary(SESSION))
    later = replace(summary(SESSION), doing="Closing round")
    store.journal.append(SESSION, 1, decision(2), later)
    assert store.summaries.newest() == (later,)


# --- the sequence --------------------------------------------------------------------------------


@pytest.mark.parametrize("expected", [0, 2, 4, 9])
def test_an_unexpected_sequence_is_refused(
    store: Store, filled: Filled, decision: Deciding, summary: Summing, expected: int
) -> None:
    made = filled(SESSION, 3)
    with pytest.raises(SequenceMoved) as caught:
        store.journal.append(SESSION, expected, decision(99), summary(SESSION))
    assert (caught.value.expected, caught.value.found) == (expected, 3)
    assert store.journal.load(SESSION) == made


def test_a_decision_that_is_there_counts_as_stored(
    store: Store, filled: Filled, summary: Summing
) -> None:
    made = filled(SESSION, 3)
    assert store.journal.append(SESSION, 2, made[2], summary(SESSION)) == 3
    assert store.journal.load(SESSION) == made


def test_a_decision_that_is_there_under_another_number_does_not(
    store: Store, filled: Filled, summary: Summing
) -> None:
    made = filled(SESSION, 3)
    with pytest.raises(SequenceMoved):
        store.journal.append(SESSION, 3, made[1], summary(SESSION))
    with pytest.raises(SequenceMoved):
        store.journal.append(OTHER, 1, made[1], summary(OTHER))


def test_two_windows_cannot_both_write(
    store: Store, folder: Path, filled: Filled, decision: Deciding, summary: Summing
) -> None:
    filled(SESSION, 2)
    with closing(Store(folder)) as second:
        assert second.journal.append(SESSION, 2, decision(50), summary(SESSION)) == 3
    with pytest.raises(SequenceMoved):
        store.journal.append(SESSION, 2, decision(51), summary(SESSION))
    assert store.journal.append(SESSION, 3, decision(51), summary(SESSION)) == 4
    assert len(store.journal.load(SESSION)) == 4


# --- damage --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statement", "seq"),
    [
        ("UPDATE decisions SET payload = replace(payload, 'check', 'chick') WHERE seq = 4", 4),
        ("UPDATE decisions SET payload = CAST(x'5bff5d' AS TEXT) WHERE seq = 4", 4),
        ("UPDATE decisions SET payload = x'00' WHERE seq = 4", 4),
        ("UPDATE decisions SET at = replace(at, '2026', '2027') WHERE seq = 2", 2),
        ("UPDATE decisions SET wall = replace(wall, '2026', '2027') WHERE seq = 2", 2),
        ("UPDATE decisions SET boot_seconds = boot_seconds + 1 WHERE seq = 5", 5),
        ("UPDATE decisions SET utc_offset = 0 WHERE seq = 5", 5),
        ("UPDATE decisions SET boot_id = 'other' WHERE seq = 5", 5),
        ("UPDATE decisions SET id = replace(id, '0', '1') WHERE seq = 1", 1),
        ("UPDATE decisions SET checksum = 'x' || checksum WHERE seq = 3", 3),
        ("DELETE FROM decisions WHERE seq = 3", 3),
        ("DELETE FROM decisions WHERE seq = 6", 6),
        ("DELETE FROM decisions WHERE seq = 1", 1),
    ],
)
def test_damage_is_found(
    store: Store, folder: Path, filled: Filled, statement: str, seq: int
) -> None:
    filled(SESSION, 6)
    alter(folder, statement)
    with pytest.raises(Damaged) as caught:
        store.journal.load(SESSION)
    assert (caught.value.session, caught.value.seq) == (SESSION, seq)
    assert "words" not in str(caught.value)
    assert caught.value.__cause__ is None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE words SET text = 'other'",
        "UPDATE words SET text = CAST(text AS BLOB)",
        "UPDATE words SET text = NULL",
        "UPDATE words SET nonce = NULL",
        "UPDATE words SET nonce = 7",
        "DELETE FROM words",
    ],
)
def test_damaged_words_are_named_and_the_session_is_read(
    store: Store, folder: Path, filled: Filled, statement: str
) -> None:
    made = filled(SESSION, 6)
    where = "decision = (SELECT id FROM decisions WHERE seq = 2)"
    alter(folder, f"{statement} WHERE {where}")
    loaded = store.journal.load(SESSION)
    started, note = made[1].events
    assert isinstance(note, NoteWritten)
    assert loaded[1].events == (started, replace(note, text=codec.LOST_WORDS))
    assert (*loaded[:1], *loaded[2:]) == (*made[:1], *made[2:])
    assert started == loaded[1].events[0]


def test_damaged_words_can_be_struck(store: Store, folder: Path, filled: Filled) -> None:
    made = filled(SESSION, 2)
    alter(folder, "UPDATE words SET text = 'other'")
    store.journal.strike(SESSION, [(made[0].id, 1)])
    (_, first), (_, second) = (one.events for one in store.journal.load(SESSION))
    assert isinstance(first, NoteWritten)
    assert isinstance(second, NoteWritten)
    assert (first.text, second.text) == ("", codec.LOST_WORDS)


def test_swapped_rows_are_found(store: Store, folder: Path, filled: Filled) -> None:
    filled(SESSION, 6)
    alter(
        folder,
        "UPDATE decisions SET seq = 99 WHERE seq = 3",
        "UPDATE decisions SET seq = 3 WHERE seq = 4",
        "UPDATE decisions SET seq = 4 WHERE seq = 99",
    )
    with pytest.raises(Damaged) as caught:
        store.journal.load(SESSION)
    assert caught.value.seq == 3


def test_rows_that_were_renumbered_over_a_gap_are_found(
    store: Store, folder: Path, filled: Filled
) -> None:
    filled(SESSION, 4)
    alter(
        folder,
        "DELETE FROM decisions WHERE seq = 2",
        "UPDATE decisions SET seq = 2 WHERE seq = 3",
        "UPDATE decisions SET seq = 3 WHERE seq = 4",
    )
    with pytest.raises(Damaged) as caught:
        store.journal.load(SESSION)
    assert caught.value.seq == 2


def test_a_row_of_another_course_of_the_session_is_found(
    store: Store, folder: Path, tmp_path: Path, decision: Deciding, summary: Summing
) -> None:
    # Sealed by itself, but not after what stands before it here.
    other = Store(tmp_path / "other")
    for seq in range(3):
        store.journal.append(SESSION, seq, decision(seq + 1), summary(SESSION))
        other.journal.append(SESSION, seq, decision(seq + 11), summary(SESSION))
    assert other.path.is_file()
    alter(
        folder,
        "DELETE FROM words WHERE decision = (SELECT id FROM decisions WHERE seq = 2)",
        "DELETE FROM decisions WHERE seq = 2",
    )
    with closing(sqlite3.connect(folder / NAME)) as conn, conn:
        conn.execute("ATTACH ? AS other", (str(other.path),))
        conn.execute("INSERT INTO decisions SELECT * FROM other.decisions WHERE seq = 2")
        conn.execute(
            "INSERT INTO words SELECT words.* FROM other.words JOIN other.decisions"
            " ON id = decision WHERE seq = 2"
        )
    with pytest.raises(Damaged) as caught:
        store.journal.load(SESSION)
    assert caught.value.seq == 2


def test_a_byte_flipped_in_the_file_is_found(store: Store, folder: Path, filled: Filled) -> None:
    filled(SESSION, 5)
    store.close()
    content = bytearray((folder / NAME).read_bytes())
    content[content.index(b"check-in")] ^= 0x80  # no UTF-8 any more
    (folder / NAME).write_bytes(content)
    with pytest.raises(Damaged):
        store.journal.load(SESSION)


def test_damage_of_one_session_leaves_the_others(
    store: Store, folder: Path, filled: Filled
) -> None:
    filled(SESSION, 2)
    made = filled(OTHER, 2)
    alter(folder, f"UPDATE decisions SET boot_id = '' WHERE session = '{SESSION}'")
    assert store.journal.load(OTHER) == made


# --- erasing -------------------------------------------------------------------------------------


def test_struck_words_are_gone_and_the_chain_holds(
    store: Store, folder: Path, decision: Deciding, summary: Summing
) -> None:
    chance = random.Random(7)
    made = []
    for seq in range(60):
        text = f"<{seq}>private" * chance.choice([1, 5, 40, 400])
        written = NoteWritten("n", NoteKind.HARVEST, text, decision(1).moment.session, None, None)
        made.append(decision(seq + 1, written))
        store.journal.append(SESSION, seq, made[-1], summary(SESSION))
    (folder / f"{NAME}.before-v9").write_text("<4>private")
    struck = set(range(0, 60, 2))
    store.journal.strike(SESSION, [(made[seq].id, 0) for seq in struck])
    loaded = store.journal.load(SESSION)
    for seq, (before, after) in enumerate(zip(made, loaded, strict=True)):
        assert isinstance(before.events[0], NoteWritten)
        kept = "" if seq in struck else before.events[0].text
        assert after == replace(before, events=(replace(before.events[0], text=kept),))
    content = b"".join(file.read_bytes() for file in folder.iterdir())
    assert not [seq for seq in struck if f"<{seq}>private".encode() in content]
    assert b"<1>private" in content
    assert store.journal.append(SESSION, 60, decision(99), summary(SESSION)) == 61
    assert len(store.journal.load(SESSION)) == 61


@pytest.mark.usefixtures("typed")
def test_striking_clears_the_rests_of_drafts(
    store: Store, filled: Filled, rests: Callable[[], set[bytes]]
) -> None:
    made = filled(SESSION, 1)
    store.journal.strike(SESSION, [(made[0].id, 1)])
    assert rests() == set()


def test_only_words_of_the_named_session_are_struck(store: Store, filled: Filled) -> None:
    made = filled(SESSION, 2)
    store.journal.strike(OTHER, [(made[0].id, 1)])
    assert store.journal.load(SESSION) == made


def test_what_another_window_outran_is_in_a_file_of_its_own(
    store: Store, folder: Path, decision: Deciding
) -> None:
    made = (decision(7), decision(8))
    name = store.journal.put_aside(SESSION, made[:1])
    assert store.journal.put_aside(SESSION, made) == name
    assert store.journal.put_aside(SESSION, made[1:]) != name
    path = folder / name
    document = json.loads(path.read_text("utf-8"))
    assert (document["schema"], document["session"]) == (1, SESSION)
    kept = [tuple(codec.from_json(one) for one in row["events"]) for row in document["decisions"]]
    assert kept == [one.events for one in made]
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert not list(folder.glob("*.part"))


# --- faults --------------------------------------------------------------------------------------


def test_a_full_disk_is_said_and_the_retry_works(
    store: Store, filled: Filled, decision: Deciding, summary: Summing
) -> None:
    made = filled(SESSION, 2)
    conn = store._database.connect()
    conn.execute("PRAGMA max_page_count = 1")  # SQLite takes what is in use as the least
    long = NoteWritten("n", NoteKind.QUOTE, "x" * 100_000, decision(1).moment.session, None, None)
    with pytest.raises(StoreError, match=r"^the disk is full$"):
        store.journal.append(SESSION, 2, decision(3, long), summary(SESSION))
    assert store.journal.load(SESSION) == made
    conn.execute("PRAGMA max_page_count = 100000")
    assert store.journal.append(SESSION, 2, decision(3, long), summary(SESSION)) == 3
    assert store.journal.load(SESSION) == (*made, decision(3, long))


def test_a_busy_database_is_said_and_the_retry_works(
    store: Store, folder: Path, filled: Filled, decision: Deciding, summary: Summing
) -> None:
    filled(SESSION, 1)
    with closing(sqlite3.connect(folder / NAME, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreError, match=r"^the database is busy$"):
            store.journal.append(SESSION, 1, decision(2), summary(SESSION))
        other.execute("ROLLBACK")
    assert store.journal.append(SESSION, 1, decision(2), summary(SESSION)) == 2


def test_a_database_that_may_not_be_written_is_said(
    store: Store, filled: Filled, decision: Deciding, summary: Summing
) -> None:
    filled(SESSION, 1)
    store._database.connect().execute("PRAGMA query_only = ON")
    with pytest.raises(StoreError, match=r"^the folder cannot be written$"):
        store.journal.append(SESSION, 1, decision(2), summary(SESSION))


def test_a_text_that_cannot_be_stored_is_refused(
    store: Store, decision: Deciding, summary: Summing
) -> None:
    broken = replace(summary(SESSION), doing="half \ud83d")
    with pytest.raises(StoreError, match="cannot be stored"):
        store.journal.append(SESSION, 0, decision(1), broken)
    assert store.journal.append(SESSION, 0, decision(1), summary(SESSION)) == 1


# What both children do: append decisions with a few events, saying each one that is on disk.
CHILD = """
import sys
from datetime import datetime, timedelta, UTC
from pathlib import Path
from uuid import UUID
from coreflect_tui.core.decision import Decision, Moment
from coreflect_tui.core.events import ItemFinished, NoteWritten
from coreflect_tui.core.formats import NoteKind
from coreflect_tui.core.summary import Status, Summary
from coreflect_tui.store import Store, StoreError

store = Store(Path(sys.argv[1]))
start = datetime(2026, 11, 22, 19, 0, tzinfo=UTC)
if len(sys.argv) > 2:
    import resource
    store.summaries.newest()
    limit = store.path.stat().st_size + int(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
for seq in range(600):
    at = start + timedelta(seconds=seq)
    note = NoteWritten(str(seq), NoteKind.HARVEST, f"words {seq} " * 40, at, None, None)
    decision = Decision(
        str(UUID(int=seq)), Moment(at, at, 0, 1.5, "b"), (ItemFinished("a", at), note)
    )
    summary = Summary("SESSION", "f", "t", "", Status.RUNNING, start, start, None, start, at,
                      90, 9, str(seq), ())
    try:
        store.journal.append("SESSION", seq, decision, summary)
    except StoreError as error:
        print("refused", error, flush=True)
        break
    print(seq + 1, flush=True)
""".replace("SESSION", SESSION)


@pytest.mark.parametrize("acknowledged", [1, 20, 83, 260])
def test_kill_loses_nothing_that_was_acknowledged(
    folder: Path, child_environment: dict[str, str], acknowledged: int
) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", CHILD, str(folder)],
        stdout=subprocess.PIPE,
        text=True,
        env=child_environment,
    ) as child:
        assert child.stdout
        said = [int(child.stdout.readline()) for _ in range(acknowledged)]
        child.kill()
        said += [int(line) for line in child.stdout if line.endswith("\n")]
    if sys.platform != "win32":
        assert child.returncode == -signal.SIGKILL
    assert said == list(range(1, said[-1] + 1))
    with closing(Store(folder)) as store:
        found = store.journal.load(SESSION)
        assert said[-1] <= len(found) <= said[-1] + 1
        assert store.summaries.newest()[0].doing == str(len(found) - 1)
        conn = store._database.connect()
        assert conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such limit")
def test_a_write_that_the_system_refuses(folder: Path, child_environment: dict[str, str]) -> None:
    child = subprocess.run(
        [sys.executable, "-c", CHILD, str(folder), "20000"],
        capture_output=True,
        text=True,
        env=child_environment,
        check=True,
    )
    *said, refused = child.stdout.splitlines()
    assert refused == "refused a disk error"
    assert said
    with closing(Store(folder)) as store:
        assert len(said) <= len(store.journal.load(SESSION)) <= len(said) + 1

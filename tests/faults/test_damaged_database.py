"""The file of the database is damaged in every way that a disk or a person knows: a new session
always begins, what can be read is recovered, the damage is named, and nothing is silently wrong.

`benchmarks/long/damage.py` turns every byte; here is a fixed sample.
"""

import errno
import os
import random
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

import coreflect_tui
from coreflect_tui.core.events import NoteWritten
from coreflect_tui.locations import locations
from coreflect_tui.lock import SessionLock
from coreflect_tui.store import DamagedFile, Draft, Store, StoreError
from coreflect_tui.store.codec import LOST_WORDS
from coreflect_tui.store.connection import NAME
from coreflect_tui.store.damage.report import reports
from coreflect_tui.store.migrations import APPLICATION_ID
from coreflect_tui.workplace import Workplace
from damaged import (
    PAGE,
    STRUCK,
    Damage,
    Outcome,
    Written,
    cuts,
    flipped,
    overwritten,
    start_after,
    write,
)
from old_files import CLOSED, HAVE, INTERRUPTED, PREPARED, VERSIONS, lay_down
from stage import begin, still_clock

SAMPLE = 60
"""So many bits are turned here."""
EVERY = 2
"""A recovery is killed at every other step."""


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """Three sessions, an unfinished note and struck words."""
    return write(tmp_path_factory.mktemp("written") / "home")


def wrong_after(damages: Iterator[Damage], written: Written, home: Path) -> list[str]:
    """What is to be complained of."""
    found = []
    for damage in damages:
        outcome = start_after(damage.content, written, home)
        found += [f"{damage}: {one}" for one in outcome.wrong]
        if not outcome.began:
            found.append(f"{damage}: no new session could begin")
    return found


def test_a_sound_file_is_read_and_left_where_it_is(written: Written, tmp_path: Path) -> None:
    outcome = start_after(written.content, written, tmp_path / "home")
    assert outcome == Outcome(began=True, full=3)


def test_cut_at_and_within_every_page(written: Written, tmp_path: Path) -> None:
    assert wrong_after(cuts(written.content), written, tmp_path / "home") == []


def test_every_page_overwritten(written: Written, tmp_path: Path) -> None:
    damages = overwritten(written.content, random.Random(1))
    assert wrong_after(damages, written, tmp_path / "home") == []


def test_turned_bits(written: Written, tmp_path: Path) -> None:
    chance, size = random.Random(2), len(written.content)
    header = [(at, chance.randrange(8)) for at in (*range(16, 24), 28, 44, 56, 60, 63, 71, 95)]
    places = [(chance.randrange(size), chance.randrange(8)) for _ in range(SAMPLE)]
    # Rows of the list and an unfinished note, which no chain covers.
    rows = [written.content.rindex(words) for words in (b'[["opening"', b"Half of what")]
    places += [(at + chance.randrange(-90, 90), chance.randrange(8)) for at in rows * 6]
    damages = flipped(written.content, (*header, *places))
    assert wrong_after(damages, written, tmp_path / "home") == []


def test_the_look_finds_what_is_wrong(written: Written, tmp_path: Path) -> None:
    """Or nothing would be shown by these tests."""
    home = tmp_path / "home"
    shutil.copytree(written.home, home)
    with closing(sqlite3.connect(home / "data" / NAME)) as conn, conn:
        conn.execute("UPDATE decisions SET boot_id = 'x' WHERE seq = 2")
    silent = (home / "data" / NAME).read_bytes()
    other = Written(home, written.sessions, {}, {}, written.drafts)
    assert start_after(silent, other, tmp_path / "again").part == 3
    wrong = Written(
        home,
        {name: one[:1] + one[2:] for name, one in written.sessions.items()},
        written.rows,
        written.moments,
        (),
    )
    assert len(start_after(written.content, wrong, tmp_path / "again").wrong) > 3


# --- what is said and kept -----------------------------------------------------------------------


@pytest.fixture
def home(written: Written, tmp_path: Path) -> Path:
    """A copy of what was written, to be damaged."""
    shutil.copytree(written.home, tmp_path / "damaged")
    return tmp_path / "damaged"


@pytest.fixture
def file(home: Path) -> Path:
    return home / "data" / NAME


@pytest.fixture
def start(home: Path) -> Iterator[Callable[[], Workplace]]:
    """The program started there, as often as wanted."""
    opened: list[Workplace] = []

    def open_it() -> Workplace:
        workplace = Workplace(locations({"COREFLECT_HOME": str(home)}), still_clock(0))
        opened.append(workplace)
        return workplace

    yield open_it
    for workplace in opened:
        workplace.close()


def overwrite(file: Path, at: int, content: bytes) -> None:
    with file.open("r+b") as opened:
        opened.seek(at)
        opened.write(content)


def page_with(file: Path, words: bytes) -> int:
    """Where the page begins in which these bytes stand last."""
    return file.read_bytes().rindex(words) // PAGE * PAGE


def test_without_its_first_page_all_of_it_comes_back(
    written: Written, file: Path, start: Callable[[], Workplace]
) -> None:
    """It says where everything else is, and SQLite reads nothing without it."""
    overwrite(file, 0, bytes(PAGE))
    damaged = file.read_bytes()
    workplace = start()
    newest = workplace.store.summaries.newest()
    assert {one.session: one for one in newest} == written.rows
    for session, decisions in written.sessions.items():
        assert workplace.store.journal.load(session) == decisions
    assert workplace.store.drafts.of(newest[0].session) == written.drafts
    kept = file.with_name(f"{NAME}.damaged-2026-11-22-1")
    assert kept.read_bytes() == damaged
    (report,) = reports(file.parent)
    assert report.whole == tuple(sorted(written.sessions))
    assert report.complete
    assert workplace.told_of_damage() == (
        "The database was damaged (it is not a database): 3 sessions recovered in full; the damaged"
        f" file is kept as {kept.name}, and coreflect doctor explains."
    )
    assert workplace.told_of_damage() == ""
    if sys.platform != "win32":
        for one in (file, kept, kept.with_name(f"{kept.name}.json")):
            assert stat.S_IMODE(one.stat().st_mode) == 0o600
    assert not list(file.parent.glob(".*"))
    assert not list(file.parent.glob(f"{NAME}*journal"))


def test_a_recovery_that_was_cut_short_between_two_names_is_finished(
    written: Written, file: Path, start: Callable[[], Workplace]
) -> None:
    """Where a disk knows no second name for a file, its place is empty for a moment."""
    file.rename(file.with_name(f".{NAME}.recovered"))
    assert {one.session for one in start().store.summaries.newest()} == written.sessions.keys()
    assert start().told_of_damage() == ""


def test_where_a_disk_knows_no_second_name_for_a_file(
    written: Written,
    file: Path,
    start: Callable[[], Workplace],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refused(*_: object) -> None:
        raise OSError(errno.EPERM, "not there")

    monkeypatch.setattr("os.link", refused)
    overwrite(file, 0, bytes(PAGE))
    assert {one.session for one in start().store.summaries.newest()} == written.sessions.keys()
    assert file.with_name(f"{NAME}.damaged-2026-11-22-1").exists()


def test_what_is_recovered_in_part_is_named_with_how_much(
    written: Written, file: Path, start: Callable[[], Workplace]
) -> None:
    overwrite(file, page_with(file, b'"type":"SessionClosed"'), bytes(PAGE))
    overwrite(file, 0, bytes(100))
    workplace = start()
    workplace.store.summaries.newest()
    (report,) = reports(file.parent)
    assert report.parts
    for part in report.parts:
        loaded = workplace.store.journal.load(part.session)
        was = written.sessions[part.session]
        assert len(loaded) == part.kept
        assert part.of == len(was)
        assert part.kept < part.of or part.words
    assert "in part" in workplace.told_of_damage()


def test_damaged_words_are_named_and_cost_nothing_else(
    written: Written, file: Path, start: Callable[[], Workplace]
) -> None:
    content = file.read_bytes()
    overwrite(file, content.index(b"take along, number 0 "), b"take apart")
    overwrite(file, 0, bytes(100))
    workplace = start()
    loaded = [workplace.store.journal.load(session) for session in written.sessions]
    notes = [
        event.text
        for decisions in loaded
        for one in decisions
        for event in one.events
        if isinstance(event, NoteWritten)
    ]
    assert notes.count(LOST_WORDS) == 1
    (report,) = reports(file.parent)
    assert [one.words for one in report.parts] == [1]
    assert [len(one) for one in loaded] == [len(one) for one in written.sessions.values()]


def test_what_was_struck_does_not_come_back(
    written: Written, file: Path, start: Callable[[], Workplace]
) -> None:
    assert STRUCK.encode() not in written.content
    overwrite(file, 0, bytes(PAGE))
    workplace = start()
    for session in written.sessions:
        notes = [
            event.text
            for one in workplace.store.journal.load(session)
            for event in one.events
            if isinstance(event, NoteWritten)
        ]
        assert notes[0] == ""
        assert LOST_WORDS not in notes


@pytest.mark.parametrize("version", VERSIONS)
def test_a_damaged_file_of_an_earlier_version_is_recovered_into_this(
    version: int, tmp_path: Path
) -> None:
    places = locations({"COREFLECT_HOME": str(tmp_path / "old")})
    path = lay_down(places.data, version)
    overwrite(path, 0, bytes(PAGE))
    with closing(Workplace(places, still_clock(0))) as workplace:
        store = workplace.store
        assert [one.session for one in store.summaries.newest()] == [PREPARED, INTERRUPTED, CLOSED]
        assert {one: len(store.journal.load(one)) for one in HAVE} == HAVE
        (report,) = reports(places.data)
        assert len(report.whole) == 3
        # Nothing proves an unfinished note of that time.
        assert report.drafts == 1
        assert store.drafts.of(INTERRUPTED) == ()


# --- other files in its place --------------------------------------------------------------------

JPEG = bytes.fromhex("ffd8ffe000104a46494600010101") + random.Random(3).randbytes(30_000)


@pytest.mark.parametrize(
    "content",
    [JPEG, b"Dear diary,\n" * 2000, b"xx", bytes(50_000), b"SQLite format 3\0" + b"\xff" * 9000],
    ids=["a picture", "a text", "two bytes", "zeros", "a header alone"],
)
def test_another_file_in_its_place_is_moved_and_kept(
    content: bytes, file: Path, start: Callable[[], Workplace]
) -> None:
    file.write_bytes(content)
    workplace = start()
    assert workplace.store.summaries.newest() == ()
    assert file.with_name(f"{NAME}.damaged-2026-11-22-1").read_bytes() == content
    assert "no sessions recovered in full, 3 not;" in workplace.told_of_damage()


@pytest.mark.parametrize("what", ["empty", "missing"])
def test_an_empty_file_is_not_taken_for_a_first_start(
    what: str, written: Written, file: Path, start: Callable[[], Workplace]
) -> None:
    file.unlink()
    if what == "empty":
        file.touch()
    for _ in range(2):
        assert start().store.summaries.newest() == ()
    said = "was empty" if what == "empty" else "was not there"
    assert start().told_of_damage() == (
        f"The database {said}: 3 sessions held here are not in it; coreflect doctor explains."
    )
    (report,) = reports(file.parent)
    assert report.gone == tuple(sorted(written.sessions))


def test_a_first_start_is_one(tmp_path: Path) -> None:
    places = locations({"COREFLECT_HOME": str(tmp_path / "new")})
    with closing(Workplace(places, still_clock(0))) as workplace:
        assert workplace.store.summaries.newest() == ()
        assert workplace.told_of_damage() == ""
    assert [one.name for one in places.data.iterdir()] == [NAME]


def test_a_huge_file_is_moved_without_being_read_to_its_end(
    file: Path, start: Callable[[], Workplace]
) -> None:
    size = 3 << 30
    with file.open("wb") as opened:
        opened.write(b"\0" * 10)
        os.truncate(file, size)
    assert start().store.summaries.newest() == ()
    assert file.with_name(f"{NAME}.damaged-2026-11-22-1").stat().st_size == size


def test_our_own_database_in_wal_mode_is_taken_back(
    written: Written, file: Path, start: Callable[[], Workplace]
) -> None:
    with closing(sqlite3.connect(file)) as conn:
        assert conn.execute("PRAGMA journal_mode=WAL").fetchone() == ("wal",)
        conn.execute("UPDATE sessions SET seal = seal")
        conn.commit()
    workplace = start()
    assert len(workplace.store.summaries.newest()) == 3
    assert workplace.told_of_damage() == ""
    assert [one.name for one in file.parent.glob(f"{NAME}*")] == [NAME]
    assert written.sessions.keys() == {one.session for one in workplace.store.summaries.newest()}


@pytest.mark.parametrize(
    "statements",
    [
        ["DROP TABLE words"],
        ["ALTER TABLE decisions RENAME COLUMN wall TO walls"],
        ["DROP INDEX sessions_updated"],
        ["CREATE TRIGGER no AFTER INSERT ON decisions BEGIN DELETE FROM decisions; END"],
        ["ALTER TABLE sessions RENAME TO held", "CREATE VIEW sessions AS SELECT * FROM held"],
        ["PRAGMA user_version = 1"],
        ["PRAGMA user_version = 0"],
        ["PRAGMA application_id = 0", "PRAGMA user_version = 0"],
    ],
    ids=lambda statements: statements[-1][:40],
)
def test_a_schema_that_is_not_ours_is_replaced_by_ours(
    statements: list[str], written: Written, file: Path, start: Callable[[], Workplace]
) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as conn:
        for statement in statements:
            conn.execute(statement)
    workplace = start()
    assert {one.session for one in workplace.store.summaries.newest()} == written.sessions.keys()
    for session, decisions in written.sessions.items():
        assert len(workplace.store.journal.load(session)) == len(decisions)
    assert "its tables are not those of coreflect" in workplace.told_of_damage()


def test_what_is_ours_but_for_its_mark_gets_it_back(
    file: Path, start: Callable[[], Workplace]
) -> None:
    with closing(sqlite3.connect(file)) as conn:
        conn.execute("PRAGMA application_id = 77")
    workplace = start()
    assert len(workplace.store.summaries.newest()) == 3
    assert workplace.told_of_damage() == ""
    with closing(sqlite3.connect(file)) as conn:
        assert conn.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)


def test_a_table_that_somebody_added_is_let_be(file: Path, start: Callable[[], Workplace]) -> None:
    with closing(sqlite3.connect(file)) as conn:
        conn.execute("CREATE TABLE mine (words TEXT)")
        conn.execute("ANALYZE")
        conn.commit()
    workplace = start()
    assert len(workplace.store.summaries.newest()) == 3
    assert workplace.told_of_damage() == ""


@pytest.mark.parametrize("place", ["", "-journal"])
def test_a_folder_in_the_way_is_moved(
    place: str, file: Path, start: Callable[[], Workplace]
) -> None:
    in_the_way = file.with_name(f"{NAME}{place}")
    if not place:
        file.unlink()
    in_the_way.mkdir()
    (in_the_way / "of-somebody.txt").touch()
    workplace = start()
    assert len(workplace.store.summaries.newest()) == (3 if place else 0)
    kept = file.with_name(f"{NAME}.damaged-2026-11-22-1{place}")
    assert (kept / "of-somebody.txt").exists()
    # Forgetting takes our own copies, and no folder of somebody else.
    workplace.store.drafts.erase("2026-11-22-aaaaaa", "note")
    assert (kept / "of-somebody.txt").exists()
    assert not file.with_name(f"{NAME}.damaged-2026-11-22-1.json").exists()


def test_a_journal_of_noise_does_not_stop_the_start(
    written: Written, file: Path, start: Callable[[], Workplace]
) -> None:
    """SQLite finds no act in it that was cut short."""
    file.with_name(f"{NAME}-journal").write_bytes(random.Random(4).randbytes(5000))
    workplace = start()
    assert {one.session for one in workplace.store.summaries.newest()} == written.sessions.keys()


# --- when it is not moved ------------------------------------------------------------------------


@pytest.fixture
def broken(file: Path) -> bytes:
    """The damaged content, which is in its place."""
    overwrite(file, 0, bytes(PAGE))
    return file.read_bytes()


def _refused(start: Callable[[], Workplace], file: Path, broken: bytes) -> str:
    """The reason why nothing is recovered; everything is as it was."""
    before = sorted(one.name for one in file.parent.iterdir())
    with pytest.raises(DamagedFile) as caught:
        start().store.summaries.newest()
    assert file.read_bytes() == broken
    assert sorted(one.name for one in file.parent.iterdir()) == before
    return str(caught.value)


def test_not_while_another_window_holds_a_session(
    written: Written, file: Path, broken: bytes, start: Callable[[], Workplace]
) -> None:
    session = next(iter(written.sessions))
    lock = SessionLock(file.parent, session)
    assert lock.acquire()
    assert f"session {session} is open in another window" in _refused(start, file, broken)
    lock.release()
    assert len(start().store.summaries.newest()) == 3


def test_a_session_that_this_window_holds_is_in_nobody_s_way(
    written: Written, file: Path, broken: bytes, start: Callable[[], Workplace]
) -> None:
    """It began before the database could be recovered, and is saved once it can."""
    session = next(iter(written.sessions))
    lock = SessionLock(file.parent, session)
    assert lock.acquire()
    workplace = start()
    begun = begin(workplace)
    unsaved = begun.unsaved
    assert unsaved
    assert "open in another window" in unsaved.reason
    assert file.read_bytes() == broken
    lock.release()
    begun.save_waiting()
    assert begun.unsaved is None
    assert len(workplace.store.summaries.newest()) == 4


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_not_where_it_is_a_link_to_another_place(
    file: Path, broken: bytes, start: Callable[[], Workplace]
) -> None:
    elsewhere = file.parent.parent / "vault.db"
    file.rename(elsewhere)
    file.symlink_to(elsewhere)
    assert "it is a link to another place" in _refused(start, file, broken)
    assert file.is_symlink()


def test_a_busy_file_is_not_damaged(file: Path, start: Callable[[], Workplace]) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as conn:
        conn.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreError, match="busy") as caught:
            start().store.summaries.newest()
        assert not isinstance(caught.value, DamagedFile)
        conn.execute("ROLLBACK")
    assert len(start().store.summaries.newest()) == 3


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_a_file_that_may_not_be_read_is_not_damaged(
    file: Path, start: Callable[[], Workplace]
) -> None:
    file.chmod(0)
    with pytest.raises(StoreError) as caught:
        start().store.summaries.newest()
    assert not isinstance(caught.value, DamagedFile)
    file.chmod(0o600)
    assert len(start().store.summaries.newest()) == 3


def test_without_room_it_stays_and_is_recovered_later(
    file: Path, broken: bytes, start: Callable[[], Workplace]
) -> None:
    resource = pytest.importorskip("resource", reason="Windows has no such limit")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (5 * PAGE, before[1]))
    try:
        reason = _refused(start, file, broken)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert "the database is damaged, and a disk error" in reason
    assert len(start().store.summaries.newest()) == 3


# --- copies, and what is to be erased ------------------------------------------------------------


def test_a_strike_takes_the_damaged_file_too(
    written: Written, file: Path, broken: bytes, start: Callable[[], Workplace]
) -> None:
    workplace = start()
    workplace.store.summaries.newest()
    kept = file.with_name(f"{NAME}.damaged-2026-11-22-1")
    assert kept.read_bytes() == broken
    session, decisions = next(iter(written.sessions.items()))
    workplace.store.journal.strike(session, [(decisions[0].id, 0)])
    assert [one.name for one in file.parent.glob(f"*{NAME}*")] == [NAME]


def test_an_erasing_that_was_cut_short_takes_a_damaged_file_that_holds_nothing_else(
    file: Path, broken: bytes, start: Callable[[], Workplace]
) -> None:
    file.with_name(f"{NAME}.to-rewrite").touch()
    workplace = start()
    assert len(workplace.store.summaries.newest()) == 3
    assert sorted(one.name for one in file.parent.glob(f"{NAME}*")) == [
        NAME,
        f"{NAME}.damaged-2026-11-22-1.json",
    ]
    assert "kept as" not in workplace.told_of_damage()
    assert broken


def test_one_that_holds_more_is_kept_and_it_is_noted(
    file: Path, start: Callable[[], Workplace]
) -> None:
    overwrite(file, page_with(file, b'"type":"SessionClosed"'), bytes(PAGE))
    file.with_name(f"{NAME}.to-rewrite").touch()
    start().store.summaries.newest()
    (report,) = reports(file.parent)
    assert report.to_erase
    assert file.with_name(report.kept_as).exists()
    assert not file.with_name(f"{NAME}.to-rewrite").exists()


def test_an_unfinished_note_of_a_session_that_is_gone_stays_in_the_file(
    written: Written, file: Path, start: Callable[[], Workplace]
) -> None:
    with closing(Store(file.parent)) as store:
        store.drafts.save(Draft("2026-11-22-zzzzzz", "note", "harvest", "Left", START_OF_NOTE))
    overwrite(file, 0, bytes(PAGE))
    start().store.summaries.newest()
    (report,) = reports(file.parent)
    assert report.drafts == 1
    assert not report.complete
    assert set(report.whole) == written.sessions.keys()


START_OF_NOTE = still_clock(0).now().session

# --- two programs, and one that is killed --------------------------------------------------------

_OPENS = """
import os, signal, sys
from coreflect_tui.locations import locations
from coreflect_tui.store import StoreError
from coreflect_tui.workplace import Workplace

left = int(sys.argv[1])
home = os.environ["COREFLECT_HOME"]

def count(event, args):
    global left
    if event in ("open", "os.rename", "os.link", "os.remove") and home in str(args[0]):
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)

workplace = Workplace(locations())
sys.stdin.readline()
sys.addaudithook(count)
for _ in range(200):
    try:
        print(len(workplace.store.summaries.newest()))
        break
    except StoreError as error:
        assert "just being recovered" in str(error) or "busy" in str(error), error
workplace.close()
"""
"""Opens the database, and is killed before it opens, moves, links or removes the file of that
number."""


def _program(home: Path, killed_at: int = 0) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", _OPENS, str(killed_at)],
        env={
            **os.environ,
            "COREFLECT_HOME": str(home),
            "PYTHONPATH": str(Path(coreflect_tui.__file__).parents[1]),
        },
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_two_programs_that_start_at_once_do_not_fight(
    home: Path, file: Path, broken: bytes
) -> None:
    programs = [_program(home) for _ in range(2)]
    for one in programs:
        assert one.stdin
        one.stdin.write("\n")
        one.stdin.flush()
    said = [one.communicate(timeout=60)[0].strip() for one in programs]
    assert said == ["3", "3"]
    assert [one.returncode for one in programs] == [0, 0]
    (kept,) = [one for one in file.parent.glob(f"{NAME}.damaged-*") if one.suffix != ".json"]
    assert kept.read_bytes() == broken
    assert not list(file.parent.glob(f".{NAME}*"))
    assert not file.with_name(f"{NAME}.lock").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_killed_at_any_step_of_a_recovery_the_next_start_has_it_all(
    written: Written, tmp_path: Path
) -> None:
    for number in range(1, 60, EVERY):
        home = tmp_path / f"killed-{number}"
        shutil.copytree(written.home, home)
        overwrite(home / "data" / NAME, 0, bytes(PAGE))
        program = _program(home, number)
        said = program.communicate("\n", timeout=60)[0]
        if said:
            break
        assert program.returncode == -signal.SIGKILL
        with closing(Workplace(locations({"COREFLECT_HOME": str(home)}), still_clock(0))) as after:
            for session, decisions in written.sessions.items():
                assert after.store.journal.load(session) == decisions, number
            assert "3 sessions recovered in full" in after.told_of_damage(), number
        for rest in (f".{NAME}.part", f".{NAME}.recovered"):
            assert not (home / "data" / rest).exists(), number
    assert number > 10

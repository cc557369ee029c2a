"""What may happen to the files under a session that goes on: nothing of it is lost, ever."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

import pytest

from coreflect_tui.core.formats import NoteKind
from coreflect_tui.core.history import replay
from coreflect_tui.core.intents import WriteNote
from coreflect_tui.core.state import SessionState
from coreflect_tui.saving import Loss, Unsaved
from coreflect_tui.session import Session
from coreflect_tui.store import Store
from coreflect_tui.store.aside import decisions_in
from coreflect_tui.store.connection import NAME
from coreflect_tui.workplace import Workplace
from stage import a_workplace, begin, still_clock

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows lets nobody touch a file that is open"
)
ACTS = 12


@pytest.fixture
def workplace() -> Iterator[Workplace]:
    """Holds a session of a few acts, after an earlier one."""
    one = a_workplace(still_clock())
    begin(one)
    write(one.session, 1)
    begin(one)
    for number in range(ACTS):
        write(one.session, number)
    yield one
    one.close()


def write(session: object, number: int) -> None:
    assert isinstance(session, Session)
    assert session.dispatch(WriteNote(NoteKind.HARVEST, f"Words {number}")) is None


def held(workplace: Workplace) -> Session:
    assert isinstance(workplace.session, Session)
    return workplace.session


def stored(workplace: Workplace) -> SessionState:
    """The session as another program reads it."""
    store = Store(workplace.store.path.parent)
    try:
        return replay(store.journal.load(held(workplace).state.id)).state
    finally:
        store.close()


# --- what may happen to the database --------------------------------------------------------------


def removed(path: Path) -> None:
    path.unlink()


def folder_removed(path: Path) -> None:
    shutil.rmtree(path.parent)


def home_removed(path: Path) -> None:
    shutil.rmtree(path.parent.parent)


def an_older_copy(path: Path) -> None:
    """What a synced folder may put there."""
    copy = path.with_name("synced")
    shutil.copy(path, copy)
    with closing(sqlite3.connect(copy, isolation_level=None)) as conn:
        conn.execute("PRAGMA foreign_keys = ON")
        last = conn.execute("SELECT session FROM sessions ORDER BY updated DESC").fetchall()[0]
        conn.execute("DELETE FROM decisions WHERE session = ? AND seq > 5", last)
        conn.execute("UPDATE sessions SET seq = 5 WHERE session = ?", last)
    copy.replace(path)


def the_same_copy(path: Path) -> None:
    copy = path.with_name("synced")
    shutil.copy(path, copy)
    copy.replace(path)


def an_empty_file(path: Path) -> None:
    empty = path.with_name("empty")
    empty.touch()
    empty.replace(path)


def emptied(path: Path) -> None:
    os.truncate(path, 0)


def cut_to_half(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def header_zeroed(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(bytes(100))


def zeroed(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(bytes(path.stat().st_size))


def noise(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(bytes(range(256)) * (path.stat().st_size // 256))


def pages_zeroed(path: Path) -> None:
    """All but the first: SQLite takes what it remembers of them until it looks again."""
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(bytes(path.stat().st_size - 4096))


def no_database(path: Path) -> None:
    path.write_text("Dear diary, " * 1000, "utf-8")


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def tables_dropped(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        conn.execute("DROP TABLE decisions")


def rows_deleted(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        conn.execute("DELETE FROM decisions WHERE seq > 3")


HAPPENS = (
    removed,
    folder_removed,
    home_removed,
    an_older_copy,
    the_same_copy,
    an_empty_file,
    emptied,
    cut_to_half,
    header_zeroed,
    zeroed,
    noise,
    pages_zeroed,
    no_database,
    a_folder,
    tables_dropped,
    rows_deleted,
)


@pytest.mark.parametrize("happens", HAPPENS)
def test_the_next_act_finds_the_whole_session_a_safe_place(
    happens: Callable[[Path], None], workplace: Workplace
) -> None:
    happens(workplace.store.path)
    for number in (100, 101):
        write(workplace.session, number)
    # What SQLite still remembers of a page hides what became of it, until half a minute is over.
    workplace.held.look_at_disk(closely=happens is pages_zeroed)
    assert workplace.held.unsaved is None
    assert stored(workplace) == held(workplace).state
    assert len(held(workplace).state.notes) == ACTS + 2


@pytest.mark.parametrize("happens", HAPPENS)
def test_without_an_act_a_look_finds_it(
    happens: Callable[[Path], None], workplace: Workplace
) -> None:
    """So that nothing is lost although nobody does anything more."""
    happens(workplace.store.path)
    workplace.held.look_at_disk(closely=True)
    assert workplace.held.unsaved is None
    assert stored(workplace) == held(workplace).state
    assert held(workplace).saved_anew() in {None, *Loss}
    before = workplace.store.path.read_bytes()
    workplace.held.look_at_disk(closely=True)
    assert held(workplace).saved_anew() is None, "it is said once"
    assert workplace.store.path.read_bytes() == before, "and done once"


@pytest.mark.parametrize("happens", HAPPENS)
def test_what_is_being_typed_is_there_too(
    happens: Callable[[Path], None], workplace: Workplace
) -> None:
    workplace.held.keep_draft("note:harvest", "harvest", "Half a")
    happens(workplace.store.path)
    workplace.held.keep_draft("note:harvest", "harvest", "Half a thought")
    workplace.held.look_at_disk(closely=happens is pages_zeroed)
    assert workplace.held.unsaved is None
    other = Store(workplace.store.path.parent)
    assert [one.text for one in other.drafts.of(held(workplace).state.id)] == ["Half a thought"]
    other.close()


def a_journal_of_now(path: Path) -> bytes:
    """What another program would leave that was killed in the middle of a large act."""
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        # With no room to remember pages it writes them before the end, after the journal.
        conn.execute("PRAGMA cache_size = 1")
        conn.execute("BEGIN IMMEDIATE")
        conn.execute("UPDATE decisions SET payload = payload || payload")
        conn.execute("UPDATE words SET text = text || text")
        return path.with_name(f"{NAME}-journal").read_bytes()


def test_an_old_journal_that_is_played_back_into_the_file(workplace: Workplace) -> None:
    """It may come with a synced folder, and takes acts away that were acknowledged."""
    path = workplace.store.path
    journal = a_journal_of_now(path)
    for number in (100, 101, 102):
        write(workplace.session, number)
    path.with_name(f"{NAME}-journal").write_bytes(journal)
    workplace.held.look_at_disk()
    assert held(workplace).saved_anew(), "it took something away"
    workplace.held.look_at_disk(closely=True)
    assert workplace.held.unsaved is None
    assert stored(workplace) == held(workplace).state
    assert len(held(workplace).state.notes) == ACTS + 3


# --- where the session cannot be saved in its place -----------------------------------------------


def another_programs(path: Path) -> None:
    other = path.with_name("other")
    with closing(sqlite3.connect(other, isolation_level=None)) as conn:
        conn.execute("CREATE TABLE recipes (title TEXT)")
    other.replace(path)


def a_newer_versions(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        conn.execute("PRAGMA user_version = 99")
    # Whoever has it open learns of it by the file being another one.
    the_same_copy(path)


@pytest.mark.parametrize(
    ("happens", "why"),
    [
        (another_programs, "the file there belongs to another program"),
        (a_newer_versions, "a newer version of coreflect wrote the database"),
    ],
)
def test_where_the_file_is_not_ours_all_of_it_stands_aside_until_it_can_be_saved(
    happens: Callable[[Path], None], why: str, workplace: Workplace
) -> None:
    session, path = held(workplace), workplace.store.path
    happens(path)
    foreign = path.read_bytes()
    write(session, 100)
    unsaved = why_not(workplace)
    (aside,) = path.parent.glob("unsaved-*.json")
    assert (unsaved.reason, unsaved.acts) == (why, ACTS + 2), "what was saved counts no more"
    write(session, 101)
    assert replay(decisions_in(aside)).state == session.state
    assert path.read_bytes() == foreign
    path.unlink()
    workplace.held.look_at_disk()
    assert workplace.held.unsaved is None
    assert stored(workplace) == session.state
    assert not aside.exists(), "it is saved where it belongs"


def test_all_of_it_moves_to_another_folder(workplace: Workplace, tmp_path: Path) -> None:
    another_programs(workplace.store.path)
    write(workplace.session, 100)
    assert why_not(workplace)
    workplace.held.save_elsewhere(tmp_path / "other")
    assert workplace.held.unsaved is None
    write(workplace.session, 101)
    assert workplace.store.path.is_relative_to(tmp_path / "other")
    assert stored(workplace) == held(workplace).state


def why_not(workplace: Workplace) -> Unsaved:
    assert workplace.held.unsaved
    return workplace.held.unsaved


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Another process has the whole file for itself."""
    code = (
        "import sqlite3, sys; conn = sqlite3.connect(sys.argv[1], isolation_level=None);"
        "conn.execute('BEGIN EXCLUSIVE'); print('has it', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout
        assert other.stdout.readline()
        yield
        other.communicate()


def test_a_database_that_another_program_locks_is_waited_for(workplace: Workplace) -> None:
    session, texts = held(workplace), []
    with locked(workplace.store.path):
        for number in (100, 101):
            write(session, number)
        session.undo()
        workplace.held.keep_draft("note:harvest", "harvest", "Half a thought")
        workplace.held.look_at_disk(closely=True)
        unsaved = why_not(workplace)
        assert (unsaved.reason, unsaved.acts) == ("the database is busy", 3)
        texts = [one.text for one in session.state.notes]
    workplace.held.look_at_disk()
    assert workplace.held.unsaved is None
    assert [one.text for one in stored(workplace).notes] == texts
    assert texts[-1] == "Words 100"
    session.redo()
    assert [one.text for one in stored(workplace).notes] == [*texts, "Words 101"]
    assert [one.text for one in workplace.held.drafts()] == ["Half a thought"]
    assert held(workplace).saved_anew() is None


def test_only_what_is_being_typed_is_said_to_be_unsaved(workplace: Workplace) -> None:
    with locked(workplace.store.path):
        workplace.held.keep_draft("note:harvest", "harvest", "Half a thought")
        unsaved = why_not(workplace)
        assert (unsaved.reason, unsaved.acts) == ("the database is busy", 0)
    workplace.held.look_at_disk()
    assert workplace.held.unsaved is None


# --- disks that refuse, really --------------------------------------------------------------------


@pytest.fixture
def mount(tool: Callable[[str], str]) -> Iterator[Callable[..., None]]:
    """`mount("-t", "tmpfs", "x", folder)`; it ends with the test. Skipped where one may not."""
    program, end = tool("mount"), tool("umount")
    mounted: list[str] = []

    def mount(*words: str) -> None:
        done = subprocess.run([program, *words], capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.skip(f"nothing can be mounted here: {done.stderr.strip()}")
        mounted.append(words[-1])

    yield mount
    for place in dict.fromkeys(reversed(mounted)):
        subprocess.run([end, "--lazy", place], check=True)


@pytest.fixture
def small_disk(mount: Callable[..., None], tmp_path: Path) -> Path:
    """A disk of its own in the place of the data folder."""
    data = tmp_path / "home" / "data"
    data.mkdir(parents=True)
    mount("-t", "tmpfs", "-o", "size=400k,mode=700", "tmpfs", str(data))
    return data


@pytest.mark.skipif(sys.platform != "linux", reason="mounts as Linux does")
def test_a_full_disk(small_disk: Path) -> None:
    workplace = a_workplace(still_clock())
    session = begin(workplace)
    rest = small_disk / "rest"
    rest.write_bytes(bytes(1 << 18))
    while session.unsaved is None:
        write(session, 0)
    assert why_not(workplace).reason == "the disk is full"
    for number in range(5):
        write(session, number)
    session.undo()
    workplace.held.keep_draft("note:harvest", "harvest", "Half a thought")
    unsaved = why_not(workplace)
    assert (unsaved.reason, unsaved.acts) == ("the disk is full", 7)
    assert stored(workplace).notes == session.state.notes[: len(stored(workplace).notes)]
    rest.unlink()
    workplace.held.look_at_disk(closely=True)
    assert workplace.held.unsaved is None
    assert stored(workplace) == session.state
    assert [one.text for one in workplace.held.drafts()] == ["Half a thought"]
    workplace.close()


@pytest.mark.skipif(sys.platform != "linux", reason="mounts as Linux does")
def test_a_disk_that_may_only_be_read(workplace: Workplace, mount: Callable[..., None]) -> None:
    data = str(workplace.store.path.parent)
    mount("--bind", data, data)
    mount("-o", "remount,bind,ro", data)
    write(workplace.session, 100)
    workplace.held.keep_draft("note:harvest", "harvest", "Half a thought")
    workplace.held.look_at_disk(closely=True)
    unsaved = why_not(workplace)
    assert (unsaved.reason, unsaved.acts) == ("the folder cannot be written", 1)
    mount("-o", "remount,bind,rw", data)
    workplace.held.look_at_disk(closely=True)
    assert workplace.held.unsaved is None
    assert stored(workplace) == held(workplace).state
    assert [one.text for one in workplace.held.drafts()] == ["Half a thought"]


@pytest.mark.skipif(sys.platform != "linux", reason="chattr is of Linux")
def test_permission_that_is_taken_away(workplace: Workplace, tool: Callable[[str], str]) -> None:
    data = workplace.store.path.parent
    give_back: Callable[[], object] = partial(data.chmod, 0o700)
    if os.geteuid():
        data.chmod(0o500)
    else:
        # Root may write whatever the mode says.
        chattr = tool("chattr")
        done = subprocess.run([chattr, "+i", data], capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.skip(f"chattr does nothing here: {done.stderr.strip()}")
        give_back = partial(subprocess.run, [chattr, "-i", data], check=True)
    try:
        write(workplace.session, 100)
        unsaved = why_not(workplace)
        assert (unsaved.reason, unsaved.acts) == ("the folder cannot be written", 1)
    finally:
        give_back()
    workplace.held.look_at_disk(closely=True)
    assert workplace.held.unsaved is None
    assert stored(workplace) == held(workplace).state


def test_a_file_that_was_exchanged_while_no_session_was_held_is_simply_the_file(
    workplace: Workplace,
) -> None:
    session = held(workplace).state.id
    workplace.leave()
    the_same_copy(workplace.store.path)
    assert len(workplace.store.summaries.newest()) == 2
    workplace.resume(session)
    write(workplace.session, 100)
    assert workplace.held.unsaved is None
    assert held(workplace).saved_anew() is None
    workplace.leave()
    an_empty_file(workplace.store.path)
    begin(workplace)
    write(workplace.session, 101)
    assert workplace.held.unsaved is None
    assert held(workplace).saved_anew() is None
    assert stored(workplace) == held(workplace).state

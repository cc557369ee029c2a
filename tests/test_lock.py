"""One program holds a session, and the kernel gives it back when that program is killed."""

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import coreflect_tui
from coreflect_tui import lock as lock_module
from coreflect_tui.lock import SessionLock
from coreflect_tui.store.errors import StoreError, TakenOver

SESSION = "2026-11-22-k3f9qa"
NOW = datetime(2026, 11, 22, 19, 32, 5, 123456, tzinfo=UTC)

HOLDER = """
import sys
from datetime import datetime
from pathlib import Path
from coreflect_tui.lock import SessionLock
lock = SessionLock(Path(sys.argv[1]), sys.argv[2])
print(lock.acquire(), flush=True)
lock.beat(datetime.fromisoformat(sys.argv[3]))
print("beaten", flush=True)
sys.stdin.read()
"""


@contextmanager
def second_process(folder: Path) -> Iterator[subprocess.Popen[str]]:
    source = str(Path(coreflect_tui.__file__).parents[1])
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder), SESSION, NOW.isoformat()],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": source},
    ) as child:
        try:
            yield child
        finally:
            child.kill()


def line(child: subprocess.Popen[str]) -> str:
    assert child.stdout
    return child.stdout.readline().strip()


def test_a_second_process_is_kept_out_until_the_first_is_killed(tmp_path: Path) -> None:
    lock = SessionLock(tmp_path, SESSION)
    with second_process(tmp_path) as child:
        assert line(child) == "True"
        assert line(child) == "beaten"
        assert not lock.acquire()
        assert not lock.held
        assert lock.last_beat() == NOW
        assert SessionLock(tmp_path, "2026-11-22-other1").acquire()
        child.kill()
        child.wait()
    assert lock.acquire()
    # Taking it over does not hide when the killed program last ran.
    assert lock.last_beat() == NOW


def test_a_lock_held_here_keeps_a_second_process_out(tmp_path: Path) -> None:
    lock = SessionLock(tmp_path, SESSION)
    assert lock.acquire()
    assert lock.acquire()
    with second_process(tmp_path) as child:
        assert line(child) == "False"
        assert line(child) == "beaten"
    # Whoever does not hold it leaves no sign of life.
    assert lock.last_beat() is None
    lock.release()
    with second_process(tmp_path) as child:
        assert line(child) == "True"


def test_beats(tmp_path: Path) -> None:
    lock = SessionLock(tmp_path, SESSION)
    assert lock.last_beat() is None
    lock.beat(NOW)
    assert lock.last_beat() is None
    assert lock.acquire()
    assert lock.last_beat() is None
    for seconds in (0, 1, 2):
        lock.beat(NOW + timedelta(seconds=seconds))
    lock.release()
    lock.release()
    lock.beat(NOW + timedelta(seconds=9))
    assert SessionLock(tmp_path, SESSION).last_beat() == NOW + timedelta(seconds=2)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_only_the_user_may_read(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        lock = SessionLock(tmp_path / "data", SESSION)
        assert lock.acquire()
    finally:
        os.umask(before)
    assert stat.S_IMODE(lock.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(lock.path.parent.stat().st_mode) == 0o700


def test_a_removed_lock_can_be_taken_anew(tmp_path: Path) -> None:
    first, second = SessionLock(tmp_path, SESSION), SessionLock(tmp_path, SESSION)
    assert first.acquire()
    assert not second.acquire()
    first.path.unlink()
    first.release()
    assert second.acquire()
    assert not first.acquire()


def test_a_file_removed_between_opening_and_locking_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = SessionLock(tmp_path, SESSION), SessionLock(tmp_path, SESSION)
    assert first.acquire()
    early, usual = [second._open()], second._open
    first.path.unlink()
    first.release()
    monkeypatch.setattr(second, "_open", lambda: early.pop() if early else usual())
    assert second.acquire()
    # A lock on the vanished file would keep nobody out.
    assert not first.acquire()


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with pytest.raises(StoreError, match="a file where the folder should be"):
        SessionLock(tmp_path / "data", SESSION).acquire()


# --- looking, and taking it all the same ----------------------------------------------------------


def test_a_look_says_whether_somebody_has_it_and_changes_nothing(tmp_path: Path) -> None:
    lock = SessionLock(tmp_path, SESSION)
    assert not lock.is_taken()
    assert list(tmp_path.iterdir()) == [], "no file is made by looking"
    with second_process(tmp_path) as child:
        assert line(child) == "True"
        assert line(child) == "beaten"
        assert lock.is_taken()
        assert not lock.held
        child.kill()
        child.wait()
    assert not lock.is_taken()
    assert lock.last_beat() == NOW


def test_a_look_keeps_nobody_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looking, taking = SessionLock(tmp_path, SESSION), SessionLock(tmp_path, SESSION)
    assert looking.acquire()
    pauses: list[float] = []

    def passes(seconds: float) -> None:
        pauses.append(seconds)
        looking.release()

    monkeypatch.setattr(lock_module, "_rest", passes)
    assert taking.acquire(), "a look is over by the next try"
    assert len(pauses) == 1
    assert not looking.acquire()
    assert sum(pauses) < 0.1, "nobody waits long for one that is held"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps a file that is open")
def test_whoever_does_not_answer_loses_it_and_finds_out(tmp_path: Path) -> None:
    first, second = SessionLock(tmp_path, SESSION), SessionLock(tmp_path, SESSION)
    assert first.acquire()
    first.beat(NOW)
    assert not second.acquire()
    assert not first.is_elsewhere()
    second.replace()
    assert second.held
    assert second.last_beat() == NOW, "taking it does not hide when the other one last ran"
    assert stat.S_IMODE(second.path.stat().st_mode) == 0o600
    assert first.is_elsewhere()
    with pytest.raises(TakenOver, match="another window has the session"):
        first.check()
    second.check()
    first.beat(NOW + timedelta(hours=1))
    assert second.last_beat() == NOW
    assert not first.regain()
    assert not SessionLock(tmp_path, SESSION).acquire()
    second.release()
    assert first.regain(), "nobody has it any more"
    first.check()
    assert [one.name for one in tmp_path.iterdir()] == [second.path.name]


def test_a_lock_that_is_removed_under_its_holder_is_made_anew(tmp_path: Path) -> None:
    lock = SessionLock(tmp_path / "data", SESSION)
    assert lock.acquire()
    lock.path.unlink()
    lock.check()
    assert lock.regain()
    assert lock.path.exists()
    assert not SessionLock(tmp_path / "data", SESSION).acquire()
    shutil.rmtree(tmp_path / "data")
    assert lock.regain(), "a folder that is gone is nobody else's"
    assert not (tmp_path / "data").exists()

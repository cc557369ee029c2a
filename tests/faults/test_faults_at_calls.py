"""Disks that fail at some call of a session, and programs that are killed before one.

A sample of what `benchmarks/long/faults.py` tries at every call; the session has no screen here.
"""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from fault_checks import decisions_in, wrong_after
from fault_points import BROKEN, FULL, KILL, LONG, READ_ONLY, Ground, Point
from sync_order import CALLS, Disk
from under_faults import TRIES, run

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="strace is of Linux")
POINTS = (
    Point(KILL, "pwrite64", 140),
    Point(KILL, "fdatasync", 33),
    Point(KILL, "unlink", 9),
    Point(KILL, "pwrite64", 330),
    Point(KILL, "rename", 2),
    Point(KILL, "rename", 7),
    Point(FULL, "pwrite64", 60, LONG),
    Point(FULL, "fdatasync", 20, LONG),
    Point(FULL, "pwrite64", 200, 0),
    Point(BROKEN, "fdatasync", 18),
    Point(BROKEN, "pread64", 50, LONG),
    Point(BROKEN, "rename", 1, 0),
    Point(READ_ONLY, "openat", 20, LONG),
)


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory, tool: Callable[[str], str]) -> Ground:
    """The session without faults."""
    return Ground.of(tmp_path_factory.mktemp("ground"), tool("strace"))


@pytest.mark.parametrize("point", POINTS, ids=str)
def test_nothing_is_lost_and_nothing_dropped(point: Point, ground: Ground, tmp_path: Path) -> None:
    assert point.first <= ground.counts[point.call]
    assert not ground.wrong_at(point, tmp_path / "home")


def test_there_is_room_again_after_a_while_and_all_is_saved(ground: Ground, tmp_path: Path) -> None:
    ran = run(tmp_path, ground.under(Point(FULL, "pwrite64", 60, 6), tmp_path))
    reasons = [one["reason"] for one in ran.reports]
    assert reasons[-1] == ""
    full = [reason for reason in reasons if reason]
    assert full
    assert set(full) == {"the disk is full"}
    assert ran.reports[-1]["acknowledged"] == len(decisions_in(tmp_path))


def test_no_file_may_grow(ground: Ground, tmp_path: Path, tool: Callable[[str], str]) -> None:
    """A limit of the system, which is no full disk to SQLite."""
    ran = run(tmp_path, (tool("prlimit"), f"--fsize={48 << 10}"))
    reasons = {one["reason"] for one in ran.reports}
    assert reasons == {"", "a disk error"}, [one["reason"] for one in ran.reports]
    assert not wrong_after(tmp_path, ran, ground.whole)


def test_what_is_acknowledged_is_synced(tmp_path: Path, tool: Callable[[str], str]) -> None:
    """Bytes before names, and both before it is said that they are there."""
    home, log = tmp_path / "home", tmp_path / "calls"
    ran = run(home, (tool("strace"), "-y", "-s", "4096", "-e", f"trace={CALLS}", "-o", str(log)))
    disk = Disk(str(home))
    for line in log.read_text("utf-8", "replace").splitlines():
        disk.take(line)
    assert disk.acknowledged == len(ran.reports) > TRIES
    assert not disk.wrong, "\n".join(disk.wrong)

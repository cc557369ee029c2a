"""What a facilitator sees when something happens to the files under their session."""

import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from coreflect_tui.store.connection import NAME
from ending import LINUX_ONLY, PEOPLE, go_on, speaks
from facts import UNSAVED
from holding import ENTER, give, has_floor
from terminal import Terminal

pytestmark = pytest.mark.skipif(LINUX_ONLY[0], reason=LINUX_ONLY[1])

Start = Callable[..., Terminal]
CTRL_U = "\x15"


def without_banner(screen: str) -> bool:
    return UNSAVED not in screen


def test_a_folder_that_was_removed(start: Start, home: Path) -> None:
    """With nobody doing anything: what was acknowledged is there again, and it is said."""
    live = go_on(start("resume"))
    shutil.rmtree(home / "data")
    said = " ".join(live.wait_for("from its first act on.").split())
    assert "The file with your sessions was gone, or another one. This session is saved" in said
    assert UNSAVED not in said
    give(live, PEOPLE[3])
    live.kill(signal.SIGKILL)
    assert live.exit_status() == -signal.SIGKILL
    assert speaks(home) == PEOPLE[3]
    start("resume").wait_for(has_floor(PEOPLE[3]))


def test_a_database_of_another_program_in_its_place(
    start: Start, home: Path, tmp_path: Path
) -> None:
    live = go_on(start("resume"))
    other = tmp_path / "recipes"
    with closing(sqlite3.connect(other, isolation_level=None)) as conn:
        conn.execute("CREATE TABLE recipes (title TEXT)")
    other.replace(home / "data" / NAME)
    give(live, PEOPLE[3])
    live.wait_for("the file there belongs to another program. Still trying")
    live.press("q", "save in another folder:")
    live.press(CTRL_U, lambda _: live.line_of_cursor().endswith("folder:"))
    elsewhere = tmp_path / "else"
    live.press(str(elsewhere), lambda _: live.line_of_cursor().endswith("else"))
    live.press(ENTER, "Saved. To go on with it later")
    live.wait_for(without_banner)
    live.kill(signal.SIGKILL)
    live.exit_status()
    assert speaks(elsewhere) == PEOPLE[3]
    with closing(sqlite3.connect(home / "data" / NAME)) as conn:
        assert conn.execute("SELECT count(*) FROM recipes").fetchone() == (0,)


def test_words_that_are_typed_while_another_program_has_the_file(start: Start, home: Path) -> None:
    live = go_on(start("resume"))
    code = (
        "import sqlite3, sys; conn = sqlite3.connect(sys.argv[1], isolation_level=None);"
        "conn.execute('BEGIN EXCLUSIVE'); print('has it', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, home / "data" / NAME],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as other:
        assert other.stdout
        assert other.stdout.readline()
        live.press("w", "or enter ")
        live.press("h", " harvest:")
        live.press("We waited", "We waited")
        live.wait_for("the database is busy. Still trying: what is being typed.")
        other.communicate()
    live.wait_for(without_banner)
    live.kill(signal.SIGKILL)
    assert live.exit_status() == -signal.SIGKILL
    again = start("resume")
    again.wait_for("Unfinished harvest note: w h goes on with it.")
    again.press("w", "or enter ")
    again.press("h", " harvest, unfinished: We waited")

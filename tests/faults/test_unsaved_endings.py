"""Acts that could not be saved, when nobody can be asked where to: they are in a file, and it is
said in which."""

import re
import signal
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from bugs import HANDLER
from coreflect_tui.core.decision import Decision
from coreflect_tui.core.events import TurnStarted
from coreflect_tui.core.history import replay
from coreflect_tui.store.aside import decisions_in
from ending import LINUX_ONLY, PEOPLE, Ending, assert_in_order, assert_nobody, end, go_on, speaks
from holding import coreflect, give
from terminal import Terminal

pytestmark = pytest.mark.skipif(LINUX_ONLY[0], reason=LINUX_ONLY[1])

Start = Callable[..., Terminal]
CTRL_Q = "\x11"


def replace_by_file(folder: Path) -> Path:
    """A file where the folder was, as when a stick is taken out; where the folder is now."""
    moved = folder.rename(folder.with_name("moved"))
    folder.write_text("", "utf-8")
    return moved


def act_unsaved(live: Terminal) -> None:
    """An act that the disk refuses, and the screen says so."""
    give(live, PEOPLE[3])
    live.wait_for("UNSAVED")


def kept_in(ending: Ending) -> tuple[Path, tuple[Decision, ...]]:
    """The file that was named, and what is in it."""
    assert_nobody(ending.words)
    words = " ".join(ending.words.split())
    named = re.fullmatch(
        r"What was saved of the .+ is gone \(.+\); all of it is in (\S+); .+", words
    )
    assert named, words
    path = Path(named[1])
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    return path, decisions_in(path)


def assert_last_act(decisions: tuple[Decision, ...]) -> None:
    assert isinstance(decisions[-1].events[-1], TurnStarted)
    assert decisions[-1].events[-1].person == "p4"


@pytest.mark.parametrize("cause", ["SIGTERM", "ctrl+q"])
def test_beside_the_settings_where_the_folder_is_gone(cause: str, start: Start, home: Path) -> None:
    live = go_on(start("resume"))
    replace_by_file(home / "data")
    act_unsaved(live)
    if cause == "ctrl+q":
        live.press(CTRL_Q, "ctrl+q again")
        ending = end(live, lambda: live.send(CTRL_Q))
        assert ending.status == 0
    else:
        ending = end(live, lambda: live.kill(signal.Signals[cause]))
        assert ending.status == 128 + signal.Signals[cause]
    assert_in_order(live)
    path, decisions = kept_in(ending)
    assert path.parent == home
    assert_last_act(decisions)
    # Nobody knows what became of the rest, so all of it is there.
    assert [one.name for one in replay(decisions).state.people] == list(PEOPLE)
    (home / "data").unlink()
    assert "coreflect doctor --fix" in " ".join(ending.words.split())
    coreflect(home, "doctor", "--fix")
    assert speaks(home) == PEOPLE[3]


def test_a_lost_terminal_keeps_them_too(start: Start, home: Path) -> None:
    live = go_on(start("resume"))
    moved = replace_by_file(home / "data")
    act_unsaved(live)
    assert end(live, live.hang_up).status == 128 + signal.SIGHUP
    (path,) = home.glob("unsaved-*.json")
    assert_last_act(decisions_in(path))
    assert moved.is_dir()


def test_a_program_that_hangs_keeps_them_too(
    bug: Callable[[str], dict[str, str]], start: Start, home: Path
) -> None:
    hangs = HANDLER.format("lambda _: os.write(2, b'IT HANGS') and threading.Event().wait()")
    live = go_on(start("resume", environment=bug(hangs)))
    replace_by_file(home / "data")
    act_unsaved(live)
    live.press("/", "IT HANGS")
    ending = end(live, lambda: live.kill(signal.SIGTERM))
    assert ending.status == 128 + signal.SIGTERM
    assert_in_order(live)
    assert_last_act(kept_in(ending)[1])


def test_words_being_typed_that_no_disk_took_are_said_to_be_lost(start: Start, home: Path) -> None:
    live = go_on(start("resume"))
    live.press("w", "harvest")
    live.press("h", "esc leaves the line")
    replace_by_file(home / "data")
    live.send("Plums")
    live.wait_for("UNSAVED")
    ending = end(live, lambda: live.kill(signal.SIGTERM))
    words = " ".join(ending.words.split())
    assert words.startswith("What was being typed could not be kept ("), words
    assert "Plums" not in words
    assert_nobody(words)

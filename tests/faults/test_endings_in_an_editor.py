"""While the user's editor has the terminal: what ends, stops or loses the program then."""

import os
import signal
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ending import LINUX_ONLY, assert_in_order, end
from terminal import Terminal

pytestmark = pytest.mark.skipif(LINUX_ONLY[0], reason=LINUX_ONLY[1])

Editing = Callable[..., Terminal]
HOME = "IPS co-reflection  "
KEEPS = """\
trap 'echo kept > "{kept}"; exit' TERM HUP
printf 'THE EDITOR IS THERE'
while read -r line; do :; done
# The end of input may come before the signal.
{then}
"""


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """What an editor leaves that was told to end."""
    return tmp_path / "kept"


@pytest.fixture
def editing(tmp_path: Path) -> Iterator[Editing]:
    """`editing(script)` opens a format in an editor that runs that."""
    opened: list[Terminal] = []

    def edit(script: str, controlling: bool = True) -> Terminal:
        editor = tmp_path / "editor"
        editor.write_text(f"#!/bin/sh\n{script}", "utf-8")
        editor.chmod(stat.S_IRWXU)
        where = {"VISUAL": str(editor)}
        terminal = Terminal(home=tmp_path / "home", environment=where, controlling=controlling)
        opened.append(terminal.__enter__())
        terminal.wait_for(HOME)
        terminal.press("e", "THE EDITOR IS THERE")
        return terminal

    yield edit
    for terminal in opened:
        terminal.__exit__(None, None, None)


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_the_editor_is_told_as_well(name: str, editing: Editing, kept: Path) -> None:
    terminal = editing(KEEPS.format(kept=kept, then=""))
    number = signal.Signals[name]
    assert end(terminal, lambda: terminal.kill(number)).status == 128 + number
    assert kept.read_text("utf-8") == "kept\n"
    assert_in_order(terminal)


def test_an_editor_that_does_not_listen_keeps_the_terminal(editing: Editing) -> None:
    terminal = editing(KEEPS.format(kept="", then="").replace("trap", "trap '' TERM; : "))
    drawn = len(terminal.raw)
    # It goes with its terminal then, which is the program's own here, and the shell's elsewhere.
    ending = end(terminal, lambda: terminal.kill(signal.SIGTERM))
    assert ending.status == 128 + signal.SIGTERM
    assert not terminal.raw[drawn:], "nothing is drawn over the editor"


@pytest.mark.parametrize("controlling", [True, False])
def test_a_closed_window_ends_both(controlling: bool, editing: Editing, kept: Path) -> None:
    then = "sleep 9 & wait" if controlling else ""
    terminal = editing(KEEPS.format(kept=kept, then=then), controlling=controlling)
    assert end(terminal, terminal.hang_up).status == 128 + signal.SIGHUP
    assert kept.exists() is controlling


def test_an_editor_that_is_stopped_takes_the_program_with_it(editing: Editing) -> None:
    """As Ctrl+Z does in the terminal, or the editor to all of its group."""
    script = "kill -TSTP $PPID; kill -STOP $$; printf 'IT GOES ON'; read -r line"
    terminal = editing("printf 'THE EDITOR IS THERE'; read -r line;" + script)
    terminal.send("\r")
    terminal.wait_stopped()
    assert_in_order(terminal)
    os.killpg(terminal.pid, signal.SIGCONT)
    terminal.wait_for("IT GOES ON")
    terminal.press("\r", HOME)
    terminal.press("?", "q back")
    assert end(terminal, lambda: terminal.kill(signal.SIGTERM)).status == 128 + signal.SIGTERM
    assert_in_order(terminal)

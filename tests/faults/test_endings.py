"""However the program is ended: it is gone soon, leaves the terminal in order, loses nothing."""

import os
import pty
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from coreflect_tui.cli.screens import NO_TERMINAL
from ending import (
    LINUX_ONLY,
    PEOPLE,
    Ending,
    assert_in_order,
    end,
    go_on,
    speaks,
)
from holding import clock_of_item, give
from terminal import PROGRAM, Terminal

pytestmark = pytest.mark.skipif(LINUX_ONLY[0], reason=LINUX_ONLY[1])

Start = Callable[..., Terminal]
HANGUP = 128 + signal.SIGHUP
ROUND = "Check-in round"
STOPPED = 3
"""Seconds."""
DEAF = "import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN)"
KEPT = "The session is kept up to the last act. To go on: coreflect resume\n"


@pytest.fixture
def live(start: Start) -> Terminal:
    """The program in a session, where an act was just done."""
    return go_on(start("resume"))


def assert_kept(ending: Ending, home: Path) -> None:
    assert ending.words.strip() == KEPT.strip()
    assert speaks(home) == PEOPLE[2]


# --- signals -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT"])
def test_a_signal_ends_it_in_order(name: str, live: Terminal, home: Path) -> None:
    number = signal.Signals[name]
    ending = end(live, lambda: live.kill(number))
    assert ending.status == 128 + number
    assert_in_order(live)
    assert_kept(ending, home)


def test_two_at_once_end_it_as_well(live: Terminal, home: Path) -> None:
    def twice() -> None:
        live.kill(signal.SIGINT)
        live.kill(signal.SIGINT)

    ending = end(live, twice)
    assert ending.status == 128 + signal.SIGINT
    assert_in_order(live)
    assert_kept(ending, home)


def test_whoever_leaves_by_a_key_is_told_the_same(live: Terminal, home: Path) -> None:
    ending = end(live, lambda: live.send("\x11"))
    assert ending.status == 0
    assert_in_order(live)
    assert_kept(ending, home)


def test_at_once_before_anything_is_drawn(start: Start, home: Path) -> None:
    terminal = start("resume")
    ending = end(terminal, lambda: terminal.kill(signal.SIGTERM))
    # Python itself may not have begun to listen.
    assert ending.status in (128 + signal.SIGTERM, -signal.SIGTERM)
    assert terminal.attributes == terminal.attributes_before
    assert speaks(home) == PEOPLE[1]


def test_in_the_midst_of_the_first_frame(start: Start, home: Path) -> None:
    terminal = start("resume")
    terminal.wait_for(lambda _: b"\x1b[?1049h" in terminal.raw)
    ending = end(terminal, lambda: terminal.kill(signal.SIGTERM))
    assert ending.status == 128 + signal.SIGTERM
    assert_in_order(terminal)
    assert ending.words.strip() == KEPT.strip()
    assert speaks(home) == PEOPLE[1]


def test_keys_that_are_no_text_do_not_end_it(live: Terminal) -> None:
    for keys in (b"\xff\xfe\xc3\x28\x80", b"\x1b[27;:~", b"\x1b[99999999999999u"):
        live.send_bytes(keys)
        # What comes together with keys that are none goes with them.
        live.read_for(0.3)
    live.press("?", "q back")


# --- the terminal goes ---------------------------------------------------------------------------


def test_a_closed_window_ends_it(live: Terminal, home: Path) -> None:
    assert end(live, live.hang_up).status == HANGUP
    assert speaks(home) == PEOPLE[2]


@pytest.mark.parametrize("controlling", [True, False])
def test_a_closed_window_ends_what_was_to_take_no_notice(
    controlling: bool, start: Start, home: Path
) -> None:
    """As `trap "" HUP` in the shell does; and where no signal comes at all."""
    live = go_on(start("resume", first=DEAF, controlling=controlling))
    assert end(live, live.hang_up).status == HANGUP
    assert speaks(home) == PEOPLE[2]


@pytest.mark.parametrize("keys", ["", 60 * "eq"])
def test_a_terminal_that_reads_nothing_does_not_hold_up_the_end(
    keys: str, live: Terminal, home: Path
) -> None:
    """Neither the end alone nor a program that waits to draw; what is read later is in order."""

    def cause() -> None:
        live.fill()
        live.send_unread(keys)
        live.kill(signal.SIGTERM)

    ending = end(live, cause, reads=False)
    assert ending.status == 128 + signal.SIGTERM
    assert_in_order(live)
    assert_kept(ending, home)


# --- stopped and gone on with --------------------------------------------------------------------


@pytest.mark.parametrize("name", ["SIGSTOP", "SIGTSTP"])
def test_stopped_for_a_while_it_goes_on(name: str, live: Terminal, home: Path) -> None:
    before = clock_of_item(live, ROUND)
    live.kill(signal.Signals[name])
    live.wait_stopped()
    if name == "SIGTSTP":
        assert_in_order(live)
    live.read_for(STOPPED)
    live.kill(signal.SIGCONT)
    live.wait_for(lambda _: clock_of_item(live, ROUND) >= before + STOPPED)
    give(live, PEOPLE[3])
    ending = end(live, lambda: live.kill(signal.SIGTERM))
    assert ending.status == 128 + signal.SIGTERM
    assert_in_order(live)
    assert speaks(home) == PEOPLE[3]


# --- no terminal to begin with -------------------------------------------------------------------


@pytest.mark.parametrize("stream", ["no keys", "closed pipe", "/dev/full", "closed"])
def test_without_a_whole_terminal_it_does_not_start(stream: str, home: Path) -> None:
    """Keys come from standard input, and the screen goes to standard error."""
    master, slave = pty.openpty()
    redirections = {
        "no keys": "</dev/null",
        "closed pipe": "2> >(exec 0<&-; true)",
        "/dev/full": "2>/dev/full",
        "closed": "2>&-",
    }
    done = subprocess.run(
        ["bash", "-c", f'exec "$@" {redirections[stream]}', "bash", PROGRAM, "resume"],
        env={**os.environ, "COREFLECT_HOME": str(home)},
        stdin=slave,
        stdout=slave,
        stderr=subprocess.PIPE if stream == "no keys" else slave,
        timeout=20,
        check=False,
    )
    os.close(slave)
    os.close(master)
    assert done.returncode == 1
    if stream == "no keys":
        assert done.stderr.decode().strip() == NO_TERMINAL

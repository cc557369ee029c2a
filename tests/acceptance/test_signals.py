"""However the program is ended: it ends soon, leaves the terminal in order, and loses nothing."""

import re
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from holding import check_in, coreflect, give, has_floor, hold
from terminal import Terminal

SHOWS_SCREENS, LEAVES_THEM, SHOWS_CURSOR = b"\x1b[?1049h", b"\x1b[?1049l", b"\x1b[?25h"


@pytest.fixture
def speaking(start: Callable[..., Terminal]) -> Terminal:
    """A session in which Ana has the floor."""
    terminal = start()
    _ana_speaks(terminal)
    return terminal


def _ana_speaks(terminal: Terminal) -> None:
    hold(terminal, "Fenna", "Ana", "Bo", "Cy", "Dee")
    check_in(terminal)
    give(terminal, "Ana")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_it_in_order(
    number: signal.Signals, speaking: Terminal, start: Callable[..., Terminal]
) -> None:
    speaking.kill(number)
    assert speaking.exit_status(3) == 128 + number
    last = speaking.raw[speaking.raw.rfind(SHOWS_SCREENS) :]
    assert LEAVES_THEM in last
    assert SHOWS_CURSOR in last
    assert not re.search(rb"\x1b\[\?(1000|1003|1006|2004)h", last[last.rfind(LEAVES_THEM) :])
    start("resume").wait_for(has_floor("Ana"))


def test_a_closed_terminal_ends_it(speaking: Terminal, start: Callable[..., Terminal]) -> None:
    speaking.hang_up()
    assert speaking.exit_status(4) == 128 + signal.SIGHUP
    start("resume").wait_for(has_floor("Ana"))


def test_a_terminal_that_goes_without_a_signal_ends_it(
    start: Callable[..., Terminal], home: Path
) -> None:
    terminal = start(controlling=False)
    _ana_speaks(terminal)
    terminal.hang_up()
    assert terminal.exit_status(4) == 128 + signal.SIGHUP
    assert " running " in coreflect(home, "sessions", "list").stdout


def test_keys_that_are_no_text_do_not_end_it(speaking: Terminal) -> None:
    speaking.send_bytes(b"\xff\xfe\xc3\x28\x80")
    give(speaking, "Bo")

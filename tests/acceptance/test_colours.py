"""What terminals of few colours, or of none, are sent."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from terminal import Terminal

COLOUR = re.compile(rb"\x1b\[(?:\d+;)*(?:3[0-8]|4[0-8]|9\d|10\d)[;m]")
CHOSEN = re.compile(rb"\x1b\[1;7(?:;39;49)?m +IPS co-reflection")
"""The chosen row, bold and turned round."""


@pytest.mark.parametrize("variable", ["NO_COLOR=1", "TERM=xterm", "TERM=linux"])
def test_no_colour_is_sent_where_none_is_wanted_or_known(
    start: Callable[..., Terminal], tool: Callable[[str], str], variable: str
) -> None:
    terminal = start(under=(tool("env"), variable))
    screen = terminal.wait_for("IPS co-reflection")
    assert "▌  IPS co-reflection" in screen
    assert not COLOUR.search(terminal.raw)
    assert CHOSEN.search(terminal.raw)


def test_colours_are_sent_where_there_are_256(start: Callable[..., Terminal]) -> None:
    terminal = start()
    terminal.wait_for("▌  IPS co-reflection")
    assert COLOUR.search(terminal.raw)
    assert not CHOSEN.search(terminal.raw)


def test_an_unknown_theme_is_said_and_the_usual_one_is_shown(
    start: Callable[..., Terminal], home: Path
) -> None:
    home.mkdir()
    (home / "settings.toml").write_text('theme = "drak"\n', encoding="utf-8")
    terminal = start()
    terminal.wait_for("did you mean dark?")
    assert COLOUR.search(terminal.raw)

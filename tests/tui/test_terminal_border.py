"""The border to the terminal: when it counts as gone."""

import os
import select
import sys
from pathlib import Path

import pytest

from coreflect_tui.tui.tty import hung_up


class Poll:
    """What a poll of standard input says."""

    def __init__(self, state: int) -> None:
        self.state = state

    def register(self, *_: int) -> None:
        pass

    def poll(self, _: int) -> list[tuple[int, int]]:
        return [(0, self.state)]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no poll")
@pytest.mark.parametrize(
    ("platform", "state", "gone"),
    [
        ("linux", "POLLHUP", True),
        ("linux", "POLLNVAL", True),
        ("darwin", "POLLHUP", True),
        # Older systems of that name answer it for every terminal.
        ("darwin", "POLLNVAL", False),
    ],
)
def test_when_the_terminal_is_gone(
    platform: str, state: str, gone: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Path(os.devnull).open() as stream:
        monkeypatch.setattr(sys, "__stdin__", stream)
        monkeypatch.setattr(sys, "platform", platform)
        monkeypatch.setattr(select, "poll", lambda: Poll(getattr(select, state)))
        assert hung_up() is gone

"""The border to the terminal: when it counts as gone, and what is said after a crash."""

import os
import select
import sys
from pathlib import Path

import pytest

from coreflect_tui.core.intents import NextItem
from coreflect_tui.locations import locations
from coreflect_tui.preparation import Invited
from coreflect_tui.rehearsal.home import rehearsal_home
from coreflect_tui.tui import start
from coreflect_tui.tui.app import CoreflectApp
from coreflect_tui.tui.screens.live import LiveScreen
from coreflect_tui.tui.terminal import _hung_up
from stage import a_workplace, begin, ips, still_clock


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
        assert _hung_up() is gone


def crashed(app: CoreflectApp, monkeypatch: pytest.MonkeyPatch) -> str:
    """What the program leaves on the terminal when an error ends it."""
    monkeypatch.setattr(CoreflectApp, "is_headless", False)
    said: list[object] = []
    monkeypatch.setattr(app, "panic", said.append)
    try:
        raise RuntimeError("Bo said something")
    except RuntimeError as error:
        app._handle_exception(error)
    return " ".join(str(one) for one in said)


def test_what_is_saved_is_said_after_a_crash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workplace = a_workplace(still_clock(0))
    session = begin(workplace)
    app = CoreflectApp(workplace, LiveScreen)
    words = crashed(app, monkeypatch)
    assert "Everything up to the last act is saved. To go on: coreflect resume" in words
    report = workplace.locations.data / "crash-report.txt"
    assert str(report) in words
    assert "Bo" not in words + report.read_text("utf-8")

    workplace.store.path.rename(tmp_path / "moved")
    session.dispatch(NextItem())
    assert session.unsaved
    words = crashed(app, monkeypatch)
    assert "Everything up to the last act" not in words
    assert f"but the last 1 acts is saved ({session.unsaved.reason})" in words

    workplace.save_elsewhere(tmp_path / "stick")
    words = crashed(app, monkeypatch)
    assert f"COREFLECT_HOME={tmp_path / 'stick'} coreflect resume" in words
    workplace.close()


def test_after_a_crash_of_a_rehearsal_nothing_is_to_go_on_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words: list[str] = []

    def run(app: CoreflectApp) -> int:
        words.append(crashed(app, monkeypatch))
        return 1

    monkeypatch.setattr(start, "run_app", run)
    home = rehearsal_home(tmp_path / "passing")
    start.rehearse(ips(), 90, [Invited("Ana")], [Invited("Bo")], 1, 60, home)
    assert "coreflect resume" not in words[0]
    assert "passing" not in words[0]
    assert str(locations().data) in words[0]

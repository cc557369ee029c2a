"""`coreflect display`: what it hands to the window for the group."""

import io
import sys

import pytest

from coreflect_tui.cli.main import main
from coreflect_tui.locations import Locations, locations
from coreflect_tui.tui import start
from coreflect_tui.tui.display_app import DisplayApp
from coreflect_tui.tui.terminal import SteadyApp


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("words", "names"), [((), False), (("--names",), True)])
def test_names_are_off_unless_they_are_asked_for(
    words: tuple[str, ...], names: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[tuple[Locations, bool]] = []

    def display(places: Locations, *, names: bool) -> int:
        shown.append((places, names))
        return 0

    monkeypatch.setattr(start, "display", display)
    for name in ("stdin", "stderr"):
        monkeypatch.setattr(sys, name, Terminal())
    assert main(["display", *words]) == 0
    assert shown == [(locations(), names)]


def test_the_users_settings_are_those_of_the_window_too(monkeypatch: pytest.MonkeyPatch) -> None:
    locations().settings_file.parent.mkdir(parents=True)
    locations().settings_file.write_text('theme = "light"\nreduce_motion = true\n', "utf-8")
    ran: list[SteadyApp] = []

    def run_app(app: SteadyApp) -> int:
        ran.append(app)
        return 143

    monkeypatch.setattr(start, "run_app", run_app)
    assert start.display(locations(), names=True) == 143
    (app,) = ran
    assert isinstance(app, DisplayApp)
    assert (app.theme, app.animation_level) == ("light", "none")
    assert not locations().data.exists()

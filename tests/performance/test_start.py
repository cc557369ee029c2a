"""How much is loaded before there is something to see: numbers of modules, since time says little
on a machine that others use too.

A bound is what there is now and a little more. Whoever meets it loads something on the way to the
first frame that can wait, or has a reason, and then the bound is what moves.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import coreflect_tui

SRC = Path(coreflect_tui.__file__).parents[1]
_COMMAND = """
import json, sys
from coreflect_tui.cli.main import main
code = main(sys.argv[1:])
assert code == 0, code
print(); print(json.dumps(sorted(sys.modules)))
"""
_START_SCREEN = """
import asyncio, json, sys
from coreflect_tui.cli import main, screens
from coreflect_tui.locations import locations
from coreflect_tui.tui import start
from coreflect_tui.tui.app import CoreflectApp
from coreflect_tui.tui.screens.home import HomeScreen
from coreflect_tui.workplace import Workplace
from textual.css.stylesheet import Stylesheet

seen, read = [], HomeScreen._read
applied, apply = [], Stylesheet.apply

def look_and_read(screen):
    widgets = [type(one).__name__ for one in screen.walk_children()]
    seen.append([sorted(sys.modules), widgets, len(applied)])
    read(screen)

def count_and_apply(sheet, *about, **more):
    applied.append(about)
    return apply(sheet, *about, **more)

HomeScreen._read = look_and_read
Stylesheet.apply = count_and_apply

async def look():
    app = CoreflectApp(Workplace(locations()), HomeScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        while not app.screen.is_ready:
            await pilot.pause(0.01)
        seen.append(sorted(sys.modules))
        app.exit(0)
    app.workplace.close()

asyncio.run(look())
print(json.dumps(seen))
"""
LIBRARY = "coreflect_tui.library"
OF_A_SESSION = ("events", "intents", "decide", "apply", "history", "agenda", "rounds", "fit")
"""Parts of the core that only a session needs: their many small classes take longer to be made than
all that the start screen shows."""


def loaded(code: str, *words: str) -> object:
    """What a program prints in its last line as JSON, in an interpreter of its own."""
    done = subprocess.run(
        [sys.executable, "-c", code, *words],
        env={**os.environ, "PYTHONPATH": str(SRC)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def ours(modules: list[str]) -> list[str]:
    return [one for one in modules if one.startswith("coreflect_tui")]


def bare() -> int:
    found = loaded("import json, sys; print(json.dumps(sorted(sys.modules)))")
    assert isinstance(found, list)
    return len(found)


@pytest.mark.parametrize(
    ("words", "own", "most"),
    [
        # argparse, re, pathlib and what they bring; importlib.metadata alone would be 50 more.
        (("--version",), 9, 34),
        # tomllib, platformdirs and json; pydantic would be 150 more, and all of core 90 of ours.
        (("formats", "list"), 24, 94),
    ],
)
def test_a_command_loads_little(words: tuple[str, ...], own: int, most: int) -> None:
    modules = loaded(_COMMAND, *words)
    assert isinstance(modules, list)
    assert len(ours(modules)) <= own, ours(modules)
    assert len(modules) - bare() <= most


def test_the_start_screen_loads_nothing_of_a_session() -> None:
    """Neither for its first frame, for which nothing is read at all, nor for its list."""
    frames = loaded(_START_SCREEN)
    assert isinstance(frames, list)
    (first, widgets, applied), listed = frames
    for modules in (first, listed):
        assert not {"pydantic", "pydantic_core"} & set(modules)
        of_a_session = [f"coreflect_tui.core.{name}" for name in OF_A_SESSION]
        assert not set(of_a_session) & set(modules)
        assert "coreflect_tui.session" not in modules
    # Nothing that reads what is kept: SQLite, hashes, TOML, groups, what can be typed into.
    assert not {"sqlite3", "tomllib", "hashlib", "textual.widgets._text_area"} & set(first)
    assert not [one for one in ours(first) if one.startswith(("coreflect_tui.store", LIBRARY))]
    # There were 223 when acts, events and what decides about them were among them, and 104 when
    # what reads the disk was.
    assert len(ours(first)) <= 67, ours(first)
    assert len(ours(listed)) <= 105, ours(listed)
    # The list, and what stands above and below it.
    assert sorted(widgets) == ["Choices", "Pane", "Pane", "Pane"]
    # How often a style was worked out, one for each widget or part of one.
    assert applied <= 50

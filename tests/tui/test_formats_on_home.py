"""The user's own formats on the start screen: broken ones are shown so, and nothing else stops."""

import subprocess
import sys
from pathlib import Path

import pytest

from coreflect_tui.library.shipped import shipped_folder
from coreflect_tui.locations import locations
from coreflect_tui.tui.screens.format_keys import NO_SUSPENDING
from coreflect_tui.tui.screens.home import HomeScreen
from coreflect_tui.tui.screens.setup import SetupScreen
from coreflect_tui.tui.view.home import FORMAT
from coreflect_tui.tui.widgets.choices import Choices
from stage import Stage, play_home

IPS = shipped_folder("formats") / "ips-co-reflection.toml"


@pytest.fixture
def own() -> Path:
    """The folder of the user's formats."""
    folder = locations().user_formats
    folder.mkdir(parents=True)
    return folder


def broken(own: Path, key: str = "protectd", title: str = "Our circle") -> tuple[Path, int]:
    """A file that is TOML and no format, and the line in which it is wrong."""
    text = IPS.read_text("utf-8").replace("protected = true", f"{key} = true")
    text = text.replace('title = "IPS co-reflection"', f'title = "{title}"')
    path = own / "mine.toml"
    path.write_text(text, "utf-8")
    return path, text[: text.index(f"{key} =")].count("\n") + 1


async def choose(stage: Stage, path: Path) -> None:
    """Highlight the format in that file."""
    stage.screen.query_one(Choices).choose(f"{FORMAT}{path}")
    await stage.settle()


def test_one_that_is_toml_and_no_format_is_shown_so_and_hides_nothing(own: Path) -> None:
    _, line = broken(own)

    async def story(stage: Stage) -> None:
        assert f"Our circle cannot be used: line {line}: 'protectd' is not a key" in stage.words
        assert "did you mean 'protected'?" in stage.words
        await choose(stage, IPS)
        await stage.press("enter")
        assert stage.shows(SetupScreen), "the shipped one of its id is there"

    play_home(story)


def test_of_one_whose_title_is_misspelt_the_line_is_said(own: Path) -> None:
    path = own / "half.toml"
    path.write_text('id = "half"\ntitel = "Half"\n', "utf-8")

    async def story(stage: Stage) -> None:
        wrong = "line 2: 'titel' is not a key of a format; did you mean 'title'?"
        assert f"half.toml cannot be used: {wrong}" in stage.words
        await choose(stage, path)
        await stage.press("enter")
        assert f"half.toml, {wrong} (and" in stage.words

    play_home(story)


def test_choosing_a_broken_one_says_why_and_offers_the_editor(own: Path) -> None:
    path, line = broken(own)

    async def story(stage: Stage) -> None:
        await choose(stage, path)
        await stage.press("enter")
        assert stage.shows(HomeScreen)
        assert f"mine.toml, line {line}: 'protectd' is not a key of a step" in stage.words
        assert "did you mean 'protected'? e opens it in your editor." in stage.words
        assert "e edit format" in stage.keys_line
        assert "r rehearse" not in stage.keys_line
        await stage.press("r")
        assert stage.app.return_value is None
        assert "Choose a format that can be used first." in stage.words

    play_home(story)


def test_one_that_was_mended_elsewhere_is_set_up(own: Path) -> None:
    path, _ = broken(own)

    async def story(stage: Stage) -> None:
        await choose(stage, path)
        broken(own, key="protected")
        await stage.press("enter")
        assert stage.shows(SetupScreen)
        assert "Our circle" in stage.text

    play_home(story)


def test_words_of_a_broken_one_are_plain_text(own: Path) -> None:
    path, line = broken(own, key="[red]x", title="[@click=app.quit]Ours[/]")
    path.write_text(path.read_text("utf-8").replace("[red]x =", '"[/red]x" ='), "utf-8")

    async def story(stage: Stage) -> None:
        assert "[@click=app.quit]Ours[/] cannot be used" in stage.words
        await choose(stage, path)
        await stage.press("enter")
        assert f"mine.toml, line {line}: '[/red]x' is not a key of a step" in stage.words

    play_home(story)


def test_e_is_for_formats_only_and_where_the_terminal_stays_nothing_is_left_behind(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "true")

    async def story(stage: Stage) -> None:
        await choose(stage, IPS)
        await stage.press("e")
        assert NO_SUSPENDING in stage.words
        assert list(own.glob("*.toml")) == []
        assert stage.shows(HomeScreen)

    play_home(story)


def test_without_an_editor_it_is_said(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", "nowhere-at-all")
    path, _ = broken(own)

    async def story(stage: Stage) -> None:
        await choose(stage, path)
        await stage.press("e")
        assert "VISUAL names an editor that is not there (nowhere-at-all)" in stage.words

    play_home(story)


WATCHING = """
import asyncio, sys
from importlib.abc import MetaPathFinder
from coreflect_tui.locations import locations
from coreflect_tui.tui.app import CoreflectApp
from coreflect_tui.tui.screens.home import HomeScreen
from coreflect_tui.workplace import Workplace

app = CoreflectApp(Workplace(locations()), HomeScreen)

class Watching(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name == "pydantic":
            shown = [strip.text for strip in app.screen._compositor.render_strips()]
            print("Our circle" in "".join(shown))
            sys.meta_path.remove(self)

async def main():
    async with app.run_test() as pilot:
        for _ in range(9):
            await pilot.pause()

assert "pydantic" not in sys.modules
sys.meta_path.insert(0, Watching())
asyncio.run(main())
"""


def test_the_list_is_there_before_own_formats_are_read_in_full(own: Path) -> None:
    broken(own, key="protected")
    done = subprocess.run(
        [sys.executable, "-c", WATCHING], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.split() == ["True"]

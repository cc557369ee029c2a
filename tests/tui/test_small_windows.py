"""Windows smaller than any that a screen is laid out for: what matters most stays in sight."""

from pathlib import Path

import pytest

from album import Album, file_name
from coreflect_tui.core.intents import GiveTurn, NextItem
from stage import Stage, play, play_home

FOLDER = Path(__file__).with_name("golden_small")
SMALL = ((38, 16), (30, 8))
NAMES = ("home", "live", "people")


def test_no_golden_file_is_left_over() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {
        file_name(name, size) for name in NAMES for size in SMALL
    }


@pytest.mark.parametrize("size", SMALL, ids=lambda size: f"{size[0]}x{size[1]}")
def test_what_stays_in_sight(size: tuple[int, int]) -> None:
    album = Album(FOLDER, size)

    async def at_home(stage: Stage) -> None:
        album.take("home", stage)

    async def in_a_session(stage: Stage) -> None:
        await stage.does(NextItem(), NextItem(), NextItem(), GiveTurn("p2"))
        album.take("live", stage)
        await stage.press("a")
        album.take("people", stage)

    play_home(at_home, size)
    play(in_a_session, size=size)
    album.check(NAMES)


def test_a_larger_window_shows_all_again() -> None:
    async def story(stage: Stage) -> None:
        await stage.does(NextItem(), NextItem(), NextItem(), GiveTurn("p2"))
        assert "A larger window" in stage.words
        assert "invite" not in stage.words
        await stage.pilot.resize_terminal(80, 24)
        await stage.settle()
        assert "A larger window" not in stage.words
        assert "invite" in stage.words

    play(story, size=SMALL[-1])

"""The tour: each step is done by the keys it names, and nothing of it stays."""

import asyncio
from pathlib import Path
from typing import cast

import pytest
from textual.screen import Screen

from album import Album
from coreflect_tui.locations import locations
from coreflect_tui.rehearsal.home import rehearsal_home
from coreflect_tui.settings import OwnKey, Settings
from coreflect_tui.tui.own_keys import own_keys
from coreflect_tui.tui.screens.home import REHEARSAL, TOUR, HomeScreen
from coreflect_tui.tui.screens.live import LiveScreen
from coreflect_tui.tui.tour import tour_in
from coreflect_tui.tui.view.home import FORMAT, rehearsed_words
from coreflect_tui.tui.view.touring import STEPS, TRIED
from coreflect_tui.tui.widgets.choices import Choices
from stage import (
    IPS_PATH,
    IPS_ROW,
    SIZES,
    Stage,
    Story,
    _played,
    a_workplace,
    begin,
    play,
    play_home,
    still_clock,
)

GOLDEN = Path(__file__).parent / "golden"
sizes = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")

# At each step: what is said, and the keys that do it.
ACTS = (
    ("Press . to begin", "full_stop"),
    ("Press . to go on to the check-in", "full_stop"),
    ("Bo begins: press 1", "1"),
    ("names Cy: press 2", "2"),
    ("p for a pass", "p"),
    ("To write down what worked press w, then h for harvest", "w h o k enter"),
    ("press u, the note goes", "u"),
    ("press a for the people", "a"),
    ("Go down to Hal with ↓ and press h", "end h"),
    ("q leads back to the session", "q"),
    ("Press f: it proposes how to end on time", "f"),
    ("enter takes it", "enter"),
    ("Press . when all are ready", "full_stop"),
    ("Press . for the last item, and again to close", "full_stop full_stop"),
    ("ctrl+s writes and closes", "ctrl+s"),
)
TAKEN = {
    "Press . to begin": "tour-begins",
    "names Cy: press 2": "tour-round",
    "enter takes it": "tour-fit",
}


def tour(
    story: Story, size: tuple[int, int] = (80, 24), mine: Settings | None = None
) -> int | None:
    """Tell a story on the tour; what it ends with."""
    home = rehearsal_home(locations().data.parent / "tour")
    app = tour_in(home, mine or Settings(), locations(), still_clock(0))
    asyncio.run(_played(app, story, size))
    return app.return_code


@sizes
def test_each_step_is_done_by_the_keys_that_it_names(size: tuple[int, int]) -> None:
    album = Album(GOLDEN, size)

    async def story(stage: Stage) -> None:
        for number, (words, keys) in enumerate(ACTS):
            assert words in stage.words, f"{stage.text}"
            assert "ctrl+t ends it" in stage.words, f"{words}\n{stage.text}"
            if words in TAKEN:
                album.take(TAKEN[words], stage)
            await stage.press(*keys.split())
            assert stage.lines[-1].strip(), number
        assert stage.state.closed
        assert (
            "Its files are there to look at now, and go with the tour. q leads home" in stage.words
        )
        await stage.press("q")
        assert stage.app.return_code == 0

    tour(story, size)
    album.check(tuple(TAKEN.values()))


def test_enter_says_what_else_to_press_and_does_nothing() -> None:
    async def story(stage: Stage) -> None:
        tried = 0
        for words, keys in ACTS:
            assert TRIED not in stage.words
            if stage.shows(LiveScreen):
                before, tried = stage.state, tried + 1
                await stage.press("enter", "enter")
                assert stage.state is before
                assert TRIED in stage.words
                assert words in stage.words
            first, *others = keys.split()
            await stage.press(first)
            assert TRIED not in stage.words, "nor where enter does something"
            await stage.press(*others)
        assert tried == len(ACTS) - 4
        assert "the list, for the peer centre" in stage.words

    tour(story)


@pytest.mark.parametrize("after", range(0, len(ACTS), 3))
def test_one_key_ends_it_wherever_one_is(after: int) -> None:
    async def story(stage: Stage) -> None:
        for _, keys in ACTS[:after]:
            await stage.press(*keys.split())
        await stage.press("ctrl+t")
        assert stage.app.return_code == 0
        assert stage.app.goes_on

    assert tour(story) == 0


def test_one_key_ends_it_in_the_middle_of_a_note() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("full_stop", "w", "h", "o")
        await stage.press("ctrl+t")
        assert stage.app.return_code == 0

    tour(story)


def test_it_is_ended_by_the_key_that_is_its_own_now_and_by_help_and_palette() -> None:
    async def story(stage: Stage) -> None:
        assert "f9 ends it" in stage.words
        await stage.press("full_stop", "question_mark")
        assert "f9 end the tour" in stage.words
        await stage.press("q", "ctrl+t")
        assert stage.app.return_code is None
        screen = cast("Screen[object]", stage.screen)
        assert "End the tour" in {one.title for one in stage.app.get_system_commands(screen)}
        await stage.press("w", "h", "o")
        await stage.press("f9")
        assert stage.app.return_code == 0

    tour(story, (120, 40), Settings(keys=(OwnKey("tour.leave", "f9"),)))


def test_a_key_too_many_does_not_end_it() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("q")
        assert "q again ends the tour; nothing of it is kept." in stage.words
        assert stage.app.is_running
        await stage.press("q")
        assert stage.app.return_code == 0

    tour(story)


def test_the_letters_say_in_the_words_of_the_card_what_a_kind_is_for() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("full_stop", "w")
        assert "h harvest: what worked" in stage.words
        assert "c compost: what to let go" in stage.words

    tour(story)


def test_its_key_is_none_of_the_screens_that_it_shows() -> None:
    for key, other in (("ctrl+s", "closing.write"), ("ctrl+l", "cover")):
        taken, sentences = own_keys([OwnKey("tour.leave", key, 1)])
        assert not taken
        assert other in sentences[0]
    assert "is typed there" in own_keys([OwnKey("tour.leave", "j", 1)])[1][0]
    assert own_keys([OwnKey("tour.leave", "f9", 1)])[0]["tour.leave"].key == "f9"


def test_whoever_does_something_else_is_not_lost() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("full_stop", "g")
        assert "q leads back to the session" in stage.words
        await stage.press("q", "full_stop", "full_stop")
        assert f"Tour, 6 of {len(STEPS)}" in stage.words, "there is no round any more to try it in"
        assert "enter do it" not in stage.words

    tour(story)


def test_the_start_screen_offers_it_to_whoever_is_new_and_to_all_by_a_key() -> None:
    async def new(stage: Stage) -> None:
        assert "New here? t shows how, in two minutes" in stage.words
        await stage.press("question_mark")
        assert "t tour Two minutes with invented people" in stage.words
        await stage.press("q", "t")
        assert stage.app.return_value == TOUR
        assert stage.app.to_rehearse is None

    play_home(new)
    workplace = a_workplace(still_clock())
    begin(workplace)
    workplace.leave()

    async def known(stage: Stage) -> None:
        assert "New here?" not in stage.words
        await stage.press("t")
        assert stage.app.return_value == TOUR

    play(known, HomeScreen, workplace=workplace)


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
def test_a_rehearsal_of_the_chosen_format_has_a_key_there_too(size: tuple[int, int]) -> None:
    async def story(stage: Stage) -> None:
        stage.screen.query_one(Choices).choose(IPS_ROW)
        await stage.settle()
        assert "r rehearse" in stage.keys_line
        assert "who was here, while you facilitate. New here? t shows" in stage.words
        await stage.press("r")
        assert stage.app.return_value == REHEARSAL
        assert stage.app.to_rehearse == IPS_PATH

    play_home(story, size)


def test_after_a_rehearsal_the_format_that_was_rehearsed_is_chosen() -> None:
    path = IPS_PATH.parent / "intervision.toml"

    async def story(stage: Stage) -> None:
        assert stage.screen.query_one(Choices).chosen == f"{FORMAT}{path}"
        assert "r rehearses again" in stage.words

    play(story, lambda: HomeScreen(rehearsed_words(), chosen=path))

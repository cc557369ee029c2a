"""The table of actions as a whole: help and palette list what can be done here, and just that."""

from collections.abc import Awaitable, Callable
from itertools import groupby

import pytest
from textual.command import CommandList, CommandPalette

from coreflect_tui.core.intents import (
    NextItem,
)
from coreflect_tui.rehearsal.cast import cast_for
from coreflect_tui.tui.action import Action
from coreflect_tui.tui.actions import actions_of, available, usual_actions_of
from coreflect_tui.tui.all_actions import ACTIONS
from coreflect_tui.tui.coach import Coach
from coreflect_tui.tui.screens.live import LiveScreen
from coreflect_tui.tui.screens.reading import HelpScreen
from stage import Stage, a_workplace, begin, play, play_home, still_clock
from walks import OPENED_BY, STATES, open_above


def keys_of(action: Action) -> tuple[str, ...]:
    return tuple(action.key.split(","))


def test_no_key_means_two_things_on_a_screen() -> None:
    for _, actions in groupby(ACTIONS, key=lambda one: one.screen):
        keys = [key for action in actions for key in keys_of(action)]
        assert len(keys) == len(set(keys))


def test_ids_are_somebody_s_alone_and_everything_is_said() -> None:
    assert len({(one.screen, one.id) for one in ACTIONS}) == len(ACTIONS)
    for action in ACTIONS:
        assert action.title
        assert action.shows
        assert action.tooltip.endswith(".")


async def open_on(stage: Stage, screen: str, state: str) -> None:
    """A new session in that state, with that screen open."""
    stage.app.workplace.leave()
    begin(stage.app.workplace)
    stage.app.go_home()
    await stage.settle()
    await stage.app.switch_screen(LiveScreen())
    await stage.does(*STATES[state])
    await open_above(stage, screen)
    assert stage.screen.table == screen


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
def test_quitting_ends_the_program_with_nothing_amiss(key: str) -> None:
    async def story(stage: Stage) -> None:
        await stage.pilot.press(key)
        assert stage.app.return_code == 0
        assert not stage.app.is_running

    play_home(story)


def test_enter_does_what_the_room_waits_for_in_a_rehearsal() -> None:
    clock = still_clock(0)
    workplace = a_workplace(clock)
    people = begin(workplace).state.people

    async def story(stage: Stage) -> None:
        assert "enter go on" in stage.keys_line
        await stage.press("enter")
        assert "enter do it" in stage.keys_line
        for _ in range(200):
            if stage.state.item("facilitator") is None or stage.screen.table != "live":
                break
            clock.advance(20)
            await stage.at_once("enter")
            if stage.state.running and stage.state.running.id == "facilitator":
                break
        held = stage.state.round_of("check-in")
        assert held
        assert held.ended
        assert stage.state.running
        assert stage.state.running.id == "facilitator"

    play(story, workplace=workplace, coach=Coach(cast_for(people, 3), clock, 0))


# --- help and palette ----------------------------------------------------------------------------


async def page_of_help(stage: Stage, key: str) -> str:
    """Everything that help says here, read to its end."""
    before = stage.screen.situation()
    await stage.press(key)
    screen = stage.screen
    assert isinstance(screen, HelpScreen)
    text = stage.words
    for _ in range(4):
        await stage.press("pagedown")
        text += " " + stage.words
    await stage.press("q")
    assert stage.screen.situation().state is before.state
    return text


@pytest.mark.parametrize(
    ("screen", "state"),
    [
        *((screen, "baton") for screen in OPENED_BY if screen != "cover"),
        ("live", "before"),
        ("live", "closed"),
    ],
)
def test_help_lists_what_works_here_and_nothing_else(screen: str, state: str) -> None:
    async def story(stage: Stage) -> None:
        await open_on(stage, screen, state)
        works = available(screen, stage.screen.situation())
        text = await page_of_help(stage, "question_mark")
        for action in actions_of(screen):
            said = f"{action.shows} {stage.screen.title_of(action)}".lower() in text.lower()
            assert said is (action in works), action.id

    play(story, size=(120, 40))


Where = Callable[[Stage], Awaitable[None]]


@pytest.mark.parametrize("screen", ["live", "people", "fit", "closing"])
def test_the_palette_lists_what_works_here_and_nothing_else(screen: str) -> None:
    async def story(stage: Stage) -> None:
        await open_on(stage, screen, "baton")
        below = stage.screen
        works = available(screen, below.situation())
        wanted = {below.title_of(one) for one in works if one.id not in ("digit", "help")}
        await stage.press("ctrl+p")
        commands = await commands_listed(stage)
        assert set(commands) == {*wanted, "Theme", "Settings"}
        assert len(commands) == len(wanted) + 2

    play(story, size=(120, 40))


async def commands_listed(stage: Stage) -> list[str]:
    """The titles in the open palette; it gathers them in the background."""
    palette = stage.app.screen
    assert isinstance(palette, CommandPalette)
    listed = palette.query_one(CommandList)
    for _ in range(50):
        await stage.settle()
        if listed.option_count > 1:
            break
    return [
        str(listed.get_option_at_index(i).prompt).split("\n")[0] for i in range(listed.option_count)
    ]


def test_the_palette_does_what_was_chosen() -> None:
    async def story(stage: Stage) -> None:
        await stage.does(NextItem())
        await stage.press("ctrl+p")
        await commands_listed(stage)
        await stage.type("hold")
        for _ in range(50):
            await stage.settle()
            if stage.app.screen.query_one(CommandList).option_count == 1:
                break
        await stage.press("enter")
        for _ in range(50):
            await stage.settle()
            if stage.state.paused:
                break
        assert stage.state.paused
        assert stage.screen.table == "live"

    play(story)


def test_each_screen_finds_its_table() -> None:
    screens = dict.fromkeys(one.screen for one in ACTIONS)
    assert tuple(one for screen in screens for one in usual_actions_of(screen)) == ACTIONS

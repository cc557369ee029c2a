"""What a second costs: which panes are drawn again, and how many of their rows."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

import pytest
from textual.geometry import Region
from textual.message_pump import MessagePump

from coreflect_tui.core.intents import GiveTurn, GoToItem, NextItem, PauseClock, SetPresence
from coreflect_tui.core.person import Presence
from coreflect_tui.core.state import PauseKind
from coreflect_tui.tui.kept import Kept
from coreflect_tui.tui.screens.home import HomeScreen
from coreflect_tui.tui.widgets.pane import Pane
from stage import SIZES, Stage, play

Drawn = list[tuple[str, int]]
"""Panes that are drawn again, by their ids, with the rows of each; -1 for a new layout."""


@contextmanager
def watched(monkeypatch: pytest.MonkeyPatch) -> Iterator[Drawn]:
    """What is drawn again meanwhile."""
    drawn: Drawn = []
    refresh = Pane.refresh

    def seen(pane: Pane, *regions: Region, layout: bool = False, **rest: bool) -> Pane:
        rows = sum(one.height for one in regions) if regions else pane.size.height
        drawn.append((pane.id or "", -1 if layout else rows))
        return refresh(pane, *regions, layout=layout, **rest)

    with monkeypatch.context() as patch:
        patch.setattr(Pane, "refresh", seen)
        yield drawn


async def second(stage: Stage) -> None:
    """One goes by."""
    stage.clock.advance(1)
    stage.app.show()
    await stage.settle()


async def in_a_turn(stage: Stage) -> None:
    """Into the check-in, where somebody has the floor."""
    stage.at(0)
    everyone = tuple(one.id for one in stage.state.people)
    await stage.does(SetPresence(everyone, Presence.PRESENT), NextItem(), GoToItem("check-in"))
    await stage.does(GiveTurn(everyone[1]))
    await second(stage)


def held(how: PauseKind) -> Callable[[Stage], Awaitable[None]]:
    async def pause(stage: Stage) -> None:
        await in_a_turn(stage)
        await stage.does(PauseClock(how))
        await second(stage)

    return pause


@pytest.mark.parametrize("size", SIZES)
def test_a_second_of_a_session_draws_the_rows_that_tell_the_time(
    size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story(stage: Stage) -> None:
        await in_a_turn(stage)
        for _ in range(3):
            with watched(monkeypatch) as drawn:
                await second(stage)
            rows = dict(drawn)
            assert len(rows) == len(drawn), "nothing is drawn twice"
            # The clock and whoever speaks; the bar and the minutes of the end now and then.
            assert set(rows) <= {"digits", "clock-line", "agenda", "people", "bar", "top"}, drawn
            assert rows.get("digits", 0) <= 5
            assert all(0 <= rows.get(name, 0) <= 1 for name in rows if name != "digits"), drawn

    play(story, size=size)


@pytest.mark.parametrize("how", PauseKind)
def test_a_second_of_a_pause_draws_nothing(how: PauseKind, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story(stage: Stage) -> None:
        await held(how)(stage)
        with watched(monkeypatch) as drawn:
            await second(stage)
        assert drawn == []

    play(story)


def test_what_is_kept_from_one_second_to_the_next_is_what_would_be_found_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Over all of a round's time and beyond it, with warnings, reminders, and time that is over."""

    def anew(kept: Kept[object], inputs: object, find: Callable[[], object]) -> object:
        old = seen(kept, inputs, find)
        if kept is not stage_keys:
            assert old == find(), inputs
            checked.append(old)
        return old

    seen, checked = Kept.of, list[object]()
    stage_keys: object = None

    async def story(stage: Stage) -> None:
        nonlocal stage_keys
        await in_a_turn(stage)
        # The keys at the foot are asked for every five seconds, and say so.
        stage_keys = stage.screen._foot
        with monkeypatch.context() as patch:
            patch.setattr(Kept, "of", anew)
            for _ in range(120):
                stage.clock.advance(13.7)
                stage.app.show()
        assert len(checked) > 120

    play(story)


def test_a_second_in_which_nothing_runs_draws_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    async def story(stage: Stage) -> None:
        await second(stage)
        with watched(monkeypatch) as drawn:
            await second(stage)
        assert drawn == []

    play(story, HomeScreen)


def test_nothing_but_the_second_wakes_the_program_up() -> None:
    """Neither at the start nor in a session: no cursor blinks, and nothing moves by itself."""

    async def story(stage: Stage) -> None:
        await second(stage)
        assert awake(stage) == []
        # It comes at the start as well, for a terminal that is gone is known by looking.
        loop = asyncio.get_running_loop()
        due = [one for one in loop._scheduled if not one.cancelled()]  # type: ignore[attr-defined]
        ticks = [one for one in due if "post_message" in repr(one)]
        assert len(ticks) == 1, due

    play(story, HomeScreen)
    play(story)


def awake(stage: Stage) -> list[str]:
    """The timers that run, by whom they are of."""
    pumps: list[MessagePump] = [stage.app, stage.screen, *stage.screen.query("*")]
    return [
        f"{type(pump).__name__}: {timer.name}"
        for pump in pumps
        for timer in pump._timers
        if timer._active.is_set()
    ]

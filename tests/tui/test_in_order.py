"""What is typed faster than the screen follows goes where it would have gone slowly."""

import asyncio
from collections.abc import Iterable

from textual.app import App
from textual.events import Event, Key, Paste
from textual.keys import _character_to_key
from textual.widgets import Input

from coreflect_tui.core.intents import NextItem
from coreflect_tui.tui.in_order import InOrder
from coreflect_tui.tui.screens.home import HomeScreen
from coreflect_tui.tui.screens.people import PeopleScreen
from coreflect_tui.tui.screens.setup import SetupScreen
from coreflect_tui.tui.widgets.choices import Choices
from coreflect_tui.tui.widgets.entry import Entry
from stage import IPS_ROW, Stage, play


def enter() -> Key:
    return Key("enter", "\r")


def pressed(text: str) -> Iterable[Event]:
    for char in text:
        yield Key(char if char.isalnum() else _character_to_key(char), char)


async def burst(stage: Stage, *events: Event) -> None:
    """All of it before anything is done about the first of it; until all of it is given. On a busy
    machine the screen is at rest while the next key waits."""
    for event in events:
        stage.app.post_message(event)
    await stage.settle()
    keys = stage.app._in_order
    while keys._waiting or keys._under_way:
        await stage.settle()


async def in_a_round(stage: Stage) -> None:
    await stage.does(NextItem(), NextItem(), NextItem())


def written(stage: Stage) -> list[str]:
    return [one.text for one in stage.state.notes]


def test_the_letters_of_a_note_are_no_commands() -> None:
    async def story(stage: Stage) -> None:
        await in_a_round(stage)
        before = stage.state
        await burst(stage, *pressed("wkEleven, apples. a x q"), enter())
        assert written(stage) == ["Eleven, apples. a x q"]
        assert stage.state.people == before.people
        assert stage.state.rounds == before.rounds
        assert not stage.screen.query_one(Entry).is_open

    play(story)


def test_one_note_after_another() -> None:
    async def story(stage: Stage) -> None:
        await in_a_round(stage)
        for text in ("One", "Two"):
            await burst(stage, *pressed(f"wk{text}"), enter())
        notes = [event for text in ("Three", "Four") for event in (*pressed(f"wk{text}"), enter())]
        await burst(stage, *notes)
        assert written(stage) == ["One", "Two", "Three", "Four"]

    play(story)


def test_a_paste_goes_into_the_line_that_the_keys_before_it_open() -> None:
    async def story(stage: Stage) -> None:
        await in_a_round(stage)
        await burst(stage, *pressed("wk"), Paste("afterwards"), *pressed("!"), enter())
        assert written(stage) == ["afterwards!"]

    play(story)


def test_keys_wait_for_the_screen_that_a_key_opens() -> None:
    async def story(stage: Stage) -> None:
        await in_a_round(stage)
        before = stage.state
        await burst(stage, *pressed("a/hal"))
        assert stage.shows(PeopleScreen)
        assert stage.screen.query_one(Entry).text == "hal"
        assert stage.state == before

    play(story)


def test_what_is_typed_while_setup_opens_is_in_its_first_field() -> None:
    async def story(stage: Stage) -> None:
        stage.screen.query_one(Choices).choose(IPS_ROW)
        await burst(stage, enter(), *pressed("Robin"), Key("tab", "\t"), *pressed("x"))
        assert stage.shows(SetupScreen)
        assert stage.screen.query_one("#facilitator", Input).value == "Robin"
        assert stage.screen.query_one("#list-to", Input).value.endswith("x")

    play(story, HomeScreen)


class Hindered(App[None]):
    """Never ready."""

    def __init__(self) -> None:
        super().__init__()
        self.keys: list[str] = []
        self._in_order = InOrder(self, super().on_event, lambda: False)

    async def on_event(self, event: Event) -> None:
        if isinstance(event, Key) and not event.is_forwarded:
            await self._in_order.take(event)
        else:
            await super().on_event(event)

    def on_key(self, event: Key) -> None:
        self.keys.append(event.key)


def test_no_key_is_held_for_ever() -> None:
    async def story(app: Hindered) -> None:
        async with app.run_test() as pilot:
            for event in pressed("abc"):
                app.post_message(event)
            while len(app.keys) < 3:
                await pilot.pause(0.05)

    app = Hindered()
    asyncio.run(asyncio.wait_for(story(app), 20))
    assert app.keys == ["a", "b", "c"]

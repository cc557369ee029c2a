"""The table of actions, walked: each runs where it applies; help and palette list just those."""

from collections.abc import Awaitable, Callable
from itertools import groupby

import pytest
from textual.command import CommandList, CommandPalette

from coreflect_tui.core.decide.answer import Refusal
from coreflect_tui.core.formats import NoteKind
from coreflect_tui.core.intents import (
    AddMinutes,
    CloseSession,
    GiveTurn,
    GoToItem,
    Intent,
    KeepAgreement,
    NextItem,
    PauseClock,
    SetPresence,
    StartTopic,
    WriteNote,
)
from coreflect_tui.core.person import Presence
from coreflect_tui.core.state import SessionState
from coreflect_tui.rehearsal.cast import cast_for
from coreflect_tui.tui.action import Action
from coreflect_tui.tui.actions import ACTIONS, actions_of, available
from coreflect_tui.tui.coach import Coach
from coreflect_tui.tui.screens.fit import FitScreen
from coreflect_tui.tui.screens.home import HomeScreen
from coreflect_tui.tui.screens.live import LiveScreen
from coreflect_tui.tui.screens.reading import ReadingScreen
from coreflect_tui.tui.screens.setup import SetupScreen
from stage import Stage, a_workplace, begin, play, play_home, setup_screen, still_clock

HERE = SetPresence(("p1", "p2", "p3", "p4"), Presence.PRESENT)
NOTES = (
    WriteNote(NoteKind.TOPIC, "Power"),
    WriteNote(NoteKind.TAKEAWAY, "Bo said so"),
    KeepAgreement("Silence is fine\nRoom for tears", None),
)

STATES: dict[str, tuple[Intent, ...]] = {
    "before": (),
    "baton": (HERE, NextItem(), GoToItem("check-in"), GiveTurn("p2"), GiveTurn("p3"), *NOTES),
    "listed": (HERE, NextItem(), GoToItem("closing"), AddMinutes("closing", 60)),
    "topics": (HERE, NextItem(), *NOTES, GoToItem("topics"), StartTopic("t1")),
    "paused": (HERE, NextItem(), NextItem(), PauseClock(), *NOTES),
    "closed": (HERE, NextItem(), *NOTES, CloseSession()),
}
OPENED_BY = {
    "live": "",
    "people": "open('people')",
    "notes": "open('notes')",
    "agenda": "open('agenda')",
    "topics": "open('topics')",
    "agreement": "open('agreement')",
    "fit": "fit",
    "closing": "open('closing')",
}
# On the live screen each state counts; the others ask hardly more than whether it is open.
WALKS = [("live", state) for state in STATES]
WALKS += [(screen, "baton") for screen in OPENED_BY][1:]
WALKS += [("people", "closed"), ("closing", "closed")]


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


@pytest.mark.parametrize(("screen", "state"), WALKS)
def test_every_action_of_a_session_runs_by_its_key_wherever_it_applies(
    screen: str, state: str
) -> None:
    async def story(stage: Stage) -> None:
        await open_on(stage, screen, state)
        start = stage.state
        for action in actions_of(screen):
            for key in keys_of(action)[:2]:
                if action not in available(screen, stage.screen.situation()):
                    continue
                await stage.press(key)
                assert stage.app.is_running, f"{action.id} ended the program"
                if taken_back(stage, start):
                    await come_back(stage, screen)
                else:
                    await open_on(stage, screen, state)
                    start = stage.state

    play(story)


def taken_back(stage: Stage, start: SessionState) -> bool:
    """Undo what was done since `start`; False when the session is left, or written for good."""
    if stage.app.session is None:
        return False
    while stage.state != start and not isinstance(stage.session.undo(), Refusal):
        pass
    stage.app.show()
    return stage.state == start


async def come_back(stage: Stage, screen: str) -> None:
    """Out of a line, a menu or a screen above, to the screen that the walk is about."""
    if stage.screen.table == screen:
        if stage.screen.query("Entry.-open, LetterMenu.-open"):
            await stage.press("escape")
        return
    while len(stage.app.screen_stack) > 2 and stage.screen.table != screen:
        stage.app.pop_screen()
        await stage.settle()
    if stage.screen.table != screen:
        await open_above(stage, screen)


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


async def open_above(stage: Stage, screen: str) -> None:
    """From the live screen to another one; the fit opens by its key only when it is worth it."""
    if screen == "fit":
        stage.app.push_screen(FitScreen())
    elif OPENED_BY[screen]:
        await stage.screen.run_action(OPENED_BY[screen])
    await stage.settle()


@pytest.mark.parametrize("key", ["enter", "b", "l", "question_mark"])
def test_every_action_of_home_runs(key: str) -> None:
    clock = still_clock()
    workplace = a_workplace(clock)
    begin(workplace).dispatch(NextItem())
    workplace.leave()

    async def story(stage: Stage) -> None:
        assert "go on, gap as a break" in stage.keys_line
        await stage.press(key)
        assert not stage.shows(HomeScreen)

    play(story, HomeScreen, workplace=workplace)


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
def test_quitting_ends_the_program_with_nothing_amiss(key: str) -> None:
    async def story(stage: Stage) -> None:
        await stage.pilot.press(key)
        assert stage.app.return_code == 0
        assert not stage.app.is_running

    play_home(story)


def test_every_action_of_setup_runs() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("f1")
        assert stage.shows(ReadingScreen)
        await stage.press("f1", "ctrl+o", "escape")
        assert stage.shows(SetupScreen)
        await stage.press("escape")
        assert stage.shows(HomeScreen)

    play(story, setup_screen)


def test_enter_does_what_the_room_waits_for_in_a_rehearsal() -> None:
    clock = still_clock(0)
    workplace = a_workplace(clock)
    people = begin(workplace).state.people

    async def story(stage: Stage) -> None:
        assert "do it for me" in stage.keys_line
        await stage.press("enter")
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
    assert isinstance(screen, ReadingScreen)
    text = stage.words
    for _ in range(4):
        await stage.press("pagedown")
        text += " " + stage.words
    await stage.press("q")
    assert stage.screen.situation().state is before.state
    return text


@pytest.mark.parametrize(
    ("screen", "state"),
    [*((screen, "baton") for screen in OPENED_BY), ("live", "before"), ("live", "closed")],
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
        assert set(commands) == {*wanted, "Theme"}
        assert len(commands) == len(wanted) + 1

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

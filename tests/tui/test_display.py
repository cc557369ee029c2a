"""The window for the group, beside a window that holds a session in a real store."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from types import MappingProxyType

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot

from album import Album, file_name
from coreflect_tui.core.decide.answer import Refusal
from coreflect_tui.core.formats import NoteKind
from coreflect_tui.core.intents import (
    AddTopic,
    CloseSession,
    EndTurn,
    GiveTurn,
    GoToItem,
    Intent,
    NextItem,
    PauseClock,
    RaiseHand,
    ResumeClock,
    SetPresence,
    WriteNote,
)
from coreflect_tui.core.person import Presence
from coreflect_tui.core.state import PauseKind, SessionState
from coreflect_tui.forgetting import forget_session
from coreflect_tui.library.format_file import read_format
from coreflect_tui.library.shipped import shipped_folder
from coreflect_tui.locations import locations
from coreflect_tui.preparation import Invited, prepare_session
from coreflect_tui.shown_session import ShownSession
from coreflect_tui.tui.actions import actions_of
from coreflect_tui.tui.bound import Bound
from coreflect_tui.tui.display_app import DisplayApp
from coreflect_tui.tui.screens.display import KEYS_STAY, DisplayScreen
from coreflect_tui.tui.view.pieces import drawn
from hostile import NAMED, in_a_note, steers
from seen import Seen
from stage import FACILITATOR, INVITED, SIZES, USUAL, begin, options, still_clock
from windows import Window

FOLDER = Path(__file__).parent / "golden_display"
TAKEN = ("waiting", "before", "running", "names", "paused", "held", "closed", "help")
TOO_SMALL = (34, 9)
HERE = SetPresence(tuple(f"p{number}" for number in range(1, 9)), Presence.PRESENT)
PEOPLE = {FACILITATOR.name, *(one.name for one in INVITED)}

sizes = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")


class Shared(Seen[DisplayApp]):
    """What is shared in the call, and the window of whoever facilitates beside it."""

    def __init__(self, app: DisplayApp, pilot: Pilot[int], desk: Window) -> None:
        super().__init__(app, pilot)
        self.desk = desk

    @property
    def state(self) -> SessionState:
        return self.desk.session.state

    async def ticks(self, times: int = 1) -> None:
        """So many seconds pass."""
        for _ in range(times):
            self.desk.clock.advance(1)
            self.app.tick()
        await self.settle()

    async def sees(self, *intents: Intent) -> str:
        """These are done in the other window; what is seen a second later."""
        for intent in intents:
            refusal = self.desk.session.dispatch(intent)
            assert refusal is None, refusal.sentence
        await self.ticks()
        return self.words


Story = Callable[[Shared], Awaitable[None]]


def share(
    story: Story,
    size: tuple[int, int] = USUAL,
    *,
    names: bool = False,
    keys: Mapping[str, Bound] = MappingProxyType({}),
) -> None:
    """Tell `story` on a window for the group."""
    desk = Window(still_clock())
    session = ShownSession(locations().data, lambda: desk.clock)

    async def told() -> None:
        app = DisplayApp(session, locations().data, names=names, keys=keys, clock=desk.clock)
        # A second is what `ticks` says, however long the test takes.
        app._schedule_tick = lambda: None  # type: ignore[method-assign]
        async with app.run_test(size=size) as pilot:
            shared = Shared(app, pilot, desk)
            await shared.settle()
            await story(shared)

    try:
        asyncio.run(told())
    finally:
        session.close()
        desk.workplace.close()


# --- how it looks -------------------------------------------------------------------------------


def test_no_golden_file_is_left_over() -> None:
    wanted = {file_name(name, size) for name in TAKEN for size in SIZES}
    wanted.add(file_name("too-small", TOO_SMALL))
    assert {path.name for path in FOLDER.iterdir()} == wanted


@sizes
def test_how_it_looks(size: tuple[int, int]) -> None:
    album = Album(FOLDER, size)

    async def story(shared: Shared) -> None:
        await shared.ticks()
        album.take("waiting", shared)
        begin(shared.desk.workplace)
        await shared.ticks(KEYS_STAY)
        album.take("before", shared)
        await shared.sees(HERE, NextItem(), GoToItem("framing"))
        shared.desk.clock.advance(200)
        await shared.ticks(KEYS_STAY)
        album.take("running", shared)
        await shared.sees(GoToItem("closing"), GiveTurn("p3"))
        shared.desk.clock.advance(90)
        await shared.at_once("n")
        await shared.ticks(KEYS_STAY)
        album.take("names", shared)
        await shared.sees(PauseClock())
        album.take("paused", shared)
        await shared.sees(ResumeClock(), PauseClock(PauseKind.HOLD))
        album.take("held", shared)
        await shared.sees(CloseSession())
        album.take("closed", shared)
        await shared.at_once("question_mark")
        album.take("help", shared)

    share(story, size)
    album.check(TAKEN)


def test_how_it_looks_where_there_is_no_room() -> None:
    album = Album(FOLDER, TOO_SMALL)

    async def story(shared: Shared) -> None:
        begin(shared.desk.workplace)
        await shared.sees(NextItem())
        await shared.ticks(KEYS_STAY)
        album.take("too-small", shared)
        await shared.pilot.resize_terminal(60, 20)
        await shared.settle()
        assert "Who has a quote" in shared.words

    share(story, TOO_SMALL)
    album.check(("too-small",))


# --- what it notices ----------------------------------------------------------------------------


def test_it_follows_from_the_start_to_the_end_and_to_the_next() -> None:
    async def story(shared: Shared) -> None:
        await shared.ticks()
        assert "Nothing is running yet. This window shows the session when it begins." in (
            shared.words
        )
        begin(shared.desk.workplace)
        assert "We begin at 19:00." in await shared.sees()
        assert "Who has a quote, a saying or a few lines of a poem" in await shared.sees(NextItem())
        assert "then: Framing" in shared.words
        words = await shared.sees(PauseClock())
        assert "Paused The time stands still until we go on." in words
        assert "then:" not in words
        assert "Who has a quote" in await shared.sees(ResumeClock())
        words = await shared.sees(PauseClock(PauseKind.HOLD))
        assert "We are taking a moment." in words
        assert "Who has a quote" not in words
        await shared.sees(ResumeClock())
        assert "then: Check-in round" in await shared.sees(NextItem())
        assert "This session is over." in await shared.sees(CloseSession())
        shared.desk.workplace.leave()
        await shared.ticks(5)
        assert "This session is over." in shared.words
        begin(shared.desk.workplace)
        await shared.ticks()
        assert "We begin at 19:00." in shared.words

    share(story)


def test_it_stays_with_a_session_that_changes_hands() -> None:
    async def story(shared: Shared) -> None:
        begin(shared.desk.workplace)
        await shared.sees(NextItem())
        session = shared.state.id
        other = Window(shared.desk.clock).opens(session)
        other.other.ask()
        for _ in range(3):
            shared.desk.other.tick()
            other.other.tick()
            await shared.ticks()
            assert "Who has a quote" in shared.words
            assert "One moment" not in shared.words
        assert other.holds
        other.session.dispatch(NextItem())
        await shared.ticks()
        assert "then: Check-in round" in shared.words
        # Its window ends in the middle, and another one goes on.
        other.workplace.close()
        await shared.ticks(3)
        assert "One moment, please." in shared.words
        assert "Co-reflection is a place for us" in shared.words
        assert not re.search("[▓░]", shared.words)
        shared.desk.opens(session)
        await shared.ticks()
        assert "One moment" not in shared.words

    share(story)


def test_of_a_session_that_is_removed_nothing_stays() -> None:
    async def story(shared: Shared) -> None:
        begin(shared.desk.workplace)
        await shared.sees(NextItem())
        await shared.sees(CloseSession())
        session = shared.state.id
        shared.desk.workplace.leave()
        forget_session(shared.desk.workplace.store, session, shared.desk.clock.now().session)
        await shared.ticks()
        assert "This session is over." in shared.words
        screen = shared.app.screen
        assert isinstance(screen, DisplayScreen)
        assert session not in repr(vars(screen))

    share(story)


# --- keys ---------------------------------------------------------------------------------------


def test_these_are_all_of_them() -> None:
    assert [one.id for one in actions_of("display")] == ["names", "help", "leave"]


def test_names_come_and_go_by_their_key_and_are_off_at_first() -> None:
    async def story(shared: Shared) -> None:
        begin(shared.desk.workplace)
        words = await shared.sees(HERE, NextItem(), GoToItem("closing"), GiveTurn("p3"))
        assert not named(words)
        await shared.at_once("n")
        assert "now Cy next Bo" in shared.words
        assert named(shared.words) == {"Cy", "Bo"}
        await shared.at_once("n")
        assert not named(shared.words)

    share(story)


@sizes
def test_it_says_at_first_and_on_any_key_whether_names_are_on(size: tuple[int, int]) -> None:
    async def story(shared: Shared) -> None:
        begin(shared.desk.workplace)
        await shared.sees(HERE, NextItem())
        assert "names off · n shows them" in shared.keys_line
        await shared.ticks(KEYS_STAY)
        assert shared.keys_line == ""
        await shared.at_once("n")
        assert "names on · n hides them" in shared.keys_line
        await shared.ticks(KEYS_STAY)
        assert shared.keys_line == ""

    share(story, size)


def test_no_item_names_anybody_at_first_whoever_has_the_floor() -> None:
    async def story(shared: Shared) -> None:
        begin(shared.desk.workplace)
        assert not named(await shared.sees(HERE, NextItem()))
        rounds = 0
        for item in [one.id for one in shared.state.items[1:]]:
            assert not named(await shared.sees(GoToItem(item, leaving=True)))
            if shared.state.round is None:
                continue
            rounds += 1
            # Named by another person, the next in the order, and with a hand up.
            for act in (GiveTurn("p3"), EndTurn(), RaiseHand("p4"), GiveTurn("p4")):
                assert not named(await shared.sees(act))
            await shared.at_once("n")
            assert "Dee" in named(shared.words)
            await shared.at_once("n")
            assert not named(shared.words)
        assert rounds > 1

    share(story)


def test_names_may_be_on_from_the_start() -> None:
    async def story(shared: Shared) -> None:
        begin(shared.desk.workplace)
        await shared.sees(HERE, NextItem(), GoToItem("check-in"), GiveTurn("p2"))
        assert named(shared.words) == {"Bo"}
        assert not named(await shared.sees(EndTurn()))

    share(story, names=True)


def test_keys_of_ones_own_work_here_too() -> None:
    async def story(shared: Shared) -> None:
        begin(shared.desk.workplace)
        await shared.sees(HERE, NextItem(), GoToItem("check-in"), GiveTurn("p2"))
        assert "names off · N shows them" in shared.keys_line
        await shared.at_once("n")
        assert not named(shared.words)
        await shared.at_once("N")
        assert named(shared.words) == {"Bo"}

    share(story, keys={"display.names": Bound("N,shift+n", "N")})


def named(words: str) -> set[str]:
    return {name for name in PEOPLE if re.search(rf"\b{name}\b", words)}


def test_the_keys_go_while_a_session_is_shown_and_come_with_any_key() -> None:
    async def story(shared: Shared) -> None:
        await shared.ticks(KEYS_STAY + 5)
        assert shared.keys_line == "names off · n shows them  ? help  q close this window"
        begin(shared.desk.workplace)
        await shared.ticks(KEYS_STAY)
        assert shared.keys_line == ""
        await shared.at_once("x")
        assert "close this window" in shared.keys_line
        await shared.ticks(KEYS_STAY)
        assert shared.keys_line == ""

    share(story)


def test_help_says_all_keys_and_the_same_keys_lead_out_of_it() -> None:
    async def story(shared: Shared) -> None:
        begin(shared.desk.workplace)
        await shared.sees(NextItem())
        for back in ("question_mark", "q", "escape"):
            await shared.at_once("question_mark")
            for action in actions_of("display"):
                assert f"{action.shows} {action.title}" in shared.words
            assert "Who has a quote" not in shared.words
            await shared.at_once(back)
            assert "Who has a quote" in shared.words

    share(story)


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
def test_it_ends_with_nothing_amiss_and_the_session_goes_on(key: str) -> None:
    async def story(shared: Shared) -> None:
        begin(shared.desk.workplace)
        await shared.sees(NextItem())
        await shared.pilot.press(key)
        assert shared.app.return_code == 0
        assert not shared.app.is_running
        assert shared.desk.session.state.running

    share(story)


def test_the_palette_has_what_can_be_done_and_the_colours() -> None:
    async def story(shared: Shared) -> None:
        titles = [one.title for one in shared.app.get_system_commands(shared.app.screen)]
        assert titles == ["Names on/off", "Close this window", "Theme"]
        await shared.at_once("ctrl+p")
        await shared.app.workers.wait_for_complete()
        await shared.type("names")
        await shared.app.workers.wait_for_complete()
        await shared.settle()
        await shared.at_once("enter")
        screen = shared.app.screen
        for _ in range(50):
            screen = shared.app.screen
            if isinstance(screen, DisplayScreen) and screen.names:
                break
            await shared.settle()
        assert isinstance(screen, DisplayScreen)
        assert screen.names

    share(story)


# --- strangers' words, and what is nobody's business --------------------------------------------


@sizes
def test_hostile_names_never_show_and_notes_of_them_neither(size: tuple[int, int]) -> None:
    people = [Invited(one.typed) for one in NAMED if one.typed.strip()]

    async def story(shared: Shared) -> None:
        a_circle(shared.desk, people[:1], people[1:90])
        held = shared.state
        everyone = tuple(one.id for one in held.people)
        notes = [
            *(WriteNote(kind, f"Xeno {in_a_note(NAMED[3].typed)}") for kind in NoteKind),
            AddTopic("Xeno [/]"),
        ]
        await shared.sees(SetPresence(everyone, Presence.PRESENT), NextItem(), *notes)
        await shared.ticks(KEYS_STAY)
        names = {drawn(one.name) for one in held.people if len(one.name) > 3}
        for item in held.items[1:]:
            shared.desk.clock.advance(2000)
            await shared.sees(GoToItem(item.id, leaving=True))
            whole(shared)
            assert "Xeno" not in shared.text
            assert not {name for name in names if name in shared.text}
            assert not re.search(r"\d|behind|over\b|in hand|of 90", shared.text), shared.text

    share(story, size)


@sizes
def test_hostile_names_that_are_switched_on_are_whole(size: tuple[int, int]) -> None:
    people = [Invited(one.typed) for one in NAMED if one.typed.strip()]

    async def story(shared: Shared) -> None:
        a_circle(shared.desk, people[:1], people[1 :: 4 if size == USUAL else 9])
        everyone = tuple(one.id for one in shared.state.people)
        await shared.sees(SetPresence(everyone, Presence.PRESENT), NextItem(), GoToItem("closing"))
        for person in shared.state.people[1:]:
            words = await shared.sees(GiveTurn(person.id))
            whole(shared)
            assert f"now {' '.join(drawn(person.name).split())[:8].rstrip()}" in words

    share(story, size, names=True)


def a_circle(desk: Window, facilitators: list[Invited], others: list[Invited]) -> None:
    """A session of these people."""
    fmt = read_format(shipped_folder("formats") / "ips-co-reflection.toml")
    prepared = prepare_session(fmt, options(), facilitators, others, desk.workplace.random)
    assert not isinstance(prepared, Refusal), prepared.sentence
    desk.workplace.begin(*prepared)


def whole(shared: Shared) -> None:
    """Every row is as wide as the screen, and nothing in it steers a terminal."""
    for strip in shared.app.screen._compositor.render_strips():
        assert sum(cell_len(one.text) for one in strip) == shared.app.size[0], strip.text
        assert not steers(strip.text), strip.text

"""A session that is open in two windows, on the screen: reading along, taking and handing over."""

import re
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.command import CommandPalette
from textual.events import Key

from album import Album
from coreflect_tui.core.formats import NoteKind
from coreflect_tui.core.intents import (
    CloseSession,
    GiveTurn,
    GoToItem,
    Intent,
    KeepAgreement,
    NextItem,
    SetPresence,
    WriteNote,
)
from coreflect_tui.core.person import Presence
from coreflect_tui.core.state import SessionState
from coreflect_tui.session import Session
from coreflect_tui.store import StoreError
from coreflect_tui.taking_over import ANSWERS_IN
from coreflect_tui.tui.actions import actions_of, available
from coreflect_tui.tui.screens.cover import CoverScreen
from coreflect_tui.tui.screens.home import HomeScreen
from coreflect_tui.tui.screens.live import LiveScreen
from coreflect_tui.tui.screens.people import PeopleScreen
from coreflect_tui.tui.screens.reading import ReadingScreen
from coreflect_tui.tui.screens.words import WordsScreen
from coreflect_tui.tui.two_windows import TwoWindows
from coreflect_tui.tui.view.home import SESSION
from coreflect_tui.tui.widgets.choices import Choices
from coreflect_tui.tui.widgets.entry import Entry
from coreflect_tui.tui.widgets.letter_menu import LetterMenu
from stage import SIZES, USUAL, Stage, a_workplace, begin, play, still_clock
from windows import Window

GOLDEN = Path(__file__).parent / "golden"
ONLY_READ = "Only read along here: another window holds this session."
OVER = "Another window has this session. S takes it over."
HOLDS = "This window has the session now; the other one reads along."
ROUND = (
    SetPresence(("p1", "p2", "p3", "p4"), Presence.PRESENT),
    NextItem(),
    GoToItem("check-in"),
    GiveTurn("p2"),
    WriteNote(NoteKind.TOPIC, "Power"),
    WriteNote(NoteKind.TAKEAWAY, "Bo said so"),
    KeepAgreement("Silence is fine\nRoom for tears", None),
)


sizes = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")


class Other(Window):
    """The other window: it holds a session in its check-in round."""

    def __init__(self) -> None:
        super().__init__(still_clock())
        begin(self.workplace)
        self.does(*ROUND)

    def does(self, *intents: Intent) -> None:
        for intent in intents:
            refusal = self.session.dispatch(intent)
            assert refusal is None, refusal.sentence

    @property
    def state(self) -> SessionState:
        return self.session.state

    def ticks(self) -> None:
        """A second passes for it."""
        self.other.tick()


def reading(
    story: Callable[[Stage, Other], Awaitable[None]], size: tuple[int, int] = USUAL
) -> None:
    """Tell `story` on a program that reads along what the other window does."""
    other = Other()

    async def opened(stage: Stage) -> None:
        by_hand(stage)
        stage.screen.query_one(Choices).choose(f"{SESSION}{other.state.id}")
        await stage.settle()
        assert "open in another window" in stage.words
        await stage.press("enter")
        await story(stage, other)

    try:
        play(opened, HomeScreen, size, a_workplace(other.clock))
    finally:
        other.workplace.close()


def holding(
    story: Callable[[Stage, Window], Awaitable[None]], size: tuple[int, int] = USUAL
) -> None:
    """Tell `story` on a program that holds a session, which the other window reads along."""
    clock = still_clock(0)
    workplace = a_workplace(clock)
    session = begin(workplace)
    session.dispatch(NextItem())

    async def opened(stage: Stage) -> None:
        by_hand(stage)
        other = Window(clock).opens(session.state.id)
        assert not other.holds
        try:
            await story(stage, other)
        finally:
            other.other.leave()
            other.workplace.close()

    play(opened, LiveScreen, size, workplace)


def by_hand(stage: Stage) -> None:
    """The window looks at the other one by `looks` alone, however long the test takes."""
    stage.app.windows.tick = lambda: None  # type: ignore[method-assign]


async def looks(stage: Stage) -> None:
    """A second passes in the window of the stage."""
    stage.clock.advance(1)
    TwoWindows.tick(stage.app.windows)
    stage.app.show()
    await stage.settle()


def shown(stage: Stage) -> SessionState:
    """What the window shows."""
    state = stage.screen.state
    assert state
    return state


# --- reading along ------------------------------------------------------------------------------


@sizes
def test_enter_at_home_reads_along_and_says_so(size: tuple[int, int]) -> None:
    async def story(stage: Stage, other: Other) -> None:
        assert stage.shows(LiveScreen)
        assert stage.lines[0].startswith(" READING ALONG ·")
        assert OVER in stage.words
        assert "S take over" in stage.keys_line
        assert "next item" not in stage.keys_line
        other.does(GiveTurn("p3"))
        stage.clock.advance(20)
        await looks(stage)
        assert re.search(r"now Cy (\(he/him\) )?0:21", stage.words)
        assert "shared Bo" in stage.words
        assert stage.lines[0].startswith(" READING ALONG ·")
        assert stage.screen.now == other.session.now().session

    reading(story, size)


@sizes
def test_how_it_looks_to_read_along(size: tuple[int, int]) -> None:
    album = Album(GOLDEN, size)

    async def reads(stage: Stage, _other: Other) -> None:
        stage.clock.advance(75)
        await looks(stage)
        album.take("live-reading", stage)
        await stage.at_once("a")
        album.take("people-reading", stage)
        await stage.at_once("q", "question_mark")
        album.take("help-reading", stage)

    reading(reads, size)
    album.check(("live-reading", "people-reading", "help-reading"))


@sizes
def test_how_it_looks_to_have_handed_it_over(size: tuple[int, int]) -> None:
    album = Album(GOLDEN, size)

    async def gave(stage: Stage, other: Window) -> None:
        other.other.ask()
        await looks(stage)
        album.take("live-given", stage)

    holding(gave, size)
    album.check(("live-given",))


def test_the_list_at_home_goes_stale_and_is_read_again() -> None:
    async def story(stage: Stage, other: Other) -> None:
        row = f"{SESSION}{other.state.id}"
        await stage.press("q")
        assert stage.shows(HomeScreen)
        assert "open in another window" in stage.words
        stage.screen.query_one(Choices).choose(row)
        await stage.press("l")
        assert stage.shows(ReadingScreen)
        other.workplace.leave()
        await stage.press("q")
        assert "left off" in stage.words
        assert stage.screen.query_one(Choices).chosen == row
        # The list is from before; what is opened is as it is.
        other.opens(shown_id := row.removeprefix(SESSION))
        await stage.press("enter")
        assert "READING ALONG" in stage.text
        assert shown(stage).id == shown_id

    reading(story)


def test_no_key_changes_what_is_read_along() -> None:
    async def story(stage: Stage, other: Other) -> None:
        before = other.state
        for table in ("live", "people", "notes", "agenda", "topics", "agreement"):
            if table != "live":
                await stage.screen.run_action(f"open('{table}')")
                await stage.settle()
                assert "Reading along: nothing can be changed here." in stage.words
            works = available(table, stage.screen.situation())
            assert {"leave", "help"} <= {one.id for one in works}
            denied = [one for one in actions_of(table) if not one.only_looks]
            assert not set(denied) & set(works)
            keys = [key for one in denied for key in one.key.split(",")]
            for key in keys:
                stage.screen.say("")
                stage.app.post_message(Key(key, None))
                await stage.settle()
                assert stage.screen._notice == ONLY_READ, (table, key)
            await stage.settle()
            assert stage.screen.table == table
            assert ONLY_READ in stage.words
            assert not stage.screen.query("Entry.-open, LetterMenu.-open")
            if table != "live":
                await stage.press("q")
        assert other.state is before
        assert shown(stage) == before

    reading(story)


def test_a_click_changes_nothing_either() -> None:
    async def story(stage: Stage, other: Other) -> None:
        before = other.state
        await stage.screen.run_action("visit('framing')")
        await stage.settle()
        assert ONLY_READ in stage.words
        for table, row in (("people", "p2"), ("notes", "n1"), ("agenda", "framing")):
            await stage.screen.run_action(f"open('{table}')")
            await stage.settle()
            choices = stage.screen.query_one(Choices)
            choices.choose(row)
            choices.action_select()
            await stage.settle()
            assert ONLY_READ in stage.words, table
            assert not stage.screen.query_one(Entry).is_open
            await stage.press("q")
        assert other.state is before

    reading(story)


def test_what_only_looks_works() -> None:
    async def story(stage: Stage, other: Other) -> None:
        await stage.press("e")
        assert stage.shows(WordsScreen)
        await stage.press("q", "y")
        assert stage.screen.query_one(LetterMenu).is_open
        await stage.press("escape", "a", "slash")
        assert stage.screen.query_one(Entry).is_open
        await stage.type("De")
        assert stage.screen.query_one(Choices).chosen == "p4"
        await stage.press("enter", "question_mark")
        words = stage.words
        assert "find" in words
        assert "name (pronouns)" not in words
        await stage.press("q", "q", "ctrl+p")
        assert isinstance(stage.app.screen, CommandPalette)
        await stage.press("escape", "q")
        assert stage.shows(HomeScreen)
        assert other.holds

    reading(story)


def test_what_the_other_window_alone_may_use_is_not_there() -> None:
    async def story(stage: Stage, other: Other) -> None:
        other.workplace.held.keep_draft("note:takeaway", "takeaway", "half a thought")
        other.does(GoToItem("opening", leaving=True))
        await looks(stage)
        assert "half a thought" not in stage.text
        assert not stage.screen.query_one(Entry).is_open
        await stage.press("e")
        assert "write that quote down" not in stage.words
        await stage.press("1", "q")
        assert other.state.notes == shown(stage).notes

    reading(story)


# --- how it ends --------------------------------------------------------------------------------


def test_closed_in_the_other_window() -> None:
    async def story(stage: Stage, other: Other) -> None:
        other.does(CloseSession())
        await looks(stage)
        assert "Closed at 18:54 in the other window. q leaves." in stage.words
        assert "take over" not in stage.keys_line
        await stage.press("S")
        assert other.other.tick() is None
        await stage.press("q")
        assert stage.shows(HomeScreen)

    reading(story)


def test_left_by_the_other_window_it_goes_on_here() -> None:
    async def story(stage: Stage, other: Other) -> None:
        other.writes("last")
        other.workplace.leave()
        await looks(stage)
        assert OVER in stage.words
        await looks(stage)
        assert "No other window has this session any more. S goes on with it here." in stage.words
        await stage.press("S")
        assert HOLDS in stage.words
        assert "READING ALONG" not in stage.text
        await stage.press("p")
        assert stage.state.round

    reading(story)


def test_removed_in_the_other_window_nothing_stays_on_the_screen() -> None:
    async def story(stage: Stage, other: Other) -> None:
        await stage.press("a")
        assert stage.shows(PeopleScreen)
        other.workplace.close_for_good()
        await looks(stage)
        assert stage.shows(LiveScreen)
        assert "This session was removed, and nothing of it is kept. q leaves." in stage.words
        for words in ("Bo", "Power", "CHECK-IN", "IPS co-reflection"):
            assert words not in stage.text
        await stage.press("S", "full_stop", "a", "question_mark", "q", "q", "q")
        assert stage.shows(HomeScreen)

    reading(story)


def test_what_cannot_be_read_now_may_be_behind_and_why_it_stays_there() -> None:
    async def story(stage: Stage, other: Other) -> None:
        conn = other.workplace.store._database.connect()
        conn.execute("BEGIN EXCLUSIVE")
        await looks(stage)
        behind = "What you see may be behind: the database is busy."
        assert f"{behind} {OVER}" in stage.words
        conn.execute("ROLLBACK")
        await looks(stage)
        assert behind not in stage.words
        other.may_give = False
        await stage.press("S")
        other.ticks()
        await looks(stage)
        assert "It stays there: the other window is in the middle of something." in stage.words

    reading(story)


# --- taking over, and handing over --------------------------------------------------------------


def test_s_asks_and_the_window_has_the_session() -> None:
    async def story(stage: Stage, other: Other) -> None:
        await stage.press("S")
        assert "Asking the other window for it" in stage.words
        for _ in range(round(ANSWERS_IN) + 1):
            await looks(stage)
        silent = "The other window does not answer. S takes the session all the same."
        assert silent in stage.words
        other.workplace.held.beat()
        await stage.press("S")
        assert "Asking the other window for it" in stage.words
        other.ticks()
        assert not other.holds
        await looks(stage)
        assert HOLDS in stage.words
        assert "READING ALONG" not in stage.text
        await stage.press("3")
        assert stage.speaker == "Dee"
        other.ticks()
        assert other.workplace.session
        assert other.workplace.session.state == stage.state

    reading(story)


def test_the_window_that_gave_it_says_so_in_a_line_that_stays() -> None:
    async def story(stage: Stage, other: Window) -> None:
        await stage.press("a", "question_mark")
        other.other.ask()
        await looks(stage)
        assert stage.shows(LiveScreen), "what was opened above it goes"
        other.other.tick()
        await stage.press("S")
        other.other.tick()
        await looks(stage)
        await stage.press("w", "k")
        await stage.type("Trust gr")
        assert stage.screen.query_one(Entry).is_open
        other.other.ask()
        await looks(stage)
        assert "Another window took this session over at 19:00. S takes it back." in stage.words
        assert stage.lines[0].startswith(" READING ALONG ·")
        assert not stage.screen.query_one(Entry).is_open
        assert not stage.screen.query_one(LetterMenu).is_open
        other.other.tick()
        assert other.holds
        assert [draft.text for draft in other.workplace.held.drafts()] == ["Trust gr"]
        other.writes("Trust grows")
        other.workplace.held.keep_draft("note:takeaway", "", "")
        for _ in range(3):
            await looks(stage)
        assert [note.text for note in shown(stage).notes] == ["Trust grows"]
        assert "Another window took this session over at 19:00. S takes it back." in stage.words
        await stage.press("a", "q")
        assert "Another window took this session over at 19:00. S takes it back." in stage.words
        await stage.press("S")
        other.other.tick()
        await looks(stage)
        assert HOLDS in stage.words
        await stage.press("u")
        assert stage.state.notes == ()

    holding(story)


def test_acts_that_are_not_saved_keep_it_here(monkeypatch: pytest.MonkeyPatch) -> None:
    async def story(stage: Stage, other: Window) -> None:
        def refuses(*_: object) -> int:
            raise StoreError("the disk is full")

        monkeypatch.setattr(stage.app.workplace.store.journal, "append", refuses)
        await stage.press("full_stop")
        assert "UNSAVED SINCE" in stage.text
        other.other.ask()
        await looks(stage)
        assert "Another window asked for this session; it stays here while acts" in stage.words
        assert stage.state.running
        monkeypatch.undo()
        other.other.tick()
        assert other.asks().value == "unsaved"

    holding(story)


def test_what_this_window_could_not_save_is_shown_here() -> None:
    async def story(stage: Stage, other: Window) -> None:
        other.other.ask()
        for _ in range(round(ANSWERS_IN) + 1):
            stage.clock.advance(1)
            other.other.tick()
        other.other.ask()
        assert other.holds
        other.writes("meanwhile")
        # This one was stopped all the time; now its keys come before its tick.
        await stage.press("full_stop", "w", "k")
        await stage.type("Too late")
        await stage.press("enter")
        assert "UNSAVED SINCE" in stage.text
        await looks(stage)
        assert "2 acts of this window are not in it: U shows." in stage.words
        assert [note.text for note in shown(stage).notes] == ["meanwhile"]
        await stage.press("U")
        assert "going on to Framing" in stage.words
        assert "a note" in stage.words
        assert "unsaved-" in stage.words
        await stage.press("q", "S")
        other.other.tick()
        await looks(stage)
        assert f"{HOLDS} 2 acts of this window are not in it: U shows." in stage.words
        assert "U what was not saved" in stage.keys_line
        await stage.press("q")
        assert stage.shows(HomeScreen)

    holding(story)


def test_acts_that_no_file_holds_are_said_before_leaving(monkeypatch: pytest.MonkeyPatch) -> None:
    async def story(stage: Stage, other: Window) -> None:
        def refuses(*_: object) -> str:
            raise StoreError("the disk is full")

        monkeypatch.setattr(stage.app.workplace.store.journal, "put_aside", refuses)
        other.other.ask()
        for _ in range(round(ANSWERS_IN) + 1):
            stage.clock.advance(1)
            other.other.tick()
        other.other.ask()
        other.writes("meanwhile")
        await stage.press("full_stop")
        await looks(stage)
        await stage.press("q")
        assert stage.shows(LiveScreen)
        assert "could not be kept in a file" in stage.words
        await stage.press("q")
        assert stage.shows(HomeScreen)

    holding(story)


# --- behind the cover -----------------------------------------------------------------------------


def uncovered_words(stage: Stage) -> list[str]:
    """What stands there that the cover is to hide."""
    hidden = ("Bo", "Dee", "Power", "window", "READING ALONG", "removed")
    return [one for one in hidden if one in stage.words]


def test_a_covered_window_stays_covered_as_it_hands_over_and_has_the_session_again() -> None:
    async def story(stage: Stage, other: Window) -> None:
        await stage.press("0")
        other.other.ask()
        await looks(stage)
        other.other.tick()
        assert isinstance(other.workplace.session, Session)
        assert stage.shows(CoverScreen)
        assert uncovered_words(stage) == []
        await stage.press("0")
        assert stage.shows(LiveScreen)
        assert "READING ALONG" in stage.text
        await stage.press("S", "0")
        other.other.tick()
        await looks(stage)
        assert not other.holds
        assert stage.shows(CoverScreen)
        assert uncovered_words(stage) == []
        await stage.press("0")
        assert HOLDS in stage.words

    holding(story)


def test_a_page_below_the_cover_goes_and_the_cover_stays() -> None:
    async def story(stage: Stage, other: Window) -> None:
        await stage.press("a", "0")
        other.other.ask()
        await looks(stage)
        assert stage.shows(CoverScreen)
        await stage.press("0")
        assert stage.shows(LiveScreen)

    holding(story)


@pytest.mark.parametrize("keys", [("0",), ("a", "0")], ids=["live", "people"])
def test_a_covered_window_stays_covered_when_the_other_ends_it(keys: tuple[str, ...]) -> None:
    async def story(stage: Stage, other: Other) -> None:
        await stage.press(*keys)
        other.does(CloseSession())
        await looks(stage)
        assert stage.shows(CoverScreen)
        assert uncovered_words(stage) == []
        other.workplace.close_for_good()
        await looks(stage)
        assert stage.shows(CoverScreen)
        assert uncovered_words(stage) == []
        await stage.press("0")
        assert stage.shows(LiveScreen)
        assert "This session was removed" in stage.words

    reading(story)


def test_a_covered_window_stays_covered_when_the_other_leaves_it() -> None:
    async def story(stage: Stage, other: Other) -> None:
        await stage.press("0")
        other.workplace.leave()
        await looks(stage)
        await looks(stage)
        assert stage.shows(CoverScreen)
        assert uncovered_words(stage) == []
        await stage.press("0")
        assert "No other window has this session any more." in stage.words

    reading(story)

"""Closing a session that leaves nothing, key by key: what is said, and that it is so."""

from dataclasses import replace
from pathlib import Path

import pytest

from coreflect_tui.clock import FastClock
from coreflect_tui.core.formats import Format
from coreflect_tui.core.intents import CloseSession, KeepSession, RecordOutcomes
from coreflect_tui.core.state import WrittenFile
from coreflect_tui.locations import locations
from coreflect_tui.rehearsal.cast import cast_for
from coreflect_tui.store.connection import NAME
from coreflect_tui.tui.coach import Coach
from coreflect_tui.tui.screens.closed import ClosedScreen
from coreflect_tui.tui.screens.closing import ClosingScreen
from coreflect_tui.tui.screens.home import HomeScreen
from coreflect_tui.tui.screens.live import LiveScreen
from coreflect_tui.workplace import Workplace
from nothing import FORMAT, SAID, held, left
from stage import Stage, a_workplace, play, still_clock

NARROW, USUAL = (60, 20), (80, 24)
REMOVES = "closing removes this session from this laptop for good: names, notes, times. k keeps it."


def holding(fmt: Format = FORMAT) -> Workplace:
    workplace = a_workplace(still_clock(0))
    held(workplace, fmt)
    return workplace


async def before_closing(stage: Stage) -> None:
    """On the closing screen; the draft that was there is left as it is."""
    stage.at(20)
    await stage.press("escape", "x")
    assert stage.shows(ClosingScreen)


@pytest.mark.parametrize("size", [NARROW, USUAL], ids=["60x20", "80x24"])
def test_closing_says_that_nothing_stays_and_nothing_does(size: tuple[int, int]) -> None:
    workplace = holding()
    session = workplace.session.state.id if workplace.session else ""

    async def story(stage: Stage) -> None:
        await before_closing(stage)
        assert f"Leaves nothing: no file is written, and {REMOVES}" in stage.words
        assert "Files go to" not in stage.text
        assert stage.keys_line.startswith("ctrl+s close and remove  k keep it")
        assert "preview" not in stage.text
        assert "not recorded" not in stage.text
        await stage.press("ctrl+s")
        assert stage.shows(ClosedScreen)
        assert "nothing of it is kept: no names, no notes, no times." in stage.words
        assert left(locations().data, (*SAID, session)) == set()
        assert not stage.app.workplace.documents.exists()
        await stage.press("q")
        assert stage.shows(HomeScreen)
        assert "Past" not in stage.text
        assert "Go on" not in stage.text

    play(story, size=size, workplace=workplace)


@pytest.mark.parametrize("size", [NARROW, USUAL], ids=["60x20", "80x24"])
def test_one_key_keeps_it_and_the_same_lets_it_go(size: tuple[int, int]) -> None:
    async def story(stage: Stage) -> None:
        await before_closing(stage)
        await stage.press("k")
        assert stage.state.kept
        said = "Leaves what was asked for: the session stays on this laptop, and a harvest"
        assert said in stage.words
        assert "Group 1 takeaway" in stage.words
        assert "ctrl+s write and close  k let it go" in stage.keys_line
        await stage.press("k")
        assert REMOVES in stage.words
        await stage.press("u", "p")
        assert "Marmalade helps" in stage.text, "what is undone is that it was let go"
        assert "The list" not in stage.text
        await stage.press("q", "ctrl+s")
        assert stage.shows(ClosedScreen)
        assert "its files are written" in stage.words
        (folder,) = stage.app.workplace.documents.iterdir()
        files = {path.name for path in folder.rglob("*") if path.is_file()}
        assert files == {"harvest.md", "harvest.html"}
        assert left(folder, ("Quüx", "Zebedee", "Yolanda")) == set()
        await stage.press("q", "end")
        assert "Our Tuesday" in stage.text

    play(story, size=size, workplace=holding())


def test_a_disk_that_refuses_is_said_and_the_same_key_tries_again() -> None:
    async def story(stage: Stage) -> None:
        await before_closing(stage)
        blocked = locations().data / f"{NAME}.to-rewrite"
        blocked.mkdir()
        await stage.press("ctrl+s")
        assert stage.shows(ClosingScreen)
        assert "Closed, and not removed yet" in stage.text
        assert "“remove it” tries again; so does the next start." in stage.words
        assert stage.keys_line.startswith("ctrl+s remove it  k keep it")
        blocked.rmdir()
        await stage.press("ctrl+s")
        assert stage.shows(ClosedScreen)
        assert left(locations().data) == set()

    play(story, workplace=holding())


def test_a_disk_that_refuses_is_tried_again_on_the_start_screen() -> None:
    async def story(stage: Stage) -> None:
        await before_closing(stage)
        blocked = locations().data / f"{NAME}.to-rewrite"
        blocked.mkdir()
        await stage.press("ctrl+s", "q")
        assert stage.shows(HomeScreen)
        assert "A session that was to leave nothing is still on this laptop" in stage.words
        assert "Our Tuesday" in stage.text
        blocked.rmdir()

    play(story, workplace=holding())

    async def next_start(stage: Stage) -> None:
        assert "Our Tuesday" not in stage.text
        assert "still on this laptop" not in stage.words

    play(next_start, HomeScreen)
    assert left(locations().data) == set()


def test_closing_can_be_taken_back_where_it_was_not_removed() -> None:
    async def story(stage: Stage) -> None:
        await before_closing(stage)
        (locations().data / f"{NAME}.to-rewrite").mkdir()
        await stage.press("ctrl+s", "u")
        assert stage.state.closed is None
        await stage.press("q")
        assert stage.shows(LiveScreen)

    play(story, workplace=holding())


def test_files_that_were_written_before_are_the_user_s(tmp_path: Path) -> None:
    file = tmp_path / "harvest.md"
    file.write_text("Marmalade helps", "utf-8")
    gone = tmp_path / "gone.md"
    files = tuple(WrittenFile("harvest", str(one), "0" * 64) for one in (file, gone))

    async def story(stage: Stage) -> None:
        await stage.press("escape")
        await stage.does(KeepSession(True), RecordOutcomes(files), KeepSession(False))
        await before_closing(stage)
        await stage.press("ctrl+s")
        assert "These files were written before and are yours" in stage.words
        shown = "".join(stage.text.split())  # A long path is on several rows.
        assert "harvest.md" in shown
        assert "gone.md" not in shown
        assert file.exists()

    play(story, workplace=holding())


def test_where_it_is_kept_anyway_there_is_nothing_to_ask() -> None:
    async def story(stage: Stage) -> None:
        await before_closing(stage)
        assert "Leaves" not in stage.text
        assert "keep it" not in stage.text
        await stage.press("k", "ctrl+s", "q")
        assert stage.shows(HomeScreen)
        assert "Our Tuesday" in stage.text

    play(story, workplace=holding(replace(FORMAT, attendance=True)))


def test_a_session_that_was_never_closed_stands_among_those_to_go_on_with() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("escape", "q")
        assert stage.shows(HomeScreen)
        assert "Our Tuesday · 19:00 · left off" in stage.words
        await stage.press("enter")
        assert stage.shows(LiveScreen)
        assert [one.text for one in stage.state.notes] == ["Marmalade helps"]

    play(story, workplace=holding())


def test_the_window_may_end_where_it_says_that_nothing_is_kept() -> None:
    async def story(stage: Stage) -> None:
        await before_closing(stage)
        await stage.press("ctrl+s")
        stage.clock.advance(30)
        for _ in range(6):
            stage.app.tick()
        await stage.press("ctrl+q")
        assert stage.app.return_code == 0

    play(story, workplace=holding())
    again = a_workplace(still_clock(60))
    assert again.store.summaries.newest() == ()
    again.close()


def test_a_rehearsal_ends_there() -> None:
    workplace = holding()
    assert workplace.session
    clock = workplace.clock
    assert isinstance(clock, FastClock)
    coach = Coach(cast_for(workplace.session.state.people, 3), clock, 60)

    async def story(stage: Stage) -> None:
        await before_closing(stage)
        await stage.press("ctrl+s")
        assert "nothing of it is kept" in stage.words
        assert left(locations().data) == set()
        await stage.press("q")
        assert stage.app.return_code == 0

    play(story, workplace=workplace, coach=coach)


def test_what_was_closed_and_kept_can_be_opened_again() -> None:
    workplace = holding()
    assert workplace.session
    for intent in (KeepSession(True), CloseSession()):
        assert workplace.session.dispatch(intent) is None
    workplace.leave()

    async def story(stage: Stage) -> None:
        await stage.press("end", "o")
        assert stage.shows(LiveScreen)
        assert stage.state.closed is None
        assert stage.state.kept

    play(story, HomeScreen, workplace=workplace)

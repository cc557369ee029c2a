"""An attendance report on the screen: whom its rows mean is said before anything is taken over."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from album import Album
from builders import at
from coreflect_tui.core.attendance import minutes_present, presence_intervals
from coreflect_tui.core.intents import CloseSession, GoToItem, NextItem, SetPresence
from coreflect_tui.core.person import Presence
from coreflect_tui.core.state import SessionState
from coreflect_tui.tui.screens.people import PeopleScreen
from coreflect_tui.tui.screens.report import ReportScreen
from stage import SIZES, Stage, play

HEADER = "Name (original name),Email,Join time,Leave time,Duration (minutes),Guest,In waiting room"
ROWS = (
    "Ana,,11/22/2026 06:50:10 PM,11/22/2026 08:33:00 PM,103,No,No",
    "Bo (Robert Carr),,11/22/2026 07:02:00 PM,11/22/2026 07:30:00 PM,28,Yes,No",
    "Bo (Robert Carr),,11/22/2026 07:40:00 PM,11/22/2026 08:33:00 PM,53,Yes,No",
    "Cy Blum,,11/22/2026 07:05:00 PM,11/22/2026 08:33:00 PM,88,Yes,No",
    "Nia Torv,,11/22/2026 07:20:00 PM,11/22/2026 08:33:00 PM,73,Yes,No",
    "Otter.ai,,11/22/2026 07:00:00 PM,11/22/2026 08:33:00 PM,93,Yes,No",
)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    return written(tmp_path, *ROWS)


def written(folder: Path, *rows: str) -> Path:
    path = folder / "participants.csv"
    path.write_text("\r\n".join((HEADER, *rows, "")), encoding="utf-8-sig")
    return path


async def opened(stage: Stage, path: Path) -> None:
    """A session that has just ended, and the report of its call on the screen."""
    here = tuple(one.id for one in stage.state.people if one.name != "Hal")
    stage.at(0)
    await stage.does(SetPresence(here, Presence.PRESENT), NextItem(), GoToItem("check-in"))
    stage.at(90)
    await stage.press("a", "i")
    await stage.paste(str(path))
    await stage.press("enter")


def person(state: SessionState, name: str) -> list[tuple[datetime, datetime | None]]:
    """When someone of that name was here."""
    (found,) = [one for one in state.people if one.name == name]
    return [(span.start, span.end) for span in presence_intervals(state, found, at(95))]


def test_rows_say_whom_they_may_mean_and_the_same_name_is_said_already(report: Path) -> None:
    async def story(stage: Stage) -> None:
        await opened(stage, report)
        assert stage.shows(ReportScreen)
        words = stage.words
        assert "Attendance report Zoom 5 people in it" in words
        assert "18:50–20:33 ✓ Ana same name" in words
        assert "Bo (Robert Carr) 19:02–20:33 (2×) ✓ Bo" in words, (
            "two connections of one person are one row"
        )
        assert "Cy Blum 19:05–20:33 ? Cy?" in words
        assert "Nia Torv 19:20–20:33 ? nobody of that name" in words
        assert "Otter.ai 19:00–20:33 – takes notes, left out" in words
        assert "A program that takes notes was in the call" in words
        assert "2 open" in words

    play(story)


def test_nothing_changes_before_it_is_taken(report: Path) -> None:
    async def story(stage: Stage) -> None:
        await opened(stage, report)
        before = stage.state
        await stage.press("enter", "down", "plus", "x", "q")
        assert stage.shows(PeopleScreen)
        assert stage.state == before

    play(story)


def test_what_was_said_is_taken_and_the_rest_left_out_after_asking_once(report: Path) -> None:
    async def story(stage: Stage) -> None:
        await opened(stage, report)
        before = stage.state
        await stage.press("down", "down", "enter", "ctrl+s")
        assert "1 of 5 are open" in stage.words
        assert stage.state == before
        await stage.press("ctrl+s")
        assert stage.shows(PeopleScreen)
        assert "The times of 3 people are taken over" in stage.words
        state = stage.state
        assert [one.name for one in state.people] == [one.name for one in before.people]
        assert person(state, "Bo")[0] == (at(2), at(30))
        assert person(state, "Bo")[1][0] == at(40)
        assert person(state, "Cy")[0][0] == at(5)
        found = next(one for one in state.people if one.name == "Cy")
        assert "Cy Blum" in found.aliases
        await stage.press("u")
        assert stage.state == before, "one act, taken back as one"

    play(story)


def test_someone_new_comes_onto_the_list_and_programs_never_do(report: Path) -> None:
    async def story(stage: Stage) -> None:
        await opened(stage, report)
        await stage.press("down", "down", "x", "plus", "ctrl+s")
        assert "all said" not in stage.words
        names = [one.name for one in stage.state.people]
        assert "Nia Torv" in names
        assert "Otter.ai" not in names
        assert person(stage.state, "Nia Torv")[0][0] == at(20)

    play(story)


def test_a_row_can_be_somebody_else_by_name(report: Path) -> None:
    async def story(stage: Stage) -> None:
        await opened(stage, report)
        await stage.press("down", "down", "down", "m")
        await stage.type("hal")
        assert "Hal" in stage.words
        await stage.press("enter")
        assert "✓ Hal" in stage.words
        await stage.press("m")
        await stage.type("zzz")
        await stage.press("enter")
        assert "Nobody on the list is called so" in stage.words

    play(story)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (None, "cannot be read"),
        ("what the weather was", "attendance report"),
    ],
)
def test_what_is_no_report_says_so_and_nothing_opens(
    tmp_path: Path, text: str | None, words: str
) -> None:
    path = tmp_path / "notes.csv"
    if text is not None:
        path.write_text(text)

    async def story(stage: Stage) -> None:
        await opened(stage, path)
        assert stage.shows(PeopleScreen)
        assert words in stage.words

    play(story)


def test_a_time_that_was_worked_out_has_a_mark(tmp_path: Path) -> None:
    path = written(tmp_path, ROWS[0], "Bo,,soon,11/22/2026 08:33:00 PM,60,Yes,No")

    async def story(stage: Stage) -> None:
        await opened(stage, path)
        assert "Bo ~19:33–20:33" in stage.words
        assert "~ stands where a time could not be read" in stage.words
        assert "Ana 18:50–20:33" in stage.words

    play(story)


def test_dates_that_can_be_read_two_ways_are_asked_about(tmp_path: Path) -> None:
    path = written(tmp_path, "Ana,,3/5/2027 06:50 PM,3/5/2027 08:33 PM,103,No,No")

    async def story(stage: Stage) -> None:
        await opened(stage, path)
        assert "dates can be read two ways" in stage.words
        await stage.press("d")
        assert "dates can be read two ways" not in stage.words

    play(story)


def test_a_report_by_another_clock_is_moved_and_can_be_left_as_it_is(tmp_path: Path) -> None:
    rows = [row.replace("07:", "01:").replace("08:", "02:").replace("06:", "12:") for row in ROWS]
    path = written(tmp_path, *rows)

    async def story(stage: Stage) -> None:
        await opened(stage, path)
        assert "Its clock is taken to be 6 h behind yours" in stage.words
        assert "19:05–20:33" in stage.words
        await stage.press("z")
        assert "13:05–14:33" in stage.words

    play(story)


def test_a_closed_session_can_still_take_its_report(report: Path) -> None:
    async def story(stage: Stage) -> None:
        await opened(stage, report)
        await stage.does(CloseSession())
        await stage.press("ctrl+s", "ctrl+s")
        found = next(one for one in stage.state.people if one.name == "Bo")
        assert minutes_present(stage.state, found, at(95)) == 78

    play(story)


def test_the_times_taken_are_those_of_the_place(report: Path) -> None:
    async def story(stage: Stage) -> None:
        await opened(stage, report)
        await stage.press("ctrl+s", "ctrl+s")
        (start, _) = person(stage.state, "Ana")[0]
        assert start == at(0), "what was before the session is no part of it"
        history = next(one for one in stage.state.people if one.name == "Ana").history
        assert history[0].at == at(0) - timedelta(minutes=9, seconds=50)

    play(story)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_how_it_looks(size: tuple[int, int], report: Path) -> None:
    album = Album(Path(__file__).parent / "golden", size)

    async def story(stage: Stage) -> None:
        await opened(stage, report)
        await stage.press("down", "down", "down", "plus")
        album.take("report", stage)

    play(story, size=size)
    album.check(("report",))

"""The screens of time as their characters, at the three sizes (see `album` for writing them anew:
COREFLECT_WRITE_GOLDEN=1 python -m pytest tests/tui/test_time_goldens.py)."""

from pathlib import Path

import pytest

from album import Album, file_name
from builders import at
from coreflect_tui.core.formats import StepKind
from coreflect_tui.core.intents import (
    AddTopic,
    AnswerClockChange,
    CountGap,
    GoToItem,
    InsertItem,
    LeaveOut,
    NextItem,
    NoticeClockChange,
    NoticeGap,
    PinItem,
    PinTopic,
    SetHardEnd,
    StartTopic,
    WeighTopic,
)
from stage import SIZES, Stage, play

FOLDER = Path(__file__).parent / "golden_time"
QUESTIONS = ("start-overdue", "late-start", "gap", "clock-set")
FITS = ("fit-shrinks", "fit-changed-by-hand", "fit-another-end", "fit-does-not-fit", "fit-in-hand")
LISTS = ("agenda-changed", "agenda-insert", "topics-none", "topics-shared")

sizes = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")


def test_no_golden_file_is_left_over() -> None:
    wanted = {file_name(name, size) for name in (*QUESTIONS, *FITS, *LISTS) for size in SIZES}
    assert {path.name for path in FOLDER.iterdir()} == wanted


@sizes
def test_what_is_asked_stands_in_the_quiet_line(size: tuple[int, int]) -> None:
    album = Album(FOLDER, size)

    async def story(stage: Stage) -> None:
        stage.at(4, 20)
        await stage.does()
        album.take("start-overdue", stage)
        stage.at(6)
        await stage.does(NextItem())
        album.take("late-start", stage)
        stage.at(10)
        await stage.does(NextItem())
        stage.at(20)
        await stage.does(NoticeGap(at(13), at(20)))
        album.take("gap", stage)
        await stage.does(CountGap(), NoticeClockChange(-3600))
        album.take("clock-set", stage)
        await stage.does(AnswerClockChange(shift_end=False))

    play(story, size=size)
    album.check(QUESTIONS)


async def framing(stage: Stage, until: float) -> None:
    """In the framing, which began at 19:03."""
    stage.at(0)
    await stage.does(NextItem())
    stage.at(3)
    await stage.does(NextItem())
    stage.at(until)
    await stage.does()


@sizes
def test_the_fit(size: tuple[int, int]) -> None:
    album = Album(FOLDER, size)

    async def story(stage: Stage) -> None:
        await framing(stage, 20)
        await stage.does(PinItem("intentions"))
        await stage.at_once("f")
        album.take("fit-shrinks", stage)
        await stage.at_once("down", "s", *["down"] * 3, "plus", "asterisk")
        album.take("fit-changed-by-hand", stage)
        await stage.at_once("e")
        album.take("fit-another-end", stage)
        await stage.at_once("escape", "q")
        await stage.does(SetHardEnd(at(45)))
        await stage.at_once("f")
        album.take("fit-does-not-fit", stage)
        await stage.at_once("q")
        await stage.does(SetHardEnd(at(90)), LeaveOut("facilitator"), LeaveOut("discussion"))
        await stage.at_once("f")
        album.take("fit-in-hand", stage)

    play(story, size=size)
    album.check(FITS)


@sizes
def test_the_agenda_and_topics_as_they_were_changed(size: tuple[int, int]) -> None:
    album = Album(FOLDER, size)

    async def story(stage: Stage) -> None:
        await framing(stage, 12)
        await stage.does(
            LeaveOut("facilitator"),
            InsertItem("Tea, and a look outside", 450, StepKind.BREAK, "discussion"),
            PinItem("topics"),
        )
        await stage.at_once("g", *["down"] * 4)
        album.take("agenda-changed", stage)
        await stage.at_once("i")
        album.take("agenda-insert", stage)
        await stage.at_once("escape", "q", "shift+t")
        album.take("topics-none", stage)
        await stage.at_once("q")
        await stage.does(
            AddTopic("When fear comes between us"),
            AddTopic("Power in a team"),
            AddTopic("What it is like to be the only one in the room"),
        )
        stage.at(47)
        await stage.does(GoToItem("topics"), StartTopic("t2"))
        stage.at(50, 40)
        await stage.does(WeighTopic("t3", 2), PinTopic("t2", 450), WeighTopic("t2", 5))
        await stage.at_once("shift+t", "end")
        album.take("topics-shared", stage)

    play(story, size=size)
    album.check(LISTS)

"""Formats that look at no attendance: setup asks less, people can be left out, evidence is gone."""

from dataclasses import replace

import pytest

from coreflect_tui.core.formats import Extent, Format, Outcome
from coreflect_tui.core.intents import NextItem
from coreflect_tui.core.person import Presence
from coreflect_tui.core.repeating import RoleRule
from coreflect_tui.core.state import TurnStatus
from coreflect_tui.library.format_file import read_format
from coreflect_tui.library.shipped import shipped_folder
from coreflect_tui.preparation import Invited
from coreflect_tui.tui.screens.closing import ClosingScreen
from coreflect_tui.tui.screens.home import HomeScreen
from coreflect_tui.tui.screens.live import LiveScreen
from coreflect_tui.tui.screens.people import PeopleScreen
from coreflect_tui.tui.screens.setup import SetupScreen
from coreflect_tui.workplace import Workplace
from nothing import FORMAT, held
from stage import Stage, a_workplace, begin, play, still_clock

NARROW, USUAL, WIDE = (60, 20), (80, 24), (120, 40)
OF_TWO = replace(
    FORMAT, people=Extent(2, 2, 2), roles=(RoleRule("time", "Time-keeper", rotates=True),)
)
EVIDENCE = ("not admitted", "core-trained", "all trained", "name on the list", "report")


def set_up(fmt: Format = OF_TWO) -> SetupScreen:
    return SetupScreen(fmt, None, {})


@pytest.mark.parametrize("size", [NARROW, USUAL, WIDE], ids=["60x20", "80x24", "120x40"])
def test_setup_of_two_asks_for_nothing_that_it_does_not_need(size: tuple[int, int]) -> None:
    async def story(stage: Stage) -> None:
        assert "List goes to" not in stage.text
        assert "with " not in stage.text.lower().replace("with ·", "")
        assert "With · a name, or none at all" in stage.text
        assert "18:54–19:24" in stage.text
        assert "18:59  Telling" in stage.text
        assert "end" in stage.text, "the whole agenda is in sight"
        assert all(len(one.rstrip()) <= size[0] for one in stage.lines)

    play(story, set_up, size)


def test_where_somebody_receives_a_list_setup_still_asks() -> None:
    async def story(stage: Stage) -> None:
        assert "List goes to" in stage.text
        await stage.press("ctrl+s")
        assert stage.shows(SetupScreen)
        assert "please write who facilitates" in stage.words

    play(story, lambda: set_up(replace(OF_TWO, attendance=True, outcomes=(Outcome.ATTENDEES,))))


@pytest.mark.parametrize("size", [NARROW, USUAL], ids=["60x20", "80x24"])
def test_a_session_of_two_starts_without_a_name_and_has_rounds_and_roles_all_the_same(
    size: tuple[int, int],
) -> None:
    async def story(stage: Stage) -> None:
        await stage.press("ctrl+s")
        assert stage.shows(LiveScreen)
        assert stage.state.people == ()
        assert "of 0" not in stage.text
        await stage.press(".", ".")
        await stage.press("slash")
        await stage.type("Bo")
        await stage.press("enter")
        assert stage.speaker == "Bo"
        await stage.press("d", "slash")
        await stage.type("Ana")
        await stage.press("enter")
        assert stage.speaker == "Ana"
        held = stage.state.round
        assert held
        assert [turn.status for turn in held.turns] == [TurnStatus.DONE, TurnStatus.SPEAKING]
        await stage.press("R")
        assert "Bo" in stage.text
        assert "Ana" in stage.text
        await stage.press("escape", ".", "x")
        assert stage.shows(ClosingScreen)
        assert "nobody is noted as here" not in stage.words
        assert "not recorded" not in stage.words

    play(story, set_up, size)


def test_from_the_start_screen_it_takes_two_keys() -> None:
    informal = shipped_folder("formats") / "informal.toml"
    title = read_format(informal).title

    async def story(stage: Stage) -> None:
        while f"format:{informal}" != stage.screen.choices.chosen:  # type: ignore[attr-defined]
            await stage.press("down")
        await stage.press("enter", "ctrl+s")
        assert stage.shows(LiveScreen)
        assert stage.state.format.title == title
        assert stage.state.options.minutes == 30

    play(story, HomeScreen)


@pytest.mark.parametrize("size", [NARROW, USUAL], ids=["60x20", "80x24"])
def test_the_people_screen_has_no_keys_for_evidence(size: tuple[int, int]) -> None:
    workplace = a_workplace(still_clock(0))
    held(workplace)

    async def story(stage: Stage) -> None:
        await stage.press("escape", "a")
        assert stage.shows(PeopleScreen)
        assert "room" not in stage.lines[0]
        before = stage.state
        await stage.press("N", "t", "T", "m", "i", "K", "o", "y")
        assert stage.state == before
        assert stage.shows(PeopleScreen)
        assert "enter done" not in stage.text, "nothing is asked"
        await stage.press("question_mark")
        page = await whole_page(stage)
        assert not [word for word in EVIDENCE if word in page]
        assert "shared" in page
        await stage.press("q", "w")
        assert stage.state.people[0].presence is Presence.AWAY, "who is here matters for rounds"

    play(story, size=size, workplace=workplace)


def test_where_attendance_is_looked_at_they_are_there() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("a", "question_mark")
        page = await whole_page(stage)
        assert [word for word in EVIDENCE if word not in page] == []

    play(story)


def test_an_empty_list_offers_to_add_and_nothing_that_needs_people() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("ctrl+s", "a")
        assert "a add" in stage.keys_line
        assert "here" not in stage.keys_line
        await stage.press("a")
        await stage.type("Bo (he/him)")
        await stage.press("enter")
        assert "h here" in stage.keys_line
        assert stage.state.people[0].pronouns == "he/him"

    play(story, set_up, NARROW)


def test_keys_about_sharing_need_rounds() -> None:
    talks = replace(FORMAT, steps=FORMAT.steps[::2])

    async def story(stage: Stage) -> None:
        await stage.press("ctrl+s", "a", "a")
        await stage.type("Bo")
        await stage.press("enter", "question_mark")
        assert "shared" not in await whole_page(stage)

    play(story, lambda: set_up(talks))


def test_a_group_s_keys_about_counting_are_dead() -> None:
    workplace: Workplace = a_workplace(still_clock(0))
    held(workplace)
    workplace.held.group.keep("Tuesday")

    async def story(stage: Stage) -> None:
        await stage.press("escape", "a", "K")
        assert stage.state.options.group
        assert not stage.state.options.record

    play(story, workplace=workplace)


def test_the_same_key_counts_where_attendance_is_looked_at() -> None:
    workplace = a_workplace(still_clock(0))
    session = begin(workplace, (Invited("Bo"),))
    assert session.dispatch(NextItem()) is None
    workplace.held.group.keep("Tuesday")

    async def story(stage: Stage) -> None:
        await stage.press("a", "K")
        assert stage.state.options.record

    play(story, workplace=workplace)


async def whole_page(stage: Stage) -> str:
    """All words of a page to read, which may be longer than the screen."""
    pages = [stage.words]
    for _ in range(6):
        await stage.press("pagedown")
        pages.append(stage.words)
    return " ".join(pages)

"""The live screen by its keys: moving on, the guard, rounds, topics, time, undo."""

import pytest

from coreflect_tui.core.formats import NoteKind
from coreflect_tui.core.intents import GoToItem, NextItem, SetPresence, WriteNote
from coreflect_tui.core.person import Presence, Role
from coreflect_tui.core.state import PauseKind
from coreflect_tui.core.timing import item_seconds
from coreflect_tui.tui.screens.closing import ClosingScreen
from coreflect_tui.tui.screens.home import HomeScreen
from stage import Stage, play


async def in_check_in(stage: Stage, here: int = 4) -> None:
    """Everything as it is at the beginning of the check-in, so many guests being here."""
    guests = [one.id for one in stage.state.people if one.role is Role.PARTICIPANT]
    stage.at(0)
    await stage.does(SetPresence(tuple(guests[:here]), Presence.PRESENT), NextItem())
    stage.at(11)
    await stage.does(GoToItem("check-in"))


def running(stage: Stage) -> str:
    return stage.state.running.id if stage.state.running else ""


def test_a_double_press_of_the_full_stop_moves_on_once() -> None:
    async def story(stage: Stage) -> None:
        await stage.at_once("full_stop", "full_stop")
        assert running(stage) == "opening"
        stage.clock.advance(0.3)
        await stage.at_once("full_stop")
        assert running(stage) == "opening"
        stage.clock.advance(0.5)
        await stage.at_once("full_stop")
        assert running(stage) == "framing"

    play(story)


def test_a_double_press_does_not_answer_what_was_asked() -> None:
    async def story(stage: Stage) -> None:
        await in_check_in(stage)
        stage.clock.advance(5)
        await stage.at_once("full_stop", "full_stop")
        assert running(stage) == "check-in"
        await stage.press("full_stop")
        assert running(stage) == "facilitator"

    play(story)


def test_leaving_a_round_with_people_waiting_asks_once_and_goes_on() -> None:
    async def story(stage: Stage) -> None:
        await in_check_in(stage)
        await stage.press("full_stop")
        assert (
            "Not invited yet: Bo, Cy, Dee, Eli. The same key again goes on all the same."
            in stage.words
        )
        assert running(stage) == "check-in"
        await stage.press("full_stop")
        assert running(stage) == "facilitator"

    play(story)


def test_another_act_in_between_asks_anew() -> None:
    async def story(stage: Stage) -> None:
        await in_check_in(stage)
        await stage.press("full_stop", "1", "full_stop")
        assert (running(stage), stage.speaker) == ("check-in", "Bo")
        assert "Not invited yet: Cy, Dee, Eli." in stage.words

    play(story)


def test_digits_give_the_floor_by_the_numbers_on_the_screen() -> None:
    async def story(stage: Stage) -> None:
        await in_check_in(stage)
        assert "1 Bo 2 Cy 3 Dee 4 Eli" in stage.words
        assert "5 Fay? (not here yet)" in stage.words
        await stage.press("3")
        assert stage.speaker == "Dee"
        assert "1 Bo 2 Cy 4 Eli" in stage.words, "a number stays with a person"
        await stage.press("4")
        assert stage.speaker == "Eli"
        assert "shared Dee" in stage.words
        await stage.press("9")
        assert stage.speaker == "Eli"

    play(story)


@pytest.mark.parametrize(
    ("keys", "speaker", "seen"),
    [
        (("1", "d"), "", "shared Bo"),
        (("1", "p"), "", "passed 1 Bo"),
        (("1", "d", "b"), "Bo", "now Bo"),
        (("1", "l"), "", "2 Cy 3 Dee 4 Eli 1 Bo"),
        (("1", "3", "u"), "Bo", "Taken back: giving Dee the floor"),
        (("1", "3", "u", "r"), "Dee", "Brought back: giving Dee the floor"),
        (("1", "p", "u"), "Bo", "Taken back: Bo’s pass"),
    ],
)
def test_turns_by_keys(keys: tuple[str, ...], speaker: str, seen: str) -> None:
    async def story(stage: Stage) -> None:
        await in_check_in(stage)
        await stage.press(*keys)
        assert stage.speaker == speaker
        assert seen in stage.words

    play(story)


def test_the_next_person_of_a_listed_round() -> None:
    async def story(stage: Stage) -> None:
        await in_check_in(stage, here=2)
        await stage.does(GoToItem("closing", leaving=True))
        assert "next Bo" in stage.words
        await stage.press("n", "n", "n")
        assert stage.speaker == "Ana", "the facilitator is last"
        await stage.press("n")
        assert "everyone has shared" not in stage.words, "five are expected still"
        assert "shared Bo · Cy · Ana" in stage.words

    play(story)


@pytest.mark.parametrize(
    ("typed", "speaker", "hint"),
    [
        ("de", "Dee", "Enter: Dee has the floor."),
        ("Zoë", "Zoë", "Enter adds Zoë, who is here, and gives them the floor."),
    ],
)
def test_letters_give_the_floor_by_name(typed: str, speaker: str, hint: str) -> None:
    async def story(stage: Stage) -> None:
        await in_check_in(stage)
        await stage.press("slash")
        await stage.type(typed)
        assert hint in stage.words
        await stage.press("enter")
        assert stage.speaker == speaker
        person = stage.state.person(stage.id_of(speaker))
        assert person
        assert person.presence is Presence.PRESENT

    play(story)


def test_digits_tick_points_and_untick_them() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("full_stop", "full_stop")
        await stage.at_once("1", "3")
        assert stage.state.running
        assert stage.state.running.ticked == {0, 2}
        await stage.at_once("1")
        assert stage.state.running
        assert stage.state.running.ticked == {2}

    play(story)


def test_digits_begin_topics() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("full_stop", "w", "t")
        await stage.type("Fear")
        await stage.press("enter", "w", "t")
        await stage.type("Power")
        await stage.press("enter")
        await stage.does(GoToItem("topics"))
        assert "2 topics" in stage.words
        await stage.press("2")
        assert stage.state.topic
        assert stage.state.topic.title == "Power"
        assert "topic 2 of 2" in stage.words
        await stage.press("1")
        assert stage.state.topic
        assert stage.state.topic.title == "Fear"

    play(story)


def test_pause_stops_the_clock_and_hold_calms_the_screen() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("full_stop")
        stage.at(0)
        await stage.at_once("z")
        stage.at(5)
        paused = stage.state
        assert paused.running
        before = item_seconds(paused, paused.running, stage.clock.now().session)
        assert before == 6 * 60 - 1
        assert paused.paused
        assert paused.paused.kind is PauseKind.PAUSE
        await stage.press("z", "h")
        held = stage.state
        assert held.paused
        assert held.paused.kind is PauseKind.HOLD
        assert "OPENING QUOTES" in stage.text
        assert "Framing" not in stage.text
        await stage.press("h")
        assert stage.state.paused is None
        assert "Framing" in stage.text

    play(story)


def test_minutes_more_and_less() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("full_stop", "plus", "equals_sign", "minus")
        assert stage.state.running
        assert stage.state.running.allotment == 4 * 60

    play(story)


def test_the_room_closes_and_opens() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("full_stop", "o")
        assert "room closed 18:54" in stage.words
        await stage.press("o")
        assert stage.state.room_closed is None

    play(story)


def test_the_last_full_stop_looks_through_and_closes_nothing() -> None:
    async def story(stage: Stage) -> None:
        await stage.does(NextItem(), GoToItem("certificates"))
        assert ". close" in stage.keys_line
        await stage.press("full_stop")
        assert stage.shows(ClosingScreen)
        assert stage.state.closed is None
        await stage.press("q")
        assert running(stage) == "certificates"

    play(story)


def test_undo_says_when_there_is_nothing() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("u")
        assert "There is nothing to take back." in stage.words
        await stage.press("full_stop", "full_stop", "u")
        assert "Taken back: going on to Framing" in stage.words
        assert running(stage) == "opening"

    play(story)


def test_leaving_keeps_the_session_and_home_offers_it() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("full_stop", "full_stop")
        await stage.does(WriteNote(NoteKind.TAKEAWAY, "Kept"))
        before = stage.state
        await stage.press("q")
        assert stage.shows(HomeScreen)
        assert "left off 1 s ago, framing" in stage.words
        await stage.press("enter")
        assert stage.state == before
        assert "FRAMING" in stage.text

    play(story)


def test_the_wall_clock_and_the_ends_are_in_the_place_s_time() -> None:
    async def story(stage: Stage) -> None:
        stage.at(2)
        await stage.press("full_stop")
        assert stage.lines[0].rstrip().endswith("19:02  ends 20:32, 2 min over")

    play(story)


def test_a_click_on_a_key_does_what_the_key_does() -> None:
    async def story(stage: Stage) -> None:
        stage.clock.advance(1)
        await stage.pilot.click("#keys", offset=(stage.lines[-1].index(". begin"), 1))
        await stage.settle()
        assert running(stage) == "opening"

    play(story)


def test_a_click_on_the_agenda_goes_there() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("full_stop")
        row = next(i for i, line in enumerate(stage.lines) if "· Topics" in line)
        stage.clock.advance(1)
        await stage.pilot.click(offset=(5, row))
        await stage.settle()
        assert running(stage) == "topics"

    play(story)


def test_a_second_that_passes_while_a_page_opens_does_no_harm() -> None:
    async def story(stage: Stage) -> None:
        for action in (
            "help",
            "say",
            "open('people')",
            "open('notes')",
            "open('agenda')",
            "open('closing')",
        ):
            await stage.screen.run_action(action)
            stage.app.show()
            await stage.settle()
            assert stage.app.is_running
            await stage.press("q")

    play(story)


def test_a_tick_that_comes_when_the_program_has_ended_does_no_harm() -> None:
    kept: list[Stage] = []

    async def story(stage: Stage) -> None:
        kept.append(stage)

    play(story)
    assert kept[0].app.ends
    kept[0].app.show()

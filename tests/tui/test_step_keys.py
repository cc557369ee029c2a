"""The live screen by its keys where a step asks for more: roles, options, votes, groups, cards."""

from dataclasses import replace

import pytest

from builders import START
from coreflect_tui.core.decide.answer import Refusal
from coreflect_tui.core.formats import ClockStyle, Format, Point
from coreflect_tui.core.intents import (
    AddTopic,
    DescribeAttendee,
    DrawSmallGroups,
    GiveRole,
    GoToItem,
    NextItem,
    RemoveAttendee,
    SetPresence,
)
from coreflect_tui.core.person import Presence
from coreflect_tui.core.roles import holders
from coreflect_tui.core.state import Options
from coreflect_tui.preparation import prepare_session
from coreflect_tui.tui.screens.reading import ReadingScreen
from coreflect_tui.workplace import Workplace
from protocol import CHOICE, cases, coffee
from stage import FACILITATOR, INVITED, OFFSET, SIZES, Stage, Story, a_workplace, play


def of(fmt: Format, people: int) -> Workplace:
    """A workplace with a session of that format."""
    workplace = a_workplace()
    options = Options(START, fmt.minutes.usual, fmt.places[0], OFFSET)
    prepared = prepare_session(fmt, options, [FACILITATOR], INVITED[: people - 1], workplace.random)
    assert not isinstance(prepared, Refusal), prepared.sentence
    workplace.begin(*prepared)
    return workplace


def hold(story: Story, fmt: Format, size: tuple[int, int] = (80, 24), people: int = 8) -> None:
    play(story, size=size, workplace=of(fmt, people))


async def at_item(stage: Stage, item: str) -> None:
    """Everybody is here, and that item has just begun."""
    stage.at(0)
    everyone = tuple(one.id for one in stage.state.people)
    await stage.does(SetPresence(everyone, Presence.PRESENT), NextItem())
    if item != stage.state.items[0].id:
        await stage.does(GoToItem(item))


def middle(stage: Stage) -> str:
    """The words of the screen without the agenda at its left."""
    return " ".join(" ".join(line.rpartition("│")[2] for line in stage.lines).split())


def named(stage: Stage, role: str) -> list[str]:
    return [one.name for one in holders(stage.state, role)]


@pytest.mark.parametrize("size", SIZES)
def test_a_digit_says_who_presents_and_the_screen_says_what_they_do(
    size: tuple[int, int],
) -> None:
    async def story(stage: Stage) -> None:
        await at_item(stage, "tell")
        assert "Who presents?" in stage.text
        assert "1 Bo 2 Cy 3 Dee" in middle(stage)
        assert "not written down: stories" in middle(stage)
        await stage.press("3")
        assert named(stage, "presenter") == ["Dee"]
        assert "Who presents?" not in stage.text
        assert "Dee speaks" in middle(stage)
        await stage.does(GoToItem("listen"))
        assert "everyone but Dee speaks · Dee listens: muted, camera off" in middle(stage)
        assert "no advice · third person" in middle(stage)
        await stage.press("u", "u")
        assert "Who presents?" in stage.text

    hold(story, cases(), size)


def test_a_presenter_who_leaves_stays_it_and_it_is_said_how_to_name_another() -> None:
    async def story(stage: Stage) -> None:
        await at_item(stage, "tell")
        await stage.does(GiveRole("presenter", (stage.id_of("Dee"),)))
        assert "Dee" in middle(stage)
        assert "names somebody else" not in middle(stage)
        for presence, said in ((Presence.AWAY, "is away"), (Presence.LEFT, "has left")):
            await stage.does(SetPresence((stage.id_of("Dee"),), presence))
            assert f"Dee {said}; R names somebody else" in middle(stage)
            assert named(stage, "presenter") == ["Dee"]
        await stage.does(GiveRole("presenter", (stage.id_of("Cy"),)))
        assert "names somebody else" not in middle(stage)

    hold(story, cases())


def test_any_role_is_given_by_name_and_taken_away_by_an_empty_line() -> None:
    async def story(stage: Stage) -> None:
        await at_item(stage, "choosing")
        assert "time-keeper Bo? (R)" in middle(stage)
        await stage.press("R", "t")
        assert "time-keeper: Bo" in middle(stage), "whom to ask stands there already"
        assert "Says when." in middle(stage)
        await stage.press("enter")
        assert named(stage, "time-keeper") == ["Bo"]
        assert "time-keeper Bo" in middle(stage)
        await stage.press("u", "R", "t")
        await stage.type("cy")
        await stage.press("enter")
        assert named(stage, "time-keeper") == ["Cy"], "a name typed stands for whom it proposed"
        await stage.press("R", "t", "ctrl+u")
        await stage.type("cy, dee")
        await stage.press("enter")
        assert "one person has that role" in middle(stage)
        await stage.press("escape")
        await stage.press("R", "t", "ctrl+u")
        await stage.type("nobody such")
        await stage.press("enter")
        assert "Not everybody named is on the list" in middle(stage)
        assert "time-keeper: nobody such" in middle(stage), "what was typed stays"
        await stage.press("escape")
        await stage.press("R", "t", "ctrl+u", "enter")
        assert named(stage, "time-keeper") == []

    hold(story, cases())


def test_a_digit_takes_an_option_and_the_agenda_follows() -> None:
    async def story(stage: Stage) -> None:
        await at_item(stage, "choosing")
        assert "Which way?" in stage.text
        assert "Walk" in stage.text
        assert "Run" not in stage.text
        await stage.press("2")
        assert "✓ The short way" in stage.text
        assert "Walk" not in stage.text
        assert "Run" in stage.text
        await stage.press("u")
        assert "Walk" in stage.text

    hold(story, cases())


def choosing_at(step: str) -> Format:
    """The cases with the choice made at another step."""
    return replace(cases(), choices=(replace(CHOICE, at=step),))


def test_where_digits_mean_people_a_letter_takes_an_option() -> None:
    async def story(stage: Stage) -> None:
        await at_item(stage, "ask")
        assert "Which way? W chooses – The long way – The short way" in middle(stage)
        await stage.press("W", "h")
        assert dict(stage.state.taken) == {"way": "short"}
        assert "✓ The short way" in middle(stage)
        await stage.press("1")
        assert dict(stage.state.taken) == {"way": "short"}, "it was the floor"
        assert stage.speaker == "Bo"

    hold(story, choosing_at("ask"))


def test_digits_go_to_a_role_that_is_open_once_the_way_is_chosen() -> None:
    async def story(stage: Stage) -> None:
        await at_item(stage, "tell")
        assert "Who presents? R by name" in middle(stage)
        assert "1 The long way 2 The short way" in middle(stage)
        await stage.press("2")
        assert "Which way? W chooses – The long way ✓ The short way" in middle(stage)
        assert "Who presents?" in middle(stage)
        assert "1 Bo 2 Cy 3 Dee" in middle(stage)
        await stage.press("2")
        assert named(stage, "presenter") == ["Cy"]
        assert "1 The long way ✓ The short way" in middle(stage)

    hold(story, choosing_at("tell"))


def test_topics_that_a_digit_does_not_mean_have_no_number() -> None:
    fmt = coffee()
    gather = replace(fmt.steps[0], points=(Point("Two minutes in silence"), Point("Then aloud")))

    async def story(stage: Stage) -> None:
        await at_item(stage, "gather")
        await stage.does(AddTopic("Money"), AddTopic("Time"))
        assert "1 Two minutes in silence 2 Then aloud Money Time" in middle(stage)
        await stage.press("1")
        assert stage.state.running
        assert stage.state.running.ticked == {0}
        await stage.does(GoToItem("talk-it"))
        assert "1 Money" in middle(stage)

    hold(story, replace(fmt, steps=(gather, *fmt.steps[1:])))


def test_the_group_votes_for_longer_when_the_time_is_over() -> None:
    async def story(stage: Stage) -> None:
        await at_item(stage, "tell")
        await stage.press("1")
        assert "E 5 min more, by vote" in stage.keys_line
        stage.at(4)
        stage.app.show()
        await stage.settle()
        assert "1 min left: Tell 1." in middle(stage)
        stage.at(5, 1)
        stage.app.show()
        await stage.settle()
        assert "E adds 5 min when the group votes so" in middle(stage)
        await stage.press("E")
        assert "left of 10 min" in middle(stage)
        assert "E 2 min more, by vote" in stage.keys_line

    hold(story, cases(), people=4)


def test_small_groups_are_drawn_and_the_clock_says_when_to_swap() -> None:
    async def story(stage: Stage) -> None:
        await at_item(stage, "pairs")
        assert "the first speaks, 2:00 until you swap" in middle(stage)
        await stage.press("G")
        assert "4 pairs:" in middle(stage)
        assert stage.text.count(" + ") == 4
        stage.at(2, 30)
        stage.app.show()
        await stage.settle()
        assert "the second speaks, 1:30 left" in middle(stage)

    hold(story, cases())


def test_who_is_taken_off_the_list_sits_in_no_small_group_any_more() -> None:
    async def story(stage: Stage) -> None:
        await at_item(stage, "pairs")
        await stage.press("G")
        (held,) = stage.state.small_groups
        one, other = held.groups[0]
        left = next(person.name for person in stage.state.people if person.id == other)
        await stage.does(RemoveAttendee(one))
        assert f"{left}  ·" in stage.text
        assert "one alone" in middle(stage)
        assert "someone" not in stage.text

    hold(story, cases())


def test_an_item_that_the_group_ends_is_never_over() -> None:
    async def story(stage: Stage) -> None:
        await at_item(stage, "end")
        stage.at(9)
        stage.app.show()
        await stage.settle()
        assert "until the group is done" in middle(stage)
        assert "about 5 min planned" in middle(stage)
        assert "over 5 min" not in middle(stage)

    hold(story, cases(), (120, 40), people=4)


def test_once_more_and_no_more_of_what_comes_several_times() -> None:
    async def story(stage: Stage) -> None:
        await at_item(stage, "tell")
        await stage.press("A")
        assert [one.id for one in stage.state.items if one.item.lap == 3] == [
            "tell.3", "ask.3", "listen.3",
        ]  # fmt: skip
        await stage.press("N")
        assert all(one.left_out for one in stage.state.items if one.item.lap > 1)
        await stage.press("u", "u")
        assert not any(one.left_out for one in stage.state.items if one.item.lap > 1)

    hold(story, cases())


def test_topics_are_voted_for_and_the_laps_follow_the_votes() -> None:
    async def story(stage: Stage) -> None:
        stage.at(0)
        await stage.does(NextItem(), AddTopic("Rest"), AddTopic("Power"))
        await stage.press("2", "2", "1")
        assert "2 votes" in stage.text
        assert "1 vote" in stage.text
        await stage.does(NextItem())
        assert stage.state.topic
        assert stage.state.topic.title == "Power"
        await stage.press("1")
        assert stage.state.topic.title == "Rest"

    hold(story, coffee())


def test_cards_can_be_called_up_at_any_time() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("C")
        assert stage.shows(ReadingScreen)
        assert "Curiosity" in stage.text
        assert "What would we like to know?" in stage.text
        await stage.press("q")
        assert not stage.shows(ReadingScreen)

    hold(story, cases())


def test_a_quiet_clock_counts_minutes_and_says_nothing_of_pace_until_asked() -> None:
    async def story(stage: Stage) -> None:
        await at_item(stage, "walk")
        stage.at(9)
        stage.app.show()
        await stage.settle()
        assert "there is no hurry" in middle(stage)
        assert "behind" not in middle(stage)
        assert "over the 6 min" not in middle(stage)
        assert "until 19:55" in middle(stage)
        assert "f fit" not in stage.keys_line
        await stage.press("K")
        assert "over the 6 min" in middle(stage)
        assert "behind" in middle(stage)
        await stage.press("K")
        assert "behind" not in middle(stage)

    hold(story, replace(cases(), clock=ClockStyle.QUIET), people=4)


def test_people_with_hostile_names_present_and_sit_in_groups_as_plain_text() -> None:
    async def story(stage: Stage) -> None:
        await at_item(stage, "tell")
        hostile = next(one.id for one in stage.state.people if one.name == "Bo")
        await stage.does(DescribeAttendee(hostile, "Ann [/] [@click=app.quit]x", "", ""))
        assert "1 Ann [/]" in middle(stage)
        await stage.does(GiveRole("presenter", (hostile,)))
        assert "Ann [/] [@click=app.quit]x speaks" in middle(stage)
        await stage.does(GoToItem("pairs"), DrawSmallGroups())
        assert "Ann [/] [@click=app.quit]x" in middle(stage)

    hold(story, cases())


def test_whoever_writes_is_told_what_is_not_to_be_written_down() -> None:
    async def story(stage: Stage) -> None:
        await at_item(stage, "tell")
        await stage.press("w")
        assert "takeaway" in stage.text
        assert "t topic" not in middle(stage)
        await stage.press("k")
        assert "Not to be written down here: stories." in middle(stage)
        await stage.press("escape", "w", "r")
        assert "Not to be written down here" not in middle(stage)

    hold(story, cases())

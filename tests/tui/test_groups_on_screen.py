"""Standing groups on the screens: kept from a session, opened from the start."""

import pytest
from textual.widgets import Input, TextArea

from coreflect_tui.core.group import Group, Member
from coreflect_tui.core.intents import AddAttendee, CloseSession, GoToItem, NextItem, SetPresence
from coreflect_tui.core.person import Presence
from coreflect_tui.library.groups import find_group, save_group
from coreflect_tui.settings import Settings
from coreflect_tui.tui.screens.home import HomeScreen
from coreflect_tui.tui.screens.live import LiveScreen
from coreflect_tui.tui.screens.setup import SetupScreen
from coreflect_tui.workplace import Workplace
from stage import SIZES, Stage, Story, a_workplace, ips, play, setup_screen


async def held_and_kept(stage: Stage) -> None:
    """A session is held, and its people are kept as a group."""
    here = tuple(one.id for one in stage.state.people)
    stage.at(0)
    await stage.does(SetPresence(here, Presence.PRESENT), NextItem(), GoToItem("check-in"))
    await stage.press("a", "k")
    await stage.type("Tuesday group")
    await stage.press("enter")


def test_the_people_of_a_session_become_a_group_that_meets_again() -> None:
    workplace = a_workplace()

    async def story(stage: Stage) -> None:
        await held_and_kept(stage)
        assert "Tuesday group: 8 people added." in stage.words
        group = find_group(workplace.locations.user_groups, "tuesday")
        assert [one.name for one in group.members][:3] == ["Ana", "Bo", "Cy"]
        assert stage.state.options.group == group.id
        await stage.does(CloseSession())
        await stage.press("q", "q")
        assert stage.shows(HomeScreen)
        assert "Groups Tuesday group · 8 people" in stage.words
        stage.screen.query_one("#list").focus()
        await stage.press("home", "enter")
        assert stage.shows(SetupScreen)
        words = stage.words
        assert "IPS co-reflection · Tuesday group" in words
        assert "Ana (she/her)" in words
        assert "People · 8 with you" in words
        await stage.press("ctrl+s")
        assert stage.shows(LiveScreen)
        assert {one.roster for one in stage.state.people} == {one.id for one in group.members}
        assert stage.state.options.group == group.id

    play(story, workplace=workplace)


def test_a_group_is_brought_up_to_date_by_the_same_key() -> None:
    workplace = a_workplace()

    async def story(stage: Stage) -> None:
        await held_and_kept(stage)
        await stage.press("a")
        await stage.type("Rowan (they/them)")
        await stage.press("enter", "k")
        assert "Tuesday group: 1 person added." in stage.words
        group = find_group(workplace.locations.user_groups, "tuesday")
        assert group.members[-1].pronouns == "they/them"
        await stage.press("k")
        assert "Tuesday group: nothing changed." in stage.words

    play(story, workplace=workplace)


def test_a_group_s_file_that_cannot_be_read_stops_nothing_else() -> None:
    workplace = a_workplace()
    folder = workplace.locations.user_groups
    folder.mkdir(parents=True)
    (folder / "mine.toml").write_text("name = 3")

    async def story(stage: Stage) -> None:
        assert "mine.toml cannot be read" in stage.words
        await stage.press("home", "enter")
        assert stage.shows(HomeScreen)
        assert "mine.toml" in stage.words

    play(story, HomeScreen, workplace=workplace)


def test_the_plain_title_is_offered_in_setup() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("ctrl+n")
        assert "It is called “Co-reflection” this time" in stage.words
        await stage.press("ctrl+s")
        assert stage.state.format.title == "Co-reflection"

    play(story, setup_screen, workplace=a_workplace(settings=Settings(facilitator="Ana")))


ROSTER = Group(
    "Tuesday",
    "ips-co-reflection",
    True,
    (
        Member("a1", "Ana and Bea", facilitates=True),
        Member("k1", "Kit", pronouns="neo"),
        Member("b1", "Bo", pronouns="they/them", email="bo@example.org"),
        Member("n1", "2 Names"),
    ),
    "g1",
)


def of_the_group(story: Story, workplace: Workplace) -> None:
    save_group(workplace.locations.user_groups, ROSTER)
    play(story, lambda: SetupScreen(ips(), None, {}, group=ROSTER), workplace=workplace)


async def everybody_comes(stage: Stage) -> None:
    stage.at(0)
    here = tuple(one.id for one in stage.state.people)
    await stage.does(SetPresence(here, Presence.PRESENT), NextItem())


def test_a_roster_goes_through_a_session_and_stays_as_it_is() -> None:
    workplace = a_workplace()

    async def story(stage: Stage) -> None:
        await stage.press("ctrl+s")
        assert [one.roster for one in stage.state.people] == ["a1", "k1", "b1", "n1"]
        await everybody_comes(stage)
        await stage.press("a", "k")
        assert "Tuesday: nothing changed." in stage.words
        assert find_group(workplace.locations.user_groups, "Tuesday") == ROSTER

    of_the_group(story, workplace)


def test_someone_who_was_not_expected_is_known_by_name_and_that_is_said() -> None:
    workplace = a_workplace()

    async def story(stage: Stage) -> None:
        stage.screen.query_one("#people", TextArea).text = "Kit (neo)"
        await stage.press("ctrl+s")
        await everybody_comes(stage)
        await stage.does(AddAttendee("Bo"), AddAttendee("2 Names", pronouns="he/him"))
        await stage.press("a", "k")
        assert "1 changed" not in stage.words
        assert "Tuesday: 1 person changed, 2 people known by name: Bo, 2 Names." in stage.words
        await stage.press("k")
        assert "known by name" not in stage.words
        assert [one.roster for one in stage.state.people] == ["a1", "k1", "b1", "n1"]

    of_the_group(story, workplace)


def test_what_the_list_has_beside_names_is_remembered() -> None:
    async def story(stage: Stage) -> None:
        await stage.start_ips()
        columns = stage.screen.query_one("#columns", Input)
        columns.focus()
        await stage.type("phone")
        await stage.press("ctrl+s")
        assert stage.shows(SetupScreen)
        assert "List: names only, or also pronouns, e-mail, organisation, minutes." in stage.words
        columns.value = ""
        await stage.type("pro, e-m")
        await stage.press("ctrl+s")
        assert stage.state.options.columns == ("pronouns", "email")
        await stage.press("q")
        await stage.start_ips()
        assert stage.shows(SetupScreen)
        assert stage.screen.query_one("#columns", Input).value == "pronouns, e-mail"

    play(story, HomeScreen, workplace=a_workplace(settings=Settings(facilitator="Ana")))


@pytest.mark.parametrize("size", SIZES)
def test_who_receives_the_list_and_what_it_has_can_both_be_read(size: tuple[int, int]) -> None:
    async def story(stage: Stage) -> None:
        assert "List goes to IPS Central " in stage.words
        assert "with names only" in stage.words
        stage.screen.query_one("#columns", Input).value = "pronouns"
        await stage.settle()
        assert "with pronouns" in stage.words

    play(story, setup_screen, size)

"""Standing groups on the screens: kept from a session, opened from the start."""

from coreflect_tui.core.intents import CloseSession, GoToItem, NextItem, SetPresence
from coreflect_tui.core.state import Presence
from coreflect_tui.library.groups import find_group
from coreflect_tui.tui.screens.home import HomeScreen
from coreflect_tui.tui.screens.live import LiveScreen
from coreflect_tui.tui.screens.setup import SetupScreen
from stage import Stage, a_workplace, play


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

    from coreflect_tui.settings import Settings
    from stage import setup_screen

    play(story, setup_screen, workplace=a_workplace(settings=Settings(facilitator="Ana")))

"""A closed session is kept as a format with one key and a name."""

from coreflect_tui.core.intents import InsertItem, NextItem
from coreflect_tui.library.catalogue import find_format
from coreflect_tui.library.format_file import read_format
from coreflect_tui.locations import locations
from coreflect_tui.rehearsal.cast import cast_for
from coreflect_tui.tui.coach import Coach
from coreflect_tui.tui.screens.closed import ClosedScreen
from coreflect_tui.tui.screens.home import HomeScreen
from coreflect_tui.tui.widgets.entry import Entry
from stage import Stage, a_workplace, begin, play, still_clock


async def closed(stage: Stage) -> None:
    """Seven minutes for the first item, four for one that was put in, and then the end."""
    stage.at(0)
    await stage.does(NextItem(), InsertItem("Bo's news", 300))
    stage.at(7)
    await stage.does(NextItem())
    stage.at(11)
    await stage.press("x", "ctrl+s")
    assert stage.shows(ClosedScreen)


def test_f_and_a_name_keep_it_with_the_times_that_it_took() -> None:
    async def story(stage: Stage) -> None:
        await closed(stage)
        assert "f save as format" in stage.keys_line
        await stage.press("f")
        assert stage.screen.query_one(Entry).is_open
        await stage.type("Quick one")
        await stage.press("enter")
        assert "Saved among your formats, as quick-one.toml" in stage.words
        fmt = read_format(locations().user_formats / "quick-one.toml")
        assert fmt.title == "Quick one"
        assert [(one.title, one.minutes) for one in fmt.steps[:2]] == [
            ("Opening quotes", 7),
            ("Someone's news", 4),
        ]
        await stage.press("q")
        assert stage.shows(HomeScreen)
        assert "Quick one yours" in stage.words

    play(story)


def test_a_name_that_is_taken_is_said_and_another_one_may_be_given() -> None:
    async def story(stage: Stage) -> None:
        await closed(stage)
        await stage.press("f")
        await stage.type("IPS co-reflection")
        await stage.press("enter")
        assert "There is a format 'ips-co-reflection' already" in stage.words
        await stage.press("f")
        await stage.type("[@click=app.quit]Q[/]")
        await stage.press("enter")
        assert find_format("click-app-quit-q", locations().user_formats).title == (
            "[@click=app.quit]Q[/]"
        )

    play(story)


def test_leaving_the_line_or_naming_nothing_keeps_nothing() -> None:
    async def story(stage: Stage) -> None:
        await closed(stage)
        await stage.press("f")
        await stage.type("Quick")
        await stage.press("escape")
        assert stage.shows(ClosedScreen)
        await stage.press("f", "enter")
        assert stage.shows(ClosedScreen), "enter was the line's"
        assert not locations().user_formats.exists()
        await stage.press("q")
        assert stage.shows(HomeScreen)

    play(story)


def test_a_rehearsal_is_not_kept_as_a_format() -> None:
    async def story(stage: Stage) -> None:
        await closed(stage)
        assert "save as format" not in stage.keys_line
        await stage.press("f")
        assert not stage.screen.query_one(Entry).is_open

    clock = still_clock()
    workplace = a_workplace(clock)
    coach = Coach(cast_for(begin(workplace).state.people, 1), clock, 30)
    play(story, workplace=workplace, coach=coach)

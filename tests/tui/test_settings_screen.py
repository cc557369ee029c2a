"""Settings on the screen: each is changed, kept in the file, and holds at once where it can."""

from pathlib import Path

import pytest
from textual.command import CommandPalette

from album import Album, file_name
from coreflect_tui.core.intents import NextItem
from coreflect_tui.locations import locations
from coreflect_tui.settings import OwnKey, Settings, read_settings
from coreflect_tui.settings_file import TEMPLATE
from coreflect_tui.tui.all_actions import ACTIONS
from coreflect_tui.tui.bound import name_of
from coreflect_tui.tui.screens.closing import ClosingScreen
from coreflect_tui.tui.screens.colours import ColoursScreen
from coreflect_tui.tui.screens.home import HomeScreen
from coreflect_tui.tui.screens.keys import KeysScreen
from coreflect_tui.tui.screens.live import LiveScreen
from coreflect_tui.tui.screens.settings import SettingsScreen
from coreflect_tui.tui.view.settings import LABELS, SCREENS, typed_value
from coreflect_tui.tui.widgets.entry import Entry
from stage import SIZES, Stage, a_workplace, play, play_home

FOLDER = Path(__file__).parent / "golden_settings"
TAKEN = ("settings", "settings-folder", "colours", "keys", "keys-waiting", "keys-taken")
HOSTILE = "\x1b]0;evil\x07Ana\u202e [/] [@click=app.quit]x[/]"


def kept() -> Settings:
    return read_settings(locations().settings_file)[0]


async def choose(stage: Stage, name: str) -> None:
    """Open the settings from the start screen, and choose one."""
    if not isinstance(stage.app.screen, SettingsScreen):
        await stage.press("s")
    assert stage.shows(SettingsScreen)
    stage.app.screen.query_one("Choices").choose(name)  # type: ignore[attr-defined]
    await stage.settle()


async def typed(stage: Stage, name: str, text: str) -> None:
    await choose(stage, name)
    await stage.press("enter")
    await stage.press("ctrl+u")
    await stage.paste(text) if text else None
    await stage.press("enter")


# --- as pictures ---------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_pictures(size: tuple[int, int]) -> None:
    album = Album(FOLDER, size)
    home = Path("/home/ana/.config/coreflect/settings.toml")
    keys = (OwnKey("live.pass_turn", "ctrl+y"), OwnKey("live.hold", "p"))
    workplace = a_workplace(
        settings=Settings("~/Co-reflection", None, "Ana", keep_months=12, keys=keys)
    )
    workplace.locations = workplace.locations._replace(
        settings_file=home, documents=Path("/home/ana/Documents/Co-reflection")
    )

    async def story(stage: Stage) -> None:
        await stage.press("s")
        album.take("settings", stage)
        await choose(stage, "documents")
        await stage.press("enter")
        album.take("settings-folder", stage)
        await stage.press("escape")
        await choose(stage, "theme")
        await stage.press("enter")
        album.take("colours", stage)
        await stage.press("q")
        await choose(stage, "keys")
        await stage.press("enter", "down", "down")
        album.take("keys", stage)
        await stage.press("enter")
        album.take("keys-waiting", stage)
        await stage.press("a")
        album.take("keys-taken", stage)

    play(story, HomeScreen, size, workplace)
    album.check(TAKEN)


def test_no_picture_is_left_over() -> None:
    wanted = {file_name(name, size) for name in TAKEN for size in SIZES}
    assert {path.name for path in FOLDER.iterdir()} == wanted


# --- the settings -----------------------------------------------------------------------------


def test_each_setting_has_a_row_and_each_screen_a_title() -> None:
    assert set(LABELS) == set(Settings._fields)
    assert set(SCREENS) == {one.screen for one in ACTIONS}


def test_a_name_is_kept_and_setup_goes_by_it() -> None:
    async def story(stage: Stage) -> None:
        await typed(stage, "facilitator", "Rowan Ash")
        assert "Your name: Rowan Ash. Setup goes by it from the next session on." in stage.words
        await typed(stage, "pronouns", "they/them")
        assert (kept().facilitator, kept().pronouns) == ("Rowan Ash", "they/them")
        await stage.press("q")
        await stage.start_ips()
        assert "Rowan Ash (they/them)" in stage.text

    play_home(story)


def test_undo_takes_the_last_change_back_and_again_brings_it() -> None:
    async def story(stage: Stage) -> None:
        assert "undo" not in stage.keys_line
        await typed(stage, "facilitator", "Ana")
        await typed(stage, "facilitator", "Bo")
        assert "u undo" in stage.keys_line
        await stage.press("u")
        assert kept().facilitator == "Ana"
        assert "Taken back. Your name: Ana." in stage.words
        await stage.press("u")
        assert kept().facilitator == "Bo"
        await stage.press("delete")
        assert kept().facilitator is None
        assert locations().settings_file.read_text("utf-8") == TEMPLATE

    play_home(story)


@pytest.mark.parametrize(
    ("name", "text", "value", "said"),
    [
        ("keep_months", " 12 ", 12, ""),
        ("keep_months", "", None, ""),
        ("keep_months", "1201", None, "Write a number of months from 1 to 1200"),
        ("keep_months", "0", None, "Write a number"),
        ("keep_months", "²", None, "Write a number"),
        ("keep_months", "9" * 5000, None, "Write a number"),
        ("documents", "~/Sessions", "~/Sessions", ""),
        ("documents", "Sessions", "Sessions", "Write the whole way to the folder"),
        ("documents", "  ", None, ""),
        ("facilitator", HOSTILE, "Ana [/] [@click=app.quit]x[/]", ""),
    ],
)
def test_what_is_typed_is_taken_or_said(
    name: str, text: str, value: str | int | None, said: str
) -> None:
    found, problem = typed_value(name, text)
    assert problem.startswith(said)
    assert bool(problem) is bool(said)
    assert said or found == value


def test_a_number_that_is_none_is_asked_for_again() -> None:
    async def story(stage: Stage) -> None:
        await typed(stage, "keep_months", "a year")
        assert "Write a number of months from 1 to 1200" in stage.words
        assert stage.screen.query_one(Entry).text == "a year"
        await stage.press("ctrl+u")
        await stage.type("12")
        await stage.press("enter")
        assert kept().keep_months == 12
        assert stage.app.workplace.settings.keep_months == 12

    play_home(story)


def test_hostile_words_are_only_words() -> None:
    async def story(stage: Stage) -> None:
        await typed(stage, "facilitator", HOSTILE)
        assert "Ana [/] [@click=app.quit]x[/]" in stage.text
        assert stage.app.is_running
        assert kept().facilitator == "Ana [/] [@click=app.quit]x[/]"

    play_home(story)


def test_lists_jump_at_once() -> None:
    async def story(stage: Stage) -> None:
        before = stage.app.animation_level
        await choose(stage, "reduce_motion")
        await stage.press("enter")
        assert stage.app.animation_level == "none"
        assert kept().reduce_motion
        await stage.press("enter")
        assert stage.app.animation_level == before
        assert not kept().reduce_motion
        assert "Lists move smoothly from now on." in stage.words

    play_home(story)


def test_colours_are_shown_as_one_moves_and_kept_with_enter() -> None:
    async def story(stage: Stage) -> None:
        usual = stage.app.theme
        await choose(stage, "theme")
        await stage.press("enter")
        assert stage.shows(ColoursScreen)
        await stage.press("down", "down")
        assert stage.app.theme == "light"
        await stage.press("q")
        assert stage.app.theme == usual
        assert kept().theme is None
        await stage.press("enter", "down", "down", "down", "enter")
        assert stage.shows(SettingsScreen)
        assert stage.app.theme == kept().theme == "high contrast"
        await stage.press("u", "delete")
        assert stage.app.theme == usual

    play_home(story)


def test_another_folder_is_for_sessions_that_begin_later() -> None:
    async def story(stage: Stage) -> None:
        await stage.does(NextItem())
        mine = stage.app.workplace.documents
        await stage.press("ctrl+p")
        assert isinstance(stage.app.screen, CommandPalette)
        await stage.press("escape")
        stage.app.open_settings()
        await stage.settle()
        await typed(stage, "documents", "~/Elsewhere")
        assert "This session keeps its folder; later ones go by it." in stage.words
        assert stage.app.workplace.documents == mine
        await stage.press("q", "q")
        assert stage.shows(HomeScreen)
        assert stage.app.workplace.documents == Path("~/Elsewhere").expanduser()

    play(story)


def test_what_stands_in_the_file_meanwhile_holds_too() -> None:
    async def story(stage: Stage) -> None:
        await typed(stage, "facilitator", "Ana")
        file = locations().settings_file
        file.write_text(f'# mine\n{file.read_text("utf-8")}"live.hold" = "ctrl+y"\n', "utf-8")
        await typed(stage, "pronouns", "she/her")
        assert file.read_text("utf-8").startswith("# mine\n")
        assert "live.hold" in stage.app.keys
        assert "1 key" in stage.text

    play_home(story)


def test_a_broken_file_is_said_and_stays() -> None:
    async def story(stage: Stage) -> None:
        file = locations().settings_file
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("theme = nord\n", "utf-8")
        for act in (typed(stage, "facilitator", "Ana"), again(stage)):
            await act
            assert "line 1: this line is not TOML" in stage.words
            assert "nothing is written to it until that is mended." in stage.words
        assert file.read_text("utf-8") == "theme = nord\n"
        assert stage.app.workplace.settings.facilitator is None

    async def again(stage: Stage) -> None:
        await choose(stage, "reduce_motion")
        await stage.press("enter")

    play_home(story)


def test_a_folder_that_takes_nothing_is_said() -> None:
    async def story(stage: Stage) -> None:
        folder = locations().settings_file.parent
        folder.parent.mkdir(parents=True, exist_ok=True)
        stage.app.workplace.locations = stage.app.workplace.locations._replace(
            settings_file=Path("/dev/null/settings.toml")
        )
        await typed(stage, "facilitator", "Ana")
        assert "/dev/null/settings.toml" in stage.words
        assert stage.app.workplace.settings.facilitator is None

    play_home(story)


# --- keys ----------------------------------------------------------------------------------------


async def keys_screen(stage: Stage, name: str) -> None:
    """Open the keys, and choose an action."""
    await choose(stage, "keys")
    await stage.press("enter")
    assert stage.shows(KeysScreen)
    stage.screen.query_one("Choices").choose(name)  # type: ignore[attr-defined]
    await stage.settle()


def test_a_key_is_pressed_and_does_it_from_then_on() -> None:
    async def story(stage: Stage) -> None:
        await keys_screen(stage, "home.settings")
        await stage.press("enter")
        assert "Press the new key for “settings”." in stage.words
        assert "any key takes it" in stage.keys_line
        await stage.press("ctrl+y")
        assert "Start: ctrl+y is “settings” now." in stage.words
        assert "yours, usually s" in stage.text
        assert kept().keys == (OwnKey("home.settings", "ctrl+y", kept().keys[0].line),)
        await stage.press("q", "q", "s")
        assert stage.shows(HomeScreen)
        assert "ctrl+y settings" in stage.keys_line
        await stage.press("ctrl+y")
        assert stage.shows(SettingsScreen)

    play_home(story)


@pytest.mark.parametrize(
    ("pressed", "said"),
    [
        ("e", "e is “edit format” there. Another key for “settings”?"),
        ("5", "5 cannot be had: numbers choose"),
        ("enter", "enter cannot be had: it does what is chosen"),
        ("down", "down cannot be had"),
        ("shift+f3", "“shift+f3” is no key"),
    ],
)
def test_what_cannot_be_had_is_said_at_once_and_the_next_key_is_waited_for(
    pressed: str, said: str
) -> None:
    async def story(stage: Stage) -> None:
        await keys_screen(stage, "home.settings")
        await stage.press("enter", pressed)
        assert said in stage.words
        assert "any key takes it" in stage.keys_line
        assert kept().keys == ()
        await stage.press("escape")
        assert stage.shows(KeysScreen)
        assert "any key" not in stage.keys_line
        await stage.press("j")
        assert kept().keys == ()

    play_home(story)


def test_one_goes_back_to_its_usual_key_unless_that_is_taken() -> None:
    async def story(stage: Stage) -> None:
        await keys_screen(stage, "live.pass_turn")
        await stage.press("enter", "ctrl+y")
        stage.screen.query_one("Choices").choose("live.hold")  # type: ignore[attr-defined]
        await stage.press("enter", "p")
        assert [one.action for one in kept().keys] == ["live.pass_turn", "live.hold"]
        stage.screen.query_one("Choices").choose("live.pass_turn")  # type: ignore[attr-defined]
        await stage.press("delete")
        assert "p is “hold” there (live.hold); give that another key first." in stage.words
        stage.screen.query_one("Choices").choose("live.hold")  # type: ignore[attr-defined]
        await stage.press("enter", "h")
        assert [one.action for one in kept().keys] == ["live.pass_turn"], "h is its usual key"
        stage.screen.query_one("Choices").choose("live.pass_turn")  # type: ignore[attr-defined]
        await stage.press("delete")
        assert kept().keys == ()
        await stage.press("u")
        assert [one.key for one in kept().keys] == ["ctrl+y"]

    play_home(story)


def test_an_action_is_found_by_letters() -> None:
    async def story(stage: Stage) -> None:
        await keys_screen(stage, "home.settings")
        await stage.press("slash")
        await stage.type("a minute l")
        await stage.press("enter", "enter")
        assert "Press the new key for “a minute less”." in stage.words
        await stage.press("escape", "slash")
        await stage.type("sing")
        assert "Nothing is called so" in stage.words
        await stage.press("enter")
        assert "Nothing is called so" in stage.words
        assert "Press the new key" not in stage.words

    play_home(story)


def test_the_palette_leads_to_the_settings_from_a_session_and_not_from_a_rehearsal() -> None:
    async def story(stage: Stage) -> None:
        titles = [one.title for one in stage.app.get_system_commands(stage.app.screen)]
        assert titles.count("Settings") == 1
        stage.app.push_screen(ClosingScreen())
        await stage.settle()
        assert "Settings" in [one.title for one in stage.app.get_system_commands(stage.app.screen)]
        stage.app.open_settings()
        await stage.settle()
        titles = [one.title for one in stage.app.get_system_commands(stage.app.screen)]
        assert "Settings" not in titles
        await stage.press("escape")
        assert stage.shows(ClosingScreen)

    play(story, LiveScreen)
    assert all(name_of(one) for one in ACTIONS)

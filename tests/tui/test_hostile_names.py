"""Names out of a stranger's hand: on every screen they are literal, cleaned text and no more."""

from coreflect_tui.core.formats import NoteKind
from coreflect_tui.core.intents import GoToItem, NextItem, SetPresence, WriteNote
from coreflect_tui.core.person import Presence
from coreflect_tui.core.text import clean_name
from coreflect_tui.tui.actions import ACTIONS
from coreflect_tui.tui.screens.closing import ClosingScreen
from coreflect_tui.tui.screens.live import LiveScreen
from coreflect_tui.tui.screens.notes import NotesScreen
from coreflect_tui.tui.screens.people import PeopleScreen
from stage import Stage, play, setup_screen

HOSTILE = (
    "Ann [/]",
    "[@click=app.quit]Zed[/]",
    "[$error]X",
    "[link=https://example.org]Lin[/link]",
    "\x1b[31mred",
    "\x1b]0;title\x07Osk",
    "Ali\u202ece\u2066",
    "\U0001f469\u200d\U0001f4bbMo",
    "Z\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309algo",
    "李小龍",
    "L" + 79 * "o",
    "a\u0000b\u009bc",
    "{name} %s \\n $HOME",
)
OURS = {f"screen.{action.id}" for action in ACTIONS}


def seen(name: str) -> str:
    """The least of a cleaned name that must be readable: it may be cut at the end."""
    return clean_name(name)[:12]


def assert_harmless(stage: Stage) -> None:
    """No character of the screen steers a terminal, and each click does one of our own actions."""
    for segment in stage.segments():
        assert not segment.control
        assert all(char.isprintable() or char == "\u200d" for char in segment.text), segment.text
        if segment.style:
            assert segment.style.link is None
            does = segment.style.meta.get("@click", "")
            assert does == "" or does.partition("(")[0] in OURS | {"screen.visit", "screen.ask"}, (
                does
            )


def test_hostile_names_are_literal_on_every_screen() -> None:
    async def story(stage: Stage) -> None:
        await set_up(stage)
        everyone = tuple(one.id for one in stage.state.people)
        assert {one.name for one in stage.state.people} == {
            clean_name(name) for name in ("Fa [/] Ci", *HOSTILE)
        }
        assert_harmless(stage)
        await stage.does(SetPresence(everyone, Presence.PRESENT), NextItem(), GoToItem("check-in"))
        await every_one_has_the_floor(stage)
        await on_the_other_screens(stage)

    play(story, setup_screen)


async def set_up(stage: Stage) -> None:
    await stage.paste("Fa [/] Ci")
    await stage.at_once("tab", "tab", "tab")
    await stage.paste("\n".join(HOSTILE[:3]))
    assert_harmless(stage)
    for name in HOSTILE[:3]:
        assert clean_name(name) in stage.text
    await stage.paste("\n" + "\n".join(HOSTILE[3:]))
    assert_harmless(stage)
    await stage.press("ctrl+s")
    assert stage.shows(LiveScreen), stage.text


async def every_one_has_the_floor(stage: Stage) -> None:
    for name in HOSTILE:
        clean = clean_name(name)
        await stage.press("slash")
        await stage.paste(name)
        assert_harmless(stage)
        await stage.press("enter")
        assert stage.speaker == clean
        assert f"now {seen(name)}" in stage.words
        assert_harmless(stage)
    await stage.press("d")
    assert stage.shows(LiveScreen)


async def on_the_other_screens(stage: Stage) -> None:
    await stage.press("a")
    assert stage.shows(PeopleScreen)
    for name in HOSTILE:
        await stage.press("down")
        assert seen(name) in stage.text
        assert_harmless(stage)
    await stage.press("enter")
    assert_harmless(stage)
    await stage.press("escape", "q")
    for name in HOSTILE:
        await stage.does(WriteNote(NoteKind.TAKEAWAY, f"{name} said so"))
    await stage.press("v")
    assert stage.shows(NotesScreen)
    for name in HOSTILE:
        assert seen(name) in stage.text
        assert_harmless(stage)
        await stage.press("down")
    await stage.press("q", "x")
    assert stage.shows(ClosingScreen)
    for _ in range(len(HOSTILE)):
        assert_harmless(stage)
        await stage.press("down")
    await stage.press("p")
    assert_harmless(stage)
    assert stage.app.is_running


def test_a_click_on_a_name_that_asks_to_quit_gives_it_the_floor() -> None:
    async def story(stage: Stage) -> None:
        await stage.paste("Ana")
        await stage.at_once("tab", "tab", "tab")
        await stage.paste("[@click=app.quit]Zed[/]\nBo")
        await stage.press("ctrl+s")
        await stage.does(NextItem(), GoToItem("check-in"))
        row = next(i for i, text in enumerate(stage.lines) if "1 [@click" in text)
        stage.clock.advance(1)
        await stage.pilot.click(offset=(stage.lines[row].index("Zed"), row))
        await stage.settle()
        assert stage.app.is_running
        assert stage.speaker == "[@click=app.quit]Zed[/]"

    play(story, setup_screen)


def test_a_refusal_and_an_undo_that_speak_of_a_name_show_it_as_it_is() -> None:
    async def story(stage: Stage) -> None:
        await stage.paste("Ana")
        await stage.at_once("tab", "tab", "tab")
        await stage.paste("Ann [/]\nBo")
        await stage.press("ctrl+s")
        everyone = tuple(one.id for one in stage.state.people)
        await stage.does(SetPresence(everyone, Presence.PRESENT), NextItem(), GoToItem("check-in"))
        await stage.press("full_stop")
        assert "Not invited yet: Ann [/], Bo." in stage.words
        await stage.press("slash")
        await stage.paste("ann [/")
        assert "Enter: Ann [/] has the floor." in stage.words

    play(story, setup_screen)

"""Words out of a stranger's hand: on every screen they are literal, cleaned text and no more.

People, notes, topics, an agreement, quotes, a report of the call, files, and a format that somebody
handed on: each word of them is one of tests/hostile.py. Wherever it stands, the screen is whole.
"""

from pathlib import Path

import pytest
from rich.cells import cell_len

import hostile_files as files
from coreflect_tui.core.decide.answer import Refusal
from coreflect_tui.core.formats import NoteKind
from coreflect_tui.core.intents import (
    CloseSession,
    EndTurn,
    GiveTurn,
    GoToItem,
    NextItem,
    RecordAddress,
    SetPresence,
    StartTopic,
    WriteNotes,
)
from coreflect_tui.core.person import Presence
from coreflect_tui.core.state import WrittenFile
from coreflect_tui.core.text import clean_line, clean_name
from coreflect_tui.library.format_file import read_format_text
from coreflect_tui.library.groups import read_group
from coreflect_tui.locations import locations
from coreflect_tui.preparation import Invited, prepare_session
from coreflect_tui.tui.all_actions import ACTIONS
from coreflect_tui.tui.screens.closing import ClosingScreen
from coreflect_tui.tui.screens.fit import FitScreen
from coreflect_tui.tui.screens.home import HomeScreen
from coreflect_tui.tui.screens.live import LiveScreen
from coreflect_tui.tui.screens.notes import NotesScreen
from coreflect_tui.tui.screens.people import PeopleScreen
from coreflect_tui.tui.screens.report import ReportScreen
from coreflect_tui.tui.screens.setup import SetupScreen
from coreflect_tui.tui.view.pieces import drawn, plain, width_of
from coreflect_tui.tui.view.turns import people_lines
from coreflect_tui.tui.widgets.choices import Choices
from coreflect_tui.tui.widgets.pane import Pane
from coreflect_tui.workplace import Workplace
from hostile import NAMED, Hostile, in_a_note, steers
from stage import SIZES, USUAL, Stage, a_workplace, options, play, still_clock

PEOPLE = files.of_one_name()
OF_SIZE = dict(zip(SIZES, (PEOPLE[:62], PEOPLE[26:88], PEOPLE[-62:]), strict=True))
"""Sixty or more for each size, and each of them for one at least."""
CLICKS = {f"screen.{action.id}" for action in ACTIONS} | {
    "screen.choose",
    "screen.visit",
    "screen.ask",
    "screen.open",
    "screen.take",
    "screen.line",
    "letter",
}
sizes = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")


def seen(text: str, cells: int = 10) -> str:
    """The least of a cleaned text that must be readable: it may be cut at the end."""
    shown = drawn(clean_line(text))
    while cell_len(shown) > cells:
        shown = shown[:-1]
    return shown.rstrip()


def whole(stage: Stage) -> None:
    """Every row is as wide as the screen, nothing in it steers a terminal, each click does one of
    our own actions, and frame and key line are where they belong."""
    width, height = stage.app.size
    strips = stage.app.screen._compositor.render_strips()
    assert len(strips) == height
    for strip in strips:
        assert sum(cell_len(one.text) for one in strip) == width, strip.text
        assert not steers(strip.text), strip.text
        for segment in strip:
            assert not segment.control
            if segment.style:
                assert segment.style.link is None
                does = segment.style.meta.get("@click", "").partition("(")[0]
                assert does in CLICKS | {""}, does
    framed(stage)


def listed(stage: Stage) -> str:
    """All rows of the list, in sight or not: each as wide as the screen at most, and harmless."""
    lines = [line for _, rows in stage.screen.query_one(Choices).choices for line in rows]
    assert max(map(width_of, lines)) <= stage.app.size[0]
    shown = plain(lines)
    assert steers(shown) <= {"\n"}
    return shown


def framed(stage: Stage) -> None:
    """The line between agenda and item has no gap, and the keys stand below a line of their own."""
    if not stage.app.screen.query("#keys"):
        return
    assert set(stage.lines[-2]) == {"─"}, stage.text
    assert stage.keys_line, stage.text
    for pane in stage.app.screen.query("#agenda"):
        region = pane.region
        if stage.shows(LiveScreen) and pane.display and region:
            rows = stage.lines[region.y : region.bottom]
            assert {cell_len(row.partition("│")[0]) for row in rows} == {region.right - 1}, (
                stage.text
            )


def workplace_of(like: str, people: tuple[Hostile, ...], broken: int = 0) -> Workplace:
    """A session of such people in a format like a shipped one, in the folder of somebody to whom
    such files were handed on."""
    files.fill(locations(), broken)
    workplace = a_workplace(still_clock(-6))
    fmt = read_format_text(files.a_format(like), "evil")
    invited = [Invited(one.typed, one.typed) for one in people]
    agreement = read_group(locations().user_groups / "evil.toml").agreement
    prepared = prepare_session(
        fmt, options(), invited[:2], invited[2:], workplace.random, agreement=agreement
    )
    assert not isinstance(prepared, Refusal), prepared.sentence
    workplace.begin(*prepared)
    return workplace


async def go_to(stage: Stage, step: str) -> None:
    """Go to an item, whoever still waits; the screen is whole there."""
    stage.session.dispatch(GoToItem(step, leaving=True))
    stage.app.show()
    await stage.settle()
    whole(stage)


async def through(stage: Stage, *keys: str) -> None:
    """Press keys one after the other; the screen is whole after each."""
    for key in keys:
        await stage.press(key)
        whole(stage)


@sizes
def test_a_session_in_a_strangers_words(size: tuple[int, int], tmp_path: Path) -> None:
    report = files.written(tmp_path, "[@click=app.quit] p.csv", files.a_report())
    # Where something is typed stands in a row of its own, which is the least wide here.
    typing = size == SIZES[0]

    async def story(stage: Stage) -> None:
        if typing:
            await through(stage, "e", "q", "question_mark", "q")
        everyone = tuple(one.id for one in stage.state.people)
        await stage.does(SetPresence(everyone, Presence.PRESENT), NextItem())
        for step in [one.id for one in stage.state.items][1 :: 1 if typing else 4]:
            await go_to(stage, step)
        await go_to(stage, "check-in")
        await floor(stage)
        if typing:
            await typed(stage)
        await written_down(stage)
        await on_other_screens(stage)
        if typing:
            await typed_elsewhere(stage)
        if size != USUAL:
            # The longest list of all; between two widths it is no other.
            await a_report(stage, report)
        await closing(stage)

    play(story, size=size, workplace=workplace_of("ips-co-reflection", OF_SIZE[size]))


async def floor(stage: Stage) -> None:
    """Each of them has the floor: some on the screen, everybody in what it would show."""
    width = stage.screen.query_one("#people", Pane).content_size.width
    for number, person in enumerate(stage.state.people[2:]):
        assert stage.session.dispatch(GiveTurn(person.id)) is None
        lines = people_lines(stage.state, stage.screen.now, width)
        assert max(map(width_of, lines)) <= width
        words = f"now {' '.join(seen(person.name).split())}"
        assert words in " ".join(plain(lines).split())
        assert steers(plain(lines)) <= {"\n"}
        if number % 30 == 0:
            await stage.does()
            whole(stage)
            assert words in stage.words, stage.text
    await stage.does(EndTurn())
    await through(stage, "h", "h", "u")


async def typed(stage: Stage) -> None:
    """What is typed and pasted on the live screen, and what is said of it meanwhile."""
    await stage.press("slash")
    for text in ("[@click", "+\x1b[5;31mRed\x9b0m", "\u202e\u200bAli", "\U0001f468\u200d"):
        await stage.paste(text)
        whole(stage)
        await stage.press("home", "ctrl+k")
    await through(stage, "escape", "j", "escape", "shift+o", "escape", "w", "t")
    await stage.paste("\x1b[5;31mNew\u202e\n[/] topic")
    whole(stage)
    await through(stage, "escape", "shift+q")
    await stage.paste("\u201cSay \x1b[5m[/]\u201d \u2014 \x9b31m[red]Who, \u202ewhere")
    await through(stage, "enter", "m", "escape", "t", "escape", "y", "escape", "ctrl+p", "escape")


async def written_down(stage: Stage) -> None:
    kinds = (*NoteKind,)
    for number, kind in enumerate(kinds):
        said = [in_a_note(one.typed) for one in NAMED[number :: 2 * len(kinds)]]
        await stage.does(WriteNotes(kind, tuple(f"{one}\n{one} said so" for one in said[:6])))
    await stage.press("v")
    assert stage.shows(NotesScreen)
    shown = listed(stage)
    for note in stage.state.notes:
        assert seen(note.text.splitlines()[0], 5) in shown
    await through(stage, "pagedown", "o", "k", "q")
    await go_to(stage, "topics")
    await stage.does(StartTopic(stage.state.topics[-1].id))
    await through(stage, "shift+t", "q")


async def on_other_screens(stage: Stage) -> None:
    await through(stage, "shift+d", "q", "g", "q")
    await stage.app.push_screen(FitScreen())
    await through(stage, "plus", "q")
    await stage.does(RecordAddress(stage.state.people[0].id, "a@b\x1b[5m", "[/]\u202eOrg"))
    await stage.press("a")
    assert stage.shows(PeopleScreen)
    shown = listed(stage)
    for person in stage.state.people:
        assert seen(person.name) in shown
    await through(stage, "pagedown", "space", "s", "q")


async def typed_elsewhere(stage: Stage) -> None:
    await through(stage, "g", "m", "escape", "i")
    await stage.paste("[/] \x1b[5m\u202eevil 5")
    await through(stage, "enter", "q", "shift+d", "down", "enter", "escape", "q")
    await through(stage, "v", "enter", "escape", "q", "shift+t", "r", "escape", "q", "a", "enter")
    await through(stage, "escape", "m", "escape", "slash", "escape", "r", "escape")
    await stage.press("k")
    await stage.paste("\x1b[5m\u202e[/] group")
    await through(stage, "enter", "i")
    await stage.paste("/\x1b[5m/\u202e[/]\x07.csv")
    await through(stage, "enter", "q", "x", "f")
    await stage.paste("/\x1b[5m/\u202e[/]\x07")
    await through(stage, "escape", "q")


async def a_report(stage: Stage, report: Path) -> None:
    await stage.press("a", "i")
    await stage.paste(str(report))
    await stage.press("enter")
    assert stage.shows(ReportScreen)
    shown = listed(stage)
    for name in (one.name for one in PEOPLE if one.name.isalpha()):
        assert seen(name) in shown
    await through(stage, "pagedown", "plus", "q", "q")


async def closing(stage: Stage) -> None:
    await stage.press("x")
    assert stage.shows(ClosingScreen)
    listed(stage)
    await through(stage, "pagedown", "p", "pagedown", "q")
    await stage.does(CloseSession())
    paths = [f"/tmp/{one.typed}/send/{one.typed}.csv" for one in NAMED[:30]]
    stage.app.closed(tuple(WrittenFile("attendees", path, "0" * 64) for path in paths))
    await stage.settle()
    await through(stage, "pagedown", "q")
    assert stage.shows(HomeScreen)


@sizes
def test_the_screens_before_and_after_a_session(size: tuple[int, int]) -> None:
    workplace = workplace_of("ips-co-reflection", PEOPLE[:20], broken=12)
    session = workplace.session
    assert session
    everyone = tuple(one.id for one in session.state.people)
    for intent in (SetPresence(everyone, Presence.PRESENT), NextItem(), GoToItem("check-in")):
        session.dispatch(intent)
    session.dispatch(GiveTurn(everyone[5]))
    workplace.leave()

    async def story(stage: Stage) -> None:
        whole(stage)
        listed(stage)
        assert f"{session.state.people[5].name} speaking" in stage.words
        await through(stage, *["pagedown"] * 2, "home", "l", "q")
        stage.app.opening.set_up_group(str(locations().user_groups / "evil.toml"))
        await stage.settle()
        assert stage.shows(SetupScreen)
        await through(stage, "ctrl+n", "ctrl+o")
        await stage.paste("\x1b[5m\u202e[/].csv")
        await through(stage, "enter", "ctrl+p", "escape", "ctrl+end", "ctrl+s")

    play(story, HomeScreen, size, workplace)


@pytest.mark.parametrize(
    ("size", "like"),
    [*zip(SIZES, ("workplace-gathering", "case-group", "one-two-four-all"), strict=True)],
)
def test_roles_ways_cards_and_small_groups(size: tuple[int, int], like: str) -> None:
    async def story(stage: Stage) -> None:
        everyone = tuple(one.id for one in stage.state.people)
        await stage.does(SetPresence(everyone, Presence.PRESENT), NextItem())
        for step in [one.id for one in stage.state.items][1:4]:
            await go_to(stage, step)
            await through(stage, "1", "shift+g")
        await through(stage, "shift+w", "escape", "shift+r", "escape", "shift+c", "q", "x", "q")

    play(story, size=size, workplace=workplace_of(like, PEOPLE[::6]))


def test_names_that_are_pasted_are_those_of_the_list() -> None:
    plain_ones = [one.typed for one in PEOPLE if "\n" not in one.typed and "\r" not in one.typed]

    async def story(stage: Stage) -> None:
        await stage.paste("Fa [/] Ci")
        await stage.at_once("tab", "tab", "tab")
        await stage.paste("\n".join(plain_ones))
        whole(stage)
        await stage.press("ctrl+s")
        assert stage.shows(LiveScreen), stage.text
        named = {one.name for one in stage.state.people}
        assert all(clean_name(name) == name for name in named)
        assert {"[@click=app.quit]Zed[/]", "Alicila", "\u674e\u5c0f\u9f8d", "Red"} <= named

    play(story, lambda: SetupScreen(read_format_text(files.a_format(), "evil"), None, {}))

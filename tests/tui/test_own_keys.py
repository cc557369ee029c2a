"""Keys of one's own: what can be had, what is said of what cannot, and that they work."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from textual.binding import Binding

from coreflect_tui.core.intents import (
    GiveTurn,
    GoToItem,
    Intent,
    NextItem,
    PauseClock,
    SetPresence,
)
from coreflect_tui.core.person import Presence
from coreflect_tui.core.state import PauseKind
from coreflect_tui.core.text import clean_line, harmless
from coreflect_tui.settings import MOST_SENTENCES, OwnKey, Settings
from coreflect_tui.tui.actions import actions_of, key_of
from coreflect_tui.tui.all_actions import ACTIONS
from coreflect_tui.tui.bound import Bound, name_of
from coreflect_tui.tui.own_keys import bound_to, known, own_keys, pressed_as
from coreflect_tui.tui.screens.cover import CoverScreen
from coreflect_tui.tui.screens.home import HomeScreen
from coreflect_tui.tui.screens.live import LiveScreen
from coreflect_tui.tui.screens.log import LogScreen
from coreflect_tui.tui.screens.people import PeopleScreen
from coreflect_tui.tui.screens.reading import HelpScreen, PageScreen, ReadingScreen
from coreflect_tui.tui.screens.setup import SetupScreen
from coreflect_tui.tui.screens.words import WordsScreen
from coreflect_tui.tui.widgets.entry import Entry
from stage import Stage, a_workplace, play, setup_screen

CHECKOUT = Path(__file__).parents[2]
HERE = SetPresence(("p1", "p2", "p3", "p4"), Presence.PRESENT)
ROUND = (HERE, NextItem(), GoToItem("check-in"), GiveTurn("p2"))


def own(**keys: str) -> Settings:
    """Settings with these keys; a double underscore stands for the dot."""
    return Settings(keys=tuple(OwnKey(name.replace("__", "."), key) for name, key in keys.items()))


def said_of(*keys: tuple[str, str]) -> tuple[dict[str, Bound], tuple[str, ...]]:
    return own_keys(OwnKey(name, key, line) for line, (name, key) in enumerate(keys, 1))


# --- what can be had ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "textual", "shows"),
    [
        ("ö", "ö", "ö"),
        ("J", "J,shift+j", "J"),
        ("'", "apostrophe", "'"),
        (",", "comma", ","),
        ("comma", "comma", ","),
        ("-", "minus", "-"),
        (" ", "space", "space"),
        ("Space", "space", "space"),
        ("del", "delete", "del"),
        ("ctrl+y", "ctrl+y", "ctrl+y"),
        ("Ctrl+Y", "ctrl+y", "ctrl+y"),
        ("F5", "f5", "f5"),
    ],
)
def test_a_key_may_be_written_as_it_is_called(key: str, textual: str, shows: str) -> None:
    assert bound_to("live.hold", key) == Bound(textual, shows)


@pytest.mark.parametrize(
    ("name", "key", "why"),
    [
        ("live.pas_turn", "y", "nothing that can be done; did you mean live.pass_turn?"),
        ("zebra", "y", "nothing that can be done; `coreflect settings --keys` lists what is."),
        ("live.digit", "y", "numbers stay as they are."),
        ("live.hold", "7", "7 cannot be had: numbers choose what has one."),
        ("live.hold", "Escape", "Escape cannot be had: it is the way out."),
        ("live.hold", "ctrl+q", "ctrl+q cannot be had: ctrl+q is the way out."),
        ("live.hold", "ctrl+p", "ctrl+p searches everything"),
        ("live.hold", "ctrl+i", "no terminal tells ctrl+i from tab"),
        ("live.hold", "enter", "it does what is chosen"),
        ("people.here", "down", "it moves through lists"),
        ("live.hold", "foo", "“foo” is no key; one sign such as"),
        ("live.hold", "ctrl+shift+x", "is no key"),
        ("live.hold", "ctrl+ö", "is no key"),
        ("live.hold", "f13", "is no key"),
        ("live.hold", "\u0301", "is no key"),
        ("setup.start", "j", "j is typed there; take one with ctrl"),
        ("setup.start", "del", "del is typed there"),
        ("setup.start", "ctrl+k", "ctrl+k changes the text there"),
    ],
)
def test_what_cannot_be_had_is_refused_with_a_sentence(name: str, key: str, why: str) -> None:
    refused = bound_to(name, key)
    assert isinstance(refused, str)
    assert why in refused
    taken, (sentence,) = said_of((name, key))
    assert taken == {}
    assert sentence.startswith(f"settings.toml, line 1: {name}: ")


@pytest.mark.parametrize(
    ("key", "character", "written"),
    [
        ("j", "j", "j"),
        ("J", "J", "J"),
        ("shift+j", "J", "J"),
        ("plus", "+", "+"),
        ("space", " ", "space"),
        ("delete", None, "del"),
        ("comma", ",", ","),
        ("ctrl+y", "\x19", "ctrl+y"),
        ("alt+x", "x", "alt+x"),
        ("f5", None, "f5"),
    ],
)
def test_a_key_that_was_pressed_is_written_as_it_can_be_read(
    key: str, character: str | None, written: str
) -> None:
    assert pressed_as(key, character) == written
    assert isinstance(bound_to("live.hold", written), Bound) is (key != "alt+x")


@pytest.mark.parametrize(
    ("keys", "taken", "said"),
    [
        ([("live.pass_turn", "y")], [], ["y is “copy for the chat” there (live.copy)"]),
        ([("live.pass_turn", "y"), ("live.copy", "p")], ["live.copy", "live.pass_turn"], []),
        ([("live.pass_turn", "ctrl+y"), ("people.here", "ctrl+y")], 2, []),
        (
            [("live.pass_turn", "ctrl+y"), ("live.copy", "ctrl+y")],
            ["live.pass_turn"],
            ["line 2: live.copy: ctrl+y is “pass” there"],
        ),
        # One that falls back takes its usual key again, and who had taken that gives it back.
        (
            [("live.pass_turn", "y"), ("live.copy", "ctrl+i")],
            [],
            ["line 2: live.copy", "line 1: live.pass_turn: y is “copy for the chat” there"],
        ),
        ([("live.pass_turn", "0")], [], ["0 is “cover” there"]),
        ([("live.pass_turn", "+")], [], ["+ is “a minute more” there"]),
        ([("live.more_time", "#"), ("live.pass_turn", "=")], 2, []),
        ([("live.hold", "R")], [], ["R is “roles” there"]),
        ([("live.hold", "h")], 1, []),
    ],
)
def test_two_actions_of_a_screen_never_share_a_key(
    keys: list[tuple[str, str]], taken: list[str] | int, said: list[str]
) -> None:
    found, sentences = said_of(*keys)
    assert len(found) == taken if isinstance(taken, int) else sorted(found) == taken
    assert len(sentences) == len(said)
    assert all(one in sentence for one, sentence in zip(said, sentences, strict=True))
    assert all("as before." in one for one in sentences)


NAMES = some.one_of(some.sampled_from(sorted(known())), some.text(max_size=12))
KEYS = some.one_of(
    some.characters(),
    some.sampled_from(("ctrl+y", "ctrl+i", "f5", "space", "del", "escape", "0", "x", "X", "enter")),
    some.text(max_size=6),
)


@settings(max_examples=60)
@given(some.lists(some.tuples(NAMES, KEYS), max_size=25))
def test_whatever_is_asked_for_no_key_means_two_things(keys: list[tuple[str, str]]) -> None:
    # Names and keys are cleaned where the settings are read.
    taken, sentences = said_of(*((clean_line(name), clean_line(key)) for name, key in keys))
    assert len(sentences) <= MOST_SENTENCES + 1
    assert all(harmless(one) == one for one in sentences)
    used: dict[tuple[str, str], str] = {}
    for action in ACTIONS:
        bound = taken.get(name_of(action))
        usual = action.key.split(",")
        names = bound.key.split(",") if bound else usual
        assert {one for one in usual if one in ("escape", "enter", "ctrl+l")} <= set(names)
        for key in names:
            assert used.setdefault((action.screen, key), action.id) == action.id
    reserved = {*map(str, range(1, 10)), "ctrl+q", "ctrl+p"}
    assert not reserved & {key for one in taken.values() for key in one.key.split(",")}


@given(some.characters(categories=("L", "N", "P", "S")))
def test_a_sign_is_called_as_textual_calls_it(sign: str) -> None:
    bound = bound_to("closed.mail", sign)
    if isinstance(bound, Bound) and sign != ",":
        (binding,) = Binding.make_bindings([Binding(sign, "")])
        assert binding.key in bound.key.split(",")


# --- on the screen -----------------------------------------------------------------------------


def test_an_own_key_works_and_the_usual_one_does_not() -> None:
    async def story(stage: Stage) -> None:
        await stage.does(*ROUND)
        assert stage.speaker == "Bo"
        assert "ctrl+y pass" in stage.keys_line
        await stage.press("question_mark")
        assert "ctrl+y pass" in stage.words
        assert not re.search(r"\bp pass", stage.words)
        await stage.press("q", "p")
        assert stage.speaker == "Bo"
        await stage.press("ctrl+y")
        assert stage.speaker == ""

    play(story, workplace=a_workplace(settings=own(live__pass_turn="ctrl+y")), size=(120, 40))


def test_keys_that_change_places_both_do_what_they_are_for() -> None:
    async def story(stage: Stage) -> None:
        await stage.does(*ROUND)
        await stage.press("h")
        assert stage.speaker == ""
        assert not stage.state.paused
        await stage.press("p")
        assert stage.state.paused
        assert stage.state.paused.kind is PauseKind.HOLD
        assert "Held: nothing counts. p goes on." in stage.text

    swapped = own(live__hold="p", live__pass_turn="h")
    play(story, workplace=a_workplace(settings=swapped))


def test_an_action_of_two_keys_has_the_own_one_alone() -> None:
    async def story(stage: Stage) -> None:
        await stage.does(HERE, NextItem())
        item = stage.state.running
        assert item
        for key in ("plus", "equals_sign", "ctrl+y"):
            await stage.press(key)
        assert stage.state.running
        assert stage.state.running.allotment == item.allotment + 60

    play(story, workplace=a_workplace(settings=own(live__more_time="ctrl+y")))


def test_the_way_out_stays_beside_an_own_key() -> None:
    async def story(stage: Stage) -> None:
        for key in ("ctrl+y", "escape"):
            await stage.press("a")
            assert stage.shows(PeopleScreen)
            await stage.press("q")
            assert stage.shows(PeopleScreen)
            await stage.press(key)
            assert stage.shows(LiveScreen)

    play(story, workplace=a_workplace(settings=own(people__leave="ctrl+y")))


def test_enter_stays_on_a_list() -> None:
    async def home(stage: Stage) -> None:
        for key in ("ctrl+y", "enter"):
            await stage.press(key)
            assert stage.shows(SetupScreen)
            await stage.press("escape")
            assert stage.shows(HomeScreen)

    play(home, HomeScreen, workplace=a_workplace(settings=own(home__open="ctrl+y")))


PAGES_KEYS = own(
    help__leave="ctrl+b",
    help__log="ctrl+g",
    help__cover="ctrl+o",
    words__leave="b",
    words__cover="o",
    page__leave="b",
    page__cover="o",
    log__leave="b",
    log__cover="o",
    cover__leave="o",
)


@pytest.mark.parametrize(
    ("opens", "kind", "back", "cover"),
    [
        (("question_mark",), HelpScreen, "ctrl+b", "ctrl+o"),
        (("e",), WordsScreen, "b", "o"),
        (("x", "p"), ReadingScreen, "b", "o"),
        (("L",), LogScreen, "b", "o"),
    ],
)
def test_pages_to_read_have_own_keys_as_all_screens(
    opens: tuple[str, ...], kind: type[PageScreen], back: str, cover: str
) -> None:
    async def story(stage: Stage) -> None:
        await stage.does(HERE, NextItem())
        await stage.press(*opens)
        page = stage.app.screen
        assert isinstance(page, kind)
        assert f"{back} back" in stage.keys_line
        await stage.press("0", "q")
        assert stage.app.screen is page, "the usual keys are somebody else's now, or nobody's"
        await stage.press(cover)
        assert stage.shows(CoverScreen)
        await stage.press("o")
        assert stage.app.screen is page
        if kind is HelpScreen:
            assert "ctrl+g what was said" in stage.keys_line
            await stage.press("ctrl+g")
            assert stage.shows(LogScreen)
            await stage.press("b")
        await stage.press(back)
        assert stage.app.screen is not page

    play(story, workplace=a_workplace(settings=PAGES_KEYS))


def test_own_keys_rest_while_one_is_typing() -> None:
    async def story(stage: Stage) -> None:
        await stage.does(*ROUND)
        await stage.press("w", "t")
        await stage.type("so ")
        await stage.press("ctrl+y", "f5")
        assert stage.speaker == "Bo"
        assert stage.screen.query_one(Entry).is_open
        await stage.type("far")
        await stage.press("enter")
        assert [one.title for one in stage.state.topics] == ["so far"]

    keys = own(live__pass_turn="ctrl+y", live__hold="f5")
    play(story, workplace=a_workplace(settings=keys))


@pytest.mark.parametrize(
    ("settings", "key"), [(Settings(), "ctrl+s"), (own(closing__write="f5"), "f5")]
)
def test_keys_that_type_nothing_rest_too(settings: Settings, key: str) -> None:
    async def story(stage: Stage) -> None:
        await stage.does(HERE, NextItem())
        await stage.press("x", "f")
        assert stage.screen.query_one(Entry).is_open
        await stage.press(key)
        assert stage.screen.query_one(Entry).is_open
        assert not stage.state.closed
        await stage.press("escape", key)
        assert stage.state.closed

    play(story, workplace=a_workplace(settings=settings))


def test_what_moves_on_still_rests_for_a_moment_after_an_own_key() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("ctrl+y")
        assert stage.state.running
        first = stage.state.running.id
        await stage.at_once("ctrl+y")
        assert stage.state.running.id == first
        await stage.press("ctrl+y")
        assert stage.state.running.id != first

    play(story, workplace=a_workplace(settings=own(live__next_item="ctrl+y")))


def test_in_setup_too() -> None:
    async def story(stage: Stage) -> None:
        assert "f5 next screen" in stage.keys_line
        await stage.paste("Ana")
        await stage.press("ctrl+s")
        assert stage.shows(SetupScreen)
        await stage.press("f5")
        assert stage.shows(LiveScreen)

    play(story, setup_screen, workplace=a_workplace(settings=own(setup__start="f5")))


def test_the_key_for_a_note_chooses_the_usual_kind_when_it_comes_again() -> None:
    async def story(stage: Stage) -> None:
        await stage.does(HERE, NextItem())
        await stage.press("#", "#")
        assert stage.screen.query_one(Entry).is_open
        assert stage.screen.query_one(Entry).text == "", "it is the key, and no word"

    play(story, workplace=a_workplace(settings=own(live__write="#")))


@pytest.mark.parametrize(
    ("intents", "key", "said"),
    [
        ((HERE, NextItem(), PauseClock()), "live.pause", "The clock stands still. § goes on."),
        (
            (HERE, NextItem(), GoToItem("topics")),
            "live.write",
            "§ t writes",
        ),
        ((HERE, NextItem(), GoToItem("framing")), "live.agreement", "No agreement yet; § notes"),
    ],
)
def test_words_name_the_key_that_works(intents: tuple[Intent, ...], key: str, said: str) -> None:
    async def story(stage: Stage) -> None:
        await stage.does(*intents)
        assert said in stage.words

    play(story, workplace=a_workplace(settings=Settings(keys=(OwnKey(key, "§"),))), size=(120, 40))


BY_NAME = re.compile(r"(?<![\w{}’'“.%(])(ctrl\+[a-z]|[b-zB-HJ-Z])(?=[ ,;:.)]|$)")
MENUS = {" t writes one down.", " g in a round goes by it."}
"""Letters of a menu that opens first, which are always the same."""
FIXED = ("ctrl+q", "ctrl+p")


def words_of_ours() -> Iterator[tuple[str, str]]:
    """Every text of the screens that has more than one word, and the file it stands in."""
    for path in sorted((CHECKOUT / "src/coreflect_tui/tui").rglob("*.py")):
        if path.parent.name == "tables" or path.name == "own_keys.py":
            continue
        tree = ast.parse(path.read_text("utf-8"))
        said = {id(one.value) for one in ast.walk(tree) if isinstance(one, ast.Expr)}
        for one in ast.walk(tree):
            text = one.value if isinstance(one, ast.Constant) and id(one) not in said else None
            if isinstance(text, str) and " " in text.strip():
                yield path.name, text


def test_no_words_name_a_key_that_may_be_another_one() -> None:
    found = [
        (name, words)
        for name, words in words_of_ours()
        for key in BY_NAME.findall(words)
        if key not in FIXED and words not in MENUS
    ]
    assert found == [], "build these with key_of()"
    assert BY_NAME.findall("The round is through: o closes the room.") == ["o"]


def test_the_keys_of_one_program_are_not_those_of_the_next() -> None:
    assert key_of("live.pass_turn") == "p"
    assert all(one in ACTIONS for one in actions_of("live"))

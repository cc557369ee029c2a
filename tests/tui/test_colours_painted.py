"""What the running screens paint: colours of looks alone, and pairs of them that can be read.

A colour that a style sheet mixes, dims or fixes, ours or one of Textual, is none of the theme's and
is found here; so is a pair of a look and a ground that nobody thought of.
"""

import re
from pathlib import Path

import pytest
from rich.style import Style
from textual._color_constants import COLOR_NAME_TO_RGB
from textual.color import Color
from textual.theme import BUILTIN_THEMES
from textual.widgets import Input, TextArea

import coreflect_tui.tui
from coreflect_tui.core.intents import NextItem
from coreflect_tui.tui.screens.home import HomeScreen
from coreflect_tui.tui.themes import (
    HIGH,
    PALETTES,
    READABLE,
    SEEN,
    USUAL,
    Colours,
    colours_of,
    contrast,
    own_themes,
)
from coreflect_tui.tui.view.pieces import Look
from coreflect_tui.tui.widgets.choices import Choices
from coreflect_tui.tui.widgets.pane import Pane, style_of
from evening import sessions_held, the_evening
from stage import Stage, play, setup_screen

SOURCES = Path(coreflect_tui.tui.__file__).parent
SHEETS = {path.name: path for path in sorted(SOURCES.rglob("*.tcss"))}
THEMES = {**{one.name: one for one in own_themes()}, **BUILTIN_THEMES}
MEASURED = {name: colours_of(theme) for name, theme in THEMES.items() if not theme.ansi}
NAMES = {value: name for name, value in PALETTES[USUAL]._asdict().items()}
GROUNDS = ("background", "field", "chosen")
DRAWN = re.compile(r"[\s\u2500-\u259f]*")
"""Lines, bars, the sign of the chosen row, large digits: no letters."""
FIXED = re.compile(r"#[0-9a-fA-F]{3}(?:[0-9a-fA-F]{3,5})?\b|\b(?:rgb|hsl)a?\(|\bansi_(?!color\b)")
"""A colour that is written out."""

Pair = tuple[str, str]


def least_of(theme: str) -> float:
    return HIGH if theme.startswith("high contrast") else READABLE


def ratio_of(colours: Colours, one: str, other: str) -> float:
    values = colours._asdict()
    return contrast(Color.parse(values[one]), Color.parse(values[other]))


class Painter:
    """Looks at screens, and keeps which pairs of colours they paint, each with an example; what is
    drawn is kept apart from what is written."""

    def __init__(self) -> None:
        self.written: dict[Pair, str] = {}
        self.drawn: dict[Pair, str] = {}
        self.grounds: dict[str, str] = {}
        self.strange: list[str] = []

    def take(self, name: str, stage: Stage) -> None:
        for segment in stage.segments():
            self._look_at(name, segment.text, segment.style or Style())

    def _look_at(self, place: str, text: str, style: Style) -> None:
        example = f"{place}: {text.strip()[:40]!r} {style}"
        colour, ground = NAMES.get(_hex(style, "color")), NAMES.get(_hex(style, "bgcolor"))
        if style.reverse:
            colour, ground = ground, colour
        if ground is None or style.dim or style.blink or (text.strip() and colour is None):
            self.strange.append(example)
            return
        self.grounds.setdefault(ground, example)
        if colour and text.strip():
            kept = self.drawn if DRAWN.fullmatch(text) else self.written
            kept.setdefault((colour, ground), example)


def _hex(style: Style, part: str) -> str:
    colour = getattr(style, part)
    return "#{:02x}{:02x}{:02x}".format(*colour.get_truecolor()) if colour else ""


@pytest.fixture(scope="module")
def painted(tmp_path_factory: pytest.TempPathFactory) -> Painter:
    """Every screen in the usual theme, and what is typed in, chosen or pointed at in each state."""
    painter = Painter()
    with pytest.MonkeyPatch.context() as patched:
        for name in ("COREFLECT_HOME", "XDG_DOCUMENTS_DIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
            patched.setenv(name, str(tmp_path_factory.mktemp("places")))
        play(lambda stage: the_evening(stage, painter), theme=USUAL)
        held = sessions_held()
        play(lambda stage: at_home(stage, painter), HomeScreen, workplace=held, theme=USUAL)
        play(lambda stage: in_setup(stage, painter), setup_screen, theme=USUAL)
        play(lambda stage: above_the_session(stage, painter), theme=USUAL)
    return painter


async def at_home(stage: Stage, painter: Painter) -> None:
    painter.take("home", stage)
    await stage.pilot.hover(Choices, (6, 8))
    await stage.settle()
    painter.take("home, with the mouse", stage)
    stage.app.set_focus(None)
    await stage.settle()
    painter.take("home, without focus", stage)
    for name, opened in (
        ("palette", stage.app.action_command_palette),
        ("themes", stage.app.search_themes),
    ):
        opened()
        await listed(stage)
        painter.take(name, stage)
        await stage.type("l")
        await listed(stage)
        painter.take(f"{name}, searched", stage)
        await stage.at_once("escape")


async def listed(stage: Stage) -> None:
    """The palette fills its list a moment later."""
    await stage.app.workers.wait_for_complete()
    await stage.settle()


async def in_setup(stage: Stage, painter: Painter) -> None:
    for field in stage.screen.focus_chain:
        field.focus()
        await stage.settle()
        painter.take(f"setup, {field.id}", stage)
        if isinstance(field, Input | TextArea):
            await stage.paste("Ana")
            field.action_select_all()
            await stage.settle()
            painter.take(f"setup, {field.id} selected", stage)


async def above_the_session(stage: Stage, painter: Painter) -> None:
    stage.at(0)
    await stage.does(NextItem())
    for key in ("D", "C", "y", "o", "m"):
        await stage.press(key)
        painter.take(f"live, {key}", stage)
        await stage.press("escape")


def test_only_colours_of_looks_are_painted(painted: Painter) -> None:
    assert not painted.strange


def test_what_is_written_can_be_read_in_every_theme(painted: Painter) -> None:
    assert {("muted", "chosen"), ("muted", "field"), ("warn", "background")} <= set(painted.written)
    weak = [
        f"{theme}: {text} on {ground} {ratio:.2f}, {example}"
        for theme, colours in MEASURED.items()
        for (text, ground), example in painted.written.items()
        if (ratio := ratio_of(colours, text, ground)) < least_of(theme)
    ]
    assert not weak


def test_what_is_drawn_can_be_seen_in_every_theme(painted: Painter) -> None:
    # Lines only part what has room between it already.
    weak = [
        f"{theme}: {drawn} on {ground} {ratio:.2f}, {example}"
        for theme, colours in MEASURED.items()
        for (drawn, ground), example in painted.drawn.items()
        if (ratio := ratio_of(colours, drawn, ground)) < SEEN and drawn != "line"
    ]
    assert not weak


def test_there_are_three_grounds_and_the_cursor_and_the_scrollbar(painted: Painter) -> None:
    assert set(painted.grounds) == {*GROUNDS, "text", "scroll"}


def test_every_look_can_be_read_on_every_ground_in_every_theme() -> None:
    """As the running program resolves it, whether or not a screen has it so today."""

    async def story(stage: Stage) -> None:
        weak = []
        for theme, colours in MEASURED.items():
            stage.app.theme = theme
            await repainted(stage)
            pane = stage.screen.query_one("#top", Pane)
            for look in Look:
                colour = Color.from_rich_color(style_of(pane, look).color)
                drawn = look in (Look.BAR, Look.TROUGH)
                for ground in GROUNDS[:1] if drawn else GROUNDS:
                    ratio = contrast(colour, Color.parse(colours._asdict()[ground]))
                    if colour.a < 1 or ratio < (SEEN if drawn else least_of(theme)):
                        weak.append(f"{theme}: {look} on {ground} {ratio:.2f}")
        assert not weak

    play(story)


async def repainted(stage: Stage) -> None:
    """A new theme changes no letter, so there is nothing that `settle` could wait for."""
    for _ in range(3):
        await stage.pilot.pause(0)


def test_a_new_theme_repaints_what_is_there() -> None:
    async def story(stage: Stage) -> None:
        for theme in ("light", "high contrast", "nord"):
            stage.app.theme = theme
            await repainted(stage)
            titles = [one.style for one in stage.segments() if one.text == " IPS co-reflection"]
            assert [_hex(one or Style(), "color") for one in titles] == [
                MEASURED[theme].title.lower()
            ]

    play(story)


# --- the style sheets -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", SHEETS)
def test_a_style_sheet_names_no_colour_but_those_of_looks(name: str) -> None:
    rules = re.sub(r"/\*.*?\*/", "", SHEETS[name].read_text("utf-8"), flags=re.DOTALL)
    looks = {f"look-{field}" for field in Colours._fields}
    values = re.findall(r"[\w-]+\s*:\s+([^;{}]+);", rules)
    assert values
    for value in values:
        assert set(re.findall(r"\$([\w-]+)", value)) <= looks, value
        words = set(re.findall(r"[\w-]+", re.sub(r"\$[\w-]+", "", value)))
        assert not words & {*COLOR_NAME_TO_RGB, "auto_color"} - {"transparent"}, value
        assert not FIXED.search(value), value


def test_no_colour_is_fixed_in_the_sources_of_the_screens() -> None:
    for path in SOURCES.rglob("*.py"):
        if path.name != "themes.py":
            assert not FIXED.search(path.read_text("utf-8")), path

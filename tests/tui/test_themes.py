"""The themes: colours that can be read, which one is the usual, and how one is named."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.color import ColorSystem
from textual.color import Color
from textual.constants import TEXTUAL_ANIMATIONS
from textual.theme import BUILTIN_THEMES, Theme

from coreflect_tui.settings import Settings
from coreflect_tui.tui.themes import (
    HIGH,
    PALETTES,
    PLAIN,
    READABLE,
    SEEN,
    WORDS,
    Colours,
    colours_of,
    contrast,
    look_variables,
    own_themes,
    theme_named,
    unknown_theme,
    usual_theme,
)
from stage import Stage, a_workplace, play

GROUNDS = ("background", "field", "chosen")
TEXTS = ("text", "muted", "title", "now", "good", "warn")
DRAWN = ("bar", "trough", "scroll")
MIXED = {**{one.name: one for one in own_themes()}, **BUILTIN_THEMES}
MIXED = {name: theme for name, theme in MIXED.items() if not theme.ansi}


def least_of(name: str) -> float:
    """What the texts of a theme have at least."""
    return HIGH if name.startswith("high contrast") else READABLE


def as_seen(colour: str, colours: ColorSystem) -> Color:
    """The colour on a terminal that has so many."""
    shown = Color.parse(colour).rich_color.downgrade(colours).get_truecolor()
    return Color(*shown)


def pairs(theme: Theme, colours: ColorSystem) -> Iterator[tuple[str, str, float]]:
    """Each text on each ground, with its contrast."""
    values = colours_of(theme)._asdict()
    for text in TEXTS:
        for ground in GROUNDS:
            one, other = (as_seen(values[name], colours) for name in (text, ground))
            yield text, ground, contrast(one, other)


def test_no_ground_and_no_text_is_left_out_of_these_tests() -> None:
    assert set(Colours._fields) == {*GROUNDS, *TEXTS, *DRAWN, "line"}


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        # As published: the ends of the scale, the grey that just passes on white, and one below.
        ("#000000", "#ffffff", 21.0),
        ("#767676", "#ffffff", 4.54),
        ("#777777", "#ffffff", 4.48),
        ("#ff0000", "#ffffff", 4.0),
        ("#123456", "#123456", 1.0),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    first, second = Color.parse(one), Color.parse(other)
    assert contrast(first, second) == contrast(second, first) == pytest.approx(ratio, abs=0.005)


@pytest.mark.parametrize("name", MIXED)
def test_every_text_can_be_read_on_every_ground(name: str) -> None:
    weak = [
        f"{text} on {ground}: {ratio:.2f}"
        for text, ground, ratio in pairs(MIXED[name], ColorSystem.TRUECOLOR)
        if ratio < least_of(name)
    ]
    assert not weak


@pytest.mark.parametrize("name", PALETTES)
def test_our_own_can_be_read_where_a_terminal_has_256_colours(name: str) -> None:
    weak = [
        f"{text} on {ground}: {ratio:.2f}"
        for text, ground, ratio in pairs(MIXED[name], ColorSystem.EIGHT_BIT)
        if ratio < READABLE
    ]
    assert not weak


@pytest.mark.parametrize("name", MIXED)
def test_bars_and_scrollbars_can_be_seen(name: str) -> None:
    values = colours_of(MIXED[name])._asdict()
    ground = Color.parse(values["background"])
    assert min(contrast(Color.parse(values[one]), ground) for one in DRAWN) >= SEEN


@pytest.mark.parametrize("name", PALETTES)
def test_what_differs_in_meaning_differs_in_colour(name: str) -> None:
    texts = [PALETTES[name]._asdict()[one] for one in TEXTS]
    assert len(set(texts)) == len(TEXTS)


def test_a_theme_that_can_be_read_keeps_its_own_colours() -> None:
    nord, shown = BUILTIN_THEMES["nord"], colours_of(BUILTIN_THEMES["nord"])
    # Textual's shades are off by one in places.
    assert contrast(Color.parse(shown.background), Color.parse(str(nord.background))) < 1.02
    assert contrast(Color.parse(shown.warn), Color.parse(str(nord.warning))) < 1.02
    assert contrast(Color.parse(shown.now), Color.parse(str(nord.accent))) > 1.2


def test_in_the_terminal_s_own_colours_there_are_none_of_ours() -> None:
    (terminal,) = [one for one in own_themes() if one.ansi]
    assert set(look_variables(terminal).values()) == {PLAIN}
    for name in ("ansi-dark", "ansi-light"):
        found = colours_of(BUILTIN_THEMES[name])._asdict()
        assert {found[ground] for ground in GROUNDS} == {PLAIN}
        assert all(value.startswith("ansi_") for value in found.values())


@pytest.mark.parametrize(
    ("environment", "colours", "theme"),
    [
        ({}, "truecolor", "dark"),
        ({}, "256", "dark"),
        ({}, "standard", "terminal"),
        ({}, None, "terminal"),
        ({"NO_COLOR": ""}, "truecolor", "terminal"),
        ({"COLORFGBG": "0;15"}, "256", "light"),
        ({"COLORFGBG": "0;default;7"}, "256", "light"),
        ({"COLORFGBG": "15;0"}, "256", "dark"),
        ({"COLORFGBG": "15;default"}, "256", "dark"),
        ({"COLORFGBG": "0;15"}, "standard", "terminal"),
    ],
)
def test_the_usual_theme_suits_the_terminal(
    environment: dict[str, str], colours: str | None, theme: str
) -> None:
    assert usual_theme(environment, colours) == theme


@pytest.mark.parametrize(
    ("typed", "theme"),
    [
        ("dark", "dark"),
        (" Light ", "light"),
        ("high-contrast", "high contrast"),
        ("High_Contrast  Light", "high contrast light"),
        ("nord", "nord"),
        ("textual dark", "textual-dark"),
        ("", None),
        ("drak", None),
    ],
)
def test_a_theme_is_named_as_people_say_it(typed: str, theme: str | None) -> None:
    assert theme_named(typed) == theme


def test_our_own_are_all_described() -> None:
    assert tuple(one.name for one in own_themes()) == tuple(WORDS)


def test_an_unknown_theme_is_said_with_its_neighbour() -> None:
    assert unknown_theme("drak") == (
        'no theme is called "drak", so the usual one is shown; did you mean dark?'
    )
    assert "there are dark, light, high contrast," in unknown_theme("sunset over the sea")


@pytest.mark.parametrize(
    ("asked", "variable", "theme"),
    [
        (None, None, "dark"),
        ("high contrast", None, "high contrast"),
        ("drak", None, "dark"),
        (None, "light", "light"),
        ("nord", "light", "nord"),
    ],
)
def test_the_settled_theme_goes_before_the_variable_and_the_usual_one(
    asked: str | None, variable: str | None, theme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if variable:
        monkeypatch.setenv("TEXTUAL_THEME", variable)

    async def story(stage: Stage) -> None:
        assert stage.app.theme == theme

    play(story, workplace=a_workplace(settings=Settings(theme=asked)), theme=asked)


IN_A_THEME = """
import asyncio
from pathlib import Path
from coreflect_tui.shown_session import ShownSession
from coreflect_tui.tui.display_app import DisplayApp

async def look():
    app = DisplayApp(ShownSession(Path("nowhere")), Path("nowhere"))
    async with app.run_test() as pilot:
        await pilot.pause()
        print(app.screen.styles.background.hex.lower())

asyncio.run(look())
"""


@pytest.mark.parametrize("theme", ["dark", "light", "high contrast"])
def test_a_theme_that_the_variable_names_is_painted_from_the_start(
    theme: str, tmp_path: Path
) -> None:
    # Textual reads the variable as it is loaded.
    done = subprocess.run(
        [sys.executable, "-c", IN_A_THEME],
        env={**os.environ, "TEXTUAL_THEME": theme},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout.strip() == PALETTES[theme].background, done.stderr


@pytest.mark.parametrize(("reduced", "level"), [(True, "none"), (False, TEXTUAL_ANIMATIONS)])
def test_reduced_motion_lets_lists_jump(reduced: bool, level: str) -> None:
    async def story(stage: Stage) -> None:
        assert stage.app.animation_level == level

    play(story, workplace=a_workplace(settings=Settings(reduce_motion=reduced)))

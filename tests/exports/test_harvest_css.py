"""The colours of the page: every pair that a text or sign stands in can be read (WCAG 2.2, AA)."""

import re
from importlib.resources import files

import pytest

Colours = dict[str, str]


def colours(block: str) -> Colours:
    return dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]{6});", block))


def schemes() -> dict[str, Colours]:
    """The colours in the day, in the dark and on paper, each on top of those of the day."""
    css = files("coreflect_tui.exports").joinpath("harvest.css").read_text("utf-8")
    roots = [colours(block) for block in re.findall(r":root \{(.*?)\}", css, re.DOTALL)]
    light, dark, paper = roots
    assert set(light) == set(dark), "every colour has one for the dark"
    return {"light": light, "dark": light | dark, "print": light | paper}


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.2."""
    first, second = sorted((luminance(one), luminance(other)), reverse=True)
    return (first + 0.05) / (second + 0.05)


def luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


TEXT = (
    ("ink", "paper"),
    ("soft", "paper"),
    ("accent", "paper"),
    ("ink", "accent-paper"),
    ("ink", "leaf-paper"),
    ("leaf", "leaf-paper"),
    ("ink", "earth-paper"),
    ("earth", "earth-paper"),
)
SIGNS = (("held", "paper"), ("over", "paper"), ("edge", "paper"))


@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
def test_every_colour_can_be_read(scheme: str) -> None:
    known = schemes()[scheme]
    for ink, paper in TEXT:
        assert contrast(known[ink], known[paper]) >= 4.5, (ink, paper)
    for ink, paper in SIGNS:
        assert contrast(known[ink], known[paper]) >= 3, (ink, paper)

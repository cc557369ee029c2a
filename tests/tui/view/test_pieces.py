"""Laying out: widths are exact in cells, for every script that a name may be written in."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from coreflect_tui.core.pictures import PICTURES
from coreflect_tui.core.text import clean_name
from coreflect_tui.tui.view.pieces import (
    Line,
    Look,
    Piece,
    bar,
    clip,
    clip_text,
    drawn,
    fill,
    hang,
    line,
    looking,
    plain,
    spread,
    width_of,
)

LETTERS = st.sampled_from(
    "abc XY·éß李龍あ한กำ\u0301\u0308\u0928\u093f\u200d\U0001f469\U0001f4bb\u2665\ufe0f\U0001f1e6"
)
NAMES = st.text(LETTERS, max_size=40).map(clean_name)
WIDTHS = st.integers(0, 60)
LINES: st.SearchStrategy[Line] = st.lists(
    st.builds(Piece, NAMES, st.sampled_from(Look)), max_size=6
).map(tuple)


def words_of(one: Line) -> str:
    return "".join(piece.text for piece in one)


@pytest.mark.parametrize(
    ("text", "width", "clipped", "filled"),
    [
        ("Ana", 5, "Ana", "Ana  "),
        ("Ana", 3, "Ana", "Ana"),
        ("Anabel", 4, "Ana…", "Ana…"),
        ("An abel", 4, "An…", "An… "),
        ("李小龍", 6, "李小龍", "李小龍"),
        ("李小龍", 5, "李小…", "李小…"),
        ("李小龍", 4, "李…", "李… "),
        ("e\u0301a", 2, "e\u0301a", "e\u0301a"),
        ("Ana", 1, "…", "…"),
        (
            "\u0dc1\u0dca\u200d\u0dbb\u0dd3",
            4,
            "\u0dc1\u0dca\u0dbb\u0dd3",
            "\u0dc1\u0dca\u0dbb\u0dd3  ",
        ),
        ("\U0001f469\u200d\U0001f4bbMo", 4, *["\U0001f469\u200d\U0001f4bbMo"] * 2),
        ("Ana", 0, "", ""),
        ("", 2, "", "  "),
    ],
)
def test_clipping_and_filling(text: str, width: int, clipped: str, filled: str) -> None:
    assert clip_text(text, width) == clipped
    assert fill(text, width) == filled


@given(NAMES, WIDTHS)
def test_what_is_clipped_fits_and_what_fits_is_not_clipped(text: str, width: int) -> None:
    shown, clipped = drawn(text), clip_text(text, width)
    assert cell_len(clipped) <= width
    assert (clipped == shown) is (cell_len(shown) <= width)
    assert shown.startswith(clipped.rstrip("… "))


@given(NAMES)
def test_no_sign_of_a_piece_is_counted_for_nothing_because_of_the_one_before(text: str) -> None:
    piece = Piece(text)
    assert Piece(piece.text) == piece
    for before, char in pairwise(piece.text):
        if before == "\u200d":
            assert re.match(f"[{PICTURES}]", char)


@given(NAMES, WIDTHS)
def test_what_is_filled_has_exactly_the_width(text: str, width: int) -> None:
    assert cell_len(fill(text, width)) == width


@given(LINES, WIDTHS)
def test_a_line_is_clipped_as_its_text_would_be(one: Line, width: int) -> None:
    clipped = clip(one, width)
    assert width_of(clipped) <= width
    if width_of(one) <= width:
        assert clipped == one
    assert words_of(one).startswith(words_of(clipped).rstrip("… ")[:1])


@given(LINES, LINES, WIDTHS)
def test_spread_has_exactly_the_width_and_the_right_end_at_the_right(
    left: Line, right: Line, width: int
) -> None:
    both = spread(left, right, width)
    assert width_of(both) == width
    if width_of(right) <= width:
        assert words_of(both).endswith(words_of(right))
    if width_of(left) + width_of(right) < width:
        assert words_of(both).startswith(words_of(left))


@pytest.mark.parametrize(
    ("part", "done"), [(-1.0, 0), (0.0, 0), (0.25, 5), (0.5, 10), (1.0, 20), (7.5, 20)]
)
def test_the_bar_fills_from_empty_to_full(part: float, done: int) -> None:
    assert plain([bar(part, 20)]) == "▓" * done + "░" * (20 - done)


UNITS = st.lists(NAMES.filter(bool).map(lambda name: looking(Look.PLAIN, f"{name} ")), max_size=12)


@given(UNITS, st.integers(12, 60), st.integers(1, 4))
def test_what_hangs_stays_within_its_width_and_lines(
    units: list[Line], width: int, most: int
) -> None:
    lines = hang(Piece("shared   "), units, width, most)
    assert len(lines) <= most
    assert all(width_of(one) <= width for one in lines)
    assert words_of(lines[0]).startswith("shared   ")
    assert all(words_of(one).startswith(" " * 9) for one in lines[1:])


@given(UNITS, st.integers(12, 60))
def test_nothing_that_hangs_is_lost_or_torn(units: list[Line], width: int) -> None:
    lines = hang(Piece("shared   "), units, width, most=100)
    shown = "".join(words_of(one)[9:] for one in lines)
    if all(width_of(unit) <= width - 9 for unit in units):
        assert shown == "".join(words_of(unit) for unit in units)
    for above, below in pairwise(lines):
        first = below[1] if len(below) > 1 else Piece("")
        assert width_of(above) + cell_len(first.text) > width, "it would have fitted above"


def test_a_list_that_is_cut_off_says_so() -> None:
    units = [looking(Look.PLAIN, f"Person{number} ") for number in range(20)]
    lines = hang(Piece("x "), units, 20, most=2)
    assert plain(lines).endswith("…")


def test_plain_and_line() -> None:
    assert plain([line("a ", Piece("b", Look.KEY), "  "), (), line("c")]) == "a b\n\nc"

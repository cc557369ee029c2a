"""What is left of a stranger's words at the border: the same each time, as wide as it is shown."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from wcwidth import wcwidth

from coreflect_tui.core.cells import cells
from coreflect_tui.core.signs import SILENT, dropped, sequences
from coreflect_tui.core.text import NAME_LIMIT, clean_line, clean_name, clean_note, fold, harmless
from coreflect_tui.tui.view.pieces import drawn
from hostile import CASES, Hostile, steers

each = pytest.mark.parametrize("case", CASES, ids=lambda one: one.kind.replace(" ", "-"))
PICTURES = ("a family", "a skin tone and a laptop", "ten thousand joined pictures")
"""A terminal that does not know that pictures can be one shows each of them."""
signs = st.sampled_from(sorted({char for one in CASES for char in one.typed}))


def test_there_are_many_kinds() -> None:
    assert len({one.kind for one in CASES}) == len(CASES) >= 60
    assert len({one.typed for one in CASES}) == len(CASES)


@each
def test_a_name_is_what_the_list_says(case: Hostile) -> None:
    assert clean_name(case.typed) == case.name
    assert clean_name(case.name) == case.name
    assert len(case.name) <= NAME_LIMIT


@each
def test_lines_and_notes_are_as_harmless(case: Hostile) -> None:
    for clean in (clean_line, clean_note):
        once = clean(case.typed)
        assert clean(once) == once
        assert steers(once) <= {"\n"}
        assert harmless(once) == once
    assert steers(harmless(case.typed)) <= {"\n", "\t"}


def test_of_what_python_takes_for_printable_only_the_silent_are_dropped() -> None:
    """So text that is printable is not looked through with patterns."""
    printable = "".join(filter(str.isprintable, map(chr, range(sys.maxunicode + 1))))
    assert sorted(dropped().findall(printable)) == sorted(SILENT)
    assert not sequences().search(printable)
    assert harmless(f"A{SILENT}nn") == "Ann"
    assert clean_line(f"A{SILENT}nn") == "Ann"


@each
def test_it_takes_the_cells_that_it_is_counted_for(case: Hostile) -> None:
    shown = drawn(case.name)
    assert cells(shown) == cell_len(shown) == cells(case.name)
    assert cells(shown) == sum(map(cell_len, shown.split(" "))) + shown.count(" ")
    sign_by_sign = sum(map(wcwidth, shown))
    # Nothing is as long as a row and counted as a cell.
    assert sign_by_sign <= cells(shown) * (4 if case.kind in PICTURES else 1.5)


@given(st.text(signs, max_size=60))
def test_any_mixture_is_counted_as_the_screens_have_it(text: str) -> None:
    name = clean_name(text)
    assert clean_name(name) == name
    assert not steers(name)
    assert cells(name) == cell_len(drawn(name))
    assert sum(map(wcwidth, drawn(name))) <= 8 * cells(name)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ann", "An\ufe0fn"), ("Ann", "A\u200dnn"), ("Ann", "Ann\U000e0061"), ("Ann", "A\ufffenn")],
)
def test_names_that_look_alike_are_one(one: str, other: str) -> None:
    assert fold(clean_name(one)) == fold(clean_name(other))


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("\U0001f469\u200dMo", "\U0001f469Mo"),
        ("\U0001f469\u200c\U0001f469", "\U0001f469\U0001f469"),
        ("\U0001f44b\U0001f3fd\U0001f3ff", "\U0001f44b\U0001f3fd"),
        ("A\ufe0f\u200d\U0001f469", "A\U0001f469"),
        ("\U0001f575\ufe0f\u200d\u2642\ufe0f", "\U0001f575\ufe0f\u200d\u2642\ufe0f"),
        ("\u0915\u094d\u200d\u0937", "\u0915\u094d\u200d\u0937"),
        ("\u0915\u200d\u200c\u0937", "\u0915\u200d\u0937"),
    ],
)
def test_a_joiner_stays_where_it_joins(typed: str, name: str) -> None:
    assert clean_name(typed) == name

"""How much room a text takes; held against the terminal library that the screens use."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from coreflect_tui.core.cells import cells, filled_up


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("", 0),
        ("Team", 4),
        ("ともに", 6),
        ("تأمّل", 4),
        ("e\u0301", 1),
        ("한국", 4),
    ],
)
def test_wide_signs_take_two_cells_and_marks_none(text: str, size: int) -> None:
    assert cells(text) == size
    assert filled_up(text, 8) == text + " " * (8 - size)
    assert filled_up(text, 1).startswith(text)


@given(st.text(st.characters(codec="cp1252", exclude_categories=("Cc", "Cf")), max_size=20))
def test_it_is_as_the_screens_have_it(text: str) -> None:
    assert cells(text) == cell_len(text)

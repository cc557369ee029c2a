"""Large letters: whole, of block signs alone, and none where a letter has no form."""

import pytest
from rich.cells import cell_len

from coreflect_tui.library.format_file import read_format
from coreflect_tui.library.shipped import shipped_folder
from coreflect_tui.tui.view.large_letters import LARGE, SMALL, large_lines

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-,.:!?'&/"


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_every_line_is_whole(size: int) -> None:
    (rows,) = large_lines(ALPHABET, size, 1000)
    assert len(rows) == size
    assert len({cell_len(row) for row in rows}) == 1
    assert set("".join(rows)) <= set("█▀▄ ")


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_each_letter_looks_like_itself_alone(size: int) -> None:
    drawn = {char: large_lines(char, size, 100) for char in ALPHABET}
    del drawn["O"], drawn["S"]  # 0 and 5 are the same on so small a grid
    assert len(set(drawn.values())) == len(drawn)


def test_a_word_as_it_is_drawn() -> None:
    assert large_lines("Hi, Ü!", SMALL, 40) == (
        (
            "▄ ▄ ▄      █ █ ▄",
            "█▄█ █      █ █ █",
            "█ █ █ █    █▄█ ▄",
        ),
    )


@pytest.mark.parametrize("text", ["Круг", "圍圈", "Straße №", "a+b", "Łódź", "{x}", "x\x1b[2J", ""])
def test_without_a_form_for_each_letter_there_is_none(text: str) -> None:
    assert large_lines(text, SMALL, 400) == ()


def test_lines_break_between_words_and_a_word_that_is_too_long_has_no_form() -> None:
    lines = large_lines("Harvest and compost", SMALL, 46)
    assert [max(map(len, rows)) <= 46 for rows in lines] == [True, True]
    assert large_lines("Harvest and compost", SMALL, 20) == ()


def test_the_titles_of_the_shipped_formats_have_one() -> None:
    for path in sorted(shipped_folder("formats").glob("*.toml")):
        fmt = read_format(path)
        for step in fmt.steps:
            assert large_lines(step.title, SMALL, 56), (path.name, step.title)

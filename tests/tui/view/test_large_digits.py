"""Digits of blocks: each is itself, all have one size, and their strokes are thick."""

import pytest

from coreflect_tui.tui.view.large_digits import HIGH, LOW, large_digits

ROWS = pytest.mark.parametrize("rows", [LOW, HIGH])


@ROWS
def test_every_digit_differs_from_every_other(rows: int) -> None:
    glyphs = {large_digits(digit, rows) for digit in "0123456789:"}
    assert len(glyphs) == 11


@ROWS
def test_all_have_the_same_size_so_that_nothing_moves_while_it_counts(rows: int) -> None:
    drawn = [large_digits(digit, rows) for digit in "0123456789"]
    assert {len(lines) for lines in drawn} == {rows}
    assert len({len(line) for lines in drawn for line in lines}) == 1


def test_the_clock_of_an_hour_has_room_beside_the_agenda_at_80_columns() -> None:
    # The middle has 46 cells there, and "this topic: 10:30 left" takes 22.
    assert len(large_digits("18:30", LOW)[0]) + 2 + 22 <= 46


@ROWS
def test_only_blocks_are_drawn_that_every_terminal_has(rows: int) -> None:
    assert set("".join(large_digits("0123456789:", rows))) <= set("█▀▄ ")


def test_a_digit_is_drawn_as_it_is_written() -> None:
    assert large_digits("4:2", LOW) == (
        "▄  ▄   ▄▄▄▄",
        "█▄▄█ ▀ ▄▄▄█",
        "   █ ▄ █   ",
        "   ▀   ▀▀▀▀",
    )
    assert large_digits("7", HIGH) == ("██████", "    ██", "    ██", "    ██", "    ██")


def test_what_is_no_digit_is_none() -> None:
    with pytest.raises(KeyError):
        large_digits("-1", LOW)

"""The agreement in the middle of the live screen and as a list: whole where there is room."""

from dataclasses import replace
from datetime import date

import pytest

from builders import Play, talk
from coreflect_tui.core.formats import Question
from coreflect_tui.core.intents import KeepAgreement, NextItem
from coreflect_tui.core.state import SessionState
from coreflect_tui.tui.view.agreement import agreement_choices, agreement_title, rows_of
from coreflect_tui.tui.view.middle import word_lines
from coreflect_tui.tui.view.pieces import Piece, line, plain, width_of

EARLIER, TODAY = date(2026, 11, 15), date(2026, 11, 22)
LONG = "We ask before we give advice, and say it when the words of others are hard for us to hear"
LINES = ("Stories stay here", LONG)


def at_its_step(
    *lines: str, group: str = "g1", checked: date | None = EARLIER, points: int = 2
) -> Play:
    step = replace(talk("framing", 10, points), agreement=True, ask="What do we need?")
    play = Play(step, talk("after", 5)).does(NextItem())
    if lines:
        play.does(KeepAgreement("\n".join(lines), checked))
    play.state = replace(play.state, options=replace(play.state.options, group=group))
    return play


def shown(play: Play, rows: int, width: int = 60) -> list[str]:
    lines = word_lines(play.state, play.now, width, rows=rows)
    assert all(width_of(one) <= width for one in lines)
    return plain(lines).splitlines()


HEAD = ["What do we need?", ""]
POINTS = [" 1 Point 0", " 2 Point 1"]
TITLE = f"{'What we need from each other  last looked at 15 Nov':<59}D"
SHORT = "Agreement: last looked at 15 Nov; D shows it"


def test_where_there_is_room_it_stands_under_the_points_with_every_word() -> None:
    assert shown(at_its_step(*LINES), rows=9) == [
        *HEAD,
        *POINTS,
        "",
        TITLE,
        "– Stories stay here",
        "– We ask before we give advice, and say it when the words",
        "  of others are hard for us to hear",
    ]
    assert shown(at_its_step(*LINES), rows=8)[4] == TITLE


def test_where_it_is_narrow_the_day_it_was_looked_at_is_not_cut() -> None:
    found = shown(at_its_step(*LINES), rows=12, width=46)
    assert f"{'Our agreement  last looked at 15 Nov':<45}D" in found


@pytest.mark.parametrize(("rows", "gap"), [(8, [""]), (7, [])])
def test_with_less_room_each_line_is_cut_to_one(rows: int, gap: list[str]) -> None:
    play = at_its_step(f"{LONG}, and then we wait for a while before we go on", LINES[0])
    found = shown(play, rows)
    assert found == [*HEAD, *POINTS, *gap, TITLE, found[-2], "– Stories stay here"]
    assert found[-2].startswith("– We ask before we give advice, and say it when")
    assert found[-2].endswith("…")


@pytest.mark.parametrize("rows", [6, 1, 0])
def test_with_too_little_room_one_line_above_the_points_says_where_it_is(rows: int) -> None:
    assert shown(at_its_step(*LINES), rows) == [*HEAD, SHORT, *POINTS]


def test_what_is_asked_below_it_keeps_its_rows() -> None:
    play = at_its_step(*LINES[:1], points=0)
    assert SHORT not in shown(play, 4)
    step = play.state.items[0].item.step
    asked = replace(step, questions=(Question("Does it still hold?"),))
    item = replace(play.state.items[0].item, step=asked)
    items = (replace(play.state.items[0], item=item), *play.state.items[1:])
    play.state = replace(play.state, items=items)
    assert shown(play, 4) == [*HEAD, SHORT, "– Does it still hold?"]


@pytest.mark.parametrize(
    ("checked", "words"),
    [(None, "never looked at together yet"), (TODAY, "looked at today")],
)
def test_when_it_was_looked_at_is_said(checked: date | None, words: str) -> None:
    play = at_its_step(*LINES, checked=checked)
    assert f"Agreement: {words}; D shows it" in shown(play, 0)
    assert words in plain((agreement_title(play.state, play.now),))


def test_people_who_meet_once_are_told_how_much_it_is() -> None:
    play = at_its_step(*LINES, group="", checked=TODAY)
    assert "Agreement: 2 lines; D shows it" in shown(play, 0)
    assert "1 line; D" in " ".join(shown(at_its_step("Tea", group=""), 0))


def test_where_nothing_is_agreed_the_key_is_named_where_a_row_is_free() -> None:
    none = "No agreement yet; D notes what people need"
    assert shown(at_its_step(), 6) == [*HEAD, *POINTS, "", none]
    assert shown(at_its_step(), 5) == [*HEAD, *POINTS, none]
    assert shown(at_its_step(), 4) == [*HEAD, *POINTS]


def test_at_any_other_step_it_is_not_in_the_way() -> None:
    play = at_its_step(*LINES).does(NextItem())
    assert "greement" not in " ".join(shown(play, 20))


def test_the_key_that_is_named_can_be_clicked() -> None:
    for rows in (0, 20):
        lines = word_lines(at_its_step(*LINES).state, at_its_step().now, 60, rows=rows)
        keys = [one for row in lines for one in row if one.text == "D"]
        assert [one.action for one in keys] == ["screen.open('agreement')"]


def test_rows_are_counted_as_they_are_wrapped() -> None:
    assert rows_of((line("a"), line(), line("aaa bbb", Piece(" ccc"))), 8) == 4


# --- as a list -----------------------------------------------------------------------------------


def rows(state: SessionState, width: int = 40) -> list[tuple[str | None, str]]:
    choices = agreement_choices(state.agreement, width)
    assert all(width_of(one) <= width for _, lines in choices for one in lines)
    return [(name, " ".join(plain(lines).split())) for name, lines in choices]


def test_each_line_is_a_choice_in_full() -> None:
    assert rows(at_its_step(*LINES).state) == [("0", "– Stories stay here"), ("1", f"– {LONG}")]
    assert rows(at_its_step().state) == []


@pytest.mark.parametrize("text", ["[@click=app.quit]x[/]", "李" * 100, "x" * 200, "a\u200db [/]"])
def test_any_words_stay_within_the_screen(text: str) -> None:
    for width in (57, 40):
        play = at_its_step(text, "Tea")
        assert rows(play.state, width)[1] == ("1", "– Tea")
        for room in (0, 7, 30):
            assert shown(play, room, width)

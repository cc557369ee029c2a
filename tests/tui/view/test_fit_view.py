"""A fit as it is shown before it is taken: the head, a row for each item, what is left or over."""

from datetime import timedelta

import pytest

from agendas import MIN, Entry, at_second, session
from coreflect_tui.core.fit import Fit, propose
from coreflect_tui.tui.view.fit import fit_choices, fit_foot, fit_head
from coreflect_tui.tui.view.pieces import Look, plain, width_of

OFFSET = 3600
WIDTH = 77

# 51 minutes from 19:00 at the place: the running item takes 10 and these 41.
TO_COME = [
    Entry(22, 10, 60),
    Entry(9, 9, 9, "protected"),
    Entry(3, 2, 8, drop=1),
    Entry(4, 3, 8, "pinned"),
    Entry(3, 2, 4),
]
BACK = [Entry(10, 5, 14), Entry(6, 4, 8, "out", drop=2), Entry(5, 3, 8, "out", drop=1)]


def fitted(over: float, entries: list[Entry] = TO_COME, **edits: int) -> Fit:
    return propose(session(entries, over * MIN), at_second(300), edits)


def head(fit: Fit, width: int = WIDTH) -> list[str]:
    return plain(fit_head(fit, OFFSET, width)).splitlines()


def rows(fit: Fit, width: int = WIDTH) -> list[str]:
    return [plain(lines) for _, lines in fit_choices(fit, width)]


def foot(fit: Fit) -> str:
    return plain((fit_foot(fit, OFFSET),))


def words(text: str) -> list[str]:
    return text.split()


@pytest.mark.parametrize(
    ("over", "said"),
    [
        (4, " Ends 19:51 as it is. To end at 19:47:"),
        (-6, " Ends 19:51 as it is. To end at 19:57:"),
        (0, " Ends 19:51 as it is; that is on time."),
        (1, " Ends 19:51 as it is; that is on time."),
        (-1, " Ends 19:51 as it is; that is on time."),
    ],
)
def test_the_head_says_when_it_ends_as_it_is_and_when_it_is_to(over: float, said: str) -> None:
    lines = head(fitted(over))
    assert lines[0] == said
    assert lines[1] == ""
    assert words(lines[2]) == ["now", "then", "at", "least"]


@pytest.mark.parametrize("width", [57, 77, 117])
def test_the_columns_stand_under_their_words(width: int) -> None:
    fit = fitted(4)
    columns, first = head(fit, width)[2], rows(fit, width)[0]
    ends = {name: columns.index(name) + len(name) for name in ("now", "then", "at least")}
    assert first[: ends["now"]].endswith(" 22")
    assert first[: ends["then"]].endswith(" 18")
    assert first[: ends["at least"]].endswith(" 10")
    left_out = rows(fitted(16), width)[2]
    assert left_out[: ends["at least"]].endswith(" left out        2")
    assert all(width_of(line) <= width for _, (line,) in fit_choices(fit, width))


def test_a_fit_that_shrinks_says_what_it_takes_and_marks_what_keeps() -> None:
    fit = fitted(4)
    assert [words(row) for row in rows(fit)] == [
        ["a", "22", "→", "18", "10"],
        ["b", "9", "9", "9", "◆", "protected"],
        ["c", "3", "3", "2"],
        ["d", "4", "4", "3", "*", "pinned"],
        ["e", "3", "3", "2"],
    ]
    assert foot(fit) == " Ends 19:47 then."


def test_what_changes_is_seen_without_the_sign_as_well() -> None:
    looks = [[piece.look for piece in line] for _, (line,) in fit_choices(fitted(4), WIDTH)]
    assert looks[0] == [Look.NOW, Look.MUTED, Look.NOW, Look.MUTED]
    assert looks[1] == [Look.PLAIN, Look.MUTED, Look.PLAIN, Look.MUTED]


def test_the_choices_are_the_items_to_come() -> None:
    assert [name for name, _ in fit_choices(fitted(4), WIDTH)] == list("abcde")


def test_what_is_left_out_is_said_in_words() -> None:
    fit = fitted(16)
    assert words(rows(fit)[2]) == ["c", "3", "→", "left", "out", "2"]
    assert "left out" not in rows(fit)[0]


def test_what_does_not_fit_is_named_with_its_minutes_and_the_end_at_which_it_does() -> None:
    # 41 - 20 = 21; without c the least is 10 + 9 + 4 + 2 = 25.
    fit = fitted(20)
    assert foot(fit) == " Does not fit by 4 min: b, d, a; e moves the end to 19:35."
    assert fit_foot(fit, OFFSET)[0].look is Look.WARN
    assert fit.hard_end + timedelta(minutes=4) == fit.later_end


def test_half_minutes_are_said_as_such() -> None:
    assert words(rows(fitted(4.5))[0]) == ["a", "22", "→", "17½", "10"]


def test_time_in_hand_brings_back_and_stretches() -> None:
    # 10 + 8 in hand: 4 for b, 3 for c, and a minute more for c.
    fit = fitted(-8, BACK)
    assert [words(row) for row in rows(fit)] == [
        ["a", "10", "10", "5"],
        ["b", "–", "→", "4", "4", "back", "again"],
        ["c", "–", "→", "4", "3", "back", "again"],
    ]
    assert foot(fit) == " Ends 19:28 then."


def test_an_item_that_stays_left_out_is_no_change() -> None:
    fit = fitted(-3, BACK)
    assert words(rows(fit)[2]) == ["c", "–", "left", "out", "3"]
    assert "→" not in rows(fit)[2]


def test_what_nothing_can_take_is_in_hand() -> None:
    # They may take 14, 8 and 8, and there are 10 + 30.
    assert foot(fitted(-30, BACK)) == " Ends 19:40 then, 10 min in hand."


def test_edits_that_end_past_the_end_say_so() -> None:
    assert "Does not fit by 4 min" in foot(fitted(0, TO_COME, a=30 * MIN))


@pytest.mark.parametrize("over", [0, 0.9, -1])
def test_nothing_to_change_is_said(over: float) -> None:
    fit = fitted(over)
    assert foot(fit) == " Nothing has to change."
    assert all("→" not in row for row in rows(fit))


def test_nothing_to_come_and_too_late_says_the_end_it_would_take() -> None:
    fit = fitted(7, [])
    assert rows(fit) == []
    assert foot(fit) == " Does not fit by 7 min; e moves the end to 19:10."

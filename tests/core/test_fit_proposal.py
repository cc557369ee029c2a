"""Fits worked out by hand: what shrinks, goes, comes back, stretches, and what cannot fit."""

from datetime import timedelta

import pytest

from agendas import MIN, Entry, at_second, session
from builders import START, a_format, attendees, prepared_state, sharing, talk
from coreflect_tui.core.fit import Fit, Mark, propose


def fitted(entries: list[Entry], over: float) -> Fit:
    return propose(session(entries, over), at_second(300))


def then(fit: Fit) -> list[float]:
    """Minutes of each row."""
    return [row.then / MIN for row in fit.rows]


SKETCH = [
    Entry(22, 10, 60),
    Entry(9, 9, 9, "protected"),
    Entry(3, 2, 8),
    Entry(4, 3, 8),
    Entry(3, 2, 4),
]


def test_the_item_that_can_give_most_gives_first() -> None:
    fit = fitted(SKETCH, 4 * MIN)
    assert fit.target == 37 * MIN
    assert then(fit) == [18, 9, 3, 4, 3]
    assert [row.mark for row in fit.rows] == ["", "protected", "", "", ""]
    assert (fit.in_hand, fit.deficit, fit.in_the_way, fit.later_end) == (0, 0, (), None)
    assert fit.ends_at == fit.agreed_end == fit.hard_end
    assert fit.as_is == fit.hard_end + timedelta(minutes=4)
    assert fit.changes
    assert fit.fits


@pytest.mark.parametrize(
    ("over", "expected", "in_hand"),
    [
        # Half a minute goes to whoever is due next, seconds stay in hand.
        (4 * MIN + 30, [17.5, 9, 3, 4, 3], 0),
        (4 * MIN + 15, [17.5, 9, 3, 4, 3], 15),
        # 15 minutes can be given, 12 by a: of the 3 that are left none goes to the small ones.
        (12 * MIN, [13, 9, 2, 3, 2], 0),
        (15 * MIN, [10, 9, 2, 3, 2], 0),
    ],
)
def test_the_sketch_with_other_delays(over: int, expected: list[float], in_hand: int) -> None:
    fit = fitted(SKETCH, over)
    assert then(fit) == expected
    assert fit.in_hand == in_hand
    assert fit.deficit == 0


def test_what_cannot_fit_is_named_with_its_minutes() -> None:
    fit = fitted(SKETCH, 18 * MIN)
    assert then(fit) == [10, 9, 2, 3, 2]
    assert fit.deficit == 3 * MIN
    # The protected one first: whether it may be shorter is the facilitator's to say.
    assert fit.in_the_way == ("b", "a", "d")
    assert fit.later_end == fit.hard_end + timedelta(minutes=3)
    assert not fit.fits
    later = propose(session(SKETCH, 18 * MIN), at_second(300), hard_end=fit.later_end)
    assert (later.deficit, later.fits, then(later)) == (0, True, then(fit))
    shorter = propose(session(SKETCH, 18 * MIN), at_second(300), {"b": 6 * MIN})
    assert (shorter.deficit, then(shorter)) == (0, [10, 6, 2, 3, 2])


@pytest.mark.parametrize("over", [0, 60, -60, 31.5, -59.999])
def test_within_a_minute_nothing_is_proposed(over: float) -> None:
    fit = fitted(SKETCH, over)
    assert not fit.changes
    assert fit.fits
    assert [row.then for row in fit.rows] == [row.now for row in fit.rows]
    assert fit.in_hand == int(max(-over, 0))


def test_61_seconds_are_proposed() -> None:
    assert fitted(SKETCH, 61).changes
    assert fitted(SKETCH, -61).changes


OPTIONAL = [
    Entry(10, 5, 20),
    Entry(6, 4, 8, drop=2),
    Entry(5, 3, 8, drop=1),
    Entry(8, 8, 8, "protected"),
]


@pytest.mark.parametrize(
    ("over", "expected", "left_out"),
    [
        (9 * MIN, [5, 4, 3, 8], []),
        # 19 minutes: without c the minimums are 17; of the two above them a (5 to give) has the
        # first and b (2 to give, more than a third of 5) the second.
        (10 * MIN, [6, 5, 0, 8], ["c"]),
        (12 * MIN, [5, 4, 0, 8], ["c"]),
        (13 * MIN, [8, 0, 0, 8], ["c", "b"]),
        (16 * MIN, [5, 0, 0, 8], ["c", "b"]),
    ],
)
def test_optional_items_go_in_the_format_s_order(
    over: int, expected: list[float], left_out: list[str]
) -> None:
    fit = fitted(OPTIONAL, over)
    assert then(fit) == expected
    assert sorted(row.id for row in fit.rows if row.mark is Mark.LEFT_OUT) == sorted(left_out)


LEFT_OUT = [
    Entry(10, 5, 14),
    Entry(6, 4, 8, "out", drop=2),
    Entry(5, 3, 8, "out", drop=1),
    Entry(8, 8, 8, "protected"),
]


@pytest.mark.parametrize(
    ("in_hand", "expected", "marks"),
    [
        # What was dropped last comes back first, and c does not overtake it.
        (3, [13, 0, 0, 8], {"b": "left out", "c": "left out"}),
        (5, [11, 4, 0, 8], {"b": "back", "c": "left out"}),
        # The minute that is left goes to c, who may grow by 5; a and b by 4.
        (8, [10, 4, 4, 8], {"b": "back", "c": "back"}),
        (30, [14, 8, 8, 8], {"b": "back", "c": "back"}),
    ],
)
def test_time_in_hand_brings_back_and_stretches(
    in_hand: int, expected: list[float], marks: dict[str, str]
) -> None:
    fit = fitted(LEFT_OUT, -in_hand * MIN)
    assert then(fit) == expected
    assert {row.id: row.mark for row in fit.rows if row.mark != "protected"} == {"a": ""} | marks
    assert fit.fits


def test_what_nothing_can_take_stays_in_hand_and_is_the_end_that_is_agreed() -> None:
    fit = fitted(LEFT_OUT, -30 * MIN)
    assert fit.in_hand == 10 * MIN
    assert fit.ends_at == fit.agreed_end == fit.hard_end - timedelta(minutes=10)


def test_pinned_items_keep_theirs_and_what_is_pinned_can_be_tried() -> None:
    pinned = [SKETCH[0]._replace(kind="pinned"), *SKETCH[1:]]
    fit = fitted(pinned, 2 * MIN)
    assert then(fit) == [22, 9, 3, 3, 2]
    assert fit.rows[0].mark == "pinned"
    assert fit.pins == {"a"}
    tried = propose(session(pinned, 2 * MIN), at_second(300), pins=frozenset({"d"}))
    assert then(tried) == [20, 9, 3, 4, 3]
    assert tried.pins == {"d"}


def test_a_pinned_optional_item_is_not_dropped_and_one_left_out_stays_so() -> None:
    fit = fitted([OPTIONAL[0], OPTIONAL[1], OPTIONAL[2]._replace(kind="pinned")], 8 * MIN)
    assert then(fit) == [8, 0, 5]
    fit = fitted([LEFT_OUT[0], LEFT_OUT[1]._replace(kind="out pinned")], -10 * MIN)
    assert then(fit) == [14, 0]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"a": 20 * MIN}, [20, 9, 3, 3, 2]),
        ({"a": 20 * MIN, "e": 4 * MIN}, [20, 9, 2, 3, 4]),
        ({"b": 8 * MIN}, [19, 8, 3, 4, 3]),
        # b cannot be left out; what it no longer needs goes to a, who may grow by 38.
        ({"b": 0}, [26, 1, 3, 4, 3]),
        ({"c": 90}, [19.5, 9, 1.5, 4, 3]),
    ],
)
def test_what_is_set_in_the_preview_stays_and_the_rest_follows(
    changes: dict[str, int], expected: list[float]
) -> None:
    fit = propose(session(SKETCH, 4 * MIN), at_second(300), changes)
    assert then(fit) == expected


def test_the_preview_leaves_optional_items_out_and_brings_items_back_by_hand() -> None:
    fit = propose(session(OPTIONAL, 4 * MIN), at_second(300), {"b": 0})
    assert then(fit)[1] == 0
    assert sum(then(fit)) == 25
    fit = propose(session(LEFT_OUT, 0), at_second(300), {"c": 3 * MIN})
    assert then(fit) == [7, 0, 3, 8]
    assert fit.rows[2].mark == "back"


def test_an_overrun_of_the_running_item_is_taken_from_the_rest() -> None:
    state = session(SKETCH, 0, elapsed=600)
    fit = propose(state, at_second(600 + 4 * MIN + 10))
    assert then(fit) == [17.5, 9, 3, 4, 3]
    assert fit.in_hand == 20
    assert fit.as_is == state.hard_end + timedelta(minutes=4, seconds=10)


def test_past_the_hard_end_the_deficit_counts_from_there() -> None:
    state = session([Entry(5, 4, 6)], 0, elapsed=600)
    fit = propose(state, at_second(600 + 8 * MIN))
    assert (fit.target, fit.deficit) == (-3 * MIN, 7 * MIN)
    assert fit.later_end == state.hard_end + timedelta(minutes=7)


def test_nothing_to_come_has_nothing_to_propose() -> None:
    fit = fitted([], 10 * MIN)
    assert (fit.rows, fit.changes, fit.deficit) == ((), False, 10 * MIN)


def test_before_a_late_start_the_whole_agenda_is_fitted() -> None:
    state = prepared_state(a_format(talk("a", 10), talk("b", 20)), attendees(3))
    fit = propose(state, START + timedelta(minutes=6))
    # 24 minutes: 22 above the minimums of 1, to be shared as 9 to 19.
    assert then(fit) == [8, 16]
    assert fit.hard_end == fit.ends_at


def test_a_round_is_an_item_like_others() -> None:
    state = prepared_state(a_format(talk("a", 10), sharing("b", 10)), attendees(3))
    assert then(propose(state, START + timedelta(minutes=4))) == [8, 8]

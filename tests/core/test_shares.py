"""Shares add up, keep their minimums, and never shrink when there is more to share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coreflect_tui.core.shares import apportion, share_topics, turn_length

ROWS = st.lists(
    st.tuples(st.integers(0, 12), st.integers(0, 12), st.none() | st.integers(0, 20)),
    min_size=1,
    max_size=8,
)
TOPICS = st.lists(st.tuples(st.integers(1, 5), st.integers(0, 600)), min_size=1, max_size=5)


def test_a_total_equal_to_all_wishes_gives_each_its_wish() -> None:
    leasts, weights = (2, 5, 4, 10), (1, 3, 8, 12)
    assert apportion(45, leasts, weights) == (3, 8, 12, 22)


@given(leasts=st.lists(st.integers(0, 20), min_size=1, max_size=8), data=st.data())
def test_wishes_are_met_exactly_whenever_the_total_is_their_sum(
    leasts: list[int], data: st.DataObject
) -> None:
    weights = data.draw(st.lists(st.integers(0, 30), min_size=len(leasts), max_size=len(leasts)))
    wishes = tuple(least + weight for least, weight in zip(leasts, weights, strict=True))
    assert apportion(sum(wishes), leasts, weights) == wishes


@given(rows=ROWS, extra=st.integers(0, 60))
def test_minimums_and_caps_hold_and_the_sum_is_exact(
    rows: list[tuple[int, int, int | None]], extra: int
) -> None:
    leasts, weights, caps = zip(*rows, strict=True)
    total = sum(leasts) + extra
    shares = apportion(total, leasts, weights, caps)
    grown = [share - least for share, least in zip(shares, leasts, strict=True)]
    assert min(grown) >= 0
    assert sum(shares) <= total
    for share, (least, weight, cap) in zip(shares, rows, strict=True):
        assert share == least or (weight > 0 and (cap is None or share <= cap))
        if sum(shares) < total:
            assert weight == 0 or (cap is not None and share >= cap)


@given(rows=ROWS, extra=st.integers(0, 60))
def test_one_more_unit_never_shortens_a_share(
    rows: list[tuple[int, int, int | None]], extra: int
) -> None:
    leasts, weights, caps = zip(*rows, strict=True)
    total = sum(leasts) + extra
    fewer = apportion(total, leasts, weights, caps)
    more = apportion(total + 1, leasts, weights, caps)
    assert all(after >= before for before, after in zip(fewer, more, strict=True))


def test_ties_go_to_the_earlier() -> None:
    assert apportion(5, (0, 0, 0), (1, 1, 1)) == (2, 2, 1)


def test_too_little_is_refused() -> None:
    with pytest.raises(ValueError, match="2 more than there is"):
        apportion(5, (4, 3), (1, 1))


@pytest.mark.parametrize(
    ("total", "topics", "shares"),
    [
        (22 * 60, [(1, 0), (1, 0)], (660, 660)),
        (23 * 60, [(1, 0), (1, 0)], (720, 660)),
        (22 * 60 + 30, [(1, 0), (1, 0)], (690, 660)),
        (22 * 60 + 29, [(1, 0), (1, 0)], (660, 660)),
        (20 * 60, [(3, 0), (1, 0)], (900, 300)),
        (20 * 60, [(1, 0), (1, 840)], (360, 840)),
        (22 * 60, [(1, 0), (1, 300)], (660, 660)),
        (8 * 60, [(1, 600), (1, 600)], (240, 240)),
        (180, [(1, 90), (1, 600)], (90, 90)),
        (10 * 60, [(1, 90), (1, 0)], (300, 300)),
        (630, [(1, 90), (1, 0)], (330, 300)),
        (0, [(1, 60)], (0,)),
        (-30, [(1, 60)], (0,)),
        (600, [], ()),
    ],
)
def test_topics_share_their_item(
    total: int, topics: list[tuple[int, int]], shares: tuple[int, ...]
) -> None:
    assert share_topics(total, topics) == shares


@given(total=st.integers(0, 3600), topics=TOPICS)
def test_topic_shares_add_up_and_keep_their_minimums(
    total: int, topics: list[tuple[int, int]]
) -> None:
    shares = share_topics(total, topics)
    assert sum(shares) == total // 30 * 30
    if sum(-(-least // 30) * 30 for _, least in topics) <= total:
        assert all(share >= least for share, (_, least) in zip(shares, topics, strict=True))


@given(total=st.integers(0, 3600), topics=TOPICS)
def test_more_time_never_shortens_a_topic(total: int, topics: list[tuple[int, int]]) -> None:
    before, after = share_topics(total, topics), share_topics(total + 30, topics)
    assert all(more >= less for less, more in zip(before, after, strict=True))


@given(total=st.integers(0, 120), topics=st.lists(st.integers(1, 5), min_size=1, max_size=5))
def test_whole_minutes_where_nothing_needs_a_half(total: int, topics: list[int]) -> None:
    shares = share_topics(total * 60, [(weight, 0) for weight in topics])
    assert all(share % 60 == 0 for share in shares)


@pytest.mark.parametrize(
    ("left", "people", "seconds"),
    [
        (240, 5, 50),
        (240, 4, 60),
        (420, 6, 70),
        (45, 1, 50),
        (44, 1, 40),
        (0, 3, 0),
        (-20, 3, 0),
        (60, 0, None),
    ],
)
def test_turn_length_in_round_figures(left: int, people: int, seconds: int | None) -> None:
    assert turn_length(left, people) == seconds

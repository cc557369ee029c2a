"""Weights and pins of topics: the others share what is left, and nothing passes the item."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import Play, talk, topic_time
from coreflect_tui.core.decide import decide
from coreflect_tui.core.decide.answer import Refusal
from coreflect_tui.core.events import TopicPinned, TopicsShared
from coreflect_tui.core.history import fold
from coreflect_tui.core.intents import (
    AddMinutes,
    AddTopic,
    Intent,
    NextItem,
    PinTopic,
    RemoveTopic,
    StartTopic,
    WeighTopic,
)
from coreflect_tui.core.shares import share_with_pins
from coreflect_tui.core.timing import item_seconds, topic_seconds

MIN = 60


def planned(*titles: str) -> Play:
    """Topics of a topic item of 22 minutes that begins at 5:00."""
    play = Play(talk("before", 5), topic_time(22), talk("after", 5)).does(NextItem())
    return play.does(*(AddTopic(title) for title in titles))


def begun(*titles: str) -> Play:
    return planned(*titles).at(5).does(NextItem())


def shares(play: Play) -> list[float]:
    return [topic.allotment / MIN for topic in play.state.topics]


def test_two_topics_22_min_11_each_and_by_weight() -> None:
    play = planned("A", "B")
    assert shares(play) == [11, 11]
    play.does(WeighTopic("t1", 3))
    # 3 to 1 of 22 minutes is 16.5 to 5.5, in whole minutes.
    assert shares(play) == [17, 5]
    play.does(WeighTopic("t2", 3))
    assert shares(play) == [11, 11]


def test_a_pinned_topic_has_its_time_and_the_others_share_the_rest() -> None:
    play = planned("A", "B", "C").does(PinTopic("t2", 4 * MIN))
    assert shares(play) == [9, 4, 9]
    play.does(AddMinutes("topics", 6 * MIN))
    assert shares(play) == [12, 4, 12]
    play.does(RemoveTopic("t1"))
    assert shares(play) == [4, 24]
    play.does(AddTopic("D"))
    assert shares(play) == [4, 12, 12]
    play.does(PinTopic("t2", None))
    assert shares(play) == [10, 9, 9]
    assert play.state.topics[0].pinned is None


def test_a_pin_holds_when_another_topic_takes_less() -> None:
    play = begun("A", "B", "C").does(PinTopic("t3", 5 * MIN), StartTopic("t1"))
    assert shares(play) == [9, 8, 5]
    play.at(10).does(StartTopic("t2"))
    # 22 minutes less 5 for A: 17, of which 5 are C's.
    assert shares(play) == [9, 12, 5]


def test_pins_give_way_only_to_a_minute_for_everybody() -> None:
    play = begun("A", "B", "C").does(PinTopic("t3", 18 * MIN))
    assert shares(play) == [2, 2, 18]
    play.does(StartTopic("t1")).at(20).does(StartTopic("t2"))
    # A took 15 of 22; B has its minute and C the 6 that are left.
    assert shares(play) == [2, 1, 6]
    assert play.state.topics[2].pinned == 18 * MIN


def test_a_topic_that_runs_past_its_pin_keeps_what_it_had() -> None:
    play = begun("A", "B").does(StartTopic("t1"), PinTopic("t1", 4 * MIN)).at(12)
    play.does(AddTopic("C"))
    assert shares(play) == [7, 8, 7]


def test_all_pinned_leave_the_rest_of_the_item_free() -> None:
    play = planned("A", "B").does(PinTopic("t1", 5 * MIN), PinTopic("t2", 7 * MIN))
    assert shares(play) == [5, 7]


def test_a_pin_is_in_half_minutes_and_no_shorter_than_a_minute() -> None:
    play = planned("A", "B").does(PinTopic("t1", 100))
    assert [play.state.topics[0].pinned, shares(play)] == [120, [2, 20]]
    play.does(PinTopic("t1", 5))
    assert play.state.topics[0].pinned == 60


def test_a_pin_that_changes_no_share_is_kept() -> None:
    play = planned("A", "B")
    answer = decide(play.state, PinTopic("t1", 11 * MIN), play.now)
    assert answer == (TopicPinned("t1", 11 * MIN),)


@pytest.mark.parametrize(
    ("act", "word"),
    [
        (WeighTopic("t1", 0), "from 1 to 5"),
        (WeighTopic("t1", 6), "from 1 to 5"),
        (WeighTopic("t1", 1), "Nothing changed"),
        (WeighTopic("t9", 2), "over, or gone"),
        (PinTopic("t9", 60), "over, or gone"),
        (PinTopic("t1", None), "Nothing changed"),
        (PinTopic("t1", 22 * MIN), "21 min for this topic at the most"),
    ],
)
def test_acts_that_cannot_be_say_why(act: Intent, word: str) -> None:
    assert word in planned("A", "B").refuses(act).sentence


def test_the_most_of_a_pin_leaves_other_pins_alone() -> None:
    play = planned("A", "B").does(PinTopic("t1", 10 * MIN))
    assert "12 min" in play.refuses(PinTopic("t2", 13 * MIN)).sentence
    play.does(PinTopic("t2", 12 * MIN))
    assert shares(play) == [10, 12]


def test_a_topic_that_is_over_stays_as_it_was() -> None:
    play = begun("A", "B").does(StartTopic("t1")).at(9).does(StartTopic("t2"))
    for act in (WeighTopic("t1", 2), PinTopic("t1", 5 * MIN)):
        assert "over" in play.refuses(act).sentence


# --- any topics ----------------------------------------------------------------------------------

TOPICS = st.lists(
    st.tuples(st.integers(1, 5), st.integers(0, 600), st.none() | st.integers(0, 1200)),
    min_size=1,
    max_size=6,
)


@settings(max_examples=1000)
@given(total=st.integers(0, 3600), topics=TOPICS)
def test_shares_add_up_with_minimums_and_pins(
    total: int, topics: list[tuple[int, int, int | None]]
) -> None:
    parts = share_with_pins(total, topics)
    leasts = [-(-least // 30) * 30 for _, least, _ in topics]
    pins = [
        pin if pin is None else max(-(-pin // 30) * 30, least)
        for (_, _, pin), least in zip(topics, leasts, strict=True)
    ]
    assert sum(parts) <= total
    assert all(part % 30 == 0 for part in parts)
    if sum(parts) < total // 30 * 30:
        assert list(parts) == pins
    if sum(leasts) > total:
        return
    rows = list(zip(parts, leasts, pins, strict=True))
    for part, least, pin in rows:
        assert part >= least
        assert pin is None or part <= pin
    if any(pin is not None and part < pin for part, _, pin in rows):
        assert all(part == least for part, least, pin in rows if pin is None)


@settings(max_examples=1000)
@given(total=st.integers(0, 3600), more=st.integers(1, 600), topics=TOPICS)
def test_more_time_never_shortens_a_topic(
    total: int, more: int, topics: list[tuple[int, int, int | None]]
) -> None:
    before, after = share_with_pins(total, topics), share_with_pins(total + more, topics)
    assert all(later >= now for now, later in zip(before, after, strict=True))


TOPIC = st.sampled_from(["t1", "t2", "t3"])
ACTS = st.lists(
    st.one_of(
        st.builds(AddTopic, st.just("Another")),
        st.builds(RemoveTopic, TOPIC),
        st.builds(StartTopic, TOPIC),
        st.builds(WeighTopic, TOPIC, st.integers(1, 5)),
        st.builds(PinTopic, TOPIC, st.none() | st.integers(0, 1400)),
        st.builds(AddMinutes, st.just("topics"), st.integers(-600, 600)),
        st.integers(1, 400),
    ),
    max_size=12,
)


@settings(max_examples=500)
@given(acts=ACTS)
def test_the_sum_never_passes_the_item(acts: list[Intent | int]) -> None:
    """After every new sharing: what was used, and the shares of the topics that are not over."""
    play, second = begun("A", "B"), 300
    for act in acts:
        if isinstance(act, int):
            second += act
            play.at(0, second)
            continue
        answer = decide(play.state, act, play.now)
        if isinstance(answer, Refusal):
            continue
        play.state = fold(play.state, answer)
        if any(isinstance(event, TopicsShared) for event in answer):
            check_sum(play)


def check_sum(play: Play) -> None:
    state, item = play.state, play.item("topics")
    lasting = [one for one in state.topics if not one.visits or one.running]
    over = [one for one in state.topics if one not in lasting]
    used = sum(topic_seconds(state, one, play.now) for one in state.topics)
    without = item_seconds(state, item, play.now) - used
    spent = without + sum(topic_seconds(state, one, play.now) for one in over)
    assert sum(one.allotment for one in lasting) <= max(item.allotment - spent, 0)

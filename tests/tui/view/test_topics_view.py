"""Topics as a list: how many share how much, the share of each, weights and what is set by hand."""

import pytest

from builders import Play, talk, topic_time
from coreflect_tui.core.intents import (
    AddTopic,
    NextItem,
    PauseClock,
    PinTopic,
    StartTopic,
    WeighTopic,
)
from coreflect_tui.tui.view.pieces import Look, plain, width_of
from coreflect_tui.tui.view.topics import topic_choices, topics_title


def topics(*titles: str) -> Play:
    """Topics of 22 minutes together, 10 minutes into the session."""
    play = Play(talk("opening", 10), topic_time(22)).does(NextItem())
    return play.does(*(AddTopic(title) for title in titles)).at(10).does(NextItem())


def rows(play: Play, width: int = 77) -> list[str]:
    choices = topic_choices(play.state, play.now, width)
    return [" ".join(plain(lines).split()) for _, lines in choices]


@pytest.mark.parametrize(
    ("titles", "said"),
    [
        ((), "0 topics, 22 min"),
        (("Fear",), "1 topic, 22 min"),
        (("Fear", "Power"), "2 topics, 22 min"),
    ],
)
def test_the_title_says_how_many_share_how_much(titles: tuple[str, ...], said: str) -> None:
    assert plain((topics_title(topics(*titles).state),)) == f" Topics   {said}"


def test_a_format_without_topics_has_just_the_word() -> None:
    play = Play(talk("opening", 10))
    assert plain((topics_title(play.state),)) == " Topics"
    assert rows(play) == []


def test_each_has_its_share() -> None:
    assert rows(topics("Fear", "Power")) == ["· Fear 11 min", "· Power 11 min"]
    assert rows(topics("Fear", "Power", "Rest", "Trust")) == [
        "· Fear 6 min",
        "· Power 6 min",
        "· Rest 5 min",
        "· Trust 5 min",
    ]


def test_weights_and_what_is_set_by_hand_are_said_in_words() -> None:
    play = topics("Fear", "Power", "Rest").does(WeighTopic("t1", 2), PinTopic("t3", 450))
    # 14½ for two to one: 9:40 and 4:50.
    assert rows(play) == [
        "· Fear 9½ min weight 2",
        "· Power 5 min",
        "· Rest 7½ min * by hand",
    ]
    play.does(WeighTopic("t3", 3))
    assert rows(play)[2] == "· Rest 7½ min weight 3 · * by hand"


def test_the_one_that_runs_and_those_that_ran_say_how_long() -> None:
    play = topics("Fear", "Power", "Rest").does(StartTopic("t1")).at(14, 10)
    play.does(StartTopic("t2")).at(20, 45)
    # Of 22 min 4:10 are used: 17:50, so 9 and 8½.
    assert rows(play) == ["✓ Fear 8 min 4:10", "▸ Power 9 min 6:35", "· Rest 8½ min"]
    looks = [line[0].look for _, (line,) in topic_choices(play.state, play.now, 77)]
    assert looks == [Look.MUTED, Look.NOW, Look.PLAIN]


def test_a_pause_does_not_count() -> None:
    play = topics("Fear").does(StartTopic("t1")).at(12).does(PauseClock()).at(30)
    assert rows(play) == ["▸ Fear 22 min 2:00"]


@pytest.mark.parametrize("width", [57, 77, 117])
def test_a_long_topic_is_cut_and_the_minutes_stand_under_each_other(width: int) -> None:
    play = topics("Fear", "What it is like when somebody says nothing " * 4)
    play.does(StartTopic("t2"), WeighTopic("t2", 5), PinTopic("t2", 900))
    lines = [one for _, one in topic_choices(play.state, play.now, width)]
    assert all(width_of(line) <= width for (line,) in lines)
    assert len({plain(one).index(" min") for one in lines}) == 1
    assert "weight 5 · * by hand" in plain(lines[1])


def test_a_topic_is_chosen_by_its_id() -> None:
    choices = topic_choices(topics("Fear", "Power").state, Play(talk("a", 1)).now, 77)
    assert [name for name, _ in choices] == ["t1", "t2"]

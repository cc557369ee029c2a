"""Times as words: never a bare sign, and a dead band in which a group is on time."""

import pytest

from builders import Play, at, talk
from coreflect_tui.core.intents import CloseSession, NextItem
from coreflect_tui.tui.view.time_words import (
    clock_time,
    course_words,
    end_words,
    pace_words,
    start_words,
    whole_minutes,
)

HOUR = 3600


@pytest.mark.parametrize(
    ("offset", "said"), [(0, "18:00"), (HOUR, "19:00"), (-6 * HOUR, "12:00"), (20_700, "23:45")]
)
def test_clock_times_are_those_of_the_place(offset: int, said: str) -> None:
    assert clock_time(at(0), offset) == said


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "on time"),
        (60, "on time"),
        (-60, "on time"),
        (61, "1 min behind"),
        (-61, "1 min in hand"),
        (180, "3 min behind"),
        (-149, "2 min in hand"),
        (-4200, "1 h 10 min in hand"),
    ],
)
def test_pace(seconds: float, words: str) -> None:
    assert pace_words(seconds) == words
    assert "-" not in words


def test_minutes_are_said_whole() -> None:
    assert [whole_minutes(seconds) for seconds in (0, 29, 31, -119)] == [0, 0, 1, 2]


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (-6, "begins 19:00, in 6:00"),
        (-0.5, "begins 19:00, in 0:30"),
        (0, "begins 19:00, now"),
        (0.99, "begins 19:00, now"),
        (1, "was to begin 19:00, 1:00 ago"),
        (5, "was to begin 19:00, 5:00 ago"),
    ],
)
def test_counting_to_the_start_and_from_it(minutes: float, words: str) -> None:
    play = Play(talk("one", 30))
    assert start_words(play.state, at(minutes), HOUR) == words
    assert course_words(play.state, at(minutes), HOUR) == words


@pytest.mark.parametrize(
    ("began", "now", "words"),
    [
        (0, 10, "on time · ends 19:30"),
        (0, 33, "3 min behind · ends 19:33, 3 min over"),
        (4, 10, "ends 19:34, 4 min over"),
    ],
)
def test_the_course_of_a_session(began: float, now: float, words: str) -> None:
    play = Play(talk("one", 30)).at(began).does(NextItem())
    assert course_words(play.state, at(now), HOUR) == words
    assert words.endswith(end_words(play.state, at(now), HOUR))


def test_time_in_hand_when_an_item_was_short() -> None:
    play = Play(talk("one", 10), talk("two", 20)).does(NextItem()).at(6).does(NextItem())
    assert course_words(play.state, at(6), HOUR) == "4 min in hand · ends 19:26"


def test_a_closed_session_says_when() -> None:
    play = Play(talk("one", 30)).does(NextItem()).at(12).does(CloseSession())
    assert course_words(play.state, at(600), HOUR) == "closed 19:12"

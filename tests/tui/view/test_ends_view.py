"""Ends, minutes and insertions as typed; the choices after a late start; the two questions."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from builders import Play, at, talk
from coreflect_tui.core.fit import propose
from coreflect_tui.core.formats import StepKind
from coreflect_tui.core.intents import (
    AcceptFit,
    AnswerClockChange,
    CloseSession,
    CountGap,
    NextItem,
    NoticeClockChange,
    NoticeGap,
    PauseClock,
    SetGapAside,
    SetHardEnd,
)
from coreflect_tui.core.state import SessionState
from coreflect_tui.tui.view.ends import (
    clock_change_words,
    end_offered,
    gap_words,
    late_start_words,
    past_end_words,
    read_ago,
    read_end,
    read_insertion,
    read_minutes,
    said_end,
)

OFFSET = 3600


def an_hour() -> Play:
    """10, 30 and 20 minutes from 19:00 at the place; the hard end is 20:00."""
    return Play(talk("opening", 10), talk("talk", 30), talk("closing", 20))


def with_end(hard_end: datetime) -> SessionState:
    return replace(an_hour().state, hard_end=hard_end)


# --- an end as typed -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("20:00", 60),
        ("20:15", 75),
        ("20.15", 75),
        ("20h15", 75),
        (" 20:15 ", 75),
        ("19:50", 50),
        ("9:30", 60 - 10.5 * 60),
        ("+10", 70),
        ("+ 10", 70),
        ("+1h", 120),
        ("+0:30", 60.5),
        ("-5", 55),
        ("−5", 55),
    ],
)
def test_an_end_is_a_time_of_the_place_or_minutes_more_or_less(typed: str, minutes: float) -> None:
    assert read_end(typed, an_hour().state, at(0), OFFSET) == at(minutes)


@pytest.mark.parametrize(
    "typed",
    ["", " ", "20", "2045", "24:00", "20:60", "soon", "+", "+soon", "+-5", "20:15:00", "1:1"],
)
def test_anything_else_is_no_end(typed: str) -> None:
    assert read_end(typed, an_hour().state, at(0), OFFSET) is None


MIDNIGHT = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hard_end", "typed", "end"),
    [
        # The hard end is 23:50 at the place (no offset): what is typed is the nearest such time.
        (timedelta(minutes=-10), "00:20", timedelta(minutes=20)),
        (timedelta(minutes=-10), "0:05", timedelta(minutes=5)),
        (timedelta(minutes=-10), "23:40", timedelta(minutes=-20)),
        # And after midnight the other way about.
        (timedelta(minutes=15), "23:55", timedelta(minutes=-5)),
        (timedelta(minutes=15), "00:45", timedelta(minutes=45)),
        (timedelta(minutes=15), "12:10", timedelta(hours=12, minutes=10)),
    ],
)
def test_around_midnight_the_nearest_such_time_is_meant(
    hard_end: timedelta, typed: str, end: timedelta
) -> None:
    assert (
        read_end(typed, with_end(MIDNIGHT + hard_end), MIDNIGHT - timedelta(hours=1), 0)
        == MIDNIGHT + end
    )


@pytest.mark.parametrize("offset", [-11 * 3600, -12_600, 0, 20_700, 14 * 3600])
def test_the_place_may_be_anywhere(offset: int) -> None:
    state = an_hour().state
    for minutes in range(-300, 301, 25):
        end = state.hard_end + timedelta(minutes=minutes)
        assert read_end(said_end(end, offset), state, at(0), offset) == end


# --- minutes, ago, something new -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [
        ("+5", 300),
        ("-3", -180),
        ("−3", -180),
        ("12", 120),
        ("8", -120),
        ("10", 0),
        ("7:30", -150),
        ("+1:30", 90),
        (" 12 min ", 120),
    ],
)
def test_minutes_are_more_or_fewer_or_all_of_them(typed: str, seconds: int) -> None:
    assert read_minutes(typed, an_hour().item("opening")) == seconds


@pytest.mark.parametrize("typed", ["", "+", "-", "five", "+-3", "--3"])
def test_anything_else_is_no_minutes(typed: str) -> None:
    assert read_minutes(typed, an_hour().item("opening")) is None


@pytest.mark.parametrize(
    ("typed", "seconds"), [("3", 180), (" 3 min", 180), ("0:30", 30), ("1h", 3600), ("0", 0)]
)
def test_how_long_ago(typed: str, seconds: int) -> None:
    assert read_ago(typed) == seconds


@pytest.mark.parametrize("typed", ["", "a while", "-3", "+3"])
def test_anything_else_is_not_ago(typed: str) -> None:
    assert read_ago(typed) is None


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("break 10", ("Break", 600, StepKind.BREAK)),
        ("Tea break 5", ("Tea break", 300, StepKind.BREAK)),
        ("breathing  3", ("Breathing", 180, StepKind.TALK)),
        ("one more story 7:30", ("One more story", 450, StepKind.TALK)),
        (" BREAK 10m ", ("BREAK", 600, StepKind.BREAK)),
        ("éveil 2", ("Éveil", 120, StepKind.TALK)),
    ],
)
def test_something_new_is_its_title_and_its_minutes(
    typed: str, found: tuple[str, int, StepKind]
) -> None:
    assert read_insertion(typed) == found


@pytest.mark.parametrize("typed", ["", "break", "10", " 10", "break ten", "break 0", "break -5"])
def test_without_a_title_or_minutes_nothing_is_put_in(typed: str) -> None:
    assert read_insertion(typed) is None


# --- after a late start --------------------------------------------------------------------------


def began_late(minutes: float) -> Play:
    return an_hour().at(minutes).does(NextItem())


def said(play: Play) -> str:
    return late_start_words(play.state, play.now, OFFSET)


def test_after_a_late_start_both_ways_out_are_offered() -> None:
    assert said(began_late(6)) == (
        "Began 6 min late: f fits it into 54 min, t keeps the length and ends 20:06."
    )
    assert end_offered(began_late(6).state, at(6)) == at(66)


@pytest.mark.parametrize("minutes", [-5, 0, 1])
def test_a_start_in_time_asks_nothing(minutes: float) -> None:
    assert said(began_late(minutes) if minutes >= 0 else an_hour()) == ""


def test_it_goes_once_somebody_chose_and_with_the_next_item() -> None:
    assert said(began_late(6).does(SetHardEnd(at(66)))) == ""
    # Only the first item is the time to choose; later the end stands in the line at the top.
    assert said(began_late(6).at(16).does(NextItem())) == ""
    play = began_late(6)
    assert said(play.does(AcceptFit(propose(play.state, play.now)))) == ""


def test_what_the_end_would_be_follows_an_overrun() -> None:
    play = began_late(6).at(18, 20)
    assert "ends 20:08." in said(play)
    assert end_offered(play.state, play.now) == at(68)


def test_in_time_the_hard_end_is_offered_itself() -> None:
    assert end_offered(began_late(0).state, at(0)) == at(60)
    # 59 seconds late is on time.
    assert end_offered(began_late(0).state, at(10, 59)) == at(60)
    assert end_offered(began_late(0).state, at(11, 31)) == at(62)


# --- the questions -------------------------------------------------------------------------------


def test_a_gap_is_asked_about_with_its_length_until_it_is_answered() -> None:
    play = began_late(0).at(10).does(NoticeGap(at(3), at(10)))
    words = "The laptop slept for 7 min. c counts that time, k takes it as a break."
    assert gap_words(play.state) == words
    assert gap_words(Play.does(began_late(0).at(10), PauseClock()).state) == ""
    answered = [play.state, play.state]
    for index, act in enumerate((CountGap(), SetGapAside(at(3), at(10)))):
        again = an_hour()
        again.state, again.now = answered[index], play.now
        assert gap_words(again.does(act).state) == ""


def test_nothing_is_asked_while_the_clock_stands_still_or_after_the_end() -> None:
    play = began_late(0).at(10).does(NoticeGap(at(3), at(10)))
    assert gap_words(play.does(PauseClock()).state) == ""
    assert gap_words(play.does(CloseSession()).state) == ""


def test_two_gaps_are_asked_about_in_turn() -> None:
    play = began_late(0).at(10).does(NoticeGap(at(3), at(4)), NoticeGap(at(5), at(10)))
    assert "slept for 1 min" in gap_words(play.state)
    assert "slept for 5 min" in gap_words(play.does(CountGap()).state)


@pytest.mark.parametrize(
    ("seconds", "said_so"),
    [
        (3600, "was set 1 h ahead"),
        (-3600, "was set 1 h back"),
        (-90, "was set 2 min back"),
        (3, "was set 3 s ahead"),
        (5400, "was set 1 h 30 min ahead"),
    ],
)
def test_a_clock_that_was_set_is_asked_about(seconds: int, said_so: str) -> None:
    play = began_late(0).at(5).does(NoticeClockChange(seconds))
    words = clock_change_words(play.state)
    assert said_so in words
    assert "the running time is untouched" in words
    assert words.endswith("k: the clock is right now, c: go on as it was.")
    assert clock_change_words(play.does(AnswerClockChange(shift_end=False)).state) == ""


def test_without_a_change_nothing_is_asked() -> None:
    assert clock_change_words(an_hour().state) == gap_words(an_hour().state) == ""


# --- an end that is long past --------------------------------------------------------------------


def left_for_days() -> Play:
    """Begun at 19:00, left at 19:05, gone on with three days later at 9:00."""
    play = an_hour().does(NextItem()).at(THREE_DAYS)
    return play.does(SetGapAside(at(5), at(THREE_DAYS)))


THREE_DAYS = 3 * 24 * 60 + 14 * 60


def test_where_the_end_is_long_past_it_is_said_for_a_while_how_to_set_another() -> None:
    play = left_for_days()
    words = "Its end, 22 Nov 20:00, is long past. t sets another: 09:55 as it goes."
    assert past_end_words(play.state, play.now, OFFSET) == words
    assert late_start_words(play.state, play.now, OFFSET) == ""
    assert past_end_words(play.state, play.now + timedelta(seconds=301), OFFSET) == ""
    assert past_end_words(play.does(SetHardEnd(at(THREE_DAYS + 55))).state, play.now, OFFSET) == ""


def test_a_time_that_is_typed_is_then_one_of_today() -> None:
    play = left_for_days()
    for typed in ("9:55", "+55"):
        assert read_end(typed, play.state, play.now, OFFSET) == at(THREE_DAYS + 55)


def test_before_it_begins_late_by_days_it_is_said_when_it_was_to_end() -> None:
    play = an_hour().at(THREE_DAYS)
    words = "It was to end 22 Nov 20:00. t sets when it ends now; . begins."
    assert past_end_words(play.state, play.now, OFFSET) == words
    assert end_offered(play.state, play.now) == at(THREE_DAYS + 60)


def test_a_session_that_only_runs_over_is_not_asked_about_its_end() -> None:
    play = an_hour().does(NextItem()).at(119)
    assert past_end_words(play.state, play.now, OFFSET) == ""
    assert past_end_words(play.at(130).state, play.now, OFFSET) == ""


def test_a_clock_that_forgot_the_year_is_said_in_years() -> None:
    play = an_hour().does(NextItem(), NoticeClockChange(-50 * 365 * 86_400))
    assert "was set 50 years back" in clock_change_words(play.state)

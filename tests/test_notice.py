"""What the program notices by itself: a sleep of the laptop, a wall clock that was set."""

from datetime import timedelta

import pytest

from builders import START, a_format, at, attendees, ids, preparation, talk
from coreflect_tui.clock import FastClock
from coreflect_tui.core.attendance import minutes_present
from coreflect_tui.core.events import ClockChanged, GapNoticed, ItemFinished
from coreflect_tui.core.history import replay
from coreflect_tui.core.intents import (
    AnswerClockChange,
    CloseSession,
    CountGap,
    Intent,
    NextItem,
    PauseClock,
    ReopenSession,
    ResumeClock,
    SetGapAside,
)
from coreflect_tui.core.state import Span
from coreflect_tui.core.timing import expected_end, local_time, over, pace, session_seconds
from coreflect_tui.session import Session
from laptop import Laptop, Memory

MIN = 60
HOUR = 3600


def begun(minutes: float = 2) -> Laptop:
    """10 and 20 minutes, begun at 0:00, with a tick each second since."""
    laptop = Laptop(talk("opening", 10), talk("closing", 20))
    laptop.tick()
    laptop.session.dispatch(NextItem())
    laptop.ticks(minutes * MIN)
    return laptop


def gap_of(laptop: Laptop) -> Span | None:
    """The gap that the screen asks about."""
    return laptop.state.gap


# --- gaps ----------------------------------------------------------------------------------------


def test_a_sleep_asks_once_and_counts_when_the_session_went_on() -> None:
    laptop = begun(2)
    laptop.passes(7 * MIN)
    laptop.ticks(90)
    assert laptop.noticed(GapNoticed) == [GapNoticed(at(2), at(2, 7 * MIN + 1))]
    assert gap_of(laptop) == Span(at(2), at(9, 1))
    assert laptop.elapsed == 2 * MIN + 7 * MIN + 90
    assert laptop.session.dispatch(CountGap()) is None
    assert gap_of(laptop) is None
    assert laptop.elapsed == 10 * MIN + 30
    assert pace(laptop.state, laptop.now) == 30
    assert laptop.session.dispatch(CountGap()) is not None


def test_a_sleep_that_was_a_break_is_left_out() -> None:
    laptop = begun(2)
    laptop.passes(7 * MIN)
    laptop.ticks(90)
    gap = gap_of(laptop)
    assert gap
    assert gap.end
    assert laptop.session.dispatch(SetGapAside(gap.start, gap.end)) is None
    assert gap_of(laptop) is None
    # The second in which the laptop woke up belongs to the gap.
    assert laptop.elapsed == 2 * MIN + 89
    assert pace(laptop.state, laptop.now) == 7 * MIN + 1
    assert session_seconds(laptop.state, laptop.now) == laptop.elapsed
    assert laptop.noticed(GapNoticed) == [GapNoticed(gap.start, gap.end)]


@pytest.mark.parametrize(
    ("seconds", "asks"), [(1, False), (29, False), (30, False), (30.5, True), (86400, True)]
)
def test_more_than_thirty_seconds_are_a_gap(seconds: float, asks: bool) -> None:
    laptop = begun()
    laptop.passes(seconds)
    laptop.tick()
    assert (gap_of(laptop) is not None) is asks


def test_the_first_act_after_a_sleep_may_come_before_the_tick() -> None:
    laptop = begun(2)
    laptop.passes(7 * MIN)
    laptop.session.dispatch(NextItem())
    laptop.ticks(5)
    assert gap_of(laptop) == Span(at(2), at(9))
    assert laptop.running.id == "closing"
    assert laptop.memory.stored[-2].events == (GapNoticed(at(2), at(9)),)
    laptop.session.dispatch(SetGapAside(at(2), at(9)))
    opening = laptop.state.item("opening")
    assert opening
    assert opening.visits == (Span(at(0), at(9)),)
    assert laptop.elapsed == 5
    assert expected_end(laptop.state, laptop.now) == at(29)


def test_an_act_just_before_the_sleep_is_a_sign_of_life() -> None:
    laptop = begun(2)
    laptop.passes(0.5)
    laptop.session.dispatch(NextItem())
    laptop.passes(60)
    laptop.tick()
    assert gap_of(laptop) == Span(at(2, 0.5), at(3, 0.5))


@pytest.mark.parametrize("act", [PauseClock(), CloseSession()])
def test_nothing_is_asked_while_nothing_runs(act: Intent) -> None:
    laptop = begun()
    laptop.session.dispatch(act)
    laptop.passes(7 * MIN)
    laptop.tick()
    laptop.session.dispatch(ResumeClock())
    assert gap_of(laptop) is None
    assert not laptop.noticed(GapNoticed)


def test_before_the_start_nothing_is_asked() -> None:
    laptop = Laptop(talk("opening", 10))
    laptop.tick()
    laptop.passes(HOUR)
    laptop.ticks(2)
    laptop.session.dispatch(NextItem())
    laptop.tick()
    assert not laptop.noticed(GapNoticed)


def test_two_gaps_are_asked_about_one_after_the_other() -> None:
    laptop = begun(1)
    for _ in range(2):
        laptop.passes(2 * MIN)
        laptop.tick()
        laptop.ticks(1 * MIN)
    assert laptop.state.gaps == (Span(at(1), at(3)), Span(at(4), at(6)))
    laptop.session.dispatch(SetGapAside(at(1), at(3)))
    assert gap_of(laptop) == Span(at(4), at(6))
    laptop.session.dispatch(CountGap())
    assert gap_of(laptop) is None
    assert laptop.elapsed == 5 * MIN


def test_a_gap_stays_when_the_act_before_it_is_taken_back() -> None:
    laptop = begun(2)
    laptop.session.dispatch(NextItem())
    laptop.passes(2 * MIN)
    laptop.tick()
    laptop.session.undo()
    assert gap_of(laptop) == Span(at(2), at(4))
    laptop.session.dispatch(SetGapAside(at(2), at(4)))
    assert laptop.running.id == "opening"
    assert laptop.elapsed == 2 * MIN
    assert replay(laptop.memory.stored).state == laptop.state


def test_where_nothing_ticks_acts_may_be_far_apart() -> None:
    laptop = Laptop(talk("opening", 10), talk("closing", 20))
    for _ in range(2):
        laptop.passes(10 * MIN)
        laptop.session.dispatch(NextItem())
    assert not laptop.noticed(GapNoticed)


def test_a_program_that_starts_again_does_not_ask_about_the_time_between() -> None:
    laptop = begun(2)
    laptop.session.dispatch(NextItem())
    laptop.passes(5 * MIN)
    laptop.starts_program_again()
    laptop.ticks(3)
    # Going on with a session asks by itself.
    assert not laptop.noticed(GapNoticed)
    assert laptop.elapsed == 5 * MIN + 3


@pytest.mark.parametrize("speed", [1, 60, 3600])
def test_a_rehearsal_notices_nothing(speed: int) -> None:
    real = [0.0]
    clock = FastClock(START, speed, real=lambda: real[0])
    memory = Memory()
    first = preparation(a_format(talk("opening", 10), talk("closing", 20)), attendees(3))
    session = Session.begin(first, memory, clock, ids())
    session.notice(session.now())
    session.dispatch(NextItem())
    for _ in range(5):
        real[0] += 1
        clock.advance(400)
        session.notice(session.now())
    assert len(memory.stored) == 2


# --- the wall clock ------------------------------------------------------------------------------


@pytest.mark.parametrize("seconds", [HOUR, -HOUR, 3, -3, 86400 * 365])
def test_a_wall_clock_that_is_set_changes_no_running_time(seconds: int) -> None:
    laptop, untouched = begun(4), begun(4)
    laptop.sets_clock(seconds)
    for one in (laptop, untouched):
        one.ticks(3 * MIN)
        one.session.dispatch(NextItem())
        one.ticks(2 * MIN)
    assert laptop.noticed(ClockChanged) == [ClockChanged(seconds, at(4, 1))]
    assert laptop.state.clock_change == seconds
    assert laptop.state.items == untouched.state.items
    assert laptop.elapsed == untouched.elapsed == 2 * MIN
    assert pace(laptop.state, laptop.now) == pace(untouched.state, untouched.now) == -3 * MIN
    assert over(laptop.state, laptop.now) == -3 * MIN
    assert gap_of(laptop) is None
    assert laptop.noticed(ItemFinished) == [ItemFinished("opening", at(7))]


@pytest.mark.parametrize("seconds", [2, -2, 0.3])
def test_a_nudge_is_not_a_change(seconds: float) -> None:
    laptop = begun()
    laptop.sets_clock(seconds)
    laptop.ticks(5)
    assert not laptop.noticed(ClockChanged)


def test_a_clock_that_drifts_is_never_a_change() -> None:
    laptop = begun()
    for _ in range(200):
        laptop.sets_clock(0.1)
        laptop.ticks(10)
    assert not laptop.noticed(ClockChanged)


def test_the_new_clock_is_right() -> None:
    laptop = begun(4)
    laptop.sets_clock(3 * MIN)
    laptop.ticks(1)
    ends = local_time(laptop.state, laptop.state.hard_end)
    assert laptop.session.dispatch(AnswerClockChange(shift_end=True)) is None
    assert laptop.state.hard_end == at(27)
    assert local_time(laptop.state, laptop.state.hard_end) == ends
    moment = laptop.session.now()
    here = moment.wall + timedelta(seconds=laptop.offset)
    assert local_time(laptop.state, moment.session) == here
    # 30 minutes from the start are still 30 minutes: the agreed end is no time of the clock.
    assert laptop.state.agreed_end == at(30)
    assert pace(laptop.state, laptop.now) == 0
    assert over(laptop.state, laptop.now) == 3 * MIN
    assert laptop.session.dispatch(AnswerClockChange(shift_end=True)) is not None
    laptop.session.undo()
    assert (laptop.state.hard_end, laptop.state.clock_change) == (at(30), 3 * MIN)
    laptop.session.redo()
    assert (laptop.state.hard_end, laptop.state.clock_change) == (at(27), 0)


def test_the_clock_was_right_before() -> None:
    laptop = begun(4)
    before = local_time(laptop.state, laptop.now)
    laptop.sets_clock(-HOUR)
    laptop.ticks(1)
    assert laptop.session.dispatch(AnswerClockChange(shift_end=False)) is None
    assert laptop.state.clock_change == 0
    assert laptop.state.hard_end == at(30)
    assert local_time(laptop.state, laptop.now) == before + timedelta(seconds=1)


def test_a_clock_that_is_set_back_again_needs_no_answer() -> None:
    laptop = begun(4)
    for seconds in (HOUR, -HOUR):
        laptop.sets_clock(seconds)
        laptop.ticks(5)
    assert laptop.state.clock_change == 0
    assert len(laptop.noticed(ClockChanged)) == 2
    assert laptop.session.dispatch(AnswerClockChange(shift_end=True)) is not None


def test_changes_add_up_until_they_are_answered() -> None:
    laptop = begun(4)
    for seconds in (60, 120):
        laptop.sets_clock(seconds)
        laptop.ticks(5)
    assert laptop.state.clock_change == 180
    laptop.session.dispatch(AnswerClockChange(shift_end=True))
    laptop.sets_clock(-30)
    laptop.ticks(5)
    laptop.session.undo()
    assert laptop.state.clock_change == 150
    laptop.session.redo()
    assert (laptop.state.clock_change, laptop.state.hard_end) == (-30, at(27))
    laptop.session.dispatch(AnswerClockChange(shift_end=True))
    assert (laptop.state.clock_ahead, laptop.state.hard_end) == (150, at(27, 30))


def test_a_clock_set_while_the_program_was_off_is_noticed_when_it_goes_on() -> None:
    laptop = begun(4)
    laptop.session.dispatch(NextItem())
    laptop.sets_clock(-HOUR)
    laptop.passes(60)
    laptop.starts_program_again()
    laptop.ticks(2)
    assert laptop.state.clock_change == -HOUR
    assert laptop.elapsed == 62


@pytest.mark.parametrize("right", [True, False])
def test_after_a_restart_of_the_machine_what_was_said_of_the_clock_holds(right: bool) -> None:
    laptop = begun(4)
    laptop.sets_clock(3 * MIN)
    laptop.ticks(1)
    laptop.session.dispatch(AnswerClockChange(shift_end=right))
    hard_end = laptop.state.hard_end
    laptop.passes(59)
    laptop.starts_program_again(boot="two")
    laptop.ticks(2)
    # The wall clocks of two starts say how long it was; nothing was set in between.
    assert laptop.elapsed == 4 * MIN + 62
    assert laptop.state.hard_end == hard_end
    assert laptop.state.clock_change == 0
    shown = local_time(laptop.state, laptop.now) - timedelta(seconds=laptop.offset)
    assert shown == laptop.session.now().wall - timedelta(seconds=0 if right else 3 * MIN)


def test_before_the_start_the_planned_start_follows_the_clock_too() -> None:
    laptop = Laptop(talk("opening", 10))
    laptop.tick()
    laptop.sets_clock(-5 * MIN)
    laptop.ticks(1)
    laptop.session.dispatch(AnswerClockChange(shift_end=True))
    assert (laptop.state.options.starts_at, laptop.state.hard_end) == (at(5), at(15))
    assert f"{local_time(laptop.state, laptop.state.options.starts_at):%H:%M}" == "19:00"


# --- what the clock on the wall shows ------------------------------------------------------------


def test_daylight_saving_changes_what_is_shown_and_nothing_else() -> None:
    laptop = begun(4)
    before = laptop.session.now()
    laptop.offset = 7200
    laptop.ticks(60)
    now = laptop.session.now()
    assert (before.offset, now.offset) == (3600, 7200)
    assert now.session - before.session == timedelta(seconds=60)
    assert laptop.elapsed == 5 * MIN
    assert not laptop.noticed(ClockChanged)
    assert pace(laptop.state, laptop.now) == 0


def test_midnight_is_a_minute_like_any_other() -> None:
    laptop = begun(4)
    laptop.offset = 6 * HOUR - 7 * MIN  # 23:57 at the place, four minutes into the session
    days = set()
    for minute in range(5, 9):
        laptop.ticks(MIN)
        days.add((laptop.now + timedelta(seconds=laptop.offset)).day)
        assert laptop.elapsed == minute * MIN
    assert len(days) == 2
    assert expected_end(laptop.state, laptop.now) == at(30)
    assert pace(laptop.state, laptop.now) == 0


# --- an empty battery ----------------------------------------------------------------------------

YEARS = 50 * 365 * 24 * HOUR


def after_an_empty_battery() -> Laptop:
    """Two minutes of the opening, then another start of the machine, 4 minutes later, with a wall
    clock that has forgotten the year."""
    laptop = begun(2)
    laptop.passes(4 * MIN)
    laptop.sets_clock(-YEARS)
    laptop.starts_program_again(boot="two")
    laptop.ticks(3)
    return laptop


def test_a_wall_clock_that_forgot_the_year_is_not_believed_and_said_to_be_set_back() -> None:
    laptop = after_an_empty_battery()
    assert laptop.elapsed == 3, "the last act was the beginning; how long ago nobody can say"
    (change,) = laptop.noticed(ClockChanged)
    assert isinstance(change, ClockChanged)
    assert abs(change.seconds + YEARS) <= 6 * MIN + 2
    assert laptop.state.clock_change == change.seconds


def test_once_it_is_right_again_what_is_left_is_what_it_is_really_off_by() -> None:
    laptop = after_an_empty_battery()
    laptop.sets_clock(YEARS)
    laptop.ticks(2)
    assert laptop.state.clock_change == 6 * MIN, "the time that nobody could count"
    hard_end = laptop.state.hard_end
    laptop.session.dispatch(AnswerClockChange(shift_end=True))
    shown = local_time(laptop.state, laptop.now)
    assert shown == laptop.session.now().wall + timedelta(hours=1), "the clock that people see"
    assert local_time(laptop.state, laptop.state.hard_end) == hard_end + timedelta(hours=1)


def test_a_battery_that_is_only_slow_is_believed_when_it_is_ahead_of_the_last_act() -> None:
    laptop = begun(2)
    laptop.passes(4 * MIN)
    laptop.sets_clock(-3 * MIN)
    laptop.starts_program_again(boot="two")
    laptop.ticks(1)
    assert laptop.elapsed == 3 * MIN + 1
    assert laptop.noticed(ClockChanged) == []


# --- closed and opened again ---------------------------------------------------------------------


def test_undoing_the_closing_lets_the_item_run_and_sets_the_time_since_aside() -> None:
    laptop = begun(2)
    laptop.session.dispatch(CloseSession())
    laptop.passes(3 * 24 * HOUR)
    laptop.starts_program_again()
    laptop.session.undo()
    assert laptop.elapsed == 2 * MIN
    laptop.ticks(10)
    assert laptop.elapsed == 2 * MIN + 10
    assert session_seconds(laptop.state, laptop.now) == 2 * MIN + 10
    assert replay(laptop.memory.stored).state == laptop.state


def test_closing_that_is_taken_back_at_once_stops_nothing() -> None:
    laptop = begun(2)
    laptop.session.dispatch(CloseSession())
    laptop.passes(20)
    laptop.session.undo()
    assert laptop.elapsed == 2 * MIN + 20


def test_opened_again_nobody_was_there_while_it_was_closed() -> None:
    laptop = begun(2)
    laptop.session.dispatch(CloseSession())
    laptop.passes(3 * 24 * HOUR)
    laptop.session.dispatch(ReopenSession())
    laptop.session.dispatch(NextItem())
    laptop.ticks(60)
    ana = laptop.state.people[0]
    assert minutes_present(laptop.state, ana, laptop.now) == 3
    assert session_seconds(laptop.state, laptop.now) == 3 * MIN

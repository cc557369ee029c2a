"""A closed session as a format: the minutes that it really took, limits widened, nobody's name."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import Play, sharing, talk, topic_time
from coreflect_tui.core.decide import decide
from coreflect_tui.core.decide.answer import Refusal
from coreflect_tui.core.format_checks import check
from coreflect_tui.core.format_of_session import (
    NOT_CLOSED,
    NOTHING_HELD,
    TOO_LONG,
    format_of_session,
)
from coreflect_tui.core.formats import Extent, Format, Place, Step, StepKind
from coreflect_tui.core.intents import (
    CloseSession,
    EndRepeat,
    GoToItem,
    InsertItem,
    Intent,
    LeaveOut,
    NextItem,
    OnceMore,
    PauseClock,
    ResumeClock,
    SetPresence,
    TakeOption,
)
from coreflect_tui.core.laps import usual_minutes
from coreflect_tui.core.person import Presence
from coreflect_tui.core.repeating import Times
from protocol import cases, coffee


def small_cases() -> Format:
    """The cases of other tests; two people in pairs have their two minutes in any case."""
    fmt = cases()
    steps = (replace(one, least=4) if one.each else one for one in fmt.steps)
    return replace(fmt, steps=tuple(steps))


def made(play: Play) -> Format:
    """The format of a session that is closed now."""
    fmt = format_of_session(play.does(CloseSession()).state)
    assert isinstance(fmt, Format), fmt
    assert check(replace(fmt, summary="s", source="s")) == ()
    return fmt


def step(fmt: Format, step_id: str) -> Step:
    found = fmt.step(step_id)
    assert found, [one.id for one in fmt.steps]
    return found


def held(play: Play, *minutes: float) -> Play:
    """Go on to the next item after each of these minutes."""
    play.does(NextItem())
    for one in minutes:
        play.now += timedelta(minutes=one)
        play.does(NextItem(leaving=True))
    return play


# --- minutes -------------------------------------------------------------------------------------


def test_every_step_has_what_it_took_and_their_sum_is_the_usual_length() -> None:
    play = held(Play(talk("hello", 5), talk("talk", 20), talk("bye", 5)), 7.4, 12.6)
    play.now += timedelta(minutes=5)
    fmt = made(play)
    assert [one.minutes for one in fmt.steps] == [7, 13, 5]
    assert fmt.minutes == Extent(25, 1, 600)
    assert usual_minutes(fmt) == 25


def test_limits_are_widened_where_they_have_to_be() -> None:
    short = replace(talk("short", 10), least=8, most=12)
    play = held(Play(short, short_of_nothing := talk("long", 10), talk("end", 1)), 3, 40)
    fmt = made(play)
    assert (step(fmt, "short").least, step(fmt, "short").most) == (3, 12)
    assert (step(fmt, "long").least, step(fmt, "long").most) == (short_of_nothing.least, 40)


def test_pauses_do_not_count_and_what_was_passed_in_a_moment_is_a_minute() -> None:
    play = Play(talk("one", 5), talk("two", 5)).does(NextItem())
    play.at(3).does(PauseClock()).at(13).does(ResumeClock()).at(14).does(NextItem())
    fmt = made(play.at(14, 5))
    assert [one.minutes for one in fmt.steps] == [4, 1]


def test_a_step_that_was_visited_twice_has_both() -> None:
    play = Play(talk("one", 5), talk("two", 5)).does(NextItem())
    play.at(4).does(NextItem()).at(6).does(GoToItem("one")).at(9).does(GoToItem("two"))
    assert [one.minutes for one in made(play.at(10)).steps] == [7, 3]


def test_what_was_not_held_keeps_its_minutes_and_optional_steps_wait_for_more_time() -> None:
    optional = replace(talk("optional", 6), drop=1)
    play = Play(talk("one", 5), optional, talk("two", 5), talk("never", 4)).does(NextItem())
    play.at(5).does(LeaveOut("optional"), NextItem())
    fmt = made(play.at(10))
    assert [one.minutes for one in fmt.steps] == [5, 6, 5, 4]
    assert fmt.minutes.usual == 14
    assert step(fmt, "optional").from_minutes == 20
    assert step(fmt, "never").from_minutes == 0


@pytest.mark.parametrize(("took", "begins"), [(100, 100), (130, 120)])
def test_a_step_for_long_sessions_that_was_held_belongs_to_the_usual_length(
    took: int, begins: int
) -> None:
    rest = replace(talk("rest", 10), from_minutes=120, kind=StepKind.BREAK)
    play = held(Play(talk("one", 60), rest, talk("two", 60)), 50, took - 90)
    play.now += timedelta(minutes=40)
    fmt = made(play)
    assert (fmt.minutes.usual, step(fmt, "rest").from_minutes) == (took, begins)


def test_a_step_for_longer_sessions_that_was_not_held_is_for_longer_ones_still() -> None:
    rest = replace(talk("rest", 10), from_minutes=120)
    play = Play(talk("one", 60), rest, talk("two", 30))
    play.state = replace(
        play.state, items=tuple(one for one in play.state.items if one.id != "rest")
    )
    play = held(play, 100)
    play.now += timedelta(minutes=30)
    fmt = made(play)
    assert (fmt.minutes.usual, step(fmt, "rest").from_minutes) == (130, 140)


def test_a_step_for_elsewhere_stays_as_it_is() -> None:
    there = replace(talk("there", 10), place=Place.IN_PERSON, from_minutes=90)
    play = Play(talk("one", 5), there)
    both = replace(play.state.format, places=(Place.IN_PERSON, Place.ONLINE))
    items = tuple(one for one in play.state.items if one.id != "there")
    play.state = replace(play.state, format=both, items=items)
    fmt = made(play.does(NextItem()).at(5))
    assert step(fmt, "there") == there
    assert fmt.places == (Place.ONLINE, Place.IN_PERSON), "where it was held stands first"
    assert fmt.minutes.usual == 5


def test_what_takes_the_rest_takes_what_it_took() -> None:
    play = held(Play(talk("one", 5), replace(talk("two", 15), rest=True), talk("end", 5)), 5, 22)
    fmt = made(play.at(32))
    assert (step(fmt, "two").rest, step(fmt, "two").minutes, fmt.minutes.usual) == (True, 22, 32)
    play = Play(talk("one", 5), replace(talk("two", 15), rest=True)).does(NextItem())
    fmt = made(play.at(5))
    assert (step(fmt, "two").rest, step(fmt, "two").minutes) == (False, 15)


# --- people and rounds ---------------------------------------------------------------------------


def test_usual_people_are_those_who_came() -> None:
    play = Play(talk("one", 5), people=9).does(
        SetPresence(("p1", "p2", "p3"), Presence.PRESENT), NextItem()
    )
    fmt = made(play.at(5))
    assert fmt.people == Extent(3, 2, 20)


def test_where_nobody_noted_who_is_here_the_list_counts() -> None:
    assert made(Play(talk("one", 5), people=9).does(NextItem()).at(5)).people.usual == 9


def test_turns_of_a_round_are_cut_where_they_would_not_fit_any_more() -> None:
    """Four people, a minute each, and it took three."""
    play = held(Play(sharing("round", 6), talk("end", 1), here=True), 3)
    fmt = made(play.at(4))
    rule = step(fmt, "round").round
    assert rule
    assert (rule.each, rule.each_least) == (45, 30)
    longer = step(made(held(Play(sharing("round", 6), talk("end", 1), here=True), 9)), "round")
    assert longer.round
    assert longer.round.each == 60, "what is wished for each stays"


# --- what was put in -----------------------------------------------------------------------------


def test_what_was_put_in_is_a_step_where_it_was_held_and_without_names() -> None:
    play = Play(talk("one", 5), topic_time(10), talk("end", 5)).does(
        NextItem(),
        InsertItem("What Bo's week was", 300),
        InsertItem("", 300, StepKind.BREAK, after="topics"),
        InsertItem("Never held", 300, after="one"),
    )
    play.at(5).does(GoToItem("added-1")).at(12).does(GoToItem("topics"))
    play.at(20).does(NextItem()).at(26).does(NextItem())
    fmt = made(play.at(30))
    assert [(one.id, one.title, one.minutes) for one in fmt.steps] == [
        ("one", "One", 5),
        ("what-someone-s-week-was", "What someone's week was", 7),
        ("topics", "Topics", 8),
        ("break", "Break", 6),
        ("end", "End", 4),
    ]
    added, rest = step(fmt, "what-someone-s-week-was"), step(fmt, "break")
    assert (added.kind, added.least, added.most) == (StepKind.TALK, 4, 14)
    assert (rest.kind, rest.least, rest.most) == (StepKind.BREAK, 3, 6)


def test_an_id_that_is_taken_gets_a_number() -> None:
    play = Play(talk("break", 5), talk("end", 5)).does(
        NextItem(), InsertItem("", 300, StepKind.BREAK), NextItem()
    )
    assert [one.id for one in made(play.at(8)).steps] == ["break", "break-2", "end"]


def test_what_was_put_into_a_repeat_stands_behind_it() -> None:
    play = Play(people=5, here=True, fmt=small_cases()).does(NextItem(), GoToItem("tell"))
    play.at(5).does(InsertItem("", 300, StepKind.BREAK), NextItem()).at(10)
    ids = [one.id for one in made(play).steps]
    assert ids[ids.index("tell") :][:4] == ["tell", "ask", "listen", "break"]


# --- what comes several times, and choices -------------------------------------------------------


def test_of_what_came_several_times_the_median_counts() -> None:
    play = Play(people=5, here=True, fmt=small_cases()).does(NextItem(), GoToItem("tell"))
    play.at(4).does(GoToItem("tell.2"), OnceMore())
    play.at(13).does(GoToItem("tell.3"))
    fmt = made(play.at(19))
    assert step(fmt, "tell").minutes == 6
    assert [one.times for one in fmt.repeats] == [3]
    assert usual_minutes(fmt) == fmt.minutes.usual


def test_a_choice_begins_with_what_was_taken() -> None:
    fmt = small_cases()
    play = Play(people=4, here=True, fmt=fmt).does(NextItem(), TakeOption("way", "short"))
    play.at(5).does(NextItem(leaving=True))
    assert [one.id for one in fmt.choices[0].options] == ["long", "short"]
    assert [one.id for one in made(play.at(10)).choices[0].options] == ["short", "long"]


def test_how_often_stays_as_it_was_said_where_it_comes_out_the_same() -> None:
    fmt = coffee()
    play = Play(people=4, here=True, fmt=fmt).does(NextItem())
    while play.state.running and play.state.running.id != play.state.items[-1].id:
        play.now += timedelta(minutes=4)
        play.does(NextItem(leaving=True))
    assert [one.times for one in made(play).repeats] == [one.times for one in fmt.repeats]
    assert fmt.repeats[0].times is Times.UNTIL_TIME


@pytest.mark.parametrize(("people", "laps"), [(2, Times.EVERYONE), (4, 2)])
def test_how_often_is_as_it_was_where_that_is_something_else(
    people: int, laps: int | Times
) -> None:
    once_each = replace(small_cases().repeats[0], times=Times.EVERYONE)
    play = Play(people=people, here=True, fmt=replace(small_cases(), repeats=(once_each,)))
    play.does(NextItem(), GoToItem("tell")).at(4).does(GoToItem("tell.2"))
    if people > 2:
        play.does(EndRepeat())
    assert [one.times for one in made(play.at(8)).repeats] == [laps]


# --- what is no format ---------------------------------------------------------------------------


def test_a_session_that_goes_on_or_was_never_begun_is_refused() -> None:
    play = Play(talk("one", 5)).does(NextItem())
    assert format_of_session(play.state) is NOT_CLOSED
    assert format_of_session(Play(talk("one", 5)).does(CloseSession()).state) is NOTHING_HELD


def test_a_session_that_was_left_open_for_days_is_refused() -> None:
    play = Play(talk("one", 5), talk("two", 5)).does(NextItem())
    play.at(24 * 60).does(NextItem())
    assert format_of_session(play.at(24 * 60 + 9).does(CloseSession()).state) is TOO_LONG


ACTS: st.SearchStrategy[Intent] = st.one_of(
    st.just(NextItem(leaving=True)),
    st.builds(
        GoToItem,
        st.sampled_from(["walk", "run", "tell", "ask", "tell.2", "end", "talk-it.2", "close"]),
        st.just(True),
    ),
    st.builds(TakeOption, st.just("way"), st.sampled_from(["long", "short", "none"])),
    st.builds(
        InsertItem,
        st.sampled_from(["Break", "Bo's turn", "Круг"]),
        st.just(300),
        st.sampled_from([StepKind.TALK, StepKind.BREAK]),
    ),
    st.just(OnceMore()),
    st.just(EndRepeat()),
)


@settings(max_examples=200)
@given(
    st.sampled_from([small_cases(), coffee()]),
    st.lists(st.tuples(ACTS, st.floats(0, 40)), max_size=20),
    st.integers(2, 9),
)
def test_however_a_session_went_its_format_is_in_order(
    fmt: Format, acts: list[tuple[Intent, float]], people: int
) -> None:
    play = Play(people=people, here=True, fmt=fmt)
    for act, minutes in [(NextItem(), 3.0), *acts]:
        answer = decide(play.state, act, play.now)
        if not isinstance(answer, Refusal):
            play.does(act)
        play.now += timedelta(minutes=minutes)
    made_of_it = format_of_session(play.does(CloseSession()).state)
    assert isinstance(made_of_it, Format)
    assert check(made_of_it) == ()
    assert usual_minutes(made_of_it) == made_of_it.minutes.usual
    assert not [one.title for one in made_of_it.steps if "Bo" in one.title]

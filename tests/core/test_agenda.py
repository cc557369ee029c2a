"""A format becomes an agenda: exact at its usual length, fair in less time and in more."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from agendas import planned_seconds
from coreflect_tui.core.agenda import Agenda, Item, feasibility, plan, speakers
from coreflect_tui.core.formats import (
    Extent,
    FacilitatorsIn,
    Format,
    Order,
    Place,
    RoundRule,
    Step,
    StepKind,
)

BATON = RoundRule(Order.BATON, 90, 30, facilitators=FacilitatorsIn.NOT)
CHECK_IN = Step("check-in", "Check-in", 12, 4, 16, StepKind.ROUND, BATON)
CLOSING = Step(
    "closing",
    "Closing",
    9,
    4,
    9,
    StepKind.ROUND,
    RoundRule(Order.LISTED, 60, 30, facilitators=FacilitatorsIn.LAST),
    protected=True,
)
TALK = Step("talk", "Talk", 20, 8, 30)
TOPICS = Step("topics", "Topics", 16, 10, 40, StepKind.TOPICS)
FINAL = Step("final", "Final thoughts", 3, 2, 6, drop=1)
REST = Step("rest", "Rest", 10, 5, 10, StepKind.BREAK, from_minutes=120)


def made_of(*steps: Step, people: int = 9) -> Format:
    usual = sum(step.minutes for step in steps if not step.from_minutes)
    return Format(
        id="small",
        title="Small",
        summary="",
        source="",
        language="en",
        notice="",
        places=(Place.ONLINE,),
        minutes=Extent(usual, 30, 180),
        people=Extent(people, 4, 20),
        steps=steps,
    )


WHOLE = made_of(CHECK_IN, TALK, REST, TOPICS, CLOSING, FINAL)


def online(fmt: Format, minutes: int, people: int = 9, facilitators: int = 1) -> Agenda:
    return plan(fmt, minutes, Place.ONLINE, people, facilitators)


def minutes_of(agenda: Agenda) -> dict[str, int]:
    return {item.id: item.planned // 60 for item in agenda.items}


def test_as_written_at_the_usual_length_and_number() -> None:
    agenda = online(WHOLE, 60)
    assert minutes_of(agenda) == {
        "check-in": 12,
        "talk": 20,
        "topics": 16,
        "closing": 9,
        "final": 3,
    }
    assert (agenda.problems, agenda.advice, agenda.dropped) == ((), (), ())
    assert [item.least // 60 for item in agenda.items] == [4, 8, 10, 9, 2]


def test_less_time_is_taken_from_what_is_above_the_minimums() -> None:
    # 27 min stand above the minimums at 60 min; of the 12 missing each gives its part.
    assert minutes_of(online(WHOLE, 48)) == {
        "check-in": 8,
        "talk": 15,
        "topics": 13,
        "closing": 9,
        "final": 3,
    }


def test_more_time_grows_up_to_most_and_then_talk_and_topics() -> None:
    # At most 16 + 30 + 40 + 9 + 6 = 101 min; the other 9 go to the talk and the topics.
    agenda = online(replace(WHOLE, minutes=Extent(60, 30, 119)), 110)
    grown = minutes_of(agenda)
    assert (grown["check-in"], grown["closing"], grown["final"]) == (16, 9, 6)
    assert grown["talk"] > 30
    assert grown["topics"] > 40
    assert sum(grown.values()) == 110


def test_time_that_nothing_may_take_stays_in_hand() -> None:
    agenda = online(made_of(CHECK_IN, CLOSING), 40)
    assert minutes_of(agenda) == {"check-in": 16, "closing": 9}
    assert "15 min stay in hand" in agenda.advice[-1]
    assert agenda.fits


def test_optional_steps_go_in_their_order_and_only_as_many_as_needed() -> None:
    steps = (
        replace(TALK, id="second", drop=2, minutes=10, least=10),
        replace(TALK, id="first", drop=1, minutes=10, least=10),
        replace(TALK, id="stays", minutes=10, least=10),
    )
    fmt = made_of(*steps)
    assert [step.id for step in online(fmt, 30).dropped] == []
    assert [step.id for step in online(fmt, 29).dropped] == ["first"]
    assert [step.id for step in online(fmt, 19).dropped] == ["second", "first"]
    assert "Left out so that the rest fits" in online(fmt, 29).advice[0]
    assert planned_seconds(online(fmt, 29)) == 29 * 60


def test_what_cannot_fit_is_said_with_the_deficit_and_the_items_in_the_way() -> None:
    agenda = online(WHOLE, 24)
    assert not agenda.fits
    (problem,) = agenda.problems
    assert problem.startswith("It does not fit by 7 min: ")
    assert "Topics 10, Closing 9 (protected), Talk 8" in problem
    assert [item.planned for item in agenda.items] == [item.least for item in agenda.items]


@pytest.mark.parametrize(
    ("people", "facilitators", "check_in", "closing"),
    [(9, 1, 12, 9), (12, 1, 17, 12), (12, 2, 15, 12), (5, 1, 6, 5), (1, 1, 2, 1)],
)
def test_rounds_follow_the_number_who_speak(
    people: int, facilitators: int, check_in: int, closing: int
) -> None:
    agenda = online(made_of(CHECK_IN, CLOSING), check_in + closing, people, facilitators)
    assert minutes_of(agenda) == {"check-in": check_in, "closing": closing}


def test_a_round_keeps_at_least_its_least_for_each() -> None:
    agenda = online(WHOLE, 60, people=20)
    check_in = agenda.items[0]
    assert check_in.least == 10 * 60
    assert check_in.planned >= 19 * 30
    short = made_of(replace(CHECK_IN, least=1), TALK)
    assert online(short, 20).items[0].least == 4 * 60


def test_a_break_comes_with_a_long_session() -> None:
    assert "rest" not in minutes_of(online(WHOLE, 119))
    assert minutes_of(online(WHOLE, 120))["rest"] == 10
    without = online(made_of(TALK, TOPICS), 120)
    assert any("long without a break" in sentence for sentence in without.advice)


def test_steps_of_the_other_place_stay_out() -> None:
    fmt = made_of(TALK, replace(TOPICS, place=Place.IN_PERSON))
    assert list(minutes_of(online(fmt, 20))) == ["talk"]
    here = plan(fmt, 36, Place.IN_PERSON, 9)
    assert list(minutes_of(here)) == ["talk", "topics"]
    assert any("written for online" in sentence for sentence in here.advice)


def test_nothing_for_this_place_is_a_problem() -> None:
    fmt = made_of(replace(TALK, place=Place.IN_PERSON))
    assert online(fmt, 20).items == ()
    assert not online(fmt, 20).fits


def test_outside_its_limits_a_format_says_so_and_plans_all_the_same() -> None:
    few = online(WHOLE, 60, people=3)
    assert "4 to 20 people, and there are 3." in few.advice[-1]
    long = online(WHOLE, 200)
    assert "30 to 180 min, and there are 200." in long.advice[-1]
    assert few.fits
    assert planned_seconds(long) == 200 * 60


def test_the_sum_of_a_round_is_said() -> None:
    listed = replace(CHECK_IN, round=replace(BATON, facilitators=FacilitatorsIn.LISTED))
    item = Item("check-in", listed, planned=12 * 60, least=4 * 60)
    assert feasibility([item], 12, 1) == (
        (),
        ("12 people × 1:30 = 18 min; Check-in has 12 min, about 1:00 each.",),
    )
    assert feasibility([item], 8, 1) == ((), ())
    assert feasibility([item], 25, 1) == (
        ("25 people × 0:30 = 12½ min; Check-in has 12 min at the least.",),
        (),
    )
    assert feasibility([item], 24, 1)[0] == ()


def test_somebody_always_speaks() -> None:
    assert speakers(BATON, 1, 1) == 1
    assert speakers(BATON, 9, 2) == 7
    assert speakers(replace(BATON, facilitators=FacilitatorsIn.FIRST), 9, 2) == 9


@st.composite
def a_step(draw: st.DrawFn, number: int) -> Step:
    minutes = draw(st.integers(1, 40))
    step = Step(
        id=f"step-{number}",
        title=f"Step {number}",
        minutes=minutes,
        least=draw(st.integers(1, minutes)),
        most=draw(st.integers(minutes, 80)),
        kind=draw(st.sampled_from((StepKind.TALK, StepKind.TOPICS, StepKind.BREAK))),
        protected=draw(st.booleans()),
    )
    if draw(st.booleans()):
        each = draw(st.integers(10, 120))
        rule = RoundRule(Order.BATON, each, draw(st.integers(10, each)))
        return replace(step, kind=StepKind.ROUND, round=rule)
    drop = None if step.protected else draw(st.none() | st.just(number + 1))
    return replace(step, drop=drop)


@st.composite
def a_format(draw: st.DrawFn) -> Format:
    return made_of(*(draw(a_step(number)) for number in range(draw(st.integers(1, 8)))))


@given(fmt=a_format(), minutes=st.integers(1, 240), people=st.integers(1, 25))
def test_an_agenda_adds_up_and_keeps_its_minimums(fmt: Format, minutes: int, people: int) -> None:
    agenda = online(fmt, minutes, people)
    assert all(item.planned >= item.least > 0 for item in agenda.items)
    assert all(item.planned % 60 == 0 for item in agenda.items)
    in_hand = any("in hand" in sentence for sentence in agenda.advice)
    if agenda.fits and agenda.items:
        assert (planned_seconds(agenda) == minutes * 60) is not in_hand
    if not agenda.fits:
        assert not any(item.step.drop for item in agenda.items)


@given(fmt=a_format(), minutes=st.integers(1, 240), people=st.integers(1, 25))
def test_one_more_minute_never_shortens_an_item(fmt: Format, minutes: int, people: int) -> None:
    fewer, more = online(fmt, minutes, people), online(fmt, minutes + 1, people)
    assume([item.id for item in fewer.items] == [item.id for item in more.items])
    for before, after in zip(fewer.items, more.items, strict=True):
        assert after.planned >= before.planned


@given(fmt=a_format(), minutes=st.integers(1, 240), people=st.integers(1, 25))
def test_protected_items_do_not_depend_on_the_length(
    fmt: Format, minutes: int, people: int
) -> None:
    usual = {item.id: item.planned for item in online(fmt, 2000, people).items}
    for item in online(fmt, minutes, people).items:
        if item.step.protected:
            assert item.planned == usual[item.id]

"""What is held how often: repeats by number, for everyone, until time is up; rest; options."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from agendas import planned_seconds
from builders import a_format, sharing, talk
from coreflect_tui.core.agenda import Agenda, plan
from coreflect_tui.core.formats import Extent, FacilitatorsIn, Format, Order, Place, Step
from coreflect_tui.core.laps import (
    item_id,
    laid_out,
    lap_step,
    usual_minutes,
    with_rest,
)
from coreflect_tui.core.repeating import (
    MOST_LAPS,
    Choice,
    ForEach,
    Option,
    Repeat,
    Times,
)
from protocol import cases

HELLO, TELL, ANSWER, BYE = talk("hello", 5), talk("tell", 4), talk("answer", 6), talk("bye", 5)
STEPS = (HELLO, TELL, ANSWER, BYE)
BLOCK = ("tell", "answer")
UNTIL = Times.UNTIL_TIME


def repeating(
    times: int | Times,
    for_each: ForEach | None = None,
    steps: tuple[Step, ...] = STEPS,
    block: tuple[str, ...] = BLOCK,
) -> Format:
    """A format for four people in which telling and answering come again."""
    return replace(a_format(*steps), repeats=(Repeat(block, times, for_each),))


def held(fmt: Format, minutes: int = 60, people: int = 4) -> list[str]:
    """Ids of what is held, in order."""
    return [item_id(one.step.id, one.lap) for one in laid_out(fmt, minutes, Place.ONLINE, people)]


def minutes_of(agenda: Agenda) -> Mapping[str, int]:
    return {one.id: one.planned // 60 for one in agenda.items}


# --- how often -----------------------------------------------------------------------------------


def test_every_lap_goes_through_all_its_steps_before_the_next() -> None:
    two = ["hello", "tell", "answer", "tell.2", "answer.2", "bye"]
    assert held(repeating(2)) == two
    laps = laid_out(repeating(2), 60, Place.ONLINE, 4)
    assert [one.lap for one in laps] == [0, 1, 1, 2, 2, 0]
    titles = [one.step.title for one in laps]
    assert titles == ["Hello", "Tell 1", "Answer 1", "Tell 2", "Answer 2", "Bye"]


def test_what_comes_once_has_no_number() -> None:
    (_, tell, answer, _) = laid_out(repeating(1), 60, Place.ONLINE, 4)
    assert [tell.step.title, answer.step.title] == ["Tell", "Answer"]
    assert (tell.lap, item_id("tell", 1), item_id("tell", 0)) == (1, "tell", "tell")
    assert lap_step(TELL, 3, 3).title == "Tell 3"


@pytest.mark.parametrize(
    ("times", "for_each", "minutes", "people", "laps"),
    [
        (3, None, 60, 4, 3),
        (3, None, 5, 4, 3),  # a number stands, however short the session is
        (Times.EVERYONE, None, 60, 4, 4),
        (Times.EVERYONE, ForEach.PRESENTER, 60, 7, 7),
        (Times.EVERYONE, ForEach.PRESENTER, 60, 1, 1),
        (Times.EVERYONE, ForEach.PRESENTER, 600, MOST_LAPS + 5, MOST_LAPS),
        # Nobody presents twice.
        (3, ForEach.PRESENTER, 60, 2, 2),
        (3, ForEach.TOPIC, 60, 2, 3),
        (UNTIL, ForEach.PRESENTER, 600, 3, 3),
        (UNTIL, ForEach.TOPIC, 600, 3, MOST_LAPS),
        # Opening and closing take 10 min, and a lap takes 10.
        (UNTIL, None, 60, 4, 5),
        (UNTIL, None, 59, 4, 4),
        (UNTIL, None, 20, 4, 1),
        (UNTIL, None, 3, 4, 1),
    ],
)
def test_how_often_a_repeat_comes(
    times: int | Times, for_each: ForEach | None, minutes: int, people: int, laps: int
) -> None:
    ids = held(repeating(times, for_each), minutes, people)
    assert len([one for one in ids if one.startswith("tell")]) == laps


def test_a_repeat_until_time_is_up_leaves_the_others_their_laps() -> None:
    fmt = replace(
        a_format(*STEPS, talk("vote", 3)),
        repeats=(Repeat(("hello",), 3), Repeat(BLOCK, UNTIL), Repeat(("vote",), 2)),
    )
    # 3 times 5, once 5 and 2 times 3 min leave 34 of 60 min.
    assert [one for one in held(fmt) if one.startswith("tell")] == ["tell", "tell.2", "tell.3"]
    assert plan(fmt, 60, Place.ONLINE, 4).fits


def test_a_longer_round_leaves_less_time_for_laps() -> None:
    fmt = repeating(UNTIL, steps=(sharing("hello", 4), TELL, ANSWER, BYE))
    assert len([one for one in held(fmt, 49) if one.startswith("tell")]) == 4
    agenda = plan(fmt, 49, Place.ONLINE, 16)
    assert minutes_of(agenda)["hello"] >= 16
    assert [one.lap for one in agenda.items if one.step.id == "tell"] == [1, 2]
    assert agenda.fits


def test_what_past_sessions_took_is_counted_with() -> None:
    fmt = repeating(UNTIL)
    slow = plan(fmt, 60, Place.ONLINE, 4, minutes_by_step={"answer": 21})
    assert [one.lap for one in slow.items if one.step.id == "answer"] == [1, 2]
    assert minutes_of(slow) == {
        "hello": 5, "tell": 4, "answer": 21, "tell.2": 4, "answer.2": 21, "bye": 5
    }  # fmt: skip


def test_steps_of_a_repeat_may_be_for_one_place_or_for_long_sessions_only() -> None:
    here = replace(ANSWER, place=Place.IN_PERSON)
    fmt = repeating(2, steps=(HELLO, TELL, here, BYE))
    assert held(fmt) == ["hello", "tell", "tell.2", "bye"]
    late = replace(TELL, from_minutes=50)
    assert held(repeating(2, steps=(HELLO, late, ANSWER, BYE)), 49) == [
        "hello", "answer", "answer.2", "bye"
    ]  # fmt: skip
    none = replace(TELL, place=Place.IN_PERSON)
    assert held(repeating(UNTIL, steps=(HELLO, none, here, BYE))) == ["hello", "bye"]


def test_the_last_laps_of_an_optional_step_go_first() -> None:
    fmt = repeating(3, steps=(HELLO, TELL, replace(ANSWER, drop=1, least=6), BYE))
    # At the least: 1 and 1 beside three times 1 and 6 min.
    assert [one.title for one in plan(fmt, 22, Place.ONLINE, 4).dropped] == ["Answer 3"]
    agenda = plan(fmt, 16, Place.ONLINE, 4)
    assert [one.title for one in agenda.dropped] == ["Answer 2", "Answer 3"]
    assert [one.id for one in agenda.items if one.step.id == "answer"] == ["answer"]


@pytest.mark.parametrize(
    ("minutes", "each"), [(30, [10, 10]), (29, [10, 9]), (28, [9, 9]), (22, [6, 6]), (33, [12, 11])]
)
def test_every_lap_gives_and_grows_like_the_others(minutes: int, each: list[int]) -> None:
    kept = replace(HELLO, protected=True), TELL, ANSWER, replace(BYE, protected=True)
    items = plan(repeating(2, steps=kept), minutes, Place.ONLINE, 4).items
    laps = [sum(one.planned for one in items if one.lap == lap) // 60 for lap in (1, 2)]
    assert laps == each


# --- options -------------------------------------------------------------------------------------


CHOICE = Choice(
    "way", "Which way?", "hello", (Option("talk", "Talk", BLOCK), Option("walk", "Walk", ("walk",)))
)
CHOSEN = replace(a_format(HELLO, TELL, ANSWER, talk("walk", 8), BYE), choices=(CHOICE,))


def test_steps_of_options_that_are_not_taken_are_there_and_count_for_nothing() -> None:
    agenda = plan(CHOSEN, 20, Place.ONLINE, 4)
    assert minutes_of(agenda) == {"hello": 5, "tell": 4, "answer": 6, "walk": 8, "bye": 5}
    assert [one.id for one in agenda.items if one.left_out] == ["walk"]
    assert (agenda.problems, agenda.advice) == ((), ())
    assert usual_minutes(CHOSEN) == 20


def test_what_an_earlier_option_has_too_is_held() -> None:
    both = Choice("way", "?", "hello", (Option("a", "A", ("tell",)), Option("b", "B", BLOCK)))
    agenda = plan(replace(CHOSEN, choices=(both,)), 22, Place.ONLINE, 4)
    assert [one.id for one in agenda.items if one.left_out] == ["answer"]


def test_a_lap_counts_without_what_is_not_taken_in_it() -> None:
    fmt = replace(CHOSEN, repeats=(Repeat(("tell", "answer", "walk"), UNTIL),))
    # 10 min stand beside laps of 10 min without the walk.
    agenda = plan(fmt, 30, Place.ONLINE, 4)
    assert [one.id for one in agenda.items if one.left_out] == ["walk", "walk.2"]
    assert planned_seconds(agenda) - 2 * 8 * 60 == 30 * 60


# --- the rest ------------------------------------------------------------------------------------


def resting(least: int = 0, most: int = 1440, *others: Step) -> Format:
    rest = replace(talk("rest", 1), minutes=0, least=least, most=most, rest=True)
    fmt = replace(a_format(HELLO, rest, *others, BYE), minutes=Extent(30, 10, 120))
    return with_rest(fmt)


def test_the_rest_is_what_the_other_steps_leave() -> None:
    fmt = resting()
    rest = fmt.step("rest")
    assert rest is not None
    assert (rest.minutes, rest.least) == (20, 1)
    for minutes in (11, 30, 31, 117):
        planned = minutes_of(plan(fmt, minutes, Place.ONLINE, 4))
        assert planned == {"hello": 5, "rest": minutes - 10, "bye": 5}


def test_the_rest_keeps_within_its_limits_and_the_others_give_and_grow() -> None:
    fmt = resting(least=8, most=22)
    assert minutes_of(plan(fmt, 15, Place.ONLINE, 4))["rest"] == 8
    grown = plan(fmt, 40, Place.ONLINE, 4)
    assert minutes_of(grown)["rest"] == 22
    assert planned_seconds(grown) == 40 * 60


def test_nothing_left_is_no_rest() -> None:
    fmt = with_rest(replace(resting(), minutes=Extent(10, 5, 20)))
    rest = fmt.step("rest")
    assert rest is not None
    assert rest.minutes == 0


def test_laps_leave_the_rest_its_least() -> None:
    fmt = replace(resting(6, 1440, TELL), repeats=(Repeat(("tell",), UNTIL),))
    fmt = with_rest(fmt)
    # 10 min and the 6 of the rest leave 14: three laps of 4, and 2 min more for the rest.
    planned = minutes_of(plan(fmt, 30, Place.ONLINE, 4))
    assert planned == {"hello": 5, "rest": 8, "tell": 4, "tell.2": 4, "tell.3": 4, "bye": 5}


# --- any format ----------------------------------------------------------------------------------


@st.composite
def any_format(draw: st.DrawFn) -> Format:
    """Steps with limits, two repeats at most, a choice, and perhaps a step that takes the rest."""
    steps = [draw(_step(number)) for number in range(draw(st.integers(1, 7)))]
    repeats = draw(_repeats([one.id for one in steps]))
    inside = {step for one in repeats for step in one.steps}
    free = [at for at, one in enumerate(steps) if one.id not in inside and one.round is None]
    if draw(st.booleans()) and free:
        at = draw(st.sampled_from(free))
        steps[at] = replace(steps[at], minutes=0, most=1440, drop=None, protected=False, rest=True)
        free.remove(at)
    options = [Option("none", "None", ())]
    if draw(st.booleans()) and free:
        options.append(Option("some", "Some", (steps[draw(st.sampled_from(free))].id,)))
    choice = Choice("way", "?", steps[0].id, tuple(options))
    fmt = replace(a_format(*steps), repeats=repeats, choices=(choice,))
    once = usual_minutes(replace(fmt, minutes=Extent(1, 1, 600)))
    least = sum(one.least for one in steps if one.rest)
    usual = once + least + draw(st.integers(0, 60))
    return with_rest(replace(fmt, minutes=Extent(usual, 1, 600)))


@st.composite
def _step(draw: st.DrawFn, number: int) -> Step:
    minutes = draw(st.integers(1, 20))
    if draw(st.integers(0, 3)) == 0:
        facilitators = draw(st.sampled_from(FacilitatorsIn))
        return sharing(f"step-{number}", minutes, Order.LISTED, facilitators)
    least = draw(st.integers(1, minutes))
    protected = draw(st.booleans())
    drop = None if protected else draw(st.none() | st.just(number + 1))
    return replace(talk(f"step-{number}", minutes), least=least, protected=protected, drop=drop)


@st.composite
def _repeats(draw: st.DrawFn, ids: list[str]) -> tuple[Repeat, ...]:
    times = st.integers(1, 5) | st.just(Times.EVERYONE)
    cut = draw(st.integers(0, len(ids)))
    found = []
    for part, often in ((ids[:cut], times), (ids[cut:], times | st.just(UNTIL))):
        if draw(st.booleans()) and part:
            start = draw(st.integers(0, len(part) - 1))
            end = draw(st.integers(start + 1, len(part)))
            for_each = draw(st.none() | st.just(ForEach.PRESENTER))
            found.append(Repeat(tuple(part[start:end]), draw(often), for_each))
    return tuple(found)


MINUTES, PEOPLE = st.integers(1, 240), st.integers(1, 25)


@given(fmt=any_format(), minutes=MINUTES, people=PEOPLE)
def test_planned_items_add_up(fmt: Format, minutes: int, people: int) -> None:
    agenda = plan(fmt, minutes, Place.ONLINE, people)
    to_come = [one for one in agenda.items if not one.left_out]
    in_hand = any("in hand" in sentence for sentence in agenda.advice)
    if agenda.fits and not in_hand:
        assert sum(one.planned for one in to_come) == minutes * 60
    if in_hand:
        assert sum(one.planned for one in to_come) < minutes * 60
    assert all(one.planned >= one.least > 0 for one in to_come)


@given(fmt=any_format(), minutes=MINUTES, people=PEOPLE)
def test_ids_are_unique_and_laps_follow_one_another(fmt: Format, minutes: int, people: int) -> None:
    items = plan(fmt, minutes, Place.ONLINE, people).items
    assert len({one.id for one in items}) == len(items)
    for repeat in fmt.repeats:
        block = [one for one in items if one.step.id in repeat.steps]
        places = [items.index(one) for one in block]
        assert places == list(range(places[0], places[0] + len(block))) if places else True
        assert [one.lap for one in block] == sorted(one.lap for one in block)
        most = min(people, MOST_LAPS) if repeat.for_each else MOST_LAPS
        assert all(1 <= one.lap <= most for one in block)
    outside = {one.id for one in fmt.steps if fmt.repeat_of(one.id) is None}
    assert all((one.lap == 0) is (one.step.id in outside) for one in items)


@given(fmt=any_format(), minutes=MINUTES, people=PEOPLE)
def test_no_lap_has_more_than_a_minute_more_than_another(
    fmt: Format, minutes: int, people: int
) -> None:
    agenda = plan(fmt, minutes, Place.ONLINE, people)
    assume(not agenda.dropped)
    for repeat in fmt.repeats:
        block = [one for one in agenda.items if one.step.id in repeat.steps and not one.left_out]
        laps = {one.lap for one in block}
        totals = [sum(one.planned for one in block if one.lap == lap) for lap in sorted(laps)]
        assert totals == sorted(totals, reverse=True)
        assert not totals or totals[0] - totals[-1] <= 60


@given(fmt=any_format(), minutes=MINUTES, people=PEOPLE)
def test_more_minutes_never_shorten_what_is_held(fmt: Format, minutes: int, people: int) -> None:
    fewer = plan(fmt, minutes, Place.ONLINE, people).items
    more = plan(fmt, minutes + 1, Place.ONLINE, people).items
    assume([one.id for one in fewer] == [one.id for one in more])
    for before, after in zip(fewer, more, strict=True):
        assert after.planned >= before.planned


@given(fmt=any_format(), minutes=MINUTES, people=PEOPLE)
def test_more_minutes_never_take_a_lap_away(fmt: Format, minutes: int, people: int) -> None:
    def laps(length: int) -> list[str]:
        return [one.id for one in plan(fmt, length, Place.ONLINE, people).items]

    assert not set(laps(minutes)) - set(laps(minutes + 1))


@given(
    lengths=st.lists(st.integers(1, 12), min_size=1, max_size=5),
    other=st.integers(1, 3),
    minutes=MINUTES,
    for_each=st.none() | st.just(ForEach.PRESENTER),
    people=PEOPLE,
)
def test_one_time_more_would_not_fit(
    lengths: list[int], other: int, minutes: int, for_each: ForEach | None, people: int
) -> None:
    """Of steps that keep their time, one of which comes again as often as it says."""
    steps = [replace(talk(f"step-{at}", one), least=one) for at, one in enumerate(lengths)]
    first = Repeat(("first",), other)
    fmt = a_format(talk("first", 2), *steps)
    fmt = replace(fmt, repeats=(first, Repeat((steps[-1].id,), UNTIL, for_each)))
    agenda = plan(fmt, minutes, Place.ONLINE, people)
    laps = max(one.lap for one in agenda.items if one.step.id == steps[-1].id)
    if laps < (min(people, MOST_LAPS) if for_each else MOST_LAPS):
        once_more = Repeat((steps[-1].id,), laps + 1)
        again = replace(fmt, repeats=(first, once_more))
        assert minutes < usual_minutes(again)
    if laps > 1:
        assert sum(lengths) + (laps - 1) * lengths[-1] + 2 * other <= minutes


def test_that_not_everybody_has_a_time_of_their_own_is_said() -> None:
    fmt = replace(cases(), repeats=(Repeat(("tell", "ask", "listen"), Times.EVERYONE),))
    said = "What comes once for everyone comes 20 times at most."
    assert said in plan(fmt, 600, fmt.places[0], 21).advice
    assert said not in plan(fmt, 600, fmt.places[0], 20).advice

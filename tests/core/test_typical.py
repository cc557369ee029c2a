"""Typical durations out of past sessions, what is said of them, and taking them into the agenda."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agendas import planned_seconds
from builders import a_format, sharing, talk
from coreflect_tui.core.agenda import Agenda, plan
from coreflect_tui.core.formats import Extent, Format, Place
from coreflect_tui.core.repeating import Repeat
from coreflect_tui.core.typical import typical_advice, typical_minutes, typical_seconds

MIN = 60


def a_session_each(seconds: list[int]) -> list[tuple[int, ...]]:
    """A step that was held once in each of several sessions."""
    return [(one,) for one in seconds]


@pytest.mark.parametrize(
    ("seconds", "typical"),
    [
        ([], None),
        ([600, 620], None),
        ([600, 620, 640], 620),
        ([640, 600, 620, 660], 630),
        # Quartiles 610 and 640; 45 beyond them is out.
        ([600, 610, 620, 640, 6000], 615),
        ([20, 600, 610, 620, 640], 615),
        ([565, 610, 620, 640, 685], 620),
        ([564, 610, 620, 640, 685], 630),
        # Three say too little to tell which of them is out.
        ([600, 620, 3000], 620),
        ([600, 600, 600, 600, 601], 600),
        ([0, 0, 0], 0),
    ],
)
def test_the_median_of_three_sessions_or_more_without_outliers(
    seconds: list[int], typical: int | None
) -> None:
    assert typical_seconds({"framing": a_session_each(seconds)}).get("framing") == typical


@given(st.lists(st.integers(0, 20_000), min_size=3, max_size=20))
def test_what_is_typical_lies_among_what_was(seconds: list[int]) -> None:
    typical = typical_seconds({"framing": a_session_each(seconds)})["framing"]
    assert min(seconds) <= typical <= max(seconds)
    assert typical_seconds({"framing": a_session_each(seconds[::-1])})["framing"] == typical
    wild = [*seconds, *[10**7] * (len(seconds) // 10)]
    assert typical_seconds({"framing": a_session_each(wild)})["framing"] <= max(seconds)


def test_each_step_has_its_own() -> None:
    samples = {
        "framing": a_session_each([600, 660, 720]),
        "closing": a_session_each([300] * 3),
        "new": a_session_each([60]),
    }
    typical = typical_seconds(samples)
    assert typical == {"framing": 660, "closing": 300}
    assert typical_minutes(typical) == {"framing": 11, "closing": 5}
    assert typical_minutes({"a": 10, "b": 89, "c": 90}) == {"a": 1, "b": 1, "c": 2}


def test_each_time_round_counts_by_itself_and_sessions_are_what_is_counted() -> None:
    assert typical_seconds({"telling": [(300, 310, 320), (330,), (340, 350)]}) == {"telling": 325}
    assert typical_seconds({"telling": [(300, 310, 320), (330, 340)]}) == {}


FORMAT = a_format(talk("framing", 8), sharing("check-in", 12), talk("talk", 20), talk("end", 10))


def planned(fmt: Format = FORMAT, people: int = 4, **by_step: int) -> Agenda:
    steps = {step.replace("_", "-"): minutes for step, minutes in by_step.items()}
    return plan(fmt, 50, Place.ONLINE, people, minutes_by_step=steps)


def minutes(agenda: Agenda) -> dict[str, int]:
    return {item.id: item.planned // MIN for item in agenda.items}


def test_a_difference_is_said_where_it_is_worth_a_sentence() -> None:
    typical = {"framing": 11 * MIN, "check-in": 14 * MIN, "talk": 15 * MIN, "gone": 60}
    assert typical_advice(planned().items, typical) == (
        "Framing usually takes 11 min here; planned are 8.",
        "Talk usually takes 15 min here; planned are 20.",
    )


@pytest.mark.parametrize(
    ("plan_minutes", "usual", "said"), [(3, 4, True), (3, 3, False), (5, 6, True), (6, 7, False)]
)
def test_a_minute_counts_in_a_short_item(plan_minutes: int, usual: int, said: bool) -> None:
    fmt = a_format(talk("short", plan_minutes), talk("rest", 50 - plan_minutes))
    assert bool(typical_advice(planned(fmt).items, {"short": usual * MIN})) is said


def test_without_typical_times_the_agenda_is_as_it_was() -> None:
    assert planned() == plan(FORMAT, 50, Place.ONLINE, 4)
    assert minutes(planned()) == {"framing": 8, "check-in": 12, "talk": 20, "end": 10}


def test_typical_times_that_add_up_are_taken_as_they_are() -> None:
    agenda = planned(framing=11, talk=17)
    assert minutes(agenda) == {"framing": 11, "check-in": 12, "talk": 17, "end": 10}
    assert planned_seconds(agenda) == 50 * MIN
    assert typical_advice(agenda.items, {"framing": 11 * MIN, "talk": 17 * MIN}) == ()


def test_typical_times_that_are_too_long_shrink_with_the_rest() -> None:
    agenda = planned(framing=20)
    assert planned_seconds(agenda) == 50 * MIN
    assert agenda.fits
    assert 8 < minutes(agenda)["framing"] < 20


def test_a_typical_round_is_taken_for_the_people_of_this_session() -> None:
    assert minutes(planned(people=8))["check-in"] > 12
    assert minutes(planned(people=4, check_in=14, talk=18))["check-in"] == 14


def test_no_step_goes_below_its_minimum_for_what_is_typical() -> None:
    steps = [replace(talk("framing", 8), least=5), talk("talk", 32), talk("end", 10)]
    fmt = a_format(*steps[:2], replace(steps[2], protected=True))
    agenda = planned(fmt, framing=2, end=4)
    assert minutes(agenda)["framing"] >= 5
    assert minutes(agenda)["end"] == 10
    longer = planned(fmt, end=12)
    assert minutes(longer)["end"] == 12
    assert longer.items[2].least == 12 * MIN
    # Six people for half a minute each are 3 minutes.
    assert minutes(planned(people=6, check_in=1))["check-in"] >= 3


def test_a_step_that_comes_several_times_is_spoken_of_once_and_planned_each_time() -> None:
    fmt = replace(
        a_format(talk("telling", 8), talk("end", 26)),
        repeats=(Repeat(("telling",), 3),),
        minutes=Extent(50, 1, 600),
    )
    typical = {"telling": 5 * MIN}
    assert typical_advice(planned(fmt).items, typical) == (
        "Telling usually takes 5 min here; planned are 8.",
    )
    taken = minutes(planned(fmt, telling=5, end=35))
    assert [taken[one] for one in ("telling", "telling.2", "telling.3")] == [5, 5, 5]

"""The formats that are shipped: each is whole, and fits where it says."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from agendas import planned_seconds
from coreflect_tui.core.agenda import Agenda, plan
from coreflect_tui.core.format_checks import check, warnings
from coreflect_tui.core.formats import Format, Outcome, Place, Tone
from coreflect_tui.core.repeating import ForEach
from coreflect_tui.library.format_file import read_format
from coreflect_tui.library.shipped import shipped_folder

FOLDER = shipped_folder("formats")
FORMATS = {path.stem: read_format(path) for path in sorted(FOLDER.glob("*.toml"))}
LENGTHS_AND_PEOPLE = {
    "case-group": ((40, 90, 105), (5, 8, 12)),
    "co-reflection": ((60, 90, 180), (3, 8, 16)),
    "gossip": ((30, 40, 90), (4, 6, 8)),
    "informal": ((20, 30, 40), (2, 2, 2)),
    "intervision": ((45, 60, 110), (5, 7, 9)),
    "ips-co-reflection": ((60, 90, 180), (4, 9, 20)),
    "ips-hub": ((60, 90, 180), (4, 9, 20)),
    "one-to-one": ((45, 60, 90), (2, 2, 2)),
    "one-two-four-all": ((12, 12, 60), (4, 12, 100)),
    "talking-circle": ((45, 60, 90), (4, 8, 15)),
    "team": ((45, 60, 90), (3, 7, 12)),
    "workplace-gathering": ((30, 60, 90), (3, 6, 12)),
}
"""Least, usual and most, of minutes and of people."""
DOES_NOT_FIT = {
    ("ips-co-reflection", 60, 20): "It does not fit by 2 min: at their shortest the items take 62",
}
IN_THE_ORDER_OF_IPS = ("ips-co-reflection", "ips-hub", "co-reflection")

# fmt: off
TOP = (
    "id", "title", "plain_title", "summary", "source", "language", "notice", "confidentiality",
    "places", "outcomes", "attendance", "clock", "warn", "decks", "minutes", "people",
    "certificates", "room", "role", "choice", "repeat", "card", "step",
)
STEP = (
    "id", "title", "minutes", "least", "most", "kind", "from_minutes", "place", "protected", "drop",
    "ends", "agreement", "warn", "speaks", "presenter", "speech", "each", "extend", "ask", "say",
    "questions", "points", "reminders", "writes", "door", "not_written", "round",
)
# fmt: on

every_format = pytest.mark.parametrize("fmt", FORMATS.values(), ids=FORMATS)


SIZES = tuple(
    (name, minutes, one)
    for name, (lengths, people) in LENGTHS_AND_PEOPLE.items()
    for minutes in sorted(set(lengths))
    for one in sorted(set(people))
)


def planned(name: str, minutes: int, people: int) -> Agenda:
    fmt = FORMATS[name]
    return plan(fmt, minutes, fmt.places[0], people)


def laps(name: str, minutes: int) -> int:
    return max(item.lap for item in planned(name, minutes, FORMATS[name].people.usual).items)


# --- each is whole ----------------------------------------------------------------------------


def test_these_are_shipped() -> None:
    told = {
        name: tuple(
            (extent.least, extent.usual, extent.most) for extent in (fmt.minutes, fmt.people)
        )
        for name, fmt in FORMATS.items()
    }
    assert told == LENGTHS_AND_PEOPLE


def test_the_readme_names_each_and_no_other() -> None:
    rows = (FOLDER.parent / "README.md").read_text("utf-8").splitlines()
    table = rows[rows.index("| id | for |") + 2 :]
    told = {row.split("`")[1]: row for row in table[: table.index("")]}
    assert set(told) == set(FORMATS)
    nothing = {name for name, row in told.items() if "leaves nothing" in row}
    assert nothing == {name for name, fmt in FORMATS.items() if fmt.leaves_nothing}


@every_format
def test_it_is_in_order_and_nothing_is_worth_a_second_look(fmt: Format) -> None:
    assert check(fmt) == ()
    assert warnings(fmt) == ()
    assert FORMATS[fmt.id] is fmt
    agenda = plan(fmt, fmt.minutes.usual, fmt.places[0], fmt.people.usual)
    assert [item.planned for item in agenda.items] == [
        item.step.minutes * 60 for item in agenda.items
    ]
    assert (agenda.advice, agenda.dropped) == ((), ())


@every_format
def test_it_says_where_it_comes_from_and_what_stays_here(fmt: Format) -> None:
    assert fmt.language == "en"
    assert "the words here are our own" in fmt.source.casefold()
    assert fmt.confidentiality
    assert set(fmt.places) == set(Place)
    assert all(step.ask or step.say or step.points for step in fmt.steps)


@every_format
def test_the_notice_is_a_line_on_what_is_noted_for_whom_and_how_long(fmt: Format) -> None:
    assert "\n" not in fmt.notice
    assert "you may ask" in fmt.notice
    if fmt.leaves_nothing:
        assert fmt.notice.startswith("Nothing is kept: ")
        assert "nobody receives anything" in fmt.notice
        return
    assert "without names" in fmt.notice
    assert "laptop until" in fmt.notice
    assert "out" in fmt.notice.split("you may ask")[1]
    receives = "IPS Central" if fmt.certificates else "{list_to}"
    assert (receives in fmt.notice) is (Outcome.ATTENDEES in fmt.outcomes)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_a_file_begins_for_editors_and_for_people_and_keeps_one_order(path: Path) -> None:
    text = path.read_text("utf-8")
    first, second, third, *_ = text.splitlines()
    assert first == "#:schema ./format.schema.json"
    assert second.startswith("# ")
    assert third == ""
    values = tomllib.loads(text)
    assert in_order(values, TOP)
    assert all(in_order(step, STEP) for step in values["step"])


def in_order(table: Mapping[str, Any], order: tuple[str, ...]) -> bool:
    """Whether the keys of a table stand in that order."""
    places = [order.index(key) for key in table]
    return places == sorted(places)


@every_format
def test_what_works_is_asked_before_what_is_hard(fmt: Format) -> None:
    for step in fmt.steps:
        tones = [question.tone for question in step.questions]
        if Tone.CHALLENGE not in tones:
            continue
        hard = tones.index(Tone.CHALLENGE)
        known = fmt.steps[: fmt.steps.index(step)]
        before = [*tones[:hard], *(one.tone for earlier in known for one in earlier.questions)]
        assert Tone.WORKS in before, step.id
        assert Tone.WORKS not in tones[hard:], step.id


# --- each fits where it says ------------------------------------------------------------------


@pytest.mark.parametrize(("name", "minutes", "people"), SIZES)
def test_it_fits_or_says_what_does_not(name: str, minutes: int, people: int) -> None:
    agenda = planned(name, minutes, people)
    wrong = DOES_NOT_FIT.get((name, minutes, people))
    if wrong:
        assert agenda.problems[0].startswith(wrong)
        assert people > FORMATS[name].people.usual
        return
    assert agenda.problems == ()
    assert planned_seconds(agenda) == minutes * 60
    assert not [one for one in agenda.advice if "works best" in one or "in hand" in one]


@pytest.mark.parametrize(
    ("name", "of"),
    [
        ("case-group", {40: 1, 45: 1, 90: 2, 105: 2}),
        ("gossip", {30: 1, 40: 1, 80: 2, 90: 2}),
        ("intervision", {45: 1, 60: 1, 90: 1, 104: 2, 110: 2}),
        ("one-two-four-all", {12: 1, 24: 2, 60: 5}),
        ("talking-circle", {45: 1, 60: 2, 90: 3}),
    ],
)
def test_it_comes_again_as_often_as_there_is_time(name: str, of: dict[int, int]) -> None:
    assert {minutes: laps(name, minutes) for minutes in of} == of


def test_each_time_has_another_presenter_where_somebody_presents() -> None:
    presented = {
        name: repeat.steps
        for name, fmt in FORMATS.items()
        for repeat in fmt.repeats
        if repeat.for_each is ForEach.PRESENTER
    }
    assert presented == {
        "case-group": ("who", "telling", "facts", "wondering", "back", "ending"),
        "gossip": ("question", "exploring", "gossip", "reaction", "evaluation"),
        "intervision": ("telling", "reflecting", "returning", "second-round"),
    }


@pytest.mark.parametrize(
    ("name", "minutes"),
    [
        (
            "case-group",
            {"who": 3, "telling": 8, "facts": 4, "wondering": 22, "back": 5, "ending": 3},
        ),
        ("one-two-four-all", {"alone": 1, "pairs": 2, "fours": 4, "all": 5}),
        (
            "gossip",
            {"question": 5, "exploring": 10, "gossip": 10, "reaction": 10, "evaluation": 5},
        ),
    ],
)
def test_one_time_through_takes_what_its_practice_says(name: str, minutes: dict[str, int]) -> None:
    assert {step.id: step.minutes for step in FORMATS[name].steps} == minutes


def test_a_case_takes_45_minutes_and_may_do_without_the_way_back() -> None:
    fmt = FORMATS["case-group"]
    assert sum(step.minutes for step in fmt.steps) == 45
    assert [step.id for step in fmt.steps if step.drop] == ["back"]


def test_the_order_of_the_source() -> None:
    order = {
        name: [item.step.id for item in planned(name, 90, 8).items] for name in IN_THE_ORDER_OF_IPS
    }
    common = [
        *("opening", "check-in", "facilitator", "intentions", "discussion", "topics", "closing"),
        *("final", "harvest"),
    ]
    for ids in order.values():
        assert [one for one in ids if one in common] == common
    assert order["ips-hub"][:5] == ["opening", "welcome", "agreement", "practical", "check-in"]
    assert order["ips-hub"][-1] == "closing-quote"

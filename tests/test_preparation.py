"""Preparing a session: ids, clean names, the agenda for the people, and what is refused."""

import random
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coreflect_tui.core.apply import prepared
from coreflect_tui.core.decide.answer import Refusal
from coreflect_tui.core.events import SessionPrepared
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
from coreflect_tui.core.group import Group, Member
from coreflect_tui.core.person import Role
from coreflect_tui.core.state import Options, SessionState
from coreflect_tui.preparation import (
    ID_LETTERS,
    Invited,
    invited,
    prepare_session,
    roster_id,
    session_id,
)

STARTS = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
OPTIONS = Options(STARTS, 30, Place.ONLINE, utc_offset=3600)
ROUND = RoundRule(Order.LISTED, 60, 30, facilitators=FacilitatorsIn.NOT)
FORMAT = Format(
    id="short",
    title="Short",
    summary="",
    source="",
    language="en",
    notice="",
    places=(Place.ONLINE,),
    minutes=Extent(30, 10, 60),
    people=Extent(6, 2, 12),
    steps=(
        Step("round", "Round", 5, 2, 30, kind=StepKind.ROUND, round=ROUND),
        Step("talk", "Talk", 25, 5, 60),
    ),
)


def state_of(
    facilitators: list[str], roster: list[str], people: int = 0, fmt: Format = FORMAT
) -> SessionState:
    invited = [Invited(name) for name in roster]
    leads = [Invited(name) for name in facilitators]
    answer = prepare_session(fmt, OPTIONS, leads, invited, random.Random(5), people)
    assert not isinstance(answer, Refusal)
    session, (event,) = answer
    assert isinstance(event, SessionPrepared)
    assert event.session == session
    return prepared(event)


def refusal(facilitators: list[str], roster: list[str]) -> str:
    leads = [Invited(name) for name in facilitators]
    others = [Invited(name) for name in roster]
    answer = prepare_session(FORMAT, OPTIONS, leads, others, random.Random(5))
    assert isinstance(answer, Refusal)
    return answer.sentence


def test_facilitators_come_first_and_ids_follow_the_list() -> None:
    people = state_of(["Ana", "Bo"], ["Cy", "Dee"]).people
    assert [(one.id, one.name) for one in people] == [
        ("p1", "Ana"),
        ("p2", "Bo"),
        ("p3", "Cy"),
        ("p4", "Dee"),
    ]
    assert [one.role for one in people] == [Role.FACILITATOR] * 2 + [Role.PARTICIPANT] * 2


def test_names_and_what_goes_with_them_are_cleaned() -> None:
    answer = prepare_session(
        FORMAT,
        OPTIONS,
        [Invited("Ana")],
        [Invited(" Bo\x1b[31m\tK. ", "they/them\u202e", " bo@example.org ", "Circle\n House")],
        random.Random(1),
    )
    assert not isinstance(answer, Refusal)
    _, (event,) = answer
    assert isinstance(event, SessionPrepared)
    bo = event.people[1]
    assert (bo.name, bo.pronouns) == ("Bo K.", "they/them")
    assert (bo.email, bo.organisation) == ("bo@example.org", "Circle House")


def test_the_id_has_the_local_date() -> None:
    # 23:30 UTC is after midnight an hour further east.
    assert state_of(["Ana"], ["Bo"]).id.startswith("2026-11-23-")
    assert session_id(STARTS, -3600, random.Random(1)).startswith("2026-11-22-")


@given(st.integers())
def test_ids_have_six_characters_that_are_not_mistaken_for_others(seed: int) -> None:
    drawn = session_id(STARTS, 0, random.Random(seed)).removeprefix("2026-11-22-")
    assert len(drawn) == 6
    assert set(drawn) <= set(ID_LETTERS)
    assert not set(drawn) & set("l1o0")


def test_different_draws_give_different_ids() -> None:
    rng = random.Random(1)
    assert len({session_id(STARTS, 0, rng) for _ in range(200)}) == 200


def test_the_agenda_is_for_the_people_on_the_list_or_those_expected() -> None:
    few = state_of(["Ana"], ["Bo", "Cy"])
    more = state_of(["Ana"], ["Bo", "Cy"], people=11)
    assert sum(one.allotment for one in few.items) == 30 * 60
    assert few.items[0].allotment < more.items[0].allotment
    assert len(more.people) == 3


def test_where_attendance_is_not_looked_at_nobody_has_to_be_named() -> None:
    fmt = replace(FORMAT, attendance=False)
    nobody = state_of([], [], 2, fmt)
    assert (nobody.people, [one.id for one in nobody.items]) == ((), ["round", "talk"])
    (bo,) = state_of([], ["Bo"], 2, fmt).people
    assert bo.role is Role.PARTICIPANT


@pytest.mark.parametrize(
    ("facilitators", "roster", "words"),
    [
        ([], ["Bo"], "facilitator"),
        (["Ana"], ["Bo", "bó"], "Entries 2 and 3"),
        (["Ana"], ["ANA"], "Entries 1 and 2"),
        (["Ana"], ["Bo", "\u202e\x07"], "Entry 3"),
        (["Ana"], [f"Name {number}" for number in range(600)], "500 people"),
    ],
)
def test_what_is_refused_names_places_and_no_names(
    facilitators: list[str], roster: list[str], words: str
) -> None:
    sentence = refusal(facilitators, roster)
    assert words in sentence
    assert not {"ANA", "bó", "Bo"} & set(sentence.replace(",", " ").split())


def test_a_format_without_steps_for_the_place_is_refused() -> None:
    only_there = Step("circle", "Circle", 5, 2, 30, place=Place.IN_PERSON)
    fmt = Format(
        "there", "There", "", "", "en", "", (Place.IN_PERSON,), Extent(30, 10, 60),
        Extent(6, 2, 12), (only_there,),
    )  # fmt: skip
    answer = prepare_session(fmt, OPTIONS, [Invited("Ana")], [], random.Random(1))
    assert isinstance(answer, Refusal)


# --- people of a standing group ------------------------------------------------------------------


def test_what_the_roster_knows_of_someone_comes_along() -> None:
    group = Group(
        "Tuesday",
        members=(
            Member("b2", "Bo", "they/them", "Bo Lind", "bo@example.org", "Circle House", True),
            Member("a1", "Ana", facilitates=True),
            Member("c3", "Cy", listed_name="Cy", aliases=("Cy's\x1b[31m iPad", "\u202e")),
        ),
        id="g1",
    )
    answer = prepare_session(FORMAT, OPTIONS, *invited(group), random.Random(1))
    assert not isinstance(answer, Refusal)
    _, (event,) = answer
    assert isinstance(event, SessionPrepared)
    ana, bo, cy = event.people
    assert [(one.id, one.role, one.roster) for one in event.people] == [
        ("p1", Role.FACILITATOR, "a1"),
        ("p2", Role.PARTICIPANT, "b2"),
        ("p3", Role.PARTICIPANT, "c3"),
    ]
    assert (bo.name, bo.pronouns, bo.listed_name) == ("Bo", "they/them", "Bo Lind")
    assert (bo.email, bo.organisation, bo.core_trained) == ("bo@example.org", "Circle House", True)
    assert (ana.core_trained, ana.aliases) == (None, ())
    assert (cy.listed_name, cy.aliases) == ("", ("Cy's iPad",))


@given(st.integers())
def test_an_id_in_a_roster_can_stand_in_its_file(seed: int) -> None:
    drawn = roster_id(random.Random(seed))
    assert len(drawn) == 6
    assert set(drawn) <= set(ID_LETTERS)

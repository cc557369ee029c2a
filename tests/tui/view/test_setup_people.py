"""Who is expected: a roster that was printed is read again, whatever stands in it."""

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import Play, talk
from coreflect_tui.core.group import Group, Member
from coreflect_tui.core.text import clean_name, fold
from coreflect_tui.settings import Settings
from coreflect_tui.tui.view.setup_fields import read_recipient
from coreflect_tui.tui.view.setup_people import Expected, printed_people, read_people
from coreflect_tui.tui.view.typed_names import read_arrangement

ANA = Member("f", "Ana", facilitates=True)
BO = Member("b", "Bo", pronouns="they/them", email="bo@example.org")
KIT = Member("k", "Kit", pronouns="she/her")
ZED = Member("z", "Zed")
TUESDAY = Group("Tuesday", members=(ANA, BO, KIT, ZED), id="g1")
PRINTED = "Bo (they/them)\nKit (she/her)\nZed"


def group(*members: Member) -> Group:
    return Group("Any", members=members, id="g1")


def read_again(of: Group) -> Expected:
    return read_people(*printed_people(None, Settings(), of), of)


def told(people: str, facilitator: str = "Ana") -> list[tuple[str, str, str]]:
    """Name, pronouns and id of those whom the people of Tuesday are read as."""
    read = read_people(facilitator, people, TUESDAY)
    return [(one.name, one.pronouns, one.roster) for one in read.others]


# --- as it was printed ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "members",
    [
        (ANA, Member("a", "Okoro, Bea"), Member("b", "Ash, Rowan")),
        (ANA, Member("a", "Kit", "neo"), Member("b", "Jo", "ask me")),
        (ANA, Member("a", "2 Bears"), Member("b", "3. Jo"), Member("c", "-Dash")),
        (ANA, Member("a", "#hash"), Member("b", "bea@example.org"), Member("c", "A <b@c.de>")),
        (ANA, Member("a", "Sam (they/them)"), Member("b", "Bo (Robert)"), Member("c", "'Ali'")),
        (ANA, Member("a", "Sam (they/them)"), Member("b", "Sam", "they/them")),
        (ANA, Member("a", "Names"), Member("b", "Bo")),
        (ANA, Member("a", "Name, E-mail"), Member("b", "Bo"), Member("c", "Email; foo")),
        (ANA, Member("a", "Bea; Bo; Cy")),
        (replace(ANA, name="Ana and Bo"), Member("a", "Cy")),
        (replace(ANA, name="Ana & Bo", pronouns="neo"), Member("a", "Cy")),
        (ANA, replace(ANA, id="g", name="Bo"), Member("a", "Ana & Bo")),
    ],
)
def test_whoever_is_in_the_roster_is_known_whatever_their_name_looks_like(
    members: tuple[Member, ...],
) -> None:
    read = read_again(group(*members))
    assert (read.problems, read.remarks) == ((), ())
    assert [(one.roster, one.name, one.pronouns) for one in (*read.facilitators, *read.others)] == [
        (one.id, one.name, one.pronouns) for one in members
    ]
    assert [one.roster for one in read.facilitators] == [
        one.id for one in members if one.facilitates
    ]


words = st.text(st.characters(codec="utf-8"), max_size=20) | st.sampled_from(
    ["Name", "A; B", "A & B", "A and B", "1. A", "x@y.org", '"A', "A (she/her)", "she/her", "sep=;"]
)


@given(
    st.lists(
        st.tuples(words.map(clean_name).filter(fold), words.map(clean_name), st.booleans()),
        unique_by=lambda one: fold(one[0]),
        max_size=6,
    )
)
def test_any_roster_comes_back(people: list[tuple[str, str, bool]]) -> None:
    members = tuple(
        Member(f"m{n}", name, pronouns, facilitates=leads)
        for n, (name, pronouns, leads) in enumerate(people)
    )
    read = read_again(group(*members))
    assert {(one.roster, one.name, one.pronouns) for one in (*read.facilitators, *read.others)} == {
        (one.id, one.name, one.pronouns) for one in members
    }


def test_who_facilitated_last_time_is_no_second_person() -> None:
    kit = Member("k", "Kit", "neo")
    of = group(kit, Member("b", "Bo"))
    last = Play(talk("one", 3)).state
    leading = replace(last.people[0], name="Kit", pronouns="neo", roster="k")
    fields = printed_people(replace(last, people=(leading,)), Settings(), of)
    assert fields == ("Kit (neo)", "Bo")
    assert [one.roster for one in read_people(*fields, of).facilitators] == ["k"]
    settings = Settings(facilitator="kit", pronouns="neo")
    assert printed_people(None, settings, of) == ("kit (neo)", "Bo")
    assert printed_people(None, Settings(), None) == ("", "")


# --- as somebody changed it ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("people", "read"),
    [
        # What was taken away or changed is so for this session.
        ("Bo\nZed", [("Bo", "", "b"), ("Zed", "", "z")]),
        ("Kit (he/him)", [("Kit", "he/him", "k")]),
        ("Zed (he/him)", [("Zed", "he/him", "z")]),
        ("  kit  ", [("kit", "", "k")]),
        # Everybody stays in the place of their line.
        (
            "Zed\nNew one\nKit\n\nBo (they/them)",
            [("Zed", "", "z"), ("New one", "", ""), ("Kit", "", "k"), ("Bo", "they/them", "b")],
        ),
        # The only line that was changed is one line of several.
        ("Zed\nAsh, Rowan, they/them", [("Zed", "", "z"), ("Ash, Rowan", "they/them", "")]),
        ("Kit; Zed", [("Kit", "", "k"), ("Zed", "", "z")]),
        # A heading over the list is nobody, nor is what has no name.
        ("Participants\n" + PRINTED, [("Bo", "they/them", "b"), ("Kit", "she/her", "k"),
                                      ("Zed", "", "z")]),
        # Who facilitated is one of the others now.
        ("Bo (they/them)\nAna", [("Bo", "they/them", "b"), ("Ana", "", "f")]),
    ],
)  # fmt: skip
def test_what_was_typed_goes_before_the_roster(
    people: str, read: list[tuple[str, str, str]]
) -> None:
    assert told(people, facilitator="Zoe") == read


def test_what_was_not_shown_where_it_was_typed_comes_from_the_roster() -> None:
    read = read_people("Bo & Zoe", "Kit", TUESDAY)
    bo, zoe = read.facilitators
    assert (bo.roster, bo.pronouns, bo.email) == ("b", "they/them", "bo@example.org")
    assert (zoe.roster, zoe.name) == ("", "Zoe")
    led = replace(TUESDAY, members=(replace(ANA, pronouns="she/her"), BO))
    assert [one.pronouns for one in read_people("Ana", "", led).facilitators] == [""]
    assert [one.pronouns for one in read_people("Bo", "Ana", led).others] == ["she/her"]


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("Ana and Bo & Zoe", ["f", ""]),
        ("Zoe and Ana and Bo; Kit (she/her)", ["", "f", "k"]),
        ("Ana and Bonnie", ["", ""]),
        ("Ana & & Kit and", ["", "k"]),
        ("ana AND bo", ["f"]),
        ("&", []),
    ],
)
def test_a_name_with_an_and_in_it_stays_one_among_others(typed: str, ids: list[str]) -> None:
    of = group(replace(ANA, name="Ana and Bo"), KIT)
    read = read_people(typed, "", of)
    assert [one.roster for one in read.facilitators] == ids


def test_nobody_of_the_roster_is_met_twice() -> None:
    read = read_people("Ana", "Kit <kit@example.org>\n" + PRINTED + "\nbo\nBo", TUESDAY)
    assert [one.roster for one in read.others] == ["b", "k", "z"]
    assert [one.email for one in read.others] == ["bo@example.org", "kit@example.org", ""]
    assert read.others[1].pronouns == "she/her"
    assert read.remarks == (
        "Kit, Bo stand twice and are taken once; an initial tells two people apart.",
    )


@pytest.mark.parametrize("group", [None, TUESDAY])
def test_whoever_facilitates_and_is_on_the_list_is_one_person(group: Group | None) -> None:
    read = read_people("Nia & Zoe", "Kim\nnia (she/her) <nia@example.org>\nkim", group)
    nia, zoe = read.facilitators
    assert (nia.name, nia.pronouns, nia.email) == ("Nia", "she/her", "nia@example.org")
    assert (zoe.name, zoe.pronouns) == ("Zoe", "")
    assert [one.name for one in read.others] == ["Kim"]
    assert read.remarks == (
        "Nia, Kim stand twice and are taken once; an initial tells two people apart.",
    )
    (said,) = read_people("Nia", "Kim\nNIA", group).remarks
    assert said.startswith("Nia stands twice and is taken once;")


def test_sentences_say_the_rows_that_are_seen() -> None:
    read = read_people("Ana", PRINTED + "\nNia\n<x@example.org>\nnia", TUESDAY)
    assert read.remarks == (
        "Row 5 has no name and was left out.",
        "Nia stands twice and is taken once; an initial tells two people apart.",
    )


# --- tables --------------------------------------------------------------------------------------

TABLE = "Name,Email,Ticket\nNia,nia@example.org,1\nKit,kit@example.org,1\n"


def test_a_table_pasted_under_a_long_roster_is_read_as_one() -> None:
    many = tuple(Member(f"m{n}", f"Person {n}") for n in range(20))
    of = group(ANA, *many, KIT)
    _, people = printed_people(None, Settings(), of)
    read = read_people("Ana", f"{people}\n{TABLE}", of)
    assert [one.roster for one in read.others] == [*(one.id for one in (*many, KIT)), ""]
    nia, kit = read.others[-1], read.others[-2]
    assert (nia.name, nia.email) == ("Nia", "nia@example.org")
    assert (kit.email, kit.pronouns) == ("kit@example.org", "she/her")
    assert read.remarks == (
        "Kit stands twice and is taken once; an initial tells two people apart.",
    )


def test_a_table_instead_of_the_roster_takes_nothing_away() -> None:
    assert told(TABLE) == [("Nia", "", ""), ("Kit", "she/her", "k")]
    assert told(f"Zed\n{TABLE}\nBo (they/them)") == [
        ("Zed", "", "z"),
        ("Nia", "", ""),
        ("Kit", "she/her", "k"),
        ("Bo", "they/them", "b"),
    ]


def test_a_table_of_one_column_may_have_rows_that_look_as_printed() -> None:
    assert told("Name\nZed\nNia\nKit") == [
        ("Nia", "", ""),
        ("Kit", "she/her", "k"),
        ("Zed", "", "z"),
    ]
    assert told("Names\nZed") == [("Zed", "", "z")]


def test_a_table_without_names_is_a_sentence() -> None:
    read = read_people("Ana", "Email,Phone\na@example.org,1", TUESDAY)
    assert read.problems[0].startswith("People: No column of this table")
    assert read.others == ()


def test_without_a_group_a_list_is_a_list() -> None:
    read = read_people("Ana (she/her) & Robin", "Bo, Cy, Dee", None)
    assert [one.name for one in (*read.facilitators, *read.others)] == [
        "Ana", "Robin", "Bo", "Cy", "Dee",
    ]  # fmt: skip
    assert all(one.roster == "" for one in read.others)


@pytest.mark.parametrize("many", [" " * 100_000, "\t" * 100_000, "& " * 5_000, "a" * 100_000])
def test_a_field_with_very_much_in_it_is_read_in_time(many: str) -> None:
    before = time.process_time()
    read_people(f"Ana{many}and Bo", "Cy", None)
    read_recipient(f"Hub{many}<hub@example.org>")
    read_arrangement(Play(talk("one", 5)).state, f"Ana{many}\nBo")
    assert time.process_time() - before < 5

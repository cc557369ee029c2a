"""Roles that go to somebody else with each session: who had them is known by roster or by name."""

from dataclasses import replace

import pytest

from builders import Play, a_format, attendees, talk
from coreflect_tui.core.forgotten import FORGOTTEN
from coreflect_tui.core.formats import Format
from coreflect_tui.core.intents import GiveRole, NextItem
from coreflect_tui.core.person import Attendee
from coreflect_tui.core.repeating import Repeat, RoleRule
from coreflect_tui.core.roles import may_have, suggested
from coreflect_tui.core.rotation import had_roles
from coreflect_tui.core.state import SessionState

TIME = RoleRule("time", "Time-keeper", rotates=True)
FORMAT: Format = replace(
    a_format(talk("one", 5), talk("two", 5)), roles=(TIME, RoleRule("notes", "Notes"))
)
PEOPLE = attendees(4)


def held(*people: str, role: str = "time", fmt: Format = FORMAT) -> SessionState:
    """A session in which these people had a role, one after the other."""
    play = Play(fmt=fmt, here=False).does(NextItem())
    for person in people:
        play.does(GiveRole(role, (person,)))
    return play.state


def as_now(state: SessionState, had: tuple[tuple[str, tuple[str, ...]], ...]) -> SessionState:
    return replace(state, options=replace(state.options, had_roles=had))


def who_next(*earlier: SessionState) -> str:
    """Who is suggested in a session after those, the newest first."""
    state = Play(fmt=FORMAT).state
    person = suggested(as_now(state, had_roles(FORMAT, earlier, state.people)), TIME)
    assert person
    return person.name


def named(person: Attendee, name: str, roster: str = "") -> Attendee:
    return replace(person, name=name, roster=roster)


def test_who_had_it_last_time_is_not_the_one_suggested() -> None:
    assert who_next() == "Bo", "whoever facilitates is asked last"
    assert who_next(held("p2")) == "Cy"
    assert who_next(held("p3"), held("p2")) == "Dee"


def test_who_has_had_it_longest_ago_is_next_once_all_have_had_it() -> None:
    rounds = [held("p1"), held("p4"), held("p3"), held("p2")]
    assert who_next(*rounds) == "Bo"
    assert who_next(held("p2"), *rounds) == "Cy"
    assert who_next(held("p4"), held("p3"), held("p2")) == "Ana", "she has not had it yet"


def test_only_who_had_it_in_the_end_counts_and_only_roles_that_rotate() -> None:
    assert had_roles(FORMAT, [held("p2", "p3")], PEOPLE) == (("time", ("p3",)),)
    assert had_roles(FORMAT, [held("p2", role="notes")], PEOPLE) == ()


def test_the_last_who_had_it_comes_first_and_each_once() -> None:
    earlier = [held("p3"), held("p2"), held("p3"), held("p4")]
    assert had_roles(FORMAT, earlier, PEOPLE) == (("time", ("p3", "p2", "p4")),)


def test_whoever_had_it_in_this_session_comes_after_those_of_earlier_ones() -> None:
    laps = replace(FORMAT, repeats=(Repeat(("two",), 3),))
    play = Play(fmt=laps, here=True)
    play.state = as_now(play.state, (("time", ("p2", "p3")),))
    play.does(NextItem(), NextItem(), GiveRole("time", ("p4",)), NextItem())
    assert [one.name for one in may_have(play.state, "time")] == ["Ana", "Cy", "Bo", "Dee"]


@pytest.mark.parametrize(
    ("then", "now", "same"),
    [
        (("Bo", ""), ("bó", ""), True),
        (("Bo", "r1"), ("Bohdan", "r1"), True),
        (("Bo", "r1"), ("Bo", "r2"), False),
        (("Bo", ""), ("Bo", "r2"), True),
        (("Bo", "r1"), ("Bo", ""), True),
        (("Bo", ""), ("Cy", ""), False),
        ((FORGOTTEN, ""), (FORGOTTEN, ""), False),
    ],
)
def test_somebody_is_known_by_their_roster_and_else_by_name(
    then: tuple[str, str], now: tuple[str, str], same: bool
) -> None:
    earlier = held("p2")
    people = tuple(named(one, *then) if one.id == "p2" else one for one in earlier.people)
    new = (named(PEOPLE[0], "Nia"), named(PEOPLE[2], *now))
    found = had_roles(FORMAT, [replace(earlier, people=people)], new)
    assert found == ((("time", ("p3",)),) if same else ())


def test_somebody_who_was_taken_off_the_list_is_nobody() -> None:
    earlier = replace(held("p2"), people=PEOPLE[:1])
    assert had_roles(FORMAT, [earlier], PEOPLE) == ()

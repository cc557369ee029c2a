"""Which roles a format has, and which its steps ask for."""

from dataclasses import replace

import pytest

from builders import Play, a_format, sharing, talk
from coreflect_tui.core.formats import Step
from coreflect_tui.core.intents import GiveRole, NextItem
from coreflect_tui.core.repeating import ForEach, Repeat, RoleRule
from coreflect_tui.core.roles import roles_in, sits_out, wanted_role
from coreflect_tui.core.rounds import to_invite
from coreflect_tui.core.speaking import PRESENTER, PresenterPart, Speaks


def first_of(step: Step, for_each: ForEach | None = None) -> Play:
    fmt = replace(a_format(step), repeats=(Repeat((step.id,), 3, for_each),))
    return Play(people=6, here=True, fmt=fmt).does(NextItem())


@pytest.mark.parametrize("speaks", [Speaks.PAIRS, Speaks.THREES, Speaks.FOURS])
def test_nobody_is_asked_to_present_in_small_groups(speaks: Speaks) -> None:
    step = replace(talk("turn", 5), speaks=speaks, presenter=PresenterPart.SILENT)
    play = first_of(step, ForEach.PRESENTER)
    assert wanted_role(play.state, play.state.running) is None
    assert roles_in(play.state.format) == ()


@pytest.mark.parametrize(
    ("step", "for_each"),
    [
        (replace(talk("turn", 5), speaks=Speaks.PRESENTER), None),
        (replace(talk("turn", 5), speaks=Speaks.OTHERS), None),
        (replace(talk("turn", 5), presenter=PresenterPart.SILENT), None),
        (talk("turn", 5), ForEach.PRESENTER),
    ],
)
def test_a_presenter_is_asked_for_where_one_takes_part(
    step: Step, for_each: ForEach | None
) -> None:
    play = first_of(step, for_each)
    wanted = wanted_role(play.state, play.state.running)
    assert wanted
    assert wanted.id == "presenter"


def test_nobody_presents_where_no_step_speaks_of_it() -> None:
    play = first_of(talk("turn", 5), ForEach.TOPIC)
    assert wanted_role(play.state, play.state.running) is None
    assert roles_in(play.state.format) == ()


def of_a_fishbowl(*, presenter: bool = True) -> Play:
    """The round of a ring of two in a group of five, whose presenter speaks in it or not."""
    step = sharing("ring", 10)
    assert step.round
    step = replace(step, round=replace(step.round, only="inside", presenter=presenter))
    fmt = replace(
        a_format(step, replace(talk("turn", 5), speaks=Speaks.PRESENTER)),
        roles=(RoleRule("inside", "inside", people=2),),
    )
    return Play(people=5, here=True, fmt=fmt).does(NextItem())


def seated(play: Play) -> tuple[list[str], list[str]]:
    """Whoever may be invited, and whoever sits out, by name."""
    invited = [one.name for one in to_invite(play.state, play.round)]
    return invited, [one.name for one in play.state.people if sits_out(play.state, "ring", one.id)]


def test_in_a_ring_those_inside_have_turns_and_as_long_as_nobody_is_everybody() -> None:
    play = of_a_fishbowl()
    names = [one.name for one in play.state.people]
    assert seated(play) == (names, [])
    play.does(GiveRole("inside", (play.state.people[1].id, play.state.people[3].id)))
    assert seated(play) == ([names[1], names[3]], [names[0], names[2], names[4]])


def test_a_presenter_sits_out_of_a_ring_that_is_not_theirs_as_well() -> None:
    play = of_a_fishbowl(presenter=False)
    names = [one.name for one in play.state.people]
    play.does(GiveRole(PRESENTER, (play.state.people[1].id,)))
    assert seated(play) == ([names[0], *names[2:]], [names[1]])
    play.does(GiveRole("inside", (play.state.people[1].id, play.state.people[3].id)))
    assert seated(play) == ([names[3]], [names[0], names[1], names[2], names[4]])

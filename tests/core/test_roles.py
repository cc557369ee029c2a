"""Which roles a format has, and which its steps ask for."""

from dataclasses import replace

import pytest

from builders import Play, a_format, talk
from coreflect_tui.core.formats import Step
from coreflect_tui.core.intents import NextItem
from coreflect_tui.core.repeating import ForEach, Repeat
from coreflect_tui.core.roles import roles_in, wanted_role
from coreflect_tui.core.speaking import PresenterPart, Speaks


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

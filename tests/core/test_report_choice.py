"""What the facilitator says of the rows of a report, and what is taken over of them."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from builders import Play, at, talk
from coreflect_tui.core.intents import CloseSession, NextItem
from coreflect_tui.core.report import Certainty, Stay, Suggestion, Visitor
from coreflect_tui.core.report_choice import (
    Choice,
    agreed,
    first_choice,
    held_between,
    rows_to_take,
    session_time,
)
from coreflect_tui.core.state import SessionState, Span

HOUR = 3600


def there(state: SessionState) -> SessionState:
    """The same session at a place two hours ahead of UTC."""
    return replace(state, options=replace(state.options, utc_offset=2 * HOUR))


def clock(minutes: float) -> datetime:
    """The clock on the wall there, so many minutes after the planned start."""
    return at(minutes).replace(tzinfo=None) + timedelta(hours=2)


def a_session() -> Play:
    return Play(talk("opening", 90))


@pytest.mark.parametrize(
    ("suggestion", "said"),
    [
        (Suggestion(Visitor("Bo", ("Bo",)), "p2", Certainty.SAME), Choice("p2")),
        (Suggestion(Visitor("Bo", ("Bo",)), "p2", Certainty.LIKELY), Choice()),
        (Suggestion(Visitor("Bo", ("Bo",)), others=("p2",)), Choice()),
        (Suggestion(Visitor("Otter.ai", ("Otter.ai",), bot=True)), Choice(out=True)),
    ],
)
def test_only_what_is_the_same_is_said_beforehand(suggestion: Suggestion, said: Choice) -> None:
    assert first_choice(suggestion) == said
    assert said.said == (said.taken or said.out)


@pytest.mark.parametrize(
    ("suggestion", "meant"),
    [
        (Suggestion(Visitor("Bo", ("Bo",)), "p2", Certainty.LIKELY, ("p3",)), Choice("p2")),
        (Suggestion(Visitor("Bo", ("Bo",)), others=("p3", "p4")), Choice("p3")),
        (Suggestion(Visitor("Zoe", ("Zoe",))), Choice(new=True)),
    ],
)
def test_agreeing_means_whoever_is_nearest(suggestion: Suggestion, meant: Choice) -> None:
    assert agreed(suggestion) == meant


def test_when_a_session_was_held_by_the_clock_there() -> None:
    play = a_session()
    assert held_between(there(play.state), play.now) == (clock(0), clock(90))
    play.at(5).does(NextItem()).at(50)
    assert held_between(there(play.state), play.now) == (clock(5), clock(50))
    play.at(80).does(CloseSession()).at(300)
    assert held_between(there(play.state), play.now) == (clock(5), clock(80))


def test_what_is_left_out_or_open_is_not_taken() -> None:
    play = a_session()
    met = tuple(Suggestion(Visitor(name, (name,))) for name in ("Bo", "Cy", "Dee"))
    choices = (Choice(out=True), Choice(), Choice("p4"))
    assert [row.person for row in rows_to_take(play.state, met, choices, 0)] == ["p4"]


def test_times_become_session_time_and_each_name_a_row() -> None:
    state = there(a_session().state)
    stays = (Stay(clock(-60), clock(30)), Stay(clock(40), clock(60)))
    visitor = Visitor("Bo", ("Bo", "Bo (Hub)"), pronouns="he/him", email="b@x.org", stays=stays)
    first, second = rows_to_take(state, (Suggestion(visitor),), (Choice("p2"),), HOUR)
    assert first.spans == (Span(at(0), at(90)), Span(at(100), at(120)))
    assert (first.alias, second.alias, second.spans) == ("Bo", "Bo (Hub)", ())
    assert (first.pronouns, first.email, first.came) == ("he/him", "b@x.org", True)
    assert session_time(state, clock(10), -HOUR) == at(-50)


def test_who_only_stood_in_the_waiting_room_did_not_come() -> None:
    play = a_session()
    met = (
        Suggestion(Visitor("Bo", ("Bo",), waited=clock(1))),
        Suggestion(Visitor("Cy", ("Cy",), waited=clock(1), seconds=60)),
        Suggestion(Visitor("Dee", ("Dee",))),
    )
    rows = rows_to_take(play.state, met, (Choice("p2"), Choice("p3"), Choice("p4")), 0)
    assert [row.came for row in rows] == [False, True, True]


def test_two_new_people_of_one_name_are_told_apart_and_the_names_of_one_are_not() -> None:
    play = a_session()
    met = (
        Suggestion(Visitor("Maria", ("Maria", "Mari"))),
        Suggestion(Visitor("Maria", ("Maria",))),
    )
    rows = rows_to_take(play.state, met, (Choice(new=True), Choice(new=True)), 0)
    assert [row.name for row in rows] == ["Maria"] * 3
    assert rows[0].visitor == rows[1].visitor != rows[2].visitor

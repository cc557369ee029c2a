"""Who a round begins with, who is invited, who the order brings next, who has shared."""

from dataclasses import replace

import pytest

from builders import Play, a_format, attendees, prepared_state, sharing, talk
from coreflect_tui.core.formats import FacilitatorsIn, Order, RoundRule
from coreflect_tui.core.intents import (
    AddAttendee,
    EndTurn,
    GiveTurn,
    MarkShared,
    NextItem,
    PassTurn,
    PutOffTurn,
    SetPresence,
)
from coreflect_tui.core.person import Attendee, Presence
from coreflect_tui.core.rounds import have_shared, next_in_order, opened
from coreflect_tui.core.state import Shared


def begins(rule: RoundRule, people: tuple[Attendee, ...]) -> tuple[str, ...]:
    """The ids of those a round begins with."""
    step = replace(sharing("round", 8), round=rule)
    state = prepared_state(a_format(step), people)
    return tuple(turn.person for turn in opened(state, state.items[0], rule).turns)


@pytest.mark.parametrize(
    ("facilitators", "order"),
    [
        (FacilitatorsIn.LISTED, ("p1", "p2", "p3", "p4")),
        (FacilitatorsIn.FIRST, ("p1", "p2", "p3", "p4")),
        (FacilitatorsIn.LAST, ("p3", "p4", "p1", "p2")),
        (FacilitatorsIn.NOT, ("p3", "p4")),
    ],
)
def test_where_two_facilitators_stand(facilitators: FacilitatorsIn, order: tuple[str, ...]) -> None:
    rule = RoundRule(Order.BATON, 60, 30, facilitators=facilitators)
    assert begins(rule, attendees(4, facilitators=2)) == order


def test_facilitators_first_come_before_people_listed_above_them() -> None:
    rule = RoundRule(Order.LISTED, 60, 30, facilitators=FacilitatorsIn.FIRST)
    people = attendees(3)
    assert begins(rule, people[1:] + people[:1]) == ("p1", "p2", "p3")


@pytest.mark.parametrize("presence", list(Presence))
def test_a_round_begins_with_those_here_and_those_expected(presence: Presence) -> None:
    play = Play(sharing("round", 8))
    if presence is not Presence.EXPECTED:
        play.does(SetPresence(("p2",), presence))
    play.does(NextItem())
    begins = presence in (Presence.PRESENT, Presence.EXPECTED)
    assert (play.round.turn("p2") is not None) is begins


def test_people_here_are_invited_before_people_expected() -> None:
    play = Play(sharing("round", 8))
    play.does(NextItem(), SetPresence(("p4",), Presence.PRESENT))
    assert play.invited == ["Ana", "Dee", "Bo", "Cy"]
    play.does(SetPresence(("p3",), Presence.PRESENT))
    assert play.invited == ["Ana", "Cy", "Dee", "Bo"]


def test_the_order_never_brings_someone_who_was_not_seen() -> None:
    """The floor says that someone is here; the list that goes out rests on it."""
    play = Play(sharing("round", 8, Order.LISTED))
    play.does(NextItem(), SetPresence(("p3",), Presence.PRESENT), GiveTurn("p1"))
    coming = next_in_order(play.state, play.round)
    assert coming is not None
    assert coming.name == "Cy"
    play.does(GiveTurn("p3"))
    assert next_in_order(play.state, play.round) is None
    assert play.invited == ["Bo", "Dee"]


def test_the_order_skips_someone_away_and_returns_to_their_place() -> None:
    play = Play(sharing("round", 8, Order.LISTED), here=True).does(NextItem(), GiveTurn("p1"))
    play.does(SetPresence(("p2",), Presence.AWAY))
    coming = next_in_order(play.state, play.round)
    assert coming is not None
    assert coming.name == "Cy"
    play.does(SetPresence(("p2",), Presence.PRESENT))
    coming = next_in_order(play.state, play.round)
    assert coming is not None
    assert coming.name == "Bo"


def test_those_who_have_shared_stand_in_the_order_in_which_they_ended() -> None:
    play = Play(talk("before", 2), sharing("round", 8), people=5, here=True)
    play.does(NextItem(), NextItem(), GiveTurn("p3"), GiveTurn("p1"), EndTurn())
    play.does(MarkShared("round", ("p5",), Shared.CHAT), PassTurn("p2"), PutOffTurn("p4"))
    names = [play.name_of(turn.person) for turn in have_shared(play.round)]
    assert names == ["Cy", "Ana", "Eli", "Bo"]
    play.does(GiveTurn("p2"), AddAttendee("Late"), EndTurn())
    names = [play.name_of(turn.person) for turn in have_shared(play.round)]
    assert names == ["Cy", "Ana", "Eli", "Bo"]
    assert play.invited == ["Dee", "Late"]

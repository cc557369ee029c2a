"""Who has the floor, who is still to be invited and who has shared, as text."""

from dataclasses import replace

import pytest

from builders import Play, sharing, talk
from coreflect_tui.core.formats import Order
from coreflect_tui.core.intents import (
    EndTurn,
    GiveTurn,
    MarkShared,
    NextItem,
    NextTurn,
    PassTurn,
    RaiseHand,
    SetPresence,
)
from coreflect_tui.core.person import Presence
from coreflect_tui.core.state import Shared
from coreflect_tui.tui.view.pieces import plain, width_of
from coreflect_tui.tui.view.turns import people_lines


def people(play: Play, width: int = 60) -> list[str]:
    return plain(people_lines(play.state, play.now, width)).splitlines()


def test_who_is_here_while_there_is_no_round() -> None:
    play = Play(talk("opening", 3), people=4)
    assert people(play) == ["here     0 of 4", "expected Ana · Bo · Cy · Dee"]
    play.does(SetPresence(("p1", "p2", "p3"), Presence.PRESENT))
    play.does(SetPresence(("p3",), Presence.AWAY))
    assert people(play) == ["here     2 of 4", "expected Dee", "away     Cy"]


def test_a_round_says_who_has_the_floor_who_is_invited_and_who_shared() -> None:
    play = Play(sharing("round", 8), people=6, here=True).does(NextItem())
    assert people(play)[0] == "now      who would like to begin?"
    assert people(play)[2] == "shared   nobody yet"
    play.does(GiveTurn("p2")).at(0, 50).does(GiveTurn("p3"), PassTurn())
    assert people(play)[0] == "now      who is named next?"
    play.does(GiveTurn("p4")).at(1, 38)
    play.does(SetPresence(("p5",), Presence.AWAY), MarkShared("round", ("p6",), Shared.CHAT))
    assert people(play) == [
        "now      Dee  0:48",
        "invite   6 Ana",
        "passed   2 Cy",
        "away     Eli",
        "shared   Bo · Fay (chat)",
    ]


def test_someone_who_is_only_expected_has_a_question_mark() -> None:
    play = Play(sharing("round", 8), people=3).does(NextItem())
    assert people(play)[1] == "invite   3 Ana  1 Bo?  (not here yet)  2 Cy?"


def test_more_than_nine_are_in_sight_and_found_by_name() -> None:
    play = Play(sharing("round", 8), people=10, here=True).does(NextItem())
    assert people(play, 80)[1:3] == [
        "invite   1 Bo  2 Cy  3 Dee  4 Eli  5 Fay  6 Gus  7 Hal  8 Ida  9 Jo  Ana",
        "shared   nobody yet",
    ]
    longer = tuple(replace(one, name=f"{one.name}-Lou") for one in play.state.people)
    play.state = replace(play.state, people=longer)
    assert people(play, 24)[1:6] == [
        "invite   1 Bo-Lou",
        "         2 Cy-Lou",
        "         3 Dee-Lou",
        "         4 Eli-Lou",
        "         +6, / by name",
    ]


def test_people_beyond_the_digits_are_called_by_a_first_name_that_is_theirs_alone() -> None:
    play = Play(sharing("round", 8), people=10, here=True).does(NextItem())
    names = ("Bo Klein", "Bo Birk", "Cy", "Dee", "Eli", "Fay", "Gus", "Hal", "Ida", "Jo")
    told = tuple(
        replace(one, name=name) for one, name in zip(play.state.people, names, strict=True)
    )
    play.state = replace(play.state, people=told)
    assert "Bo Klein" in people(play, 100)[1] + people(play, 100)[2]
    first = replace(told[0], name="Kim Klein")
    play.state = replace(play.state, people=(first, *told[1:]))
    assert people(play, 120)[1].endswith("9 Jo  Kim")


def test_everyone_has_shared() -> None:
    play = Play(sharing("round", 8), people=2, here=True).does(NextItem())
    play.does(GiveTurn("p1"), GiveTurn("p2"), EndTurn())
    assert people(play)[:2] == [
        "now      everyone has shared",
        "invite   everyone has been invited",
    ]


def test_a_listed_round_names_the_next_person() -> None:
    play = Play(sharing("round", 8, Order.LISTED), people=3, here=True).does(NextItem())
    assert people(play)[0] == "next     Ana"


@pytest.mark.parametrize("width", [24, 40, 60])
def test_no_line_about_people_is_wider_than_its_place(width: int) -> None:
    play = Play(sharing("round", 8), people=10, here=True).does(NextItem())
    long = "Loooooooooooooooooooooooooooooooooooooooooooooooong"
    play.state = replace(
        play.state, people=tuple(replace(one, name=one.name + long) for one in play.state.people)
    )
    play.does(GiveTurn("p1"), GiveTurn("p2"), GiveTurn("p3"))
    lines = people_lines(play.state, play.now, width)
    assert max(width_of(one) for one in lines) <= width
    assert plain(lines).splitlines()[0].endswith("  0:00"), "the time stays in sight"


def test_raised_hands_stand_in_the_order_in_which_they_came() -> None:
    play = Play(sharing("round", 8, Order.QUEUE), people=4, here=True).does(NextItem())
    assert people(play)[0] == "now      whose hand is up?"
    play.does(RaiseHand("p3"), RaiseHand("p2"))
    assert people(play)[:3] == [
        "next     Cy",
        "hands    Cy · Bo",
        "invite   4 Ana  1 ↑Bo  2 ↑Cy  3 Dee",
    ]
    play.does(NextTurn())
    assert people(play)[0].startswith("now      Cy")
    assert people(play)[1] == "hands    Bo"
    play.does(SetPresence(("p2",), Presence.AWAY))
    assert people(play)[1] == "invite   4 Ana  3 Dee"


def test_whoever_passed_may_come_back_by_number() -> None:
    play = Play(sharing("round", 8), people=3, here=True).does(NextItem())
    play.does(GiveTurn("p1"), PassTurn(), GiveTurn("p2"), GiveTurn("p3"), EndTurn())
    assert people(play) == [
        "now      nobody just now",
        "invite   everyone has been invited",
        "passed   3 Ana",
        "shared   Bo · Cy",
    ]
    play.does(SetPresence(("p1",), Presence.LEFT))
    assert people(play)[-1] == "shared   Ana (passed) · Bo · Cy"


def test_where_one_may_share_again_those_who_have_are_numbered() -> None:
    play = Play(sharing("round", 8, everyone_once=False), people=3, here=True).does(NextItem())
    play.does(GiveTurn("p1"), GiveTurn("p2"), EndTurn())
    assert people(play)[1:] == ["invite   2 Cy", "shared   3 Ana  1 Bo"]

"""Who is in a running round: away and back, late arrivals, and leaving while someone waits."""

import pytest

from builders import Play, at, check_in, sharing, talk
from coreflect_tui.core.formats import Order
from coreflect_tui.core.intents import (
    AddAttendee,
    CloseSession,
    EndTurn,
    GiveTurn,
    GoToItem,
    Intent,
    MarkShared,
    NextItem,
    NextTurn,
    PassTurn,
    RemoveAttendee,
    SetPresence,
)
from coreflect_tui.core.person import Presence
from coreflect_tui.core.state import Shared, Span, TurnStatus
from coreflect_tui.core.timing import spans_seconds

WAITING, SPEAKING, PAUSED = TurnStatus.WAITING, TurnStatus.SPEAKING, TurnStatus.PAUSED
DONE, PASSED = TurnStatus.DONE, TurnStatus.PASSED


# --- away, returning, late -----------------------------------------------------------------------


def test_going_away_pauses_the_turn_and_keeps_the_place() -> None:
    play = check_in().does(GiveTurn("p2")).at(1).does(SetPresence(("p2",), Presence.AWAY))
    assert (play.speaker, play.turn("Bo").status) == (None, PAUSED)
    assert play.turn("Bo").spans == (Span(at(0), at(1)),)
    assert play.invited == ["Ana", "Cy", "Dee"]
    play.at(2).does(GiveTurn("p3")).at(3).does(SetPresence(("p2",), Presence.PRESENT))
    assert play.invited == ["Ana", "Bo", "Dee"]
    play.does(GiveTurn("p2")).at(4)
    assert spans_seconds(play.turn("Bo").spans, play.state.pauses, play.now) == 120
    play.does(EndTurn())
    assert play.turn("Bo").how is Shared.ALOUD


def test_someone_waiting_who_goes_away_and_returns_has_one_turn_in_their_place() -> None:
    play = check_in(Order.LISTED).does(SetPresence(("p2",), Presence.AWAY), NextTurn(), NextTurn())
    assert play.speaker == "Cy"
    play.does(SetPresence(("p2",), Presence.PRESENT), NextTurn())
    assert play.speaker == "Bo"
    assert [turn.person for turn in play.round.turns] == ["p1", "p2", "p3", "p4"]


def test_a_late_arrival_joins_the_end_of_a_running_round() -> None:
    play = check_in().does(AddAttendee("Eli", Presence.EXPECTED), AddAttendee("Late"))
    assert play.invited == ["Ana", "Bo", "Cy", "Dee", "Late"]
    play.does(SetPresence(("p5",), Presence.PRESENT))
    assert play.invited == ["Ana", "Bo", "Cy", "Dee", "Late", "Eli"]
    play.does(AddAttendee("Newcomer", Presence.NOT_ADMITTED))
    assert play.round.turn("p7") is None


@pytest.mark.parametrize("act", [SetPresence, MarkShared])
def test_somebody_named_twice_in_one_act_has_one_turn(act: type) -> None:
    play = check_in().does(AddAttendee("Eli", Presence.EXPECTED))
    twice = ("p5", "p5")
    play.does(
        SetPresence(twice, Presence.PRESENT) if act is SetPresence else MarkShared("round", twice)
    )
    assert [turn.person for turn in play.round.turns].count("p5") == 1
    assert len(play.state.people[-1].history) <= 1


def test_whoever_came_between_joins_a_round_that_is_gone_back_to() -> None:
    play = check_in().does(NextItem(leaving=True), AddAttendee("Late"), GoToItem("round"))
    assert play.invited == ["Ana", "Bo", "Cy", "Dee", "Late"]


def test_taking_someone_off_the_list_takes_their_place_away() -> None:
    play = check_in().does(PassTurn("p3"), RemoveAttendee("p3"))
    assert play.round.turn("p3") is None
    assert "p3" not in play.round.ended


# --- leaving -------------------------------------------------------------------------------------


@pytest.mark.parametrize("act", [NextItem(), GoToItem("after"), GoToItem("before")])
def test_leaving_while_someone_here_waits_is_refused_once(act: Intent) -> None:
    play = check_in().does(GiveTurn("p2"))
    refusal = play.refuses(act)
    assert (
        refusal.sentence
        == "Not invited yet: Ana, Cy, Dee. The same key again goes on all the same."
    )
    assert refusal.instead is not None
    play.at(1).does(refusal.instead)
    assert play.state.running is not play.item("round")
    held = play.state.round_of("round")
    assert held
    assert [turn.status for turn in held.turns] == [WAITING, DONE, WAITING, WAITING]


def test_in_the_last_item_those_who_wait_are_named_and_closing_is_what_comes() -> None:
    play = Play(sharing("round", 9), people=3, here=True).does(NextItem(), GiveTurn("p1"))
    for leaving in (False, True):
        refusal = play.refuses(NextItem(leaving))
        assert refusal.sentence.startswith("Not invited yet: Bo, Cy. This was the last item")
        assert refusal.instead == CloseSession()


def test_many_who_wait_are_counted() -> None:
    play = Play(sharing("round", 9), talk("after", 2), people=7, here=True).does(NextItem())
    assert play.refuses(NextItem()).sentence.startswith(
        "Not invited yet: Ana, Bo, Cy, Dee and 3 more."
    )


def test_nobody_is_left_out_by_leaving_when_only_the_speaker_remains() -> None:
    play = check_in().does(MarkShared("round", ("p1", "p2")), PassTurn("p3"), GiveTurn("p4"))
    play.does(NextItem())
    assert play.state.running is play.item("after")


def test_people_who_are_not_here_do_not_hold_a_round() -> None:
    play = Play(sharing("round", 8), talk("after", 5))
    play.does(NextItem(), SetPresence(("p2",), Presence.PRESENT), GiveTurn("p1"), GiveTurn("p2"))
    play.does(NextItem())
    assert play.state.running is play.item("after")


def test_somebody_away_does_not_hold_a_round_and_somebody_back_does() -> None:
    play = check_in().does(MarkShared("round", ("p1", "p2", "p3")))
    play.does(SetPresence(("p4",), Presence.AWAY), SetPresence(("p4",), Presence.PRESENT))
    assert "Dee" in play.refuses(NextItem()).sentence
    play.does(SetPresence(("p4",), Presence.AWAY), NextItem())
    assert play.state.running is play.item("after")


def test_a_round_that_is_not_for_everyone_is_left_without_a_word() -> None:
    play = check_in(Order.POPCORN, everyone_once=False).does(NextItem())
    assert play.state.running is play.item("after")


def test_whoever_is_marked_as_having_shared_was_here() -> None:
    play = Play(sharing("round", 9)).does(NextItem())
    expected = next(one for one in play.state.people if one.presence is Presence.EXPECTED)
    play.does(MarkShared("round", (expected.id,), Shared.CHAT))
    person = play.state.person(expected.id)
    assert person is not None
    assert person.presence is Presence.PRESENT

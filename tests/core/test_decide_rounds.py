"""Turns: the floor by person and by name, passing, back, later, catching up, facilitators."""

import pytest

from builders import Play, at, check_in, sharing
from coreflect_tui.core.formats import FacilitatorsIn, Order
from coreflect_tui.core.intents import (
    AddAttendee,
    BackTurn,
    DescribeAttendee,
    EndTurn,
    GiveTurn,
    GiveTurnToName,
    Intent,
    MarkShared,
    NextItem,
    NextTurn,
    PassTurn,
    PauseClock,
    PutOffTurn,
    SetPresence,
)
from coreflect_tui.core.person import Presence, Role
from coreflect_tui.core.state import Shared, Span, TurnStatus
from coreflect_tui.core.timing import spans_seconds

WAITING, SPEAKING, PAUSED = TurnStatus.WAITING, TurnStatus.SPEAKING, TurnStatus.PAUSED
DONE, PASSED = TurnStatus.DONE, TurnStatus.PASSED


# --- the baton -----------------------------------------------------------------------------------


def test_the_floor_goes_to_a_person_and_whoever_had_it_has_shared() -> None:
    play = check_in().does(GiveTurn("p2")).at(1).does(GiveTurn("p4"))
    assert play.speaker == "Dee"
    assert play.turn("Bo").status is DONE
    assert play.turn("Bo").how is Shared.ALOUD
    assert play.turn("Bo").spans == (Span(at(0), at(1)),)
    assert play.invited == ["Ana", "Cy"]


@pytest.mark.parametrize("typed", ["Rowan", "  rowan ", "R\u00f6wan"])
def test_a_known_name_gives_the_floor_without_adding_anybody(typed: str) -> None:
    play = check_in().does(AddAttendee("Rowan"), GiveTurnToName(typed))
    assert play.speaker == "Rowan"
    assert len(play.state.people) == 5


def test_an_unknown_name_is_added_present_and_has_the_floor() -> None:
    play = check_in().does(GiveTurn("p2")).at(1).does(GiveTurnToName("Rowan\x1b[31m\n"))
    rowan = play.state.people[-1]
    assert (rowan.name, rowan.role, rowan.presence) == (
        "Rowan",
        Role.PARTICIPANT,
        Presence.PRESENT,
    )
    assert play.speaker == "Rowan"
    assert play.turn("Bo").status is DONE
    assert play.turn("Rowan").spans == (Span(at(1)),)


def test_a_known_name_is_known_by_what_remains_of_it_when_cleaned() -> None:
    play = check_in().does(GiveTurnToName("Bo\x1b[31m\u202e"))
    assert play.speaker == "Bo"


@pytest.mark.parametrize("typed", ["", "  ", "\x1b[31m", "\u200b\u200d"])
def test_no_name_is_nobody(typed: str) -> None:
    assert "name" in check_in().refuses(GiveTurnToName(typed)).sentence


def test_the_floor_says_that_someone_is_here() -> None:
    play = Play(sharing("round", 8)).does(NextItem(), GiveTurn("p2"))
    assert play.presence("Bo") is Presence.PRESENT
    assert play.presence("Cy") is Presence.EXPECTED


@pytest.mark.parametrize(
    "act",
    [GiveTurn("p3"), GiveTurnToName("Cy"), GiveTurnToName("Rowan"), BackTurn()],
    ids=["person", "name", "new name", "back"],
)
def test_giving_the_floor_while_the_clock_stands_still_sets_it_going(act: Intent) -> None:
    play = check_in().does(GiveTurn("p2"), EndTurn()).at(1).does(PauseClock()).at(3).does(act)
    assert play.state.paused is None
    speaker = play.round.speaker
    assert speaker
    assert spans_seconds(speaker.spans, play.state.pauses, at(4)) == 60


@pytest.mark.parametrize(
    "act",
    [
        GiveTurn("p2"),
        GiveTurnToName("Bo"),
        NextTurn(),
        EndTurn(),
        PassTurn(),
        BackTurn(),
        PutOffTurn(),
        MarkShared("before", ("p2",)),
        MarkShared("after", ("p2",)),
        MarkShared("nowhere", ("p2",)),
    ],
    ids=lambda act: type(act).__name__,
)
def test_without_a_round_there_are_no_turns(act: Intent) -> None:
    play = check_in()
    play.does(NextItem(leaving=True))
    assert play.refuses(act).sentence


@pytest.mark.parametrize(
    ("act", "word"),
    [
        (GiveTurn("p2"), "has the floor"),
        (GiveTurn("p1"), "has shared"),
        (GiveTurn("p99"), "not on the list"),
        (PassTurn("p1"), "over already"),
        (PassTurn("p99"), "floor"),
        (PutOffTurn("p1"), "over already"),
        (PutOffTurn("p99"), "floor"),
        (MarkShared("round", ("p1",)), "already"),
        (MarkShared("round", ("p99",)), "already"),
        (MarkShared("round", ("p3",), None), "already"),
    ],
)
def test_acts_that_change_nothing_say_so(act: Intent, word: str) -> None:
    play = check_in().does(GiveTurn("p1"), GiveTurn("p2"))
    assert word in play.refuses(act).sentence


def test_where_a_person_may_share_again_the_floor_returns() -> None:
    play = check_in(Order.POPCORN, everyone_once=False)
    play.does(GiveTurn("p2")).at(1).does(GiveTurn("p3")).at(2).does(GiveTurn("p2")).at(4)
    assert play.speaker == "Bo"
    assert spans_seconds(play.turn("Bo").spans, play.state.pauses, play.now) == 180


# --- listed --------------------------------------------------------------------------------------


def test_a_listed_round_goes_on_by_itself_to_the_end() -> None:
    play = check_in(Order.LISTED)
    spoken = []
    for _ in range(4):
        play.does(NextTurn())
        spoken.append(play.speaker)
    assert spoken == ["Ana", "Bo", "Cy", "Dee"]
    play.does(NextTurn())
    assert play.speaker is None
    assert play.with_status(DONE) == ["Ana", "Bo", "Cy", "Dee"]
    assert "Who is next?" in play.refuses(NextTurn()).sentence


def test_in_a_baton_round_next_ends_the_turn_and_waits_for_a_person() -> None:
    play = check_in().does(GiveTurn("p2"), NextTurn())
    assert play.speaker is None
    assert "Who is next?" in play.refuses(NextTurn()).sentence


# --- passing, back, later ------------------------------------------------------------------------


def test_a_pass_is_fine_and_can_come_back() -> None:
    play = check_in().does(GiveTurn("p2")).at(0, 20).does(PassTurn())
    assert (play.speaker, play.turn("Bo").status, play.turn("Bo").how) == (None, PASSED, None)
    assert "Bo" not in play.invited
    play.does(GiveTurn("p3")).at(2).does(GiveTurn("p2")).at(3)
    assert play.speaker == "Bo"
    assert spans_seconds(play.turn("Bo").spans, play.state.pauses, play.now) == 80
    play.does(EndTurn())
    assert (play.turn("Bo").status, play.turn("Bo").how) == (DONE, Shared.ALOUD)


def test_someone_waiting_can_pass_while_another_speaks() -> None:
    play = check_in().does(GiveTurn("p2"), PassTurn("p4"))
    assert play.speaker == "Bo"
    assert play.turn("Dee").status is PASSED


def test_back_gives_the_last_speaker_their_time_and_the_other_waits_again() -> None:
    play = check_in().does(GiveTurn("p2")).at(2).does(GiveTurn("p3")).at(2, 10)
    play.does(BackTurn()).at(3)
    assert play.speaker == "Bo"
    assert spans_seconds(play.turn("Bo").spans, play.state.pauses, play.now) == 120 + 50
    cy = play.turn("Cy")
    assert (cy.status, cy.how, cy.spans) == (WAITING, None, (Span(at(2), at(2, 10)),))
    assert play.invited == ["Ana", "Cy", "Dee"]
    play.does(EndTurn(), GiveTurn("p3")).at(4)
    assert play.turn("Bo").status is DONE
    assert spans_seconds(play.turn("Cy").spans, play.state.pauses, play.now) == 10 + 60


def test_back_twice_reaches_the_speaker_before() -> None:
    play = check_in().does(GiveTurn("p2"), GiveTurn("p3"), GiveTurn("p4"))
    play.does(BackTurn())
    assert play.speaker == "Cy"
    play.does(BackTurn())
    assert play.speaker == "Bo"
    assert "shared yet" in play.refuses(BackTurn()).sentence


def test_back_means_someone_who_spoke() -> None:
    play = check_in().does(GiveTurn("p2")).at(1).does(GiveTurn("p3")).at(2)
    play.does(PassTurn("p4"), MarkShared("round", ("p1",), Shared.CHAT), BackTurn())
    assert play.speaker == "Bo"
    assert play.turn("Dee").status is PASSED
    assert play.turn("Ana").how is Shared.CHAT


def test_back_to_someone_who_dropped_off_says_that_they_are_here_again() -> None:
    play = check_in().does(GiveTurn("p2"), GiveTurn("p3"))
    play.does(SetPresence(("p2",), Presence.AWAY), BackTurn())
    assert play.speaker == "Bo"
    assert play.presence("Bo") is Presence.PRESENT


def test_later_puts_the_speaker_or_someone_else_at_the_end() -> None:
    play = check_in(Order.LISTED).does(NextTurn()).at(1).does(PutOffTurn())
    assert (play.speaker, play.invited) == (None, ["Bo", "Cy", "Dee", "Ana"])
    play.does(PutOffTurn("p3"))
    assert play.invited == ["Bo", "Dee", "Ana", "Cy"]
    play.does(NextTurn(), NextTurn(), NextTurn()).at(2)
    assert play.speaker == "Ana"
    assert spans_seconds(play.turn("Ana").spans, play.state.pauses, play.now) == 120


# --- catching up ---------------------------------------------------------------------------------


@pytest.mark.parametrize("how", list(Shared))
@pytest.mark.parametrize("people", [("p2",), ("p2", "p4"), ("p1", "p2", "p3", "p4")])
def test_catching_up_with_one_several_or_everyone(how: Shared, people: tuple[str, ...]) -> None:
    play = check_in().does(MarkShared("round", people, how))
    for turn in play.round.turns:
        shared = turn.person in people
        assert (turn.status, turn.how) == ((DONE, how) if shared else (WAITING, None))
    assert play.round.ended == people


def test_catching_up_takes_the_floor_from_the_speaker_and_keeps_their_time() -> None:
    play = check_in().does(GiveTurn("p2")).at(1).does(MarkShared("round", ("p2",), Shared.CHAT))
    assert play.speaker is None
    bo = play.turn("Bo")
    assert (bo.status, bo.how, bo.spans) == (DONE, Shared.CHAT, (Span(at(0), at(1)),))


def test_a_mark_can_be_taken_back_and_changed() -> None:
    play = check_in().does(MarkShared("round", ("p2", "p3")))
    play.does(MarkShared("round", ("p2",), Shared.CHAT))
    assert play.turn("Bo").how is Shared.CHAT
    play.does(MarkShared("round", ("p2",), None))
    assert (play.turn("Bo").status, play.turn("Bo").how) == (WAITING, None)
    assert play.round.ended == ("p3",)


def test_catching_up_later_in_a_round_that_is_over() -> None:
    play = check_in().does(NextItem(leaving=True), AddAttendee("Late"))
    play.does(MarkShared("round", ("p5", "p2"), Shared.CHAT))
    held = play.state.round_of("round")
    assert held
    late, bo = held.turn("p5"), held.turn("p2")
    assert late
    assert bo
    assert (late.status, late.how, bo.how) == (DONE, Shared.CHAT, Shared.CHAT)


def test_taking_back_a_mark_that_never_was_gives_nobody_a_turn() -> None:
    play = check_in().does(AddAttendee("Eli", Presence.EXPECTED))
    assert play.refuses(MarkShared("round", ("p5",), None)).sentence
    assert play.round.turn("p5") is None


# --- facilitators --------------------------------------------------------------------------------


def test_facilitators_outside_a_round_have_no_turn() -> None:
    play = check_in(facilitators=FacilitatorsIn.NOT)
    assert play.invited == ["Bo", "Cy", "Dee"]
    assert "item of their own" in play.refuses(GiveTurn("p1")).sentence
    assert play.refuses(MarkShared("round", ("p1",))).sentence


@pytest.mark.parametrize(
    ("facilitators", "invited"),
    [
        (FacilitatorsIn.FIRST, ["Ana", "Bo", "Cy", "Dee"]),
        (FacilitatorsIn.LAST, ["Bo", "Cy", "Dee", "Ana"]),
        (FacilitatorsIn.LISTED, ["Ana", "Bo", "Cy", "Dee"]),
    ],
)
def test_facilitators_first_and_last(facilitators: FacilitatorsIn, invited: list[str]) -> None:
    play = check_in(Order.LISTED, facilitators)
    assert play.invited == invited
    assert play.does(NextTurn()).speaker == invited[0]


def test_a_role_that_changes_during_a_round_of_participants_changes_who_has_a_turn() -> None:
    play = check_in(Order.LISTED, FacilitatorsIn.NOT)
    play.does(DescribeAttendee("p2", "Bo", role=Role.FACILITATOR))
    assert play.invited == ["Cy", "Dee"]
    play.does(DescribeAttendee("p1", "Ana", role=Role.PARTICIPANT))
    assert play.invited == ["Cy", "Dee", "Ana"]
    for name in ("Cy", "Dee", "Ana"):
        assert play.does(NextTurn()).speaker == name

"""What is said of a round that has less than the wished time for the people who are here."""

from dataclasses import replace

from builders import Play, at, sharing, talk
from coreflect_tui.core.formats import FacilitatorsIn, Step
from coreflect_tui.core.intents import (
    AddAttendee,
    AddMinutes,
    GiveTurn,
    LeaveOut,
    NextItem,
    PassTurn,
    SetPresence,
)
from coreflect_tui.core.person import Presence
from coreflect_tui.core.rounds import round_outlook


def check_in(minutes: int, each: int, facilitators: FacilitatorsIn = FacilitatorsIn.LISTED) -> Step:
    step = sharing("check-in", minutes, facilitators=facilitators)
    assert step.round
    return replace(step, title="Check-in", round=replace(step.round, each=each))


def outlook(play: Play) -> str:
    return round_outlook(play.state, play.now)


def test_the_next_round_is_held_against_the_people_who_are_here() -> None:
    play = Play(talk("opening", 5), check_in(12, 90), people=8).does(NextItem())
    assert outlook(play) == ""
    everyone = tuple(one.id for one in play.state.people)
    play.does(SetPresence(everyone, Presence.PRESENT))
    assert outlook(play) == ""
    for name in ("Kit", "Lou", "Max", "Ola"):
        play.does(AddAttendee(name))
    assert outlook(play) == "12 people × 1:30 = 18 min; Check-in has 12 min."
    play.does(AddMinutes("check-in", 360))
    assert outlook(play) == ""


def test_who_does_not_share_is_not_counted() -> None:
    play = Play(check_in(4, 90, FacilitatorsIn.NOT), people=4, here=True)
    assert outlook(play) == "3 people × 1:30 = 4½ min; Check-in has 4 min."
    play.does(SetPresence(("p4",), Presence.AWAY))
    assert outlook(play) == ""


def test_a_running_round_counts_who_is_still_to_share_and_what_is_left() -> None:
    play = Play(check_in(6, 90), talk("after", 5), people=4, here=True).does(NextItem())
    assert outlook(play) == ""
    play.does(GiveTurn("p1")).at(2)
    # Whoever has the floor has it as it was when they began.
    assert outlook(play) == ""
    play.does(GiveTurn("p2"))
    assert outlook(play) == "3 people × 1:30 = 4½ min; Check-in has 4 min left."
    play.does(PassTurn("p3"))
    assert outlook(play) == ""
    play.at(7).does(GiveTurn("p4"))
    assert outlook(play) == "1 person × 1:30 = 1½ min; Check-in has 0 min left."
    play.does(PassTurn())
    assert outlook(play) == ""


def test_within_the_figures_that_a_turn_is_said_in_it_is_enough() -> None:
    for each in (84, 85, 86, 94, 95):
        play = Play(check_in(1, each), people=1, here=True)
        play.does(AddMinutes("check-in", each - 60))
        assert outlook(play) == "", each
        play.does(AddMinutes("check-in", -10))
        assert outlook(play), each


def test_a_round_that_is_left_out_or_over_says_nothing() -> None:
    play = Play(check_in(1, 90), check_in(2, 90), people=4, here=True)
    second = play.state.items[1]
    renamed = replace(second, item=replace(second.item, id="again"))
    play.state = replace(play.state, items=(play.state.items[0], renamed))
    play.does(NextItem()).at(3).does(LeaveOut("again"))
    assert "left" in outlook(play)
    for person in ("p1", "p2", "p3", "p4"):
        play.does(PassTurn(person))
    assert outlook(play) == ""
    assert round_outlook(Play(talk("opening", 5)).state, at(0)) == ""


def test_what_is_left_is_said_as_the_clock_says_it() -> None:
    play = Play(check_in(8, 90), talk("after", 5), people=8, here=True).does(NextItem())
    play.at(0, 1).does(GiveTurn("p1"))
    assert outlook(play) == "8 people × 1:30 = 12 min; Check-in has 8 min left."

"""Whole sessions, act by act, against numbers worked out by hand.

Opening 5, a round of 12, a talk of 20 and a closing of 8 minutes for Ana, Bo, Cy and Dee, who are
all here: 45 minutes, with the hard end at minute 45. The closing is protected, and every other item
takes a minute at the least.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

import pytest

from builders import Play, at, sharing, talk
from coreflect_tui.core.fit import propose
from coreflect_tui.core.formats import StepKind
from coreflect_tui.core.intents import (
    AcceptFit,
    AddAttendee,
    AddMinutes,
    AnswerClockChange,
    BringBack,
    CloseSession,
    CorrectStart,
    CountGap,
    EndTurn,
    GiveTurn,
    GoToItem,
    InsertItem,
    Intent,
    LeaveOut,
    NextItem,
    NoticeClockChange,
    NoticeGap,
    PassTurn,
    PauseClock,
    ResumeClock,
    SetGapAside,
    SetHardEnd,
    SetPresence,
)
from coreflect_tui.core.person import Presence
from coreflect_tui.core.rounds import seconds_each
from coreflect_tui.core.state import PauseKind, SessionState
from coreflect_tui.core.timing import expected_end, item_left, over, pace

Act = Intent | Callable[[SessionState, datetime], Intent]


class Row(NamedTuple):
    """At a minute, after the acts: minutes left of the running item, minutes behind the agreed
    end, the minute at which it is going to end, minutes past the hard end, seconds a turn, and
    where it matters the minutes that each item has."""

    at: float
    acts: tuple[Act, ...]
    left: float
    pace: float
    ends: float
    over: float
    each: int | None = None
    minutes: tuple[float, ...] | None = None


def take_fit(state: SessionState, now: datetime) -> Intent:
    """Accept what is proposed then; the rows say what it comes to."""
    return AcceptFit(propose(state, now))


NEXT = NextItem()
ON = NextItem(leaving=True)

LATE_AND_LONGER = (
    # Begun 3 late: agreed 48.
    Row(3, (NEXT,), 5, 0, 48, 3),
    Row(8, (), 0, 0, 48, 3),
    # 10 + 12 + 20 + 8.
    Row(10, (), -2, 2, 50, 5),
    # 720 s for 4.
    Row(10, (NEXT,), 12, 2, 50, 5, 180),
    Row(10, (GiveTurn("p1"),), 12, 2, 50, 5, 180),
    # Of 480 s for 3 the first tenth: 160.
    Row(14, (GiveTurn("p2"),), 8, 2, 50, 5, 160),
    # A late arrival: 480 for 4.
    Row(15, (AddAttendee("Eli"),), 7, 2, 50, 5, 120),
    # 360 for 3.
    Row(16, (GiveTurn("p3"),), 6, 2, 50, 5, 120),
    # Another one, while Cy speaks: 360 for 4.
    Row(17, (AddAttendee("Fay"),), 5, 2, 50, 5, 90),
    # Dee passes: 360 for 3.
    Row(18, (PassTurn("p4"),), 4, 2, 50, 5, 120),
    # Fay drops off and keeps her place, but not the time: 360 for 2.
    Row(19, (SetPresence(("p6",), Presence.AWAY),), 3, 2, 50, 5, 180),
    # Back, and Eli has the floor: 120 for 2.
    Row(20, (SetPresence(("p6",), Presence.PRESENT), GiveTurn("p5")), 2, 2, 50, 5, 60),
    # 3 over: 25 + 20 + 8.
    Row(25, (), -3, 5, 53, 8, 60),
    Row(25, (ON,), 20, 5, 53, 8),
    Row(50, (), -5, 10, 58, 13),
    Row(50, (NEXT,), 8, 10, 58, 13),
    Row(57, (), 1, 10, 58, 13),
    Row(57, (CloseSession(),), 0, 9, 57, 12),
)

PAUSED_SKIPPED_AND_RETURNED_TO = (
    Row(0, (NEXT,), 5, 0, 45, 0),
    Row(2, (PauseClock(PauseKind.HOLD),), 3, 0, 45, 0),
    # Nothing counts for 4: 6 + 3 + 40.
    Row(6, (), 3, 4, 49, 4),
    Row(6, (ResumeClock(),), 3, 4, 49, 4),
    Row(7, (), 2, 4, 49, 4),
    # Without the talk: 7 + 2 + 12 + 8.
    Row(7, (LeaveOut("talk"),), 2, -16, 29, -16),
    Row(7, (BringBack("talk"),), 2, 4, 49, 4),
    # The round has 9 by hand.
    Row(7, (AddMinutes("round", -180),), 2, 1, 46, 1),
    # 540 s for 4, to 10 s.
    Row(9, (NEXT,), 9, 1, 46, 1, 140),
    # Past the talk to the closing: 12 + 8.
    Row(12, (GoToItem("closing", leaving=True),), 8, -25, 20, -25),
    # Back to the talk; the closing was visited: 14 + 20.
    Row(14, (GoToItem("talk"),), 20, -11, 34, -11),
    # Back to the round, which had 3 of its 9: 20 + 6, and 360 s for 4.
    Row(20, (GoToItem("round"),), 6, -19, 26, -19, 90),
    # The group settles on minute 40.
    Row(24, (SetHardEnd(at(40)),), 2, -14, 26, -14, 30),
    Row(28, (), -2, -12, 28, -12, 0),
    # Tea for 5, after the round: 28 + 5.
    Row(28, (InsertItem("Tea", 300, StepKind.BREAK),), -2, -7, 33, -7, 0),
    Row(28, (ON,), 5, -7, 33, -7),
    # It started at 26: 26 + 5.
    Row(30, (CorrectStart(240),), 1, -9, 31, -9),
    # The closing again, which had 2 of its 8: 33 + 6.
    Row(33, (GoToItem("closing"),), 6, -1, 39, -1),
    Row(40, (), -1, 0, 40, 0),
)

STARTED_BEFORE_IT_WAS_NOTED = (
    Row(10, (NEXT,), 5, 0, 55, 10),
    # At 1 in truth: agreed 46, and 6 over the 5: 12 + 40.
    Row(12, (CorrectStart(660),), -6, 6, 52, 7),
    Row(12, (NEXT,), 12, 6, 52, 7, 180),
    # The round since 6: 6 + 40.
    Row(14, (CorrectStart(480),), 4, 0, 46, 1, 60),
    # The wall clock was 2 slow; the hard end is 2 sooner and running time as it was.
    Row(15, (NoticeClockChange(120),), 3, 0, 46, 1, 50),
    Row(15, (AnswerClockChange(shift_end=True),), 3, 0, 46, 3, 50),
    # An end by the clock at 47, and the clock is set back by 1: 48.
    Row(16, (SetHardEnd(at(47)),), 2, -1, 46, -1, 30),
    Row(16, (NoticeClockChange(-60), AnswerClockChange(shift_end=True)), 2, -2, 46, -2, 30),
)


def slept(answer: Intent, *later: Row) -> tuple[Row, ...]:
    return (
        Row(0, (NEXT,), 5, 0, 45, 0),
        Row(10, (NoticeGap(at(2), at(9)),), -5, 5, 50, 5),
        Row(10, (answer,), *later[0][2:]),
        *later[1:],
    )


SLEPT_AND_COUNTED = slept(
    CountGap(), Row(10, (), -5, 5, 50, 5), Row(11, (NEXT,), 12, 6, 51, 6, 180)
)
# 3 of 5 were used: 10 + 2 + 40.
SLEPT_IN_A_BREAK = slept(
    SetGapAside(at(2), at(9)), Row(10, (), 2, 7, 52, 7), Row(11, (NEXT,), 12, 6, 51, 6, 180)
)

A_FIT_ACCEPTED = (
    Row(0, (NEXT,), 5, 0, 45, 0, None, (5, 12, 20, 8)),
    # 7 over the 5: 12 + 12 + 20 + 8.
    Row(12, (), -7, 7, 52, 7),
    Row(12, (ON,), 12, 7, 52, 7, 180),
    # The round goes until 24, and 21 are left: 8 for the closing, 13 for the talk.
    Row(12, (take_fit,), 12, 0, 45, 0, 180, (5, 12, 13, 8)),
    # 8 of 12 are left: 480 s for 4.
    Row(16, (), 8, 0, 45, 0, 120),
    Row(20, (GiveTurn("p1"),), 4, 0, 45, 0, 60),
    # Two people came late: of the 240 s that were left when Ana began 6 people have 40.
    Row(20, (AddAttendee("Eli"), AddAttendee("Fay")), 4, 0, 45, 0, 40),
    # 2 over the 12: 26 + 13 + 8. Ana still speaks.
    Row(26, (), -2, 2, 47, 2, 40),
    # 19 are left: 8 for the closing, 11 for the talk.
    Row(26, (take_fit,), -2, 0, 45, 0, 40, (5, 12, 11, 8)),
    # Nothing is left when she is done.
    Row(27, (EndTurn(),), -3, 1, 46, 1, 0),
    Row(27, (ON,), 11, 1, 46, 1),
    # The closing keeps its 8 whatever happens: 41 + 8.
    Row(41, (), -3, 4, 49, 4, None, (5, 12, 11, 8)),
    Row(41, (NEXT,), 8, 4, 49, 4),
    Row(48, (CloseSession(),), 0, 3, 48, 3),
)

A_FIT_THEN_BY_HAND_THEN_SKIPPED_AND_RETURNED_TO = (
    # Begun 3 late: agreed 48.
    Row(3, (NEXT,), 5, 0, 48, 3),
    # 37 from 8 on, 8 of them for the closing. Of the 29 the round and the talk have 1 each; they
    # could give 11 and 19, and 27 are shared by that: 9.9 and 17.1.
    Row(3, (take_fit,), 5, 0, 45, 0, None, (5, 11, 18, 8)),
    # 660 s for 4 are 165.
    Row(8, (NEXT,), 11, 0, 45, 0, 170),
    # By hand 13: 8 + 13 + 18 + 8.
    Row(10, (AddMinutes("round", 120),), 11, 2, 47, 2, 170, (5, 13, 18, 8)),
    # The talk is left out (47 - 18), and comes again with what the fit gave it.
    Row(12, (LeaveOut("talk"),), 9, -16, 29, -16, 140),
    Row(13, (BringBack("talk"),), 8, 2, 47, 2, 120, (5, 13, 18, 8)),
    # What the fit takes back is not what was set by hand for the item that runs: the round goes
    # until 21, and of the 24 that are left 8 are the closing's. 420 s for 4 are 105.
    Row(14, (take_fit,), 7, 0, 45, 0, 110, (5, 13, 16, 8)),
    # By hand 19: 21 + 19 + 8.
    Row(14, (AddMinutes("talk", 180),), 7, 3, 48, 3, 110, (5, 13, 19, 8)),
    # Past the talk: 21 + 8.
    Row(21, (GoToItem("closing", leaving=True),), 8, -16, 29, -16),
    # Back to it; the closing had 4 of its 8 and is not to come again by itself: 25 + 19.
    Row(25, (GoToItem("talk"),), 19, -1, 44, -1),
    # The closing has its other 4: 30 + 4.
    Row(30, (GoToItem("closing"),), 4, -11, 34, -11),
    # The talk had 5 of 19: 31 + 14.
    Row(31, (GoToItem("talk"),), 14, 0, 45, 0),
    # The closing had 5 of 8: 45 + 3.
    Row(45, (GoToItem("closing"),), 3, 3, 48, 3, None, (5, 13, 19, 8)),
    Row(47, (CloseSession(),), 0, 2, 47, 2),
)

TIME_IN_HAND_GIVEN_BACK = (
    Row(0, (NEXT,), 5, 0, 45, 0),
    # 3 saved: 2 + 40.
    Row(2, (NEXT,), 12, -3, 42, -3, 180),
    # From 14 on there are 31: 8 for the closing, 23 for the talk.
    Row(2, (take_fit,), 12, 0, 45, 0, 180, (5, 12, 23, 8)),
    # A later end by hand, then 5 more for the talk: 47 + 5 is what is agreed as well.
    Row(4, (SetHardEnd(at(50)),), 10, -5, 45, -5, 150),
    Row(4, (take_fit,), 10, 0, 50, 0, 150, (5, 12, 28, 8)),
    Row(14, (ON,), 28, 0, 50, 0),
    # A pause of 6 moves the end by 6, and the talk that runs keeps its time in the fit: of the 8
    # from 48 on nothing can go.
    Row(20, (PauseClock(),), 22, 0, 50, 0),
    Row(26, (ResumeClock(),), 22, 6, 56, 6),
    # By hand 6 fewer: 48 - 6 and 8.
    Row(26, (AddMinutes("talk", -360),), 16, 0, 50, 0, None, (5, 12, 22, 8)),
    Row(42, (NEXT,), 8, 0, 50, 0),
    Row(50, (CloseSession(),), 0, 0, 50, 0),
)

TIMELINES = {
    "late and longer": LATE_AND_LONGER,
    "paused, skipped, returned to": PAUSED_SKIPPED_AND_RETURNED_TO,
    "started before it was noted": STARTED_BEFORE_IT_WAS_NOTED,
    "slept, and it counted": SLEPT_AND_COUNTED,
    "slept in a break": SLEPT_IN_A_BREAK,
    "a fit accepted, twice": A_FIT_ACCEPTED,
    "a fit, then by hand, then skipped": A_FIT_THEN_BY_HAND_THEN_SKIPPED_AND_RETURNED_TO,
    "time in hand given back": TIME_IN_HAND_GIVEN_BACK,
}


@pytest.mark.parametrize("rows", TIMELINES.values(), ids=TIMELINES.keys())
def test_a_session_shows_at_each_step_what_was_worked_out(rows: tuple[Row, ...]) -> None:
    closing = replace(talk("closing", 8), protected=True)
    play = Play(talk("opening", 5), sharing("round", 12), talk("talk", 20), closing, here=True)
    for number, row in enumerate(rows):
        play.at(row.at)
        for act in row.acts:
            play.does(act if isinstance(act, Intent) else act(play.state, play.now))
        state, now, running = play.state, play.now, play.state.running
        shown = Row(
            row.at,
            row.acts,
            item_left(state, running, now) / 60 if running else 0,
            pace(state, now) / 60,
            (expected_end(state, now) - at(0)).total_seconds() / 60,
            over(state, now) / 60,
            seconds_each(state, running, now) if running else None,
            row.minutes and tuple(item.allotment / 60 for item in state.items),
        )
        assert shown == row, number

"""Whole sessions, act by act, against numbers worked out by hand.

Opening 5, a round of 12, a talk of 20 and a closing of 8 minutes for Ana, Bo, Cy and Dee, who are
all here: 45 minutes, with the hard end at minute 45.
"""

from typing import NamedTuple

import pytest

from builders import Play, at, sharing, talk
from coreflect_tui.core.formats import StepKind
from coreflect_tui.core.intents import (
    AddAttendee,
    AddMinutes,
    AnswerClockChange,
    BringBack,
    CloseSession,
    CorrectStart,
    CountGap,
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
from coreflect_tui.core.rounds import seconds_each
from coreflect_tui.core.state import PauseKind, Presence
from coreflect_tui.core.timing import expected_end, item_left, over, pace


class Row(NamedTuple):
    """At a minute, after the acts: minutes left of the running item, minutes behind the agreed
    end, the minute at which it is going to end, minutes past the hard end, seconds a turn."""

    at: float
    acts: tuple[Intent, ...]
    left: float
    pace: float
    ends: float
    over: float
    each: int | None = None


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

TIMELINES = {
    "late and longer": LATE_AND_LONGER,
    "paused, skipped, returned to": PAUSED_SKIPPED_AND_RETURNED_TO,
    "started before it was noted": STARTED_BEFORE_IT_WAS_NOTED,
    "slept, and it counted": SLEPT_AND_COUNTED,
    "slept in a break": SLEPT_IN_A_BREAK,
}


@pytest.mark.parametrize("rows", TIMELINES.values(), ids=TIMELINES.keys())
def test_a_session_shows_at_each_step_what_was_worked_out(rows: tuple[Row, ...]) -> None:
    play = Play(
        talk("opening", 5), sharing("round", 12), talk("talk", 20), talk("closing", 8), here=True
    )
    for number, row in enumerate(rows):
        play.at(row.at).does(*row.acts)
        state, now, running = play.state, play.now, play.state.running
        shown = Row(
            row.at,
            row.acts,
            item_left(state, running, now) / 60 if running else 0,
            pace(state, now) / 60,
            (expected_end(state, now) - at(0)).total_seconds() / 60,
            over(state, now) / 60,
            seconds_each(state, running, now) if running else None,
        )
        assert shown == row, number

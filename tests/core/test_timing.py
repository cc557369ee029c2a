"""Whole small timelines against numbers worked out by hand: 10, 20 and 10 minutes, begun at 0:00.

Instants are minutes and seconds after the planned start, results seconds.
"""

from datetime import datetime

import pytest

from builders import Play, at, sharing, talk
from coreflect_tui.core.intents import (
    AddAttendee,
    AddMinutes,
    CloseSession,
    GiveTurn,
    GoToItem,
    NextItem,
    PassTurn,
    PauseClock,
    ReopenSession,
    ResumeClock,
    SetGapAside,
    SetPresence,
)
from coreflect_tui.core.person import Presence
from coreflect_tui.core.rounds import seconds_each
from coreflect_tui.core.state import Pause, PauseKind, Span
from coreflect_tui.core.timing import (
    active_seconds,
    expected_end,
    item_left,
    item_seconds,
    over,
    pace,
    session_seconds,
    start_overdue,
)

MIN = 60


def three() -> Play:
    return Play(talk("opening", 10), talk("middle", 20), talk("closing", 10))


def picture(play: Play, item: str) -> tuple[float, float, float]:
    """Elapsed and left of an item, and the pace, now."""
    one = play.item(item)
    return (
        item_seconds(play.state, one, play.now),
        item_left(play.state, one, play.now),
        pace(play.state, play.now),
    )


@pytest.mark.parametrize(
    ("minute", "end", "over_by", "overdue"),
    [(-5, at(40), 0, -5 * MIN), (0, at(40), 0, 0), (4, at(44), 4 * MIN, 4 * MIN)],
)
def test_before_the_start_the_planned_start_counts_and_then_now(
    minute: int, end: datetime, over_by: int, overdue: int
) -> None:
    state, now = three().state, at(minute)
    assert expected_end(state, now) == end
    assert over(state, now) == over_by
    assert start_overdue(state, now) == overdue
    assert pace(state, now) == 0
    assert session_seconds(state, now) == 0


def test_a_late_start_is_on_pace_and_passes_the_hard_end() -> None:
    play = three().at(6).does(NextItem())
    assert play.state.agreed_end == at(46)
    assert play.state.hard_end == at(40)
    play.at(9)
    assert picture(play, "opening") == (3 * MIN, 7 * MIN, 0)
    assert expected_end(play.state, play.now) == at(46)
    assert over(play.state, play.now) == 6 * MIN
    assert session_seconds(play.state, play.now) == 3 * MIN


def test_an_overrun_shows_as_it_grows_and_stays_and_is_made_good() -> None:
    play = three().does(NextItem())
    assert picture(play.at(10), "opening") == (10 * MIN, 0, 0)
    assert picture(play.at(12), "opening") == (12 * MIN, -2 * MIN, 2 * MIN)
    play.does(NextItem())
    assert picture(play.at(17), "middle") == (5 * MIN, 15 * MIN, 2 * MIN)
    assert expected_end(play.state, play.now) == at(42)
    play.at(27).does(NextItem())
    assert pace(play.state, play.now) == -3 * MIN
    assert over(play.state, play.now) == -3 * MIN
    assert picture(play, "middle")[0] == 15 * MIN


@pytest.mark.parametrize("kind", [PauseKind.PAUSE, PauseKind.HOLD])
def test_a_pause_shifts_the_running_item_and_leaves_the_hard_end(kind: PauseKind) -> None:
    play = three().does(NextItem()).at(4).does(PauseClock(kind)).at(7)
    assert picture(play, "opening") == (4 * MIN, 6 * MIN, 3 * MIN)
    play.does(ResumeClock()).at(9)
    assert picture(play, "opening") == (6 * MIN, 4 * MIN, 3 * MIN)
    assert expected_end(play.state, play.now) == at(43)
    assert play.state.hard_end == at(40)
    assert session_seconds(play.state, play.now) == 6 * MIN


def test_going_on_while_paused_ends_the_pause_with_the_item() -> None:
    play = three().does(NextItem()).at(4).does(PauseClock()).at(6).does(NextItem()).at(7)
    assert play.state.paused is None
    assert picture(play, "opening")[0] == 4 * MIN
    assert picture(play, "middle") == (1 * MIN, 19 * MIN, -4 * MIN)


def test_minutes_by_hand_show_in_pace_and_are_kept_apart() -> None:
    play = three().does(NextItem()).at(2).does(AddMinutes("middle", 5 * MIN))
    middle = play.item("middle")
    assert (middle.item.planned, middle.by_hand, middle.allotment) == (1200, 1500, 1500)
    assert middle.accepted is None
    assert (pace(play.state, play.now), over(play.state, play.now)) == (5 * MIN, 5 * MIN)
    play.does(AddMinutes("closing", -3 * MIN), AddMinutes("opening", -1 * MIN))
    assert picture(play, "opening") == (2 * MIN, 7 * MIN, 1 * MIN)


def test_minutes_by_hand_before_the_start_are_part_of_what_was_agreed() -> None:
    play = three().does(AddMinutes("middle", 5 * MIN), NextItem()).at(1)
    assert play.state.agreed_end == at(45)
    assert pace(play.state, play.now) == 0
    assert over(play.state, play.now) == 5 * MIN


def test_going_back_to_an_item_adds_a_visit_and_goes_on_counting() -> None:
    play = three().does(NextItem()).at(10).does(NextItem())
    play.at(15).does(GoToItem("opening")).at(17)
    # The closing alone is still to come: 17 + 10 = 27, 13 before the agreed 40.
    assert picture(play, "opening") == (12 * MIN, -2 * MIN, -13 * MIN)
    play.does(GoToItem("middle")).at(20)
    assert picture(play, "middle") == (8 * MIN, 12 * MIN, 2 * MIN)
    assert play.item("opening").visits == (Span(at(0), at(10)), Span(at(15), at(17)))
    assert play.item("middle").visits == (Span(at(10), at(15)), Span(at(17)))


def test_items_that_were_skipped_no_longer_count() -> None:
    play = three().does(NextItem()).at(10).does(GoToItem("closing")).at(12)
    assert expected_end(play.state, play.now) == at(20)


def test_a_closed_session_ends_when_it_was_closed() -> None:
    play = three().does(NextItem()).at(10).does(NextItem()).at(33).does(CloseSession())
    assert expected_end(play.state, at(90)) == at(33)
    assert pace(play.state, at(90)) == -7 * MIN
    assert session_seconds(play.state, at(90)) == 33 * MIN
    assert picture(play.at(90), "middle") == (23 * MIN, -3 * MIN, -7 * MIN)


def test_opened_again_the_rest_counts_from_now() -> None:
    play = three().does(NextItem()).at(10).does(NextItem()).at(33).does(CloseSession())
    play.at(35).does(ReopenSession()).at(36)
    assert expected_end(play.state, play.now) == at(46)
    assert play.does(NextItem()).state.running is play.item("closing")


def test_a_gap_set_aside_is_not_counted() -> None:
    play = three().does(NextItem()).at(9).does(SetGapAside(at(5), at(8)))
    assert picture(play, "opening") == (6 * MIN, 4 * MIN, 3 * MIN)


def test_time_covered_by_a_pause_and_a_gap_stands_still_once() -> None:
    play = three().does(NextItem()).at(4).does(PauseClock()).at(7).does(ResumeClock())
    play.at(10).does(SetGapAside(at(6), at(9)))
    # From 4 to 9 nothing counted: 10 - 5.
    assert picture(play, "opening")[0] == 5 * MIN
    play.does(SetGapAside(at(8), at(10)))
    assert picture(play, "opening")[0] == 4 * MIN


SPAN = Span(at(10), at(20))


@pytest.mark.parametrize(
    ("pauses", "seconds"),
    [
        ([], 600),
        ([(0, 5)], 600),
        ([(5, 12)], 480),
        ([(18, 30)], 480),
        ([(12, 14), (14, 15)], 420),
        ([(12, 16), (13, 15)], 360),
        ([(13, 15), (12, 16)], 360),
        ([(12, 15), (14, 17), (14, 17)], 300),
        ([(5, 25), (6, 30)], 0),
        ([(15, None)], 300),
        ([(12, 13), (15, None)], 240),
    ],
)
def test_active_seconds_leave_out_what_pauses_cover(
    pauses: list[tuple[int, int | None]], seconds: int
) -> None:
    kept = [
        Pause(at(start), None if end is None else at(end), PauseKind.PAUSE) for start, end in pauses
    ]
    assert active_seconds(SPAN, kept, at(60)) == seconds
    assert active_seconds(SPAN, kept, at(9)) == 0


def test_turn_length_follows_turns_arrivals_passes_and_departures() -> None:
    play = Play(sharing("round", 8), people=4, here=True)

    def each() -> int | None:
        return seconds_each(play.state, play.item("round"), play.now)

    assert each() is None
    play.does(NextItem())
    assert each() == 120  # 480 / 4
    play.does(GiveTurn("p1")).at(1)
    assert each() == 120  # it stands still while Ana speaks
    play.at(2).does(GiveTurn("p2"))
    assert each() == 120  # 360 / 3
    play.at(3).does(AddAttendee("Late"))
    assert each() == 90  # 360 / 4
    play.does(PassTurn("p3"))
    assert each() == 120  # 360 / 3
    play.does(SetPresence(("p4",), Presence.AWAY))
    assert each() == 180  # 360 / 2
    play.at(5, 30).does(GiveTurn("p5"))
    assert each() == 150  # 480 - 330, Late alone
    play.does(SetPresence(("p4",), Presence.PRESENT))
    assert each() == 80  # 150 / 2 = 75, rounded to 10 s
    play.at(9).does(GiveTurn("p4"))
    assert each() == 0
    play.does(PassTurn())
    assert each() is None

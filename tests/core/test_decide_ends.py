"""Another hard end, and starts that were not what the clock had noted."""

from datetime import datetime

import pytest

from builders import Play, at, sharing, talk, topic_time
from coreflect_tui.core.decide.ends import FURTHEST_BACK
from coreflect_tui.core.intents import (
    AddTopic,
    CloseSession,
    CorrectStart,
    GiveTurn,
    GoToItem,
    NextItem,
    PauseClock,
    ReopenSession,
    ResumeClock,
    SetHardEnd,
    SetPresence,
    StartTopic,
)
from coreflect_tui.core.person import Presence
from coreflect_tui.core.state import Span, Turn
from coreflect_tui.core.timing import expected_end, item_seconds, over, pace

MIN = 60


def three() -> Play:
    return Play(talk("opening", 10), talk("middle", 20), talk("closing", 10))


# --- the hard end --------------------------------------------------------------------------------


def test_before_the_start_only_the_hard_end_changes() -> None:
    play = three()
    play.now = at(-5)
    play.does(SetHardEnd(at(35)))
    assert (play.state.hard_end, play.state.agreed_end) == (at(35), None)
    play.at(0).does(NextItem())
    assert play.state.agreed_end == at(40)
    assert (pace(play.state, play.now), over(play.state, play.now)) == (0, 5 * MIN)


def test_once_begun_the_group_agrees_on_the_new_end() -> None:
    play = three().does(NextItem()).at(4).does(SetHardEnd(at(35)))
    assert (play.state.hard_end, play.state.agreed_end) == (at(35), at(35))
    assert (pace(play.state, play.now), over(play.state, play.now)) == (5 * MIN, 5 * MIN)


@pytest.mark.parametrize(
    ("end", "behind"), [(at(40), 6 * MIN), (at(46), 0)], ids=["end as planned", "keep the length"]
)
def test_after_a_late_start_either_end_can_be_agreed_on(end: datetime, behind: int) -> None:
    # The planned end is the hard end already; what is new is that the group agrees on it.
    play = three().at(6).does(NextItem()).at(7).does(SetHardEnd(end))
    assert "already" in play.refuses(SetHardEnd(end)).sentence
    assert (play.state.hard_end, play.state.agreed_end) == (end, end)
    assert pace(play.state, play.now) == over(play.state, play.now) == behind


@pytest.mark.parametrize(
    ("end", "word"),
    [
        (at(4), "has passed"),
        (at(-300), "has passed"),
        (at(40), "already"),
        (at(5 + 24 * 60), "longer than a day"),
    ],
)
def test_an_end_that_cannot_be_is_refused(end: datetime, word: str) -> None:
    play = three().does(NextItem()).at(4)
    assert word in play.refuses(SetHardEnd(end)).sentence


def test_a_session_ends_after_its_planned_start() -> None:
    play = three()
    play.now = at(-30)
    assert "after it starts" in play.refuses(SetHardEnd(at(-10))).sentence


# --- the start of the first item -----------------------------------------------------------------


def test_the_first_item_takes_the_whole_session_along() -> None:
    play = three().at(10).does(NextItem()).at(12).does(CorrectStart(9 * MIN))
    assert play.state.began == at(3)
    assert play.state.agreed_end == at(43)
    assert play.item("opening").visits == (Span(at(3)),)
    assert item_seconds(play.state, play.item("opening"), play.now) == 9 * MIN
    assert (pace(play.state, play.now), over(play.state, play.now)) == (0, 3 * MIN)
    assert play.state.people[0].history[0].at == at(3)
    # Later again: it had been the earlier one that was wrong.
    play.does(CorrectStart(4 * MIN))
    assert (play.state.began, play.state.agreed_end) == (at(8), at(48))


def test_an_end_that_was_agreed_by_the_clock_stays_when_the_start_moves() -> None:
    play = three().at(10).does(NextItem(), SetHardEnd(at(45))).at(12)
    play.does(CorrectStart(9 * MIN))
    assert (play.state.began, play.state.agreed_end) == (at(3), at(45))
    assert pace(play.state, play.now) == -2 * MIN


@pytest.mark.parametrize(
    ("ago", "word"),
    [
        (FURTHEST_BACK + 1, "three hours"),
        (-1, "some time ago"),
        (10**9, "some time ago"),
        (float("nan"), "some time ago"),
        (2 * MIN, "already"),
        (2 * MIN + 0.5, "already"),
    ],
)
def test_a_start_that_cannot_be_is_refused(ago: float, word: str) -> None:
    play = three().at(10).does(NextItem()).at(12)
    assert word in play.refuses(CorrectStart(ago)).sentence


def test_three_hours_back_is_as_far_as_it_goes() -> None:
    play = three().at(10).does(NextItem()).at(12).does(CorrectStart(FURTHEST_BACK))
    assert play.state.began == at(12 - 180)


def test_without_a_running_item_there_is_nothing_to_correct() -> None:
    assert "Nothing is running" in three().refuses(CorrectStart(60)).sentence


# --- the start of a later item -------------------------------------------------------------------


@pytest.mark.parametrize(("ago", "start"), [(6 * MIN, at(8)), (1 * MIN, at(13)), (14 * MIN, at(0))])
def test_the_item_before_ends_when_the_running_one_begins(ago: int, start: datetime) -> None:
    play = three().does(NextItem()).at(12).does(NextItem()).at(14).does(CorrectStart(ago))
    assert play.item("opening").visits == (Span(at(0), start),)
    assert play.item("middle").visits == (Span(start),)
    assert (play.state.began, play.state.agreed_end) == (at(0), at(40))
    assert item_seconds(play.state, play.item("middle"), play.now) == ago
    # 20 minutes from its start and the closing, however long the opening took.
    assert expected_end(play.state, play.now) == start + (at(30) - at(0))


def test_it_never_reaches_before_the_item_before() -> None:
    play = three().at(5).does(NextItem()).at(12).does(NextItem()).at(14)
    sentence = play.refuses(CorrectStart(9 * MIN + 1)).sentence
    assert sentence == "Opening was going at 19:05; Middle cannot have started before that."
    play.does(CorrectStart(9 * MIN))
    assert play.item("opening").visits == (Span(at(5), at(5)),)


def test_the_visit_before_counts_and_not_the_item_before_on_the_agenda() -> None:
    play = three().does(NextItem()).at(5).does(GoToItem("closing")).at(9).does(GoToItem("middle"))
    play.at(10)
    assert "Closing was going" in play.refuses(CorrectStart(6 * MIN)).sentence
    play.does(CorrectStart(3 * MIN))
    assert play.item("closing").visits == (Span(at(5), at(7)),)
    assert play.item("opening").visits == (Span(at(0), at(5)),)


def test_time_in_which_the_session_was_closed_may_turn_out_to_be_of_the_item() -> None:
    play = three().does(NextItem()).at(8).does(CloseSession()).at(20).does(ReopenSession())
    play.does(NextItem()).at(22).does(CorrectStart(7 * MIN))
    assert play.item("opening").visits == (Span(at(0), at(8)),)
    assert play.item("middle").visits == (Span(at(15)),)
    play.does(CorrectStart(16 * MIN))
    assert play.item("opening").visits == (Span(at(0), at(6)),)


# --- turns, topics and pauses --------------------------------------------------------------------


def spans(turn: Turn) -> list[tuple[datetime, datetime | None]]:
    return [(span.start, span.end) for span in turn.spans]


def a_round() -> Play:
    return Play(sharing("round", 8), sharing("again", 8), talk("after", 5), here=True)


def test_a_turn_that_began_with_the_item_moves_along_and_a_later_one_holds() -> None:
    play = a_round().at(5).does(NextItem(), GiveTurn("p1")).at(9).does(GiveTurn("p2")).at(10)
    assert "Round was going at 19:09" in play.refuses(CorrectStart(0.5 * MIN)).sentence
    play.does(CorrectStart(6 * MIN))
    assert spans(play.turn("Ana")) == [(at(4), at(9))]
    assert spans(play.turn("Bo")) == [(at(9), None)]
    play.does(CorrectStart(2 * MIN))
    assert spans(play.turn("Ana")) == [(at(8), at(9))]
    assert spans(play.turn("Bo")) == [(at(9), None)]


def test_a_turn_that_began_after_the_item_is_untouched() -> None:
    play = a_round().at(5).does(NextItem()).at(6).does(GiveTurn("p1")).at(10)
    play.does(CorrectStart(8 * MIN))
    assert play.state.began == at(2)
    assert spans(play.turn("Ana")) == [(at(6), None)]
    assert "Round was going at 19:06" in play.refuses(CorrectStart(3 * MIN)).sentence


def test_a_turn_that_ended_with_the_item_before_ends_with_it_still() -> None:
    play = a_round().does(NextItem(), GiveTurn("p1")).at(2).does(GiveTurn("p2")).at(8)
    play.does(NextItem(leaving=True)).at(9)
    assert "Round was going at 19:02" in play.refuses(CorrectStart(8 * MIN)).sentence
    play.does(CorrectStart(6 * MIN))
    held = play.state.round_of("round")
    assert held
    assert [spans(turn) for turn in held.turns[:2]] == [[(at(0), at(2))], [(at(2), at(3))]]
    play.does(CorrectStart(0.5 * MIN))
    held = play.state.round_of("round")
    assert held
    assert spans(held.turns[1]) == [(at(2), at(8, 30))]


def test_topics_stay_within_their_item() -> None:
    play = Play(topic_time(20), talk("after", 5)).does(AddTopic("Power"), AddTopic("Trust"))
    play.does(NextItem(), StartTopic("t1")).at(4).does(StartTopic("t2")).at(12).does(NextItem())
    play.at(13)
    assert "Topics was going at 19:04" in play.refuses(CorrectStart(10 * MIN)).sentence
    play.does(CorrectStart(5 * MIN))
    assert [topic.visits for topic in play.state.topics] == [
        (Span(at(0), at(4)),),
        (Span(at(4), at(8)),),
    ]


def test_a_pause_that_going_on_had_ended_ends_with_the_item_before() -> None:
    play = three().does(NextItem()).at(4).does(PauseClock()).at(8).does(NextItem()).at(9)
    assert "Opening was going at 19:04" in play.refuses(CorrectStart(6 * MIN)).sentence
    play.does(CorrectStart(3 * MIN))
    assert [(one.start, one.end) for one in play.state.pauses] == [(at(4), at(6))]
    assert item_seconds(play.state, play.item("middle"), play.now) == 3 * MIN
    assert item_seconds(play.state, play.item("opening"), play.now) == 4 * MIN


def test_a_pause_of_the_running_item_stays() -> None:
    play = three().does(NextItem()).at(4).does(PauseClock()).at(6).does(ResumeClock()).at(8)
    play.does(CorrectStart(9 * MIN))
    assert item_seconds(play.state, play.item("opening"), play.now) == 7 * MIN


def test_whoever_was_noted_with_the_start_was_here_at_the_start_and_nobody_else_moves() -> None:
    play = three().at(5).does(NextItem()).at(7).does(SetPresence(("p2",), Presence.PRESENT))
    play.at(8).does(CorrectStart(6 * MIN))
    assert [one.history[0].at for one in play.state.people[:2]] == [at(2), at(7)]

"""Moving through the agenda, minutes by hand, pauses, gaps, points."""

from datetime import datetime

import pytest

from builders import Play, a_format, at, attendees, prepared_state, sharing, talk
from coreflect_tui.core import intents
from coreflect_tui.core.decide import DECISIONS, decide
from coreflect_tui.core.decide.answer import Refusal
from coreflect_tui.core.events import GapSetAside
from coreflect_tui.core.intents import (
    AddMinutes,
    CloseSession,
    GiveTurn,
    GoToItem,
    Intent,
    NextItem,
    PauseClock,
    ResumeClock,
    SetGapAside,
    TickPoint,
)
from coreflect_tui.core.person import Presence
from coreflect_tui.core.state import PauseKind, Span, TurnStatus


def two() -> Play:
    return Play(talk("opening", 10, points=2), talk("closing", 10))


def test_every_intent_has_a_decision() -> None:
    named = {one for one in vars(intents).values() if isinstance(one, type)}
    assert set(DECISIONS) == {one for one in named if issubclass(one, Intent)} - {Intent}


def test_beginning_starts_the_first_item_and_says_that_the_facilitator_is_here() -> None:
    play = two().at(6).does(NextItem())
    assert play.state.began == at(6)
    assert play.item("opening").visits == (Span(at(6)),)
    assert [one.presence for one in play.state.people[:2]] == [
        Presence.PRESENT,
        Presence.EXPECTED,
    ]
    assert play.state.people[0].history[0].at == at(6)


def test_a_session_can_begin_with_another_item() -> None:
    play = two().does(GoToItem("closing"))
    assert play.state.running is play.item("closing")
    assert play.state.began == at(0)
    assert not play.item("opening").visits


def test_going_on_ends_one_item_and_starts_the_next_at_the_same_instant() -> None:
    play = two().does(NextItem()).at(8).does(NextItem())
    assert play.item("opening").visits == (Span(at(0), at(8)),)
    assert play.item("closing").visits == (Span(at(8)),)


def test_going_on_ends_the_turn_that_runs() -> None:
    play = Play(sharing("round", 8), talk("after", 5), here=True)
    play.does(NextItem(), GiveTurn("p1")).at(3).does(NextItem(leaving=True))
    held = play.state.round_of("round")
    assert held
    turn = held.turn("p1")
    assert turn
    assert (turn.status, turn.spans) == (TurnStatus.DONE, (Span(at(0), at(3)),))


def test_after_the_last_item_closing_is_what_asking_again_means() -> None:
    play = two().does(NextItem(), NextItem())
    refusal = play.refuses(NextItem())
    assert refusal.instead == CloseSession()
    assert play.state.running is play.item("closing")


def test_an_agenda_without_items_is_refused() -> None:
    empty = prepared_state(a_format(), attendees(2))
    assert isinstance(decide(empty, NextItem(), at(0)), Refusal)


@pytest.mark.parametrize(
    ("act", "word"),
    [
        (GoToItem("nowhere"), "not on the agenda"),
        (GoToItem("closing"), "is running"),
        (AddMinutes("nowhere", 60), "not on the agenda"),
        (AddMinutes("opening", 60), "is over"),
        (AddMinutes("closing", 0), "cannot be"),
        (ResumeClock(), "is running"),
        (TickPoint(0), "no such point"),
    ],
)
def test_acts_that_cannot_be_say_why(act: Intent, word: str) -> None:
    play = two().does(NextItem(), NextItem())
    assert word in play.refuses(act).sentence


@pytest.mark.parametrize(
    ("seconds", "allotment", "word"),
    [
        (90, 690, ""),
        (-60, 540, ""),
        (-3600, 60, "shorter than a minute"),
        (10**15, 24 * 3600, "longer than a day"),
    ],
)
def test_minutes_by_hand_stay_between_a_minute_and_a_day(
    seconds: int, allotment: int, word: str
) -> None:
    play = two().does(NextItem(), AddMinutes("closing", seconds))
    assert play.item("closing").allotment == allotment
    if word:
        assert word in play.refuses(AddMinutes("closing", seconds)).sentence


def test_the_clock_can_stand_still_only_when_it_runs() -> None:
    play = two()
    assert play.refuses(PauseClock()).sentence
    play.does(NextItem()).at(1).does(PauseClock(PauseKind.HOLD))
    assert play.state.paused is play.state.pauses[-1]
    assert "already" in play.refuses(PauseClock()).sentence
    play.at(2).does(ResumeClock())
    assert [(one.start, one.end, one.kind) for one in play.state.pauses] == [
        (at(1), at(2), PauseKind.HOLD)
    ]


@pytest.mark.parametrize(
    ("start", "end", "kept"),
    [
        (at(4), at(6), (at(4), at(6))),
        (at(-9), at(6), (at(2), at(6))),
        (at(8), at(99), (at(8), at(10))),
        (at(6), at(4), None),
        (at(5), at(5), None),
        (at(-9), at(1), None),
        (at(11), at(12), None),
    ],
)
def test_a_gap_lies_within_what_has_passed_of_the_session(
    start: datetime, end: datetime, kept: tuple[datetime, datetime] | None
) -> None:
    play = two().at(2).does(NextItem()).at(10)
    answer = decide(play.state, SetGapAside(start, end), play.now)
    if kept is None:
        assert isinstance(answer, Refusal)
    else:
        assert answer == (GapSetAside(*kept),)


def test_before_the_start_there_is_no_gap() -> None:
    assert two().refuses(SetGapAside(at(-5), at(0))).sentence


def test_a_gap_can_be_settled_after_pausing_and_the_pause_stays_open() -> None:
    play = two().does(NextItem()).at(8).does(PauseClock()).at(9)
    assert play.refuses(SetGapAside(at(8), at(9))).sentence
    play.does(SetGapAside(at(3), at(6)))
    assert play.state.paused is not None
    assert play.state.paused.start == at(8)
    play.does(ResumeClock())
    assert [one.kind for one in play.state.pauses] == [PauseKind.GAP, PauseKind.PAUSE]


def test_points_are_ticked_and_unticked() -> None:
    play = two().does(NextItem(), TickPoint(1))
    assert play.item("opening").ticked == {1}
    play.does(TickPoint(0), TickPoint(1))
    assert play.item("opening").ticked == {0}
    for point in (-1, 2):
        assert play.refuses(TickPoint(point)).sentence


@pytest.mark.parametrize("act", [NextItem(), GoToItem("opening"), AddMinutes("opening", 60)])
def test_a_closed_session_stays_as_it_is(act: Intent) -> None:
    play = two().does(NextItem(), CloseSession())
    assert "re-open" in play.refuses(act).sentence

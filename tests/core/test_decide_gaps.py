"""Gaps and clock changes as intents: what is recorded, what is refused, what overlaps."""

from datetime import datetime

import pytest

from builders import Play, at, talk
from coreflect_tui.core.decide import decide
from coreflect_tui.core.decide.answer import Refusal
from coreflect_tui.core.events import GapCounted, GapNoticed, GapSetAside
from coreflect_tui.core.intents import (
    AnswerClockChange,
    CloseSession,
    CountGap,
    NextItem,
    NoticeClockChange,
    NoticeGap,
    PauseClock,
    ReopenSession,
    ResumeClock,
    SetGapAside,
    SetHardEnd,
)
from coreflect_tui.core.state import PauseKind, Span
from coreflect_tui.core.timing import item_seconds, session_seconds


def begun() -> Play:
    return Play(talk("opening", 10), talk("closing", 10)).at(2).does(NextItem()).at(10)


@pytest.mark.parametrize(
    ("start", "end", "kept"),
    [
        (at(4), at(6), Span(at(4), at(6))),
        (at(-9), at(6), Span(at(2), at(6))),
        (at(8), at(99), Span(at(8), at(10))),
        (at(6), at(4), None),
        (at(5), at(5, 30), None),
        (at(-9), at(2, 20), None),
        (at(11), at(12), None),
    ],
)
def test_a_gap_that_is_noticed_lies_in_what_has_passed(
    start: datetime, end: datetime, kept: Span | None
) -> None:
    play = begun()
    if kept is None:
        assert "Nothing was running" in play.refuses(NoticeGap(start, end)).sentence
    else:
        assert play.does(NoticeGap(start, end)).state.gap == kept


def test_time_that_stood_still_is_no_gap() -> None:
    play = begun().does(PauseClock(PauseKind.HOLD)).at(20).does(ResumeClock()).at(20, 20)
    play.refuses(NoticeGap(at(9, 50), at(20, 20)))
    play.does(NoticeGap(at(9), at(20, 20)))


def test_while_paused_a_gap_that_was_noticed_is_not_asked_about() -> None:
    play = begun().does(NoticeGap(at(4), at(6)), PauseClock())
    assert play.state.gap is None
    assert play.refuses(CountGap()).sentence
    assert play.does(ResumeClock()).state.gap == Span(at(4), at(6))


def test_after_closing_a_gap_is_asked_about_when_the_session_goes_on() -> None:
    play = begun().does(NoticeGap(at(4), at(6)), CloseSession())
    assert play.state.gap is None
    play.at(11).does(ReopenSession(), NextItem())
    assert play.state.gap == Span(at(4), at(6))


def test_the_same_time_is_asked_about_once() -> None:
    play = begun().does(NoticeGap(at(4), at(6)))
    play.refuses(NoticeGap(at(4), at(6)))
    play.does(NoticeGap(at(5), at(9)))
    assert play.state.gaps == (Span(at(4), at(6)), Span(at(6), at(9)))
    assert decide(play.state, CountGap(), play.now) == (GapCounted(at(4), at(6)),)


@pytest.mark.parametrize(
    ("start", "end", "left"),
    [
        (at(3), at(4), [(at(3), at(4))]),
        (at(3), at(5), [(at(3), at(4))]),
        (at(5), at(8), [(at(6), at(7))]),
        (at(3), at(9), [(at(3), at(4)), (at(6), at(7)), (at(8), at(9))]),
        (at(6), at(7), [(at(6), at(7))]),
        (at(4), at(6), []),
        (at(7, 10), at(7, 50), []),
    ],
)
def test_what_is_set_aside_already_is_not_set_aside_again(
    start: datetime, end: datetime, left: list[tuple[datetime, datetime]]
) -> None:
    play = begun().does(SetGapAside(at(7), at(8)), SetGapAside(at(4), at(6)))
    before = item_seconds(play.state, play.item("opening"), play.now)
    assert before == 300
    answer = decide(play.state, SetGapAside(start, end), play.now)
    if not left:
        assert isinstance(answer, Refusal)
        return
    assert answer == tuple(GapSetAside(*one) for one in left)
    play.does(SetGapAside(start, end))
    off = sum((stop - begin).total_seconds() for begin, stop in left)
    assert item_seconds(play.state, play.item("opening"), play.now) == before - off
    assert session_seconds(play.state, play.now) == before - off


def test_a_pause_that_a_gap_overlaps_counts_once() -> None:
    play = begun().does(PauseClock()).at(14).does(ResumeClock()).at(20)
    play.does(SetGapAside(at(12), at(16)))
    # Eighteen minutes since 2, without those from 10 to 16.
    assert item_seconds(play.state, play.item("opening"), play.now) == 12 * 60


@pytest.mark.parametrize(
    ("aside", "asked"),
    [
        ((at(4), at(6)), None),
        ((at(3), at(9)), None),
        ((at(5), at(7)), None),
        ((at(6), at(8)), Span(at(4), at(6))),
        ((at(3), at(4)), Span(at(4), at(6))),
    ],
)
def test_setting_time_aside_answers_for_the_gaps_in_it(
    aside: tuple[datetime, datetime], asked: Span | None
) -> None:
    play = begun().does(NoticeGap(at(4), at(6)), SetGapAside(*aside))
    assert play.state.gap == asked


def test_noticing_and_answering_a_gap_are_not_taken_back() -> None:
    assert not GapNoticed(at(1), at(2)).undoable
    assert not GapCounted(at(1), at(2)).undoable


@pytest.mark.parametrize("seconds", [0, 1, -1])
def test_a_nudge_of_the_clock_is_refused(seconds: int) -> None:
    assert "not set" in begun().refuses(NoticeClockChange(seconds)).sentence


@pytest.mark.parametrize(("change", "end"), [(180, at(17)), (-180, at(23)), (3600, at(-40))])
def test_a_hard_end_follows_a_clock_that_is_right_now(change: int, end: datetime) -> None:
    play = begun().does(NoticeClockChange(change), AnswerClockChange(shift_end=True))
    assert play.state.hard_end == end
    assert play.state.agreed_end == at(22)


def test_an_end_that_was_agreed_by_the_clock_follows_it_too() -> None:
    play = begun().does(SetHardEnd(at(30)), NoticeClockChange(120))
    play.does(AnswerClockChange(shift_end=True))
    assert (play.state.hard_end, play.state.agreed_end) == (at(28), at(28))


def test_an_end_is_left_when_the_clock_was_right_before() -> None:
    play = begun().does(SetHardEnd(at(30)), NoticeClockChange(120))
    play.does(AnswerClockChange(shift_end=False))
    assert (play.state.hard_end, play.state.agreed_end) == (at(30), at(30))
    assert play.state.clock_ahead == 0
    play.refuses(AnswerClockChange(shift_end=True))

"""An accepted fit is what was shown, and is refused once the session has moved on."""

from dataclasses import replace
from datetime import timedelta
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import START, Play, a_format, at, attendees, prepared_state, sharing, talk, topic_time
from coreflect_tui.core.decide import decide
from coreflect_tui.core.decide.answer import Refusal
from coreflect_tui.core.events import FitAccepted, HardEndSet, ItemPinned, TopicsShared
from coreflect_tui.core.fit import Fit, propose
from coreflect_tui.core.formats import NoteKind, Step
from coreflect_tui.core.history import fold
from coreflect_tui.core.intents import (
    AcceptFit,
    AddAttendee,
    AddMinutes,
    AddTopic,
    CloseSession,
    CorrectStart,
    GoToItem,
    InsertItem,
    Intent,
    LeaveOut,
    NextItem,
    PauseClock,
    PinItem,
    ResumeClock,
    SetHardEnd,
    TickPoint,
    WriteNote,
)
from coreflect_tui.core.state import SessionState, Span
from coreflect_tui.core.timing import expected_end, over, pace

MIN = 60


def optional(step: Step, drop: int) -> Step:
    return replace(step, drop=drop)


def protected(step: Step) -> Step:
    return replace(step, least=step.minutes, protected=True)


def behind() -> Play:
    """A session of 60 minutes, agreed and hard end at 60:00; at 14:00 the 10 minutes of the opening
    are over by 4, and 50 minutes are to come."""
    play = Play(
        talk("opening", 10, points=1),
        talk("discussion", 15),
        topic_time(22),
        optional(talk("extra", 4), 1),
        protected(talk("closing", 9)),
    )
    return play.does(NextItem()).at(14)


def allotments(play: Play) -> dict[str, float]:
    return {one.id: one.allotment / MIN for one in play.state.items if not one.left_out}


def shown(fit: Fit) -> dict[str, float]:
    return {row.id: row.then / MIN for row in fit.rows if row.then}


def test_what_was_shown_is_what_holds() -> None:
    play = behind()
    fit = propose(play.state, play.now)
    play.at(14, 12).does(AcceptFit(fit))
    # 46 minutes: 9 are protected; of 38 above the minimums 34 are left, as 14 to 21 to 3, which is
    # 12.5, 18.8 and 2.7.
    assert shown(fit) == {"discussion": 13, "topics": 20, "extra": 4, "closing": 9}
    assert allotments(play) == {"opening": 10} | shown(fit)
    assert [one.accepted for one in play.state.items] == [None, 780, 1200, 240, 540]
    assert play.state.agreed_end == play.state.hard_end == at(60)
    # Twelve seconds passed between showing and accepting, while the opening was over.
    assert pace(play.state, play.now) == over(play.state, play.now) == 12


def test_planned_and_by_hand_are_kept_beside_what_was_accepted() -> None:
    play = behind().does(AddMinutes("discussion", 2 * MIN))
    fit = propose(play.state, play.now)
    play.does(AcceptFit(fit))
    item = play.item("discussion")
    assert (item.item.planned, item.by_hand) == (15 * MIN, 17 * MIN)
    assert item.accepted == item.allotment == 60 * shown(fit)["discussion"] < 17 * MIN
    play.does(AddMinutes("discussion", 5 * MIN))
    assert play.item("discussion").accepted == item.accepted
    assert play.item("discussion").allotment == item.allotment + 5 * MIN


def test_items_are_left_out_and_brought_back_with_it() -> None:
    play = behind()
    play.state = replace(play.state, hard_end=at(25))
    # 11 minutes: the minimums are 1, 1, 1 and 9.
    fit = propose(play.state, play.now)
    play.does(AcceptFit(fit))
    assert allotments(play) == {"opening": 10, "discussion": 1, "topics": 1, "closing": 9}
    assert play.item("extra").left_out
    assert play.item("extra").allotment == 4 * MIN
    play.does(SetHardEnd(at(27)))
    fit = propose(play.state, play.now)
    play.does(AcceptFit(fit))
    assert not play.item("extra").left_out
    assert sum(allotments(play).values()) == 10 + 13
    assert play.item("extra").allotment == play.item("extra").accepted == 60 * shown(fit)["extra"]


def test_topics_share_what_their_item_gets() -> None:
    play = behind().does(AddTopic("Listening"), AddTopic("Mutuality"))
    assert [topic.allotment for topic in play.state.topics] == [11 * MIN, 11 * MIN]
    answer = decide(play.state, AcceptFit(propose(play.state, play.now)), play.now)
    assert isinstance(answer, tuple)
    assert [type(event) for event in answer] == [FitAccepted, TopicsShared]
    play.state = fold(play.state, answer)
    assert play.item("topics").allotment == 20 * MIN
    assert [topic.allotment for topic in play.state.topics] == [10 * MIN, 10 * MIN]


def test_a_later_end_is_taken_with_the_fit() -> None:
    play = behind()
    fit = propose(play.state, play.now, hard_end=at(62))
    answer = decide(play.state, AcceptFit(fit), play.now)
    assert isinstance(answer, tuple)
    assert [type(event) for event in answer] == [HardEndSet, FitAccepted]
    play.state = fold(play.state, answer)
    assert play.state.hard_end == play.state.agreed_end == at(62)
    assert over(play.state, play.now) == 0


def test_what_was_pinned_in_the_preview_is_pinned() -> None:
    play = behind().does(PinItem("discussion"))
    fit = propose(play.state, play.now, pins=frozenset({"topics"}))
    answer = decide(play.state, AcceptFit(fit), play.now)
    assert isinstance(answer, tuple)
    assert answer[:2] == (ItemPinned("discussion", pinned=False), ItemPinned("topics", pinned=True))
    play.state = fold(play.state, answer)
    assert [one.id for one in play.state.items if one.pinned] == ["topics"]
    assert play.item("topics").allotment == 22 * MIN


def test_before_the_start_the_agreed_end_is_left_to_the_start() -> None:
    play = Play(talk("a", 30), talk("b", 30)).at(6)
    play.does(AcceptFit(propose(play.state, play.now)))
    assert play.state.agreed_end is None
    assert allotments(play) == {"a": 27, "b": 27}
    play.at(7).does(NextItem())
    assert play.state.agreed_end == at(61)


MOVED_ON = [
    NextItem(),
    GoToItem("closing"),
    AddMinutes("opening", 60),
    AddMinutes("topics", -60),
    LeaveOut("extra"),
    InsertItem("Breath", 120),
    PinItem("discussion"),
    PauseClock(),
    SetHardEnd(at(70)),
    CorrectStart(12 * 60),
]


@pytest.mark.parametrize("act", MOVED_ON, ids=lambda act: type(act).__name__)
def test_it_is_refused_once_the_session_has_moved_on(act: Intent) -> None:
    play = behind()
    fit = propose(play.state, play.now)
    play.at(14, 5).does(act)
    assert play.refuses(AcceptFit(fit)).sentence == "Something changed since; look again."


def test_a_pause_that_came_and_went_is_a_change() -> None:
    play = behind()
    fit = propose(play.state, play.now)
    play.does(PauseClock()).at(15).does(ResumeClock())
    assert "look again" in play.refuses(AcceptFit(fit)).sentence


@pytest.mark.parametrize(
    "act",
    [TickPoint(0), AddAttendee("Kim"), WriteNote(NoteKind.REMINDER, "Drink"), AddTopic("A")],
    ids=lambda act: type(act).__name__,
)
def test_what_has_nothing_to_do_with_it_leaves_it_standing(act: Intent) -> None:
    play = behind()
    fit = propose(play.state, play.now)
    play.at(14, 5).does(act, AcceptFit(fit))
    assert allotments(play) == {"opening": 10} | shown(fit)


def test_a_fit_is_accepted_once() -> None:
    play = behind()
    fit = propose(play.state, play.now)
    play.does(AcceptFit(fit))
    assert "look again" in play.refuses(AcceptFit(fit)).sentence
    again = propose(play.state, play.now)
    assert play.refuses(AcceptFit(again)).sentence == "There is nothing to change."


def test_what_does_not_fit_is_refused_with_its_minutes_and_ways_out() -> None:
    play = behind().does(SetHardEnd(at(22)))
    fit = propose(play.state, play.now)
    # 8 minutes for minimums of 1, 1 and 9.
    assert play.refuses(AcceptFit(fit)).sentence == (
        "It does not fit by 3 min; end later, or shorten an item by hand."
    )
    later = propose(play.state, play.now, hard_end=fit.later_end)
    play.does(AcceptFit(later))
    assert play.state.hard_end == expected_end(play.state, play.now) == at(25)


def test_what_passes_the_end_by_less_than_a_minute_is_on_time() -> None:
    play = behind().does(SetHardEnd(at(24, 15)))
    fit = propose(play.state, play.now)
    assert fit.deficit == MIN
    play.does(AcceptFit(fit))
    assert over(play.state, play.now) == 45
    assert pace(play.state, play.now) == 45


def test_a_closed_session_takes_no_fit() -> None:
    play = behind()
    fit = propose(play.state, play.now)
    play.does(CloseSession())
    assert "re-open" in play.refuses(AcceptFit(fit)).sentence


@pytest.mark.parametrize(
    ("act", "word"),
    [
        (PinItem("nowhere"), "not on the agenda"),
        (PinItem("opening"), "not to come"),
        (PinItem("closing"), "protected"),
        (PinItem("topics", pinned=False), "Nothing changed"),
    ],
)
def test_pins_that_cannot_be_say_why(act: Intent, word: str) -> None:
    assert word in behind().refuses(act).sentence


def test_a_pin_is_set_and_taken_back() -> None:
    play = behind().does(PinItem("topics"))
    assert play.item("topics").pinned
    assert "Nothing changed" in play.refuses(PinItem("topics")).sentence
    play.does(PinItem("topics", pinned=False))
    assert not play.item("topics").pinned


# --- any agenda ----------------------------------------------------------------------------------


class Row(NamedTuple):
    minutes: int
    least: int
    more: int
    kind: str
    by_hand: int


ROWS = st.lists(
    st.builds(
        Row,
        st.integers(1, 25),
        st.integers(1, 8),
        st.integers(0, 20),
        st.sampled_from(["talk", "talk", "round", "topics", "protected", "optional", "optional"]),
        st.sampled_from([0, 0, 0, 90, -45, 7]),
    ),
    min_size=1,
    max_size=8,
)


def _step(index: int, row: Row) -> Step:
    step = Step(f"s{index}", f"S{index}", row.minutes, min(row.least, row.minutes), row.more)
    if row.kind == "round":
        return replace(sharing(step.id, row.minutes), least=step.least, most=row.more)
    if row.kind == "topics":
        return replace(topic_time(row.minutes), id=step.id, least=step.least, most=row.more)
    return replace(
        step,
        protected=row.kind == "protected",
        drop=100 - index if row.kind == "optional" else None,
    )


@st.composite
def sessions(draw: st.DrawFn) -> Play:
    """A session in its first item, some minutes set by hand, with any hard end."""
    rows = draw(ROWS)
    play = Play(talk("first", 5), *(_step(index, row) for index, row in enumerate(rows)))
    play.does(NextItem())
    for index, row in enumerate(rows):
        if row.by_hand and row.minutes > 2:
            play.does(AddMinutes(f"s{index}", row.by_hand))
    if any(row.kind == "topics" for row in rows):
        play.does(*(AddTopic(f"Topic {number}") for number in range(draw(st.integers(0, 3)))))
    play.at(0, draw(st.integers(0, 900)))
    change = timedelta(seconds=draw(st.integers(-2400, 1800)))
    play.state = replace(play.state, hard_end=expected_end(play.state, play.now) + change)
    return play


@settings(max_examples=1500)
@given(play=sessions(), waited=st.integers(0, 20))
def test_any_accepted_fit_is_what_was_shown_and_asking_again_changes_nothing(
    play: Play, waited: int
) -> None:
    before = play.state
    fit = propose(before, play.now)
    assert fit == propose(before, play.now)
    answer = decide(before, AcceptFit(fit), play.now)
    if isinstance(answer, Refusal):
        assert not fit.changes or fit.deficit > 0
        return
    assert decide(before, AcceptFit(fit), play.now + timedelta(seconds=waited))[0] == answer[0]  # type: ignore[index]
    after = fold(before, answer)
    for row in fit.rows:
        item = after.item(row.id)
        assert item
        assert item.left_out is (row.then == 0)
        if row.then:
            assert item.allotment == item.accepted == row.then
    assert expected_end(after, play.now) == fit.ends_at
    assert abs(pace(after, play.now)) <= MIN
    again = propose(after, play.now)
    assert not again.changes
    assert (again.deficit, again.in_hand) == (0, fit.in_hand)
    assert_topics_share(before, after)


def assert_topics_share(before: SessionState, after: SessionState) -> None:
    item = after.topic_item
    if item and after.topics and not item.left_out:
        shares = [topic.allotment for topic in after.topics]
        assert sum(shares) == item.allotment // 30 * 30
        assert min(shares) >= 60 or item.allotment < 60 * len(shares)
    else:
        assert after.topics == before.topics


ACTS = st.one_of(
    st.just(NextItem(leaving=True)),
    st.builds(AddMinutes, st.sampled_from(["first", "s0", "s1"]), st.integers(-300, 300)),
    st.builds(LeaveOut, st.sampled_from(["s0", "s1", "s2"])),
    st.builds(PinItem, st.sampled_from(["s0", "s1", "s2"])),
    st.builds(InsertItem, st.just("Breath"), st.integers(60, 600)),
    st.builds(SetHardEnd, st.integers(20, 90).map(at)),
    st.builds(CorrectStart, st.integers(0, 1200)),
    st.just(PauseClock()),
)


@settings(max_examples=1000)
@given(play=sessions(), act=ACTS)
def test_any_fit_is_refused_once_something_it_rests_on_changed(play: Play, act: Intent) -> None:
    fit = propose(play.state, play.now)
    answer = decide(play.state, act, play.now)
    # The end that stands already, agreed anew, changes none of the numbers.
    if isinstance(answer, Refusal) or act == SetHardEnd(play.state.hard_end):
        return
    play.state = fold(play.state, answer)
    assert "look again" in play.refuses(AcceptFit(fit)).sentence


def test_a_late_visit_is_part_of_what_it_rests_on() -> None:
    state = prepared_state(a_format(talk("a", 10), talk("b", 10)), attendees(3))
    running = replace(state.items[0], visits=(Span(START),))
    state = replace(state, items=(running, state.items[1]), began=START)
    moved = replace(running, visits=(Span(START - timedelta(minutes=3)),))
    assert (
        propose(state, at(5)).basis
        != propose(replace(state, items=(moved, state.items[1])), at(5)).basis
    )

"""Undo and redo of an accepted fit, at the level of a session: all it changed, and exactly."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from builders import START, a_format, at, attendees, ids, preparation, talk, topic_time
from coreflect_tui.clock import FastClock
from coreflect_tui.core.decide.answer import Refusal
from coreflect_tui.core.fit import Fit, propose
from coreflect_tui.core.history import replay
from coreflect_tui.core.intents import (
    AcceptFit,
    AddMinutes,
    AddTopic,
    Intent,
    LeaveOut,
    NextItem,
    PinItem,
    SetHardEnd,
)
from coreflect_tui.core.state import SessionState
from coreflect_tui.core.timing import over, pace
from coreflect_tui.session import Session
from coreflect_tui.store.database import Database
from coreflect_tui.store.journal import Journal

FORMAT = a_format(talk("opening", 10), talk("talk", 20), topic_time(20), talk("closing", 10))


class Table:
    """A session on disk, 12 minutes into an opening of 10 that began 3 minutes late; the talk has
    21 minutes by hand and two topics share 20."""

    def __init__(self, journal: Journal) -> None:
        self.journal = journal
        self.clock = FastClock(START, 0, real=lambda: 0.0)
        self.session = Session.begin(preparation(FORMAT, attendees(3)), journal, self.clock, ids())
        self.clock.advance(180)
        self.does(NextItem(), AddMinutes("talk", 60), AddTopic("Power"), AddTopic("Trust"))
        self.clock.advance(12 * 60)

    def does(self, *intents: Intent) -> None:
        for intent in intents:
            refusal = self.session.dispatch(intent)
            assert refusal is None, refusal.sentence

    def undo(self) -> None:
        assert not isinstance(self.session.undo(), Refusal)

    def redo(self) -> None:
        assert not isinstance(self.session.redo(), Refusal)

    def fit(self, pins: frozenset[str] | None = None, later: int = 0) -> Fit:
        state = self.state
        end = at(60 + later) if later else None
        return propose(state, self.clock.now().session, pins=pins, hard_end=end)

    @property
    def state(self) -> SessionState:
        return self.session.state

    @property
    def minutes(self) -> dict[str, float]:
        return {item.id: item.allotment / 60 for item in self.state.items}

    def behind(self) -> tuple[float, float]:
        """Pace and over, in minutes."""
        now = self.clock.now().session
        return pace(self.state, now) / 60, over(self.state, now) / 60

    def stored(self) -> SessionState:
        """What a program that starts now would find."""
        return replay(self.journal.load("s1")).state


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    database = Database(tmp_path)
    yield Table(Journal(database))
    database.close()


def test_undo_gives_minutes_and_the_agreed_end_back_and_redo_takes_them_again(
    table: Table,
) -> None:
    before = table.state
    assert table.minutes == {"opening": 10, "talk": 21, "topics": 20, "closing": 10}
    # It began at 3 with 61 minutes, agreed 63 before the minute by hand; 15 + 51 is 66.
    assert (before.agreed_end, before.end_settled) == (at(63), False)
    assert table.behind() == (3, 6)
    table.does(AcceptFit(table.fit()))
    after = table.state
    # 45 are left for 51. Beside a minute for each, 42 are shared as 20 to 19 to 9: 17.5, 16.6, 7.9.
    assert table.minutes == {"opening": 10, "talk": 18, "topics": 18, "closing": 9}
    assert [topic.allotment for topic in after.topics] == [9 * 60, 9 * 60]
    assert (after.agreed_end, after.end_settled) == (at(60), True)
    assert table.behind() == (0, 0)

    for _ in range(2):
        table.undo()
        assert table.state == before
        assert table.stored() == before
        assert table.behind() == (3, 6)
        assert [item.accepted for item in table.state.items] == [None] * 4
        talk_item = table.state.item("talk")
        assert talk_item
        assert talk_item.by_hand == 21 * 60
        table.redo()
        assert table.state == after
        assert table.stored() == after


def test_time_that_went_on_in_between_does_not_change_what_comes_back(table: Table) -> None:
    table.does(AcceptFit(table.fit()))
    after = table.state
    table.clock.advance(240)
    table.undo()
    assert table.behind() == (7, 10)
    table.clock.advance(60)
    table.redo()
    assert table.state == after
    assert table.behind() == (5, 5)


def test_a_later_end_and_pins_taken_with_the_fit_go_with_it(table: Table) -> None:
    before = table.state
    table.does(AcceptFit(table.fit(pins=frozenset({"talk"}), later=4)))
    after = table.state
    assert (after.hard_end, after.agreed_end) == (at(64), at(64))
    assert [item.id for item in after.items if item.pinned] == ["talk"]
    assert table.minutes["talk"] == 21
    table.undo()
    assert table.state == before
    assert table.state.hard_end == at(60)
    table.redo()
    assert table.state == after == table.stored()


def test_an_end_settled_before_the_fit_is_agreed_again_after_undo(table: Table) -> None:
    table.does(SetHardEnd(at(62)))
    assert table.state.agreed_end == at(62)
    table.does(LeaveOut("talk"), PinItem("closing"))
    before = table.state
    table.does(AcceptFit(table.fit()))
    assert table.state.agreed_end is not None
    table.undo()
    assert table.state == before
    assert (table.state.agreed_end, table.state.hard_end) == (at(62), at(62))


def test_a_fit_shown_before_is_refused_after_the_session_moved_on_and_holds_after_undo(
    table: Table,
) -> None:
    fit = table.fit()
    table.does(AddMinutes("topics", 60))
    before = table.state
    refusal = table.session.dispatch(AcceptFit(fit))
    assert refusal
    assert refusal.sentence == "Something changed since; look again."
    assert table.state is before
    table.undo()
    # All that it rests on is again as it was.
    assert table.session.dispatch(AcceptFit(fit)) is None


def test_what_comes_after_undo_leaves_nothing_of_the_fit(table: Table) -> None:
    table.does(AcceptFit(table.fit()))
    table.undo()
    table.does(AddMinutes("talk", -60))
    assert not table.session.can_redo
    assert table.minutes == {"opening": 10, "talk": 20, "topics": 20, "closing": 10}
    assert table.state.agreed_end == at(63)

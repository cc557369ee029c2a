"""Undo and redo over stored decisions: linear, exact, and around what cannot be undone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import pytest

from builders import a_format, at, attendees, ids, preparation, talk, topic_time
from coreflect_tui.core.decide import decide
from coreflect_tui.core.decide.answer import Refusal
from coreflect_tui.core.decision import Decision, Moment
from coreflect_tui.core.events import Event, NoteWritten, Redone, RoomClosed, Undone
from coreflect_tui.core.formats import NoteKind
from coreflect_tui.core.history import History, last_undoable, record, replay
from coreflect_tui.core.intents import (
    CloseRoom,
    CloseSession,
    Intent,
    NextItem,
    OpenRoom,
    PauseClock,
    RecordOutcomes,
    RemoveNote,
    ResumeClock,
    SetGapAside,
    WriteNote,
)
from coreflect_tui.core.state import PauseKind, Span, WrittenFile
from coreflect_tui.core.struck import without_struck
from coreflect_tui.core.timing import item_seconds

FILE = WrittenFile("harvest", "group/harvest.md", "0" * 64)


class Tape:
    """Decisions as they would be stored, and the history that each of them led to."""

    def __init__(self) -> None:
        self._new_id = ids()
        fmt = a_format(talk("opening", 10), topic_time(10), talk("closing", 10))
        self.decisions = [self._decision(at(-5), *preparation(fmt, attendees(3)))]
        self.history: History = replay(self.decisions)

    def act(self, intent: Intent, minute: float) -> Decision:
        events = decide(self.history.state, intent, at(minute))
        assert not isinstance(events, Refusal), events.sentence
        return self._record(at(minute), *events)

    def undo(self, minute: float) -> Decision:
        last = last_undoable(self.history)
        assert last
        self._record(at(minute), Undone(last.id))
        return last

    def redo(self, minute: float) -> Decision:
        back = self.history.undone[-1]
        self._record(at(minute), Redone(back.id))
        return back

    def _record(self, when: datetime, *events: Event) -> Decision:
        decision = self._decision(when, *events)
        self.decisions.append(decision)
        self.history = record(self.history, decision)
        return decision

    def _decision(self, when: datetime, *events: Event) -> Decision:
        return Decision(self._new_id(), Moment(when, when, 3600, 0.0, "boot"), events)


def test_undo_restores_each_state_before_and_redo_each_state_after() -> None:
    tape = Tape()
    states = [tape.history.state]
    acts: tuple[Intent, ...] = (
        NextItem(),
        WriteNote(NoteKind.INTENTION, "Listen"),
        CloseRoom(),
        NextItem(),
        PauseClock(),
        ResumeClock(),
        CloseSession(),
    )
    for minute, act in enumerate(acts):
        tape.act(act, minute)
        states.append(tape.history.state)
    for state in reversed(states[:-1]):
        tape.undo(20)
        assert tape.history.state == state
    assert last_undoable(tape.history) is None
    for state in states[1:]:
        tape.redo(30)
        assert tape.history.state == state
    assert tape.history.undone == ()
    assert replay(tape.decisions).state == tape.history.state


def test_a_running_item_brought_back_keeps_its_original_start() -> None:
    tape = Tape()
    tape.act(NextItem(), 0)
    tape.act(NextItem(), 8)
    tape.undo(9)
    running = tape.history.state.running
    assert running
    assert (running.id, running.visits) == ("opening", (Span(at(0)),))
    assert item_seconds(tape.history.state, running, at(9)) == 9 * 60


def test_undo_goes_back_decision_by_decision_and_never_to_the_preparation() -> None:
    tape = Tape()
    first, second = tape.act(NextItem(), 0), tape.act(CloseRoom(), 1)
    assert [tape.undo(2), tape.undo(3)] == [second, first]
    assert last_undoable(tape.history) is None
    assert [one.id for one in tape.history.undone] == [second.id, first.id]


def test_a_new_decision_clears_redo() -> None:
    tape = Tape()
    tape.act(NextItem(), 0)
    tape.act(CloseRoom(), 1)
    tape.undo(2)
    tape.act(WriteNote(NoteKind.HARVEST, "Warmth"), 3)
    assert tape.history.undone == ()
    assert tape.history.state.room_closed is None
    assert replay(tape.decisions).undone == ()


@pytest.mark.parametrize(
    ("act", "again"),
    [
        (SetGapAside(at(1), at(2)), SetGapAside(at(4), at(5))),
        (RecordOutcomes((FILE,)), RecordOutcomes((FILE,))),
    ],
)
def test_what_cannot_be_undone_stays_and_leaves_redo(act: Intent, again: Intent) -> None:
    tape = Tape()
    begun, closed = tape.act(NextItem(), 0), tape.act(CloseRoom(), 3)
    tape.act(act, 4)
    state = tape.history.state
    assert tape.undo(5) == closed
    assert tape.history.state.room_closed is None
    assert (tape.history.state.pauses, tape.history.state.written) == (
        state.pauses,
        state.written,
    )
    tape.act(again, 6)
    assert tape.history.undone == (closed,)
    assert tape.redo(7) == closed
    assert tape.history.state.room_closed == at(3)
    assert len(tape.history.state.pauses) + len(tape.history.state.written) == 2
    assert tape.undo(8) == closed
    assert tape.undo(9) == begun
    assert last_undoable(tape.history) is None
    assert replay(tape.decisions).state == tape.history.state


def test_a_gap_survives_undo_and_redo_of_the_pause_under_it() -> None:
    tape = Tape()
    tape.act(NextItem(), 0)
    tape.act(PauseClock(), 1)
    tape.act(ResumeClock(), 2)
    tape.act(SetGapAside(at(4), at(6)), 7)
    before = tape.history.state
    tape.undo(8)
    paused = tape.history.state.paused
    assert paused
    assert (paused.start, paused.kind) == (at(1), PauseKind.PAUSE)
    tape.redo(9)
    after = tape.history.state
    assert set(after.pauses) == set(before.pauses)
    opening = after.item("opening")
    assert opening
    assert item_seconds(after, opening, at(10)) == 7 * 60


def test_undo_of_closing_after_files_were_written_opens_the_session_and_keeps_the_record() -> None:
    tape = Tape()
    tape.act(NextItem(), 0)
    closing = tape.act(CloseSession(), 5)
    tape.act(RecordOutcomes((FILE,)), 6)
    assert tape.undo(7) == closing
    assert tape.history.state.closed is None
    assert tape.history.state.written == (FILE,)
    running = tape.history.state.running
    assert running
    assert running.visits == (Span(at(0)),)


def test_the_records_of_files_keep_their_order_through_undo_and_redo() -> None:
    tape = Tape()
    tape.act(CloseSession(), 5)
    for name in ("a.md", "b.md", "c.md"):
        tape.act(RecordOutcomes((WrittenFile("harvest", name, "0" * 64),)), 6)
    tape.undo(7)
    assert [one.path for one in tape.history.state.written] == ["a.md", "b.md", "c.md"]
    tape.redo(8)
    assert [one.path for one in tape.history.state.written] == ["a.md", "b.md", "c.md"]


def test_the_undo_of_a_decision_that_does_not_hold_changes_nothing() -> None:
    tape = Tape()
    tape.act(NextItem(), 0)
    before = tape.history
    when = Moment(at(1), at(1), 0, 0.0, "boot")
    for event in (Undone("unknown"), Redone("unknown"), Redone(tape.decisions[-1].id)):
        assert record(before, Decision("x", when, (event,))) == before


def test_a_history_begins_with_a_preparation() -> None:
    when = Moment(at(0), at(0), 0, 0.0, "boot")
    with pytest.raises(ValueError, match="preparation"):
        replay([])
    with pytest.raises(ValueError, match="preparation"):
        replay([Decision("x", when, (RoomClosed(at(0)),))])


def test_a_preparation_may_come_with_more() -> None:
    """Carrying notes over from a last session belongs to preparing."""
    when = Moment(at(0), at(0), 0, 0.0, "boot")
    note = NoteWritten("n1", NoteKind.REMINDER, "From last time", at(0), None, None)
    events = (*preparation(a_format(talk("opening", 5)), attendees(2)), note)
    history = replay([Decision("x", when, events)])
    assert [one.text for one in history.state.notes] == ["From last time"]
    assert last_undoable(history) is None


def test_a_long_session_is_replayed_and_undone_without_deep_recursion() -> None:
    tape = Tape()
    for _ in range(3_000):
        tape.act(CloseRoom(), 1)
        tape.act(OpenRoom(), 1)
    tape.undo(2)
    again = replay(tape.decisions)
    assert again.state == tape.history.state
    assert again.state.room_closed == at(1)
    assert [one.id for one in again.undone] == [one.id for one in tape.history.undone]


class Unread(tuple[object, ...]):
    """Notes or topics that nobody may go through."""

    __slots__ = ()

    def __iter__(self) -> Iterator[object]:
        raise AssertionError("with thousands of notes it takes seconds to go on with a session")


def test_a_replay_goes_through_the_notes_for_what_is_about_one_alone() -> None:
    tape = Tape()
    tape.act(NextItem(), 0)
    tape.act(WriteNote(NoteKind.TAKEAWAY, "one"), 1)
    state = replace(tape.history.state, notes=Unread(), topics=Unread())  # type: ignore[arg-type]
    for decision in tape.decisions[1:]:
        assert without_struck(decision, state) == decision
    tape.act(RemoveNote("n1"), 2)
    with pytest.raises(AssertionError, match="thousands"):
        without_struck(tape.decisions[-1], state)

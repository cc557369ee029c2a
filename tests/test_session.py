"""Session: saved first, then shown; without a disk it goes on, says so, and saves later."""

import sqlite3
from collections.abc import Callable, Iterable
from itertools import takewhile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import START, a_format, at, attendees, ids, preparation, sharing, talk
from coreflect_tui.clock import FastClock
from coreflect_tui.core.decide.answer import Refusal
from coreflect_tui.core.decision import Decision
from coreflect_tui.core.formats import NoteKind
from coreflect_tui.core.history import replay
from coreflect_tui.core.intents import (
    CloseRoom,
    NextItem,
    NoticeGap,
    OpenRoom,
    PauseClock,
    ResumeClock,
    WriteNote,
)
from coreflect_tui.core.state import SessionState, Span
from coreflect_tui.core.striking import Place, without_words
from coreflect_tui.core.summary import Summary, summarise
from coreflect_tui.saving import Journal
from coreflect_tui.session import Session
from coreflect_tui.store import Store
from coreflect_tui.store.database import Database
from coreflect_tui.store.errors import SequenceMoved, StoreError
from coreflect_tui.store.journal import Journal as StoreJournal

FORMAT = a_format(talk("opening", 10), sharing("round", 10), talk("closing", 10))


def still_clock() -> FastClock:
    return FastClock(START, 0, real=lambda: 0.0, offset=3600)


def begin(journal: Journal, clock: FastClock | None = None) -> Session:
    return Session.begin(preparation(FORMAT, attendees(3)), journal, clock or still_clock(), ids())


def note(number: int) -> WriteNote:
    return WriteNote(NoteKind.TAKEAWAY, f"Takeaway {number}")


def acts_unsaved(session: Session) -> int:
    return session.unsaved.acts if session.unsaved else 0


def another_program(database: Database) -> sqlite3.Connection:
    """One that is in the middle of writing, and goes on with it until it is closed."""
    database.connect().execute("PRAGMA busy_timeout = 0")
    conn = sqlite3.connect(database.path, isolation_level=None)
    conn.execute("BEGIN IMMEDIATE")
    return conn


class Memory:
    """A journal in memory that keeps to the store's contract; `plan` says how each append goes:
    "ok", "refused", or "lost", which is stored and raises all the same."""

    def __init__(self) -> None:
        self.stored: list[Decision] = []
        self.summaries: list[Summary] = []
        self.plan: list[str] = []
        self.before_append: Callable[[], None] = lambda: None
        self.aside: list[tuple[Decision, ...]] = []
        # What became of the file, and how each try goes to keep the session from the first act on.
        self.lost: StoreError | None = None
        self.whole_plan: list[str] = []

    def append(self, session: str, expected_seq: int, decision: Decision, summary: Summary) -> int:
        self.before_append()
        if self.lost:
            raise self.lost
        how = self.plan.pop(0) if self.plan else "ok"
        if how == "refused":
            raise StoreError("the disk is full")
        if len(self.stored) == expected_seq + 1 and self.stored[-1].id == decision.id:
            return expected_seq + 1
        if len(self.stored) != expected_seq:
            raise SequenceMoved(session, expected_seq, len(self.stored))
        self.stored.append(decision)
        self.summaries.append(summary)
        if how == "lost":
            raise StoreError("a disk error")
        return expected_seq + 1

    def keep_whole(self, session: str, decisions: tuple[Decision, ...], summary: Summary) -> None:
        if self.whole_plan and self.whole_plan.pop(0) == "refused":
            raise StoreError("the disk is full")
        pairs = zip(self.stored, decisions, strict=False)
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        if same < len(self.stored):
            raise SequenceMoved(session, same, len(self.stored))
        self.stored, self.lost = list(decisions), None
        self.summaries.append(summary)

    def look(self, session: str, decisions: tuple[Decision, ...], *, closely: bool) -> None:
        assert all(one.session == session for one in self.summaries), closely
        if self.lost or self.stored != list(decisions):
            raise self.lost or SequenceMoved(session, len(decisions), len(self.stored))

    def put_aside(self, session: str, decisions: tuple[Decision, ...]) -> str:
        if self.plan and self.plan.pop(0) == "refused":
            raise StoreError("the disk is full")
        self.aside.append(decisions)
        return f"unsaved-{session}"

    def drop_aside(self, session: str, decisions: tuple[Decision, ...]) -> None:
        assert decisions[0].events[0], session
        self.aside.clear()

    def strike(self, session: str, places: Iterable[Place]) -> None:
        if self.plan and self.plan.pop(0) == "refused":
            raise StoreError("the disk is full")
        struck = frozenset(places)
        assert all(one.session == session for one in self.summaries)
        self.stored = [without_words(one, struck) for one in self.stored]


@pytest.fixture
def memory() -> Memory:
    return Memory()


# --- one way through it --------------------------------------------------------------------------


def test_an_act_is_saved_before_it_is_shown(memory: Memory) -> None:
    session = begin(memory)
    seen: list[SessionState] = []
    memory.before_append = lambda: seen.append(session.state)
    before = session.state
    assert session.dispatch(NextItem()) is None
    assert seen == [before]
    assert session.state.running is not None
    assert session.unsaved is None


def test_each_decision_has_its_own_id_the_moment_and_the_summary_after_it(
    memory: Memory,
) -> None:
    clock = still_clock()
    session = begin(memory, clock)
    clock.advance(60)
    session.dispatch(NextItem())
    clock.advance(60)
    session.undo()
    assert len({one.id for one in memory.stored}) == 3
    assert [one.moment.session for one in memory.stored] == [at(0), at(1), at(2)]
    assert [one.began for one in memory.summaries] == [None, at(1), None]
    assert memory.summaries[-1] == summarise(session.state, at(2))


def test_a_refused_act_leaves_nothing_behind(memory: Memory) -> None:
    session = begin(memory)
    before = session.state
    assert isinstance(session.dispatch(OpenRoom()), Refusal)
    assert session.state is before
    assert len(memory.stored) == 1


def test_undo_and_redo_say_what_they_took_and_when_there_is_nothing(memory: Memory) -> None:
    session = begin(memory)
    assert not session.can_undo
    assert isinstance(session.undo(), Refusal)
    assert isinstance(session.redo(), Refusal)
    session.dispatch(CloseRoom())
    closed = memory.stored[-1]
    assert (session.can_undo, session.can_redo) == (True, False)
    assert session.undo() == closed
    assert (session.can_undo, session.can_redo) == (False, True)
    assert session.redo() == closed
    assert session.state.room_closed == at(0)
    assert len(memory.stored) == 4
    assert replay(memory.stored).state == session.state


def test_a_session_goes_on_after_a_restart_with_its_undo(tmp_path: Path) -> None:
    database = Database(tmp_path / "data")
    session = begin(StoreJournal(database))
    session.dispatch(NextItem())
    session.dispatch(note(1))
    session.undo()
    database.close()

    journal = StoreJournal(Database(tmp_path / "data"))
    numbers = ids()
    later = [numbers() for _ in range(20)][-1]
    again = Session(journal.load("s1"), journal, still_clock(), lambda: later)
    assert again.state == session.state
    assert again.unsaved is None
    redone = again.redo()
    assert isinstance(redone, Decision)
    assert [one.text for one in again.state.notes] == ["Takeaway 1"]
    assert replay(journal.load("s1")).state == again.state
    assert Store(tmp_path / "data").summaries.newest() == (summarise(again.state, at(0)),)


# --- unsaved -------------------------------------------------------------------------------------


def test_without_a_folder_the_session_goes_on_and_saves_everything_later(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.write_text("in the way")
    journal = StoreJournal(Database(folder))
    clock = still_clock()
    session = begin(journal, clock)
    for number in range(3):
        clock.advance(60)
        assert session.dispatch(note(number)) is None
    unsaved = session.unsaved
    assert unsaved is not None
    assert (unsaved.since, unsaved.acts) == (at(0), 4)
    assert unsaved.reason == "there is a file where the folder should be"
    assert len(session.state.notes) == 3

    session.save_waiting()
    assert session.unsaved == unsaved

    folder.unlink()
    session.save_waiting()
    assert acts_unsaved(session) == 0
    stored = journal.load("s1")
    assert [one.moment.session for one in stored] == [at(0), at(1), at(2), at(3)]
    assert replay(stored).state == session.state


def test_the_next_act_retries_too_and_undo_works_meanwhile(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    database = Database(folder)
    journal = StoreJournal(database)
    clock = still_clock()
    session = begin(journal, clock)
    session.dispatch(NextItem())
    other = another_program(database)
    clock.advance(30)
    session.dispatch(note(1))
    session.dispatch(note(2))
    session.undo()
    unsaved = session.unsaved
    assert unsaved is not None
    assert (unsaved.since, unsaved.acts) == (at(0, 30), 3)
    assert [one.text for one in session.state.notes] == ["Takeaway 1"]
    other.close()
    session.dispatch(note(3))
    assert session.unsaved is None
    assert [one.text for one in session.state.notes] == ["Takeaway 1", "Takeaway 3"]
    stored = journal.load("s1")
    assert len(stored) == 6
    assert replay(stored).state == session.state


def test_another_window_keeps_acts_waiting_and_discards_nothing(tmp_path: Path) -> None:
    journal = StoreJournal(Database(tmp_path / "data"))
    session = begin(journal)
    other = Session(journal.load("s1"), journal, still_clock(), lambda: "other")
    other.dispatch(CloseRoom())
    session.dispatch(note(1))
    unsaved = session.unsaved
    assert unsaved is not None
    assert "another window" in unsaved.reason
    assert not unsaved.trying
    session.save_waiting()
    assert session.unsaved == unsaved
    session.dispatch(note(2))
    assert acts_unsaved(session) == 2
    assert [one.text for one in session.state.notes] == ["Takeaway 1", "Takeaway 2"]
    assert replay(journal.load("s1")).state == other.state
    (file,) = (tmp_path / "data").glob("unsaved-*.json")
    assert file.name in unsaved.reason
    assert all(words in file.read_text("utf-8") for words in ("Takeaway 1", "Takeaway 2"))


def test_what_another_window_outran_is_put_aside_once_and_the_store_left_alone(
    memory: Memory,
) -> None:
    session = begin(memory)
    memory.stored.append(Decision("other", session.now(), ()))
    tries: list[int] = []
    memory.before_append = lambda: tries.append(1)
    memory.plan = ["ok", "refused"]
    session.dispatch(note(1))
    assert session.unsaved
    assert "disk is full" in session.unsaved.reason
    for _ in range(3):
        session.save_waiting()
    session.dispatch(note(2))
    assert len(tries) == 1
    assert [len(one) for one in memory.aside] == [1, 2]
    elsewhere = Memory()
    session.move(elsewhere)
    session.dispatch(note(3))
    assert acts_unsaved(session) == 0
    assert len(memory.aside) == 2
    assert replay(elsewhere.stored).state == session.state


def test_a_session_moves_as_it_is_here_whatever_another_window_did(tmp_path: Path) -> None:
    journal = StoreJournal(Database(tmp_path / "data"))
    session = begin(journal)
    numbers = iter(("another", "and another"))
    other = Session(journal.load("s1"), journal, still_clock(), lambda: next(numbers))
    other.dispatch(NextItem())
    other.dispatch(NextItem())
    for intent in (NextItem(), NextItem(), CloseRoom()):
        session.dispatch(intent)
    elsewhere = StoreJournal(Database(tmp_path / "elsewhere"))
    session.move(elsewhere)
    session.dispatch(note(1))
    assert session.unsaved is None
    assert replay(elsewhere.load("s1")).state == session.state
    assert replay(journal.load("s1")).state == other.state


def test_a_commit_that_raised_and_took_effect_is_not_stored_twice(memory: Memory) -> None:
    session = begin(memory)
    memory.plan = ["lost", "refused"]
    session.dispatch(note(1))
    assert acts_unsaved(session) == 1
    session.dispatch(note(2))
    assert acts_unsaved(session) == 2
    session.save_waiting()
    assert acts_unsaved(session) == 0
    assert len(memory.stored) == 3
    assert replay(memory.stored).state == session.state


@given(st.lists(st.lists(st.sampled_from(["ok", "refused", "lost"]), max_size=4), max_size=12))
def test_however_the_disk_fails_every_act_is_kept_once_and_in_order(plans: list[list[str]]) -> None:
    memory = Memory()
    clock = still_clock()
    session = begin(memory, clock)
    for number, plan in enumerate(plans):
        clock.advance(1)
        memory.plan = plan
        assert session.dispatch(note(number)) is None
        memory.plan = plan[::-1]
        session.save_waiting()
        unsaved = session.unsaved
        stored = [one.moment.session for one in memory.stored]
        assert stored == [at(0, second) for second in range(len(stored))]
        if unsaved is None:
            assert len(memory.stored) == number + 2
        else:
            # What the disk kept and raised about is still counted: nobody has seen it confirmed.
            assert unsaved.acts + len(memory.stored) in (number + 2, number + 3)
    memory.plan = []
    session.save_waiting()
    assert session.unsaved is None
    assert [one.moment.session for one in memory.stored] == [
        at(0, second) for second in range(len(plans) + 1)
    ]
    assert replay(memory.stored).state == session.state


def test_a_session_that_is_not_saved_moves_to_another_folder_whole(tmp_path: Path) -> None:
    database = Database(tmp_path / "data")
    clock = still_clock()
    session = begin(StoreJournal(database), clock)
    session.dispatch(NextItem())
    busy = another_program(database)
    clock.advance(30)
    session.dispatch(note(1))
    session.undo()
    session.dispatch(note(2))
    assert acts_unsaved(session) == 3
    other = StoreJournal(Database(tmp_path / "other"))
    session.move(other)
    assert session.unsaved is None
    session.dispatch(note(3))
    stored = other.load("s1")
    assert replay(stored).state == session.state
    assert [one.text for one in session.state.notes] == ["Takeaway 2", "Takeaway 3"]
    assert len(stored) == 6
    busy.close()


def test_moving_to_a_bad_folder_changes_nothing(tmp_path: Path) -> None:
    database = Database(tmp_path / "data")
    journal = StoreJournal(database)
    session = begin(journal)
    busy = another_program(database)
    session.dispatch(note(1))
    in_the_way = tmp_path / "file"
    in_the_way.write_text("in the way")
    with pytest.raises(StoreError, match="file where"):
        session.move(StoreJournal(Database(in_the_way)))
    busy.close()
    assert acts_unsaved(session) == 1
    session.save_waiting()
    assert replay(journal.load("s1")).state == session.state


def test_a_pause_that_redo_brings_back_leaves_no_gap_to_ask_about(memory: Memory) -> None:
    clock = still_clock()
    session = begin(memory, clock)
    session.dispatch(NextItem())
    session.dispatch(PauseClock())
    session.undo()
    clock.advance(600)
    session.dispatch(NoticeGap(at(1), at(9)))
    gaps = [session.state.gap]
    session.redo()
    session.dispatch(ResumeClock())
    assert session.state.paused is None
    gaps.append(session.state.gap)
    session.undo()
    session.undo()
    gaps.append(session.state.gap)
    assert gaps == [Span(at(1), at(9)), None, Span(at(1), at(9))]

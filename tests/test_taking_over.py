"""One window holds a session, others read along and take it over; one of them can write."""

import shutil
from pathlib import Path

import pytest

from builders import at
from coreflect_tui.asking import Answer, Asking, is_asked
from coreflect_tui.core.events import NoteWritten
from coreflect_tui.core.intents import AddAttendee, CloseSession, NextItem
from coreflect_tui.followed_session import ONLY_READ, FollowedSession
from coreflect_tui.locations import locations
from coreflect_tui.lock import SessionLock
from coreflect_tui.store import StoreError
from coreflect_tui.taking_over import ANSWERS_IN, Along, Ask, Change, Typed
from windows import Desk, Window


@pytest.fixture
def data() -> Path:
    return locations().data


# --- reading along --------------------------------------------------------------------------------


def test_what_the_other_window_does_is_there_at_the_next_look(data: Path) -> None:
    desk = Desk()
    holds, reads = desk.windows
    assert not reads.holds
    assert reads.along == Along()
    holds.writes("Trust grows")
    desk.clock.advance(60)
    assert reads.notes == []
    desk.tick()
    assert reads.notes == ["Trust grows"]
    holds.session.undo()
    holds.session.dispatch(NextItem())
    desk.tick()
    assert reads.notes == []
    assert reads.workplace.session
    assert reads.workplace.session.state == holds.session.state
    assert reads.workplace.session.now().session == holds.session.now().session
    desk.close()
    assert not list(data.glob("*.ask"))


def test_nothing_can_be_done_in_it() -> None:
    desk = Desk()
    holds, reads = desk.windows
    before = desk.stored()
    followed = reads.workplace.session
    assert isinstance(followed, FollowedSession)
    for answer in (
        followed.dispatch(AddAttendee("Zed")),
        followed.undo(),
        followed.redo(),
        followed.strike("n1"),
    ):
        assert answer is ONLY_READ
    followed.notice(followed.now())
    reads.workplace.held.beat()
    reads.workplace.held.keep_draft("note:takeaway", "takeaway", "half a")
    assert reads.workplace.held.drafts() == ()
    assert desk.stored() == before
    assert holds.workplace.held.drafts() == ()
    desk.close()


def test_what_is_being_typed_in_the_other_window_is_not_seen() -> None:
    desk = Desk()
    holds, reads = desk.windows
    holds.workplace.held.keep_draft("note:takeaway", "takeaway", "half a")
    desk.tick()
    assert reads.workplace.held.drafts() == ()
    desk.close()


def test_a_session_that_is_struck_in_closed_and_left() -> None:
    desk = Desk()
    holds, reads = desk.windows
    holds.writes("Milk")
    desk.tick()
    holds.session.strike("n1")
    desk.tick()
    assert reads.notes == []
    holds.session.dispatch(CloseSession())
    desk.tick()
    assert reads.workplace.session
    assert reads.workplace.session.state.closed
    holds.workplace.leave()
    desk.tick(reads)
    assert reads.is_held_elsewhere(), "between two windows there is a moment"
    desk.tick(reads)
    assert not reads.is_held_elsewhere()
    desk.close()


def test_a_session_that_is_removed_is_gone() -> None:
    desk = Desk()
    holds, reads = desk.windows
    holds.workplace.close_for_good()
    desk.tick(reads)
    assert reads.along.gone
    desk.close()


# --- taking over ----------------------------------------------------------------------------------


def test_it_goes_from_window_to_window_with_all_that_was_done(data: Path) -> None:
    desk = Desk()
    one, two = desk.windows
    one.writes("first")
    one.note = Typed("note:takeaway", "takeaway", "half a no")
    assert two.other.ask() is None
    assert two.asks() is Ask.WAITING
    assert is_asked(data, desk.session)
    assert desk.tick() == [Change.HANDED_OVER, Change.HOLDS]
    assert (one.holds, two.holds) == (False, True)
    assert one.along == Along(given=desk.clock.now().session)
    assert not is_asked(data, desk.session)
    assert not list(data.glob("*.ask"))
    assert [draft.text for draft in two.workplace.held.drafts()] == ["half a no"]
    two.writes("second")
    two.session.undo()
    two.session.undo()
    two.writes("third")
    one.note = None
    desk.tick()
    assert one.notes == two.notes == desk.stored() == ["third"]
    assert one.other.ask() is None
    desk.tick(two)
    assert desk.tick(one) == [Change.HOLDS]
    one.writes("fourth")
    desk.tick()
    assert one.notes == two.notes == desk.stored() == ["third", "fourth"]
    assert two.along.given == at(0, 3)
    desk.close()


def test_it_stays_where_acts_are_not_saved(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk()
    holds, reads = desk.windows

    def refuses(*_: object) -> int:
        raise StoreError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(holds.workplace.store.journal, "append", refuses)
        holds.writes("kept")
        reads.other.ask()
        assert desk.tick() == [None, None]
        assert holds.keeps() is Answer.UNSAVED
        assert reads.asks() is Ask.UNSAVED
        assert not is_asked(data, desk.session), "it asks no longer"
        desk.tick()
        assert holds.keeps() is Answer.NONE
        assert holds.holds
        assert desk.stored() == []
    reads.other.ask()
    assert desk.tick() == [Change.HANDED_OVER, Change.HOLDS]
    assert reads.notes == desk.stored() == ["kept"], "what waits is saved first"
    desk.close()


def test_it_stays_where_a_note_that_is_being_typed_cannot_be_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk = Desk()
    holds, reads = desk.windows
    holds.note = Typed("note:takeaway", "takeaway", "half a")

    def refuses(*_: object) -> None:
        raise StoreError("the disk is full")

    monkeypatch.setattr(holds.workplace.store.drafts, "save", refuses)
    reads.other.ask()
    desk.tick()
    assert reads.asks() is Ask.UNSAVED
    assert holds.holds
    desk.close()


def test_it_stays_where_it_is_closed_or_busy() -> None:
    desk = Desk()
    holds, reads = desk.windows
    holds.may_give = False
    reads.other.ask()
    desk.tick()
    assert reads.asks() is Ask.BUSY
    holds.session.dispatch(CloseSession())
    reads.other.ask()
    desk.tick()
    assert reads.asks() is Ask.CLOSED
    desk.close()


def test_two_that_ask_at_once_are_told_apart() -> None:
    desk = Desk(3)
    one, two, three = desk.windows
    two.other.ask()
    three.other.ask()
    assert (two.asks(), three.asks()) == (Ask.WAITING, Ask.ANOTHER)
    assert desk.tick() == [Change.HANDED_OVER, Change.HOLDS, None]
    three.other.ask()
    desk.tick(three)
    assert not three.holds
    assert desk.tick() == [None, Change.HANDED_OVER, Change.HOLDS]
    assert [window.holds for window in desk.windows] == [False, False, True]
    desk.tick()
    assert one.is_held_elsewhere()
    desk.close()


def test_whoever_asked_and_went_leaves_it_where_it_was(data: Path) -> None:
    desk = Desk()
    holds, reads = desk.windows
    reads.other.ask()
    reads.other.leave()
    reads.workplace.leave()
    assert desk.tick(holds) == [None]
    assert holds.holds
    # One that was killed leaves its file, which nobody holds.
    dead = Asking(data, desk.session)
    assert dead.begin()
    dead._lock.release()
    assert desk.tick(holds) == [None]
    again = Window(desk.clock).opens(desk.session)
    again.other.ask()
    assert desk.tick(holds, again) == [Change.HANDED_OVER, Change.HOLDS]
    again.workplace.close()
    desk.close()


def test_where_nobody_holds_it_any_more_it_goes_on_here_at_once() -> None:
    desk = Desk()
    holds, reads = desk.windows
    holds.writes("before")
    holds.workplace.leave()
    assert reads.other.ask() is Change.HOLDS
    assert reads.notes == ["before"]
    desk.close()


def test_a_session_that_cannot_be_read_is_read_along_as_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk = Desk()
    holds, reads = desk.windows
    holds.writes("before")
    desk.tick()
    holds.workplace.leave()

    def refuses(_: str) -> None:
        raise StoreError("a disk error")

    with monkeypatch.context() as patch:
        patch.setattr(reads.workplace.store.journal, "load", refuses)
        assert reads.other.ask() is None
    assert (reads.asks(), reads.along.problem) == (Ask.FAILED, "a disk error")
    assert reads.notes == ["before"]
    assert reads.other.ask() is Change.HOLDS
    desk.close()


# --- where the other window does not answer -------------------------------------------------------


def silent(desk: Desk, reads: Window) -> None:
    """Ask, and wait until the other window should have answered."""
    reads.other.ask()
    for _ in range(round(ANSWERS_IN) + 1):
        desk.tick(reads)
    assert reads.asks() is Ask.SILENT
    assert not reads.holds, "asking once takes nothing"


def test_asking_again_takes_it_from_one_that_does_not_answer(data: Path) -> None:
    desk = Desk()
    hangs, reads = desk.windows
    hangs.writes("before")
    silent(desk, reads)
    assert reads.other.ask() is Change.HOLDS
    # It runs again, and a key that was pressed comes before its tick, and before the other one has
    # done anything: it would be the next in order.
    hangs.note = Typed("note:harvest", "harvest", "half a thought")
    hangs.writes("too late")
    hangs.workplace.held.keep_draft("note:harvest", "harvest", "half a thought")
    assert hangs.session.unsaved
    assert desk.stored() == ["before"]
    assert reads.workplace.held.drafts() == ()
    reads.writes("after")
    assert reads.session.unsaved is None
    assert desk.stored() == ["before", "after"]
    assert desk.tick(hangs) == [Change.TAKEN]
    assert not hangs.holds
    assert hangs.notes == ["before", "after"]
    lost = hangs.other.lost
    assert lost
    assert [
        event.text
        for one in lost.decisions
        for event in one.events
        if isinstance(event, NoteWritten)
    ] == ["too late"]
    assert lost.in_files
    (file,) = data.glob("unsaved-*.json")
    assert "too late" in file.read_text("utf-8")
    assert file.name in lost.told
    # It can be taken back, with the note that was being typed; what was lost stays to be seen.
    hangs.note = None
    hangs.other.ask()
    assert desk.tick(reads, hangs) == [Change.HANDED_OVER, Change.HOLDS]
    assert [draft.text for draft in hangs.workplace.held.drafts()] == ["half a thought"]
    assert hangs.other.lost == lost
    hangs.writes("again")
    assert desk.stored() == ["before", "after", "again"]
    desk.close()
    assert file.exists()


def test_nothing_is_lost_where_the_one_that_hung_did_nothing() -> None:
    desk = Desk()
    hangs, reads = desk.windows
    silent(desk, reads)
    assert reads.other.ask() is Change.HOLDS
    assert desk.tick() == [Change.TAKEN, None]
    assert hangs.other.lost is None
    assert hangs.along.given
    desk.close()


def test_one_that_answers_after_all_is_asked_again_first() -> None:
    desk = Desk()
    slow, reads = desk.windows
    silent(desk, reads)
    slow.workplace.held.beat()
    assert reads.other.ask() is None
    assert reads.asks() is Ask.WAITING
    assert desk.tick() == [Change.HANDED_OVER, Change.HOLDS]
    desk.close()


def test_one_that_writes_again_is_silent_no_longer() -> None:
    desk = Desk()
    slow, reads = desk.windows
    silent(desk, reads)
    slow.writes("still here")
    desk.tick(reads)
    assert reads.asks() is Ask.NONE
    desk.close()


def test_what_was_begun_before_comes_first() -> None:
    """The other window was stopped in the middle of a transaction."""
    desk = Desk()
    hangs, reads = desk.windows
    silent(desk, reads)
    conn = hangs.workplace.store._database.connect()
    conn.execute("BEGIN IMMEDIATE")
    assert reads.other.ask() is None
    assert (reads.asks(), reads.along.problem) == (Ask.WAITING, "the database is busy")
    assert desk.tick(reads) == [None]
    assert not SessionLock(locations().data, desk.session).acquire(), "nobody comes in between"
    conn.execute("ROLLBACK")
    assert desk.tick(reads) == [Change.HOLDS]
    assert desk.tick(hangs) == [Change.TAKEN]
    desk.close()


def test_one_that_took_it_and_left_again_without_a_word_gives_it_back() -> None:
    desk = Desk()
    hangs, reads = desk.windows
    silent(desk, reads)
    assert reads.other.ask() is Change.HOLDS
    reads.workplace.leave()
    assert desk.tick(hangs) == [None]
    hangs.writes("goes on")
    assert desk.stored() == ["goes on"]
    assert not SessionLock(locations().data, desk.session).acquire()
    desk.close()


def test_one_that_took_it_wrote_and_left_has_changed_it() -> None:
    desk = Desk()
    hangs, reads = desk.windows
    silent(desk, reads)
    assert reads.other.ask() is Change.HOLDS
    reads.writes("meanwhile")
    reads.workplace.leave()
    assert desk.tick(hangs) == [Change.TAKEN]
    assert hangs.notes == ["meanwhile"]
    assert hangs.other.ask() is Change.HOLDS
    desk.close()


def test_a_folder_that_goes_takes_the_session_from_nobody(data: Path) -> None:
    desk = Desk(1)
    (holds,) = desk.windows
    shutil.rmtree(data)
    assert desk.tick(holds) == [None]
    holds.writes("goes on")
    assert holds.holds
    assert holds.session.unsaved is None
    desk.close()

"""The session that the window for the group shows: found and followed, whoever holds it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from coreflect_tui.clock import FastClock
from coreflect_tui.core.formats import NoteKind
from coreflect_tui.core.intents import CloseSession, NextItem, PauseClock, WriteNote
from coreflect_tui.core.standing import LONG_PAST
from coreflect_tui.followed_session import FollowedSession
from coreflect_tui.forgetting import forget_session
from coreflect_tui.locations import locations
from coreflect_tui.lock import SessionLock
from coreflect_tui.shown_session import ShownSession, Sight, Stands
from coreflect_tui.store.connection import NAME
from stage import begin, still_clock
from windows import Window


class Room:
    """Windows on the sessions of a laptop, and the one that the group sees."""

    def __init__(self) -> None:
        self.clock: FastClock = still_clock()
        self.shown = ShownSession(locations().data, lambda: self.clock)
        self.windows: list[Window] = []

    def window(self) -> Window:
        self.windows.append(Window(self.clock))
        # Each of them gives its sessions ids of its own.
        self.windows[-1].workplace.random.seed(len(self.windows))
        return self.windows[-1]

    def begins(self) -> Window:
        """A window that holds a session in its first item."""
        window = self.window()
        begin(window.workplace)
        window.session.dispatch(NextItem())
        return window

    def looks(self, times: int = 1) -> Sight:
        """So many seconds pass for the window of the group."""
        sights = []
        for _ in range(times):
            self.clock.advance(1)
            sights.append(self.shown.look())
        return sights[-1]

    def shows(self) -> str:
        """The id of the session that is shown; "" for none."""
        state = self.looks().state
        return state.id if state else ""


@pytest.fixture
def room() -> Iterator[Room]:
    made = Room()
    yield made
    made.shown.close()
    for window in made.windows:
        window.other.leave()
        window.workplace.close()


def everything(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file with what is in it, and when it was written."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in found}


def id_of(window: Window) -> str:
    assert window.workplace.session
    return window.workplace.session.state.id


# --- finding ------------------------------------------------------------------------------------


def test_it_waits_where_nothing_is_and_makes_nothing(room: Room, tmp_path: Path) -> None:
    sight = room.looks(3)
    assert (sight.stands, sight.state, sight.problem) == (Stands.AWAITED, None, "")
    assert list(tmp_path.iterdir()) == []


def test_it_finds_a_session_that_is_prepared_and_sees_it_begin(room: Room) -> None:
    room.looks()
    window = room.window()
    begin(window.workplace)
    sight = room.looks()
    assert sight.stands is Stands.HELD
    assert sight.state
    assert sight.state.began is None
    window.session.dispatch(NextItem())
    assert room.looks().state == window.session.state


def test_one_that_was_left_is_waited_for_until_somebody_goes_on(room: Room) -> None:
    window = room.begins()
    session = id_of(window)
    window.workplace.leave()
    assert room.shows() == ""
    window.opens(session)
    assert room.shows() == session


def test_one_that_is_only_held_to_be_closed_as_of_its_end_is_not_shown(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = room.begins()
    session = id_of(window)
    hard_end = window.session.state.hard_end
    window.workplace.leave()
    room.clock.advance((hard_end + LONG_PAST - room.clock.now().session) / timedelta(seconds=1))
    window.workplace.look_after(session)
    assert room.shows() == ""
    read: list[str] = []
    with monkeypatch.context() as patched:
        patched.setattr(FollowedSession, "__init__", lambda *_: read.append("again"))
        assert room.shows() == ""
    assert read == [], "what is known to be past is not read each second"
    assert room.shows() == ""
    newer = room.begins()
    assert room.shows() == id_of(newer)


# --- following ----------------------------------------------------------------------------------


def test_it_sees_a_pause_and_the_end(room: Room) -> None:
    window = room.begins()
    for intent in (PauseClock(), PauseClock(), WriteNote(NoteKind.TAKEAWAY, "x"), CloseSession()):
        window.session.dispatch(intent)
        sight = room.looks()
        assert sight.state == window.session.state
        assert sight.stands is Stands.HELD
    window.workplace.leave()
    assert room.looks(9).stands is Stands.HELD, "one that is closed needs nobody"


def test_it_goes_on_from_window_to_window(room: Room) -> None:
    first = room.begins()
    second = room.window().opens(id_of(first))
    room.looks()
    second.other.ask()
    for _ in range(4):
        for window in (first, second):
            window.other.tick()
        assert room.looks().stands is Stands.HELD
    assert second.holds
    second.writes("Said in the other window")
    state = room.looks().state
    assert state
    assert [note.text for note in state.notes] == ["Said in the other window"]


def test_one_that_everybody_left_stays_in_sight_and_says_so(room: Room) -> None:
    window = room.begins()
    session = id_of(window)
    room.looks()
    window.workplace.leave()
    assert room.looks(2).stands is Stands.HELD, "from one window to the next there is a moment"
    sight = room.looks()
    assert sight.stands is Stands.LEFT
    assert sight.state
    window.opens(session)
    assert room.looks().stands is Stands.HELD


def test_one_that_was_moved_to_another_folder_is_left_here(room: Room, tmp_path: Path) -> None:
    window = room.begins()
    room.looks()
    window.workplace.held.save_elsewhere(tmp_path / "elsewhere")
    assert room.looks(3).stands is Stands.LEFT


def test_a_newer_one_comes_when_this_one_is_closed(room: Room) -> None:
    first = room.begins()
    assert room.shows() == id_of(first)
    second = room.begins()
    assert room.shows() == id_of(first), "the group is still in it"
    first.session.dispatch(CloseSession())
    assert room.shows() == id_of(second)


def test_a_newer_one_comes_when_this_one_was_left(room: Room) -> None:
    first = room.begins()
    session = id_of(first)
    assert room.shows() == session
    first.workplace.leave()
    second = room.begins()
    assert room.shows() == session, "it may only be on its way to another window"
    room.looks()
    assert room.shows() == id_of(second)


def test_of_one_that_was_removed_nothing_is_left(room: Room) -> None:
    window = room.begins()
    session = id_of(window)
    room.looks()
    window.session.dispatch(CloseSession())
    window.workplace.leave()
    forget_session(window.workplace.store, session, room.clock.now().session)
    sight = room.looks()
    assert (sight.stands, sight.state) == (Stands.ENDED, None)
    newer = room.begins()
    assert room.shows() == id_of(newer)


def test_one_that_was_removed_before_it_began_was_never_there(room: Room) -> None:
    window = room.window()
    begin(window.workplace)
    session = id_of(window)
    assert room.shows() == session
    window.workplace.leave()
    forget_session(window.workplace.store, session, room.clock.now().session)
    assert room.looks() == Sight(offset=room.clock.now().offset)


# --- the file, and the lock ---------------------------------------------------------------------


def test_a_busy_file_is_a_moment_and_later_a_word(room: Room) -> None:
    window = room.begins()
    before = room.looks().state
    with closing(sqlite3.connect(locations().data / NAME, isolation_level=None)) as writer:
        writer.execute("BEGIN EXCLUSIVE")
        assert not room.looks(4).behind
        sight = room.looks()
        assert sight.behind
        assert sight.state == before
        assert sight.stands is Stands.HELD
        writer.execute("ROLLBACK")
    window.session.dispatch(PauseClock())
    sight = room.looks()
    assert not sight.behind
    assert sight.state == window.session.state


def test_a_file_that_cannot_be_read_is_a_reason_to_wait(room: Room) -> None:
    locations().data.mkdir(parents=True)
    (locations().data / NAME).write_bytes(b"no database of anybody, as long as it may be" * 9)
    assert room.looks(4).problem == "", "a moment is worth no word"
    sight = room.looks()
    assert sight.stands is Stands.AWAITED
    assert sight.problem == "the database is damaged"
    (locations().data / NAME).unlink()
    assert room.looks().problem == ""


def test_nothing_is_written_and_no_lock_is_kept(room: Room, tmp_path: Path) -> None:
    window = room.begins()
    left = room.begins()
    left.workplace.leave()
    before = everything(tmp_path)
    room.looks(5)
    assert everything(tmp_path) == before
    for session in (id_of(window), room.shows()):
        window.workplace.leave()
        lock = SessionLock(locations().data, session)
        assert lock.acquire(), "somebody may take it at any time"
        room.looks()
        assert lock.held
        assert not lock.is_elsewhere()
        lock.release()

"""Acts that could not be saved go back to their session, or become one of their own."""

from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from builders import START
from coreflect_tui.clock import FastClock
from coreflect_tui.core.decision import Decision
from coreflect_tui.core.formats import NoteKind
from coreflect_tui.core.history import replay
from coreflect_tui.core.intents import CloseSession, NextItem, WriteNote
from coreflect_tui.core.summary import Status
from coreflect_tui.locations import Locations
from coreflect_tui.lock import SessionLock
from coreflect_tui.store import Store, aside
from coreflect_tui.workplace import Workplace
from damaged import Written
from diagnosis import Looking, Mending, kinds


@dataclass(frozen=True)
class Unsaved:
    """A session of which the last acts stand in a file; `acts` are those, `state` with them."""

    session: str
    file: Path
    acts: tuple[Decision, ...]
    decisions: tuple[Decision, ...]


@pytest.fixture
def unsaved(written: Written, places: Locations) -> Unsaved:
    """The last session goes on by three acts, which are then taken out of the database again."""
    session = max(written.rows.values(), key=lambda row: row.updated).session
    clock = FastClock(START, 0, real=lambda: 0.0, offset=3600)
    before = written.file.read_bytes()
    with closing(Workplace(places, clock)) as workplace:
        live = workplace.resume(session).session
        for number in range(2):
            clock.advance(10)
            assert live.dispatch(WriteNote(NoteKind.TAKEAWAY, f"Not saved {number}")) is None
        live.undo()
        decisions = workplace.kept.decisions(session)
    written.file.write_bytes(before)
    acts = decisions[len(written.sessions[session]) :]
    assert len(acts) == 3
    name = aside.put_aside(places.data, session, acts)
    return Unsaved(session, places.data / name, acts, decisions)


def kept(written: Written, session: str) -> tuple[Decision, ...]:
    with closing(Store(written.file.parent)) as store:
        return store.journal.load(session)


def test_they_go_to_its_end_where_nothing_was_written_since(
    look: Looking, fix: Mending, written: Written, unsaved: Unsaved
) -> None:
    (found,) = look()
    assert (found.kind, found.need) == ("unsaved", "mending")
    assert f"3 acts of session {unsaved.session} that can be put back at its end" in found.sentence
    (said,) = fix()
    assert said.startswith(f"3 acts of session {unsaved.session} are saved at its end")
    assert kept(written, unsaved.session) == unsaved.decisions
    assert not unsaved.file.exists()
    assert look() == []
    state = replay(unsaved.decisions).state
    assert [one.text for one in state.notes][-1] == "Not saved 0"


def test_a_whole_session_comes_back_although_the_folder_of_the_data_is_gone(
    fix: Mending, unsaved: Unsaved, places: Locations
) -> None:
    """As when it was a stick that was taken out: then the file is beside the settings."""
    places.data.rename(places.data.with_name("taken"))
    aside.put_aside(places.settings_file.parent, unsaved.session, unsaved.decisions)
    (said,) = fix()
    assert said.startswith(f"{len(unsaved.decisions)} acts of session {unsaved.session} are saved")
    with closing(Store(places.data)) as store:
        assert store.journal.load(unsaved.session) == unsaved.decisions


def test_where_another_window_went_on_they_become_a_session_of_their_own(
    look: Looking, fix: Mending, written: Written, unsaved: Unsaved, places: Locations
) -> None:
    clock = FastClock(START, 0, real=lambda: 0.0, offset=3600)
    with closing(Workplace(places, clock)) as workplace:
        other = workplace.resume(unsaved.session).session
        clock.advance(100)
        other.dispatch(NextItem(leaving=True))
        other.dispatch(CloseSession())
        elsewhere = workplace.kept.decisions(unsaved.session)
    (found,) = look()
    assert "as a session of their own" in found.sentence
    (said,) = fix()
    assert not unsaved.file.exists(), said
    assert look() == []
    assert kept(written, unsaved.session) == elsewhere
    with closing(Store(places.data)) as store:
        rows = {one.session: one for one in store.summaries.newest()}
        (new,) = rows.keys() - written.rows.keys()
        assert new[:11] == unsaved.session[:11]
        assert said.startswith(f"Session {new}, “… (recovered)”, holds 3 acts")
        assert rows[new].title == "Small reflection (recovered)"
        assert (rows[new].status, rows[new].group) == (Status.RUNNING, "")
        state, right = replay(store.journal.load(new)).state, replay(unsaved.decisions).state
    assert replace(state, id=right.id, format=right.format, options=right.options) == right
    assert state.options.record is False
    with closing(Workplace(places, clock)) as workplace:
        live = workplace.resume(new).session
        live.undo()
        live.redo()
        assert live.unsaved is None


def test_acts_that_are_saved_already_go(
    look: Looking, fix: Mending, written: Written, unsaved: Unsaved
) -> None:
    content = unsaved.file.read_bytes()
    fix()
    unsaved.file.write_bytes(content)
    unsaved.file.chmod(0o600)
    (found,) = look()
    assert "are saved already" in found.sentence
    assert fix() == [f"{unsaved.file.name} held nothing that is not saved, and is removed."]
    assert kept(written, unsaved.session) == unsaved.decisions


def test_a_session_that_was_never_saved_at_all_is_put_back(
    look: Looking, fix: Mending, written: Written, unsaved: Unsaved
) -> None:
    unsaved.file.unlink()
    aside.put_aside(written.file.parent, unsaved.session, unsaved.decisions)
    with closing(Store(written.file.parent)) as store:
        store.forgetting.session(unsaved.session)
    (found,) = look()
    assert f"{len(unsaved.decisions)} acts" in found.sentence
    fix()
    assert kept(written, unsaved.session) == unsaved.decisions


def test_without_their_session_they_stay(
    look: Looking, fix: Mending, written: Written, unsaved: Unsaved
) -> None:
    with closing(Store(written.file.parent)) as store:
        store.forgetting.session(unsaved.session)
    before = unsaved.file.read_bytes()
    assert ("unsaved", "act") in kinds(look())
    fix()
    assert unsaved.file.read_bytes() == before


def test_a_file_that_cannot_be_read_stays(look: Looking, fix: Mending, unsaved: Unsaved) -> None:
    unsaved.file.write_text('{"session": "x", "decisions": [1]}', "utf-8")
    assert kinds(look()) == [("unsaved", "act")]
    assert fix() == []
    assert unsaved.file.exists()


def test_a_session_that_was_recovered_in_part_is_not_gone_on_with(
    look: Looking, fix: Mending, written: Written, unsaved: Unsaved
) -> None:
    """Entries before these acts are missing, so that what would come of them never was."""
    import sqlite3

    with closing(sqlite3.connect(written.file)) as conn, conn:
        conn.execute(
            "UPDATE decisions SET boot_id = 'x' WHERE seq = 9 AND session = ?", (unsaved.session,)
        )
    fix()
    assert len(kept(written, unsaved.session)) == 8
    assert unsaved.file.exists()
    assert ("unsaved", "act") in kinds(look())


def test_one_that_another_window_holds_waits(
    fix: Mending, unsaved: Unsaved, places: Locations
) -> None:
    lock = SessionLock(places.data, unsaved.session)
    assert lock.acquire()
    assert unsaved.session in fix()[0]
    assert unsaved.file.exists()
    lock.release()

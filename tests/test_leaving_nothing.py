"""Formats that leave nothing: closing removes the session, now or as soon as the disk allows it."""

import argparse
import io
from pathlib import Path

import pytest

from coreflect_tui.cli import sessions
from coreflect_tui.core.intents import CloseSession, KeepSession, ReopenSession
from coreflect_tui.leaving_nothing import NotRemovedError
from coreflect_tui.locations import locations
from coreflect_tui.lock import SessionLock
from coreflect_tui.preparation import Invited
from coreflect_tui.rehearsal.headless import hold
from coreflect_tui.store import StoreError
from coreflect_tui.store.connection import NAME
from coreflect_tui.store.database import Database
from coreflect_tui.workplace import Workplace
from nothing import FORMAT, SAID, held, left
from stage import a_workplace, begin, still_clock


def refuse_erasing(data: Path) -> Path:
    """A folder where erasing puts its mark: all else can be written. Gone, it works again."""
    blocked = data / f"{NAME}.to-rewrite"
    blocked.mkdir()
    return blocked


def listed(workplace: Workplace) -> list[str]:
    return [one.session for one in workplace.store.summaries.newest()]


def closed_in_vain() -> tuple[Workplace, str, Path]:
    """A session that is closed, and that the disk did not remove."""
    workplace = a_workplace(still_clock(0))
    session = held(workplace).state.id
    blocked = refuse_erasing(workplace.locations.data)
    with pytest.raises(NotRemovedError, match=r"“remove it” tries again; so does the next start"):
        workplace.close_for_good()
    return workplace, session, blocked


def run(*words: str) -> tuple[int, str, str]:
    """Status, standard output and standard error of `coreflect sessions WORDS`."""
    parser = argparse.ArgumentParser(prog="coreflect")
    sessions.add_parser(parser.add_subparsers(dest="command"))
    out, err = io.StringIO(), io.StringIO()
    status = sessions.run(parser.parse_args(["sessions", *words]), out, err)
    return status, out.getvalue(), err.getvalue()


def test_closing_leaves_no_byte_of_it_and_nothing_else_is_touched() -> None:
    workplace = a_workplace(still_clock(0))
    other = begin(workplace).state.id
    workplace.leave()
    before = workplace.kept.read(other)
    session = held(workplace).state.id
    data = workplace.locations.data
    assert {word for _, word in left(data)} == set(SAID), "the search finds what is there"
    assert workplace.close_for_good() == ()
    assert workplace.session is None
    assert listed(workplace) == [other]
    assert left(data, (*SAID, session)) == set()
    assert not list(data.glob(f"*{session}*"))
    assert workplace.kept.read(other) == before
    workplace.close()
    assert left(data, (*SAID, session)) == set()
    assert not workplace.documents.exists()


def test_as_long_as_it_is_open_it_is_as_safe_as_any_other() -> None:
    first = a_workplace(still_clock(0))
    session = held(first)
    # As after a kill: nothing is closed in order.
    first.held.hold.release() if first.held.hold else None
    again = a_workplace(still_clock(4))
    assert again.remove_waiting() == ()
    assert again.resume(session.state.id).session.state == session.state
    assert [one.text for one in again.held.drafts()] == ["Half a sentence"]
    again.close()
    first.store.close()


def test_where_somebody_asked_for_it_it_is_kept() -> None:
    workplace = a_workplace(still_clock(0))
    session = held(workplace)
    assert session.dispatch(KeepSession(True)) is None
    assert session.dispatch(CloseSession()) is None
    workplace.leave()
    assert workplace.remove_waiting() == ()
    assert workplace.kept.read(session.state.id)[0] == session.state


def test_a_disk_that_refuses_keeps_it_held_and_is_asked_again() -> None:
    workplace, session, blocked = closed_in_vain()
    assert workplace.session
    assert workplace.session.state.closed
    assert left(workplace.locations.data)
    (noted,) = workplace.locations.data.glob("to-forget-*")
    assert noted.read_bytes() == b""
    blocked.rmdir()
    assert workplace.close_for_good() == ()
    assert left(workplace.locations.data, (*SAID, session)) == set()
    assert not list(workplace.locations.data.glob("to-forget-*"))
    workplace.close()


def test_the_next_start_removes_what_could_not_be_removed() -> None:
    first, session, blocked = closed_in_vain()
    first.close()
    again = a_workplace(still_clock(60))
    (problem,) = again.remove_waiting()
    assert "still on this laptop" in problem
    assert listed(again) == [session]
    blocked.rmdir()
    assert again.remove_waiting() == ()
    assert listed(again) == []
    again.close()
    assert left(locations().data, (*SAID, session)) == set()
    assert not list(locations().data.glob(f"*{session}*"))


def test_the_list_of_sessions_removes_it_first_or_says_that_it_cannot() -> None:
    workplace, session, blocked = closed_in_vain()
    workplace.close()
    status, out, err = run("list")
    assert (status, session in out) == (0, True)
    assert "still on this laptop" in err
    blocked.rmdir()
    status, out, err = run("list")
    assert (status, err) == (0, "")
    assert session not in out
    assert left(locations().data) == set()


def test_what_was_opened_again_meanwhile_stays() -> None:
    first, session, blocked = closed_in_vain()
    first.close()
    blocked.rmdir()
    again = a_workplace(still_clock(60))
    again.resume(session).session.dispatch(ReopenSession())
    assert again.remove_waiting() == (), "it is held"
    again.leave()
    assert again.remove_waiting() == ()
    assert listed(again) == [session]
    assert not list(locations().data.glob("to-forget-*"))
    again.close()


def test_what_was_kept_after_all_stays() -> None:
    workplace, session, blocked = closed_in_vain()
    assert workplace.session
    assert workplace.session.dispatch(KeepSession(True)) is None
    blocked.rmdir()
    workplace.leave()
    assert workplace.remove_waiting() == ()
    assert listed(workplace) == [session]
    workplace.close()


def test_what_another_window_holds_waits() -> None:
    first, session, blocked = closed_in_vain()
    first.close()
    blocked.rmdir()
    lock = SessionLock(locations().data, session)
    assert lock.acquire()
    again = a_workplace(still_clock(60))
    assert again.remove_waiting() == ()
    assert listed(again) == [session]
    lock.release()
    assert again.remove_waiting() == ()
    assert listed(again) == []
    again.close()


def test_where_not_even_that_can_be_noted_a_command_is_named() -> None:
    workplace = a_workplace(still_clock(0))
    session = held(workplace).state.id
    data = workplace.locations.data
    refuse_erasing(data)
    (data / f".to-forget-{session}.part").mkdir()
    with pytest.raises(NotRemovedError, match=f"later coreflect sessions forget {session} does"):
        workplace.close_for_good()
    workplace.close()


def test_rests_that_go_later_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    workplace = a_workplace(still_clock(0))
    held(workplace)

    def refuse(_: Database) -> None:
        raise StoreError("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(Database, "rewrite", refuse)
        (problem,) = workplace.close_for_good()
    assert "rests of it may still stand in the file (the disk is full)" in problem
    assert listed(workplace) == []
    workplace.close()
    again = a_workplace(still_clock(1))
    assert listed(again) == []
    again.close()
    assert left(locations().data) == set()


def test_a_session_that_was_saved_elsewhere_goes_from_both_places(tmp_path: Path) -> None:
    workplace = a_workplace(still_clock(0))
    session = held(workplace).state.id
    workplace.held.save_elsewhere(tmp_path / "stick")
    for place in (locations().data, tmp_path / "stick"):
        assert ("coreflect.db", "Quüx") in left(place)
    assert workplace.close_for_good() == ()
    for place in (locations().data, tmp_path / "stick"):
        assert left(place, (*SAID, session)) == set()
        assert not list(place.rglob(f"*{session}*"))
    workplace.close()


def test_acts_that_were_never_saved_are_not_saved_afterwards(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    workplace = a_workplace(still_clock(0))
    session = held(workplace)

    def refuse(*_: object) -> int:
        raise StoreError("the disk is full")

    monkeypatch.setattr(type(workplace.store.journal), "append", refuse)
    assert session.dispatch(KeepSession(True)) is None
    assert session.dispatch(KeepSession(False)) is None
    assert session.unsaved
    assert workplace.close_for_good() == ()
    monkeypatch.undo()
    workplace.held.beat()
    assert listed(workplace) == []
    workplace.close()


def test_a_rehearsal_leaves_nothing_but_its_folder(tmp_path: Path) -> None:
    told: list[str] = []
    people = [Invited("Quüx"), Invited("Zebedee")]
    result = hold(FORMAT, 30, people[:1], people[1:], 3, tmp_path / "try", told.append)
    assert result.files == ()
    assert result.state.closed
    assert told[-1] == "Nothing of it is kept, as this format has it."
    assert left(tmp_path, ("Quüx", "Zebedee")) == set()
    names = {path.name for path in (tmp_path / "try").rglob("*") if path.is_file()}
    assert names == {"REHEARSAL.txt", "coreflect.db"}
    again: list[str] = []
    hold(FORMAT, 30, people[:1], people[1:], 3, tmp_path / "try", again.append)
    assert again == told

"""Workplace: where sessions are held; beginning, interruption, going on, reading, writing."""

from datetime import timedelta

import pytest

from builders import START, at
from coreflect_tui.core.formats import NoteKind
from coreflect_tui.core.intents import CloseSession, NextItem, SetPresence, WriteNote
from coreflect_tui.core.state import PauseKind, Presence
from coreflect_tui.core.timing import session_seconds
from coreflect_tui.store import UnknownSession
from coreflect_tui.workplace import HeldElsewhereError
from stage import a_workplace, begin, still_clock


def test_a_session_is_on_disk_as_soon_as_it_is_prepared() -> None:
    workplace = a_workplace()
    session = begin(workplace)
    assert session.unsaved is None
    assert workplace.read(session.state.id) == (session.state, at(-6))
    workplace.close()


def test_a_second_window_cannot_take_it() -> None:
    first, second = a_workplace(), a_workplace()
    session = begin(first).state.id
    with pytest.raises(HeldElsewhereError):
        second.resume(session)
    assert second.session is None
    first.leave()
    assert second.resume(session).session.state.id == session
    with pytest.raises(HeldElsewhereError):
        first.resume(session)
    first.close()
    second.close()


def test_it_goes_on_as_it_was_with_the_time_between_counted() -> None:
    clock = still_clock(0)
    workplace = a_workplace(clock)
    session = begin(workplace)
    session.dispatch(NextItem())
    clock.advance(60)
    session.dispatch(NextItem())
    before = session.state
    workplace.leave()
    assert workplace.session is None
    clock.advance(600)
    resumed = workplace.resume(before.id)
    assert resumed.session.state == before
    assert workplace.session is resumed.session
    assert (resumed.last_seen, resumed.now) == (at(1), at(11))
    assert session_seconds(before, clock.now().session) == 660
    workplace.close()


def test_the_time_between_can_be_a_break() -> None:
    clock = still_clock(0)
    workplace = a_workplace(clock)
    session = begin(workplace)
    session.dispatch(NextItem())
    clock.advance(60)
    workplace.leave()
    clock.advance(600)
    state = workplace.resume(session.state.id, gap_as_break=True).session.state
    (gap,) = state.pauses
    assert (gap.start, gap.end, gap.kind) == (START, at(11), PauseKind.GAP)
    assert session_seconds(state, clock.now().session) == 0
    workplace.close()


def test_a_sign_of_life_says_until_when_it_was_attended() -> None:
    clock = still_clock(0)
    workplace = a_workplace(clock)
    session = begin(workplace)
    session.dispatch(NextItem())
    clock.advance(300)
    workplace.beat()
    workplace.leave()
    clock.advance(600)
    resumed = workplace.resume(session.state.id, gap_as_break=True)
    assert resumed.last_seen == at(5)
    assert session_seconds(resumed.session.state, clock.now().session) == 300
    workplace.close()


def test_undo_reaches_behind_an_interruption() -> None:
    workplace = a_workplace()
    session = begin(workplace)
    session.dispatch(NextItem())
    workplace.leave()
    resumed = workplace.resume(session.state.id).session
    resumed.undo()
    assert resumed.state.began is None
    workplace.close()


def test_reading_takes_no_lock_and_changes_nothing() -> None:
    first, second = a_workplace(), a_workplace()
    session = begin(first)
    session.dispatch(NextItem())
    assert second.read(session.state.id)[0] == session.state
    assert second.session is None
    session.dispatch(NextItem())
    assert session.unsaved is None
    first.close()
    second.close()


def test_an_unknown_session_is_said() -> None:
    workplace = a_workplace()
    begin(workplace)
    with pytest.raises(UnknownSession):
        workplace.read("2020-01-01-aaaaaa")
    workplace.close()


def test_a_new_session_leaves_the_one_before() -> None:
    first, second = a_workplace(), a_workplace()
    one = begin(first).state.id
    begin(first)
    assert second.resume(one).session.state.id == one
    first.close()
    second.close()


def test_where_the_disk_refuses_the_session_begins_unsaved() -> None:
    workplace = a_workplace()
    workplace.locations.data.parent.mkdir(parents=True)
    workplace.locations.data.write_text("a file in the way", "utf-8")
    session = begin(workplace)
    assert session.unsaved
    assert session.dispatch(NextItem()) is None
    assert session.unsaved.acts == 2
    workplace.locations.data.unlink()
    session.save_waiting()
    assert session.unsaved is None
    assert workplace.read(session.state.id)[0] == session.state
    workplace.close()


def test_export_writes_and_records_it_and_leaves() -> None:
    clock = still_clock(0)
    workplace = a_workplace(clock)
    session = begin(workplace)
    for intent in (SetPresence(("p1", "p2"), Presence.PRESENT), NextItem(), CloseSession()):
        session.dispatch(intent)
    workplace.leave()
    clock.advance(60)
    files = workplace.export(session.state.id)
    assert [one.outcome for one in files] == ["attendees", "harvest"]
    assert workplace.session is None
    assert set(workplace.read(session.state.id)[0].written) == set(files)
    workplace.close()


def test_drafts_belong_to_the_session_and_go_when_they_are_empty() -> None:
    clock = still_clock(0)
    workplace = a_workplace(clock)
    session = begin(workplace).state.id
    workplace.keep_draft("note:harvest", "harvest", "One")
    clock.advance(5)
    workplace.keep_draft("note:compost", "compost", "Two")
    assert [draft.text for draft in workplace.drafts()] == ["Two", "One"]
    begin(workplace)
    assert workplace.drafts() == ()
    workplace.resume(session)
    workplace.keep_draft("note:compost", "compost", "  ")
    assert [draft.text for draft in workplace.drafts()] == ["One"]
    workplace.leave()
    workplace.keep_draft("note:compost", "compost", "Three")
    assert workplace.drafts() == ()
    workplace.close()


def test_ids_come_out_of_the_seed() -> None:
    assert [a_workplace().new_id() for _ in range(2)] == [a_workplace().new_id()] * 2
    workplace = a_workplace()
    assert workplace.new_id() != workplace.new_id()


def test_session_time_does_not_go_back_when_it_goes_on() -> None:
    """The clock of another start lies behind what is stored; what was is not undone by that."""
    first = a_workplace(still_clock(30))
    session = begin(first)
    session.dispatch(NextItem())
    session.dispatch(WriteNote(NoteKind.QUOTE, "Ask twice"))
    first.close()
    second = a_workplace(still_clock(10))
    resumed = second.resume(session.state.id)
    assert resumed.now >= at(30)
    assert resumed.now - resumed.last_seen == timedelta(0)
    second.close()

"""Workplace: where sessions are held; beginning, interruption, going on, reading, writing."""

import os
import re
import shutil
import sqlite3
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from builders import START, at
from coreflect_tui.core.decide.answer import Refusal
from coreflect_tui.core.formats import NoteKind
from coreflect_tui.core.group import Group, Member
from coreflect_tui.core.harvest import harvest_summary
from coreflect_tui.core.intents import AddAttendee, CloseSession, NextItem, SetPresence, WriteNote
from coreflect_tui.core.person import Presence
from coreflect_tui.core.state import PauseKind
from coreflect_tui.core.timing import session_seconds
from coreflect_tui.exports.folder import ExportError, shuffle_seed
from coreflect_tui.exports.harvest_markdown import harvest_markdown
from coreflect_tui.library.groups import GroupError, read_group, save_group
from coreflect_tui.locations import locations
from coreflect_tui.lock import FileLock, SessionLock, one_at_a_time
from coreflect_tui.preparation import invited, prepare_session
from coreflect_tui.session import Session
from coreflect_tui.store import Damaged, StoreError, UnknownSession
from coreflect_tui.store.connection import NAME
from coreflect_tui.workplace import HeldElsewhereError, Workplace
from stage import INVITED, a_workplace, begin, ips, options, still_clock

TUESDAY = Group(
    "Tuesday", members=(Member("a1", "Ana", facilitates=True), Member("b2", "Bo")), id="g1"
)


def test_a_session_is_on_disk_as_soon_as_it_is_prepared() -> None:
    workplace = a_workplace()
    session = begin(workplace)
    assert session.unsaved is None
    assert workplace.kept.read(session.state.id) == (session.state, at(-6))
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
    workplace.held.beat()
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
    assert second.kept.read(session.state.id)[0] == session.state
    assert second.session is None
    session.dispatch(NextItem())
    assert session.unsaved is None
    first.close()
    second.close()


def test_an_unknown_session_is_said() -> None:
    workplace = a_workplace()
    begin(workplace)
    with pytest.raises(UnknownSession):
        workplace.kept.read("2020-01-01-aaaaaa")
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
    assert session.dispatch(NextItem()) is None
    before = session.unsaved
    assert before
    assert before.acts == 2
    workplace.locations.data.unlink()
    session.save_waiting()
    after = session.unsaved
    assert after is None
    assert workplace.kept.read(session.state.id)[0] == session.state
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
    assert [one.outcome for one in files] == ["attendees"] * 3 + ["harvest"] * 2
    assert workplace.session is None
    assert set(workplace.kept.read(session.state.id)[0].written) == set(files)
    workplace.close()


def test_drafts_belong_to_the_session_and_go_when_they_are_empty() -> None:
    clock = still_clock(0)
    workplace = a_workplace(clock)
    session = begin(workplace).state.id
    workplace.held.keep_draft("note:harvest", "harvest", "One")
    clock.advance(5)
    workplace.held.keep_draft("note:compost", "compost", "Two")
    assert [draft.text for draft in workplace.held.drafts()] == ["Two", "One"]
    begin(workplace)
    assert workplace.held.drafts() == ()
    workplace.resume(session)
    workplace.held.keep_draft("note:compost", "compost", "  ")
    assert [draft.text for draft in workplace.held.drafts()] == ["One"]
    workplace.leave()
    workplace.held.keep_draft("note:compost", "compost", "Three")
    assert workplace.held.drafts() == ()
    workplace.close()


@pytest.mark.parametrize(
    ("kind", "typed", "written"),
    [
        (NoteKind.HARVEST, " We waited ", "We waited"),
        (NoteKind.TOPIC, "Trust", "Trust"),
        (NoteKind.QUOTE, "Trust grows -- Ada, a talk", "“Trust grows” — Ada, a talk"),
    ],
)
def test_a_note_that_was_written_is_not_to_be_finished_once_more(
    kind: NoteKind, typed: str, written: str
) -> None:
    """The program may be killed when the note is there and its draft not yet gone."""
    clock = still_clock()
    workplace = a_workplace(clock)
    session = begin(workplace)
    workplace.held.keep_draft("note", kind, typed)
    clock.advance(1)
    session.dispatch(WriteNote(kind, written))
    workplace.leave()
    workplace.resume(session.state.id)
    assert workplace.held.drafts() == ()
    clock.advance(1)
    workplace.held.keep_draft("note", kind, typed)
    workplace.held.keep_draft("other", NoteKind.COMPOST, typed)
    workplace.leave()
    workplace.resume(session.state.id)
    assert [one.slot for one in workplace.held.drafts()] == ["note", "other"][
        kind is NoteKind.TOPIC :
    ]
    workplace.close()


def test_what_a_kill_left_unfinished_goes_with_the_next_start() -> None:
    workplace = a_workplace()
    places = workplace.locations
    session = workplace.documents / "2026-11-22 1900 IPS co-reflection"
    folders = (places.data, places.user_quotes, session / "send", session / "group")
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
        for name in (".own.toml.part", "own.toml", ".hidden", "mine.part"):
            (folder / name).write_text("Fenna", "utf-8")
            os.utime(folder / name, (at(-60).timestamp(), at(-60).timestamp()))
    # Another window may be in the middle of this one.
    being_written = places.user_quotes / ".other.toml.part"
    being_written.write_text("Fenna", "utf-8")
    os.utime(being_written, (at(-6).timestamp(), at(-6).timestamp()))
    workplace.remove_waiting()
    for folder in folders:
        names = {path.name for path in folder.iterdir()} - {being_written.name}
        assert names == {"own.toml", ".hidden", "mine.part"}
    assert being_written.exists()
    workplace.close()


def test_a_lock_that_a_kill_left_goes_and_one_that_is_held_stays() -> None:
    workplace = a_workplace()
    left, held = (
        folder / ".changing"
        for folder in (workplace.locations.data, workplace.locations.user_quotes)
    )
    lock = FileLock(left)
    assert lock.acquire()
    lock.release()
    with one_at_a_time(held.parent):
        workplace.remove_waiting()
        assert (left.exists(), held.exists()) == (False, True)
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


def test_when_a_session_was_last_attended_and_that_another_window_holds_it() -> None:
    clock = still_clock(0)
    first, second = a_workplace(clock), a_workplace(clock)
    begin(first).dispatch(NextItem())
    (summary,) = second.store.summaries.newest()
    assert second.kept.last_seen(summary) is None, "it is attended now"
    clock.advance(300)
    first.held.beat()
    first.leave()
    clock.advance(600)
    assert second.kept.last_seen(summary) == at(5)
    first.close()
    second.close()


# --- what goes wrong -----------------------------------------------------------------------------


def test_what_another_window_did_before_it_let_go_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = a_workplace(still_clock(0)), a_workplace(still_clock(0))
    session = begin(first)
    usual = SessionLock.acquire

    def late(lock: SessionLock) -> bool:
        session.dispatch(NextItem())
        first.leave()
        return usual(lock)

    monkeypatch.setattr(SessionLock, "acquire", late)
    resumed = second.resume(session.state.id).session
    assert resumed.state == session.state
    resumed.dispatch(NextItem())
    assert resumed.unsaved is None
    first.close()
    second.close()


def test_a_session_that_cannot_be_read_is_not_held() -> None:
    first, second = a_workplace(), a_workplace()
    session = begin(first).state.id
    first.leave()
    conn = sqlite3.connect(first.store.path)
    with conn:
        conn.execute("UPDATE decisions SET payload = '[]'")
    conn.close()
    for workplace in (first, second):
        with pytest.raises(Damaged):
            workplace.resume(session)
    first.close()
    second.close()


def test_saved_in_another_folder_with_lock_and_drafts_and_the_next_one_at_home_again(
    tmp_path: Path,
) -> None:
    workplace = a_workplace(still_clock(0))
    session = begin(workplace)
    session.dispatch(NextItem())
    workplace.held.keep_draft("note:harvest", "harvest", "One")
    workplace.held.save_elsewhere(tmp_path / "stick")
    folders = [workplace.held.saved_elsewhere]
    session.dispatch(NextItem())

    there = Workplace(locations({"COREFLECT_HOME": str(tmp_path / "stick")}), still_clock(0))
    with pytest.raises(HeldElsewhereError):
        there.resume(session.state.id)
    workplace.leave()
    assert there.resume(session.state.id).session.state == session.state
    assert [draft.text for draft in there.held.drafts()] == ["One"]
    there.close()

    # The former lock was given back, and the former store is in use again.
    workplace.resume(session.state.id)
    folders.append(workplace.held.saved_elsewhere)
    assert folders == [tmp_path / "stick", None]
    other = begin(workplace)
    assert a_workplace().kept.read(other.state.id)[0] == other.state
    workplace.close()


def test_a_folder_where_the_session_is_open_or_that_refuses_changes_nothing(
    tmp_path: Path,
) -> None:
    workplace = a_workplace(still_clock(0))
    session = begin(workplace)
    there = SessionLock(tmp_path / "stick" / "data", session.state.id)
    assert there.acquire()
    with pytest.raises(StoreError, match="another window"):
        workplace.held.save_elsewhere(tmp_path / "stick")
    there.release()
    (tmp_path / "stick" / "data" / NAME).mkdir()
    with pytest.raises(StoreError):
        workplace.held.save_elsewhere(tmp_path / "stick")
    assert there.acquire()
    there.release()
    workplace.held.save_elsewhere(tmp_path / "home")
    assert workplace.held.saved_elsewhere is None
    session.dispatch(NextItem())
    assert workplace.kept.read(session.state.id)[0] == session.state
    with pytest.raises(HeldElsewhereError):
        a_workplace().resume(session.state.id)
    workplace.close()


def test_an_export_that_fails_lets_go_and_knows_what_it_wrote() -> None:
    workplace = a_workplace(still_clock(0))
    session = begin(workplace)
    for intent in (SetPresence(("p1",), Presence.PRESENT), NextItem(), CloseSession()):
        session.dispatch(intent)
    workplace.leave()
    first = workplace.export(session.state.id)
    group = next(Path(one.path).parent for one in first if one.outcome == "harvest")
    kept = next(Path(one.path) for one in first if one.path.endswith("attendees.csv"))
    shutil.rmtree(group)
    group.write_text("a file in the way", "utf-8")
    kept.write_text("changed by hand", "utf-8")
    with pytest.raises(ExportError) as caught:
        workplace.export(session.state.id)
    assert workplace.session is None
    again = caught.value.written[0]
    assert again in workplace.kept.read(session.state.id)[0].written
    a_workplace().resume(session.state.id)
    workplace.close()


def test_an_interrupted_session_is_exported_as_it_was_left() -> None:
    clock = still_clock(0)
    workplace = a_workplace(clock)
    session = begin(workplace)
    session.dispatch(SetPresence(("p1", "p2"), Presence.PRESENT))
    session.dispatch(NextItem())
    clock.advance(600)
    session.dispatch(NextItem())
    workplace.leave()
    clock.advance(26 * 3600)
    texts = []
    for _ in range(2):
        files = workplace.export(session.state.id)
        (harvest,) = (Path(one.path) for one in files if one.path.endswith("harvest.md"))
        texts.append(harvest.read_text("utf-8"))
    summary = harvest_summary(session.state, at(10), shuffle_seed(session.state))
    assert texts == [harvest_markdown(summary)] * 2
    # Time with nobody there is still all of it, though files were written in between.
    resumed = workplace.resume(session.state.id, gap_as_break=True)
    assert resumed.last_seen == at(10)
    workplace.close()


# --- standing groups -----------------------------------------------------------------------------


def of_group(workplace: Workplace, group: Group) -> Session:
    """A session of a group with its roster, prepared and not begun."""
    fmt_options = replace(options(), group=group.id, record=group.record)
    prepared = prepare_session(ips(), fmt_options, *invited(group), workplace.random)
    assert not isinstance(prepared, Refusal)
    return workplace.begin(*prepared)


def test_a_group_is_made_out_of_the_people_of_a_session_and_brought_up_to_date() -> None:
    workplace = a_workplace(still_clock(0))
    session = begin(workplace, INVITED[:2])
    assert workplace.group_of(session.state) is None
    session.dispatch(NextItem())
    session.dispatch(SetPresence(("p1", "p2", "p3"), Presence.PRESENT))
    group, changes = workplace.held.group.keep("Tuesday circle")
    assert changes == "3 people added"
    assert [one.name for one in group.members] == ["Ana", "Bo", "Cy"]
    assert (group.format, group.record) == ("ips-co-reflection", False)
    assert [one.roster for one in session.state.people] == [one.id for one in group.members]
    assert workplace.group_of(session.state) == group
    assert [(one.name, one.people) for one in workplace.groups()] == [("Tuesday circle", 3)]

    session.dispatch(AddAttendee("Dee"))
    again, changes = workplace.held.group.keep()
    assert changes == "1 person added"
    assert again.members[:3] == group.members
    assert session.state.people[-1].roster == again.members[-1].id
    assert workplace.held.group.keep("ignored") == (again, "nothing changed")
    # On disk too: another window reads the same session and the same group.
    workplace.leave()
    state, _ = workplace.kept.read(session.state.id)
    assert state == session.state
    assert workplace.group_of(state) == again
    workplace.close()


def test_a_session_joins_a_group_there_is_by_its_name() -> None:
    workplace = a_workplace(still_clock(0))
    known = Group("Tuesday", members=(Member("b2", "Bo", aliases=("Bo P",)),), id="g1")
    save_group(locations().user_groups, known)
    session = begin(workplace, INVITED[:1])
    group, changes = workplace.held.group.keep("tuesday")
    assert (group.id, changes) == ("g1", "1 person added")
    assert session.state.options.group == "g1"
    assert session.state.people[1].roster == "b2"
    workplace.close()


def test_the_record_of_a_session_counts_when_it_is_closed() -> None:
    clock = still_clock(0)
    workplace = a_workplace(clock)
    save_group(locations().user_groups, TUESDAY)
    session = of_group(workplace, TUESDAY)
    session.dispatch(NextItem())
    session.dispatch(SetPresence(("p1", "p2"), Presence.PRESENT))
    assert workplace.held.group.keep_record(True).record
    assert session.state.options.record
    session.dispatch(CloseSession())
    (held,) = workplace.store.summaries.of_group("g1", START, at(1))
    assert [one.roster for one in held.participation] == ["a1", "b2"]
    assert not workplace.held.group.keep_record(False).record
    (held,) = workplace.store.summaries.of_group("g1", START, at(1))
    assert held.participation == ()
    workplace.close()


def test_undo_takes_back_people_and_leaves_the_link() -> None:
    workplace = a_workplace(still_clock(0))
    session = begin(workplace, INVITED[:1])
    session.dispatch(AddAttendee("Dee"))
    group, _ = workplace.held.group.keep("Tuesday")
    session.undo()
    assert [one.name for one in session.state.people] == ["Ana", "Bo"]
    assert session.state.options.group == group.id
    # Dee comes back after the link; the next time that the group is kept says who they are.
    session.redo()
    assert workplace.held.group.keep() == (group, "nothing changed")
    assert session.state.people[-1].roster == group.members[-1].id
    workplace.close()


def test_a_group_whose_file_is_gone_is_made_anew_with_its_id() -> None:
    workplace = a_workplace(still_clock(0))
    path = save_group(locations().user_groups, TUESDAY)
    session = of_group(workplace, TUESDAY)
    path.unlink()
    assert workplace.group_of(session.state) is None
    with pytest.raises(GroupError, match="needs a name"):
        workplace.held.group.keep()
    group, _ = workplace.held.group.keep("Tuesday")
    assert group.id == "g1"
    assert [one.id for one in group.members] == ["a1", "b2"]
    workplace.close()


@pytest.mark.parametrize("broken", ['name = "', 'name = "Tuesday"\nid = "g1"\nfromat = ""\n'])
def test_a_file_that_cannot_be_read_is_left_alone(broken: str) -> None:
    workplace = a_workplace(still_clock(0))
    path = save_group(locations().user_groups, TUESDAY)
    session = of_group(workplace, TUESDAY)
    path.write_text(broken, "utf-8")
    before = session.state
    with pytest.raises(GroupError, match=re.escape(str(path))):
        workplace.held.group.keep("Other")
    assert path.read_text("utf-8") == broken
    assert len(workplace.groups()) == 1
    assert session.state == before
    workplace.close()


def test_aliases_are_remembered_for_the_next_session() -> None:
    workplace = a_workplace(still_clock(0))
    with_alias = replace(TUESDAY.members[1], aliases=("Bo's iPad",))
    told = replace(TUESDAY, members=(TUESDAY.members[0], with_alias))
    path = save_group(locations().user_groups, TUESDAY)
    of_group(workplace, told)
    workplace.held.group.remember_aliases()
    assert read_group(path) == told
    path.unlink()
    workplace.held.group.remember_aliases()
    assert workplace.groups() == ()
    workplace.close()


def test_the_last_session_of_the_group_goes_before_newer_ones() -> None:
    clock = still_clock(0)
    workplace = a_workplace(clock)
    own = of_group(workplace, TUESDAY).state.id
    clock.advance(60)
    newer = begin(workplace).state.id

    def last(group: str) -> str | None:
        found, _ = workplace.kept.habits("ips-co-reflection", group)
        return found.id if found else None

    assert (last(""), last("g1"), last("g9")) == (newer, own, newer)
    workplace.close()

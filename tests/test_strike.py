"""A strike for good: no state that undo or redo leads to, and no byte on disk, holds the words."""

import re
import sqlite3
import stat
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import START, a_format, at, attendees, ids, preparation, talk, topic_time
from coreflect_tui.clock import FastClock
from coreflect_tui.core.decide.answer import Refusal
from coreflect_tui.core.decision import Decision, Moment
from coreflect_tui.core.events import Redone, Undone
from coreflect_tui.core.formats import NoteKind
from coreflect_tui.core.history import History, last_undoable, record, replay
from coreflect_tui.core.intents import (
    AddTopic,
    ChangeNote,
    CloseRoom,
    CloseSession,
    NextItem,
    OpenRoom,
    RecordOutcomes,
    RemoveNote,
    RemoveTopic,
    RenameTopic,
    ReviewNote,
    StartTopic,
    WriteNote,
)
from coreflect_tui.core.state import SessionState, WrittenFile
from coreflect_tui.core.striking import Place
from coreflect_tui.core.summary import Summary
from coreflect_tui.session import Session
from coreflect_tui.store import Draft, Store, StoreError
from coreflect_tui.workplace import Workplace
from stage import a_workplace, begin, still_clock

FORMAT = a_format(talk("opening", 3), topic_time(22), talk("closing", 3))
WHEN = Moment(START, START, 0, 0.0, "boot")


class Disk:
    """The real journal of a folder, which can be told to refuse, or to store and raise."""

    def __init__(self, folder: Path) -> None:
        self.store = Store(folder)
        self.mood = "ok"

    def _feel(self) -> None:
        if self.mood == "refuses":
            raise StoreError("the disk is full")

    def append(self, session: str, expected_seq: int, decision: Decision, summary: Summary) -> int:
        self._feel()
        seq = self.store.journal.append(session, expected_seq, decision, summary)
        if self.mood == "loses":
            raise StoreError("a disk error")
        return seq

    def keep_whole(self, session: str, decisions: tuple[Decision, ...], summary: Summary) -> None:
        self._feel()
        self.store.journal.keep_whole(session, decisions, summary)

    def look(self, session: str, decisions: tuple[Decision, ...], *, closely: bool) -> None:
        self._feel()
        self.store.journal.look(session, decisions, closely=closely)

    def put_aside(self, session: str, decisions: tuple[Decision, ...]) -> str:
        self._feel()
        return self.store.journal.put_aside(session, decisions)

    def drop_aside(self, session: str, decisions: tuple[Decision, ...]) -> None:
        self.store.journal.drop_aside(session, decisions)

    def strike(self, session: str, places: Iterable[Place]) -> None:
        self._feel()
        self.store.journal.strike(session, places)


def words(state: SessionState) -> list[str]:
    """All that is written in a state, in order."""
    return [note.text for note in state.notes] + [topic.title for topic in state.topics]


def undone(history: History) -> list[History]:
    """The histories that undo leads to, from here to the first."""
    found = [history]
    while last := last_undoable(history):
        history = record(history, Decision("u", WHEN, (Undone(last.id),)))
        found.append(history)
    return found


def redone(history: History) -> list[History]:
    found = [history]
    while history.undone:
        redo = Redone(history.undone[-1].id)
        history = record(history, Decision("r", WHEN, (redo,)))
        found.append(history)
    return found


def reachable(history: History) -> list[SessionState]:
    ways = [*undone(history), *redone(history), *redone(undone(history)[-1])]
    return [one.state for one in ways]


def on_disk(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def without(rows: list[list[str]], struck: set[str]) -> list[list[str]]:
    """Rows of words without the struck ones, each row that differs from the one before it."""
    kept = [[word for word in row if word not in struck] for row in rows]
    return [row for n, row in enumerate(kept) if n == 0 or row != kept[n - 1]]


class Tale:
    """A session told in numbers; each wording is unique, so a word says of which note it is."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.disk = Disk(folder)
        first = preparation(FORMAT, attendees(2))
        self.clock = FastClock(START, 0, real=lambda: 0.0)
        self.session = Session.begin(first, self.disk, self.clock, ids())
        self.count = 0
        self.whole: dict[str, int] = {}
        self.struck: set[str] = set()

    def new_word(self, whole: int | None = None) -> str:
        self.count += 1
        word = f"<{self.count:04}>"
        self.whole[word] = self.count if whole is None else whole
        return word

    def pick(self, number: int) -> tuple[str, str] | None:
        """The id and words of something that is written."""
        state = self.session.state
        things = [(one.id, one.text) for one in state.notes]
        things += [(one.id, one.title) for one in state.topics]
        return things[number % len(things)] if things else None

    def step(self, what: str, number: int) -> None:
        session, thing = self.session, self.pick(number)
        if what == "write":
            session.dispatch(WriteNote(NoteKind.HARVEST, self.new_word()))
        elif what == "topic":
            session.dispatch(AddTopic(self.new_word()))
        elif what == "undo":
            session.undo()
        elif what == "redo":
            session.redo()
        elif what == "other":
            session.dispatch(OpenRoom() if session.state.room_closed else CloseRoom())
        elif what == "next":
            session.dispatch(NextItem())
        elif what == "written":
            session.dispatch(RecordOutcomes((WrittenFile("harvest", "a.md", "0" * 64),)))
        elif what in ("ok", "refuses", "loses"):
            self.disk.mood = what
        elif thing:
            self.about(what, *thing)

    def about(self, what: str, about: str, word: str) -> None:
        session, note = self.session, about.startswith("n")
        new = self.new_word(self.whole[word])
        if what == "change":
            kind = NoteKind.COMPOST
            session.dispatch(ChangeNote(about, new, kind) if note else RenameTopic(about, new))
        elif what == "remove":
            session.dispatch(RemoveNote(about) if note else RemoveTopic(about))
        elif what == "review":
            session.dispatch(ReviewNote(about, True, False) if note else StartTopic(about))
        elif what == "strike":
            before = [words(one.state) for one in undone(session._history)]
            assert session.strike(about) is None
            self.struck |= {one for one, whole in self.whole.items() if whole == self.whole[word]}
            after = [words(one.state) for one in undone(session._history)]
            assert without(after, set()) == without(before, self.struck)

    def check(self) -> None:
        assert not self.struck & set(words(self.session.state))
        for state in reachable(self.session._history):
            assert not self.struck & set(words(state))
        if self.disk.mood == "ok":
            self.session.save_waiting()
            assert self.session.unsaved is None
            assert self.session.not_erased == ""
            stored = replay(self.disk.store.journal.load("s1"))
            assert stored.state == self.session.state
            assert [one.state for one in undone(stored)] == [
                one.state for one in undone(self.session._history)
            ]
            assert [one.id for one in stored.undone] == [
                one.id for one in self.session._history.undone
            ]
            held = set(re.findall(r"<\d{4}>", on_disk(self.folder).decode("utf-8", "replace")))
            assert not self.struck & held


STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                *("write", "write", "write", "topic", "change", "change", "remove", "review"),
                *("undo", "undo", "redo", "other", "next", "written", "strike", "strike"),
                *("ok", "ok", "refuses", "loses"),
            ]
        ),
        st.integers(0, 4),
    ),
    max_size=40,
)


@settings(max_examples=60)
@given(STEPS)
def test_after_a_strike_nothing_leads_to_the_words(steps: list[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        tale = Tale(Path(name) / "data")
        for what, number in steps:
            tale.step(what, number)
            tale.check()
        tale.disk.mood = "ok"
        tale.check()
        tale.disk.store.close()


@pytest.fixture
def tale(tmp_path: Path) -> Tale:
    return Tale(tmp_path / "data")


def tell(tale: Tale, *steps: str) -> None:
    for step in steps:
        tale.step(step, 0)
        tale.check()


def test_undo_steps_over_what_was_struck(tale: Tale) -> None:
    tell(tale, "other", "write", "change", "review", "strike")
    closed = [tale.session.state.room_closed]
    assert isinstance(tale.session.undo(), Decision)
    closed.append(tale.session.state.room_closed)
    assert not tale.session.can_undo
    tale.session.redo()
    closed.append(tale.session.state.room_closed)
    assert closed == [at(0), None, at(0)]
    assert not tale.session.can_redo


def test_an_earlier_note_of_the_same_id_is_not_struck(tale: Tale) -> None:
    tell(tale, "write", "remove", "write")
    assert [one.id for one in tale.session.state.notes] == ["n1"]
    tell(tale, "strike")
    tale.session.undo()
    assert words(tale.session.state) == ["<0001>"]


def test_a_note_that_undo_brought_back_is_followed_from_where_it_was_written(tale: Tale) -> None:
    tell(tale, "write", "remove", "write", "undo", "undo", "change")
    assert words(tale.session.state) == ["<0004>"]
    tell(tale, "strike")
    assert {"<0001>", "<0004>"} <= tale.struck
    assert "<0003>" not in tale.struck
    assert tale.session.state.notes == ()


def test_what_is_gone_and_undo_could_bring_back_is_struck_too(tale: Tale) -> None:
    tell(tale, "write", "remove")
    assert tale.session.strike("n1") is None
    tale.struck = {"<0001>"}
    tale.check()
    assert not tale.session.can_undo
    assert isinstance(tale.session.strike("n1"), Refusal)
    assert isinstance(tale.session.strike("n7"), Refusal)


def test_a_disk_that_refuses_is_said_and_tried_again(tale: Tale) -> None:
    tell(tale, "write", "refuses", "strike")
    assert words(tale.session.state) == []
    assert tale.session.not_erased == "the disk is full"
    assert b"<0001>" in on_disk(tale.folder)
    tell(tale, "ok")
    assert tale.session.not_erased == ""
    assert b"<0001>" not in on_disk(tale.folder)


def test_a_topic_that_was_struck_leaves_its_time_to_the_others(tale: Tale) -> None:
    tell(tale, "next", "next", "topic", "topic")
    assert [one.allotment for one in tale.session.state.topics] == [660, 660]
    tell(tale, "strike")
    assert [one.allotment for one in tale.session.state.topics] == [1320]


def test_a_topic_that_was_reflected_on_can_be_struck_and_its_time_stays_the_items(
    tale: Tale,
) -> None:
    tell(tale, "next", "next", "topic", "review")
    tale.clock.advance(300)
    tell(tale, "write")
    assert tale.session.state.notes[0].topic == "t1"
    assert tale.session.strike("t1") is None
    state = tale.session.state
    assert state.topics == ()
    assert state.notes[0].topic is None
    assert state.running
    assert state.running.visits[0].start == at(0)
    tale.struck = {"<0001>"}
    tale.check()


def test_a_struck_note_goes_from_what_another_window_outran(tale: Tale) -> None:
    other = Session(tale.disk.store.journal.load("s1"), tale.disk, tale.clock, lambda: "other")
    other.dispatch(CloseRoom())
    for step in ("write", "write", "strike"):
        tale.step(step, 0)
    assert tale.session.unsaved
    assert list(tale.folder.glob("unsaved-*"))
    assert b"<0002>" in on_disk(tale.folder)
    assert b"<0001>" not in on_disk(tale.folder)


def test_a_strike_reaches_the_place_that_the_session_was_moved_from(
    tale: Tale, tmp_path: Path
) -> None:
    tell(tale, "write")
    elsewhere = Disk(tmp_path / "elsewhere")
    tale.session.move(elsewhere)
    tale.disk.mood = "refuses"
    tale.step("strike", 0)
    assert b"<0001>" not in on_disk(tmp_path / "elsewhere")
    assert tale.session.not_erased
    tale.disk.mood = "ok"
    tale.session.save_waiting()
    assert not tale.session.not_erased
    assert b"<0001>" not in on_disk(tale.folder)


def test_a_workplace_strikes_drafts_and_names_the_files_that_may_hold_the_words(
    tmp_path: Path,
) -> None:
    workplace = a_workplace(still_clock(0))
    session = begin(workplace)
    session.dispatch(WriteNote(NoteKind.HARVEST, "Marmalade helps"))
    workplace.held.keep_draft("note:harvest", "harvest", "Marmalade he")
    workplace.held.keep_draft("note:compost", "compost", "Something else")
    there, gone = tmp_path / "harvest.md", tmp_path / "harvest 2.md"
    there.write_text("", "utf-8")
    files = [WrittenFile("harvest", str(one), "0" * 64) for one in (there, gone)]
    session.dispatch(CloseSession())
    session.dispatch(RecordOutcomes((*files, WrittenFile("attendees", str(there), "0" * 64))))
    assert workplace.held.strike("n1") == (there,)
    assert workplace.held.not_erased == ""
    assert [one.text for one in workplace.held.drafts()] == ["Something else"]
    data = workplace.locations.data
    workplace.close()
    assert b"Marmalade" not in on_disk(data)
    assert b"Something else" in on_disk(data)


def test_a_draft_that_cannot_be_erased_is_tried_again() -> None:
    workplace = a_workplace(still_clock(0))
    session = begin(workplace)
    session.dispatch(WriteNote(NoteKind.HARVEST, "Marmalade helps"))
    workplace.store.drafts.save(
        Draft(session.state.id, "note:harvest", "harvest", "Marmalade helps", START)
    )
    data = workplace.locations.data
    hidden = data / "hidden"
    workplace.store.path.rename(hidden)
    assert not isinstance(workplace.held.strike("n1"), Refusal)
    assert "Still trying" in workplace.held.not_erased
    hidden.rename(workplace.store.path)
    session.save_waiting()
    workplace.held.beat()
    assert workplace.held.not_erased == ""
    workplace.close()
    assert b"Marmalade" not in on_disk(data)


# --- a disk that refuses, and the program ends ---------------------------------------------------


def refuse_erasing(data: Path) -> Path:
    """A folder where erasing puts its mark: all else can be written. Gone, it works again."""
    blocked = data / "coreflect.db.to-rewrite"
    blocked.mkdir()
    return blocked


def struck_in_vain() -> tuple[Workplace, str, Path]:
    """A workplace with a struck note and draft that are still on the disk."""
    workplace = a_workplace(still_clock(0))
    session = begin(workplace)
    session.dispatch(WriteNote(NoteKind.HARVEST, "Marmalade helps"))
    session.dispatch(WriteNote(NoteKind.HARVEST, "Bread stays"))
    workplace.held.keep_draft("note:harvest", "harvest", "Marmalade helps")
    blocked = refuse_erasing(workplace.locations.data)
    assert workplace.held.strike("n1") == ()
    assert "not yet from the disk" in workplace.held.not_erased
    return workplace, session.state.id, blocked


def test_struck_words_do_not_come_back_with_a_session_that_was_left() -> None:
    first, session_id, blocked = struck_in_vain()
    data = first.locations.data
    first.close()
    (kept,) = data.glob("to-strike-*")
    assert b"Marmalade" not in kept.read_bytes()
    assert b"Marmalade" in (data / "coreflect.db").read_bytes()

    again = a_workplace(still_clock(1))
    assert words(again.kept.read(session_id)[0]) == ["Bread stays"]
    session = again.resume(session_id).session
    assert words(session.state) == ["Bread stays"]
    assert again.held.drafts() == ()
    assert "not yet from the disk" in again.held.not_erased
    assert "come back" not in again.held.not_erased
    assert session.dispatch(WriteNote(NoteKind.HARVEST, "Milk")) is None

    blocked.rmdir()
    session.save_waiting()
    again.held.beat()
    assert again.held.not_erased == ""
    assert not list(data.glob("*to-strike*"))
    assert again.store.journal.to_strike(session_id) == frozenset()
    again.close()
    assert b"Marmalade" not in on_disk(data)
    assert words(a_workplace(still_clock(1)).kept.read(session_id)[0]) == ["Bread stays", "Milk"]


def test_what_was_to_be_struck_is_struck_when_the_session_is_opened() -> None:
    first, session_id, blocked = struck_in_vain()
    data = first.locations.data
    # As after a kill: nothing is closed in order.
    blocked.rmdir()
    first.held.hold.release() if first.held.hold else None
    again = a_workplace(still_clock(1))
    assert words(again.resume(session_id).session.state) == ["Bread stays"]
    assert again.held.not_erased == ""
    again.close()
    first.store.close()
    assert b"Marmalade" not in on_disk(data)
    assert not list(data.glob("*to-strike*"))


@pytest.mark.skipif(sys.platform == "win32", reason="permission bits are of POSIX")
def test_what_is_to_be_struck_is_noted_for_this_user_alone() -> None:
    workplace, session_id, _ = struck_in_vain()
    path = workplace.locations.data / f"to-strike-{session_id}.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    workplace.close()


def test_where_the_note_is_refused_too_it_is_said_that_the_words_come_back() -> None:
    workplace = a_workplace(still_clock(0))
    session = begin(workplace)
    session.dispatch(WriteNote(NoteKind.HARVEST, "Marmalade helps"))
    data = workplace.locations.data
    refuse_erasing(data)
    (data / f".to-strike-{session.state.id}.json.part").mkdir()
    workplace.held.strike("n1")
    assert "come back when the session is opened again" in workplace.held.not_erased
    workplace.close()


@pytest.mark.parametrize("content", ["", "[]", '{"places": [["a"]], "drafts": []}', "\0"])
def test_a_note_that_cannot_be_read_keeps_no_session_closed(content: str) -> None:
    workplace = a_workplace(still_clock(0))
    session_id = begin(workplace).state.id
    workplace.leave()
    (workplace.locations.data / f"to-strike-{session_id}.json").write_text(content, "utf-8")
    workplace.resume(session_id)
    assert workplace.held.not_erased == ""
    workplace.close()


def test_words_typed_after_a_strike_are_not_taken_for_what_is_to_go() -> None:
    workplace, session_id, blocked = struck_in_vain()
    blocked.rmdir()
    workplace.held.keep_draft("note:harvest", "harvest", "Something new")
    workplace.held.beat()
    assert [one.text for one in workplace.held.drafts()] == ["Something new"]
    workplace.leave()
    workplace.resume(session_id)
    assert [one.text for one in workplace.held.drafts()] == ["Something new"]
    workplace.close()


def test_a_slot_that_was_to_be_emptied_takes_new_words(tmp_path: Path) -> None:
    store = Store(tmp_path)
    old, new = (Draft("s1", "note:harvest", "harvest", text, START) for text in ("Old", "New"))
    store.drafts.save(old)
    blocked = refuse_erasing(tmp_path)
    with pytest.raises(StoreError):
        store.drafts.erase("s1", old.slot)
    with pytest.raises(StoreError):
        store.drafts.save(new)
    assert store.drafts.of("s1") == ()
    blocked.rmdir()
    store.drafts.save(new)
    assert store.drafts.of("s1") == (new,)
    store.close()


# --- where the session was before ----------------------------------------------------------------


def outrun(workplace: Workplace) -> Session:
    """A session that another window wrote to, with a note and a draft in the first folder."""
    session = begin(workplace)
    workplace.held.keep_draft("note:harvest", "harvest", "Marmalade helps")
    with_store = Store(workplace.locations.data)
    decisions = with_store.journal.load(session.state.id)
    Session(decisions, with_store.journal, still_clock(0), lambda: "other").dispatch(NextItem())
    with_store.close()
    session.dispatch(WriteNote(NoteKind.HARVEST, "Marmalade helps"))
    assert session.unsaved
    assert not session.unsaved.trying
    return session


def test_a_strike_reaches_the_files_and_drafts_that_a_move_left(tmp_path: Path) -> None:
    workplace = a_workplace(still_clock(0))
    session = outrun(workplace)
    home = workplace.locations.data
    workplace.held.save_elsewhere(tmp_path / "stick")
    assert session.unsaved is None
    assert workplace.held.strike("n1") == ()
    assert workplace.held.not_erased == ""
    assert workplace.held.drafts() == ()
    workplace.close()
    assert b"Marmalade" not in on_disk(home)
    assert b"Marmalade" not in on_disk(tmp_path / "stick")
    assert list(home.glob("unsaved-*"))


def test_drafts_go_from_the_place_that_the_session_was_moved_from(tmp_path: Path) -> None:
    workplace = a_workplace(still_clock(0))
    session_id = begin(workplace).state.id
    workplace.held.keep_draft("note:harvest", "harvest", "Marmalade helps")
    workplace.held.save_elsewhere(tmp_path / "stick")
    assert [one.text for one in workplace.held.drafts()] == ["Marmalade helps"]
    home = Store(workplace.locations.data)
    assert home.drafts.of(session_id) == ()
    home.close()
    workplace.close()


def test_a_former_place_that_refuses_is_said(tmp_path: Path) -> None:
    workplace = a_workplace(still_clock(0))
    session = outrun(workplace)
    home = workplace.locations.data
    workplace.held.save_elsewhere(tmp_path / "stick")
    (file,) = home.glob("unsaved-*")
    (home / f".{file.name}.part").mkdir()
    workplace.held.strike("n1")
    assert "not yet from the disk" in workplace.held.not_erased
    assert b"Marmalade" in file.read_bytes()
    (home / f".{file.name}.part").rmdir()
    session.save_waiting()
    assert workplace.held.not_erased == ""
    assert b"Marmalade" not in file.read_bytes()
    workplace.close()


def test_a_file_that_cannot_be_written_again_is_said() -> None:
    workplace = a_workplace(still_clock(0))
    session = outrun(workplace)
    home = workplace.locations.data
    (file,) = home.glob("unsaved-*")
    (home / f".{file.name}.part").mkdir()
    workplace.held.strike("n1")
    assert "not yet from the disk" in workplace.held.not_erased
    (home / f".{file.name}.part").rmdir()
    session.save_waiting()
    assert workplace.held.not_erased == ""
    workplace.close()
    assert b"Marmalade" not in on_disk(home)


def test_a_draft_in_a_former_place_goes_as_soon_as_it_can_be_read(tmp_path: Path) -> None:
    workplace = a_workplace(still_clock(0))
    session = begin(workplace)
    session.dispatch(WriteNote(NoteKind.HARVEST, "Marmalade helps"))
    workplace.held.save_elsewhere(tmp_path / "stick")
    home = Store(workplace.locations.data)
    home.drafts.save(Draft(session.state.id, "note:harvest", "harvest", "Marmalade helps", START))
    home.close()
    busy = sqlite3.connect(home.path, isolation_level=None)
    busy.execute("BEGIN EXCLUSIVE")
    assert workplace.held.strike("n1") == ()
    assert "not yet from the disk" in workplace.held.not_erased
    session.save_waiting()
    workplace.held.beat()
    assert "not yet from the disk" in workplace.held.not_erased
    busy.execute("ROLLBACK")
    busy.close()
    session.save_waiting()
    assert "not yet from the disk" in workplace.held.not_erased
    workplace.held.beat()
    assert workplace.held.not_erased == ""
    workplace.close()
    assert b"Marmalade" not in on_disk(home.path.parent)


# --- which drafts, and which steps ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("note", "typed", "gone"),
    [
        ("hope", "hope", True),
        ("hope", " hope ", True),
        ("hope", "I hope that we meet again", False),
        ("I felt heard", "I", False),
        ("We listened to each other", "We listened to", True),
        ("We listened to each other", "We listened", False),
        ("We listened", "We listened / and more", False),
        ("We were quiet", "First / We were quiet / then", True),
    ],
)
def test_a_draft_is_struck_where_it_tells_the_same(note: str, typed: str, gone: bool) -> None:
    workplace = a_workplace(still_clock(0))
    begin(workplace).dispatch(WriteNote(NoteKind.HARVEST, note))
    workplace.held.keep_draft("note:compost", "compost", typed)
    workplace.held.strike("n1")
    assert (workplace.held.drafts() == ()) is gone
    workplace.close()


def test_a_struck_topic_leaves_no_empty_step(tale: Tale) -> None:
    tell(tale, "next", "next", "topic", "topic", "strike")
    topics = tale.session.state.topics
    assert [one.allotment for one in topics] == [1320]
    tale.session.undo()
    assert words(tale.session.state) == []
    tale.session.redo()
    assert [one.title for one in tale.session.state.topics] == ["<0002>"]
    tale.session.undo()
    assert tale.session.state.running
    assert tale.session.state.running.item.step.id == "topics"
    tale.session.undo()
    assert tale.session.state.running.item.step.id != "topics"


def test_the_time_of_a_struck_running_topic_is_shared_anew(tale: Tale) -> None:
    tell(tale, "next", "next", "topic", "topic", "review")
    tale.clock.advance(300)
    assert tale.session.strike("t1") is None
    assert [one.allotment for one in tale.session.state.topics] == [1020]
    assert replay(tale.disk.store.journal.load("s1")).state == tale.session.state


def test_nothing_is_shared_for_topics_whose_time_is_over(tale: Tale) -> None:
    tell(tale, "next", "next", "topic", "topic", "next")
    stored = tale.disk.store.journal.last_seq("s1")
    assert tale.session.strike("t1") is None
    assert [one.allotment for one in tale.session.state.topics] == [660]
    assert tale.disk.store.journal.last_seq("s1") == stored

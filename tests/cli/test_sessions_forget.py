"""`coreflect sessions forget`: what it says, and that no byte of what it took is left."""

import argparse
import io
import json
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from unicodedata import normalize

import pytest

from builders import START
from coreflect_tui.cli import sessions
from coreflect_tui.core.decide.answer import Refusal
from coreflect_tui.core.events import SessionPrepared
from coreflect_tui.core.forgotten import FORGOTTEN
from coreflect_tui.core.formats import NoteKind
from coreflect_tui.core.group import Group, Member
from coreflect_tui.core.history import replay
from coreflect_tui.core.intents import (
    AddAttendee,
    AddTopic,
    CloseSession,
    DescribeAttendee,
    GiveTurn,
    MarkFullParticipation,
    NextItem,
    NextTurn,
    RecordAddress,
    RecordOutcomes,
    ReportRow,
    ReviewNote,
    SetPresence,
    TakeReport,
    WriteNote,
)
from coreflect_tui.core.person import FullMark, Presence, Role
from coreflect_tui.core.record import record_of
from coreflect_tui.core.state import Options, Recipient, SessionState, WrittenFile
from coreflect_tui.core.summary import summarise
from coreflect_tui.library.groups import read_group, save_group
from coreflect_tui.library.own_quotes import add_quotes, own_text
from coreflect_tui.library.quotes import Quote
from coreflect_tui.locations import locations
from coreflect_tui.preparation import Invited, prepare_session
from coreflect_tui.session import Session
from coreflect_tui.store import Draft, Store, StoreError, to_strike
from coreflect_tui.store.database import Database
from coreflect_tui.workplace import Workplace
from stage import a_workplace, begin, ips, options, still_clock

ZOE = Invited("Zoë Quüx", "xe/xem", "zoe.q@example.org", "Quarterhouse", "Zoë van Quüx")
FIND = ("Zoë", "Quüx", "ZOË", "xe/xem", "zoe.q@", "Quarterhouse", "zq-phone", "left for the vet")
TUESDAY = Group(
    "Tuesday circle",
    "ips-co-reflection",
    True,
    (
        Member("a1", "Ana"),
        Member("z9", ZOE.name, ZOE.pronouns, ZOE.listed_name, ZOE.email, aliases=("zq-phone",)),
        Member("b2", "Bo"),
    ),
    "g1",
)
EARLIER = timedelta(days=400)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def command(*words: str) -> tuple[int, str, str]:
    """Status, standard output and standard error of `coreflect sessions WORDS`."""
    parser = argparse.ArgumentParser(prog="coreflect")
    sessions.add_parser(parser.add_subparsers(dest="command"))
    out, err = io.StringIO(), io.StringIO()
    status = sessions.run(parser.parse_args(["sessions", *words]), out, err)
    return status, out.getvalue(), err.getvalue()


@pytest.fixture(autouse=True)
def _no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("y\n"))


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Sit somebody at a terminal who types that."""
    return lambda text: monkeypatch.setattr(sys, "stdin", Terminal(text))


def spellings(word: str) -> set[bytes]:
    """The bytes of a word as a file may hold them."""
    forms = {normalize(form, word) for form in ("NFC", "NFD")}
    return {one.encode() for one in forms} | {json.dumps(one)[1:-1].encode() for one in forms}


def left(words: tuple[str, ...] = FIND) -> list[tuple[str, str]]:
    """Where a word still stands in the data or the groups: pairs of file and word."""
    places = locations()
    files = [
        path
        for folder in (places.data, places.user_groups)
        for path in folder.rglob("*")
        if path.is_file()
    ]
    return [
        (path.name, word)
        for path in files
        for word in words
        if any(one in path.read_bytes() for one in spellings(word))
    ]


def held(
    workplace: Workplace,
    *people: Invited,
    ago: timedelta = EARLIER,
    group: str = "",
    closed: bool = True,
    recipient: str = "IPS Central",
    note: str = "Marmalade helps",
) -> Session:
    """A session of Ana and these people: a check-in with a turn, a topic and a note."""
    known = options()
    wanted = Options(
        START - ago,
        known.minutes,
        known.place,
        known.utc_offset,
        Recipient(recipient),
        group=group,
        record=bool(group),
    )
    roster = {one.name: one.id for one in TUESDAY.members} if group else {}
    linked = [replace(one, roster=roster.get(one.name, "")) for one in people]
    ana = Invited("Ana", roster=roster.get("Ana", ""))
    prepared = prepare_session(ips(), wanted, [ana], linked, workplace.random)
    assert not isinstance(prepared, Refusal), prepared.sentence
    session = workplace.begin(*prepared)
    everyone = tuple(one.id for one in session.state.people)
    done = [
        session.dispatch(SetPresence(everyone, Presence.PRESENT)),
        *(session.dispatch(NextItem()) for _ in range(3)),
        session.dispatch(GiveTurn(everyone[-1])),
        session.dispatch(NextTurn()),
        session.dispatch(AddTopic("Endings")),
        session.dispatch(WriteNote(NoteKind.HARVEST, note)),
        session.dispatch(CloseSession()) if closed else None,
    ]
    assert not any(done), done
    return session


def id_of(session: Session, name: str) -> str:
    (person,) = [one.id for one in session.state.people if one.name == name]
    return person


@pytest.fixture
def circle(tmp_path: Path) -> tuple[str, str, str]:
    """Three sessions: two of a group in which Zoë is, one to which they were added by mistake. In
    the first everything that may be known of somebody is known of Zoë; their ids."""
    save_group(locations().user_groups, TUESDAY)
    folder = locations().user_groups
    (folder / "tuesday-circle.toml.before").write_bytes(
        (folder / "tuesday-circle.toml").read_bytes()
    )
    workplace = a_workplace(still_clock(0))
    first = held(workplace, Invited("Bo"), ZOE, group="g1", closed=False, recipient=ZOE.name)
    zoe = id_of(first, ZOE.name)
    row = ReportRow(zoe, ZOE.name, (), alias="zq-phone")
    for intent in (
        MarkFullParticipation(zoe, FullMark(False, "left for the vet")),
        TakeReport((row,)),
        RecordAddress(zoe, f"old.{ZOE.email}", ZOE.organisation),
    ):
        assert first.dispatch(intent) is None
    second_name = DescribeAttendee(zoe, "Zoë Quüx-Hill", ZOE.pronouns, "", Role.PARTICIPANT)
    assert first.dispatch(second_name) is None
    assert first.dispatch(CloseSession()) is None
    files = [tmp_path / name for name in ("attendees.csv", "harvest.md", "gone.csv")]
    for file in files[:2]:
        file.write_text("", "utf-8")
    written = zip(("attendees", "harvest", "attendees"), files, strict=True)
    outcomes = tuple(WrittenFile(kind, str(file), "0" * 64) for kind, file in written)
    assert first.dispatch(RecordOutcomes(outcomes)) is None
    story = "Zoë's slowness helps; ZOË and the others"
    second = held(workplace, ZOE, Invited("Bo"), group="g1", note=story)
    third = held(workplace, Invited("Cy"), Invited("Zo"), closed=False)
    by_mistake = (AddAttendee("ZOË QUÜX", Presence.EXPECTED), CloseSession())
    assert third.dispatch(by_mistake[0]) is None
    third.undo()
    assert third.dispatch(by_mistake[1]) is None
    made = tuple(one.state.id for one in (first, second, third))
    workplace.close()
    (locations().data / "coreflect.db.before-v2").write_text("Zoë Marmalade", "utf-8")
    return made[0], made[1], made[2]


def states(ids: tuple[str, ...]) -> list[SessionState]:
    store = Store(locations().data)
    try:
        return [replay(store.journal.load(one)).state for one in ids]
    finally:
        store.close()


def assert_whole(*ids: str) -> None:
    """These sessions can be read, their chains hold, and their rows say what they add up to."""
    store = Store(locations().data)
    try:
        rows = {one.session: one for one in store.summaries.newest()}
        assert set(rows) == set(ids)
        for session in ids:
            decisions = store.journal.load(session)
            state = replay(decisions).state
            assert rows[session] == summarise(state, decisions[-1].moment.session)
    finally:
        store.close()


# --- a whole session -----------------------------------------------------------------------------


def test_without_a_terminal_nothing_is_removed_and_all_is_said(
    circle: tuple[str, str, str],
) -> None:
    before = states(circle)
    status, out, err = command("forget", circle[0])
    assert status == 1
    assert f"session {circle[0]}, IPS co-reflection: 3 people, 2 notes and topics" in out
    assert err == "Nothing was removed; the same with --yes does it.\n"
    assert states(circle) == before


@pytest.mark.parametrize("said", ["n\n", "", "what?\n"])
def test_at_a_terminal_it_asks_once(
    circle: tuple[str, str, str], answers: Callable[[str], None], said: str
) -> None:
    before = states(circle)
    answers(said)
    status, out, _ = command("forget", "last")
    assert status == 1
    assert out.count("y or n") == 1
    assert out.endswith("Nothing was removed.\n")
    assert states(circle) == before


def test_a_session_is_forgotten_whole(
    circle: tuple[str, str, str], answers: Callable[[str], None]
) -> None:
    first, *others = circle
    before = states(tuple(others))
    store = Store(locations().data)
    store.drafts.save(Draft(first, "note:harvest", "harvest", "Half a sentence", START))
    store.journal.put_aside(first, store.journal.load(first))
    store.journal.put_aside(others[0], store.journal.load(others[0]))
    store.close()
    answers("y\n")
    status, out, err = command("forget", first)
    assert (status, err) == (0, "")
    assert "1 unfinished note" in out
    assert [Path(one).name for one in out.splitlines()[-2:]] == ["attendees.csv", "harvest.md"]
    assert not left((first, "left for the vet", "Half a sentence"))
    assert not list(locations().data.glob(f"*{first}*"))
    assert len(list(locations().data.glob("unsaved-*"))) == 1
    assert not list(locations().data.glob("*.before-v*"))
    assert states(tuple(others)) == before
    assert_whole(*others)
    assert command("show", first)[2].startswith("No session begins with")


def test_a_damaged_session_can_be_forgotten(circle: tuple[str, str, str]) -> None:
    with closing(sqlite3.connect(locations().data / "coreflect.db")) as conn, conn:
        conn.execute("UPDATE decisions SET boot_id = 'x' WHERE session = ?", (circle[0],))
    status, out, err = command("forget", circle[0], "--yes")
    assert (status, err) == (0, "")
    assert "damaged" in out
    assert_whole(*circle[1:])


@pytest.mark.parametrize("whole", [True, False], ids=["a session", "a person"])
def test_a_damaged_file_that_was_kept_goes_with_it_and_is_named(
    circle: tuple[str, str, str], whole: bool
) -> None:
    path = Store(locations().data).path
    path.write_bytes(bytes(4096) + path.read_bytes()[4096:])
    assert "3 sessions recovered in full" in command("list")[2]
    (kept,) = path.parent.glob("coreflect.db.damaged-*-1")
    assert "Zoë".encode() in kept.read_bytes()
    words = ("forget", circle[0]) if whole else ("forget", "--person", "Zoë Quüx")
    asked = command(*words)[1]
    assert "Copies of the database go with it, damaged ones too: " in asked
    assert kept.name in asked
    status, out, _ = command(*words, "--yes")
    assert (status, kept.name in out) == (0, True)
    assert list(path.parent.glob("coreflect.db*")) == [path]


def test_what_is_damaged_is_said_not_to_be_looked_through(circle: tuple[str, str, str]) -> None:
    one, other, _ = circle
    with closing(Store(locations().data)) as store:
        store.drafts.save(Draft(other, "note:harvest", "harvest", "Zoë", START))
        path = store.path
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.execute("UPDATE drafts SET text = 'Zoé' WHERE session = ?", (other,))
        conn.execute("UPDATE decisions SET payload = '[]' WHERE session = ?", (one,))
        conn.execute("UPDATE sessions SET title = 'X' WHERE session = ?", (one,))
    status, _, err = command("forget", "--person", "Zoë Quüx", "--session", other, "--yes")
    assert status == 1
    assert f"Not looked through, because it cannot be read: session {one}" in err
    assert f"cannot be read: an unfinished note of session {other}" in err


def test_only_the_notes_are_forgotten(circle: tuple[str, str, str]) -> None:
    before = states(circle)
    status, out, err = command("forget", circle[0], "--notes", "--yes")
    assert (status, err) == (0, "")
    assert out.splitlines()[0] == (
        f"Removed for good: what was written in session {circle[0]}: 2 notes and topics."
    )
    assert out.splitlines()[-1].endswith("harvest.md")
    assert "attendees.csv" not in out
    after = states(circle)
    assert after[1:] == before[1:]
    assert after[0] == replace(before[0], notes=(), topics=())
    assert_whole(*circle)
    assert left(("Marmalade helps", "Endings"))
    for session in circle[1:]:
        assert command("forget", session, "--notes", "--yes")[0] == 0
    assert not left(("Marmalade helps", "Endings"))


# --- one person ----------------------------------------------------------------------------------


def test_a_person_is_forgotten_everywhere(circle: tuple[str, str, str]) -> None:
    assert {word for _, word in left()} == set(FIND)
    status, out, err = command("forget", "--person", "zoe QUUX", "--notes", "--yes")
    assert (status, err) == (0, "")
    assert "Zoë Quüx from 3 sessions (" not in out
    assert "zoe QUUX from 3 sessions (" in out
    assert all(session in out for session in circle)
    assert "tuesday-circle.toml" in out
    assert f"became “someone” in 1 note or title of session {circle[1]}" in out
    assert [Path(one).name for one in out.splitlines() if "/" in one] == ["attendees.csv"]
    assert left() == []
    assert_whole(*circle)


def test_what_the_others_did_stays_as_it_was(circle: tuple[str, str, str]) -> None:
    before = states(circle)
    assert command("forget", "--person", ZOE.name, "--yes")[0] == 0
    after = states(circle)
    assert after[2] == before[2]
    for was, now in zip(before[:2], after[:2], strict=True):
        for name in ("items", "rounds", "topics", "pauses", "began", "closed"):
            assert getattr(now, name) == getattr(was, name)
        pairs = list(zip(was.people, now.people, strict=True))
        for one, other in pairs:
            if one.name.startswith("Zoë"):
                assert (other.name, other.roster, other.email) == (FORGOTTEN, "", "")
                assert (other.presence, other.history) == (one.presence, one.history)
            else:
                assert other == one


def test_what_the_group_reads_names_them_no_more_and_what_is_ones_own_stays() -> None:
    workplace = a_workplace(still_clock(0))
    theirs = held(workplace, ZOE, note="write to zoe.q@example.org", closed=False)
    for intent in (
        WriteNote(NoteKind.TAKEAWAY, "Quüx knows"),
        WriteNote(NoteKind.TAKEAWAY, "Zoë kept"),
        ReviewNote("n3", name_kept=True),
        WriteNote(NoteKind.REMINDER, "Thank Zoë"),
        AddTopic("What Zoë said"),
        CloseSession(),
    ):
        assert theirs.dispatch(intent) is None
    elsewhere = held(workplace, Invited("Bo"), note="last time Zoë Quüx told us")
    untouched = held(workplace, Invited("Bo"))
    workplace.store.drafts.save(Draft(theirs.state.id, "a", "harvest", "and Zoë", START))
    workplace.close()
    ids = (theirs.state.id, elsewhere.state.id, untouched.state.id)
    status, out, err = command("forget", "--person", ZOE.name, "--yes")
    assert (status, err) == (0, "")
    assert f"became “someone” in 3 notes and titles of session {ids[0]}." in out
    assert f"stays in 3 notes of session {ids[0]}" in out
    assert f"became “someone” in 1 note or title of session {ids[1]}." in out
    assert f"from 1 session ({ids[0]})" in out
    assert ids[2] not in out
    texts = [[one.text for one in state.notes] for state in states(ids)]
    assert texts == [
        ["write to someone", "Someone knows", "Zoë kept", "Thank Zoë"],
        ["last time someone told us"],
        ["Marmalade helps"],
    ]
    assert {word for _, word in left()} == {"Zoë"}
    assert_whole(*ids)


def test_with_notes_their_name_goes_from_what_is_ones_own_too() -> None:
    workplace = a_workplace(still_clock(0))
    theirs = held(workplace, ZOE, closed=False)
    assert theirs.dispatch(WriteNote(NoteKind.REMINDER, "Thank Zoë")) is None
    assert theirs.dispatch(CloseSession()) is None
    elsewhere = held(workplace, Invited("Bo"), closed=False)
    assert elsewhere.dispatch(WriteNote(NoteKind.REMINDER, "Ask Zoë Quüx")) is None
    assert elsewhere.dispatch(CloseSession()) is None
    workplace.store.drafts.save(Draft(theirs.state.id, "a", "harvest", "and Zoë", START))
    workplace.close()
    status, out, err = command("forget", "--person", ZOE.name, "--notes", "--yes")
    assert (status, err) == (0, "")
    assert f"became “someone” in 2 notes and titles of session {theirs.state.id}." in out
    assert f"became “someone” in 1 note or title of session {elsewhere.state.id}." in out
    assert left() == []


def test_a_name_alone_in_two_sessions_may_be_two_people() -> None:
    workplace = a_workplace(still_clock(0))
    made = [held(workplace, Invited("Kim")), held(workplace, Invited("Kim"))]
    third = held(workplace, Invited("Dee"), closed=False)
    alias = ReportRow(id_of(third, "Dee"), "Dee", (), alias="Kim")
    assert third.dispatch(TakeReport((alias,))) is None
    assert third.dispatch(CloseSession()) is None
    ids = tuple(one.state.id for one in (*made, third))
    workplace.close()
    before = states(ids)
    status, out, err = command("forget", "--person", "Kim", "--yes")
    assert (status, out) == (1, "")
    assert all(one in err for one in ids)
    assert "--session" in err
    assert states(ids) == before
    both = ("--session", ids[0], "--session", ids[1])
    assert command("forget", "--person", "Kim", *both, "--yes")[0] == 0
    names = [[one.name for one in state.people] for state in states(ids)]
    assert names == [["Ana", FORGOTTEN], ["Ana", FORGOTTEN], ["Ana", "Dee"]]
    assert states(ids)[2] == before[2]


def test_a_name_from_a_report_names_somebody_in_that_session_alone() -> None:
    workplace = a_workplace(still_clock(0))
    first = held(workplace, Invited("Dee"), note="Kim said so", closed=False)
    alias = ReportRow(id_of(first, "Dee"), "Dee", (), alias="Kim")
    assert first.dispatch(TakeReport((alias,))) is None
    assert first.dispatch(CloseSession()) is None
    other = held(workplace, Invited("Bo"), note="Kim wrote a book")
    workplace.close()
    assert command("forget", "--person", "Dee", "--yes")[0] == 0
    texts = [one.notes[0].text for one in states((first.state.id, other.state.id))]
    assert texts == ["Someone said so", "Kim wrote a book"]


def test_whoever_was_forgotten_is_not_put_into_the_roster_again() -> None:
    save_group(locations().user_groups, TUESDAY)
    workplace = a_workplace(still_clock(0))
    session = held(workplace, ZOE, group="g1")
    workplace.close()
    assert command("forget", "--person", ZOE.name, "--yes")[0] == 0
    workplace = a_workplace(still_clock(0))
    workplace.resume(session.state.id)
    group, _ = workplace.held.group.keep()
    workplace.close()
    assert [one.name for one in group.members] == ["Ana", "Bo"]


# --- what cannot be finished ---------------------------------------------------------------------


@pytest.mark.parametrize("words", [("{}",), ("{}", "--notes"), ("--person", "Zoë Quüx")])
def test_where_rests_may_be_left_all_else_is_said_and_done(
    circle: tuple[str, str, str], monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    def refuse(_: Database) -> None:
        raise StoreError("the disk is full")

    store = Store(locations().data)
    store.journal.put_aside(circle[0], store.journal.load(circle[0])[1:])
    store.close()
    before = next(locations().data.glob("unsaved-*")).read_text("utf-8")
    asked = [word.format(circle[0]) for word in words]
    with monkeypatch.context() as patch:
        patch.setattr(Database, "rewrite", refuse)
        status, out, err = command("forget", *asked, "--yes")
    assert status == 1
    assert out.startswith("Removed for good: ")
    assert ("harvest.md" if "--notes" in words else "attendees.csv") in out
    assert "rests of it may still stand in the file (the disk is full)" in err
    assert [one.read_text("utf-8") for one in locations().data.glob("unsaved-*")] != [before]


@pytest.mark.parametrize("words", [("{}",), ("{}", "--notes")])
def test_when_the_database_refuses_what_was_put_aside_stays(
    circle: tuple[str, str, str], words: tuple[str, ...]
) -> None:
    store = Store(locations().data)
    store.journal.put_aside(circle[0], store.journal.load(circle[0])[1:])
    store.close()
    (aside,) = locations().data.glob("unsaved-*")
    before = aside.read_bytes()
    with closing(sqlite3.connect(locations().data / "coreflect.db")) as conn:
        conn.execute("BEGIN IMMEDIATE")
        status, _, err = command("forget", *[one.format(circle[0]) for one in words], "--yes")
        conn.execute("ROLLBACK")
    assert (status, err) == (1, "Nothing was removed: the database is busy\n")
    assert aside.read_bytes() == before


def test_what_an_interrupted_writing_left_stops_nothing(circle: tuple[str, str, str]) -> None:
    part = locations().data / f".unsaved-{circle[0][-6:]}-abcdef.json.part"
    part.write_text('{"schema": 1, "session": "', "utf-8")
    status, _, err = command("forget", circle[0], "--notes", "--yes")
    assert (status, err) == (0, "")
    assert not part.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="such a name cannot be there")
def test_names_of_files_do_not_steer_the_terminal(circle: tuple[str, str, str]) -> None:
    folder = locations().user_groups
    (folder / "\x1b[31mred.toml").write_text("# Zoë Quüx\nbroken", "utf-8")
    (folder / "tuesday-circle.toml").rename(folder / "\x1b]0;x\x07blue.toml")
    _, out, err = command("forget", "--person", ZOE.name, "--yes")
    assert "red.toml" in out
    assert "red.toml" in err
    assert "blue.toml" in out
    assert "\x1b" not in out + err
    assert circle[0] in out


@pytest.mark.usefixtures("circle")
def test_the_record_of_the_group_counts_the_others_alone() -> None:
    command("forget", "--person", ZOE.name, "--yes")
    folder = locations().user_groups
    group = read_group(folder / "tuesday-circle.toml")
    assert [one.name for one in group.members] == ["Ana", "Bo"]
    store = Store(locations().data)
    record = record_of(group, [one for one in store.summaries.newest() if one.group == "g1"])
    store.close()
    assert [one.came for one in record.people] == [2, 2]
    assert (record.counted, record.others) == (2, 0)
    assert len(list(folder.iterdir())) == 2


def test_a_file_in_somebodys_own_writing_keeps_what_they_wrote(
    circle: tuple[str, str, str],
) -> None:
    path = locations().user_groups / "tuesday-circle.toml"
    text = path.read_text("utf-8")
    text = text.replace('[[person]]\nid = "b2"', '# Bo brings cake\n[[person]]\nid = "b2"')
    text = text.replace('[[person]]\nid = "z9"', '# Zoë, since May\n[[person]]\nid = "z9"')
    path.write_text(text + "# The end\n", "utf-8")
    before = path.with_name("tuesday-circle.toml.before-2")
    before.write_text(text.replace("Tuesday circle", "Tuesdays with Zoë"), "utf-8")
    status, out, _ = command("forget", "--person", ZOE.name, "--yes")
    assert status == 0
    text = path.read_text("utf-8")
    assert "# Bo brings cake\n[[person]]" in text
    assert text.endswith("# The end\n")
    assert "Zoë" not in text
    assert "Quüx" not in before.read_text("utf-8")
    assert circle[0] in out


@pytest.mark.usefixtures("circle")
def test_quotes_of_theirs_stay_and_are_listed() -> None:
    folder = locations().user_quotes
    add_quotes(folder, (Quote("It is good", ZOE.name, "shared in a session"),))
    (folder / "others.toml").write_text(own_text((Quote("So.", "Bo", "A talk"),)), "utf-8")
    status, out, _ = command("forget", "--person", ZOE.name, "--yes")
    assert status == 0
    assert str(folder / "own.toml") in out.partition("These files are yours and stay")[2]
    assert "others.toml" not in out
    assert ZOE.name in (folder / "own.toml").read_text("utf-8")


def test_a_name_that_nobody_has_is_a_sentence(circle: tuple[str, str, str]) -> None:
    before = states(circle)
    for name in ("Nobody", "Quüx by"):
        assert command("forget", "--person", name, "--yes") == (
            1,
            "",
            "Nobody goes by that name; nothing was removed.\n",
        )
    assert states(circle) == before


def test_several_people_of_a_name_are_told_apart_by_a_session() -> None:
    workplace = a_workplace(still_clock(0))
    kit = Invited("Kit", email="kit@example.org")
    other = Invited("Kit", email="kit@elsewhere.example")
    made = [held(workplace, one) for one in (kit, other, kit, Invited("Kit"))]
    ids = [one.state.id for one in made]
    workplace.close()
    status, out, err = command("forget", "--person", "kit", "--yes")
    assert (status, out) == (1, "")
    assert all(one in err for one in ids)
    assert len(err.splitlines()) == 4
    assert command("forget", "--person", "kit", "--session", ids[0], "--yes")[0] == 0
    names = [[one.name for one in state.people] for state in states(tuple(ids))]
    assert names == [["Ana", FORGOTTEN], ["Ana", "Kit"], ["Ana", FORGOTTEN], ["Ana", "Kit"]]
    assert left(("kit@example.org",)) == []
    assert_whole(*ids)


def test_two_in_one_session_are_two(answers: Callable[[str], None]) -> None:
    answers("y\n")
    workplace = a_workplace(still_clock(0))
    session = held(workplace, Invited("Kit"), Invited("Bo", listed_name="Kit"))
    workplace.close()
    assert command("forget", "--person", "Kit")[0] == 1
    status, _, err = command("forget", "--person", "Kit", "--session", "last")
    assert (status, err) == (0, "")
    (state,) = states((session.state.id,))
    assert [one.name for one in state.people] == ["Ana", FORGOTTEN, "Bo"]


def test_two_forgotten_in_one_session_have_different_names() -> None:
    workplace = a_workplace(still_clock(0))
    session = held(workplace, Invited("Kit"), Invited("Bo"))
    workplace.close()
    for name in ("Kit", "Bo", "Ana"):
        assert command("forget", "--person", name, "--yes")[0] == 0
    (state,) = states((session.state.id,))
    names = [one.name for one in state.people]
    assert len(set(names)) == 3
    assert all(name.startswith(FORGOTTEN) for name in names)
    assert command("export", session.state.id)[0] == 0


def test_whoever_was_forgotten_is_not_offered_for_the_next_session() -> None:
    workplace = a_workplace(still_clock(0))
    held(workplace, Invited("Bo"))
    workplace.leave()
    assert command("forget", "--person", "Ana", "--yes")[0] == 0
    last, _ = workplace.kept.habits("ips-co-reflection")
    workplace.close()
    assert last
    assert [one.name for one in last.people] == ["Bo"]


def test_somebody_is_taken_out_of_what_another_window_outran() -> None:
    workplace = a_workplace(still_clock(0))
    session = held(workplace, Invited("Quillon"), closed=False)
    stored = workplace.store.journal.load(session.state.id)
    workplace.store.journal.put_aside(session.state.id, stored[1:])
    later = session.dispatch(AddAttendee("Quillon Two"))
    assert later is None
    workplace.store.journal.put_aside(
        session.state.id, workplace.store.journal.load(session.state.id)[-1:]
    )
    workplace.close()
    assert left(("Quillon",))
    assert command("forget", "--person", "Quillon", "--yes")[0] == 0
    assert command("forget", "--person", "Quillon Two", "--yes")[0] == 0
    assert left(("Quillon",)) == []
    assert len(list(locations().data.glob("unsaved-*"))) == 2


# --- what is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words", [("{}",), ("{}", "--notes"), ("--person", "Bo"), ("--person", "Bo", "--notes")]
)
def test_a_session_that_is_held_is_left_alone(words: tuple[str, ...]) -> None:
    workplace = a_workplace(still_clock(0))
    session = held(workplace, Invited("Bo"))
    try:
        asked = [word.format(session.state.id) for word in words]
        status, out, err = command("forget", *asked, "--yes")
    finally:
        workplace.close()
    assert (status, out) == (1, "")
    assert "open in another window" in err
    assert left(("Bo",))
    assert isinstance(session.state.people, tuple)


def test_a_session_that_goes_on_is_left_alone_until_its_end() -> None:
    workplace = a_workplace(still_clock(0))
    on = held(workplace, Invited("Bo"), ago=-timedelta(days=365 * 200), closed=False)
    past = held(workplace, Invited("Cy"), closed=False)
    workplace.close()
    status, _, err = command("forget", on.state.id, "--yes")
    assert status == 1
    assert f"coreflect resume {on.state.id}" in err
    assert command("forget", past.state.id, "--yes")[0] == 0
    assert_whole(on.state.id)


@pytest.mark.parametrize(
    "words",
    [(), ("last", "--person", "Bo"), ("--session", "last"), ("last", "--session", "last")],
)
def test_what_cannot_be_meant_is_usage(words: tuple[str, ...]) -> None:
    status, out, err = command("forget", *words)
    assert (status, out) == (2, "")
    assert "--help" in err


def test_a_database_that_is_busy_loses_nothing(circle: tuple[str, str, str]) -> None:
    before = states(circle)
    with closing(sqlite3.connect(locations().data / "coreflect.db")) as conn:
        conn.execute("BEGIN IMMEDIATE")
        status, out, err = command("forget", circle[0], "--yes")
        conn.execute("ROLLBACK")
    assert (status, out) == (1, "")
    assert err == "Nothing was removed: the database is busy\n"
    assert states(circle) == before


# --- what events may say of people ---------------------------------------------------------------


def test_prepared_people_are_the_first() -> None:
    """The first decision of a session holds its people; forgetting begins there."""
    workplace = a_workplace(still_clock(0))
    session = held(workplace, Invited("Quillon"))
    workplace.close()
    command("forget", "--person", "Quillon", "--yes")
    store = Store(locations().data)
    first = store.journal.load(session.state.id)[0].events[0]
    store.close()
    assert isinstance(first, SessionPrepared)
    assert [one.name for one in first.people] == ["Ana", FORGOTTEN]


def test_a_note_of_what_was_to_be_erased_goes_with_its_session() -> None:
    workplace = a_workplace()
    session = begin(workplace).state.id
    workplace.close()
    left = to_strike.path_of(locations().data, session)
    left.write_text("[]", "utf-8")
    command("forget", session, "--yes")
    assert not left.exists()

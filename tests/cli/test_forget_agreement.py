"""`coreflect sessions forget` and what people agreed: its words go, and so do names in them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from coreflect_tui.cli.main import main
from coreflect_tui.core.decide.answer import Refusal
from coreflect_tui.core.decision import Decision
from coreflect_tui.core.events import AgreementKept
from coreflect_tui.core.group import Group, Member
from coreflect_tui.core.history import replay
from coreflect_tui.core.intents import CloseSession, NextItem
from coreflect_tui.core.state import Agreement, SessionState
from coreflect_tui.library.groups import read_group, save_group
from coreflect_tui.locations import locations
from coreflect_tui.preparation import Invited, invited, prepare_session
from coreflect_tui.store import Store
from stage import a_workplace, begin, ips, options, still_clock

DAY = date(2026, 11, 22)
AGREED = Agreement("Silence is fine\nZoë may leave early", date(2026, 11, 15))
ANA = Member("a1", "Ana", facilitates=True)
ANOTHER = "00000000-0000-4000-8000-000000000abc"
TUESDAY = Group("Tuesday", members=(ANA, Member("z9", "Zoë Quüx")), id="g1", agreement=AGREED)


def held(group: Group | None = None, *agreed: str) -> str:
    """A closed session, of a group or of Ana and Zoë, in which these were agreed; its id."""
    workplace = a_workplace(still_clock(0))
    if group:
        of_it = replace(options(), group=group.id)
        first = prepare_session(
            ips(), of_it, *invited(group), workplace.random, agreement=group.agreement
        )
        assert not isinstance(first, Refusal)
        session = workplace.begin(*first)
    else:
        session = begin(workplace, (Invited("Zoë Quüx"),))
    session.dispatch(NextItem())
    for text in agreed:
        assert workplace.held.group.keep_agreement(text, DAY) is None
    session.dispatch(CloseSession())
    workplace.close()
    return session.state.id


def stored(session: str) -> SessionState:
    store = Store(locations().data)
    try:
        return replay(store.journal.load(session)).state
    finally:
        store.close()


def put_aside(session: str, *events: AgreementKept) -> None:
    """As another window would have left it that wrote to the same session."""
    store = Store(locations().data)
    last = store.journal.load(session)[-1]
    store.journal.put_aside(session, (Decision(ANOTHER, last.moment, events),))
    store.close()


def bytes_of(folders: Iterable[Path]) -> bytes:
    files = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    return b"".join(path.read_bytes() for path in files)


def forget(*words: str) -> None:
    assert main(["sessions", "forget", *words, "--yes"]) == 0


# --- the words -----------------------------------------------------------------------------------


def test_what_people_needed_is_erased_with_the_notes_every_wording_of_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    session = held(None, "Marmalade helps", "Room for tears")
    put_aside(session, AgreementKept("Marmalade and tea", DAY))
    forget(session, "--notes")
    out = capsys.readouterr().out
    assert f"what was written in session {session}: 0 notes and topics, what people need." in out
    assert stored(session).agreement is None
    data = bytes_of([locations().data])
    assert b"Marmalade" not in data
    assert b"tears" not in data
    assert b"AgreementKept" in data


def test_the_group_s_file_keeps_what_the_group_agreed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = save_group(locations().user_groups, TUESDAY)
    session = held(TUESDAY)
    before = path.read_bytes()
    forget(session, "--notes")
    assert "its copy of what the group agreed" in capsys.readouterr().out
    assert stored(session).agreement is None
    assert b"leave early" not in bytes_of([locations().data])
    assert path.read_bytes() == before


# --- a person ------------------------------------------------------------------------------------


def test_a_person_is_someone_in_what_was_agreed_here_and_in_the_file_and_its_copy(
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = save_group(locations().user_groups, TUESDAY)
    own = path.read_text("utf-8").replace("[agreement]", "# what we said in May\n[agreement]")
    path.write_text(own, "utf-8")
    path.with_name("tuesday.toml.before").write_text(own, "utf-8")
    session = held(TUESDAY, "Silence is fine\nAsk Zoë first\nZoë Quüx may leave early")
    put_aside(session, AgreementKept("Zoë's tea", DAY))
    path.with_name("tuesday.toml.before").write_text(own, "utf-8")
    capsys.readouterr()
    forget("--person", "Zoë Quüx")
    out = capsys.readouterr().out
    assert "became “someone” in what the group in tuesday.toml agreed." in out
    assert f"became “someone” in 1 note or title of session {session}." in out
    wanted = Agreement("Silence is fine\nAsk someone first\nSomeone may leave early", DAY)
    assert stored(session).agreement == wanted
    assert read_group(path) == replace(TUESDAY, members=(ANA,), agreement=wanted)
    before = read_group(path.with_name("tuesday.toml.before"))
    assert before.agreement
    assert before.agreement.lines == ("Silence is fine", "Someone may leave early")
    kept = bytes_of([locations().data, locations().user_groups])
    assert "Zoë".encode() not in kept
    assert "# what we said in May" in path.with_name("tuesday.toml.before").read_text("utf-8")


def test_where_they_are_not_in_a_group_a_name_that_somebody_there_has_means_that_one() -> None:
    save_group(locations().user_groups, TUESDAY)
    theirs = replace(AGREED, text="Zoë may leave early\nZoë Quüx told us of silence")
    monday = Group("Monday", members=(Member("z1", "Zoë Amber"),), id="g2", agreement=theirs)
    path = save_group(locations().user_groups, monday)
    stranger = Group("Friday", members=(Member("b1", "Bo"),), id="g3", agreement=AGREED)
    untouched = save_group(locations().user_groups, replace(stranger, agreement=None))
    other = save_group(locations().user_groups, replace(stranger, name="Sunday", id="g4"))
    before = untouched.read_bytes()
    forget("--person", "Zoë Quüx")
    assert read_group(path) == replace(
        monday, agreement=replace(theirs, text="Zoë may leave early\nSomeone told us of silence")
    )
    agreed = read_group(other).agreement
    assert agreed
    assert agreed.lines == ("Silence is fine", "Someone may leave early")
    assert untouched.read_bytes() == before


def test_own_writing_stays_and_a_line_that_grows_too_long_can_still_be_read() -> None:
    long = "Bo" + " and the rest of a line that is as long as one may be" * 3
    long = f"{long} {'x' * (199 - len(long))}"
    agreed = Agreement(f"{long}\nSilence for Bo's sake", DAY)
    group = Group("Tuesday", members=(ANA, Member("b2", "Bo")), id="g1", agreement=agreed)
    path = save_group(locations().user_groups, group)
    quoted = path.read_text("utf-8").replace('"Silence for Bo\'s sake"', "'''Silence for Bo'''")
    path.write_text(f"# by hand\n{quoted}", "utf-8")
    forget("--person", "Bo")
    kept = read_group(path)
    assert kept.agreement
    assert kept.agreement.lines[0].startswith("Someone and the rest")
    assert len(kept.agreement.lines[0]) <= 200
    assert kept.agreement.lines[1] == "Silence for someone"
    assert "Bo" not in path.read_text("utf-8")

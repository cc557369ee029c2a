"""The doctor looks, says what is so without anybody's name, and changes nothing."""

import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from coreflect_tui.core.group import Group, Member
from coreflect_tui.doctor.examining import examine
from coreflect_tui.doctor.finding import Need
from coreflect_tui.library.groups import save_group
from coreflect_tui.locations import Locations, locations
from coreflect_tui.lock import SessionLock
from coreflect_tui.store.connection import NAME
from damaged import PAGE, Written
from diagnosis import Altering, Looking, all_bytes, kinds
from old_files import VERSIONS, lay_down

NAMES = ("Ana", "Bo", "Cy", "Dee", "Something to take along", "Half of what")


def test_all_is_well_where_nothing_happened(look: Looking) -> None:
    assert look() == []


def test_nothing_is_there_yet_and_nothing_is_made(tmp_path: Path) -> None:
    places = locations({"COREFLECT_HOME": str(tmp_path / "new")})
    found = list(examine(places, places.documents))
    assert {one.need for one in found} == {Need.NOTHING}
    assert "No session is kept here yet." in [one.sentence for one in found]
    assert not places.data.parent.exists()


@pytest.mark.parametrize(
    ("statement", "kind", "need", "words"),
    [
        ("UPDATE sessions SET title = 'X'", "row", "mending", "What lists say of session"),
        ("UPDATE sessions SET seq = 99", "row", "mending", "What lists say of session"),
        ("DELETE FROM sessions", "row", "mending", "What lists say of session"),
        (
            "UPDATE decisions SET boot_id = 'x' WHERE seq = 9",
            "session",
            "mending",
            "it holds up to entry 8, and what comes after would be kept aside",
        ),
        (
            "UPDATE decisions SET boot_id = 'x' WHERE seq = 1",
            "session",
            "mending",
            "damaged from its first entry on",
        ),
        (
            "UPDATE words SET text = 'x' WHERE text LIKE '%number 0 %'",
            "words",
            "look",
            "the words of 1 note or title are damaged",
        ),
        ("UPDATE drafts SET text = 'x'", "draft", "mending", "1 unfinished note is damaged"),
    ],
)
def test_what_is_not_as_it_was_written(
    look: Looking,
    alter: Altering,
    written: Written,
    statement: str,
    kind: str,
    need: str,
    words: str,
) -> None:
    session = min(written.sessions)
    if "drafts" in statement:
        alter(statement)
    elif "words" in statement:
        alter(f"{statement} AND decision IN (SELECT id FROM decisions WHERE session = '{session}')")
    else:
        alter(f"{statement}{' AND' if 'WHERE' in statement else ' WHERE'} session = '{session}'")
    (found,) = look()
    assert (found.kind, found.need) == (kind, need)
    assert words in found.sentence
    if kind != "draft":
        assert found.about == session


def test_nobody_s_name_stands_in_it_and_nothing_is_changed(
    look: Looking, alter: Altering, written: Written, places: Locations
) -> None:
    alter(
        "UPDATE decisions SET payload = replace(payload, 'Ana', 'Ena') WHERE seq = 1",
        "UPDATE words SET text = 'Bo said' WHERE text IS NOT NULL",
        "UPDATE sessions SET title = 'With Cy'",
        "UPDATE drafts SET text = 'Dee'",
    )
    save_group(places.user_groups, Group("Tuesday", members=(Member("m1", "Ana"),), id="g1"))
    path = next(places.user_groups.glob("*.toml"))
    path.write_text(path.read_text("utf-8").replace('name = "Ana"', "name = Ana"), "utf-8")
    places.settings_file.write_text('facilitator = ["Ana"]\ntheem = "Bo"\n', "utf-8")
    (places.data / "unsaved-abcdef-123456.json").write_text('{"Ana": 1}', "utf-8")
    before = all_bytes(written.home)
    found = look()
    assert len(found) > 6
    for one in found:
        assert not any(name in one.sentence for name in NAMES), one
    assert all_bytes(written.home) == before


def test_a_file_that_is_not_sound_is_explained(look: Looking, written: Written) -> None:
    content = written.content
    written.file.write_bytes(bytes(PAGE) + content[PAGE:])
    before = all_bytes(written.home)
    (found,) = look()
    assert (found.kind, found.need) == ("damaged", Need.MENDING)
    assert "it is not a database. It holds 3 sessions in full." in found.sentence
    assert all_bytes(written.home) == before


@pytest.mark.parametrize(
    ("statements", "kind"),
    [
        (["PRAGMA user_version = 99"], "newer"),
        (["DROP TABLE words", "PRAGMA application_id = 7"], "foreign"),
    ],
)
def test_a_file_that_is_not_ours_to_touch(
    look: Looking, written: Written, statements: list[str], kind: str
) -> None:
    with closing(sqlite3.connect(written.file, isolation_level=None)) as conn:
        for statement in statements:
            conn.execute(statement)
    assert kinds(look()) == [(kind, "act")]


def test_a_busy_file_is_said(look: Looking, written: Written) -> None:
    with closing(sqlite3.connect(written.file, isolation_level=None)) as conn:
        conn.execute("BEGIN EXCLUSIVE")
        (found,) = look()
        assert (found.kind, found.need) == ("unreadable", Need.ACT)
        assert "the database is busy" in found.sentence


def test_an_act_that_was_cut_short_is_said_and_left(look: Looking, written: Written) -> None:
    """Rolling it back would change the file."""
    with closing(sqlite3.connect(written.file, isolation_level=None)) as conn:
        conn.execute("PRAGMA cache_size = 1")
        conn.execute("BEGIN")
        conn.execute("UPDATE decisions SET boot_id = 'half' || hex(zeroblob(4000))")
        half, journal = written.content, written.file.with_name(f"{NAME}-journal").read_bytes()
    written.file.write_bytes(half)
    written.file.with_name(f"{NAME}-journal").write_bytes(journal)
    before = all_bytes(written.home)
    assert kinds(look()) == [("permissions", "mending"), ("cut-short", "mending")]
    assert all_bytes(written.home) == before


@pytest.mark.parametrize("version", VERSIONS)
def test_an_earlier_version_is_named(version: int, tmp_path: Path) -> None:
    places = locations({"COREFLECT_HOME": str(tmp_path / "old")})
    lay_down(places.data, version)
    found = list(examine(places, places.documents))
    assert f"(version {version}; the next start brings it to version 3, after a copy)" in " ".join(
        one.sentence for one in found
    )
    assert not any(one.need in (Need.MENDING, Need.ACT) for one in found)


def test_what_stands_beside_the_database(
    look: Looking, written: Written, places: Locations
) -> None:
    session = min(written.sessions)
    for name in (
        f"{NAME}.to-rewrite",
        f"to-strike-{session}.json",
        f"to-forget-{session}",
        "2020-01-01-abcdef.lock",
        f"{session}.ask",
        f"{NAME}.before-v3",
        f"{NAME}.damaged-2026-01-01-1",
        "crash-report.txt",
    ):
        handle = os.open(places.data / name, os.O_CREAT | os.O_WRONLY, 0o600)
        os.close(handle)
    assert kinds(look()) == [
        ("to-erase", "mending"),
        ("to-erase", "mending"),
        ("to-forget", "mending"),
        ("lock", "mending"),
        ("ask", "mending"),
        ("crash", "look"),
        ("was-damaged", "look"),
    ]


def test_a_session_that_is_open_is_well(written: Written, places: Locations) -> None:
    session = min(written.sessions)
    lock = SessionLock(places.data, session)
    assert lock.acquire()
    found = list(examine(places, places.documents))
    assert f"Session {session} is open in a window." in [one.sentence for one in found]
    assert {one.need for one in found} == {Need.NOTHING}
    lock.release()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_what_others_may_look_into(look: Looking, written: Written, places: Locations) -> None:
    written.file.chmod(0o640)
    folder = places.documents / "2026-11-22 1900 Small reflection" / "send"
    folder.mkdir(parents=True, mode=0o700)
    (folder / "attendees.csv").touch(mode=0o644)
    (places.documents / "letters").mkdir(mode=0o755)
    (found,) = look()
    assert (found.kind, found.need) == ("permissions", Need.MENDING)
    assert str(written.file) in found.sentence
    assert "3 files and folders" in found.sentence, "the folder of the session, the list, the file"


def test_files_of_one_s_own_that_cannot_be_used(look: Looking, places: Locations) -> None:
    for folder, text in (
        (places.user_formats, "id = ["),
        (places.user_groups, 'name = "Tuesday"\nmembers = 7\n'),
        (places.user_quotes, '[[quote]]\nwords = "Be still"\n'),
    ):
        folder.mkdir(parents=True, mode=0o700, exist_ok=True)
        (folder / "mine.toml").write_text(text, "utf-8")
        (folder / "mine.toml").chmod(0o600)
    found = look()
    assert kinds(found) == [("format", "act"), ("group", "act"), ("quotes", "act")]
    assert "mine.toml cannot be used: line 1" in found[0].sentence
    assert "groups/mine.toml cannot be used as it is; see line" in found[1].sentence
    assert "quotes/mine.toml cannot be used as it is; see line 1" in found[2].sentence
    assert "Be still" not in found[2].sentence

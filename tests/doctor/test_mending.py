"""`--fix`: what is mended, kept and refused; nothing that a person wrote is deleted."""

import os
import sqlite3
import stat
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from coreflect_tui.locations import Locations
from coreflect_tui.lock import SessionLock
from coreflect_tui.store import Draft, Store, to_strike
from coreflect_tui.store.connection import NAME
from coreflect_tui.store.damage.report import reports
from damaged import PAGE, Written
from diagnosis import Altering, Looking, Mending, all_bytes
from old_files import HAVE, lay_down
from stage import still_clock

DAY = "2026-11-22"


def test_where_all_is_well_nothing_is_done(fix: Mending, written: Written) -> None:
    before = all_bytes(written.home)
    assert fix() == []
    assert all_bytes(written.home) == before


def test_rows_are_made_again_after_a_copy(
    look: Looking, fix: Mending, alter: Altering, written: Written
) -> None:
    one, other = sorted(written.sessions)[:2]
    alter(
        f"UPDATE sessions SET title = 'X' WHERE session = '{one}'",
        f"DELETE FROM sessions WHERE session = '{other}'",
    )
    assert fix() == [
        f"A copy of the database as it was is kept as {NAME}.before-doctor-{DAY}.",
        "What lists say of 2 sessions is made again from the entries.",
    ]
    assert look() == []
    with closing(Store(written.file.parent)) as store:
        assert {row.session: row for row in store.summaries.newest()} == written.rows
    copy = written.file.with_name(f"{NAME}.before-doctor-{DAY}")
    if sys.platform != "win32":
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    with closing(sqlite3.connect(copy)) as conn:
        assert conn.execute("SELECT count(*) FROM sessions").fetchone() == (2,)


def test_notes_of_no_session_are_in_the_copy_alone(
    look: Looking, fix: Mending, written: Written
) -> None:
    now = still_clock(0).now().session
    with closing(Store(written.file.parent)) as store:
        store.drafts.save(Draft("2026-01-01-aaaaaa", "note", "harvest", "Left behind", now))
    (found,) = look()
    assert found.kind == "orphan"
    assert fix()[-1] == "The words of 1 note of no session are only in the copy now."
    assert look() == []
    assert b"Left behind" not in written.content
    copy = written.file.with_name(f"{NAME}.before-doctor-{DAY}")
    assert b"Left behind" in copy.read_bytes()


def test_a_damaged_session_is_kept_up_to_what_holds(
    look: Looking, fix: Mending, alter: Altering, written: Written
) -> None:
    session = min(written.sessions)
    alter(
        f"UPDATE decisions SET boot_id = 'x' WHERE seq = 9 AND session = '{session}'",
        "UPDATE drafts SET text = 'x'",
    )
    damaged = written.content
    (said,) = fix()
    assert "2 sessions recovered in full, 1 in part" in said
    assert [(one.kind, one.need) for one in look()] == [("was-damaged", "look")]
    (report,) = reports(written.file.parent)
    ((part),) = report.parts
    assert (part.session, part.kept, part.of) == (session, 8, len(written.sessions[session]))
    assert report.drafts == 1
    assert written.file.with_name(report.kept_as).read_bytes() == damaged
    with closing(Store(written.file.parent)) as store:
        assert store.journal.load(session) == written.sessions[session][:8]


def test_a_file_that_is_not_sound_is_recovered(
    look: Looking, fix: Mending, written: Written
) -> None:
    written.file.write_bytes(bytes(PAGE) + written.content[PAGE:])
    (said,) = fix()
    assert "3 sessions recovered in full" in said
    assert [one.kind for one in look()] == ["was-damaged"]


def test_what_was_to_be_erased_is_erased_before_anything_is_copied(
    look: Looking, fix: Mending, alter: Altering, written: Written, places: Locations
) -> None:
    session = written.drafts[0].session
    decisions = written.sessions[session]
    place = next(
        (one.id, number)
        for one in decisions
        for number, event in enumerate(one.events)
        if getattr(event, "text", "").startswith("Something to take along, number 0")
    )
    what = to_strike.ToStrike(places=frozenset({place}), drafts=frozenset({"note:harvest"}))
    to_strike._keep(places.data, session, what)
    (places.data / f"{NAME}.to-rewrite").touch(mode=0o600)
    (places.data / f"{NAME}.before-v3").touch(mode=0o600)
    other = next(one for one in written.sessions if one != session)
    alter(f"UPDATE sessions SET title = 'X' WHERE session = '{other}'")
    assert fix() == [
        "What was struck or forgotten is erased from the database and its copies.",
        f"Words that were struck in session {session} are erased.",
        f"A copy of the database as it was is kept as {NAME}.before-doctor-{DAY}.",
        "What lists say of 1 session is made again from the entries.",
    ]
    assert look() == []
    files = {path.name: path.read_bytes() for path in places.data.iterdir()}
    assert f"{NAME}.before-v3" not in files
    assert not any(b"Half of what I wanted" in content for content in files.values())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_files_are_closed_to_others(look: Looking, fix: Mending, places: Locations) -> None:
    places.data.chmod(0o755)
    folder = places.documents / "2026-11-22 1900 Small reflection" / "group"
    folder.mkdir(parents=True, mode=0o750)
    (folder / "harvest.md").touch(mode=0o644)
    letters = places.documents / "letters"
    letters.mkdir(mode=0o755)
    link = folder / "elsewhere"
    link.symlink_to(letters)
    assert fix() == ["4 files and folders are for you alone now."]
    assert look() == []
    assert stat.S_IMODE(letters.stat().st_mode) == 0o755
    assert stat.S_IMODE((folder / "harvest.md").stat().st_mode) == 0o600


def test_rests_go(look: Looking, fix: Mending, places: Locations) -> None:
    for name in ("2020-01-01-abcdef.lock", "2020-01-01-abcdef.ask", ".own.toml.part"):
        (places.data / name).touch(mode=0o600)
    long_ago = (still_clock(0).now().wall - timedelta(days=1)).timestamp()
    os.utime(places.data / ".own.toml.part", (long_ago, long_ago))
    assert fix() == ["2 files that nobody needs are removed: locks of sessions that are gone."]
    assert look() == []
    assert not (places.data / ".own.toml.part").exists()


def test_while_a_window_holds_a_session_the_database_is_let_be(
    fix: Mending, alter: Altering, written: Written, places: Locations
) -> None:
    alter("UPDATE decisions SET boot_id = 'x' WHERE seq = 9")
    session = min(written.sessions)
    lock = SessionLock(places.data, session)
    assert lock.acquire()
    before = written.content
    (said,) = fix()
    assert said.startswith(f"Session {session} is open in another window, so the database is left")
    assert written.content == before
    lock.release()
    assert "recovered" in fix()[0]


def test_without_room_for_the_copy_nothing_is_changed(
    fix: Mending, alter: Altering, written: Written
) -> None:
    resource = pytest.importorskip("resource", reason="Windows has no such limit")
    alter("UPDATE sessions SET title = 'X'")
    before, limit = written.content, resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (5 * PAGE, limit[1]))
    try:
        said = fix()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    assert said == ["The rest could not be done: a disk error."]
    assert written.content == before
    assert not list(written.file.parent.glob(f"*{NAME}*before*"))


def test_an_earlier_version_is_taken_over(tmp_path: Path) -> None:
    from random import Random

    from coreflect_tui.doctor.mending import mend
    from coreflect_tui.locations import locations

    places = locations({"COREFLECT_HOME": str(tmp_path / "old")})
    path = lay_down(places.data, 1)
    mend(places, places.documents, still_clock(0), Random(1))
    assert path.with_name(f"{NAME}.before-v3").exists()
    with closing(Store(places.data)) as store:
        assert {one: len(store.journal.load(one)) for one in HAVE} == HAVE

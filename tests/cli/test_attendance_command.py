"""`coreflect attendance`: what a report of the call says, printed or taken over."""

import argparse
import csv
import io
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest

from coreflect_tui.cli import attendance, sessions
from coreflect_tui.core.intents import CloseSession, NextItem
from coreflect_tui.core.person import Attendee, Presence
from coreflect_tui.core.state import SessionState
from coreflect_tui.library.groups import find_group
from coreflect_tui.locations import locations
from stage import a_workplace, begin, still_clock

HEADER = "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest"
ROWS = (
    "Ana,,11/22/2026 06:58:00 PM,11/22/2026 08:33:00 PM,95,No",
    "Bo,,11/22/2026 07:02:00 PM,11/22/2026 07:32:00 PM,30,Yes",
    "Cy Blum,,11/22/2026 07:05:00 PM,11/22/2026 08:31:00 PM,86,Yes",
    "Fireflies.ai Notetaker,,11/22/2026 07:05:00 PM,11/22/2026 08:31:00 PM,86,Yes",
)


def command(*words: str) -> tuple[int, str, str]:
    """Status, standard output and standard error of `coreflect attendance WORDS`."""
    parser = argparse.ArgumentParser(prog="coreflect")
    attendance.add_parser(parser.add_subparsers(dest="command"))
    out, err = io.StringIO(), io.StringIO()
    status = attendance.run(parser.parse_args(["attendance", *words]), out, err)
    return status, out.getvalue(), err.getvalue()


def written(folder: Path, *rows: str) -> str:
    path = folder / "participants.csv"
    path.write_text("\n".join((HEADER, *rows)), encoding="utf-8")
    return str(path)


def stored(session: str) -> SessionState:
    workplace = a_workplace()
    state, _ = workplace.kept.read(session)
    workplace.close()
    return state


def called(state: SessionState, name: str) -> Attendee:
    return next(one for one in state.people if one.name == name)


GROUP = "Tuesday circle"


@pytest.fixture
def session() -> str:
    """A session of 90 minutes that is closed, of a group; nobody but the facilitator was marked as
    here."""
    clock = still_clock(0)
    workplace = a_workplace(clock)
    held = begin(workplace)
    workplace.held.group.keep(GROUP)
    held.dispatch(NextItem())
    clock.advance(90 * 60)
    held.dispatch(CloseSession())
    workplace.close()
    return held.state.id


def test_a_preview_says_whom_rows_may_mean_and_changes_nothing(
    session: str, tmp_path: Path
) -> None:
    status, out, err = command("last", written(tmp_path, *ROWS), "--preview")
    assert (status, err) == (0, "")
    assert out.splitlines() == [
        "Ana  18:58–20:33  → Ana (same name)",
        "Bo  19:02–19:32  → Bo (same name)",
        "Cy Blum  19:05–20:31  → perhaps Cy (first name)",
        "Fireflies.ai Notetaker  19:05–20:31  a program that takes notes",
        "A program that takes notes was in the call; the room is confidential.",
    ]
    assert [one.presence for one in stored(session).people].count(Presence.PRESENT) == 1


def test_what_is_the_same_is_taken_and_the_list_written_anew(session: str, tmp_path: Path) -> None:
    status, out, err = command(session, written(tmp_path, *ROWS), "--take")
    assert (status, err) == (0, "")
    assert "The times of 2 people are taken over, 2 others left out." in out
    assert f"coreflect sessions export {session} writes the attendee list anew." in out
    parser = argparse.ArgumentParser(prog="coreflect")
    sessions.add_parser(parser.add_subparsers(dest="command"))
    export = io.StringIO()
    sessions.run(parser.parse_args(["sessions", "export", session]), export, io.StringIO())
    listed = next(Path(one) for one in export.getvalue().splitlines() if one.endswith(".csv"))
    table = csv.DictReader(io.StringIO(listed.read_text(encoding="utf-8-sig")))
    assert [row["name"] for row in table] == ["Ana", "Bo"]


def test_dates_that_go_both_ways_are_said_before_anything_is_taken(
    session: str, tmp_path: Path
) -> None:
    rows = ("Bo,,3/5/2027 07:02 PM,3/5/2027 07:32 PM,30,Yes",)
    path = written(tmp_path, *rows)
    status, out, err = command(session, path, "--take")
    assert (status, out) == (1, "")
    assert "--day-first or --month-first" in err
    assert command(session, path, "--preview", "--day-first")[0] == 0


def test_a_session_that_another_window_holds(tmp_path: Path) -> None:
    workplace = a_workplace(still_clock(0))
    begin(workplace).dispatch(NextItem())
    try:
        status, out, err = command("last", written(tmp_path, *ROWS), "--take")
    finally:
        workplace.close()
    assert (status, out) == (1, "")
    assert "open in another window" in err


@pytest.mark.parametrize("names", [("nothing.csv",), ("no\x1bsuch.csv", "--take")])
def test_a_file_that_is_not_there(session: str, tmp_path: Path, names: tuple[str, ...]) -> None:
    status, out, err = command(session, str(tmp_path / names[0]), *names[1:])
    assert (status, out) == (1, "")
    assert "cannot be read" in err
    assert "\x1b" not in err


def test_without_a_terminal_the_screen_is_not_opened(session: str, tmp_path: Path) -> None:
    status, out, err = command(session, written(tmp_path, *ROWS))
    assert (status, out) == (1, "")
    assert "terminal" in err


def test_no_session_yet(tmp_path: Path) -> None:
    status, _, err = command("last", written(tmp_path, *ROWS), "--preview")
    assert status == 1
    assert "There is no session yet" in err


# --- what is taken, and where to -------------------------------------------------------------


def test_one_person_is_one(session: str, tmp_path: Path) -> None:
    status, out, _ = command(session, written(tmp_path, *ROWS[1:3]), "--take")
    assert status == 0
    assert "The times of 1 person are taken over, 1 other left out." in out


def test_a_clock_that_is_off_is_moved_only_by_word(session: str, tmp_path: Path) -> None:
    early = tuple(row.replace(" 07:", " 09:").replace("PM", "AM") for row in ROWS[1:2])
    path = written(tmp_path, *(row.replace("09:32", "10:25") for row in early))
    status, out, err = command("last", path, "--take")
    assert (status, out) == (1, "")
    assert "moved by 10 h later; --shift=10h moves them, --shift=0" in err
    assert called(stored(session), "Bo").presence is Presence.EXPECTED
    assert "No time in this report" in command("last", path, "--take", "--shift=0")[2]
    status, out, _ = command("last", path, "--preview", "--shift=-30m")
    assert (status, out.splitlines()[0][:15]) == (0, "Bo  08:32–09:55")
    status, out, err = command("last", path, "--take", "--shift", "10h")
    assert (status, err) == (0, "")
    assert "moved by 10 h later" in out
    assert [f"{one.at:%H:%M}" for one in called(stored(session), "Bo").history] == [
        "18:02",
        "19:25",
    ]


@pytest.mark.parametrize("shift", ["=soon", "=-", "=25h"])
def test_a_shift_is_a_duration(shift: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        command("last", "x.csv", f"--shift{shift}", "--take")
    assert "duration" in capsys.readouterr().err


def test_on_the_screen_a_key_moves_the_times() -> None:
    status, out, err = command("last", "x.csv", "--shift=1h")
    assert (status, out) == (1, "")
    assert "z moves the times" in err


def test_the_last_session_is_the_last_that_began(session: str, tmp_path: Path) -> None:
    workplace = a_workplace(still_clock(60 * 24))
    workplace.random.random()  # another id than that of the session before
    prepared = begin(workplace).state.id
    workplace.close()
    assert command("last", written(tmp_path, *ROWS), "--take")[0] == 0
    assert called(stored(session), "Bo").presence is Presence.LEFT
    assert called(stored(prepared), "Bo").presence is Presence.EXPECTED


def test_a_session_that_has_not_begun_takes_no_report_of_another(tmp_path: Path) -> None:
    workplace = a_workplace()
    prepared = begin(workplace).state.id
    workplace.close()
    rows = tuple(row.replace("11/22/", "11/15/") for row in ROWS)
    status, out, err = command("last", written(tmp_path, *rows), "--take")
    assert (status, out, err.split(",")[0]) == (1, "", "No session has begun yet")
    status, out, err = command(prepared, written(tmp_path, *rows), "--take")
    assert (status, out) == (1, "")
    assert "has not begun" in err
    assert called(stored(prepared), "Bo").history == ()


def test_nobody_of_a_report_is_on_the_list(session: str, tmp_path: Path) -> None:
    for row in ("Zoe,,11/22/2026 07:00:00 PM,11/22/2026 08:30:00 PM,90,No", ",,x,y,,"):
        status, out, err = command(session, written(tmp_path, row), "--take")
        assert (status, out) == (1, "")
        assert "Nobody of this report has the name" in err


def test_a_disk_that_refuses_is_said(session: str, tmp_path: Path) -> None:
    workplace = a_workplace()
    database = workplace.store.path
    workplace.close()
    with closing(sqlite3.connect(database, isolation_level=None)) as busy:
        busy.execute("BEGIN IMMEDIATE")
        status, out, err = command(session, written(tmp_path, *ROWS), "--take")
    assert (status, out) == (1, "")
    assert "could not be saved" in err
    assert called(stored(session), "Bo").presence is Presence.EXPECTED


def test_what_a_report_calls_people_is_remembered_in_their_group(
    session: str, tmp_path: Path
) -> None:
    rows = (ROWS[1].replace("Bo,", "Bo (he/him),"), ROWS[0])
    path = written(tmp_path, *rows)
    assert command(session, path, "--take")[0] == 0
    folder = locations().user_groups
    assert [one.aliases for one in find_group(folder, GROUP).members[:2]] == [
        (),
        ("Bo (he/him)",),
    ]
    (file,) = folder.iterdir()
    shutil.copy(file, folder / "the same again.toml")
    longer = rows[0].replace("07:32:00 PM,30", "07:45:00 PM,43")
    status, out, err = command(session, written(tmp_path, ROWS[0], longer), "--take")
    assert status == 0
    assert "are taken over" in out
    assert "the same 'id'" in err


@pytest.mark.parametrize(("code", "told"), [(0, "out"), (3, "err")])
def test_what_the_screen_did_is_the_exit_code(
    code: int, told: str, session: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = SimpleNamespace(attendance=lambda *_: (code, "The times of 1 person are taken over."))
    monkeypatch.setattr(attendance, "on_screen", lambda show, _: show(start))
    status, out, err = command(session, written(tmp_path, *ROWS))
    assert status == code
    assert ("1 person" in out, "1 person" in err) == (told == "out", told == "err")


def test_help_has_examples(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        command("--help")
    assert "coreflect attendance last" in capsys.readouterr().out

"""`coreflect attendance`: what a report of the call says, printed or taken over."""

import argparse
import csv
import io
from pathlib import Path

import pytest

from coreflect_tui.cli import attendance, sessions
from coreflect_tui.core.intents import CloseSession, NextItem
from coreflect_tui.core.state import Presence
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


@pytest.fixture
def session() -> str:
    """A session of 90 minutes that is closed; nobody but the facilitator was marked as here."""
    clock = still_clock(0)
    workplace = a_workplace(clock)
    held = begin(workplace)
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
    ]
    workplace = a_workplace()
    state, _ = workplace.read(session)
    workplace.close()
    assert [one.presence for one in state.people].count(Presence.PRESENT) == 1


def test_what_is_the_same_is_taken_and_the_list_written_anew(session: str, tmp_path: Path) -> None:
    status, out, err = command(session, written(tmp_path, *ROWS), "--take")
    assert (status, err) == (0, "")
    assert "The times of 2 people are taken over, 2 rows left out." in out
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
    workplace = a_workplace()
    begin(workplace)
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


def test_help_has_examples(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        command("--help")
    assert "coreflect attendance last" in capsys.readouterr().out

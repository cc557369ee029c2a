"""`coreflect doctor`: what it prints, and its exit status."""

import argparse
import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from coreflect_tui.cli import doctor
from coreflect_tui.locations import locations
from damaged import Written, write


@pytest.fixture
def written(tmp_path: Path) -> Written:
    return write(tmp_path / "home", sessions=1)


def command(*words: str) -> tuple[int, str]:
    """Status and standard output of `coreflect doctor WORDS`."""
    parser = argparse.ArgumentParser(prog="coreflect")
    doctor.add_parser(parser.add_subparsers(dest="command"))
    out, err = io.StringIO(), io.StringIO()
    status = doctor.run(parser.parse_args(["doctor", *words]), out, err)
    assert err.getvalue() == ""
    return status, out.getvalue()


def test_all_is_well(written: Written) -> None:
    status, out = command()
    assert status == 0
    assert str(locations().data) in out
    assert "1 session is kept" in out
    assert out.endswith("\nAll is well.\n")
    assert written.rows


def test_before_anything_was_held() -> None:
    status, out = command()
    assert (status, "No session is kept here yet." in out) == (0, True)
    assert not locations().data.exists()


def test_what_is_to_be_mended_is_said_and_then_mended(written: Written) -> None:
    with closing(sqlite3.connect(written.file)) as conn, conn:
        conn.execute("UPDATE sessions SET people = 99")
    status, out = command()
    assert status == 1
    assert "To be mended; coreflect doctor --fix does it:\n  · What lists say of session" in out
    assert out.endswith("\nNot all is well yet; see above.\n")
    status, out = command("--fix")
    assert status == 0
    assert "Done:\n  · A copy of the database as it was is kept as coreflect.db.before-" in out
    assert command()[0] == 0


def test_what_only_a_person_can_do_is_said(written: Written) -> None:
    locations().settings_file.write_text("theem = 7\n", "utf-8")
    status, out = command("--fix")
    assert status == 1
    assert "For you to do:\n  · " in out
    assert "did you mean theme?" in out
    assert written.rows


def test_for_other_programs(written: Written) -> None:
    with closing(sqlite3.connect(written.file)) as conn, conn:
        conn.execute("UPDATE sessions SET people = 99")
    status, out = command("--json")
    document = json.loads(out)
    assert (status, document["schema"], document["well"]) == (1, 1, False)
    (row,) = [one for one in document["findings"] if one["kind"] == "row"]
    assert row["need"] == "mending"
    assert row["about"] in written.sessions
    assert document["places"]["sessions"] == str(locations().data)
    status, out = command("--json", "--fix")
    assert (status, len(json.loads(out)["done"])) == (0, 2)


def test_help_says_what_the_status_means(capsys: pytest.CaptureFixture[str]) -> None:
    parser = argparse.ArgumentParser(prog="coreflect")
    doctor.add_parser(parser.add_subparsers(dest="command"))
    with pytest.raises(SystemExit):
        parser.parse_args(["doctor", "--help"])
    said = " ".join(capsys.readouterr().out.split())
    assert "status is 0 when all is well, and 1 when something is to be mended" in said

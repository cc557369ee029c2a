"""`coreflect sessions`: what it prints, the sentences of its errors, its exit status."""

import argparse
import csv
import io
import json
import sqlite3
import time
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from coreflect_tui.cli import sessions
from coreflect_tui.clock import FastClock, utc_now
from coreflect_tui.core.decide.answer import Refusal
from coreflect_tui.core.formats import NoteKind
from coreflect_tui.core.intents import CloseSession, NextItem, SetPresence, WriteNote
from coreflect_tui.core.person import Presence
from coreflect_tui.locations import locations
from coreflect_tui.preparation import prepare_session
from coreflect_tui.store import Store
from coreflect_tui.store.rows import put
from stage import FACILITATOR, a_workplace, begin, ips, options, still_clock


def command(*words: str) -> tuple[int, str, str]:
    """Status, standard output and standard error of `coreflect sessions WORDS`."""
    parser = argparse.ArgumentParser(prog="coreflect")
    sessions.add_parser(parser.add_subparsers(dest="command"))
    out, err = io.StringIO(), io.StringIO()
    status = sessions.run(parser.parse_args(["sessions", *words]), out, err)
    return status, out.getvalue(), err.getvalue()


@pytest.fixture
def two_sessions() -> tuple[str, str]:
    """A closed session and one that runs; their ids, the older first."""
    clock = still_clock(0)
    workplace = a_workplace(clock)
    first = begin(workplace)
    first.dispatch(SetPresence(("p1", "p2"), Presence.PRESENT))
    first.dispatch(NextItem())
    clock.advance(150)
    first.dispatch(WriteNote(NoteKind.TAKEAWAY, "Ask twice"))
    first.dispatch(CloseSession())
    second = begin(workplace)
    clock.advance(60)
    second.dispatch(NextItem())
    workplace.close()
    return first.state.id, second.state.id


def rows_of(out: str) -> list[str]:
    """The lines with a session each; what else is said depends on the day."""
    return [line for line in out.splitlines() if line.startswith("2026-")]


def test_an_empty_list_says_how_to_begin() -> None:
    status, out, err = command("list")
    assert (status, err) == (0, "")
    assert "coreflect run ips-co-reflection" in out


def test_the_list_has_a_line_for_each_session(two_sessions: tuple[str, str]) -> None:
    status, out, err = command("list")
    assert (status, err) == (0, "")
    newest, oldest = rows_of(out)
    assert newest.split()[0] == two_sessions[1]
    assert oldest.split()[0] == two_sessions[0]
    assert "closed" in oldest
    assert "2 people" in oldest
    assert "1 person" in newest


def test_the_list_as_json(two_sessions: tuple[str, str]) -> None:
    document = json.loads(command("list", "--json")[1])
    assert document["schema"] == 1
    running, closed = document["sessions"]
    assert closed == {
        "id": two_sessions[0],
        "format": "ips-co-reflection",
        "title": "IPS co-reflection",
        "status": "closed",
        "starts": "2026-11-22T18:00:00+00:00",
        "began": "2026-11-22T18:00:00+00:00",
        "closed": "2026-11-22T18:02:30+00:00",
        "minutes": 90,
        "people": 2,
        "stands": "closed",
    }
    assert running["status"] == "running"
    assert running["stands"] in ("left off", "not closed"), "as the clock here is"
    assert running["closed"] is None


@pytest.mark.parametrize("asked", ["last", "LAST", "whole", "prefix"])
def test_a_session_is_shown_by_id_prefix_or_last(two_sessions: tuple[str, str], asked: str) -> None:
    newest = two_sessions[1]
    word = {"whole": newest, "prefix": newest[:12]}.get(asked, asked)
    status, out, err = command("show", word)
    assert (status, err) == (0, "")
    assert out.splitlines()[0] == f"IPS co-reflection · 2026-11-22 19:00 · {newest}"
    assert "Topics" in out
    assert "not reached" in out


def test_a_session_as_json(two_sessions: tuple[str, str]) -> None:
    document = json.loads(command("show", two_sessions[0], "--json")[1])
    assert document["schema"] == 1
    shown = document["session"]
    assert shown["id"] == two_sessions[0]
    assert shown["items"][0] == {
        "id": "opening",
        "title": "Opening quotes",
        "planned_seconds": 180,
        "real_seconds": 150,
    }
    assert shown["files"] == []


@pytest.mark.parametrize("verb", ["show", "export"])
def test_none_and_several_are_a_sentence(two_sessions: tuple[str, str], verb: str) -> None:
    for asked, said in (("nothing", "No session begins with"), ("2026", "2 sessions begin with")):
        status, out, err = command(verb, asked)
        assert (status, out) == (1, "")
        assert said in err
        assert err.count("\n") == 1
    assert all(session in command(verb, "2026")[2] for session in two_sessions)


@pytest.mark.parametrize("verb", ["show", "export"])
def test_last_of_none_is_a_sentence(verb: str) -> None:
    status, out, err = command(verb, "last")
    assert (status, out) == (1, "")
    assert err == "There is no session yet; `coreflect run` begins one.\n"


def test_export_writes_list_and_harvest_apart(
    two_sessions: tuple[str, str], tmp_path: Path
) -> None:
    status, out, err = command("export", two_sessions[0], "--out", str(tmp_path / "out"))
    assert (status, err) == (0, "")
    attendees, *_, harvest, _ = (Path(line) for line in out.splitlines())
    assert attendees.parent.name == "send"
    assert harvest.parent.name == "group"
    assert attendees.is_relative_to(tmp_path / "out")
    with attendees.open(encoding="utf-8-sig", newline="") as file:
        assert [row["name"] for row in csv.DictReader(file)] == ["Ana", "Bo"]
    text = harvest.read_text("utf-8")
    assert "Ask twice" in text
    assert "Bo" not in text


def test_export_again_leaves_the_same_files(two_sessions: tuple[str, str]) -> None:
    once = command("export", two_sessions[0])
    again = command("export", two_sessions[0])
    assert once == again
    assert once[1].startswith(str(locations().documents))


def test_the_whole_session_as_json_comes_with_a_warning(two_sessions: tuple[str, str]) -> None:
    status, out, err = command("export", two_sessions[0], "--json")
    assert status == 0
    document = json.loads(out)
    assert document["schema"] == 1
    assert "joins the names" in err
    assert "Ask twice" in out
    assert "Bo" in out


def test_a_session_that_is_open_elsewhere_is_not_exported(two_sessions: tuple[str, str]) -> None:
    other = a_workplace(still_clock(10))
    other.resume(two_sessions[1])
    try:
        status, out, err = command("export", "last")
    finally:
        other.close()
    assert (status, out) == (1, "")
    assert err == "That session is open in another window; close it there first.\n"


def test_a_folder_that_cannot_be_written_is_a_sentence(
    two_sessions: tuple[str, str], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    status, out, err = command("export", two_sessions[0], "--out", str(tmp_path / "file" / "x"))
    assert (status, out) == (1, "")
    assert err.count("\n") == 1
    assert "Traceback" not in err


def test_a_damaged_store_is_said_once_and_the_list_goes_on(two_sessions: tuple[str, str]) -> None:
    Store(locations().data).path.write_bytes(b"not a database" * 100)
    status, out, err = command("list")
    assert (status, out.count("\n")) == (0, 1)
    assert "The database was damaged (it is not a database): no sessions recovered" in err
    assert err.count("\n") == 1
    assert command("list")[2] == ""
    assert two_sessions


@pytest.mark.parametrize("words", [("list",), ("show", "last"), ("forget", "last", "--yes")])
def test_a_newer_store_is_a_sentence(two_sessions: tuple[str, str], words: tuple[str, ...]) -> None:
    path = Store(locations().data).path
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    status, out, err = command(*words)
    assert (status, out) == (1, "")
    assert "written by a newer version of coreflect-tui; install that version" in err
    assert err.count("\n") == 1
    assert path.read_bytes() == before
    assert two_sessions


def test_what_an_item_took_stands_beside_its_minutes(two_sessions: tuple[str, str]) -> None:
    line = next(one for one in command("show", two_sessions[0])[1].splitlines() if "Opening" in one)
    assert line.split() == ["Opening", "quotes", "3", "min", "2:30"]


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows has no such call")
@pytest.mark.parametrize("zone", ["UTC", "Pacific/Auckland", "America/Los_Angeles"])
def test_the_list_says_times_as_they_were_at_the_place_of_the_session(
    two_sessions: tuple[str, str], zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setenv("TZ", zone)
        time.tzset()
        out = command("list")[1]
    time.tzset()
    assert two_sessions
    assert [line.split()[1:3] for line in rows_of(out)] == [
        ["2026-11-22", "19:03"],
        ["2026-11-22", "19:00"],
    ]


def test_a_title_cannot_steer_the_terminal(two_sessions: tuple[str, str]) -> None:
    with closing(Store(locations().data)) as store:
        rows = store.summaries.newest()
        with closing(sqlite3.connect(store.path)) as conn, conn:
            for row in rows:
                hostile = replace(row, title="Quiet\x1b[2J\u202e night\nlast")
                put(conn, hostile, store.journal.last_seq(row.session))
    out = command("list")[1]
    assert len(rows_of(out)) == 2
    assert len(out.splitlines()) in (2, 3), "the second may have been left open"
    assert "Quiet night last" in out
    assert two_sessions[0] in out


@pytest.mark.parametrize(
    ("months", "said"),
    [
        (None, ""),
        (1, "1 session is older than the 1 month in settings.toml"),
        (30, "1 session is older than the 30 months in settings.toml"),
        (40, ""),
    ],
)
def test_the_list_ends_with_a_reminder_of_old_sessions(months: int | None, said: str) -> None:
    workplace = a_workplace(FastClock(utc_now() - timedelta(days=1000), 0, real=lambda: 0.0))
    session = begin(workplace)
    session.dispatch(NextItem())
    session.dispatch(CloseSession())
    workplace.close()
    settings = locations().settings_file
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(f"keep_months = {months}\n" if months else "", "utf-8")
    status, out, err = command("list")
    assert (status, err) == (0, "")
    last = out.splitlines()[1:]
    sentence = f"{said}; coreflect sessions forget ID removes it."
    assert last == ([sentence] if said else [])
    assert json.loads(command("list", "--json")[1])["schema"] == 1


def test_the_list_says_how_each_stands_that_was_not_closed() -> None:
    clock = FastClock(utc_now() - timedelta(hours=100), 0)
    workplace = a_workplace(clock)

    def left(hours: float, *acts: NextItem | CloseSession) -> str:
        """A session that was to begin so many hours ago, and was left after these acts."""
        clock.advance((utc_now() - clock.now().wall).total_seconds() - hours * 3600)
        starts = replace(options(), starts_at=clock.now().wall)
        prepared = prepare_session(ips(), starts, [FACILITATOR], (), workplace.random)
        assert not isinstance(prepared, Refusal)
        session = workplace.begin(*prepared)
        for act in acts:
            session.dispatch(act)
        return session.state.id

    closed = left(70, NextItem(), CloseSession())
    never, left_open = left(60), left(50, NextItem())
    ready, running, held = left(0.2), left(0.1, NextItem()), left(0.05, NextItem())
    out = command("list")[1].splitlines()
    workplace.close()
    words = {line[:17]: line[37:48].strip() for line in out[:6]}
    assert words == {
        held: "open",
        running: "left off",
        ready: "prepared",
        left_open: "not closed",
        never: "not begun",
        closed: "closed",
    }
    assert out[6:] == [
        f"One session was left open; coreflect resume {left_open} offers to close it."
    ]

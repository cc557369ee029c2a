"""`coreflect sessions list` where there are many: the newest on a terminal, all of them in a pipe,
and as little work for thousands as for few."""

import argparse
import io
import json
import sqlite3
from contextlib import closing
from typing import Any

import pytest

from coreflect_tui.cli import sessions, sessions_list
from coreflect_tui.core.intents import CloseSession
from coreflect_tui.locations import locations
from coreflect_tui.store import chain, rows, soundness, summaries
from coreflect_tui.store.connection import NAME
from coreflect_tui.store.database import Database
from stage import a_workplace, begin, still_clock

HELD = 7


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def listed(*words: str, terminal: bool = True) -> list[str]:
    """The lines of `coreflect sessions list WORDS`."""
    parser = argparse.ArgumentParser(prog="coreflect")
    sessions.add_parser(parser.add_subparsers(dest="command"))
    out = Terminal() if terminal else io.StringIO()
    assert sessions.run(parser.parse_args(["sessions", "list", *words]), out, io.StringIO()) == 0
    return out.getvalue().splitlines()


def ids(lines: list[str]) -> list[str]:
    return [line.split()[0] for line in lines if line.startswith("2026-")]


@pytest.fixture
def held() -> list[str]:
    """Closed sessions, and the second of them left open; their ids, the newest first."""
    clock, found = still_clock(0), []
    workplace = a_workplace(clock)
    for number in range(HELD):
        session = begin(workplace)
        clock.advance(60)
        if number != 1:
            session.dispatch(CloseSession())
        found.append(session.state.id)
        workplace.leave()
        clock.advance(60)
    workplace.close()
    return found[::-1]


@pytest.fixture(params=["in full", "at a glance"])
def either_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "at a glance":
        monkeypatch.setattr(Database, "large", 0)


@pytest.mark.usefixtures("either_way")
def test_a_terminal_shows_the_newest_and_says_how_many_more(
    held: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions_list, "AT_FIRST", 4)
    lines = listed()
    assert ids(lines) == held[:4]
    assert lines[-1] == "And 3 more; coreflect sessions list --all shows every one."
    assert ids(listed("--all")) == held
    assert ids(listed(terminal=False)) == held
    assert [one["id"] for one in json.loads("\n".join(listed("--json")))["sessions"]] == held


@pytest.mark.usefixtures("either_way")
def test_somebody_says_how_many(held: list[str]) -> None:
    assert ids(listed("--limit", "2", terminal=False)) == held[:2]
    assert not any("more" in line for line in listed("--limit", "2", terminal=False))
    assert ids(listed("--limit", "6")) == held[:6]
    assert ids(listed("--limit", "60")) == held
    document = json.loads("\n".join(listed("--json", "--limit", "2")))
    assert [one["id"] for one in document["sessions"]] == held[:2]


@pytest.mark.parametrize("words", [("0",), ("-1",), ("many",), ("٣",), ("2", "--all")])
def test_what_cannot_be_asked(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        listed("--limit", *words)
    assert end.value.code == 2
    assert "--limit" in capsys.readouterr().err


@pytest.mark.usefixtures("either_way")
def test_a_damaged_row_is_made_again(held: list[str]) -> None:
    with closing(sqlite3.connect(locations().data / NAME)) as conn, conn:
        conn.execute("UPDATE sessions SET people = 99 WHERE session = ?", (held[0],))
    lines = listed("--limit", "2")
    assert ids(lines) == held[:2]
    assert "99 people" not in lines[0]


def test_what_cannot_be_said_at_a_glance_is_looked_at_in_full(
    held: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such as by the clock of which place a session began."""
    checked: list[object] = []
    check = soundness.check
    monkeypatch.setattr(Database, "large", 0)
    monkeypatch.setattr(soundness, "check", lambda *of, **how: checked.append(check(*of, **how)))
    assert ids(listed("--limit", "2")) == held[:2]
    assert checked == []
    with closing(sqlite3.connect(locations().data / NAME)) as conn, conn:
        change = "UPDATE decisions SET utc_offset = 7200 WHERE session = ?"
        conn.execute(change, (held[0],))
    assert ids(listed("--limit", "2")) == held[:2]
    assert len(checked) == 1


def test_many_are_as_little_work_as_few(held: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Two rows and the places of both are proven, and the one that is open; the file is not checked
    as a whole."""
    proven: list[Any] = []

    def counted(values: Any, stored: object) -> bool:
        proven.append(stored)
        return chain.holds(values, stored)

    def in_full(*_: object) -> None:
        raise AssertionError("the whole file was checked")

    monkeypatch.setattr(Database, "large", 0)
    monkeypatch.setattr(rows, "holds", counted)
    monkeypatch.setattr(summaries, "holds", counted)
    monkeypatch.setattr(soundness, "check", in_full)
    assert ids(listed("--limit", "2")) == held[:2]
    assert len(proven) == 2 + 2 + 1

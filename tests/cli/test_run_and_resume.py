"""`coreflect run` and `coreflect resume`: their errors are sentences, before a screen opens."""

import argparse
import io
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from coreflect_tui.cli import resume, run
from coreflect_tui.cli.screens import NO_TERMINAL, on_screen
from coreflect_tui.clock import FastClock, utc_now
from coreflect_tui.core.decide.answer import Refusal
from coreflect_tui.core.events import GapSetAside
from coreflect_tui.core.intents import CloseSession, NextItem
from coreflect_tui.followed_session import FollowedSession
from coreflect_tui.preparation import prepare_session
from coreflect_tui.session import Session
from coreflect_tui.tui import start
from coreflect_tui.tui.app import CoreflectApp
from coreflect_tui.tui.screens.home import HomeScreen
from stage import FACILITATOR, a_workplace, begin, ips, options, still_clock


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def in_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr(sys, "stderr", Terminal())


def command(*words: str) -> tuple[int, str, str]:
    """Status, standard output and standard error of `coreflect WORDS`."""
    parser = argparse.ArgumentParser(prog="coreflect")
    commands = parser.add_subparsers(dest="command")
    run.add_parser(commands)
    resume.add_parser(commands)
    out, err = io.StringIO(), io.StringIO()
    does: dict[str, Callable[..., int]] = {"run": run.run, "resume": resume.run}
    status = does[words[0]](parser.parse_args(words), out, err)
    return status, out.getvalue(), err.getvalue()


@pytest.mark.parametrize("words", [("run", "ips-co"), ("resume",), ("resume", "last", "--break")])
def test_without_a_terminal(words: tuple[str, ...]) -> None:
    assert command(*words) == (1, "", NO_TERMINAL + "\n")


@pytest.mark.parametrize("broken", ["stdin", "stderr"])
def test_keys_and_screen_are_both_needed(broken: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in {"stdin", "stderr"} - {broken}:
        monkeypatch.setattr(sys, name, Terminal())
    monkeypatch.setattr(sys, broken, io.StringIO())
    err = io.StringIO()
    assert on_screen(lambda _: pytest.fail("a screen was opened"), err) == 1
    assert err.getvalue() == NO_TERMINAL + "\n"


def test_an_unknown_format_is_a_sentence_with_the_nearest() -> None:
    status, out, err = command("run", "ips-coreflection")
    assert (status, out) == (1, "")
    assert "did you mean 'ips-co-reflection'?" in err
    assert err.count("\n") == 1


def test_a_format_file_with_a_problem_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('id = "mine"\ntitle = "Mine"\nminuts = 3\n', "utf-8")
    status, out, err = command("run", str(path))
    assert (status, out) == (1, "")
    assert "mine.toml" in err
    assert "Traceback" not in err


def test_a_format_file_that_is_not_there(tmp_path: Path) -> None:
    status, _, err = command("run", str(tmp_path / "nowhere.toml"))
    assert status == 1
    assert "nowhere.toml" in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("asked", "said"),
    [("last", "There is no session to go on with"), ("2026", "No session begins with “2026”")],
)
def test_a_session_that_is_not_there(
    asked: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_a_terminal(monkeypatch)
    status, out, err = command("resume", asked)
    assert (status, out) == (1, "")
    assert said in err
    assert err.count("\n") == 1


def test_to_go_on_the_last_session_is_one_that_is_not_closed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Closing and exporting another one since does not put it in between."""
    clock = still_clock()
    workplace = a_workplace(clock)
    interrupted = begin(workplace).state.id
    clock.advance(60)
    begin(workplace).dispatch(CloseSession())
    workplace.close()
    opened: list[str] = []

    def run(app: CoreflectApp) -> int:
        assert app.session
        opened.append(app.session.state.id)
        return 0

    monkeypatch.setattr(start, "run_app", run)
    in_a_terminal(monkeypatch)
    assert command("resume")[0] == 0
    assert opened == [interrupted]


def opened(
    monkeypatch: pytest.MonkeyPatch, *words: str
) -> tuple[CoreflectApp, Session | FollowedSession | None]:
    """The program as the command opens it, and the session in it; it ends at once."""
    apps: list[tuple[CoreflectApp, Session | FollowedSession | None]] = []

    def run(app: CoreflectApp) -> int:
        apps.append((app, app.session))
        return 0

    monkeypatch.setattr(start, "run_app", run)
    in_a_terminal(monkeypatch)
    assert command(*words)[0] == 0
    return apps[0]


def test_a_session_that_is_open_in_another_window_is_read_along(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = a_workplace(still_clock())
    begin(other).dispatch(NextItem())
    try:
        assert isinstance(opened(monkeypatch, "resume")[1], FollowedSession)
    finally:
        other.close()


def left_open() -> str:
    """A session that was begun three days ago, and not closed."""
    clock = FastClock(utc_now() - timedelta(days=3), 0)
    workplace = a_workplace(clock)
    starts = replace(options(), starts_at=clock.now().wall)
    prepared = prepare_session(ips(), starts, [FACILITATOR], (), workplace.random)
    assert not isinstance(prepared, Refusal)
    workplace.begin(*prepared).dispatch(NextItem())
    workplace.close()
    return prepared[0]


def test_one_that_was_left_open_is_offered_on_the_start_screen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    session = left_open()
    app, held = opened(monkeypatch, "resume")
    assert held is None
    home = app._first()
    assert isinstance(home, HomeScreen)
    assert home._asked_for == session
    assert len(a_workplace().kept.decisions(session)) == 2, "nothing was done"


def test_where_it_was_said_already_it_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    session = left_open()
    opened(monkeypatch, "resume", session, "--break")
    last = a_workplace().kept.decisions(session)[-1]
    assert [type(one) for one in last.events] == [GapSetAside]

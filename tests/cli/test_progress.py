"""How far a command is: said after half a second, to somebody at a terminal, and to nobody else."""

import argparse
from io import StringIO
from pathlib import Path

import pytest

from coreflect_tui.cli import doctor, forget, sessions
from coreflect_tui.cli.printed import printed
from coreflect_tui.cli.progress import AGAIN, FIRST, progress
from coreflect_tui.core.telling import untold
from coreflect_tui.doctor.examining import examine
from coreflect_tui.forgetting import ForgettingError
from coreflect_tui.forgetting_people import find_person
from coreflect_tui.locations import locations
from stage import a_workplace, begin


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


class Seconds:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_it_is_said_after_half_a_second_and_then_every_few() -> None:
    err, seconds = Terminal(), Seconds()
    tell = progress(printed(err), "Looking through sessions", seconds)
    tell(1, 3000)
    assert err.getvalue() == ""
    seconds.now = FIRST
    tell(1200, 3000)
    assert err.getvalue() == "Looking through sessions: 1,200 of 3,000.\n"
    seconds.now += AGAIN / 2
    tell(1300, 3000)
    seconds.now += AGAIN / 2
    tell(2900, 3000)
    assert err.getvalue().splitlines()[1:] == ["Looking through sessions: 2,900 of 3,000."]


def test_what_is_done_is_not_said_any_more() -> None:
    err, seconds = Terminal(), Seconds()
    tell = progress(printed(err), "Looking", seconds)
    seconds.now = 9
    tell(3, 3)
    assert err.getvalue() == ""


def test_a_file_or_a_program_is_told_nothing() -> None:
    assert progress(printed(StringIO()), "Looking") is untold


def test_doctor_and_forgetting_tell_of_each_session() -> None:
    workplace = a_workplace()
    for _ in range(2):
        begin(workplace)
    workplace.leave()
    heard: list[tuple[int, int]] = []

    def hear(done: int, of: int) -> None:
        heard.append((done, of))

    places = locations()
    list(examine(places, places.documents, hear))
    assert heard == [(0, 2), (1, 2)]
    heard.clear()
    with pytest.raises(ForgettingError):
        find_person(workplace.store, places.user_groups, "Nobody Here", (), hear)
    assert heard == [(0, 2), (1, 2)]
    workplace.close()


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is too short to be told of."""
    monkeypatch.setattr("coreflect_tui.cli.progress.FIRST", 0.0)
    monkeypatch.setattr("coreflect_tui.cli.progress.AGAIN", 0.0)


def three_sessions() -> Path:
    """The database with three sessions of the same people."""
    workplace = a_workplace()
    for _ in range(3):
        begin(workplace)
    workplace.leave()
    workplace.close()
    return workplace.store.path


def overwrite_first_page(file: Path) -> None:
    with file.open("r+b") as opened:
        opened.write(bytes(4096))


@pytest.mark.usefixtures("at_once")
def test_mending_says_how_far_it_is_too() -> None:
    overwrite_first_page(three_sessions())
    err = Terminal()
    doctor.run(argparse.Namespace(fix=True, json=False), StringIO(), printed(err))
    said = err.getvalue().splitlines()
    recovered = [one for one in said if one.startswith("Recovering sessions of a damaged")]
    assert recovered[0] == "Recovering sessions of a damaged database: 0 of 3."
    assert recovered[-1] == "Recovering sessions of a damaged database: 2 of 3."
    assert "Looking for what is to be mended: 1 of 3." in said
    assert said[-1] == "Looking through sessions: 2 of 3."


def test_a_look_at_what_is_damaged_tells_of_each_session() -> None:
    overwrite_first_page(three_sessions())
    heard: list[tuple[int, int]] = []
    places = locations()
    list(examine(places, places.documents, lambda done, of: heard.append((done, of))))
    assert heard == [(0, 3), (1, 3), (2, 3)]


@pytest.mark.usefixtures("at_once")
def test_a_command_that_a_recovery_holds_up_says_so() -> None:
    overwrite_first_page(three_sessions())
    err = Terminal()
    words = argparse.Namespace(sessions_command="list", json=True, limit=None, all=False)
    assert sessions.run(words, StringIO(), printed(err)) == 0
    assert "Recovering sessions of a damaged database: 1 of 3." in err.getvalue()


@pytest.mark.usefixtures("at_once")
def test_taking_somebody_out_says_how_far_it_is() -> None:
    three_sessions()
    workplace, err = a_workplace(), Terminal()
    named = argparse.Namespace(person="Fay", session=None, of_session=None, notes=False, yes=True)
    for row in workplace.store.summaries.newest():
        named.of_session = [*(named.of_session or ()), row.session]
    assert forget.run_forget(named, workplace, StringIO(), printed(err)) == 0
    said = err.getvalue().splitlines()
    assert [one for one in said if one.endswith(": 2 of 3.")] == [
        "Looking through sessions: 2 of 3.",
        "Looking for their name in notes: 2 of 3.",
        "Taking them out of sessions: 2 of 3.",
    ]
    workplace.close()

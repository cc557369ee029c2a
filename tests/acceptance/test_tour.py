"""The tour in a real terminal: from the first start and back, and nothing of it is left."""

from pathlib import Path

import pytest

from holding import CTRL_S, DOWN, ENTER, coreflect
from terminal import Terminal

CTRL_Q, CTRL_T = "\x11", "\x14"
NEW = "t shows how, in two minutes"
AGAIN = "sets up a session of your own"


@pytest.fixture
def temporary(tmp_path: Path) -> Path:
    """Where the tour has its folder."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    return folder


def program(home: Path, temporary: Path) -> Terminal:
    return Terminal(home=home, environment={"TMPDIR": str(temporary)})


def nothing_is_left(home: Path, temporary: Path) -> None:
    assert "No session was held yet" in coreflect(home, "sessions", "list").stdout
    assert not list(temporary.glob("coreflect-*"))
    assert not (home / "documents").exists()


def test_a_whole_tour_leads_back_to_the_start_screen(tmp_path: Path, temporary: Path) -> None:
    with program(tmp_path, temporary) as terminal:
        terminal.wait_for(NEW)
        terminal.press("t", "Press . to begin")
        terminal.press_until(".", "on to the check-in")
        terminal.press_until(".", "press 1, the number before")
        terminal.press_until("1", "names Cy: press 2")
        terminal.press_until("2", "p for a pass")
        terminal.press_until("p", "To write down what worked")
        terminal.press("w", "or enter ")
        terminal.press("h", " harvest:")
        terminal.press("We waited", "We waited")
        terminal.press(ENTER, "press u, the note goes")
        terminal.press("u", "press a for the people")
        terminal.press("a", "Go down to Hal")
        terminal.press(DOWN * 6 + "h", "q leads back")
        terminal.press("q", "so you are late now")
        terminal.press("f", "enter takes it")
        terminal.press(ENTER, "when all are ready")
        terminal.press_until(".", "for the last item, and again")
        terminal.press("x", "ctrl+s writes and closes")
        terminal.press(CTRL_S, "q leads home")
        terminal.press("q", AGAIN)
        terminal.send(CTRL_Q)
        assert terminal.exit_status() == 0
    nothing_is_left(tmp_path, temporary)


def test_it_can_be_left_and_taken_again_and_quit(tmp_path: Path, temporary: Path) -> None:
    with program(tmp_path, temporary) as terminal:
        terminal.wait_for(NEW)
        for _ in range(2):
            terminal.press("t", "Press . to begin")
            terminal.press(CTRL_T, AGAIN)
        terminal.press("r", "This is a rehearsal")
        terminal.press("q", "again ends the rehearsal")
        terminal.press("q", "Nothing of the rehearsal is kept.")
        terminal.press("t", "Press . to begin")
        terminal.send(CTRL_Q)
        assert terminal.exit_status() == 0
    nothing_is_left(tmp_path, temporary)

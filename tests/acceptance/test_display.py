"""The real program in one terminal, and the window for the group in another."""

import re
import signal
from collections.abc import Callable
from pathlib import Path

from holding import check_in, coreflect, give, hold, next_item, note
from terminal import Terminal

Start = Callable[..., Terminal]
CTRL_S, CTRL_Q = "\x13", "\x11"
QUOTE = "Who has a quote, a saying or a few lines of a poem to open with?"
NAMES = re.compile(r"\b(Fenna|Ana|Bo|Cy)\b")


def test_it_shows_a_session_from_its_start_to_its_end(start: Start, home: Path) -> None:
    shared = start("display")
    shared.wait_for("Nothing is running yet.")
    assert not home.exists()
    one = start()
    hold(one, "Fenna", "Ana", "Bo", "Cy")
    shared.wait_for(QUOTE)
    note(one, "intention", "Xeno listens first", "i")
    check_in(one)
    shared.wait_for("then: Facilitator")
    give(one, "Bo")
    shared.press("n", re.compile(r"now +Bo\b"))
    shared.press("n", lambda screen: not NAMES.search(screen))
    one.press("z", "paused")
    shared.wait_for("The time stands still until we go on.")
    one.press("z", lambda screen: "paused since" not in screen)
    shared.wait_for("then: Facilitator")
    one.press("h", "held")
    shared.wait_for("We are taking a moment.")
    one.press("h", lambda screen: "held since" not in screen)
    # The session goes to another window, whose program is killed, and goes on in a third one.
    two = start("resume")
    two.press("S", "This window has the session now")
    next_item(two, "Facilitator")
    shared.wait_for("then: One thing I want")
    two.kill(signal.SIGKILL)
    one.wait_for("No other window has this session any more.")
    shared.wait_for("One moment, please.")
    one.press("S", "This window has the session now")
    shared.wait_for(lambda screen: "One moment" not in screen)
    one.press("x", "Before closing")
    one.press(CTRL_S, "Closed")
    shared.wait_for("This session is over.")
    shared.kill(signal.SIGTERM)
    assert shared.exit_status() == 128 + signal.SIGTERM
    assert "Nothing was changed here: the session was only read along." in shared.screen()
    assert b"Xeno" not in shared.raw


def test_beside_a_session_that_was_left_it_changes_no_file(start: Start, home: Path) -> None:
    one = start()
    hold(one, "Fenna", "Ana", "Bo")
    one.send(CTRL_Q)
    assert one.exit_status() == 0
    before = everything(home)
    shared = start("display", "--names")
    shared.wait_for("Nothing is running yet.")
    shared.press("?", "What can be done here")
    shared.press("q", "Nothing is running yet.")
    shared.send("q")
    assert shared.exit_status() == 0
    assert everything(home) == before


def everything(home: Path) -> dict[str, tuple[bytes, int]]:
    """Every file with what is in it, and when it was written."""
    found = (path for path in home.rglob("*") if path.is_file())
    return {str(path): (path.read_bytes(), path.stat().st_mtime_ns) for path in found}


def test_without_a_terminal_it_says_so(home: Path) -> None:
    done = coreflect(home, "display")
    assert done.returncode == 1
    assert "in a terminal" in done.stderr
    assert not home.exists()

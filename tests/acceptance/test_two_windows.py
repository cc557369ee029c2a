"""Two real programs in two terminals, on one session that goes from one to the other."""

import json
import re
import signal
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from holding import (
    ENTER,
    check_in,
    coreflect,
    give,
    has_floor,
    hold,
    next_item,
    note,
)
from terminal import Terminal

READS = "READING ALONG"
HOLDS = "This window has the session now"
GAVE = re.compile(r"Another window took this session over at \d\d:\d\d\.\s+S\s+takes\s+it\s+back\.")
LOOKED_AT_AGAIN = "\x1b[O\x1b[I"
"""What a terminal tells when somebody goes to another window and comes back."""
CTRL_Q = "\x11"
ASKS = "Asking the other window for it"

Start = Callable[..., Terminal]


def takes_over(terminal: Terminal, other: Terminal) -> None:
    """One window asks, and both say what became of it."""
    terminal.press("S", HOLDS)
    assert READS not in terminal.screen()
    other.wait_for(GAVE)
    assert READS in other.screen()


def kept(home: Path) -> dict[str, object]:
    """The session as it is on disk."""
    done = coreflect(home, "sessions", "export", "last", "--json")
    assert done.returncode == 0, done.stderr
    session: dict[str, object] = json.loads(done.stdout)["session"]
    return session


def notes(home: Path) -> list[str]:
    found = kept(home)["notes"]
    assert isinstance(found, list)
    return [str(one["text"]) for one in found]


def test_it_goes_back_and_forth_with_acts_on_both_sides(start: Start, home: Path) -> None:
    one = start()
    hold(one, "Fenna", "Ana", "Bo", "Cy", "Dee")
    note(one, "intention", "Listening first", "i")
    two = start("resume")
    two.wait_for(READS)
    two.press(".", "Only read along here")
    check_in(one)
    two.wait_for("CHECK-IN ROUND")
    takes_over(two, one)
    give(two, "Bo")
    one.wait_for(has_floor("Bo"))
    # What is being typed goes along.
    two.press("w", "or enter ")
    two.press("k", " takeaway:")
    two.press("Trust grows sl", "Trust grows sl")
    takes_over(one, two)
    one.wait_for("takeaway: w k goes on with it.")
    one.press("w", "or enter ")
    one.press("k", " takeaway, unfinished: Trust grows sl")
    one.press("owly", "slowly")
    one.press(ENTER, lambda screen: " takeaway, unfinished:" not in screen)
    give(one, "Ana")
    two.wait_for("Ana")
    takes_over(two, one)
    two.press("u", "Taken back: giving Ana the floor")
    note(two, "takeaway", "Both windows wrote", "k")
    # The list of a third program is right whenever somebody comes back to it.
    home_list = start()
    home_list.wait_for("open in another window")
    two.kill(signal.SIGKILL)
    one.wait_for("No other window has this session any more. S goes on with it here.")
    home_list.press(LOOKED_AT_AGAIN, re.compile(r"left off .* check-in round, Bo\W+speaking"))
    one.press("S", HOLDS)
    home_list.press(LOOKED_AT_AGAIN, "open in another window")
    next_item(one, "Facilitator")
    one.kill(signal.SIGKILL)
    assert notes(home) == ["Listening first", "Trust grows slowly", "Both windows wrote"]


def test_one_that_is_stopped_is_passed_over_and_shows_what_it_lost(
    start: Start, home: Path
) -> None:
    one = start()
    hold(one, "Fenna", "Ana", "Bo")
    two = start("resume")
    two.wait_for(READS)
    # The disk refuses an act of the first one, and then it does not run any more.
    with closing(sqlite3.connect(home / "data" / "coreflect.db", isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        note(one, "intention", "Too late", "i")
        one.wait_for("UNSAVED SINCE")
        one.kill(signal.SIGSTOP)
    two.press("S", ASKS)
    two.wait_for("The other window does not answer. S takes the session all the same.")
    two.press("S", HOLDS)
    note(two, "intention", "While it was stopped", "i")
    # Keys that waited for it are only read along, or are lost with the rest; none gets in.
    one.send("pd.")
    one.kill(signal.SIGCONT)
    one.wait_for(re.compile(r"of\s+this\s+window\s+(is|are)\s+not\s+in\s+it:\s+U\s+shows"))
    assert READS in one.screen()
    (file,) = (home / "data").glob("unsaved-*.json")
    assert "Too late" in file.read_text("utf-8")
    one.press("U", "What is not in the session")
    assert file.name in one.wait_for("a note")
    one.press("q", READS)
    assert notes(home) == ["While it was stopped"]
    # The one that lost it takes it back; exactly one of them can write.
    takes_over(one, two)
    note(one, "intention", "Once more", "i")
    two.press(".", "Only read along here")
    assert notes(home) == ["While it was stopped", "Once more"]


def test_one_that_asks_and_is_killed_leaves_it_where_it_was(start: Start) -> None:
    one = start()
    hold(one, "Fenna", "Ana", "Bo")
    two, three = start("resume"), start("resume")
    for terminal in (two, three):
        terminal.wait_for(READS)
    one.kill(signal.SIGSTOP)
    two.press("S", ASKS)
    three.press("S", "A third window is asking for it just now. S asks again.")
    two.kill(signal.SIGKILL)
    two.exit_status()
    one.kill(signal.SIGCONT)
    next_item(one, "Framing")
    three.wait_for("▸ Framing")
    assert READS not in one.screen()
    takes_over(three, one)
    one.send(CTRL_Q)
    assert one.exit_status() == 0
    assert "Nothing was changed here: the session was only read along." in one.screen()

"""A session is killed in the middle, found again days later, and closed as of its end."""

import csv
import json
import re
import signal
from collections.abc import Callable
from pathlib import Path

from fake_time import FakeTime, linux_preloads
from holding import CTRL_S, check_in, coreflect, give, hold, note
from terminal import Terminal

pytestmark = linux_preloads

DAY = 24 * 3600
# The row is wrapped somewhere, and the chosen one has a sign at its edge; begun late in an evening
# it ends on another day.
DAY_BEFORE = r"(?:\d+ \w+ )?"
ENDED = re.compile(
    rf"ended {DAY_BEFORE}(\d\d:\d\d), 3 days ago; c closes it as of {DAY_BEFORE}\1".replace(
        " ", r"[\s▌]+"
    )
)


def killed_in_a_turn(start: Callable[..., Terminal]) -> None:
    """While Bo has the floor."""
    terminal = start()
    hold(terminal, "Ana", "Bo", "Cy")
    check_in(terminal)
    note(terminal, "takeaway", "Ask twice")
    give(terminal, "Bo")
    terminal.kill(signal.SIGKILL)
    assert terminal.exit_status() == -signal.SIGKILL


def test_three_days_later_one_key_closes_it_as_of_its_hard_end(
    start: Callable[..., Terminal], faketime: FakeTime, home: Path
) -> None:
    killed_in_a_turn(start)
    faketime.set(3 * DAY)
    listed = coreflect(home, "sessions", "list").stdout.splitlines()
    assert "not closed" in listed[0]
    assert "offers to close it" in listed[1]
    terminal = start("resume")
    ended = terminal.wait_for(ENDED)
    found = ENDED.search(ended)
    assert found
    terminal.press("c", lambda screen: f"{found[1]}" in screen and "Before closing" in screen)
    terminal.press(CTRL_S, "its files are written")
    terminal.press("q", " Past")
    shown = json.loads(coreflect(home, "sessions", "show", "last", "--json").stdout)["session"]
    assert shown["status"] == "closed"
    took = {one["id"]: one["real_seconds"] for one in shown["items"]}
    # Setup plans it for the next half hour, from which its hard end is counted.
    assert 60 < took["check-in"] <= 121 * 60, "from its start to the hard end"
    attendees = next(Path(one) for one in shown["files"] if one.endswith("attendees.csv"))
    with attendees.open(encoding="utf-8-sig", newline="") as file:
        assert [row["name"] for row in csv.DictReader(file)][:1] == ["Ana"]
    harvest = next(Path(one) for one in shown["files"] if one.endswith("harvest.md"))
    assert "Ask twice" in harvest.read_text("utf-8")

"""From a key to the screen that shows what it did, with the act on the disk before that."""

import math
import re
from collections.abc import Iterator
from itertools import count
from statistics import median, quantiles

from benchmarks.measuring import Group, Measure, Options, Run
from benchmarks.screens import Timed, reference
from benchmarks.sessions import leave_running

COUNTER = "counter with one commit a key"
MIDDLE = Measure("key", "key to changed screen, saved: median", COUNTER, 2)
TAIL = Measure("key-90", "key to changed screen, saved: 90th percentile", COUNTER, 2)


def allotted(screen: str) -> str:
    """The words behind the large clock."""
    # Beside the agenda, and not in the top line, which may say the same of the end.
    found = re.search(r"│.*(?:left of|over) (.*)", screen)
    return found[1].strip() if found else ""


def a_minute(terminal: Timed, turn: int) -> float:
    """A minute more or less for the running item, on the live screen."""
    before = allotted(terminal.screen())
    return terminal.time_of(
        "-" if turn % 2 else "+", lambda screen: allotted(screen) not in ("", before)
    )


def tail(times: list[float]) -> float:
    """The 90th percentile."""
    return quantiles(times, n=10)[-1]


def _runs(options: Options) -> Iterator[Run]:
    home = options.folder / "keys"
    leave_running(home)
    number, turns = math.ceil(options.keys / options.runs), count()
    with (
        Timed("resume", home=home) as ours,
        reference("counter", str(home / "counter.db"), home=home / "counter") as other,
    ):
        ours.wait_for(allotted)
        other.wait_for("count 0")
        while True:
            taken: tuple[list[float], list[float]] = ([], [])
            for turn in (next(turns) for _ in range(number)):
                taken[0].append(a_minute(ours, turn))
                taken[1].append(other.time_of(" ", f"count {turn + 1} "))
            yield {
                MIDDLE.name: (median(taken[0]), median(taken[1])),
                TAIL.name: (tail(taken[0]), tail(taken[1])),
            }


GROUP = Group((MIDDLE, TAIL), _runs)

"""A session of very many decisions, against one that has only begun."""

from collections.abc import Iterator

from benchmarks.measuring import Group, Measure, Options, Run
from benchmarks.screens import Timed
from benchmarks.sessions import leave_running

DECISIONS = 5_000
RESUME = Measure(
    "resume", f"resume of {DECISIONS:,} decisions to a usable screen", "of an empty session", 1.3
)


def usable(screen: str) -> bool:
    """The running item with its time, and what the keys do."""
    return "CHECK-IN" in screen and " left of " in screen and "? " in screen.splitlines()[-1]


def _runs(options: Options) -> Iterator[Run]:
    homes = {number: options.folder / f"resume-{number}" for number in (0, DECISIONS)}
    for number, home in homes.items():
        leave_running(home, decisions=number)
    while True:
        times = []
        for number in (DECISIONS, 0):
            with Timed("resume", home=homes[number]) as terminal:
                times += terminal.times_until(usable)
        yield {RESUME.name: (times[0], times[1])}


GROUP = Group((RESUME,), _runs)

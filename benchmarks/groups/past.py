"""A life of sessions, against a few: the start screen, and the list of what was."""

from collections.abc import Iterator

from benchmarks.measuring import Group, Measure, Options, Run
from benchmarks.screens import Timed
from benchmarks.sessions import leave_past

FEW, MANY = 10, 10_000
HOME = Measure("home", f"home with {MANY:,} past sessions, usable", f"with {FEW}", 1.2)
HISTORY = Measure(
    "history", f"sessions list on a terminal, with {MANY:,} past sessions", f"with {FEW}", 1.2
)


def past(screen: str) -> bool:
    """The list with sessions that were held, and what enter does."""
    return " Past" in screen and "enter open" in screen.splitlines()[-1]


def all_said(screen: str) -> bool:
    """What `sessions list` prints last: the oldest of few, or how many more there are."""
    return f"-{FEW - 1:06}  " in screen or " more; coreflect" in screen


def _runs(options: Options) -> Iterator[Run]:
    homes = {number: options.folder / f"past-{number}" for number in (FEW, MANY)}
    for number, home in homes.items():
        leave_past(home, number)
    while True:
        first, listed = [], []
        for number in (MANY, FEW):
            with Timed(home=homes[number], large=True) as terminal:
                first += terminal.times_until(past)
            with Timed("sessions", "list", home=homes[number], large=True) as terminal:
                listed += terminal.times_until(all_said)
        yield {HOME.name: (first[0], first[1]), HISTORY.name: (listed[0], listed[1])}


GROUP = Group((HOME, HISTORY), _runs)

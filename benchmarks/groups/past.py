"""A life of sessions, against a few: the start screen, and the list of what was."""

from collections.abc import Iterator
from statistics import median

from benchmarks.measuring import Group, Measure, Options, Run
from benchmarks.screens import Timed
from benchmarks.sessions import leave_past

FEW, MANY = 10, 10_000
HOME = Measure("home", f"home with {MANY:,} past sessions, usable", f"with {FEW}", 1.2)
HISTORY = Measure(
    "history", f"sessions list on a terminal, with {MANY:,} past sessions", f"with {FEW}", 1.2
)

BACK = Measure("back", f"from a past session back to the list of {MANY:,}", f"of {FEW}", 1.2)
CHECKED, TIMES = 1.5, 5
"""Seconds after which the whole file was looked at, and how often it is gone back to the list."""


def past(screen: str) -> bool:
    """The list with sessions that were held, and what enter does."""
    return " Past" in screen and "enter open" in screen.splitlines()[-1]


def all_said(screen: str) -> bool:
    """What `sessions list` prints last: the oldest of few, or how many more there are."""
    return f"-{FEW - 1:06}  " in screen or " more; coreflect" in screen


def back_from_a_look(terminal: Timed) -> float:
    """Milliseconds from the key that leaves a past session to the list."""
    terminal.press("l", "  Agenda")
    return terminal.time_of("q", past)


def _runs(options: Options) -> Iterator[Run]:
    homes = {number: options.folder / f"past-{number}" for number in (FEW, MANY)}
    for number, home in homes.items():
        leave_past(home, number)
    while True:
        first, listed, back = [], [], []
        for number in (MANY, FEW):
            with Timed(home=homes[number], large=True) as terminal:
                first += terminal.times_until(past)
                terminal.read_for(CHECKED)
                terminal.press("\x1b[F", "o re-open")
                back.append(median(back_from_a_look(terminal) for _ in range(TIMES)))
            with Timed("sessions", "list", home=homes[number], large=True) as terminal:
                listed += terminal.times_until(all_said)
        measured = {HOME: first, HISTORY: listed, BACK: back}
        yield {one.name: (times[0], times[1]) for one, times in measured.items()}


GROUP = Group((HOME, HISTORY, BACK), _runs)

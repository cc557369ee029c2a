"""A session with very many people, against one with few: from a key to the screen.

Both programs run in terminals of their own and take turns key by key, so that whatever else the
machine does weighs on both. Each key is an act that is saved to disk before it is shown.
"""

import math
from collections.abc import Callable, Iterator
from itertools import count
from statistics import median

from benchmarks.groups.keys import a_minute
from benchmarks.measuring import Group, Measure, Options, Run
from benchmarks.screens import GUARD, Timed
from benchmarks.sessions import leave_running

FEW, MANY = 10, 200
AIM = 1.5
Press = Callable[[Timed, int], float]


def hand(terminal: Timed, turn: int) -> float:
    """A hand goes up or down by number, on the live screen of a round with raised hands."""
    up = turn % 2 == 0
    # So soon after another one it would be taken for the same press.
    terminal.read_for(GUARD)
    return terminal.time_of("3", lambda screen: ("↑Guest" in screen) is up)


def presence(terminal: Timed, turn: int) -> float:
    """Someone is away or expected again, on the people screen."""
    away = turn % 2 == 0
    return terminal.time_of("w" if away else "e", "◌ Guest 001" if away else "○ Guest 001")


KINDS: tuple[tuple[str, str, tuple[tuple[str, str], ...], Press], ...] = (
    ("hall", "a minute more or less", (), a_minute),
    ("hall-hand", "a hand up or down", (("O", "h raised hands"), ("h", "goes on")), hand),
    ("hall-people", "away or expected", (("a", "here of"),), presence),
)
"""What is measured, the keys that lead there with what each shows, and the keys themselves."""


def _group(name: str, act: str, keys: tuple[tuple[str, str], ...], press: Press) -> Group:
    measure = Measure(
        name, f"live session with {MANY} people, key to screen: {act}", f"with {FEW}", AIM
    )

    def runs(options: Options) -> Iterator[Run]:
        homes = {people: options.folder / f"{name}-{people}" for people in (MANY, FEW)}
        for people, home in homes.items():
            leave_running(home, people)
        turns, number = count(), math.ceil(options.keys / options.runs / 10)
        with (
            Timed("resume", home=homes[MANY], large=True) as large,
            Timed("resume", home=homes[FEW], large=True) as small,
        ):
            for terminal in (large, small):
                terminal.wait_for("CHECK-IN")
                for key, shows in keys:
                    terminal.press(key, shows)
            while True:
                taken: tuple[list[float], list[float]] = ([], [])
                for turn in (next(turns) for _ in range(number)):
                    taken[0].append(press(large, turn))
                    taken[1].append(press(small, turn))
                yield {name: (median(taken[0]), median(taken[1]))}

    return Group((measure,), runs)


GROUPS = tuple(_group(*kind) for kind in KINDS)

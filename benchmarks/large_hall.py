"""How long a key takes to change the screen with 200 people, against the same keys with 10.

Run `python benchmarks/large_hall.py` with the project and its tests' needs installed. Both programs
run in terminals of their own at the same time and take turns key by key, so that whatever else the
machine does weighs on both. Each key is an act that is saved to disk before it is shown.
"""

import re
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from statistics import median, quantiles

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from coreflect_tui.clock import SystemClock
from coreflect_tui.core.decide.answer import Refusal
from coreflect_tui.core.intents import GoToItem, NextItem, SetPresence
from coreflect_tui.core.person import Presence
from coreflect_tui.core.state import Options
from coreflect_tui.library.catalogue import find_format
from coreflect_tui.locations import locations
from coreflect_tui.preparation import Invited, prepare_session
from coreflect_tui.workplace import Workplace
from terminal import Terminal

SMALL, LARGE = 10, 200
KEYS = 40
"""Of each kind, in each hall."""
AIM = 1.5
Press = Callable[[Terminal, int], object]


def hall(home: Path, people: int) -> None:
    """A session in its check-in with that many people, left as if the program had been killed."""
    clock = SystemClock()
    moment = clock.now()
    workplace = Workplace(locations({"COREFLECT_HOME": str(home)}), clock, Random(people))
    fmt = find_format("ips-co-reflection", home / "formats")
    options = Options(moment.session, 90, fmt.places[0], moment.offset)
    guests = [Invited(f"Guest {number:03}") for number in range(2, people + 1)]
    prepared = prepare_session(fmt, options, [Invited("Guest 001")], guests, workplace.random)
    if isinstance(prepared, Refusal):
        raise SystemExit(prepared.sentence)
    session = workplace.begin(*prepared)
    everyone = tuple(one.id for one in session.state.people)
    for intent in (SetPresence(everyone, Presence.PRESENT), NextItem(), GoToItem("check-in")):
        session.dispatch(intent)
    workplace.close()


def allotted(screen: str) -> str:
    """The words behind the large clock."""
    found = re.search(r"(?:left of|over) (.*)", screen)
    return found[1].strip() if found else ""


def minutes(terminal: Terminal, turn: int) -> None:
    """A minute more or less for the running item, on the live screen."""
    before = allotted(terminal.screen())
    terminal.press("-" if turn % 2 else "+", lambda screen: allotted(screen) not in ("", before))


def hand(terminal: Terminal, turn: int) -> None:
    """A hand goes up or down by number, on the live screen of a round with raised hands."""
    up = turn % 2 == 0
    terminal.press("3", lambda screen: ("↑Guest" in screen) is up)


def presence(terminal: Terminal, turn: int) -> None:
    """Someone is away or expected again, on the people screen."""
    away = turn % 2 == 0
    terminal.press("w" if away else "e", "◌ Guest 001" if away else "○ Guest 001")


KINDS: tuple[tuple[str, tuple[tuple[str, str], ...], Press], ...] = (
    ("a minute more or less", (), minutes),
    ("a hand up or down", (("O", "h raised hands"), ("h", "goes on")), hand),
    ("away or expected", (("a", "here of"),), presence),
)
"""What is measured, the keys that lead there with what each shows, and the keys themselves."""


def measured(small: Terminal, large: Terminal, press: Press) -> tuple[list[float], list[float]]:
    """Milliseconds of each key with few people and with many."""
    taken: tuple[list[float], list[float]] = ([], [])
    for turn in range(KEYS + 4):
        for terminal, times in zip((small, large), taken, strict=True):
            began = time.perf_counter()
            press(terminal, turn)
            if turn >= 4:
                times.append((time.perf_counter() - began) * 1000)
    return taken


def main() -> int:
    """Print the table; 1 when an aim is missed."""
    worst = 0.0
    with tempfile.TemporaryDirectory() as folder:
        homes = {people: Path(folder) / str(people) for people in (SMALL, LARGE)}
        for people, home in homes.items():
            hall(home, people)
        print(f"{'key to screen, ms':26}{SMALL:>8}{LARGE:>8}{'ratio':>8}{'p90':>8}")
        with (
            Terminal("resume", home=homes[SMALL], columns=120, rows=40) as small,
            Terminal("resume", home=homes[LARGE], columns=120, rows=40) as large,
        ):
            for name, keys, press in KINDS:
                for terminal in (small, large):
                    terminal.wait_for("CHECK-IN")
                    for key, shows in keys:
                        terminal.press(key, shows)
                few, many = measured(small, large, press)
                ratio = median(many) / median(few)
                tails = quantiles(many, n=10)[-1] / quantiles(few, n=10)[-1]
                worst = max(worst, ratio)
                print(f"{name:26}{median(few):8.1f}{median(many):8.1f}{ratio:8.2f}{tails:8.2f}")
    print(f"aim: {AIM} at most; {'met' if worst <= AIM else 'missed'}")
    return 0 if worst <= AIM else 1


if __name__ == "__main__":
    sys.exit(main())

"""The program killed again and again in the middle of random acts, and what is there after.

Run `python benchmarks/long/kill.py [--rounds N] [--seed S] [--jobs J]` with the project and its
tests' needs installed. It drives the real program in a terminal as `tests/killing.py` says, some
rounds on one home, and prints the figures: kills, acts that were acknowledged, acts lost.
"""

import argparse
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))

from killing import ENDINGS, Figures, live_often

ON_ONE_HOME = 40
WEIGHTS = (6, 2, 2, 1)


def some(seed: int, rounds: int) -> Figures:
    """So many rounds on a home of their own."""
    with tempfile.TemporaryDirectory() as folder:
        endings = Random(seed).choices(ENDINGS, WEIGHTS, k=rounds)
        figures = live_often(Path(folder) / "home", seed, endings)
    print(f"seed {seed}: {figures}", flush=True)
    for one in figures.wrong:
        print(one, file=sys.stderr, flush=True)
    return figures


def main(words: list[str]) -> int:
    """Print the figures; 1 when anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__, usage=argparse.SUPPRESS)
    parser.add_argument("--rounds", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1, help="of the first home")
    parser.add_argument("--jobs", type=int, default=2, help="homes at a time")
    args = parser.parse_args(words)
    began, whole = time.monotonic(), Figures()
    homes = range(0, args.rounds, ON_ONE_HOME)
    with ThreadPoolExecutor(args.jobs) as pool:
        rounds = [min(ON_ONE_HOME, args.rounds - done) for done in homes]
        for figures in pool.map(some, range(args.seed, args.seed + len(rounds)), rounds):
            whole += figures
    print(f"{whole}, in {time.monotonic() - began:.0f} s")
    return 1 if whole.wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

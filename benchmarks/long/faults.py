"""Disks that fail at every call of a session, and the program killed before every call.

Run `python benchmarks/long/faults.py [--every N] [--jobs J]` with the project, its tests' needs and
strace installed (Linux). It holds the session of `tests/under_faults.py`, which has no screen, once
for each call to a file of its home and each fault: killed before it; the call failing because the
disk is full, broken or for reading alone, once, for a while, or from then on. It prints what is
wrong after each, and the figures.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))

from fault_points import FAULTS, KILL, LONG, Ground, Point


def main(words: list[str]) -> int:
    """Print the figures; 1 when anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__, usage=argparse.SUPPRESS)
    parser.add_argument("--every", type=int, default=1, help="try every Nth call only")
    parser.add_argument("--jobs", type=int, default=2)
    args = parser.parse_args(words)
    strace = shutil.which("strace")
    if strace is None:
        parser.error("strace is not installed")
    began, tries, wrong = time.monotonic(), Counter[str](), 0
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(args.jobs) as pool:
        root = Path(folder)
        ground = Ground.of(root, strace)
        points = [
            point
            for fault in FAULTS
            for many in ((1,) if fault == KILL else (1, LONG, 0))
            for point in list(ground.points(fault, many))[:: args.every]
        ]

        def tried(numbered: tuple[int, Point]) -> list[str]:
            number, point = numbered
            try:
                return ground.wrong_at(point, root / f"{number}")
            except (AssertionError, subprocess.TimeoutExpired) as error:
                return [str(error)]

        found = pool.map(tried, enumerate(points))
        for point, told in zip(points, found, strict=True):
            tries[point.fault] += 1
            wrong += bool(told)
            for one in told:
                print(f"{point}: {one}", flush=True)
    faults = ", ".join(f"{count} {fault}" for fault, count in tries.items())
    took = time.monotonic() - began
    print(f"{tries.total()} faults ({faults}), {wrong} with something wrong, in {took:.0f} s")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

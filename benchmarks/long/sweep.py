"""The program killed right before every call that writes, syncs, renames or removes a file.

Run `python benchmarks/long/sweep.py [--chapter NAME ...] [--every N] [--jobs J]` with the project,
its tests' needs and strace installed (Linux). It plays the session of `tests/chapters.py`, each
chapter once for each of its calls, looks at what is there after, and prints the figures.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))

from afterwards import kill
from chapters import CHAPTERS
from tracing import Stage, stages

Point = tuple[Stage, str, int]


def tried(root: Path, strace: str, point: Point) -> tuple[Point, list[str]]:
    """One kill, and what is wrong after it."""
    stage, call, number = point
    try:
        return point, kill(
            stage, strace, call, number, root / f"{stage.chapter.name}-{call}-{number}"
        )
    except (AssertionError, subprocess.TimeoutExpired) as error:
        return point, [str(error)]


def main(words: list[str]) -> int:
    """Print the figures; 1 when anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__, usage=argparse.SUPPRESS)
    parser.add_argument("--chapter", action="append", choices=[one.name for one in CHAPTERS])
    parser.add_argument("--every", type=int, default=1, help="try every Nth call only")
    parser.add_argument("--jobs", type=int, default=2)
    args = parser.parse_args(words)
    strace = shutil.which("strace")
    if strace is None:
        parser.error("strace is not installed")
    began, tries, wrong = time.monotonic(), Counter[str](), 0
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(args.jobs) as pool:
        root = Path(folder)
        made = stages(root, strace, tuple(args.chapter or ()))
        points = [(stage, *point) for stage in made for point in stage.points()][:: args.every]
        for (stage, call, number), found in pool.map(partial(tried, root, strace), points):
            tries[call] += 1
            wrong += bool(found)
            for one in found:
                print(f"{stage.chapter.name}, before {call} {number}: {one}", flush=True)
    calls = ", ".join(f"{count} {call}" for call, count in sorted(tries.items()))
    took = time.monotonic() - began
    print(
        f"{tries.total()} kills before a call ({calls}), {wrong} with something wrong, {took:.0f} s"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

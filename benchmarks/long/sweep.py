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
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))

from afterwards import forget, kill, kill_forgetting
from chapters import CHAPTERS, FORGETTING
from tracing import counted, stages, under

Try = tuple[str, str, int, Callable[[Path], list[str]]]
"""The chapter, the call and its number, and what tries it in a folder of its own."""


def tries_of(root: Path, strace: str, names: tuple[str, ...]) -> list[Try]:
    """Every call of the chapters that are named, or of all."""
    # To forget the session it has to be played to its end.
    made = stages(root, strace, () if FORGETTING in names else names)
    found: list[Try] = []
    for stage in (one for one in made if not names or one.chapter.name in names):
        for call, number in stage.points():
            attempt = partial(kill, stage, strace, call, number)
            found.append((stage.chapter.name, call, number, attempt))
    if not names or FORGETTING in names:
        before, last = root / "before-forgetting", root / "last"
        shutil.copytree(root / "home", before)
        shutil.copytree(before, last)
        assert not forget(last, under(strace, root / "calls")).returncode
        for call, count in sorted(counted(root / "calls", last).items()):
            for number in range(1, count + 1):
                attempt = partial(kill_forgetting, before, strace, call, number)
                found.append((FORGETTING, call, number, attempt))
    return found


def tried(root: Path, numbered: tuple[int, Try]) -> list[str]:
    """One kill, and what is wrong after it."""
    number, (*_, attempt) = numbered
    try:
        return attempt(root / f"{number}")
    except (AssertionError, subprocess.TimeoutExpired) as error:
        return [str(error)]


def main(words: list[str]) -> int:
    """Print the figures; 1 when anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__, usage=argparse.SUPPRESS)
    parser.add_argument(
        "--chapter", action="append", choices=[*(one.name for one in CHAPTERS), FORGETTING]
    )
    parser.add_argument("--every", type=int, default=1, help="try every Nth call only")
    parser.add_argument("--jobs", type=int, default=2)
    args = parser.parse_args(words)
    strace = shutil.which("strace")
    if strace is None:
        parser.error("strace is not installed")
    began, tries, wrong = time.monotonic(), Counter[str](), 0
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(args.jobs) as pool:
        root = Path(folder)
        every = tries_of(root, strace, tuple(args.chapter or ()))[:: args.every]
        found = pool.map(partial(tried, root), enumerate(every))
        for (chapter, call, number, _), told in zip(every, found, strict=True):
            tries[call] += 1
            wrong += bool(told)
            for one in told:
                print(f"{chapter}, before {call} {number}: {one}", flush=True)
    calls = ", ".join(f"{count} {call}" for call, count in sorted(tries.items()))
    took = time.monotonic() - began
    print(
        f"{tries.total()} kills before a call ({calls}), {wrong} with something wrong, {took:.0f} s"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

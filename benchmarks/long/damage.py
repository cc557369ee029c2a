"""Every byte of a database turned, every page cut off and overwritten, and what the next start made
of it.

Run `python benchmarks/long/damage.py [--every N] [--part I/K] [--sessions N]` with the project and
its tests' needs installed, best with TMPDIR in memory: a bit of each Nth byte is turned, of each
one unless said otherwise. With two sessions that is a quarter of an hour of one core; `--part 1/2`
and `--part 2/2` share it between two processes.
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))

from damaged import Damage, Written, cuts, flipped, overwritten, start_after, write

COLUMNS = ("damages", "began", "moved", "refused", "full", "part", "gone", "wrong")


def damages(written: Written, every: int, part: int, parts: int) -> Iterator[Damage]:
    """All of them, or those of one part."""
    chance = Random(len(written.content))
    places = [(at, chance.randrange(8)) for at in range(0, len(written.content), every)]
    all_of_them = chain(
        cuts(written.content),
        overwritten(written.content, chance),
        flipped(written.content, places),
    )
    yield from islice(all_of_them, part - 1, None, parts)


def main() -> int:
    """Print a row for each kind of damage; 1 when anything was silently wrong, or a new session
    could not begin."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--part", default="1/1")
    parser.add_argument("--sessions", type=int, default=2)
    args = parser.parse_args()
    part, parts = map(int, args.part.split("/"))
    total: dict[str, Counter[str]] = {}
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        written = write(Path(folder) / "written", args.sessions, acts=6)
        sessions = {name: len(one) for name, one in written.sessions.items()}
        print(f"{len(written.content)} bytes, decisions of each session: {sessions}")
        for damage in damages(written, args.every, part, parts):
            outcome = start_after(damage.content, written, Path(folder) / "home")
            total.setdefault(damage.kind, Counter()).update(outcome.counted())
            for said in outcome.wrong:
                print(f"{damage}: {said}", file=sys.stderr, flush=True)
            if not outcome.began:
                print(f"{damage}: no new session began", file=sys.stderr, flush=True)
    print(f"{'':20}" + "".join(f"{name:>9}" for name in COLUMNS))
    for kind, row in total.items():
        print(f"{kind:20}" + "".join(f"{row[name]:>9}" for name in COLUMNS))
    every_one = sum(total.values(), Counter[str]())
    print(f"{'all':20}" + "".join(f"{every_one[name]:>9}" for name in COLUMNS))
    print(f"{time.perf_counter() - began:.0f} s")
    return int(bool(every_one["wrong"] or every_one["began"] < every_one["damages"]))


if __name__ == "__main__":
    sys.exit(main())

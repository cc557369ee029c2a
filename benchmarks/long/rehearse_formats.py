"""Every format there is, rehearsed at every limit that it names and with many seeds.

Run `python benchmarks/long/rehearse_formats.py [--seeds N] [FILE ...]` with the project and its
tests' needs installed; without files it takes the formats that come with the program and the
protocols of the tests. It prints a row for each size of each format, and what is to be complained
of: what `tests/held.py` looks at, and a rehearsal that stopped.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))

from coreflect_tui.core.attendance import session_end
from coreflect_tui.core.formats import Format
from coreflect_tui.library.format_file import read_format
from held import Size, hold_and_look, sizes
from test_rehearsal_formats import PATHS

SEEDS = 20


def rehearse(fmt: Format, size: Size, seeds: int) -> tuple[list[float], list[str]]:
    """By how many seconds each ended after the hard end, and what is to be complained of."""
    late: list[float] = []
    wrong: list[str] = []
    for seed in range(1, seeds + 1):
        with tempfile.TemporaryDirectory() as folder:
            try:
                state = hold_and_look(fmt, size, seed, Path(folder) / "out")
            except Exception as error:
                wrong.append(f"seed {seed}: {type(error).__name__}: {str(error).splitlines()[:1]}")
                continue
        assert state.closed
        late.append((session_end(state, state.closed) - state.hard_end).total_seconds())
    return late, wrong


def main(words: list[str]) -> int:
    """Print a row for each size; 1 when anything is to be complained of."""
    parser = argparse.ArgumentParser(description=__doc__, usage=argparse.SUPPRESS)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--seeds", type=int, default=SEEDS)
    args = parser.parse_args(words)
    found, began = 0, time.process_time()
    print(f"{'format':24}{'size':22}{'held':>6}{'earliest':>10}{'latest':>8}{'wrong':>7}")
    for path in args.files or PATHS.values():
        fmt = read_format(path)
        for size in sizes(fmt):
            late, wrong = rehearse(fmt, size, args.seeds)
            found += len(wrong)
            ends = f"{min(late):10.0f}{max(late):8.0f}" if late else " " * 18
            print(f"{fmt.id:24}{size!s:22}{len(late):6}{ends}{len(wrong):7}", flush=True)
            for one in wrong:
                print(f"  {one}", file=sys.stderr)
    print(f"{found} to be complained of, in {time.process_time() - began:.0f} s")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

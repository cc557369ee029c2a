"""Measures the program against references and prints a table of ratios: `python -m benchmarks`.

Each ratio is that of a run of ours and a run of the reference right after it, or beside it, so
that whatever else the machine does weighs on both. docs/performance.md says what is what.
"""

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path

from benchmarks.groups import act, commands, hall, idle, keys, long_session, past, rehearsal, start
from benchmarks.measuring import Options, Result, measured
from benchmarks.table import as_json, document_row, head, row

GROUPS = (
    start.GROUP,
    commands.GROUP,
    keys.GROUP,
    *idle.GROUPS,
    long_session.GROUP,
    past.GROUP,
    *hall.GROUPS,
    act.GROUP,
    rehearsal.GROUP,
)
NAMES = [measure.name for group in GROUPS for measure in group.measures]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description="Measure the program against references."
    )
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"of {', '.join(NAMES)}; all without any"
    )
    parser.add_argument("--runs", type=int, default=9, help="of each, beside one to warm up (9)")
    parser.add_argument("--keys", type=int, default=1000, help="pressed in all runs (1000)")
    parser.add_argument(
        "--seconds", type=float, default=60, help="of a running timer in each run (60)"
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="all runs, for programs")
    form.add_argument("--markdown", action="store_true", help="rows for docs/performance.md")
    asked = parser.parse_args()
    if unknown := sorted(set(asked.names) - set(NAMES)):
        parser.error(f"there is no {', '.join(unknown)}; known are {', '.join(NAMES)}")
    if asked.runs < 2:
        parser.error("a spread takes two runs at least")
    return asked


def main() -> int:
    """Print the table; 1 when an aim is missed."""
    asked, results = _options(), list[Result]()
    # An installed program has its modules compiled; those of a checkout are after the first run.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    if not (asked.json or asked.markdown):
        print(head(), flush=True)
    for group in GROUPS:
        names = {measure.name for measure in group.measures}
        if asked.names and not names & set(asked.names):
            continue
        with tempfile.TemporaryDirectory(prefix="coreflect-benchmark-") as folder:
            options = Options(asked.runs, asked.keys, asked.seconds, Path(folder))
            done = measured(group, options)
        results += done
        if not asked.json:
            for one in done:
                print(document_row(one) if asked.markdown else row(one), flush=True)
    if asked.json:
        print(json.dumps(as_json(results), indent=2))
    return 0 if all(one.met for one in results) else 1


if __name__ == "__main__":
    sys.exit(main())

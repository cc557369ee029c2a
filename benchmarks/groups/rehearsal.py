"""A whole rehearsal without a screen, against what nobody could leave out who holds one."""

import contextlib
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measuring import REFERENCES, ROOT, Group, Measure, Options, Run
from benchmarks.screens import PROGRAM

REHEARSAL = Measure(
    "rehearsal",
    "headless rehearsal, 90 minutes with 12 people",
    "importing its modules, and as many commits",
    2,
)
ARGUMENTS = ("rehearse", "ips-co-reflection", "--people", "12", "--minutes", "90", "--headless")
_MODULES = """
import sys
from coreflect_tui.cli.main import main
code = main(sys.argv[2:])
with open(sys.argv[1], "w") as names:
    print(*sys.modules, sep="\\n", file=names)
sys.exit(code)
"""


def _time_of(*command: str) -> float:
    began = time.perf_counter()
    subprocess.run(
        command,
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), *sys.path))},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return (time.perf_counter() - began) * 1000


def _written(folder: Path) -> tuple[int, int]:
    """How many decisions a rehearsal has stored, and how many bytes each on the average."""
    (path,) = folder.rglob("coreflect.db")
    with contextlib.closing(sqlite3.connect(path)) as conn:
        number, size = conn.execute(
            "SELECT count(*), sum(length(payload)) FROM decisions"
        ).fetchone()
    return number, size // number


def _runs(options: Options) -> Iterator[Run]:
    folder = options.folder / "rehearsal"
    folder.mkdir()
    names, out, path = folder / "modules", folder / "out", folder / "reference.db"
    command = [sys.executable, "-c", _MODULES, str(names), *ARGUMENTS, "--out", str(out)]
    _time_of(*command)
    number, size = _written(out)
    shutil.rmtree(out)
    script = str(REFERENCES / "commits.py")
    while True:
        ours = _time_of(str(PROGRAM), *ARGUMENTS, "--out", str(out))
        other = _time_of(sys.executable, script, str(names), str(path), str(number), str(size))
        shutil.rmtree(out)
        path.unlink()
        yield {REHEARSAL.name: (ours, other)}


GROUP = Group((REHEARSAL,), _runs)

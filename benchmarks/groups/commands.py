"""Commands without a screen, against Python that does nothing."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measuring import Group, Measure, Options, Run
from benchmarks.screens import PROGRAM

VERSION = Measure("version", "coreflect --version", "python -c pass", 4)
FORMATS = Measure("formats-list", "coreflect formats list", "python -c pass", 12)


def time_of(*command: str, home: Path) -> float:
    """Milliseconds that a command takes. Raises CalledProcessError where it fails."""
    began = time.perf_counter()
    subprocess.run(
        command,
        env={**os.environ, "COREFLECT_HOME": str(home)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return (time.perf_counter() - began) * 1000


def _runs(options: Options) -> Iterator[Run]:
    home = options.folder / "commands"
    while True:
        bare = time_of(sys.executable, "-c", "pass", home=home)
        version = time_of(str(PROGRAM), "--version", home=home)
        listed = time_of(str(PROGRAM), "formats", "list", home=home)
        yield {VERSION.name: (version, bare), FORMATS.name: (listed, bare)}


GROUP = Group((VERSION, FORMATS), _runs)

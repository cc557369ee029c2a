"""The real program in a process of its own, which is given commands one after the other and tells
what each took. Linux only."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import foreign_store
from coreflect_tui.library.bounds import MOST_FILES

SECONDS = 1.0
"""Of one processor that a bomb may take more than a file in order."""
MEGABYTES = 200
"""Of memory that it may take more."""

_RUNNER = """
import contextlib, io, json, os, resource, shutil, sys, time
from coreflect_tui.cli.main import main

def memory():
    with open("/proc/self/status") as file:
        return next(int(one.split()[1]) for one in file if one.startswith("VmHWM")) / 1024

most = int(sys.argv[1])
if most:
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
for line in sys.stdin:
    arguments = json.loads(line)
    said, wrong = io.StringIO(), io.StringIO()
    began = time.process_time()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(wrong):
        code = main(arguments)
    took = time.process_time() - began
    print(json.dumps([code, took, memory(), said.getvalue(), wrong.getvalue()]), flush=True)
"""


@dataclass(frozen=True)
class Outcome:
    """What came of one command: `seconds` of one processor, `memory` the most so far, in MB."""

    code: int
    seconds: float
    memory: float
    out: str
    err: str


class Program:
    """The program in a process of its own, its home a folder; Linux only."""

    def __init__(self, home: Path, most_memory: int = 0) -> None:
        """`most_memory` is in bytes of address space; 0 is no bound."""
        self.home = home
        home.mkdir(parents=True, exist_ok=True)
        self._process = subprocess.Popen(
            [sys.executable, "-c", _RUNNER, str(most_memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=home,
            env={**os.environ, "COREFLECT_HOME": str(home)},
            text=True,
        )

    def run(self, arguments: Sequence[str]) -> Outcome:
        """One command, as if it were typed in the home folder."""
        assert self._process.stdin
        assert self._process.stdout
        print(json.dumps(list(arguments)), file=self._process.stdin, flush=True)
        line = self._process.stdout.readline()
        assert line, "the program ended"
        return Outcome(*json.loads(line))

    def close(self) -> None:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait(10)


def put(home: Path, path: str, content: bytes) -> None:
    """A file under the home."""
    (home / path).parent.mkdir(parents=True, exist_ok=True)
    (home / path).write_bytes(content)


def prepare(home: Path) -> None:
    """A home with a database that has sessions."""
    (home / "data").mkdir(parents=True, exist_ok=True)
    foreign_store.put(home / "data", foreign_store.database())


def many_files(folder: Path, content: str, count: int = 50 * MOST_FILES) -> None:
    """Very many small files in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"f{number:05}.toml").write_text(content.replace("%", str(number)), "utf-8")

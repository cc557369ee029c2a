"""Hands a text file to the user's editor, and waits until they are done with it.

Relied on: VISUAL and EDITOR hold a command line; nano or vi is on nearly every Unix, and notepad on
every Windows. An editor in the terminal has it for itself meanwhile, which is the caller's matter.
"""

import os
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

VARIABLES = ("VISUAL", "EDITOR")
FALLBACKS = ("notepad",) if sys.platform == "win32" else ("nano", "vi")


class EditorError(Exception):
    """No editor could be opened; one sentence for the facilitator."""


def find_editor(environ: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """The command that opens the user's editor, the program by its path. Raises EditorError."""
    environ = os.environ if environ is None else environ
    path = environ.get("PATH")
    for variable in VARIABLES:
        program, *options = _words(environ.get(variable, "")) or [""]
        if program:
            found = shutil.which(program, path=path)
            if found is None:
                raise EditorError(
                    f"{variable} names an editor that is not there ({program}); please name another"
                )
            return (found, *options)
    for name in FALLBACKS:
        if found := shutil.which(name, path=path):
            return (found,)
    raise EditorError("There is no editor here; please name yours in EDITOR")


def edit(command: tuple[str, ...], path: Path) -> None:
    """Open the file at `path` with `command` and wait until that ends. How it ends says little:
    what was saved is in the file. Raises EditorError."""
    with _keys_are_the_editors():
        try:
            subprocess.run([*command, str(path.absolute())], check=False)
        except OSError:
            raise EditorError(f"{Path(command[0]).name} could not be started") from None


def _words(line: str) -> list[str]:
    """The words of a command line; where quotes do not match it is taken as it stands."""
    if sys.platform == "win32":
        # There a backslash is part of a path.
        return [word.strip('"') for word in shlex.split(line, posix=False)]
    try:
        return shlex.split(line)
    except ValueError:
        return line.split()


@contextmanager
def _keys_are_the_editors() -> Iterator[None]:
    """Ctrl+C and the like are the editor's while it has the terminal, and this program is in the
    same group of processes. They are taken and left alone: what is ignored, it would ignore too."""
    names = ("SIGINT", "SIGQUIT")
    numbers = [number for name in names if (number := getattr(signal, name, None))]
    before = [(number, signal.signal(number, lambda *_: None)) for number in numbers]
    try:
        yield
    finally:
        for number, handler in before:
            signal.signal(number, handler)

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
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

VARIABLES = ("VISUAL", "EDITOR")
KEYS, ENDING = ("SIGINT", "SIGQUIT"), ("SIGHUP", "SIGTERM")
"""Signals that come from keys of the terminal, and those that end programs; Windows lacks most."""
FALLBACKS = ("notepad",) if sys.platform == "win32" else ("nano", "vi")


Handler = Callable[[int, FrameType | None], object] | int | None


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
    what was saved is in the file. What tells this program to end meanwhile is passed on to the
    editor first, which may have something to save. Raises EditorError."""
    with _signals_are_the_editors() as editor:
        try:
            editor.append(subprocess.Popen([*command, str(path.absolute())]))
        except OSError:
            raise EditorError(f"{Path(command[0]).name} could not be started") from None
        editor[0].wait()


def _words(line: str) -> list[str]:
    """The words of a command line; where quotes do not match it is taken as it stands."""
    on_windows = sys.platform == "win32"
    if on_windows:
        # There a backslash is part of a path.
        return [word.strip('"') for word in shlex.split(line, posix=False)]
    try:
        return shlex.split(line)
    except ValueError:
        return line.split()


@contextmanager
def _signals_are_the_editors() -> Iterator[list[subprocess.Popen[bytes]]]:
    """Ctrl+C and the like are the editor's while it has the terminal, and this program is in the
    same group of processes. They are taken and left alone: what is ignored, it would ignore too.
    What ends programs would leave the editor alone with the terminal, so both are told."""
    editor: list[subprocess.Popen[bytes]] = []
    before: dict[int, Handler] = {}

    def tell(number: int, frame: FrameType | None) -> None:
        for one in editor:
            one.send_signal(number)
        ours = before[number]
        if callable(ours):
            ours(number, frame)

    def leave_alone(_: int, __: FrameType | None) -> None:
        pass

    for names, handler in ((KEYS, leave_alone), (ENDING, tell)):
        for name in names:
            if number := getattr(signal, name, None):
                before[number] = signal.getsignal(number)
                signal.signal(number, handler)
    try:
        yield editor
    finally:
        for number, ours in before.items():
            signal.signal(number, ours or signal.SIG_DFL)

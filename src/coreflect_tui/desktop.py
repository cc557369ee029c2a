"""Hands a file to the program that the desktop opens it with; never waits for it.

Relied on: Linux and the BSDs have xdg-open (xdg-utils), which finds the program by the file's kind
and needs a display; macOS has open; Windows has os.startfile.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from threading import Thread

from coreflect_tui.core.text import one_line


class DesktopError(Exception):
    """A file could not be handed over; one sentence for the facilitator. `place` is where the file
    is, which they need whole, so that it has rows of its own."""

    def __init__(self, sentence: str, path: Path) -> None:
        super().__init__(sentence)
        self.place = one_line(str(path))


def open_file(path: Path) -> None:
    """Ask the desktop to open the file at `path`. What its program then does is not known here:
    it may take seconds to appear, or say for itself that it cannot. Raises DesktopError."""
    path = path.absolute()
    if not path.is_file():
        raise DesktopError("The file is not there any more; writing the files again helps.", path)
    if sys.platform == "win32":
        try:
            os.startfile(path)
        except OSError:
            raise _no_program(path) from None
    else:
        _start(_opener(path), path)


def _opener(path: Path) -> str:
    """The program that opens files, by its path."""
    name = "open" if sys.platform == "darwin" else "xdg-open"
    # Without a display xdg-open takes a browser for terminals, and its screen would be ours.
    shown = name == "open" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    found = shutil.which(name)
    if found is None or not shown:
        why = f"{name} is not installed" if shown else "there is no desktop here"
        raise DesktopError(f"Not opened, because {why}; please open it yourself.", path)
    return found


def _start(opener: str, path: Path) -> None:
    """In a session of its own, so that no key or hang-up of this terminal reaches it, and with
    nothing to write on. The path is absolute, so it is never taken for an option."""
    try:
        process = subprocess.Popen(
            [opener, str(path)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=path.parent,
            start_new_session=True,
        )
    except OSError:
        raise _no_program(path) from None
    # Somebody has to take note of its end, or it stays in the system's list until this one ends.
    Thread(target=process.wait, daemon=True).start()


def _no_program(path: Path) -> DesktopError:
    return DesktopError("No program took the file; please open it yourself.", path)

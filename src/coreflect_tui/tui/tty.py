"""What a terminal can be asked besides being drawn on. The port for terminals.

Relied on: Linux and macOS have termios, by which keys get read at once and what waits to be shown
can be dropped, and poll, which says that the other end is gone; older macOS answers poll with "not
valid" for every terminal, and some builds of Python for it have no poll. Windows has neither: its
console goes together with the process, and Textual puts its modes back.
"""

import os
import sys
from contextlib import suppress
from typing import Any

LEAVE = (
    # The end of whatever was cut off half-way, and of a frame.
    "\x1b\\\x1b[?2026l"
    # Pasting, wrapped lines, reports of size, mouse and focus, the keyboard protocol.
    "\x1b[?2004l\x1b[?7h\x1b[?2048l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l\x1b[?1004l"
    "\x1b[<u"
    # The other screen, the cursor, and the shape of the mouse.
    "\x1b[?1049l\x1b[?25h\x1b]22;default\x07"
)
"""Puts a terminal in order that Textual has drawn on, wherever it was interrupted."""


def hung_up() -> bool:
    """Whether the terminal at standard input is gone."""
    if sys.platform != "win32" and sys.__stdin__ is not None:
        import select

        if not hasattr(select, "poll"):
            return False
        poll = select.poll()
        try:
            poll.register(sys.__stdin__.fileno(), select.POLLHUP | select.POLLERR)
        except (OSError, ValueError):
            return True
        gone = select.POLLHUP | select.POLLERR
        if sys.platform != "darwin":
            gone |= select.POLLNVAL
        return any(state & gone for _, state in poll.poll(0))
    return False


def say(text: str) -> None:
    """Write to the terminal, past all that waits to be written; one that is gone hears nothing."""
    if sys.__stderr__ is not None:
        with suppress(OSError, ValueError):
            if sys.platform == "win32":
                # Only Python's own stream knows the letters of that console.
                sys.__stderr__.write(text)
                sys.__stderr__.flush()
            else:
                os.write(sys.__stderr__.fileno(), text.encode(errors="replace"))


def fall_silent() -> None:
    """What still waits in this process to be written goes nowhere, when it ends."""
    if sys.__stderr__ is not None:
        with suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, sys.__stderr__.fileno())
            os.close(nowhere)


def drop_what_waits() -> None:
    """Throw away what a terminal that reads nothing was to show, so that writing to it can end."""
    if sys.platform != "win32" and sys.__stderr__ is not None:
        import termios

        with suppress(OSError, ValueError, termios.error):
            termios.tcflush(sys.__stderr__.fileno(), termios.TCOFLUSH)


class Attributes:
    """What the terminal does with keys, as it was when this was made."""

    def __init__(self) -> None:
        self.kept: list[Any] | None = None
        if sys.platform != "win32" and sys.__stdin__ is not None:
            import termios

            with suppress(OSError, ValueError, termios.error):
                self.kept = termios.tcgetattr(sys.__stdin__.fileno())

    def put_back(self) -> None:
        """Have the terminal do so again; of one that is gone nothing is asked."""
        if sys.platform != "win32" and sys.__stdin__ is not None and self.kept:
            import termios

            with suppress(OSError, ValueError, termios.error):
                termios.tcsetattr(sys.__stdin__.fileno(), termios.TCSANOW, self.kept)

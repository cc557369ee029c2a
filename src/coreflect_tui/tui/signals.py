"""Which signals end the program in order. The port for signals, since no two systems have the same.

Relied on: Linux and macOS send SIGHUP when the terminal goes, SIGTERM at the end of a login, SIGINT
and SIGQUIT from the keyboard or by hand. Windows knows SIGTERM and SIGINT by name only, and says
SIGBREAK for Ctrl+Break and when the window is closed, with a few seconds left.
"""

import signal
from collections.abc import Callable
from types import FrameType

ENDING = ("SIGHUP", "SIGTERM", "SIGINT", "SIGQUIT", "SIGBREAK")
"""SIGQUIT too: a core dump would keep everybody's words on the disk, and a terminal in disorder is
no help to anybody. What has to end without being asked ends by SIGKILL."""
HANGUP = 1
"""The number of SIGHUP, wherever it is; a terminal that is gone says the same without a signal."""


def when_told_to_end(told: Callable[[int], None]) -> None:
    """Call `told` with the number of each signal that ends programs; of the main thread. What was
    ignored when the program started ends it as well: it has nothing to do without its terminal."""

    def handler(number: int, _: FrameType | None) -> None:
        told(number)

    for name in ENDING:
        if number := getattr(signal, name, None):
            signal.signal(number, handler)

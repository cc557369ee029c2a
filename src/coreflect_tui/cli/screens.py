"""Opening a screen from the command line: only in a terminal, and with errors as sentences."""

import gc
import sys
from collections.abc import Callable
from types import ModuleType
from typing import TextIO

NO_TERMINAL = (
    "coreflect shows its screens in a terminal, and there is none here; please start it in a"
    " terminal window, without redirecting its input or errors."
)

ELSEWHERE = "That session is open in another window; go on there, or close it first."


def on_screen(show: Callable[[ModuleType], int], err: TextIO) -> int:
    """Run `show` with the module that opens screens; 1 with a sentence on `err` otherwise.

    Textual reads keys from standard input and draws on standard error, so both are looked at.
    """
    if not (sys.stdin and sys.stdin.isatty() and sys.stderr and sys.stderr.isatty()):
        print(NO_TERMINAL, file=err)
        return 1
    # What is loaded now stays: there is nothing to look through for what can go, until the first
    # screen is there and the app looks again.
    gc.disable()
    try:
        from coreflect_tui.tui import start

        return show(start)
    except Exception as error:
        # Whoever raised one of these has loaded what it is; the first frame needs nothing of it.
        from coreflect_tui.store import StoreError
        from coreflect_tui.workplace import HeldElsewhereError

        if isinstance(error, StoreError):
            print(error.sentence, file=err)
        elif isinstance(error, HeldElsewhereError):
            print(ELSEWHERE, file=err)
        else:
            raise
    return 1

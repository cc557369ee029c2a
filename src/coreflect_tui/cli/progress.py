"""A word on how far a command is, where somebody waits at a terminal."""

from collections.abc import Callable
from typing import TextIO

from coreflect_tui.core.telling import Told, untold

FIRST, AGAIN = 0.5, 3.0
"""Seconds until the first word, and from one to the next. What is done before needs none."""


def progress(err: TextIO, words: str, seconds: Callable[[], float] | None = None) -> Told:
    """Tells `err` how far it is, in lines such as "Looking through sessions: 40 of 300."; nothing
    where that is no terminal, such as a file or a program. `seconds` counts them."""
    if not err.isatty():
        return untold
    if seconds is None:
        from coreflect_tui.clock import boot_clock

        seconds = boot_clock().seconds
    count, due = seconds, seconds() + FIRST

    def tell(done: int, of: int) -> None:
        nonlocal due
        if done < of and count() >= due:
            print(f"{words}: {done:,} of {of:,}.", file=err, flush=True)
            due = count() + AGAIN

    return tell

"""How far something is that takes a while, told to whoever waits for it."""

from collections.abc import Callable

Told = Callable[[int, int], None]
"""Is told how many are done, of how many."""


def untold(done: int, of: int) -> None:
    """Nobody waits for it."""

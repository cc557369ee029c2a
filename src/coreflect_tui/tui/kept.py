"""What was worked out is kept, until what it was worked out from is another."""

from collections.abc import Callable
from typing import Generic, TypeVar

Found = TypeVar("Found")


class Kept(Generic[Found]):
    """The last answer to one question: a screen is brought up to date each second, and some of it
    takes longer than a key should wait. What it depends on has to be named, time too."""

    def __init__(self) -> None:
        self._kept: tuple[object, Found] | None = None

    def of(self, inputs: object, find: Callable[[], Found]) -> Found:
        """What was found for these inputs, looked for anew where they are not those of last time.
        A state that is the same one costs nothing to compare."""
        if self._kept is None or self._kept[0] != inputs:
            self._kept = inputs, find()
        return self._kept[1]

    def forget(self) -> None:
        """Look for it anew next time."""
        self._kept = None

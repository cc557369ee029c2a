"""What was made last, kept for as long as what it was made of stays the same."""

from collections.abc import Callable
from typing import Generic, TypeVar

from coreflect_tui.core.state import SessionState

Made = TypeVar("Made")


class Latest(Generic[Made]):
    """Makes something anew only when what it is made of has changed: a screen is brought up to
    date each second, and some rows take longer than a key should wait."""

    def __init__(self) -> None:
        self._of: tuple[object, ...] = ()
        self._made: Made | None = None

    def made(self, of: tuple[object, ...], make: Callable[[], Made]) -> Made:
        """What `make` gives for `of`: the very same objects, or equal words and numbers."""
        if self._made is None or len(of) != len(self._of) or not all(map(_same, of, self._of)):
            self._of, self._made = of, make()
        return self._made


def _same(one: object, other: object) -> bool:
    # A state is replaced and never changed; comparing two of them part by part takes long.
    if isinstance(one, SessionState):
        return one is other
    return one == other

"""A damaged database, recovered beside whatever else goes on: in a thread of its own."""

from collections.abc import Callable
from threading import Event, Thread

from coreflect_tui.core.telling import Told
from coreflect_tui.store import StoreError

_ENDS_IN = 1.0
"""Seconds that a session takes at most; it is left between two of them."""


class _Left(Exception):  # noqa: N818 - nothing went wrong
    """Nobody waits any more."""


class Recovering:
    """A recovery that is under way. `done` of `sessions` are there so far, of 0 until they are
    counted."""

    def __init__(self, recover: Callable[[Told], None]) -> None:
        """Begin `recover`, which tells how far it is; where that raises, it has to leave everything
        as it was."""
        self.done = self.sessions = 0
        self._recover = recover
        self._is_left = Event()
        self._error: Exception | None = None
        self._thread = Thread(target=self._run, name="recovering", daemon=True)
        self._thread.start()

    def wait(self, seconds: float) -> bool:
        """Whether it has ended, after so many seconds at most. Raises StoreError where it could not
        be, and what else went wrong."""
        self._thread.join(seconds)
        if self._thread.is_alive():
            return False
        if self._error:
            raise self._error
        return True

    def leave(self) -> None:
        """The program ends; the next start begins again."""
        self._is_left.set()
        self._thread.join(_ENDS_IN)

    def _run(self) -> None:
        try:
            self._recover(self._told)
        except _Left:
            pass
        except Exception as error:
            self._error = error

    def _told(self, done: int, of: int) -> None:
        if self._is_left.is_set():
            raise _Left
        self.done, self.sessions = done, of


def could_not_be(error: StoreError) -> str:
    """What is said where earlier sessions cannot be read."""
    return f"Earlier sessions cannot be read; new ones can begin. {error.sentence}"

"""A session that another window holds, read along: what a screen asks of a Session, and no act."""

from typing import Final, Protocol

from coreflect_tui.clock import Clock
from coreflect_tui.core.decide.answer import Refusal
from coreflect_tui.core.decision import Decision, Moment
from coreflect_tui.core.history import History, go_on, replay
from coreflect_tui.core.intents import Intent
from coreflect_tui.core.state import SessionState
from coreflect_tui.store.errors import StoreError, UnknownSession
from coreflect_tui.store.following import Following, News

ONLY_READ: Final = Refusal("Only read along here: another window holds this session.")


def _replayed(news: News | None) -> History:
    """Raises StoreError."""
    try:
        return replay(news.decisions if news else ())
    except ValueError:
        raise StoreError("what is kept of it is no session") from None


class AnchoredClock(Clock, Protocol):
    """A clock that goes on from a stored moment."""

    def anchor(self, last: Moment | None) -> None: ...


class FollowedSession:
    """`look` once a second brings `state` up to date; all that would change it is refused."""

    def __init__(
        self, following: Following, clock: AnchoredClock, known: History | None = None
    ) -> None:
        """`known` is what was known of it when this window still held it. Without that the first
        look has to succeed; it raises StoreError."""
        self._following = following
        self._clock = clock
        self.is_gone = False
        """Whether it was removed."""
        news = following.look()
        if known is None and (news is None or news.gone):
            following.close()
            reason = following.problem
            raise StoreError(reason) if reason else UnknownSession("it is not there any more")
        self._history: History = known or _replayed(news)
        self._take_in(news)

    @property
    def state(self) -> SessionState:
        return self._history.state

    @property
    def problem(self) -> str:
        """Why what is shown may be behind, in lower case; "" when the last look was done."""
        return self._following.problem

    def look(self) -> None:
        """Take in what the other window did since."""
        self._take_in(self._following.look())

    def _take_in(self, news: News | None) -> None:
        if news is None:
            return
        self.is_gone = news.gone
        if news.decisions:
            anew = news.anew
            self._history = _replayed(news) if anew else go_on(self._history, news.decisions)
            # Time runs on from what was last read, on any machine and however clocks were set.
            self._clock.anchor(news.decisions[-1].moment)

    def close(self) -> None:
        """End the reading."""
        self._following.close()

    # --- what a screen asks of a session ----------------------------------------------------

    unsaved: Final = None
    can_undo: Final = False
    can_redo: Final = False
    not_erased: Final = ""

    def now(self) -> Moment:
        """One reading of the clock."""
        return self._clock.now()

    def notice(self, moment: Moment) -> None:
        """Gaps and clocks that were set are for the window that holds it to notice."""

    def save_waiting(self) -> None:
        """Nothing waits here."""

    def dispatch(self, intent: Intent) -> Refusal:  # noqa: ARG002
        return ONLY_READ

    def undo(self) -> Decision | Refusal:
        return ONLY_READ

    def redo(self) -> Decision | Refusal:
        return ONLY_READ

    def strike(self, about: str) -> Refusal:  # noqa: ARG002
        return ONLY_READ

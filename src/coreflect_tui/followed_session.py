"""A session that another window holds, read along: what a screen asks of a Session, and no act."""

from typing import Final

from coreflect_tui.clock import OpenClock
from coreflect_tui.core.decide.answer import Refusal
from coreflect_tui.core.decision import Decision, Moment
from coreflect_tui.core.history import History, go_on, replay
from coreflect_tui.core.intents import Intent
from coreflect_tui.core.noticing import last_reading
from coreflect_tui.core.state import SessionState
from coreflect_tui.store.errors import StoreError, UnknownSession
from coreflect_tui.store.following import Following

ONLY_READ: Final = Refusal("Only read along here: another window holds this session.")


class FollowedSession:
    """`look` once a second brings `state` up to date; all that would change it is refused."""

    def __init__(
        self, following: Following, clock: OpenClock, known: tuple[Decision, ...] = ()
    ) -> None:
        """`known` is what was known of it when this window still held it. Where that is nothing the
        first look has to succeed; it raises StoreError."""
        self._following = following
        self._clock = clock
        self.known = known
        """The decisions, as they are known."""
        self.is_gone = False
        """Whether it was removed."""
        self._history: History | None = None
        if known:
            self._go_by(known)
        self.look()
        if self._history is None:
            following.close()
            reason = self.problem
            raise StoreError(reason) if reason else UnknownSession("it is not there any more")

    @property
    def state(self) -> SessionState:
        if self._history is None:
            raise ValueError("nothing is known of it")
        return self._history.state

    @property
    def problem(self) -> str:
        """Why what is shown may be behind, in lower case; "" when the last look was done."""
        return self._following.problem

    def look(self) -> bool:
        """Take in what the other window did since; whether it did anything."""
        news = self._following.look()
        if news is None:
            return False
        self.is_gone = news.gone
        try:
            if news.decisions:
                self._go_by(news.decisions, anew=news.anew)
        except ValueError:
            self._following.problem = "what is kept of it is no session"
        return True

    def _go_by(self, decisions: tuple[Decision, ...], *, anew: bool = True) -> None:
        if anew or self._history is None:
            self._history, self.known = replay(decisions), decisions
        else:
            self._history = go_on(self._history, decisions)
            self.known += decisions
        # Time runs on from what was last read, on any machine and however clocks were set.
        self._clock.anchor(last_reading(self.known))

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

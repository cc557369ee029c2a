"""The session that the window for the group shows: found, followed, and never touched.

It is the one that another window holds. Where none is held it waits, and where the one that it
shows is over, or left by everybody, it goes on to one that is held. Nothing is written or made, and
whether a lock is taken is only looked at.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Final

from coreflect_tui.clock import OpenClock, SystemClock
from coreflect_tui.core.standing import LONG_PAST, ends_at, last_act
from coreflect_tui.core.state import SessionState
from coreflect_tui.followed_session import FollowedSession
from coreflect_tui.lock import SessionLock
from coreflect_tui.store.errors import StoreError
from coreflect_tui.store.following import Following
from coreflect_tui.store.open_sessions import OpenSessions

_SURE: Final = 3
"""So many looks in a row find nobody before it counts: from one window to the next there is a
moment."""
_BEHIND: Final = 5
"""So many looks in a row fail before it is worth a word: a busy file is free again soon."""


class Stands(StrEnum):
    """How it stands with the session that is shown."""

    AWAITED = "awaited"
    HELD = "held"
    LEFT = "left"
    """It is not closed, and nobody holds it just now, as when its program ended in the middle."""
    ENDED = "ended"
    """It was removed, after it had begun: nothing of it is shown any more."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What there is to show: the session where there is one, and the time in it. `behind` says that
    it may have gone on since; `problem` why no session can be found, "" where nothing hinders."""

    stands: Stands = Stands.AWAITED
    state: SessionState | None = None
    now: datetime | None = None
    offset: int = 0
    behind: bool = False
    problem: str = ""


class ShownSession:
    """`look` once a second; of one thread."""

    def __init__(self, folder: Path, clocks: Callable[[], OpenClock] = SystemClock) -> None:
        """`folder` is where the database is, and need not be there; `clocks` makes a clock for each
        session that is opened."""
        self._folder = folder
        self._clocks = clocks
        self._open = OpenSessions(folder)
        self._shown: FollowedSession | None = None
        self._clock = clocks()
        self._alone = self._unread = self._unfound = 0
        self._ended = False
        # Those among the open sessions whose end is long past, until there is something new.
        self._looked_through: tuple[str, ...] = ()
        self._past: set[str] = set()

    def look(self) -> Sight:
        """What is to be shown now."""
        self._go_along()
        if not self._goes_on:
            self._find()
        return self._sight()

    def close(self) -> None:
        """End the reading."""
        self._open.close()
        if self._shown:
            self._shown.close()

    def _go_along(self) -> None:
        """Take in what became of the session that is shown."""
        shown = self._shown
        if shown is None:
            return
        shown.look()
        self._unread = self._unread + 1 if shown.problem else 0
        if shown.is_gone:
            self._ended = shown.state.began is not None
            shown.close()
            self._shown = None
        else:
            held = self._is_held(shown.state.id, unsure=True)
            self._alone = 0 if held else self._alone + 1

    @property
    def _goes_on(self) -> bool:
        """Whether the session that is shown is the one to show."""
        shown = self._shown
        return bool(shown and shown.state.closed is None and self._alone < _SURE)

    def _find(self) -> None:
        """Show the first session that another window holds, if there is one besides."""
        known = self._shown.state.id if self._shown else ""
        found_open = self._open.look()
        self._unfound = self._unfound + 1 if self._open.problem else 0
        if found_open is not self._looked_through:
            self._looked_through, self._past = found_open, set()
        for session in found_open:
            if session not in (known, *self._past) and self._is_held(session, unsure=False):
                clock = self._clocks()
                try:
                    found = FollowedSession(Following(self._folder, session), clock)
                except StoreError:
                    continue
                if _is_past(found, clock):
                    found.close()
                    self._past.add(session)
                    continue
                self._change_to(found, clock)
                return

    def _change_to(self, found: FollowedSession, clock: OpenClock) -> None:
        if self._shown:
            self._shown.close()
        self._shown, self._clock = found, clock
        self._alone = self._unread = 0
        self._ended = False

    def _is_held(self, session: str, *, unsure: bool) -> bool:
        """Whether a window has it; `unsure` where that cannot be said."""
        try:
            return SessionLock(self._folder, session).is_taken()
        except StoreError:
            return unsure

    def _sight(self) -> Sight:
        moment, shown = self._clock.now(), self._shown
        if shown is None:
            stands = Stands.ENDED if self._ended else Stands.AWAITED
            problem = self._open.problem if self._unfound >= _BEHIND else ""
            return Sight(stands, offset=moment.offset, problem=problem)
        left = self._alone >= _SURE and shown.state.closed is None
        stands = Stands.LEFT if left else Stands.HELD
        offset = moment.offset + shown.state.clock_ahead
        behind = self._unread >= _BEHIND
        return Sight(stands, shown.state, moment.session, offset, behind)


def _is_past(found: FollowedSession, clock: OpenClock) -> bool:
    """Whether it was left open, and is only held to be closed as of its end."""
    if found.state.closed:
        return True
    ended = ends_at(found.state.hard_end, last_act(found.known))
    return clock.now().session >= ended + LONG_PAST

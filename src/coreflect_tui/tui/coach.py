"""Coach: in a rehearsal, says what happens in the room and lets time pass until then."""

from datetime import datetime

from coreflect_tui.clock import FastClock
from coreflect_tui.rehearsal.cast import Cast
from coreflect_tui.rehearsal.scene import Happening
from coreflect_tui.rehearsal.story import what_next
from coreflect_tui.session import Session

WAITING = 1.0
"""While the room waits for the learner, time passes as it does."""


class Coach:
    """Plays the people of a rehearsal. Fast while nothing happens, slow while it is the learner's
    turn, so that a whole session takes about as long as its keys."""

    pause = 0.1
    """Real seconds between two looks at the clock."""

    def __init__(self, cast: Cast, clock: FastClock, speed: float) -> None:
        self._cast = cast
        self._clock = clock
        self._speed = speed
        self._seen: object = None
        self.next: Happening | None = None

    def look(self, session: Session) -> None:
        """Work out what comes next when the state has changed, and set the pace of the clock."""
        now = session.now().session
        if session.state is not self._seen:
            self._seen = session.state
            self.next = what_next(session.state, self._cast, now)
        self._clock.speed = WAITING if self.due(now) is not None else self._speed

    @property
    def pace(self) -> float:
        """Seconds of the rehearsal in a real one, now."""
        return self._clock.speed

    def due(self, now: datetime) -> Happening | None:
        """What has happened in the room and waits for the learner."""
        if self.next and self.next.at <= now:
            return self.next
        return None

"""Coach: in a rehearsal, says what happens in the room and lets time pass until then."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

from coreflect_tui.clock import FastClock
from coreflect_tui.core.intents import Intent
from coreflect_tui.core.state import SessionState
from coreflect_tui.rehearsal.cast import Cast
from coreflect_tui.rehearsal.scene import Happening
from coreflect_tui.rehearsal.story import what_next
from coreflect_tui.session import Session
from coreflect_tui.tui.view.coach_words import DO_IT, DO_THE_REST, GO_ON
from coreflect_tui.tui.view.coaching import (
    coach_lines,
    flying_lines,
    greeting,
    greeting_lines,
    over_lines,
    reading_lines,
)
from coreflect_tui.tui.view.hints import due_words
from coreflect_tui.tui.view.pieces import BLANK, Lines

WAITING = 1.0
"""While the room waits for the learner, or they read or look elsewhere, time passes as it does."""
LEAST, A_SECOND = 3, 12
"""What is new at the foot is given so many seconds, and one more for each so many characters."""
A_FLIGHT = 5
"""Seconds after which it is looked whether there is a new hint, while time passes at once."""
A_LONG_FLIGHT, NEARLY_THERE = 240, 120
"""Once so many seconds have passed at once, what is new at the foot is read first; unless there are
fewer than the others to what comes next."""
SINGLY = 2
"""What repeats is asked for so often; after that one press does the rest of it."""
REPEATING = {
    "give-turn": "turn",
    "next-turn": "turn",
    "end-turn": "turn",
    "tick": "point",
    "write": "note",
    "presence:present": "arrival",
}
ANEW = ("turn", "arrival")
"""In each item these are counted anew: another order has other keys, and who comes late is news."""
SEEN = 1.0
"""Real seconds for which nothing happens from which on it is worth saying."""
SPEAKS_ON = ("live", "people", "notes", "agenda", "topics", "agreement", "fit", "closing", "closed")
"""The cover and what is there to be read have no room for it."""


class Coach:
    """Plays the people of a rehearsal. Fast while nothing happens, slow while it is the learner's
    turn, so that a whole session takes about as long as its keys."""

    pause = 0.1
    """Real seconds between two looks at the clock."""

    def __init__(self, cast: Cast, clock: FastClock, speed: float, *, kept: bool = False) -> None:
        """`kept` says that what the rehearsal leaves is not removed at its end."""
        self._cast = cast
        self._clock = clock
        self._speed = speed
        self.kept = kept
        self._first: SessionState | None = None
        self._seen: SessionState | None = None
        self._hint = ""
        self._had: set[str] = set()
        self._read_until: datetime | None = None
        self.greets = True
        self._flies = False
        self.next: Happening | None = None
        self._asked: dict[tuple[str, str], set[str]] = {}
        self._told: list[tuple[str, datetime]] = []
        self._told_last = ""

    def look(self, session: Session, *, away: bool = False) -> None:
        """Work out what comes next when the state has changed, and set the pace of the clock.
        `away` says that the learner is at something else than the room as it goes."""
        state, now = session.state, session.now().session
        if state is not self._seen:
            self._first = self._first or state
            self._seen = state
            self.next = what_next(state, self._cast, now)
        if away or state is not self._first or state.began:
            self.greets = False
        self._look_at_hint(state, now)
        self._look_at_room(state, now)
        waits = self.greets or away or self._reads(now) or self.due(now) is not None
        self._flies = not waits and (self._flies or self._takes_long(now))
        self._clock.speed = WAITING if waits else self._speed

    @property
    def pace(self) -> float:
        """Seconds of the rehearsal in a real one, now."""
        return self._clock.speed

    def due(self, now: datetime) -> Happening | None:
        """What has happened in the room and waits for the learner."""
        if self.next and self.next.at <= now and not self.greets:
            return self.next
        return None

    def goes_on(self, now: datetime) -> bool:
        """The learner has read what was there to be read, and waits no longer for what comes next
        in the room; whether there was either."""
        had = self.greets or self._reads(now) or bool(self._seen and self.next)
        self.greets, self._read_until = False, None
        if self._seen and self.next:
            self._fly(self._seen, now, self.next.at)
        return had

    def enter(self, session: Session, do: Callable[[Intent], bool]) -> tuple[Happening, ...]:
        """What the room waits for is done for the learner, and time flies to what comes next; where
        it repeats, so does what follows of it. `do` answers whether something was done. Answers
        all that was."""
        done: list[Happening] = []
        self.look(session)
        rest = self.word(session.now().session) == DO_THE_REST
        while due := self.due(session.now().session):
            if done and not (rest and self._was_asked_often(due, session.state)):
                return tuple(done)
            if not all(do(one) for one in due.intents):
                return tuple(done)
            done.append(due)
            self.look(session)
            self.goes_on(session.now().session)
            self.look(session)
        if not done:
            self.goes_on(session.now().session)
        return tuple(done)

    def word(self, now: datetime) -> str:
        """What enter does now, in a word."""
        due = self.due(now)
        if due is None or self._seen is None:
            return GO_ON
        return DO_THE_REST if self._was_asked_often(due, self._seen) else DO_IT

    def tells(self) -> tuple[tuple[str, datetime], ...]:
        """What has happened in the room since this was asked last, each with its time."""
        told, self._told = tuple(self._told), []
        return told

    def _was_asked_often(self, due: Happening, state: SessionState) -> bool:
        """Whether others of its kind were asked for singly before it."""
        asked = self._asked.get(_counted(due.hint, state), set()) - {due.words}
        return bool(_kind(due.hint)) and len(asked) >= SINGLY

    def _look_at_room(self, state: SessionState, now: datetime) -> None:
        """Keep what it says for the log, once as it appears, and count what it asks for."""
        due = self.due(now)
        words = greeting(_you(state), kept=self.kept) if self.greets else due.words if due else ""
        if not words or words == self._told_last:
            return
        self._told_last = words
        self._told.append((words, now))
        if due:
            self._asked.setdefault(_counted(due.hint, state), set()).add(words)

    def _fly(self, state: SessionState, now: datetime, until: datetime) -> None:
        """Let time pass at once, to what comes next, or on a long way to a hint that is new."""
        at = now
        while at < until:
            at = min(at + timedelta(seconds=A_FLIGHT), until)
            flown, left = (at - now).total_seconds(), (until - at).total_seconds()
            if flown < A_LONG_FLIGHT or left < NEARLY_THERE:
                continue
            hint = _without_minutes(due_words(state, at, 0))
            if hint and hint not in self._had:
                break
        self._clock.advance(max((at - now).total_seconds(), 0))

    def says(
        self, state: SessionState | None, now: datetime, table: str, opened: str, width: int
    ) -> Lines:
        """What stands above the notice of the screen `table`; `opened` is what a line or letters
        there are for."""
        if table not in SPEAKS_ON:
            return ()
        if state is None or state.closed:
            return over_lines(table, width, kept=self.kept) if table == "closed" else ()
        if self.greets:
            return greeting_lines(_you(state), self._speed, width, kept=self.kept)
        due = self.due(now)
        if due:
            return coach_lines(due, state, table, opened, width, self.word(now))
        if table not in ("live", "people") or opened:
            return ()
        if table == "live" and self._reads(now):
            return reading_lines(width)
        # Two rows in any case, so that nothing moves for a moment and back.
        return flying_lines(self._speed, table, width) if self._flies else (BLANK, BLANK)

    def _look_at_hint(self, state: SessionState, now: datetime) -> None:
        words = due_words(state, now, 0)
        hint = _without_minutes(words)
        if hint != self._hint:
            self._hint = hint
            # One that comes back, after a warning say, was read before.
            new = bool(words) and hint not in self._had
            self._had.add(hint)
            seconds = LEAST + len(words) / A_SECOND
            self._read_until = now + timedelta(seconds=seconds) if new else None

    def _reads(self, now: datetime) -> bool:
        return self._read_until is not None and now < self._read_until

    def _takes_long(self, now: datetime) -> bool:
        if self.next is None:
            return False
        return (self.next.at - now).total_seconds() >= SEEN * self._speed


def _without_minutes(words: str) -> str:
    """Minutes in a hint that count on are nothing new."""
    return re.sub(r"\d+", "", words)


def _kind(hint: str) -> str:
    """What it is called where it is of a kind that repeats, else ""."""
    return next((kind for what, kind in REPEATING.items() if hint.startswith(what)), "")


def _counted(hint: str, state: SessionState) -> tuple[str, str]:
    """With what it is counted."""
    kind, item = _kind(hint), state.running.id if state.running else ""
    return (kind, item if kind in ANEW else "")


def _you(state: SessionState) -> str:
    """The name by which the learner holds the rehearsal."""
    return next((one.name for one in state.facilitators), "")

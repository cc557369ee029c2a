"""Sessions as they are kept: what lists, setup and a look back read, without holding any."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from coreflect_tui.clock import OpenClock
from coreflect_tui.core.decision import Decision
from coreflect_tui.core.forgotten import is_forgotten
from coreflect_tui.core.keeping import months_before, old_words
from coreflect_tui.core.standing import LeftAt, Standing, attended_until, lacks_files, standing
from coreflect_tui.core.summary import Status, Summary
from coreflect_tui.lock import SessionLock
from coreflect_tui.settings import Settings
from coreflect_tui.store import Store, StoreError, UnknownSession

if TYPE_CHECKING:
    from coreflect_tui.core.state import SessionState


class KeptSessions:
    """The sessions of a store. Nothing here changes one of them, or takes its lock for longer than
    a look."""

    def __init__(self, store: Store, settings: Settings, clock: OpenClock) -> None:
        self._store = store
        self._settings = settings
        self._clock = clock

    def take_settings(self, settings: Settings) -> None:
        """Remind by these from now on."""
        self._settings = settings

    def decisions(self, session_id: str) -> tuple[Decision, ...]:
        """All decisions of a session, at least one. Raises StoreError."""
        decisions = self._store.journal.load(session_id)
        if not decisions:
            raise UnknownSession("that session is not there any more")
        return decisions

    def read(self, session_id: str) -> tuple[SessionState, datetime]:
        """A stored session as it stood after its last decision, and the session time of that.

        Raises StoreError.
        """
        from coreflect_tui.core.history import replay

        decisions = self.decisions(session_id)
        return replay(decisions).state, decisions[-1].moment.session

    def last_seen(self, summary: Summary) -> datetime | None:
        """When a session that is not closed was last attended, session time; None while another
        window holds it."""
        lock = SessionLock(self._store.path.parent, summary.session)
        try:
            if lock.is_taken():
                return None
        except StoreError:
            return summary.updated
        return attended_until(summary.updated, lock.last_beat())

    def left_at(self, summary: Summary) -> LeftAt:
        """When a session that is not closed was left, and what time it is in it by now; quick, and
        where its moments cannot be read, as its row and the wall clock say."""
        seen = self.last_seen(summary)
        try:
            last = self._store.summaries.last_moments(summary.session)
        except StoreError:
            return LeftAt(summary.updated, seen, self._clock.now().wall)
        now, here = self._clock.time_since(last.reading, seen or summary.updated), self._clock.now()
        behind = here.boot_id != last.reading.boot_id and here.wall < last.reading.wall
        return LeftAt(last.acted, seen and min(seen, now), now, behind)

    def stands(self, summary: Summary) -> Standing:
        """How a session stands now."""
        if summary.status is Status.CLOSED:
            # In a long list nearly all are: nothing more is read of them, and no lock looked at.
            return Standing.CLOSED
        return standing(summary, self.left_at(summary))

    def is_left_open(self, session_id: str) -> bool:
        """Whether a session was not closed and its end is long past. Raises StoreError."""
        row = self._store.summaries.of(session_id)
        return row is not None and self.stands(row) is Standing.NOT_CLOSED

    def lacks_files(self, session_id: str) -> bool:
        """Whether a closed session was to leave files and they were not written: something came in
        between. Quick where they were written last."""
        from coreflect_tui.core.history import replay

        try:
            if not self._store.summaries.may_lack_files(session_id):
                return False
            decisions = self.decisions(session_id)
        except StoreError:
            return False
        return lacks_files(replay(decisions).state, decisions)

    def old_sessions(self) -> str:
        """A sentence where sessions are older than the user wants to keep them, else ""; quick,
        for the first frame. Nothing is ever removed because of it."""
        months = self._settings.keep_months
        if not months:
            return ""
        try:
            first = months_before(self._clock.now().wall, months)
            return old_words(self._store.summaries.held_before(first), months)
        except StoreError:
            return ""

    def habits(self, format_id: str, group: str = "") -> tuple[SessionState | None, dict[str, int]]:
        """The newest session of a format, for sensible defaults, and what its steps usually take
        here, in seconds by step. None and nothing where there is none, or it cannot be read. One
        of `group`, by its id, goes before the others."""
        from coreflect_tui.core.typical import typical_seconds

        try:
            held = [one for one in self._store.summaries.newest() if one.format == format_id]
            own = (one for one in held if group and one.group == group)
            last = next(own, held[0] if held else None)
            typical = typical_seconds(self._store.summaries.real_seconds(format_id))
            return (_as_a_habit(self.read(last.session)[0]) if last else None), typical
        except StoreError:
            return None, {}


def _as_a_habit(state: SessionState) -> SessionState:
    """Whoever was forgotten is not to come again."""
    people = tuple(one for one in state.people if not is_forgotten(one.name))
    return replace(state, people=people)

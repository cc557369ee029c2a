"""Workplace: where sessions are held. It opens, goes on with and leaves a session.

It knows the store, the clock and the folders, and no screen.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from random import Random, SystemRandom
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from coreflect_tui.clock import SystemClock
from coreflect_tui.core.telling import Told, untold
from coreflect_tui.held import Held
from coreflect_tui.locations import Locations, typed_path
from coreflect_tui.settings import Settings

if TYPE_CHECKING:
    from coreflect_tui.clock import OpenClock
    from coreflect_tui.core.decision import Decision
    from coreflect_tui.core.events import Event
    from coreflect_tui.core.group import Group
    from coreflect_tui.core.state import SessionState, WrittenFile
    from coreflect_tui.drafting import Drafting
    from coreflect_tui.followed_session import FollowedSession
    from coreflect_tui.kept_sessions import KeptSessions
    from coreflect_tui.library.groups import GroupListing
    from coreflect_tui.lock import SessionLock
    from coreflect_tui.recovering import Recovering
    from coreflect_tui.session import Session
    from coreflect_tui.session_group import SessionGroup
    from coreflect_tui.store import Store, Summaries
    from coreflect_tui.store.damage.recovery import Recovery


class HeldElsewhereError(Exception):
    """The session is open in another window."""


_WRITING = 60
"""Seconds that nobody takes to write a file."""


class Resumed(NamedTuple):
    """A session that goes on: when it was last seen alive and when it goes on, session time. The
    time between counts, or is set `aside` from that instant on."""

    session: Session
    last_seen: datetime
    now: datetime
    aside: datetime | None = None


class Workplace:
    """Holds at most one session at a time."""

    def __init__(
        self,
        locations: Locations,
        clock: OpenClock | None = None,
        random: Random | None = None,
        settings: Settings | None = None,
        told: Told = untold,
    ) -> None:
        """`settings` may name another folder for what a session leaves, and who facilitates; `told`
        hears how far a recovery is that holds up whoever reads."""
        self.locations = locations
        self.settings = settings or Settings()
        self.documents = self._usual_documents()
        self.random = random or SystemRandom()
        self.clock: OpenClock = clock or SystemClock()
        self._told = told
        self.recovering: Recovering | None = None
        """A recovery that is under way beside what goes on here."""
        self.held = Held(lambda: self._own_store, locations.user_quotes)

    # What reads the disk is loaded when it is first asked for: the first frame shows nothing of it.

    @cached_property
    def _own_store(self) -> Store:
        from coreflect_tui.store import Store

        store = Store(self.locations.data)
        store.mend_with(self._recovery)
        return store

    @cached_property
    def _recovery(self) -> Recovery:
        from coreflect_tui.store.damage.recovery import Recovery

        return Recovery(self.locations.data, self._today, self._held_id, self._told)

    @cached_property
    def kept(self) -> KeptSessions:
        """The sessions of the usual place, as they are kept."""
        from coreflect_tui.kept_sessions import KeptSessions

        return KeptSessions(self._own_store, self.settings, self.clock)

    def take_settings(self, settings: Settings) -> None:
        """Go by these from now on; the session that is held keeps its folder for what it leaves."""
        self.settings = settings
        self.kept.take_settings(settings)
        if self.session is None:
            self.documents = self._usual_documents()

    def _usual_documents(self) -> Path:
        asked = self.settings.documents
        return typed_path(asked) if asked else self.locations.documents

    @property
    def session(self) -> Session | FollowedSession | None:
        """The session that is held or read along."""
        return self.held.session

    @property
    def store(self) -> Store:
        """Where the session that is held is kept; otherwise the usual place."""
        return self.held.store

    def recovered(self, seconds: float = 0.0) -> bool:
        """Whether the database can be read without holding anybody up. A large one is checked
        first, in a thread. Where it is damaged, its recovery begins, and is waited for so many
        seconds at most. Raises StoreError where it cannot be recovered."""
        from coreflect_tui.recovering import Recovering

        if self.recovering is None:
            if self._own_store.is_being_checked():
                return False
            damage = self._own_store.damage()
            if damage is None:
                return True
            self.recovering = Recovering(
                lambda told: self._recovery.recover(damage, told=told),
            )
        ended = True
        try:
            ended = self.recovering.wait(seconds)
        finally:
            if ended:
                self.recovering = None
        return ended

    @contextmanager
    def at_a_glance(self) -> Iterator[tuple[Summaries, KeptSessions]]:
        """What lists read of a large file that was not checked as a whole yet. Raises
        NotAtAGlanceError where it has to be."""
        from coreflect_tui.kept_sessions import KeptSessions
        from coreflect_tui.store import Store, to_forget
        from coreflect_tui.store.glance import Glance, NotAtAGlanceError

        if to_forget.noted(self.locations.data):
            raise NotAtAGlanceError
        with closing(Store(self.locations.data, Glance)) as store:
            yield store.summaries, KeptSessions(store, self.settings, self.clock)

    def told_of_damage(self) -> str:
        """What was damaged of the database and what became of it, in a sentence for each time; ""
        where nothing was, or it was said before."""
        from coreflect_tui.store.damage.report import damage_words, tell

        return " ".join(map(damage_words, tell(self.locations.data)))

    def new_id(self) -> str:
        """A UUID as text; in a rehearsal the seed gives it."""
        return str(UUID(int=self.random.getrandbits(128), version=4))

    def begin(self, session_id: str, first: tuple[Event, ...]) -> Session:
        """A new session out of its first events; where the disk refuses, it begins unsaved.

        Raises HeldElsewhereError.
        """
        from coreflect_tui.core.agreement import lines_of
        from coreflect_tui.session import Session
        from coreflect_tui.store import StoreError

        with suppress(StoreError):
            self._take(session_id)
        # The wall clock may have been set since the program started.
        self.clock.anchor(None)
        session = Session.begin(first, self.store.journal, self.clock, self.new_id)
        self.held.have(
            session,
            self._drafts_of(session_id),
            self._group_of(session, lines_of(session.state.agreement)),
        )
        return session

    def resume(
        self, session_id: str, gap_as_break: bool = False, lock: SessionLock | None = None
    ) -> Resumed:
        """Go on with a stored session, counting the time between or setting it aside; `lock` is its
        lock where that is held already.

        Raises HeldElsewhereError, and StoreError when it cannot be read.
        """
        from coreflect_tui.core.intents import SetGapAside
        from coreflect_tui.core.noticing import last_reading
        from coreflect_tui.core.standing import attended_until, break_begins, last_attended

        decisions = self._taken(session_id, lock)
        hold = self.held.hold
        beat = hold.last_beat() if hold else None
        seen = attended_until(last_attended(decisions), beat)
        self.clock.anchor(last_reading(decisions), max(seen, decisions[-1].moment.session))
        session = self._taken_up(session_id, decisions)
        now = self.clock.now().session
        seen = min(seen, now)
        aside = break_begins(session.state, decisions, seen, now) if gap_as_break else None
        if aside and session.dispatch(SetGapAside(aside, now)):
            aside = None
        if hold:
            # Whoever is interrupted again in a moment was here.
            hold.beat(now)
        return Resumed(session, seen, now, aside)

    def follow(self, session_id: str, known: tuple[Decision, ...] = ()) -> FollowedSession:
        """Read a session along that another window holds; `known` is what is known of it here.
        Raises StoreError where nothing is known and it cannot be read."""
        from coreflect_tui.followed_session import FollowedSession
        from coreflect_tui.store.following import Following

        self.leave()
        following = Following(self.locations.data, session_id)
        self.held.session = followed = FollowedSession(following, self.clock, known)
        return followed

    def hand_over(self) -> FollowedSession:
        """Give the session that is held back to whoever asks for it, or has it already, and read it
        along from now on."""
        session = self.held.own
        return self.follow(session.state.id, session.saved)

    def look_after(self, session_id: str) -> Session:
        """Hold a session whose end is past to close it as of then, or a closed one to write its
        files: its time stands still at that end, whatever is done, and nothing of it is a sign that
        it goes on.

        Raises HeldElsewhereError, and StoreError when it cannot be read.
        """
        from coreflect_tui.core.standing import ends_at, last_act

        decisions = self._taken(session_id)
        session = self._taken_up(session_id, decisions)
        state = session.state
        self._stand_still(decisions, state.closed or ends_at(state.hard_end, last_act(decisions)))
        return session

    def take_up(self, session_id: str) -> Session:
        """Hold a session for something that may come after it, such as a report of the call: as of
        its end where it was left open, and else as it goes on.

        Raises HeldElsewhereError, and StoreError when it cannot be read.
        """
        if self.kept.is_left_open(session_id):
            return self.look_after(session_id)
        return self.resume(session_id).session

    def export(self, session_id: str) -> tuple[WrittenFile, ...]:
        """Write the files of a stored session again, and record that they were written. One that
        was interrupted is read as of its last fact, not as of now.

        Raises HeldElsewhereError, StoreError and ExportError.
        """
        from coreflect_tui.core.intents import RecordOutcomes
        from coreflect_tui.exports.folder import ExportError, write_outcomes

        decisions = self._taken(session_id)
        session = self._taken_up(session_id, decisions)
        self._stand_still(decisions, decisions[-1].moment.session)
        files: tuple[WrittenFile, ...] = ()
        try:
            files = write_outcomes(session.state, self.documents)
        except ExportError as error:
            files = error.written
            raise
        finally:
            if files:
                session.dispatch(RecordOutcomes(files))
            self.leave()
        return files

    def _taken(self, session_id: str, lock: SessionLock | None = None) -> tuple[Decision, ...]:
        """Take the right to a session, and read it. Raises HeldElsewhereError and StoreError."""
        from coreflect_tui.store import StoreError

        try:
            # First the lock: what was read before it another window may go on with meanwhile.
            self._take(session_id, lock)
            return self.kept.decisions(session_id)
        except StoreError:
            self.leave()
            raise

    def _taken_up(self, session_id: str, decisions: tuple[Decision, ...]) -> Session:
        """The session that these decisions are, held here from now on."""
        from coreflect_tui.core.agreement import lines_of
        from coreflect_tui.core.events import AgreementKept
        from coreflect_tui.session import Session

        journal = self.store.journal
        struck = journal.to_strike(session_id)
        session = Session(decisions, journal, self.clock, self.new_id, struck)
        own = any(isinstance(event, AgreementKept) for one in decisions[1:] for event in one.events)
        group = self._group_of(session, None if own else lines_of(session.state.agreement))
        drafting = self._drafts_of(session_id)
        drafting.erase()
        drafting.finish(session.state)
        self.held.have(session, drafting, group)
        return session

    def _stand_still(self, decisions: tuple[Decision, ...], at: datetime) -> None:
        from coreflect_tui.core.noticing import last_reading

        self.clock.stand_still(at, last_reading(decisions).offset)
        self.held.stands_still = True

    def groups(self) -> tuple[GroupListing, ...]:
        """The standing groups there are; quick, for the first frame."""
        from coreflect_tui.disk import paths_in

        if not paths_in(self.locations.user_groups, "*.toml"):
            return ()
        from coreflect_tui.library.groups import list_groups

        return list_groups(self.locations.user_groups)

    def group_of(self, state: SessionState) -> Group | None:
        """The group of a session as its file says now; None where there is none, or no more.

        Raises GroupError when its file cannot be used.
        """
        from coreflect_tui.library.groups import group_with_id

        return group_with_id(self.locations.user_groups, state.options.group)

    def leave(self) -> None:
        """Leave the session; it stays as it is and can go on later. The next one is kept in the
        usual place again, whatever became of this one."""
        if self.session:
            # The folder that was asked for was for this one.
            self.documents = self._usual_documents()
        self.held.release()
        # No session, no time of its own.
        self.clock.anchor(None)

    def close_for_good(self) -> tuple[str, ...]:
        """Close the session that is held and remove all that is kept of it, also where it was kept
        before; nothing is held then. Returns sentences about rests that go later.

        Raises NotRemovedError where the disk refuses: then it is still held, and closed.
        """
        from coreflect_tui.core.intents import CloseSession
        from coreflect_tui.forgetting import remove_beside
        from coreflect_tui.leaving_nothing import remove_closed
        from coreflect_tui.store import to_forget

        session = self.held.own
        held, stores = session.state.id, self.held.stores
        if session.state.closed is None:
            # First, so that the next start removes it where this one ends in between; it leaves
            # alone what is not closed.
            for store in stores:
                to_forget.note(store.path.parent, held)
            session.dispatch(CloseSession())
        problems = remove_closed(stores, held)
        self.leave()
        for store in stores:
            remove_beside(store.path.parent, held)
        return problems

    def remove_waiting(self) -> tuple[str, ...]:
        """Remove closed sessions that were to leave nothing and could not be removed then, and what
        a program that was killed left unfinished. Returns sentences about sessions that still
        cannot be removed."""
        from coreflect_tui.disk import remove_parts
        from coreflect_tui.lock import remove_left_lock
        from coreflect_tui.store import to_forget

        places, before = self.locations, self.clock.now().wall.timestamp() - _WRITING
        own = (places.user_quotes, places.user_groups, places.user_formats)
        for folder in (places.data, places.settings_file.parent, *own):
            remove_parts(folder, before)
            remove_left_lock(folder)
        for files in ("*/send/", "*/group/"):
            remove_parts(self.documents, before, files)
        if not to_forget.noted(places.data):
            return ()
        from coreflect_tui.leaving_nothing import remove_waiting

        return remove_waiting(self._own_store)

    def close(self) -> None:
        """Leave the session and the store."""
        if self.recovering:
            self.recovering.leave()
        self.leave()
        self.store.close()

    def _group_of(self, session: Session, agreed: tuple[str, ...] | None) -> SessionGroup:
        from coreflect_tui.preparation import roster_id
        from coreflect_tui.session_group import SessionGroup

        return SessionGroup(
            session, self.locations.user_groups, lambda: roster_id(self.random), agreed
        )

    def _drafts_of(self, session: str) -> Drafting:
        from coreflect_tui.drafting import Drafting

        return Drafting(session, self.store.drafts, self.clock.now)

    def _today(self) -> date:
        moment = self.clock.now()
        return (moment.wall + timedelta(seconds=moment.offset)).date()

    def _held_id(self) -> str | None:
        return self.held.hold.session if self.held.hold else None

    def _take(self, session_id: str, lock: SessionLock | None = None) -> None:
        """Raises HeldElsewhereError; and StoreError where the disk refuses the lock, which the hold
        goes on to try."""
        from coreflect_tui.hold import Hold

        self.leave()
        self.held.hold = hold = Hold(self._own_store, session_id, lock)
        if not hold.take():
            self.held.hold = None
            raise HeldElsewhereError
        self.store.settle()

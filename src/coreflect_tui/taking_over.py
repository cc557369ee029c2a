"""Two windows on one session: one holds it, others read along, and one of them may take it over.

Both belong to the same person, so nobody is asked anything: the window that holds it sees the ask
at its next tick, saves what waits, gives the session back and reads along. It keeps what it cannot
save. Where it does not answer, asking again takes the session all the same; it finds out by its
lock, and what it could not save is put aside.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from coreflect_tui import asking
from coreflect_tui.asking import Answer, Asking
from coreflect_tui.core.decision import Decision
from coreflect_tui.core.standing import NO_ACTS
from coreflect_tui.lock import SessionLock
from coreflect_tui.store import StoreError
from coreflect_tui.workplace import Workplace

if TYPE_CHECKING:
    from coreflect_tui.followed_session import FollowedSession
    from coreflect_tui.session import Session

ANSWERS_IN: Final = 5.0
"""Seconds in which a window answers that runs; it looks once a second."""
_SURE: Final = 2
"""So many looks in a row find nobody before it is said: between two windows there is a moment."""


class Change(StrEnum):
    """What became of this window."""

    HOLDS = "holds"
    HANDED_OVER = "handed over"
    TAKEN = "taken"


class Ask(StrEnum):
    """How it stands with what this window asked for."""

    NONE = ""
    WAITING = "waiting"
    UNSAVED = "unsaved"
    CLOSED = "closed"
    BUSY = "busy"
    ANOTHER = "another"
    SILENT = "silent"
    FAILED = "failed"


_MEANS: Final = {Answer.UNSAVED: Ask.UNSAVED, Answer.CLOSED: Ask.CLOSED, Answer.BUSY: Ask.BUSY}


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the line for a note: `slot` is where, `kind` what it would become."""

    slot: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Lost:
    """What a window did and could not save, because another one had taken the session; `told` says
    where it is kept, or why it is not, and `in_files` whether all of it is."""

    decisions: tuple[Decision, ...]
    told: str
    in_files: bool


@dataclass(frozen=True, slots=True)
class Along:
    """How a session stands that is read along.

    `held` says whether another window holds it, `gone` that it was removed; `given` is when this
    window held it last, in session time, None where it never did. `problem` is why a try to take it
    over failed, or why what is shown may be behind.
    """

    ask: Ask = Ask.NONE
    held: bool = True
    gone: bool = False
    given: datetime | None = None
    problem: str = ""


class TakingOver:
    """Looks after the session of a workplace at each tick: whether another window asks for it, or
    what the other window does with it."""

    def __init__(
        self,
        workplace: Workplace,
        may_give: Callable[[], bool] = lambda: True,
        typed: Callable[[], Typed | None] = lambda: None,
    ) -> None:
        """`may_give` says whether the session could go on in another window just now; `typed` is
        the note that is being typed here."""
        self._workplace = workplace
        self._may_give = may_give
        self._typed = typed
        self._ask = Ask.NONE
        self._asking: Asking | None = None
        self._asked_at = 0.0
        self._beat: datetime | None = None
        # The lock, once it was taken all the same, until the other window's last write is over.
        self._lock: SessionLock | None = None
        self._alone = 0
        self._given: datetime | None = None
        self._problem = ""
        # This window's sessions that another one took, with acts that were not saved, and notes.
        self._taken: tuple[Session, ...] = ()
        self._notes: tuple[Typed, ...] = ()
        self.keeps = Answer.NONE
        """Why another window that asks just now does not get the session."""

    # --- what is seen -----------------------------------------------------------------------

    @property
    def along(self) -> Along | None:
        """How it stands; None where no session is read along."""
        followed = self._workplace.session
        if followed is None:
            return None
        from coreflect_tui.followed_session import FollowedSession

        if not isinstance(followed, FollowedSession):
            return None
        held, problem = self._alone < _SURE, self._problem or followed.problem
        return Along(self._ask, held, followed.is_gone, self._given, problem)

    @property
    def lost(self) -> Lost | None:
        """What this window did to the session and could not save; None where there is nothing."""
        waiting = [one for session in self._taken for one in session.waiting]
        lost = [one for one in waiting if type(one.events[0]).__name__ not in NO_ACTS]
        told = [session.unsaved.reason for session in self._taken if session.unsaved]
        in_files = all(session.is_aside for session in self._taken)
        return Lost(tuple(lost), "; ".join(told), in_files) if lost else None

    # --- what is done -----------------------------------------------------------------------

    def tick(self) -> Change | None:
        """Look once; what became of this window, None where all is as it was."""
        session = self._workplace.session
        for taken in self._taken:
            # Where the file for what was lost could not be written, it is tried again.
            taken.save_waiting()
        if session is None:
            return None
        from coreflect_tui.followed_session import FollowedSession

        if isinstance(session, FollowedSession):
            return self._read_along(session)
        return self._hold(session)

    def ask(self) -> Change | None:
        """Ask for the session that is read along, or take it where nobody holds it. Once the other
        window did not answer, this takes it all the same."""
        from coreflect_tui.followed_session import FollowedSession

        followed = self._workplace.session
        if not isinstance(followed, FollowedSession) or self._asking:
            return None
        silent = self._ask is Ask.SILENT
        self._ask, self._problem = Ask.NONE, ""
        lock, asks = self._lock_of(followed), Asking(self._folder, followed.state.id)
        try:
            if lock.acquire():
                return self._take(followed, lock)
            if not asks.begin():
                self._ask = Ask.ANOTHER
                return None
            self._asking = asks
            if silent and lock.last_beat() == self._beat:
                lock.replace()
                self._lock = lock
                return self._finish(followed, lock)
        except StoreError as error:
            self._failed(str(error))
            return None
        self._ask, self._beat = Ask.WAITING, lock.last_beat()
        self._asked_at = self._workplace.clock.now().boot_seconds
        return None

    def leave(self) -> None:
        """The session is left: this window has nothing to do with it any more."""
        self._end_asking(Ask.NONE)
        self._alone, self._given, self._taken, self._notes = 0, None, (), ()
        self.keeps = Answer.NONE

    # --- holding ----------------------------------------------------------------------------

    def _hold(self, session: Session) -> Change | None:
        if not self._workplace.held.is_still_ours():
            self._lose(session)
            return Change.TAKEN
        self.keeps = Answer.NONE
        if not asking.is_asked(self._folder, session.state.id):
            return None
        self.keeps = self._why_not(session)
        if self.keeps:
            asking.answer(self._folder, session.state.id, self.keeps)
            return None
        self._given = session.now().session
        self._workplace.hand_over()
        return Change.HANDED_OVER

    def _why_not(self, session: Session) -> Answer:
        """Why the session cannot go to another window now."""
        held = self._workplace.held
        if session.state.closed:
            return Answer.CLOSED
        if held.stands_still or held.saved_elsewhere or not self._may_give():
            return Answer.BUSY
        session.save_waiting()
        if note := self._typed():
            held.keep_draft(note.slot, note.kind, note.text)
        return Answer.UNSAVED if held.unsaved or held.not_erased else Answer.NONE

    def _lose(self, session: Session) -> None:
        """Another window took it while this one did not answer."""
        self._given = session.now().session
        session.give_up()
        if session.unsaved:
            self._taken = (*self._taken, session)
        if (note := self._typed()) and note.text.strip():
            self._notes = (*self._notes, note)
        self._workplace.hand_over()

    # --- reading along ----------------------------------------------------------------------

    def _read_along(self, followed: FollowedSession) -> Change | None:
        if followed.look() and self._ask is Ask.SILENT:
            self._ask = Ask.NONE
        lock = self._lock or self._lock_of(followed)
        try:
            if self._lock:
                return self._finish(followed, lock)
            if self._asking and lock.acquire():
                return self._take(followed, lock)
            self._alone = 0 if lock.is_taken() else self._alone + 1
        except StoreError as error:
            if self._asking:
                self._failed(str(error))
            return None
        if self._asking:
            said = _MEANS.get(self._asking.answer())
            waited = self._workplace.clock.now().boot_seconds - self._asked_at
            if said or waited > ANSWERS_IN:
                self._end_asking(said or Ask.SILENT)
        return None

    def _finish(self, followed: FollowedSession, lock: SessionLock) -> Change | None:
        """Take it, once the other window is not in the middle of writing. What it began to write
        before its lock was replaced comes first; nothing of it comes later."""
        try:
            self._workplace.store.wait_for_others()
        except StoreError as error:
            self._ask, self._problem = Ask.WAITING, str(error)
            return None
        self._lock = None
        return self._take(followed, lock)

    def _take(self, followed: FollowedSession, lock: SessionLock) -> Change | None:
        session, known = followed.state.id, followed.known
        try:
            self._workplace.resume(session, lock=lock)
        except StoreError as error:
            self._workplace.follow(session, known)
            self._failed(str(error))
            return None
        self._end_asking(Ask.NONE)
        self._alone, self._given = 0, None
        self._bring_notes_back()
        return Change.HOLDS

    def _bring_notes_back(self) -> None:
        """What was being typed here when the session was taken is a draft again, behind what is
        being typed by now."""
        for note in self._notes:
            typed = {draft.slot: draft.text for draft in self._workplace.held.drafts()}
            there = typed.get(note.slot, "")
            text = note.text if note.text.startswith(there) else f"{there} / {note.text}"
            self._workplace.held.keep_draft(note.slot, note.kind, text)
        self._notes = ()

    def _failed(self, problem: str) -> None:
        self._end_asking(Ask.FAILED)
        self._problem = problem

    def _end_asking(self, ask: Ask) -> None:
        if self._asking:
            self._asking.end()
        if self._lock:
            self._lock.release()
        self._asking, self._lock, self._ask, self._problem = None, None, ask, ""

    @property
    def _folder(self) -> Path:
        return self._workplace.locations.data

    def _lock_of(self, followed: FollowedSession) -> SessionLock:
        return SessionLock(self._folder, followed.state.id)

"""Session: the one mutable object. It decides, saves, and only then shows.

An act is on disk before the state changes. When the disk refuses, the session goes on in memory,
says so through `unsaved`, and each further act and `save_waiting` retry in order. Where another
window wrote to the session trying again cannot help, and what waits is kept in a file of its own.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from coreflect_tui.clock import Clock
from coreflect_tui.core.decide import decide
from coreflect_tui.core.decide.answer import Refusal
from coreflect_tui.core.decide.topics import not_over, share_anew
from coreflect_tui.core.decision import Decision, Moment
from coreflect_tui.core.events import Event, Redone, Undone
from coreflect_tui.core.history import History, last_undoable, record, replay
from coreflect_tui.core.intents import Intent, NoticeClockChange, NoticeGap, SetGapAside
from coreflect_tui.core.noticing import (
    LONGEST_TICK,
    clock_set_between,
    gap_between,
    last_reading,
)
from coreflect_tui.core.state import SessionState
from coreflect_tui.core.striking import Place, places_by_subject, without_words
from coreflect_tui.core.summary import Summary, summarise
from coreflect_tui.store.errors import SequenceMoved, StoreError

NOTHING_TO_UNDO = Refusal("There is nothing to take back.")
NOTHING_TO_REDO = Refusal("There is nothing to bring back.")
NOTHING_TO_STRIKE = Refusal("That is struck already.")


class Journal(Protocol):
    """Where decisions are kept. `append` returns when the decision is durable; `put_aside` keeps
    some that cannot be appended, and answers the name of their file; `strike` erases words."""

    def append(
        self, session: str, expected_seq: int, decision: Decision, summary: Summary
    ) -> int: ...

    def put_aside(self, session: str, decisions: tuple[Decision, ...]) -> str: ...

    def strike(self, session: str, places: Iterable[Place]) -> None: ...


@dataclass(frozen=True, slots=True)
class Unsaved:
    """Acts that are not on disk: since when (session time, UTC), why, and how many. `trying` says
    that they may still be saved here."""

    since: datetime
    reason: str
    acts: int
    trying: bool = True


class Session:
    """A session in progress: `state` is frozen and replaced; only `dispatch` and undo change it."""

    def __init__(
        self,
        decisions: tuple[Decision, ...],
        journal: Journal,
        clock: Clock,
        new_id: Callable[[], str],
        struck: Iterable[Place] = (),
    ) -> None:
        """A session that is on disk already: `decisions` are what the journal holds of it, and
        `struck` are the places that it was to erase and could not yet."""
        self._history: History = replay(decisions)
        self._decisions = list(decisions)
        self._seq = len(decisions)
        self._journal = journal
        self._clock = clock
        self._new_id = new_id
        self._waiting: list[tuple[Decision, Summary]] = []
        self._reason = ""
        # Whether another window wrote to the session, and how much of what waits is in a file.
        self._outrun = False
        self._aside = 0
        # Every journal that the session was kept in, and the words that are still to be erased
        # there.
        self._journals = [journal]
        self._to_erase: list[frozenset[Place]] = [frozenset(struck)]
        self._not_erased = "the disk refused"
        # The last sign of life of this process, and the reading that the wall clock is held
        # against, which may come from an earlier process.
        self._alive: Moment | None = None
        self._read = last_reading(decisions)

    @classmethod
    def begin(
        cls, events: tuple[Event, ...], journal: Journal, clock: Clock, new_id: Callable[[], str]
    ) -> "Session":
        """A new session out of its first events (see `core.decide.session.prepare`).

        When the disk refuses, the session begins all the same and is unsaved.
        """
        first = Decision(new_id(), clock.now(), events)
        session = cls((first,), journal, clock, new_id)
        session._seq = 0
        session._keep(first)
        return session

    @property
    def state(self) -> SessionState:
        return self._history.state

    @property
    def unsaved(self) -> Unsaved | None:
        if not self._waiting:
            return None
        since = self._waiting[0][0].moment.session
        return Unsaved(since, self._reason, len(self._waiting), not self._outrun)

    @property
    def saved(self) -> tuple[Decision, ...]:
        """What the journal holds."""
        return tuple(self._decisions[: self._seq])

    @property
    def waiting(self) -> tuple[Decision, ...]:
        """What it does not hold."""
        return tuple(decision for decision, _ in self._waiting)

    @property
    def is_aside(self) -> bool:
        """Whether all that waits is in a file of its own."""
        return self._aside == len(self._waiting)

    def now(self) -> Moment:
        """One reading of the session's clock."""
        return self._clock.now()

    def dispatch(self, intent: Intent) -> Refusal | None:
        """Do what `intent` asks for, or say why not. Saved first, then shown."""
        return self._do(intent, self._moment())

    def notice(self, moment: Moment) -> None:
        """Look at a reading of the clock, at each tick: a gap since the last sign of life, or a
        wall clock that was set since the last reading, is recorded, once."""
        last, self._alive = self._alive, moment
        gap = gap_between(last, moment) if last else None
        if gap and gap.end:
            self._do(NoticeGap(gap.start, gap.end), moment)
        change = clock_set_between(self._read, moment)
        self._read = moment
        if change:
            self._do(NoticeClockChange(change), moment)

    def undo(self) -> Decision | Refusal:
        """Take back the latest decision that still holds, and return it."""
        decision = last_undoable(self._history)
        if decision is None:
            return NOTHING_TO_UNDO
        self._take(Decision(self._new_id(), self._moment(), (Undone(decision.id),)))
        return decision

    def redo(self) -> Decision | Refusal:
        """Bring back what undo took last, and return it."""
        if not self._history.undone:
            return NOTHING_TO_REDO
        decision = self._history.undone[-1]
        self._take(Decision(self._new_id(), self._moment(), (Redone(decision.id),)))
        return decision

    @property
    def can_undo(self) -> bool:
        return last_undoable(self._history) is not None

    @property
    def can_redo(self) -> bool:
        return bool(self._history.undone)

    def save_waiting(self) -> None:
        """Try again to save what is waiting, in order; stop at the first that is refused."""
        while self._waiting and not self._outrun:
            decision, summary = self._waiting[0]
            try:
                self._seq = self._journal.append(self.state.id, self._seq, decision, summary)
            except SequenceMoved:
                self._outrun = True
            except StoreError as error:
                self._reason = error.reason
                break
            else:
                self._waiting.pop(0)
        if self._outrun and self._aside < len(self._waiting):
            self._put_aside()
        self._erase()

    def give_up(self) -> None:
        """Another window has the session: what waits is kept in a file of its own."""
        self._outrun = True
        self.save_waiting()

    def strike(self, about: str) -> Refusal | None:
        """Strike the words of a note or topic for good, by its id: here at once, on the disk now or
        as soon as it can be. No undo brings them back; it is as if they had never been written.

        Where a topic was running or to come, the others have its time. One that has gone already
        and undo could bring back is struck too.
        """
        places = frozenset(places_by_subject(self._decisions).get(about, ()))
        if not places:
            return NOTHING_TO_STRIKE
        to_share = any(one.id == about for one in not_over(self.state))
        self._decisions = [without_words(one, places) for one in self._decisions]
        self._waiting = [(without_words(one, places), row) for one, row in self._waiting]
        self._history = replay(self._decisions)
        self._to_erase = [places | others for others in self._to_erase]
        # A file with decisions that were put aside is written again.
        self._aside = 0
        self.save_waiting()
        if to_share:
            self._share_topics()
        return None

    def _share_topics(self) -> None:
        item, moment = self.state.topic_item, self._moment()
        if item is None or item.finished:
            return
        shares = share_anew(self.state, not_over(self.state), moment.session)
        if shares:
            self._take(Decision(self._new_id(), moment, shares))

    @property
    def not_erased(self) -> str:
        """Why words that were struck are still on the disk; "" when none are. It is tried again
        with each act and each `save_waiting`."""
        return self._not_erased if any(self._to_erase) else ""

    def _erase(self) -> None:
        journals = zip(self._journals, self._to_erase, strict=True)
        for number, (journal, places) in enumerate(journals):
            if not places:
                continue
            try:
                journal.strike(self.state.id, places)
            except StoreError as error:
                self._not_erased = str(error)
            else:
                self._to_erase[number] = frozenset()

    def _put_aside(self) -> None:
        waiting = tuple(decision for decision, _ in self._waiting)
        try:
            file = self._journal.put_aside(self.state.id, waiting)
        except StoreError as error:
            self._reason = f"another window changed it, and {error}"
        else:
            self._reason = f"another window changed it; see {file}"
            self._aside = len(waiting)

    def _moment(self) -> Moment:
        """A reading of the clock for an act. After a sleep an act may come before the next tick,
        and the gap is noticed with it; where nothing ticks, nothing is looked for."""
        moment = self._clock.now()
        if self._alive:
            self.notice(moment)
        return moment

    def _do(self, intent: Intent, moment: Moment) -> Refusal | None:
        answer = decide(self.state, intent, moment.session)
        if isinstance(answer, Refusal):
            return answer
        self._take(Decision(self._new_id(), moment, answer))
        return None

    def move(self, journal: Journal) -> None:
        """Keep the session in another journal from now on, as it is here: what another window did
        to it stays where it is.

        Raises StoreError when the other one refuses as well; then everything is as it was.
        """
        history = replay(self._decisions[:1])
        for seq, decision in enumerate(self._decisions):
            history = record(history, decision) if seq else history
            summary = summarise(history.state, decision.moment.session)
            journal.append(self.state.id, seq, decision, summary)
        self._journal, self._seq = journal, len(self._decisions)
        self._journals.append(journal)
        self._to_erase.append(frozenset())
        self._waiting.clear()
        self._outrun, self._aside = False, 0

    def _take(self, decision: Decision) -> None:
        closed = self.state.closed
        self._record(decision)
        if closed and self.state.closed is None:
            self._opened_again(closed, decision.moment)

    def _opened_again(self, closed: datetime, moment: Moment) -> None:
        """Re-opening it, or undoing the closing, which lets what ran before run again: while it was
        closed for more than a moment, it did not go on."""
        if (moment.session - closed).total_seconds() > LONGEST_TICK:
            self._do(SetGapAside(closed, moment.session), moment)

    def _record(self, decision: Decision) -> None:
        history = record(self._history, decision)
        self._keep(decision, history.state)
        self._history = history
        self._decisions.append(decision)

    def _keep(self, decision: Decision, state: SessionState | None = None) -> None:
        summary = summarise(state or self.state, decision.moment.session)
        self._waiting.append((decision, summary))
        self.save_waiting()

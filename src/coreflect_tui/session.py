"""Session: the one mutable object. It decides, saves, and only then shows.

An act is on disk before the state changes. When the disk refuses, the session goes on in memory,
says so through `unsaved`, and each further act and `save_waiting` retry in order (see `saving`).
"""

from collections.abc import Callable, Iterable
from datetime import datetime

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
from coreflect_tui.saving import Journal, Loss, Saving, Unsaved

NOTHING_TO_UNDO = Refusal("There is nothing to take back.")
NOTHING_TO_REDO = Refusal("There is nothing to bring back.")
NOTHING_TO_STRIKE = Refusal("That is struck already.")


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
        self._clock = clock
        self._new_id = new_id
        self._saving = Saving(self.state.id, journal, decisions, self._newest, struck)
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
        session._saving = Saving(session.state.id, journal, (), session._newest)
        session._saving.save(first, summarise(session.state, first.moment.session))
        return session

    @property
    def state(self) -> SessionState:
        return self._history.state

    @property
    def unsaved(self) -> Unsaved | None:
        return self._saving.unsaved

    @property
    def saved(self) -> tuple[Decision, ...]:
        """What the journal holds."""
        return self._saving.saved

    @property
    def waiting(self) -> tuple[Decision, ...]:
        """What it does not hold."""
        return self._saving.waiting

    @property
    def is_aside(self) -> bool:
        """Whether all that waits is in a file of its own."""
        return self._saving.is_aside

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
        self._saving.try_again()

    def look_at_disk(self, *, closely: bool = False) -> None:
        """See whether the disk still holds what it held, and save anew what it does not; `closely`
        reads all of the session again, from the file itself."""
        self._saving.look(closely=closely)

    def saved_anew(self) -> Loss | None:
        """Why it had to be saved from the first act on, once; None where it had not."""
        return self._saving.saved_anew()

    def give_up(self) -> None:
        """Another window has the session: what waits is kept in a file of its own."""
        self._saving.give_up()

    def strike(self, about: str) -> Refusal | None:
        """Strike the words of a note or topic for good, by its id: here at once, on the disk now or
        as soon as it can be. No undo brings them back; it is as if they had never been written.

        Where a topic was running or to come, the others have its time. One that has gone already
        and undo could bring back is struck too.
        """
        places = frozenset(places_by_subject(self._saving.decisions).get(about, ()))
        if not places:
            return NOTHING_TO_STRIKE
        to_share = any(one.id == about for one in not_over(self.state))
        self._history = replay([without_words(one, places) for one in self._saving.decisions])
        self._saving.strike(places)
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
        return self._saving.not_erased

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
        self._saving.move(journal)

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
        self._saving.save(decision, summarise(history.state, decision.moment.session))
        self._history = history

    def _newest(self) -> Summary:
        last = self._saving.decisions[-1]
        return summarise(self.state, last.moment.session)

"""A session told act by act and checked: what must hold in every state, whatever is asked."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from typing import Any

from builders import START, a_format, attendees, ids, preparation, sharing, talk, topic_time
from coreflect_tui.clock import FastClock
from coreflect_tui.core.decide import decide
from coreflect_tui.core.decide.answer import Refusal
from coreflect_tui.core.decision import Decision
from coreflect_tui.core.fit import Fit, basis_of
from coreflect_tui.core.formats import FacilitatorsIn, Order
from coreflect_tui.core.history import replay
from coreflect_tui.core.intents import (
    AcceptFit,
    CountGap,
    Intent,
    NoticeClockChange,
    NoticeGap,
    RecordOutcomes,
    SetGapAside,
)
from coreflect_tui.core.noticing import LONGEST_TICK
from coreflect_tui.core.person import Presence
from coreflect_tui.core.rounds import have_shared, rule_of, seconds_each, takes_part, to_invite
from coreflect_tui.core.state import (
    Pause,
    PauseKind,
    Round,
    SessionState,
    Span,
    TurnStatus,
    WrittenFile,
)
from coreflect_tui.core.striking import Place, without_words
from coreflect_tui.core.summary import Summary, summarise
from coreflect_tui.core.text import clean_name, fold
from coreflect_tui.core.timing import (
    expected_end,
    item_seconds,
    over,
    pace,
    session_seconds,
    spans_seconds,
    topic_seconds,
)
from coreflect_tui.saving import Journal
from coreflect_tui.session import Session
from coreflect_tui.store.errors import StoreError

FOR_GOOD = (SetGapAside, RecordOutcomes, NoticeGap, CountGap, NoticeClockChange)
"""What undo leaves alone."""

FORMAT = a_format(
    talk("opening", 3, points=2),
    sharing("baton", 8),
    sharing("listed", 8, Order.LISTED, FacilitatorsIn.NOT),
    topic_time(22),
    sharing("popcorn", 6, Order.POPCORN, FacilitatorsIn.LAST, everyone_once=False),
    talk("closing", 3),
    certificates=True,
)


class Disk:
    """A journal that can be told to refuse. It keeps decisions in `stored`, and in `real` if one
    is given."""

    def __init__(self, real: Journal | None = None) -> None:
        self.real = real
        self.refuses = False
        self.stored: list[Decision] = []

    def append(self, session: str, expected_seq: int, decision: Decision, summary: Summary) -> int:
        if self.refuses:
            raise StoreError("the disk is full")
        assert expected_seq == len(self.stored)
        if self.real:
            assert self.real.append(session, expected_seq, decision, summary) == expected_seq + 1
        self.stored.append(decision)
        return expected_seq + 1

    def keep_whole(self, session: str, decisions: tuple[Decision, ...], summary: Summary) -> None:
        raise AssertionError(f"nothing of {session} was lost: {len(decisions)}, {summary}")

    def look(self, session: str, decisions: tuple[Decision, ...], *, closely: bool) -> None:
        if self.refuses:
            raise StoreError("the disk is full")
        if self.real:
            self.real.look(session, decisions, closely=closely)

    def put_aside(self, session: str, decisions: tuple[Decision, ...]) -> str:
        raise AssertionError(f"nobody else writes to {session}, {len(decisions)} were put aside")

    def drop_aside(self, session: str, decisions: tuple[Decision, ...]) -> None:
        raise AssertionError(f"nothing of {session} was put aside: {len(decisions)}")

    def strike(self, session: str, places: Iterable[Place]) -> None:
        if self.refuses:
            raise StoreError("the disk is full")
        struck = frozenset(places)
        if self.real:
            self.real.strike(session, struck)
        self.stored = [without_words(one, struck) for one in self.stored]


def undoable_part(state: SessionState) -> SessionState:
    """The state without what undo leaves alone: gaps, clock changes and the record of files."""
    pauses = tuple(one for one in state.pauses if one.kind is not PauseKind.GAP)
    return replace(state, pauses=pauses, written=(), gaps=(), clock_change=0)


def set_aside_and_written(state: SessionState) -> set[Pause | WrittenFile]:
    """What undo leaves alone."""
    gaps = {one for one in state.pauses if one.kind is PauseKind.GAP}
    return {*gaps, *state.written}


class Story:
    """`states` are those that undo and redo move along, `here` the place among them; `taken`
    counts the decisions, `for_good` holds what undo may not take back."""

    def __init__(self, real: Journal | None = None) -> None:
        self.clock = FastClock(START, 0, real=lambda: 0.0)
        self.disk = Disk(real)
        first = preparation(FORMAT, attendees(5, facilitators=2))
        self.session = Session.begin(first, self.disk, self.clock, ids())
        self.states = [undoable_part(self.state)]
        self.here = 0
        self.taken = 1
        self.for_good: set[Pause | WrittenFile] = set()

    @property
    def state(self) -> SessionState:
        return self.session.state

    @property
    def now(self) -> datetime:
        return self.clock.now().session

    def person(self, number: int) -> str:
        """The id of somebody on the list."""
        return self.state.people[number % len(self.state.people)].id

    def _possible(self, intent: Intent) -> bool:
        return not isinstance(decide(self.state, intent, self.now), Refusal)

    def act(self, intent: Intent) -> None:
        before = self.state
        possible = self._possible(intent)
        assert self.state is before
        refusal = self.session.dispatch(intent)
        assert possible is (refusal is None)
        if refusal:
            assert self.state is before
            assert refusal.sentence[-1] in ".?"
            if refusal.instead:
                assert self._possible(refusal.instead)
            return
        self.taken += 1
        assert undoable_part(before) == self.states[self.here]
        if isinstance(intent, AcceptFit):
            assert_as_shown(before, intent.fit, self.state)
        self._goes_on(before)
        if isinstance(intent, FOR_GOOD):
            self.for_good |= set_aside_and_written(self.state)
            return
        self.states[self.here + 1 :] = [undoable_part(self.state)]
        self.here += 1

    def _goes_on(self, before: SessionState) -> None:
        """While it was closed for longer than a moment, a session did not go on."""
        made = set_aside_and_written(self.state) - self.for_good
        if before.closed is None or self.state.closed or not made:
            return
        assert (self.now - before.closed).total_seconds() > LONGEST_TICK
        gaps = [one for one in made if isinstance(one, Pause)]
        assert all(before.closed <= one.start for one in gaps)
        assert max(one.end for one in gaps if one.end) == self.now
        self.for_good |= made
        self.taken += 1

    def undo(self) -> None:
        before = self.state
        answer = self.session.undo()
        assert isinstance(answer, Refusal) is (self.here == 0)
        if not isinstance(answer, Refusal):
            self.here -= 1
            self.taken += 1
            self._goes_on(before)

    def redo(self) -> None:
        before = self.state
        answer = self.session.redo()
        assert isinstance(answer, Refusal) is (self.here == len(self.states) - 1)
        if not isinstance(answer, Refusal):
            self.here += 1
            self.taken += 1
            self._goes_on(before)

    def the_disk(self, refuses: bool) -> None:
        """Let the disk refuse from now on, or work again."""
        self.disk.refuses = refuses
        self.session.save_waiting()
        assert self.session.unsaved is None or refuses

    # --- what holds ------------------------------------------------------------------------------

    def check(self) -> None:
        """Everything that must hold now."""
        self.undo_and_redo_move_along_exact_states()
        self.nothing_taken_is_lost()
        self.ids_and_names_are_somebodys_alone()
        self.at_most_one_of_each_runs()
        self.time_is_never_negative_and_adds_up()
        self.rounds_hold_together()
        self.nobody_here_is_lost_from_the_running_round()
        self.replay_gives_the_state_that_is_shown()

    def undo_and_redo_move_along_exact_states(self) -> None:
        assert undoable_part(self.state) == self.states[self.here]
        assert set_aside_and_written(self.state) == self.for_good
        assert self.session.can_undo is (self.here > 0)
        assert self.session.can_redo is (self.here < len(self.states) - 1)

    def nothing_taken_is_lost(self) -> None:
        unsaved = self.session.unsaved
        assert len(self.disk.stored) + (unsaved.acts if unsaved else 0) == self.taken
        if unsaved:
            assert self.disk.refuses
            assert unsaved.since <= self.now

    def ids_and_names_are_somebodys_alone(self) -> None:
        state = self.state
        for entries in (state.people, state.topics, state.notes, state.items):
            assert_unique(one.id for one in entries)
        assert_unique(fold(one.name) for one in state.people)
        assert all(one.name and one.name == clean_name(one.name) for one in state.people)
        assert state.facilitators
        topics = {None, *(topic.id for topic in state.topics)}
        assert all(note.topic in topics for note in state.notes)

    def at_most_one_of_each_runs(self) -> None:
        state = self.state
        running = [item for item in state.items if item.running]
        assert len(running) <= 1
        assert not (state.closed and running)
        topics = [topic for topic in state.topics if topic.running]
        assert len(topics) <= 1
        if topics:
            assert running == [state.topic_item]
        for pause in state.pauses[:-1]:
            assert pause.end is not None
        assert not (state.closed and state.paused)
        for item in state.items:
            assert_in_order(item.visits, open_end=item.running)
        for topic in state.topics:
            assert_in_order(topic.visits, open_end=topic.running)

    def time_is_never_negative_and_adds_up(self) -> None:
        state, now = self.state, self.now
        elapsed = [item_seconds(state, item, now) for item in state.items]
        assert min(elapsed) >= 0
        assert sum(elapsed) <= session_seconds(state, now) + 0.001
        assert all(60 <= item.allotment <= 24 * 3600 for item in state.items)
        if state.closed is None:
            assert expected_end(state, now) >= now
        assert abs(over(state, now) - pace(state, now) - late_by(state, now)) < 0.001
        if state.topic_item:
            topics = sum(topic_seconds(state, topic, now) for topic in state.topics)
            assert topics <= item_seconds(state, state.topic_item, now) + 0.001
            shares = [topic.allotment for topic in state.topics]
            assert all(share >= 0 and share % 30 == 0 for share in shares)
        for item in state.items:
            each = seconds_each(state, item, now)
            assert each is None or (each >= 0 and each % 10 == 0)
        assert summarise(state, now).people <= len(state.people)

    def rounds_hold_together(self) -> None:
        assert_unique(held.item for held in self.state.rounds)
        for held in self.state.rounds:
            assert_round(self.state, held, self.now)

    def nobody_here_is_lost_from_the_running_round(self) -> None:
        state, held = self.state, self.state.round
        speaking = [one.speaker for one in state.rounds if one.speaker]
        assert speaking == ([held.speaker] if held and held.speaker else [])
        if held is None:
            return
        how = rule_of(state, held)
        assert how
        turns = {turn.person for turn in held.turns}
        assert all(
            one.id in turns
            for one in state.people
            if one.presence is Presence.PRESENT and takes_part(how, one)
        )
        if held.speaker:
            speaker = state.person(held.speaker.person)
            assert speaker
            assert speaker.presence is Presence.PRESENT

    def replay_gives_the_state_that_is_shown(self) -> None:
        if self.session.unsaved is None:
            history = replay(self.disk.stored)
            assert history.state == self.state
            assert bool(history.undone) is self.session.can_redo


def late_by(state: SessionState, now: datetime) -> float:
    """By how much the agreed end, or before the start the expected one, passes the hard end."""
    agreed = state.agreed_end or expected_end(state, now)
    return (agreed - state.hard_end).total_seconds()


def assert_as_shown(before: SessionState, fit: Fit, after: SessionState) -> None:
    """What an accepted fit changed is what it showed, and it was made from the state before."""
    assert fit.basis == basis_of(before)
    assert after.hard_end == fit.hard_end
    assert after.agreed_end == (fit.agreed_end if before.began else None)
    ahead = {row.id: row for row in fit.rows}
    for item in after.items:
        row = ahead.get(item.id)
        if row is None:
            assert item == before.item(item.id)
            continue
        assert item.left_out is (row.then == 0)
        assert item.pinned is (row.id in fit.pins)
        if row.then:
            assert item.allotment == item.accepted == row.then


def assert_unique(found: Iterable[Any]) -> None:
    listed = list(found)
    assert len(listed) == len(set(listed)), listed


def assert_in_order(spans: tuple[Span, ...], *, open_end: bool) -> None:
    """Spans follow each other; only the last may be open, and is when `open_end`."""
    for span in spans[: -1 if open_end else None]:
        assert span.end is not None
        assert span.start <= span.end
    for earlier, later in pairwise(spans):
        assert earlier.end is not None
        assert earlier.end <= later.start
    assert not open_end or spans[-1].end is None


def assert_round(state: SessionState, held: Round, now: datetime) -> None:
    assert_unique(turn.person for turn in held.turns)
    assert {turn.person for turn in held.turns} <= {one.id for one in state.people}
    assert sum(turn.status is TurnStatus.SPEAKING for turn in held.turns) <= 1
    for turn in held.turns:
        assert_in_order(turn.spans, open_end=turn.status is TurnStatus.SPEAKING)
        assert turn.how is not None or turn.status is not TurnStatus.DONE
        # Whoever speaks again has shared.
        assert turn.how is None or turn.status in (TurnStatus.DONE, TurnStatus.SPEAKING)
        assert spans_seconds(turn.spans, state.pauses, now) >= 0
    over_ids = [
        turn.person for turn in held.turns if turn.status in (TurnStatus.DONE, TurnStatus.PASSED)
    ]
    assert sorted(held.ended) == sorted(over_ids)
    assert [turn.person for turn in have_shared(held)] == list(held.ended)
    invited = {one.id for one in to_invite(state, held)}
    assert not invited & set(held.ended)
    assert held.speaker is None or held.speaker.person not in invited

"""Rounds told act by act and checked: nobody is lost, nobody has two turns, undo is exact."""

from collections.abc import Sequence
from datetime import timedelta

from builders import START, a_format, attendees, ids, preparation, talk
from coreflect_tui.core.decide import decide
from coreflect_tui.core.decide.answer import Refusal
from coreflect_tui.core.decision import Decision, Moment
from coreflect_tui.core.events import Event, Redone, RoundOrdered, Undone
from coreflect_tui.core.formats import Step
from coreflect_tui.core.history import last_undoable, record, replay
from coreflect_tui.core.intents import (
    BackTurn,
    CloseSession,
    GiveTurn,
    GoToItem,
    Intent,
    MarkShared,
    NextItem,
    NextTurn,
    RaiseHand,
    RemoveAttendee,
)
from coreflect_tui.core.person import Attendee, Presence
from coreflect_tui.core.rounds import (
    OVER,
    next_in_order,
    numbered,
    rule_of,
    standing,
    takes_part,
    to_invite,
)
from coreflect_tui.core.state import Round, SessionState, TurnStatus

IN_THE_CALL = (Presence.PRESENT, Presence.AWAY)


class Circle:
    """A session of these rounds, with a talk before and one after. `states` are those that undo
    and redo move along, `at` the place among them."""

    def __init__(self, rounds: Sequence[Step], people: int = 6, facilitators: int = 2) -> None:
        fmt = a_format(talk("opening", 3), *rounds, talk("closing", 3))
        self._new_id = ids()
        self.now = START
        self.taken = [self._decision(preparation(fmt, attendees(people, facilitators)))]
        self.history = replay(self.taken)
        self.states = [self.state]
        self.at = 0

    @property
    def state(self) -> SessionState:
        return self.history.state

    @property
    def held(self) -> Round | None:
        return self.state.round

    def person(self, number: int) -> str:
        """The id of somebody on the list."""
        return self.state.people[number % len(self.state.people)].id

    def wait(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    def act(self, intent: Intent, asked: Refusal | None = None) -> Refusal | None:
        """Ask for `intent`; `asked` is the refusal whose `instead` it is, when it is one."""
        before = self.state
        answer = decide(before, intent, self.now)
        if isinstance(answer, Refusal):
            assert self.state is before
            assert answer.sentence[-1] in ".?"
            return answer
        self._take(answer)
        assert self.state != before, "an act that changes nothing is refused"
        self.states[self.at + 1 :] = [self.state]
        self.at += 1
        assert_left_knowingly(before, self.state, intent, asked)
        assert_sharing_is_kept(before, self.state, intent)
        assert_orders_are_of_all(before, answer)
        return None

    def go_on(self, intent: NextItem | GoToItem, insists: bool) -> None:
        """Leave for another item; when people wait, only who `insists` goes on."""
        refusal = self.act(intent)
        if refusal and refusal.instead and insists:
            assert self.act(refusal.instead, refusal) is None

    def undo(self) -> None:
        latest = last_undoable(self.history)
        assert (latest is None) is (self.at == 0)
        if latest:
            self._take((Undone(latest.id),))
            self.at -= 1

    def redo(self) -> None:
        assert bool(self.history.undone) is (self.at < len(self.states) - 1)
        if self.history.undone:
            self._take((Redone(self.history.undone[-1].id),))
            self.at += 1

    def _take(self, events: tuple[Event, ...]) -> None:
        self.taken.append(self._decision(events))
        self.history = record(self.history, self.taken[-1])

    def _decision(self, events: tuple[Event, ...]) -> Decision:
        return Decision(self._new_id(), Moment(self.now, self.now, 0, 0.0, "boot"), events)

    # --- what holds ------------------------------------------------------------------------------

    def check(self) -> None:
        """Everything that must hold now."""
        assert self.state == self.states[self.at]
        people = {one.id: one for one in self.state.people}
        assert {one.id for one in standing(self.state)} == set(people)
        assert set(self.state.gallery) <= set(people)
        for held in self.state.rounds:
            assert_turns(held, people)
            assert_hands(held, people)
            if held is not self.held:
                assert held.speaker is None
        if self.held:
            assert_nobody_is_lost(self.state, self.held)
            self.who_is_numbered_can_be_called(self.held)

    def who_is_numbered_can_be_called(self, held: Round) -> None:
        state = self.state
        called = numbered(state, held)
        assert called[: len(to_invite(state, held))] == to_invite(state, held)
        for one in called:
            assert not isinstance(decide(state, GiveTurn(one.id), self.now), Refusal)
            hand = decide(state, RaiseHand(one.id), self.now)
            assert isinstance(hand, Refusal) is (one.id in held.hands)
        coming = next_in_order(state, held)
        if coming:
            assert coming in called
            events = decide(state, NextTurn(), self.now)
            assert not isinstance(events, Refusal)
            after = record(self.history, self._decision(events)).state.round
            assert after
            assert after.speaker
            assert after.speaker.person == coming.id

    def replays(self) -> None:
        assert replay(self.taken).state == self.state


def assert_turns(held: Round, people: dict[str, Attendee]) -> None:
    ids_of_turns = [turn.person for turn in held.turns]
    assert len(ids_of_turns) == len(set(ids_of_turns))
    assert set(ids_of_turns) <= set(people)
    speaking = [turn for turn in held.turns if turn.status is TurnStatus.SPEAKING]
    assert len(speaking) <= 1
    assert all(people[turn.person].presence is Presence.PRESENT for turn in speaking)
    over = [turn.person for turn in held.turns if turn.status in OVER]
    assert sorted(held.ended) == sorted(over)
    for turn in held.turns:
        assert turn.how is not None or turn.status is not TurnStatus.DONE
        assert turn.how is None or turn.status in (TurnStatus.DONE, TurnStatus.SPEAKING)
        still_open = bool(turn.spans) and turn.spans[-1].end is None
        assert still_open is (turn.status is TurnStatus.SPEAKING)


def assert_hands(held: Round, people: dict[str, Attendee]) -> None:
    assert len(held.hands) == len(set(held.hands))
    assert set(held.hands) <= {turn.person for turn in held.turns}
    assert not held.speaker or held.speaker.person not in held.hands
    assert all(people[one].presence in IN_THE_CALL for one in held.hands)


def assert_nobody_is_lost(state: SessionState, held: Round) -> None:
    """Everybody here who takes part speaks, can be called by number, or has shared."""
    rule = rule_of(state, held)
    assert rule
    called = [one.id for one in numbered(state, held)]
    assert len(called) == len(set(called))
    speaker = held.speaker.person if held.speaker else ""
    assert speaker not in called
    for one in state.people:
        if one.presence is Presence.PRESENT and takes_part(rule, one) and one.id != speaker:
            turn = held.turn(one.id)
            assert turn, "someone here has no turn"
            has_shared = rule.everyone_once and turn.status is TurnStatus.DONE
            assert (one.id in called) is not has_shared


def assert_left_knowingly(
    before: SessionState, after: SessionState, intent: Intent, asked: Refusal | None
) -> None:
    """Leaving an everyone-once round, everybody here has shared or passed, or was named first.
    Closing has a screen of its own that names them."""
    left = before.round
    rule = rule_of(before, left) if left else None
    if left is None or rule is None or not rule.everyone_once or isinstance(intent, CloseSession):
        return
    if after.running and after.running.id == left.item:
        return
    held = after.round_of(left.item)
    assert held
    waiting = []
    for one in before.people:
        if one.presence is Presence.PRESENT and takes_part(rule, one):
            turn = held.turn(one.id)
            assert turn
            if turn.status not in OVER:
                waiting.append(one)
    assert not waiting or asked, "someone was left out without a word"
    if asked:
        assert asked.instead == intent
        named = sum(one.name in asked.sentence for one in waiting)
        assert named >= min(len(waiting), 4)


def assert_sharing_is_kept(before: SessionState, after: SessionState, intent: Intent) -> None:
    """That someone has shared is taken back by hand only, or while they have the floor again."""
    taken_back = isinstance(intent, MarkShared) and intent.how is None
    for held in before.rounds:
        now = after.round_of(held.item)
        assert now
        kept = {turn.person for turn in now.turns if turn.how}
        gone = {turn.person for turn in held.turns if turn.how} - kept
        back = isinstance(intent, BackTurn) and now.speaker and gone == {now.speaker.person}
        assert not gone or taken_back or back or isinstance(intent, RemoveAttendee)


def assert_orders_are_of_all(before: SessionState, events: tuple[Event, ...]) -> None:
    for event in events:
        if isinstance(event, RoundOrdered):
            held = before.round_of(event.item)
            assert held
            assert sorted(event.people) == sorted(turn.person for turn in held.turns)

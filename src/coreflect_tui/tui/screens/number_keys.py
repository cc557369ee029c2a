"""Digits on the live screen: what is numbered there, a person, a topic, a way, a point."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from coreflect_tui.core.formats import Order
from coreflect_tui.core.intents import (
    GiveTurn,
    LowerHand,
    RaiseHand,
    StartTopic,
    TickPoint,
    WeighTopic,
)
from coreflect_tui.core.rounds import digits
from coreflect_tui.core.state import ItemState, Round, SessionState, Topic
from coreflect_tui.tui.screens.base import GUARD
from coreflect_tui.tui.screens.step_keys import StepKeys
from coreflect_tui.tui.view.numbers import (
    Numbered,
    choice_here,
    numbered_here,
    role_people,
    shown_points,
)
from coreflect_tui.tui.view.topics import votes_here
from coreflect_tui.tui.widgets.pane import Pane

if TYPE_CHECKING:
    from coreflect_tui.tui.screens.live import LiveScreen


class NumberKeys:
    """What the live screen does about a digit."""

    def __init__(self, screen: "LiveScreen", step_keys: StepKeys) -> None:
        self._screen = screen
        self._step_keys = step_keys
        self._latest = "", float("-inf")

    def pressed(self, number: str) -> None:
        state, index = self._screen.state, int(number) - 1
        meant = numbered_here(state) if state else None
        if state is None or state.running is None or meant is None:
            return
        if meant is Numbered.PEOPLE and state.round:
            people = {digit: one for one, digit in digits(state, state.round).items()}
            # A number that has no room on the screen means nobody: it would be a guess.
            if self._twice(number):
                return
            if int(number) in people and self._in_sight(number):
                self._called(state.round, people[int(number)])
            else:
                self._screen.say(f"Nobody has the number {number} just now.")
            return
        offered = self._offered(state, state.running, meant)
        if index < len(offered):
            offered[index]()
        else:
            self._screen.say(f"Nothing has the number {number} just now.")

    def _offered(
        self, state: SessionState, running: ItemState, meant: Numbered
    ) -> tuple[Callable[[], object], ...]:
        """What there is to do, in the order of its numbers."""
        if meant is Numbered.TOPICS:
            return tuple(partial(self._topic, state, one) for one in state.topics)
        if meant is Numbered.WAYS:
            choice = choice_here(state)
            ways = choice.options if choice else ()
            return tuple(partial(self._step_keys.take, one.id) for one in ways)
        if meant is Numbered.ROLE:
            return tuple(partial(self._step_keys.give, one.id) for one in role_people(state))
        points = shown_points(state, running)
        return tuple(partial(self._screen.do, TickPoint(one)) for one in points)

    def _topic(self, state: SessionState, topic: Topic) -> None:
        """The topic to be with; before its laps a vote for it."""
        if votes_here(state):
            self._screen.do(WeighTopic(topic.id, topic.weight + 1))
        else:
            self._screen.do(StartTopic(topic.id), moves_on=True)

    def _twice(self, number: str) -> bool:
        """Whether the same number came only a moment ago: the people may have moved since."""
        before, at = self._latest
        self._latest = number, self._screen.program.workplace.clock.now().boot_seconds
        return number == before and self._latest[1] - at < GUARD

    def _in_sight(self, number: str) -> bool:
        """Whether a person with that number can be seen."""
        pane = self._screen.query_one("#people", Pane)
        shown = pane.lines[: pane.size.height]
        return any(one.action == f"screen.digit({number})" for line in shown for one in line)

    def _called(self, held: Round, person: str) -> None:
        """The floor is theirs; where hands are raised, theirs goes up, or down again."""
        if held.order is not Order.QUEUE:
            self._screen.do(GiveTurn(person), moves_on=True)
        elif person in held.hands:
            self._screen.do(LowerHand(person))
        else:
            self._screen.do(RaiseHand(person))

"""Digits on the live screen: what is numbered there, a person, a topic, a way, a point."""

from typing import TYPE_CHECKING

from coreflect_tui.core.formats import Order, StepKind
from coreflect_tui.core.intents import GiveTurn, LowerHand, RaiseHand, StartTopic, TickPoint
from coreflect_tui.core.rounds import digits
from coreflect_tui.core.state import Round
from coreflect_tui.tui.screens.base import GUARD
from coreflect_tui.tui.screens.step_keys import StepKeys
from coreflect_tui.tui.view.middle import shown_points
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
        if state is None or state.running is None:
            return
        if state.round:
            people = {digit: one for one, digit in digits(state, state.round).items()}
            # A number that has no room on the screen means nobody: it would be a guess.
            if int(number) in people and self._in_sight(number) and not self._twice(number):
                self._called(state.round, people[int(number)])
        elif state.running.item.step.kind is StepKind.TOPICS:
            if index < len(state.topics):
                self._screen.do(StartTopic(state.topics[index].id), moves_on=True)
        elif not self._step_keys.number(int(number)):
            points = shown_points(state, state.running)
            if index < len(points):
                self._screen.do(TickPoint(points[index]))

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

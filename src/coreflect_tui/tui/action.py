"""Action: one thing that can be done on a screen, and when."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from coreflect_tui.tui.conditions import Situation, always

if TYPE_CHECKING:
    from coreflect_tui.core.intents import Intent
    from coreflect_tui.core.state import SessionState


class Action(NamedTuple):
    """`key` is Textual's name of it and `shows` what a person reads; `rank` orders the key line,
    0 is left to help. `moves_on` keys rest for a moment after one of them was pressed, and while
    the session is held. Where an action only asks the session for something, `intent` says what, or
    makes it of the state; where it only opens a screen, `opens` names that. `types` keys lead to a
    line, so that letters after one are words. `only_looks` says that it changes nothing in the
    session, so that it works where that is read along too."""

    screen: str
    id: str
    key: str
    shows: str
    title: str
    tooltip: str
    rank: int = 0
    when: Callable[[Situation], bool] = always
    moves_on: bool = False
    intent: Intent | Callable[[SessionState], Intent | None] | None = None
    opens: str = ""
    types: bool = False
    only_looks: bool = False

    def applies(self, situation: Situation) -> bool:
        """Whether it can be done here and now: its intent changes something, or asks once more."""
        if not self.when(situation) or (situation.reading_along and not self.only_looks):
            return False
        if self.moves_on and situation.held:
            return False
        if self.intent is None:
            return True
        if situation.state is None or situation.now is None:
            return False
        from coreflect_tui.core.decide import decide
        from coreflect_tui.core.decide.answer import Refusal

        intent = self.asks_for(situation.state)
        answer = intent and decide(situation.state, intent, situation.now)
        return bool(answer) and (not isinstance(answer, Refusal) or answer.instead is not None)

    def asks_for(self, state: SessionState) -> Intent | None:
        """What the session is asked for; None where there is nothing to ask."""
        from coreflect_tui.core.intents import Intent

        if self.intent is None or isinstance(self.intent, Intent):
            return self.intent
        return self.intent(state)

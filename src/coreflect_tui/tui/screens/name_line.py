"""Calling someone by name on the live screen: for the floor, or for a raised hand."""

from typing import TYPE_CHECKING

from coreflect_tui.core.intents import GiveTurn, GiveTurnToName, LowerHand, RaiseHand
from coreflect_tui.core.names import split_called
from coreflect_tui.core.rounds import digits
from coreflect_tui.tui.actions import key_of
from coreflect_tui.tui.view.typed_names import find_by_name, matches, name_hint
from coreflect_tui.tui.widgets.entry import Entry

if TYPE_CHECKING:
    from coreflect_tui.tui.screens.live import LiveScreen

NAME, HAND = "name", "hand"
PURPOSES = (NAME, HAND)


class NameLine:
    """What the live screen does while a name is typed."""

    def __init__(self, screen: "LiveScreen") -> None:
        self._screen = screen

    def ask(self, purpose: str, label: str) -> None:
        """Open the line, in a round."""
        if self._screen.state and self._screen.state.round:
            self._screen.query_one(Entry).ask(purpose, label)

    def typing(self, event: Entry.Changing) -> None:
        """Say what enter would do."""
        if self._screen.state:
            hint = name_hint(self._screen.state, event.text, hand=event.purpose == HAND)
            self._screen.hint(hint)

    def typed(self, event: Entry.Typed) -> None:
        """A name, or for a hand also a number."""
        if event.purpose == HAND:
            self._hand(event.text)
        else:
            self._floor(event.text)

    def _floor(self, text: str) -> None:
        """With a + before it, it is someone new whatever else is near."""
        state = self._screen.state
        new = text.strip().startswith("+")
        name, pronouns = split_called(text.strip().removeprefix("+"))
        if state is None or not name.strip():
            return
        found = None if new else find_by_name(state, name)
        if found is None and not new and matches(state, name):
            words = f"Several could be meant; type more, or +{name.strip()} for someone new."
            self._screen.warn(words)
            return
        intent = GiveTurn(found.id) if found else GiveTurnToName(name, pronouns)
        self._screen.do(intent, moves_on=True)

    def _hand(self, text: str) -> None:
        state = self._screen.state
        if state is None or state.round is None or not text.strip():
            return
        numbers = {str(digit): one for one, digit in digits(state, state.round).items()}
        found = find_by_name(state, split_called(text)[0])
        found = found or state.person(numbers.get(text.strip(), ""))
        if found is None:
            adds = f"{key_of('live.people')} opens the list, where somebody can be added"
            self._screen.warn(f"Nobody on the list is called so; {adds}.")
        elif found.id in state.round.hands:
            self._screen.do(LowerHand(found.id))
        else:
            self._screen.do(RaiseHand(found.id))

"""Once a session goes on: what became of the time in which nobody held it."""

from typing import TYPE_CHECKING

from coreflect_tui.core.intents import SetGapAside
from coreflect_tui.core.state import Span
from coreflect_tui.tui.view.ends import gone_on_words

if TYPE_CHECKING:
    from coreflect_tui.tui.screens.live import LiveScreen
    from coreflect_tui.workplace import Resumed


class GoingOn:
    """Says it on the live screen until something is done; time that was counted can be taken as a
    break until then."""

    def __init__(self, screen: "LiveScreen", resumed: "Resumed | None") -> None:
        self._screen = screen
        self._resumed = resumed
        self._state = resumed.session.state if resumed else None

    def say(self) -> None:
        """Say it, unless there is a question, or nothing that would have counted."""
        resumed, state, screen = self._resumed, self._screen.state, self._screen
        if resumed and state:
            between = Span(resumed.aside or resumed.last_seen, resumed.now)
            aside = resumed.aside is not None
            screen.say(gone_on_words(state, between, screen.utc_offset, aside=aside))

    def take_as_break(self) -> bool:
        """Take the time that was counted as a break; whether that could still be said."""
        resumed = self._resumed
        if resumed is None or resumed.aside or self._screen.state is not self._state:
            return False
        if self._screen.do(SetGapAside(resumed.last_seen, resumed.now)):
            return False
        self._resumed = None
        return True

"""Times that are typed on the live screen: minutes, another end, when an item really began."""

from typing import TYPE_CHECKING

from coreflect_tui.tui.view.typed_times import Asked, answer, question
from coreflect_tui.tui.widgets.entry import Entry

if TYPE_CHECKING:
    from coreflect_tui.tui.screens.live import LiveScreen

ASKED = frozenset(Asked)
"""What the line is for while a time is typed."""


class TimeLine:
    """What the live screen does while a time is typed."""

    def __init__(self, screen: "LiveScreen") -> None:
        self._screen = screen

    def ask(self, asked: Asked) -> None:
        screen = self._screen
        if screen.state:
            label, text = question(asked, screen.state, screen.now, screen.utc_offset)
            screen.query_one(Entry).ask(asked, label, text, proposed=True)

    def typed(self, event: Entry.Typed) -> None:
        """Do what was meant, or say how it is written."""
        screen = self._screen
        if screen.state is None:
            return
        asked = Asked(event.purpose)
        meant = answer(asked, event.text, screen.state, screen.now, screen.utc_offset)
        if isinstance(meant, str):
            screen.warn(meant)
        else:
            screen.do(meant)

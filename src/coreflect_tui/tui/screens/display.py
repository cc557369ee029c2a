"""Display: what the group sees of the session in a window that is shared."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.events import Key
from textual.screen import Screen

from coreflect_tui.shown_session import Sight
from coreflect_tui.tui.actions import action_named, call_of
from coreflect_tui.tui.screens.base import bindings_of
from coreflect_tui.tui.view.display import display_lines, foot, help_page, shown
from coreflect_tui.tui.view.pieces import BLANK, Lines
from coreflect_tui.tui.widgets.pane import Pane

KEYS_STAY = 10
"""Ticks for which the keys stand at the foot once one was pressed; the group needs none of them."""


class DisplayScreen(Screen[None]):
    """Everything is one pane, which is drawn anew when something in it changes."""

    table: ClassVar[str] = "display"
    CSS_PATH = "display.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("display")
    AUTO_FOCUS = ""

    def __init__(self, *, names: bool) -> None:
        super().__init__()
        self.names = names
        self._sight: Sight | None = None
        self._helps = False
        self._keys_for = KEYS_STAY

    def compose(self) -> ComposeResult:
        yield Pane(id="shown")
        yield Pane(id="keys")

    def on_mount(self) -> None:
        self.show()

    def on_resize(self) -> None:
        self.call_after_refresh(self.show)

    def show_sight(self, sight: Sight) -> None:
        """A second later: what there is to see now."""
        self._sight = sight
        if sight.state:
            self._keys_for = max(self._keys_for - 1, 0)
        self.show()

    def show(self) -> None:
        """Bring the screen up to date; what did not change costs nothing."""
        # A refresh that was asked for may come before the widgets are there, or after they went.
        if not self.query("#keys"):
            return
        self.query_one("#shown", Pane).show(self._lines())
        stays = self._helps or self._keys_for
        keys = foot(self.table, self.size.width, names=self.names) if stays else BLANK
        self.query_one("#keys", Pane).show((keys,))

    def _lines(self) -> Lines:
        width, height = self.size.width, self.size.height - 1
        if self._helps:
            return help_page(self.table, min(width - 2, 86))
        if self._sight is None:
            return ()
        return display_lines(shown(self._sight, names=self.names), width, height)

    def on_key(self, event: Key) -> None:
        """Whoever presses any key is told which there are; escape leads out of help alone."""
        self._keys_for = KEYS_STAY
        self._helps = self._helps and event.key != "escape"
        self.show()

    def run_by_name(self, action_id: str) -> Callable[[], object]:
        """What the palette calls for an action."""
        return partial(self.run_action, call_of(action_named(self.table, action_id)))

    def action_names(self) -> None:
        self.names = not self.names
        self.show()

    def action_help(self) -> None:
        self._helps = not self._helps
        self.show()

    def action_leave(self) -> None:
        """Out of help, or out of the window."""
        if self._helps:
            self.action_help()
        else:
            self.app.exit(0)

"""A screen around one list: a top line, the list, a notice, a line to type in, the keys."""

from typing import ClassVar

from textual.app import ComposeResult

from coreflect_tui.tui.screens.base import CoreflectScreen
from coreflect_tui.tui.widgets.choices import Choices
from coreflect_tui.tui.widgets.pane import Pane


class ListScreen(CoreflectScreen):
    """The list has the keys, and gets them back when the line is left. `first` is chosen at once;
    a screen may put a pane above the list and one below it."""

    CSS_PATH: ClassVar[str | None] = "lists.tcss"
    AUTO_FOCUS = "Choices"

    def __init__(self, first: str = "") -> None:
        super().__init__()
        self._first = first

    def compose(self) -> ComposeResult:
        yield Pane(id="top")
        yield from self.above()
        yield Choices(id="list")
        yield from self.below()
        yield Pane(id="notice")
        yield from self.line()
        yield Pane(id="keys")

    def above(self) -> ComposeResult:
        """What stands above the list."""
        yield from ()

    def below(self) -> ComposeResult:
        """What stands below the list."""
        yield from ()

    def line(self) -> ComposeResult:
        """The line to type in."""
        from coreflect_tui.tui.widgets.entry import Entry

        yield Entry()

    def on_mount(self) -> None:
        super().on_mount()
        if self._first:
            self.choices.choose(self._first)

    @property
    def choices(self) -> Choices:
        """The list."""
        return self.query_one(Choices)

    def on_entry_left(self) -> None:
        self.choices.focus()

    def action_choose(self) -> None:
        """What enter does with the chosen row."""
        self.choices.action_select()

    def action_leave(self) -> None:
        self.app.pop_screen()

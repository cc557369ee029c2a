"""Pages to read: a title and lines; help, long words to say, what was written."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll

from coreflect_tui.tui.screens.base import CoreflectScreen, bindings_of
from coreflect_tui.tui.view.line_keys import READ_ON
from coreflect_tui.tui.view.pieces import Line, Lines, Look, looking
from coreflect_tui.tui.widgets.pane import Pane

WIDEST = 86
"""Cells of a line that is still easy to read."""


class PageScreen(CoreflectScreen):
    """A page that arrow keys scroll."""

    CSS_PATH = "reading.tcss"

    def __init__(self, title: str, lines: Lines) -> None:
        super().__init__()
        self._title = title
        self._lines = lines

    def compose(self) -> ComposeResult:
        yield Pane(id="top")
        with VerticalScroll(id="page"):
            yield Pane(id="text")
        yield Pane(id="notice")
        yield Pane(id="keys")

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one("#page").focus()

    def lay_out(self, lines: Lines) -> None:
        """Show these instead, from the first."""
        self._lines = lines
        self.query_one("#page").scroll_home(animate=False)

    def show_body(self) -> None:
        self.query_one("#top", Pane).show((looking(Look.TITLE, f" {self._title}"),))
        self.query_one("#text", Pane).show(self._lines)

    def action_leave(self) -> None:
        self.app.pop_screen()


class ReadingScreen(PageScreen):
    """A page that is only there to be read."""

    table = "page"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("page")

    def keys_line(self) -> Line:
        return (*super().keys_line(), *READ_ON)


class HelpScreen(PageScreen):
    """What can be done, and the way to what was said."""

    table = "help"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("help")

    def keys_line(self) -> Line:
        return (*super().keys_line(), *READ_ON)

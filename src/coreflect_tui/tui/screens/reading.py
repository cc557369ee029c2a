"""Reading: a page to read in full and leave again, such as help or long words to say."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from coreflect_tui.tui.screens.base import CoreflectScreen
from coreflect_tui.tui.view.pieces import Lines, Look, Piece, flow, line, looking
from coreflect_tui.tui.widgets.pane import Pane


class ReadingScreen(CoreflectScreen):
    """A title and lines; arrow keys scroll, most keys lead back."""

    CSS_PATH = "reading.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,e,question_mark,enter,f1", "leave", "back", show=False)
    ]

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

    def show(self) -> None:
        if not self._built:
            return
        self.query_one("#top", Pane).show((looking(Look.TITLE, f" {self._title}"),))
        self.query_one("#text", Pane).show(self._lines)
        self.query_one("#notice", Pane).show(flow(self._notice_line(), self.size.width))
        keys = line(
            " ",
            Piece("q", Look.KEY),
            Piece(" back   ", Look.MUTED),
            Piece("↑↓", Look.KEY),
            Piece(" read on", Look.MUTED),
        )
        self.query_one("#keys", Pane).show((keys,))

    def action_leave(self) -> None:
        self.app.pop_screen()

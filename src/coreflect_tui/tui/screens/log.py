"""Log: what the program said in this run, with the time."""

from typing import ClassVar

from textual.binding import BindingType

from coreflect_tui.tui.screens.base import bindings_of
from coreflect_tui.tui.screens.reading import WIDEST, PageScreen
from coreflect_tui.tui.view.log import log_lines
from coreflect_tui.tui.widgets.pane import Pane


class LogScreen(PageScreen):
    """A page that goes on with what is said."""

    table = "log"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("log")

    def __init__(self) -> None:
        super().__init__("What was said", ())

    def show_body(self) -> None:
        super().show_body()
        width = min(self.size.width - 6, WIDEST)
        self.query_one("#text", Pane).show(log_lines(self.program.notices, width))

"""Closed: where the files are, what each is for, and a key that opens one."""

from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll

from coreflect_tui.core.state import SessionState, WrittenFile
from coreflect_tui.tui.conditions import Situation
from coreflect_tui.tui.screens.base import CoreflectScreen, bindings_of
from coreflect_tui.tui.view.closing import written_lines
from coreflect_tui.tui.view.pieces import Look, looking
from coreflect_tui.tui.widgets.pane import Pane


class ClosedScreen(CoreflectScreen):
    """The program opens a file when it is asked to, and sends nothing."""

    table = "closed"
    CSS_PATH = "reading.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("closed")

    def __init__(
        self, session: SessionState, files: tuple[WrittenFile, ...], unsaved: str = ""
    ) -> None:
        """`files` are those that closing wrote; `unsaved` is why the record is not on disk."""
        super().__init__()
        self._session = session
        self._files = files
        self._unsaved = unsaved

    def compose(self) -> ComposeResult:
        yield Pane(id="top")
        with VerticalScroll(id="page"):
            yield Pane(id="text")
        yield Pane(id="notice")
        yield Pane(id="keys")

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one("#page").focus()

    def show_body(self) -> None:
        self.query_one("#top", Pane).show((looking(Look.TITLE, " Closed"),))
        lines = written_lines(self._session, self._files, self._unsaved)
        self.query_one("#text", Pane).show(lines)

    def situation(self) -> Situation:
        kinds = {Path(one.path).suffix for one in self._files}
        return replace(super().situation(), chosen=" ".join(sorted(kinds)))

    def action_mail(self) -> None:
        self._open(".eml", "your mail program")

    def action_harvest(self) -> None:
        self._open(".html", "your browser")

    def _open(self, suffix: str, program: str) -> None:
        from coreflect_tui.desktop import DesktopError, open_file

        path = next(Path(one.path) for one in self._files if one.path.endswith(suffix))
        try:
            open_file(path)
        except DesktopError as error:
            self.say(str(error))
        else:
            self.say(f"Opening it in {program}.")

    def action_leave(self) -> None:
        self.program.leave_session()

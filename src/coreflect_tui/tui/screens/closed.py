"""Closed: where the files are, what each is for, and a key that opens one."""

from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.binding import BindingType

from coreflect_tui.core.state import SessionState, WrittenFile
from coreflect_tui.tui.actions import key_of
from coreflect_tui.tui.conditions import Situation, may_be_a_format
from coreflect_tui.tui.screens.base import bindings_of
from coreflect_tui.tui.screens.reading import PageScreen
from coreflect_tui.tui.view.closed import place_lines
from coreflect_tui.tui.view.pieces import Lines
from coreflect_tui.tui.widgets.entry import Entry

FORMAT = "format"


class ClosedScreen(PageScreen):
    """The program opens a file when it is asked to, and sends nothing."""

    table = "closed"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("closed")

    def __init__(self, lines: Lines, files: tuple[WrittenFile, ...] = ()) -> None:
        """`lines` say what became of the session; `files` are those that closing wrote."""
        super().__init__("Closed", lines)
        self._files, self._written = files, lines

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
            # A path has rows of its own here, and is never cut.
            self.lay_out(place_lines(error.place) + self._written)
            self.warn(f"{error} Its place stands on top.")
        else:
            self.say(f"Opening it in {program}.")

    def on_mount(self) -> None:
        super().on_mount()
        self.mount(Entry(), before="#keys")

    def action_save_format(self) -> None:
        if may_be_a_format(self.situation()):
            self.query_one(Entry).ask(FORMAT, "a format with its real times, called:")

    @on(Entry.Left)
    def _back_to_the_page(self) -> None:
        self.query_one("#page").focus()

    @on(Entry.Typed)
    def _typed(self, event: Entry.Typed) -> None:
        self._back_to_the_page()
        if self.state and event.text.strip():
            self._save_format(self.state, event.text)

    def _save_format(self, state: SessionState, name: str) -> None:
        from coreflect_tui.library.new_format import new_format, text_of_session
        from coreflect_tui.library.toml_file import LibraryFileError

        folder = self.program.workplace.locations.user_formats
        try:
            path = new_format(folder, name, text_of_session(state))
        except LibraryFileError as error:
            self.warn(str(error))
        else:
            self.say(
                f"Saved among your formats, as {path.name}; {key_of('home.edit')} on the start"
                " screen opens it."
            )

    def action_leave(self) -> None:
        self.program.leaving.leave_session()

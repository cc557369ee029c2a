"""Entry: one line to type in, at the foot of the screen. Keys are the text's while it is open."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input

from coreflect_tui.tui.view.pieces import Look, looking
from coreflect_tui.tui.widgets.one_line import OneLine
from coreflect_tui.tui.widgets.pane import Pane


class Entry(Horizontal):
    """A label and a line. It posts what was typed, each change of it, and that it was left."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "leave", show=False)]

    @dataclass
    class Typed(Message):
        """The line was finished with enter; `purpose` is what `ask` was given."""

        purpose: str
        text: str

    @dataclass
    class Changing(Message):
        """The line as it is now, unfinished."""

        purpose: str
        text: str

    @dataclass
    class Left(Message):
        """The line was left with escape; `text` is what stood there."""

        purpose: str
        text: str

    @dataclass
    class Several(Message):
        """Several lines were pasted at once where each is to be something of its own; `typed` is
        what stood in the line."""

        purpose: str
        typed: str
        text: str

    class Turned(Message):
        """The line was opened or put away, so other keys work now."""

    def __init__(self) -> None:
        super().__init__(id="entry")
        self.purpose = ""

    def compose(self) -> ComposeResult:
        yield Pane(id="entry-label")
        line = OneLine(id="entry-line", compact=True, select_on_focus=False)
        line.cursor_blink = False
        yield line

    def ask(
        self,
        purpose: str,
        label: str,
        text: str = "",
        joiner: str = " ",
        cleaned: Callable[[str], str] | None = None,
        proposed: bool = False,
        keep: Callable[[str], None] | None = None,
    ) -> None:
        """Open the line under `label`, with `text` in it; `joiner` stands between pasted lines, or
        is APART where each is something of its own; `cleaned` is what a pasted line becomes.
        What is `proposed` goes with the first letter typed. `keep` is told of each change before it
        is shown, so that what is on the screen is safe."""
        self.purpose = purpose
        self.query_one("#entry-label", Pane).show((looking(Look.KEY, f" {label} "),))
        line = self.query_one(OneLine)
        line.joiner, line.cleaned = joiner, cleaned
        with self.prevent(Input.Changed):
            line.value = text
        line.begin_keeping(keep)
        line.cursor_position = len(text)
        if proposed:
            line.action_select_all()
        self.add_class("-open")
        line.focus()
        self.post_message(self.Turned())
        self.call_after_refresh(self._place_cursor)

    def _place_cursor(self) -> None:
        """The terminal's own cursor, at which an input method and a screen reader look, goes to
        where the line stands once what was there before has given its rows back."""
        if self.is_open:
            self.app.cursor_position = self.query_one(OneLine).cursor_screen_offset

    def close(self) -> None:
        """Put the line away."""
        self.remove_class("-open")
        self.purpose = ""
        line = self.query_one(OneLine)
        line.keep_now()
        line.keep = None
        with self.prevent(Input.Changed):
            line.value = ""
        self.post_message(self.Turned())

    @property
    def is_open(self) -> bool:
        return self.has_class("-open")

    @property
    def takes_words(self) -> bool:
        """Whether it has the keys, as words."""
        return self.is_open

    @property
    def text(self) -> str:
        """What stands in the line."""
        return self.query_one(OneLine).value

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.finish()

    def finish(self) -> None:
        """The line is finished."""
        self._finish(self.Typed(self.purpose, self.text))

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        if self.is_open:
            self.post_message(self.Changing(self.purpose, event.value))

    def on_one_line_several(self, event: OneLine.Several) -> None:
        event.stop()
        typed = self.query_one(OneLine).value
        self._finish(self.Several(self.purpose, typed, event.text))

    def action_leave(self) -> None:
        self._finish(self.Left(self.purpose, self.query_one(Input).value))

    def _finish(self, message: Message) -> None:
        """Put the line away and say so. A key that comes twice finishes it once."""
        if self.is_open:
            self.close()
            self.screen.set_focus(None)
            self.post_message(message)

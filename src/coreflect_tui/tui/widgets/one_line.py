"""OneLine: a line to type in, which keeps all of what is pasted."""

from collections.abc import Callable
from dataclasses import dataclass

from textual.events import Paste
from textual.message import Message
from textual.widgets import Input

from coreflect_tui.core.text import one_line

APART = "\n"
"""As `joiner`: several pasted lines are not joined; whoever asked gets them as they are."""


class OneLine(Input):
    """An input of one line; pasted lines are joined by `joiner`, and none of them is lost.
    `cleaned` is what they become then."""

    joiner = " "
    cleaned: Callable[[str], str] | None = None
    # What keeps the words safe, each time before they are drawn.
    keep: Callable[[str], None] | None = None
    _kept = ""

    @dataclass
    class Several(Message):
        """Several lines were pasted at once, and are to stay apart."""

        text: str

    def validate_value(self, value: str) -> str:
        """What stands in it, before it is drawn: typed, pasted, or put there by the program."""
        return one_line(value)

    def begin_keeping(self, keep: Callable[[str], None] | None) -> None:
        """Let `keep` know of each change from now on."""
        self.keep, self._kept = keep, self.value

    def on_idle(self) -> None:
        # After all keys that came, and before they are drawn: a slow disk is asked once.
        self.keep_now()

    def keep_now(self) -> None:
        """Let what stands there be kept, if it is not."""
        if self.keep and self.value != self._kept:
            self._kept = self.value
            self.keep(self.value)

    def on_paste(self, event: Paste) -> None:
        # Textual's own way keeps the first line alone.
        event.prevent_default()
        event.stop()
        lines = [line.strip() for line in event.text.splitlines() if line.strip()]
        if self.joiner == APART and len(lines) > 1:
            self.post_message(self.Several(event.text))
        elif lines:
            joined = self.joiner.join(lines)
            self.replace(self.cleaned(joined) if self.cleaned else joined, *self.selection)

"""NamesField: the people who are expected, one a line."""

from textual.events import Paste
from textual.widgets import TextArea

from coreflect_tui.core.text import harmless


class NamesField(TextArea):
    """Takes names that are typed, pasted, or added by the program."""

    def __init__(self, text: str, name: str, *, is_small: bool) -> None:
        """`name` is its id."""
        super().__init__(
            harmless(text),
            id=name,
            classes="few" if is_small else "",
            compact=True,
            tab_behavior="focus",
        )
        self.cursor_blink = False

    def on_paste(self, event: Paste) -> None:
        # Textual takes it and lets it go on to the screen, which takes what nobody took.
        event.stop()

    def add(self, lines: str) -> None:
        """Put these below whoever is on the list, and go on there. It counts as no typing."""
        before = self.text.rstrip()
        with self.prevent(TextArea.Changed):
            self.text = harmless("\n".join([*([before] if before else []), lines.strip()]) + "\n")
        self.move_cursor(self.document.end)
        self.focus()

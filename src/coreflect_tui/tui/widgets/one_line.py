"""OneLine: a line to type in, which keeps all of what is pasted."""

from textual.events import Paste
from textual.widgets import Input


class OneLine(Input):
    """An input of one line; pasted lines are joined by `joiner`, and none of them is lost."""

    joiner = " "

    def on_paste(self, event: Paste) -> None:
        # Textual's own way keeps the first line alone.
        event.prevent_default()
        event.stop()
        joined = self.joiner.join(line.strip() for line in event.text.splitlines() if line.strip())
        if joined:
            self.replace(joined, *self.selection)

"""A Textual app with a running clock: Digits and a ProgressBar each second, ten widgets in all."""

from datetime import datetime

from textual.app import App, ComposeResult
from textual.widgets import (
    DataTable,
    Digits,
    Footer,
    Header,
    Label,
    ListItem,
    ListView,
    ProgressBar,
    Static,
)


class Clock(App[None]):
    """A list, a table, words, and the time."""

    def compose(self) -> ComposeResult:
        yield Header()
        yield Digits("00:00:00")
        yield ProgressBar(total=3600, show_eta=False)
        yield Label("A step of the session")
        yield ListView(*(ListItem(Label(f"Step {number}")) for number in range(3)))
        yield DataTable[str]()
        yield Static("What is asked of everyone.")
        yield Static("Who is next.")
        yield Static("What is due.")
        yield Footer()

    def on_mount(self) -> None:
        table = self.query_one(DataTable)
        table.add_columns("who", "minutes")
        table.add_rows((f"Person {number}", "1") for number in range(3))
        self._tick()
        self.set_interval(1, self._tick)

    def _tick(self) -> None:
        self.query_one(Digits).update(f"{datetime.now().astimezone():%H:%M:%S}")
        self.query_one(ProgressBar).advance(1)


if __name__ == "__main__":
    Clock().run()

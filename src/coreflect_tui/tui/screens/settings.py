"""Settings: what is the same each time, in plain words. Each change is kept, and holds at once."""

from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.widgets import OptionList

from coreflect_tui.settings import KEYS
from coreflect_tui.settings_file import Key
from coreflect_tui.tui.own_settings import value_of
from coreflect_tui.tui.screens.base import bindings_of
from coreflect_tui.tui.screens.own_list import OwnListScreen
from coreflect_tui.tui.view.pieces import Look, looking
from coreflect_tui.tui.view.settings import (
    ASKED,
    about_lines,
    changed_words,
    settings_rows,
    typed_value,
)
from coreflect_tui.tui.widgets.entry import Entry
from coreflect_tui.tui.widgets.pane import Pane


class SettingsScreen(OwnListScreen):
    """Enter changes the chosen one; a line to type in, a list, or the other of two."""

    table = "settings"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("settings")

    def __init__(self) -> None:
        super().__init__("facilitator")

    def show_body(self) -> None:
        places, width = self.program.workplace.locations, self.size.width
        self.query_one("#top", Pane).show((looking(Look.TITLE, " Settings"),))
        keys = len(self.program.keys)
        self.choices.show(settings_rows(self._own.now, places, keys, width - 3))
        about = about_lines(self._chosen, places.settings_file, width - 2)
        self.query_one("#summary", Pane).show(about)

    @property
    def _chosen(self) -> str:
        return self.choices.chosen or ""

    @on(OptionList.OptionSelected)
    def _change(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        name = event.option_id or ""
        if name == KEYS:
            self.action_open("keys")
        elif name == "theme":
            self.action_open("colours")
        elif name == "reduce_motion":
            self.settle((name,), not self._own.now.reduce_motion or None)
        elif name in ASKED:
            value = value_of(self._own.now, (name,))
            self.query_one(Entry).ask(name, ASKED[name], "" if value is None else str(value))

    @on(Entry.Typed)
    def _typed(self, event: Entry.Typed) -> None:
        self.choices.focus()
        name = event.purpose
        value, problem = typed_value(name, event.text)
        if problem:
            self.query_one(Entry).ask(name, ASKED[name], event.text)
            self.warn(problem)
        else:
            self.settle((name,), value)

    def settled_words(self, key: Key) -> str:
        held = self.program.session is not None
        return changed_words(key[0], self._own.now, held=held)

    def action_reset(self) -> None:
        """Not set any more; all keys of one's own are the matter of their screen."""
        if self._chosen == KEYS:
            self.action_open("keys")
        elif self._chosen:
            self.settle((self._chosen,), None)

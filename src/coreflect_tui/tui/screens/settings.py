"""Settings: what is the same each time, in plain words. Each change is kept, and holds at once."""

from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import OptionList

from coreflect_tui.settings import KEYS
from coreflect_tui.settings_file import SettingsError, Value
from coreflect_tui.tui.conditions import Situation
from coreflect_tui.tui.own_settings import OwnSettings, value_of
from coreflect_tui.tui.screens.base import bindings_of
from coreflect_tui.tui.screens.list_screen import ListScreen
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


class SettingsScreen(ListScreen):
    """Enter changes the chosen one; a line to type in, a list, or the other of two."""

    table = "settings"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("settings")

    def __init__(self) -> None:
        super().__init__("facilitator")
        self._own = OwnSettings(self.program)

    def below(self) -> ComposeResult:
        yield Pane(id="summary")

    def show_body(self) -> None:
        places, width = self.program.workplace.locations, self.size.width
        self.query_one("#top", Pane).show((looking(Look.TITLE, " Settings"),))
        keys = len(self.program.keys)
        self.choices.show(settings_rows(self._own.now, places, keys, width - 3))
        about = about_lines(self._chosen, places.settings_file, width - 2)
        self.query_one("#summary", Pane).show(about)

    def situation(self) -> Situation:
        return replace(super().situation(), can_undo=bool(self._own.last), can_redo=False)

    @property
    def _chosen(self) -> str:
        return self.choices.chosen or ""

    @on(OptionList.OptionHighlighted)
    def _moved(self) -> None:
        self.show()

    @on(OptionList.OptionSelected)
    def _change(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        name = event.option_id or ""
        if name == KEYS:
            self.action_open("keys")
        elif name == "theme":
            self.action_open("colours")
        elif name == "reduce_motion":
            self._set(name, not self._own.now.reduce_motion or None)
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
            self._set(name, value)

    def _set(self, name: str, value: Value | None) -> None:
        try:
            self._own.change((name,), value)
        except SettingsError as error:
            self.warn(str(error))
        else:
            self._say_changed(name)

    def _say_changed(self, name: str, before: str = "") -> None:
        held = self.program.session is not None
        self.say(before + changed_words(name, self._own.now, held=held))

    def action_reset(self) -> None:
        """Not set any more; all keys of one's own are the matter of their screen."""
        if self._chosen == KEYS:
            self.action_open("keys")
        elif self._chosen:
            self._set(self._chosen, None)

    def action_undo(self) -> None:
        try:
            key = self._own.undo()
        except SettingsError as error:
            self.warn(str(error))
            return
        if key:
            self._say_changed(key[0], "Taken back. ")

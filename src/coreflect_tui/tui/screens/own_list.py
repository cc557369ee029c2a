"""A list of what the user settles: a change holds at once, and the last one can be taken back."""

from dataclasses import replace

from textual import on
from textual.app import ComposeResult
from textual.widgets import OptionList

from coreflect_tui.settings_file import Key, SettingsError, Value
from coreflect_tui.tui.conditions import Situation
from coreflect_tui.tui.own_settings import OwnSettings
from coreflect_tui.tui.screens.list_screen import ListScreen
from coreflect_tui.tui.widgets.pane import Pane


class OwnListScreen(ListScreen):
    """Below the list stands a word on the chosen one."""

    def __init__(self, first: str = "") -> None:
        super().__init__(first)
        self._own = OwnSettings(self.program)

    def below(self) -> ComposeResult:
        yield Pane(id="summary")

    def situation(self) -> Situation:
        return replace(super().situation(), can_undo=bool(self._own.last), can_redo=False)

    @on(OptionList.OptionHighlighted)
    def _moved(self) -> None:
        self.show()

    def settle(self, key: Key, value: Value | None) -> None:
        """Set it, None for not set, and say so."""
        try:
            self._own.change(key, value)
        except SettingsError as error:
            self.warn(str(error))
        else:
            self.say(self.settled_words(key))

    def settled_words(self, key: Key) -> str:
        """What is so now of what `key` is about."""
        raise NotImplementedError

    def action_undo(self) -> None:
        try:
            key = self._own.undo()
        except SettingsError as error:
            self.warn(str(error))
            return
        if key:
            self.say(f"Taken back. {self.settled_words(key)}")

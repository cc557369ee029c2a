"""Colours: every theme there is; the chosen one is shown at once, and kept with enter."""

from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.widgets import OptionList

from coreflect_tui.settings_file import SettingsError
from coreflect_tui.tui.own_settings import OwnSettings
from coreflect_tui.tui.screens.base import bindings_of
from coreflect_tui.tui.screens.list_screen import ListScreen
from coreflect_tui.tui.themes import WORDS, theme_named
from coreflect_tui.tui.view.pieces import Look, Piece, clip, fill, line, looking
from coreflect_tui.tui.widgets.choices import Choice
from coreflect_tui.tui.widgets.pane import Pane

USUAL = "usual"
"""No theme of this name: what suits the terminal."""


class ColoursScreen(ListScreen):
    """Our own first, with a word on each."""

    table = "colours"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("colours")

    def __init__(self) -> None:
        super().__init__()
        self._own = OwnSettings(self.program)
        self._first = theme_named(self._own.now.theme or "") or USUAL
        self._before = self.program.theme

    def show_body(self) -> None:
        self.query_one("#top", Pane).show((looking(Look.TITLE, " Colours"),))
        others = sorted(set(self.program.available_themes) - set(WORDS))
        rows: list[Choice] = [(USUAL, (looking(Look.PLAIN, " what suits the terminal"),))]
        rows += [
            (
                name,
                (clip(line(fill(f" {name}", 22), Piece(words, Look.MUTED)), self.size.width - 3),),
            )
            for name, words in (*WORDS.items(), *((one, "") for one in others))
        ]
        self.choices.show(tuple(rows))

    @on(OptionList.OptionHighlighted)
    def _look_at(self) -> None:
        self.program.theme = self.program.theme_for(self._meant)

    @property
    def _meant(self) -> str | None:
        chosen = self.choices.chosen
        return None if chosen == USUAL else chosen

    @on(OptionList.OptionSelected)
    def _take(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        try:
            self._own.change(("theme",), self._meant)
        except SettingsError as error:
            self.warn(str(error))
            return
        self.app.pop_screen()
        self.program.say(f"Colours: {self._meant or 'what suits the terminal'}.")

    def action_leave(self) -> None:
        self.program.theme = self._before
        self.app.pop_screen()

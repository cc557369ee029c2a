"""Agenda: the whole of it, to return to an item or to go ahead to one."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import OptionList

from coreflect_tui.core.intents import AddMinutes, GoToItem
from coreflect_tui.tui.screens.base import CoreflectScreen, bindings_of
from coreflect_tui.tui.view.agenda import agenda_choices
from coreflect_tui.tui.view.pieces import Look, looking
from coreflect_tui.tui.widgets.choices import Choices
from coreflect_tui.tui.widgets.pane import Pane


class AgendaScreen(CoreflectScreen):
    """Enter goes to the chosen item; plus and minus change its minutes."""

    table = "agenda"
    CSS_PATH = "lists.tcss"
    AUTO_FOCUS = "Choices"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("agenda")

    def compose(self) -> ComposeResult:
        yield Pane(id="top")
        yield Choices(id="list")
        yield Pane(id="notice")
        yield Pane(id="keys")

    def on_mount(self) -> None:
        super().on_mount()
        if self.state and self.state.running:
            self.query_one(Choices).choose(self.state.running.id)

    def show_body(self) -> None:
        if self.state is None:
            return
        title = f" Agenda · {self.state.format.title}"
        self.query_one("#top", Pane).show((looking(Look.TITLE, title),))
        width = self.size.width - 4
        self.query_one(Choices).show(agenda_choices(self.state, self.now, self.utc_offset, width))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option_id and self.do(GoToItem(event.option_id), moves_on=True) is None:
            self.app.pop_screen()

    def action_more_time(self) -> None:
        self._add(60)

    def action_less_time(self) -> None:
        self._add(-60)

    def _add(self, seconds: int) -> None:
        chosen = self.query_one(Choices).chosen
        if chosen:
            self.do(AddMinutes(chosen, seconds))

    def action_leave(self) -> None:
        self.app.pop_screen()

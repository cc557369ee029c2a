"""Agenda: the whole of it, to return to an item or to go ahead to one."""

from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.widgets import OptionList

from coreflect_tui.core.intents import (
    AddMinutes,
    BringBack,
    GoToItem,
    InsertItem,
    LeaveOut,
    PinItem,
)
from coreflect_tui.core.state import ItemState
from coreflect_tui.tui.conditions import worth_a_fit
from coreflect_tui.tui.screens.base import bindings_of
from coreflect_tui.tui.screens.fit import FitScreen
from coreflect_tui.tui.screens.list_screen import ListScreen
from coreflect_tui.tui.view.agenda import agenda_choices
from coreflect_tui.tui.view.ends import read_insertion, read_minutes
from coreflect_tui.tui.view.fit import nothing_to_fit
from coreflect_tui.tui.view.pieces import Look, looking
from coreflect_tui.tui.widgets.entry import Entry
from coreflect_tui.tui.widgets.pane import Pane

MINUTES, INSERT = "minutes:", "insert:"


class AgendaScreen(ListScreen):
    """Enter goes to the chosen item; plus and minus change its minutes."""

    table = "agenda"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("agenda")

    def on_mount(self) -> None:
        super().on_mount()
        if self.state and self.state.running:
            self.choices.choose(self.state.running.id)

    def show_body(self) -> None:
        if self.state is None:
            return
        title = f" Agenda · {self.state.format.title}"
        self.query_one("#top", Pane).show((looking(Look.TITLE, title),))
        width = self.size.width - 3
        self.choices.show(agenda_choices(self.state, self.now, self.utc_offset, width))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option_id and self.do(GoToItem(event.option_id), moves_on=True) is None:
            self.app.pop_screen()

    def action_more_time(self) -> None:
        self._add(60)

    def action_less_time(self) -> None:
        self._add(-60)

    def _add(self, seconds: int) -> None:
        chosen = self.choices.chosen
        if chosen:
            self.do(AddMinutes(chosen, seconds))

    def action_minutes(self) -> None:
        chosen = self.choices.chosen
        if chosen:
            self.query_one(Entry).ask(f"{MINUTES}{chosen}", "minutes, +5, -3 or 12 in all:")

    def action_leave_out(self) -> None:
        item = self._item
        if item:
            self.do(BringBack(item.id) if item.left_out else LeaveOut(item.id))

    def action_pin(self) -> None:
        item = self._item
        if item:
            self.do(PinItem(item.id, not item.pinned))

    def action_insert(self) -> None:
        after = self.choices.chosen or ""
        self.query_one(Entry).ask(f"{INSERT}{after}", "what and how many minutes:", "break 10")

    def action_fit(self) -> None:
        if self.state and worth_a_fit(self.situation()):
            self.app.switch_screen(FitScreen())
        elif self.state:
            self.say(nothing_to_fit(self.state, self.now))

    @property
    def _item(self) -> ItemState | None:
        chosen = self.choices.chosen
        return self.state.item(chosen) if self.state and chosen else None

    @on(Entry.Typed)
    def _typed(self, event: Entry.Typed) -> None:
        self.choices.focus()
        purpose, _, name = event.purpose.partition(":")
        if purpose + ":" == INSERT:
            self._insert(name, event.text)
            return
        item = self.state.item(name) if self.state else None
        seconds = read_minutes(event.text, item) if item else None
        if item is None or seconds is None:
            self.warn("Write minutes as +5, -3, or 12 in all.")
        else:
            self.do(AddMinutes(item.id, seconds))

    def _insert(self, after: str, text: str) -> None:
        found = read_insertion(text)
        if found is None:
            self.warn("Write what it is and its minutes, such as: break 10.")
        else:
            self.do(InsertItem(*found, after or None))

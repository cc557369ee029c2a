"""Report: whom an attendance report means, row by row, before anything of it is taken over."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import OptionList

from coreflect_tui.core.intents import TakeReport
from coreflect_tui.core.matching import suggest, visitors, zone_shift
from coreflect_tui.core.report import DateOrder, Report, Suggestion
from coreflect_tui.core.report_choice import (
    Choice,
    first_choice,
    held_between,
    next_choice,
    rows_to_take,
)
from coreflect_tui.imports.report import ReportError, read_report
from coreflect_tui.library.groups import GroupError
from coreflect_tui.locations import typed_path
from coreflect_tui.tui.screens.base import CoreflectScreen, bindings_of
from coreflect_tui.tui.screens.list_screen import ListScreen
from coreflect_tui.tui.view.pieces import flow
from coreflect_tui.tui.view.report import remarks, report_choices, report_top, taken_words
from coreflect_tui.tui.view.typed_names import find_by_name, find_hint
from coreflect_tui.tui.widgets.entry import Entry
from coreflect_tui.tui.widgets.pane import Pane

WHO = "who:"


def open_report(below: CoreflectScreen, text: str) -> None:
    """Open the attendance report in the file that was typed, above the screen `below`."""
    if below.state is None:
        return

    def done(sentence: str) -> None:
        below.app.pop_screen()
        below.say(sentence)

    path = typed_path(text.strip().strip("'\""))
    try:
        report = read_report(path, held_between(below.state, below.now)[0].date())
    except ReportError as error:
        below.say(str(error))
    else:
        below.app.push_screen(ReportScreen(path, report, done))


class ReportScreen(ListScreen):
    """Enter says that a row is the one suggested; nothing changes before the whole is taken."""

    table = "report"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("report")

    def __init__(self, path: Path, report: Report, leads_to: Callable[[str], None]) -> None:
        """`path` is where `report` was read; `leads_to` is called with a sentence when it was
        taken over, and with "" when it was left."""
        super().__init__()
        self._path = path
        self._report = report
        self._leads_to = leads_to
        self._shift = 0
        self._suggestions: tuple[Suggestion, ...] = ()
        self._choices: list[Choice] = []
        self._open_said = False

    def above(self) -> ComposeResult:
        yield Pane(id="remarks")

    def on_mount(self) -> None:
        super().on_mount()
        self._match()

    def _match(self) -> None:
        """Work out anew whom the report may mean."""
        if self.state:
            met = visitors(self._report.connections)
            self._shift = zone_shift(met, *held_between(self.state, self.now))
            self._suggestions = suggest(met, self.state.people)
            self._choices = [first_choice(one) for one in self._suggestions]
            self.show()

    def show_body(self) -> None:
        if self.state is None:
            return
        width = self.size.width
        self.query_one("#top", Pane).show((report_top(self._report, self._choices, width),))
        lines = remarks(self._report, self._suggestions, self._shift)
        wrapped = tuple(part for one in lines for part in flow(one, width, most=2))
        self.query_one("#remarks", Pane).show(wrapped)
        rows = report_choices(self.state, self._suggestions, self._choices, self._shift, width - 3)
        self.choices.show(rows)

    # --- whom a row means ---------------------------------------------------------------------

    @property
    def _place(self) -> int | None:
        return int(self.choices.chosen) if self.choices.chosen else None

    def _say_row(self, choice: Choice, *, onward: bool = True) -> None:
        if self._place is not None:
            self._choices[self._place] = choice
            self.say("")
            if onward:
                self.choices.action_cursor_down()

    @on(OptionList.OptionSelected)
    def _same(self, event: OptionList.OptionSelected) -> None:
        """Enter: it is the one suggested; again, the next who comes into question."""
        event.stop()
        if self._place is not None:
            suggestion, now = self._suggestions[self._place], self._choices[self._place]
            self._say_row(next_choice(suggestion, now), onward=False)

    def action_new(self) -> None:
        self._say_row(Choice(new=True))

    def action_out(self) -> None:
        self._say_row(Choice(out=True))

    def action_who(self) -> None:
        if self._place is not None:
            self.query_one(Entry).ask(f"{WHO}{self._place}", "this is:")

    @on(Entry.Changing)
    def _typing(self, event: Entry.Changing) -> None:
        if self.state:
            self.say(find_hint(self.state, event.text))

    @on(Entry.Typed)
    def _typed(self, event: Entry.Typed) -> None:
        self.choices.focus()
        person = find_by_name(self.state, event.text) if self.state else None
        if person is None:
            self.say("Nobody on the list is called so; + adds the row as someone new.")
        else:
            self._say_row(Choice(person.id))

    # --- the report as a whole ----------------------------------------------------------------

    def action_order(self) -> None:
        """The dates the other way round."""
        if self.state is None:
            return
        order = next(one for one in DateOrder if one is not self._report.order)
        day = held_between(self.state, self.now)[0].date()
        try:
            self._report = replace(read_report(self._path, day, order), order_unknown=False)
        except ReportError as error:
            self.say(str(error))
        else:
            self._match()

    def action_shift(self) -> None:
        """The times of the report as they are written, or moved to the session."""
        if self.state and self._shift:
            self._shift = 0
        elif self.state:
            met = visitors(self._report.connections)
            self._shift = zone_shift(met, *held_between(self.state, self.now))
        self.show()

    def action_take(self) -> None:
        """Take it over. Rows of which nothing was said are left out, after saying so once."""
        if self.state is None:
            return
        open_rows = sum(not one.said for one in self._choices)
        if open_rows and not self._open_said:
            self._open_said = True
            self.say(
                f"{open_rows} of {len(self._choices)} are open: enter says who it is;"
                " ctrl+s again leaves them out."
            )
            return
        rows = rows_to_take(self.state, self._suggestions, self._choices, self._shift)
        if self.do(TakeReport(rows)) is None:
            self._leads_to(taken_words(sum(one.taken for one in self._choices), self._remember()))

    def _remember(self) -> str:
        """Keep in the group's file whom the report was said to mean; a sentence where that
        failed."""
        try:
            self.program.workplace.remember_aliases()
        except GroupError as error:
            return str(error)
        return ""

    def action_leave(self) -> None:
        self._leads_to("")

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
from coreflect_tui.core.matching import shifts, suggest, visitors, zone_shift
from coreflect_tui.core.report import DateOrder, Report, Suggestion
from coreflect_tui.core.report_choice import (
    Choice,
    agreed,
    first_choice,
    held_between,
    rows_to_take,
)
from coreflect_tui.imports.report import ReportError, read_report
from coreflect_tui.locations import typed_path
from coreflect_tui.tui.actions import key_of
from coreflect_tui.tui.screens.base import CoreflectScreen, bindings_of
from coreflect_tui.tui.screens.list_screen import ListScreen
from coreflect_tui.tui.view.pieces import Line, Look, flow, looking
from coreflect_tui.tui.view.report import (
    missing_words,
    remarks,
    report_choices,
    report_top,
    taken_words,
)
from coreflect_tui.tui.view.typed_names import find_by_name, find_hint
from coreflect_tui.tui.widgets.entry import Entry
from coreflect_tui.tui.widgets.pane import Pane

WHO = "who:"


def open_report(below: CoreflectScreen, text: str) -> None:
    """Open the attendance report in the file that was typed, above the screen `below`."""
    if below.state is None:
        return

    def done(people: int | None) -> None:
        below.app.pop_screen()
        below.say(
            ""
            if people is None
            else f"{taken_words(people)} {key_of('people.undo')} takes it back."
        )

    path = typed_path(text.strip().strip("'\""))
    try:
        report = read_report(path, held_between(below.state, below.now)[0])
    except ReportError as error:
        below.warn(str(error))
    else:
        below.app.push_screen(ReportScreen(path, report, done))


class ReportScreen(ListScreen):
    """Enter says that a row is the one suggested; nothing changes before the whole is taken."""

    table = "report"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("report")

    def __init__(self, path: Path, report: Report, leads_to: Callable[[int | None], None]) -> None:
        """`path` is where `report` was read; `leads_to` is called with how many people's times
        were taken over, or with None when it was left."""
        super().__init__()
        self._path = path
        self._report = report
        self._leads_to = leads_to
        self._shift = self._suggested = 0
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
            self._suggested = zone_shift(met, *held_between(self.state, self.now))
            self._shift = self._suggested
            said = {
                one.visitor.rows: choice
                for one, choice in zip(self._suggestions, self._choices, strict=True)
                if choice.said
            }
            self._suggestions = suggest(met, self.state.people)
            self._choices = [
                said.get(one.visitor.rows, first_choice(one)) for one in self._suggestions
            ]
            self._open_said = False
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

    def quiet_line(self) -> Line:
        words = missing_words(self.state, self._choices) if self.state else ""
        return looking(Look.MUTED, f" {words}") if words else ()

    # --- whom a row means ---------------------------------------------------------------------

    @property
    def _place(self) -> int | None:
        return int(self.choices.chosen) if self.choices.chosen else None

    def _say_row(self, choice: Choice, place: int | None = None, *, onward: bool = True) -> None:
        """Settle the row at `place`, or the chosen one."""
        place = self._place if place is None else place
        if place is not None:
            self._choices[place] = choice
            self._open_said = False
            self.say("")
            if onward:
                self.choices.action_cursor_down()

    @on(OptionList.OptionSelected)
    def _same(self, event: OptionList.OptionSelected) -> None:
        """Enter: it is the one suggested. What was said stays; the next open row is chosen."""
        event.stop()
        place = self._place
        if place is None:
            return
        if not self._choices[place].said:
            self._say_row(agreed(self._suggestions[place]), place, onward=False)
        ahead = [*range(place, len(self._choices)), *range(place)]
        still = next((one for one in ahead if not self._choices[one].said), None)
        if still is not None:
            self.choices.choose(str(still))

    def action_reset(self) -> None:
        """The chosen row as it was before anything was said of it."""
        if self._place is not None:
            self._say_row(first_choice(self._suggestions[self._place]), onward=False)
            self.say("That row is as it was.")

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
            self.hint(find_hint(self.state, event.text))

    @on(Entry.Typed)
    def _typed(self, event: Entry.Typed) -> None:
        self.choices.focus()
        person = find_by_name(self.state, event.text) if self.state else None
        if person is None:
            self.warn(
                f"Nobody on the list is called so; {key_of('report.new')} adds the row as someone"
                " new."
            )
        else:
            self._say_row(Choice(person.id), int(event.purpose.removeprefix(WHO)))

    # --- the report as a whole ----------------------------------------------------------------

    def action_order(self) -> None:
        """The dates the other way round."""
        if self.state is None:
            return
        order = next(one for one in DateOrder if one is not self._report.order)
        began = held_between(self.state, self.now)[0]
        try:
            self._report = replace(read_report(self._path, began, order), order_unknown=False)
        except ReportError as error:
            self.warn(str(error))
        else:
            self._match()

    def action_shift(self) -> None:
        """Try the next shift: the one suggested, none, half an hour either way, and so on."""
        steps = shifts(self._suggested)
        self._shift = steps[(steps.index(self._shift) + 1) % len(steps)]
        self.show()

    def action_take(self) -> None:
        """Take it over. Rows of which nothing was said are left out, after saying so once."""
        if self.state is None:
            return
        open_rows = sum(not one.said for one in self._choices)
        if open_rows and not self._open_said:
            self._open_said = True
            self.warn(
                f"{open_rows} of {len(self._choices)} are open: enter says who it is;"
                f" {key_of('report.take')} again leaves them out."
            )
            return
        rows = rows_to_take(self.state, self._suggestions, self._choices, self._shift)
        if self.do(TakeReport(rows)) is None:
            self._leads_to(sum(one.taken for one in self._choices))

    def action_leave(self) -> None:
        self._leads_to(None)

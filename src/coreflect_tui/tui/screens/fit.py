"""Fit: the proposal to re-time what is to come, to take, to change by hand, or to leave."""

from dataclasses import replace
from datetime import datetime
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import OptionList

from coreflect_tui.core.fit import Fit, FitRow, propose
from coreflect_tui.core.intents import AcceptFit
from coreflect_tui.tui.conditions import Situation
from coreflect_tui.tui.screens.base import bindings_of
from coreflect_tui.tui.screens.list_screen import ListScreen
from coreflect_tui.tui.view.ends import read_end, said_end
from coreflect_tui.tui.view.fit import fit_choices, fit_foot, fit_head
from coreflect_tui.tui.view.pieces import Line, Look, Piece, line, spread
from coreflect_tui.tui.view.time_words import course_words
from coreflect_tui.tui.widgets.entry import Entry
from coreflect_tui.tui.widgets.pane import Pane

END = "end"


class FitScreen(ListScreen):
    """Nothing is re-timed before enter; what is shown is what is taken."""

    table = "fit"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("fit")

    def __init__(self) -> None:
        super().__init__()
        self._changes: dict[str, int] = {}
        self._pins: frozenset[str] | None = None
        self._hard_end: datetime | None = None
        self._fit: Fit | None = None

    def above(self) -> ComposeResult:
        yield Pane(id="head")

    def show_body(self) -> None:
        state = self.state
        if state is None:
            return
        self._fit = fit = propose(state, self.now, self._changes, self._pins, self._hard_end)
        right = line(Piece(f"{course_words(state, self.now, self.utc_offset)} ", Look.MUTED))
        top = spread(line(Piece(" Fit", Look.TITLE)), right, self.size.width)
        self.query_one("#top", Pane).show((top,))
        width = self.size.width - 3
        self.query_one("#head", Pane).show(fit_head(fit, self.utc_offset, width))
        self.choices.show(fit_choices(fit, width))

    def situation(self) -> Situation:
        change = self._fit is not None and self._fit.fits and self._fit.changes
        return replace(super().situation(), chosen="change" if change else "")

    def quiet_line(self) -> Line:
        return fit_foot(self._fit, self.utc_offset) if self._fit else ()

    @on(OptionList.OptionSelected)
    def _take(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if self._fit and self.do(AcceptFit(self._fit)) is None:
            self.app.pop_screen()

    def action_more_time(self) -> None:
        self._change(60)

    def action_less_time(self) -> None:
        self._change(-60)

    def _change(self, seconds: int) -> None:
        row = self._row()
        if row:
            self._changes[row.id] = max(row.then + seconds, 60)
            self.say("")

    def action_leave_out(self) -> None:
        """Leave an optional item out, or take one back in."""
        row = self._row()
        if row:
            self._changes[row.id] = 0 if row.then else row.least
            self.say("")

    def action_pin(self) -> None:
        row = self._row()
        if row and self._fit:
            self._pins = self._fit.pins ^ {row.id}
            self.say("")

    def _row(self) -> FitRow | None:
        chosen = self.choices.chosen
        rows = self._fit.rows if self._fit else ()
        return next((row for row in rows if row.id == chosen), None)

    def action_end(self) -> None:
        """Another end for the session; prefilled with one at which everything fits."""
        if self._fit:
            end = self._fit.later_end or self._fit.hard_end
            self.query_one(Entry).ask(
                END, "ends at:", said_end(end, self.utc_offset), proposed=True
            )

    @on(Entry.Typed)
    def _typed(self, event: Entry.Typed) -> None:
        self.choices.focus()
        state = self.state
        end = read_end(event.text, state, self.now, self.utc_offset) if state else None
        if end is None:
            self.warn("Write the end as 20:45, or as +10 minutes.")
        else:
            self._hard_end = end
            self.say("")

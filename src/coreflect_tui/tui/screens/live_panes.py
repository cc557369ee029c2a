"""What the live screen shows of a session, pane by pane: as much as there is room for."""

from typing import TYPE_CHECKING

from coreflect_tui.core.agreement import today
from coreflect_tui.core.small_groups import part_at
from coreflect_tui.core.state import PauseKind, SessionState
from coreflect_tui.core.timing import item_seconds
from coreflect_tui.tui.kept import Kept
from coreflect_tui.tui.sizes import ROOMY
from coreflect_tui.tui.view import live, middle, turns
from coreflect_tui.tui.view.large_digits import HIGH, LOW
from coreflect_tui.tui.view.pieces import Line, Lines, Look, looking
from coreflect_tui.tui.view.step_words import wanted_lines
from coreflect_tui.tui.view.time_words import unsaved_words
from coreflect_tui.tui.widgets.pane import Pane

if TYPE_CHECKING:
    from coreflect_tui.tui.screens.live import LiveScreen


AGENDA, AGENDA_WIDE = 32, 42
"""Columns of the agenda with its edge, as in the style sheet."""
SIDES, SIDES_WIDE = 2, 6
"""Columns beside what is in the middle."""


class LivePanes:
    """The panes above the notice: top line, agenda, clock, words, people."""

    def __init__(self, screen: "LiveScreen") -> None:
        self._screen = screen
        self._agenda: Kept[live.AgendaAtRest] = Kept()
        self._title: Kept[Line] = Kept()
        self._wanted: Kept[Lines] = Kept()
        self._others: Kept[Lines] = Kept()
        self._words: Kept[Lines] = Kept()

    def show(self) -> None:
        """Bring them up to date with state and now; of a session that was removed nothing stays."""
        state = self._screen.state
        if state is None:
            for pane in (self._pane("top"), *self._screen.query("#body Pane").results(Pane)):
                pane.show(())
            return
        self._turn_held(state)
        self._pane("top").show((self._top(state),))
        self._show_agenda(state)
        width, keys = self._width(), self._screen.program.keys
        title = self._title.of((state, width, keys), lambda: live.item_title(state, width))
        self._pane("title").show((title,))
        self._show_clock(state, width)
        people = self._people_lines(state, width)
        self._show_words(state, width, len(people))
        self._pane("people").show(people)

    def _people_lines(self, state: SessionState, width: int) -> Lines:
        """Of these the time of whoever speaks alone goes on by itself."""
        inputs = state, width, self._screen.program.keys
        wanted = self._wanted.of(inputs, lambda: wanted_lines(state, width))
        if wanted:
            return wanted
        others = self._others.of(inputs, lambda: turns.others_lines(state, width))
        return (*turns.floor_lines(state, self._screen.now, width), *others)

    def _width(self) -> int:
        """Of the middle; before the first layout as the style sheet will have it, so that the first
        frame is whole."""
        laid_out = self._screen.query_one("#middle").content_size.width
        if laid_out:
            return laid_out
        wide, narrow = self._screen.has_class("-wide"), self._screen.has_class("-narrow")
        beside = 0 if narrow else AGENDA_WIDE if wide else AGENDA
        return self._screen.app.size.width - beside - (SIDES_WIDE if wide else SIDES)

    def _turn_held(self, state: SessionState) -> None:
        held = bool(state.paused and state.paused.kind is PauseKind.HOLD)
        if held is not self._screen.has_class("-held"):
            self._screen.set_class(held, "-held")
            # What comes back into sight has its width only after that.
            self._screen.call_after_refresh(self._screen.show)

    def _top(self, state: SessionState) -> Line:
        screen, offset = self._screen, self._screen.utc_offset
        unsaved = screen.program.workplace.held.unsaved
        if unsaved:
            return looking(Look.WARN, f" {unsaved_words(unsaved, offset)}")
        return live.top_line(
            state,
            screen.now,
            offset,
            screen.size.width,
            quiet=screen.program.keeps_quiet_time,
            along=screen.reads_along,
            rehearsed=screen.program.coach is not None,
        )

    def _show_agenda(self, state: SessionState) -> None:
        screen, pane = self._screen, self._pane("agenda")
        if pane.display:
            wide = AGENDA_WIDE if screen.has_class("-wide") else AGENDA
            width, quiet = pane.content_size.width or wide - 1, screen.program.keeps_quiet_time
            now, offset = screen.now, screen.utc_offset
            at_rest = self._agenda.of(
                (state, offset, width, quiet),
                lambda: live.agenda_at_rest(state, now, offset, width, quiet=quiet),
            )
            pane.show(live.agenda_going_on(at_rest, state, now, width, quiet=quiet))

    def _show_clock(self, state: SessionState, width: int) -> None:
        screen = self._screen
        quiet = screen.program.keeps_quiet_time
        face = live.clock_of(state, screen.now, screen.utc_offset, quiet=quiet)
        if screen.query_one("#clock").display:
            tall, wide = screen.has_class("-tall"), screen.has_class("-wide")
            self._pane("digits").show(live.clock_digits(face, HIGH if tall else LOW))
            self._pane("clock-words").show(live.clock_words(face, beside=wide or not tall))
        else:
            self._pane("clock-line").show((live.clock_line(face, width),))
        self._pane("bar").show((live.clock_bar(face, width),))

    def _show_words(self, state: SessionState, width: int, below: int) -> None:
        """What there is to say; `below` are the rows that people take."""
        pane, roomy = self._pane("words"), self._screen.size.height >= ROOMY
        rows = pane.size.height + self._pane("people").size.height - below
        now, item = self._screen.now, state.running
        # What goes on by itself here: whose part it is, and the day since an agreement was made.
        part = part_at(item.item.step, item_seconds(state, item, now)) if item else None
        pane.show(
            self._words.of(
                (state, width, roomy, rows, self._screen.program.keys, part, today(state, now)),
                lambda: middle.word_lines(state, now, width, roomy, rows),
            )
        )

    def _pane(self, name: str) -> Pane:
        return self._screen.query_one(f"#{name}", Pane)

"""Closing: checks that can be mended or left, a last look, and the two files."""

from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import OptionList

from coreflect_tui.core.attendance import attended
from coreflect_tui.core.checks import checks
from coreflect_tui.core.harvest import harvest_summary
from coreflect_tui.core.intents import CloseSession, MarkFullParticipation, RecordOutcomes
from coreflect_tui.core.state import FullMark
from coreflect_tui.exports.attendee_list import listed_name
from coreflect_tui.exports.folder import ExportError, write_outcomes
from coreflect_tui.exports.harvest_markdown import harvest_markdown
from coreflect_tui.tui.conditions import Situation
from coreflect_tui.tui.screens.base import CoreflectScreen, bindings_of
from coreflect_tui.tui.screens.notes import NotesScreen
from coreflect_tui.tui.screens.people import PeopleScreen
from coreflect_tui.tui.screens.reading import ReadingScreen
from coreflect_tui.tui.view.closing import (
    PERSON,
    closing_choices,
    closing_summary,
    preview_lines,
    written_lines,
)
from coreflect_tui.tui.view.notes import TOPIC
from coreflect_tui.tui.view.pieces import Line, Look, Piece, line, looking, spread
from coreflect_tui.tui.view.time_words import clock_time
from coreflect_tui.tui.widgets.choices import Choices
from coreflect_tui.tui.widgets.entry import Entry
from coreflect_tui.tui.widgets.pane import Pane

FOLDER, FULL, NOT_FULL = "folder", "full:", "not-full:"


class ClosingScreen(CoreflectScreen):
    """Nothing is closed until it is asked for; none of the checks stops it."""

    table = "closing"
    CSS_PATH = "lists.tcss"
    AUTO_FOCUS = "Choices"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("closing")

    def compose(self) -> ComposeResult:
        yield Pane(id="top")
        yield Choices(id="list")
        yield Pane(id="summary")
        yield Pane(id="notice")
        yield Entry()
        yield Pane(id="keys")

    def show_body(self) -> None:
        state, now = self.state, self.now
        if state is None:
            return
        right = f"{state.format.title} · {clock_time(now, self.utc_offset)} "
        closed = " Closed, and not written yet" if state.closed else " Before closing"
        title = line(Piece(closed, Look.TITLE))
        top = spread(title, line(Piece(right, Look.MUTED)), self.size.width)
        self.query_one("#top", Pane).show((top,))
        self.query_one(Choices).show(closing_choices(state, now, self.size.width - 3))
        self.query_one("#summary", Pane).show(closing_summary(state, now, self.size.width))

    def quiet_line(self) -> Line:
        if self.state and self.state.closed:
            return looking(Look.STRONG, " The session is closed; its files are not written yet.")
        return looking(Look.MUTED, f" Files go to {self.program.workplace.documents}")

    def situation(self) -> Situation:
        chosen = "person" if self._chosen_person() else ""
        return replace(super().situation(), chosen=chosen)

    @on(OptionList.OptionHighlighted)
    def _moved(self) -> None:
        self.show()

    # --- mending ----------------------------------------------------------------------------

    @on(OptionList.OptionSelected)
    def _mend(self, event: OptionList.OptionSelected) -> None:
        """Enter goes to where the chosen line can be mended."""
        event.stop()
        name = event.option_id or ""
        if name.startswith(PERSON):
            self.app.push_screen(PeopleScreen(name.removeprefix(PERSON)))
            return
        found = checks(self.state, self.now) if self.state else ()
        check = next((one for one in found if one.id == name), None)
        if check is None:
            return
        if check.notes or check.topics:
            chosen = check.notes[0] if check.notes else f"{TOPIC}{check.topics[0]}"
            self.app.push_screen(NotesScreen(chosen, looking_through=True))
        elif check.people or check.item:
            self.app.push_screen(PeopleScreen(check.people[0] if check.people else ""))

    def action_notes(self) -> None:
        self.app.push_screen(NotesScreen(looking_through=True))

    def action_people(self) -> None:
        self.app.push_screen(PeopleScreen())

    def action_full_yes(self) -> None:
        person = self._chosen_person()
        if person:
            self.query_one(Entry).ask(f"{FULL}{person}", "why (for you alone):")

    def action_full_no(self) -> None:
        person = self._chosen_person()
        if person:
            self.query_one(Entry).ask(f"{NOT_FULL}{person}", "why (for you alone):")

    def _chosen_person(self) -> str:
        name = self.query_one(Choices).chosen or ""
        return name.removeprefix(PERSON) if name.startswith(PERSON) else ""

    # --- looking and writing ----------------------------------------------------------------

    def action_preview(self) -> None:
        state = self.state
        if state is None:
            return
        names = tuple(listed_name(person) for person in attended(state))
        summary = harvest_markdown(harvest_summary(state, self.now, state.id))
        lines = preview_lines(names, state.options.recipient.name, summary)
        self.app.push_screen(ReadingScreen("What will be written", lines))

    def action_write(self) -> None:
        """Close first, so that nothing waits for a disk; then write; both can be done again."""
        state = self.state
        if state is None:
            return
        if not state.closed and self.do(CloseSession()):
            return
        self._write_files()

    def _write_files(self) -> None:
        state = self.state
        if state is None:
            return
        try:
            files = write_outcomes(state, self.program.workplace.documents, self.now)
        except ExportError as error:
            self.say(f"{error} f chooses the folder.")
            return
        if files:
            self.do(RecordOutcomes(files))
        unsaved = self.program.session and self.program.session.unsaved
        self.program.closed(written_lines(state, files, unsaved.reason if unsaved else ""))

    def action_folder(self) -> None:
        folder = str(self.program.workplace.documents)
        self.query_one(Entry).ask(FOLDER, "folder:", folder)

    @on(Entry.Typed)
    def _typed(self, event: Entry.Typed) -> None:
        self.query_one(Choices).focus()
        if event.purpose == FOLDER:
            if event.text.strip():
                self.program.workplace.documents = Path(event.text.strip()).expanduser().absolute()
                self.say("")
            return
        full = event.purpose.startswith(FULL)
        person = event.purpose.removeprefix(FULL if full else NOT_FULL)
        self.do(MarkFullParticipation(person, FullMark(full, event.text)))

    @on(Entry.Left)
    def _left(self) -> None:
        self.query_one(Choices).focus()

    def action_leave(self) -> None:
        if self.state and self.state.closed:
            self.program.leave_session()
        else:
            self.app.pop_screen()

"""Closing: checks that can be mended or left, a last look, and the files."""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import OptionList

from coreflect_tui.core.checks import Check, CheckKind, checks
from coreflect_tui.core.formats import Outcome
from coreflect_tui.core.harvest import harvest_summary
from coreflect_tui.core.intents import (
    CloseSession,
    LinkRoster,
    MarkFullParticipation,
    MarkShared,
    RecordOutcomes,
    SettleParticipation,
)
from coreflect_tui.core.person import FullMark
from coreflect_tui.core.state import SessionState, Shared
from coreflect_tui.exports.attendee_list import attendee_list
from coreflect_tui.exports.folder import ExportError, shuffle_seed, write_outcomes
from coreflect_tui.exports.harvest_markdown import harvest_markdown
from coreflect_tui.leaving_nothing import NotRemovedError
from coreflect_tui.locations import typed_path
from coreflect_tui.store import Draft
from coreflect_tui.tui.actions import key_of
from coreflect_tui.tui.conditions import Situation, person_chosen
from coreflect_tui.tui.erasing import after_a_word
from coreflect_tui.tui.kept import Kept
from coreflect_tui.tui.screens.agreement import AgreementScreen
from coreflect_tui.tui.screens.base import bindings_of
from coreflect_tui.tui.screens.list_screen import ListScreen
from coreflect_tui.tui.screens.notes import NotesScreen
from coreflect_tui.tui.screens.people import PeopleScreen
from coreflect_tui.tui.screens.reading import ReadingScreen
from coreflect_tui.tui.view.closing import (
    ABOUT_THE_AGREEMENT,
    DRAFT,
    PERSON,
    as_of_words,
    closing_choices,
    closing_summary,
    closing_title,
    deciding_words,
    draft_choices,
    leads_on,
    preview_lines,
    settled_words,
)
from coreflect_tui.tui.view.notes import TOPIC
from coreflect_tui.tui.view.people import share_words, whom
from coreflect_tui.tui.view.pieces import Line, Lines, Look, Piece, line, looking, spread
from coreflect_tui.tui.view.time_words import clock_time
from coreflect_tui.tui.widgets.choices import Choice
from coreflect_tui.tui.widgets.entry import Entry
from coreflect_tui.tui.widgets.pane import Pane

FOLDER, FULL, NOT_FULL = "folder", "full:", "not-full:"


@dataclass(frozen=True, slots=True)
class LastLook:
    """What was found before closing, how it is listed, and what will be written."""

    found: tuple[Check, ...]
    rows: tuple[Choice, ...]
    summary: Lines


class ClosingScreen(ListScreen):
    """Nothing is closed until it is asked for; none of the checks stops it."""

    table = "closing"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("closing")

    def __init__(self) -> None:
        super().__init__()
        self._made: Kept[LastLook] = Kept()
        self._drafts: tuple[Draft, ...] = ()
        self._looks_through = False
        self._looked_through: object = None

    def below(self) -> ComposeResult:
        yield Pane(id="summary")

    def show_body(self) -> None:
        state, now = self.state, self.now
        if state is None:
            return
        right = f"{state.format.title} · {clock_time(now, self.utc_offset)} "
        as_of = clock_time(now, self.utc_offset) if self._looks_after else ""
        title = line(Piece(closing_title(state, as_of), Look.TITLE))
        top = spread(title, line(Piece(right, Look.MUTED)), self.size.width)
        self.query_one("#top", Pane).show((top,))
        look = self._look(state, now)
        self.choices.show(look.rows)
        self.query_one("#summary", Pane).show(look.summary)

    def _look(self, state: SessionState, now: datetime) -> LastLook:
        """What is worth a look and what will be written, made anew each minute at most."""
        width = self.size.width
        drafts = () if state.closed else self._drafts
        looked = self._looked_through == (state.notes, state.topics)

        def make() -> LastLook:
            found = checks(state, now)
            rows = closing_choices(state, found, now, width - 3, looked_through=looked)
            rows = (*rows, *draft_choices(drafts, width - 3))
            return LastLook(found, rows, closing_summary(state, now, width))

        minute = now.replace(second=0, microsecond=0)
        return self._made.of((state, minute, width, drafts, looked), make)

    def _check(self, name: str) -> Check | None:
        """The check that a line is about."""
        found = self._look(self.state, self.now).found if self.state else ()
        return next((one for one in found if one.id == name), None)

    @property
    def _looks_after(self) -> bool:
        """Whether the session was left open and is closed as of its end, or was closed and only its
        files are written."""
        return self.program.workplace.held.stands_still

    def on_screen_resume(self) -> None:
        self._drafts = self.program.workplace.held.drafts()
        if self._looks_through and self.state:
            self._looked_through = self.state.notes, self.state.topics
        self._looks_through = False
        super().on_screen_resume()

    def quiet_line(self) -> Line:
        state = self.state
        if person_chosen(self.situation()):
            return looking(Look.MUTED, f" {deciding_words()}")
        if state and state.leaves_nothing:
            if state.closed:
                return looking(Look.STRONG, " The session is closed; it is not removed yet.")
            if self._looks_after:
                return looking(Look.MUTED, as_of_words(self.now, self.utc_offset))
            return looking(Look.MUTED, " Until it is closed, it is kept like any other.")
        if state and state.closed:
            return looking(Look.STRONG, " The session is closed; its files are not written yet.")
        as_of = as_of_words(self.now, self.utc_offset) if self._looks_after else ""
        return looking(Look.MUTED, f"{as_of} Files go to {self.program.workplace.documents}")

    def situation(self) -> Situation:
        name = self.choices.chosen or ""
        check = None if name == DRAFT else self._check(name)
        leads = name == DRAFT or (check is not None and leads_on(check))
        chosen = "person" if self._chosen_person() else "line" if leads else ""
        if check and check.kind is CheckKind.SHARED and check.people:
            chosen = "share"
        undecided = sum(str(row).startswith(PERSON) for row, _ in self.choices.choices)
        return replace(super().situation(), chosen=chosen, undecided=undecided)

    @on(OptionList.OptionHighlighted)
    def _moved(self) -> None:
        self.show()

    # --- mending ----------------------------------------------------------------------------

    @on(OptionList.OptionSelected)
    def _mend(self, event: OptionList.OptionSelected) -> None:
        """Enter goes to where the chosen line can be mended."""
        event.stop()
        name = event.option_id or ""
        if name == DRAFT:
            self._open_draft()
            return
        if name.startswith(PERSON):
            self.app.push_screen(PeopleScreen(name.removeprefix(PERSON)))
            return
        check = self._check(name)
        if check is None or not leads_on(check):
            return
        if check.notes or check.topics:
            chosen = check.notes[0] if check.notes else f"{TOPIC}{check.topics[0]}"
            self._look_through(chosen)
        elif check.kind in ABOUT_THE_AGREEMENT:
            self.app.push_screen(AgreementScreen())
        else:
            chosen = check.people[0] if check.people else ""
            self.app.push_screen(PeopleScreen(chosen, check.item))

    def _look_through(self, chosen: str = "") -> None:
        self._looks_through = True
        self.app.push_screen(NotesScreen(chosen, looking_through=True))

    def _open_draft(self) -> None:
        """Back to the session, with the note that was not finished."""
        from coreflect_tui.tui.screens.live import LiveScreen

        self.app.pop_screen()
        if isinstance(self.app.screen, LiveScreen):
            self.app.screen.open_draft()

    def action_notes(self) -> None:
        self._look_through()

    def action_people(self) -> None:
        self.app.push_screen(PeopleScreen())

    def action_full_yes(self) -> None:
        self._settle(full=True)

    def action_full_no(self) -> None:
        self._settle(full=False)

    def _settle(self, *, full: bool) -> None:
        """One's own word on the chosen person, who is no line any more then."""
        person = self._chosen_person()
        if person and self.do(SettleParticipation(full, (person,))) is None and self.state:
            self.say(settled_words(whom(self.state, (person,)), full=full))

    def action_all_full(self) -> None:
        people = self.situation().undecided
        if self.do(SettleParticipation(full=True)) is None:
            who = "1 person" if people == 1 else f"{people} people"
            self.say(settled_words(who, full=True))

    def action_full_yes_why(self) -> None:
        self._ask_why(FULL)

    def action_full_no_why(self) -> None:
        self._ask_why(NOT_FULL)

    def _ask_why(self, purpose: str) -> None:
        person = self._chosen_person()
        if person:
            self.query_one(Entry).ask(f"{purpose}{person}", "why (for you alone):")

    def action_shared(self) -> None:
        self._shared(Shared.ALOUD)

    def action_shared_chat(self) -> None:
        self._shared(Shared.CHAT)

    def _shared(self, how: Shared) -> None:
        check, state = self._check(self.choices.chosen or ""), self.state
        if check and state and self.do(MarkShared(check.item, check.people, how)) is None:
            self.say(f"{whom(state, check.people)}: {share_words(how)}.")

    def _chosen_person(self) -> str:
        name = self.choices.chosen or ""
        return name.removeprefix(PERSON) if name.startswith(PERSON) else ""

    # --- looking and writing ----------------------------------------------------------------

    def action_preview(self) -> None:
        state = self.state
        if state is None:
            return
        table: tuple[tuple[str, ...], ...] = ()
        harvest = ""
        if Outcome.ATTENDEES in state.outcomes:
            table = attendee_list(state, self.now)
        if Outcome.HARVEST in state.outcomes:
            harvest = harvest_markdown(harvest_summary(state, self.now, shuffle_seed(state)))
        lines = preview_lines(table, state.options.recipient.name, harvest)
        self.app.push_screen(ReadingScreen("What will be written", lines))

    def action_write(self) -> None:
        """Close first, so that nothing waits for a disk; then write, or remove the session where
        it leaves nothing; all of it can be done again."""
        state = self.state
        if state is None:
            return
        if state.leaves_nothing:
            after_a_word(self, partial(self._remove, state))
            return
        if not state.closed:
            self._link_group(state)
            if self.do(CloseSession()):
                return
        self._write_files()

    def _remove(self, state: SessionState) -> None:
        try:
            problems = self.program.workplace.close_for_good()
        except NotRemovedError as error:
            self.warn(str(error))
        else:
            self.program.removed(state, problems)

    def _link_group(self, state: SessionState) -> None:
        """Where it is counted who comes, people of the group who were added by hand count too. A
        file that cannot be read stops nothing."""
        from coreflect_tui.core.group import known_by_name
        from coreflect_tui.library.groups import GroupError

        if not (state.options.group and state.options.record):
            return
        with suppress(GroupError):
            group = self.program.workplace.group_of(state)
            pairs = known_by_name(group, state) if group else ()
            if group and pairs:
                self.do(LinkRoster(pairs, group.id, state.options.record))

    def _write_files(self) -> None:
        state = self.state
        if state is None:
            return
        try:
            files = write_outcomes(state, self.program.workplace.documents, self.now)
        except ExportError as error:
            if error.written:
                self.do(RecordOutcomes(error.written))
            # The key first: a long path fills the lines there are for a notice.
            self.warn(f"Not written; {key_of('closing.folder')} chooses another folder. {error}")
            return
        if files:
            self.do(RecordOutcomes(files))
        self.program.workplace.held.forget_drafts()
        self.program.closed(files)

    def action_folder(self) -> None:
        folder = str(self.program.workplace.documents)
        self.query_one(Entry).ask(FOLDER, "folder:", folder)

    @on(Entry.Typed)
    def _typed(self, event: Entry.Typed) -> None:
        self.choices.focus()
        if event.purpose == FOLDER:
            if event.text.strip():
                self.program.workplace.documents = typed_path(event.text).absolute()
                self.say("")
            return
        full = event.purpose.startswith(FULL)
        person = event.purpose.removeprefix(FULL if full else NOT_FULL)
        if not event.text.strip():
            self.do(SettleParticipation(full, (person,)))
        elif self.do(MarkFullParticipation(person, FullMark(full, event.text))):
            return
        if self.state:
            self.say(settled_words(whom(self.state, (person,)), full=full))

    def action_leave(self) -> None:
        if self._looks_after or (self.state and self.state.closed):
            self.program.leaving.leave_session()
        else:
            self.app.pop_screen()

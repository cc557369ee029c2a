"""Notes: what was written down, to change, leave out, or free of names."""

from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.widgets import OptionList

from coreflect_tui.core.decide.answer import Refusal
from coreflect_tui.core.decide.notes import TOO_LONG
from coreflect_tui.core.intents import (
    ChangeNote,
    RemoveNote,
    RemoveTopic,
    RenameTopic,
    ReviewNote,
)
from coreflect_tui.core.names import without_names
from coreflect_tui.core.state import Note, Topic
from coreflect_tui.tui.actions import key_of
from coreflect_tui.tui.erasing import after_a_word
from coreflect_tui.tui.kept import Kept
from coreflect_tui.tui.screens.base import bindings_of
from coreflect_tui.tui.screens.list_screen import ListScreen
from coreflect_tui.tui.view.notes import TOPIC, notes_choices, notes_title, struck_words
from coreflect_tui.tui.view.pieces import Line, Look, looking
from coreflect_tui.tui.widgets.choices import Choice
from coreflect_tui.tui.widgets.entry import Entry
from coreflect_tui.tui.widgets.pane import Pane

ABOUT_OTHERS = (
    " Does a note tell of someone who is not here? Learnings travel; stories stay with the group."
)
STRIKE_AGAIN = "again erases these words for good; nothing brings them back."


class NotesScreen(ListScreen):
    """A list of notes and topics; before closing it is the look-through."""

    table = "notes"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("notes")

    def __init__(self, chosen: str = "", looking_through: bool = False) -> None:
        super().__init__(chosen)
        self._looking_through = looking_through
        self._striking = ""
        self._rows: Kept[tuple[Choice, ...]] = Kept()

    def show_body(self) -> None:
        if self.state is None:
            return
        state, width = self.state, self.size.width - 3
        self.query_one("#top", Pane).show((notes_title(state),))
        rows = self._rows.of(
            (state, width), lambda: notes_choices(state, self._looking_through, width)
        )
        self.choices.show(rows)

    def quiet_line(self) -> Line:
        if self.state and not self.state.notes and not self.state.topics:
            return looking(
                Look.MUTED,
                f" Nothing is written down yet; {key_of('live.write')} writes in the session.",
            )
        return looking(Look.STRONG, ABOUT_OTHERS) if self._looking_through else ()

    @property
    def _note(self) -> Note | None:
        name = self.choices.chosen
        notes = self.state.notes if self.state else ()
        return next((note for note in notes if note.id == name), None)

    @property
    def _topic(self) -> Topic | None:
        name = self.choices.chosen or ""
        topics = self.state.topics if self.state else ()
        return next((topic for topic in topics if f"{TOPIC}{topic.id}" == name), None)

    def action_change(self) -> None:
        text = self._note.text if self._note else self._topic.title if self._topic else None
        if text is not None:
            name = self.choices.chosen or ""
            one_line = " / ".join(text.splitlines())
            self.query_one(Entry).ask(name, "change:", one_line)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if not self.refuses():
            self.action_change()

    @on(Entry.Typed)
    def _typed(self, event: Entry.Typed) -> None:
        self.choices.focus()
        if event.purpose.startswith(TOPIC):
            self.do(RenameTopic(event.purpose.removeprefix(TOPIC), event.text))
            return
        notes = self.state.notes if self.state else ()
        note = next((one for one in notes if one.id == event.purpose), None)
        if note and self.do(ChangeNote(note.id, event.text, note.kind)) == TOO_LONG:
            # What was typed is not lost.
            self.query_one(Entry).ask(event.purpose, "change:", event.text)

    def action_leave_out(self) -> None:
        if self._note:
            self.do(ReviewNote(self._note.id, not self._note.left_out, self._note.name_kept))
        elif self._topic:
            self.warn("A topic is listed; its words can be changed.")

    def action_keep_name(self) -> None:
        if self._note:
            self.do(ReviewNote(self._note.id, self._note.left_out, not self._note.name_kept))
        elif self._topic:
            self.say("A topic stays as it is worded; enter changes its words.")

    def action_someone(self) -> None:
        people = self.state.people if self.state else ()
        if self._note:
            text = without_names(self._note.text, people)
            self.do(ChangeNote(self._note.id, text, self._note.kind))
        elif self._topic:
            self.do(RenameTopic(self._topic.id, without_names(self._topic.title, people)))

    def action_strike(self) -> None:
        """Erase the words for good, undo and database included; asked once."""
        name = self.choices.chosen
        if name is None or not (self._note or self._topic):
            return
        # Only while the question can be read is the key an answer to it.
        asked = f"{key_of('notes.strike')} {STRIKE_AGAIN}"
        if self._striking != name or self._notice != asked:
            self.warn(asked)
            self._striking = name
            return
        self._striking = ""
        after_a_word(self, partial(self._strike, name.removeprefix(TOPIC)))

    def _strike(self, about: str) -> None:
        struck = self.program.workplace.held.strike(about)
        if isinstance(struck, Refusal):
            self.warn(struck.sentence)
        else:
            self.program.notices.forget()
            self.say(struck_words(struck))

    @on(OptionList.OptionHighlighted)
    def _moved(self) -> None:
        self._striking = ""

    def action_remove(self) -> None:
        if self._note:
            self.do(RemoveNote(self._note.id))
        elif self._topic:
            self.do(RemoveTopic(self._topic.id))

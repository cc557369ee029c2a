"""Agreement: what the group needs from each other, line by line, and that it was looked at."""

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.widgets import OptionList

from coreflect_tui.core.agreement import agreement_of, lines_of, today
from coreflect_tui.core.state import Agreement
from coreflect_tui.tui.actions import key_of
from coreflect_tui.tui.conditions import Situation
from coreflect_tui.tui.screens.base import bindings_of
from coreflect_tui.tui.screens.list_screen import ListScreen
from coreflect_tui.tui.screens.note_line import chat_in
from coreflect_tui.tui.view.agreement import agreement_choices, agreement_title
from coreflect_tui.tui.view.pieces import Line, Look, looking
from coreflect_tui.tui.widgets.entry import Entry
from coreflect_tui.tui.widgets.one_line import APART
from coreflect_tui.tui.widgets.pane import Pane

ADD, CHANGE = "add", "change:"


class AgreementScreen(ListScreen):
    """Each change is kept at once; that of a standing group in its file first. The session's undo
    leaves it in place, so the last change here can be taken back by a key of this screen."""

    table = "agreement"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("agreement")

    def __init__(self) -> None:
        super().__init__()
        # How it was before the last change here; empty where there was none.
        self._before: tuple[Agreement | None, ...] = ()

    def show_body(self) -> None:
        if self.state is None:
            return
        self.query_one("#top", Pane).show((agreement_title(self.state, self.now),))
        self.choices.show(agreement_choices(self.state.agreement, self.size.width - 3))

    def quiet_line(self) -> Line:
        if not self._lines:
            return looking(
                Look.MUTED,
                f" Nothing is written yet; {key_of('agreement.add')} adds what somebody needs.",
            )
        group = self.state and self.state.options.group
        return looking(
            Look.MUTED, f" Kept with {'the group, in its file' if group else 'this session'}."
        )

    def situation(self) -> Situation:
        return replace(super().situation(), can_undo=bool(self._before), can_redo=False)

    @property
    def _lines(self) -> tuple[str, ...]:
        return lines_of(self.state.agreement) if self.state else ()

    @property
    def _place(self) -> int | None:
        """Which line is chosen."""
        chosen = self.choices.chosen
        return int(chosen) if chosen is not None and int(chosen) < len(self._lines) else None

    # --- keys -------------------------------------------------------------------------------

    def action_add(self) -> None:
        self.query_one(Entry).ask(ADD, "a line:", joiner=APART)

    def action_change(self) -> None:
        if self._place is not None:
            text = self._lines[self._place]
            self.query_one(Entry).ask(f"{CHANGE}{self._place}", "a line:", text)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if not self.refuses():
            self.action_change()

    def action_remove(self) -> None:
        if self._place is not None:
            lines = list(self._lines)
            gone = lines.pop(self._place)
            self._keep(
                lines, said=f"Taken out: {gone} · {key_of('agreement.undo')} brings it back."
            )

    def action_earlier(self) -> None:
        self._move(-1)

    def action_later(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        lines, place = list(self._lines), self._place
        if place is not None and 0 <= place + by < len(lines):
            lines[place], lines[place + by] = lines[place + by], lines[place]
            self._keep(lines)
            self.choices.choose(str(place + by))
        elif place is not None:
            self.say("That line stands first." if by < 0 else "That line stands last.")

    def action_looked(self) -> None:
        """The group looked at it, and it stays as it is."""
        self._keep(self._lines, said="Looked at together today.")

    def action_undo(self) -> None:
        """It is as it was before the last change here, the day included."""
        if self._before:
            (before,) = self._before
            self._write(before, "It is as it was before.")
            self._before = ()
            self.show()

    # --- typing -----------------------------------------------------------------------------

    @on(Entry.Typed)
    def _typed(self, event: Entry.Typed) -> None:
        self.choices.focus()
        if not event.text.strip():
            return
        lines = list(self._lines)
        if event.purpose == ADD:
            self._add(event.text)
        elif (place := int(event.purpose.removeprefix(CHANGE))) < len(lines):
            lines[place] = event.text
            self._keep(lines)

    @on(Entry.Several)
    def _pasted(self, event: Entry.Several) -> None:
        self.choices.focus()
        self._add(event.typed, *chat_in(self.state, event.text).notes)

    def _add(self, *texts: str) -> None:
        self._keep((*self._lines, *texts))
        self.choices.choose(str(len(self._lines) - 1))

    # --- keeping ----------------------------------------------------------------------------

    def _keep(self, lines: Sequence[str], said: str = "") -> None:
        """Keep these lines, looked at today."""
        if self.state:
            self._write(agreement_of(lines, today(self.state, self.now)), said)

    def _write(self, wanted: Agreement | None, said: str) -> None:
        from coreflect_tui.library.groups import GroupError

        before = self.state.agreement if self.state else None
        text, checked = (wanted.text, wanted.checked) if wanted else ("", None)
        try:
            refusal = self.program.workplace.held.group.keep_agreement(text, checked)
        except GroupError as error:
            first = str(error).splitlines()[0].rstrip(".")
            said = f"{first}; it is kept with this session for now."
        else:
            if refusal:
                self.warn(refusal.sentence)
                return
            if self._lines != lines_of(wanted):
                said = f"{said} The file of the group had other lines too; they are here now."
        self._before = (before,)
        self.program.show()
        self.say(said.strip())

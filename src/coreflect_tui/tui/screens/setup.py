"""Setup: when, how long, where, who. The agenda answers each change at once."""

from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.events import Paste
from textual.widgets import Input, TextArea

from coreflect_tui.core.decide.answer import Refusal
from coreflect_tui.core.formats import Format
from coreflect_tui.core.group import Group
from coreflect_tui.core.state import SessionState
from coreflect_tui.imports.roster import RosterError, read_roster
from coreflect_tui.locations import typed_path
from coreflect_tui.looking_back import sessions_with_roles
from coreflect_tui.preparation import prepare_session
from coreflect_tui.tui.conditions import Situation
from coreflect_tui.tui.kept import Kept
from coreflect_tui.tui.screens.base import CoreflectScreen, bindings_of
from coreflect_tui.tui.screens.setup_form import form_rows, labels
from coreflect_tui.tui.view.pieces import BLANK, Line, Look, looking
from coreflect_tui.tui.view.setup import agenda_lines, field_hint
from coreflect_tui.tui.view.setup_fields import (
    SetUp,
    Typed,
    Usual,
    first_fields,
    has_list,
    read_setup,
)
from coreflect_tui.tui.widgets.entry import Entry
from coreflect_tui.tui.widgets.names_field import NamesField
from coreflect_tui.tui.widgets.one_line import APART, OneLine
from coreflect_tui.tui.widgets.pane import Pane
from coreflect_tui.tui.widgets.place_choice import PlaceChoice
from coreflect_tui.workplace import HeldElsewhereError

FILE = "file"
LEAVES = "esc again leaves; what you typed here is not kept."
EDGES, FORM = 3, 50
"""Columns beside a line of the agenda, and those of the form where it stands there."""


class SetupScreen(CoreflectScreen):
    """A form above, the agenda it makes below or beside it."""

    table = "setup"
    CSS_PATH = "setup.tcss"
    AUTO_FOCUS = "#facilitator"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("setup")

    def __init__(
        self,
        fmt: Format,
        last: SessionState | None,
        typical: Mapping[str, int],
        notice: str = "",
        group: Group | None = None,
    ) -> None:
        """`last` is the newest session of the format, `typical` what its steps usually take, in
        seconds; `group` is the standing group that meets."""
        super().__init__()
        self._usual = Usual(typical)
        self._format = fmt
        self._made: Kept[SetUp] = Kept()
        self._last = last
        self._first_notice = notice
        self._group = group
        self._plain = False
        self._first: Typed | None = None
        self._has_begun = False

    def on_descendant_focus(self) -> None:
        self._has_begun = True
        self.show()

    def quiet_line(self) -> Line:
        return field_hint(self.focused.id or "") if self.focused else BLANK

    @property
    def is_ready(self) -> bool:
        """What is typed next is for the first field."""
        return self._has_begun and super().is_ready

    def compose(self) -> ComposeResult:
        first = first_fields(
            self._format,
            self._last,
            self.program.workplace.settings,
            self.now,
            self.utc_offset,
            self._group,
        )
        yield Pane(id="top")
        with Horizontal(id="body"):
            with VerticalScroll(id="form", can_focus=False):
                yield from form_rows(self._format, first)
            with Vertical(id="plan"):
                yield Pane(id="agenda")
        yield Pane(id="notice")
        yield Entry()
        yield Pane(id="keys")

    def on_mount(self) -> None:
        super().on_mount()
        self._first = self._typed_now()
        if self._first_notice:
            self.warn(self._first_notice)

    def show_body(self) -> None:
        group = f" · {self._group.name}" if self._group else ""
        title = looking(Look.TITLE, f" {self._called}{group}")
        self.query_one("#top", Pane).show((title,))
        setup = self._read()
        here = self.focused.id if self.focused else ""
        for name, label in labels(self._format, setup).items():
            # Where two fields stand in one row, the sign alone is easily passed over.
            look = Look.STRONG if name == here else Look.MUTED
            for pane in self.query(f"#{name}-label").results(Pane):
                pane.show((looking(look, label),))
        agenda = self.query_one("#agenda", Pane)
        # Before the first layout it is as the style sheet will have it: the first frame is whole.
        width = self.app.size.width - EDGES - (FORM if self.has_class("-wide") else 0)
        agenda.show(agenda_lines(setup, agenda.content_size.width or width))

    def _typed_now(self) -> Typed:
        """The fields as they stand."""
        return Typed(
            when=self.query_one("#when", Input).value,
            length=self.query_one("#length", Input).value,
            place=self.query_one(PlaceChoice).place,
            facilitator=self.query_one("#facilitator", Input).value,
            list_to=self._about_the_list("list-to"),
            people=self._people.text,
            columns=self._about_the_list("columns"),
            plain=self._plain,
        )

    def _about_the_list(self, name: str) -> str:
        """A field that is there only where somebody receives a list."""
        return self.query_one(f"#{name}", Input).value if has_list(self._format) else ""

    @property
    def _people(self) -> NamesField:
        return self.query_one(NamesField)

    def _read(self) -> SetUp:
        typed = self._typed_now()
        now, offset = self.now, self.utc_offset
        minute = now.replace(second=0, microsecond=0)
        return self._made.of(
            (typed, self._usual, minute, offset),
            lambda: read_setup(self._format, typed, self._usual, now, offset, self._group),
        )

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(PlaceChoice.Changed)
    def _changed(self) -> None:
        self.hush()
        self.show()

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.focus_next()

    def action_start(self) -> None:
        """Prepare the session and open the live screen; nothing counts before it is begun."""
        setup = self._read()
        if setup.problems:
            if setup.wants:
                self.query_one(f"#{setup.wants}").focus()
            self.warn(setup.problems[0])
            return
        prepared = prepare_session(
            replace(self._format, title=self._called),
            setup.options,
            setup.facilitators,
            setup.roster,
            self.program.workplace.random,
            setup.count,
            self._usual.minutes,
            self._group.agreement if self._group else None,
            sessions_with_roles(self.program.workplace.store, self._format, setup.options.group),
        )
        if isinstance(prepared, Refusal):
            self.warn(prepared.sentence)
            return
        try:
            self.program.opening.begin(*prepared)
        except HeldElsewhereError:
            self.warn("That session is open in another window.")

    def situation(self) -> Situation:
        chosen = "usual" if self._usual.seconds else ""
        return replace(super().situation(), chosen=chosen, plain=self._format.plain_title)

    @property
    def _called(self) -> str:
        """What the session is called."""
        return self._format.plain_title if self._plain else self._format.title

    def action_call(self) -> None:
        """The format's plain title, for when not everyone has done the core training, or back."""
        if self._format.plain_title:
            self._plain = not self._plain
            self.show()

    def action_next_field(self) -> None:
        self.focus_next()

    def action_usual_times(self) -> None:
        """Go by what items usually take here, or by the format again."""
        if self._usual.seconds:
            self._usual = replace(self._usual, taken=not self._usual.taken)
            self.show()

    def action_add_from_file(self) -> None:
        self.query_one(Entry).ask(FILE, "file with names:", joiner=APART)

    @on(Entry.Typed)
    def _typed(self, event: Entry.Typed) -> None:
        people = self._people
        people.focus()
        if not event.text.strip():
            return
        try:
            roster = read_roster(typed_path(event.text.strip().strip("'\"")))
        except RosterError as error:
            self.warn(str(error))
            return
        lines = [
            one.name
            + (f" ({one.pronouns})" if one.pronouns else "")
            + (f" <{one.email}>" if one.email else "")
            for one in roster.names
        ]
        people.add("\n".join(lines))
        self.say(" ".join((f"{len(lines)} names added.", *roster.problems)))

    @on(OneLine.Several)
    @on(Entry.Several)
    def _pasted_lines(self, event: OneLine.Several | Entry.Several) -> None:
        self._add_pasted(event.text)

    def on_paste(self, event: Paste) -> None:
        """What was pasted where nothing is typed."""
        self._add_pasted(event.text)

    def _add_pasted(self, text: str) -> None:
        """Several lines are names, wherever one is."""
        if text.strip():
            self._people.add(text)
            self.say("What you pasted stands under People.")

    @on(Entry.Left)
    def _left(self) -> None:
        self._people.focus()

    def action_leave(self) -> None:
        """Back to the start; where something was typed, that is said once before it is lost."""
        if self._first != self._typed_now() and self._notice != LEAVES:
            self.ask(LEAVES)
            return
        self.program.go_home()

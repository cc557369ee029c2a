"""Home: go on, start, look back. The first frame comes before anything is read."""

from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.widgets import OptionList

from coreflect_tui.core.summary import Status, Summary
from coreflect_tui.library.catalogue import Listing, list_formats
from coreflect_tui.library.groups import GroupListing
from coreflect_tui.store import StoreError
from coreflect_tui.tui.conditions import Situation
from coreflect_tui.tui.screens.base import bindings_of
from coreflect_tui.tui.screens.format_keys import FormatKeys
from coreflect_tui.tui.screens.list_screen import ListScreen
from coreflect_tui.tui.view.home import (
    FORMAT,
    GROUP,
    SESSION,
    Unclosed,
    chosen_first,
    home_choices,
    home_top,
)
from coreflect_tui.tui.widgets.pane import Pane

REPLAYED = 3
"""So many sessions to go on with say who had the floor."""


class HomeScreen(ListScreen):
    """Enter opens what is chosen; an interrupted session is chosen already."""

    table = "home"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("home")

    def __init__(self, notice: str = "") -> None:
        super().__init__()
        self._notice = notice
        self._formats: tuple[Listing, ...] = ()
        self._groups: tuple[GroupListing, ...] = ()
        self._sessions: tuple[Summary, ...] = ()
        self._unclosed: tuple[Unclosed, ...] = ()
        self._keys = FormatKeys(self)

    def on_mount(self) -> None:
        super().on_mount()
        self.call_after_refresh(self._read)

    def _read(self) -> None:
        self._formats = list_formats(self.program.workplace.locations.user_formats)
        self._groups = self.program.workplace.groups()
        still_there = " ".join(self.program.workplace.remove_waiting())
        self._notice = self._notice or still_there
        try:
            self._sessions = self.program.workplace.store.summaries.newest(100)
        except StoreError as error:
            self._notice = f"Earlier sessions cannot be read: {error}. New ones can begin."
        self._unclosed = tuple(
            Unclosed(one, self.program.workplace.kept.last_seen(one))
            for one in self._sessions
            if one.status is not Status.CLOSED
        )
        self._notice = self._notice or self.program.workplace.kept.old_sessions()
        self.show()
        self.call_after_refresh(self._read_speakers)
        if any(one.own for one in self._formats):
            self.call_after_refresh(self.read_formats)
        self.choices.choose(chosen_first(self.choices.choices, self._formats, self._sessions))

    def _read_speakers(self) -> None:
        """Who had the floor; it takes a replay, so the list is there first."""
        self._unclosed = (
            tuple(replace(one, speaker=self._speaker(one)) for one in self._unclosed[:REPLAYED])
            + self._unclosed[REPLAYED:]
        )
        self.show()

    def read_formats(self, chosen: Path | None = None) -> None:
        """Read the user's formats in full, so that a broken one is shown so; `chosen` is
        highlighted then. It takes a while, so the list is there first."""
        folder = self.program.workplace.locations.user_formats
        self._formats = list_formats(folder, checked=True)
        self.show()
        if chosen:
            self.choices.choose(f"{FORMAT}{chosen}")

    def _speaker(self, one: Unclosed) -> str:
        if one.summary.status is not Status.RUNNING:
            return ""
        try:
            state, _ = self.program.workplace.kept.read(one.summary.session)
        except StoreError:
            return ""
        turn = state.round.speaker if state.round else None
        person = state.person(turn.person) if turn else None
        return person.name if person else ""

    def show_body(self) -> None:
        now, offset, width = self.now, self.utc_offset, self.size.width
        self.query_one("#top", Pane).show((home_top(now, offset, width),))
        if not self._formats:
            return
        past = tuple(one for one in self._sessions if one.status is Status.CLOSED)
        rows = home_choices(
            self._unclosed, self._groups, self._formats, past, now, offset, width - 3
        )
        self.choices.show(rows)

    def situation(self) -> Situation:
        chosen = self._chosen_session()
        found = next((one.status for one in self._sessions if one.session == chosen), "")
        kind = "format" if self._chosen_format() else str(found)
        return replace(super().situation(), chosen=kind)

    @on(OptionList.OptionHighlighted)
    def _moved(self) -> None:
        self.show()

    @on(OptionList.OptionSelected)
    def _open(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        name = event.option_id or ""
        if name.startswith(FORMAT):
            self._keys.set_up(Path(name.removeprefix(FORMAT)))
        elif name.startswith(GROUP):
            self.program.set_up_group(name.removeprefix(GROUP))
        elif name.startswith(SESSION):
            self._go_on(name.removeprefix(SESSION), gap_as_break=False)

    def _chosen_session(self) -> str:
        name = self.choices.chosen or ""
        return name.removeprefix(SESSION) if name.startswith(SESSION) else ""

    def _chosen_format(self) -> Listing | None:
        name = self.choices.chosen or ""
        return next((one for one in self._formats if name == f"{FORMAT}{one.path}"), None)

    def _go_on(self, session: str, *, gap_as_break: bool) -> None:
        summary = next(one for one in self._sessions if one.session == session)
        if summary.status is Status.CLOSED:
            self.program.look_at(session)
        else:
            self.program.resume(session, gap_as_break=gap_as_break)

    def action_set_aside(self) -> None:
        if self._chosen_session():
            self._go_on(self._chosen_session(), gap_as_break=True)

    def action_reopen(self) -> None:
        if self._chosen_session():
            self.program.reopen(self._chosen_session())

    def action_look(self) -> None:
        if self._chosen_session():
            self.program.look_at(self._chosen_session())

    def action_edit(self) -> None:
        if listing := self._chosen_format():
            self._keys.edit(listing)

    def action_leave(self) -> None:
        self.app.exit(0)

"""Home: go on, start, look back. The first frame comes before anything is read."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.widgets import OptionList

from coreflect_tui.tui.screens.base import bindings_of
from coreflect_tui.tui.screens.list_screen import ListScreen
from coreflect_tui.tui.view.home import (
    FORMAT,
    GROUP,
    SESSION,
    chosen_first,
    first_run_words,
    home_choices,
    home_top,
)
from coreflect_tui.tui.view.pieces import BLANK, Line, Look, looking
from coreflect_tui.tui.widgets.pane import Pane

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from coreflect_tui.library.catalogue import Listing
    from coreflect_tui.library.groups import GroupListing
    from coreflect_tui.tui.conditions import Situation
    from coreflect_tui.tui.screens.format_keys import FormatKeys
    from coreflect_tui.tui.screens.session_keys import SessionKeys

TOUR, REHEARSAL = -1, -2
"""What the program ends with when somebody asked for the tour, or to rehearse a format."""
READING = "Looking through what is kept."
AT_ONCE = 0.4
"""Seconds for which a recovery may hold up the screen; nobody sees one that takes less."""
SOON = 0.1
"""Seconds between two looks whether a large database is checked."""
MADE = 0.002
"""Seconds for a frame to reach the terminal, and between two looks whether one was drawn."""
WIDEST = 96
"""Cells that a row takes at most; farther apart, what belongs together is not seen together."""


class HomeScreen(ListScreen):
    """Enter opens what is chosen; a session that was left off is chosen already."""

    table = "home"
    # Nothing here needs more than all screens share.
    CSS_PATH = None
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("home")

    def __init__(self, notice: str = "", asked: str = "", chosen: Path | None = None) -> None:
        """`asked` is the session that is highlighted at first, `chosen` the format, where one was
        asked for."""
        super().__init__()
        self._first_notice = notice
        self._asked_for = asked
        self._format_first = chosen
        self._formats: tuple[Listing, ...] = ()
        self._groups: tuple[GroupListing, ...] = ()
        self._reads = self._waits = self._check_comes = False
        self._chosen_while_waiting: str | None = None

    # What they are for is loaded when it is wanted, after the first frame.

    @cached_property
    def _keys(self) -> FormatKeys:
        from coreflect_tui.tui.screens.format_keys import FormatKeys

        return FormatKeys(self)

    @cached_property
    def sessions(self) -> SessionKeys:
        """The sessions in the list."""
        from coreflect_tui.tui.screens.session_keys import SessionKeys

        return SessionKeys(self)

    def line(self) -> ComposeResult:
        """None: nothing is typed here."""
        yield from ()

    def on_screen_resume(self) -> None:
        # Textual draws the screen with this message, and again as its parts learn their sizes; most
        # of that is drawn with the list. The first frame needs a moment to reach the terminal.
        if not self._reads:
            self._reads = True
            self.set_timer(MADE, self._read_once_drawn)

    def _read_once_drawn(self) -> None:
        """Read what is listed, after the first frame, unless drawing is held back."""
        if self.program.holds_back:
            self.set_timer(MADE, self._read_once_drawn)
        else:
            self._read()

    @property
    def is_ready(self) -> bool:
        """A key means something once the list is there."""
        return bool(self._formats) and super().is_ready

    def _read(self) -> None:
        from coreflect_tui.library.catalogue import list_formats

        self._formats = list_formats(self.program.workplace.locations.user_formats)
        self._groups = self.program.workplace.groups()
        if any(one.own for one in self._formats):
            self.call_after_refresh(self.read_formats)
        if self.program.workplace.store.is_large:
            # Its check would take the processor from whatever draws the list.
            self._waits = self._check_comes = True
            self.sessions.glance(self._asked_for)
        else:
            self._read_sessions(AT_ONCE)
        if self._waits:
            self.show()
            self._choose_first()
            self.set_timer(SOON, self._look_soon)

    def _look_soon(self) -> None:
        """A check begins once the list is there, and ends between two seconds."""
        self._check_comes = False
        if self._waits and not self.program.workplace.recovering:
            self.show()
            self.set_timer(SOON, self._look_soon)

    def _read_sessions(self, seconds: float = 0.0) -> None:
        """Read the sessions; where a damaged database is recovered first, that is looked at again
        with each second, unless it ends within so many."""
        from coreflect_tui.recovering import could_not_be
        from coreflect_tui.store import StoreError
        from coreflect_tui.tui.view.left_sessions import damaged_words

        workplace, problem, waited = self.program.workplace, "", self._waits
        try:
            self._waits = not workplace.recovered(seconds)
        except StoreError as error:
            self._waits, problem = False, could_not_be(error)
        if self._waits:
            if workplace.recovering:
                self.sessions.clear()
            return
        untouched = self.choices.chosen in (None, self._chosen_while_waiting)
        still_there = "" if problem else " ".join(workplace.remove_waiting())
        problem = problem or self.sessions.read(self._asked_for)
        words = problem or self._first_notice or still_there
        damage = workplace.told_of_damage(), damaged_words(self.sessions.damaged)
        self._tell(" ".join(filter(None, (words, *damage))))
        self.call_after_refresh(self._read_on)
        if untouched or not waited:
            self._choose_first()

    def _choose_first(self) -> None:
        rows, waiting = self.choices.choices, self.sessions.can_wait()
        first = chosen_first(rows, self._formats, self.sessions.latest, waiting)
        if any(one.path == self._format_first for one in self._formats):
            first = f"{FORMAT}{self._format_first}"
        asked = self._asked_for and not self._waits
        self.choices.choose(f"{SESSION}{self._asked_for}" if asked else first)
        self._chosen_while_waiting = self.choices.chosen if self._waits else None

    def show(self) -> None:
        if self._waits and not self._check_comes:
            self._read_sessions()
        super().show()

    def _tell(self, problem: str, *, again: bool = False) -> None:
        """What is amiss; else, at first, how many sessions are older than is wanted."""
        if problem:
            self.warn(problem)
        elif not again and (old := self.program.workplace.kept.old_sessions()):
            self.say(old)
        else:
            self.show()

    def look_again(self) -> None:
        """What is there by now: another window may have begun a session, or left one."""
        # Before the first reading there is nothing to read again.
        if self._formats and not self._waits:
            self._groups = self.program.workplace.groups()
            self._tell(self.sessions.read(self._asked_for), again=True)
            self.call_after_refresh(self._read_on)

    def _read_on(self) -> None:
        """What takes a replay, so the list is there first."""
        self.sessions.read_on()
        self.show()

    def read_formats(self, chosen: Path | None = None) -> None:
        """Read the user's formats in full, so that a broken one is shown so; `chosen` is
        highlighted then. It takes a while, so the list is there first."""
        from coreflect_tui.library.catalogue import list_formats

        folder = self.program.workplace.locations.user_formats
        self._formats = list_formats(folder, checked=True)
        self.show()
        if chosen:
            self.choices.choose(f"{FORMAT}{chosen}")

    def show_body(self) -> None:
        # No session is held here: the time is that of the clock on the wall.
        wall, width = self.program.workplace.clock.now().wall, self.size.width
        self.query_one("#top", Pane).show((home_top(wall, self.utc_offset, width),))
        if not self._formats:
            return
        sessions = self.sessions
        rows = home_choices(
            sessions.unclosed,
            self._groups,
            self._formats,
            sessions.past,
            self.now,
            min(width - 3, WIDEST),
        )
        self.choices.show(rows)

    def quiet_line(self) -> Line:
        """Until the list is there: reading waits for the first frame, and takes a moment where the
        disk is slow; how far it is where a damaged database is recovered first."""
        if not self._formats:
            return looking(Look.MUTED, READING)
        if (recovering := self.program.workplace.recovering) and self._waits:
            from coreflect_tui.tui.view.left_sessions import recovering_words

            words = recovering_words(recovering.done, recovering.sessions)
            return looking(Look.STRONG, words)
        return first_run_words() if self._is_new() else BLANK

    def _is_new(self) -> bool:
        """Whether nothing was done here yet, not even in the settings."""
        known = self.sessions.unclosed or self.sessions.past or self._groups
        return (
            not known
            and not self.program.toured
            and not self.program.workplace.locations.settings_file.exists()
        )

    def situation(self) -> Situation:
        if not self._formats:
            return super().situation()
        listing = self._chosen_format()
        kind = "format" if listing else self.sessions.stands()
        if listing and listing.problem:
            kind = "broken format"
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
            self.program.opening.set_up_group(name.removeprefix(GROUP))
        elif name.startswith(SESSION):
            self.sessions.open()

    def _chosen_format(self) -> Listing | None:
        name = self.choices.chosen or ""
        return next((one for one in self._formats if name == f"{FORMAT}{one.path}"), None)

    def action_set_aside(self) -> None:
        self.sessions.set_aside()

    def action_close(self) -> None:
        self.sessions.close()

    def action_remove(self) -> None:
        self.sessions.remove()

    def action_reopen(self) -> None:
        if self.sessions.chosen:
            self.program.opening.reopen(self.sessions.chosen)

    def action_look(self) -> None:
        if self.sessions.chosen:
            self.program.opening.look_at(self.sessions.chosen)

    def action_edit(self) -> None:
        if listing := self._chosen_format():
            self._keys.edit(listing)

    def action_rehearse(self) -> None:
        """A program of its own too."""
        listing = self._chosen_format()
        if listing and self._keys.can_be_used(listing.path):
            self.program.to_rehearse = listing.path
            self.app.exit(REHEARSAL, return_code=0)

    def action_tour(self) -> None:
        """The tour is a program of its own; this one comes back when it has ended."""
        self.app.exit(TOUR, return_code=0)

    def action_leave(self) -> None:
        self.app.exit(0)

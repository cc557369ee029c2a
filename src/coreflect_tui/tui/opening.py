"""What a choice on the start screen opens: setup, a session, a look at one that is kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from coreflect_tui.workplace import HeldElsewhereError

if TYPE_CHECKING:
    from coreflect_tui.core.events import Event
    from coreflect_tui.tui.app import CoreflectApp
    from coreflect_tui.workplace import Resumed

Opened = TypeVar("Opened")
USUAL_FORMAT = "ips-co-reflection"
"""What a group is set up with whose file names no format."""


class Opening:
    """Each screen is loaded when it is asked for; what cannot be opened is said where one is."""

    def __init__(self, app: CoreflectApp) -> None:
        self._app = app

    def set_up(self, path: str) -> None:
        """Setup of the format in the file at `path`."""
        from coreflect_tui.library.ready_formats import format_at
        from coreflect_tui.library.toml_file import LibraryFileError
        from coreflect_tui.tui.screens.setup import SetupScreen

        try:
            fmt = format_at(Path(path))
        except LibraryFileError as error:
            self._app.warn(str(error))
            return
        self._app.switch_screen(SetupScreen(fmt, *self._app.workplace.kept.habits(fmt.id)))

    def set_up_group(self, path: str) -> None:
        """Setup for the standing group in the file at `path`, in the format it usually holds."""
        from coreflect_tui.library.catalogue import UnknownFormatError, find_format
        from coreflect_tui.library.groups import read_group
        from coreflect_tui.library.toml_file import LibraryFileError
        from coreflect_tui.tui.screens.setup import SetupScreen

        try:
            group = read_group(Path(path))
            usual = group.format or USUAL_FORMAT
            fmt = find_format(usual, self._app.workplace.locations.user_formats)
        except (LibraryFileError, UnknownFormatError) as error:
            self._app.warn(str(error))
            return
        habits = self._app.workplace.kept.habits(fmt.id, group.id)
        self._app.switch_screen(SetupScreen(fmt, *habits, group=group))

    def begin(self, session_id: str, first: tuple[Event, ...]) -> None:
        """A new session on the live screen. Raises HeldElsewhereError."""
        self._app.workplace.begin(session_id, first)
        self._go_live()

    def resume(self, session_id: str, *, gap_as_break: bool) -> None:
        """Go on with a session, counting the time between or as a break; where another window holds
        it, read it along."""
        resumed = self._opened(
            lambda: self._app.workplace.resume(session_id, gap_as_break), along=session_id
        )
        if resumed:
            self._go_live(resumed)

    def reopen(self, session_id: str) -> None:
        """Go on with a session that was closed."""
        from coreflect_tui.core.intents import ReopenSession

        if self._opened(lambda: self._app.workplace.resume(session_id)) and self._app.session:
            self._app.session.dispatch(ReopenSession())
            self._go_live()

    def look_after(self, session_id: str) -> None:
        """The closing screen of a session whose end is past, as of then."""
        from coreflect_tui.tui.screens.closing import ClosingScreen

        if self._opened(lambda: self._app.workplace.look_after(session_id)):
            self._go_live()
            self._app.push_screen(ClosingScreen())

    def _opened(self, open_it: Callable[[], Opened], along: str = "") -> Opened | None:
        """What `open_it` answers, which holds a stored session; where it cannot, it is said why.
        The session `along` is read along where another window holds it."""
        from coreflect_tui.store import StoreError

        try:
            return open_it()
        except HeldElsewhereError:
            if along:
                self._app.windows.read_along(along)
            else:
                self._app.warn("That session is open in another window.")
        except StoreError as error:
            self._app.warn(f"That session cannot be read: {error}.")
        return None

    def _go_live(self, resumed: Resumed | None = None) -> None:
        from coreflect_tui.tui.screens.live import LiveScreen

        self._app.switch_screen(LiveScreen(resumed))

    def look_at(self, session_id: str) -> None:
        """A session as it is kept, without going on."""
        from coreflect_tui.store import StoreError
        from coreflect_tui.tui.screens.reading import ReadingScreen
        from coreflect_tui.tui.view.past import past_lines

        try:
            state, now = self._app.workplace.kept.read(session_id)
        except StoreError as error:
            self._app.warn(f"That session cannot be read: {error}.")
            return
        offset = state.options.utc_offset + state.clock_ahead
        self._app.push_screen(ReadingScreen(state.format.title, past_lines(state, now, offset)))

"""The app of the window for the group: one screen, which reads along once a second."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from textual.app import SystemCommand
from textual.screen import Screen

from coreflect_tui.clock import Clock, SystemClock
from coreflect_tui.shown_session import ShownSession
from coreflect_tui.tui.actions import actions_of
from coreflect_tui.tui.bound import Bound
from coreflect_tui.tui.screens.display import DisplayScreen
from coreflect_tui.tui.themed_app import ThemedApp
from coreflect_tui.tui.view.parting import READ_ALONG


class DisplayApp(ThemedApp):
    """It changes nothing, so there is nothing to keep when it ends."""

    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"

    def __init__(
        self,
        session: ShownSession,
        reports: Path,
        *,
        names: bool = False,
        theme: str | None = None,
        reduce_motion: bool = False,
        keys: Mapping[str, Bound] = MappingProxyType({}),
        clock: Clock | None = None,
    ) -> None:
        """`names` are shown from the start; `keys` are the user's own, `clock` is what it keeps its
        seconds by."""
        super().__init__(reports, theme, reduce_motion=reduce_motion)
        self.session = session
        self._keys = keys
        self._clock = clock or SystemClock()
        self._screen = DisplayScreen(names=names)

    def on_mount(self) -> None:
        self.take_keys(self._keys)
        self.push_screen(self._screen)
        # Reading a session loads what the first frame does without.
        self.call_after_refresh(self.tick)

    def last_words(self) -> str:
        return READ_ALONG if self.broken_off else ""

    def tick(self) -> None:
        """Each second: look what became of the session, and show what changed."""
        self.check_terminal()
        if self.ends:
            return
        self._screen.show_sight(self.session.look())
        self._schedule_tick()

    def _schedule_tick(self) -> None:
        self.set_timer(1 - self._clock.now().session.microsecond / 1_000_000, self.tick)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette: what can be done here, and the colours."""
        if isinstance(screen, DisplayScreen):
            for action in actions_of(screen.table):
                if action.id != "help":
                    title = action.title.capitalize()
                    yield SystemCommand(title, action.tooltip, screen.run_by_name(action.id))
        yield SystemCommand("Theme", "Light, dark or another set of colours", self.search_themes)

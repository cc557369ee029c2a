"""What the app does about a session that is open in two windows."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from coreflect_tui.tui.screens.above import screen_above

if TYPE_CHECKING:
    from coreflect_tui.asking import Answer
    from coreflect_tui.taking_over import Along, Change, Lost, TakingOver, Typed
    from coreflect_tui.tui.app import CoreflectApp
    from coreflect_tui.tui.screens.live import LiveScreen

FIRST_SCREENS = 2
"""Textual's own first screen and the live one."""


class TwoWindows:
    """Nothing opens by itself. Where the session changes hands, the live screen says so."""

    def __init__(self, app: CoreflectApp) -> None:
        self._app = app
        self._keeps: Answer | None = None

    @cached_property
    def _other(self) -> TakingOver:
        from coreflect_tui.taking_over import TakingOver

        return TakingOver(self._app.workplace, self._may_give, self._typed)

    @property
    def along(self) -> Along | None:
        """How the session stands that is read along; None where none is."""
        return self._other.along

    @property
    def lost(self) -> Lost | None:
        """What this window did and could not save, because another one had the session."""
        # Asked for the first frame, when no session was held yet.
        return self._other.lost if "_other" in vars(self) else None

    @property
    def not_kept(self) -> str:
        """A sentence where some of that would be gone with this window, else ""."""
        if self.lost is None or self.lost.in_files:
            return ""
        from coreflect_tui.tui.view.along import not_kept_words

        return not_kept_words(self.lost)

    def tick(self) -> None:
        """Each second."""
        if self._app.session is None and "_other" not in vars(self):
            # Nothing was held here yet, nor read along.
            return
        from coreflect_tui.asking import Answer

        self._changed(self._other.tick())
        before, self._keeps = self._keeps, self._other.keeps
        if self._keeps in (Answer.UNSAVED, Answer.BUSY) and self._keeps is not before:
            from coreflect_tui.tui.view.along import asked_words

            self._app.warn(asked_words(unsaved=self._keeps is Answer.UNSAVED))
        if self.along and self.along.gone:
            # Nothing of it stays on the screen or in memory either.
            self._app.notices.forget()
            self._take_pages_away()

    def _take_pages_away(self) -> None:
        """Nothing stays above the live screen but the cover."""
        covered = self._app.covered
        pages = self._app.screen_stack[FIRST_SCREENS : -1 if covered else None]
        if pages:
            self._app.to_first_screen()
            if covered:
                self._app.push_screen(screen_above("cover"))

    def read_along(self, session_id: str) -> None:
        """A session that another window holds, on the live screen."""
        from coreflect_tui.store import StoreError
        from coreflect_tui.tui.screens.live import LiveScreen

        try:
            self._app.workplace.follow(session_id)
        except StoreError as error:
            self._app.warn(f"That session is open in another window, and cannot be read: {error}.")
        else:
            self._app.switch_screen(LiveScreen())

    def take_over(self) -> None:
        """Ask the other window for the session, or take it where nobody holds it."""
        self._changed(self._other.ask())
        self._app.show()

    def show_lost(self) -> None:
        """The acts that are not in the session, one by one."""
        from coreflect_tui.tui.screens.reading import ReadingScreen
        from coreflect_tui.tui.view.along import lost_lines

        session, lost = self._app.session, self.lost
        if session and lost:
            lines = lost_lines(lost, session.state, session.now().offset)
            self._app.push_screen(ReadingScreen("What is not in the session", lines))

    def leave(self) -> None:
        """The session is left."""
        self._other.leave()

    def _changed(self, change: Change | None) -> None:
        """Show on a new live screen who holds the session now."""
        if change is None:
            return
        from coreflect_tui.taking_over import Change
        from coreflect_tui.tui.screens.live import LiveScreen
        from coreflect_tui.tui.view.along import holds_words

        live = LiveScreen()
        if change is Change.HOLDS:
            live.say(holds_words(self.lost))
        self._app.first_screen(live)

    def _may_give(self) -> bool:
        """A rehearsal belongs to one window; rows of a report are chosen in one."""
        from coreflect_tui.tui.screens.report import ReportScreen

        choosing = any(isinstance(one, ReportScreen) for one in self._app.screen_stack)
        return self._app.coach is None and not choosing

    def _typed(self) -> Typed | None:
        live = self._live
        return live.typed_note() if live else None

    @property
    def _live(self) -> LiveScreen | None:
        from coreflect_tui.tui.screens.live import LiveScreen

        return next((one for one in self._app.screen_stack if isinstance(one, LiveScreen)), None)

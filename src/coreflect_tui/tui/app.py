"""The app: a shell that holds the screens, one tick, and the way of an act to the session."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import SystemCommand
from textual.events import Callback, Key, MouseDown, Paste
from textual.events import Event as AppEvent
from textual.screen import Screen

from coreflect_tui.core.text import harmless
from coreflect_tui.tui import actions
from coreflect_tui.tui.in_order import InOrder
from coreflect_tui.tui.leaving import Leaving
from coreflect_tui.tui.notices import Notices, Tone
from coreflect_tui.tui.opening import Opening
from coreflect_tui.tui.own_keys import own_keys
from coreflect_tui.tui.screens.above import screen_above
from coreflect_tui.tui.screens.base import GUARD, CoreflectScreen
from coreflect_tui.tui.themed_app import ThemedApp
from coreflect_tui.tui.two_windows import FIRST_SCREENS, TwoWindows
from coreflect_tui.tui.view.pieces import Lines
from coreflect_tui.tui.view.time_words import clock_time, saved_anew_words
from coreflect_tui.workplace import Workplace

if TYPE_CHECKING:
    from coreflect_tui.core.decide.answer import Refusal
    from coreflect_tui.core.intents import Intent
    from coreflect_tui.core.state import SessionState, WrittenFile
    from coreflect_tui.followed_session import FollowedSession
    from coreflect_tui.session import Session
    from coreflect_tui.tui.coach import Coach

_NO_MARKUP = str.maketrans("[]", "()")
WITHOUT_SETTINGS = ("home", "settings", "colours", "keys", "cover")
"""Screens on which the palette has no way of its own to them."""
IN_THE_ROOM = ("live", "people")
"""Screens on which time may fly in a rehearsal: people are looked for there as they come."""
BEAT = 5
"""Ticks between two tries to save what waits, and two marks that the session is attended."""
CLOSE_LOOK = 30
"""Ticks between two looks whether the disk still holds all of the session."""


class CoreflectApp(ThemedApp):
    """One program for every session; `first` gives the screen it opens with."""

    TITLE = "coreflect"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = True
    touring = False
    """Whether this is the tour, which asks for one act after another."""
    COMMAND_PALETTE_BINDING = "ctrl+p"

    def __init__(
        self,
        workplace: Workplace,
        first: Callable[[], CoreflectScreen],
        coach: Coach | None = None,
        theme: str | None = None,
        reports: Path | None = None,
    ) -> None:
        calm = workplace.settings.reduce_motion
        super().__init__(reports or workplace.locations.data, theme, reduce_motion=calm)
        self.workplace = workplace
        self.coach = coach
        self._first = first
        self._moved_at = float("-inf")
        self._ticks = 0
        self.windows = TwoWindows(self)
        self.opening = Opening(self)
        self.leaving = Leaving(self)
        self.full_clock = False
        self.toured = False
        self.to_rehearse: Path | None = None
        self.notices = Notices()
        self._in_order = InOrder(self, super().on_event, self._is_ready)

    async def on_event(self, event: AppEvent) -> None:
        """Count keys and clicks, since by them some notices go; and give keys in order. Those that
        look for an act in the palette are one with the key that opened it."""
        pressed = isinstance(event, Key | MouseDown) and not event.is_forwarded
        if pressed and not self.ends and isinstance(self.screen, CoreflectScreen):
            self.notices.act()
        if isinstance(event, Key | Paste) and not event.is_forwarded:
            await self._in_order.take(event)
        else:
            await super().on_event(event)

    def _is_ready(self) -> bool:
        """Whether the next key would go to where the one before it led."""
        screen = self.screen
        return screen.is_ready if isinstance(screen, CoreflectScreen) else screen.is_mounted

    def notices_now(self) -> Notices:
        """What was said, at this time."""
        pace = self.coach.pace if self.coach else 1.0
        self.notices.pass_to(self.workplace.clock.now().boot_seconds, pace)
        return self.notices

    def on_mount(self) -> None:
        self.take_keys(own_keys(self.workplace.settings.keys)[0])
        # Until this is over nothing is drawn, and what is made meanwhile is drawn for nobody.
        self.call_later(self._open_first)
        if self.coach and self.session:
            # A key may come before there is anything to see.
            self._look_at_rehearsal(self.coach, away=False)
        self._schedule_tick()

    def _open_first(self) -> None:
        self.push_screen(self._first())

    def on_app_focus(self) -> None:
        """Somebody comes back to this terminal, where it tells so."""
        if isinstance(self.screen, CoreflectScreen):
            self.screen.look_again()

    @property
    def session(self) -> Session | FollowedSession | None:
        return self.workplace.session

    def asked_for(self) -> Lines:
        """What the coach of a rehearsal says, above what is said there."""
        screen, session = self.screen, self.session
        if self.coach is None or not isinstance(screen, CoreflectScreen):
            return ()
        state = session.state if session else None
        now, width = self.workplace.clock.now().session, screen.size.width
        return self.coach.says(state, now, screen.table, self._asks_for(), width)

    def _asks_for(self) -> str:
        """What a line is typed or a letter chosen for; "" where neither is."""
        from coreflect_tui.tui.widgets.entry import Entry
        from coreflect_tui.tui.widgets.letter_menu import LetterMenu

        opened = [one.purpose for one in self.screen.query(Entry) if one.is_open]
        opened += [one.purpose for one in self.screen.query(LetterMenu) if one.is_open]
        return opened[0] if opened else ""

    @property
    def _is_away(self) -> bool:
        """Whether somebody is at something else than the room as it goes."""
        table = self.screen.table if isinstance(self.screen, CoreflectScreen) else ""
        return table not in IN_THE_ROOM or bool(self._asks_for())

    def keep_unsaved(self) -> None:
        self.leaving.keep_unsaved()

    @property
    def goes_on(self) -> bool:
        """Whether the program goes on to its start screen when this rehearsal has ended."""
        return not self.leaving.has_quit and not self.broken_off

    def last_words(self) -> str:
        return self.leaving.last_words()

    @property
    def keeps_quiet_time(self) -> bool:
        """Whether the session's format asks for a quiet clock, and nobody asked for more."""
        if self.session is None:
            return False
        from coreflect_tui.core.formats import ClockStyle

        return self.session.state.format.clock is ClockStyle.QUIET and not self.full_clock

    @property
    def rests(self) -> bool:
        """Whether a key that moves on was pressed only a moment ago."""
        return self.workplace.clock.now().boot_seconds - self._moved_at < GUARD

    def do(self, intent: Intent, *, moves_on: bool = False) -> Refusal | None:
        """Ask the session for `intent`; answers why not, or None when it is done and shown."""
        if self.session is None:
            return None
        refusal = self.session.dispatch(intent)
        if moves_on and (refusal is None or refusal.instead):
            self._moved_at = self.session.now().boot_seconds
        if refusal is None:
            self.show()
        return refusal

    def show(self) -> None:
        """Bring the screen up to date with state and now."""
        if self.coach and not self.ends:
            self._look_at_rehearsal(self.coach, away=self._is_away)
        self.leaving.look()
        # A last tick may come while the screens are taken down.
        if not self.ends and isinstance(self.screen, CoreflectScreen):
            self.screen.show()

    def _look_at_rehearsal(self, coach: Coach, *, away: bool) -> None:
        from coreflect_tui.session import Session

        if isinstance(self.session, Session):
            # What went by did so at the pace that was, which the coach may change now.
            self.notices_now()
            coach.look(self.session, away=away)
            for words, at in coach.tells():
                time = clock_time(at, self.workplace.clock.now().offset)
                self.notices.keep(words, Tone.DONE, time)

    def tick(self) -> None:
        """Each second: save what waits, mark that somebody is here, show the time."""
        self._ticks += 1
        self.check_terminal()
        # First, since nothing that is noticed by a window that lost the session can be saved.
        self.windows.tick()
        if self.session:
            self.session.notice(self.workplace.clock.now())
        if self.session and self._ticks % BEAT == 0:
            self.workplace.held.look_at_disk(closely=self._ticks % CLOSE_LOOK == 0)
            self.workplace.held.beat()
        self._say_saved_anew()
        self.show()
        self._schedule_tick()

    def _say_saved_anew(self) -> None:
        """Where what was saved was lost, and is saved again: say so, once."""
        if self.session is None:
            return
        from coreflect_tui.session import Session

        loss = self.session.saved_anew() if isinstance(self.session, Session) else None
        if loss:
            self.warn(saved_anew_words(loss, self.workplace.told_of_damage()))

    def _schedule_tick(self) -> None:
        moment = self.workplace.clock.now()
        rest = 1 - moment.session.microsecond / 1_000_000
        # A timer of Textual's is a task of its own, made anew each second.
        asyncio.get_running_loop().call_later(
            self.coach.pause if self.coach else rest, self.post_message, Callback(self.tick)
        )

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette: what can be done on this screen now, then what the program offers."""
        if isinstance(screen, CoreflectScreen):
            for action in actions.available(screen.table, screen.situation()):
                if action.id in ("digit", "help"):
                    continue
                # The palette reads its titles as markup, and a title may hold a format's words.
                title = harmless(screen.title_of(action)).translate(_NO_MARKUP)
                yield SystemCommand(title, action.tooltip, screen.run_by_name(action.id))
        yield SystemCommand("Theme", "Light, dark or another set of colours", self.search_themes)
        table = screen.table if isinstance(screen, CoreflectScreen) else "cover"
        if self.coach is None and table not in WITHOUT_SETTINGS:
            yield SystemCommand(
                "Settings",
                "What is the same each time: your name, folder, colours, keys",
                self.open_settings,
            )

    # --- from one screen to another -----------------------------------------------------------

    def open_settings(self) -> None:
        """Settings, above the screen that is up."""
        self.push_screen(screen_above("settings"))

    def closed(self, files: tuple[WrittenFile, ...]) -> None:
        """The session is closed and written: say where everything is, then back to the start."""
        from coreflect_tui.tui.screens.closed import ClosedScreen
        from coreflect_tui.tui.view.closed import written_lines

        if self.session:
            unsaved = self.session.unsaved
            reason = unsaved.reason if unsaved else ""
            lines = written_lines(self.session.state, files, reason)
            self.push_screen(ClosedScreen(lines, files))

    def removed(self, state: SessionState, problems: tuple[str, ...]) -> None:
        """The session is closed and gone from this laptop: say so, then back to the start."""
        from coreflect_tui.forgetting import still_there
        from coreflect_tui.tui.screens.closed import ClosedScreen
        from coreflect_tui.tui.view.closed import removed_lines

        self.notices.forget()
        self.push_screen(ClosedScreen(removed_lines(state, problems, still_there(state.written))))

    def go_home(self, notice: str = "") -> None:
        """The home screen, with nothing above it."""
        from coreflect_tui.tui.screens.home import HomeScreen

        self.windows.leave()
        self.first_screen(HomeScreen(notice))

    def first_screen(self, screen: CoreflectScreen) -> None:
        """This screen, and nothing above it but the cover where there was one."""
        covered = self.covered
        self.to_first_screen()
        self.switch_screen(screen)
        if covered:
            self.push_screen(screen_above("cover"))

    @property
    def covered(self) -> bool:
        """Whether the cover hides all there is."""
        return isinstance(self.screen, CoreflectScreen) and self.screen.table == "cover"

    def to_first_screen(self) -> None:
        """Take away what was opened above the first screen of ours."""
        while len(self.screen_stack) > FIRST_SCREENS:
            self.pop_screen()

    def say(self, sentence: str) -> None:
        """One line on the screen that is up."""
        if isinstance(self.screen, CoreflectScreen):
            self.screen.say(sentence)

    def warn(self, sentence: str) -> None:
        """The same for what was refused or went wrong."""
        if isinstance(self.screen, CoreflectScreen):
            self.screen.warn(sentence)

    def ask(self, sentence: str) -> None:
        """The same for what pressing the key again does; it names nobody."""
        if isinstance(self.screen, CoreflectScreen):
            self.screen.ask(sentence)

    async def action_quit(self) -> None:
        """Ctrl+Q."""
        self.leaving.quit()

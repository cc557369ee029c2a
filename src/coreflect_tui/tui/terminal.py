"""An app that ends in order, whatever happens: signals, a lost terminal, an error of its own.

Textual 8.2 leaves a terminal in disorder on SIGTERM and SIGHUP, and prints local variables (so
names and notes) when it crashes. What it relies on of its private parts stands here and in
driver.py. Nothing durable depends on a tidy end: every act is saved at once, and what the disk
refused is kept aside before anything else is done.
"""

import asyncio
import gc
import logging
import os
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

from textual.app import App
from textual.events import Event, Key, Paste
from textual.worker import WorkerFailed

from coreflect_tui.core.pictures import ZWJ, ZWNJ
from coreflect_tui.core.text import harmless, one_line
from coreflect_tui.crash import STOPPED, hear_aside, report_words, write_report
from coreflect_tui.tui import tty
from coreflect_tui.tui.driver import Steady, steady_driver
from coreflect_tui.tui.signals import HANGUP, when_told_to_end

TIDY = 1.0
"""Seconds for a tidy end; then what the terminal does not read is dropped."""
UNDRAWN = 0.7
"""Seconds for the same without drawing; then the process ends as it is."""
LEAVING = 0.3
"""Seconds more for the terminal and the last words, where there was no tidy end."""
SETTLED = 2.0
"""Seconds after which the first screen is there, with what it lists."""
LOOKS = 0.05
"""Seconds between two looks whether a terminal that does not read keeps somebody waiting."""


class SteadyApp(App[int]):
    """An app that ends in order, whatever happens to it and its terminal."""

    def __init__(self, reports: Path) -> None:
        """`reports` is the folder that a report of a crash goes to."""
        # Without colours Textual would send greys, and black on black for the terminal's own.
        own = True if "NO_COLOR" in os.environ else None
        super().__init__(driver_class=steady_driver(), ansi_color=own)
        self._reports = reports
        self._code: int | None = None
        self._report: Path | None = None
        self._crashed = self._watched = self._kept = self._said = False
        self._keeping = threading.Lock()

    # --- what the program itself knows ------------------------------------------------------

    def keep_unsaved(self) -> None:
        """Keep what the disk has refused somewhere else; called before an end that nobody asked
        for, once, maybe in another thread."""

    def last_words(self) -> str:
        """After any end: a line on what is kept and how to go on, or "". No one's words in it."""
        return ""

    # --- ending -----------------------------------------------------------------------------

    @property
    def ends(self) -> bool:
        """Whether its screens are going or gone."""
        return self._exit or not self.screen_stack

    @property
    def holds_back(self) -> bool:
        """Whether nothing is drawn for now, because a screen is being made."""
        return self._batch_count > 0

    @property
    def broken_off(self) -> bool:
        """Whether it ends, or has ended, because of a signal, a lost terminal or an error."""
        return self._watched or self._code is not None

    def end(self, code: int) -> None:
        """End in order with an exit code, or without it when that does not come about."""
        self._watch(code)
        if self._code is None:
            self._code = code
            self._keep()
            self.exit(code, return_code=code)

    def told_to_end(self, number: int) -> None:
        """A signal asked for the end, or what is like one; from any thread or handler."""
        # The loop may be blocked by a terminal that does not answer, so the watch starts here.
        self._watch(128 + number)
        if self._loop is None:
            # Before the first frame or after the last: there is no screen to leave.
            if threading.current_thread() is threading.main_thread():
                sys.exit(128 + number)
            return
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self.end, 128 + number)

    def terminal_lost(self) -> None:
        """The terminal is gone; from any thread."""
        self.told_to_end(HANGUP)

    def check_terminal(self) -> None:
        """End when the terminal was closed without a signal."""
        if not self.is_headless and tty.hung_up():
            self.end(128 + HANGUP)

    def _watch(self, code: int) -> None:
        """See to it that the process ends soon; may interrupt itself."""
        if self._watched or self.is_headless:
            return
        self._watched = True
        watchdog = threading.Timer(TIDY, self._end_all_the_same, (code,))
        watchdog.daemon = True
        watchdog.start()

    def _end_all_the_same(self, code: int) -> None:
        """The tidy end did not come in time; the end of the process ends this thread too."""
        threading.Thread(target=self._keep, daemon=True).start()
        driver = self._steady
        for _ in range(round(UNDRAWN / LOOKS)):
            if driver:
                driver.let_go()
            threading.Event().wait(LOOKS)
        if driver is None or driver.draws:
            # Otherwise an editor has the terminal.
            leaving = threading.Thread(target=self._leave, daemon=True)
            leaving.start()
            leaving.join(LEAVING)
        os._exit(code)

    def _keep(self) -> None:
        """Keep what is unsaved, once; whoever comes second waits for that."""
        with self._keeping:
            if self._kept:
                return
            self._kept = True
            try:
                self.keep_unsaved()
            except Exception as error:
                self._note(error)

    @property
    def _steady(self) -> Steady | None:
        """The driver, where it is ours."""
        return cast(Steady, self._driver) if hasattr(self._driver, "let_go") else None

    # --- errors of the program ----------------------------------------------------------------

    def failed(self, error: Exception) -> None:
        """The program is wrong somewhere; from any thread."""
        if self._loop:
            with suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._handle_exception, error)

    def _handle_exception(self, error: Exception) -> None:
        if self.is_headless:
            super()._handle_exception(error)
            return
        self._crash(error)
        # Without words: Textual's have local variables in them, ours come at the very end.
        self.panic()

    def _crash(self, error: Exception) -> None:
        # Screens that go in the middle of something are no error of the program.
        if self._code is None:
            self._note(error)
            self._code, self._crashed = 1, True
            self._watch(1)
            self._keep()
        self._return_code = self._code

    def _note(self, error: BaseException) -> None:
        """Report the first error; those after it are mostly of its making."""
        if isinstance(error, WorkerFailed):
            # It has no place of its own in the code.
            error = error.error
        self._report = self._report or write_report(self._reports, error)

    def on_load(self) -> None:
        """Errors in what runs aside end nothing; Python would print them on the terminal."""

        def unheard(_: asyncio.AbstractEventLoop, about: dict[str, Any]) -> None:
            if isinstance(error := about.get("exception"), BaseException):
                self._note(error)

        if not gc.isenabled():
            self.set_timer(SETTLED, _look_for_garbage)
        if not self.is_headless:
            asyncio.get_running_loop().set_exception_handler(unheard)
            hear_aside(self._note)
            # Nor does what libraries tell whoever writes programs.
            logging.getLogger().addHandler(logging.NullHandler())

    async def on_event(self, event: Event) -> None:
        """Clean what is pasted before a field draws it as it came. A joiner is typed, on a Persian
        keyboard or in an emoji, and taken for no letter by Textual's fields."""
        if isinstance(event, Key) and event.character in (ZWNJ, ZWJ):
            event = Paste(event.character)
        if isinstance(event, Paste):
            event.text = harmless(event.text)
        await super().on_event(event)

    # --- the last words -----------------------------------------------------------------------

    def run_to_end(self) -> int:
        """Run, and put the terminal in order, whatever happens; the exit code."""
        when_told_to_end(self.told_to_end)
        try:
            self.run()
        except Exception as error:
            self._crash(error)
        self._leave()
        if self._steady and self._steady.silent:
            tty.fall_silent()
        return self.return_code or 0

    def _leave(self) -> None:
        if self._steady and self._steady.draws:
            self._steady.put_back()
        self._say_last_words()

    def _say_last_words(self) -> None:
        if self._said:
            return
        self._said = True
        words = [STOPPED] if self._crashed else []
        try:
            words.append(self.last_words())
        except Exception as error:
            self._note(error)
        lines = [" ".join(filter(None, words))]
        if self._crashed or self._report:
            lines.append(report_words(self._report))
        # Folders are called as people like it.
        tty.say("".join(f"{one_line(line)}\n" for line in lines if line))


def _look_for_garbage() -> None:
    """From now on; what was loaded until now stays."""
    gc.freeze()
    gc.enable()


def run_app(app: SteadyApp) -> int:
    """Run the app to its end; the exit code."""
    return app.run_to_end()

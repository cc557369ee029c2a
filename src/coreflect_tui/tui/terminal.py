"""The terminal as a border: signals, a lost terminal, invalid input, crashes.

Every use of Textual's private parts stands here. What was measured of Textual 8.2 and is mended:
it leaves a terminal in disorder on SIGTERM and SIGHUP, spins when the terminal is gone, blocks for
ever when writing to it fails, dies of one byte that is not UTF-8, and prints local variables (so
names and notes) when it crashes. Nothing durable depends on a tidy end: every act is saved at once.
"""

import asyncio
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

from rich.text import Text
from textual.app import App
from textual.driver import Driver
from textual.events import Event, Key, Paste
from textual.message import Message

from coreflect_tui.core.pictures import ZWJ, ZWNJ
from coreflect_tui.core.text import harmless

WATCHDOG = 2.0
"""Seconds that a tidy end may take before the process ends all the same."""


class SteadyApp(App[int]):
    """An app that ends in order, whatever happens to its terminal."""

    def __init__(self, reports: Path) -> None:
        """`reports` is the folder that a report of a crash goes to."""
        super().__init__(driver_class=_steady_driver())
        self._reports = reports
        self._ending = False

    def last_words(self) -> str:
        """After a crash: what is kept, and how to go on."""
        return ""

    def end(self, code: int) -> None:
        """End in order with an exit code, or without it when the terminal does not answer."""
        if self._ending:
            return
        self._ending = True
        watchdog = threading.Timer(WATCHDOG, os._exit, (code,))
        watchdog.daemon = True
        watchdog.start()
        self.exit(code, return_code=code)

    @property
    def ends(self) -> bool:
        """Whether its screens are going or gone."""
        return self._exit or not self.screen_stack

    def listen_to_signals(self) -> None:
        """Let the signals that end programs end this one in order."""
        if self.is_headless:
            return
        loop = self._loop

        def ends(number: int, _: FrameType | None) -> None:
            # The loop may be blocked by a terminal that does not answer, so the watchdog starts
            # here and not in the loop.
            watchdog = threading.Timer(WATCHDOG, os._exit, (128 + number,))
            watchdog.daemon = True
            watchdog.start()
            if loop:
                loop.call_soon_threadsafe(self.end, 128 + number)

        for name in ("SIGHUP", "SIGTERM", "SIGINT"):
            if number := getattr(signal, name, None):
                signal.signal(number, ends)

    def check_terminal(self) -> None:
        """End when the terminal was closed without a signal."""
        if not self.is_headless and _hung_up():
            self.end(128 + 1)

    async def on_event(self, event: Event) -> None:
        """Clean what is pasted before a field draws it as it came. A joiner is typed, on a Persian
        keyboard or in an emoji, and taken for no letter by Textual's fields."""
        if isinstance(event, Key) and event.character in (ZWNJ, ZWJ):
            event = Paste(event.character)
        if isinstance(event, Paste):
            event.text = harmless(event.text)
        await super().on_event(event)

    def _handle_exception(self, error: Exception) -> None:
        if self.is_headless:
            super()._handle_exception(error)
            return
        self._return_code = 1
        report = _write_report(self._reports, error)
        words = f"coreflect stopped because of an error in the program. {self.last_words()}"
        if report:
            words += f"\nA report without anybody's words is in {report}"
        self.panic(Text(harmless(words)))


def run_app(app: SteadyApp) -> int:
    """Run the app to its end; the exit code."""
    app.run()
    return app.return_code or 0


def _write_report(folder: Path, error: Exception) -> Path | None:
    """Where in the program it happened; no values, since these may hold names and notes."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [f"{type(error).__module__}.{type(error).__qualname__}"]
    lines += [f"  {Path(one.filename).name}:{one.lineno} in {one.name}" for one in frames]
    path = folder / "crash-report.txt"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
    except OSError:
        return None
    return path


def _hung_up() -> bool:
    """Whether the terminal at standard input is gone. Windows tells by ending the process."""
    if sys.platform == "win32" or sys.__stdin__ is None:
        return False
    import select

    poll = select.poll()
    poll.register(sys.__stdin__.fileno(), select.POLLHUP | select.POLLERR)
    gone = select.POLLHUP | select.POLLERR
    if sys.platform != "darwin":
        # Older systems of that name answer it for every terminal.
        gone |= select.POLLNVAL
    return any(state & gone for _, state in poll.poll(0))


class _Enduring:
    """A terminal's file whose writes never raise: the first failure reports it lost."""

    def __init__(self, file: Any, lost: Callable[[], None]) -> None:
        self._file = file
        self._lost = lost
        self._works = True

    def write(self, text: str) -> int:
        self._try(lambda: self._file.write(text))
        return len(text)

    def flush(self) -> None:
        self._try(self._file.flush)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def _try(self, act: Callable[[], object]) -> None:
        if not self._works:
            return
        try:
            act()
        except (OSError, ValueError):
            self._works = False
            self._lost()


def _steady_driver() -> type[Driver] | None:
    """A driver that outlives its terminal, where the system has one; None is Textual's own."""
    if sys.platform == "win32":
        return None
    import codecs
    from functools import partial

    from textual.drivers import linux_driver

    def forgiving(encoding: str) -> Callable[[], codecs.IncrementalDecoder]:
        return partial(codecs.getincrementaldecoder(encoding), errors="replace")

    class SteadyDriver(linux_driver.LinuxDriver):
        def __init__(self, app: App[Any], **options: Any) -> None:
            super().__init__(app, **options)
            self._file: Any = _Enduring(self._file, self._terminal_lost)

        def run_input_thread(self) -> None:
            vars(linux_driver)["getincrementaldecoder"] = forgiving
            super().run_input_thread()

        def send_message(self, message: Message) -> None:
            """A key that comes while the program ends reaches nobody, and says nothing."""
            posting = self._app._post_message(message)
            try:
                asyncio.run_coroutine_threadsafe(posting, self._loop)
            except RuntimeError:
                posting.close()

        def _terminal_lost(self) -> None:
            app = self._app
            if isinstance(app, SteadyApp) and app._loop:
                app._loop.call_soon_threadsafe(app.end, 128 + 1)

    return SteadyDriver

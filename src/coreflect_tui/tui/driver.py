"""The driver that outlives its terminal: lost, stopped, not reading, or with keys that are no text.

Textual's private parts stand here and in terminal.py. What was measured of Textual 8.2 and is
mended here: it spins at the end of input, blocks for ever when writing to the terminal fails, dies
of one byte that is not UTF-8 and of keys that no terminal sends, with people's words on the screen,
takes an escape in a paste for a key, starts a second time over itself after SIGSTOP, so that no end
puts the terminal back, and may block in SIGTSTP.
"""

import asyncio
import contextlib
import os
import select
import signal
import sys
import threading
from collections.abc import Callable
from typing import Any, Protocol, cast

from textual.app import App
from textual.driver import Driver
from textual.message import Message

from coreflect_tui.tui import tty
from coreflect_tui.tui.pasting import PasteDecoder

ENDS_OF_INPUT = 3
"""Ends of input in a row that say that the terminal is gone."""
REST = 0.1
"""Seconds between two looks for keys when there are none any more."""


class Holder(Protocol):
    """What the driver tells the app, from any thread."""

    def terminal_lost(self) -> None: ...

    def failed(self, error: Exception) -> None: ...


class Steady(Protocol):
    """What the app asks of the driver besides what Textual does."""

    @property
    def draws(self) -> bool:
        """Whether the terminal may still show our screen, and not what was there before."""

    @property
    def silent(self) -> bool:
        """Whether nothing is written any more: the terminal is gone, or reads nothing."""

    def let_go(self) -> None:
        """The terminal reads nothing: what waits for it is dropped, so that whoever waits for that
        goes on. To be called again as long as somebody waits."""

    def put_back(self) -> None:
        """The terminal as it was, whatever of that is done already."""


class Enduring:
    """A terminal's file whose writes never raise: the first failure reports it lost, and what
    comes later is dropped."""

    def __init__(self, file: Any, lost: Callable[[], None]) -> None:
        self._file = file
        self._lost = lost
        self.works = True

    def write(self, text: str) -> int:
        self._try(lambda: self._file.write(text))
        return len(text)

    def flush(self) -> None:
        self._try(self._file.flush)

    def drop(self) -> None:
        """Write nothing from now on."""
        self.works = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def _try(self, act: Callable[[], object]) -> None:
        if not self.works:
            return
        try:
            act()
        except (OSError, ValueError):
            self.works = False
            self._lost()


class KeysAsText:
    """Decodes keys, whatever bytes came; `ended` hears how many times in a row there were none."""

    def __init__(self, ended: Callable[[int], None]) -> None:
        self._decoder = PasteDecoder("utf-8", "replace")
        self._ended = ended
        self._times = 0

    def decode(self, data: bytes, final: bool = False) -> str:
        self._times = 0 if data or final else self._times + 1
        if self._times:
            self._ended(self._times)
        return self._decoder.decode(data, final)


class Bell(threading.Event):
    """An event that also wakes whoever waits for a file."""

    def __init__(self) -> None:
        super().__init__()
        self._heard, rings = os.pipe()
        self._rings: int | None = rings

    def fileno(self) -> int:
        """What can be read as long as it is set."""
        return self._heard

    def set(self) -> None:
        if not self.is_set():
            super().set()
            if self._rings is not None:
                os.write(self._rings, b"!")

    def clear(self) -> None:
        if self.is_set():
            super().clear()
            if self._rings is not None:
                os.read(self._heard, 1)

    @property
    def is_closed(self) -> bool:
        return self._rings is None

    def close(self) -> None:
        """Wake nobody from now on: another file may get the numbers of these."""
        if self._rings is not None:
            os.close(self._heard)
            os.close(self._rings)
            self._rings = None


if sys.platform == "win32":

    def steady_driver() -> type[Driver] | None:
        """None is Textual's own."""
        return None

else:
    from textual._parser import ParseError
    from textual._xterm_parser import XTermParser
    from textual.drivers import linux_driver

    class SteadyDriver(linux_driver.LinuxDriver):
        def __init__(self, app: App[Any], **options: Any) -> None:
            super().__init__(app, **options)
            self._holder = cast(Holder, app)
            self._file: Any = Enduring(self._file, self._holder.terminal_lost)
            self._first = tty.Attributes()
            self.draws = False
            self._leaving = threading.Lock()
            self.exit_event: Bell = Bell()

        # --- drawing ------------------------------------------------------------------------

        def start_application_mode(self) -> None:
            if self.exit_event.is_closed:
                self.exit_event = Bell()
            super().start_application_mode()  # type: ignore[no-untyped-call]
            self.draws = self._writes
            if self.draws:
                # Never those that we set ourselves before.
                self.attrs_before = self._first.kept

        def stop_application_mode(self) -> None:
            self.write("\x1b[?1016l")
            super().stop_application_mode()
            self.draws = self.silent

        def write(self, data: str) -> None:
            # Nobody takes it from the queue where starting again failed.
            if self._writes:
                super().write(data)

        @property
        def silent(self) -> bool:
            return not self._file.works

        def let_go(self) -> None:
            with self._leaving:
                if self._writes:
                    # What puts the terminal in order may be among what is dropped.
                    self.draws = True
                    self._file.drop()
                    tty.drop_what_waits()
                    # On Linux it is this that wakes whoever waits for room.
                    self._first.put_back()

        def put_back(self) -> None:
            with self._leaving:
                self._first.put_back()
                tty.say(tty.LEAVE)
                self.draws = False

        @property
        def _writes(self) -> bool:
            return self._writer_thread is not None and self._writer_thread.is_alive()

        # --- stopped and gone on with -------------------------------------------------------

        # Textual does all this in the handlers, which may interrupt whoever holds the lock that
        # writing takes.

        def _sigtstp_application(self, *_: object) -> None:
            if self._auto_restart:
                self._loop.call_soon_threadsafe(self._stop_here)
            else:
                # An editor has the terminal, and the loop waits for it.
                os.kill(os.getpid(), signal.SIGSTOP)

        def _sigcont_application(self, *_: object) -> None:
            if self._auto_restart:
                self._loop.call_soon_threadsafe(self._go_on)

        def _stop_here(self) -> None:
            if self.draws:
                self.suspend_application_mode()
            os.kill(os.getpid(), signal.SIGSTOP)

        def _go_on(self) -> None:
            # Stopped without notice it may have the shell's screen, or that of another program.
            if self.draws:
                self.suspend_application_mode()
            self.start_application_mode()
            self._app.refresh(layout=True)

        # --- keys ---------------------------------------------------------------------------

        def _run_input_thread(self) -> None:
            while not self.exit_event.is_set():
                try:
                    self.run_input_thread()
                except OSError:
                    self._holder.terminal_lost()
                    return
                except (ValueError, LookupError, ArithmeticError):
                    # What looks like a key and is none: it is dropped, and reading goes on.
                    self.exit_event.wait(REST)
                except Exception as error:
                    self._holder.failed(error)
                    return

        def run_input_thread(self) -> None:
            """As Textual does, but without a look ten times a second whether something came: that
            takes a fifth of what a running clock does."""
            parser, keys = XTermParser(self._debug), KeysAsText(self._no_keys)
            try:
                while not self.exit_event.is_set():
                    # Of what may be a key or the beginning of one, time decides.
                    half = getattr(parser, "_timeout_time", REST) is not None
                    self._pass_on(parser, keys, REST if half else None)
                # What a terminal answers late is not left to whoever has it next.
                self._pass_on(parser, keys, REST, last=True)
            finally:
                with contextlib.suppress(EOFError, ParseError):
                    list(parser.feed(""))

        def _pass_on(
            self, parser: XTermParser, keys: KeysAsText, seconds: float | None, last: bool = False
        ) -> None:
            """Hand on the keys that come, within so many seconds or until the program ends."""
            heard = [self.fileno] if last else [self.fileno, self.exit_event]
            if self.fileno in select.select(heard, [], [], seconds)[0]:
                text = keys.decode(os.read(self.fileno, 4096), final=last)
                for event in parser.feed(text) if text else ():
                    self.process_message(event)
            for event in parser.tick():
                self.process_message(event)

        def close(self) -> None:
            super().close()
            if self._key_thread is None or not self._key_thread.is_alive():
                self.exit_event.close()

        def _no_keys(self, times: int) -> None:
            # Once may be a Ctrl+D, where somebody else has set the terminal.
            if times == ENDS_OF_INPUT:
                self._holder.terminal_lost()
            self.exit_event.wait(REST)

        def send_message(self, message: Message) -> None:
            """A key that comes while the program ends reaches nobody, and says nothing."""
            posting = self._app._post_message(message)
            try:
                asyncio.run_coroutine_threadsafe(posting, self._loop)
            except RuntimeError:
                posting.close()

    def steady_driver() -> type[Driver] | None:
        """The driver, where the system has terminals that it is for."""
        return SteadyDriver

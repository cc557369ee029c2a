"""The program in a real terminal: a pty it controls, keys in, the screen as a person sees it.

Nothing here sleeps: waiting is reading the terminal until the screen says so.
"""

import contextlib
import fcntl
import math
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyte

PROGRAM = Path(sys.executable).with_name("coreflect")
GUARD = 0.45
"""Seconds in which the program takes a second key that moves on for the same press, and a bit."""
# Takes the terminal as its own and becomes the program. Done there and not between fork and exec,
# which is unsafe where the tests have threads.
_TAKES_IT = "import fcntl, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0)"
_BECOMES = "import os, sys; os.execv(sys.argv[1], sys.argv[1:])"
_UNREAD = re.compile(rb"\x1b\[[<>=][0-9;]*[a-z]")
"""What pyte does not know and would print: the keyboard protocol."""
_HALF = re.compile(rb"\x1b(\[[0-9;:<=>?]*)?\Z")
_ASKS_FOR_FRAMES, _FRAMES_WORK = b"\x1b[?2026$p", b"\x1b[?2026;2$y"
_FRAME_BEGINS, _FRAME_ENDS = b"\x1b[?2026h", b"\x1b[?2026l"

Shows = str | re.Pattern[str] | Callable[[str], object]
"""What the screen must show: text, a pattern, or what a function of the screen says is so."""


def shown_in(screen: str, shows: Shows) -> bool:
    """Whether a screen shows it."""
    if isinstance(shows, str):
        return shows in screen
    return bool(shows.search(screen) if isinstance(shows, re.Pattern) else shows(screen))


class Terminal:
    """`coreflect ARGUMENTS`, its places in the folder `home`; with `with` it ends in any case."""

    def __init__(
        self,
        *arguments: str,
        home: Path,
        columns: int = 80,
        rows: int = 24,
        controlling: bool = True,
        under: Sequence[str] = (),
        first: str = "",
        environment: Mapping[str, str] | None = None,
        program: Path = PROGRAM,
    ) -> None:
        """Without `controlling` the program is not told by a signal that the terminal goes. It is
        run by the program `under`, a path and arguments, where there is one; `first` is Python that
        its process runs before it becomes that, and `environment` adds variables to the person's
        own. Another `program` may stand in the place of ours."""
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._columns = range(columns)
        self._shown = [""] * rows
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self._name = os.ttyname(slave)
        self._attributes = self.attributes_before = termios.tcgetattr(self._master)
        steps = (_TAKES_IT if controlling else "", first, _BECOMES)
        launch = "; ".join(filter(None, steps))
        self._process = subprocess.Popen(
            [sys.executable, "-S", "-I", "-c", launch, *under, str(program), *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={**_environment(), "COREFLECT_HOME": str(home), **(environment or {})},
            start_new_session=True,
        )
        os.close(slave)
        self._open = True
        self._rest = b""
        self._moved = 0.0
        self.raw = bytearray()
        """Every byte the program has written."""
        # When each part of that was read and where it ends, and how many of them are drawn.
        self._reads: list[tuple[float, int]] = []
        self._drawn = 0

    # --- what a person does -----------------------------------------------------------------

    def send(self, keys: str) -> None:
        """Type `keys`, as the bytes a terminal sends for them."""
        self.send_bytes(keys.encode())

    def send_bytes(self, left: bytes) -> None:
        """Send these bytes, whatever they are."""
        while left:
            if not self._open:
                raise AssertionError(f"Nobody reads these keys.\n{self._told()}")
            # The program may be busy drawing; its screen is read meanwhile, or both would wait.
            readable, writable, _ = select.select([self._master], [self._master], [], 20)
            if readable:
                self._read()
            if writable and self._open:
                left = left[os.write(self._master, left[:512]) :]
            if not readable and not writable:
                raise AssertionError(f"The program reads no keys.\n{self._told()}")

    def send_unread(self, keys: str) -> None:
        """Type `keys` without looking at what they do."""
        os.write(self._master, keys.encode())

    def press(self, keys: str, shows: Shows, seconds: float = 20) -> str:
        """Type `keys` and read until the screen shows what must follow; the screen."""
        self.send(keys)
        return self.wait_for(shows, seconds)

    def press_until(self, key: str, shows: Shows, seconds: float = 20) -> str:
        """`press` for keys that move on: not before the guard against double presses is over."""
        self.read_until(self._moved + GUARD)
        screen = self.press(key, shows, seconds)
        self._moved = time.monotonic()
        return screen

    # --- what a person sees -----------------------------------------------------------------

    def screen(self) -> str:
        """The screen as it is, with blanks at the ends of lines cut off."""
        return "\n".join(self._rows())

    @property
    def came(self) -> float:
        """When the last was read that the program has written, on the monotonic clock."""
        return self._reads[-1][0] if self._reads else -math.inf

    def line_of_cursor(self) -> str:
        """The line that is typed in."""
        return self._rows()[self._screen.cursor.y]

    @property
    def cursor(self) -> tuple[int, int]:
        """Where is typed: column and line."""
        self._rows()
        return self._screen.cursor.x, self._screen.cursor.y

    def wait_for(self, shows: Shows, seconds: float = 20) -> str:
        """Read the terminal until the screen shows it; the screen. Raises with the whole screen."""

        if not self._read_until(lambda: shown_in(self.screen(), shows), time.monotonic() + seconds):
            wanted = "What was waited for" if callable(shows) else repr(shows)
            raise AssertionError(f"{wanted} did not come within {seconds} s.\n{self._told()}")
        return self.screen()

    def read_until(self, moment: float) -> None:
        """Read what comes until then, on the monotonic clock, or until the terminal is closed."""
        self._read_until(lambda: False, moment)

    def read_for(self, seconds: float) -> None:
        """Read for so long."""
        self._read_until(lambda: False, time.monotonic() + seconds)

    def read_while(self, holds: Callable[[], bool], seconds: float) -> None:
        """Read as long as it holds, and no longer than that."""
        self._read_until(lambda: not holds(), time.monotonic() + seconds, 0.02)

    def frames(self) -> Iterator[tuple[float, str]]:
        """Read by read of what was not looked at yet: when it came, on the monotonic clock, and the
        screen by then."""
        # Drawing takes a while; it is done when somebody looks, and reading does not wait for it.
        while self._drawn < len(self._reads):
            begins = self._reads[self._drawn - 1][1] if self._drawn else 0
            came, ends = self._reads[self._drawn]
            self._drawn += 1
            self._draw(bytes(self.raw[begins:ends]))
            yield came, "\n".join(self._put_together())

    # --- how it ends ------------------------------------------------------------------------

    def kill(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        self._process.send_signal(number)

    @property
    def running(self) -> bool:
        """Whether the program has its terminal and goes on."""
        return self._open and self._process.poll() is None

    def wait_stopped(self) -> None:
        """Read until the program is stopped, as Ctrl+Z in a shell has it."""
        stat = Path(f"/proc/{self.pid}/stat")
        stopped = self._read_until(
            lambda: stat.read_text().rpartition(")")[2].split()[0] == "T",
            time.monotonic() + 5,
            0.02,
        )
        assert stopped, self._told()

    def hang_up(self) -> None:
        """Close the terminal, as closing its window does."""
        if self._open:
            self._attributes = self.attributes
            self._open = False
            os.close(self._master)

    @property
    def attributes(self) -> list[Any]:
        """What the terminal does with keys, as termios has it: now, or when it was closed."""
        return termios.tcgetattr(self._master) if self._open else self._attributes

    @property
    def pid(self) -> int:
        """The program's number, and that of its session."""
        return self._process.pid

    def fill(self) -> None:
        """Write to the terminal until it takes no more, as when nobody reads what it shows."""
        other_end = os.open(self._name, os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)
        # There is room again while the system carries it on.
        while select.select([], [other_end], [], 0.1)[1]:
            with contextlib.suppress(BlockingIOError):
                while os.write(other_end, b"."):
                    pass
        os.close(other_end)

    def exit_status(self, timeout: float = 20, reads: bool = True) -> int:
        """The program's exit status once it has ended, negative after a signal that killed it;
        without `reads` nothing that it shows is read meanwhile."""
        until = time.monotonic() + timeout
        if self._open and reads:
            # It may wait for its last words to be read.
            self._read_until(lambda: not self._open, until)
        try:
            return self._process.wait(max(until - time.monotonic(), 0.1))
        except subprocess.TimeoutExpired:
            raise AssertionError(f"It goes on after {timeout} s.\n{self._told()}") from None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        self.hang_up()

    # --- reading ----------------------------------------------------------------------------

    def _read_until(self, done: Callable[[], bool], until: float, looks: float = math.inf) -> bool:
        """Read what comes until `done`, or the terminal is closed, or `until` on the clock; what is
        to be `done` is looked at after each read, and every so many seconds."""
        while not done():
            left = until - time.monotonic()
            if left <= 0 or not self._open:
                return False
            if select.select([self._master], [], [], min(left, looks))[0]:
                self._read()
        return True

    def _read(self) -> None:
        try:
            read = os.read(self._master, 65536)
        except OSError:
            read = b""
        if not read:
            # The system says so once nobody has the other end open.
            self.hang_up()
            return
        self.raw += read
        self._reads.append((time.monotonic(), len(self.raw)))
        if _ASKS_FOR_FRAMES in read:
            os.write(self._master, _FRAMES_WORK)

    def _draw(self, read: bytes) -> None:
        # A frame is looked at when it is whole; so is a sequence that the read cut in two.
        came = self._rest + read
        begun, half = came.rfind(_FRAME_BEGINS), _HALF.search(came)
        cut = half.start() if half else len(came)
        if begun > came.rfind(_FRAME_ENDS):
            cut = begun
        self._rest = came[cut:]
        self._stream.feed(_UNREAD.sub(b"", came[:cut]))

    def _rows(self) -> list[str]:
        """The rows of the screen."""
        for _ in self.frames():
            pass
        return self._shown

    def _put_together(self) -> list[str]:
        """The rows as they are drawn; those that changed are made anew, for all takes long."""
        for number in self._screen.dirty:
            cells = (self._screen.buffer[number][column].data for column in self._columns)
            # The second cell of a wide letter is empty.
            self._shown[number] = "".join(cells).rstrip()
        self._screen.dirty.clear()
        return self._shown

    def _told(self) -> str:
        if self._open and select.select([self._master], [], [], 0)[0]:
            self._read()
        with contextlib.suppress(subprocess.TimeoutExpired):
            # A process lets go of its terminal a moment before it has ended.
            self._process.wait(0 if self._open else 1)
        status = self._process.returncode
        state = "is running" if status is None else f"has ended with {status}"
        rule = "─" * self._screen.columns
        return f"The program {state}. Its screen:\n{rule}\n{self.screen()}\n{rule}"


def _environment() -> dict[str, str]:
    """The person's own environment without what changes colours, language or the terminal."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TEXTUAL")}
    for name in ("NO_COLOR", "COLORTERM", "COLUMNS", "LINES", "TERM_PROGRAM", "TMUX"):
        kept.pop(name, None)
    return {**kept, "TERM": "xterm-256color", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}

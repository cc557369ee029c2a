"""How the program ends: a session to end it in, and what it leaves of itself in the terminal.

Linux alone has what is looked at here: /proc, and a terminal that can be asked from its other end.
"""

import os
import re
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from coreflect_tui.clock import SystemClock
from coreflect_tui.core.formats import NoteKind
from coreflect_tui.core.history import replay
from coreflect_tui.core.intents import GiveTurn, NextItem, WriteNote
from coreflect_tui.core.state import Options, Recipient, SessionState
from coreflect_tui.library.format_file import read_format
from coreflect_tui.library.shipped import shipped_folder
from coreflect_tui.locations import locations
from coreflect_tui.preparation import Invited, prepare_session
from coreflect_tui.store import Store
from coreflect_tui.workplace import Workplace
from holding import give, has_floor
from terminal import Terminal

LINUX_ONLY = (sys.platform != "linux", "needs Linux: /proc and its terminals")
WITHIN = 3.0
"""Seconds in which the program is to be gone."""
BUSY = 1.2
"""Seconds of the processor that an end may take; a process that spins takes all there are."""
PEOPLE = ("Fenna", "Marisol", "Bartholomew", "Ingeborg")
NOTE = "Marmalade helped her to get up"
SAID = "Ingeborg: my sister hid the pills"
"""What an error may quote: words that somebody said."""

_MODE = re.compile(rb"\x1b\[\?([\d;]+)([hl])")
_USUAL = {b"25": b"h", b"7": b"h"}
"""Modes that a terminal has on; the cursor, and lines that wrap. All others are off."""
_KEYS_PUSHED, _KEYS_POPPED = re.compile(rb"\x1b\[>\d+u"), b"\x1b[<u"
_SCREEN_LEFT = b"\x1b[?1049l"
_SEQUENCE = re.compile(r"\x1b(\[[0-9;:<=>?]*[a-zA-Z]|\].*?\a|\\)")


def begin_session(home: Path) -> str:
    """A session under `home` in its check-in round, where somebody speaks; its id."""
    workplace = Workplace(locations({"COREFLECT_HOME": str(home)}), SystemClock(), Random(7))
    fmt = read_format(shipped_folder("formats") / "ips-co-reflection.toml")
    moment = workplace.clock.now()
    options = Options(moment.session, 90, fmt.places[0], moment.offset, Recipient("IPS Central"))
    names = [Invited(name) for name in PEOPLE]
    prepared = prepare_session(fmt, options, names[:1], names[1:], workplace.random)
    assert isinstance(prepared, tuple)
    session = workplace.begin(*prepared)
    for intent in (NextItem(), NextItem(), NextItem(), WriteNote(NoteKind.HARVEST, NOTE)):
        assert session.dispatch(intent) is None
    assert session.dispatch(GiveTurn("p2")) is None
    workplace.close()
    return prepared[0]


def go_on(terminal: Terminal) -> Terminal:
    """The session on the screen, and one act more in it, acknowledged."""
    terminal.wait_for(has_floor(PEOPLE[1]))
    # What only some terminals can do is switched on as well.
    terminal.send_bytes(b"\x1b[?2048;2$y")
    give(terminal, PEOPLE[2])
    return terminal


def speaks(home: Path) -> str:
    """Who has the floor, as the disk has it."""
    state = stored(home)
    turns = [held.speaker.person for held in state.rounds if held.speaker]
    return next((one.name for one in state.people if one.id in turns), "")


def stored(home: Path) -> SessionState:
    """The one session under `home`."""
    store = Store(locations({"COREFLECT_HOME": str(home)}).data)
    try:
        (one,) = store.summaries.newest()
        return replay(store.journal.load(one.session)).state
    finally:
        store.close()


@dataclass(frozen=True)
class Ending:
    """How it ended: the exit status, the time on the processor, and what the terminal shows."""

    status: int
    busy: float
    words: str


def end(
    terminal: Terminal, cause: Callable[[], object], within: float = WITHIN, reads: bool = True
) -> Ending:
    """Do what ends the program, and see that nothing of it lives on or was busy meanwhile. Without
    `reads` the terminal shows what comes only after that."""
    before = _seconds_of(terminal.pid)
    others = _seconds_of_children()
    until = time.monotonic() + within
    cause()
    status = terminal.exit_status(within, reads)
    # What it started may need a moment more.
    while _of_session(terminal.pid):
        assert time.monotonic() < until, "something of it lives on"
    busy = _seconds_of_children() - others - before
    assert busy < BUSY
    terminal.exit_status()
    left = bytes(terminal.raw.rpartition(_SCREEN_LEFT)[2])
    return Ending(status, busy, _SEQUENCE.sub("", left.decode(errors="replace")))


def assert_in_order(terminal: Terminal) -> None:
    """The terminal is as the program found it, once it has read what is still on its way."""
    terminal.read_while(lambda: bool(_left_on(terminal)), WITHIN)
    assert _MODE.search(terminal.raw), "nothing was drawn"
    assert not _left_on(terminal), "modes that were changed and not put back"
    pushed = len(_KEYS_PUSHED.findall(terminal.raw))
    assert terminal.raw.count(_KEYS_POPPED) >= pushed, "the keyboard protocol stays"
    assert terminal.attributes == terminal.attributes_before


def _left_on(terminal: Terminal) -> set[bytes]:
    modes: dict[bytes, bytes] = {}
    for names, state in _MODE.findall(bytes(terminal.raw)):
        modes.update(dict.fromkeys(names.split(b";"), state))
    return {name for name, state in modes.items() if state != _USUAL.get(name, b"l")}


def assert_nobody(words: str) -> None:
    """No name, no note, nothing that an error quotes, and no traceback."""
    for told in (*PEOPLE, "Marmalade", "sister", "pills", "Traceback", 'File "'):
        assert told not in words


def _seconds_of(pid: int) -> float:
    """What a process has used of the processor."""
    fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _seconds_of_children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _of_session(session: int) -> list[int]:
    """The processes of a session that are there."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text("utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session and fields[0] != "Z":
            found.append(int(stat.parent.name))
    return found

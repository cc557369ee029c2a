"""Windows in processes of their own, without screens, that hand one session about.

They are told line by line what to do, several at once, and are killed and started anew. What they
answer is held against the disk.
"""

import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Self

import coreflect_tui
from coreflect_tui.core.events import NoteWritten
from coreflect_tui.core.history import replay
from coreflect_tui.store import Store, aside

# A window that does not tick does not answer, and nobody waits for it longer than two ticks.
WINDOW = """
import json, sys
from random import SystemRandom
from coreflect_tui import taking_over
from coreflect_tui.clock import SystemClock
from coreflect_tui.session import Session
from windows import Window
taking_over.ANSWERS_IN = 0.0
window = Window(SystemClock())
window.workplace.random = SystemRandom()
window.opens(sys.argv[1])
def told(**more):
    holds = isinstance(window.workplace.session, Session)
    print(json.dumps({"holds": holds, **more}), flush=True)
told()
for line in sys.stdin:
    does, _, text = line.strip().partition(" ")
    if does == "write":
        holds = isinstance(window.workplace.session, Session)
        if holds:
            window.writes(text)
        told(saved=holds and window.session.unsaved is None, wrote=holds)
    elif does == "type" and window.holds:
        window.workplace.held.keep_draft("note:takeaway", "takeaway", text)
        told()
    elif does == "ask":
        window.other.ask()
        told()
    else:
        window.other.tick()
        told()
"""


class Process:
    """One window in a process; with `with` it ends in any case."""

    def __init__(self, session: str) -> None:
        paths = (Path(coreflect_tui.__file__).parents[1], Path(__file__).parent)
        self._child = subprocess.Popen(
            [sys.executable, "-c", WINDOW, session],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, paths))},
        )

    def tell(self, command: str) -> None:
        """Ask for something, and go on."""
        assert self._child.stdin
        self._child.stdin.write(f"{command}\n")
        self._child.stdin.flush()

    def answer(self) -> dict[str, Any]:
        """What came of it."""
        assert self._child.stdout
        line = self._child.stdout.readline()
        assert line, "the window has ended"
        answer: dict[str, Any] = json.loads(line)
        return answer

    def kill(self) -> None:
        self._child.send_signal(signal.SIGKILL)
        self._child.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        assert self._child.stdin
        assert self._child.stdout
        self._child.stdin.close()
        self._child.stdout.close()


class Story:
    """What windows did, by what they answered. `saved` are the notes that a window said are saved,
    in order; `outrun` those that it said are not, as long as the window lives."""

    def __init__(self, session: str, data: Path, chance: random.Random) -> None:
        self._session = session
        self._data = data
        self._chance = chance
        self._stack = ExitStack()
        self._windows: list[Process] = []
        self._notes = 0
        self.saved: list[str] = []
        self.outrun: dict[int, list[str]] = {}
        self.counts = dict.fromkeys(("saved", "outrun", "killed", "changed hands"), 0)
        self._holder: int | None = None

    @contextmanager
    def told(self, windows: int) -> Iterator[Self]:
        """While this lasts, so many windows are open."""
        with self._stack:
            for place in range(windows):
                self._windows.append(self._stack.enter_context(Process(self._session)))
                self._heard(place, self._windows[place].answer())
            yield self

    def round(self) -> None:
        """Some windows do something, all at the same time; or one is killed in the middle of it and
        started again."""
        chance = self._chance
        asked = chance.sample(range(len(self._windows)), chance.randint(1, len(self._windows)))
        wrote: dict[int, str] = {}
        for place in asked:
            does = chance.choice(("write", "write", "tick", "tick", "tick", "ask", "type"))
            if does in ("write", "type"):
                self._notes += 1
                does = f"{does} note {self._notes}"
                wrote[place] = does.partition(" ")[2]
            self._windows[place].tell(does)
        killed = chance.choice(asked) if chance.random() < 0.04 else None
        if killed is not None:
            self._windows[killed].kill()
        answers = {place: self._windows[place].answer() for place in asked if place != killed}
        self._took_in(answers, wrote)
        if killed is not None:
            # What it did and had not said is there or not; what it lost and had not put aside yet
            # is gone with it.
            self.counts["killed"] += 1
            for note in (*self.outrun.pop(killed, ()), wrote.get(killed, "")):
                self._may_be_there(note)
            self._windows[killed] = self._stack.enter_context(Process(self._session))
            self._heard(killed, self._windows[killed].answer())

    def _took_in(self, answers: dict[int, dict[str, Any]], wrote: dict[int, str]) -> None:
        writers = [place for place, one in answers.items() if one.get("saved")]
        assert len(writers) <= 1, "two windows wrote at the same time"
        for place, one in answers.items():
            if one.get("saved"):
                self.saved.append(wrote[place])
                self.counts["saved"] += 1
            elif one.get("wrote"):
                self.outrun.setdefault(place, []).append(wrote[place])
                self.counts["outrun"] += 1
            self._heard(place, one)

    def _heard(self, place: int, answer: dict[str, Any]) -> None:
        if answer["holds"] and place != self._holder:
            self.counts["changed hands"] += 1
            self._holder = place

    def _may_be_there(self, note: str) -> None:
        if note in self.stored():
            self.saved.append(note)

    def stored(self) -> list[str]:
        """The notes on disk, in order."""
        store = Store(self._data)
        try:
            return [note.text for note in replay(store.journal.load(self._session)).state.notes]
        finally:
            store.close()

    def put_aside(self) -> list[str]:
        """The notes in files of their own."""
        files = aside.files_of(self._data, self._session)
        decisions = [one for path in files for one in aside.decisions_in(path)]
        events = [event for one in decisions for event in one.events]
        return [event.text for event in events if isinstance(event, NoteWritten)]

    def check(self) -> None:
        """Every window looks until all is quiet; then nothing that was said to be saved is lost,
        nothing is there twice, and what could not be saved is in a file."""
        for _ in range(4):
            for place, window in enumerate(self._windows):
                window.tell("tick")
                self._heard(place, window.answer())
        stored = self.stored()
        waited = [note for notes in self.outrun.values() for note in notes]
        # What waited because another window was writing just then was saved at the next try.
        late = [note for note in waited if note in stored]
        assert sorted([*self.saved, *late]) == sorted(stored), (self.saved, late, stored)
        assert [note for note in stored if note in self.saved] == self.saved, "in order"
        assert set(waited) - set(late) <= set(self.put_aside())
        assert not set(stored) & set(self.put_aside()), "what is saved is nowhere else"

"""A facilitator whose laptop dies again and again: random acts, each seen on the screen, then -9.

One `Lives` is one home. Each of its lives starts the program, goes on with the session that is
there, does a few acts and is killed at a moment that nobody chose. After each the store is read by
the program itself and held against what the screen had acknowledged: shown, and not as unsaved.
"""

import signal
import sqlite3
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from random import Random
from subprocess import TimeoutExpired

from coreflect_tui.store.connection import NAME
from facts import COLUMNS, ROWS, Facts, exported, facts_of
from holding import CTRL_S, ENTER, coreflect, hold, open_setup
from terminal import GUARD, Terminal

NAMES = ("Ana", "Bo", "Cy", "Dee", "Edo", "Flo", "Gus", "Hal", "Ida", "Jo")
KINDS = {"h": "harvest", "c": "compost"}
ROUND = "Check-in round"
BEFORE = ("Opening quotes", "Framing")
CTRL_U, ESCAPE = "\x15", "\x1b"
ENDINGS = ("act", "typing", "starting", "closing")
"""What the program is in the middle of when it is killed."""
OUTCOMES = {
    "attendees.csv",
    "attendees.md",
    "attendee list.eml",
    "harvest.md",
    "harvest.html",
}


@dataclass
class Figures:
    """What was found out; `wrong` are sentences, of which there should be none."""

    endings: Counter[str] = field(default_factory=Counter)
    acknowledged: int = 0
    in_flight: int = 0
    took_effect: int = 0
    drafts: int = 0
    wrong: list[str] = field(default_factory=list)

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(
            self.endings + other.endings,
            self.acknowledged + other.acknowledged,
            self.in_flight + other.in_flight,
            self.took_effect + other.took_effect,
            self.drafts + other.drafts,
            self.wrong + other.wrong,
        )

    def __str__(self) -> str:
        kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(self.endings.items()))
        return (
            f"{self.endings.total()} kills ({kinds}); {self.acknowledged} acts acknowledged,"
            f" {len(self.wrong)} lost or wrong; {self.in_flight} in flight, of which"
            f" {self.took_effect} took effect; {self.drafts} drafts looked for and there"
        )


@dataclass(frozen=True)
class Act:
    """Keys, in parts that each wait for the screen; what is so afterwards."""

    parts: tuple[tuple[str, str], ...]
    last: str
    after: Facts
    undoes: int = 0
    """-1 takes the last act back, 1 brings it back, 0 is an act of its own."""
    moves_on: bool = False


class Lives:
    """The lives of the program on one home; the same seed does the same acts."""

    def __init__(self, home: Path, seed: int, most: int) -> None:
        """`most` acts before each killing."""
        self._home = home
        self._most = most
        self._random = Random(seed)
        self.figures = Figures()
        self._facts: Facts | None = None
        # What undo would go back to, and redo forward to.
        self._done: list[Facts] = []
        self._undone: list[Facts] = []
        self._agenda: dict[str, int] = {}
        self._draft = ""
        self._count = 0
        self._terminal: Terminal
        self._moved = 0.0
        self._flying: Act | None = None

    def live(self, ending: str) -> None:
        """One more life, killed at its end, and what is there after it."""
        if ending == "starting" and not self._facts:
            ending = "act"
        self.figures.endings[ending] += 1
        arguments = ("resume",) if self._facts else ()
        with Terminal(*arguments, home=self._home, columns=COLUMNS, rows=ROWS) as self._terminal:
            if ending == "starting":
                self._kill_within(1.2)
            else:
                self._go_on() if self._facts else self._begin()
                for _ in range(self._random.randint(2, self._most)):
                    self._do(self._choose())
                getattr(self, f"_die_{ending}")()
            self._terminal.exit_status()
            self._compare(ending)

    # --- starting -----------------------------------------------------------------------------

    def _begin(self) -> None:
        people = self._random.sample(NAMES, 4)
        if self._agenda:
            # Setup has the people of the session before.
            open_setup(self._terminal)
            self._terminal.press(CTRL_S, "BEFORE THE START")
            self._terminal.press_until(".", "▸ Opening quotes")
        else:
            hold(self._terminal, "Fenna", *people)
        self._moved = time.monotonic()
        session = exported(self._home)
        self._agenda = {
            one["item"]["step"]["title"]: one["allotment"] // 60 for one in session["items"]
        }
        self._facts = facts_of(session)
        self._done, self._undone, self._draft = [], [], ""
        self.figures.acknowledged += 2

    def _go_on(self) -> None:
        """The screen shows all that was acknowledged; a note that was being typed can go on."""
        facts = self._known
        try:
            self._terminal.wait_for(facts.shown_on)
        except AssertionError as error:
            self.figures.wrong.append(f"not shown after resume: {facts}\n{error}")
            raise
        kind, draft = next(iter(drafts_in(self._home)), ("", ""))
        if not draft.startswith(self._draft):
            self.figures.wrong.append(f"of the draft {self._draft!r} there is {draft!r}")
        self.figures.drafts += bool(self._draft)
        self._draft = ""
        if draft:
            self._terminal.press("w", "or enter ")
            self._terminal.press(kind[0], f" {kind}, unfinished: {draft.rstrip()}\n")
            self._do(self._note_of(draft.strip(), ()))

    # --- acts ---------------------------------------------------------------------------------

    @property
    def _known(self) -> Facts:
        assert self._facts
        return self._facts

    def _choose(self) -> Act:
        facts = self._known
        possible = [self._note, self._note, self._minute, self._room, self._pause]
        if self._done:
            possible.append(self._undo)
        if self._undone:
            possible += [self._redo, self._redo]
        if facts.item in BEFORE and not facts.paused:
            possible.append(self._next)
        if facts.item == ROUND and not facts.paused:
            possible += [self._give, self._pass] if facts.floor else [self._give]
        return self._random.choice(possible)()

    def _note(self) -> Act:
        letter = self._random.choice("hc")
        self._count += 1
        words = f"{self._count:04} " + " ".join(
            self._random.choice(("we", "listen", "wait", "trust", "learn")) for _ in range(3)
        )
        return self._note_of(words, (("w", "or enter "), (letter, f" {KINDS[letter]}:")))

    def _note_of(self, words: str, parts: tuple[tuple[str, str], ...]) -> Act:
        after = replace(self._known, notes=(*self._known.notes, (self._known.item, words)))
        return Act(parts, f"{words if parts else ''}{ENTER}", after)

    def _minute(self) -> Act:
        return Act((), "+", replace(self._known, minutes=self._known.minutes + 1))

    def _room(self) -> Act:
        return Act((), "o", replace(self._known, room_closed=not self._known.room_closed))

    def _pause(self) -> Act:
        return Act((), "z", replace(self._known, paused=not self._known.paused))

    def _next(self) -> Act:
        titles = list(self._agenda)
        title = titles[titles.index(self._known.item) + 1]
        after = replace(self._known, item=title, minutes=self._agenda[title])
        return Act((), ".", after, moves_on=True)

    def _give(self) -> Act:
        facts = self._known
        heard = {*facts.shared, facts.floor}
        name = self._random.choice([one for one in NAMES if one not in heard] or ["Kim"])
        if name == "Kim":
            return self._note()
        shared = facts.shared | ({facts.floor} if facts.floor else set())
        after = replace(facts, floor=name, shared=shared, passed=facts.passed - {name})
        return Act((("/", "who:"),), f"{name}{ENTER}", after, moves_on=True)

    def _pass(self) -> Act:
        facts = self._known
        after = replace(facts, floor="", passed=facts.passed | {facts.floor})
        return Act((), "p", after, moves_on=True)

    def _undo(self) -> Act:
        return Act((), "u", self._done[-1], undoes=-1)

    def _redo(self) -> Act:
        return Act((), "r", self._undone[-1], undoes=1)

    def _do(self, act: Act) -> None:
        self._send(act)
        try:
            self._terminal.wait_for(act.after.shown_on)
        except AssertionError as error:
            raise AssertionError(f"{act} is not shown: {error}") from None
        if act.moves_on:
            self._moved = time.monotonic()
        self._took_effect(act)
        self.figures.acknowledged += 1

    def _send(self, act: Act) -> None:
        for keys, shows in act.parts:
            self._terminal.press(keys, shows)
        if act.moves_on:
            self._terminal.read_until(self._moved + GUARD)
        self._terminal.send(act.last)

    def _took_effect(self, act: Act) -> None:
        before, self._facts = self._known, act.after
        if act.undoes == -1:
            self._done.pop()
            self._undone.append(before)
        elif act.undoes == 1:
            self._undone.pop()
            self._done.append(before)
        else:
            self._done.append(before)
            self._undone.clear()

    # --- dying --------------------------------------------------------------------------------

    def _kill_within(self, seconds: float) -> None:
        """Kill it at some moment from now on, whatever it does then."""
        self._terminal.read_until(time.monotonic() + self._random.uniform(0, seconds))
        self._terminal.kill(signal.SIGKILL)

    def _die_act(self) -> None:
        """In the middle of an act, before or after it took effect."""
        self._flying = self._choose()
        self.figures.in_flight += 1
        self._send(self._flying)
        self._kill_within(0.1)

    def _die_typing(self) -> None:
        """While a note is typed; what stood there before the last letters came is safe."""
        (keys, shows), (letter, label) = self._note().parts
        self._terminal.press(keys, shows)
        self._terminal.press(letter, label)
        typed = ""
        words = (f"{self._count:04}", " slowly", " we", " come", " to it")
        for word in words[: self._random.randint(2, 5)]:
            self._draft, typed = typed, typed + word
            self._terminal.send(word)
            self._terminal.wait_for(partial(self._typed, typed))
        self._kill_within(0.02)

    def _typed(self, words: str, _: str) -> bool:
        return self._terminal.line_of_cursor().endswith(f": {words}")

    def _die_closing(self) -> None:
        """While the files of the session are written."""
        if self._known.paused:
            self._do(self._pause())
        self._terminal.press("x", "Before closing")
        self._terminal.send(CTRL_S)
        self._kill_within(0.25)

    # --- what is there after ------------------------------------------------------------------

    def _compare(self, ending: str) -> None:
        flying, self._flying = self._flying, None
        if flying and flying.after.shown_on(self._terminal.screen()):
            # It was acknowledged in the very last moment.
            self.figures.acknowledged += 1
            self.figures.took_effect += 1
            self._took_effect(flying)
            flying = None
        session = exported(self._home)
        found = facts_of(session)
        if flying and found == flying.after:
            self.figures.took_effect += 1
            self._took_effect(flying)
        if ending == "closing" and found == self._known.when_closed():
            self._look_at_outcomes(session["id"])
            self._facts = None
            return
        if found != self._known:
            self.figures.wrong.append(f"{ending}: {self._known} was shown, {found} is there")
            self._facts = found
        self.figures.wrong += damage_in(self._home) + rests_in(self._home)

    def _look_at_outcomes(self, session: str) -> None:
        """Written again, each file is there once and nothing else is."""
        done = coreflect(self._home, "sessions", "export", session)
        folder = Path(done.stdout.splitlines()[0]).parents[1]
        names = [path.name for path in folder.rglob("*") if path.is_file()]
        if done.returncode or len(names) != len(OUTCOMES) or set(names) != OUTCOMES:
            self.figures.wrong.append(f"outcomes: {sorted(names)} {done.stderr}")


def drafts_in(home: Path) -> tuple[tuple[str, str], ...]:
    """What was being typed and is not finished, as kind and words, the newest first."""
    with closing(sqlite3.connect(home / "data" / NAME)) as conn:
        rows = conn.execute("SELECT kind, text FROM drafts ORDER BY updated DESC").fetchall()
    return tuple(rows)


def damage_in(home: Path) -> list[str]:
    """What is wrong with the database as it lies there."""
    with closing(sqlite3.connect(home / "data" / NAME)) as conn:
        verdict = conn.execute("PRAGMA integrity_check").fetchone()[0]
    return [] if verdict == "ok" else [f"integrity: {verdict}"]


def rests_in(home: Path) -> list[str]:
    """Files in the data folder that nobody needs. A journal that was begun and never needed stays
    until the next act."""
    ours = (NAME, f"{NAME}-journal")
    names = [one.name for one in (home / "data").iterdir()]
    return [one for one in names if one not in ours and not one.endswith(".lock")]


def live_often(home: Path, seed: int, endings: Sequence[str], most: int = 12) -> Figures:
    """So many lives on one home, each ending as said; what goes wrong ends them all."""
    lives = Lives(home, seed, most)
    for number, ending in enumerate(endings, start=1):
        try:
            lives.live(ending)
        except (AssertionError, TimeoutExpired) as error:
            lives.figures.wrong.append(str(error))
        if lives.figures.wrong:
            lives.figures.wrong.append(f"That was seed {seed}, life {number}.")
            break
    return lives.figures

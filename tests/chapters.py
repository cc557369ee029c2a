"""One scripted session in chapters, each begun on the files that the one before left.

So a fault can be tried at every call of a chapter without going through those before it. An act is
acknowledged once the screen shows what must follow, and nothing on it is unsaved.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from facts import UNSAVED, exported
from holding import CTRL_S, ENTER, fill_in
from terminal import Shows, Terminal, shown_in

COLUMNS, ROWS = 100, 40
_INSTANT = re.compile(r"\d{4}-\d\d-\d\d(T[\d:.]+\+00:00|-\w{6})?")

Page = str
"""A session as the program exports it, without its instants and ids, and its files by name."""


@dataclass(frozen=True)
class Act:
    """Keys, each waiting for what the screen shows then; the last shows that the act is done. One
    that moves on is not taken within a moment of another one."""

    parts: tuple[tuple[str, Shows], ...]
    moves_on: bool = False

    def do(self, terminal: Terminal) -> None:
        """Raises AssertionError where the screen does not come to show it."""
        for keys, shows in self.parts:
            (terminal.press_until if self.moves_on else terminal.press)(keys, shows)
        terminal.wait_for(lambda screen: UNSAVED not in screen)

    def acknowledged(self, screen: str) -> bool:
        return shown_in(screen, self.parts[-1][1]) and UNSAVED not in screen


@dataclass(frozen=True)
class Chapter:
    """Some acts in the program that is started with `arguments`."""

    name: str
    arguments: tuple[str, ...]
    acts: tuple[Act, ...]

    def play(self, terminal: Terminal, after: Callable[[], object] = lambda: None) -> int:
        """Do the acts as long as the program runs; how many were acknowledged. `after` each."""
        if self.arguments[0] == "run":
            _unless_ended(terminal, partial(fill_in, terminal, "Fenna", "Ana", "Bo"))
        for done, act in enumerate(self.acts):
            _unless_ended(terminal, partial(act.do, terminal))
            if not terminal.running:
                # Its last picture may show it.
                return done + act.acknowledged(terminal.screen())
            after()
        return len(self.acts)


def _unless_ended(terminal: Terminal, do: Callable[[], None]) -> None:
    try:
        do()
    except AssertionError:
        if terminal.running:
            raise


def _act(*keys_and_shows: Any, moves_on: bool = False) -> Act:
    return Act(tuple(zip(keys_and_shows[::2], keys_and_shows[1::2], strict=True)), moves_on)


def _pasted(words: str) -> str:
    return f"\x1b[200~{words}\x1b[201~"


CHAPTERS = (
    Chapter(
        "beginning",
        ("run", "ips-co-reflection"),
        (
            _act(CTRL_S, "BEFORE THE START"),
            _act(".", "▸ Opening quotes", moves_on=True),
            _act(".", "▸ Framing", moves_on=True),
            _act(".", "▸ Check-in round", moves_on=True),
        ),
    ),
    Chapter(
        "round",
        ("resume",),
        (
            _act("1", re.compile(r"now +Ana  "), moves_on=True),
            _act("o", "room closed"),
            _act("2", re.compile(r"now +Bo  "), moves_on=True),
            _act("u", re.compile(r"now +Ana  ")),
            _act("r", re.compile(r"now +Bo  ")),
        ),
    ),
    Chapter(
        "notes",
        ("resume",),
        (
            _act("w", "or enter ", "h", " harvest:", _pasted("We waited"), "We waited",
                 ENTER, re.compile("harvest +We waited")),
            _act("Q", "words — who, where:", _pasted("Trust grows — Ada Low, a talk"), "a talk",
                 ENTER, re.compile("quote +“Trust grows”")),
        ),
    ),
    Chapter(
        "group",
        ("resume",),
        (
            _act("a", "People  ", "k", "as a group called:", "Tuesday", "Tuesday",
                 ENTER, re.compile("^ Tuesday: ", re.MULTILINE)),
        ),
    ),
    Chapter(
        "strike",
        ("resume",),
        (
            _act("v", "Notes  ", "X", "X again", "X", lambda screen: "We waited" not in screen),
        ),
    ),
    Chapter("closing", ("resume",), (_act("x", "Before closing", CTRL_S, "Closed"),)),
)  # fmt: skip
FORGETTING = "forgetting"
"""What comes after the last chapter: the session is forgotten, by a command."""


def page(home: Path) -> Page:
    """The session as it is stored; "" where there is none."""
    try:
        session = {**exported(home)}
    except AssertionError as error:
        if "There is no session yet" in str(error):
            return ""
        raise
    session["written"] = [Path(one["path"]).name for one in session["written"]]
    session["options"]["group"] = bool(session["options"]["group"])
    for person in session["people"]:
        person["roster"] = bool(person["roster"])
    return json.dumps(json.loads(_INSTANT.sub("…", json.dumps(session))), sort_keys=True)


def without_files(page: Page) -> Page:
    """The same before it was recorded which files were written."""
    return json.dumps({**json.loads(page), "written": []}, sort_keys=True)

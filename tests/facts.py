"""What is so in a session: as the program reads it from its store, and as the live screen shows."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from holding import coreflect

UNSAVED = "UNSAVED SINCE"
COLUMNS, ROWS = 100, 56
"""The screen on which `shown_on` finds everything: it has room for what was written down."""


@dataclass(frozen=True)
class Facts:
    """A session as far as these tests change it; `item` is the title of the running one, `minutes`
    its time, a note is the title of its item and its words."""

    item: str = ""
    minutes: int = 0
    notes: tuple[tuple[str, str], ...] = ()
    floor: str = ""
    shared: frozenset[str] = frozenset()
    passed: frozenset[str] = frozenset()
    room_closed: bool = False
    paused: bool = False
    closed: bool = False

    def when_closed(self) -> "Facts":
        """The same once nothing runs any more."""
        return Facts(notes=self.notes, room_closed=self.room_closed, closed=True)

    def shown_on(self, screen: str) -> bool:
        """Whether the live screen shows just this, and says of nothing that it is not saved."""
        agenda = re.search(r"^ ▸ (.+?) +(\d+) +\d+:\d\d", screen, re.MULTILINE)
        here = [words for item, words in self.notes if item == self.item]
        last = re.findall(r"│ (?:harvest|compost) {3,4}(\S.*?)$", screen, re.MULTILINE)[-1:]
        floor = re.search(r"│ now +(.+?)  \d+:\d\d", screen)
        people = re.search(r"(\d+) of \d+ shared(?: · (\d+) passed)?", screen)
        counts = (int(people[1]), int(people[2] or 0)) if people else (0, 0)
        return (
            agenda is not None
            and (agenda[1], int(agenda[2])) == (self.item, self.minutes)
            and last == here[-1:]
            and (floor[1] if floor else "") == self.floor
            and counts == (len(self.shared), len(self.passed))
            and ("room closed" in screen) == self.room_closed
            and ("paused since" in screen) == self.paused
            and UNSAVED not in screen
        )


def stored(home: Path, session: str = "last") -> Facts:
    """What the program reads of a session that is stored; raises where it cannot."""
    return facts_of(exported(home, session))


def exported(home: Path, session: str = "last") -> Mapping[str, Any]:
    """The whole session, as the program prints it; raises with what it says instead."""
    done = coreflect(home, "sessions", "export", session, "--json")
    assert done.returncode == 0, done.stderr
    found: Mapping[str, Any] = json.loads(done.stdout)["session"]
    return found


def facts_of(session: Mapping[str, Any]) -> Facts:
    """The facts of an exported session."""
    names = {one["id"]: one["name"] for one in session["people"]}
    titles = {one["item"]["id"]: one["item"]["step"]["title"] for one in session["items"]}
    running = next((one for one in session["items"] if _runs(one)), None)
    turns = [
        turn
        for held in session["rounds"]
        if running and held["item"] == running["item"]["id"]
        for turn in held["turns"]
    ]

    def those(status: str) -> frozenset[str]:
        return frozenset(names[one["person"]] for one in turns if one["status"] == status)

    return Facts(
        item=titles[running["item"]["id"]] if running else "",
        minutes=running["allotment"] // 60 if running else 0,
        notes=tuple((titles.get(one["item"], ""), one["text"]) for one in session["notes"]),
        floor="".join(those("speaking")),
        shared=those("done"),
        passed=those("passed"),
        room_closed=session["room_closed"] is not None,
        paused=any(one["end"] is None for one in session["pauses"]),
        closed=session["closed"] is not None,
    )


def _runs(item: Mapping[str, Any]) -> bool:
    visits = item["visits"]
    return bool(visits) and visits[-1]["end"] is None

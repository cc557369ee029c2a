"""A session without a screen, as a program that faults can be brought to.

`python tests/under_faults.py` holds it in COREFLECT_HOME, with a clock that stands still and ids
out of a seed, and writes a line of JSON after each act: how many decisions are acknowledged, which
is saved with nothing waiting, and what was said. `run` runs it so.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

from builders import START, a_format, attendees, preparation, sharing, talk
from coreflect_tui.clock import FastClock
from coreflect_tui.core.formats import NoteKind, Outcome
from coreflect_tui.core.intents import (
    CloseSession,
    GiveTurn,
    Intent,
    NextItem,
    RecordOutcomes,
    SetPresence,
    WriteNote,
)
from coreflect_tui.core.person import Presence
from coreflect_tui.core.state import WrittenFile
from coreflect_tui.exports.folder import ExportError, write_outcomes
from coreflect_tui.library.groups import GroupError
from coreflect_tui.library.own_quotes import add_quotes
from coreflect_tui.library.quotes import QuotesError, quote_of
from coreflect_tui.library.used_quotes import mark_used
from coreflect_tui.locations import locations
from coreflect_tui.session import Session
from coreflect_tui.workplace import Workplace

SESSION = "2026-11-22-k3f9qa"
FORMAT = replace(
    a_format(talk("opening", 10), sharing("round", 10), talk("closing", 10)),
    outcomes=(Outcome.ATTENDEES, Outcome.HARVEST),
)
STRUCK = "We waited"
STRIKES, GROUPS, QUOTES, WRITES = 10, 11, 12, 15
"""The acts, counted from one, that strike those words, and that write files."""
TRIES = 3
"""How often it is looked at the disk once all is done; each may fail once."""


def workplace_in(home: Path, seed: int = 7) -> Workplace:
    """With the same seed the same ids."""
    clock = FastClock(START, 0, real=lambda: 0.0, offset=3600)
    return Workplace(locations({"COREFLECT_HOME": str(home)}), clock, Random(seed))


def acts(workplace: Workplace) -> Iterator[str]:
    """Does one act after another; each answers what was said where a file could not be written."""
    workplace.begin(SESSION, preparation(FORMAT, attendees(4), SESSION))
    yield ""
    for intent in (NextItem(), SetPresence(("p1", "p2", "p3"), Presence.PRESENT), NextItem(),
                   GiveTurn("p2"), GiveTurn("p3")):  # fmt: skip
        _do(workplace, intent)
        yield ""
    workplace.held.keep_draft("note:harvest", "harvest", STRUCK)
    _do(workplace, WriteNote(NoteKind.HARVEST, STRUCK))
    workplace.held.keep_draft("note:harvest", "harvest", "")
    yield ""
    for change in (_held(workplace).undo, _held(workplace).redo):
        change()
        yield ""
    workplace.held.strike("n1")
    yield ""
    yield _group(workplace)
    yield _quote(workplace)
    _do(workplace, WriteNote(NoteKind.HARVEST, "We listened"))
    yield ""
    _do(workplace, CloseSession())
    yield ""
    yield _outcomes(workplace)


def _held(workplace: Workplace) -> Session:
    assert isinstance(workplace.session, Session)
    return workplace.session


def _do(workplace: Workplace, intent: Intent) -> None:
    refusal = _held(workplace).dispatch(intent)
    assert refusal is None, refusal


def _group(workplace: Workplace) -> str:
    try:
        workplace.held.group.keep("Tuesday")
    except GroupError as error:
        return str(error)
    return ""


def _quote(workplace: Workplace) -> str:
    quote = quote_of("Trust grows", "Ada Low", "a talk")
    try:
        add_quotes(workplace.locations.user_quotes, (quote,))
        mark_used(workplace.locations.data, (quote,), START.date())
    except (QuotesError, OSError) as error:
        return str(error)
    return ""


def _outcomes(workplace: Workplace) -> str:
    files: tuple[WrittenFile, ...] = ()
    said = ""
    try:
        files = write_outcomes(_held(workplace).state, workplace.documents, START)
    except ExportError as error:
        files, said = error.written, str(error)
    if files:
        _do(workplace, RecordOutcomes(files))
    return said


def report(workplace: Workplace, said: str) -> dict[str, Any]:
    """What is so after an act."""
    unsaved, session = workplace.held.unsaved, _held(workplace)
    return {
        "decisions": len(session.saved) + len(session.waiting),
        "acknowledged": None if unsaved else len(session.saved),
        "reason": unsaved.reason if unsaved else "",
        "acts": unsaved.acts if unsaved else 0,
        "not_erased": workplace.held.not_erased,
        "said": said,
    }


def say(report: Mapping[str, Any]) -> None:
    """In one call, so that it is said or not."""
    sys.stdout.write(f"{json.dumps(report)}\n")
    sys.stdout.flush()


def main() -> None:
    workplace = workplace_in(Path(os.environ["COREFLECT_HOME"]))
    for said in acts(workplace):
        say(report(workplace, said))
    for _ in range(TRIES):
        workplace.held.look_at_disk(closely=True)
        workplace.held.beat()
        say(report(workplace, ""))
    workplace.close()


@dataclass(frozen=True)
class Ran:
    """How it went: a report after each act that was done, what went to standard error, and the exit
    status, negative for a signal."""

    reports: Sequence[Mapping[str, Any]]
    errors: str
    status: int


def run(home: Path, under: Sequence[str] = ()) -> Ran:
    """Run it with its places in `home`, by the program `under` where there is one."""
    home.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        [*under, sys.executable, __file__],
        env={
            **os.environ,
            "COREFLECT_HOME": str(home),
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    # The last line may be cut short.
    lines = [one for one in done.stdout.splitlines(keepends=True) if one.endswith("\n")]
    return Ran(tuple(json.loads(one) for one in lines), done.stderr, done.returncode)


if __name__ == "__main__":
    main()

"""What is there after a session that faults were brought to (see `under_faults`)."""

import os
import re
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coreflect_tui.core.decision import Decision
from coreflect_tui.core.history import replay
from coreflect_tui.core.intents import CallSession, ReopenSession
from coreflect_tui.session import Session
from coreflect_tui.store import StoreError
from coreflect_tui.store.connection import NAME
from under_faults import GROUPS, QUOTES, SESSION, STRIKES, STRUCK, WRITES, Ran, workplace_in

WRITTEN_BY = {"quotes": QUOTES, "groups": GROUPS, "documents": WRITES}
"""By the folder in the home, the act that writes its files."""
_ABOUT_NOTHING = re.compile(rf"{re.escape(NAME)}(-journal|\.damaged-\S+\.json)")


@dataclass(frozen=True)
class Whole:
    """The session as it is without faults: the ids of its decisions, and the files that it leaves,
    by their place in the home."""

    decisions: tuple[str, ...]
    files: dict[Path, bytes]

    @classmethod
    def of(cls, home: Path, ran: Ran) -> "Whole":
        assert not ran.errors
        assert not ran.status
        assert all(one["acknowledged"] == one["decisions"] for one in ran.reports)
        return cls(tuple(one.id for one in decisions_in(home)), files_in(home))


def decisions_in(home: Path) -> tuple[Decision, ...]:
    """What is stored of the session. Raises StoreError where it cannot be read."""
    workplace = workplace_in(home)
    try:
        return workplace.store.journal.load(SESSION)
    finally:
        workplace.close()


def files_in(home: Path) -> dict[Path, bytes]:
    """The files that the user finds, by their place."""
    return {
        path.relative_to(home): path.read_bytes()
        for folder in WRITTEN_BY
        for path in (home / folder).rglob("*")
        if path.is_file()
    }


def wrong_after(home: Path, ran: Ran, whole: Whole) -> list[str]:
    """What is wrong after it ended, by itself or killed; nothing may be."""
    try:
        stored = decisions_in(home)
    except StoreError as error:
        return [f"it cannot be read: {error}"]
    wrong = [f"it ended with {ran.status}: {ran.errors}"] if ran.status not in (0, -9) else []
    wrong += _decisions(stored, ran, whole)
    wrong += _files(home, ran, whole)
    wrong += _struck(home, ran)
    wrong += _goes_on(home, stored)
    with closing(sqlite3.connect(home / "data" / NAME)) as conn:
        verdict = conn.execute("PRAGMA integrity_check").fetchone()[0]
    wrong += [] if verdict == "ok" else [f"integrity: {verdict}"]
    ends_unsaved = bool(ran.status) or ran.reports[-1]["acknowledged"] is None
    rests = [one for one in _rests(home) if not (ends_unsaved and one.startswith("unsaved-"))]
    if not stored:
        # A journal that was begun and never needed goes with the next act, and that a session was
        # held of which nothing is there is told.
        rests = [one for one in rests if not _ABOUT_NOTHING.fullmatch(one)]
    return wrong + [f"{one} stays for ever" for one in rests]


def _decisions(stored: tuple[Decision, ...], ran: Ran, whole: Whole) -> list[str]:
    acknowledged = max((one["acknowledged"] or 0 for one in ran.reports), default=0)
    wrong = [f"not saved, and not said why: {one}" for one in ran.reports if _is_silent(one)]
    if len(stored) < acknowledged:
        wrong.append(f"{acknowledged} were acknowledged, {len(stored)} are there")
    last = ran.reports[-1] if ran.reports else None
    if last and not ran.status:
        waiting = last["decisions"] - len(stored)
        if waiting > last["acts"]:
            wrong.append(f"{waiting} are missing, {last['acts']} were said to be")
    ids = tuple(one.id for one in stored)
    if not any(one["said"] for one in ran.reports) and ids != whole.decisions[: len(ids)]:
        wrong.append("others are stored than were done")
    return wrong


def _is_silent(report: Mapping[str, Any]) -> bool:
    return report["acknowledged"] is None and not (report["reason"] and report["acts"])


def _files(home: Path, ran: Ran, whole: Whole) -> list[str]:
    found, wrong = files_in(home), []
    for path, content in whole.files.items():
        act = WRITTEN_BY[path.parts[0]]
        done = len(ran.reports) >= act
        refused = done and ran.reports[act - 1]["said"]
        there = found.pop(path, None)
        if there is None and done and not refused:
            wrong.append(f"{path} is not there, and nothing was said")
        if there not in (None, content):
            wrong.append(f"{path} is not whole")
    # Cut short, it goes with a later start; a lock is a lock.
    rest = [path for path in found if path.suffix != ".part" and path.name != ".changing"]
    return wrong + [f"{path} is too much" for path in rest]


def _struck(home: Path, ran: Ran) -> list[str]:
    """The words that were struck are nowhere, unless it is said that they are."""
    if len(ran.reports) < STRIKES or ran.reports[-1]["not_erased"]:
        return []
    files = [one for one in home.rglob("*") if one.is_file()]
    return [
        f"{one.name} has what was struck" for one in files if STRUCK.encode() in one.read_bytes()
    ]


def _goes_on(home: Path, stored: tuple[Decision, ...]) -> list[str]:
    """A later program takes it up, and saves one act more."""
    if not stored:
        return []
    workplace = workplace_in(home, seed=8)
    try:
        workplace.resume(SESSION)
        session = workplace.session
        assert isinstance(session, Session)
        if session.state != replay(stored).state:
            return ["it is another one when it goes on"]
        session.dispatch(ReopenSession() if session.state.closed else CallSession("Another title"))
        workplace.held.look_at_disk(closely=True)
        if workplace.held.unsaved or decisions_in(home) != session.saved:
            return [f"an act more is not saved: {workplace.held.unsaved}"]
    finally:
        workplace.close()
    return []


def _rests(home: Path) -> list[str]:
    """What a later start leaves that nobody needs."""
    for part in home.rglob("*.part"):
        os.utime(part, (0, 0))
    workplace = workplace_in(home)
    workplace.remove_waiting()
    workplace.close()
    ours = {NAME, "used-quotes.json", f"{SESSION}.lock"}
    data = {one.name for one in (home / "data").iterdir()} - ours
    return sorted(data | {one.name for one in home.rglob("*.part")})

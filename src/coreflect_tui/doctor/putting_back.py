"""Acts that could not be saved when they were done, and stand in files `unsaved-….json`: whether
they can be put back, and putting them back.

Where nothing was written to their session since, they go to its end. Otherwise the session has two
courses, and nobody but the facilitator knows which is right: then the one in the file becomes a
session of its own, called "… (recovered)", beside the other.
"""

import os
import stat
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from coreflect_tui.core.decision import Decision
from coreflect_tui.core.events import (
    Event,
    GroupLinked,
    Redone,
    SessionPrepared,
    TitleChanged,
    Undone,
)
from coreflect_tui.core.history import record, replay
from coreflect_tui.core.noticing import AFTERWARDS
from coreflect_tui.core.summary import summarise
from coreflect_tui.core.text import clean_line
from coreflect_tui.doctor.finding import Finding, Need, counted
from coreflect_tui.locations import Locations
from coreflect_tui.lock import SessionLock
from coreflect_tui.store import StoreError, aside
from coreflect_tui.unsaved import TEMPORARY

if TYPE_CHECKING:
    from coreflect_tui.store import Store

RECOVERED: Final = " (recovered)"


class Way(StrEnum):
    """What can be done with the acts in a file."""

    SAVED = "saved"
    TO_ITS_END = "to its end"
    OF_ITS_OWN = "of its own"
    UNREADABLE = "unreadable"
    WITHOUT_SESSION = "without session"


@dataclass(frozen=True, slots=True)
class PutAside:
    """A file with acts: those that are not saved, and of `OF_ITS_OWN` the entries before them."""

    path: Path
    session: str
    way: Way
    acts: tuple[Decision, ...] = ()
    before: tuple[Decision, ...] = ()


def folders(places: Locations) -> tuple[Path, ...]:
    """Where such files may be (see `unsaved.py`): beside the database, beside the settings, or in
    folders for temporary files, of which others on this computer may have made some too."""
    temporary = sorted(Path(tempfile.gettempdir()).glob(f"{TEMPORARY}*"))
    return (places.data, places.settings_file.parent, *filter(_is_ours, temporary))


def _is_ours(folder: Path) -> bool:
    try:
        found = folder.lstat()
    except OSError:
        return False
    # On Windows each account has a folder for temporary files of its own.
    user = getattr(os, "getuid", None)
    return stat.S_ISDIR(found.st_mode) and (user is None or found.st_uid == user())


def put_aside(
    folders: Iterable[Path], load: Callable[[str], tuple[Decision, ...]], in_part: Iterable[str]
) -> tuple[PutAside, ...]:
    """The files in `folders`. `load` gives what is kept of a session; raises StoreError. Sessions
    that were recovered `in_part` miss entries that may have come before."""
    parts = frozenset(in_part)
    return tuple(_looked_at(path, load, parts) for path in files_in(folders))


def files_in(folders: Iterable[Path]) -> tuple[Path, ...]:
    """The files with acts in `folders`, whatever is in them."""
    return tuple(path for folder in folders for path in sorted(folder.glob("unsaved-*.json")))


def look(found: Iterable[PutAside]) -> Iterator[Finding]:
    """What is to be said of them."""
    for one in found:
        name = clean_line(one.path.name, 200)
        acts = counted(len(one.acts), "act", "acts")
        if one.way is Way.UNREADABLE:
            words = f"{name} cannot be read, so what is in it cannot be put back; it stays."
            yield Finding("unsaved", Need.ACT, words, name)
        elif one.way is Way.WITHOUT_SESSION:
            words = (
                f"{name} holds {acts} of session {one.session}, of which the entries before are not"
                " kept here; it stays."
            )
            yield Finding("unsaved", Need.ACT, words, name)
        else:
            words = f"{name} holds {acts} of session {one.session} that {_could(one)}."
            yield Finding("unsaved", Need.MENDING, words, name)


def _could(one: PutAside) -> str:
    if one.way is Way.SAVED:
        return "are saved already; the file can go"
    if one.way is Way.TO_ITS_END:
        return "can be put back at its end"
    return (
        "can be put back as a session of their own, since another window went on with it meanwhile"
    )


def put_back(
    store: "Store",
    found: Iterable[PutAside],
    new_id: Callable[[], str],
    session_id: Callable[[], str],
) -> list[str]:
    """Put back what can be; sentences for what was done, and for what could not be. `new_id` gives
    ids of decisions, `session_id` what follows the date in that of a session. A file goes only
    when all that is in it is on the disk."""
    said = []
    for one in found:
        if one.way in (Way.UNREADABLE, Way.WITHOUT_SESSION):
            continue
        lock = SessionLock(store.path.parent, one.session)
        try:
            if not lock.acquire():
                said.append(
                    f"Session {one.session} is open in another window; its acts in {one.path.name}"
                    " are put back once it is closed there."
                )
                continue
            said.append(_put_back(store, one, new_id, session_id))
        except StoreError as error:
            said.append(f"The acts in {one.path.name} could not be put back: {error.reason}.")
        finally:
            lock.release()
    return said


def _looked_at(
    path: Path, load: Callable[[str], tuple[Decision, ...]], in_part: frozenset[str]
) -> PutAside:
    session = clean_line(aside.session_in(path), 40)
    try:
        acts = aside.decisions_in(path) if session else ()
    except StoreError:
        acts = ()
    if not acts:
        return PutAside(path, session, Way.UNREADABLE)
    try:
        stored = load(session)
    except StoreError:
        return PutAside(path, session, Way.WITHOUT_SESSION, acts)
    known = {one.id: one for one in stored}
    new = tuple(one for one in acts if one.id not in known)
    if not new:
        return PutAside(path, session, Way.SAVED)
    if isinstance(acts[0].events[0], SessionPrepared):
        # All of the session is in the file; what was struck since is not taken from there.
        before = tuple(known[one.id] for one in acts if one.id in known)
    elif not stored or session in in_part:
        return PutAside(path, session, Way.WITHOUT_SESSION, new)
    else:
        before = tuple(one for one in stored if not _is_later(one, new[0]))
    way = Way.TO_ITS_END if before == stored else Way.OF_ITS_OWN
    try:
        replay((*before, *new))
    except Exception:
        # Acts that do not follow on what is kept.
        return PutAside(path, session, Way.WITHOUT_SESSION, new)
    return PutAside(path, session, way, new, before)


def _is_later(one: Decision, other: Decision) -> bool:
    """Whether a decision came after another: another window cannot have written before it had the
    session, and by then this one wrote no more."""
    # What is done after a session's end has one name for every start of the machine.
    if one.moment.boot_id == other.moment.boot_id != AFTERWARDS:
        return one.moment.boot_seconds > other.moment.boot_seconds
    return one.moment.wall > other.moment.wall


def _put_back(
    store: "Store", one: PutAside, new_id: Callable[[], str], session_id: Callable[[], str]
) -> str:
    acts, name = counted(len(one.acts), "act", "acts"), one.path.name
    if one.way is Way.SAVED:
        words = f"{name} held nothing that is not saved, and is removed."
    elif one.way is Way.TO_ITS_END:
        _append(store, one.session, one.before, one.acts)
        words = f"{acts} of session {one.session} are saved at its end; {name} is removed."
    else:
        new = f"{one.session[:-6]}{session_id()}"
        _append(store, new, (), _of_its_own((*one.before, *one.acts), new, new_id))
        words = (
            f"Session {new}, “… (recovered)”, holds {acts} of session {one.session} with what came"
            f" before them; {name} is removed. Look at both, and forget the one you do not need."
        )
    with suppress(OSError):
        one.path.unlink()
        if one.path.parent.name.startswith(TEMPORARY):
            one.path.parent.rmdir()
    return words


def _append(
    store: "Store", session: str, before: tuple[Decision, ...], acts: tuple[Decision, ...]
) -> None:
    """All of them or none."""
    entries, history = [], None
    for decision in (*before, *acts):
        history = record(history, decision) if history else replay((decision,))
        entries.append((decision, summarise(history.state, decision.moment.session)))
    store.journal.append_all(session, len(before), entries[len(before) :])


def _of_its_own(
    decisions: tuple[Decision, ...], session: str, new_id: Callable[[], str]
) -> tuple[Decision, ...]:
    """The same course under another id and title. It counts in no group's record: the other course
    does."""
    ids = {one.id: new_id() for one in decisions}
    return tuple(
        Decision(
            ids[one.id], one.moment, tuple(_of_that(event, session, ids) for event in one.events)
        )
        for one in decisions
    )


def _of_that(event: Event, session: str, ids: Mapping[str, str]) -> Event:
    if isinstance(event, SessionPrepared):
        options = replace(event.options, group="", record=False)
        called = replace(event.format, title=f"{event.format.title}{RECOVERED}")
        return replace(event, session=session, options=options, format=called)
    if isinstance(event, TitleChanged):
        return replace(event, title=f"{event.title}{RECOVERED}")
    if isinstance(event, GroupLinked):
        return replace(event, pairs=(), group="", record=False)
    if isinstance(event, Undone | Redone):
        return replace(event, decision=ids[event.decision])
    return event

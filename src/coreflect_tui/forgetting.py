"""Forgetting a whole session, or its notes: first what it would take, then taking it for good."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from coreflect_tui import asking
from coreflect_tui.core.decision import Decision
from coreflect_tui.core.formats import Outcome
from coreflect_tui.core.history import replay
from coreflect_tui.core.state import WrittenFile
from coreflect_tui.core.striking import without_words
from coreflect_tui.core.struck import words_of
from coreflect_tui.core.summary import Status
from coreflect_tui.lock import SessionLock
from coreflect_tui.store import NotRewritten, Store, StoreError, to_forget, to_strike


class ForgettingError(Exception):
    """Nothing was removed, for a reason that is one sentence for the user."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a session: how many people, notes (topics included) and drafts, and the files
    for documents that were written and are still there. `agreed` says that it has an agreement,
    `of_group` that this is also in the file of a group. `readable` is false for one that is
    damaged, of which the rest cannot be said."""

    session: str
    title: str
    people: int = 0
    notes: int = 0
    drafts: int = 0
    files: tuple[Path, ...] = ()
    readable: bool = True
    agreed: bool = False
    of_group: bool = False


def what_is_kept(store: Store, session: str, *, notes_only: bool = False) -> Kept:
    """What forgetting the session would remove. With `notes_only`, `files` are those for the group,
    which alone may hold notes. Raises StoreError."""
    summary = next((one for one in store.summaries.newest() if one.session == session), None)
    title = summary.title if summary else ""
    drafts = len(store.drafts.of(session))
    try:
        decisions = store.journal.load(session)
        state = replay(decisions).state
    except (StoreError, ValueError):
        return Kept(session, title, drafts=drafts, readable=False)
    files = tuple(one for one in state.written if not notes_only or one.outcome == Outcome.HARVEST)
    return Kept(
        session,
        title,
        people=len(state.people),
        notes=len(state.notes) + len(state.topics),
        drafts=drafts,
        files=still_there(files),
        agreed=state.agreement is not None,
        of_group=bool(state.options.group),
    )


def forget_session(store: Store, session: str, now: datetime) -> tuple[str, ...]:
    """Remove all that is kept of a session, its lock file included; `now` is the wall clock in UTC.
    Returns sentences about what could not be done.

    Raises ForgettingError while it is held or goes on, and StoreError; nothing was removed then.
    """
    with held(store, (session,), now):
        problems = erase_session(store, session)
    # Only now, since on Windows a file that is locked cannot be removed.
    remove_beside(store.path.parent, session)
    return problems


def erase_session(store: Store, session: str) -> tuple[str, ...]:
    """Remove a session that is held here, but for the files beside the database. Returns sentences
    about what could not be done; raises StoreError where nothing was removed."""
    problems = erased(lambda: store.forgetting.session(session))
    return problems + aside_changed(lambda: store.forgetting.remove_aside(session), session)


def remove_beside(folder: Path, session: str) -> None:
    """Remove what stands beside the database for a session that is gone."""
    for left in (
        SessionLock(folder, session).path,
        asking.path_of(folder, session),
        to_strike.path_of(folder, session),
        to_forget.path_of(folder, session),
    ):
        with suppress(OSError):
            left.unlink(missing_ok=True)


def forget_notes(store: Store, session: str, now: datetime) -> tuple[str, ...]:
    """Strike every note and topic of a session for good, its agreement, and what was being typed in
    it. The file of a group stays as it is. Returns sentences about what could not be done.

    Raises ForgettingError while it is held or goes on, and StoreError; nothing was removed then.
    """
    with held(store, (session,), now):
        aside = store.forgetting.put_aside(session)
        bare = [tuple(without_notes(one) for one in file) for file in aside]
        places = written_places(store.journal.load(session))
        problems = erased(lambda: store.forgetting.notes(session, places))
        rewrite = store.forgetting.rewrite_aside
        return problems + aside_changed(lambda: rewrite(session, bare), session)


def erased(erase: Callable[[], None]) -> tuple[str, ...]:
    """Take something out of the database; a sentence where rests of it may still be there. Raises
    StoreError where nothing was taken out."""
    try:
        erase()
    except NotRewritten as error:
        return (
            f"It was taken out, but rests of it may still stand in the file ({error}); they go when"
            " coreflect is started next and no other window of it is open.",
        )
    return ()


def aside_changed(change: Callable[[], None], session: str) -> tuple[str, ...]:
    """Change what was put aside, once the database is done; a sentence where that cannot be."""
    try:
        change()
    except StoreError as error:
        return (
            f"What another window left of session {session} in a file could not be changed"
            f" ({error}); remove the files unsaved-{session[-6:]}-… in the data folder yourself.",
        )
    return ()


def written_places(decisions: tuple[Decision, ...]) -> tuple[tuple[str, int], ...]:
    """Where words of notes, topics and an agreement stand."""
    return tuple(
        (decision.id, place)
        for decision in decisions
        for place, event in enumerate(decision.events)
        if words_of(event)
    )


def without_notes(decision: Decision) -> Decision:
    """The decision without the words of notes, topics and an agreement."""
    return without_words(decision, frozenset(written_places((decision,))))


@contextmanager
def held(store: Store, sessions: tuple[str, ...], now: datetime) -> Iterator[None]:
    """While this lasts, no window goes on with these sessions. Raises ForgettingError where one
    is held, or was begun and is not to be over yet."""
    summaries = {one.session: one for one in store.summaries.newest()}
    with ExitStack() as locks:
        for session in sessions:
            lock = SessionLock(store.path.parent, session)
            if not lock.acquire():
                raise ForgettingError(
                    f"Session {session} is open in another window; close it there first. Nothing"
                    " was removed."
                )
            locks.callback(lock.release)
            row = summaries.get(session)
            if row and row.status is Status.RUNNING and row.hard_end > now:
                raise ForgettingError(
                    f"Session {session} is not closed, and goes on until its end; close it first"
                    f" (coreflect resume {session}). Nothing was removed."
                )
        yield


def still_there(files: tuple[WrittenFile, ...]) -> tuple[Path, ...]:
    """The files of documents that are where they were written."""
    paths = dict.fromkeys(Path(one.path) for one in files)
    return tuple(path for path in paths if path.exists())

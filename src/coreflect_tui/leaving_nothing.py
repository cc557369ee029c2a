"""Sessions that leave nothing: closing removes them for good, or the next start does where the disk
refuses."""

from collections.abc import Iterable

from coreflect_tui.core.history import replay
from coreflect_tui.forgetting import erase_session, remove_beside
from coreflect_tui.lock import SessionLock
from coreflect_tui.store import Damaged, Store, StoreError, to_forget


class NotRemovedError(Exception):
    """The session is still on the disk; one sentence for the facilitator."""


def remove_closed(stores: Iterable[Store], session: str) -> tuple[str, ...]:
    """Remove what these stores keep of a session that its window holds and has closed. Returns
    sentences about rests that go later.

    What is beside the database is left to `forgetting.remove_beside`, once nobody holds the session
    any more. Raises NotRemovedError; then it can be asked for again.
    """
    problems: tuple[str, ...] = ()
    for store in stores:
        is_noted = to_forget.note(store.path.parent, session)
        try:
            problems += erase_session(store, session)
        except StoreError as error:
            later = "so does the next start"
            if not is_noted:
                later = f"later coreflect sessions forget {session} does it"
            raise NotRemovedError(
                f"Closed, and not removed yet: {error}. “remove it” tries again; {later}."
            ) from error
    return problems


def remove_waiting(store: Store) -> tuple[str, ...]:
    """Remove the closed sessions that were to leave nothing and are still there. Returns sentences
    about what still cannot be done; one that was opened again, or that is held, stays."""
    folder = store.path.parent
    problems: tuple[str, ...] = ()
    for session in to_forget.noted(folder):
        lock = SessionLock(folder, session)
        try:
            if not lock.acquire():
                continue
            goes = _is_to_go(store, session)
            problems += erase_session(store, session) if goes else ()
        except StoreError as error:
            problems += (
                f"A session that was to leave nothing is still on this laptop ({error}); the next"
                " start tries again.",
            )
            continue
        finally:
            lock.release()
        to_forget.drop(folder, session)
        if goes:
            remove_beside(folder, session)
    return problems


def _is_to_go(store: Store, session: str) -> bool:
    """Whether a session is closed and leaves nothing; one that is damaged goes, as was asked for.
    Raises StoreError where it cannot be said now."""
    try:
        decisions = store.journal.load(session)
        state = replay(decisions).state if decisions else None
    except (Damaged, ValueError):
        return True
    return state is None or (state.closed is not None and state.leaves_nothing)

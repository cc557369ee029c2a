"""The hold of this window on one session: the right to write to it, and where it is kept."""

from datetime import datetime
from pathlib import Path

from coreflect_tui.drafting import Drafting
from coreflect_tui.lock import SessionLock
from coreflect_tui.session import Session
from coreflect_tui.store import Store, StoreError


class Hold:
    """A session is kept in one store, and after the disk refused perhaps in another one. Nothing is
    written to it once another window took it all the same."""

    def __init__(self, store: Store, session: str, lock: SessionLock | None = None) -> None:
        """`lock` is that of the session, where this window has it already."""
        self.store = store
        self.former: tuple[Store, ...] = ()
        """Where the session was kept before."""
        self.session = session
        self._lock = lock or SessionLock(store.path.parent, session)

    def take(self) -> bool:
        """Take the session; False while another window has it. Raises StoreError where the disk
        refuses; then nobody holds it, and it can be tried again."""
        taken = self._lock.acquire()
        if taken:
            self.store.write_while(self._lock.check)
        return taken

    def is_still_ours(self, seq: int) -> bool:
        """Whether this window, which knows of `seq` stored decisions, may go on. A lock that was
        taken, and given back since, is taken again where nothing was written meanwhile."""
        try:
            if not self._lock.held:
                return self.take()
            was_taken = self._lock.is_elsewhere()
            if not self._lock.regain():
                return False
            return not was_taken or self.store.journal.last_seq(self.session) <= seq
        except StoreError:
            # What the disk refuses to one window it refuses to the other.
            return True

    def beat(self, now: datetime) -> None:
        """Leave word that the session was attended at `now`, session time."""
        self._lock.beat(now)

    def last_beat(self) -> datetime | None:
        """When a window that held it last ran, session time; None if none did."""
        return self._lock.last_beat()

    def move(self, session: Session, drafting: Drafting | None, folder: Path) -> None:
        """Keep the session, and what is being typed in it, in the database of `folder` from now on.

        Raises StoreError when that cannot be written either; then everything is as it was.
        """
        if folder.resolve() == self.store.path.parent.resolve():
            session.move(self.store.journal)
            return
        other, lock = Store(folder), SessionLock(folder, self.session)
        if not lock.acquire():
            raise StoreError("that session is open there in another window")
        try:
            for draft in drafting.all() if drafting else ():
                other.drafts.save(draft)
            session.move(other.journal)
        except StoreError:
            other.close()
            lock.release()
            raise
        if drafting:
            drafting.move(other.drafts)
        self.store.close()
        self._lock.release()
        other.write_while(lock.check)
        self.former = (*self.former, self.store)
        self.store, self._lock = other, lock

    def release(self) -> None:
        """Give the session back."""
        for store in (*self.former, *((self.store,) if self.former else ())):
            store.close()
        for store in (*self.former, self.store):
            store.write_while(None)
        self._lock.release()

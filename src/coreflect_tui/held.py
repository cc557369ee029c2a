"""Held: what a window has of the session it holds, from the lock to the words being typed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from coreflect_tui.locations import locations

if TYPE_CHECKING:
    from coreflect_tui.core.decide.answer import Refusal
    from coreflect_tui.drafting import Drafting
    from coreflect_tui.followed_session import FollowedSession
    from coreflect_tui.hold import Hold
    from coreflect_tui.saving import Unsaved
    from coreflect_tui.session import Session
    from coreflect_tui.session_group import SessionGroup
    from coreflect_tui.store import Draft, Store


class Held:
    """At most one session: held with all that belongs to it, or read along, or none."""

    def __init__(self, usual: Callable[[], Store], own_quotes: Path) -> None:
        """`usual` gives where sessions are kept while nothing else is asked for, `own_quotes`
        the folder of the user's quotes, where words that are struck may stand too."""
        self._usual = usual
        self._own_quotes = own_quotes
        self.session: Session | FollowedSession | None = None
        self.stands_still = False
        """Whether the session is only looked after (see `Workplace.look_after`)."""
        self.hold: Hold | None = None
        self._drafting: Drafting | None = None
        self._group: SessionGroup | None = None

    def have(self, session: Session, drafting: Drafting, group: SessionGroup) -> None:
        """This session is held from now on, whether its hold could be taken or not yet."""
        self.session, self._drafting, self._group = session, drafting, group

    def release(self) -> None:
        """Let it go; it stays as it is kept."""
        if self.session:
            from coreflect_tui.followed_session import FollowedSession

            if isinstance(self.session, FollowedSession):
                self.session.close()
        self.session = self._drafting = self._group = None
        self.stands_still = False
        if self.hold:
            self.hold.release()
            self.hold = None

    @property
    def own(self) -> Session:
        """The session that is held. Raises ValueError where none is, or it is only read along."""
        from coreflect_tui.session import Session

        if not isinstance(self.session, Session):
            raise ValueError("no session is held here")
        return self.session

    @property
    def group(self) -> SessionGroup:
        """The session's standing group, or what becomes one. Raises ValueError where it is none."""
        if self._group is None:
            raise ValueError("no session is held here")
        return self._group

    def is_still_ours(self) -> bool:
        """Whether the session is this window's, and no other one took it all the same."""
        return self.hold is None or self.hold.is_still_ours(len(self.own.saved))

    def beat(self) -> None:
        """Note that the session is still attended, so that a later start knows since when not."""
        if self._drafting:
            self._drafting.erase()
        if self.hold and self.session and not self.stands_still:
            self.hold.beat(self.session.now().session)

    # --- on the disk, and not yet -----------------------------------------------------------

    @property
    def store(self) -> Store:
        """Where the session is kept; otherwise the usual place."""
        return self.hold.store if self.hold else self._usual()

    @property
    def stores(self) -> tuple[Store, ...]:
        """Where it is kept, and where it was before."""
        return (self.store, *(self.hold.former if self.hold else ()))

    @property
    def saved_elsewhere(self) -> Path | None:
        """The folder that the session was saved in instead of the usual one."""
        return None if self.store is self._usual() else self.store.path.parent.parent

    def save_elsewhere(self, folder: Path) -> None:
        """Keep the whole session, and what is being typed in it, in a database under `folder`,
        which is then to be COREFLECT_HOME.

        Raises StoreError when that cannot be written either; then everything is as it was.
        """
        from coreflect_tui.session import Session

        if isinstance(self.session, Session) and self.hold:
            data = locations({"COREFLECT_HOME": str(folder)}).data
            self.hold.move(self.session, self._drafting, data)

    def look_at_disk(self, *, closely: bool = False) -> None:
        """Save what waits, and see whether the disk still holds what it held; see
        `Session.look_at_disk`."""
        if self.session is None:
            return
        from coreflect_tui.session import Session

        if isinstance(self.session, Session):
            self.session.save_waiting()
            self.session.look_at_disk(closely=closely)
        if self._drafting:
            self._drafting.look()

    @property
    def unsaved(self) -> Unsaved | None:
        """What is not on the disk: acts, or else words that are being typed; None where all is."""
        acts = self.session.unsaved if self.session else None
        return acts or self.typed_unsaved

    @property
    def typed_unsaved(self) -> Unsaved | None:
        """Words that are being typed and are not on the disk; None where they are."""
        if self._drafting is None:
            return None
        from coreflect_tui.saving import Unsaved

        typed = self._drafting.unsaved
        return Unsaved(*typed, acts=0) if typed else None

    # --- what is being typed ----------------------------------------------------------------

    def keep_draft(self, slot: str, kind: str, text: str) -> None:
        """Keep words that are being typed."""
        if self._drafting:
            self._drafting.keep(slot, kind, text)

    def drafts(self) -> tuple[Draft, ...]:
        """What was being typed in this session, the newest first."""
        return self._drafting.all() if self._drafting else ()

    def forget_drafts(self) -> None:
        """Let what was typed and never finished go; where the disk refuses, it stays for later."""
        if self._drafting:
            self._drafting.forget()

    # --- what is struck for good ------------------------------------------------------------

    def strike(self, about: str) -> Refusal | tuple[Path, ...]:
        """Strike a note or topic of this session for good, by its id, with what is being typed of
        it. Undo, redo and the disk hold its words no more; `not_erased` says where the disk still
        does.

        Answers the files for the group that were written before and may hold them, and those of
        the user's quotes that do; they are the user's.
        """
        from coreflect_tui.core.formats import Outcome
        from coreflect_tui.library.own_quotes import files_that_quote

        session = self.own
        state = session.state
        words = next((one.text for one in state.notes if one.id == about), "")
        words = words or next((one.title for one in state.topics if one.id == about), "")
        if self._drafting:
            self._drafting.strike(words)
        refusal = session.strike(about)
        if refusal:
            return refusal
        written = (Path(one.path) for one in state.written if one.outcome == Outcome.HARVEST)
        files = tuple(path for path in dict.fromkeys(written) if path.exists())
        return (*files, *files_that_quote(self._own_quotes, words))

    @property
    def not_erased(self) -> str:
        """A sentence where words that were struck are still on the disk, else ""."""
        reason = self.session.not_erased if self.session else ""
        if self._drafting:
            reason = reason or self._drafting.not_erased
        if not reason:
            return ""
        return f"What was struck is gone here, and not yet from the disk: {reason}. Still trying."

"""Saving: the decisions of one session on their way to the disk, in order and none left out.

When the disk refuses, they wait, and each further one and `try_again` retry in order. Where the
file with those that were saved is gone, damaged or another one, all of them are saved anew. Where
another window wrote to the session trying again cannot help, and what waits is kept in a file of
its own.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from coreflect_tui.core.decision import Decision
from coreflect_tui.core.striking import Place, without_words
from coreflect_tui.core.summary import Summary
from coreflect_tui.store.errors import (
    DamagedFile,
    FileReplaced,
    SequenceMoved,
    StoreError,
)


class Journal(Protocol):
    """Where decisions are kept. `append` returns when the decision is durable; `keep_whole` keeps a
    session from its first decision on, whatever became of the file that had it; `look` raises a
    StoreError where not all is there; `put_aside` keeps decisions in a file of their own, and
    answers its name; `strike` erases words."""

    def append(
        self, session: str, expected_seq: int, decision: Decision, summary: Summary
    ) -> int: ...

    def keep_whole(
        self, session: str, decisions: tuple[Decision, ...], summary: Summary
    ) -> None: ...

    def look(self, session: str, decisions: tuple[Decision, ...], *, closely: bool) -> None: ...

    def put_aside(self, session: str, decisions: tuple[Decision, ...]) -> str: ...

    def drop_aside(self, session: str, decisions: tuple[Decision, ...]) -> None: ...

    def strike(self, session: str, places: Iterable[Place]) -> None: ...


@dataclass(frozen=True, slots=True)
class Unsaved:
    """Acts that are not on disk: since when (session time, UTC), why, and how many; none where it
    is words that are being typed. `trying` says that they may still be saved here."""

    since: datetime
    reason: str
    acts: int
    trying: bool = True


class Loss(StrEnum):
    """What became of the file that a session was saved in."""

    REPLACED = "replaced"
    DAMAGED = "damaged"


class Saving:
    """What is on disk of a session, and what waits."""

    def __init__(
        self,
        session: str,
        journal: Journal,
        saved: Iterable[Decision],
        newest: Callable[[], Summary],
        struck: Iterable[Place] = (),
    ) -> None:
        """`saved` are the decisions that the journal holds, `newest` gives the summary after the
        last one, and `struck` are places that it was to erase and could not yet."""
        self.decisions = list(saved)
        """All of them, those that wait at the end."""
        self._session = session
        self._journal = journal
        self._newest = newest
        self._saved = len(self.decisions)
        # The summary after each that waits.
        self._rows: list[Summary] = []
        self._reason = ""
        # Whether what was saved is on the disk no more, as far as is known.
        self._adrift = False
        # Whether another window wrote to the session, and how much of what waits is in a file.
        self._outrun = False
        self._aside, self._file = 0, ""
        self._loss: Loss | None = None
        self._saved_anew: Loss | None = None
        # Every journal that the session was kept in, and the words that are still to be erased
        # there.
        self._journals = [journal]
        self._to_erase: list[frozenset[Place]] = [frozenset(struck)]
        self._not_erased = "the disk refused"

    # --- what is where ----------------------------------------------------------------------

    @property
    def saved(self) -> tuple[Decision, ...]:
        """What the journal holds."""
        return tuple(self.decisions[: self._saved])

    @property
    def waiting(self) -> tuple[Decision, ...]:
        """What it does not hold."""
        return tuple(self.decisions[self._saved :])

    @property
    def is_aside(self) -> bool:
        """Whether all that waits is in a file of its own."""
        return self._aside == len(self.waiting)

    @property
    def unsaved(self) -> Unsaved | None:
        waiting = self.waiting
        if not waiting:
            return None
        # What may still be saved in its place need not be looked for.
        see = f"; see {self._file}" if self._outrun and self.is_aside else ""
        reason = f"{self._reason}{see}"
        return Unsaved(waiting[0].moment.session, reason, len(waiting), trying=not self._outrun)

    @property
    def not_erased(self) -> str:
        """Why words that were struck are still on the disk; "" when none are."""
        return self._not_erased if any(self._to_erase) else ""

    def saved_anew(self) -> Loss | None:
        """Why all of it was saved anew, once; None where it was not."""
        loss, self._saved_anew = self._saved_anew, None
        return loss

    # --- saving -----------------------------------------------------------------------------

    def save(self, decision: Decision, summary: Summary) -> None:
        """Save one more, after those that wait; `summary` is that after it."""
        self.decisions.append(decision)
        self._rows.append(summary)
        self.try_again()

    def try_again(self) -> None:
        """Save what waits, in order; stop at the first that is refused."""
        if not self._outrun:
            self._append()
        if self._adrift and not self._outrun:
            self._keep_whole()
        if (self._outrun or self._adrift) and self._aside < len(self.waiting):
            self._put_aside()
        self._erase()

    def look(self, *, closely: bool = False) -> None:
        """See whether the disk still holds what it held, and save anew what it does not; `closely`
        reads all of the session again, from the file itself."""
        if self._outrun or self._adrift or not self._saved:
            return
        try:
            self._journal.look(self._session, self.saved, closely=closely)
        except (SequenceMoved, FileReplaced, DamagedFile) as error:
            self._lose(error)
            self.try_again()
        except StoreError:
            # What cannot be read for the moment may well be there; acts say more.
            return

    def give_up(self) -> None:
        """Another window has the session: what waits is kept in a file of its own."""
        self._outrun = True
        self.try_again()

    def move(self, journal: Journal) -> None:
        """Keep all of it in another journal from now on: what another window did to the session
        stays where it is. Raises StoreError when that one refuses as well; then everything is as it
        was."""
        self._keep_in(journal)
        self._all_saved()
        self._journal = journal
        self._journals.append(journal)
        self._to_erase.append(frozenset())

    def strike(self, places: frozenset[Place]) -> None:
        """Strike the words of events for good, here and on the disk, now or as soon as can be."""
        self.decisions = [without_words(one, places) for one in self.decisions]
        self._to_erase = [places | others for others in self._to_erase]
        # A file with decisions that were put aside is written again.
        self._aside = 0
        self.try_again()

    def _append(self) -> None:
        while self._rows and not self._adrift:
            decision, summary = self.decisions[self._saved], self._rows[0]
            try:
                self._saved = self._journal.append(self._session, self._saved, decision, summary)
            except (SequenceMoved, FileReplaced, DamagedFile) as error:
                self._lose(error)
            except StoreError as error:
                self._reason = error.reason
                return
            else:
                self._rows.pop(0)

    def _lose(self, error: StoreError) -> None:
        """Nothing of what was saved is taken for granted any more."""
        if self._saved:
            self._loss = Loss.DAMAGED if isinstance(error, DamagedFile) else Loss.REPLACED
        self._adrift, self._saved, self._reason = True, 0, error.reason

    def _keep_whole(self) -> None:
        try:
            self._keep_in(self._journal)
        except SequenceMoved as error:
            self._adrift, self._outrun = False, True
            self._saved, self._aside = error.expected, 0
        except StoreError as error:
            self._reason = error.reason
        else:
            self._all_saved()
            self._saved_anew, self._loss = self._loss, None

    def _keep_in(self, journal: Journal) -> None:
        summary = self._rows[-1] if self._rows else self._newest()
        journal.keep_whole(self._session, tuple(self.decisions), summary)

    def _all_saved(self) -> None:
        if self._aside and not self._outrun:
            # All of it, beside the place where it is again.
            self._journals[-1].drop_aside(self._session, tuple(self.decisions))
        self._saved = len(self.decisions)
        self._rows.clear()
        self._adrift = self._outrun = False
        self._aside = 0

    def _put_aside(self) -> None:
        if self._outrun:
            self._reason = "another window changed it"
        waiting = self.waiting
        try:
            self._file = self._journal.put_aside(self._session, waiting)
        except StoreError as error:
            if self._outrun:
                self._reason = f"{self._reason}, and {error.reason}"
        else:
            self._aside = len(waiting)

    def _erase(self) -> None:
        journals = zip(self._journals, self._to_erase, strict=True)
        for number, (journal, places) in enumerate(journals):
            if not places:
                continue
            try:
                journal.strike(self._session, places)
            except StoreError as error:
                self._not_erased = str(error)
            else:
                self._to_erase[number] = frozenset()

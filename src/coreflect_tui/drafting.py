"""Drafting: what is being typed in the session that is held, and the drafts that a strike takes.

A draft that the disk refuses waits for the next try, and so does one to be erased.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from coreflect_tui.core.decision import Moment
from coreflect_tui.core.formats import NoteKind
from coreflect_tui.core.quotation import read_quotation
from coreflect_tui.core.state import SessionState
from coreflect_tui.core.text import clean_note
from coreflect_tui.store import Draft, Drafts, StoreError

_TELLING = 12
"""Characters; shorter words stand in many drafts that have nothing to do with them."""


class Drafting:
    """The drafts of one session."""

    def __init__(self, session: str, drafts: Drafts, now: Callable[[], Moment]) -> None:
        """`now` is a reading of the session's clock. Raises StoreError where it cannot be read what
        is to go."""
        self._session = session
        self._drafts = drafts
        self._now = now
        # What is on the disk, by slot, and what is not; why, and since when, where it refused.
        self._kept: dict[str, Draft] = {}
        with suppress(StoreError):
            self._kept = {draft.slot: draft for draft in drafts.of(session)}
        self._waiting: dict[str, Draft] = {}
        self._refused = ""
        self._since = now().session
        # Where the session was kept before; a strike looks there too.
        self._former: list[Drafts] = []
        # Drafts still to be looked through for words that are struck, and those still to go.
        self._to_read: list[tuple[Drafts, str]] = []
        self._to_erase = {(drafts, slot) for slot in drafts.to_erase(session)}
        self._reason = "the disk refused"

    def keep(self, slot: str, kind: str, text: str) -> None:
        """Keep words as they are being typed; blank ones let the draft go. On the disk when this
        returns, unless it refuses."""
        self._waiting[slot] = Draft(self._session, slot, kind, text, self._now().session)
        self.save_waiting()

    def save_waiting(self) -> None:
        """Try to save what the disk refused."""
        try:
            for slot, draft in tuple(self._waiting.items()):
                self._save(draft)
                del self._waiting[slot]
        except StoreError as error:
            self._since = self._since if self._refused else self._now().session
            self._refused = str(error)
        else:
            self._refused = ""

    def _save(self, draft: Draft) -> None:
        if (self._drafts, draft.slot) in self._to_erase:
            # What is written now would be taken for what is to go.
            self._drafts.erase(self._session, draft.slot)
            self._to_erase.discard((self._drafts, draft.slot))
        if draft.text.strip():
            self._drafts.save(draft)
            self._kept[draft.slot] = draft
        else:
            self._drafts.drop(self._session, draft.slot)
            self._kept.pop(draft.slot, None)

    def look(self) -> None:
        """See whether the disk still holds what it held, and save anew what it does not."""
        with suppress(StoreError):
            there = {(draft.slot, draft.text) for draft in self._drafts.of(self._session)}
            for slot, draft in self._kept.items():
                if (slot, draft.text) not in there:
                    self._waiting.setdefault(slot, draft)
        self.save_waiting()

    def forget(self) -> None:
        """Let all of them go for good; what the disk does not let go stays for later."""
        for draft in self.all():
            with suppress(StoreError):
                self._drafts.erase(self._session, draft.slot)
        self._kept.clear()
        self._waiting.clear()

    @property
    def unsaved(self) -> tuple[datetime, str] | None:
        """Since when (session time) and why words that are being typed are not on the disk; None
        where they are. A draft that is to go and stays for now loses nobody a word."""
        if self._refused and any(draft.text.strip() for draft in self._waiting.values()):
            return self._since, self._refused
        return None

    def all(self) -> tuple[Draft, ...]:
        """What was being typed, the newest first, as far as it can be read."""
        drafts: dict[str, Draft] = {}
        with suppress(StoreError):
            drafts = {draft.slot: draft for draft in self._drafts.of(self._session)}
        newest = (drafts | self._waiting).values()
        typed = [draft for draft in newest if draft.text.strip()]
        return tuple(sorted(typed, key=lambda draft: draft.updated, reverse=True))

    def finish(self, state: SessionState) -> None:
        """Let those go whose note was written: a program that is killed between the two leaves
        both."""
        for draft in self.all():
            if _is_written(draft, state):
                self.keep(draft.slot, draft.kind, "")

    def move(self, drafts: Drafts) -> None:
        """They are in another store from now on, where they were copied to."""
        self._waiting.clear()
        for draft in self.all():
            # Where it stays, a strike finds it.
            with suppress(StoreError):
                self._drafts.drop(self._session, draft.slot)
        self._former.append(self._drafts)
        self._drafts = drafts

    def strike(self, words: str) -> None:
        """Erase drafts that are these words, hold them, or are a part of them."""
        if words:
            for drafts in (self._waiting, self._kept):
                struck = [one.slot for one in drafts.values() if _has_words_of(one.text, words)]
                for slot in struck:
                    del drafts[slot]
            self._to_read += [(drafts, words) for drafts in (self._drafts, *self._former)]
        self.erase()

    @property
    def not_erased(self) -> str:
        """Why drafts that were struck are still on the disk; "" when none are."""
        return self._reason if self._to_read or self._to_erase else ""

    def erase(self) -> None:
        """Try to erase what is to go."""
        for drafts, words in tuple(self._to_read):
            try:
                typed = drafts.of(self._session)
            except StoreError as error:
                self._reason = str(error)
                continue
            self._to_read.remove((drafts, words))
            found = {one.slot for one in typed if _has_words_of(one.text, words)}
            self._to_erase |= {(drafts, slot) for slot in found}
        for drafts, slot in tuple(self._to_erase):
            try:
                drafts.erase(self._session, slot)
            except StoreError as error:
                self._reason = str(error)
            else:
                self._to_erase.discard((drafts, slot))


def _is_written(draft: Draft, state: SessionState) -> bool:
    """Whether the words of a draft were written down after they were typed."""
    said = {clean_note(draft.text), str(read_quotation(draft.text))}
    notes = {(one.kind, one.text) for one in state.notes if one.at >= draft.updated}
    topics = {(NoteKind.TOPIC, one.title) for one in state.topics}
    return any(kind == draft.kind and text in said for kind, text in notes | topics)


def _has_words_of(draft: str, words: str) -> bool:
    """Whether a draft is words that are struck, holds them, or is a part of them."""
    short, long = sorted((draft.strip(), words.strip()), key=len)
    return short == long or (len(short) >= _TELLING and short in long)

"""`coreflect doctor --fix`: what can be mended without asking, after a copy, each thing said.

Nothing that a person wrote is deleted: what the database loses is in the copy, or in the damaged
file that is kept. What was to be erased is erased first, for no copy may hold it.
"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from random import Random
from uuid import UUID

from coreflect_tui.clock import Clock
from coreflect_tui.core.telling import Told, untold
from coreflect_tui.disk import remove_parts
from coreflect_tui.doctor import beside, database, permissions, putting_back
from coreflect_tui.doctor.finding import counted
from coreflect_tui.leaving_nothing import remove_waiting
from coreflect_tui.locations import Locations
from coreflect_tui.preparation import roster_id
from coreflect_tui.store import Damaged, Store, StoreError, UnsoundFile, to_forget, to_strike
from coreflect_tui.store.connection import NAME
from coreflect_tui.store.damage.recovery import Recovery
from coreflect_tui.store.damage.report import damage_words, reports, tell

_A_MINUTE = 60
"""Seconds; what was begun longer ago nobody is writing any more."""


def mend(
    places: Locations,
    documents: Path,
    clock: Clock,
    random: Random,
    looking: Told = untold,
    recovering: Told = untold,
) -> list[str]:
    """Mend what can be; a sentence for each thing that was done, and for what could not be.
    `looking` hears how many sessions were looked through, `recovering` how many are recovered."""
    said = permissions.tighten(places, documents)
    folder = places.data
    if not folder.is_dir() and not putting_back.files_in(putting_back.folders(places)):
        return said
    before = clock.now().wall.timestamp() - _A_MINUTE
    settings = places.settings_file.parent
    for one in (folder, settings, places.user_quotes, places.user_groups, places.user_formats):
        remove_parts(one, before)
    held = beside.beside(folder).held
    if held:
        are = f"Session {held[0]} is" if len(held) == 1 else f"Sessions {', '.join(held)} are"
        said.append(
            f"{are} open in another window, so the database is left as it is; close it there, and"
            " run coreflect doctor --fix again."
        )
        return said
    try:
        for sentence in _Mending(places, clock, random, looking, recovering).all():
            said.append(sentence)
    except StoreError as error:
        said.append(f"The rest could not be done: {error.reason}.")
    return said


class _Mending:
    """The database of a folder, which no window has open, and what stands beside it."""

    def __init__(
        self, places: Locations, clock: Clock, random: Random, looking: Told, recovering: Told
    ) -> None:
        self._places = places
        self._folder = places.data
        self._clock = clock
        self._random = random
        self._recovery = Recovery(self._folder, self._today, lambda: None, recovering)
        self._looking = looking
        self._store = Store(self._folder)
        self._store.mend_with(self._recovery)

    def all(self) -> Iterator[str]:
        """Each sentence comes when its thing is done. Raises StoreError."""
        try:
            yield from self._erase()
            yield from self._recover()
            yield from self._put_right()
            yield from self._put_back()
        finally:
            self._store.close()
        found = beside.beside(self._folder, self._look().kept)
        yield from beside.remove_rests(self._folder, found)

    def _erase(self) -> Iterator[str]:
        """Before anything is copied."""
        pending = (self._folder / f"{NAME}.to-rewrite").exists()
        # Opening it brings back what is not sound, takes over older versions, and erases rests.
        self._store.journal.last_seq("")
        yield from self._told()
        if pending and not (self._folder / f"{NAME}.to-rewrite").exists():
            yield "What was struck or forgotten is erased from the database and its copies."
        for session in beside.beside(self._folder).to_strike:
            with suppress(Damaged):
                # Reading a session erases what is still to go.
                self._store.journal.load(session)
            for slot in self._store.drafts.to_erase(session):
                self._store.drafts.erase(session, slot)
            if not to_strike.noted(self._folder, session):
                to_strike.path_of(self._folder, session).unlink(missing_ok=True)
                yield f"Words that were struck in session {session} are erased."
        waiting = to_forget.noted(self._folder)
        problems = remove_waiting(self._store)
        yield from problems
        if waiting and not problems:
            yield f"{counted(len(waiting), 'session', 'sessions')} that left nothing: removed."

    def _recover(self) -> Iterator[str]:
        """Sessions that are damaged in a file that is sound."""
        look = self._look()
        if not look.to_recover:
            return
        self._store.close()
        what = "entries in it are not what was written" if look.broken else "an unfinished note is"
        self._recovery.recover(UnsoundFile(what), although_sound=True)
        yield from self._told()

    def _put_right(self) -> Iterator[str]:
        look = self._look()
        if not look.to_put_right:
            return
        copy = _free(self._folder / f"{NAME}.before-doctor-{self._today().isoformat()}")
        self._store.put_right(copy, look.rows)
        yield f"A copy of the database as it was is kept as {copy.name}."
        if look.rows:
            number = counted(len(look.rows), "session", "sessions")
            yield f"What lists say of {number} is made again from the entries."
        if look.orphans:
            number = counted(look.orphans, "note", "notes")
            yield f"The words of {number} of no session are only in the copy now."

    def _put_back(self) -> Iterator[str]:
        parts = [part.session for one in reports(self._folder) for part in one.parts]
        folders = putting_back.folders(self._places)
        found = putting_back.put_aside(folders, self._store.journal.load, parts)
        yield from putting_back.put_back(
            self._store,
            found,
            lambda: str(UUID(int=self._random.getrandbits(128), version=4)),
            lambda: roster_id(self._random),
        )

    def _look(self) -> database.Held:
        held = database.Held()
        # What it finds is said by the look that follows on mending.
        for _ in database.look(self._folder, held, self._looking):
            pass
        return held

    def _told(self) -> Iterator[str]:
        yield from map(damage_words, tell(self._folder))

    def _today(self) -> date:
        moment = self._clock.now()
        return (moment.wall + timedelta(seconds=moment.offset)).date()


def _free(path: Path) -> Path:
    """The path, with a number where there is such a file already."""
    found, number = path, 2
    while found.exists():
        found, number = path.with_name(f"{path.name}-{number}"), number + 1
    return found

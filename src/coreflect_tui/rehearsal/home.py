"""The folder of a rehearsal, marked so that no real session is ever mixed with simulated ones."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coreflect_tui.core.text import one_line
from coreflect_tui.disk import read_file
from coreflect_tui.locations import Locations, locations
from coreflect_tui.lock import SessionLock
from coreflect_tui.store import Store, StoreError

MARK = "REHEARSAL.txt"
_LARGEST = 1024 * 1024
PREFIX = "coreflect-rehearsal-"
_WORDS = "The sessions named here are rehearsals with simulated people:\n"
_LOCK = "rehearsal"


class RehearsalError(Exception):
    """A rehearsal cannot be held so; the message is a sentence for the user."""


def rehearsal_home(folder: Path) -> Locations:
    """`folder` made ready for rehearsals, laid out like COREFLECT_HOME.

    Raises RehearsalError when there are, or could be, real sessions in it, or it cannot be made.
    """
    places = locations({"COREFLECT_HOME": str(folder)})
    mark = places.data.parent / MARK
    if _may_be_real(places):
        raise RehearsalError(
            f"{one_line(str(folder))} may hold real sessions, so no rehearsal was written there;"
            " please choose an empty folder."
        )
    try:
        mark.parent.mkdir(parents=True, exist_ok=True)
        if not mark.exists():
            mark.write_text(_WORDS, encoding="utf-8")
    except OSError as error:
        raise _unwritable(folder, error) from None
    return places


def mark_session(places: Locations, session: str) -> None:
    """Note, before it begins, that this session is a rehearsal: others that are held in the folder
    later are not. Raises RehearsalError."""
    home = places.data.parent
    try:
        with (home / MARK).open("a", encoding="utf-8") as file:
            file.write(f"{session}\n")
    except OSError as error:
        raise _unwritable(home, error) from None


@contextmanager
def passing_home() -> Iterator[Path]:
    """A folder for a rehearsal that is gone when it ends. Those of rehearsals that were killed go
    first: they may hold the names of a roster. Raises StoreError when it cannot be made."""
    _sweep(Path(tempfile.gettempdir()))
    with tempfile.TemporaryDirectory(prefix=PREFIX) as name:
        lock = SessionLock(Path(name), _LOCK)
        lock.acquire()
        try:
            yield Path(name)
        finally:
            lock.release()


def _sweep(temporary: Path) -> None:
    """Remove what is ours there, is marked, and belongs to no program that runs."""
    for folder in temporary.glob(f"{PREFIX}*"):
        lock = SessionLock(folder, _LOCK)
        try:
            if folder.is_symlink() or not (folder / MARK).is_file() or not lock.acquire():
                continue
        except (OSError, StoreError):
            continue
        lock.release()
        shutil.rmtree(folder, ignore_errors=True)


def _unwritable(folder: Path, error: OSError) -> RehearsalError:
    why = (error.strerror or "the system refused").lower()
    where = one_line(str(folder))
    return RehearsalError(f"{where} cannot be written to ({why}); please choose another folder.")


def _may_be_real(places: Locations) -> bool:
    """The very folders that real sessions use, documents without a mark, or a store with a session
    that no rehearsal has noted."""
    real = locations()
    home = places.data.parent.resolve()
    own = {real.data.resolve(), real.data.parent.resolve(), real.documents.resolve()}
    if home in own or places.data.resolve() in own:
        return True
    rehearsed = _rehearsed(home / MARK)
    if rehearsed is None:
        return places.documents.exists() or Store(places.data).path.exists()
    return not _stored(places.data) <= rehearsed


def _rehearsed(mark: Path) -> set[str] | None:
    """The ids in a mark; None where there is none, or nothing that can be read."""
    try:
        content = read_file(mark, _LARGEST)
        return None if content is None else set(content.decode("utf-8").split())
    except (OSError, UnicodeDecodeError):
        return None


def _stored(data: Path) -> set[str]:
    """The ids of the sessions in a store. One that cannot be read has, for all we know, others'."""
    store = Store(data)
    if not store.path.exists():
        return set()
    try:
        return {one.session for one in store.summaries.newest()}
    except StoreError:
        return {""}
    finally:
        store.close()

"""Which closed sessions were to be removed and are still there, an empty file each beside the
database, so that leaving while the disk refuses keeps nothing for good."""

import contextlib
from pathlib import Path
from typing import Final

from coreflect_tui.disk import make_folder, paths_in, replace_file
from coreflect_tui.store.connection import translated
from coreflect_tui.store.errors import StoreError

_NAME: Final = "to-forget-"


def path_of(folder: Path, session: str) -> Path:
    """Where it is noted that `session` is to go; there only while it is to."""
    return folder / f"{_NAME}{session}"


def note(folder: Path, session: str) -> bool:
    """Note that a session is to go; whether that is on disk."""
    with contextlib.suppress(StoreError), translated():
        make_folder(folder)
        replace_file(path_of(folder, session), b"")
        return True
    return False


def noted(folder: Path) -> tuple[str, ...]:
    """The sessions that are to go, by id."""
    return tuple(one.name.removeprefix(_NAME) for one in paths_in(folder, f"{_NAME}*"))


def drop(folder: Path, session: str) -> None:
    """Take the note away; one that stays is looked at again and changes nothing."""
    with contextlib.suppress(OSError):
        path_of(folder, session).unlink(missing_ok=True)

"""Who else may read what is kept: folders and files of sessions are for this user alone."""

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from coreflect_tui.doctor.finding import Finding, Need, counted
from coreflect_tui.locations import Locations

OTHERS: Final = 0o077
_SESSION_FOLDER: Final = re.compile(r"\d{4}-\d\d-\d\d \d{4} ")
_OWN: Final = ("*.toml", "*.toml.before*")


def look(places: Locations, documents: Path) -> Iterator[Finding]:
    """What others could read."""
    found = open_to_others(places, documents)
    if found:
        number = counted(len(found), "file or folder", "files and folders")
        yield Finding(
            "permissions",
            Need.MENDING,
            f"Other accounts on this computer may look into {number}, such as {found[0]}.",
        )


def open_to_others(places: Locations, documents: Path) -> list[Path]:
    """The folders and files that others may look into. Windows has other means, which are not
    looked at."""
    if os.name == "nt":
        return []
    return [one for one in kept(places, documents) if _mode(one) & OTHERS]


def tighten(places: Locations, documents: Path) -> list[str]:
    """Close them to others; a sentence for what was done, and for what could not be."""
    said = []
    done = 0
    for path in open_to_others(places, documents):
        try:
            path.chmod(_mode(path) & ~OTHERS)
            done += 1
        except OSError:
            said.append(f"Who may read {path} could not be changed; it belongs to another account.")
    if done:
        number = counted(done, "file or folder is", "files and folders are")
        said.insert(0, f"{number} for you alone now.")
    return said


def kept(places: Locations, documents: Path) -> Iterator[Path]:
    """What holds names, notes or how a group meets; links are somebody's own doing."""
    if places.data.is_dir():
        yield from _real((places.data, *sorted(places.data.iterdir())))
    for folder in (places.user_groups, places.user_quotes):
        files = [one for kind in _OWN for one in sorted(folder.glob(kind))]
        if folder == places.user_groups and folder.is_dir():
            yield from _real((folder,))
        yield from _real(one for one in files if folder == places.user_groups or _is_own(one))
    if documents.is_dir():
        for folder in sorted(documents.iterdir()):
            if _SESSION_FOLDER.match(folder.name) and folder.is_dir():
                yield from _real((folder, *sorted(folder.rglob("*"))))


def _is_own(path: Path) -> bool:
    """The program writes one file of quotes; the others are handed on as they are."""
    return path.name.startswith("own.toml")


def _real(paths: "Iterator[Path] | tuple[Path, ...]") -> Iterator[Path]:
    yield from (one for one in paths if not one.is_symlink())


def _mode(path: Path) -> int:
    try:
        return stat.S_IMODE(path.lstat().st_mode)
    except OSError:
        return 0

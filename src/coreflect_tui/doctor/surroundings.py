"""What the program stands on: versions, clocks, room on the disk, and what kind of folder it is."""

import platform
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from coreflect_tui.doctor.finding import Finding, Need
from coreflect_tui.locations import Locations

_COUNTS_SLEEP: Final = ("linux", "darwin", "win32")
_LITTLE_ROOM: Final = 50 << 20
"""Bytes; a year of sessions takes less, and SQLite needs as much again to write the file anew."""
_NO_ROOM: Final = 2 << 20
_SYNCED: Final = (
    *("dropbox", "onedrive", "google drive", "googledrive", "my drive", "nextcloud", "owncloud"),
    *("icloud drive", "mobile documents", "com~apple~clouddocs", "pcloud", "pclouddrive"),
    *("syncthing", "sync", "seafile", "proton drive", "tresorit"),
)
"""How programs that keep a folder the same on several computers usually call it."""
_MARKS: Final = (".stfolder", ".dropbox", ".owncloudsync.log", ".sync", ".seafile-data")
"""What such programs leave in the folder."""
_NETWORK: Final = (
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "9p",
    "afs",
    "ceph",
    "davfs",
    "glusterfs",
)
_OVER_FUSE: Final = ("sshfs", "rclone", "davfs", "s3fs", "gvfsd-fuse", "google-drive-ocamlfuse")


def look(places: Locations) -> Iterator[Finding]:
    """All of it, quickly."""
    yield Finding("versions", Need.NOTHING, _versions())
    yield Finding("clock", *_clock())
    yield from _room(places.data)
    yield from _kind_of_folder(places.data)


def _versions() -> str:
    return (
        f"Python {platform.python_version()} on {platform.system() or 'an unknown system'}, SQLite"
        f" {sqlite3.sqlite_version} with a rollback journal; what versions before 3.51.3 do wrong"
        " with a write-ahead log (WAL-reset) is no matter here."
    )


def _clock() -> tuple[Need, str]:
    """By what time in a session is counted (see `clock.boot_clock`)."""
    if sys.platform.startswith(_COUNTS_SLEEP):
        return Need.NOTHING, "Time is counted by a clock of this machine that goes on in sleep."
    return (
        Need.LOOK,
        "On this system the clock may stand still while the machine sleeps; a session then asks"
        " what to make of the time.",
    )


def _room(folder: Path) -> Iterator[Finding]:
    there = next((one for one in (folder, *folder.parents) if one.is_dir()), None)
    try:
        free = shutil.disk_usage(there or Path()).free
    except OSError:
        return
    said = f"{free / (1 << 30):.1f} GB" if free >= 1 << 30 else f"{free >> 20} MB"
    if free < _NO_ROOM:
        need, words = Need.ACT, "nothing can be saved like this; please make room"
    elif free < _LITTLE_ROOM:
        need, words = Need.LOOK, "please make room before the next session"
    else:
        need, words = Need.NOTHING, ""
    yield Finding("room", need, f"{said} are free on the disk{'; ' if words else ''}{words}.")


def _kind_of_folder(folder: Path) -> Iterator[Finding]:
    """As far as it can be told; a wrong guess costs a sentence."""
    if kind := _network(folder):
        yield Finding(
            "network",
            Need.LOOK,
            f"The data folder seems to be on another computer ({kind}). Such folders may lose what"
            " was saved; one on this laptop is safer, with COREFLECT_HOME.",
        )
    if kind := _synced(folder):
        yield Finding(
            "synced",
            Need.LOOK,
            f"The data folder seems to be kept the same on several computers ({kind}). Do not hold"
            " a session on two of them at once, and think of the copies when somebody asks to be"
            " forgotten.",
        )


def _synced(folder: Path) -> str:
    for one in (folder, *folder.parents):
        name = one.name.casefold()
        if name in _SYNCED or any(name.startswith(f"{known} -") for known in _SYNCED):
            return one.name
        for mark in _MARKS:
            try:
                if one.parent != one and (one / mark).exists():
                    return mark
            except OSError:
                continue
    return ""


# The port to the systems: the kind of file system, where it is one over the network; "" elsewhere.
if sys.platform == "win32":

    def _network(folder: Path) -> str:
        """A share is named by the computer it is on."""
        return "a share" if str(folder.absolute()).startswith("\\\\") else ""

elif sys.platform == "linux":

    def _network(folder: Path) -> str:
        """The kernel lists what is mounted where: the fifth field is the place, and after a dash
        comes the kind (proc(5))."""
        try:
            lines = Path("/proc/self/mountinfo").read_text("utf-8", "replace").splitlines()
        except OSError:
            return ""
        target, longest, found = str(folder.resolve()), -1, ""
        for line in lines:
            before, _, after = line.partition(" - ")
            fields, kinds = before.split(" "), after.split(" ")
            place = fields[4].replace("\\040", " ") if len(fields) > 4 else ""
            within = target == place or target.startswith(f"{place.rstrip('/')}/")
            if place and within and len(place) >= longest:
                longest, found = len(place), kinds[0]
        over_fuse = found.startswith("fuse.") and found.removeprefix("fuse.") in _OVER_FUSE
        return found if found in _NETWORK or over_fuse else ""

else:

    def _network(folder: Path) -> str:  # noqa: ARG001
        """It cannot be told here without a call that may hang."""
        return ""

"""Files and folders for this user alone, written whole or not at all."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_PART = ".part"


def make_folder(folder: Path) -> None:
    """Make `folder` and what is above it, all of it for good when this returns; the new one is for
    this user alone. Raises OSError."""
    _make_for_good(folder, 0o700)


def _make_for_good(folder: Path, mode: int) -> None:
    if folder.is_dir():
        return
    _make_for_good(folder.parent, 0o777)
    folder.mkdir(mode, exist_ok=True)
    sync_folder(folder.parent)


def paths_in(folder: Path, *patterns: str) -> list[Path]:
    """What is in `folder` by names such as "*.toml", sorted; nothing where it cannot be listed,
    which what is done there next says better."""
    found: list[Path] = []
    for pattern in patterns:
        # glob itself lets pass that a folder is not there, or may not be read.
        with suppress(OSError):
            found += folder.glob(pattern)
    return sorted(found)


def read_file(path: Path, most: int) -> bytes | None:
    """The bytes of a file, None where it holds more than `most`; it may grow meanwhile. Raises
    OSError, also for what is no file: a pipe would be waited for, and a device never ends."""
    try:
        _check_regular(path.stat())
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(handle, "rb") as file:
            # Once more: what stood there may have been exchanged.
            _check_regular(os.fstat(handle))
            content = file.read(most + 1)
    except ValueError:
        raise OSError(errno.EINVAL, "no file can have that name") from None
    return content if len(content) <= most else None


def holds(path: Path, content: bytes) -> bool:
    """Whether that is what the file at `path` has; not where it cannot be read."""
    try:
        return read_file(path, len(content)) == content
    except OSError:
        return False


def _check_regular(found: os.stat_result) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EINVAL, "it is not a file")


def part_of(target: Path) -> Path:
    """Where `replace_file` writes before the file takes its name; what a kill left there is no
    kept copy."""
    return target.with_name(f".{target.name}{_PART}")


def remove_parts(folder: Path, before: float, within: str = "") -> None:
    """Remove what programs that were killed left unfinished in `folder`, or in the folders of it
    that `within` is a pattern of. What was begun after `before`, in seconds since 1970, may be
    somebody's who writes just now, and stays; so does what the system does not let go."""
    with suppress(OSError):
        for part in folder.glob(f"{within}.*{_PART}"):
            if part.lstat().st_mtime < before:
                part.unlink()


def replace_file(target: Path, content: bytes) -> None:
    """Write `content` to `target`, which has it for good when this returns and is as it was when
    it raises OSError. Only this user may read it."""
    part = part_of(target)
    part.unlink(missing_ok=True)
    with _made(part, content):
        part.replace(target)
    sync_folder(target.parent)


def keep_beside(path: Path, content: bytes) -> None:
    """Keep `content`, what `path` holds before it is written anew, as NAME.before; with a number
    where that name is taken by other content. Raises OSError."""
    kept, number = path.with_name(f"{path.name}.before"), 2
    while os.path.lexists(kept):
        if holds(kept, content):
            return
        kept, number = path.with_name(f"{path.name}.before-{number}"), number + 1
    replace_file(kept, content)


def write_new(target: Path, content: bytes) -> None:
    """Write `content` to a file that is not there yet; where it is, FileExistsError says so. What
    could not be written whole is not there. Only this user may read it. Raises OSError."""
    with _made(target, content):
        pass
    sync_folder(target.parent)


@contextmanager
def _made(path: Path, content: bytes) -> Iterator[None]:
    """A file that was not there, with that content on the disk; it goes again where what is done
    with it fails. Raises OSError."""
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        yield
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise


def sync_folder(folder: Path) -> None:
    """Make a new name in `folder` last; Windows has no such call, some shares refuse it."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)

"""Standing groups of the user: listed without pydantic, found, and written.

Each is a file of its own, which the user may edit; what they wrote in it is never lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import category, normalize

from coreflect_tui.core.enumerated import enumerated
from coreflect_tui.core.slugs import names_a_device
from coreflect_tui.core.text import clean_line, fold, one_line, similar
from coreflect_tui.disk import keep_beside, make_folder, replace_file
from coreflect_tui.library.bounds import files_in
from coreflect_tui.library.toml_file import FileProblem, LibraryFileError, parse, read_text
from coreflect_tui.lock import one_at_a_time

if TYPE_CHECKING:
    from coreflect_tui.core.group import Group

_NAME_LENGTH = 40


class GroupError(LibraryFileError):
    """A group cannot be read, found or written; a sentence for the user for each reason."""

    def __init__(self, name: str, problems: tuple[FileProblem, ...]) -> None:
        """`name` is that of the file, "" where it is about none."""
        super().__init__(name, problems)
        if not name:
            self.args = ("\n".join(str(problem) for problem in problems),)


@dataclass(frozen=True, slots=True)
class GroupListing:
    """A group as lists show it: `people` counts its roster, `format` is the id of what it usually
    holds. A file that cannot be read has only its file's name, cleaned, as `name`, and
    `problem`."""

    name: str
    path: Path
    people: int = 0
    format: str = ""
    record: bool = False
    id: str = ""
    problem: str = ""


def list_groups(folder: Path) -> tuple[GroupListing, ...]:
    """All groups in `folder` by name, those that cannot be read at the end.

    Only what a list shows is looked at, so a listed group may still have problems to mend.
    """
    files, rest = files_in(folder)
    found = _apart([_listing(path) for path in files])
    found += [GroupListing(_called(rest.first), rest.first, problem=rest.sentence)] if rest else []
    return tuple(sorted(found, key=lambda one: (bool(one.problem), fold(one.name), one.path)))


def find_group(folder: Path, asked: str) -> Group:
    """The group that is called `asked`, or the only one whose name begins so, case and accents
    ignored; the name of its file will do as well. Raises GroupError."""
    listings = list_groups(folder)
    wanted = fold(asked)
    found = (
        [one for one in listings if fold(one.name) == wanted]
        or [one for one in listings if fold(one.path.stem) == wanted]
        or [one for one in listings if wanted and fold(one.name).startswith(wanted)]
    )
    if len(found) != 1:
        raise _which(clean_line(asked, 60), [one.name for one in found or listings], bool(found))
    group = read_group(found[0].path)
    if found[0].problem:
        raise _told(f"{shown(found[0].path)}: {found[0].problem}")
    return group


def group_with_id(folder: Path, group_id: str) -> Group | None:
    """The group of that id, None where there is none. Raises GroupError when its file cannot be
    used."""
    path = group_path(folder, group_id)
    return read_group(path) if path else None


def group_path(folder: Path, group_id: str) -> Path | None:
    """The file of the group of that id, None where there is none. Raises GroupError when two have
    that id."""
    found = [one for one in list_groups(folder) if group_id and one.id == group_id]
    if len(found) > 1:
        raise _told(f"{shown(folder)}: {found[0].problem}")
    return found[0].path if found else None


def read_group(path: Path) -> Group:
    """The group in the file at `path`. Raises GroupError with every problem of the file."""
    from coreflect_tui.library.group_file import read_group_text

    return read_group_text(_text(path), shown(path))


def save_group(folder: Path, group: Group, read: Group | None = None) -> Path:
    """Write `group` to its file in `folder`, a new one if there is none; answers where it is.

    `read` is the group as it was read before it was changed: where the file says something else
    by now, nothing is written. A file in which the user wrote in their own way is kept beside the
    new one, as NAME.toml.before. Raises GroupError; the file is as it was then.
    """
    with one_at_a_time(folder):
        return _saved(folder, group, read)


def _saved(folder: Path, group: Group, read: Group | None) -> Path:
    from coreflect_tui.library.group_file import group_text, read_group_text

    text = group_text(group)
    read_group_text(text, group.name)
    path = group_path(folder, group.id)
    if path is None:
        _check_name(folder, group.name)
        path = _new_path(folder, group.name)
    try:
        make_folder(folder)
        # A link stays one; what it leads to is replaced.
        target = path.resolve()
        if target.exists():
            before = _text(target)
            earlier = read_group_text(before, shown(path))
            if read is not None and earlier != read:
                raise _told(
                    f"{clean_line(path.name)} was changed meanwhile, and nothing was written to it;"
                    " please try again."
                )
            if before == text:
                return path
            if before != group_text(earlier):
                keep_beside(target, before.encode())
        replace_file(target, text.encode())
    except OSError as error:
        raise _refused(path, error) from None
    return path


def change_group(folder: Path, group_id: str, change: Callable[[Group], Group]) -> Group:
    """Read the group of that id, change it and write it, so that what the user wrote in the file
    meanwhile stays; the changed group. Raises GroupError, also when there is no such group."""
    with one_at_a_time(folder):
        group = group_with_id(folder, group_id)
        if group is None:
            raise _told("The file of this group is not there any more; nothing was written.")
        changed = change(group)
        if changed != group:
            _saved(folder, changed, group)
        return changed


def shown(path: Path) -> str:
    """A path as sentences say it: the name of a file may hold what steers a terminal."""
    return one_line(str(path))


def _called(path: Path) -> str:
    """What a file is called that says nothing itself."""
    return clean_line(path.stem) or clean_line(path.name)


def _listing(path: Path) -> GroupListing:
    called = _called(path)
    try:
        values = parse(_text(path), path.name)
    except LibraryFileError as error:
        return GroupListing(called, path, problem=str(error.problems[0]))
    name = _line(values, "name")
    people = values.get("person", [])
    if not name:
        return GroupListing(called, path, problem="this group has no 'name'")
    return GroupListing(
        name=name,
        path=path,
        people=len(people) if isinstance(people, list) else 0,
        format=_line(values, "format"),
        record=values.get("record") is True,
        id=_line(values, "id"),
    )


def _line(values: dict[str, Any], key: str) -> str:
    value = values.get(key)
    return clean_line(value) if isinstance(value, str) else ""


def _text(path: Path) -> str:
    try:
        return read_text(path).replace("\r\n", "\n")
    except LibraryFileError as error:
        raise GroupError(shown(path), error.problems) from None


def _apart(listings: list[GroupListing]) -> list[GroupListing]:
    """A file that was copied for another group still has the id of the first."""
    files: dict[str, list[str]] = {}
    for one in listings:
        files.setdefault(one.id, []).append(clean_line(one.path.name))
    return [
        replace(one, problem=_same_id(files[one.id])) if one.id and files[one.id][1:] else one
        for one in listings
    ]


def _same_id(files: list[str]) -> str:
    return f"{' and '.join(files)} have the same 'id'; please change it in the newer one"


def _check_name(folder: Path, name: str) -> None:
    if any(fold(one.name) == fold(name) for one in list_groups(folder)):
        raise _told(f"There is a group “{name}” already; please give this one another name.")


def _new_path(folder: Path, name: str) -> Path:
    """A file of that name that is not there yet; in small letters, so that no system takes two
    of them for one."""
    letters = normalize("NFC", "-".join(fold(word) for word in name.split()))
    known = (one if one.isalnum() or category(one)[0] == "M" else "-" for one in letters)
    stem = re.sub("-+", "-", "".join(known))[:_NAME_LENGTH].strip("-") or "group"
    if names_a_device(stem):
        stem = f"{stem}-group"
    path, number = folder / f"{stem}.toml", 2
    while path.exists() or path.is_symlink():
        path, number = folder / f"{stem}-{number}.toml", number + 1
    return path


def _which(asked: str, names: Iterable[str], several: bool) -> GroupError:
    names = list(names)
    if several:
        return _told(f"Several groups begin with “{asked}”: {enumerated(names)}; please say which.")
    if not names:
        return _told("There is no group yet; `coreflect groups new NAME` makes one.")
    near = similar(asked, names)
    hint = f"did you mean “{near}”?" if near else "see `coreflect groups list`."
    return _told(f"There is no group “{asked}”; {hint}")


def _told(sentence: str) -> GroupError:
    return GroupError("", (FileProblem(None, (), sentence),))


def _refused(path: Path, error: OSError) -> GroupError:
    why = (error.strerror or "the system refused").lower()
    return _told(
        f"The group could not be written to {shown(path)} ({why}); free some space, or see who may"
        " write there, and try again. What stood there before is as it was."
    )

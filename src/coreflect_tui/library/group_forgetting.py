"""Taking somebody out of the files of groups, the copies beside them included."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from coreflect_tui.core.agreement import agreement_of, lines_of
from coreflect_tui.core.group import Group, Member
from coreflect_tui.core.text import fold
from coreflect_tui.disk import read_file, replace_file
from coreflect_tui.library.bounds import LARGEST
from coreflect_tui.library.groups import GroupError, read_group, shown
from coreflect_tui.library.lines import key_lines
from coreflect_tui.library.toml_file import FileProblem, LibraryFileError, read_text
from coreflect_tui.lock import one_at_a_time


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody in the roster of a file."""

    path: Path
    group: Group
    member: Member


def files_with_groups(folder: Path) -> tuple[tuple[tuple[Path, Group], ...], tuple[Path, ...]]:
    """The files in `folder` and the copies there, each with its group, and those that cannot be
    read."""
    found: list[tuple[Path, Group]] = []
    unread: list[Path] = []
    for path in _files(folder):
        try:
            found.append((path, read_group(path)))
        except GroupError:
            unread.append(path)
    return tuple(found), tuple(unread)


def entries(groups: tuple[tuple[Path, Group], ...]) -> tuple[Entry, ...]:
    """Everybody in the rosters of those files."""
    return tuple(Entry(path, group, one) for path, group in groups for one in group.members)


def still_named(folder: Path, names: frozenset[str]) -> tuple[Path, ...]:
    """The files in whose text one of those names still stands, as in a comment."""
    wanted = [fold(name) for name in names if fold(name)]
    return tuple(path for path in _files(folder) if _holds(path, wanted))


def take_out(path: Path, ids: frozenset[str], without: Callable[[str], str]) -> None:
    """Remove the people of those ids from a file, and their names from its agreement, where
    `without` answers a line that does not name them; no copy of it is kept. What else the user
    wrote there stays where it can. Raises GroupError; the file is as it was then."""
    with one_at_a_time(path.parent):
        _taken_out(path, ids, without)


def _taken_out(path: Path, ids: frozenset[str], without: Callable[[str], str]) -> None:
    from coreflect_tui.library.group_file import group_text, read_group_text

    try:
        before = read_text(path).replace("\r\n", "\n")
        group = read_group_text(before, str(path))
        rest = tuple(one for one in group.members if one.id not in ids)
        said = group.agreement
        agreed = agreement_of(map(without, said.lines), said.checked) if said else None
        wanted = replace(group, members=rest, agreement=agreed)
        text = _without(before, {n for n, one in enumerate(group.members) if one.id in ids})
        text = _reworded(text, {line: without(line) for line in lines_of(said)})
        try:
            same = read_group_text(text, str(path)) == wanted
        except GroupError:
            same = False
        replace_file(path.resolve(), (text if same else group_text(wanted)).encode())
    except LibraryFileError as error:
        raise GroupError(error.name, error.problems) from None
    except OSError as error:
        why = (error.strerror or "the system refused").lower()
        sentence = f"{shown(path)} could not be written ({why}); somebody is still in it."
        raise GroupError("", (FileProblem(None, (), sentence),)) from None


def _files(folder: Path) -> Iterator[Path]:
    yield from sorted(folder.glob("*.toml"))
    yield from sorted(folder.glob("*.toml.before*"))


def _without(text: str, numbers: set[int]) -> str:
    """The text without the tables of those people, each with the comment right above it."""
    lines = text.split("\n")
    where = key_lines(text)
    starts = sorted(
        line - 1
        for path, line in where.items()
        if len(path) == 2 and path[0] == "person" and isinstance(path[1], int)
    )
    heads = [number for number, line in enumerate(lines) if re.match(r"\s*\[", line)]
    gone: set[int] = set()
    for number in numbers:
        if number >= len(starts):
            continue
        start = starts[number]
        end = next((head for head in heads if head > start), len(lines))
        gone |= set(range(_with_comment(lines, start), _with_comment(lines, end)))
    return "\n".join(line for number, line in enumerate(lines) if number not in gone)


def _reworded(text: str, lines: dict[str, str]) -> str:
    """The text with other words in the place of lines, as far as they stand there as we write
    them."""
    from coreflect_tui.library.group_file import quoted

    for before, after in lines.items():
        text = text.replace(quoted(before), quoted(after))
    return text


def _with_comment(lines: list[str], start: int) -> int:
    """Where the comment begins that stands right above a line; the line itself without one."""
    if start == len(lines):
        return start
    while start and lines[start - 1].lstrip().startswith("#"):
        start -= 1
    return start


def _holds(path: Path, wanted: list[str]) -> bool:
    try:
        content = read_file(path, LARGEST)
    except OSError:
        return False
    # One that is larger is among those that cannot be read, which is said too.
    text = (content or b"").decode("utf-8", "replace")
    words = {fold(word) for line in text.splitlines() for word in _pieces(line)}
    return any(name in words for name in wanted)


def _pieces(line: str) -> Iterator[str]:
    """All runs of up to six neighbouring words of a line."""
    words = re.findall(r"[^\s\"',;:.()\[\]=#]+", line)
    for first in range(len(words)):
        for last in range(first + 1, min(first + 6, len(words)) + 1):
            yield " ".join(words[first:last])

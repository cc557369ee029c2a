"""A TOML file of a person, read with sentences for all that can be wrong with it as a file."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coreflect_tui.core.text import clean_line
from coreflect_tui.library.lines import KeyPath, key_lines, line_of
from coreflect_tui.library.toml_words import line_of_long_number, plainly

LARGEST = 256 * 1024
DEEPEST = 32
"""Lists and tables within each other; a format has five."""
LARGEST_NUMBER = 2**63
"""Of TOML; Python reads larger ones and cannot say all of them again."""


@dataclass(frozen=True, slots=True)
class FileProblem:
    """One thing wrong in a file; `line` counts from 1, None is the file as a whole."""

    line: int | None
    key: KeyPath
    sentence: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.sentence}" if self.line else self.sentence

    def of(self, name: str) -> str:
        """It together with the name of its file."""
        return f"{name}, {self}" if self.line else f"{name}: {self}"


def foremost(problems: tuple[FileProblem, ...]) -> FileProblem:
    """The one to say where there is room for one: the first that can be found by its line."""
    return next((one for one in problems if one.line), problems[0])


LONGEST_NAME = 1000
_TOO_LONG = "the number here is far too long"
_TOO_DEEP = FileProblem(None, (), "the lists in this file are nested too deep to be read")


class LibraryFileError(Exception):
    """A file of the library cannot be used; `problems` says all that is wrong with it."""

    def __init__(self, name: str, problems: tuple[FileProblem, ...]) -> None:
        # A file may be called anything, and its name is said on the terminal.
        self.name = clean_line(name, LONGEST_NAME)
        self.problems = problems
        super().__init__("\n".join(problem.of(self.name) for problem in problems))


def read_text(path: Path) -> str:
    """The text of the file at `path`, without a byte order mark. Raises LibraryFileError."""
    try:
        if path.exists() and not path.is_file():
            raise _whole(path, "this is not a file that can be read")
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise _whole(path, "there is no such file") from None
    except OSError as error:
        raise _whole(path, f"the file cannot be read ({error.strerror})") from None
    if len(content) > LARGEST:
        raise _whole(path, f"the file is larger than {LARGEST // 1024} kB, which none needs to be")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        problem = FileProblem(line, (), "the file is not UTF-8 text; save it as UTF-8")
        raise LibraryFileError(str(path), (problem,)) from None


def parse(text: str, name: str) -> dict[str, Any]:
    """The tables of a TOML text; `name` is what errors call it. Raises LibraryFileError."""
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line, words = plainly(str(error), text)
        problem = FileProblem(line, (), f"this line is not TOML: {words}")
    except ValueError:
        # Python reads no number of thousands of digits.
        problem = FileProblem(line_of_long_number(text), (), _TOO_LONG)
    except RecursionError:
        problem = _TOO_DEEP
    else:
        unfit = _unfit(values, text)
        if unfit is None:
            return values
        problem = unfit
    raise LibraryFileError(name, (problem,))


def _unfit(values: Mapping[str, Any], text: str) -> FileProblem | None:
    """What can be read and not be worked with: what is nested too deep, a number beyond measure."""
    level: list[tuple[KeyPath, object]] = [((), values)]
    while level:
        if len(level[0][0]) > DEEPEST:
            return _TOO_DEEP
        for path, value in level:
            if isinstance(value, int) and abs(value) >= LARGEST_NUMBER:
                return FileProblem(line_of(key_lines(text), path), path, _TOO_LONG)
        level = [one for path, value in level for one in _inside(path, value)]
    return None


def _inside(path: KeyPath, value: object) -> Iterator[tuple[KeyPath, object]]:
    if isinstance(value, dict):
        yield from (((*path, key), inner) for key, inner in value.items())
    elif isinstance(value, list):
        yield from (((*path, index), inner) for index, inner in enumerate(value))


def _whole(path: Path, sentence: str) -> LibraryFileError:
    return LibraryFileError(str(path), (FileProblem(None, (), sentence),))

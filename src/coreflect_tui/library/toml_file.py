"""A TOML file of a person, read with sentences for all that can be wrong with it as a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from coreflect_tui.core.text import clean_line
from coreflect_tui.disk import read_file
from coreflect_tui.library.bounds import (
    LARGEST,
    TOO_DEEP,
    TOO_LONG,
    TOO_MANY,
    beyond,
    too_deep,
    too_many,
)

if TYPE_CHECKING:
    from coreflect_tui.library.lines import KeyPath

__all__ = [
    "LARGEST",
    "MOST_PROBLEMS",
    "NO_FILE",
    "FileProblem",
    "LibraryFileError",
    "foremost",
    "parse",
    "read_text",
]

NO_FILE = "there is no such file"
MOST_PROBLEMS = 50
"""That are said of one file; nobody mends more at once."""
LONGEST_NAME = 1_000
"""Characters of a path in a sentence."""


class FileProblem(NamedTuple):
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


class LibraryFileError(Exception):
    """A file of the library cannot be used; `problems` says all that is wrong with it, or of very
    much the first MOST_PROBLEMS and that there is more."""

    def __init__(self, name: str, problems: tuple[FileProblem, ...]) -> None:
        # A file may be called anything, and its name is said on the terminal.
        self.name = clean_line(name, LONGEST_NAME)
        self.problems = _few(problems)
        super().__init__("\n".join(problem.of(self.name) for problem in self.problems))


def read_text(path: Path) -> str:
    """The text of the file at `path`, without a byte order mark. Raises LibraryFileError."""
    try:
        content = read_file(path, LARGEST)
    except FileNotFoundError:
        raise _whole(path, NO_FILE) from None
    except OSError as error:
        raise _whole(path, f"the file cannot be read ({error.strerror})") from None
    if content is None:
        raise _whole(path, f"the file is larger than {LARGEST // 1024} kB, which none needs to be")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        problem = FileProblem(line, (), "the file is not UTF-8 text; save it as UTF-8")
        raise LibraryFileError(str(path), (problem,)) from None


def parse(text: str, name: str) -> dict[str, Any]:
    """The tables of a TOML text; `name` is what errors call it. Raises LibraryFileError."""
    values: dict[str, Any] = {}
    if line := too_deep(text):
        problem: FileProblem | None = FileProblem(line, (), TOO_DEEP)
    elif too_many(text):
        problem = FileProblem(None, (), TOO_MANY)
    else:
        values, problem = _parsed(text)
    if problem is not None:
        raise LibraryFileError(name, (problem,))
    return values


def _parsed(text: str) -> tuple[dict[str, Any], FileProblem | None]:
    """The tables of a text, and what is wrong with it as a whole."""
    import tomllib

    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        from coreflect_tui.library.toml_words import plainly

        line, words = plainly(str(error), text)
        return {}, FileProblem(line, (), f"this line is not TOML: {words}")
    except ValueError:
        # Python reads no number of thousands of digits.
        from coreflect_tui.library.toml_words import line_of_long_number

        return {}, FileProblem(line_of_long_number(text), (), TOO_LONG)
    except RecursionError:
        return {}, FileProblem(None, (), TOO_DEEP)
    if (found := beyond(values)) is None:
        return values, None
    from coreflect_tui.library.lines import key_lines, line_of

    path, sentence = found
    line_found = line_of(key_lines(text), path) if path else None
    return {}, FileProblem(line_found, path, sentence)


def _few(problems: tuple[FileProblem, ...]) -> tuple[FileProblem, ...]:
    if len(problems) <= MOST_PROBLEMS:
        return problems
    more = "there are more mistakes than these; please mend these first"
    return (*problems[:MOST_PROBLEMS], FileProblem(None, (), more))


def _whole(path: Path, sentence: str) -> LibraryFileError:
    return LibraryFileError(str(path), (FileProblem(None, (), sentence),))

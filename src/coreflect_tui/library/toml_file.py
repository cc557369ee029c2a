"""A TOML file of a person, read with sentences for all that can be wrong with it as a file."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coreflect_tui.core.text import clean_line
from coreflect_tui.library.lines import KeyPath

LARGEST = 256 * 1024


@dataclass(frozen=True, slots=True)
class FileProblem:
    """One thing wrong in a file; `line` counts from 1, None is the file as a whole."""

    line: int | None
    key: KeyPath
    sentence: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.sentence}" if self.line else self.sentence


LONGEST_NAME = 1000


class LibraryFileError(Exception):
    """A file of the library cannot be used; `problems` says all that is wrong with it."""

    def __init__(self, name: str, problems: tuple[FileProblem, ...]) -> None:
        # A file may be called anything, and its name is said on the terminal.
        self.name = clean_line(name, LONGEST_NAME)
        self.problems = problems
        super().__init__("\n".join(f"{self.name}, {problem}" for problem in problems))


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
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        problem = _syntax(str(error), text)
    except RecursionError:
        problem = FileProblem(None, (), "the lists in this file are nested too deep to be read")
    raise LibraryFileError(name, (problem,))


def _whole(path: Path, sentence: str) -> LibraryFileError:
    return LibraryFileError(str(path), (FileProblem(None, (), sentence),))


def _syntax(message: str, text: str) -> FileProblem:
    """tomllib names the line in its message, save at the end of the text."""
    named = re.search(r" \(at line (\d+), column \d+\)$", message)
    line = int(named[1]) if named else text.count("\n") + 1
    reason = message.partition(" (at ")[0]
    return FileProblem(line, (), f"this line is not TOML: {reason[:1].lower()}{reason[1:]}")

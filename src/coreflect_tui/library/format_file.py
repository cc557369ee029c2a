"""A format's TOML file, read strictly into the core's Format with all its problems at once."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from coreflect_tui.core import formats as core
from coreflect_tui.core.format_checks import check, warnings
from coreflect_tui.library.decks import read_decks
from coreflect_tui.library.format_tables import TABLES, FormatTable
from coreflect_tui.library.guesses import guessed
from coreflect_tui.library.lines import KeyPath, key_lines, line_of
from coreflect_tui.library.shapes import file_problems
from coreflect_tui.library.toml_file import FileProblem, LibraryFileError, parse, read_text

_COUNTED = frozenset(
    {"minutes", "each", "place", "places", "from_minutes", "times", "steps", "speaks"}
)
"""Keys that the sum of the steps rests on."""

_GUESSES = 3
"""How often what was guessed is looked at anew: what stands under a misspelt name shows then."""


class FormatError(LibraryFileError):
    """A format's file cannot be used."""


def read_format(path: Path) -> core.Format:
    """The format in the file at `path`. Raises FormatError with every problem of the file."""
    try:
        text = read_text(path)
    except LibraryFileError as error:
        raise FormatError(error.name, error.problems) from None
    return read_format_text(text, str(path), path.parent)


def read_format_text(text: str, name: str, folder: Path | None = None) -> core.Format:
    """The format in a TOML text; `name` is what its problems call it, and `folder` is where the
    decks of cards that it names are looked for before the shipped ones. Raises FormatError."""
    try:
        values = parse(text, name)
    except LibraryFileError as error:
        raise FormatError(error.name, error.problems) from None
    lines = key_lines(text)
    table, wrong = _table(values, lines)
    if table is None:
        raise FormatError(name, wrong)
    decks, missing = read_decks(table.decks, folder)
    fmt = table.format(decks)
    wrong += _placed(missing + check(fmt), lines, but=wrong)
    if wrong:
        raise FormatError(name, tuple(sorted(wrong, key=lambda one: one.line or 0)))
    return fmt


def _table(
    values: Mapping[str, Any], lines: dict[KeyPath, int]
) -> tuple[FormatTable | None, tuple[FileProblem, ...]]:
    """The tables of a file and what is wrong with them. Where it can be guessed what was meant, the
    tables are read so, and the rest of the file is looked at all the same."""
    wrong: tuple[FileProblem, ...] = ()
    for _ in range(_GUESSES):
        try:
            return FormatTable.model_validate(values), wrong
        except ValidationError as error:
            found = file_problems(error, TABLES, lines)
            # What only comes of a guess is no mistake of the file.
            wrong += tuple(one for one in found if not any(_same(one, it) for it in wrong))
            guess = guessed(values, error, TABLES, lines)
        if guess is None:
            break
        values = guess
    return None, tuple(sorted(wrong, key=lambda one: one.line or 0))


def _same(one: FileProblem, other: FileProblem) -> bool:
    """Whether a second problem only comes of the first, or of how it was guessed."""
    return _near(one.key, other.key) or (one.line is not None and one.line == other.line)


def format_warnings(fmt: core.Format, text: str) -> tuple[FileProblem, ...]:
    """What is worth a second look in a format that was read from `text`."""
    return _placed(warnings(fmt), key_lines(text))


def _placed(
    problems: tuple[core.Problem, ...],
    lines: Mapping[KeyPath, int],
    but: tuple[FileProblem, ...] = (),
) -> tuple[FileProblem, ...]:
    """Problems with their lines; what follows from those of `but` is not said as well."""
    placed = (
        FileProblem(line_of(lines, one.key), one.key, one.sentence)
        for one in problems
        if not any(_follows(one.key, other.key) for other in but)
    )
    return tuple(sorted(placed, key=lambda problem: problem.line or 0))


def _follows(key: KeyPath, cause: KeyPath) -> bool:
    """Whether a problem is about what is wrong already: in the same place, or the sum of minutes
    of which some could not be read."""
    about_minutes = bool(_COUNTED.intersection(cause)) and key == ("minutes", "usual")
    return about_minutes or _near(key, cause)


def _near(key: KeyPath, other: KeyPath) -> bool:
    """Whether one is the other, or inside it."""
    return key[: len(other)] == other or other[: len(key)] == key

"""Decks: TOML files of cards that several formats share, such as principles and tasks."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import ClassVar

from pydantic import Field, ValidationError

from coreflect_tui.core.enumerated import enumerated
from coreflect_tui.core.formats import Problem
from coreflect_tui.core.repeating import Card
from coreflect_tui.core.text import clean_line, similar
from coreflect_tui.library.bounds import files_in
from coreflect_tui.library.lines import key_lines
from coreflect_tui.library.shapes import Many, SaidLine, SaidWords, Table, Tables, file_problems
from coreflect_tui.library.shipped import shipped_folder
from coreflect_tui.library.toml_file import LibraryFileError, parse, read_text

FOLDER = "cards"
"""Beside the formats."""
MOST_DECKS = 20
"""Of one format."""


class DeckCardTable(Table):
    called: ClassVar[str] = "[[card]]"
    title: SaidLine
    words: SaidWords


class DeckTable(Table):
    called: ClassVar[str] = "a deck of cards"
    title: SaidLine
    source: SaidWords = Field(description="Where they come from.")
    card: Many[DeckCardTable]


TABLES: Tables = {(): DeckTable, ("card",): DeckCardTable}


def read_deck(path: Path) -> tuple[Card, ...]:
    """The cards in the file at `path`. Raises LibraryFileError with every problem of the file."""
    text = read_text(path)
    values = parse(text, str(path))
    try:
        table = DeckTable.model_validate(values)
    except ValidationError as error:
        raise LibraryFileError(str(path), file_problems(error, TABLES, key_lines(text))) from None
    return tuple(Card(one.title, one.words, table.title) for one in table.card)


def read_decks(
    names: Sequence[str], folder: Path | None
) -> tuple[Mapping[str, tuple[Card, ...]], tuple[Problem, ...]]:
    """The decks of those names, and what is wrong with those that cannot be had.

    They are looked for in `cards` below `folder`, then among those that come with the program.
    """
    places = [one / FOLDER for one in (folder, shipped_folder("formats")) if one is not None]
    known = {path.stem: path for place in reversed(places) for path in files_in(place)[0]}
    decks: dict[str, tuple[Card, ...]] = {}
    wrong: list[Problem] = []
    if len(names) > MOST_DECKS:
        wrong.append(Problem(("decks", MOST_DECKS), f"a format takes {MOST_DECKS} decks at most"))
    for number, name in enumerate(names[:MOST_DECKS]):
        key = ("decks", number)
        if name in names[:number]:
            wrong.append(Problem(key, "these cards are here already"))
            continue
        if name not in known:
            near = similar(name, known)
            hint = f"did you mean '{near}'?" if near else f"there are {enumerated(sorted(known))}"
            wrong.append(
                Problem(key, f"there are no cards called '{clean_line(name, 40)}'; {hint}")
            )
            continue
        try:
            decks[name] = read_deck(known[name])
        except LibraryFileError as error:
            wrong.append(Problem(key, f"these cards cannot be used: {error.problems[0]}"))
    return decks, tuple(wrong)

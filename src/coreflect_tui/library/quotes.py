"""Quotes from TOML files: none without who said it and where that can be checked."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from pydantic import ValidationError

from coreflect_tui.library.lines import key_lines
from coreflect_tui.library.shapes import (
    Line,
    Many,
    SaidLine,
    SaidWords,
    Table,
    Tables,
    file_problems,
)
from coreflect_tui.library.shipped import shipped_folder
from coreflect_tui.library.toml_file import LibraryFileError, parse, read_text


@dataclass(frozen=True, slots=True)
class Quote:
    """Words to open or close with; `who` and `where` are their source, `when` may be ""."""

    words: str
    who: str
    where: str
    when: str = ""
    tags: tuple[str, ...] = ()

    @property
    def source(self) -> str:
        return ", ".join(part for part in (self.who, self.where, self.when) if part)


class QuotesError(LibraryFileError):
    """A file of quotes cannot be used."""


class QuoteTable(Table):
    called: ClassVar[str] = "a quote"
    words: SaidWords
    who: SaidLine
    where: SaidLine
    when: Line = ""
    tags: Many[SaidLine] = ()


class QuotesTable(Table):
    called: ClassVar[str] = "a file of quotes"
    quote: Many[QuoteTable]


TABLES: Tables = {(): QuotesTable, ("quote",): QuoteTable}


def read_quotes(path: Path) -> tuple[Quote, ...]:
    """The quotes in the file at `path`. Raises QuotesError with every problem of the file."""
    try:
        text = read_text(path)
        values = parse(text, str(path))
    except LibraryFileError as error:
        raise QuotesError(error.name, error.problems) from None
    try:
        table = QuotesTable.model_validate(values)
    except ValidationError as error:
        problems = file_problems(error, TABLES, key_lines(text))
        raise QuotesError(str(path), problems) from None
    return tuple(Quote(one.words, one.who, one.where, one.when, one.tags) for one in table.quote)


def shipped_quotes() -> tuple[Quote, ...]:
    """All quotes that come with the program, file by file."""
    files = sorted(shipped_folder("quotes").glob("*.toml"))
    return tuple(quote for file in files for quote in read_quotes(file))


def quotes_at_hand(user_folder: Path) -> tuple[tuple[Quote, ...], tuple[str, ...]]:
    """The shipped quotes and the user's own, and a sentence for each file that cannot be used."""
    quotes, problems = list(shipped_quotes()), []
    for file in sorted(user_folder.glob("*.toml")):
        try:
            quotes += read_quotes(file)
        except QuotesError as error:
            problems.append(str(error))
    return tuple(quotes), tuple(problems)

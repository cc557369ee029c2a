"""Quotes from TOML files: none without who said it and where that can be checked."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, ClassVar

from pydantic import Field, ValidationError

from coreflect_tui.core.quotation import same_words
from coreflect_tui.core.text import fold
from coreflect_tui.library.bounds import MOST_ENTRIES, files_in
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

    def has_tag(self, tag: str) -> bool:
        return fold(tag) in map(fold, self.tags)


@dataclass(frozen=True, slots=True)
class QuoteListing:
    """A quote and the file it stands in; `own` where that is the user's."""

    quote: Quote
    path: Path
    own: bool


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
    quote: Annotated[Many[QuoteTable], Field(max_length=MOST_ENTRIES)]


_TELLING = 12
TABLES: Tables = {(): QuotesTable, ("quote",): QuoteTable}


def read_quotes(path: Path) -> tuple[Quote, ...]:
    """The quotes in the file at `path`. Raises QuotesError with every problem of the file."""
    try:
        return read_quotes_text(read_text(path), str(path))
    except LibraryFileError as error:
        raise QuotesError(error.name, error.problems) from None


def read_quotes_text(text: str, name: str) -> tuple[Quote, ...]:
    """The quotes in a TOML text; `name` is what its problems call it. Raises QuotesError."""
    try:
        values = parse(text, name)
    except LibraryFileError as error:
        raise QuotesError(error.name, error.problems) from None
    try:
        table = QuotesTable.model_validate(values)
    except ValidationError as error:
        raise QuotesError(name, file_problems(error, TABLES, key_lines(text))) from None
    return tuple(Quote(one.words, one.who, one.where, one.when, one.tags) for one in table.quote)


def quote_of(words: str, who: str, where: str, when: str = "", tags: Iterable[str] = ()) -> Quote:
    """A quote out of what somebody typed, cleaned. Raises QuotesError where a file could not hold
    it, such as one without a source."""
    given = {"words": words, "who": who, "where": where, "when": when, "tags": tuple(tags)}
    try:
        table = QuoteTable.model_validate(given)
    except ValidationError as error:
        raise QuotesError("This quote", file_problems(error, {(): QuoteTable}, {})) from None
    return Quote(table.words, table.who, table.where, table.when, table.tags)


def shipped_quotes() -> tuple[Quote, ...]:
    """All quotes that come with the program, file by file."""
    return tuple(one.quote for one in _shipped())


def list_quotes(user_folder: Path) -> tuple[tuple[QuoteListing, ...], tuple[str, ...]]:
    """The user's own quotes and then the shipped ones, the same words once, as the first has them;
    and a sentence for each problem of a file that cannot be used."""
    found: list[QuoteListing] = []
    problems: list[str] = []
    files, rest = files_in(user_folder)
    for path in files:
        try:
            found += [QuoteListing(quote, path, own=True) for quote in read_quotes(path)]
        except QuotesError as error:
            problems += str(error).splitlines()
    problems += [str(rest)] if rest else []
    once: dict[str, QuoteListing] = {}
    for one in (*found, *_shipped()):
        once.setdefault(same_words(one.quote.words), one)
    return tuple(once.values()), tuple(problems)


def quotes_at_hand(user_folder: Path) -> tuple[tuple[Quote, ...], tuple[str, ...]]:
    """The quotes of `list_quotes` without their files, and its problems."""
    listed, problems = list_quotes(user_folder)
    return tuple(one.quote for one in listed), problems


def quotes_in(text: str, quotes: Iterable[Quote]) -> tuple[Quote, ...]:
    """Those of `quotes` whose words stand in `text`, in whatever way they are written there."""
    said = same_words(text)
    return tuple(one for one in quotes if _stands_in(same_words(one.words), said))


def _stands_in(words: str, said: str) -> bool:
    # A few letters stand in many texts that have nothing to do with them.
    return words in said if len(words) >= _TELLING else said.startswith(words)


def _shipped() -> tuple[QuoteListing, ...]:
    files = sorted(shipped_folder("quotes").glob("*.toml"))
    return tuple(
        QuoteListing(quote, file, own=False) for file in files for quote in read_quotes(file)
    )

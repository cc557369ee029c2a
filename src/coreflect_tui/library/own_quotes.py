"""The quotes that a user keeps: a file that the program writes, and they may edit and share."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import tomli_w

from coreflect_tui.core.quotation import same_words
from coreflect_tui.disk import keep_beside, make_folder, paths_in, replace_file
from coreflect_tui.library.quotes import (
    Quote,
    QuotesError,
    list_quotes,
    quotes_in,
    read_quotes,
    read_quotes_text,
)
from coreflect_tui.library.toml_file import LARGEST, FileProblem, LibraryFileError, read_text
from coreflect_tui.lock import one_at_a_time

OWN = "own.toml"
HEAD = """\
# Quotes of your own. You may change what you like here, save it as UTF-8, and hand the file on:
# `coreflect quotes add --from FILE` takes such a file in. None goes without who said it, and where.
"""


def add_quotes(folder: Path, quotes: Iterable[Quote]) -> tuple[Quote, ...]:
    """Put those of `quotes` into the file in `folder` that are not at hand yet, shipped or in any
    file there; answers them.

    A file in which the user wrote in their own way is kept beside the new one, as own.toml.before.
    Raises QuotesError; the file is as it was then.
    """
    with one_at_a_time(folder):
        return _added(folder, quotes)


def _added(folder: Path, quotes: Iterable[Quote]) -> tuple[Quote, ...]:
    path = folder / OWN
    before = _text(path)
    own = read_quotes_text(before, str(path)) if before else ()
    known = {same_words(one.quote.words) for one in list_quotes(folder)[0]}
    new: dict[str, Quote] = {}
    for one in quotes:
        if same_words(one.words) not in known:
            new.setdefault(same_words(one.words), one)
    if not new:
        return ()
    text = own_text((*own, *new.values()))
    if len(text.encode()) > LARGEST:
        raise _refused(path, f"it would be larger than {LARGEST // 1024} kB; a second file may do")
    read_quotes_text(text, str(path))
    try:
        make_folder(folder)
        # A link stays one; what it leads to is replaced.
        target = path.resolve()
        if before and before != own_text(own):
            keep_beside(target, before.encode())
        replace_file(target, text.encode())
    except OSError as error:
        why = (error.strerror or "the system refused").lower()
        raise _refused(path, f"it could not be written ({why}), and is as it was") from None
    return tuple(new.values())


def own_text(quotes: Iterable[Quote]) -> str:
    """The text of the file: a table for each quote, with what is said of it."""
    tables = (tomli_w.dumps(_said(one), multiline_strings=True) for one in quotes)
    return HEAD + "".join(f"\n[[quote]]\n{table}" for table in tables)


def files_that_quote(folder: Path, text: str) -> tuple[Path, ...]:
    """The user's files, copies included, with a quote in them whose words stand in `text`."""
    found = []
    for path in paths_in(folder, "*.toml", "*.toml.before*"):
        try:
            if quotes_in(text, read_quotes(path)):
                found.append(path)
        except QuotesError:
            # Nothing is ever taken out of a file that cannot be read.
            continue
    return tuple(found)


def _said(quote: Quote) -> dict[str, Any]:
    said = {
        "words": quote.words,
        "who": quote.who,
        "where": quote.where,
        "when": quote.when,
        "tags": quote.tags,
    }
    return {key: value for key, value in said.items() if value not in ("", ())}


def _text(path: Path) -> str:
    """The text of the file, "" where there is none."""
    if not path.exists():
        return ""
    try:
        return read_text(path).replace("\r\n", "\n")
    except LibraryFileError as error:
        raise QuotesError(error.name, error.problems) from None


def _refused(path: Path, sentence: str) -> QuotesError:
    return QuotesError(str(path), (FileProblem(None, (), sentence),))

"""What is to be complained of in how the reader takes a spoiled file of the library."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from coreflect_tui.core.agenda import plan
from coreflect_tui.core.format_checks import check
from coreflect_tui.core.formats import Format
from coreflect_tui.library import decks, format_tables
from coreflect_tui.library.decks import read_deck
from coreflect_tui.library.format_file import read_format
from coreflect_tui.library.shapes import Tables
from coreflect_tui.library.shipped import shipped_folder
from coreflect_tui.library.toml_file import FileProblem, LibraryFileError
from toml_mistakes import Mistake
from toml_places import Names

PROTOCOLS = Path(__file__).parent / "protocols"
LONGEST_SENTENCE = 600
_JARGON = re.compile(
    r"[Ii]nput should|value_error|[Vv]alue error|pydantic|type=|NoneType|Traceback|<class|object at"
    r"|cannot be used here|\n"
)
_AS_A_WHOLE = re.compile(
    r"(a format|a deck of cards) needs '\w+'|keys or lists are nested more than"
)


@dataclass(frozen=True)
class Kind:
    """A kind of file: how it is read, and the keys that its tables know."""

    read: Callable[[Path], object]
    tables: Tables

    @property
    def known(self) -> Mapping[Names, frozenset[str]]:
        return {way: frozenset(table.model_fields) for way, table in self.tables.items()}


FORMAT = Kind(read_format, format_tables.TABLES)
DECK = Kind(read_deck, decks.TABLES)


def library_files() -> list[tuple[Path, Kind]]:
    """Every format and deck of cards that comes with the program, and the protocols of the tests,
    which say what none of those does."""
    folder = shipped_folder("formats")
    formats = [
        (path, FORMAT) for place in (folder, PROTOCOLS) for path in sorted(place.glob("*.toml"))
    ]
    return formats + [(path, DECK) for path in sorted((folder / decks.FOLDER).glob("*.toml"))]


def complaints(mistake: Mistake, kind: Kind, path: Path) -> list[str]:
    """What is wrong with what is said of the mistake, if it stands at `path`; "" is nothing."""
    path.write_bytes(mistake.content)
    try:
        read = kind.read(path)
    except LibraryFileError as error:
        return list(_about(error.problems, mistake))
    if mistake.must:
        return ["taken as if nothing were wrong"]
    return list(_not_usable(read, mistake.content, kind))


def _about(problems: tuple[FileProblem, ...], mistake: Mistake) -> Iterator[str]:
    if not problems:
        yield "refused without a word"
    lines = mistake.content.count(b"\n") + 1
    for one in problems:
        if one.line is None and not _AS_A_WHOLE.match(one.sentence):
            yield f"no line: {one}"
        if one.line is not None and not 1 <= one.line <= lines:
            yield f"no such line: {one}"
        if _JARGON.search(one.sentence) or not 0 < len(one.sentence) <= LONGEST_SENTENCE:
            yield f"no plain sentence: {one}"
    if mistake.line is None:
        return
    here = [one.sentence for one in problems if one.line == mistake.line]
    if not any(all(words in said for words in mistake.words) for said in here):
        said = " | ".join(str(one) for one in problems)
        yield f"line {mistake.line} does not say {mistake.words}, but: {said}"


def _not_usable(read: object, content: bytes, kind: Kind) -> Iterator[str]:
    """What was read in spite of the mistake is to be what the file says, and to hold together."""
    values = tomllib.loads(content.decode("utf-8-sig"))
    for way in _ways(values):
        if way[-1] not in kind.known.get(way[:-1], frozenset()):
            yield f"an unknown key is taken: {'.'.join(way)}"
    if not isinstance(read, Format):
        return
    if check(read):
        yield f"it has problems: {check(read)}"
    agenda = plan(read, read.minutes.usual, read.places[0], read.people.usual)
    if agenda.problems:
        yield f"it does not fit at its usual length: {agenda.problems}"


def _ways(value: object, around: Names = ()) -> Iterator[Names]:
    """The way to every key, without numbers."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield (*around, key)
            yield from _ways(inner, (*around, key))
    elif isinstance(value, list):
        for inner in value:
            yield from _ways(inner, around)

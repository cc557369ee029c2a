"""The formats there are, the user's before the shipped, listed without loading pydantic."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from coreflect_tui.core.enumerated import enumerated
from coreflect_tui.core.text import clean_line, similar
from coreflect_tui.library.bounds import files_in
from coreflect_tui.library.shipped import shipped_folder
from coreflect_tui.library.toml_file import LibraryFileError, foremost, parse, read_text
from coreflect_tui.locations import typed_path

if TYPE_CHECKING:
    from coreflect_tui.core.formats import Format

MADE_FOR = (
    "ips-co-reflection",
    "ips-hub",
    "co-reflection",
    "informal",
    "team",
    "workplace-gathering",
    "one-to-one",
    "intervision",
)
"""The practices that the program is made for, as its users look for them."""


class Listing(NamedTuple):
    """A format as lists show it. `minutes` and `people` are (usual, least, most); `own` is a
    file of the user. `problem` is what is wrong with it first; a file that says too little for a
    list has only that and `id`, which is its name."""

    id: str
    path: Path
    own: bool
    title: str = ""
    summary: str = ""
    minutes: tuple[int, int, int] = (0, 0, 0)
    people: tuple[int, int, int] = (0, 0, 0)
    places: tuple[str, ...] = ()
    problem: str = ""


class UnknownFormatError(Exception):
    """No format, or more than one, goes by that name; the message is a sentence for the user."""


def list_formats(user_folder: Path | None = None, *, checked: bool = False) -> tuple[Listing, ...]:
    """All formats, those of the user first and by title, then the shipped, those that the program
    is made for first; one of the user's hides a shipped one of its id, unless it cannot be used.

    Only what a list shows is looked at, unless the user's are to be `checked`: then each of them is
    read in full, which loads pydantic where there are any.
    """
    found, rest = _folder(user_folder, own=True) if user_folder is not None else ([], [])
    own = _in_order((*(_checked(one) if checked else one for one in found), *rest))
    hidden = {listing.id for listing in own if not listing.problem}
    found, _ = _folder(shipped_folder("formats"), own=False)
    shipped = sorted(_in_order(found), key=_comes_first)
    return (*own, *(listing for listing in shipped if listing.id not in hidden))


def _comes_first(listing: Listing) -> int:
    places = {name: place for place, name in enumerate(MADE_FOR)}
    return places.get(listing.id, len(MADE_FOR))


def find_format(name: str, user_folder: Path | None = None) -> Format:
    """The format called `name`: an id, the beginning of one, or the path of a .toml file.

    Raises UnknownFormatError, or FormatError when its file cannot be used.
    """
    from coreflect_tui.library.ready_formats import format_at

    return format_at(find_path(name, user_folder))


def find_path(name: str, user_folder: Path | None = None) -> Path:
    """The file of the format called `name`, as `find_format` finds it."""
    if name.endswith(".toml"):
        return typed_path(name)
    listings = list_formats(user_folder)
    exact = [listing for listing in listings if listing.id == name]
    found = exact or [one for one in listings if name and one.id.startswith(name)]
    if exact or len({listing.id for listing in found}) == 1:
        return found[0].path
    raise UnknownFormatError(_which(clean_line(name, 60), found or listings, several=bool(found)))


def _which(name: str, listings: Iterable[Listing], *, several: bool) -> str:
    ids = [listing.id for listing in listings]
    if several:
        return f"Several formats begin with '{name}': {enumerated(ids)}; please say which."
    near = similar(name, ids)
    hint = f"did you mean '{near}'?" if near else "see `coreflect formats list`."
    return f"There is no format '{name}'; {hint}"


def _folder(folder: Path, *, own: bool) -> tuple[list[Listing], list[Listing]]:
    """The formats of a folder, and one that stands for those that are too many."""
    files, rest = files_in(folder)
    found = [listing_of(path, own=own) for path in files]
    if rest is None:
        return found, []
    return found, [Listing(clean_line(rest.first.stem), rest.first, own, problem=rest.sentence)]


def _in_order(listings: Iterable[Listing]) -> list[Listing]:
    return sorted(listings, key=lambda one: (bool(one.problem), one.title.casefold(), one.id))


def _checked(listing: Listing) -> Listing:
    """The listing with the first thing that is wrong in its whole file."""
    from coreflect_tui.library.format_file import read_format

    try:
        read_format(listing.path)
    except LibraryFileError as error:
        return listing._replace(problem=str(foremost(error.problems)))
    return listing


def listing_of(path: Path, *, own: bool) -> Listing:
    """What a list shows of the format in the file at `path`."""
    try:
        text = read_text(path)
        values = parse(text if own else _above_lists(text), path.name)
    except LibraryFileError as error:
        return Listing(id=clean_line(path.stem), path=path, own=own, problem=str(error.problems[0]))
    format_id, title = _line(values, "id"), _line(values, "title")
    if not format_id or not title:
        missing = "title" if format_id else "id"
        return Listing(
            id=clean_line(path.stem), path=path, own=own, problem=f"this format has no '{missing}'"
        )
    places = values.get("places")
    return Listing(
        id=format_id,
        path=path,
        own=own,
        title=title,
        summary=_line(values, "summary"),
        minutes=_extent(values, "minutes"),
        people=_extent(values, "people"),
        places=tuple(clean_line(str(place), 40) for place in places)
        if isinstance(places, list)
        else (),
    )


def _above_lists(text: str) -> str:
    """Of a shipped format what stands above its steps, cards and repeats: all that a list shows,
    and a fifth of what there would be to parse. One of the user is read whole, for what may be
    wrong with it further down."""
    return text.partition("\n[[")[0]


def _line(values: Mapping[str, Any], key: str) -> str:
    value = values.get(key)
    return clean_line(value) if isinstance(value, str) else ""


def _extent(values: Mapping[str, Any], key: str) -> tuple[int, int, int]:
    """What is no whole number is shown as 0: a list is no place to complain."""
    table = values.get(key)
    table = table if isinstance(table, dict) else {}
    usual, least, most = (
        number if isinstance(number := table.get(name), int) else 0
        for name in ("usual", "least", "most")
    )
    return usual, least, most

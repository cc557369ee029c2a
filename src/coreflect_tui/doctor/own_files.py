"""The files that a person writes or may write: settings, formats, groups, quotes."""

from collections.abc import Iterator

from coreflect_tui.core.text import clean_line
from coreflect_tui.doctor.finding import Finding, Need
from coreflect_tui.library.catalogue import list_formats
from coreflect_tui.library.groups import list_groups, read_group
from coreflect_tui.library.quotes import QuotesError, read_quotes
from coreflect_tui.library.toml_file import LibraryFileError, foremost
from coreflect_tui.locations import Locations
from coreflect_tui.settings import read_settings

_LONG = 1000


def look(places: Locations) -> Iterator[Finding]:
    """What in them is not understood. Loads pydantic. Of groups and quotes only the line is said,
    since the rest may name somebody."""
    for remark in read_settings(places.settings_file)[1]:
        yield Finding("settings", Need.ACT, remark, places.settings_file.name)
    for one in list_formats(places.user_formats, checked=True):
        if one.own and one.problem:
            name = clean_line(one.path.name, _LONG)
            words = f"The format in {name} cannot be used: {one.problem}."
            yield Finding("format", Need.ACT, words, name)
    for group in list_groups(places.user_groups):
        try:
            read_group(group.path)
        except LibraryFileError as error:
            yield _unread("group", f"The group in groups/{group.path.name}", error)
        else:
            if group.problem:
                words = f"The group in groups/{group.path.name}: {group.problem}."
                yield Finding("group", Need.ACT, clean_line(words, _LONG), group.path.name)
    for path in sorted(places.user_quotes.glob("*.toml")):
        try:
            read_quotes(path)
        except QuotesError as error:
            yield _unread("quotes", f"The file quotes/{path.name}", error)


def _unread(kind: str, what: str, error: LibraryFileError) -> Finding:
    line = foremost(error.problems).line
    where = f"see line {line}" if line else "it cannot be read as a whole"
    words = clean_line(f"{what} cannot be used as it is; {where}.", _LONG)
    return Finding(kind, Need.ACT, words, clean_line(what.rpartition("/")[2], _LONG))

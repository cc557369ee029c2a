"""New formats of the user: files of their own, out of a small one, any other, or a session."""

import re
from collections.abc import Iterable
from pathlib import Path

import tomli_w

from coreflect_tui.core.decide.answer import Refusal
from coreflect_tui.core.format_of_session import format_of_session
from coreflect_tui.core.slugs import free_slug, names_a_device, slug
from coreflect_tui.core.state import SessionState
from coreflect_tui.core.text import clean_line, one_line
from coreflect_tui.core.timing import local_time
from coreflect_tui.disk import make_folder, write_new
from coreflect_tui.library.catalogue import Listing, list_formats
from coreflect_tui.library.format_file import read_format_text
from coreflect_tui.library.format_writer import format_text
from coreflect_tui.library.lines import key_lines
from coreflect_tui.library.schema import SCHEMA_FILE, put_schema
from coreflect_tui.library.toml_file import FileProblem, LibraryFileError, parse, read_text

TEMPLATE = Path(__file__).with_name("format_template.toml")
OF_A_SESSION = """\
# As it was held on {day}: each step has the minutes that it really took. Change what you like.

"""
UNNAMED = "My format"
_SCHEMA_LINE = f"#:schema ./{SCHEMA_FILE}"
_VALUE = re.compile(
    r"""(?P<key>\s*['"]?\w+['"]?\s*=\s*)("{3}.*?"{3}|'{3}.*?'{3}|"(?:[^"\\]|\\.)*"|'[^']*')"""
)


class NewFormatError(LibraryFileError):
    """A format could not be begun; the message is a sentence for the user."""

    def __init__(self, sentence: str) -> None:
        super().__init__("", (FileProblem(None, (), sentence),))

    def __str__(self) -> str:
        return self.problems[0].sentence


def new_format(folder: Path, name: str, text: str) -> Path:
    """A file in `folder`, the user's formats, that says what `text` says, and is called `name`; its
    comments stay. Answers its path. The schema for editors is put beside it.

    Nothing is ever overwritten. Raises NewFormatError, and FormatError where `text` is no format
    in order.
    """
    title = clean_line(name)
    if not title:
        raise NewFormatError("A format needs a name; please write one.")
    listed = list_formats(folder)
    # A name in other letters gives no id, and another such name would be of no help.
    format_id = slug(title, "") or free_slug("format", _taken(listed))
    if names_a_device(format_id):
        format_id = f"{format_id}-format"
    path = folder / f"{format_id}.toml"
    there = next((one.path for one in listed if one.id == format_id), None)
    if there or path.exists():
        raise NewFormatError(
            f"There is a format '{format_id}' already ({_shown(there or path)}); "
            "please give yours another name."
        )
    written = renamed(text, format_id, title)
    read_format_text(written, str(path), folder)
    put_format(path, written)
    return path


def usual_name(folder: Path) -> str:
    """What a format is called that was given no name: one that is still free in `folder`."""
    free = free_slug(slug(UNNAMED, ""), _taken(list_formats(folder)))
    number = free.rpartition("-")[2]
    return f"{UNNAMED} {number}" if number.isdecimal() else UNNAMED


def _taken(listed: Iterable[Listing]) -> set[str]:
    return {name for one in listed for name in (one.id, one.path.stem)}


def template() -> str:
    """The text of a small format with a word on each key that it has."""
    return read_text(TEMPLATE)


def text_of_session(state: SessionState) -> str:
    """A closed session as the text of a format, with the durations that it really took. Raises
    NewFormatError where it has none."""
    made = format_of_session(state)
    if isinstance(made, Refusal):
        raise NewFormatError(made.sentence)
    day = local_time(state, state.options.starts_at).date()
    return OF_A_SESSION.format(day=day) + format_text(made)


def copy_format(source: Path, folder: Path) -> tuple[Path, str]:
    """A copy of a format's file among the user's, under the name that it has, and its text; with a
    number where there is such a file already. Raises LibraryFileError."""
    text = _naming_the_schema(read_text(source))
    path, number = folder / source.name, 2
    while path.exists():
        path, number = folder / f"{source.stem}-{number}.toml", number + 1
    put_format(path, text)
    return path, text


def put_format(path: Path, text: str) -> None:
    """Write a new file, and the schema for editors beside it. Raises NewFormatError."""
    try:
        make_folder(path.parent)
        put_schema(path.parent)
        write_new(path, text.encode())
    except OSError as error:
        why = (error.strerror or "the system refused").lower()
        raise NewFormatError(
            f"The format could not be written to {_shown(path)} ({why}); free some space, or see "
            "who may write there, and try again."
        ) from None


def renamed(text: str, format_id: str, title: str) -> str:
    """The text of a format with another id and title, and all else as it was."""
    lines = text.splitlines(keepends=True)
    named = key_lines(text)
    before = parse(text, "")
    for key, value in (("id", format_id), ("title", title)):
        at = named.get((key,), 1) - 1
        said = tomli_w.dumps({key: value}).rstrip("\n").partition("=")[2].lstrip()
        found = _VALUE.match(lines[at])
        if found:
            lines[at] = found["key"] + said + lines[at][found.end() :]
    changed = _naming_the_schema("".join(lines))
    try:
        as_wanted = parse(changed, "") == before | {"id": format_id, "title": title}
    except LibraryFileError:
        as_wanted = False
    if not as_wanted:
        raise NewFormatError(
            "Its 'id' and 'title' are not each text on a line of its own; please copy the file by "
            "hand and change them there."
        )
    return changed


def _naming_the_schema(text: str) -> str:
    """The text with the line by which editors find the schema, which stands beside it."""
    first, end, rest = text.partition("\n")
    return f"{_SCHEMA_LINE}\n{rest if first.startswith('#:schema') else first + end + rest}"


def _shown(path: Path) -> str:
    return one_line(str(path))

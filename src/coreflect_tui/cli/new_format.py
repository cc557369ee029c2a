"""coreflect formats new: a format of one's own, out of a small one, another, or a session."""

import argparse
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from coreflect_tui.core.text import one_line
from coreflect_tui.locations import Locations, locations

if TYPE_CHECKING:
    from argparse import _SubParsersAction


def add_new(commands: "_SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `new` to the commands of `coreflect formats`."""
    new = commands.add_parser(
        "new",
        help="begin a format of your own",
        description="Write a file to change into your folder of formats: a small one with a word\n"
        "on each key, a copy of another format, or a closed session with the minutes that\n"
        "its steps really took. Nothing is ever overwritten.",
        epilog='examples:\n  coreflect formats new "Our circle" --from ips-co-reflection\n'
        '  coreflect formats new "As last time" --from-session last\n',
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    new.add_argument(
        "name", metavar="NAME", nargs="?", default="", help="what it is to be called; My format"
    )
    beginning = new.add_mutually_exclusive_group()
    beginning.add_argument(
        "--from",
        dest="source",
        metavar="FORMAT",
        help="begin with this one: an id, the beginning of one, or a .toml file",
    )
    beginning.add_argument(
        "--from-session",
        dest="session",
        metavar="SESSION",
        help="as that session was held: its id, the beginning of it, or last",
    )


def run_new(args: argparse.Namespace, out: TextIO, err: TextIO) -> int:
    """Write the file and say where it is; 1 with a sentence on `err` where that failed."""
    from coreflect_tui.library.catalogue import UnknownFormatError
    from coreflect_tui.library.new_format import new_format, usual_name
    from coreflect_tui.library.toml_file import LibraryFileError
    from coreflect_tui.store import StoreError

    places = locations()
    try:
        name = args.name or usual_name(places.user_formats)
        path = new_format(places.user_formats, name, _text(args, places))
    except StoreError as error:
        print(error.sentence, file=err)
        return 1
    except (UnknownFormatError, LibraryFileError) as error:
        print(error, file=err)
        return 1
    _say_what_next(path, out)
    return 0


def _text(args: argparse.Namespace, places: Locations) -> str:
    """What the new format is to say."""
    from coreflect_tui.library.catalogue import find_path
    from coreflect_tui.library.format_file import read_format
    from coreflect_tui.library.new_format import template
    from coreflect_tui.library.toml_file import read_text

    if args.session:
        return _of_session(args.session, places)
    if not args.source:
        return template()
    source = find_path(args.source, places.user_formats)
    # Its problems are said by the lines that they have there.
    read_format(source)
    return read_text(source)


def _of_session(asked: str, places: Locations) -> str:
    from coreflect_tui.library.new_format import text_of_session
    from coreflect_tui.workplace import Workplace

    workplace = Workplace(places)
    try:
        state, _ = workplace.kept.read(workplace.store.summaries.find(asked))
    finally:
        workplace.close()
    return text_of_session(state)


def _say_what_next(path: Path, out: TextIO) -> None:
    shown = one_line(str(path))
    print(f"Written: {shown}", file=out)
    print("Change it in an editor; on the start screen, e opens it in yours.", file=out)
    quoted = shlex.quote(shown)
    print(f"  coreflect formats check {quoted}   says by line what is not in order", file=out)
    print(f"  coreflect run {path.stem}   begins a session with it", file=out)

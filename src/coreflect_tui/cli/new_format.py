"""coreflect formats new: a format of one's own, begun from a small one or from another."""

import argparse
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from coreflect_tui.core.text import clean_line
from coreflect_tui.locations import Locations, locations

if TYPE_CHECKING:
    from argparse import _SubParsersAction


def add_new(commands: "_SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `new` to the commands of `coreflect formats`."""
    new = commands.add_parser(
        "new",
        help="begin a format of your own",
        description="Write a file to change into your folder of formats: a small one with a word"
        " on each key, or a copy of another format. Nothing is ever overwritten.",
        epilog='example:\n  coreflect formats new "Our circle" --from ips-co-reflection\n',
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    new.add_argument("name", metavar="NAME", help="what it is to be called")
    new.add_argument(
        "--from",
        dest="source",
        metavar="FORMAT",
        help="begin with this one: an id, the beginning of one, or a .toml file",
    )


def run_new(args: argparse.Namespace, out: TextIO, err: TextIO) -> int:
    """Write the file and say where it is; 1 with a sentence on `err` where that failed."""
    from coreflect_tui.library.catalogue import UnknownFormatError
    from coreflect_tui.library.new_format import new_format
    from coreflect_tui.library.toml_file import LibraryFileError

    places = locations()
    try:
        path = new_format(places.user_formats, args.name, _text(args, places))
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

    if not args.source:
        return template()
    source = find_path(args.source, places.user_formats)
    # Its problems are said by the lines that they have there.
    read_format(source)
    return read_text(source)


def _say_what_next(path: Path, out: TextIO) -> None:
    shown = shlex.quote(clean_line(str(path), 1000))
    print(f"Written: {clean_line(str(path), 1000)}", file=out)
    print("Change it in an editor; on the start screen, e opens it in yours.", file=out)
    print(f"  coreflect formats check {shown}   says by line what is not in order", file=out)
    print(f"  coreflect run {path.stem}   begins a session with it", file=out)

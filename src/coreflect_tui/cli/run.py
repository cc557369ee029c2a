"""coreflect run: setup of a session in a format."""

import argparse
from typing import TYPE_CHECKING, TextIO

from coreflect_tui.cli.screens import on_screen
from coreflect_tui.library.catalogue import UnknownFormatError, find_format
from coreflect_tui.library.toml_file import LibraryFileError
from coreflect_tui.locations import locations

if TYPE_CHECKING:
    from argparse import _SubParsersAction


def add_parser(subparsers: "_SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser of `coreflect`."""
    parser = subparsers.add_parser(
        "run",
        help="set up a session of a format",
        description="Set up a session of a format and hold it.",
        epilog="Example: coreflect run ips-co-reflection",
    )
    parser.add_argument("format", help="its id, the beginning of it, or a .toml file")


def run(args: argparse.Namespace, out: TextIO, err: TextIO) -> int:  # noqa: ARG001
    """Open setup; 0, or 1 with a sentence on `err`."""
    try:
        places = locations()
        fmt = find_format(args.format, places.user_formats)
    except (UnknownFormatError, LibraryFileError) as error:
        print(error, file=err)
        return 1
    return on_screen(lambda start: start.set_up(places, fmt), err)

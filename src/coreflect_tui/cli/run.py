"""coreflect run: setup of a session in a format."""

import argparse
from typing import TYPE_CHECKING, TextIO

from coreflect_tui.cli.said import recovering
from coreflect_tui.cli.screens import on_screen
from coreflect_tui.library.catalogue import UnknownFormatError, find_format
from coreflect_tui.library.groups import find_group
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
        epilog="Example: coreflect run ips-co-reflection --group tuesday",
    )
    parser.add_argument(
        "format",
        nargs="?",
        help="its id, the beginning of it, or a .toml file; a group may have a usual one",
    )
    parser.add_argument("--group", metavar="NAME", help="the group that meets, with its roster")
    parser.set_defaults(usage=parser.format_usage())


def run(args: argparse.Namespace, out: TextIO, err: TextIO) -> int:  # noqa: ARG001
    """Open setup; 0, 1 with a sentence on `err`, or 2 for usage."""
    if not (args.format or args.group):
        print(f"{args.usage}coreflect run: error: say which format, or which group", file=err)
        return 2
    try:
        places = locations()
        group = find_group(places.user_groups, args.group) if args.group else None
        asked = args.format or (group.format if group else "")
        if not asked:
            print(
                "This group has no usual format; please say one: coreflect run FORMAT --group NAME",
                file=err,
            )
            return 1
        fmt = find_format(asked, places.user_formats)
    except (UnknownFormatError, LibraryFileError) as error:
        print(error, file=err)
        return 1
    return on_screen(
        lambda start: start.set_up(places, fmt, group=group, told=recovering(err)), err
    )

"""coreflect display: a window for the group to see, which follows the session."""

import argparse
from typing import TYPE_CHECKING, TextIO

from coreflect_tui.cli.screens import on_screen
from coreflect_tui.locations import locations

if TYPE_CHECKING:
    from argparse import _SubParsersAction


def add_parser(subparsers: "_SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser of `coreflect`."""
    parser = subparsers.add_parser(
        "display",
        help="a window for the group to see, to share in a call",
        description="A window that can be shared in a call: the step, what is asked, a calm bar,"
        " what comes next. It follows the session that another window holds, or waits for one, and"
        " changes nothing. Notes, attendance and pace are never in it.",
        epilog="Example: coreflect display --names",
    )
    parser.add_argument(
        "--names", action="store_true", help="who has the floor and who is next, by name"
    )


def run(args: argparse.Namespace, out: TextIO, err: TextIO) -> int:  # noqa: ARG001
    """Open the window; 0, or 1 with a sentence on `err`."""
    return on_screen(lambda start: start.display(locations(), names=args.names), err)

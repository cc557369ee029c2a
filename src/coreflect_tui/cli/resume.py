"""coreflect resume: go on with a session that was interrupted."""

import argparse
from typing import TYPE_CHECKING, TextIO

from coreflect_tui.cli.said import recovering
from coreflect_tui.cli.screens import on_screen
from coreflect_tui.locations import locations

if TYPE_CHECKING:
    from argparse import _SubParsersAction


def add_parser(subparsers: "_SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser of `coreflect`."""
    parser = subparsers.add_parser(
        "resume",
        help="go on with a session",
        description="Go on with a session where it was interrupted, with the clock right. One that"
        " was left open, and whose end is long past, is shown on the start screen, where it can be"
        " closed as of its end or gone on with.",
        epilog="Example: coreflect resume last --break",
    )
    parser.add_argument(
        "session",
        nargs="?",
        default="last",
        help="its id, the beginning of it, or last (the default)",
    )
    parser.add_argument(
        "--break",
        dest="gap_as_break",
        action="store_true",
        help="treat the time between as a break instead of counting it",
    )


def run(args: argparse.Namespace, out: TextIO, err: TextIO) -> int:  # noqa: ARG001
    """Open the live screen; 0, or 1 with a sentence on `err`."""
    return on_screen(
        lambda start: start.resume(
            locations(), args.session, recovering(err), gap_as_break=args.gap_as_break
        ),
        err,
    )

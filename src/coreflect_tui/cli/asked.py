"""What more than one command asks for in the same words."""

import argparse

from coreflect_tui.core.durations import read_duration


def add_format(parser: argparse.ArgumentParser, name: str = "format", unless: str = "") -> None:
    """A format, by what `find_format` takes; it may be left out where there is one `unless`."""
    words = "an id, the beginning of one, or a .toml file"
    if unless:
        words += f"; without one, {unless}"
        parser.add_argument(name, metavar=name.upper(), help=words, nargs="?", default=unless)
    else:
        parser.add_argument(name, metavar=name.upper(), help=words)


def whole_minutes(text: str) -> int:
    """The length of a session, in minutes. Raises ArgumentTypeError."""
    try:
        minutes = read_duration(text) // 60
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    if minutes < 1:
        raise argparse.ArgumentTypeError("A session is at least one minute long.")
    return minutes

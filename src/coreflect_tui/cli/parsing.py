"""What a command line asks for. Not loaded where it asks for nothing but the start screen."""

import argparse
from collections.abc import Mapping
from importlib import import_module
from types import ModuleType
from typing import NoReturn

from coreflect_tui.core.text import one_line

EPILOG = "Without a command it opens the home screen. Example: coreflect rehearse ips-co-reflection"


class _Parser(argparse.ArgumentParser):
    """What it does not understand it says back, on standard error and not through us."""

    def error(self, message: str) -> NoReturn:
        super().error(one_line(message))


def parsed(
    args: list[str], commands: Mapping[str, str]
) -> tuple[argparse.Namespace | int, ModuleType | None]:
    """What `args` ask for, and the module of their command, None without one; an exit code where
    all is said already. `commands` are those there are, with what is said of each."""
    named = next((one for one in args if not one.startswith("-")), None)
    parser = _Parser(
        prog="coreflect", description="A facilitator's assistant for co-reflection.", epilog=EPILOG
    )
    parser.add_argument("--version", "-V", action="store_true", help="say which version this is")
    parsers = parser.add_subparsers(dest="command", metavar="COMMAND")
    module: ModuleType | None = None
    for name, words in commands.items():
        if name == named:
            module = import_module(f"coreflect_tui.cli.{name}")
            module.add_parser(parsers)
        else:
            parsers.add_parser(name, help=words)
    try:
        return parser.parse_args(args), module
    except SystemExit as end:
        return int(end.code or 0), None

"""`coreflect rehearse`: the same program with simulated people, to learn it or to try a format."""

import argparse
import math
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, TextIO

from coreflect_tui.cli.asked import add_format, whole_minutes
from coreflect_tui.cli.screens import on_screen
from coreflect_tui.core.text import fold, one_line
from coreflect_tui.library.catalogue import UnknownFormatError, find_format
from coreflect_tui.library.toml_file import LibraryFileError
from coreflect_tui.locations import locations
from coreflect_tui.preparation import Invited
from coreflect_tui.rehearsal.home import RehearsalError, passing_home, rehearsal_home
from coreflect_tui.rehearsal.invited import FEWEST, MOST, SEED, SPEED, invented_people
from coreflect_tui.settings import read_settings

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    from coreflect_tui.core.formats import Format

FASTEST = 3600.0
FORMAT = "ips-co-reflection"
GONE = "Thank you for practising. Nothing of it is kept: its folder is deleted."
KEPT = "Thank you for practising. What it left is in {}."
EXAMPLES = """\
examples:
  coreflect rehearse --people 8
  coreflect rehearse ips-co-reflection --roster names.csv --speed 30
  coreflect rehearse intervision --minutes 45 --people 7
  coreflect rehearse ips-co-reflection --headless --out try --seed 7
"""

People = tuple[list[Invited], list[Invited]]


def add_parser(subparsers: "_SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `rehearse` to the command line."""
    parser = subparsers.add_parser(
        "rehearse",
        help="learn the program with simulated people, on a fast clock",
        description="Hold a session with simulated people. Real sessions are never touched.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_format(parser, unless=FORMAT)
    who = parser.add_mutually_exclusive_group()
    who.add_argument(
        "--people", type=_count, metavar="N", help="how many, the facilitator included"
    )
    who.add_argument("--roster", type=Path, metavar="FILE", help="a list of names, text or CSV")
    parser.add_argument(
        "--minutes", type=whole_minutes, metavar="M", help="how long, such as 90 or 1h30"
    )
    parser.add_argument(
        "--speed", type=_speed, default=SPEED, metavar="N", help="seconds in a real one (60)"
    )
    parser.add_argument(
        "--headless", action="store_true", help="the whole session without a screen"
    )
    parser.add_argument(
        "--out", type=Path, metavar="DIR", help="keep what it leaves, in an empty folder"
    )
    parser.add_argument(
        "--seed", type=_seed, default=SEED, metavar="N", help="another number, another story (1)"
    )


def run(args: argparse.Namespace, out: TextIO, err: TextIO) -> int:
    """Hold the rehearsal that `args` asks for; 0, or 1 with a sentence on `err`, 2 for usage."""
    from coreflect_tui.imports.roster import RosterError

    if args.headless and args.out is None:
        print("Without a screen it needs --out DIR, an empty folder for what it leaves.", file=err)
        return 2
    try:
        fmt = find_format(args.format, locations().user_formats)
        people = _people(args, fmt, err)
        if args.headless:
            return _without_screen(args, fmt, people, out)
        done = on_screen(lambda start: _on_screen(start, args, fmt, people), err)
        if done == 0:
            print(GONE if args.out is None else KEPT.format(one_line(str(args.out))), file=out)
        return done
    except (UnknownFormatError, LibraryFileError, RosterError, RehearsalError) as error:
        print(error, file=err)
        return 1


def _without_screen(args: argparse.Namespace, fmt: "Format", people: People, out: TextIO) -> int:
    from coreflect_tui.rehearsal.headless import hold

    def say(line: str) -> None:
        print(one_line(line), file=out)

    hold(fmt, args.minutes or fmt.minutes.usual, *people, args.seed, args.out, say)
    return 0


def _on_screen(start: ModuleType, args: argparse.Namespace, fmt: "Format", people: People) -> int:
    """What is not kept with --out is gone when the rehearsal ends."""
    with passing_home() as folder:
        facilitators, roster = people
        done: int = start.rehearse(
            fmt=fmt,
            minutes=args.minutes or fmt.minutes.usual,
            facilitators=facilitators,
            roster=roster,
            seed=args.seed,
            speed=args.speed,
            home=rehearsal_home(args.out or folder),
            kept=args.out is not None,
        )
        return done


def _people(args: argparse.Namespace, fmt: "Format", err: TextIO) -> People:
    """The facilitator and the others: invented, or those of a roster around whoever facilitates."""
    if args.roster is None:
        return invented_people(fmt, args.people or 0, args.seed)
    from coreflect_tui.imports.roster import read_roster

    roster = read_roster(args.roster)
    for problem in roster.problems:
        print(problem, file=err)
    settings, _ = read_settings(locations().settings_file)
    leads = Invited(settings.facilitator or "Facilitator", settings.pronouns or "")
    others = [
        Invited(one.name, one.pronouns, one.email)
        for one in roster.names
        if fold(one.name) != fold(leads.name)
    ]
    if not others:
        raise RehearsalError(
            f"There are no names in {one_line(args.roster.name)}; please put one on each line."
        )
    return [leads], others


def _count(text: str) -> int:
    if not (text.isascii() and text.isdecimal()) or not FEWEST <= int(text) <= MOST:
        raise argparse.ArgumentTypeError(f"A rehearsal has {FEWEST} to {MOST} people.")
    return int(text)


def _speed(text: str) -> float:
    try:
        speed = float(text)
    except ValueError:
        speed = math.nan
    if not 1 <= speed <= FASTEST:
        raise argparse.ArgumentTypeError(f"A speed is a number from 1 to {FASTEST:.0f}.")
    return speed


def _seed(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= 9):
        raise argparse.ArgumentTypeError("A seed is a whole number, such as 7.")
    return int(text)

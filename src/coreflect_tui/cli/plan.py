"""`coreflect plan`: the agenda that a format gives for a length and a number of people."""

import argparse
import json
import re
from datetime import time
from typing import TYPE_CHECKING, TextIO

from coreflect_tui.cli.asked import add_format, whole_minutes
from coreflect_tui.core.agenda import Agenda, Item, plan
from coreflect_tui.core.cells import filled_up
from coreflect_tui.core.formats import Format, Place
from coreflect_tui.library.catalogue import UnknownFormatError, find_format
from coreflect_tui.library.toml_file import LibraryFileError
from coreflect_tui.locations import locations

if TYPE_CHECKING:
    from argparse import _SubParsersAction

DAY = 24 * 60
EXAMPLES = """\
examples:
  coreflect plan ips-co-reflection --minutes 90 --people 9 --start 19:00
  coreflect plan ips-co-reflection --minutes 1h15 --people 12 --place online --json
"""


def add_parser(subparsers: "_SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `plan` to the command line."""
    parser = subparsers.add_parser(
        "plan",
        help="see the agenda for a length and a number of people",
        description="Show the agenda of a format, and whether it fits.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_format(parser)
    parser.add_argument("--minutes", type=whole_minutes, help="how long, such as 90 or 1h30")
    parser.add_argument("--people", type=_count, help="how many, the facilitators included")
    parser.add_argument("--facilitators", type=_count, default=1, help="how many of them (1)")
    parser.add_argument("--place", type=_place, help="online or in-person")
    parser.add_argument("--start", type=_start, metavar="HH:MM", help="when it begins")
    parser.add_argument("--json", action="store_true", help="as JSON, for other programs")


def run(args: argparse.Namespace, out: TextIO, err: TextIO) -> int:
    """Print the agenda; the exit status is 1 when it does not fit, or there is no such format.

    Length, people and place are the format's usual ones where they are not said.
    """
    try:
        fmt = find_format(args.format, locations().user_formats)
    except (UnknownFormatError, LibraryFileError) as error:
        print(error, file=err)
        return 1
    minutes = args.minutes or fmt.minutes.usual
    people = args.people or fmt.people.usual
    place = args.place or fmt.places[0]
    if args.facilitators > people:
        print(f"There are {people} people, so not {args.facilitators} facilitators.", file=err)
        return 2
    agenda = plan(fmt, minutes, place, people, args.facilitators)
    if args.json:
        document = _as_json(fmt, agenda, minutes, people, place, args.start)
        print(json.dumps(document, indent=2), file=out)
    else:
        print(f"{fmt.title} · {minutes} min · {people} people · {place}\n", file=out)
        _print_agenda(agenda, args.start, out)
    if not args.json:
        for problem in agenda.problems:
            print(problem, file=err)
    return 0 if agenda.fits else 1


def _print_agenda(agenda: Agenda, start: time | None, out: TextIO) -> None:
    starts = _starts(agenda, start)
    for item, at in zip(agenda.items, starts, strict=False):
        mark = _mark(item)
        line = f"{at:>5}  {item.planned // 60:>3}  {filled_up(item.step.title, 32)} {mark}"
        print(line.rstrip(), file=out)
    print(f"{starts[-1]:>5}       end", file=out)
    if agenda.advice:
        print(file=out)
    for sentence in agenda.advice:
        print(sentence, file=out)


def _mark(item: Item) -> str:
    if item.left_out:
        return "if chosen"
    return "protected" if item.step.protected else "optional" if item.step.drop else ""


def _starts(agenda: Agenda, start: time | None) -> list[str]:
    """When each item begins, and the end: clock times, or the time since the start. What is held
    only if the group chooses it has none."""
    at = start.hour * 60 + start.minute if start else 0
    starts = []
    for left_out, planned in (*((one.left_out, one.planned) for one in agenda.items), (False, 0)):
        hour, minute = divmod(at % DAY if start else at, 60)
        said = f"{hour:02}:{minute:02}" if start else f"{hour}:{minute:02}"
        starts.append("" if left_out else said)
        at += 0 if left_out else planned // 60
    return starts


def _as_json(
    fmt: Format, agenda: Agenda, minutes: int, people: int, place: Place, start: time | None
) -> dict[str, object]:
    starts = _starts(agenda, start)
    return {
        "schema": 1,
        "format": fmt.id,
        "minutes": minutes,
        "people": people,
        "place": place,
        "start": f"{start:%H:%M}" if start else None,
        "fits": agenda.fits,
        "items": [
            {
                "id": item.id,
                "title": item.step.title,
                "minutes": item.planned // 60,
                "starts": at,
                "protected": item.step.protected,
                "optional": item.step.drop is not None,
            }
            for item, at in zip(agenda.items, starts, strict=False)
            if not item.left_out
        ],
        "ends": starts[-1],
        "dropped": [step.id for step in agenda.dropped],
        "if_chosen": [item.id for item in agenda.items if item.left_out],
        "problems": list(agenda.problems),
        "advice": list(agenda.advice),
    }


def _count(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,3}", text) or int(text) < 1:
        raise argparse.ArgumentTypeError("That is not a number of people; write it like 9.")
    return int(text)


def _place(text: str) -> Place:
    try:
        return Place(text.strip().casefold().replace("-", " "))
    except ValueError:
        raise argparse.ArgumentTypeError("A place is online or in-person.") from None


def _start(text: str) -> time:
    clock = re.fullmatch(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])", text.strip())
    if clock is None:
        raise argparse.ArgumentTypeError("That is not a time of day; write it like 19:00.")
    return time(int(clock[1]), int(clock[2]))

"""coreflect groups: people who meet again, and how often each of them came."""

import argparse
import json
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import SystemRandom
from typing import TYPE_CHECKING, Any, TextIO

from coreflect_tui.cli.said import recovering, say_damage
from coreflect_tui.core.cells import cells, filled_up
from coreflect_tui.library.groups import (
    GroupError,
    GroupListing,
    change_group,
    find_group,
    group_path,
    list_groups,
    save_group,
    shown,
)
from coreflect_tui.locations import Locations, locations

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    from coreflect_tui.core.group import Group
    from coreflect_tui.core.record import Record
    from coreflect_tui.core.summary import Summary

A_DAY = timedelta(days=1)
USAGE = 2


def add_parser(subparsers: "_SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its own commands to the parser of `coreflect`."""
    parser = subparsers.add_parser(
        "groups",
        help="people who meet again, and how often each came",
        description="Standing groups, each with a file of its own that you may edit.",
        epilog="Example: coreflect groups show tuesday",
    )
    commands = parser.add_subparsers(dest="groups_command", required=True, metavar="COMMAND")
    listing = commands.add_parser(
        "list", help="every group", epilog="Example: coreflect groups list"
    )
    listing.add_argument("--json", action="store_true", help="for programs, with schema 1")
    _add_show(commands)
    new = commands.add_parser(
        "new",
        help="begin a group, with or without a list of names",
        epilog="Example: coreflect groups new tuesday names.txt --format ips-co-reflection",
    )
    new.add_argument("name", help="what the group is called")
    new.add_argument("file", nargs="?", type=Path, help="a list of names, text or CSV")
    new.add_argument("--format", default="", metavar="ID", help="what it usually holds")
    new.add_argument("--record", action="store_true", help="switch its record over sessions on")
    record = commands.add_parser(
        "record",
        help="switch the record over sessions on or off",
        description="With the record on, a session that is closed counts who came, and who took"
        " part in full. Sessions from before are not counted.",
        epilog="Example: coreflect groups record tuesday on",
    )
    record.add_argument("name", help="the group, or the beginning of its name")
    record.add_argument("switch", choices=("on", "off"))


def _add_show(commands: "_SubParsersAction[argparse.ArgumentParser]") -> None:
    show = commands.add_parser(
        "show",
        help="one group, and how often each person came",
        description="How often each person of the roster came, by the days for which sessions were"
        " planned; if not said otherwise, in the last twelve months. Then what the group agreed,"
        " and when it was last looked at together.",
        epilog="Example: coreflect groups show tuesday --since 2026-01-01",
    )
    show.add_argument("name", help="the group, or the beginning of its name")
    show.add_argument("--since", type=_day, metavar="YYYY-MM-DD", help="from this day on")
    show.add_argument("--until", type=_day, metavar="YYYY-MM-DD", help="up to this day")
    show.add_argument("--year", type=_year, metavar="YYYY", help="a whole year instead")
    show.add_argument("--json", action="store_true", help="for programs, with schema 1")


def run(args: argparse.Namespace, out: TextIO, err: TextIO) -> int:
    """Do what was asked; 0, 1 with a sentence on `err`, or 2 for usage."""
    from coreflect_tui.imports.roster import RosterError
    from coreflect_tui.library.catalogue import UnknownFormatError
    from coreflect_tui.library.toml_file import LibraryFileError
    from coreflect_tui.store import StoreError

    places = locations()
    try:
        if args.groups_command == "list":
            return _list(list_groups(places.user_groups), args.json, out)
        if args.groups_command == "new":
            return _new(args, places, out, err)
        group = find_group(places.user_groups, args.name)
        if args.groups_command == "record":
            return _record(places, group, args.switch == "on", out)
        return _show(args, places, group, out, err)
    except StoreError as error:
        print(error.sentence, file=err)
        return 1
    except (GroupError, LibraryFileError, UnknownFormatError, RosterError) as error:
        print(error, file=err)
        return 1


def _list(listings: tuple[GroupListing, ...], as_json: bool, out: TextIO) -> int:
    if as_json:
        rows = [
            {
                "id": one.id,
                "name": one.name,
                "people": one.people,
                "format": one.format,
                "record": one.record,
                "file": str(one.path),
                "problem": one.problem,
            }
            for one in listings
        ]
        print(json.dumps({"schema": 1, "groups": rows}, indent=2), file=out)
        return 0
    if not listings:
        print("There is no group yet; coreflect groups new NAME makes one.", file=out)
    wide = max((cells(one.name) for one in listings), default=0)
    for one in listings:
        people = f"{one.people} {'person' if one.people == 1 else 'people'}"
        said = one.problem or f"{people:>10}  record {'on ' if one.record else 'off'}  {one.format}"
        print(f"{filled_up(one.name, wide)}  {said}".rstrip(), file=out)
    return 0


def _new(args: argparse.Namespace, places: Locations, out: TextIO, err: TextIO) -> int:
    from coreflect_tui.core.group import Group, Member, own_name
    from coreflect_tui.core.text import clean_name, fold
    from coreflect_tui.imports.roster import read_roster
    from coreflect_tui.library.catalogue import find_format
    from coreflect_tui.preparation import roster_id

    chance = SystemRandom()
    fmt = find_format(args.format, places.user_formats).id if args.format else ""
    roster = read_roster(args.file) if args.file else None
    members: dict[str, Member] = {}
    taken: set[str] = set()
    for one in roster.names if roster else ():
        while (drawn := roster_id(chance)) in members:
            pass
        name = own_name(one.name, taken)
        taken.add(fold(name))
        members[drawn] = Member(drawn, name, one.pronouns, email=one.email)
    people = tuple(members.values())
    group = Group(clean_name(args.name), fmt, args.record, people, roster_id(chance))
    path = save_group(places.user_groups, group)
    for problem in roster.problems if roster else ():
        print(problem, file=err)
    print(shown(path), file=out)
    return 0


def _record(places: Locations, group: "Group", on: bool, out: TextIO) -> int:
    from dataclasses import replace

    change_group(places.user_groups, group.id, lambda known: replace(known, record=on))
    if on:
        print(f"The record of {group.name} is on; sessions count from now on.", file=out)
    else:
        print(f"The record of {group.name} is off; what was counted before stays.", file=out)
    return 0


def _show(
    args: argparse.Namespace, places: Locations, group: "Group", out: TextIO, err: TextIO
) -> int:
    from coreflect_tui.core.record import record_of

    since, until = _period(args)
    if (args.year and (args.since or args.until)) or since > until:
        said = "--year goes alone" if args.year else "--since is to be a day before --until"
        print(f"coreflect groups show: {said}; see coreflect groups show --help.", file=err)
        return USAGE
    record = record_of(group, _sessions(places, group, since, until, err))
    if args.json:
        print(
            json.dumps({"schema": 1, "group": _row(group, record, since, until)}, indent=2),
            file=out,
        )
        return 0
    print(f"{group.name} · {since} to {until}", file=out)
    for line in (*_lines(group, record), *_agreed(group)):
        print(line, file=out)
    if path := group_path(places.user_groups, group.id):
        print(f"The roster is in {shown(path)}", file=out)
    return 0


def _sessions(
    places: Locations, group: "Group", since: date, until: date, err: TextIO
) -> "list[Summary]":
    """The closed sessions of those days, by the calendar of the place where each was held."""
    from coreflect_tui.core.record import local_day
    from coreflect_tui.workplace import Workplace

    workplace = Workplace(places, told=recovering(err))
    try:
        # No place is further than a day from UTC.
        first = datetime.combine(max(since, date.min + A_DAY), time(), UTC) - A_DAY
        last = datetime.combine(min(until, date.max - 2 * A_DAY), time(), UTC) + 2 * A_DAY
        held = workplace.store.summaries.of_group(group.id, first, last)
    finally:
        say_damage(workplace, err)
        workplace.close()
    return [one for one in held if since <= local_day(one) <= until]


def _period(args: argparse.Namespace) -> tuple[date, date]:
    from coreflect_tui.clock import utc_now

    if args.year:
        return date(args.year, 1, 1), date(args.year, 12, 31)
    until = args.until or utc_now().astimezone().date()
    return args.since or _a_year_before(until), until


def _a_year_before(day: date) -> date:
    """The first day of the twelve months that end with `day`."""
    if day.year == date.min.year:
        return date.min
    try:
        return day.replace(year=day.year - 1) + A_DAY
    except ValueError:
        return date(day.year - 1, 3, 1)


def _lines(group: "Group", record: "Record") -> "list[str]":
    lines = []
    if not group.record:
        lines.append(
            "The record over sessions is off for this group, so sessions are not counted;"
            f' coreflect groups record "{group.name}" on switches it on.'
        )
    held = f"{record.held} {'session' if record.held == 1 else 'sessions'} held"
    if record.counted < record.held:
        held += f", {record.counted} of them counted"
    lines.append(held)
    wide = max((cells(one.member.name) for one in record.people), default=0)
    for one in record.people:
        words = f"came {one.came} of {record.counted}"
        if record.certified:
            words += f", in full {one.full}"
            words += f", you decide {one.open}" if one.open else ""
        name = filled_up(one.member.name, wide)
        lines.append(f"  {name}  {words if record.counted else ''}".rstrip())
    if record.others:
        people = "person who is" if record.others == 1 else "people who are"
        lines.append(f"and {record.others} {people} not in the roster any more")
    return lines


def _agreed(group: "Group") -> "list[str]":
    from coreflect_tui.clock import utc_now
    from coreflect_tui.core.agreement import looked_at_words

    if group.agreement is None:
        return []
    when = looked_at_words(group.agreement, utc_now().astimezone().date())
    lines = (f"  {line}" for line in group.agreement.lines)
    return [f"The discomfort agreement, {when}:", *lines]


def _row(group: "Group", record: "Record", since: date, until: date) -> dict[str, Any]:
    return {
        "id": group.id,
        "name": group.name,
        "format": group.format,
        "record": group.record,
        "since": since.isoformat(),
        "until": until.isoformat(),
        "held": record.held,
        "counted": record.counted,
        "people": [
            {
                "id": one.member.id,
                "name": one.member.name,
                "came": one.came,
                "full": one.full if record.certified else None,
                "you_decide": one.open if record.certified else None,
            }
            for one in record.people
        ],
        "agreement": _agreement_row(group),
    }


def _agreement_row(group: "Group") -> dict[str, Any] | None:
    said = group.agreement
    if said is None:
        return None
    return {
        "lines": list(said.lines),
        "checked": said.checked.isoformat() if said.checked else None,
    }


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("is to be a day such as 2026-11-22") from None


def _year(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= date.max.year):
        raise argparse.ArgumentTypeError("is to be a year such as 2026")
    return int(text)

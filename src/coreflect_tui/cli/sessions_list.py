"""coreflect sessions list: what was held, those last worked on first."""

import argparse
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, TextIO

from coreflect_tui.cli.progress import progress
from coreflect_tui.core.standing import Standing
from coreflect_tui.core.summary import Summary
from coreflect_tui.core.telling import Told
from coreflect_tui.core.text import clean_line

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    from coreflect_tui.workplace import Workplace

AT_FIRST = 50
"""So many are shown on a terminal where nobody says how many: some screens full."""


@dataclass(frozen=True)
class _Found:
    """What is to be printed: the sessions, when each was by the clock of its place, how each of
    them and of all that are not closed stands, how many are left away, and what is to be said of
    old ones."""

    sessions: tuple[Summary, ...]
    offsets: Mapping[str, int]
    stands: Mapping[str, Standing]
    more: int
    old: str


def add_list(commands: "_SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `list` to the commands of `coreflect sessions`."""
    parser = commands.add_parser(
        "list",
        help="the sessions, those last worked on first",
        description=f"The sessions, those last worked on first: on a terminal the first {AT_FIRST},"
        " in a pipe, a file or JSON all of them.",
        epilog="Example: coreflect sessions list --limit 10",
    )
    many = parser.add_mutually_exclusive_group()
    many.add_argument("--limit", type=_number, metavar="N", help="at most so many")
    many.add_argument("--all", action="store_true", help="every one, also on a terminal")
    parser.add_argument("--json", action="store_true", help="for programs, with schema 1")


def run_list(args: argparse.Namespace, workplace: "Workplace", out: TextIO, err: TextIO) -> int:
    """Print them on `out`; 0. Raises StoreError."""
    limit: int | None = args.limit
    if limit is None and out.isatty() and not (args.all or args.json):
        limit = AT_FIRST
    told = progress(err, "Looking through sessions")
    found = (limit and _at_a_glance(workplace, limit)) or _all(workplace, limit, told)
    if args.json:
        rows = [{**row(one), "stands": str(found.stands[one.session])} for one in found.sessions]
        print(json.dumps({"schema": 1, "sessions": rows}, indent=2), file=out)
    else:
        _print(found, out)
    return 0


def row(one: Summary) -> dict[str, Any]:
    """A session as JSON has it."""
    return {
        "id": one.session,
        "format": one.format,
        "title": one.title,
        "status": str(one.status),
        "starts": _iso(one.starts_at),
        "began": _iso(one.began),
        "closed": _iso(one.closed),
        "minutes": one.minutes,
        "people": one.people,
    }


def _at_a_glance(workplace: "Workplace", limit: int) -> _Found | None:
    """Those last worked on, without looking through the whole file; None where that cannot be."""
    from coreflect_tui.store.glance import NotAtAGlanceError

    try:
        with workplace.at_a_glance() as (summaries, kept):
            listed = summaries.listed(limit)
            both = (*listed.not_closed, *listed.closed)
            newest = sorted(both, key=lambda one: (one.updated, one.session), reverse=True)[:limit]
            offsets = summaries.offsets(one.session for one in newest)
            if len(offsets) < len(newest):
                # Its decisions were not checked, and another time would be shown in good faith.
                return None
            stands = {one.session: kept.stands(one) for one in (*newest, *listed.not_closed)}
            more = summaries.count() - len(newest)
            return _Found(tuple(newest), offsets, stands, more, kept.old_sessions())
    except NotAtAGlanceError:
        return None


def _all(workplace: "Workplace", limit: int | None, told: Told) -> _Found:
    summaries, kept = workplace.store.summaries, workplace.kept
    every, stands = summaries.newest(), {}
    for done, one in enumerate(every):
        told(done, len(every))
        stands[one.session] = kept.stands(one)
    some = every[:limit]
    named = None if some == every else (one.session for one in some)
    offsets = summaries.offsets(named)
    return _Found(some, offsets, stands, len(every) - len(some), kept.old_sessions())


def _print(found: _Found, out: TextIO) -> None:
    say = partial(print, file=out)
    if not found.sessions:
        say("No session was held yet; coreflect run ips-co-reflection begins one.")
    for one in found.sessions:
        people = f"{one.people} {'person' if one.people == 1 else 'people'}"
        when, stands = f"{_local(one, found.offsets):%Y-%m-%d %H:%M}", found.stands[one.session]
        say(f"{one.session}  {when}  {stands:11}  {people:>10}  {clean_line(one.title)}")
    for words in (_left_open(found.stands), found.old):
        if words:
            say(words)
    if found.more and out.isatty():
        say(f"And {found.more:,} more; coreflect sessions list --all shows every one.")


def _left_open(stands: Mapping[str, Standing]) -> str:
    """What can be done about sessions that were left open and whose end is long past; else ""."""
    left = [session for session, how in stands.items() if how is Standing.NOT_CLOSED]
    if not left:
        return ""
    if len(left) == 1:
        return f"One session was left open; coreflect resume {left[0]} offers to close it."
    return f"{len(left)} sessions were left open; coreflect resume ID offers to close each."


def _local(one: Summary, offsets: Mapping[str, int]) -> datetime:
    """When it began, or was to, by the clock of its place then, wherever this is looked at."""
    started = one.began or one.starts_at
    offset = offsets.get(one.session)
    return started.astimezone() if offset is None else started + timedelta(seconds=offset)


def _iso(instant: datetime | None) -> str | None:
    return instant.astimezone(UTC).isoformat(timespec="seconds") if instant else None


def _number(text: str) -> int:
    number = int(text) if text.isdecimal() and text.isascii() else 0
    if not 0 < number < 10**9:
        raise argparse.ArgumentTypeError("is to be a number such as 20")
    return number

"""coreflect sessions: list, show, export and forget what was held."""

import argparse
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from coreflect_tui.cli.forget import add_forget, run_forget
from coreflect_tui.cli.progress import progress
from coreflect_tui.cli.said import recovering, say_damage
from coreflect_tui.core.cells import filled_up
from coreflect_tui.core.text import clean_line, one_line
from coreflect_tui.locations import locations
from coreflect_tui.settings import read_settings

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    from coreflect_tui.core.standing import Standing
    from coreflect_tui.core.state import SessionState
    from coreflect_tui.core.summary import Summary
    from coreflect_tui.workplace import Workplace

JOINS = (
    "This file joins the names of the people with what was noted; keep it to yourself, and send"
    " the files of the session instead."
)


def add_parser(subparsers: "_SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its own commands to the parser of `coreflect`."""
    parser = subparsers.add_parser(
        "sessions",
        help="list, show, export and forget sessions",
        description="What was held on this laptop.",
        epilog="Example: coreflect sessions export last",
    )
    commands = parser.add_subparsers(dest="sessions_command", required=True, metavar="COMMAND")
    listing = commands.add_parser(
        "list", help="every session", epilog="Example: coreflect sessions list"
    )
    listing.add_argument("--json", action="store_true", help="for programs, with schema 1")
    show = commands.add_parser(
        "show", help="one session", epilog="Example: coreflect sessions show last"
    )
    show.add_argument("session", help="its id, the beginning of it, or last")
    show.add_argument("--json", action="store_true", help="for programs, with schema 1")
    export = commands.add_parser(
        "export",
        help="write its files again",
        epilog="Example: coreflect sessions export last --out harvests",
    )
    export.add_argument("session", help="its id, the beginning of it, or last")
    export.add_argument("--out", type=Path, metavar="DIR", help="another folder than the usual one")
    export.add_argument(
        "--json", action="store_true", help="print the whole session, names and notes together"
    )
    add_forget(commands)


def run(args: argparse.Namespace, out: TextIO, err: TextIO) -> int:
    """Do what was asked; 0, or 1 with a sentence on `err`."""
    from coreflect_tui.exports.folder import ExportError
    from coreflect_tui.store import StoreError
    from coreflect_tui.workplace import HeldElsewhereError, Workplace

    places = locations()
    settings, _ = read_settings(places.settings_file)
    workplace = Workplace(places, settings=settings, told=recovering(err))
    workplace.documents = getattr(args, "out", None) or workplace.documents
    try:
        for problem in workplace.remove_waiting():
            print(problem, file=err)
        if args.sessions_command == "list":
            return _list(workplace, args.json, out, err)
        if args.sessions_command == "forget":
            return run_forget(args, workplace, out, err)
        session = workplace.store.summaries.find(args.session)
        if args.sessions_command == "show":
            return _show(*workplace.kept.read(session), args.json, out)
        if args.json:
            return _whole(workplace.kept.read(session)[0], out, err)
        files = workplace.export(session)
    except HeldElsewhereError:
        print("That session is open in another window; close it there first.", file=err)
        return 1
    except StoreError as error:
        print(error.sentence, file=err)
        return 1
    except ExportError as error:
        print(error, file=err)
        return 1
    finally:
        say_damage(workplace, err)
        workplace.close()
    for file in files:
        print(one_line(file.path), file=out)
    return 0


def _list(workplace: "Workplace", as_json: bool, out: TextIO, err: TextIO) -> int:
    summaries = workplace.store.summaries.newest()
    told, stands = progress(err, "Looking through sessions"), {}
    for done, one in enumerate(summaries):
        told(done, len(summaries))
        stands[one.session] = workplace.kept.stands(one)
    if as_json:
        rows = [{**_row(one), "stands": str(stands[one.session])} for one in summaries]
        print(json.dumps({"schema": 1, "sessions": rows}, indent=2), file=out)
        return 0
    if not summaries:
        print("No session was held yet; coreflect run ips-co-reflection begins one.", file=out)
    offsets = workplace.store.summaries.offsets()
    for one in summaries:
        people = f"{one.people} {'person' if one.people == 1 else 'people'}"
        when = f"{_local(one, offsets):%Y-%m-%d %H:%M}"
        title = clean_line(one.title)
        print(f"{one.session}  {when}  {stands[one.session]:11}  {people:>10}  {title}", file=out)
    if left := _left_open(stands):
        print(left, file=out)
    if old := workplace.kept.old_sessions():
        print(old, file=out)
    return 0


def _left_open(stands: "Mapping[str, Standing]") -> str:
    """What can be done about sessions that were left open and whose end is long past; else ""."""
    from coreflect_tui.core.standing import Standing

    left = [session for session, how in stands.items() if how is Standing.NOT_CLOSED]
    if not left:
        return ""
    if len(left) == 1:
        return f"One session was left open; coreflect resume {left[0]} offers to close it."
    return f"{len(left)} sessions were left open; coreflect resume ID offers to close each."


def _local(one: "Summary", offsets: Mapping[str, int]) -> datetime:
    """When it began, or was to, by the clock of its place then, wherever this is looked at."""
    started = one.began or one.starts_at
    offset = offsets.get(one.session)
    return started.astimezone() if offset is None else started + timedelta(seconds=offset)


def _row(one: "Summary") -> dict[str, Any]:
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


def _iso(instant: datetime | None) -> str | None:
    return instant.astimezone(UTC).isoformat(timespec="seconds") if instant else None


def _show(state: "SessionState", at: datetime, as_json: bool, out: TextIO) -> int:
    from coreflect_tui.core.attendance import attended
    from coreflect_tui.core.course import course
    from coreflect_tui.core.durations import clock_face, in_words
    from coreflect_tui.core.summary import summarise
    from coreflect_tui.core.timing import item_seconds

    if as_json:
        row = _row(summarise(state, at))
        row["items"] = [
            {
                "id": item.id,
                "title": item.item.step.title,
                "planned_seconds": item.item.planned,
                "real_seconds": round(item_seconds(state, item, at)),
            }
            for item in course(state)
        ]
        row["files"] = [file.path for file in state.written]
        print(json.dumps({"schema": 1, "session": row}, indent=2), file=out)
        return 0
    local = state.options.starts_at + timedelta(seconds=state.options.utc_offset)
    print(f"{clean_line(state.format.title)} · {local:%Y-%m-%d %H:%M} · {state.id}", file=out)
    print(
        f"{len(attended(state))} people, {in_words(state.options.minutes * 60)} planned", file=out
    )
    for item in course(state):
        real = clock_face(int(item_seconds(state, item, at))) if item.visits else "not reached"
        title = clean_line(item.item.step.title)
        print(f"  {filled_up(title, 32)}{item.item.planned / 60:>4g} min  {real:>11}", file=out)
    for file in state.written:
        print(one_line(file.path), file=out)
    return 0


def _whole(state: "SessionState", out: TextIO, err: TextIO) -> int:
    from coreflect_tui.exports.whole_session import whole_session_json

    print(JOINS, file=err)
    # Escapes alone get whole through every terminal and pipe.
    print(json.dumps(json.loads(whole_session_json(state)), indent=2), file=out)
    return 0

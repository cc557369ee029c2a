"""coreflect sessions: list, show, export and forget what was held."""

import argparse
import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from coreflect_tui.cli.forget import add_forget, run_forget
from coreflect_tui.cli.said import recovering, say_damage
from coreflect_tui.cli.sessions_list import add_list, row, run_list
from coreflect_tui.core.cells import filled_up
from coreflect_tui.core.text import clean_line, one_line
from coreflect_tui.locations import locations
from coreflect_tui.settings import read_settings

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    from coreflect_tui.core.state import SessionState

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
    add_list(commands)
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
            return run_list(args, workplace, out, err)
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


def _show(state: "SessionState", at: datetime, as_json: bool, out: TextIO) -> int:
    from coreflect_tui.core.attendance import attended
    from coreflect_tui.core.course import course
    from coreflect_tui.core.durations import clock_face, in_words
    from coreflect_tui.core.summary import summarise
    from coreflect_tui.core.timing import item_seconds

    if as_json:
        document = row(summarise(state, at))
        document["items"] = [
            {
                "id": item.id,
                "title": item.item.step.title,
                "planned_seconds": item.item.planned,
                "real_seconds": round(item_seconds(state, item, at)),
            }
            for item in course(state)
        ]
        document["files"] = [file.path for file in state.written]
        print(json.dumps({"schema": 1, "session": document}, indent=2), file=out)
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

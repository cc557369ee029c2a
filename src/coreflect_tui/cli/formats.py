"""`coreflect formats`: which formats there are, what one says, whether a file is in order."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from coreflect_tui.cli.asked import add_format
from coreflect_tui.cli.new_format import add_new, run_new
from coreflect_tui.core.cells import cells, filled_up
from coreflect_tui.core.text import clean_line, one_line
from coreflect_tui.library.catalogue import Listing, UnknownFormatError, find_format, list_formats
from coreflect_tui.library.toml_file import FileProblem, LibraryFileError
from coreflect_tui.locations import locations

if TYPE_CHECKING:
    from argparse import _SubParsersAction

EXAMPLES = """\
examples:
  coreflect formats list
  coreflect formats show ips-co-reflection
  coreflect formats new "Our circle"
  coreflect formats check my-format.toml
  coreflect formats schema
"""


def add_parser(subparsers: "_SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `formats` and its own commands to the command line."""
    raw = argparse.RawDescriptionHelpFormatter
    parser = subparsers.add_parser(
        "formats",
        help="list, show, begin and check formats",
        description="Formats: what kinds of session there are.",
        epilog=EXAMPLES,
        formatter_class=raw,
    )
    commands = parser.add_subparsers(dest="formats_command", metavar="COMMAND", required=True)
    listing = commands.add_parser(
        "list",
        help="all formats, yours first",
        description="List all formats, yours first.",
        epilog="example:\n  coreflect formats list --json\n",
        formatter_class=raw,
    )
    listing.add_argument("--json", action="store_true", help="as JSON, for other programs")
    show = commands.add_parser(
        "show",
        help="what a format says, step by step",
        description="Show what a format says, step by step.",
        epilog="example:\n  coreflect formats show ips-co-reflection\n",
        formatter_class=raw,
    )
    add_format(show, "name")
    add_new(commands)
    check = commands.add_parser(
        "check",
        help="whether files are formats in order",
        description="Check format files: every problem of each is said with its line and key, and"
        " what is worth a second look.",
        epilog="example:\n  coreflect formats check my-format.toml\n",
        formatter_class=raw,
    )
    check.add_argument("files", metavar="FILE", nargs="+", type=Path, help="a .toml file")
    commands.add_parser(
        "schema",
        help="the JSON Schema of a format's file, for editors",
        description="Print the JSON Schema of a format's file. An editor that knows TOML finds it"
        " by a line `#:schema ./format.schema.json` at the top of a format.",
        epilog="example:\n  coreflect formats schema > format.schema.json\n",
        formatter_class=raw,
    )


def run(args: argparse.Namespace, out: TextIO, err: TextIO) -> int:
    """Do what `args` asks; the exit status is 0, or 1 when something is wrong with a format."""
    if args.formats_command == "list":
        return _list(out, as_json=args.json)
    if args.formats_command == "show":
        return _show(args.name, out, err)
    if args.formats_command == "new":
        return run_new(args, out, err)
    if args.formats_command == "schema":
        return _schema(out)
    return _check(args.files, out, err)


def _list(out: TextIO, *, as_json: bool) -> int:
    listings = list_formats(locations().user_formats, checked=True)
    if as_json:
        document = {"schema": 1, "formats": [_as_json(listing) for listing in listings]}
        print(json.dumps(document, indent=2), file=out)
        return 0
    rows = [_row(listing) for listing in listings if not listing.problem]
    header = ("id", "title", "people", "minutes", "where")
    widths = [max(cells(row[at]) for row in (header, *rows)) for at in range(len(header))]
    for row in (header, *rows):
        line = "  ".join(filled_up(cell, wide) for cell, wide in zip(row, widths, strict=True))
        print(line.rstrip(), file=out)
    for listing in listings:
        if listing.problem:
            print(f"\n{_shown(listing.path)} cannot be used: {listing.problem}", file=out)
    return 0


def _row(listing: Listing) -> tuple[str, ...]:
    usual, *_ = listing.minutes
    _, fewest, most = listing.people
    people = f"{fewest}" if fewest == most else f"{fewest}–{most}"
    title = f"{listing.title} (yours)" if listing.own else listing.title
    return (listing.id, title, people, str(usual), ", ".join(listing.places))


def _as_json(listing: Listing) -> dict[str, object]:
    return {
        "id": listing.id,
        "title": listing.title,
        "summary": listing.summary,
        "minutes": _extent(listing.minutes),
        "people": _extent(listing.people),
        "places": list(listing.places),
        "own": listing.own,
        "file": str(listing.path),
        "problem": listing.problem or None,
    }


def _extent(numbers: tuple[int, int, int]) -> dict[str, int]:
    return dict(zip(("usual", "least", "most"), numbers, strict=True))


def _show(name: str, out: TextIO, err: TextIO) -> int:
    from coreflect_tui.cli.format_words import described

    try:
        fmt = find_format(name, locations().user_formats)
    except (UnknownFormatError, LibraryFileError) as error:
        print(error, file=err)
        return 1
    for line in described(fmt):
        print(line, file=out)
    return 0


def _schema(out: TextIO) -> int:
    from coreflect_tui.library.schema import schema_text

    print(schema_text(), end="", file=out)
    return 0


def _check(files: list[Path], out: TextIO, err: TextIO) -> int:
    wrong = sum(not _in_order(path, out) for path in files)
    if not wrong:
        return 0
    which = "the file needs" if len(files) == 1 else f"{wrong} of {len(files)} files need"
    print(f"{which[:1].upper()}{which[1:]} a change before use; nothing was altered.", file=err)
    return 1


def _in_order(path: Path, out: TextIO) -> bool:
    from coreflect_tui.library.format_file import format_warnings, read_format_text
    from coreflect_tui.library.toml_file import read_text

    try:
        text = read_text(path)
        fmt = read_format_text(text, str(path), path.parent)
    except LibraryFileError as error:
        for problem in error.problems:
            apart = ", " if problem.line or problem.key else ": "
            print(f"{_shown(path)}{apart}{_placed(problem)}", file=out)
        return False
    print(f"{_shown(path)}: {fmt.title} is in order", file=out)
    for warning in format_warnings(fmt, text):
        print(f"{_shown(path)}, worth a look, {_placed(warning)}", file=out)
    return True


def _placed(problem: FileProblem) -> str:
    """A problem with its line, and its key as the list of keys has it, such as step.round.each."""
    key = clean_line(".".join(part for part in problem.key if isinstance(part, str)), 80)
    where = ", ".join(filter(None, (f"line {problem.line}" if problem.line else "", key)))
    return f"{where}: {problem.sentence}" if where else problem.sentence


def _shown(path: Path) -> str:
    return one_line(str(path))

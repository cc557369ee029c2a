"""coreflect quotes: those at hand, one that was not used of late, and more of your own."""

import argparse
import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from coreflect_tui.core.text import clean_line, clean_note, one_line
from coreflect_tui.locations import Locations, locations

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    from coreflect_tui.library.quotes import QuoteListing
    from coreflect_tui.library.used_quotes import Used

USAGE = 2
EXAMPLES = """\
examples:
  coreflect quotes pick --tag opening
  coreflect quotes add "Your silence will not protect you." --who "Audre Lorde" \\
    --where "Sister Outsider" --when 1984 --tag power
"""
ADD_EXAMPLES = """\
examples:
  coreflect quotes add "Your silence will not protect you." --who "Audre Lorde" \\
    --where "Sister Outsider" --when 1984 --tag power
  coreflect quotes add --from quotes-of-a-friend.toml
"""


def add_parser(subparsers: "_SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its own commands to the parser of `coreflect`."""
    parser = subparsers.add_parser(
        "quotes",
        help="quotes to open or close with: list, pick one, add your own",
        description="Quotes to open or close with, each with its source.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="quotes_command", required=True, metavar="COMMAND")
    listing = commands.add_parser(
        "list",
        help="all quotes, yours first",
        epilog="Example: coreflect quotes list --tag hope",
    )
    pick = commands.add_parser(
        "pick",
        help="one quote that was not used of late",
        description="One quote, drawn from those not used in the last three months; when all were,"
        " the one used longest ago. It counts as used from now on.",
        epilog="Example: coreflect quotes pick --tag opening",
    )
    for command in (listing, pick):
        command.add_argument("--tag", default="", help="only those with this tag")
        command.add_argument("--json", action="store_true", help="for programs, with schema 1")
    _add_add(commands)


def _add_add(commands: "_SubParsersAction[argparse.ArgumentParser]") -> None:
    add = commands.add_parser(
        "add",
        help="keep a quote, or take in a file of them",
        description="Keeps a quote in own.toml among your quotes. None goes without who said it\n"
        "and where that can be found. A file of quotes that somebody shared is checked,\n"
        "and what is not there yet is added.",
        epilog=ADD_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add.add_argument("words", nargs="?", metavar="WORDS", help="the words, in quotation marks")
    add.add_argument("--who", default="", help="who said or wrote them")
    add.add_argument("--where", default="", help="a book, a talk, a place where it was said")
    add.add_argument("--when", default="", help="a year or a day")
    add.add_argument("--tag", action="append", default=[], help="more than once for more tags")
    add.add_argument(
        "--from", dest="file", type=Path, metavar="FILE", help="a file of quotes to take in instead"
    )


def run(args: argparse.Namespace, out: TextIO, err: TextIO) -> int:
    """Do what was asked; 0, 1 with a sentence on `err`, or 2 for usage."""
    from coreflect_tui.library.quotes import QuotesError

    places = locations()
    try:
        if args.quotes_command == "list":
            return _list(args, places, out, err)
        if args.quotes_command == "pick":
            return _pick(args, places, out, err)
        return _add(args, places, out, err)
    except QuotesError as error:
        print(error, file=err)
        return 1


def _list(args: argparse.Namespace, places: Locations, out: TextIO, err: TextIO) -> int:
    from coreflect_tui.library.quotes import list_quotes
    from coreflect_tui.library.used_quotes import used_quotes

    listed, problems = list_quotes(places.user_quotes)
    chosen = [one for one in listed if not args.tag or one.quote.has_tag(args.tag)]
    used = used_quotes(places.data, _today())
    if args.json:
        rows = [_row(one, used) for one in chosen]
        document = {"schema": 1, "quotes": rows, "problems": list(problems)}
        print(json.dumps(document, indent=2), file=out)
        return 0
    for number, one in enumerate(chosen):
        print(*([""] if number else []), *_lines(one, used), sep="\n", file=out)
    if not chosen:
        print(_no_such_tag(args.tag, listed), file=out)
    for problem in problems:
        print(problem, file=err)
    return 0


def _pick(args: argparse.Namespace, places: Locations, out: TextIO, err: TextIO) -> int:
    from random import SystemRandom

    from coreflect_tui.library.quotes import list_quotes
    from coreflect_tui.library.used_quotes import choose_quote, mark_used, used_quotes

    today = _today()
    listed, problems = list_quotes(places.user_quotes)
    used = used_quotes(places.data, today)
    by_quote = {one.quote: one for one in listed if not args.tag or one.quote.has_tag(args.tag)}
    for problem in problems:
        print(problem, file=err)
    picked = choose_quote(tuple(by_quote), used, SystemRandom())
    if picked is None:
        print(_no_such_tag(args.tag, listed), file=err)
        return 1
    if args.json:
        document = {"schema": 1, "quote": _row(by_quote[picked], used)}
        print(json.dumps(document, indent=2), file=out)
    else:
        print(f"“{picked.words}”\n  {picked.source}", file=out)
    try:
        mark_used(places.data, (picked,), today)
    except OSError as error:
        why = (error.strerror or "the system refused").lower()
        print(f"That it was picked could not be noted ({why}), so it may come again.", file=err)
    return 0


def _add(args: argparse.Namespace, places: Locations, out: TextIO, err: TextIO) -> int:
    said = args.words is not None or args.who or args.where or args.when or args.tag
    if bool(said) == bool(args.file):
        wanted = "either words with --who and --where, or --from FILE"
        print(f"coreflect quotes add: say {wanted}; see coreflect quotes add --help.", file=err)
        return USAGE
    return _add_file(args.file, places, out) if args.file else _add_one(args, places, out, err)


def _add_file(file: Path, places: Locations, out: TextIO) -> int:
    from coreflect_tui.library.own_quotes import OWN, add_quotes
    from coreflect_tui.library.quotes import read_quotes

    shared = read_quotes(file)
    new = add_quotes(places.user_quotes, shared)
    kept = f"; the new are in {_shown(places.user_quotes / OWN)}" if new else ""
    print(f"{len(new)} new, {len(shared) - len(new)} known{kept}.", file=out)
    return 0


def _add_one(args: argparse.Namespace, places: Locations, out: TextIO, err: TextIO) -> int:
    from coreflect_tui.core.quotation import without_marks
    from coreflect_tui.library.own_quotes import OWN, add_quotes
    from coreflect_tui.library.quotes import quote_of

    words = without_marks(clean_note(args.words or ""))
    sources = (("--who", args.who), ("--where", args.where))
    missing = [] if words else ["WORDS"]
    # Dots in place of a name are no source.
    missing += [name for name, given in sources if not any(map(str.isalnum, given))]
    if missing:
        print(
            "A quote needs its words, who said them and where that can be found; please add"
            f" {' and '.join(missing)}. Nothing was kept.",
            file=err,
        )
        return USAGE
    quote = quote_of(words, args.who, args.where, args.when, args.tag)
    if add_quotes(places.user_quotes, (quote,)):
        path = _shown(places.user_quotes / OWN)
        print(f"Kept in {path}:\n“{quote.words}”\n  {quote.source}", file=out)
    else:
        print("These words are among your quotes already; nothing was added.", file=out)
    return 0


def _lines(one: "QuoteListing", used: "Used") -> tuple[str, str]:
    from coreflect_tui.library.used_quotes import last_used

    day = last_used(one.quote, used)
    parts = (
        one.quote.source,
        ", ".join(one.quote.tags),
        "yours" if one.own else "",
        f"used {day}" if day else "",
    )
    return f"“{one.quote.words}”", f"  {' · '.join(part for part in parts if part)}"


def _row(one: "QuoteListing", used: "Used") -> dict[str, Any]:
    from coreflect_tui.library.used_quotes import last_used

    day = last_used(one.quote, used)
    return {
        "words": one.quote.words,
        "who": one.quote.who,
        "where": one.quote.where,
        "when": one.quote.when,
        "tags": list(one.quote.tags),
        "own": one.own,
        "file": str(one.path),
        "used": day.isoformat() if day else None,
    }


def _no_such_tag(tag: str, listed: "Iterable[QuoteListing]") -> str:
    known = sorted({one for listing in listed for one in listing.quote.tags})
    return f"No quote has the tag “{clean_line(tag, 60)}”; there are {', '.join(known)}."


def _today() -> date:
    from coreflect_tui.clock import utc_now

    return utc_now().astimezone().date()


def _shown(path: Path) -> str:
    """A path may hold what steers a terminal."""
    return one_line(str(path))

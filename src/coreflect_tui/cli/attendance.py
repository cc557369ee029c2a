"""coreflect attendance: when people came and went, out of the attendance report of the call."""

import argparse
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from coreflect_tui.cli.said import recovering
from coreflect_tui.cli.screens import on_screen
from coreflect_tui.locations import locations

if TYPE_CHECKING:
    from argparse import _SubParsersAction
    from collections.abc import Sequence
    from types import ModuleType

    from coreflect_tui.core.report import DateOrder, Report, Suggestion
    from coreflect_tui.core.state import SessionState
    from coreflect_tui.locations import Locations
    from coreflect_tui.workplace import Workplace

EXAMPLES = """\
examples:
  coreflect attendance last participants_81200000001.csv
  coreflect attendance 2026-11-22 report.csv --preview
  coreflect attendance last report.csv --take
  coreflect attendance last report.csv --take --shift=-1h
"""


def add_parser(subparsers: "_SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser of `coreflect`."""
    parser = subparsers.add_parser(
        "attendance",
        help="read when people came and went out of a report of the call",
        description="Reads the attendance report of a call (Zoom, Teams, Google Meet, Webex) for a"
        " session that was held here. Whom each row means is asked on the screen; nothing is taken"
        " over before you say so.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "session", help="its id, the beginning of it, or last, the last one that began"
    )
    parser.add_argument("file", type=Path, help="the report, as the service gives it")
    parser.add_argument("--preview", action="store_true", help="print whom it may mean, no more")
    parser.add_argument(
        "--take",
        action="store_true",
        help="without the screen: take over the rows with the same name, address or one confirmed"
        " before",
    )
    parser.add_argument(
        "--shift",
        type=_shift,
        metavar="TIME",
        help="with --preview or --take: move the times of the report, 1h or 30m later, =-1h"
        " earlier, 0 not at all",
    )
    order = parser.add_mutually_exclusive_group()
    order.add_argument("--day-first", action="store_true", help="3/5/2026 is the third of May")
    order.add_argument("--month-first", action="store_true", help="3/5/2026 is the fifth of March")


def run(args: argparse.Namespace, out: TextIO, err: TextIO) -> int:
    """Open the screen, or print; 0, or 1 with a sentence on `err`."""
    from coreflect_tui.core.report_choice import held_between
    from coreflect_tui.imports.report import ReportError, read_report
    from coreflect_tui.store import StoreError
    from coreflect_tui.workplace import HeldElsewhereError, Workplace

    if args.shift is not None and not (args.preview or args.take):
        print("--shift goes with --preview or --take; on the screen, z moves the times.", file=err)
        return 1
    places = locations()
    workplace = Workplace(places, told=recovering(err))
    try:
        session = _asked(workplace, args.session)
        state, last = workplace.kept.read(session)
        report = read_report(args.file, held_between(state, last)[0], _order(args))
        if args.preview:
            return _preview(state, last, report, args.shift, out)
        if args.take:
            return _take(workplace, session, report, args.shift, out, err)
    except HeldElsewhereError:
        print("That session is open in another window; there, a and i read a report.", file=err)
        return 1
    except StoreError as error:
        print(error.sentence, file=err)
        return 1
    except ReportError as error:
        print(error, file=err)
        return 1
    finally:
        workplace.close()
    return _on_screen(places, session, args.file, report, out, err)


def _asked(workplace: "Workplace", asked: str) -> str:
    """The id of the session that is meant. The last one is the last that began, since the next may
    be prepared already. Raises StoreError."""
    from coreflect_tui.store.errors import UnknownSession
    from coreflect_tui.store.summaries import LAST

    summaries = workplace.store.summaries
    if asked.strip().lower() != LAST:
        return summaries.find(asked)
    begun = [(one.began, one.session) for one in summaries.newest() if one.began]
    if not begun:
        summaries.find(asked)
        raise UnknownSession("No session has begun yet, so there is none that a report is of.")
    return max(begun)[1]


def _shift(text: str) -> int:
    """Seconds, below zero for earlier."""
    from coreflect_tui.core.durations import read_duration

    way = -1 if text.startswith("-") else 1
    try:
        return way * read_duration(text.removeprefix("-").removeprefix("+"))
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _order(args: argparse.Namespace) -> "DateOrder | None":
    from coreflect_tui.core.report import DateOrder

    if args.day_first:
        return DateOrder.DAY_FIRST
    return DateOrder.MONTH_FIRST if args.month_first else None


def _on_screen(
    places: "Locations", session: str, file: Path, report: "Report", out: TextIO, err: TextIO
) -> int:
    """The screen that asks whom each row means; then what was done."""
    said: list[str] = []

    def show(start: "ModuleType") -> int:
        code, sentence = start.attendance(places, session, file, report, recovering(err))
        said.append(sentence)
        return int(code)

    code = on_screen(show, err)
    if any(said):
        print(said[0], file=err if code else out)
        if not code:
            _say_export(session, out)
    return code


def _preview(
    state: "SessionState", now: datetime, report: "Report", asked: int | None, out: TextIO
) -> int:
    from coreflect_tui.core.report_words import times_in_words
    from coreflect_tui.core.text import one_line

    suggestions, suggested = _matched(state, now, report)
    shift = suggested if asked is None else asked
    names = {one.id: one.name for one in state.people}
    for one in suggestions:
        alias = one.visitor.aliases[0] if one.visitor.aliases else one.visitor.name
        row = f"{alias}  {times_in_words(one.visitor, shift)}  {_meant(one, names)}"
        print(one_line(row), file=out)
    for sentence in _remarks(report, suggestions, shift):
        print(sentence, file=out)
    return 0


def _matched(
    state: "SessionState", now: datetime, report: "Report"
) -> "tuple[tuple[Suggestion, ...], int]":
    """Whom each row may mean, and the seconds by which the clock of the report is off."""
    from coreflect_tui.core.matching import suggest, visitors, zone_shift
    from coreflect_tui.core.report_choice import held_between

    met = visitors(report.connections)
    return suggest(met, state.people), zone_shift(met, *held_between(state, now))


def _meant(one: "Suggestion", names: dict[str, str]) -> str:
    from coreflect_tui.core.report import Certainty

    if one.visitor.bot:
        return "a program that takes notes"
    if one.person:
        sure = "" if one.certainty is Certainty.SAME else "perhaps "
        return f"→ {sure}{names[one.person]} ({one.why})"
    several = [names[other] for other in one.others]
    return f"→ {' or '.join(several)}?" if several else "→ nobody of that name on the list"


def _remarks(report: "Report", suggestions: "Sequence[Suggestion]", shift: int) -> tuple[str, ...]:
    from coreflect_tui.core.report_words import worth_knowing

    said = [*worth_knowing(report, suggestions)]
    if report.order_unknown:
        said.append(
            f"Its dates can be read two ways and are read {report.order}; --day-first or"
            " --month-first says which is right."
        )
    if shift:
        said.append(f"The times of the report are moved by {_moved(shift)}.")
    return tuple(said)


def _moved(shift: int) -> str:
    """How far and which way: "1 h later"."""
    from coreflect_tui.core.durations import in_words

    return f"{in_words(abs(shift))} {'later' if shift > 0 else 'earlier'}"


def _as_written(shift: int) -> str:
    """A shift as it is typed: "1h", "-5h30"."""
    hours, minutes = divmod(abs(shift) // 60, 60)
    size = f"{hours}h{minutes:02}" if hours and minutes else f"{hours}h" if hours else f"{minutes}m"
    return f"-{size}" if shift < 0 else size


def _take(
    workplace: "Workplace",
    session: str,
    report: "Report",
    asked: int | None,
    out: TextIO,
    err: TextIO,
) -> int:
    """Take over what is the same by name, address or an earlier word; say what was left out."""
    from coreflect_tui.core.decide.answer import Refusal
    from coreflect_tui.core.intents import TakeReport
    from coreflect_tui.core.report_choice import first_choice, rows_to_take

    if report.order_unknown:
        print(_remarks(report, (), 0)[-1], file=err)
        return 1
    held = workplace.take_up(session)
    suggestions, suggested = _matched(held.state, held.now().session, report)
    choices = [first_choice(one) for one in suggestions]
    taken = sum(one.taken for one in choices)
    if not taken:
        print(
            "Nobody of this report has the name or address of someone on the list; without --take"
            " the screen asks who they are. Nothing was changed.",
            file=err,
        )
        return 1
    if suggested and asked is None:
        print(
            "The times of this report would lie in the session if they were moved by"
            f" {_moved(suggested)}; --shift={_as_written(suggested)} moves them, --shift=0 takes"
            " them as they are. Nothing was changed.",
            file=err,
        )
        return 1
    shift = asked or 0
    answer = held.dispatch(TakeReport(rows_to_take(held.state, suggestions, choices, shift)))
    if isinstance(answer, Refusal):
        print(answer.sentence, file=err)
        return 1
    if held.unsaved:
        print(
            f"The report could not be saved ({held.unsaved.reason}), so nothing of it is taken"
            " over; mend that and take it again.",
            file=err,
        )
        return 1
    for sentence in _remarks(report, suggestions, shift):
        print(sentence, file=out)
    left = len(suggestions) - taken
    people = "1 person" if taken == 1 else f"{taken} people"
    others = "1 other" if left == 1 else f"{left or 'no'} others"
    print(f"The times of {people} are taken over, {others} left out.", file=out)
    _remember(workplace, err)
    _say_export(session, out)
    return 0


def _remember(workplace: "Workplace", err: TextIO) -> None:
    """Keep in the group's file whom the report was said to mean; what is taken stays so."""
    from coreflect_tui.library.groups import GroupError

    try:
        workplace.held.group.remember_aliases()
    except GroupError as error:
        print(error, file=err)


def _say_export(session: str, out: TextIO) -> None:
    print(f"coreflect sessions export {session} writes the attendee list anew.", file=out)

"""coreflect sessions forget: a session, its notes, or one person everywhere; asks once."""

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from coreflect_tui.cli.progress import progress
from coreflect_tui.core.text import clean_line, fold, one_line

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    from coreflect_tui.forgetting import Kept
    from coreflect_tui.forgetting_people import Person, SeveralPeopleError
    from coreflect_tui.workplace import Workplace

USAGE = 2
STAY = "These files are yours and stay; remove them yourself where that was asked for:"


def add_forget(commands: "_SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser of `coreflect sessions`."""
    forget = commands.add_parser(
        "forget",
        help="remove a session, its notes, or one person, for good",
        description="Removes for good what this laptop keeps, after asking once. Files in your"
        " documents stay, and are listed.",
        epilog="Examples: coreflect sessions forget 2026-11-22-k3x9ap;"
        ' coreflect sessions forget --person "Ana Lee"',
    )
    forget.add_argument("session", nargs="?", help="its id, the beginning of it, or last")
    forget.add_argument(
        "--notes",
        action="store_true",
        help="only the notes and topics of the session; with --person, their name becomes"
        " “someone” also where you kept it on purpose, in reminders and in unfinished notes",
    )
    forget.add_argument("--person", metavar="NAME", help="one person, in every session and group")
    forget.add_argument(
        "--session",
        dest="of_session",
        metavar="ID",
        action="append",
        help="with --person, where several go by that name: the one in this session; more than"
        " once where they are the same person",
    )
    forget.add_argument("--yes", action="store_true", help="do not ask")


def run_forget(args: argparse.Namespace, workplace: "Workplace", out: TextIO, err: TextIO) -> int:
    """Do what was asked; 0, 1 where nothing or not all was removed, 2 for usage."""
    from coreflect_tui.forgetting import ForgettingError
    from coreflect_tui.forgetting_people import SeveralPeopleError
    from coreflect_tui.store import StoreError, UnknownSession

    named = bool(args.person and fold(args.person))
    if named == bool(args.session) or (args.of_session and not named):
        print(
            "coreflect sessions forget: say which session, or --person NAME; see"
            " coreflect sessions forget --help.",
            file=err,
        )
        return USAGE
    try:
        if named:
            return _person(args, workplace, out, err)
        return _session(args, workplace, out, err)
    except SeveralPeopleError as error:
        for line in _several(error):
            print(line, file=err)
    except UnknownSession as error:
        print(error, file=err)
    except ForgettingError as error:
        print(error, file=err)
    except StoreError as error:
        print(f"Nothing was removed: {error}", file=err)
    return 1


def _session(args: argparse.Namespace, workplace: "Workplace", out: TextIO, err: TextIO) -> int:
    from coreflect_tui.forgetting import forget_notes, forget_session, what_is_kept

    session = workplace.store.summaries.find(args.session)
    kept = what_is_kept(workplace.store, session, notes_only=args.notes)
    what = _notes_words(kept) if args.notes else _session_words(kept)
    copies = workplace.store.copies()
    if not _agreed(args, f"This removes for good {what}.", out, err, _about_copies(copies, "go")):
        return 1
    forget = forget_notes if args.notes else forget_session
    problems = forget(workplace.store, session, workplace.clock.now().wall)
    print(f"Removed for good: {what}.", file=out)
    for line in _about_copies(copies, "went"):
        print(line, file=out)
    if not kept.readable:
        print(
            "It was damaged, so which files it left in your documents cannot be said; please look"
            " there.",
            file=out,
        )
    _print_files(kept.files, out)
    return _print_problems(problems, err)


def _person(args: argparse.Namespace, workplace: "Workplace", out: TextIO, err: TextIO) -> int:
    from coreflect_tui.forgetting_people import find_person, forget_person
    from coreflect_tui.library.group_forgetting import still_named

    store, groups = workplace.store, workplace.locations.user_groups
    of_sessions = tuple(store.summaries.find(one) for one in args.of_session or ())
    told = progress(err, "Looking through sessions")
    naming = progress(err, "Looking for their name in notes")
    person = find_person(store, groups, args.person, of_sessions, told, naming)
    what = _person_words(person)
    copies = store.copies()
    more = (*_about_notes(person, args), *_about_copies(copies, "go"))
    if not _agreed(args, f"This removes for good {what}.", out, err, more):
        return 1
    now = workplace.clock.now().wall
    removing = progress(err, "Taking them out of sessions")
    done = forget_person(store, groups, person, now, in_notes=args.notes, told=removing)
    print(f"Removed for good: {what}.", file=out)
    for line in (*_about_notes(person, args, done=True), *_about_copies(copies, "went")):
        print(line, file=out)
    files = [path for one in person.sessions for path in one.files]
    if fold(workplace.settings.facilitator or "") in {fold(name) for name in person.names}:
        files.append(workplace.locations.settings_file)
    quoted = still_named(workplace.locations.user_quotes, person.names)
    _print_files((*files, *done.still_named, *quoted), out)
    unread = (f"Not looked through, because it cannot be read: {one}" for one in person.unread)
    return _print_problems((*unread, *done.problems), err)


def _agreed(
    args: argparse.Namespace, sentence: str, out: TextIO, err: TextIO, more: Iterable[str] = ()
) -> bool:
    if args.yes:
        return True
    for line in (sentence, *more):
        print(line, file=out)
    if sys.stdin is None or not sys.stdin.isatty():
        print("Nothing was removed; the same with --yes does it.", file=err)
        return False
    print("It cannot be brought back. Remove it? y or n: ", end="", file=out, flush=True)
    if sys.stdin.readline().strip().lower() in ("y", "yes"):
        return True
    print("Nothing was removed.", file=out)
    return False


def _session_words(kept: "Kept") -> str:
    title = f"session {kept.session}, {clean_line(kept.title)}"
    if not kept.readable:
        return f"{title}, which is damaged"
    people = _counted(kept.people, "person", "people")
    return f"{title}: {people}, {_written(kept)}, all times and turns"


def _notes_words(kept: "Kept") -> str:
    return f"what was written in session {kept.session}: {_written(kept)}"


def _written(kept: "Kept") -> str:
    notes = _counted(kept.notes, "note or topic", "notes and topics")
    drafts = _counted(kept.drafts, "unfinished note", "unfinished notes")
    agreed = "its copy of what the group agreed" if kept.of_group else "what people need"
    parts = (notes, agreed if kept.agreed else "", drafts if kept.drafts else "")
    return ", ".join(filter(None, parts))


def _person_words(person: "Person") -> str:
    where = []
    sessions = [one.session for one in person.sessions if one.keys]
    if sessions:
        ids, number = ", ".join(sessions), _counted(len(sessions), "session", "sessions")
        where.append(f"{number} ({ids}), where their turns stay as those of someone without a name")
    if person.entries:
        names = ", ".join(dict.fromkeys(_shown(one.path.name) for one in person.entries))
        where.append(f"the roster in {names}")
    return f"{clean_line(person.name)} from {'; and from '.join(where)}"


def _about_notes(
    person: "Person", args: argparse.Namespace, *, done: bool = False
) -> Iterator[str]:
    becomes = "became" if done else "becomes"
    for path in (one.path for one in person.agreements if one.named):
        yield f"Their name {becomes} “someone” in what the group in {_shown(path.name)} agreed."
    for one in person.sessions:
        number = one.notes + (one.own if args.notes else 0)
        if number:
            notes = _counted(number, "note or title", "notes and titles")
            yield f"Their name {becomes} “someone” in {notes} of session {one.session}."
        if one.own and not args.notes:
            notes = _counted(one.own, "note", "notes")
            yield (
                f"Their name stays in {notes} of session {one.session}, kept there on purpose, as a"
                " reminder or unfinished; with --notes it becomes “someone” there too."
            )


def _about_copies(copies: tuple[str, ...], go: str) -> Iterator[str]:
    """They hold what is removed, and what is damaged may hold more."""
    if copies:
        yield f"Copies of the database {go} with it, damaged ones too: {', '.join(copies)}."


def _several(error: "SeveralPeopleError") -> Iterator[str]:
    yield (
        "More than one person may go by that name, and nothing was removed; please say whom, with"
        " --session and the id of a session in which they are, once more for each where they are"
        " the same:"
    )
    for number, sessions in enumerate(error.people, start=1):
        ids = ", ".join(one for one in sessions if one)
        yield f"  {number}. {ids or 'in the roster of a group only; its file can be edited'}"


def _print_files(files: Iterable[Path], out: TextIO) -> None:
    paths = tuple(dict.fromkeys(files))
    if paths:
        print(STAY, file=out)
    for path in paths:
        print(_shown(str(path)), file=out)


def _print_problems(problems: Iterable[str], err: TextIO) -> int:
    """Say what could not be done; the status."""
    status = 0
    for problem in problems:
        print(_shown(problem), file=err)
        status = 1
    return status


def _shown(text: str) -> str:
    """On one line, and whole: names of files may hold what steers a terminal."""
    return one_line(text)


def _counted(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"

"""The people who are expected, out of a list or a table, from a file or pasted.

A plain list has a person on each line; a table has a header that names its columns.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from coreflect_tui.core.text import fold, one_line
from coreflect_tui.disk import read_file
from coreflect_tui.imports.decoding import NotTextError, decode
from coreflect_tui.imports.pasted_people import people_in
from coreflect_tui.imports.roster_entry import RosterEntry, RosterError, person
from coreflect_tui.imports.roster_table import read_table

__all__ = ["Roster", "RosterEntry", "RosterError", "parse_roster", "read_roster"]

MOST_BYTES = 1_000_000
MOST_NAMES = 500
MOST_ROWS = 2_000
"""That hold something; names may stand there several times."""
MOST_PROBLEMS = 50
"""Sentences on single rows; nobody reads more of them."""


@dataclass(frozen=True, slots=True)
class Roster:
    """The people of a list in its order; `problems` are sentences that say rows, never names.
    Those of them that say somebody was taken once are in `twice`, with whom they mean."""

    names: tuple[RosterEntry, ...]
    problems: tuple[str, ...] = ()
    twice: Mapping[str, str] = field(default_factory=dict)


def read_roster(path: Path) -> Roster:
    """The people of a text or CSV file of up to 1 MB. Raises RosterError."""
    name = one_line(path.name)
    try:
        raw = read_file(path, MOST_BYTES)
    except OSError as error:
        why = (error.strerror or "the system refused").lower()
        raise RosterError(
            f"{name} cannot be read ({why}); check where it is and try again."
        ) from None
    if raw is None:
        raise RosterError(
            f"{name} is larger than 1 MB, more than a list of names needs; save only the names"
            " and try again."
        )
    try:
        text = decode(raw)
    except NotTextError:
        raise RosterError(
            f"{name} is not a list of names in a known text encoding; save it as UTF-8 text or"
            " CSV and try again."
        ) from None
    return parse_roster(text)


def parse_roster(text: str) -> Roster:
    """The people of a text, typed, pasted or read from a file. Raises RosterError."""
    table = read_table(text)
    return _gathered(_plain(text) if table is None else table)


def _plain(text: str) -> Iterator[tuple[int, RosterEntry]]:
    for row, words in people_in(text):
        yield row, person(words)


def _gathered(rows: Iterable[tuple[int, RosterEntry | str]]) -> Roster:
    """The entries with a name, each person once; a row that is a sentence is a problem."""
    people: list[RosterEntry] = []
    problems: list[str] = []
    once: dict[str, str] = {}
    seen: dict[str, list[tuple[int, str]]] = {}
    for count, (row, one) in enumerate(rows, start=1):
        if count > MOST_ROWS:
            raise RosterError(
                f"This list has more than {MOST_ROWS:,} rows; keep those of this session and try"
                " again."
            )
        if isinstance(one, str):
            problems.append(one)
            continue
        key, email = fold(one.name), one.email.casefold()
        if not key:
            problems.append(f"Row {row} has no name and was left out.")
            continue
        same = seen.setdefault(key, [])
        twice = next((at for at, known in same if not email or known in ("", email)), None)
        if twice is not None:
            other = f" as row {twice} and" if row != twice else " twice and it"
            problems.append(f"Row {row} has the same name{other} was taken once.")
            once[problems[-1]] = one.name
            continue
        if same:
            problems.append(
                f"Rows {same[0][0]} and {row} have the same name with different addresses; both"
                " were taken."
            )
        same.append((row, email))
        people.append(one)
        if len(people) > MOST_NAMES:
            raise RosterError(
                f"This list has more than {MOST_NAMES} names; keep those of this session and try"
                " again."
            )
    more = len(problems) - MOST_PROBLEMS
    rest = [f"Rows that are worth a look, beside these: {more:,}."] if more > 0 else []
    return Roster(tuple(people), (*problems[:MOST_PROBLEMS], *rest), once)

"""Setup: who is expected. The roster of a group is printed, and what stands there then is read.

A line that is still as it was printed means the person it was printed for, whatever their name
looks like; only the other lines are read as a list.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from coreflect_tui.core.enumerated import enumerated
from coreflect_tui.core.group import Group
from coreflect_tui.core.names import split_called
from coreflect_tui.core.state import SessionState
from coreflect_tui.core.text import clean_name, fold
from coreflect_tui.imports.roster import Roster, RosterError, parse_roster
from coreflect_tui.imports.roster_entry import RosterEntry
from coreflect_tui.imports.roster_table import read_table
from coreflect_tui.preparation import Invited, invited
from coreflect_tui.settings import Settings
from coreflect_tui.tui.view.turns import called

_AND = re.compile(r"\s*(?:&|;|\band\b)\s*")
_AND_OR_END = re.compile(r"\s*(?:[&;]|\band\b|$)\s*")
# Nobody types a character for private use.
_MARK = "\ue000"

_Order = tuple[Invited | RosterEntry, ...]


@dataclass(frozen=True, slots=True)
class Expected:
    """Who the fields of setup mean; `problems` keep it from starting, `remarks` do not."""

    facilitators: tuple[Invited, ...]
    others: tuple[Invited, ...]
    problems: tuple[str, ...]
    remarks: tuple[str, ...]


def printed_people(
    last: SessionState | None, settings: Settings, group: Group | None
) -> tuple[str, str]:
    """What the fields for facilitators and for people say at first: the group's roster, else who
    facilitated `last` time, else the settings."""
    leading, others = invited(group) if group else ((), ())
    if leading:
        return _together(leading), _one_a_line(others)
    if last and last.facilitators:
        facilitator = " & ".join(called(one) for one in last.facilitators)
        here = [one.name for one in last.facilitators]
    else:
        here = [settings.facilitator or ""]
        facilitator = _printed(Invited(here[0], settings.pronouns or "" if here[0] else ""))
    taken = {fold(name) for name in here}
    return facilitator, _one_a_line(one for one in others if fold(one.name) not in taken)


def read_people(
    facilitator: str, people: str, group: Group | None, *, needs_names: bool = True
) -> Expected:
    """Who the two fields mean. What was typed goes before the roster of `group`: what was printed
    in a field and is not there any more was taken away, anything else the roster adds. Without
    `needs_names` nobody has to be named at all."""
    leading, others = invited(group) if group else ((), ())
    roster = _Roster(leading + others)
    # It is looked for an "and" between any blanks; of ten thousand of them that would take long.
    facilitator = " ".join(facilitator.split())
    if leading and facilitator == _together(leading):
        facilitators = tuple(roster.met(one) for one in leading)
    else:
        facilitators = tuple(_read_facilitators(facilitator, roster, _ids(leading)))
    missing = needs_names and not facilitators
    problems = ("Facilitator: please write who facilitates.",) if missing else ()
    try:
        listed = _read_lines(people, roster, _ids(others))
    except RosterError as error:
        return Expected(facilitators, (), (*problems, f"People: {error}"), ())
    also = {fold(one.name): one for one in listed.people}
    leading_too = [one.name for one in facilitators if fold(one.name) in also]
    leads = {fold(name) for name in leading_too}
    return Expected(
        tuple(_with(one, also.get(fold(one.name))) for one in facilitators),
        tuple(one for one in listed.people if fold(one.name) not in leads),
        problems,
        (*listed.remarks, *_twice_words((*leading_too, *listed.twice))),
    )


class _Listed(NamedTuple):
    """Who is on the list, in its order; sentences that say rows; names that stand there twice."""

    people: tuple[Invited, ...]
    remarks: tuple[str, ...]
    twice: tuple[str, ...]


class _Roster:
    """The people of a roster, and who of them was met so far."""

    def __init__(self, people: Iterable[Invited]) -> None:
        self._met: set[str] = set()
        self._by_line: dict[str, list[Invited]] = {}
        self._by_name: dict[str, Invited] = {}
        for one in people:
            # Of two people with one line, the first line is the first one's.
            self._by_line.setdefault(_printed(one), []).append(one)
            self._by_name[fold(one.name)] = one

    def met(self, one: Invited) -> Invited:
        self._met.add(one.roster)
        return one

    def printed(self, line: str) -> Invited | None:
        """Whose line that is, of those who were not met yet."""
        people = self._by_line.get(line, ())
        return next((one for one in people if one.roster not in self._met), None)

    def named(self, name: str) -> Invited | None:
        one = self._by_name.get(fold(name))
        return one if one and one.roster not in self._met else None

    def beginning(self, text: str) -> str:
        """The longest line of somebody with which `text` begins, up to an "and" or its end."""
        found = [
            line
            for line in self._by_line
            if text.startswith(line) and _AND_OR_END.match(text, len(line)) and self.printed(line)
        ]
        return max(found, key=len, default="")


def _ids(people: Iterable[Invited]) -> frozenset[str]:
    return frozenset(one.roster for one in people)


def _printed(one: Invited) -> str:
    return f"{one.name} ({one.pronouns})" if one.pronouns else one.name


def _together(people: Iterable[Invited]) -> str:
    return " & ".join(map(_printed, people))


def _one_a_line(people: Iterable[Invited]) -> str:
    return "\n".join(map(_printed, people))


def _read_facilitators(text: str, roster: _Roster, shown: frozenset[str]) -> Iterator[Invited]:
    """Part by part; a part that is the line of somebody is them, also where it holds an "and"."""
    text = text.strip()
    while text:
        part = roster.beginning(text)
        if member := roster.printed(part):
            yield roster.met(member)
        else:
            cut = _AND.search(text)
            part = text[: cut.start()] if cut else text
            name, pronouns = split_called(part)
            if clean_name(name):
                yield _known(Invited(clean_name(name), clean_name(pronouns)), roster, shown)
        end = _AND.match(text, len(part))
        text = text[end.end() if end else len(part) :]


def _known(typed: Invited, roster: _Roster, shown: frozenset[str]) -> Invited:
    """Someone who was typed, with what the roster knows of them; `shown` are the ids of those
    whose pronouns were printed where it was typed."""
    member = roster.named(typed.name)
    if member is None:
        return typed
    kept = "" if member.roster in shown else member.pronouns
    return replace(
        roster.met(member),
        name=typed.name,
        pronouns=typed.pronouns or kept,
        email=typed.email or member.email,
    )


def _read_lines(text: str, roster: _Roster, shown: frozenset[str]) -> _Listed:
    """Who the lines mean, in their order."""
    lines = text.splitlines()
    found: dict[int, Invited] = {}
    for place, line in enumerate(lines):
        if member := roster.printed(line.strip()):
            found[place] = roster.met(member)
    # A table pasted under the roster has its header in one line and its people in others.
    alone = [line for place, line in enumerate(lines) if place not in found and line.strip()]
    is_table = read_table("\n".join(alone)) is not None
    if is_table:
        # It may have no column for what the roster knows.
        shown = frozenset()
    if is_table and found:
        order, read = _with_table(lines, found, alone)
    else:
        order, read = _in_places(lines, found)
    names = {fold(one.name) for one in found.values()}
    again = {
        fold(one.name): one
        for one in order
        if isinstance(one, RosterEntry) and fold(one.name) in names
    }
    people = tuple(
        _with(one, again.get(fold(one.name)))
        if isinstance(one, Invited)
        else _known(Invited(one.name, one.pronouns, one.email), roster, shown)
        for one in order
        if isinstance(one, Invited) or fold(one.name) not in again
    )
    remarks = tuple(one for one in read.problems if one not in read.twice)
    called = {fold(one.name): one.name for one in people}
    twice = (*again, *map(fold, read.twice.values()))
    return _Listed(people, remarks, tuple(called.get(name, name) for name in twice))


def _in_places(lines: Sequence[str], found: Mapping[int, Invited]) -> tuple[_Order, Roster]:
    """Everybody of a plain list. A mark stands in the place of each line that was printed, so that
    rows are those that are seen, and a list of one line is one."""
    marks = {f"{_MARK}{place}": one for place, one in found.items()}
    text = "\n".join(f"{_MARK}{n}" if n in found else line for n, line in enumerate(lines))
    read = parse_roster(text)
    return tuple(marks.get(one.name, one) for one in read.names), read


def _with_table(
    lines: Sequence[str], found: Mapping[int, Invited], table: Sequence[str]
) -> tuple[_Order, Roster]:
    """Everybody of a table, where it begins; rows are its own."""
    read = parse_roster("\n".join(table))
    begins = next(n for n, line in enumerate(lines) if n not in found and line.strip())
    above = (one for place, one in found.items() if place < begins)
    below = (one for place, one in found.items() if place > begins)
    return (*above, *read.names, *below), read


def _with(known: Invited, again: Invited | RosterEntry | None) -> Invited:
    """Someone whose line stands there, and what was said where they were pasted once more."""
    if again is None:
        return known
    return replace(
        known, pronouns=again.pronouns or known.pronouns, email=again.email or known.email
    )


def _twice_words(names: Sequence[str]) -> tuple[str, ...]:
    """Who stands there twice; on the screen of whoever typed it, so by name."""
    each = list({fold(name): name for name in names}.values())
    if not each:
        return ()
    stand, are = ("stands", "is") if len(each) == 1 else ("stand", "are")
    return (
        f"{enumerated(each)} {stand} twice and {are} taken once; an initial tells two people"
        " apart.",
    )

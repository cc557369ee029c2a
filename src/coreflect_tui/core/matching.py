"""Whom an attendance report may mean. It suggests and never decides: a wrong person with a
certificate harms more than a question too many.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise

from coreflect_tui.core.likeness import (
    Listed,
    Words,
    any_of,
    ends,
    is_bot,
    is_device,
    name_key,
    name_words,
    owner,
)
from coreflect_tui.core.person import Attendee
from coreflect_tui.core.report import Certainty, Connection, Stay, Suggestion, Visitor
from coreflect_tui.core.text import fold

_HALF_HOUR = 1800
# Clocks of two places are less than a day apart; more is another day's session.
_MOST_SHIFTS = 47
# Seconds per person by which any report may lie better a little to the side.
_LITTLE = 300

_EMAIL, _CONFIRMED, _NAME = "same e-mail", "confirmed before", "same name"
_WORDS, _LETTER = "same words", "one letter differs"
_INITIAL, _FIRST = "first name and initial", "first name"
_DEVICE, _RENAMED = "perhaps a second device", "perhaps the same person again"
_SEVERAL = "may be several people"
_NOTES, _NAMELESS, _NOBODY = "takes notes", "only a device is named", "nobody of that name"


def visitors(connections: Iterable[Connection]) -> tuple[Visitor, ...]:
    """The people of a report, in the order in which it first names them.

    Merged without asking are only rows of the same e-mail, and rows without e-mail of the very
    same name whose times are known and do not overlap. Time in the waiting room is no stay.
    """
    groups: dict[tuple[str, str], list[Connection]] = defaultdict(list)
    for one in connections:
        email = one.email.strip().casefold()
        groups[(email, "" if email else fold(one.alias))].append(one)
    met: list[Visitor] = []
    for (email, _), rows in groups.items():
        if email or _follow_each_other(rows):
            met.append(_visitor(rows))
        else:
            met += [_visitor([row]) for row in rows]
    return tuple(sorted(met, key=lambda one: one.rows))


def zone_shift(met: Iterable[Visitor], start: datetime, end: datetime) -> int:
    """Seconds to add to the times of a report so that they lie in the session, in half hours.

    `start` and `end` are the session's, by the clock of its place, naive like the report's. A
    shift of less than a day by which most of the stays lies in the session; 0 where the times as
    they are written are nearly as good, and where no shift helps.
    """
    known = [one for one in met if one.stays]
    stays = [stay for one in known for stay in one.stays]

    def overlap(shift: int) -> float:
        by = timedelta(seconds=shift)
        begin, stop = start - by, end - by
        shared = (min(stay.left, stop) - max(stay.joined, begin) for stay in stays)
        return sum(max(one.total_seconds(), 0.0) for one in shared)

    best = max(shifts(), key=overlap)
    gain = overlap(best) - overlap(0)
    if overlap(0) == 0:
        return best
    # A clock that is off costs each stay about as much as it is off; who comes early to a call
    # and leaves it early gains only a part of that by a shift.
    lengths = ((stay.left - stay.joined).total_seconds() for stay in stays)
    worth = sum(min(abs(best), length) for length in lengths) / 2
    return best if gain > max(worth, _LITTLE * len(known)) else 0


def shifts(suggested: int = 0) -> tuple[int, ...]:
    """The shifts of a report's clock to step through, in seconds: the one suggested, then 0, half
    an hour later, half an hour earlier, and so on to less than a day."""
    by_size = (way * _HALF_HOUR * count for count in range(_MOST_SHIFTS + 1) for way in (1, -1))
    return tuple(dict.fromkeys((suggested, *by_size)))


def suggest(met: Sequence[Visitor], people: Sequence[Attendee]) -> tuple[Suggestion, ...]:
    """Whom of `people` each visitor may be, in the same order.

    SAME rests on an e-mail, a name that was confirmed before or the very same name, LIKELY on a
    name that differs a little, or on a second visitor who has as good a claim. Where several people
    come into question there are only `others`. Programs that take notes are nobody.
    """
    listed = Listed(people)
    everyone = [_called(visitor) for visitor in met]
    known = _Others(everyone)
    return _settled([_one(called, listed, known) for called in everyone])


@dataclass(frozen=True, slots=True)
class _Called:
    """A visitor, with the names that they may have and the words of those that are theirs, without
    what only says which device it is."""

    visitor: Visitor
    names: tuple[str, ...]
    words: tuple[Words, ...]


class _Others:
    """How many visitors a first name, or a first name and initial, may mean."""

    def __init__(self, everyone: Sequence[_Called]) -> None:
        self.first: Counter[str] = Counter()
        self.initials: Counter[tuple[str, str]] = Counter()
        for one in everyone:
            self.first.update({each[0] for each in one.words})
            self.initials.update({ends(each) for each in one.words})


def _one(called: _Called, listed: Listed, known: _Others) -> Suggestion:
    """Whom one visitor may be, whatever the other visitors' claims."""
    if called.visitor.bot:
        return Suggestion(called.visitor, why=_NOTES)
    return _certain(called, listed, known) or _alike(called, listed, known)


def _certain(called: _Called, listed: Listed, known: _Others) -> Suggestion | None:
    """By e-mail, by what was confirmed before and by the very same name; all must agree."""
    visitor, names = called.visitor, called.names
    shown = [fold(alias) for alias in visitor.aliases]
    found = {
        _EMAIL: listed.emails.get(visitor.email.strip().casefold(), set()),
        _CONFIRMED: any_of(listed.aliases, shown),
        _NAME: any_of(listed.names, [*map(name_key, names), *map(fold, names)]),
    }
    claims = {why: ids for why, ids in found.items() if ids}
    if not claims:
        return None
    agreed = set.intersection(*claims.values())
    everyone = listed.ordered(set().union(*claims.values()))
    if len(agreed) != 1:
        return Suggestion(visitor, others=everyone, why=_SEVERAL)
    (person,) = agreed
    why = next(iter(claims))
    others = {*everyone} - {person}
    # Any phone is called like that, whoever's it was the last time.
    unsure = why == _CONFIRMED and all(map(is_device, visitor.aliases))
    if why == _NAME:
        # A first name alone, which somebody else may have as well.
        for first in (words[0] for words in called.words if len(words) == 1):
            others |= listed.called_first(first) - {person}
            unsure = unsure or known.first[first] > 1
    certainty = Certainty.LIKELY if others or unsure else Certainty.SAME
    return Suggestion(visitor, person, certainty, listed.ordered(others), why)


def _alike(called: _Called, listed: Listed, known: _Others) -> Suggestion:
    """By a name that differs a little, as long as it leads to one person."""
    near: set[str] = set()
    found: list[str] = []
    for words in called.words:
        ways = (
            (_WORDS, listed.same_words(words), True),
            (_LETTER, listed.one_letter_off(words), True),
            (_INITIAL, listed.initial(words), known.initials[ends(words)] == 1),
            (_FIRST, listed.first_name(words), known.first[words[0]] == 1),
        )
        why, ids, alone = next((way for way in ways if way[1]), ("", set[str](), False))
        near |= ids or listed.same_ends(words)
        found += [why] if alone else []
    if len(near) == 1 and found:
        return Suggestion(called.visitor, min(near), Certainty.LIKELY, why=found[0])
    why = _SEVERAL if near else _NOBODY if called.names else _NAMELESS
    return Suggestion(called.visitor, others=listed.ordered(near), why=why)


def _settled(suggestions: list[Suggestion]) -> tuple[Suggestion, ...]:
    """Where several visitors may be one person: full names may be two devices, less is a question.
    An e-mail or a confirmed name stands."""
    by_person: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(suggestions):
        if one.person:
            by_person[one.person].append(place)
    for person, places in by_person.items():
        if len(places) < 2:
            continue
        weak = [place for place in places if suggestions[place].why in (_INITIAL, _FIRST)]
        for place in weak:
            one = suggestions[place]
            suggestions[place] = Suggestion(one.visitor, others=(person,), why=_SEVERAL)
        full = [place for place in places if place not in weak]
        why = _DEVICE if _overlap([suggestions[place] for place in full]) else _RENAMED
        for place in full if len(full) > 1 else ():
            one = suggestions[place]
            if one.why not in (_EMAIL, _CONFIRMED):
                suggestions[place] = replace(one, certainty=Certainty.LIKELY, why=why)
    return tuple(suggestions)


def _overlap(suggestions: list[Suggestion]) -> bool:
    stays = sorted((stay.joined, stay.left) for one in suggestions for stay in one.visitor.stays)
    return any(before[1] > after[0] for before, after in pairwise(stays))


def _called(visitor: Visitor) -> _Called:
    every = dict.fromkeys((visitor.name, *visitor.originals, *visitor.aliases))
    names = tuple(name for name in every if name and not is_device(name))
    named = map(owner, (visitor.name, *visitor.originals))
    words = (name_words(name) for name in named if name in names or not is_device(name))
    return _Called(visitor, names, tuple(dict.fromkeys(one for one in words if one)))


def _follow_each_other(rows: Sequence[Connection]) -> bool:
    """Whether rows of one name may be one person coming back: their times are known, apart."""
    if len(rows) == 1:
        return True
    times = [_times(row) for row in rows]
    known = sorted((one.joined, one.left) for one in times if one)
    apart = all(before[1] <= after[0] for before, after in pairwise(known))
    return len(known) == len(rows) and apart


def _times(row: Connection) -> Stay | None:
    """From when to when, where that can be told."""
    joined, left = row.joined, row.left
    if row.seconds is not None:
        length = timedelta(seconds=row.seconds)
        joined = joined or (left - length if left else None)
        left = left or (joined + length if joined else None)
    return Stay(joined, left) if joined and left and joined <= left else None


def _visitor(rows: Sequence[Connection]) -> Visitor:
    attending = [row for row in rows if not row.waiting]
    stays = _joined(stay for row in attending if (stay := _times(row)))
    waits = [row.joined for row in rows if row.waiting and row.joined]
    aliases = tuple({fold(row.alias): row.alias for row in reversed(rows)}.values())[::-1]
    first = (attending or rows)[0]
    return Visitor(
        name=first.name,
        aliases=aliases,
        originals=tuple(dict.fromkeys(row.original for row in rows if row.original)),
        pronouns=next((row.pronouns for row in rows if row.pronouns), ""),
        email=next((row.email.strip() for row in rows if row.email.strip()), ""),
        stays=stays,
        seconds=_seconds(stays, attending),
        waited=min(waits, default=None),
        rows=tuple(sorted(row.row for row in rows)),
        bot=any(map(is_bot, (*aliases, *(row.name for row in rows)))),
        worked_out=any(
            _times(row) is not None and None in (row.joined, row.left) for row in attending
        ),
    )


def _joined(stays: Iterable[Stay]) -> tuple[Stay, ...]:
    """Stays in order, those that overlap or touch as one; of no length, none."""
    joined: list[Stay] = []
    for stay in sorted(stays, key=lambda one: one.joined):
        if joined and stay.joined <= joined[-1].left:
            joined[-1] = Stay(joined[-1].joined, max(joined[-1].left, stay.left))
        else:
            joined.append(stay)
    return tuple(stay for stay in joined if stay.joined < stay.left)


def _seconds(stays: tuple[Stay, ...], rows: Sequence[Connection]) -> int | None:
    """How long someone was there. Without times, rows may overlap: at least the longest one."""
    if stays:
        return round(sum((stay.left - stay.joined).total_seconds() for stay in stays))
    return max((row.seconds for row in rows if row.seconds is not None), default=None)

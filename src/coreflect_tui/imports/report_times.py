"""The instants of a report, in all the forms in which services and spreadsheets write them.

No zone is looked at: the instants are those of the account's wall clock, naive.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from unicodedata import normalize

from coreflect_tui.core.report import DateOrder
from coreflect_tui.core.text import clean_line

# The longest form is a weekday, a month in words and a zone in brackets.
_LONGEST = 80

# How months begin in English, Spanish, German, French, Italian, Portuguese, Dutch, Polish and the
# Scandinavian languages; no two of them share a beginning with different months.
_MONTH_WORDS = (
    "jan ene gen sty",
    "feb fev fevr lut",
    "mar maer mrz maa mrt",
    "apr abr avr kwi",
    "may mai mag maj mei",
    "jun juin giu cze",
    "jul juil lug lip",
    "aug ago aou sie",
    "sep set wrz",
    "oct okt out ott paz",
    "nov lis",
    "dec dez dic des gru",
)
_MONTHS = {word: number for number, words in enumerate(_MONTH_WORDS, 1) for word in words.split()}

_NUMERIC = re.compile(r"(\d{1,2})(?:([/-])|\. ?)(\d{1,2})(?:(?(2)\2|\. ?))(\d{4}|\d{2})(?!\d)")
_YEAR_FIRST = re.compile(r"(\d{4})([./-])(\d{1,2})\2(\d{1,2})(?!\d)")
_WEEKDAY = r"(?:[^\W\d_]{2,12}\.?,? )?"
_MONTH_DAY = re.compile(_WEEKDAY + r"(?P<m>[^\W\d_]{3,12})\.? (?P<d>\d{1,2})\w{0,2},? (?P<y>\d{4})")
_DAY_MONTH = re.compile(
    _WEEKDAY + r"(?P<d>\d{1,2})(?:\.|st|nd|rd|th|er|º)?[ -](?:de )?(?P<m>[^\W\d_]{3,12})\.?,?[ -]"
    r"(?:de )?(?P<y>\d{4}|\d{2})(?!\d)"
)
_BETWEEN = re.compile(r"(?:T|\.?,? ?(?:(?:at|um|kl\.?|om|o|à|a las|às|alle|ore) )?)")
_CLOCK = re.compile(
    r"(?P<h>\d{1,2})(?:(?P<dot>\.)| ?[:h] ?)(?P<m>\d{2})(?:(?(dot)\.|:)(?P<s>\d{2}))?"
    r"(?:[.,]\d{1,9})?(?: ?(?P<half>[ap])\.? ?m\b\.?)?(?: Uhr)?",
    re.IGNORECASE,
)
_ZONE = re.compile(r" ?(?:Z|\(?(?:[A-Z]{3,5})?(?: ?[+-]\d{1,2}(?::?\d{2})?)?\)?)")
# No report of a call is from before these, nor will be read after; sums stay in the calendar.
_YEARS = range(1990, 2101)
# Days on which a call of the session may have been, for clocks all over the world.
_FAR = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class When:
    """An instant as written. `day` is None where the value has a time only, or where `parts`, as
    they stand before and after the first mark and then the year, can be day or month."""

    clock: time
    day: date | None = None
    parts: tuple[int, int, int] | None = None
    zoned: bool = False

    @property
    def dated(self) -> bool:
        return self.day is not None or self.parts is not None

    def of(self, order: DateOrder) -> date | None:
        """Its date by that order; None where it has none, or there is no such day."""
        return self.day if self.parts is None else ordered(self.parts, order)

    def by(self, order: DateOrder, near: datetime) -> datetime | None:
        """The instant by that order, an undated one on the day on which it is nearest to `near`;
        None if there is no such day."""
        if not self.dated:
            return _nearest(self.clock, near)
        of = self.of(order)
        return datetime.combine(of, self.clock) if of else None


def read_when(text: str) -> When | None:
    """The instant that a cell holds; None for whatever else it holds."""
    if len(text) > _LONGEST or not any(char.isdecimal() for char in text):
        return None
    # An odd blank before PM comes out of cp1252 as a question mark.
    words = plain(text.replace("?", " "))
    found, rest = _dated(words)
    if found is None:
        return None
    clock = _CLOCK.match(rest)
    if clock is None:
        return None
    zone = rest[clock.end() :]
    at = _clock(clock)
    if at is None or not _ZONE.fullmatch(zone):
        return None
    return When(at, found.day, found.parts, bool(zone.strip()))


def plain(cell: str) -> str:
    """A cell with plain digits and blanks, and nothing that shows nothing."""
    return cell if cell.isascii() and cell.isprintable() else clean_line(normalize("NFKC", cell))


def ordered(parts: tuple[int, int, int], order: DateOrder) -> date | None:
    """The date of such parts; None if there is none."""
    first, second, year = parts
    day, month = (first, second) if order is DateOrder.DAY_FIRST else (second, first)
    return _date(year, month, day)


def decide_order(whens: Iterable[When], day: date) -> tuple[DateOrder, bool]:
    """The order of a file's dates, and whether it stays unknown.

    A part above 12 decides; else the order by which alone a date falls within a day of `day`.
    """
    parts = {when.parts for when in whens if when.parts}
    day_first = sum(first > 12 for first, _, _ in parts)
    month_first = sum(second > 12 for _, second, _ in parts)
    if day_first != month_first:
        return _order(day_first > month_first), False
    either = [one for one in parts if one[0] != one[1]]
    if not either:
        return DateOrder.MONTH_FIRST, False
    near_day_first, near_month_first = (
        any(_near(ordered(one, order), day) for one in either)
        for order in (DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST)
    )
    if near_day_first != near_month_first:
        return _order(near_day_first), False
    return DateOrder.MONTH_FIRST, True


def around(whens: Iterable[When], start: datetime) -> datetime:
    """Where the undated times of a file belong: at the first of them, on the day on which it is
    nearest to `start`. They are of one call, so the others are nearest to that."""
    clock = next((when.clock for when in whens if not when.dated), None)
    return start if clock is None else _nearest(clock, start) or start


def far(of: date | None, day: date) -> bool:
    """Whether a date is no session's of `day`."""
    return of is not None and abs(of - day) > _FAR


def stay(
    joined: When | None, left: When | None, order: DateOrder, near: datetime
) -> tuple[datetime | None, datetime | None]:
    """From joining to leaving; a leave without a date that lies before its join is the next day's.

    Either is None where it is not said or there is no such day.
    """
    came, went = (when.by(order, near) if when else None for when in (joined, left))
    if came and went and left and not left.dated:
        went = datetime.combine(came.date(), went.time())
        if went < came:
            went += timedelta(days=1)
    return came, went


def _nearest(clock: time, near: datetime) -> datetime | None:
    if near.year not in _YEARS:
        return None
    at = datetime.combine(near.date(), clock)
    return min((at + timedelta(days=days) for days in (0, -1, 1)), key=lambda one: abs(one - near))


def _dated(words: str) -> tuple[When | None, str]:
    """The date at the front of `words` (at no time of day yet), and what follows it. Without one
    the whole is left to be a time; None for a date that there is not."""
    if match := _YEAR_FIRST.match(words):
        of = _date(int(match[1]), int(match[3]), int(match[4]))
        return (When(time(), of) if of else None), _after(words, match)
    if match := _NUMERIC.match(words):
        return _numbered(match), _after(words, match)
    for pattern in (_MONTH_DAY, _DAY_MONTH):
        if match := pattern.match(words):
            of = _date(_year(match["y"]), _month(match["m"]), int(match["d"]))
            return (When(time(), of) if of else None), _after(words, match)
    return When(time()), words


def _numbered(match: re.Match[str]) -> When | None:
    first, second, year = int(match[1]), int(match[3]), _year(match[4])
    if match[2] is None:  # dots mean day-first
        of = _date(year, second, first)
        return When(time(), of) if of else None
    parts = (first, second, year)
    possible = any(ordered(parts, order) for order in DateOrder)
    return When(time(), parts=parts) if possible else None


def _after(words: str, match: re.Match[str]) -> str:
    rest = words[match.end() :]
    between = _BETWEEN.match(rest)
    return rest[between.end() :] if between else rest


def _clock(match: re.Match[str]) -> time | None:
    hour, minute, second = int(match["h"]), int(match["m"]), int(match["s"] or 0)
    half = (match["half"] or "").casefold()
    # "14:48 PM" comes from exports that write both; "14:48 AM" says two things at once.
    if half == "p" and hour < 12:
        hour += 12
    elif half == "a" and hour >= 12:
        hour = 0 if hour == 12 else 24
    return time(hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


def _month(word: str) -> int:
    folded = "".join(char for char in normalize("NFKD", word.casefold()) if char.isalpha())
    return _MONTHS.get(folded[:4]) or _MONTHS.get(folded[:3]) or 0


def _year(digits: str) -> int:
    return int(digits) + (2000 if len(digits) == 2 else 0)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None


def _near(of: date | None, day: date) -> bool:
    return of is not None and abs(of - day) <= timedelta(days=1)


def _order(day_first: bool) -> DateOrder:
    return DateOrder.DAY_FIRST if day_first else DateOrder.MONTH_FIRST

"""What an attendance report says, before anybody has said whom it means.

Times are those of the report: a wall clock without a zone, so the instants here are naive.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class DateOrder(StrEnum):
    """Which part of 3/5/2026 is the day; a property of the whole file."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


@dataclass(frozen=True, slots=True)
class Connection:
    """One row of a report: one device, from joining to leaving.

    `name` is how they are called there, `alias` the whole of what the report shows, such as
    "Mika (Mikaela Torv)", `original` the name behind the shown one. `joined` and `left` are None
    where they could not be read or are not said; `seconds` is None where unknown, never 0 for
    that. `waiting` is time in the waiting room and no attendance.
    """

    row: int
    name: str
    alias: str
    original: str = ""
    pronouns: str = ""
    email: str = ""
    joined: datetime | None = None
    left: datetime | None = None
    seconds: int | None = None
    waiting: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """A report as read. `service` is "Zoom", "Teams", "Google Meet", "Webex" or "" for another.

    `order_unknown` says that its dates can be read either way and nothing in it decides: then the
    instants are by `order`, which was assumed. `problems` are sentences that name rows by number
    and nobody by name.
    """

    service: str
    connections: tuple[Connection, ...]
    problems: tuple[str, ...] = ()
    order: DateOrder = DateOrder.MONTH_FIRST
    order_unknown: bool = False


class Certainty(StrEnum):
    """How sure it is whom a report means. Nothing is taken over without a person's word."""

    SAME = "same"
    LIKELY = "likely"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Stay:
    """From joining to leaving, by the clock of the report."""

    joined: datetime
    left: datetime


@dataclass(frozen=True, slots=True)
class Visitor:
    """Someone in a report, out of one row or several that surely are the same person.

    `stays` do not overlap and stand in order; without any, `seconds` may still be known. `waited`
    is when they first stood in the waiting room. `bot` is a program that takes notes.
    `worked_out` says that a time comes from the other one and how long the stay lasted.
    """

    name: str
    aliases: tuple[str, ...]
    originals: tuple[str, ...] = ()
    pronouns: str = ""
    email: str = ""
    stays: tuple[Stay, ...] = ()
    seconds: int | None = None
    waited: datetime | None = None
    rows: tuple[int, ...] = ()
    bot: bool = False
    worked_out: bool = False


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Whom of the list a visitor may be: `person` is an id, "" where nobody is near. `others` are
    further ids that come into question; `why`, never empty for one of `suggest`, says what it
    rests on, without a name."""

    visitor: Visitor
    person: str = ""
    certainty: Certainty = Certainty.UNKNOWN
    others: tuple[str, ...] = field(default=())
    why: str = ""

"""Setup: the fields as they stand at first, and what was typed read as options."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from coreflect_tui.core.agenda import Agenda, plan
from coreflect_tui.core.durations import in_words, read_duration
from coreflect_tui.core.formats import Extent, Format, Outcome, Place
from coreflect_tui.core.group import Group
from coreflect_tui.core.state import Options, Recipient, SessionState
from coreflect_tui.core.text import clean_line, clean_name, fold
from coreflect_tui.core.typical import typical_advice, typical_minutes
from coreflect_tui.preparation import Invited
from coreflect_tui.settings import Settings
from coreflect_tui.tui.actions import key_of
from coreflect_tui.tui.view.setup_people import printed_people, read_people

_TIME = re.compile(r"(\d{1,2})(?:[:.h]?(\d{2}))?")
_MAIL = re.compile(r"(.*?)<?\s*([^\s<>]+@[^\s<>]+)\s*>?\s*")
COLUMNS = {
    "pronouns": "pronouns",
    "e-mail": "email",
    "organisation": "organisation",
    "minutes": "minutes present",
}
"""What a receiver may ask for beside names: as it is said here, and as the list calls it."""
PAIR = 2
"""A format that works with so few is held when both have time for it."""
JUST_GONE, A_MOMENT = timedelta(minutes=10), timedelta(minutes=2)
NOW = "now"
LONGEST = 600
"""Minutes; nobody reflects together for longer than a day's work."""


@dataclass(frozen=True, slots=True)
class Typed:
    """The fields of setup as they stand. `columns` is what the list has beside names, `plain`
    takes the format's plain title."""

    when: str
    length: str
    place: Place
    facilitator: str
    list_to: str
    people: str
    columns: str = ""
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Usual:
    """What steps usually take here, in seconds by step, and whether the agenda goes by that."""

    seconds: Mapping[str, int]
    taken: bool = False

    @property
    def minutes(self) -> dict[str, int]:
        return typical_minutes(self.seconds) if self.taken else {}


_FIELDS = {
    "When": "when",
    "Length": "length",
    "List": "columns",
    "Facilitator": "facilitator",
    "People": "people",
}
"""The ids of the fields, by the words that a sentence about one begins with."""


@dataclass(frozen=True, slots=True)
class SetUp:
    """What the fields mean. `count` is how many people the agenda is made for: the format's usual
    number while there is no list, `suits` how many that works with. `problems` are sentences that
    keep it from starting, `about_people` what is to be known of the list."""

    options: Options
    facilitators: tuple[Invited, ...]
    roster: tuple[Invited, ...]
    count: int
    agenda: Agenda
    problems: tuple[str, ...]
    about_people: tuple[str, ...]
    remarks: tuple[str, ...]
    suits: Extent

    @property
    def wants(self) -> str:
        """The id of the field that keeps it from starting, "" where none does."""
        called = self.problems[0].partition(":")[0] if self.problems else ""
        return _FIELDS.get(called, "")

    @property
    def people(self) -> int:
        """Whoever sits at the keyboard is one of them, named or not."""
        return max(len(self.facilitators), 1) + len(self.roster)


def first_fields(
    fmt: Format,
    last: SessionState | None,
    settings: Settings,
    now: datetime,
    offset: int,
    group: Group | None = None,
) -> Typed:
    """Sensible fields to begin with, out of the group's roster, the last session of this format
    and the settings."""
    issuer = fmt.certificates.issuer if fmt.certificates else ""
    facilitator, people = printed_people(last, settings, group)
    recipient = (_said(last.options.recipient) if last else issuer) if has_list(fmt) else ""
    # A format may have lost a place since.
    place = last.options.place if last and last.options.place in fmt.places else fmt.places[0]
    local = now + timedelta(seconds=offset)
    starts = NOW if fmt.people.least <= PAIR else f"{proposed_start(local):%H:%M}"
    length = last.options.minutes if group and last else fmt.minutes.usual
    columns = ", ".join(
        said
        for said, one in COLUMNS.items()
        if last and has_list(fmt) and one in last.options.columns
    )
    return Typed(starts, str(length), place, facilitator, recipient, people, columns)


def has_list(fmt: Format) -> bool:
    """Whether somebody receives a list of who was there."""
    return Outcome.ATTENDEES in fmt.outcomes


def proposed_start(local: datetime) -> datetime:
    """The half hour that is next. Where one has only just gone by, the group waits already: then
    the next five minutes that leave a moment for the names."""
    hour = local.replace(minute=0, second=0, microsecond=0)
    gone = hour + timedelta(minutes=30 * (local.minute // 30))
    if local - gone > JUST_GONE:
        return gone + timedelta(minutes=30)
    fives = (gone + timedelta(minutes=5 * step) for step in range(1, 5))
    return next(five for five in fives if five - local >= A_MOMENT)


def read_setup(
    fmt: Format,
    typed: Typed,
    usual: Usual,
    now: datetime,
    offset: int,
    group: Group | None = None,
) -> SetUp:
    """What the fields mean, and the agenda they make. People who are in the roster of `group` are
    known by it."""
    problems: list[str] = []
    starts = read_start(typed.when, now, offset)
    if starts is None:
        problems.append("When: write the time as 19:00, or now.")
    minutes = _read_length(typed.length)
    if minutes is None:
        problems.append(f"Length: write minutes, such as 90, or 1h30; {LONGEST} at most.")
    columns = read_columns(typed.columns) if has_list(fmt) else ()
    if columns is None:
        problems.append(f"List: names only, or also {', '.join(COLUMNS)}.")
    expected = read_people(typed.facilitator, typed.people, group, needs_names=fmt.attendance)
    leading = max(len(expected.facilitators), 1)
    count = leading + len(expected.others) if expected.others else fmt.people.usual
    length = minutes or fmt.minutes.usual
    options = Options(
        starts_at=starts or now,
        minutes=length,
        place=typed.place,
        utc_offset=offset,
        recipient=read_recipient(typed.list_to) if has_list(fmt) else Recipient(),
        columns=columns or (),
        group=group.id if group else "",
        record=bool(group and group.record and fmt.attendance),
    )
    agenda = plan(fmt, length, typed.place, count, leading, usual.minutes)
    remarks = (
        *_late_words(typed.when, options.starts_at, now),
        *agenda.problems,
        *agenda.advice,
        *_usual_words(agenda, usual),
        *_title_words(fmt, typed),
    )
    return SetUp(
        options,
        expected.facilitators,
        expected.others,
        count,
        agenda,
        (*problems, *expected.problems),
        expected.remarks,
        remarks,
        fmt.people,
    )


def _late_words(when: str, starts: datetime, now: datetime) -> tuple[str, ...]:
    """That the start has gone by while the fields were filled in."""
    late = int((now - starts).total_seconds() // 60) * 60
    words = f"{when.strip()} was {in_words(late)} ago; “{NOW}” begins at once."
    return (words,) if late > 0 else ()


def _title_words(fmt: Format, typed: Typed) -> tuple[str, ...]:
    """What the session will be called, where there is a choice."""
    if not fmt.plain_title:
        return ()
    if not typed.plain:
        return (f"Not everyone core-trained? {key_of('setup.call')} calls it “{fmt.plain_title}”.",)
    return (
        f"It is called “{fmt.plain_title}” this time; {key_of('setup.call')} goes back to"
        f" “{fmt.title}”.",
    )


def _usual_words(agenda: Agenda, usual: Usual) -> tuple[str, ...]:
    if usual.taken:
        return (
            f"The agenda goes by what items usually take here; {key_of('setup.usual_times')} goes"
            " by the format.",
        )
    said = typical_advice(agenda.items, usual.seconds)
    return (
        (*said, f"{key_of('setup.usual_times')} goes by what items usually take here.")
        if said
        else ()
    )


def read_start(text: str, now: datetime, offset: int) -> datetime | None:
    """A time of day as the instant nearest to now, in UTC; "now" is the next full minute, so that
    nobody is late at once."""
    if fold(text) == NOW:
        return (now + timedelta(seconds=59)).replace(second=0, microsecond=0)
    found = _TIME.fullmatch(text.strip())
    if not found:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if hour > 23 or minute > 59:
        return None
    local = now.astimezone(UTC) + timedelta(seconds=offset)
    today = local.replace(hour=hour, minute=minute, second=0, microsecond=0)
    days = (today + timedelta(days=step) for step in (-1, 0, 1))
    nearest = min(days, key=lambda day: abs(day - local))
    return nearest - timedelta(seconds=offset)


def _read_length(text: str) -> int | None:
    try:
        minutes = read_duration(text) // 60
    except ValueError:
        return None
    return minutes if 1 <= minutes <= LONGEST else None


def read_recipient(text: str) -> Recipient:
    """Who receives the list: a name, an address, or a name with an address behind it."""
    found = _MAIL.fullmatch(clean_line(text))
    if found:
        return Recipient(clean_name(found[1]), clean_name(found[2]))
    return Recipient(clean_name(text))


def read_columns(text: str) -> tuple[str, ...] | None:
    """What the list has beside the names, by the beginnings of the words, each once; None where
    one is none of them."""
    found: list[str] = []
    for word in re.split(r"[,;&+]|\band\b", text):
        # Both sides of an ocean may organise.
        wanted = fold(word).replace("-", "").replace("z", "s")
        if wanted in ("", "name", "names", "nameonly", "namesonly"):
            continue
        column = next((one for said, one in COLUMNS.items() if _begins(said, one, wanted)), None)
        if column is None:
            return None
        found.append(column)
    return tuple(dict.fromkeys(found))


def _begins(said: str, column: str, wanted: str) -> bool:
    return any(fold(one).replace("-", "").startswith(wanted) for one in (said, column))


def _said(recipient: Recipient) -> str:
    if recipient.email:
        return f"{recipient.name} <{recipient.email}>".strip()
    return recipient.name

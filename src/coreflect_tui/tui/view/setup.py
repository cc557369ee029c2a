"""Setup: what was typed read as options, and the agenda it makes, with what does not fit."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from coreflect_tui.core.agenda import Agenda, plan
from coreflect_tui.core.durations import read_duration
from coreflect_tui.core.formats import Format, Place
from coreflect_tui.core.group import Group
from coreflect_tui.core.names import split_called
from coreflect_tui.core.state import Options, Recipient, SessionState
from coreflect_tui.core.text import clean_name, fold
from coreflect_tui.core.typical import typical_advice, typical_minutes
from coreflect_tui.imports.roster import Roster, RosterError, parse_roster
from coreflect_tui.preparation import Invited, invited
from coreflect_tui.settings import Settings
from coreflect_tui.tui.view.pieces import Line, Lines, Look, Piece, clip_text, fill, line, spread
from coreflect_tui.tui.view.turns import called

_TIME = re.compile(r"(\d{1,2})(?:[:.h]?(\d{2}))?")
_MAIL = re.compile(r"(.*?)<?\s*([^\s<>]+@[^\s<>]+)\s*>?\s*")
TWO_COLUMNS = 72
"""Cells from which the agenda stands in two columns."""
LONGEST = 600
"""Minutes; nobody reflects together for longer than a day's work."""


@dataclass(frozen=True, slots=True)
class Typed:
    """The fields of setup as they stand. `plain` takes the format's plain title."""

    when: str
    length: str
    place: Place
    facilitator: str
    list_to: str
    people: str
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Usual:
    """What steps usually take here, in seconds by step, and whether the agenda goes by that."""

    seconds: Mapping[str, int]
    taken: bool = False

    @property
    def minutes(self) -> dict[str, int]:
        return typical_minutes(self.seconds) if self.taken else {}


@dataclass(frozen=True, slots=True)
class SetUp:
    """What the fields mean. `count` is how many people the agenda is made for: the format's usual
    number while there is no list. `problems` are sentences that keep it from starting."""

    options: Options
    facilitators: tuple[Invited, ...]
    roster: tuple[Invited, ...]
    count: int
    agenda: Agenda
    problems: tuple[str, ...]
    remarks: tuple[str, ...]

    @property
    def people(self) -> int:
        return len(self.facilitators) + len(self.roster)


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
    facilitator = settings.facilitator or ""
    if facilitator and settings.pronouns:
        facilitator += f" ({settings.pronouns})"
    if last:
        facilitator = " & ".join(called(one) for one in last.facilitators)
    people = ""
    if group:
        leading, others = invited(group)
        facilitator = " & ".join(map(_called, leading)) or facilitator
        here = [split_called(one)[0] for one in facilitator.split(" & ")]
        people = "\n".join(_called(one) for one in others if one.name not in here)
    recipient = _said(last.options.recipient) if last else issuer
    # A format may have lost a place since.
    place = last.options.place if last and last.options.place in fmt.places else fmt.places[0]
    starts = next_half_hour(now + timedelta(seconds=offset))
    length = last.options.minutes if group and last else fmt.minutes.usual
    return Typed(f"{starts:%H:%M}", str(length), place, facilitator, recipient, people)


def _called(one: Invited) -> str:
    return f"{one.name} ({one.pronouns})" if one.pronouns else one.name


def _known_in(group: Group, people: Sequence[Invited]) -> tuple[Invited, ...]:
    """People with what the roster knows of them; what was typed now goes before that."""
    leading, others = invited(group)
    roster = {fold(one.name): one for one in (*leading, *others)}
    known = ((one, roster.get(fold(one.name))) for one in people)
    return tuple(
        replace(
            member,
            name=one.name,
            pronouns=one.pronouns or member.pronouns,
            email=one.email or member.email,
        )
        if member
        else one
        for one, member in known
    )


def next_half_hour(local: datetime) -> datetime:
    """The half hour that is next, or that was a few minutes ago."""
    base = local.replace(minute=0, second=0, microsecond=0)
    halves = (base + timedelta(minutes=30 * step) for step in range(4))
    return next(half for half in halves if half >= local - timedelta(minutes=10))


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
        problems.append("When: write the time as 19:00.")
    minutes = _read_length(typed.length)
    if minutes is None:
        problems.append(f"Length: write minutes, such as 90, or 1h30; {LONGEST} at most.")
    facilitators = _read_facilitators(typed.facilitator)
    if not facilitators:
        problems.append("Facilitator: please write who facilitates.")
    try:
        roster = parse_roster(typed.people)
    except RosterError as error:
        roster = Roster(())
        problems.append(f"People: {error}")
    expected = tuple(Invited(one.name, one.pronouns, one.email) for one in roster.names)
    if group:
        facilitators = _known_in(group, facilitators)
        expected = _known_in(group, expected)
    people = len(facilitators) + len(expected)
    count = people if expected else fmt.people.usual
    length = minutes or fmt.minutes.usual
    options = Options(
        starts_at=starts or now,
        minutes=length,
        place=typed.place,
        utc_offset=offset,
        recipient=read_recipient(typed.list_to),
        group=group.id if group else "",
        record=bool(group and group.record),
    )
    leading = max(len(facilitators), 1)
    agenda = plan(fmt, length, typed.place, count, leading, usual.minutes)
    remarks = (
        *agenda.problems,
        *roster.problems,
        *agenda.advice,
        *_usual_words(agenda, usual),
        *_title_words(fmt, typed),
    )
    return SetUp(options, facilitators, expected, count, agenda, tuple(problems), remarks)


def _title_words(fmt: Format, typed: Typed) -> tuple[str, ...]:
    """What the session will be called, where there is a choice and it was made."""
    if not fmt.plain_title or not typed.plain:
        return ()
    return (f"It is called “{fmt.plain_title}” this time; ctrl+n goes back to “{fmt.title}”.",)


def _usual_words(agenda: Agenda, usual: Usual) -> tuple[str, ...]:
    if usual.taken:
        return ("The agenda goes by what items usually take here; ctrl+t goes by the format.",)
    said = typical_advice(agenda.items, usual.seconds)
    return (*said, "ctrl+t goes by what items usually take here.") if said else ()


def read_start(text: str, now: datetime, offset: int) -> datetime | None:
    """A time of day as the instant nearest to now, in UTC."""
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


def _read_facilitators(text: str) -> tuple[Invited, ...]:
    people = []
    for part in re.split(r"\s*(?:&|;|\band\b)\s*", text):
        name, pronouns = split_called(part)
        if clean_name(name):
            people.append(Invited(clean_name(name), clean_name(pronouns)))
    return tuple(people)


def read_recipient(text: str) -> Recipient:
    """Who receives the list: a name, an address, or a name with an address behind it."""
    found = _MAIL.fullmatch(text.strip())
    if found:
        return Recipient(clean_name(found[1]), clean_name(found[2]))
    return Recipient(clean_name(text))


def _said(recipient: Recipient) -> str:
    if recipient.email:
        return f"{recipient.name} <{recipient.email}>".strip()
    return recipient.name


def agenda_lines(setup: SetUp, width: int) -> Lines:
    """The agenda with clock times, in two columns where there is room; then what to look at."""
    entries = _entries(setup)
    lines = [_agenda_head(setup, width)]
    if width >= TWO_COLUMNS:
        half = (len(entries) + 1) // 2
        for index in range(half):
            right = entries[index + half] if index + half < len(entries) else ""
            column = width // 2
            lines.append(line(fill(entries[index], column - 1), " ", clip_text(right, column)))
    else:
        lines += [line(clip_text(entry, width)) for entry in entries]
    lines += [line(Piece(f"⚑ {remark}", Look.PLAIN)) for remark in setup.remarks]
    lines += [line(Piece(f"? {problem}", Look.WARN)) for problem in setup.problems]
    return tuple(lines)


def _agenda_head(setup: SetUp, width: int) -> Line:
    starts, ends = _local(setup, 0), _local(setup, setup.options.minutes * 60)
    fits = "fits" if setup.agenda.fits else "does not fit"
    look = Look.GOOD if setup.agenda.fits else Look.WARN
    return spread(line(Piece(f"{starts}–{ends}", Look.TITLE)), line(Piece(fits, look)), width)


def _entries(setup: SetUp) -> list[str]:
    entries, at = [], 0
    for item in setup.agenda.items:
        mark = " ◆" if item.step.protected else ""
        title = fill(item.step.title, 21)
        entries.append(f"{_local(setup, at)}  {title}{item.planned / 60:>4g}{mark}")
        at += item.planned
    entries.append(f"{_local(setup, at)}  end")
    return entries


def _local(setup: SetUp, seconds: int) -> str:
    offset = timedelta(seconds=setup.options.utc_offset + seconds)
    return (setup.options.starts_at + offset).strftime("%H:%M")


def people_head(setup: SetUp) -> str:
    """How many are on the list, the facilitators included."""
    if not setup.roster:
        return "People · one a line, or make the list during introductions"
    return f"People · {setup.people} with you"

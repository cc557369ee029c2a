"""Attendance reports as services write them, with invented people.

`build` turns stays into the bytes of a file by a layout (whose report it is) and a dialect (how
it came here); `expected` says what must be read from it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby

from coreflect_tui.core.report import DateOrder

DAY = date(2026, 3, 5)
START = datetime.combine(DAY, time(18))
"""When the session begins of which the reports are, by the clock of its place."""
BOTS = ("Otter.ai", "Rowan's Notetaker")

# What a service shows, and what is to be read from it: name, original, pronouns.
SHOWN: dict[str, tuple[str, str, str]] = {
    "Mikaela Torv": ("Mikaela Torv", "", ""),
    "Mika (Mikaela Torv)": ("Mika", "Mikaela Torv", ""),
    "Okoro, Bea": ("Bea Okoro", "", ""),
    "Zoë Müller (she/her)": ("Zoë Müller", "", "she/her"),
    "iPhone (Del Quist)": ("Del Quist", "", ""),
    "Sam (they/them) (Samantha Ito (Hub))": ("Sam", "Samantha Ito (Hub)", "they/them"),
    "No :)": ("No :)", "", ""),
    "Ana": ("Ana", "", ""),
    "Rowan Ash (Host, me)": ("Rowan Ash", "", ""),
    'Bo "the Boat" Carr': ('Bo "the Boat" Carr', "", ""),
    "=HYPERLINK": ("=HYPERLINK", "", ""),
    "Call-in User_2": ("Call-in User_2", "", ""),
    "Otter.ai": ("Otter.ai", "", ""),
    "Rowan's Notetaker": ("Rowan's Notetaker", "", ""),
}
# Those that are the same by every service; the others hold a name from before, as in Zoom.
PLAIN = tuple(shown for shown, (_, original, _) in SHOWN.items() if not original)


@dataclass(frozen=True, slots=True)
class Stay:
    """Someone's connection: as the call shows them, from when to when."""

    shown: str
    joined: datetime
    left: datetime
    email: str = ""
    waiting: bool = False

    @property
    def seconds(self) -> int:
        return int((self.left - self.joined).total_seconds())


@dataclass(frozen=True, slots=True)
class Line:
    """What must be read from a row."""

    name: str
    alias: str
    original: str
    pronouns: str
    email: str
    joined: datetime | None
    left: datetime | None
    seconds: int | None
    waiting: bool


Cells = tuple[str, ...]
Stamp = Callable[[datetime], str]


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a file came here: its bytes, its separators and how it writes dates."""

    encoding: str = "utf-8-sig"
    delimiter: str = ","
    newline: str = "\r\n"
    stamp: str = "us"
    sep_line: bool = False
    comma_lines: bool = False
    guard: str = ""
    trailing: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """A service's report: rows before its table, the header, a row for each stay or person."""

    name: str
    service: str
    header: Cells
    row: Callable[[Stay, Stamp], Cells]
    before: tuple[Cells, ...] = ()
    delimiter: str = ","
    encoding: str = "utf-8-sig"
    sections: Callable[[list[Stay], Stamp], list[Cells]] | None = None
    after: tuple[Cells, ...] = ()
    per_person: bool = False
    waiting: bool = False
    instants: bool = True
    email: bool = True


def _hour12(at: datetime, *, padded: bool) -> str:
    hour = at.hour % 12 or 12
    return f"{hour:02}" if padded else str(hour)


def _half(at: datetime) -> str:
    return "PM" if at.hour >= 12 else "AM"


def _teams(at: datetime) -> str:
    clock = f"{_hour12(at, padded=False)}:{at:%M:%S}\u202f{_half(at)}"
    return f"{at.month}/{at.day}/{at:%y}, {clock}"


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
STAMPS: dict[str, Stamp] = {
    "us": lambda at: f"{at:%m/%d/%Y} {_hour12(at, padded=True)}:{at:%M:%S} {_half(at)}",
    "us short": lambda at: f"{at.month}/{at.day}/{at.year} {at.hour}:{at:%M:%S}",
    "us teams": _teams,
    "day first": lambda at: f"{at:%d/%m/%Y %H:%M:%S}",
    "day first teams": lambda at: f"{at.day}/{at.month}/{at.year}, {at:%H:%M:%S}",
    "dots": lambda at: f"{at:%d.%m.%y, %H:%M:%S}",
    "iso": lambda at: f"{at:%Y-%m-%d %H:%M:%S}",
    "iso T": lambda at: f"{at:%Y-%m-%dT%H:%M:%S}",
    "words": lambda at: f"{_MONTHS[at.month - 1]} {at.day}, {at.year} {at:%H:%M:%S}",
    "formula": lambda at: f'="{at:%Y-%m-%d %H:%M:%S}"',
    "clock": lambda at: f"{at:%H:%M}",
}
UNDECIDED = frozenset({"us", "us short", "us teams", "day first", "day first teams"})
ORDERS = {
    stamp: DateOrder.DAY_FIRST if stamp.startswith("day first") else DateOrder.MONTH_FIRST
    for stamp in UNDECIDED
}


def _minutes(seconds: int) -> str:
    return str(-(-seconds // 60))


def _short(seconds: int) -> str:
    """As Teams says it: zero parts left out."""
    parts = ((seconds // 3600, "h"), (seconds // 60 % 60, "m"), (seconds % 60, "s"))
    return " ".join(f"{size}{unit}" for size, unit in parts if size) or "0s"


def _yes(flag: bool, yes: str = "Yes", no: str = "No") -> str:
    return yes if flag else no


def _zoom_now(stay: Stay, stamp: Stamp) -> Cells:
    return (
        *(stay.shown, stay.email, stamp(stay.joined), stamp(stay.left)),
        *(_minutes(stay.seconds), "Yes", "OK", _yes(stay.waiting)),
    )


def _zoom_es(stay: Stay, stamp: Stamp) -> Cells:
    return (*_zoom_now(stay, stamp)[:5], "Sí", "", _yes(stay.waiting, "Sí"))


def _zoom_old(stay: Stay, stamp: Stamp) -> Cells:
    return _zoom_now(stay, stamp)[:5]


def _zoom_unique(stay: Stay, _: Stamp) -> Cells:
    return (stay.shown, stay.email, _minutes(stay.seconds), "Yes")


def _teams_2021(stay: Stay, stamp: Stamp) -> Cells:
    times = (stamp(stay.joined), stamp(stay.left), _short(stay.seconds))
    return (stay.shown, *times, stay.email, "Attendee", "upn@example.org")


def _teams_now(stay: Stay, stamp: Stamp) -> Cells:
    return _teams_2021(stay, stamp)[:6]


def _people(stays: Iterable[Stay]) -> list[Stay]:
    """One stay for each person, from their first joining to their last leaving."""
    by_shown = sorted(stays, key=lambda stay: (stay.shown, stay.joined))
    return [
        Stay(shown, group[0].joined, max(stay.left for stay in group), group[0].email)
        for shown, group in ((key, list(of)) for key, of in groupby(by_shown, lambda s: s.shown))
    ]


def _teams_sections(stays: list[Stay], stamp: Stamp) -> list[Cells]:
    rows = [
        (
            *(stay.shown, stamp(stay.joined), stamp(stay.left), _short(stay.seconds), stay.email),
            *("upn@example.org", "Attendee"),
        )
        for stay in _people(stays)
    ]
    header = (
        *("Name", "First Join", "Last Leave", "In-Meeting Duration", "Email"),
        *("Participant ID (UPN)", "Role"),
    )
    return [("2. Participants",), header, *rows, (), ("3. In-Meeting Activities",)]


def _meet_name(stay: Stay, stamp: Stamp) -> Cells:
    minutes = f"{-(-stay.seconds // 60)} min"
    return (stay.shown, stay.email, minutes, stamp(stay.joined), stamp(stay.left))


def _meet_split(stay: Stay, stamp: Stamp) -> Cells:
    first, _, last = stay.shown.partition(" ")
    return (first, last, *_meet_name(stay, stamp)[1:])


def _webex(stay: Stay, stamp: Stamp) -> Cells:
    frame = (f'="{stay.joined:%Y-%m-%d} 17:00:00"', f'="{stay.joined:%Y-%m-%d} 20:00:00"')
    return (
        *("Our talk", *frame, stay.shown, stay.email, stamp(stay.joined), stamp(stay.left)),
        *(f"{_minutes(stay.seconds)} mins", "Desktop app"),
    )


def _three(stay: Stay, stamp: Stamp) -> Cells:
    return (stay.shown, stamp(stay.joined), stamp(stay.left), _short(stay.seconds))


_ZOOM_OLD = ("Name (Original Name)", "User Email", "Join Time", "Leave Time", "Duration (Minutes)")
_ZOOM_NOW = (
    *("Name (original name)", "Email", "Join time", "Leave time", "Duration (minutes)"),
    *("Guest", "Recording disclaimer response", "In waiting room"),
)
_PREAMBLE_OLD = (
    *("Meeting ID", "Topic", "Start Time", "End Time", "User Email", "Duration (Minutes)"),
    *("Participants", ""),
)
_PREAMBLE_NOW = (
    *("Topic", "ID", "Host", "Duration (minutes)", "Start time", "End time", "Participants"),
)
_ABOUT = ("IPS Co-Reflection", "812 0000 0001", "Rowan Ash (host@example.org)", "98", "", "", "6")
_SUMMARY = (
    ("1. Summary",),
    ("Meeting title", "Our talk,\r\nand after"),
    ("Attended participants", "6"),
    ("Meeting duration", "1h 38m"),
    (),
)

LAYOUTS = (
    Layout("zoom now", "Zoom", _ZOOM_NOW, _zoom_now, (_PREAMBLE_NOW, _ABOUT, ()), waiting=True),
    Layout("zoom old", "Zoom", _ZOOM_OLD, _zoom_old, (_PREAMBLE_OLD, _ABOUT, ())),
    Layout("zoom bare", "Zoom", _ZOOM_NOW, _zoom_now, waiting=True),
    Layout(
        "zoom Spanish",
        "Zoom",
        (
            *("Nombre (nombre original)", "Correo electrónico", "Hora de entrada"),
            *("Hora de salida", "Duración (minutos)", "Invitado", "Respuesta al aviso"),
            "En sala de espera",
        ),
        _zoom_es,
        waiting=True,
    ),
    Layout(
        "zoom unique",
        "Zoom",
        ("Name (Original Name)", "User Email", "Total Duration (Minutes)", "Guest"),
        _zoom_unique,
        instants=False,
    ),
    Layout(
        "zoom unique now",
        "Zoom",
        ("Name (original name)", "Email", "Total duration (minutes)", "Guest"),
        _zoom_unique,
        (_PREAMBLE_NOW, _ABOUT, ()),
        instants=False,
    ),
    Layout(
        "teams 2021",
        "Teams",
        (
            *("Full Name", "Join Time", "Leave Time", "Duration", "Email", "Role"),
            "Participant ID (UPN)",
        ),
        _teams_2021,
        (("Meeting Summary",), ("Total Number of Participants", "6"), ()),
        "\t",
        "utf-16",
    ),
    Layout(
        "teams now",
        "Teams",
        ("Name", "Join Time", "Leave Time", "Duration", "Email", "Role"),
        _teams_now,
        _SUMMARY,
        "\t",
        "utf-16",
        _teams_sections,
        ((), ("4. Meeting Engagement",), ("Type", "Count"), ("Reactions", "12")),
    ),
    Layout(
        "teams German",
        "Teams",
        ("Name", "Beitrittszeit", "Zeitpunkt des Verlassens", "Dauer", "E-Mail", "Rolle"),
        _teams_now,
        (("Besprechungszusammenfassung",), ("Startzeit", "06.10.26, 17:55:00"), ()),
        "\t",
        "utf-16",
    ),
    Layout(
        "meet split",
        "Google Meet",
        ("First name", "Last name", "Email", "Duration", "Time joined", "Time exited"),
        _meet_split,
        per_person=True,
    ),
    Layout(
        "meet",
        "Google Meet",
        ("Name", "Email", "Duration", "Time joined", "Time exited"),
        _meet_name,
        (("Attendance of our talk",), ()),
        per_person=True,
    ),
    Layout(
        "webex",
        "Webex",
        (
            *("Meeting Name", "Meeting Start Time", "Meeting End Time", "Name"),
            *("Attendee Email", "Join Time", "Leave Time", "Attendance Duration"),
            "Connection Type",
        ),
        _webex,
        (),
        "\t",
        "utf-16",
    ),
    Layout(
        "another",
        "",
        ("Participant", "Joined", "Left", "Duration"),
        _three,
        email=False,
    ),
)
BY_NAME = {layout.name: layout for layout in LAYOUTS}


def rows(layout: Layout, stays: list[Stay], dialect: Dialect) -> list[Cells]:
    """All rows of the file, the preamble and the other sections included."""
    stamp = STAMPS[dialect.stamp]
    listed = _people(stays) if layout.per_person or not layout.instants else stays
    between = layout.sections(stays, stamp) if layout.sections else []
    table = [layout.row(stay, stamp) for stay in listed]
    return [*layout.before, *between, layout.header, *table, *layout.after]


def build(layout: Layout, stays: list[Stay], dialect: Dialect) -> bytes:
    """The file."""
    lines = ["sep=" + dialect.delimiter] if dialect.sep_line else []
    width = len(layout.header)
    for cells in rows(layout, stays, dialect):
        missing = (width - len(cells)) * dialect.comma_lines + dialect.trailing
        line = [_cell(cell, dialect) for cell in (*cells, *[""] * missing)]
        lines.append(dialect.delimiter.join(line))
    return encoded("".join(line + dialect.newline for line in lines), dialect.encoding)


def encoded(text: str, encoding: str) -> bytes:
    """The bytes of `text`; an encoding that ends in " bom" begins with a byte order mark."""
    if encoding.endswith(" bom"):
        return ("\ufeff" + text).encode(encoding.removesuffix(" bom"))
    return text.encode(encoding, "replace")


def expected(layout: Layout, stays: list[Stay], dialect: Dialect) -> list[Line]:
    """What must be read from the file, row by row."""
    listed = _people(stays) if layout.per_person or not layout.instants else stays
    clock = dialect.stamp == "clock"
    return [_line(layout, stay, clock=clock) for stay in listed]


def _line(layout: Layout, stay: Stay, *, clock: bool) -> Line:
    name, original, pronouns = SHOWN[stay.shown]
    joined, left = stay.joined, stay.left
    if clock:
        joined, left = joined.replace(second=0), left.replace(second=0)
    rounded = -(-stay.seconds // 60) * 60
    said = rounded if layout.per_person or not layout.instants else stay.seconds
    return Line(
        name=name,
        alias=stay.shown,
        original=original,
        pronouns=pronouns,
        email=stay.email if layout.email else "",
        joined=joined if layout.instants else None,
        left=left if layout.instants else None,
        seconds=said,
        waiting=stay.waiting and layout.waiting,
    )


def _cell(cell: str, dialect: Dialect) -> str:
    """A cell with the guard against formulas, quoted where it has to be."""
    if cell.startswith("=") and dialect.guard == "'":
        cell = f"'{cell}"
    elif dialect.guard == "=" and cell[:1].isdecimal():
        cell = f'="{cell}"'
    if any(char in cell for char in f'"\r\n{dialect.delimiter}'):
        return '"' + cell.replace('"', '""') + '"'
    return cell

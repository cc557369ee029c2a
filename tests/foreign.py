"""Every reader of what comes from elsewhere as one call: what it reads holds together, or it is
refused with sentences; anything else is a finding.

`tests/test_foreign.py` tries them with mutated files, `benchmarks/long/fuzz.py` by coverage.
"""

import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random

import foreign_store as store
import foreign_words as words
import reports
from builders import attendees
from coreflect_tui.core.agenda import plan
from coreflect_tui.core.group import Group, Member
from coreflect_tui.core.matching import suggest, visitors, zone_shift
from coreflect_tui.core.report import DateOrder, Report
from coreflect_tui.core.state import Agreement
from coreflect_tui.core.text import clean_line, clean_name, clean_note, fold
from coreflect_tui.imports.chat import MOST_LINES, chat_lines
from coreflect_tui.imports.report import ReportError, read_report
from coreflect_tui.imports.roster import MOST_NAMES, RosterError, read_roster
from coreflect_tui.library.catalogue import listing_of
from coreflect_tui.library.decks import read_deck
from coreflect_tui.library.format_file import format_warnings, read_format
from coreflect_tui.library.format_writer import format_text
from coreflect_tui.library.group_file import group_text, read_group_text
from coreflect_tui.library.groups import list_groups, read_group
from coreflect_tui.library.own_quotes import own_text
from coreflect_tui.library.quotes import Quote, QuotesError, read_quotes, read_quotes_text
from coreflect_tui.library.shipped import shipped_folder
from coreflect_tui.library.toml_file import LibraryFileError, read_text
from coreflect_tui.library.used_quotes import USED, choose_quote, last_used, mark_used, used_quotes
from coreflect_tui.settings import read_settings
from said import is_said

TODAY = date(2026, 11, 22)
PROTOCOLS = Path(__file__).with_name("protocols")


@dataclass(frozen=True)
class Reader:
    """`read` is given a file's bytes and an empty folder; `seeds` are files in order, and `longest`
    is how many bytes are worth trying."""

    name: str
    read: Callable[[bytes, Path], None]
    seeds: Callable[[], Iterable[bytes]]
    longest: int = 20_000


def emptied(folder: Path) -> Path:
    """The folder, with nothing in it."""
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    return folder


def _put(content: bytes, folder: Path, name: str) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


# --- the library ----------------------------------------------------------------------------------


def _format(content: bytes, folder: Path) -> None:
    path = _put(content, folder, "ours.toml")
    listing = listing_of(path, own=True)
    try:
        fmt = read_format(path)
    except LibraryFileError as error:
        is_said(error)
        if listing.problem:
            is_said(listing.problem)
        return
    assert (listing.id, listing.problem) == (fmt.id, "")
    for warning in format_warnings(fmt, read_text(path)):
        is_said(str(warning))
    for people in (fmt.people.least, fmt.people.most):
        for minutes in (fmt.minutes.least, fmt.minutes.most):
            for sentence in plan(fmt, minutes, fmt.places[-1], people).problems:
                is_said(sentence)
    assert not plan(fmt, fmt.minutes.usual, fmt.places[0], fmt.people.usual).problems
    if not fmt.cards:
        again = _put(format_text(fmt).encode(), folder, "again.toml")
        assert read_format(again) == fmt


def _deck(content: bytes, folder: Path) -> None:
    try:
        cards = read_deck(_put(content, folder, "deck.toml"))
    except LibraryFileError as error:
        is_said(error)
        return
    assert all(one.title and one.words and one.deck for one in cards)


def _quotes(content: bytes, folder: Path) -> None:
    path = _put(content, folder, "quotes.toml")
    try:
        quotes = read_quotes(path)
    except QuotesError as error:
        is_said(error)
        return
    assert all(one.words and one.who and one.where for one in quotes)
    assert read_quotes_text(own_text(quotes), "again") == quotes


def _used(content: bytes, folder: Path) -> None:
    _put(content, folder, USED)
    used = used_quotes(folder, TODAY)
    assert all(isinstance(day, date) for day in used.values())
    quotes = [Quote(words, "Ana", "here") for words in ("slow down", "trust")]
    assert choose_quote(quotes, used, Random(1)) in quotes
    mark_used(folder, quotes[:1], TODAY)
    assert last_used(quotes[0], used_quotes(folder, TODAY)) == TODAY


def _group(content: bytes, folder: Path) -> None:
    path = _put(content, folder, "ours.toml")
    (listing,) = list_groups(folder)
    try:
        group = read_group(path)
    except LibraryFileError as error:
        is_said(error)
        if listing.problem:
            is_said(listing.problem)
        return
    assert not listing.problem
    assert listing.people == len(group.members)
    assert len({fold(one.name) for one in group.members}) == len(group.members)
    assert read_group_text(group_text(group), "again") == group


def _settings(content: bytes, folder: Path) -> None:
    settings, sentences = read_settings(_put(content, folder, "settings.toml"))
    for sentence in sentences:
        is_said(sentence)
    for said in (settings.theme, settings.facilitator, settings.pronouns):
        assert said is None or said == clean_line(said) != ""


# --- lists from elsewhere -------------------------------------------------------------------------


def check_report(report: Report) -> None:
    """What a report says holds together, and no sentence on it names anybody."""
    rows = [one.row for one in report.connections]
    assert rows == sorted(set(rows))
    for one in report.connections:
        assert one.name
        assert one.name == " ".join(one.name.split())
        assert one.seconds is None or one.seconds >= 0
        assert not (one.joined and one.left) or one.joined <= one.left
    for sentence in report.problems:
        assert sentence.startswith(("Row ", "Rows ", "The times ", "The dates "))
        assert not any(shown in sentence for shown in reports.SHOWN if len(shown) > 3)


def _report(content: bytes, folder: Path) -> None:
    order = (None, *DateOrder)[len(content) % 3]
    try:
        report = read_report(_put(content, folder, "report.csv"), reports.START, order)
    except ReportError as error:
        is_said(error)
        return
    check_report(report)
    met = visitors(report.connections)
    assert sum(len(one.rows) for one in met) == len(report.connections)
    suggested = suggest(met, attendees(9))
    assert len(suggested) == len(met)
    assert all(one.why for one in suggested)
    zone_shift(met, reports.START, reports.START + timedelta(minutes=90))


def _roster(content: bytes, folder: Path) -> None:
    try:
        roster = read_roster(_put(content, folder, "names.csv"))
    except RosterError as error:
        is_said(error)
        return
    assert len(roster.names) <= MOST_NAMES
    for one in roster.names:
        assert fold(one.name)
        assert one.name == clean_name(one.name)
        assert one.pronouns == clean_line(one.pronouns, 40)
        assert one.email == clean_line(one.email)
    for sentence in roster.problems:
        is_said(sentence)


def _chat(content: bytes, folder: Path) -> None:  # noqa: ARG001 - all readers are called alike
    notes = chat_lines(content.decode("utf-8", "replace"), ("Bo Carr", "Ana Blum", "Rose Hill"))
    assert len(notes) <= MOST_LINES
    assert all(one and one == clean_note(one) for one in notes)


# --- files in order -------------------------------------------------------------------------------


def _toml(*folders: Path) -> list[bytes]:
    return [path.read_bytes() for one in folders for path in sorted(one.glob("*.toml"))]


def a_group(people: int = 3) -> Group:
    """A group with everything that can be said of one."""
    members = tuple(
        Member(
            id=f"p{number}",
            name=f"Ána {number}",
            pronouns="she/her",
            listed_name=f"Ana B. {number}",
            email=f"ana{number}@example.net",
            organisation="The hub",
            core_trained=number % 2 == 0,
            facilitates=number == 0,
            aliases=(f"iPhone {number}", f"Mika (Ana {number})"),
        )
        for number in range(people)
    )
    agreement = Agreement("One at a time.\nA pause is fine.", TODAY)
    return Group("Tuesday", "ips-co-reflection", True, members, "k3x9ap", agreement)


SETTINGS = b"""# Ours.
documents = "/srv/sessions"
theme = "textual-light"
facilitator = "Ana"
pronouns = "she/her"
keep_months = 12
"""


def _stays() -> list[reports.Stay]:
    start = datetime.combine(reports.DAY, time(18))
    left = start + timedelta(hours=1)
    return [reports.Stay(shown, start, left, "one@example.net") for shown in reports.SHOWN]


def _reports() -> Iterable[bytes]:
    for layout in reports.LAYOUTS:
        for stamp in sorted(reports.STAMPS):
            dialect = reports.Dialect(layout.encoding, layout.delimiter, stamp=stamp)
            yield reports.build(layout, _stays(), dialect)


ROSTERS = (
    b'1. Rowan Ash\n- Bo Carr (they/them)\n"Okoro, Bea" <mailto:bea@example.net>\n',
    b"First name,Last name,Email,Pronouns,Status\nBea,Okoro,bea@example.net,she/her,approved\n",
    "Nachname;Vorname;E-Mail\nTörv;Mikaela;m@example.net\n".encode("cp1252"),
    "sep=;\nName;Email\nAna;a@example.net\n".encode("utf-16"),
    b"Timestamp\tWhat would you like to be called?\tYour pronouns\n1\tBo\tthey\n",
    b"Ana, Bo, Cy; Dee",
)
CHATS = (
    "19:02:11 From Bo Carr to Everyone: slow down\n19:02:40 From Ana Blum (she/her) to Me: trust",
    "2026-11-22 19:02:11 From  Bo Carr  to  Everyone:\n\tslow down\n",
    'Bo Carr to Everyone (7:02 PM)\nslow down\nReacted to "slow do..." with 👍\n',
    "[10:42 • 13/08/2024] Bo Carr:\nslow down\n👍 ❤️\nlike 1\nAna Blum 22/11 7:03 PM Edited\ntrust",
    "Bo Carr\n7:02 PM\nslow down\n00:00:11.000,00:00:15.000\nAna: trust",
    "12/15/25, 10:30\u202fAM - Bo Carr: slow down\n<bo> yes\n[19:02] Bo Carr : Replying to “a”: b",
    "From Me to Everyone:  07:02 PM\nfrom Bo Carr to everyone:    7:02 PM\nBo Carr  [7:02 PM]",
)
_USED_QUOTES = b'{"schema": 1, "used": {"0f": "2026-11-21", "1f": "2026-08-01"}}'
_FORMATS = shipped_folder("formats")

READERS: Sequence[Reader] = (
    Reader("formats", _format, lambda: _toml(_FORMATS, PROTOCOLS)),
    Reader("decks", _deck, lambda: _toml(_FORMATS / "cards")),
    Reader("quotes", _quotes, lambda: _toml(shipped_folder("quotes"))),
    Reader("used-quotes", _used, lambda: [_USED_QUOTES]),
    Reader("groups", _group, lambda: [group_text(a_group()).encode(), b'id = "a"\nname = "A"\n']),
    Reader("settings", _settings, lambda: [SETTINGS]),
    Reader("reports", _report, _reports),
    Reader("rosters", _roster, lambda: ROSTERS),
    Reader("chat", _chat, lambda: [one.encode() for one in CHATS], 2_000),
    Reader("database", store.read_bytes_of_file, lambda: [store.database()], 100_000),
    Reader("rows", store.read_changes, store.rows_of_bytes, 200),
    Reader("payloads", store.read_payload, store.payloads),
    Reader("beside", store.read_files_beside, store.files_beside),
    Reader("typed", words.read_typed, lambda: [one.encode() for one in words.TYPED], 400),
    Reader("notes", words.read_note, lambda: [f"Ana Blum;Bo Carr\n{words.NOTE}".encode()], 2_000),
)

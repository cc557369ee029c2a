"""Whatever comes in from people is clean once it is in: every intent, every reader, every field.

What cleaning would still change is not clean. `LINES` and `NOTES` say for each field whether it is
one line; a field that is new has to be put among them.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from enum import Enum
from pathlib import Path

import pytest

import hostile_files as files
from builders import START, Play, at, sharing, talk, topic_time
from coreflect_tui.core import intents
from coreflect_tui.core.decide import decide
from coreflect_tui.core.decide.answer import Refusal
from coreflect_tui.core.events import SessionPrepared
from coreflect_tui.core.formats import NoteKind, Place, StepKind
from coreflect_tui.core.history import fold
from coreflect_tui.core.intents import (
    AddAttendee,
    AddTopic,
    CallSession,
    ChangeNote,
    DescribeAttendee,
    GiveTurnToName,
    InsertItem,
    Intent,
    KeepAgreement,
    MarkFullParticipation,
    RecordAddress,
    RenameTopic,
    TakeReport,
    WriteNote,
    WriteNotes,
)
from coreflect_tui.core.intents.people import ReportRow
from coreflect_tui.core.person import Attendee, FullMark, Presence, Role
from coreflect_tui.core.quotation import read_quotation
from coreflect_tui.core.state import Options, SessionState, Span
from coreflect_tui.core.text import LINE_LIMIT, NAME_LIMIT, clean_line, clean_note
from coreflect_tui.exports.attendee_list import EXTRA_COLUMNS
from coreflect_tui.imports.chat import chat_lines
from coreflect_tui.imports.report import parse_report
from coreflect_tui.imports.roster import Roster, RosterEntry, parse_roster
from coreflect_tui.library.catalogue import list_formats
from coreflect_tui.library.format_file import read_format_text
from coreflect_tui.library.group_file import read_group_text
from coreflect_tui.library.groups import list_groups
from coreflect_tui.library.quotes import list_quotes, read_quotes_text
from coreflect_tui.library.toml_file import LibraryFileError
from coreflect_tui.locations import locations
from coreflect_tui.preparation import Invited, prepare_session
from coreflect_tui.settings import read_settings
from coreflect_tui.tui.view.setup_fields import Typed, Usual, read_setup
from hostile import CASES, Hostile, in_a_file
from stage import ips

each = pytest.mark.parametrize("case", CASES, ids=lambda one: one.kind.replace(" ", "-"))
LONG = 100_000
_IDS = "item after person people note role choice option topic group pairs files rows fit"
IDS = frozenset(_IDS.split())
"""Fields of intents that name what is there already, or that carry more than words."""
_NOTES = "text ask say words summary source notice confidentiality"
NOTES = frozenset(_NOTES.split())
"""Fields that may have several lines."""


def said(thing: object, field: str = "") -> Iterator[tuple[str, str]]:
    """Every string in it, with the field that it stands in."""
    if isinstance(thing, Enum | Path | date | datetime):
        return
    if isinstance(thing, str):
        yield field, thing
    elif is_dataclass(thing):
        for one in fields(thing):
            yield from said(getattr(thing, one.name), one.name)
    elif isinstance(thing, dict):
        for key, value in thing.items():
            yield from said(key, field)
            yield from said(value, field)
    elif isinstance(thing, tuple | list | set | frozenset):
        for one in thing:
            yield from said(one, field)
    elif isinstance(thing, Exception):
        yield from ((field, line) for line in str(thing).splitlines())


def is_clean(thing: object, field: str = "") -> None:
    for name, text in said(thing, field):
        cleaned = clean_note(text) if name in NOTES else clean_line(text, LONG)
        assert text == cleaned, (name, ascii(text[:200]), ascii(cleaned[:200]))


def are_short(people: Iterable[Attendee | RosterEntry]) -> None:
    """What people are called has its room on every screen."""
    for one in people:
        assert len(one.name) <= NAME_LIMIT
        assert len(one.pronouns) <= NAME_LIMIT
        assert len(one.email) <= LINE_LIMIT


# --- what the facilitator does -------------------------------------------------------------------


def acts(text: str, state: SessionState) -> Iterator[Intent]:
    """Every intent that carries words, with these in each of them."""
    person = state.people[-1].id
    yield AddAttendee(text, Presence.PRESENT, text)
    yield DescribeAttendee(person, text, text, f"{text}\nlisted", Role.PARTICIPANT)
    yield RecordAddress(person, f"{text}@example.org", text)
    yield MarkFullParticipation(person, FullMark(True, text))
    span = (Span(at(1), at(9)),)
    yield TakeReport(
        (
            ReportRow("", f"new {text}", span, text, text, f"{text}@example.org"),
            ReportRow(person, text, span, f"alias {text}", text, text),
        )
    )
    yield GiveTurnToName(f"called {text}", text)
    yield AddTopic(text)
    if state.topics:
        yield RenameTopic(state.topics[-1].id, f"other {text}")
    yield WriteNote(NoteKind.TAKEAWAY, text)
    yield WriteNotes(NoteKind.QUOTE, (text, f"{text}\n{text}"))
    if state.notes:
        yield ChangeNote(state.notes[-1].id, f"{text}\n\n\n{text}", NoteKind.HARVEST)
    yield InsertItem(text, 300, StepKind.TALK, None)
    yield CallSession(text)
    yield KeepAgreement(f"{text}\n{text}\n", date(2026, 11, 22))


def test_every_intent_that_carries_words_is_tried() -> None:
    kinds = [one for one in vars(intents).values() if isinstance(one, type) and is_dataclass(one)]
    kinds = [one for one in kinds if issubclass(one, Intent)]
    wordy = {
        one
        for one in kinds
        for field in fields(one)
        if field.name not in IDS and re.search("str|FullMark", str(field.type))
    }
    played = in_a_round().does(AddTopic("A"), WriteNote(NoteKind.TAKEAWAY, "B")).state
    tried = {type(one) for one in acts("x", played)}
    assert wordy <= tried
    assert {MarkFullParticipation, TakeReport} <= tried


def in_a_round() -> Play:
    play = Play(talk("before", 2), sharing("round", 8), topic_time(20), here=True)
    return play.does(intents.NextItem(), intents.NextItem())


@each
def test_what_is_done_leaves_clean_words(case: Hostile) -> None:
    played = in_a_round().state
    # A list whose receiver asks for everything.
    state = replace(played, options=replace(played.options, columns=EXTRA_COLUMNS))
    done: list[type[Intent]] = []
    for _ in range(2):
        for act in acts(case.typed[:2000], state):
            answer = decide(state, act, at(30))
            if isinstance(answer, Refusal):
                is_clean(answer.sentence)
                continue
            is_clean(answer)
            state = fold(state, answer)
            done.append(type(act))
    assert TakeReport in done
    assert len(done) > (12 if case.name else 0)
    is_clean(state)
    are_short(state.people)


@each
def test_a_session_is_prepared_with_clean_words(case: Hostile) -> None:
    from random import Random

    one = case.typed[:2000]
    invited = Invited(f"a {one}", one, f"{one}@example.org", one, one, aliases=(one,))
    made = Options(START, 90, Place.ONLINE, 0)
    prepared = prepare_session(ips(), made, [Invited("Ana")], [invited], Random(1))
    assert not isinstance(prepared, Refusal), prepared.sentence
    is_clean(prepared[1])
    first = prepared[1][0]
    assert isinstance(first, SessionPrepared)
    are_short(first.people)


# --- what is read --------------------------------------------------------------------------------


def _error(read: Callable[[], object]) -> object:
    try:
        return read()
    except LibraryFileError as error:
        return error


def broken(text: str) -> str:
    """A file of ours with a key that it has not, and a value that it cannot be."""
    import tomli_w

    return tomli_w.dumps({in_a_file(text): in_a_file(text), "step": [{in_a_file(text): 1}]})


READERS: dict[str, Callable[[str], object]] = {
    "a list": parse_roster,
    "a list with a header": lambda text: parse_roster(f"Name,E-mail\n{text},{text}\nAna,a@b.c"),
    "a chat": lambda text: chat_lines(f"19:01 Ana: {text}\n{text}: hello\n{text}", ("Ana",)),
    "a quote": read_quotation,
    "setup": lambda text: read_setup(
        ips(),
        Typed(text, text, Place.ONLINE, text, f"{text} <{text}@b.example>", text, text),
        Usual({}),
        START,
        0,
        None,
    ),
    "a format": lambda text: _error(lambda: read_format_text(broken(text), f"{text[:50]}.toml")),
    "a group": lambda text: _error(lambda: read_group_text(broken(text), f"{text[:50]}.toml")),
    "quotes": lambda text: _error(lambda: read_quotes_text(broken(text), f"{text[:50]}.toml")),
}


@each
@pytest.mark.parametrize("reader", READERS)
def test_what_is_read_is_clean_or_a_clean_sentence(case: Hostile, reader: str) -> None:
    read = READERS[reader](in_a_file(case.typed[:2000]))
    is_clean(read, "text" if reader == "a chat" else "")
    if isinstance(read, Roster):
        are_short(read.names)


def test_reports_and_whole_files_come_in_clean() -> None:
    report = parse_report(files.a_report(), START.replace(tzinfo=None))
    assert len(report.connections) > 100
    is_clean(report)
    assert len(parse_roster(files.a_roster()).names) > 100
    is_clean(parse_roster(files.a_roster()))
    is_clean(read_group_text(files.a_group(), "evil"))
    is_clean(read_quotes_text(files.some_quotes(), "evil"))
    for like in files.FORMATS:
        is_clean(read_format_text(files.a_format(like), "evil"))


def test_lists_of_files_are_clean_whatever_these_are_called() -> None:
    places = locations()
    files.fill(places)
    for listed in (
        list_formats(places.user_formats, checked=True),
        list_groups(places.user_groups),
        list_quotes(places.user_quotes),
        read_settings(places.settings_file),
    ):
        is_clean(listed)

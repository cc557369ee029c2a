"""What is typed or pasted into a line as a reader of foreign bytes. See tests/foreign.py."""

from datetime import timedelta
from functools import cache
from pathlib import Path

from builders import START, a_format, attendees, planned_state, sharing, talk
from coreflect_tui.core.durations import read_duration
from coreflect_tui.core.names import NameFinder
from coreflect_tui.core.person import Attendee
from coreflect_tui.core.quotation import read_quotation
from coreflect_tui.core.state import SessionState
from coreflect_tui.core.text import (
    LINE_LIMIT,
    NAME_LIMIT,
    NOTE_LIMIT,
    clean_line,
    clean_name,
    clean_note,
    fold,
)
from coreflect_tui.tui.view.ends import read_ago, read_end, read_insertion, read_minutes
from coreflect_tui.tui.view.setup_fields import Typed, Usual, read_setup
from coreflect_tui.tui.view.typed_names import find_hint, name_hint, read_arrangement
from said import is_said

HOUR = 3600
NOTE = (
    "Ana said that Bo's group met Ánna at ana@example.net. B. Carr and Bo C. were there, in 2026."
)
TYPED = ("1h30", "20:45", "+10", "Break 10", "Bo (they/them), Ana; Cy", "“Hope” — Ana, a book (2)")


@cache
def _state() -> SessionState:
    return planned_state(a_format(talk("framing", 8), sharing("check-in", 12)), attendees(9))


def read_typed(content: bytes, folder: Path) -> None:  # noqa: ARG001 - readers are called alike
    """A line as whatever could be asked for."""
    text = content.decode("utf-8", "replace")
    state = _state()
    for length in (clean_name(text), clean_line(text), clean_note(text)):
        assert len(length) <= NOTE_LIMIT
    assert fold(fold(text)) == fold(text)
    try:
        assert 0 <= read_duration(text) <= 24 * HOUR
    except ValueError as error:
        is_said(error)
    end = read_end(text, state, START, HOUR)
    assert end is None or abs(end - state.hard_end) <= timedelta(days=2)
    read_minutes(text, state.items[0])
    read_ago(text)
    read_insertion(text)
    order, unknown = read_arrangement(state, text)
    assert len(set(order)) == len(order) <= len(state.people)
    assert all(one == clean_name(one) for one in unknown)
    name_hint(state, text)
    name_hint(state, text, hand=True)
    find_hint(state, text)
    quote = read_quotation(text)
    assert len(quote.words) <= NOTE_LIMIT
    assert len(quote.who) <= LINE_LIMIT
    assert len(quote.where) <= LINE_LIMIT
    _setup(text)


def _setup(text: str) -> None:
    fmt = _state().format
    when, length, who, to, columns, *rest = (*text.split("\n", 5), *[""] * 5)
    typed = Typed(when, length, fmt.places[0], who, to, "\n".join(rest), columns)
    made = read_setup(fmt, typed, Usual({}), START, HOUR)
    assert all(one.name == clean_name(one.name) for one in made.roster)
    for sentence in (*made.problems, *made.about_people, *made.remarks):
        assert sentence == " ".join(sentence.split())


def read_note(content: bytes, folder: Path) -> None:  # noqa: ARG001 - readers are called alike
    """A note, after a line with the names of those who are here."""
    names, _, text = content.decode("utf-8", "replace").partition("\n")
    people = [
        Attendee(f"p{number}", clean_name(name), listed_name=clean_name(name[::-1]), email=name)
        for number, name in enumerate(names.split(";")[:50])
    ]
    note = clean_note(text)
    finder = NameFinder(one for one in people if one.name)
    end = 0
    for one in finder.find(note):
        assert end <= one.start < one.end <= len(note)
        assert one.people
        end = one.end
    assert len(finder.without(note)) <= len(note) + len("someone's") * len(note)
    assert len(clean_name(names)) <= NAME_LIMIT

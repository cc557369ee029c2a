"""A format is written as a file that is read as the same format, laid out like one by hand."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_format, sharing, talk
from coreflect_tui.core.format_checks import check
from coreflect_tui.core.formats import (
    Format,
    NoteKind,
    Place,
    Point,
    Question,
    Reminder,
    Step,
    StepKind,
    Tone,
)
from coreflect_tui.core.repeating import Card
from coreflect_tui.core.speaking import Ends, PresenterPart, Speaks, Speech
from coreflect_tui.core.text import clean_line, clean_note
from coreflect_tui.library.format_file import read_format, read_format_text
from coreflect_tui.library.format_writer import duration, format_text
from coreflect_tui.library.new_format import TEMPLATE
from coreflect_tui.library.shipped import shipped_folder

SHIPPED = [*sorted(shipped_folder("formats").glob("*.toml")), TEMPLATE]


def again(fmt: Format) -> Format:
    """What is read of what is written."""
    return read_format_text(format_text(fmt), "written.toml")


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_shipped_format_comes_back_as_it_was(path: Path) -> None:
    fmt = read_format(path)
    assert again(fmt) == fmt


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_tables_and_keys_stand_in_the_order_of_the_documents(path: Path) -> None:
    """Not what tomli-w makes of short tables: each step has a heading of its own."""
    text = format_text(read_format(path))
    assert text.count("\n[[step]]\n") == len(read_format(path).steps)
    assert "[[step.reminders]]" not in text
    for said in tomllib.loads(text)["step"]:
        limits = [key for key in said if key in ("minutes", "least", "most", "ask", "writes")]
        assert limits == [
            key for key in ("minutes", "least", "most", "ask", "writes") if key in said
        ]


def test_what_would_be_so_anyway_is_not_said() -> None:
    fmt = a_format(talk("hello", 5), replace(sharing("round", 4), least=4, most=8))
    fmt = replace(
        fmt,
        summary="s",
        source="s",
        steps=(replace(fmt.steps[0], least=5), replace(fmt.steps[1], least=2)),
    )
    assert format_text(fmt).partition("[[step]]")[2] == (
        '\nid = "hello"\ntitle = "Hello"\nminutes = 5\n'
        '\n[[step]]\nid = "round"\ntitle = "Round"\nminutes = 4\n'
        '\n[step.round]\norder = "baton"\neach = "1m"\neach_least = "0:30"\n'
    )


def test_cards_stand_by_themselves_and_keep_their_heading() -> None:
    cards = (Card("One", "Some.\n\nMore.", "A deck"), Card("Two", "Other."))
    fmt = replace(a_format(talk("hello", 5)), summary="s", source="s", cards=cards)
    assert "decks" not in format_text(fmt)
    assert again(fmt).cards == cards


@pytest.mark.parametrize(("seconds", "said"), [(120, "2m"), (90, "1:30"), (45, "0:45"), (0, "0m")])
def test_durations_are_said_as_in_formats_by_hand(seconds: int, said: str) -> None:
    assert duration(seconds) == said


# --- whatever a format says ----------------------------------------------------------------------

LINES = st.text(max_size=40).map(clean_line).filter(bool)
NOTES = st.text(max_size=80).map(clean_note).filter(bool)
PLACES = st.none() | st.just(Place.ONLINE)
SECONDS = st.integers(1, 300)


@st.composite
def steps(draw: st.DrawFn, number: int) -> Step:
    """Any step that a format can have, as far as one key alone goes."""
    minutes = draw(st.integers(1, 60))
    kind = draw(st.sampled_from([StepKind.TALK, StepKind.BREAK]))
    writes = draw(st.lists(st.sampled_from(NoteKind), unique=True, max_size=3))
    return Step(
        id=f"step-{number}",
        title=draw(LINES),
        minutes=minutes,
        least=draw(st.integers(1, minutes)),
        most=draw(st.integers(minutes, 120)),
        kind=kind,
        ask=draw(NOTES | st.just("")),
        say=tuple(draw(st.lists(NOTES, max_size=2))),
        points=tuple(draw(st.lists(st.builds(Point, LINES, PLACES), max_size=3))),
        questions=tuple(draw(st.lists(st.builds(Question, LINES, st.sampled_from(Tone))))),
        reminders=tuple(
            draw(
                st.lists(
                    st.builds(Reminder, LINES, st.none() | st.integers(0, 60), place=PLACES)
                    | st.builds(Reminder, LINES, st.none(), st.integers(0, 60)),
                    max_size=3,
                )
            )
        ),
        writes=tuple(writes),
        door=draw(st.sampled_from([None, *writes])),
        protected=draw(st.booleans()),
        place=draw(PLACES),
        from_minutes=draw(st.sampled_from([0, 1])),
        speaks=draw(st.none() | st.sampled_from(Speaks)),
        presenter=draw(st.none() | st.sampled_from(PresenterPart)),
        speech=tuple(draw(st.lists(st.sampled_from(Speech), unique=True, max_size=2))),
        ends=draw(st.sampled_from(Ends)),
        extend=tuple(draw(st.lists(SECONDS, max_size=3))),
        warn=draw(st.none() | st.lists(SECONDS, max_size=2).map(tuple)),
        not_written=draw(LINES | st.just("")),
    )


@st.composite
def formats(draw: st.DrawFn) -> Format:
    made = tuple(draw(steps(number)) for number in range(draw(st.integers(1, 3))))
    return replace(
        a_format(*made),
        title=draw(LINES),
        summary=draw(NOTES),
        source=draw(NOTES),
        notice=draw(NOTES),
        attendance=draw(st.booleans()),
        warn=tuple(draw(st.lists(SECONDS, max_size=2))),
        cards=tuple(draw(st.lists(st.builds(Card, LINES, NOTES, LINES | st.just("")), max_size=2))),
    )


@given(formats().filter(lambda fmt: not check(fmt)))
def test_any_format_in_order_comes_back_as_it_was(fmt: Format) -> None:
    assert again(fmt) == fmt

"""The attendee list: its bytes are the contract."""

import csv
from dataclasses import replace
from io import StringIO
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coreflect_tui.core.person import Attendee, Presence
from coreflect_tui.core.state import SessionState
from coreflect_tui.exports import attendee_list
from coreflect_tui.exports.attendee_list import EXTRA_COLUMNS, attendee_csv

GOLDEN = Path(__file__).parent / "golden"


def rows(content: bytes) -> list[list[str]]:
    text = content.decode("utf-8-sig")
    return list(csv.reader(StringIO(text, newline=""), strict=True))


def test_the_list_where_certificates_are_issued(closed: SessionState) -> None:
    assert attendee_csv(closed) == (GOLDEN / "attendees.csv").read_bytes()


def test_the_list_with_every_column(closed: SessionState) -> None:
    everything = replace(closed, options=replace(closed.options, columns=EXTRA_COLUMNS[::-1]))
    golden = (GOLDEN / "attendees all columns.csv").read_bytes()
    assert attendee_csv(everything) == golden


def test_without_certificates_there_is_no_such_column(closed: SessionState) -> None:
    plain = replace(closed, format=replace(closed.format, certificates=None))
    header, *people = rows(attendee_csv(plain))
    assert header == ["date", "session", "facilitator", "name"]
    assert {len(row) for row in people} == {4}


def test_the_date_is_that_of_the_place(closed: SessionState) -> None:
    late = replace(closed, options=replace(closed.options, utc_offset=-9 * 3600))
    assert {row[0] for row in rows(attendee_csv(late))[1:]} == {"2026-11-21"}


def test_who_was_not_there_is_not_on_it_and_why_is_never_said(closed: SessionState) -> None:
    text = attendee_csv(closed).decode()
    assert "Kit" not in text
    assert "asked not to be certified" not in text
    assert "priya@" not in text


def test_an_open_session_has_a_list_too(closed: SessionState) -> None:
    options = replace(closed.options, columns=("minutes present",))
    going_on = replace(closed, closed=None, options=options)
    assert rows(attendee_csv(going_on))[1][-1] == "88"


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("Ana", "Ana"),
        ("-Anne", '"\'-Anne"'),
        ("=1+1", '"\'=1+1"'),
        (" \u00a0=1", '"\' \u00a0=1"'),
        ("\u200b@sum", '"\'\u200b@sum"'),
        ("＝1", '"\'＝1"'),
        ("＋1", '"\'＋1"'),
        ("\tAna", '"\'\tAna"'),
        ("\rAna", '"\'\rAna"'),
        ("\nAna", '"\'\nAna"'),
        ("\0Ana", '"\'\0Ana"'),
        ("Ana-Lu = x", "Ana-Lu = x"),
        ("Okoro, Bea", '"Okoro, Bea"'),
        ('Ro "Bo" Carr', '"Ro ""Bo"" Carr"'),
    ],
)
def test_no_cell_is_a_formula(closed: SessionState, name: str, cell: str) -> None:
    one = Attendee("a", name, presence=Presence.PRESENT)
    plain = replace(closed, people=(one,), format=replace(closed.format, certificates=None))
    assert attendee_csv(plain).decode("utf-8-sig").split("\r\n", 1)[1].endswith(f",,{cell}\r\n")


@given(st.text())
def test_any_cell_reads_back_and_starts_harmlessly(text: str) -> None:
    line = attendee_list._cell(text)
    [[read]] = csv.reader(StringIO(line, newline=""), strict=True) if line else [[""]]
    assert read.removeprefix("'") == text.removeprefix("'")
    assert normalize("NFKC", read.lstrip()[:1]) not in ("=", "+", "-", "@")
    assert not read.startswith(("\t", "\r", "\n", "\0"))

"""The discomfort agreement: its lines, the day it was looked at, and what two places made of it."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import Play, at, talk
from coreflect_tui.core.agreement import (
    MOST_LINES,
    agreement_of,
    lines_of,
    looked_at_here,
    looked_at_words,
    needs,
    together,
)
from coreflect_tui.core.intents import CloseSession, KeepAgreement, NextItem
from coreflect_tui.core.state import Agreement, SessionState

DAY = date(2026, 11, 22)
EARLIER = date(2026, 11, 15)
TWO = Agreement("Stories stay here\nSilence is fine", EARLIER)


def session() -> Play:
    return Play(talk("opening", 10))


# --- lines ---------------------------------------------------------------------------------------


def test_lines_are_cleaned_and_each_stands_once() -> None:
    lines = [" Stories  stay\x1b[2J here ", "\u202e", "", "Stories stay here", "No\tadvice"]
    assert agreement_of(lines, DAY) == Agreement("Stories stay here\nNo advice", DAY)
    assert agreement_of(["", " \x00"], DAY) is None
    assert lines_of(None) == ()


def test_it_is_kept_in_the_session_as_it_was_looked_at_last() -> None:
    play = session().does(KeepAgreement("Stories stay\r\n\r\n Silence is fine ", DAY))
    assert play.state.agreement == Agreement("Stories stay\nSilence is fine", DAY)
    play.does(KeepAgreement("Silence is fine", EARLIER))
    assert play.state.agreement == Agreement("Silence is fine", EARLIER)
    assert play.refuses(KeepAgreement(" Silence  is fine", EARLIER)).sentence == "Nothing changed."
    assert lines_of(play.does(KeepAgreement("", DAY)).state.agreement) == ()
    assert "Nothing is written yet" in play.refuses(KeepAgreement(" \n", DAY)).sentence


def test_it_has_so_many_lines_at_most() -> None:
    lines = [f"Line {number}" for number in range(MOST_LINES + 1)]
    play = session().does(KeepAgreement("\n".join(lines[:-1]), DAY))
    assert "20 lines at most" in play.refuses(KeepAgreement("\n".join(lines), DAY)).sentence
    long = [f"{number:02} {'x' * 197}" for number in range(MOST_LINES)]
    play.does(KeepAgreement("\n".join(long), DAY))
    assert play.state.agreement
    assert play.state.agreement.lines == tuple(long)


# --- made in two places --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "made"),
    [
        ("a b", "a b c", "a b", "a b c"),
        ("a b", "b a", "a b", "b a"),
        ("a b", "", "a b", ""),
        ("a b", "a x b", "a b y", "a x b y"),
        ("a b", "a", "a b y", "a y"),
        ("a b", "a b", "a y", "a y"),
        ("a b", "a b c", "y", "y c"),
        ("a", "z", "a b", "b z"),
        ("", "a b", "b c", "a b c"),
        ("a", "a b", "b", "b"),
        ("a", "", "", ""),
    ],
)
def test_what_was_written_in_either_place_stays(
    base: str, ours: str, theirs: str, made: str
) -> None:
    merged = together(
        tuple(base.split()), agreement_of(ours.split(), DAY), agreement_of(theirs.split(), EARLIER)
    )
    assert set(lines_of(merged)) == set(made.split())
    if base.split() == theirs.split():
        assert merged == agreement_of(ours.split(), DAY)
    elif merged and ours:
        assert merged.checked == DAY


def test_a_new_line_stands_where_it_was_put() -> None:
    ours = agreement_of(["a", "new", "b"], DAY)
    theirs = agreement_of(["a", "b", "theirs"], EARLIER)
    assert lines_of(together(("a", "b"), ours, theirs)) == ("a", "new", "b", "theirs")


NAMES = st.lists(st.sampled_from("abcdef"), unique=True, max_size=6)


@given(NAMES, NAMES, NAMES)
def test_no_new_line_is_lost_and_none_that_was_taken_out_comes_back(
    base: list[str], ours: list[str], theirs: list[str]
) -> None:
    merged = set(
        lines_of(together(tuple(base), agreement_of(ours, DAY), agreement_of(theirs, DAY)))
    )
    assert merged == ((set(ours) | set(theirs)) - set(base)) | (set(ours) & set(theirs))


# --- when it was looked at -----------------------------------------------------------------------


def agreed(checked: date | None, group: str = "", begins: float | None = 0) -> SessionState:
    """A session at a place an hour ahead of UTC, planned for 19:00 there."""
    play = session()
    if begins is not None:
        play.at(begins).does(NextItem())
    options = replace(play.state.options, group=group)
    return replace(play.state, options=options, agreement=replace(TWO, checked=checked))


@pytest.mark.parametrize(
    ("checked", "now", "looked"),
    [
        (None, at(10), False),
        (EARLIER, at(10), False),
        (DAY, at(10), True),
        (DAY, at(6 * 60), True),
        (date(2026, 11, 23), at(4 * 60 + 50), False),
        (date(2026, 11, 23), at(5 * 60 + 10), True),
        (date(2030, 1, 1), at(10), False),
    ],
)
def test_it_was_looked_at_on_a_day_of_the_session_by_the_clock_of_its_place(
    checked: date | None, now: datetime, looked: bool
) -> None:
    assert looked_at_here(agreed(checked), now) is looked


def test_the_day_of_a_closed_session_is_over() -> None:
    play = session().does(NextItem(), CloseSession())
    after = replace(TWO, checked=date(2026, 11, 25))
    state = replace(play.state, agreement=after)
    assert not looked_at_here(state, at(10_000))
    assert looked_at_here(replace(state, agreement=replace(TWO, checked=DAY)), at(10_000))


def test_people_who_meet_once_have_it_in_their_document_and_a_group_when_it_was_looked_at() -> None:
    assert needs(agreed(None), at(10)) == TWO.lines
    assert needs(agreed(EARLIER, "g1"), at(10)) == ()
    assert needs(agreed(DAY, "g1"), at(10)) == TWO.lines
    assert needs(replace(agreed(DAY), agreement=None), at(10)) == ()


@pytest.mark.parametrize(
    ("checked", "words"),
    [
        (None, "never looked at together yet"),
        (DAY, "looked at today"),
        (date(2026, 3, 1), "last looked at 1 Mar"),
        (date(2025, 11, 22), "last looked at 22 Nov 2025"),
        (date(2026, 12, 24), "last looked at 24 Dec"),
    ],
)
def test_the_day_is_said_as_people_say_it(checked: date | None, words: str) -> None:
    assert looked_at_words(replace(TWO, checked=checked), DAY) == words

"""What is asked for when a quote is kept, what is said of it, and how those at hand are shown."""

from dataclasses import replace
from datetime import date

import pytest

from builders import Play, talk
from coreflect_tui.core.formats import NoteKind
from coreflect_tui.core.intents import CallSession, NextItem
from coreflect_tui.core.quotation import read_quotation
from coreflect_tui.library.quotes import Quote
from coreflect_tui.tui.view.full_words import full_words
from coreflect_tui.tui.view.pieces import plain
from coreflect_tui.tui.view.quote_words import kept_words, missing_words, shared_here, with_room

DAY = date(2026, 11, 2)


@pytest.mark.parametrize(
    ("typed", "asks", "room"),
    [
        ("It is good", "Who said it?", "It is good — "),
        ("It is good —", "Who said it?", "It is good — "),
        ("It is good - ", "Who said it?", "It is good - "),
        ("“It is good” ~", "Who said it?", "“It is good” ~ "),
        ("“” — Bo", "Which words?", "“” — Bo"),
        ("“”", "Which words?", "“”"),
    ],
)
def test_what_is_missing_is_asked_for_with_room_for_it(typed: str, asks: str, room: str) -> None:
    quotation = read_quotation(typed)
    assert missing_words(quotation, leaves_nothing=False).startswith(asks)
    assert with_room(typed, quotation) == room


@pytest.mark.parametrize("typed", ["It is good — Bo", "It is good — Bo,", "It is good — Bo , "])
def test_a_place_is_missing_only_where_the_session_leaves_nothing(typed: str) -> None:
    quotation = read_quotation(typed)
    assert missing_words(quotation, leaves_nothing=False) == ""
    assert missing_words(quotation, leaves_nothing=True).startswith("Where can it be found?")
    assert read_quotation(f"{with_room(typed, quotation)}A talk").where == "A talk"
    placed = replace(quotation, where="A talk")
    assert missing_words(placed, leaves_nothing=True) == ""


def test_the_place_is_the_session_and_nobody_here() -> None:
    play = Play(talk("one", 3)).does(NextItem())
    title = play.state.format.title
    assert shared_here(play.state, DAY) == f"shared in {title}, 2 November 2026"
    play.does(CallSession("Bo's evening"))
    assert shared_here(play.state, DAY) == "shared in Someone's evening, 2 November 2026"
    play.does(CallSession("Evening " * 24))
    assert shared_here(play.state, DAY).endswith("Evening, 2 November 2026")


def test_what_is_said_depends_on_what_came_of_it() -> None:
    said = {
        kept_words("", new=True, rehearsing=False),
        kept_words("", new=False, rehearsing=False),
        kept_words("", new=True, rehearsing=True),
        kept_words("own.toml, it is full", new=False, rehearsing=False),
    }
    assert len(said) == 4
    assert all(one.startswith("The note is written") for one in said)
    assert sum("own.toml, it is full" in one for one in said) == 1


def test_quotes_at_hand_have_a_number_as_far_as_there_are_keys() -> None:
    step = replace(talk("one", 3), writes=(NoteKind.QUOTE,))
    play = Play(step).does(NextItem())
    quotes = [Quote(f"Words {letter}", "Somebody", "A book") for letter in "abcdefghijk"]
    shown = plain(full_words(play.state, quotes, ("bad.toml, line 1: no",)))
    assert "1 “Words a”\n  Somebody, A book\n\n2 “Words b”" in shown
    assert "9 “Words i”" in shown
    assert "\n  “Words j”\n" in shown
    assert "bad.toml, line 1: no" in shown
    other = Play(talk("one", 3)).does(NextItem())
    assert "Words" not in plain(full_words(other.state, quotes)), "where none is asked for"

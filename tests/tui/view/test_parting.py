"""The line that stays in the terminal: what is kept, and how to go on."""

from dataclasses import replace
from pathlib import Path

import pytest

from builders import START, a_format, attendees, ids, preparation
from coreflect_tui.clock import FastClock
from coreflect_tui.saving import Unsaved
from coreflect_tui.session import Session
from coreflect_tui.tui.view.parting import CLOSED, PUTS_BACK, parting_words
from laptop import Memory

ASIDE = Path("/keep/unsaved-abcdef-123456.json")
STATE = Session.begin(
    preparation(a_format(), attendees(3)), Memory(), FastClock(START, 0), ids()
).state
TWO = Unsaved(START, "the disk is full", 2)


@pytest.mark.parametrize(
    ("unsaved", "aside", "elsewhere", "words"),
    [
        (None, None, None, "The session is kept up to the last act. To go on: coreflect resume"),
        (
            None,
            None,
            Path("/stick"),
            "The session is kept up to the last act. To go on: COREFLECT_HOME=/stick coreflect"
            " resume",
        ),
        (
            None,
            None,
            Path("/my stick; $(x)"),
            "The session is kept up to the last act. To go on:"
            " COREFLECT_HOME='/my stick; $(x)' coreflect resume",
        ),
        (
            TWO,
            ASIDE,
            None,
            "The session is kept, but not the last 2 acts (the disk is full); those are in"
            f" {ASIDE}, and {PUTS_BACK}. To go on: coreflect resume",
        ),
        (
            replace(TWO, acts=1),
            ASIDE,
            None,
            "The session is kept, but not the last act (the disk is full); that is in"
            f" {ASIDE}, and {PUTS_BACK}. To go on: coreflect resume",
        ),
        (
            TWO,
            None,
            None,
            "The session is kept, but not the last 2 acts (the disk is full), which no folder took."
            " To go on: coreflect resume",
        ),
    ],
)
def test_what_is_kept_is_said_and_how_to_go_on(
    unsaved: Unsaved | None, aside: Path | None, elsewhere: Path | None, words: str
) -> None:
    assert parting_words(STATE, unsaved, aside, elsewhere) == words


@pytest.mark.parametrize(
    ("aside", "words"),
    [
        (
            ASIDE,
            f"What was saved of the session is gone (the disk is full); all of it is in {ASIDE};"
            f" {PUTS_BACK}.",
        ),
        (
            None,
            "What was saved of the session is gone (the disk is full); no other folder took it.",
        ),
    ],
)
def test_where_all_of_it_is_gone_nobody_is_sent_to_look_for_it(
    aside: Path | None, words: str
) -> None:
    assert parting_words(STATE, TWO, aside, None, gone=True) == words


def test_nobody_is_sent_back_into_a_closed_session() -> None:
    closed = replace(STATE, closed=START)
    assert parting_words(closed, None, None, None) == CLOSED
    assert "the last 2 acts" in parting_words(closed, TWO, ASIDE, None)

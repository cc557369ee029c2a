"""The program is killed in the middle of something; what was done before goes on."""

import re
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from holding import ENTER, check_in, clock_of_item, give, has_floor, hold
from terminal import Terminal

ROUND = "Check-in round"
GAP = 4
"""Seconds between the two programs, of which a clock that is right knows."""
SLACK = 2
"""Seconds that two readings of a clock in whole seconds, taken from a screen, may be apart."""


@dataclass(frozen=True)
class Reading:
    """The clock of the running item, and the real time at which the screen had it."""

    shown: int
    at: float

    @classmethod
    def of(cls, terminal: Terminal) -> "Reading":
        return cls(clock_of_item(terminal, ROUND), time.monotonic())


def _killed_while_ana_speaks(start: Callable[..., Terminal]) -> Reading:
    terminal = start()
    hold(terminal, "Fenna", "Ana", "Bo", "Cy", "Dee")
    check_in(terminal)
    give(terminal, "Bo")
    give(terminal, "Ana")
    before = Reading.of(terminal)
    terminal.kill(signal.SIGKILL)
    assert terminal.exit_status() == -signal.SIGKILL
    return before


def _found_at_home(start: Callable[..., Terminal]) -> Terminal:
    """The program started again, a few seconds after it was killed."""
    terminal = start()
    # The row is wrapped somewhere, and the chosen one has a sign at its edge.
    said = rf"left off ([{GAP}-9]|\d\d) s ago, check-in round, Ana speaking"
    terminal.wait_for(re.compile(said.replace(" ", r"[\s▌]+")))
    return terminal


def _ana_goes_on(terminal: Terminal) -> Reading:
    terminal.wait_for(has_floor("Ana"))
    terminal.wait_for(re.compile(r"shared +Bo"))
    after = Reading.of(terminal)
    give(terminal, "Cy")
    return after


def test_enter_at_home_goes_on_and_counts_the_gap(start: Callable[..., Terminal]) -> None:
    before = _killed_while_ana_speaks(start)
    again = _found_at_home(start)
    again.send(ENTER)
    after = _ana_goes_on(again)
    assert after.at - before.at > GAP - 1, "the last act was a moment before it was read"
    assert after.shown - before.shown == pytest.approx(after.at - before.at, abs=SLACK)


def test_b_at_home_takes_the_gap_for_a_break(start: Callable[..., Terminal]) -> None:
    before = _killed_while_ana_speaks(start)
    again = _found_at_home(start)
    shown = time.monotonic()
    again.send("b")
    after = _ana_goes_on(again)
    assert after.at - before.at > GAP - 1, "the last act was a moment before it was read"
    assert after.shown - before.shown == pytest.approx(after.at - shown, abs=SLACK)


def test_resume_goes_on_as_well(start: Callable[..., Terminal]) -> None:
    before = _killed_while_ana_speaks(start)
    only_looked = _found_at_home(start)
    only_looked.send("q")
    assert only_looked.exit_status() == 0
    after = _ana_goes_on(start("resume"))
    assert after.at - before.at > GAP - 1, "the last act was a moment before it was read"
    assert after.shown - before.shown == pytest.approx(after.at - before.at, abs=SLACK)


def test_a_note_is_finished_that_was_being_typed(start: Callable[..., Terminal]) -> None:
    terminal = start()
    hold(terminal, "Fenna", "Ana", "Bo", "Cy", "Dee")
    terminal.press("w", "or enter ")
    terminal.press("i", " intention:")
    for words in ("Trust [b]grows", " when we", " wait"):
        terminal.press(words, words)
    terminal.kill(signal.SIGKILL)
    assert terminal.exit_status() == -signal.SIGKILL
    again = start("resume")
    # The last words were on the screen for a moment only; those before them are safe.
    again.wait_for("Unfinished intention: w i goes on with it.")
    again.press("w", "or enter ")
    again.press("i", " intention, unfinished: Trust [b]grows when we")
    again.press(" and listen", "and listen")
    again.press(ENTER, lambda screen: " intention, unfinished:" not in screen)
    again.press(
        "v", re.compile(r"intention +Trust \[b\]grows when we( wait)? and listen$", re.MULTILINE)
    )
    # Finished means finished: nothing is left to be finished once more.
    again.press("q", "OPENING QUOTES")
    again.kill(signal.SIGKILL)
    third = start("resume")
    third.wait_for("OPENING QUOTES")
    third.press("w", "or enter ")
    third.press("i", " intention:")
    assert "Trust" not in third.screen()

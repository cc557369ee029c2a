"""A laptop that sleeps and a clock that is set, under libfaketime: the program is asked to believe
another time than its terminal's."""

import re
from collections.abc import Callable

import pytest

from fake_time import FakeTime, linux_preloads
from holding import ENTER, clock_of_item, hold
from terminal import Terminal

pytestmark = linux_preloads

MIN = 60
ITEM = "Opening quotes"
SLEPT = "The laptop slept for 7 min."
WAS_SET = "clock was set 1 h"
SPENT = 40
"""Seconds within which what a test does in its terminal is over."""


def held(start: Callable[..., Terminal]) -> Terminal:
    """A session in its first item, a few seconds old: the program has looked at its clocks."""
    terminal = start()
    hold(terminal, "Ana", "Bo")
    goes_on(terminal)
    return terminal


def goes_on(terminal: Terminal, seconds: int = 1) -> str:
    """Wait until the item has run on by so many seconds; the screen. The time that is shown has
    no leap in it."""
    before = clock_of_item(terminal, ITEM)
    screen = terminal.wait_for(lambda _: clock_of_item(terminal, ITEM) >= before + seconds)
    assert clock_of_item(terminal, ITEM) <= before + SPENT
    return screen


def is_whole(screen: str) -> bool:
    """Whether the live screen stands there as ever, its keys included."""
    return all(words in screen for words in (f"▸ {ITEM}", ITEM.upper(), "write", "? all"))


# --- the laptop sleeps ---------------------------------------------------------------------------


@pytest.mark.parametrize(("key", "counted"), [("c", 7 * MIN), ("k", 0)])
def test_a_sleep_of_seven_minutes_asks_once_and_either_answer_is_right(
    start: Callable[..., Terminal], faketime: FakeTime, key: str, counted: int
) -> None:
    terminal = held(start)
    faketime.set(7 * MIN)
    screen = terminal.wait_for(SLEPT)
    assert is_whole(screen), screen
    # Until somebody answers it counts, and the question does not go away by itself.
    assert 0 <= clock_of_item(terminal, ITEM) - 7 * MIN < SPENT
    assert SLEPT in goes_on(terminal)
    terminal.press(key, lambda screen: SLEPT not in screen)
    assert 0 <= clock_of_item(terminal, ITEM) - counted < SPENT
    screen = goes_on(terminal, 2)
    assert "slept" not in screen
    assert is_whole(screen), screen


def test_what_was_said_of_a_sleep_holds_after_a_restart_of_the_program(
    start: Callable[..., Terminal], faketime: FakeTime
) -> None:
    terminal = held(start)
    faketime.set(7 * MIN)
    terminal.wait_for(SLEPT)
    terminal.press("k", lambda screen: SLEPT not in screen)
    terminal.send("\x11")
    assert terminal.exit_status() == 0
    again = start("resume")
    screen = again.wait_for(f"▸ {ITEM}")
    assert "slept" not in screen
    assert clock_of_item(again, ITEM) < SPENT


# --- somebody sets the clock ---------------------------------------------------------------------


def times_shown(screen: str) -> tuple[int, int]:
    """The clock and the expected end at the top, in minutes of the day."""
    found = re.search(r"(\d\d):(\d\d)  .*ends (\d\d):(\d\d)", screen)
    assert found, screen
    hour, minute, end_hour, end_minute = map(int, found.groups())
    return hour * MIN + minute, end_hour * MIN + end_minute


def apart(after: int, before: int) -> int:
    """Minutes from one time of the day to another, the shorter way around."""
    return (after - before + 12 * MIN) % (24 * MIN) - 12 * MIN


@pytest.mark.parametrize("hours", [1, -1])
@pytest.mark.parametrize(("key", "right_now"), [("k", True), ("c", False)])
def test_a_clock_that_is_set_changes_no_running_time_and_asks(
    start: Callable[..., Terminal],
    only_the_wall_clock: FakeTime,
    hours: int,
    key: str,
    right_now: bool,
) -> None:
    terminal = held(start)
    clock, ends = times_shown(terminal.screen())
    only_the_wall_clock.set(hours * 3600)
    screen = terminal.wait_for(WAS_SET)
    assert f"{WAS_SET} {'ahead' if hours > 0 else 'back'}" in screen
    assert is_whole(screen), screen
    assert clock_of_item(terminal, ITEM) < SPENT
    assert WAS_SET in goes_on(terminal)
    assert 0 <= apart(times_shown(terminal.screen())[0], clock) <= 1
    terminal.press(key, lambda screen: WAS_SET not in screen)
    screen = goes_on(terminal, 2)
    assert WAS_SET not in screen
    assert clock_of_item(terminal, ITEM) < SPENT
    shift = hours * MIN if right_now else 0
    new_clock, new_ends = times_shown(screen)
    assert 0 <= apart(new_clock, clock) - shift <= 1
    assert 0 <= apart(new_ends, ends) - shift <= 1
    # The hard end reads as it did: with a clock that is an hour ahead the session ends past it.
    # Setup offers a start that lies ahead, so it does not otherwise.
    assert ("min over" in screen) is (hours > 0 and right_now)


def test_enter_is_not_needed_and_nothing_is_covered(
    start: Callable[..., Terminal], only_the_wall_clock: FakeTime
) -> None:
    """The question stands above the keys while everything else goes on."""
    terminal = held(start)
    only_the_wall_clock.set(3600)
    terminal.wait_for(WAS_SET)
    terminal.press_until(".", "▸ Framing")
    screen = terminal.press(ENTER, "▸ Framing")
    assert WAS_SET in screen

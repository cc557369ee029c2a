"""Hours of ticks at any rate, stalls, sleeps and clocks that are set: what is shown stays true.

The truth is counted apart, millisecond by millisecond, by adding up each stretch as it passes.
"""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import at, talk
from coreflect_tui.core.history import replay
from coreflect_tui.core.intents import (
    AnswerClockChange,
    CountGap,
    NextItem,
    PauseClock,
    ResumeClock,
    SetGapAside,
)
from coreflect_tui.core.timing import expected_end, session_seconds
from laptop import Laptop

EIGHT_HOURS = 8 * 3600
ITEMS = 40


class Day:
    """Eight hours on a laptop; `elapsed` and `whole` are the truth of the running item and of the
    session, in milliseconds."""

    def __init__(self, every: float, random: Random) -> None:
        self.laptop = Laptop(*(talk(f"item-{number}", 12) for number in range(ITEMS)))
        self.every = every
        self.random = random
        self.paused = False
        self.item, self.elapsed, self.whole = 0, 0, 0
        self.laptop.tick()
        self.laptop.session.dispatch(NextItem())

    def goes_on(self, seconds: float) -> None:
        """Time passes without a look at it."""
        before = self.laptop.passed
        self.laptop.passes(seconds)
        if not self.paused:
            self.elapsed += self.laptop.passed - before
            self.whole += self.laptop.passed - before

    def step(self) -> None:
        """A tick, sometimes late; sometimes somebody does something."""
        draw = self.random.random()
        if draw < 0.01:
            self.goes_on(self.random.uniform(1, 30))
        elif draw < 0.013:
            self.sleeps(self.random.uniform(31, 900))
        elif draw < 0.016:
            self.laptop.sets_clock(self.random.choice((3600, -3600, 7, -90)))
        else:
            self.goes_on(self.every * self.random.uniform(0.5, 1.5))
        self.laptop.tick()
        if self.random.random() < 0.01:
            self.acts()

    def sleeps(self, seconds: float) -> None:
        """A gap; it is answered at once."""
        before, was = self.laptop.passed, (self.elapsed, self.whole)
        self.goes_on(seconds)
        self.laptop.tick()
        gap = self.laptop.state.gap
        assert (gap is None) is self.paused
        if gap is None or gap.end is None:
            return
        assert (gap.start, gap.end) == (at(0, before / 1000), at(0, self.laptop.passed / 1000))
        if self.random.random() < 0.5:
            self.laptop.session.dispatch(CountGap())
        else:
            self.laptop.session.dispatch(SetGapAside(gap.start, gap.end))
            self.elapsed, self.whole = was
        assert self.laptop.state.gap is None

    def acts(self) -> None:
        session = self.laptop.session
        draw = self.random.random()
        if self.paused:
            session.dispatch(ResumeClock())
            self.paused = False
        elif draw < 0.3:
            session.dispatch(PauseClock())
            self.paused = True
        elif draw < 0.5:
            session.dispatch(AnswerClockChange(shift_end=draw < 0.4))
        elif self.item < ITEMS - 1:
            session.dispatch(NextItem())
            self.item, self.elapsed = self.item + 1, 0

    def check(self) -> None:
        state, now = self.laptop.state, self.laptop.now
        assert self.laptop.running.id == f"item-{self.item}"
        assert abs(self.laptop.elapsed - self.elapsed / 1000) < 0.01
        assert int(round(self.laptop.elapsed, 3)) == self.elapsed // 1000
        assert abs(session_seconds(state, now) - self.whole / 1000) < 0.01
        left = max(720 - self.elapsed / 1000, 0) + 720 * (ITEMS - 1 - self.item)
        assert abs((expected_end(state, now) - now).total_seconds() - left) < 0.01
        assert now == at(0, self.laptop.passed / 1000)


def live(every: float, random: Random, seconds: float) -> Day:
    day = Day(every, random)
    while day.laptop.passed < seconds * 1000:
        day.step()
        day.check()
    return day


@given(every=st.floats(0.3, 19), seed=st.integers(0, 10**6))
@settings(max_examples=12)
def test_in_eight_hours_at_any_rate_what_is_shown_is_true(every: float, seed: int) -> None:
    live(every, Random(seed), EIGHT_HOURS)


@pytest.mark.parametrize("every", [0.9999, 1, 1.0001])
def test_in_eight_hours_at_about_a_tick_a_second_what_is_shown_is_true(every: float) -> None:
    day = live(every, Random(str(every)), EIGHT_HOURS)
    assert replay(day.laptop.memory.stored).state == day.laptop.state


def test_at_many_ticks_a_second_what_is_shown_is_true() -> None:
    live(0.05, Random(1), 1800)

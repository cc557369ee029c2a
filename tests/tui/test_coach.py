"""The coach of a rehearsal: what it says can be read in real time, however fast the clock runs."""

from dataclasses import dataclass, field

import pytest

from builders import at
from coreflect_tui.clock import FastClock
from coreflect_tui.core.intents import CloseSession, NextItem
from coreflect_tui.rehearsal.cast import cast_for
from coreflect_tui.tui.coach import A_SECOND, LEAST, WAITING, Coach
from coreflect_tui.tui.screens.closing import ClosingScreen
from coreflect_tui.tui.view.hints import due_words
from stage import OFFSET, Stage, a_workplace, begin, play

SPEED = 60.0
GREETING = "This is a rehearsal: the people are simulated, nothing of it is kept"


@dataclass
class Rehearsal:
    """A rehearsal of eight people whose real seconds are counted by hand."""

    kept: bool = False
    real: float = 0.0
    clock: FastClock = field(init=False)
    coach: Coach = field(init=False)

    def __post_init__(self) -> None:
        self.clock = FastClock(at(-6), 1, real=lambda: self.real, offset=OFFSET)
        self.workplace = a_workplace(self.clock)
        people = begin(self.workplace).state.people
        self.coach = Coach(cast_for(people, 3), self.clock, SPEED, kept=self.kept)

    async def passes(self, stage: Stage, seconds: float) -> None:
        """So many real seconds go by, looked at from time to time."""
        for _ in range(10):
            self.real += seconds / 10
            stage.app.show()
        await stage.settle()

    async def until_somebody_waits(self, stage: Stage) -> None:
        for _ in range(600):
            if self.coach.due(self.clock.now().session):
                await stage.settle()
                return
            self.real += 0.1
            stage.app.show()
        raise AssertionError(stage.text)


@pytest.fixture
def rehearsal() -> Rehearsal:
    return Rehearsal()


def test_it_is_said_first_what_a_rehearsal_is_for_as_long_as_it_takes(rehearsal: Rehearsal) -> None:
    async def story(stage: Stage) -> None:
        await rehearsal.passes(stage, 40)
        assert f"{GREETING}. You hold it as Ana." in stage.words
        assert "the clock runs 60 times as fast, but not while you have something" in stage.words
        assert rehearsal.coach.pace == WAITING
        await stage.at_once("enter")
        assert GREETING not in stage.words
        assert all(one.presence == "expected" for one in stage.state.people), "only read"

    play(story, workplace=rehearsal.workplace, coach=rehearsal.coach)


def test_whoever_begins_at_once_needs_no_enter(rehearsal: Rehearsal) -> None:
    async def story(stage: Stage) -> None:
        await stage.at_once("full_stop")
        assert stage.state.began
        assert GREETING not in stage.words

    play(story, workplace=rehearsal.workplace, coach=rehearsal.coach)


def test_what_is_kept_is_not_said_to_go() -> None:
    rehearsal = Rehearsal(kept=True)

    async def story(stage: Stage) -> None:
        assert "what it leaves stays in its folder." in stage.words
        assert "goes at the end" not in stage.words
        await stage.press("q")
        assert "q again ends the rehearsal; what it left stays in its folder." in stage.words

    play(story, workplace=rehearsal.workplace, coach=rehearsal.coach)


@pytest.mark.parametrize("read", [True, False])
def test_a_new_reminder_is_there_long_enough_to_be_read(rehearsal: Rehearsal, read: bool) -> None:
    async def story(stage: Stage) -> None:
        await stage.does(NextItem())
        coach, state = rehearsal.coach, stage.state
        for _ in range(600):
            words = due_words(state, rehearsal.clock.now().session, OFFSET)
            if words:
                break
            rehearsal.real += 0.1
            coach.look(stage.session)
            if coach.due(rehearsal.clock.now().session):
                await stage.at_once("enter")
                state = stage.state
        assert words
        # Nothing else is to come meanwhile.
        coach.next = None
        stage.app.show()
        assert coach.pace == WAITING
        await stage.settle()
        assert "There is time to read what stands below." in stage.words
        await rehearsal.passes(stage, LEAST)
        assert coach.pace == WAITING
        assert words.split(":")[0] in stage.words
        if read:
            await stage.at_once("enter")
        else:
            await rehearsal.passes(stage, len(words) / A_SECOND + 0.2)
        assert coach.pace == SPEED
        assert stage.state is state

    play(story, workplace=rehearsal.workplace, coach=rehearsal.coach)


@pytest.mark.parametrize("keys", ["w k", "question_mark"])
def test_time_waits_for_whoever_writes_or_looks_elsewhere(rehearsal: Rehearsal, keys: str) -> None:
    rehearsal.coach.goes_on(rehearsal.clock.now().session)

    async def story(stage: Stage) -> None:
        await stage.does(NextItem())
        await rehearsal.until_somebody_waits(stage)
        await stage.at_once("enter")
        await stage.press(*keys.split())
        rehearsal.coach.next = None
        stage.app.show()
        assert rehearsal.coach.pace == WAITING

    play(story, workplace=rehearsal.workplace, coach=rehearsal.coach)


def test_while_nobody_waits_it_says_how_fast_the_clock_runs(rehearsal: Rehearsal) -> None:
    rehearsal.coach.goes_on(rehearsal.clock.now().session)

    async def story(stage: Stage) -> None:
        await stage.press("a", "H", "q")
        await rehearsal.passes(stage, 0.1)
        words = "Nobody waits for you now; the clock runs 60 times as fast."
        assert f"{words} → enter: go on" in stage.words
        assert "Nothing in the room" not in stage.words
        await rehearsal.until_somebody_waits(stage)
        assert words not in stage.words

    play(story, workplace=rehearsal.workplace, coach=rehearsal.coach)


def test_enter_lets_time_fly_to_what_comes_next_or_is_to_be_read(rehearsal: Rehearsal) -> None:
    coach = rehearsal.coach
    seen: list[str] = []

    async def story(stage: Stage) -> None:
        while len(seen) < 60 and not stage.shows(ClosingScreen):
            read = due_words(stage.state, rehearsal.clock.now().session, OFFSET)
            await stage.at_once("enter")
            now = rehearsal.clock.now().session
            if due := coach.due(now):
                assert stage.shows(ClosingScreen) or due.words[:20] in stage.words
                seen.append("room")
            else:
                assert due_words(stage.state, now, OFFSET) not in ("", read)
                assert coach.pace == WAITING
                seen.append("hint")
        assert stage.shows(ClosingScreen)

    play(story, workplace=rehearsal.workplace, coach=coach)
    assert {*seen} == {"hint", "room"}
    assert seen.count("hint") < seen.count("room") / 5


def test_a_notice_loses_no_time_when_the_clock_slows_down(rehearsal: Rehearsal) -> None:
    rehearsal.coach.goes_on(rehearsal.clock.now().session)

    async def story(stage: Stage) -> None:
        await stage.at_once("o")
        closed = "The room is closed to newcomers"
        assert closed in stage.words
        rehearsal.real += 2
        stage.app.show()
        await stage.settle()
        assert rehearsal.coach.pace == WAITING, "somebody came in these two minutes"
        assert closed in stage.words

    play(story, workplace=rehearsal.workplace, coach=rehearsal.coach)


def test_at_the_end_it_says_that_nothing_is_kept(rehearsal: Rehearsal) -> None:
    async def story(stage: Stage) -> None:
        await stage.does(NextItem(), CloseSession())
        stage.app.closed(())
        await stage.settle()
        assert "Nothing of it is kept: its folder goes when you leave." in stage.words
        assert "q ends the rehearsal" in stage.words

    play(story, workplace=rehearsal.workplace, coach=rehearsal.coach)


def test_the_cover_covers_what_happens_in_the_room_too(rehearsal: Rehearsal) -> None:
    async def story(stage: Stage) -> None:
        await stage.does(NextItem())
        await rehearsal.until_somebody_waits(stage)
        await stage.press("0")
        assert rehearsal.coach.due(rehearsal.clock.now().session)
        assert "In the room" not in stage.words

    play(story, workplace=rehearsal.workplace, coach=rehearsal.coach)

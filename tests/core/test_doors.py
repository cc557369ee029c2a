"""The line at the door: only where the step asks, for a short while, until something is written."""

from dataclasses import replace

import pytest

from builders import Play, talk
from coreflect_tui.core.doors import OPEN_FOR, door_of
from coreflect_tui.core.formats import NoteKind
from coreflect_tui.core.intents import (
    CloseSession,
    GoToItem,
    NextItem,
    PauseClock,
    ResumeClock,
    WriteNote,
)
from coreflect_tui.core.state import PauseKind, Span


def session(kind: NoteKind = NoteKind.TAKEAWAY) -> Play:
    """A talk with a door, a talk without, one with a door; the first is over after 10 min."""
    asks = replace(talk("closing", 10), writes=(kind,), door=kind)
    return Play(asks, talk("final", 5), replace(asks, id="last")).does(NextItem()).at(10)


def test_it_opens_when_the_item_ends_and_not_before() -> None:
    play = session()
    assert door_of(play.state, play.now) is None
    play.does(NextItem())
    assert door_of(play.state, play.now) is NoteKind.TAKEAWAY


def test_a_step_without_a_door_has_none() -> None:
    play = session().does(NextItem()).at(15).does(NextItem())
    assert door_of(play.state, play.now) is None


@pytest.mark.parametrize(
    ("seconds", "stands"), [(0, True), (OPEN_FOR - 1, True), (OPEN_FOR, False)]
)
def test_it_closes_by_itself(seconds: int, stands: bool) -> None:
    play = session().does(NextItem()).at(10, seconds)
    assert (door_of(play.state, play.now) is NoteKind.TAKEAWAY) is stands


def test_a_note_of_its_kind_closes_it_and_one_from_before_does_not() -> None:
    play = session().does(WriteNote(NoteKind.TAKEAWAY, "early")).at(11).does(NextItem())
    play.does(WriteNote(NoteKind.HARVEST, "of another kind"))
    assert door_of(play.state, play.now) is NoteKind.TAKEAWAY
    play.does(WriteNote(NoteKind.TAKEAWAY, "what I take"))
    assert door_of(play.state, play.now) is None


def test_going_back_shuts_it() -> None:
    play = session().does(NextItem()).at(10, 20).does(GoToItem("closing"))
    assert door_of(play.state, play.now) is None


def test_nothing_runs_after_the_last_item_so_it_stands_until_closing() -> None:
    play = session().does(GoToItem("last")).at(20)
    assert door_of(play.state, play.now) is None
    state = replace(
        play.state,
        items=tuple(
            replace(one, visits=(replace(one.visits[0], end=play.now),)) if one.running else one
            for one in play.state.items
        ),
    )
    assert door_of(state, play.at(40).now) is NoteKind.TAKEAWAY
    again = tuple(
        replace(one, visits=(*one.visits, Span(play.now))) if one.id == "last" else one
        for one in state.items
    )
    assert door_of(replace(state, items=again), play.now) is None
    play.does(CloseSession())
    assert door_of(play.state, play.now) is None


def test_before_the_start_there_is_no_door() -> None:
    play = Play(talk("opening", 5))
    assert door_of(play.state, play.now) is None


def test_time_that_stands_still_does_not_close_it() -> None:
    play = session().does(NextItem()).at(10, 30).does(PauseClock(PauseKind.HOLD))
    play.at(20).does(ResumeClock())
    assert door_of(play.state, play.now) is NoteKind.TAKEAWAY
    play.at(21)
    assert door_of(play.state, play.now) is None

"""How a session stands that somebody finds again, and when it ended."""

from dataclasses import replace
from datetime import datetime

import pytest

from builders import Play, a_format, at, attendees, ids, prepared_state, talk
from coreflect_tui.core.decision import Decision, Moment
from coreflect_tui.core.events import (
    ClockChanged,
    Event,
    GapNoticed,
    GapSetAside,
    ItemStarted,
    OutcomesWritten,
    SessionClosed,
    SessionReopened,
)
from coreflect_tui.core.formats import Outcome
from coreflect_tui.core.intents import CloseSession, NextItem, SetGapAside
from coreflect_tui.core.standing import (
    LeftAt,
    Standing,
    attended_until,
    break_begins,
    ends_at,
    lacks_files,
    last_act,
    last_attended,
    standing,
)
from coreflect_tui.core.summary import Summary, summarise


def an_hour(*acts: NextItem | CloseSession) -> Summary:
    """The row of a session that is to be over at 60 minutes, begun or closed at 5."""
    play = Play(talk("opening", 20), talk("closing", 40)).at(5).does(*acts)
    return summarise(play.state, play.now)


def stands(summary: Summary, acted: float, seen: float | None, now: float) -> Standing:
    return standing(summary, LeftAt(at(acted), None if seen is None else at(seen), at(now)))


@pytest.mark.parametrize(
    ("acted", "now", "expected"),
    [
        (10, 14, Standing.LEFT_OFF),
        (10, 75, Standing.LEFT_OFF),
        (10, 119.9, Standing.LEFT_OFF),
        (10, 120, Standing.NOT_CLOSED),
        (10, 9999, Standing.NOT_CLOSED),
        # The last act was after the hard end: an hour from there.
        (80, 139.9, Standing.LEFT_OFF),
        (80, 140, Standing.NOT_CLOSED),
        # A clock that is behind what is stored says nothing of being past.
        (10, -9999, Standing.LEFT_OFF),
    ],
)
def test_an_hour_after_the_end_and_the_last_act_it_is_long_past(
    acted: float, now: float, expected: Standing
) -> None:
    assert stands(an_hour(NextItem()), acted, acted, now) is expected


def test_a_program_that_ran_on_without_anybody_keeps_no_session_going() -> None:
    assert stands(an_hour(NextItem()), 10, 400, 401) is Standing.NOT_CLOSED


def test_what_was_never_begun_what_is_closed_and_what_another_window_has() -> None:
    assert stands(an_hour(), 0, 0, 110) is Standing.PREPARED
    assert stands(an_hour(), 0, 0, 120) is Standing.NOT_BEGUN
    closed = an_hour(NextItem(), CloseSession())
    assert stands(closed, 5, 5, 9999) is Standing.CLOSED
    assert stands(an_hour(NextItem()), 10, None, 9999) is Standing.OPEN


def test_it_ended_at_its_hard_end_or_with_the_last_act() -> None:
    assert ends_at(at(60), at(10)) == at(60)
    assert ends_at(at(60), at(71)) == at(71)


def decision(minutes: float, *events: Event) -> Decision:
    moment = Moment(at(minutes), at(minutes), 0, minutes * 60, "boot")
    return Decision(f"{minutes}", moment, events)


def test_what_the_program_notices_and_writes_is_no_act() -> None:
    decisions = (
        decision(1, ItemStarted("opening", at(1))),
        decision(2, GapNoticed(at(1), at(2))),
        decision(3, GapSetAside(at(1), at(2))),
        decision(4, ClockChanged(60, at(4))),
        decision(5, OutcomesWritten(at(5), ())),
    )
    assert last_act(decisions) == at(1)
    assert last_act((*decisions, decision(6, SessionClosed(at(6))))) == at(6)


@pytest.mark.parametrize(
    ("beat", "until"),
    [(None, at(10)), (at(8), at(10)), (at(12), at(12)), (at(10 + 24 * 60 + 1), at(10))],
)
def test_a_sign_of_life_is_believed_for_a_day(beat: datetime | None, until: datetime) -> None:
    assert attended_until(at(10), beat) == until


def test_the_break_begins_where_it_was_left_or_where_it_ended() -> None:
    play = Play(talk("opening", 20), talk("closing", 40)).at(0).does(NextItem())
    decisions = (decision(10, ItemStarted("opening", at(0))),)

    def begins(seen: float, now: float) -> datetime:
        return break_begins(play.state, decisions, at(seen), at(now))

    assert begins(12, 20) == at(12)
    assert begins(90, 100) == at(90), "it runs over"
    assert begins(12, 900) == at(12)
    assert begins(400, 900) == at(60), "it ran on without anybody"
    play.at(900).does(SetGapAside(at(60), at(900)))
    assert begins(905, 990) == at(905), "gone on with, and left again"


def test_the_program_was_there_with_what_it_noticed_and_not_with_files() -> None:
    decisions = (
        decision(1, ItemStarted("opening", at(1))),
        decision(2, GapNoticed(at(1), at(2))),
        decision(5, OutcomesWritten(at(5), ())),
    )
    assert last_attended(decisions) == at(2)


def test_a_closed_session_lacks_its_files_until_they_are_written_after_the_closing() -> None:
    state = prepared_state(a_format(talk("opening", 20)), attendees(2))
    state = replace(state, closed=at(60), format=replace(state.format, outcomes=(Outcome.HARVEST,)))
    new_id = ids()
    kinds = {
        "w": OutcomesWritten(at(60), ()),
        "c": SessionClosed(at(60)),
        "o": SessionReopened(at(60)),
    }

    def told(story: str) -> tuple[Decision, ...]:
        moment = decision(60).moment
        return tuple(Decision(new_id(), moment, (kinds[letter],)) for letter in story)

    assert lacks_files(state, told("c"))
    assert lacks_files(state, told("wc")), "those were of before"
    assert lacks_files(state, told("cwoc"))
    assert not lacks_files(state, told("cw"))
    assert not lacks_files(state, told("cwow"))
    assert not lacks_files(replace(state, closed=None), told("o"))
    nothing = replace(state, format=replace(state.format, outcomes=()))
    assert not lacks_files(nothing, told("c")), "its format leaves none"

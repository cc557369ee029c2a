"""The agenda as a list: when each item began or is expected, its minutes, what it took, signs."""

from dataclasses import replace

import pytest

from builders import Play, at, talk
from coreflect_tui.core.formats import StepKind
from coreflect_tui.core.intents import (
    AddMinutes,
    CloseSession,
    GoToItem,
    InsertItem,
    LeaveOut,
    NextItem,
    PauseClock,
    PinItem,
)
from coreflect_tui.tui.view.agenda import agenda_choices, expected_starts
from coreflect_tui.tui.view.live import agenda_lines
from coreflect_tui.tui.view.pieces import plain, width_of

OFFSET = 3600


def four() -> Play:
    """5, 20, 12 and 8 minutes from 19:00 at the place, the last protected."""
    closing = replace(talk("closing", 8), protected=True)
    return Play(talk("opening", 5), talk("talk", 20), talk("harvest", 12), closing)


def rows(play: Play, width: int = 76) -> list[str]:
    """Each row with its runs of blanks as one."""
    choices = agenda_choices(play.state, play.now, OFFSET, width)
    return [" ".join(plain(lines).split()) for _, lines in choices]


def test_before_the_start_it_counts_from_the_planned_start() -> None:
    assert rows(four()) == [
        "· 19:00 Opening 5 min",
        "· 19:05 Talk 20 min",
        "· 19:25 Harvest 12 min",
        "· 19:37 Closing 8 min ◆ protected",
        "19:45 end",
    ]


def test_a_start_that_is_overdue_moves_all_of_it() -> None:
    assert rows(four().at(7))[::4] == ["· 19:07 Opening 5 min", "19:52 end"]


def test_what_was_and_what_is_to_come() -> None:
    play = four().does(NextItem()).at(7).does(NextItem()).at(10, 30)
    assert rows(play) == [
        "✓ 19:00 Opening 5 min 7:00",
        "▸ 19:07 Talk 20 min 3:30",
        "· 19:27 Harvest 12 min",
        "· 19:39 Closing 8 min ◆ protected",
        "19:47 end",
    ]


def test_an_overrun_moves_what_comes() -> None:
    play = four().does(NextItem()).at(9)
    assert rows(play)[1:] == [
        "· 19:09 Talk 20 min",
        "· 19:29 Harvest 12 min",
        "· 19:41 Closing 8 min ◆ protected",
        "19:49 end",
    ]


def test_a_pause_moves_what_comes_as_it_lasts() -> None:
    play = four().does(NextItem()).at(2).does(PauseClock()).at(6)
    assert rows(play)[0] == "▸ 19:00 Opening 5 min 2:00"
    assert rows(play)[1] == "· 19:09 Talk 20 min"


def test_left_out_pinned_and_put_in_are_said_in_words() -> None:
    play = four().does(NextItem(), LeaveOut("talk"), PinItem("harvest"))
    play.does(InsertItem("Tea", 450, StepKind.BREAK, "harvest"), AddMinutes("harvest", 30))
    assert rows(play) == [
        "▸ 19:00 Opening 5 min 0:00",
        "○ Talk 20 min left out",
        "· 19:05 Harvest 12½ min * pinned",
        "· 19:17 Tea 7½ min",
        "· 19:25 Closing 8 min ◆ protected",
        "19:33 end",
    ]


def test_an_item_passed_over_has_no_time_and_one_returned_to_its_first() -> None:
    play = four().does(NextItem()).at(5).does(GoToItem("harvest"))
    assert rows(play)[1] == "· Talk 20 min"
    play.at(9).does(GoToItem("opening"))
    assert rows(play)[0] == "▸ 19:00 Opening 5 min 5:00"
    # It had its 5 already; the talk and the closing are to come, the harvest was.
    assert expected_starts(play.state, play.now) == {
        "opening": at(0),
        "talk": at(9),
        "harvest": at(5),
        "closing": at(29),
    }


def test_a_closed_session_ended_when_it_did() -> None:
    play = four().does(NextItem()).at(4).does(CloseSession())
    assert rows(play)[-1] == "19:04 end"


def test_each_item_can_be_chosen_and_the_end_cannot() -> None:
    play = four()
    names = [name for name, _ in agenda_choices(play.state, play.now, OFFSET, 76)]
    assert names == ["opening", "talk", "harvest", "closing", None]


@pytest.mark.parametrize("width", [57, 77, 117])
def test_it_keeps_to_its_width_and_the_minutes_stand_under_each_other(width: int) -> None:
    play = four().does(InsertItem("A rather long name for something that is put in", 600))
    play.does(NextItem()).at(5).does(PinItem("harvest"))
    lines = [one for _, one in agenda_choices(play.state, play.now, OFFSET, width)]
    assert all(width_of(line) <= width for (line,) in lines)
    assert len({plain(one).index(" min") for one in lines[:-1]}) == 1


def test_after_an_hour_the_time_it_took_stands_apart_from_its_minutes() -> None:
    play = four().does(NextItem()).at(60, 1)
    beside = agenda_lines(play.state, play.now, OFFSET, 31)
    assert plain(beside[:1]).split() == ["▸", "Opening", "5", "1:00:01"]
    assert all(width_of(line) <= 31 for line in beside)
    assert rows(play)[0] == "▸ 19:00 Opening 5 min 1:00:01"

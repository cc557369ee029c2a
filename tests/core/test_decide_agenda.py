"""Items left out, brought back and put in while the agenda runs."""

import pytest

from builders import Play, at, sharing, talk
from coreflect_tui.core.formats import StepKind
from coreflect_tui.core.intents import (
    BringBack,
    CloseSession,
    GoToItem,
    InsertItem,
    Intent,
    LeaveOut,
    NextItem,
)
from coreflect_tui.core.timing import expected_end, items_to_come, pace

MIN = 60


def four() -> Play:
    return Play(talk("opening", 5), talk("middle", 20), talk("extra", 10), talk("closing", 10))


def to_come(play: Play) -> list[str]:
    return [item.id for item in items_to_come(play.state)]


def test_what_is_left_out_is_neither_to_come_nor_counted() -> None:
    play = four().does(NextItem(), LeaveOut("extra"))
    assert to_come(play) == ["middle", "closing"]
    assert expected_end(play.state, play.now) == at(35)
    assert pace(play.state, play.now) == -10 * MIN
    play.does(NextItem(), NextItem())
    assert play.state.running is play.item("closing")


def test_what_is_brought_back_is_to_come_again_with_its_time() -> None:
    play = four().does(NextItem(), LeaveOut("extra"), BringBack("extra"))
    assert to_come(play) == ["middle", "extra", "closing"]
    assert expected_end(play.state, play.now) == at(45)


def test_what_is_left_out_before_the_start_is_no_part_of_what_was_agreed() -> None:
    play = four().does(LeaveOut("opening"), LeaveOut("extra"))
    assert expected_end(play.state, play.now) == at(30)
    play.does(NextItem())
    assert play.state.running is play.item("middle")
    assert play.state.agreed_end == at(30)


def test_going_to_an_item_that_was_left_out_brings_it_back() -> None:
    play = four().does(NextItem(), LeaveOut("middle"), GoToItem("middle"))
    assert not play.item("middle").left_out
    play.does(GoToItem("opening"))
    assert to_come(play) == ["extra", "closing"]


@pytest.mark.parametrize(
    ("act", "word"),
    [
        (LeaveOut("nowhere"), "not on the agenda"),
        (LeaveOut("extra"), "is running"),
        (LeaveOut("opening"), "is over"),
        (LeaveOut("middle"), "left out already"),
        (LeaveOut("passed"), "passed over"),
        (BringBack("nowhere"), "not on the agenda"),
        (BringBack("closing"), "was not left out"),
        (BringBack("middle"), "place of Middle has passed"),
        (InsertItem("Tea", 300, after="nowhere"), "not on the agenda"),
        (InsertItem("Tea", 300, after="opening"), "has passed"),
        (InsertItem(" \n", 300), "Nothing was written"),
        (InsertItem("Tea", 59), "at least a minute"),
        (InsertItem("Tea", 86401), "longer than a day"),
        (InsertItem("Again", 300, StepKind.ROUND), "talk or a break"),
    ],
)
def test_acts_on_the_agenda_that_cannot_be_say_why(act: Intent, word: str) -> None:
    steps = ("opening", "middle", "passed", "extra", "closing")
    play = Play(*(talk(step, 5) for step in steps))
    play.does(NextItem(), LeaveOut("middle"), GoToItem("extra"))
    assert word in play.refuses(act).sentence


def test_when_all_is_left_out_closing_is_what_remains() -> None:
    play = Play(talk("opening", 5), talk("closing", 5)).does(NextItem(), LeaveOut("closing"))
    assert play.refuses(NextItem()).instead == CloseSession()


def ids(play: Play) -> list[str]:
    return [item.id for item in play.state.items]


def test_a_break_comes_next_unless_a_place_is_named() -> None:
    play = four().does(NextItem(), InsertItem("", 5 * MIN, StepKind.BREAK))
    assert ids(play) == ["opening", "break-1", "middle", "extra", "closing"]
    play.does(InsertItem("  Tea\x1b[2J\nand cake ", 90, StepKind.BREAK, after="extra"))
    play.does(InsertItem("One more thing", 7 * MIN))
    assert ids(play) == [
        "opening",
        "added-1",
        "break-1",
        "middle",
        "extra",
        "break-2",
        "closing",
    ]
    titles = [item.item.step.title for item in play.state.items]
    assert (titles[1], titles[2]) == ("One more thing", "Break")
    assert titles[5].startswith("Tea")
    assert titles[5].isprintable()
    assert expected_end(play.state, play.now) == at(45 + 5 + 7, 90)
    assert pace(play.state, play.now) == 12 * MIN + 90


@pytest.mark.parametrize(
    ("seconds", "kind", "least", "most"),
    [
        (60, StepKind.BREAK, 60, 1),
        (90, StepKind.TALK, 60, 4),
        (600, StepKind.BREAK, 300, 10),
        (600, StepKind.TALK, 300, 20),
        (330, StepKind.TALK, 150, 12),
    ],
)
def test_an_item_that_is_put_in_can_be_shortened_by_half(
    seconds: int, kind: StepKind, least: int, most: int
) -> None:
    play = four().does(InsertItem("Tea", seconds, kind))
    new = play.state.items[0]
    assert (new.allotment, new.item.planned, new.item.least) == (seconds, seconds, least)
    assert (new.item.step.kind, new.item.step.most) == (kind, most)
    assert new.item.step.least * 60 >= least


def test_before_the_start_it_comes_first_and_is_part_of_what_is_agreed() -> None:
    play = four().does(InsertItem("Sound check", 3 * MIN))
    assert ids(play)[0] == "added-1"
    play.does(NextItem())
    assert play.state.running is play.item("added-1")
    assert play.state.agreed_end == at(48)


def test_after_a_round_that_runs_it_is_next() -> None:
    play = Play(sharing("round", 8), talk("after", 5), here=True).does(NextItem())
    play.does(InsertItem("Stretch", 2 * MIN, StepKind.BREAK)).at(1).does(NextItem(leaving=True))
    assert play.state.running is play.item("break-1")
    assert to_come(play) == ["after"]


def test_ids_are_not_given_twice_and_another_item_may_be_passed_by() -> None:
    play = four().does(NextItem())
    for _ in range(3):
        play.does(InsertItem("Tea", 60, StepKind.BREAK, after="extra"))
    assert ids(play)[3:6] == ["break-3", "break-2", "break-1"]
    play.does(LeaveOut("break-2"))
    assert to_come(play) == ["middle", "extra", "break-3", "break-1", "closing"]

"""The frame of the live screen, as text for states of every kind."""

from dataclasses import replace

import pytest

from builders import Play, at, sharing, talk, topic_time
from coreflect_tui.core.formats import RoomRule
from coreflect_tui.core.intents import (
    AddMinutes,
    AddTopic,
    CloseRoom,
    CloseSession,
    EndTurn,
    GiveTurn,
    NextItem,
    PauseClock,
    StartTopic,
)
from coreflect_tui.core.state import PauseKind, SessionState
from coreflect_tui.tui.view import live
from coreflect_tui.tui.view.large_digits import HIGH, LOW, large_digits
from coreflect_tui.tui.view.pieces import Look, plain, width_of

HOUR = 3600


def agenda(state: SessionState, minutes: float, width: int = 32) -> list[str]:
    return plain(live.agenda_lines(state, at(minutes), HOUR, width)).splitlines()


def test_the_agenda_has_signs_minutes_and_real_times() -> None:
    play = Play(talk("opening", 3), sharing("round", 8), talk("end", 2))
    play.does(NextItem()).at(4).does(NextItem())
    assert agenda(play.state, 6.5) == [
        " ✓ Opening              3  4:00",
        " ▸ Round                8  2:30",
        " · End                  2",
    ]


def test_the_room_stands_below_the_agenda() -> None:
    play = Play(talk("opening", 3))
    rule = RoomRule("opening", 15, "Another time.")
    play.state = replace(play.state, format=replace(play.state.format, room=rule))
    assert agenda(play.state, 0)[-2:] == [" room open; o closes it", " after opening"]
    gone_on = Play(talk("opening", 3), talk("next", 9))
    gone_on.state = replace(gone_on.state, format=replace(gone_on.state.format, room=rule))
    gone_on.does(NextItem()).at(2).does(NextItem())
    assert agenda(gone_on.state, 3)[-2:] == [" room open", " o closes it to newcomers"]
    play.does(NextItem()).at(2).does(CloseRoom())
    assert agenda(play.state, 3)[-1] == " room closed 19:02"


@pytest.mark.parametrize("width", [20, 32, 42])
def test_lines_of_the_agenda_have_its_width(width: int) -> None:
    play = Play(talk("a-step-with-a-name-that-is-long", 30), talk("end", 120)).does(NextItem())
    lines = live.agenda_lines(play.state, at(200), HOUR, width)
    assert [width_of(one) for one in lines] == [width, width]


def test_the_title_says_how_far_the_item_has_come() -> None:
    play = Play(talk("opening", 3), sharing("round", 8), topic_time(20), here=True)
    assert plain([live.item_title(play.state, 40)]) == "BEFORE THE START"
    play.does(NextItem())
    assert plain([live.item_title(play.state, 20)]) == "OPENING       1 of 3"
    play.does(NextItem(), GiveTurn("p2"), GiveTurn("p3"))
    assert live.progress(play.state) == "1 of 4 shared"
    play.does(NextItem(leaving=True))
    assert live.progress(play.state) == "3 of 3"
    play.does(AddTopic("Power"), AddTopic("Fear"))
    assert live.progress(play.state) == "2 topics"
    play.does(StartTopic("t2"))
    assert live.progress(play.state) == "topic 2 of 2"
    play.does(CloseSession())
    assert plain([live.item_title(play.state, 40)]) == "BETWEEN ITEMS"


@pytest.mark.parametrize(
    ("minutes", "seconds", "digits", "words", "late"),
    [
        (0, 0, "3:00", "left of 3 min", False),
        (1, 15, "1:45", "left of 3 min", False),
        (3, 0, "0:00", "left of 3 min", False),
        (3, 1, "0:01", "over the 3 min", False),
        (4, 0, "1:00", "over the 3 min", False),
        (4, 1, "1:01", "over the 3 min", True),
        (70, 0, "1:07:00", "over the 3 min", True),
    ],
)
def test_the_clock_counts_down_and_then_on(
    minutes: float, seconds: float, digits: str, words: str, late: bool
) -> None:
    play = Play(talk("opening", 3)).does(NextItem())
    face = live.clock_of(play.state, at(minutes, seconds), HOUR)
    assert (face.digits, face.words, face.late) == (digits, (words,), late)
    assert face.used == pytest.approx((minutes * 60 + seconds) / 180)


def test_large_digits_have_their_words_beside_them_or_below() -> None:
    play = Play(sharing("round", 8), here=True).does(NextItem())
    face = live.clock_of(play.state, at(0), HOUR)
    assert plain(live.clock_words(face, beside=True)) == "left of 8 min\nabout 2:00 each"
    assert plain(live.clock_words(face, beside=False)) == "left of 8 min · about 2:00 each"
    for rows in (LOW, HIGH):
        assert plain(live.clock_digits(face, rows)).splitlines() == [
            line.rstrip() for line in large_digits("8:00", rows)
        ]


def test_the_digits_look_late_only_after_a_minute_and_so_does_the_line() -> None:
    play = Play(talk("opening", 3)).does(NextItem())
    for minutes, look in ((2, Look.CLOCK), (4, Look.CLOCK), (4.1, Look.WARN)):
        face = live.clock_of(play.state, at(minutes), HOUR)
        assert {piece.look for row in live.clock_digits(face, HIGH) for piece in row} == {look}
        assert look in {piece.look for piece in live.clock_line(face, 60)}


def test_the_clock_of_the_place_before_the_start() -> None:
    play = Play(talk("opening", 90), people=5)
    face = live.clock_of(play.state, at(-6), HOUR)
    assert face.digits == "18:54"
    assert face.words == ("1 h 30 min planned", "5 on the list")
    assert plain([live.clock_line(face, 60)]) == (
        "  18:54 1 h 30 min planned                     5 on the list"
    )


def test_a_turn_s_length_stands_beside_the_clock_in_round_figures() -> None:
    play = Play(sharing("round", 8), here=True).does(NextItem())
    assert live.clock_of(play.state, at(0), HOUR).words[1] == "about 2:00 each"
    play.does(GiveTurn("p2")).at(5).does(EndTurn())
    assert live.clock_of(play.state, at(5), HOUR).words[1] == "about 1:00 each"
    assert live.clock_of(play.state, at(9), HOUR).words == ("over the 8 min",)


def test_a_topic_has_a_clock_of_its_own() -> None:
    play = Play(topic_time(20)).does(NextItem(), AddTopic("Power"), AddTopic("Fear"))
    play.does(StartTopic("t1"))
    assert live.clock_of(play.state, at(4), HOUR).words[1] == "this topic: 6:00 left"
    assert live.clock_of(play.state, at(11), HOUR).words[1] == "this topic: 1:00 over"


@pytest.mark.parametrize(
    ("kind", "said"),
    [(PauseKind.PAUSE, "paused since 19:01"), (PauseKind.HOLD, "held since 19:01")],
)
def test_the_top_line_says_when_time_stands_still(kind: PauseKind, said: str) -> None:
    play = Play(talk("opening", 3)).does(NextItem()).at(1).does(PauseClock(kind))
    top = plain([live.top_line(play.state, at(2), HOUR, 100)])
    assert top.startswith(" Small reflection · online")
    assert f"19:02  {said} · " in top
    face = live.clock_of(play.state, at(30), HOUR)
    assert plain(live.clock_words(face, beside=True)) == "stands still\nleft of 3 min"
    assert face.digits == "2:00"


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_top_line_has_the_width_and_keeps_the_end_in_sight(width: int) -> None:
    play = Play(talk("opening", 3)).does(NextItem())
    top = live.top_line(play.state, at(9), HOUR, width)
    assert width_of(top) == width
    assert plain([top]).endswith("6 min behind · ends 19:09, 6 min over")
    assert Look.WARN in {piece.look for piece in top}


def test_being_over_is_a_word_and_not_only_a_colour() -> None:
    play = Play(talk("opening", 3)).does(NextItem())
    face = live.clock_of(play.state, at(5), HOUR)
    assert "over" in plain([live.clock_line(face, 60)])
    assert plain([live.clock_bar(face, 10)]) == "▓" * 10


def test_an_allotment_is_said_in_the_same_words_in_the_agenda_and_at_the_clock() -> None:
    play = Play(topic_time(20), talk("after", 3)).does(NextItem(), AddTopic("Power"))
    assert live.progress(play.state) == "1 topic"
    play.does(AddMinutes(play.state.items[0].id, -30))
    face = live.clock_of(play.state, play.now, 0)
    assert face.words[0] == "left of 19½ min"
    assert "19½" in agenda(play.state, 0)[0]


def test_for_the_last_person_there_is_nothing_to_share_out() -> None:
    play = Play(sharing("round", 8), people=2, here=True).does(NextItem(), GiveTurn("p1"))
    assert live.clock_of(play.state, at(0), HOUR).words[1:] == ("about 4:00 each",)
    play.does(GiveTurn("p2"))
    assert live.clock_of(play.state, at(0), HOUR).words[1:] == ()

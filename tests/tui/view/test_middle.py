"""The middle of the live screen: words, people, and the one quiet line, as text."""

from dataclasses import replace

import pytest

from builders import Play, at, sharing, talk, topic_time
from coreflect_tui.core.formats import (
    NoteKind,
    Order,
    Place,
    Point,
    Question,
    Reminder,
    RoomRule,
    Step,
    Tone,
)
from coreflect_tui.core.intents import (
    AddTopic,
    CloseRoom,
    CloseSession,
    EndTurn,
    GiveTurn,
    MarkShared,
    NextItem,
    PassTurn,
    PauseClock,
    SetPresence,
    StartTopic,
    TickPoint,
    WriteNote,
)
from coreflect_tui.core.state import PauseKind, Presence, Shared
from coreflect_tui.tui.view.middle import hint_line, people_lines, word_lines
from coreflect_tui.tui.view.pieces import plain, width_of

HOUR = 3600


def words(play: Play, roomy: bool = False, width: int = 60) -> str:
    return plain(word_lines(play.state, width, roomy)).strip()


def people(play: Play, width: int = 60) -> list[str]:
    return plain(people_lines(play.state, play.now, width)).splitlines()


def hint(play: Play, minutes: float) -> str:
    return plain([hint_line(play.state, at(minutes), HOUR)]).strip()


def with_step(**changes: object) -> Step:
    return replace(talk("opening", 10), **changes)  # type: ignore[arg-type]


# --- words ---------------------------------------------------------------------------------------


def test_before_the_start_people_are_told_what_is_noted() -> None:
    play = Play(talk("opening", 3))
    assert "Everything is ready." in words(play)
    assert "What we note stays here." in words(play)
    assert "The first item is Opening." in words(play)
    play.does(NextItem(), CloseSession())
    assert words(play) == "This session is closed."


def test_the_question_leads_and_points_are_numbered_and_ticked() -> None:
    points = (Point("One"), Point("Only here", Place.IN_PERSON), Point("Three"))
    play = Play(with_step(ask="What is so?", points=points)).does(NextItem(), TickPoint(2))
    assert words(play) == "What is so?\n\n1 One\n✓ Three"


def test_a_long_point_stays_on_one_line() -> None:
    play = Play(with_step(points=(Point("x" * 100),))).does(NextItem())
    (one,) = word_lines(play.state, 40)
    assert width_of(one) == 40
    assert plain([one]).endswith("…")


def test_questions_of_both_tones_are_there_in_their_order() -> None:
    questions = (Question("What works?", Tone.WORKS), Question("What is hard?", Tone.CHALLENGE))
    play = Play(with_step(questions=questions)).does(NextItem())
    assert words(play) == "– What works?\n– What is hard?"


def test_a_roomy_screen_has_what_to_say_and_what_was_written() -> None:
    play = Play(with_step(ask="What is so?", say=("Say this.",))).does(NextItem())
    play.does(WriteNote(NoteKind.TAKEAWAY, "One\nTwo"))
    assert words(play) == "What is so?"
    assert words(play, roomy=True) == (
        "What is so?\n\n\nSay this.\n\nWritten down\ntakeaway   One / Two"
    )


def test_an_item_with_nothing_else_shows_what_to_say() -> None:
    assert words(Play(with_step(say=("Say this.", "And that."))).does(NextItem())) == "Say this."


def test_topics_have_numbers_signs_and_minutes() -> None:
    play = Play(topic_time(20)).does(NextItem())
    assert words(play) == "No topic yet: w t writes one down."
    play.does(AddTopic("Power"), AddTopic("Fear"), AddTopic("Rest"))
    play.does(StartTopic("t1"), StartTopic("t2"))
    lines = words(play).splitlines()
    assert [line.split()[0] for line in lines] == ["✓1", "▸2", "3"]
    assert all(line.endswith(" min") for line in lines)


# --- people --------------------------------------------------------------------------------------


def test_who_is_here_while_there_is_no_round() -> None:
    play = Play(talk("opening", 3), people=4)
    assert people(play) == ["here     0 of 4", "expected Ana · Bo · Cy · Dee"]
    play.does(SetPresence(("p1", "p2", "p3"), Presence.PRESENT))
    play.does(SetPresence(("p3",), Presence.AWAY))
    assert people(play) == ["here     2 of 4", "expected Dee", "away     Cy"]


def test_a_round_says_who_has_the_floor_who_is_invited_and_who_shared() -> None:
    play = Play(sharing("round", 8), people=6, here=True).does(NextItem())
    assert people(play)[0] == "now      who would like to begin?"
    assert people(play)[2] == "shared   nobody yet"
    play.does(GiveTurn("p2")).at(0, 50).does(GiveTurn("p3"), PassTurn())
    assert people(play)[0] == "now      who is next?"
    play.does(GiveTurn("p4")).at(1, 38)
    play.does(SetPresence(("p5",), Presence.AWAY), MarkShared("round", ("p6",), Shared.CHAT))
    assert people(play) == [
        "now      Dee  0:48",
        "invite   1 Ana",
        "away     Eli",
        "shared   Bo · Cy (passed) · Fay (chat)",
    ]


def test_someone_who_is_only_expected_has_a_question_mark() -> None:
    play = Play(sharing("round", 8), people=3).does(NextItem())
    assert people(play)[1] == "invite   1 Ana  2 Bo?  3 Cy?"


def test_more_than_nine_are_found_by_name() -> None:
    play = Play(sharing("round", 8), people=10, here=True).does(NextItem())
    invite = " ".join(people(play, width=40)[1:4])
    assert "9 Ida" in invite
    assert "+1, / by name" in invite
    assert "Jo" not in invite


def test_everyone_has_shared() -> None:
    play = Play(sharing("round", 8), people=2, here=True).does(NextItem())
    play.does(GiveTurn("p1"), GiveTurn("p2"), EndTurn())
    assert people(play)[:2] == ["now      everyone has shared", "invite   nobody is left out"]


def test_a_listed_round_names_the_next_person() -> None:
    play = Play(sharing("round", 8, Order.LISTED), people=3, here=True).does(NextItem())
    assert people(play)[0] == "next     Ana"


@pytest.mark.parametrize("width", [24, 40, 60])
def test_no_line_about_people_is_wider_than_its_place(width: int) -> None:
    play = Play(sharing("round", 8), people=10, here=True).does(NextItem())
    long = "Loooooooooooooooooooooooooooooooooooooooooooooooong"
    play.state = replace(
        play.state, people=tuple(replace(one, name=one.name + long) for one in play.state.people)
    )
    play.does(GiveTurn("p1"), GiveTurn("p2"), GiveTurn("p3"))
    lines = people_lines(play.state, play.now, width)
    assert max(width_of(one) for one in lines) <= width
    assert plain(lines).splitlines()[0].endswith("  0:00"), "the time stays in sight"


# --- the quiet line ------------------------------------------------------------------------------


def test_what_comes_next_when_nothing_is_due() -> None:
    play = Play(talk("opening", 3), talk("end", 4))
    assert hint(play, -5) == ""
    play.does(NextItem())
    assert hint(play, 1) == "then End, 4 min"
    play.does(NextItem())
    assert hint(play, 1) == ""


def test_reminders_come_when_they_are_due_and_the_last_one_stands() -> None:
    reminders = (
        Reminder("Now"),
        Reminder("Not here", place=Place.IN_PERSON),
        Reminder("After four", after=240),
        Reminder("Two left", left=120),
    )
    play = Play(with_step(reminders=reminders)).does(NextItem())
    said = [hint(play, minutes) for minutes in (0, 3.9, 4, 7.9, 8, 30)]
    assert said == ["⚑ Now", "⚑ Now", *["⚑ After four"] * 2, *["⚑ Two left"] * 2]


def test_nothing_reminds_while_time_stands_still_or_after_the_end() -> None:
    play = Play(with_step(reminders=(Reminder("Now"),))).does(NextItem())
    play.does(PauseClock(PauseKind.HOLD))
    assert "Now" not in hint(play, 5)
    assert "h goes on" in hint(play, 5)
    play.does(CloseSession())
    assert hint(play, 6) == ""


def test_the_room_is_prompted_after_its_round_and_at_its_minute() -> None:
    play = Play(talk("opening", 3), sharing("round", 8), people=2, here=True)
    room = RoomRule("round", 5, "Another time.")
    play.state = replace(play.state, format=replace(play.state.format, room=room))
    play.does(NextItem())
    assert "closes the room" not in hint(play, 4.9)
    assert hint(play, 5) == "⚑ 5 minutes in: o closes the room to newcomers when it suits."
    play.at(5).does(NextItem(), GiveTurn("p1"), GiveTurn("p2"))
    assert "closes the room" not in hint(play, 8)
    play.does(EndTurn())
    assert hint(play, 8) == "⚑ The round is through: o closes the room to newcomers."
    play.does(CloseRoom())
    assert "closes the room" not in hint(play, 8)


def test_a_prompt_for_the_room_that_is_left_alone_goes_away() -> None:
    play = Play(sharing("round", 8), talk("one", 3), talk("two", 3), people=2, here=True)
    room = RoomRule("round", 15, "Another time.")
    play.state = replace(play.state, format=replace(play.state.format, room=room))
    play.does(NextItem(), GiveTurn("p1"), GiveTurn("p2"), EndTurn())
    play.at(8).does(NextItem())
    assert "closes the room" in hint(play, 9)
    play.at(11).does(NextItem())
    assert "closes the room" not in hint(play, 12)

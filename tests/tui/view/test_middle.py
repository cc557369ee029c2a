"""The middle of the live screen: words, and the one quiet line, as text."""

from dataclasses import replace

from builders import Play, at, sharing, talk, topic_time
from coreflect_tui.core.formats import (
    Certificates,
    NoteKind,
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
    NextItem,
    PauseClock,
    StartTopic,
    TickPoint,
    WriteNote,
)
from coreflect_tui.core.state import PauseKind
from coreflect_tui.tui.view.hints import hint_line
from coreflect_tui.tui.view.middle import word_lines
from coreflect_tui.tui.view.pieces import plain, width_of

HOUR = 3600


def words(play: Play, roomy: bool = False, width: int = 60) -> str:
    return plain(word_lines(play.state, play.now, width, roomy)).strip()


def hint(play: Play, minutes: float) -> str:
    return plain([hint_line(play.state, at(minutes), HOUR)]).strip()


def with_step(**changes: object) -> Step:
    return replace(talk("opening", 10), **changes)  # type: ignore[arg-type]


def in_rows(play: Play, rows: int, width: int = 30) -> str:
    return plain(word_lines(play.state, play.now, width, rows=rows))


# --- words ---------------------------------------------------------------------------------------


def test_before_the_start_people_are_told_what_is_noted() -> None:
    play = Play(talk("opening", 3))
    assert "Everything is ready." in words(play)
    assert "What we note stays here." in words(play)
    assert "The first item is Opening." in words(play)
    play.does(NextItem(), CloseSession())
    assert words(play) == "This session is closed."


def test_points_are_in_full_where_there_is_room_and_else_one_row_each() -> None:
    long = "Who keeps the time today: somebody else than last time"
    play = Play(with_step(points=(Point(long), Point("Two")))).does(NextItem())
    assert long in in_rows(play, rows=3)
    assert long not in in_rows(play, rows=2)
    assert "…" in in_rows(play, rows=2)


def test_points_beyond_the_screen_are_counted_and_the_key_for_all_is_named() -> None:
    points = tuple(Point(f"Point {number}") for number in range(1, 10))
    play = Play(with_step(points=points)).does(NextItem())
    assert in_rows(play, rows=9).splitlines()[-1].strip() == "9 Point 9"
    shown = in_rows(play, rows=4).splitlines()
    assert [one.strip() for one in shown] == [
        "1 Point 1", "2 Point 2", "3 Point 3", "+6 more: e shows all",
    ]  # fmt: skip


def test_what_is_ticked_gives_way_so_that_the_next_open_point_is_in_sight() -> None:
    play = Play(talk("opening", 9, points=9)).does(NextItem())
    for ticked in range(9):
        shown = in_rows(play, 4)
        assert f"{ticked + 1} Point {ticked}" in shown, shown
        assert len(shown.splitlines()) == 4
        play.does(TickPoint(ticked))
    last = [one.strip() for one in in_rows(play, 4).splitlines()]
    assert last == ["✓7 Point 6", "✓8 Point 7", "✓9 Point 8", "+6 more: e shows all"]


def test_where_there_is_room_for_some_in_full_the_first_are() -> None:
    first, second = "What is said here stays here, always", "What is noted, and who receives it"
    play = Play(with_step(points=(Point(first), Point(second)))).does(NextItem())
    found = in_rows(play, rows=3)
    assert first in found
    assert second not in found
    assert second in in_rows(play, rows=4)


def test_points_without_spaces_take_the_rows_that_they_take() -> None:
    long = "今日の時間係はだれですか" * 3
    play = Play(with_step(points=(Point(long), Point("二")))).does(NextItem())
    assert long in in_rows(play, rows=4)
    assert long not in in_rows(play, rows=3)


def test_the_question_leads_and_points_are_numbered_and_ticked() -> None:
    points = (Point("One"), Point("Only here", Place.IN_PERSON), Point("Three"))
    play = Play(with_step(ask="What is so?", points=points)).does(NextItem(), TickPoint(2))
    assert words(play) == "What is so?\n\n 1 One\n✓2 Three"


def test_a_long_point_stays_on_one_line() -> None:
    play = Play(with_step(points=(Point("x" * 100),))).does(NextItem())
    (one,) = word_lines(play.state, play.now, 40)
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


def test_a_round_that_was_left_with_people_waiting_is_over_and_not_through() -> None:
    play = Play(sharing("round", 8), talk("one", 3), people=2, here=True)
    room = RoomRule("round", 15, "Another time.")
    play.state = replace(play.state, format=replace(play.state.format, room=room))
    play.does(NextItem(), GiveTurn("p1"))
    all_the_same = play.refuses(NextItem()).instead
    assert all_the_same
    play.does(all_the_same)
    assert hint(play, 1) == "⚑ The round is over: o closes the room to newcomers."


def test_the_reminder_of_the_address_names_it_and_the_keys_that_copy_it() -> None:
    there = Certificates("An office", "office@example.org", (), words="Write to office@example.org")
    step = with_step(reminders=(Reminder("Put {contact} into the chat."),))
    play = Play(step)
    fmt = replace(play.state.format, certificates=there)
    play = Play(fmt=replace(fmt, steps=(step,))).does(NextItem())
    assert hint(play, 1) == ("⚑ Put office@example.org into the chat. y c copies words with it.")


def test_what_has_no_room_is_not_left_away_without_a_word() -> None:
    questions = tuple(Question(f"Question {number}?") for number in range(1, 6))
    play = Play(with_step(questions=questions)).does(NextItem())
    assert in_rows(play, rows=5).splitlines()[-1] == "– Question 5?"
    assert in_rows(play, rows=3).splitlines() == ["– Question 1?", "– Question 2?", "… e shows all"]

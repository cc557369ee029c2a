"""Topics share the time of their item, anew at each change."""

import pytest

from builders import Play, at, talk, topic_time
from coreflect_tui.core.formats import NoteKind
from coreflect_tui.core.intents import (
    AddMinutes,
    AddTopic,
    Intent,
    NextItem,
    PauseClock,
    RemoveTopic,
    RenameTopic,
    StartTopic,
    WriteNote,
)
from coreflect_tui.core.state import Span
from coreflect_tui.core.timing import topic_left, topic_seconds

MIN = 60


def planned(*titles: str) -> Play:
    """Topics written before their time has come: after 5 minutes of talk, 22 for them."""
    play = Play(talk("before", 5), topic_time(22), talk("after", 5)).does(NextItem())
    return play.does(*(AddTopic(title) for title in titles))


def begun(*titles: str) -> Play:
    """The same in the first second of the topic item, at 5:00."""
    return planned(*titles).at(5).does(NextItem())


def shares(play: Play) -> list[int]:
    return [topic.allotment for topic in play.state.topics]


def test_two_topics_have_eleven_of_22_minutes_each() -> None:
    assert shares(planned("Listening")) == [22 * MIN]
    assert shares(planned("Listening", "Mutuality")) == [11 * MIN, 11 * MIN]
    assert shares(begun("Listening", "Mutuality")) == [11 * MIN, 11 * MIN]


def test_three_topics_have_whole_minutes() -> None:
    assert shares(planned("A", "B", "C")) == [8 * MIN, 7 * MIN, 7 * MIN]


def test_finishing_one_early_gives_the_rest_to_the_other() -> None:
    play = begun("Listening", "Mutuality").does(StartTopic("t1")).at(9).does(StartTopic("t2"))
    assert shares(play) == [11 * MIN, 18 * MIN]
    assert play.state.topics[0].visits == (Span(at(5), at(9)),)
    play.at(12)
    listening, mutuality = play.state.topics
    assert topic_seconds(play.state, listening, play.now) == 4 * MIN
    assert topic_left(play.state, mutuality, play.now) == 15 * MIN


def test_an_overrun_is_borne_by_those_still_to_come() -> None:
    play = begun("A", "B", "C").does(StartTopic("t1")).at(15).does(StartTopic("t2"))
    # 22 - 10 leaves 12 for two.
    assert shares(play) == [8 * MIN, 6 * MIN, 6 * MIN]


def test_time_before_the_first_topic_starts_is_spent() -> None:
    play = begun("Listening", "Mutuality").at(9).does(StartTopic("t1"))
    assert shares(play) == [9 * MIN, 9 * MIN]


def test_more_minutes_for_the_item_are_shared_anew() -> None:
    play = planned("Listening", "Mutuality").does(AddMinutes("topics", 4 * MIN))
    assert play.item("topics").allotment == 26 * MIN
    assert shares(play) == [13 * MIN, 13 * MIN]
    play.does(AddMinutes("topics", -8 * MIN))
    assert shares(play) == [9 * MIN, 9 * MIN]


def test_more_minutes_leave_a_topic_that_is_over_as_it_was() -> None:
    play = begun("A", "B").does(StartTopic("t1")).at(9).does(StartTopic("t2"))
    play.at(10).does(AddMinutes("topics", 3 * MIN))
    assert shares(play) == [11 * MIN, 21 * MIN]


def test_a_topic_that_runs_keeps_at_least_what_it_had() -> None:
    play = begun("A", "B").does(StartTopic("t1")).at(20).does(AddTopic("C"))
    # 22 in all, 15 used by A: 7 are left for B and C, in whole minutes.
    assert shares(play) == [15 * MIN, 4 * MIN, 3 * MIN]


def test_going_back_to_a_topic_gives_it_what_is_left() -> None:
    play = begun("A", "B").does(StartTopic("t1")).at(9).does(StartTopic("t2"))
    play.at(15).does(StartTopic("t1"))
    topic = play.state.topics[0]
    assert topic.visits == (Span(at(5), at(9)), Span(at(15)))
    # 10 of 22 minutes are over, 4 of them were A's: 12 + 4.
    assert topic.allotment == 16 * MIN
    assert topic_left(play.state, topic, play.now) == 12 * MIN


def test_time_that_stood_still_is_not_taken_from_topics() -> None:
    play = begun("A", "B").does(StartTopic("t1")).at(8).does(PauseClock()).at(12)
    play.does(StartTopic("t2"))
    assert play.state.paused is None
    assert shares(play) == [11 * MIN, 19 * MIN]


def test_adding_and_removing_share_anew() -> None:
    play = planned("A", "B", "C").does(RemoveTopic("t2"))
    assert [topic.title for topic in play.state.topics] == ["A", "C"]
    assert shares(play) == [11 * MIN, 11 * MIN]
    play.does(RemoveTopic("t1"), RemoveTopic("t3"))
    assert play.state.topics == ()


def test_notes_of_a_removed_topic_stay() -> None:
    play = begun("A", "B").does(StartTopic("t1"), WriteNote(NoteKind.TAKEAWAY, "Slow down"))
    assert play.state.notes[0].topic == "t1"
    assert "stays" in play.refuses(RemoveTopic("t1")).sentence
    play.does(RemoveTopic("t2"))
    assert [note.text for note in play.state.notes] == ["Slow down"]


def test_a_topic_ends_with_its_item() -> None:
    play = begun("A").does(StartTopic("t1")).at(20).does(NextItem())
    assert play.state.topic is None
    assert play.state.topics[0].visits == (Span(at(5), at(20)),)


def test_a_note_that_is_a_topic_becomes_one() -> None:
    play = planned().does(WriteNote(NoteKind.TOPIC, "  Power\tand  \x1b[1mtrust\n"))
    assert [topic.title for topic in play.state.topics] == ["Power and trust"]
    assert play.state.notes == ()


def test_renaming() -> None:
    play = planned("Listening").does(RenameTopic("t1", " Being  heard "))
    assert play.state.topics[0].title == "Being heard"


@pytest.mark.parametrize(
    ("act", "word"),
    [
        (AddTopic(" \u200b"), "Nothing was written"),
        (RenameTopic("t1", ""), "Nothing was written"),
        (RenameTopic("t9", "Other"), "Nothing was written"),
        (RenameTopic("t1", "A"), "Nothing changed"),
        (RemoveTopic("t9"), "gone"),
        (StartTopic("t1"), "later"),
    ],
)
def test_acts_that_cannot_be_say_why(act: Intent, word: str) -> None:
    assert word in planned("A").refuses(act).sentence


def test_what_cannot_start() -> None:
    play = begun("A").does(StartTopic("t1"))
    assert "with this topic" in play.refuses(StartTopic("t1")).sentence
    assert play.refuses(StartTopic("t9")).sentence


def test_there_are_as_many_topics_as_digits() -> None:
    play = planned(*"ABCDEFGHI")
    assert sum(shares(play)) == 22 * MIN
    assert "9 topics" in play.refuses(AddTopic("J")).sentence


def test_without_a_topic_item_there_are_none() -> None:
    assert "no time for topics" in Play(talk("before", 5)).refuses(AddTopic("A")).sentence

"""Notes have a place in the session and no author."""

import pytest

from builders import Play, at, talk, topic_time
from coreflect_tui.core.decide import decide
from coreflect_tui.core.decide.answer import Refusal
from coreflect_tui.core.decision import Decision, Moment
from coreflect_tui.core.events import Undone
from coreflect_tui.core.formats import NoteKind
from coreflect_tui.core.history import History, record
from coreflect_tui.core.intents import (
    AddTopic,
    ChangeNote,
    Intent,
    NextItem,
    RemoveNote,
    ReviewNote,
    StartTopic,
    WriteNote,
    WriteNotes,
)
from coreflect_tui.core.state import Note
from coreflect_tui.core.text import NOTE_LIMIT


def session() -> Play:
    return Play(talk("opening", 10), topic_time(20))


def written() -> Play:
    return session().does(NextItem(), WriteNote(NoteKind.TAKEAWAY, "Slow down"))


def test_a_note_stands_where_it_was_written() -> None:
    play = session().does(WriteNote(NoteKind.REMINDER, "Ask about the break")).at(1)
    play.does(NextItem(), WriteNote(NoteKind.INTENTION, "Listen")).at(12)
    play.does(AddTopic("Power"), NextItem(), StartTopic("t1"), WriteNote(NoteKind.TAKEAWAY, "Ask"))
    assert play.state.notes == (
        Note("n1", NoteKind.REMINDER, "Ask about the break", at(0)),
        Note("n2", NoteKind.INTENTION, "Listen", at(1), "opening"),
        Note("n3", NoteKind.TAKEAWAY, "Ask", at(12), "topics", "t1"),
    )


def test_words_are_cleaned_and_keep_their_lines() -> None:
    play = session().does(WriteNote(NoteKind.HARVEST, " One\x1b[2J\r\nTwo\u202e \x00\n\n\n\nThree"))
    assert play.state.notes[0].text == "One\nTwo\n\nThree"


def test_changing_keeps_place_and_time_and_asks_about_names_anew() -> None:
    play = written().does(ReviewNote("n1", left_out=True, name_kept=True)).at(5)
    play.does(ChangeNote("n1", " Slow right down ", NoteKind.HARVEST))
    (note,) = play.state.notes
    assert (note.text, note.kind, note.at) == ("Slow right down", NoteKind.HARVEST, at(0))
    assert (note.left_out, note.name_kept) == (True, False)


def test_a_removed_note_is_gone() -> None:
    play = written().does(WriteNote(NoteKind.HARVEST, "Warmth"), RemoveNote("n1"))
    assert [note.id for note in play.state.notes] == ["n2"]


@pytest.mark.parametrize(
    ("act", "word"),
    [
        (WriteNote(NoteKind.QUOTE, " \x1b[0m\n"), "Nothing was written"),
        (WriteNote(NoteKind.TOPIC, ""), "Nothing was written"),
        (WriteNotes(NoteKind.QUOTE, ()), "Nothing was written"),
        (WriteNotes(NoteKind.QUOTE, (" ", "\x1b[0m")), "Nothing was written"),
        (WriteNotes(NoteKind.TOPIC, ("",)), "Nothing was written"),
        (WriteNotes(NoteKind.TOPIC, tuple("abcdefghij")), "as many as there are numbers for"),
        (WriteNote(NoteKind.QUOTE, "a" * (NOTE_LIMIT + 1)), "4,000 characters at most"),
        (WriteNotes(NoteKind.QUOTE, ("a", "a" * 9_999)), "4,000 characters at most"),
        (ChangeNote("n1", "a" * (NOTE_LIMIT + 1), NoteKind.QUOTE), "4,000 characters at most"),
        (ChangeNote("n1", "\n", NoteKind.QUOTE), "Nothing was written"),
        (ChangeNote("n1", "Slow down", NoteKind.TAKEAWAY), "Nothing changed"),
        (ChangeNote("n1", "Slow down", NoteKind.TOPIC), "new one"),
        (ChangeNote("n9", "Other", NoteKind.QUOTE), "gone"),
        (RemoveNote("n9"), "gone"),
        (ReviewNote("n9", left_out=True), "gone"),
        (ReviewNote("n1"), "settled"),
    ],
)
def test_acts_that_cannot_be_say_why(act: Intent, word: str) -> None:
    assert word in written().refuses(act).sentence


def test_a_note_may_be_as_long_as_a_note_is() -> None:
    text = f" {'a' * NOTE_LIMIT}\x1b[0m   "
    play = session().does(WriteNote(NoteKind.HARVEST, text))
    assert play.state.notes[0].text == text.strip()[:NOTE_LIMIT]


def test_several_notes_are_one_decision() -> None:
    play = written().at(2)
    texts = ("One", " \n", "Two\x1b[2J", "One")
    answer = decide(play.state, WriteNotes(NoteKind.HARVEST, texts), play.now)
    assert not isinstance(answer, Refusal)
    play.does(WriteNotes(NoteKind.HARVEST, texts))
    assert play.state.notes[1:] == (
        Note("n2", NoteKind.HARVEST, "One", at(2), "opening"),
        Note("n3", NoteKind.HARVEST, "Two", at(2), "opening"),
        Note("n4", NoteKind.HARVEST, "One", at(2), "opening"),
    )
    before, moment = History(written().state), Moment(at(2), at(2), 0, 0.0, "boot")
    after = record(before, Decision("d1", moment, answer))
    assert after.state.notes == play.state.notes
    assert record(after, Decision("d2", moment, (Undone("d1"),))).state == before.state


def test_several_topics_share_the_time() -> None:
    play = session().does(WriteNotes(NoteKind.TOPIC, ("Power", "", "Endings")))
    assert [(one.id, one.title, one.allotment) for one in play.state.topics] == [
        ("t1", "Power", 600),
        ("t2", "Endings", 600),
    ]


def test_topics_without_time_for_them() -> None:
    play = Play(talk("opening", 10))
    assert "no time" in play.refuses(WriteNotes(NoteKind.TOPIC, ("Power",))).sentence

"""Notes as a list, with a word where a person's name stands in one."""

from builders import Play, talk, topic_time
from coreflect_tui.core.formats import NoteKind
from coreflect_tui.core.intents import AddTopic, NextItem, ReviewNote, WriteNote
from coreflect_tui.tui.view.notes import notes_choices, notes_title
from coreflect_tui.tui.view.pieces import plain


def told() -> Play:
    play = Play(talk("one", 3), topic_time(20)).does(NextItem())
    play.does(AddTopic("Power"), AddTopic("What Bo brought"))
    play.does(
        WriteNote(NoteKind.TAKEAWAY, "Ask twice\n\nand wait"),
        WriteNote(NoteKind.QUOTE, "Cy read: the sea"),
        WriteNote(NoteKind.REMINDER, "Call Dee"),
    )
    return play


def rows(play: Play, flagged_first: bool = False) -> list[str]:
    return [
        " ".join(plain(lines).split()) for _, lines in notes_choices(play.state, flagged_first, 78)
    ]


def test_topics_and_notes_in_their_order() -> None:
    assert rows(told()) == [
        "topic Power",
        "topic What Bo brought ↳ names someone here",
        "takeaway Ask twice / and wait",
        "quote Cy read: the sea ↳ names someone here",
        "reminder Call Dee ↳ for you alone",
    ]


def test_the_look_through_has_those_with_a_name_first() -> None:
    assert [row.split()[0] for row in rows(told(), flagged_first=True)] == [
        "topic", "quote", "topic", "takeaway", "reminder",
    ]  # fmt: skip


def test_what_was_settled_is_said_and_no_longer_flagged() -> None:
    play = told().does(ReviewNote("n2", name_kept=True))
    assert rows(play)[3] == "quote Cy read: the sea ↳ the name stays"
    play.does(ReviewNote("n2", left_out=True))
    assert rows(play)[3] == "quote Cy read: the sea ↳ left out"


def test_ids_tell_topics_from_notes() -> None:
    ids = [name for name, _ in notes_choices(told().state, False, 78)]
    assert ids == ["topic:t1", "topic:t2", "n1", "n2", "n3"]


def test_the_title_counts_what_is_for_the_group() -> None:
    assert plain([notes_title(told().state)]) == " Notes   4 for the group"

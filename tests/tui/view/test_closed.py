"""A session is closed, as text: where its files are, or that nothing is kept."""

from dataclasses import replace
from pathlib import Path

from builders import Play, talk
from coreflect_tui.core.intents import CloseSession, NextItem
from coreflect_tui.core.state import Recipient, WrittenFile
from coreflect_tui.tui.view.closed import removed_lines, written_lines
from coreflect_tui.tui.view.pieces import plain


def test_where_the_files_went_and_what_each_is_for() -> None:
    play = Play(talk("one", 3)).does(NextItem(), CloseSession())
    names = ("send/attendees.csv", "send/attendees.md", "send/attendee list.eml",
             "group/harvest.md", "group/harvest 2.html")  # fmt: skip
    files = tuple(WrittenFile("", f"/docs/{name}", "") for name in names)
    options = replace(play.state.options, recipient=Recipient("Our office"))
    state = replace(play.state, options=options)
    text = plain(written_lines(state, files))
    assert text.splitlines()[2:] == [
        "/docs/send",
        "  attendees.csv       the list, for Our office",
        "  attendees.md        the same, as a table to paste",
        "  attendee list.eml   a mail with the list; m opens it",
        "",
        "/docs/group",
        "  harvest 2.html      the harvest; h opens it",
        "  harvest.md          the same, as text to paste",
        "",
        "Nothing was sent. Keep the two apart: names in send, learnings in group.",
    ]
    assert "not saved yet (the disk is full)" in plain(
        written_lines(state, files, "the disk is full")
    )
    assert "leaves no files" in plain(written_lines(play.state, ()))
    alone = plain(written_lines(state, files[3:]))
    assert alone.endswith("Nothing was sent."), "there is nothing to keep apart"


def test_what_is_said_of_a_session_that_is_gone() -> None:
    state = Play(talk("one", 3)).state
    said = plain(removed_lines(state, ("Rests of it go later.",), ()))
    assert "nothing of it is kept: no names, no notes, no times." in said
    assert "Rests of it go later." in said
    assert "roster" not in said
    assert "yours" not in said
    of_group = replace(state, options=replace(state.options, group="g1"))
    text = plain(removed_lines(of_group, (), (Path("/somewhere/harvest.md"),)))
    assert "harvest.md" in text
    assert "The roster of the group stays as it is." in text

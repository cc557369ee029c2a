"""Preparing, closing, re-opening, the recipient, and what was written."""

from dataclasses import replace

import pytest

from builders import Play, a_format, at, attendees, prepared_state, talk, topic_time
from coreflect_tui.core.formats import NoteKind, Outcome
from coreflect_tui.core.intents import (
    AddTopic,
    CallSession,
    CloseSession,
    KeepSession,
    NextItem,
    PauseClock,
    RecordOutcomes,
    ReopenSession,
    StartTopic,
    WriteNote,
)
from coreflect_tui.core.state import Span, WrittenFile


def test_a_prepared_session_has_its_agenda_and_its_end_and_has_not_begun() -> None:
    state = prepared_state(a_format(talk("opening", 10), talk("closing", 30)), attendees(2))
    assert [item.allotment for item in state.items] == [600, 1800]
    assert [person.name for person in state.people] == ["Ana", "Bo"]
    assert state.hard_end == at(40)
    assert (state.began, state.agreed_end, state.closed, state.running) == (None,) * 4


def test_closing_ends_what_runs() -> None:
    play = Play(topic_time(20)).does(AddTopic("Power"), NextItem(), StartTopic("t1"))
    play.at(3).does(PauseClock()).at(5).does(CloseSession())
    assert play.state.closed == at(5)
    assert play.state.running is None
    assert play.state.paused is None
    assert play.state.pauses[-1].end == at(5)
    assert play.state.topics[0].visits == (Span(at(0), at(5)),)
    assert play.item("topics").visits == (Span(at(0), at(5)),)


def test_a_session_that_never_began_can_be_closed() -> None:
    assert Play(talk("opening", 10)).does(CloseSession()).state.closed == at(0)


def test_a_closed_session_takes_only_files_and_re_opening() -> None:
    play = Play(talk("opening", 10)).does(NextItem())
    assert play.refuses(ReopenSession()).sentence == "This session is open."
    play.does(CloseSession())
    for act in (WriteNote(NoteKind.HARVEST, "Warmth"), CloseSession(), NextItem()):
        assert "re-open" in play.refuses(act).sentence
    file = WrittenFile("harvest", "group/harvest.md", "0" * 64)
    play.does(RecordOutcomes((file,)), ReopenSession(), WriteNote(NoteKind.HARVEST, "Warmth"))
    assert play.state.closed is None
    assert play.state.written == (file,)


def test_a_session_is_called_otherwise_from_now_on() -> None:
    play = Play(talk("opening", 10)).does(NextItem())
    before = play.state
    play.does(CallSession(" Co-reflection\x07\n"))
    assert play.state.format.title == "Co-reflection"
    assert play.state.retitled, "these are a person's words, and may name someone"
    assert replace(play.state, format=before.format, retitled=False) == before
    assert "called that already" in play.refuses(CallSession("Co-reflection")).sentence


def test_the_format_s_plain_title_is_nobody_s_words() -> None:
    play = Play(talk("opening", 10)).does(NextItem())
    plain = replace(play.state.format, plain_title="Reflection")
    play.state = replace(play.state, format=plain)
    play.does(CallSession("Bo's own"), CallSession("Reflection"))
    assert not play.state.retitled


def test_a_session_whose_format_leaves_nothing_is_kept_where_somebody_asks_for_it() -> None:
    bare = replace(a_format(talk("opening", 10)), attendance=False)
    play = Play(fmt=bare).does(NextItem())
    assert (play.state.leaves_nothing, play.state.outcomes) == (True, ())
    play.does(KeepSession(True))
    assert (play.state.leaves_nothing, play.state.outcomes) == (False, (Outcome.HARVEST,))
    assert play.refuses(KeepSession(True)).sentence == "Nothing changed."
    play.does(KeepSession(False), CloseSession())
    assert play.state.leaves_nothing
    play.does(KeepSession(True))
    assert not play.state.leaves_nothing


def test_what_is_kept_anyway_is_not_kept_on_request() -> None:
    plain = a_format(talk("opening", 10))
    for fmt in (plain, replace(plain, attendance=False, outcomes=(Outcome.ATTENDEES,))):
        play = Play(fmt=fmt)
        assert "kept anyway" in play.refuses(KeepSession(True)).sentence
        assert (play.state.leaves_nothing, play.state.outcomes) == (False, fmt.outcomes)


@pytest.mark.parametrize("title", ["", "  ", "\x1b\u202e"])
def test_a_session_is_called_something(title: str) -> None:
    assert "needed" in Play(talk("opening", 10)).refuses(CallSession(title)).sentence

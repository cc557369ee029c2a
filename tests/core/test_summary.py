"""The row of a session that lists read."""

from builders import Play, at, talk
from coreflect_tui.core.intents import (
    AddAttendee,
    CloseSession,
    NextItem,
    PauseClock,
    ReopenSession,
    ResumeClock,
    SetPresence,
)
from coreflect_tui.core.state import Presence
from coreflect_tui.core.summary import ItemSummary, Status, summarise


def test_a_session_from_prepared_to_closed() -> None:
    play = Play(talk("opening", 10), talk("closing", 20))
    row = summarise(play.state, at(-5))
    assert (row.session, row.format, row.title) == ("s1", "small", "Small reflection")
    assert (row.status, row.began, row.closed, row.doing) == (Status.PREPARED, None, None, "")
    assert (row.starts_at, row.hard_end, row.updated) == (at(0), at(30), at(-5))
    assert (row.people, row.items, row.minutes) == (0, (), 30)

    play.at(2).does(NextItem()).at(6).does(PauseClock()).at(8).does(ResumeClock())
    row = summarise(play.state, at(8))
    assert (row.status, row.began, row.doing) == (Status.RUNNING, at(2), "Opening")
    assert (row.people, row.items) == (1, ())

    play.at(14, 30).does(NextItem()).at(20).does(CloseSession())
    row = summarise(play.state, at(20))
    assert (row.status, row.closed, row.doing) == (Status.CLOSED, at(20), "")
    # 2:00 to 14:30 without the two minutes that stood still.
    assert row.items == (ItemSummary("opening", 600, 630), ItemSummary("closing", 1200, 330))

    play.does(ReopenSession())
    assert summarise(play.state, at(21)).status is Status.RUNNING


def test_people_are_those_who_were_there_at_any_time() -> None:
    play = Play(talk("opening", 10), people=5).does(NextItem())
    play.does(SetPresence(("p2", "p3"), Presence.PRESENT), SetPresence(("p3",), Presence.LEFT))
    play.does(SetPresence(("p4",), Presence.NO_SHOW))
    play.does(AddAttendee("Newcomer", Presence.NOT_ADMITTED))
    assert summarise(play.state, play.now).people == 3

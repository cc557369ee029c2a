"""The row of a session that lists read."""

from dataclasses import replace

from builders import Play, a_format, at, talk
from coreflect_tui.core.intents import (
    AddAttendee,
    CloseSession,
    LinkRoster,
    MarkFullParticipation,
    NextItem,
    PauseClock,
    ReopenSession,
    ResumeClock,
    SetPresence,
)
from coreflect_tui.core.person import FullMark, Presence
from coreflect_tui.core.summary import ItemSummary, Participation, Status, summarise


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


# --- taking part, for the record of a group ------------------------------------------------------


def counted(certificates: bool, record: bool = True) -> Play:
    """Ana, Bo and Cy of a group, of whom Cy did not come; Dee came and is in no roster."""
    play = Play(talk("opening", 10), people=4)
    play.state = replace(
        play.state, format=a_format(talk("opening", 10), certificates=certificates)
    )
    play.does(LinkRoster((("p1", "ana"), ("p2", "bo"), ("p3", "cy")), "g1", record))
    play.does(NextItem(), SetPresence(("p1", "p2", "p4"), Presence.PRESENT))
    return play


def test_taking_part_is_counted_when_the_session_is_closed() -> None:
    play = counted(certificates=False)
    assert summarise(play.state, play.now).participation == ()
    play.at(10).does(CloseSession())
    row = summarise(play.state, play.now)
    assert row.group == "g1"
    assert row.participation == (Participation("ana"), Participation("bo"))
    play.does(ReopenSession())
    assert summarise(play.state, play.now).participation == ()


def test_full_participation_stands_there_where_the_format_has_certificates() -> None:
    play = counted(certificates=True)
    play.does(MarkFullParticipation("p2", FullMark(False, "had to go")))
    play.at(10).does(CloseSession())
    assert [one.full for one in summarise(play.state, play.now).participation] == ["yes", "no"]


def test_nothing_is_counted_without_a_record() -> None:
    play = counted(certificates=True, record=False).at(10).does(CloseSession())
    assert summarise(play.state, play.now).participation == ()

"""The room closes and opens when the facilitator says so."""

from builders import Play, at, talk
from coreflect_tui.core.intents import AddAttendee, CloseRoom, NextItem, OpenRoom, SetPresence
from coreflect_tui.core.state import Presence


def test_the_room_closes_and_opens_once_each() -> None:
    play = Play(talk("opening", 10))
    assert "open" in play.refuses(OpenRoom()).sentence
    play.does(NextItem()).at(15).does(CloseRoom())
    assert play.state.room_closed == at(15)
    assert "closed already" in play.refuses(CloseRoom()).sentence
    play.at(16).does(OpenRoom())
    assert play.state.room_closed is None


def test_nothing_closes_the_room_by_itself() -> None:
    play = Play(talk("opening", 10), talk("closing", 10)).does(NextItem()).at(19).does(NextItem())
    assert play.state.room_closed is None


def test_those_who_were_in_may_return_to_a_closed_room() -> None:
    play = Play(talk("opening", 10), here=True).does(NextItem(), CloseRoom())
    play.does(AddAttendee("Newcomer", Presence.NOT_ADMITTED))
    play.does(SetPresence(("p2",), Presence.AWAY), SetPresence(("p2",), Presence.PRESENT))
    assert play.presence("Bo") is Presence.PRESENT
    assert play.presence("Newcomer") is Presence.NOT_ADMITTED

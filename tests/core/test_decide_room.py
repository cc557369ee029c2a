"""The room closes and opens when the facilitator says so."""

import pytest

from builders import Play, at, sharing, talk
from coreflect_tui.core.attendance import attended, newcomer
from coreflect_tui.core.intents import (
    AddAttendee,
    CloseRoom,
    GiveTurnToName,
    NextItem,
    OpenRoom,
    SetPresence,
)
from coreflect_tui.core.person import Presence


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


@pytest.mark.parametrize(
    ("closed", "asked", "expected"),
    [
        (False, None, Presence.PRESENT),
        (True, None, Presence.NOT_ADMITTED),
        (True, Presence.PRESENT, Presence.PRESENT),
        (True, Presence.EXPECTED, Presence.EXPECTED),
        (False, Presence.NOT_ADMITTED, Presence.NOT_ADMITTED),
    ],
)
def test_who_is_added_once_the_room_is_closed(
    closed: bool, asked: Presence | None, expected: Presence
) -> None:
    play = Play(sharing("round", 10), here=True).does(NextItem())
    if closed:
        play.does(CloseRoom())
    play.does(AddAttendee("Eli", asked))
    assert play.presence("Eli") is expected
    has_place = play.round.turn(play.id_of("Eli")) is not None
    assert has_place is (expected is Presence.PRESENT)


def test_the_facilitator_may_let_someone_in_after_all() -> None:
    play = Play(sharing("round", 10), here=True).does(NextItem(), CloseRoom(), AddAttendee("Eli"))
    assert newcomer(play.state, play.state.people[-1])
    play.does(SetPresence((play.id_of("Eli"),), Presence.PRESENT))
    assert play.presence("Eli") is Presence.PRESENT
    assert not newcomer(play.state, play.state.people[-1])


def test_who_is_given_the_floor_in_a_closed_room_is_let_in() -> None:
    play = Play(sharing("round", 10), here=True).does(NextItem(), CloseRoom())
    play.does(GiveTurnToName("Eli"))
    assert (play.presence("Eli"), play.speaker) == (Presence.PRESENT, "Eli")


def test_who_was_marked_as_here_by_mistake_is_expected_again() -> None:
    play = Play(talk("opening", 10), here=True).does(NextItem(), CloseRoom())
    play.does(SetPresence(("p2",), Presence.EXPECTED))
    bo = play.state.person("p2")
    assert bo
    assert newcomer(play.state, bo)
    assert bo not in attended(play.state)

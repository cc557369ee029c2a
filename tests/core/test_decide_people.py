"""People: on the list, described, here or not, core training, full participation by hand."""

import math
import time
from dataclasses import replace

import pytest

from builders import Play, a_format, at, attendees, prepared_state, sharing, talk
from coreflect_tui.core.decide import decide
from coreflect_tui.core.decide.answer import Refusal
from coreflect_tui.core.decide.people import MOST_PEOPLE
from coreflect_tui.core.events import FullParticipationMarked
from coreflect_tui.core.formats import Certificates
from coreflect_tui.core.history import fold
from coreflect_tui.core.intents import (
    AddAttendee,
    DescribeAttendee,
    GiveTurn,
    Intent,
    MarkFullParticipation,
    MarkShared,
    NextItem,
    RecordCoreTraining,
    RemoveAttendee,
    SetPresence,
    SettleParticipation,
)
from coreflect_tui.core.person import Attendee, FullMark, Presence, PresenceChange, Role


def session() -> Play:
    return Play(talk("opening", 10), sharing("round", 10))


@pytest.mark.parametrize("presence", list(Presence))
def test_someone_is_added_as_what_they_are(presence: Presence) -> None:
    play = session().at(3).does(AddAttendee(" Rowan\t(she) \x1b]0;x\x07", presence))
    rowan = play.state.people[-1]
    assert (rowan.id, rowan.name, rowan.presence) == ("p5", "Rowan (she)", presence)
    changes = () if presence is Presence.EXPECTED else (PresenceChange(at(3), presence),)
    assert rowan.history == changes


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("", "needed"),
        ("\x07\u202e ", "needed"),
        ("Bo", "on the list"),
        ("  b\u00f3 ", "on the list"),
    ],
)
def test_a_name_is_needed_and_is_somebodys_alone(name: str, word: str) -> None:
    assert word in session().refuses(AddAttendee(name)).sentence


def test_the_list_has_an_end() -> None:
    play = session()
    for number in range(MOST_PEOPLE - 4):
        play.does(AddAttendee(f"Person {number}", Presence.EXPECTED))
    assert str(MOST_PEOPLE) in play.refuses(AddAttendee("One more")).sentence


def test_presence_changes_are_all_kept() -> None:
    play = session().does(SetPresence(("p2",), Presence.PRESENT))
    play.at(5).does(SetPresence(("p2",), Presence.AWAY))
    play.at(7).does(SetPresence(("p2",), Presence.PRESENT))
    bo = play.state.person("p2")
    assert bo
    assert [(one.at, one.presence) for one in bo.history] == [
        (at(0), Presence.PRESENT),
        (at(5), Presence.AWAY),
        (at(7), Presence.PRESENT),
    ]


def test_several_people_arrive_at_once_and_the_unknown_are_left_out() -> None:
    play = session().does(SetPresence(("p2", "p99", "p3", "p2", ""), Presence.PRESENT))
    here = [one.name for one in play.state.people if one.presence is Presence.PRESENT]
    assert here == ["Bo", "Cy"]
    assert all(len(one.history) <= 1 for one in play.state.people)


def test_describing_cleans_and_keeps_the_listed_name_only_where_it_differs() -> None:
    play = session().does(DescribeAttendee("p2", "Bo B. \n", "they/\x1bthem", "Bo B."))
    bo = play.state.person("p2")
    assert bo
    assert (bo.name, bo.pronouns, bo.listed_name) == ("Bo B.", "they/them", "")
    play.does(DescribeAttendee("p2", "Bo", listed_name="Bogdana Brown"))
    bo = play.state.person("p2")
    assert bo
    assert (bo.name, bo.pronouns, bo.listed_name) == ("Bo", "", "Bogdana Brown")


def test_there_is_always_a_facilitator() -> None:
    play = session()
    assert "give the role" in play.refuses(DescribeAttendee("p1", "Ana")).sentence
    play.does(DescribeAttendee("p2", "Bo", role=Role.FACILITATOR))
    play.does(DescribeAttendee("p1", "Ana"))
    assert [one.name for one in play.state.facilitators] == ["Bo"]


@pytest.mark.parametrize(
    ("act", "word"),
    [
        (SetPresence(("p2",), Presence.EXPECTED), "already"),
        (SetPresence((), Presence.PRESENT), "already"),
        (SetPresence(("p99",), Presence.PRESENT), "already"),
        (DescribeAttendee("p99", "Ana"), "not on the list"),
        (DescribeAttendee("p2", "Ana"), "Someone else"),
        (DescribeAttendee("p2", "\u202e"), "needed"),
        (DescribeAttendee("p2", "Bo"), "Nothing changed"),
        (RemoveAttendee("p1"), "facilitates"),
        (RemoveAttendee("p99"), "not on the list"),
        (RecordCoreTraining(("p2",), None), "already"),
        (RecordCoreTraining(("p99",), True), "already"),
        (MarkFullParticipation("p2", FullMark(True, "Was there")), "no certificates"),
        (MarkFullParticipation("p99", None), "not on the list"),
    ],
)
def test_acts_that_cannot_be_say_why(act: Intent, word: str) -> None:
    assert word in session().refuses(act).sentence


def test_someone_listed_by_mistake_is_removed_and_someone_who_shared_is_not() -> None:
    play = session().does(RemoveAttendee("p4"), NextItem(), NextItem(), GiveTurn("p2"))
    play.does(MarkShared("round", ("p3",)))
    assert [one.name for one in play.state.people] == ["Ana", "Bo", "Cy"]
    for person in ("p2", "p3"):
        assert "have shared" in play.refuses(RemoveAttendee(person)).sentence


def test_a_number_that_somebody_has_is_not_given_again() -> None:
    play = session().does(RemoveAttendee("p2"), AddAttendee("Rowan"))
    assert [one.id for one in play.state.people] == ["p1", "p3", "p4", "p5"]


def test_all_yes_and_an_exception() -> None:
    play = session().does(RecordCoreTraining(("p1", "p2", "p3", "p4", "p99"), True))
    play.does(RecordCoreTraining(("p3",), False), RecordCoreTraining(("p4",), None))
    assert [one.core_trained for one in play.state.people] == [True, True, False, None]


def test_the_facilitators_word_on_full_participation_carries_a_reason() -> None:
    state = prepared_state(a_format(talk("opening", 5), certificates=True), attendees(3))
    for reason in ("", "\x07 "):
        empty = MarkFullParticipation("p2", FullMark(False, reason))
        assert isinstance(decide(state, empty, at(0)), Refusal)
    for mark, kept in (
        (FullMark(False, " Left\nearly "), FullMark(False, "Left early")),
        (FullMark(True, "Was there by phone"), FullMark(True, "Was there by phone")),
        (None, None),
    ):
        answer = decide(state, MarkFullParticipation("p2", mark), at(0))
        assert not isinstance(answer, Refusal)
        state = fold(state, answer)
        person = state.person("p2")
        assert person
        assert person.full_mark == kept
        assert isinstance(decide(state, MarkFullParticipation("p2", mark), at(0)), Refusal)


@pytest.mark.parametrize(
    ("people", "settled"),
    [(None, ["p3", "p4"]), (("p3",), ["p3"]), (("p1", "p2", "p99"), [])],
    ids=["everyone", "one", "those of whom nothing is open"],
)
def test_those_who_are_undecided_are_settled_together_with_what_was_open(
    people: tuple[str, ...] | None, settled: list[str]
) -> None:
    asked = Certificates("An issuer", "someone@example.org", core_training=True)
    fmt = replace(a_format(talk("opening", 10)), certificates=asked)
    play = Play(fmt=fmt, here=True).does(
        NextItem(), MarkFullParticipation("p2", FullMark(False, "Left early"))
    )
    answer = decide(play.state, SettleParticipation(full=True, people=people), at(10))
    if not settled:
        assert answer == Refusal("Nobody is undecided.")
        return
    assert not isinstance(answer, Refusal)
    reason = "decided at closing; open was: core training is not recorded"
    assert answer == tuple(FullParticipationMarked(one, True, reason) for one in settled)


def test_without_certificates_nothing_is_settled() -> None:
    assert "no certificates" in session().refuses(SettleParticipation(full=True)).sentence


def test_two_hundred_people_arrive_as_quickly_as_twenty_each() -> None:
    """Each takes about as long in a hall as in a circle: nothing looks through all for each."""

    def seconds(number: int) -> float:
        people = tuple(Attendee(f"p{place}", f"Person {place}") for place in range(number))
        state = prepared_state(a_format(sharing("round", 10)), people)
        everyone = SetPresence(tuple(one.id for one in people), Presence.PRESENT)
        best = math.inf
        for _ in range(5):
            begin = time.perf_counter()
            answer = decide(state, everyone, at(0))
            best = min(best, time.perf_counter() - begin)
            assert len(answer) == number  # type: ignore[arg-type]
        return best

    assert seconds(2000) < 30 * seconds(200)

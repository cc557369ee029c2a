"""People as a list: signs with words, what is recorded, names with pronouns."""

from dataclasses import replace

import pytest

from builders import Play, sharing, talk
from coreflect_tui.core.formats import RoomRule
from coreflect_tui.core.intents import (
    ArrangePeople,
    CloseRoom,
    DescribeAttendee,
    GiveTurn,
    Intent,
    MarkShared,
    NextItem,
    PassTurn,
    RecordCoreTraining,
    RemoveAttendee,
    SetPresence,
)
from coreflect_tui.core.person import Presence
from coreflect_tui.core.state import Shared
from coreflect_tui.tui.view.people import PeopleChoices, latest_round, people_title
from coreflect_tui.tui.view.pieces import plain, width_of

HOUR = 3600


def rows(play: Play, width: int = 100) -> list[str]:
    choices = PeopleChoices().of(play.state, latest_round(play.state), HOUR, width)
    return [" ".join(plain(lines).split()) for _, lines in choices]


def test_presence_is_a_sign_and_a_word() -> None:
    play = Play(talk("one", 3), people=6)
    for number, presence in enumerate(list(Presence)[1:], start=2):
        play.does(SetPresence((f"p{number}",), presence))
    assert rows(play) == [
        "6 ○ Ana expected · facilitates",
        "1 ● Bo here 19:00",
        "2 ◌ Cy away 19:00",
        "3 – Dee left 19:00",
        "4 × Eli not admitted",
        "5 – Fay did not come",
    ]


def test_turns_of_the_latest_round() -> None:
    play = Play(sharing("round", 8), people=5, here=True).does(NextItem())
    play.does(GiveTurn("p2"), PassTurn(), MarkShared("round", ("p3",), Shared.CHAT))
    play.does(MarkShared("round", ("p4",)), GiveTurn("p5"))
    assert [row.split(" · ")[1] for row in rows(play)] == [
        "not yet", "passed", "shared in the chat", "shared", "has the floor",
    ]  # fmt: skip


def test_core_training_only_where_certificates_ask_for_it() -> None:
    play = Play(talk("one", 3), people=3)
    assert "train" not in " ".join(rows(play))
    certificates = play.state.format.certificates
    assert certificates is None
    from coreflect_tui.core.formats import Certificates

    rule = Certificates("An issuer", "someone@example.org", core_training=True)
    play.state = replace(play.state, format=replace(play.state.format, certificates=rule))
    play.does(RecordCoreTraining(("p2",), True))
    assert [row.split(" · ")[-1] for row in rows(play)] == [
        "facilitates", "core-trained", "training not asked",
    ]  # fmt: skip


def test_pronouns_and_another_name_on_the_list() -> None:
    play = Play(talk("one", 3), people=2)
    play.does(DescribeAttendee("p2", "Bo", "they/them", "Robert Berg"))
    assert rows(play)[1] == "1 ○ Bo (they/them) expected · on the list: Robert Berg"


@pytest.mark.parametrize("width", [58, 78, 118])
def test_rows_stay_within_the_width(width: int) -> None:
    play = Play(sharing("round", 8), people=3, here=True).does(NextItem())
    play.does(DescribeAttendee("p2", "B" * 80, "they/them", "R" * 80))
    for _, lines in PeopleChoices().of(play.state, latest_round(play.state), HOUR, width):
        assert len(lines) == 1
        assert width_of(lines[0]) <= width


def test_the_title_counts() -> None:
    play = Play(talk("one", 3), people=4).does(SetPresence(("p1", "p2"), Presence.PRESENT))
    assert plain([people_title(play.state, HOUR, 60)]) == " People   2 here of 4"
    assert "· 3 marked" in plain([people_title(play.state, HOUR, 60, marked=3)])


def test_the_title_says_how_the_room_stands() -> None:
    play = Play(sharing("round", 8), people=2)
    room = RoomRule("round", 5, "Another time.")
    play.state = replace(play.state, format=replace(play.state.format, room=room))
    assert plain([people_title(play.state, HOUR, 60)]).endswith("room open")
    play.at(7).does(CloseRoom())
    assert plain([people_title(play.state, HOUR, 60)]).endswith("room closed 19:07")


def test_people_stand_in_the_order_of_the_call_and_marks_are_seen() -> None:
    play = Play(talk("one", 3), people=3).does(ArrangePeople(("p3",)))
    choices = PeopleChoices().of(play.state, None, HOUR, 60, {"p1"})
    assert [name for name, _ in choices] == ["p3", "p1", "p2"]
    assert [plain(lines)[0] for _, lines in choices] == [" ", "▪", " "]


def test_rows_that_are_kept_are_those_that_would_be_made_anew() -> None:
    play = Play(sharing("round", 8), people=12, here=True).does(NextItem())
    kept = PeopleChoices()
    intents: tuple[Intent, ...] = (
        GiveTurn("p2"),
        PassTurn(),
        SetPresence(("p3", "p4"), Presence.AWAY),
        MarkShared("round", ("p5",), Shared.CHAT),
        RecordCoreTraining(("p6",), True),
        DescribeAttendee("p7", "Zoë", "they/them", "Zoë Berg"),
        ArrangePeople(("p9", "p2")),
        RemoveAttendee("p8"),
    )
    for minute, intent in enumerate(intents):
        play.at(minute).does(intent)
        held = latest_round(play.state)
        for offset, width, marked in ((HOUR, 98, ""), (0, 98, ""), (0, 58, "p9")):
            shown = play.state, held, offset, width, (marked,)
            assert kept.of(*shown) == PeopleChoices().of(*shown)

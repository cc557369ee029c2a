"""The formats that are shipped say what their practices ask.

It is written down here a second time, by hand, so that a slip in a file shows.
"""

import pytest

from coreflect_tui.core.formats import ClockStyle, Format, NoteKind, Outcome, Place
from coreflect_tui.core.speaking import Ends, PresenterPart, Speaks, Speech
from coreflect_tui.library.decks import read_deck
from coreflect_tui.library.format_file import read_format
from coreflect_tui.library.shipped import shipped_folder

FOLDER = shipped_folder("formats")
FORMATS = {path.stem: read_format(path) for path in sorted(FOLDER.glob("*.toml"))}
LEAVE_NOTHING = {
    "case-group",
    "informal",
    "one-to-one",
    "talking-circle",
}
QUIET = {"informal", "one-to-one", "talking-circle", "workplace-gathering"}
IN_THE_ORDER_OF_IPS = ("ips-co-reflection", "ips-hub", "co-reflection")


S, P, W = Speaks, PresenterPart, Speech
SPEAKING: dict[tuple[str, str], tuple[Speaks | None, PresenterPart | None, tuple[Speech, ...]]] = {
    ("ips-co-reflection", "topics"): (None, None, (W.NO_ADVICE,)),
    ("ips-co-reflection", "facilitator"): (S.FACILITATOR, None, ()),
    ("ips-hub", "topics"): (None, None, (W.NO_ADVICE,)),
    ("co-reflection", "topics"): (None, None, (W.NO_ADVICE,)),
    ("team", "topics"): (None, None, (W.NO_ADVICE,)),
    ("informal", "first"): (None, None, (W.NO_ADVICE,)),
    ("informal", "second"): (None, None, (W.NO_ADVICE,)),
    ("workplace-gathering", "free-talk"): (None, None, (W.OPEN,)),
    ("intervision", "telling"): (S.PRESENTER, P.SPEAKS, ()),
    ("intervision", "reflecting"): (S.OTHERS, P.CAMERA_OFF, ()),
    ("intervision", "returning"): (S.PRESENTER, P.RETURNS, ()),
    ("intervision", "second-round"): (S.EVERYONE, None, ()),
    ("case-group", "telling"): (S.PRESENTER, P.SPEAKS, ()),
    ("case-group", "facts"): (S.OTHERS, P.ANSWERS, (W.CLARIFYING,)),
    ("case-group", "wondering"): (S.OTHERS, P.SILENT, (W.NO_ADVICE,)),
    ("case-group", "back"): (S.EVERYONE, P.RETURNS, (W.NO_ADVICE,)),
    ("one-two-four-all", "alone"): (S.WRITING, None, ()),
    ("one-two-four-all", "pairs"): (S.PAIRS, None, ()),
    ("one-two-four-all", "fours"): (S.FOURS, None, ()),
    ("one-two-four-all", "all"): (S.EVERYONE, None, ()),
    ("gossip", "question"): (S.PRESENTER, P.SPEAKS, ()),
    ("gossip", "exploring"): (S.OTHERS, P.ANSWERS, (W.QUESTIONS,)),
    ("gossip", "gossip"): (S.OTHERS, P.SILENT, (W.THIRD_PERSON,)),
    ("gossip", "reaction"): (S.PRESENTER, P.RETURNS, ()),
    ("gossip", "evaluation"): (S.EVERYONE, None, ()),
}


@pytest.mark.parametrize(("name", "step_id"), SPEAKING)
def test_who_speaks_and_how(name: str, step_id: str) -> None:
    step = FORMATS[name].step(step_id)
    assert step is not None
    assert (step.speaks, step.presenter, step.speech) == SPEAKING[name, step_id]


def test_only_in_intervision_the_presenter_turns_the_camera_off() -> None:
    off = [
        (name, step.id)
        for name, fmt in FORMATS.items()
        for step in fmt.steps
        if step.presenter is PresenterPart.CAMERA_OFF
    ]
    assert off == [("intervision", "reflecting")]
    assert FORMATS["intervision"].places[0] is Place.ONLINE


def test_these_leave_nothing_and_write_nothing() -> None:
    assert {name for name, fmt in FORMATS.items() if fmt.leaves_nothing} == LEAVE_NOTHING
    for name in LEAVE_NOTHING:
        fmt = FORMATS[name]
        assert not [step.id for step in fmt.steps if step.writes or step.door]
        assert any(step.not_written == "anything at all" for step in fmt.steps)


def test_these_keep_the_clock_quiet() -> None:
    quiet = {name for name, fmt in FORMATS.items() if fmt.clock is ClockStyle.QUIET}
    assert quiet == QUIET
    assert not [name for name in QUIET if FORMATS[name].warn]


def test_a_list_goes_out_from_these_alone() -> None:
    listed = {name for name, fmt in FORMATS.items() if Outcome.ATTENDEES in fmt.outcomes}
    looked_at = {name for name, fmt in FORMATS.items() if fmt.attendance}
    assert listed == looked_at == set(IN_THE_ORDER_OF_IPS)


@pytest.mark.parametrize("fmt", FORMATS.values(), ids=FORMATS)
def test_what_is_written_for_the_group_is_a_learning_and_no_story(fmt: Format) -> None:
    for step in fmt.steps:
        if NoteKind.TOPIC in step.writes:
            assert "stor" in step.not_written, step.id


def test_certificates_are_for_ips_central_alone_and_a_hub_says_so() -> None:
    assert [name for name, fmt in FORMATS.items() if fmt.certificates] == ["ips-co-reflection"]
    practical = FORMATS["ips-hub"].step("practical")
    assert practical is not None
    assert any("no certificates" in point.text for point in practical.points)


def test_the_name_ips_is_for_those_with_core_training() -> None:
    called = {name: (fmt.title, fmt.plain_title) for name, fmt in FORMATS.items()}
    assert called["ips-co-reflection"] == ("IPS co-reflection", "Co-reflection")
    assert called["ips-hub"] == ("IPS co-reflection, local group", "Co-reflection")
    assert [name for name, (title, _) in called.items() if "IPS" in title] == [
        "ips-co-reflection",
        "ips-hub",
    ]
    framing = FORMATS["co-reflection"].step("framing")
    assert framing is not None
    assert any("not IPS co-reflection" in point.text for point in framing.points)


def test_the_last_round_keeps_its_time() -> None:
    kept = {
        name: [step.id for step in fmt.steps if step.protected] for name, fmt in FORMATS.items()
    }
    assert {name: ids for name, ids in kept.items() if ids} == {
        "co-reflection": ["closing"],
        "intervision": ["closing"],
        "ips-co-reflection": ["closing"],
        "ips-hub": ["closing"],
        "one-to-one": ["learned"],
        "talking-circle": ["closing"],
        "team": ["closing"],
        "workplace-gathering": ["last-word"],
    }


def test_where_the_agreement_is_looked_at() -> None:
    where = {name: step.id for name, fmt in FORMATS.items() for step in fmt.steps if step.agreement}
    assert where == {
        "ips-co-reflection": "framing",
        "ips-hub": "agreement",
        "co-reflection": "framing",
        "team": "power",
        "one-to-one": "connection",
    }


def test_the_room_closes_where_people_come_from_outside() -> None:
    closes = {
        name: (fmt.room.closes_after, fmt.room.minutes) for name, fmt in FORMATS.items() if fmt.room
    }
    assert closes == dict.fromkeys(IN_THE_ORDER_OF_IPS, ("check-in", 15))


def test_in_a_gathering_the_time_is_kept_by_another_each_time() -> None:
    fmt = FORMATS["workplace-gathering"]
    assert [(role.id, role.people, role.rotates) for role in fmt.roles] == [
        ("time-keeper", 1, True)
    ]
    free = fmt.step("free-talk")
    assert free is not None
    assert free.rest
    said = " ".join(fmt.steps[0].say)
    assert "not supervision" in said
    assert "Nobody has to be here" in said


def test_the_talking_piece_goes_one_way_and_the_keeper_comes_last() -> None:
    rounds = [step for step in FORMATS["talking-circle"].steps if step.round]
    assert [step.id for step in rounds] == ["arriving", "round", "closing"]
    for step in rounds:
        assert step.round is not None
        rule = step.round
        told = (str(rule.order), str(rule.facilitators), rule.everyone_once, rule.may_pass)
        assert told == ("listed", "last", True, True)
    assert [step.ends for step in rounds] == [Ends.WHEN_DONE, Ends.WHEN_DONE, Ends.ON_TIME]
    new_questions = FORMATS["talking-circle"].step("round")
    assert new_questions is not None
    assert len(new_questions.questions) >= 3, "one for each round of 90 minutes"


def test_the_four_tasks_lead_through_the_one_to_one() -> None:
    ids = [step.id for step in FORMATS["one-to-one"].steps]
    tasks = ["connection", "worldview", "mutuality", "moving-towards"]
    assert [one for one in ids if one in tasks] == tasks


def test_two_people_on_the_spot_ask_first_and_each_is_heard_as_long() -> None:
    fmt = FORMATS["informal"]
    assert [step.id for step in fmt.steps] == [
        "now", "needs", "power", "first", "second", "take",
    ]  # fmt: skip
    first, second = fmt.step("first"), fmt.step("second")
    assert first is not None
    assert second is not None
    assert (first.minutes, first.least, first.most) == (second.minutes, second.least, second.most)


def test_in_a_team_power_is_named_and_what_leaves_the_room_is_agreed() -> None:
    fmt = FORMATS["team"]
    ids = [step.id for step in fmt.steps]
    assert ids.index("power") < ids.index("topics") < ids.index("leaves") < ids.index("closing")
    leaves = fmt.step("leaves")
    assert leaves is not None
    assert (leaves.door, leaves.writes) == (NoteKind.TAKEAWAY, (NoteKind.TAKEAWAY,))
    assert leaves.not_written


# --- cards ------------------------------------------------------------------------------------


def test_the_decks_hold_what_the_practices_name() -> None:
    decks = {path.stem: read_deck(path) for path in (FOLDER / "cards").glob("*.toml")}
    titles = {name: [card.title for card in cards] for name, cards in decks.items()}
    assert set(titles) == {"ips", "gentle-warnings", "open-questions"}
    assert titles["gentle-warnings"][:4] == ["Fixing", "Gossip", "Old stories", "Talking at"]
    assert len([one for one in titles["ips"] if one.startswith("From ")]) == 3
    assert len([one for one in titles["ips"] if one.startswith("Task: ")]) == 4


def test_which_cards_can_be_called_up_where() -> None:
    called = {
        name: list(dict.fromkeys(card.deck for card in fmt.cards)) for name, fmt in FORMATS.items()
    }
    ips, warned, opened = "IPS principles and tasks", "Gentle warnings", "Open questions"
    assert {name: decks for name, decks in called.items() if decks} == {
        "case-group": [""],
        "co-reflection": [ips],
        "gossip": [opened],
        "informal": [ips, warned],
        "intervision": [opened],
        "ips-co-reflection": [ips],
        "ips-hub": [ips],
        "one-to-one": [ips, warned],
        "team": [ips, warned],
        "workplace-gathering": [warned],
    }

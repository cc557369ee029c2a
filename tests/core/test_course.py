"""What was part of a session: options that nobody took and laps that were let go are not."""

from dataclasses import replace

from builders import Play, a_format, at, sharing, talk
from coreflect_tui.core.checks import CheckKind, checks
from coreflect_tui.core.course import course
from coreflect_tui.core.fit import propose
from coreflect_tui.core.formats import Extent, Format, NoteKind, Outcome, RoundRule, Step
from coreflect_tui.core.harvest import Asked, TopicHarvest, harvest_summary
from coreflect_tui.core.intents import (
    AddTopic,
    CloseSession,
    EndRepeat,
    ExtendItem,
    GiveRole,
    GiveTurn,
    GoToItem,
    LeaveOut,
    NextItem,
    NextTurn,
    OnceMore,
    SetHardEnd,
    TakeOption,
    WeighTopic,
    WriteNote,
)
from coreflect_tui.core.laps import usual_minutes
from coreflect_tui.core.participation import full_participation
from coreflect_tui.core.repeating import Choice, ForEach, Option, Repeat
from coreflect_tui.core.speaking import PRESENTER, PresenterPart

MIN = 60


def told(step: Step) -> Step:
    return replace(step, ask="What happened?")


def in_all(fmt: Format) -> Format:
    """At the length that its steps add up to, laps included."""
    return replace(fmt, minutes=Extent(usual_minutes(fmt), 1, 600))


CASES = in_all(
    replace(
        a_format(talk("start", 5), told(talk("telling", 5)), talk("echo", 3), talk("end", 5)),
        repeats=(Repeat(("telling", "echo"), 3),),
    )
)
WAY = Choice(
    "way",
    "How?",
    "start",
    (Option("p", "In pairs", ("pairs",)), Option("c", "In a circle", ("circle",))),
)
WAYS = in_all(
    replace(
        a_format(talk("start", 5), talk("pairs", 6), talk("circle", 7), talk("end", 5)),
        choices=(WAY,),
    )
)
LEAN = in_all(
    replace(
        a_format(talk("start", 5), talk("topic", 7), talk("turn", 2), talk("end", 5)),
        repeats=(Repeat(("topic", "turn"), 3, ForEach.TOPIC),),
    )
)


def titles(play: Play) -> list[str]:
    return [one.item.step.title for one in course(play.state)]


def harvested(play: Play) -> list[tuple[str, int, int]]:
    """Title, planned and real minutes as the harvest has them."""
    made = harvest_summary(play.state, play.now, "")
    return [(one.title, one.planned // MIN, one.real // MIN) for one in made.times]


# --- options -------------------------------------------------------------------------------------


def test_until_the_group_decides_the_agenda_counts_with_the_first_option() -> None:
    assert titles(Play(fmt=WAYS)) == ["Start", "Pairs", "End"]


def test_what_another_option_needed_is_not_missed() -> None:
    play = Play(fmt=WAYS).does(NextItem(), TakeOption("way", "c"))
    assert titles(play) == ["Start", "Circle", "End"]
    play.at(5).does(NextItem()).at(12).does(NextItem()).at(17).does(CloseSession())
    assert harvested(play) == [("Start", 5, 5), ("Circle", 7, 7), ("End", 5, 5)]


def test_what_was_held_before_the_group_decided_otherwise_counts() -> None:
    play = Play(fmt=WAYS).does(NextItem(), NextItem(), TakeOption("way", "c"))
    assert titles(play) == ["Start", "Pairs", "Circle", "End"]


def test_what_was_left_out_by_hand_is_still_part_of_it() -> None:
    play = Play(fmt=WAYS).does(LeaveOut("end"))
    assert titles(play) == ["Start", "Pairs", "End"]


def test_a_fit_brings_nothing_back_that_the_group_decided_against() -> None:
    steps = tuple(replace(one, drop=1) if one.id != "start" else one for one in WAYS.steps)
    play = Play(fmt=replace(WAYS, steps=steps)).does(NextItem(), TakeOption("way", "c"))
    play.does(SetHardEnd(at(40)))
    fit = propose(play.state, play.now)
    assert [row.id for row in fit.rows] == ["circle", "end"]
    assert fit.changes


# --- laps ----------------------------------------------------------------------------------------


def test_each_time_round_has_its_times_and_those_let_go_have_none() -> None:
    play = Play(fmt=CASES).does(NextItem()).at(5).does(NextItem()).at(11).does(NextItem())
    play.at(13).does(NextItem(), EndRepeat()).at(17).does(NextItem()).at(20).does(NextItem())
    play.at(26).does(CloseSession())
    assert harvested(play) == [
        ("Start", 5, 5),
        ("Telling 1", 5, 6),
        ("Echo 1", 3, 2),
        ("Telling 2", 5, 4),
        ("Echo 2", 3, 3),
        ("End", 5, 6),
    ]
    made = harvest_summary(play.state, play.now, "")
    assert made.asked == (Asked("Telling", "What happened?"),)


def test_a_lap_of_which_something_was_held_stays_whole() -> None:
    play = Play(fmt=CASES).does(NextItem(), NextItem(), LeaveOut("echo"), LeaveOut("telling.2"))
    assert titles(play) == [
        "Start",
        "Telling 1",
        "Echo 1",
        "Telling 2",
        "Echo 2",
        "Telling 3",
        "Echo 3",
        "End",
    ]


def test_once_more_brings_back_what_was_let_go_before_it_adds_anything() -> None:
    play = Play(fmt=CASES).does(NextItem(), NextItem(), LeaveOut("echo.2"), EndRepeat())
    play.does(OnceMore())
    assert titles(play)[-3:] == ["Telling 2", "Echo 2", "End"]
    play.does(OnceMore(), OnceMore())
    assert titles(play)[-5:] == ["Telling 3", "Echo 3", "Telling 4", "Echo 4", "End"]
    assert not any(one.left_out for one in play.state.items)


def test_a_lap_more_has_its_times_too() -> None:
    play = Play(fmt=CASES).does(NextItem(), NextItem(), OnceMore())
    play.at(2).does(GoToItem("telling.4")).at(6).does(CloseSession())
    assert ("Telling 4", 5, 4) in harvested(play)


# --- topics with a lap each ----------------------------------------------------------------------


def a_lean_session() -> Play:
    """Two topics of three were held; the first was given a vote more of time."""
    steps = [replace(one, extend=(2 * MIN,)) if one.id == "topic" else one for one in LEAN.steps]
    play = Play(fmt=replace(LEAN, steps=tuple(steps), outcomes=(Outcome.HARVEST,)))
    play.does(NextItem(), AddTopic("Endings"), AddTopic("Power"), AddTopic("Rest"))
    play.does(WeighTopic("t2", 3), WeighTopic("t1", 2))
    play.at(5).does(NextItem(), ExtendItem()).at(13).does(NextItem()).at(15).does(NextItem())
    play.at(20).does(NextItem()).at(22).does(EndRepeat(), NextItem())
    return play.at(25).does(CloseSession())


def test_a_topic_has_the_time_of_its_lap() -> None:
    made = harvest_summary(a_lean_session().state, at(25), "")
    assert made.topics == (
        TopicHarvest("Endings", 9 * MIN, 7 * MIN, ()),
        TopicHarvest("Power", 11 * MIN, 10 * MIN, ()),
    )
    assert made.not_reached == ("Rest",)


def test_a_topic_without_a_lap_was_not_reached() -> None:
    play = a_lean_session()
    lines = [
        one.sentence
        for one in checks(play.state, play.now)
        if one.kind is CheckKind.TOPIC_NOT_REACHED
    ]
    assert lines == ["“Rest” was not reached; it will be listed so"]


def test_the_only_topic_had_what_was_held_though_it_was_named_late() -> None:
    play = Play(fmt=replace(LEAN, outcomes=(Outcome.HARVEST,)))
    play.does(NextItem()).at(5).does(NextItem()).at(6).does(AddTopic("Endings"))
    play.at(12).does(EndRepeat(), GoToItem("end")).at(14).does(CloseSession())
    made = harvest_summary(play.state, play.now, "")
    assert made.topics == (TopicHarvest("Endings", 9 * MIN, 7 * MIN, ()),)
    assert made.not_reached == ()


def test_the_only_topic_waits_for_its_lap() -> None:
    play = Play(fmt=LEAN).does(NextItem(), AddTopic("Endings"))
    assert harvest_summary(play.state, play.now, "").not_reached == ("Endings",)


# --- who was heard -------------------------------------------------------------------------------


def rounds_of_cases(*outcomes: Outcome) -> Format:
    """The presenter of each lap has no turn in its round."""
    heard = replace(sharing("heard", 4), presenter=PresenterPart.SILENT)
    rule = heard.round
    assert isinstance(rule, RoundRule)
    heard = replace(heard, round=replace(rule, presenter=False))
    return replace(
        a_format(talk("start", 2), heard, certificates=True),
        repeats=(Repeat(("heard",), 2, ForEach.PRESENTER),),
        outcomes=outcomes,
    )


def unheard(play: Play) -> list[tuple[str, list[str]]]:
    return [
        (one.item, [play.name_of(person) for person in one.people])
        for one in checks(play.state, play.now)
        if one.kind is CheckKind.SHARED
    ]


def test_each_lap_is_looked_at_by_itself_and_whoever_presented_is_not_asked_about() -> None:
    play = Play(fmt=rounds_of_cases(), people=3, here=True).does(NextItem()).at(2)
    play.does(NextItem(), GiveRole(PRESENTER, ("p2",)), GiveTurn("p1"), GiveTurn("p3"), NextTurn())
    play.at(6).does(NextItem(), GiveRole(PRESENTER, ("p3",)), GiveTurn("p2"))
    play.at(9).does(CloseSession())
    assert unheard(play) == [("heard", []), ("heard.2", ["Ana"])]


def test_a_certificate_does_not_ask_a_presenter_to_share_where_they_have_no_turn() -> None:
    fmt = rounds_of_cases()
    assert fmt.certificates
    fmt = replace(fmt, certificates=replace(fmt.certificates, shared_in=("heard",)))
    fmt = replace(fmt, repeats=(), steps=fmt.steps)
    play = Play(fmt=fmt, people=3, here=True).does(NextItem()).at(2)
    play.does(NextItem(), GiveRole(PRESENTER, ("p2",)), GiveTurn("p1"))
    play.at(6).does(CloseSession())
    words = {
        one.name: full_participation(play.state, one.id, play.now) for one in play.state.people
    }
    assert words["Bo"]
    assert words["Bo"].reasons == ()
    assert words["Cy"]
    assert words["Cy"].reasons == ("sharing in “Heard” is not recorded",)


# --- how many were there -------------------------------------------------------------------------


def test_without_attendance_those_on_the_list_were_there_unless_something_is_noted() -> None:
    unlooked = Play(fmt=replace(CASES, attendance=False)).does(
        NextItem(), WriteNote(NoteKind.HARVEST, "Slowness")
    )
    assert harvest_summary(unlooked.state, at(9), "").people == 4
    noted = Play(fmt=replace(CASES, attendance=False)).does(NextItem())
    noted.state = replace(noted.state, people=Play(people=3, here=True).state.people)
    assert harvest_summary(noted.state, at(9), "").people == 3
    assert harvest_summary(Play(fmt=CASES).does(NextItem()).state, at(9), "").people == 1

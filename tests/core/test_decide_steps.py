"""What a session makes of its steps: roles, options, laps, votes, small groups, topics in laps."""

from dataclasses import replace

import pytest

from builders import Play, at, talk
from coreflect_tui.core.formats import Instead
from coreflect_tui.core.intents import (
    AddTopic,
    DescribeAttendee,
    DrawSmallGroups,
    EndRepeat,
    ExtendItem,
    GiveRole,
    GiveTurn,
    GoToItem,
    KeepAgreement,
    NextItem,
    OnceMore,
    SetPresence,
    StartTopic,
    TakeOption,
    WeighTopic,
)
from coreflect_tui.core.options import not_taken
from coreflect_tui.core.person import Presence
from coreflect_tui.core.repeating import Option, Repeat, RoleRule
from coreflect_tui.core.roles import holders, may_have, role_rule, suggested, wanted_role
from coreflect_tui.core.said import said
from coreflect_tui.core.small_groups import counts, part_at
from coreflect_tui.core.speaking import Speaks
from coreflect_tui.core.timing import items_to_come
from protocol import CHOICE, cases, coffee


def a_case(people: int = 5) -> Play:
    """All are here, and the first case begins."""
    return Play(people=people, here=True, fmt=cases()).does(NextItem(), GoToItem("tell"))


def names(play: Play, role: str) -> list[str]:
    return [one.name for one in holders(play.state, role)]


def topic(play: Play) -> str:
    return play.state.topic.title if play.state.topic else ""


def ids_to_come(play: Play) -> list[str]:
    return [one.id for one in items_to_come(play.state)]


# --- roles ---------------------------------------------------------------------------------------


def test_a_step_wants_its_presenter_until_there_is_one() -> None:
    play = a_case()
    wanted = wanted_role(play.state, play.state.running)
    assert wanted
    assert wanted.id == "presenter"
    play.does(GiveRole("presenter", ("p2",)))
    assert names(play, "presenter") == ["Bo"]
    assert wanted_role(play.state, play.state.running) is None
    assert "has no such role" in play.refuses(GiveRole("captain", ("p1",))).sentence
    assert "not on the list" in play.refuses(GiveRole("presenter", ("p99",))).sentence
    assert play.refuses(GiveRole("presenter", ("p2",))).sentence == "Nothing changed."


def test_every_lap_has_a_presenter_of_its_own_and_asks_first_who_was_not_one() -> None:
    play = a_case().does(GiveRole("presenter", ("p2",)))
    assert may_have(play.state, "presenter")[-1].name == "Ana", "whoever facilitates is asked last"
    play.does(GoToItem("tell.2"))
    assert names(play, "presenter") == []
    assert [one.name for one in may_have(play.state, "presenter")] == [
        "Cy", "Dee", "Eli", "Ana", "Bo",
    ]  # fmt: skip
    play.does(GiveRole("presenter", ("p3",)))
    first, second = play.item("tell"), play.item("tell.2")
    assert [one.name for one in holders(play.state, "presenter", first)] == ["Bo"]
    assert [one.name for one in holders(play.state, "presenter", second)] == ["Cy"]


def test_nobody_is_wanted_any_more_when_all_who_are_here_sit_inside() -> None:
    fmt = cases()
    ring = replace(fmt.steps[0], speaks=Speaks.INNER_RING)
    seats = RoleRule("inner-ring", "Inner ring", people=4)
    play = Play(people=3, here=True, fmt=replace(fmt, steps=(ring, *fmt.steps[1:]), roles=(seats,)))
    play.does(NextItem(), GiveRole("inner-ring", ("p1", "p2")))
    assert wanted_role(play.state, play.state.running) == seats
    play.does(GiveRole("inner-ring", ("p1", "p2", "p3")))
    assert wanted_role(play.state, play.state.running) is None


def test_the_presenter_has_no_turn_in_the_round_of_the_others() -> None:
    play = a_case().does(GiveRole("presenter", ("p2",)), NextItem())
    assert play.invited == ["Ana", "Cy", "Dee", "Eli"]
    assert play.refuses(GiveTurn("p2")).sentence == "Bo has no turn in this round."


def test_without_a_presenter_everybody_has_a_turn_and_naming_one_takes_them_out() -> None:
    play = a_case().does(NextItem())
    assert play.invited == ["Ana", "Bo", "Cy", "Dee", "Eli"]
    play.does(GiveRole("presenter", ("p4",)))
    assert play.invited == ["Ana", "Bo", "Cy", "Eli"]


def test_a_rotating_role_is_suggested_to_who_had_it_longest_ago() -> None:
    play = a_case()
    rule = role_rule(play.state.format, "time-keeper")
    assert rule
    first = suggested(play.state, rule)
    assert first
    assert first.name == "Bo"
    play.does(GiveRole("time-keeper", ("p2",)), GoToItem("tell.2"))
    assert names(play, "time-keeper") == [], "another lap, another time-keeper"
    following = suggested(play.state, rule)
    assert following
    assert following.name == "Cy"


def test_only_people_who_are_here_are_asked_once_it_has_begun() -> None:
    play = Play(people=4, fmt=cases())
    assert len(may_have(play.state, "presenter")) == 4
    play.does(SetPresence(("p3",), Presence.PRESENT), NextItem())
    assert [one.name for one in may_have(play.state, "presenter")] == ["Cy", "Ana"]


# --- options -------------------------------------------------------------------------------------


def test_the_agenda_counts_with_the_first_option_until_another_is_taken() -> None:
    play = Play(people=4, here=True, fmt=cases()).does(NextItem())
    assert "walk" in ids_to_come(play)
    assert "run" not in ids_to_come(play)
    assert not_taken(play.state) == {"run"}
    play.does(TakeOption("way", "short"))
    assert "walk" not in ids_to_come(play)
    assert "run" in ids_to_come(play)
    assert not_taken(play.state) == {"walk"}
    assert "chosen already" in play.refuses(TakeOption("way", "short")).sentence
    assert "no such way" in play.refuses(TakeOption("way", "none")).sentence
    play.does(TakeOption("way", "long"))
    assert "walk" in ids_to_come(play)


def test_an_option_leaves_what_was_held_as_it_was() -> None:
    play = Play(people=4, here=True, fmt=cases()).does(NextItem(), NextItem())
    play.does(TakeOption("way", "short"))
    assert play.item("walk").running
    assert not play.item("walk").left_out


def test_a_step_that_another_choice_still_needs_stays() -> None:
    fmt = cases()
    other = replace(
        CHOICE, id="other", options=(Option("on", "On", ("walk",)), Option("off", "Off"))
    )
    play = Play(people=4, here=True, fmt=replace(fmt, choices=(*fmt.choices, other)))
    play.does(NextItem(), TakeOption("way", "short"))
    assert {"walk", "run"} <= set(ids_to_come(play))
    play.does(TakeOption("other", "off"))
    assert "walk" not in ids_to_come(play)


# --- laps ----------------------------------------------------------------------------------------


def test_an_option_brings_nothing_back_into_a_time_round_that_was_let_go() -> None:
    inside = Repeat(("tell", "walk", "run"), 2)
    order = ("choosing", "tell", "walk", "run", "end")
    steps = tuple(one for name in order for one in cases().steps if one.id == name)
    play = Play(people=5, here=True, fmt=replace(cases(), steps=steps, repeats=(inside,)))
    play.does(NextItem(), NextItem(), EndRepeat(), TakeOption("way", "short"))
    assert ids_to_come(play) == ["run", "end"]
    play.does(TakeOption("way", "long"))
    assert ids_to_come(play) == ["walk", "end"]
    play.does(OnceMore(), TakeOption("way", "short"))
    assert ids_to_come(play) == ["run", "tell.2", "run.2", "end"]


def test_once_more_puts_a_lap_behind_the_last_one() -> None:
    play = a_case().does(OnceMore())
    ids = [one.id for one in play.state.items]
    assert ids[ids.index("listen.2") + 1 :][:4] == ["tell.3", "ask.3", "listen.3", "pairs"]
    third = play.item("tell.3")
    assert (third.item.step.title, third.item.lap, third.allotment) == ("Tell 3", 3, 300)
    assert third.item.step.presenter == play.item("tell").item.step.presenter
    play.does(GoToItem("tell.3"))
    assert wanted_role(play.state, play.state.running)


def test_the_laps_to_come_can_be_left_out_at_once() -> None:
    play = a_case().does(EndRepeat())
    assert ids_to_come(play) == ["ask", "listen", "pairs", "fours", "end"]
    assert "last time round" in play.refuses(EndRepeat()).sentence


@pytest.mark.parametrize("act", [OnceMore(), EndRepeat()])
def test_where_nothing_comes_several_times_there_is_nothing_to_repeat(
    act: OnceMore | EndRepeat,
) -> None:
    play = Play(people=4, here=True, fmt=cases())
    assert "several times" in play.refuses(act).sentence
    play.does(NextItem())
    assert "several times" in play.refuses(act).sentence


def test_a_held_key_does_not_fill_the_agenda() -> None:
    play = a_case()
    for _ in range(70):
        if len(play.state.items) > 195:
            break
        play.does(OnceMore())
    assert "as many items" in play.refuses(OnceMore()).sentence


# --- votes ---------------------------------------------------------------------------------------


def test_votes_add_what_the_format_says_one_after_the_other() -> None:
    play = a_case().does(ExtendItem())
    assert play.item("tell").allotment == 600
    play.does(ExtendItem())
    assert play.item("tell").allotment == 720
    assert play.item("tell").extended == 2
    assert "as often as this format has it" in play.refuses(ExtendItem()).sentence
    play.does(NextItem())
    assert "no vote" in play.refuses(ExtendItem()).sentence


# --- topics in laps ------------------------------------------------------------------------------


def test_each_lap_turns_to_the_topic_with_the_most_votes() -> None:
    play = Play(people=4, here=True, fmt=coffee()).does(NextItem())
    play.does(AddTopic("Rest"), AddTopic("Power"), AddTopic("Hope"))
    play.does(WeighTopic("t2", 3), WeighTopic("t3", 2))
    play.does(NextItem())
    assert topic(play) == "Power"
    play.at(8).does(NextItem())
    assert topic(play) == "Hope"
    play.does(StartTopic("t1"))
    assert topic(play) == "Rest"
    assert play.state.running
    assert play.state.running.id == "talk-it.2", "the lap goes on"


def test_all_steps_of_a_lap_are_with_its_topic_also_where_it_is_found_on_the_way() -> None:
    fmt = coffee()
    laps = replace(fmt.repeats[0], steps=("talk-it", "learn"))
    steps = (*fmt.steps[:2], talk("learn", 2), *fmt.steps[2:])
    play = Play(people=4, here=True, fmt=replace(fmt, steps=steps, repeats=(laps,)))
    play.does(NextItem(), AddTopic("Rest"), NextItem())
    play.at(9).does(NextItem())
    assert topic(play) == "Rest"
    play.at(12).does(NextItem())
    assert play.state.topic is None
    play.at(14).does(AddTopic("Hope"), NextItem())
    assert topic(play) == "Hope", "and not the one of the lap before"
    play.at(15).does(AddTopic("Power"), GoToItem("talk-it.2"))
    assert topic(play) == "Hope", "going back stays with it"


def test_whoever_goes_back_to_a_lap_is_with_its_topic_again() -> None:
    play = Play(people=5, here=True, fmt=coffee())
    play.does(NextItem(), AddTopic("Money"), AddTopic("Time"))
    play.at(5).does(NextItem()).at(13).does(NextItem())
    assert topic(play) == "Time"
    play.at(15).does(GoToItem("talk-it"))
    assert topic(play) == "Money"
    play.at(16).does(GoToItem("talk-it.2"))
    assert topic(play) == "Time"


def test_topics_can_have_many_votes_where_they_share_no_time() -> None:
    play = Play(people=4, here=True, fmt=coffee()).does(NextItem(), AddTopic("Rest"))
    play.does(WeighTopic("t1", 40))
    assert "up to 99 votes" in play.refuses(WeighTopic("t1", 101)).sentence
    assert "Topics have their time later" in play.refuses(StartTopic("t1")).sentence


# --- small groups --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("people", "sizes"),
    [(3, [2]), (4, [2, 2]), (5, [2, 2]), (6, [2, 2, 2]), (8, [2, 2, 2, 2])],
)
def test_whoever_facilitates_is_in_a_pair_only_where_it_comes_out_even_so(
    people: int, sizes: list[int]
) -> None:
    play = Play(people=people, here=True, fmt=cases()).does(NextItem(), GoToItem("pairs"))
    play.does(DrawSmallGroups())
    (held,) = play.state.small_groups
    assert sorted(len(one) for one in held.groups) == sizes
    everyone = [one for group in held.groups for one in group]
    assert len(set(everyone)) == len(everyone) == sum(sizes)


def test_pairs_stay_together_in_their_four() -> None:
    play = Play(people=9, here=True, fmt=cases()).does(NextItem(), GoToItem("pairs"))
    play.does(DrawSmallGroups(), NextItem(), DrawSmallGroups())
    pairs, fours = play.state.small_groups
    assert sorted(len(one) for one in fours.groups) == [4, 4]
    for pair in pairs.groups:
        assert any(set(pair) <= set(four) for four in fours.groups)


@pytest.mark.parametrize(
    ("people", "sizes"),
    [(2, [2]), (3, [3]), (4, [4]), (5, [4]), (6, [5]), (7, [3, 3]), (8, [4, 4])],
)
def test_fours_take_one_more_each_or_else_some_are_smaller(people: int, sizes: list[int]) -> None:
    play = Play(people=people, here=True, fmt=cases()).does(NextItem(), GoToItem("fours"))
    play.does(DrawSmallGroups())
    (held,) = play.state.small_groups
    assert sorted(len(one) for one in held.groups) == sizes


def test_whoever_facilitates_stays_with_whom_they_were_paired() -> None:
    play = Play(people=6, here=True, fmt=cases()).does(NextItem(), GoToItem("pairs"))
    play.does(DrawSmallGroups(), NextItem(), DrawSmallGroups())
    pairs, fours = play.state.small_groups
    assert any("p1" in pair for pair in pairs.groups)
    assert sorted(len(one) for one in fours.groups) == [2, 4]
    for pair in pairs.groups:
        assert any(set(pair) <= set(four) for four in fours.groups)


def test_drawing_again_draws_others_and_a_replay_draws_the_same() -> None:
    drawn = []
    for _ in range(2):
        play = Play(people=9, here=True, fmt=cases()).does(NextItem(), GoToItem("pairs"))
        play.does(DrawSmallGroups())
        first = play.state.small_groups[0].groups
        play.does(DrawSmallGroups())
        drawn.append((first, play.state.small_groups[0].groups))
    assert drawn[0] == drawn[1]
    assert drawn[0][0] != drawn[0][1]


def test_small_groups_need_people_and_a_step_that_has_them() -> None:
    play = Play(people=4, fmt=cases()).does(NextItem())
    assert "no small groups" in play.refuses(DrawSmallGroups()).sentence
    play.does(GoToItem("pairs"), SetPresence(("p1",), Presence.AWAY))
    assert "Nobody is marked as here" in play.refuses(DrawSmallGroups()).sentence


def test_a_group_is_counted_in_words() -> None:
    assert counts((("a", "b"), ("c", "d"), ("e", "f", "g"))) == "2 pairs and a three"
    assert counts((("a",),)) == "one alone"


@pytest.mark.parametrize(
    ("elapsed", "number", "left"),
    [(0, 1, 120), (119, 1, 1), (120, 2, 120), (239, 2, 1), (240, 2, 0), (900, 2, 0)],
)
def test_in_a_pair_each_has_a_part_of_the_time(elapsed: int, number: int, left: int) -> None:
    step = cases().step("pairs")
    assert step
    part = part_at(step, elapsed)
    assert part
    assert (part.number, part.size, part.left) == (number, 2, left)
    assert part_at(replace(step, each=0), elapsed) is None


# --- the agreement, and words --------------------------------------------------------------------


def test_the_agreement_is_kept_with_the_day_it_was_looked_at() -> None:
    day = at(0).date()
    play = Play(people=4, fmt=cases())
    assert "Nothing is written yet" in play.refuses(KeepAgreement("", None)).sentence
    play.does(KeepAgreement("Stories stay\nWe may pause", day))
    assert play.state.agreement
    assert play.state.agreement.lines == ("Stories stay", "We may pause")
    assert play.state.agreement.checked == day
    assert (
        "Nothing changed" in play.refuses(KeepAgreement("Stories stay\nWe may pause", day)).sentence
    )


def test_placeholders_name_who_they_stand_for_and_nobody_in_what_the_group_gets() -> None:
    play = a_case()
    text = "{facilitator} asks {presenter}; we end at {end}, {{so}} it is; {nobody}"
    assert said(play.state, text) == (
        "Ana asks the presenter; we end at 19:55, {so} it is; {nobody}"
    )
    play.does(GiveRole("presenter", ("p2",)))
    assert said(play.state, "{presenter}") == "Bo"
    play.does(DescribeAttendee("p2", "bell h.", "", ""))
    assert said(play.state, "{presenter} speaks. {presenter}!") == "bell h. speaks. bell h.!"
    assert said(play.state, text, names=False).startswith("The facilitator asks the presenter")


def test_where_nobody_looks_at_attendance_all_are_here_when_it_begins() -> None:
    play = Play(people=3, fmt=replace(cases(), attendance=False)).does(NextItem())
    assert all(one.presence is Presence.PRESENT for one in play.state.people)
    looked_at = Play(people=3, fmt=cases()).does(NextItem())
    assert looked_at.presence("Bo") is Presence.EXPECTED


def test_a_format_says_in_its_language_what_stands_in_place_of_a_name() -> None:
    fmt = replace(cases(), language="ar", instead=Instead(presenter="صاحب الحكاية"))
    play = Play(people=3, here=True, fmt=fmt).does(NextItem(), GoToItem("tell"))
    assert said(play.state, "يا {presenter}, {date}") == "يا صاحب الحكاية, 2026-11-22"
    assert said(play.state, "{list_to}") == "Whoever asked for this session"

"""What a rehearsal makes of roles, choices, small groups, votes, laps and topics in laps."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coreflect_tui.core.formats import Format, NoteKind, Outcome, StepKind
from coreflect_tui.core.intents import (
    AddMinutes,
    DrawSmallGroups,
    EndRepeat,
    ExtendItem,
    GiveRole,
    GoToItem,
    Intent,
    NextItem,
    OnceMore,
    PauseClock,
    SetHardEnd,
    SetPresence,
    StartTopic,
    TakeOption,
)
from coreflect_tui.core.person import Presence
from coreflect_tui.core.repeating import Times
from coreflect_tui.core.roles import holders, may_have, roles_in
from coreflect_tui.core.speaking import PRESENTER
from coreflect_tui.core.state import TurnStatus
from coreflect_tui.core.timing import item_seconds, items_to_come
from coreflect_tui.preparation import Invited
from coreflect_tui.rehearsal import invent_names
from coreflect_tui.rehearsal.headless import hold
from learner import Learner, rehearse
from small_protocols import (
    CHOICE,
    EVERYONE_PRESENTS,
    GROUPS,
    RINGS,
    SMALL,
    THREE_ROUNDS,
    THREES,
    TOPICS_IN_LAPS,
)

SEEDS = range(1, 9)


def held(fmt: Format, seed: int = 1, people: int = 0, minutes: int = 0) -> Learner:
    """A rehearsal of `fmt`, at its usual size if not said, held to its end as suggested."""
    return rehearse(
        fmt, people or fmt.people.usual, minutes or fmt.minutes.usual, seed
    ).to_the_end()


def minutes_late(learner: Learner) -> float:
    assert learner.state.closed
    return (learner.state.closed - learner.state.hard_end).total_seconds() / 60


def hints(learner: Learner, what: str) -> list[str]:
    return [one for one in learner.hints() if one.partition(":")[0] == what]


@pytest.mark.parametrize("fmt", SMALL.values(), ids=SMALL.keys())
@pytest.mark.parametrize("people", [2, 3, 5, 9, 20])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_everything_that_was_to_come_is_held(fmt: Format, people: int, seed: int) -> None:
    learner = held(fmt, seed, people)
    state = learner.state
    assert state.closed
    assert all(item.finished or item.left_out for item in state.items)
    for one in state.rounds:
        waiting = [turn.person for turn in one.turns if turn.status is TurnStatus.WAITING]
        here = {learner.person(one).presence for one in waiting} - {Presence.EXPECTED}
        silent = {holder.id for holder in holders(state, PRESENTER, state.item(one.item))}
        inside = {holder.id for holder in holders(state, "inner-ring", state.item(one.item))}
        outside = set(waiting) - inside if inside else set()
        assert here <= {Presence.NO_SHOW} or set(waiting) <= silent | outside


# --- roles ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", SEEDS)
def test_everyone_here_presents_once_and_the_facilitator_last(seed: int) -> None:
    learner = held(EVERYONE_PRESENTS, seed, people=7, minutes=70)
    state = learner.state
    presenters = [one.people for one in state.roles if one.role == PRESENTER]
    laps = {item.item.lap for item in state.items if item.visits} - {0}
    assert len(presenters) == len(set(presenters)) == len(laps)
    here = {one.id for one in state.people if one.presence is Presence.PRESENT}
    assert {person for (person,) in presenters} <= here
    assert presenters[-1] == ("p1",) or len(here) > len(laps)
    for item in state.items:
        if item.item.step.id == "wonder" and item.visits:
            spoke = state.round_of(item.id)
            assert spoke
            (presenter,) = holders(state, PRESENTER, item)
            assert presenter.id not in spoke.ended


def test_with_somebody_missing_a_lap_fewer_is_held() -> None:
    full = replace(EVERYONE_PRESENTS.people, most=7)
    learner = held(replace(EVERYONE_PRESENTS, attendance=True, people=full), 1, 7, 70)
    away = [one.id for one in learner.state.people if one.presence is Presence.NO_SHOW]
    assert away == [learner.cast.no_show]
    laps = {item.item.lap: bool(item.visits) for item in learner.state.items if item.item.lap}
    assert laps == {**dict.fromkeys(range(1, 7), True), 7: False}
    ended = [one.words for one in learner.told if one.hint == "end-repeat"]
    assert ended == ["Everyone here has presented."]


def test_a_rotating_role_goes_to_another_in_every_lap_and_a_steady_one_stays() -> None:
    learner = held(EVERYONE_PRESENTS)
    keepers = [one for one in learner.state.roles if one.role == "time-keeper"]
    assert {one.lap for one in keepers} == {f"tell.{lap}" for lap in range(1, 7)}
    assert max(Counter(one.people for one in keepers).values()) == 1
    for one in keepers:
        item = next(i for i in learner.state.items if i.item.lap == int(one.lap[5:]))
        assert one.people[0] not in {p.id for p in holders(learner.state, PRESENTER, item)}
    assert [one.lap for one in learner.state.roles if one.role == "host"] == [""]
    given = next(one.at for one in learner.told if one.hint.startswith("give-role:host"))
    assert learner.state.began
    assert 0 < (given - learner.state.began).total_seconds() < 60


def test_only_whom_the_screen_numbers_is_asked_to_present() -> None:
    learner = rehearse(EVERYONE_PRESENTS, 20, 200)
    for _ in range(6):
        numbered: list[str] = []
        while not (learner.told and learner.told[-1].hint.startswith("give-role:presenter")):
            numbered = [one.id for one in may_have(learner.state, PRESENTER)[:9]]
            learner.follow()
        assert learner.told.pop().hint.rpartition(":")[2] in numbered


def test_the_rings_are_filled_before_anybody_speaks_in_them() -> None:
    learner = held(RINGS)
    assert len(holders(learner.state, "inner-ring")) == 4
    assert len(holders(learner.state, "panel")) == 4
    ring = learner.state.round_of("ring")
    assert ring
    assert set(ring.ended) == {one.id for one in holders(learner.state, "inner-ring")}
    order = learner.hints()
    last_seat = max(i for i, one in enumerate(order) if one.startswith("give-role:inner-ring"))
    assert last_seat < next(i for i, one in enumerate(order) if one.startswith("give-turn"))


def test_nobody_names_a_stranger_in_a_round_of_the_ring_and_they_come_in_all_the_same() -> None:
    rings = replace(RINGS.steps[0], minutes=16, most=32)
    seats = replace(RINGS.roles[0], people=8)
    fmt = replace(RINGS, steps=(rings, *RINGS.steps[1:]), roles=(seats,))
    learner = held(fmt, people=16, minutes=36)
    assert "name-next" not in learner.hints()
    (stranger,) = [one for one in learner.state.people if one.name == learner.cast.walk_in]
    assert stranger.presence is Presence.PRESENT
    ring = learner.state.round_of("ring")
    assert ring
    assert stranger.id not in ring.ended


def test_too_few_people_for_a_ring_all_sit_in_it() -> None:
    learner = held(RINGS, people=2)
    inside = holders(learner.state, "inner-ring")
    assert 2 <= len(inside) <= 4
    assert learner.state.closed


# --- choices, small groups, votes ----------------------------------------------------------------


def test_groups_choose_one_way_or_the_other_and_hold_what_it_needs() -> None:
    ways = set()
    for seed in SEEDS:
        state = held(CHOICE, seed).state
        ((choice, way),) = state.taken
        assert choice == "way"
        ways.add(way)
        visited = [item.id for item in state.items if item.visits]
        middle = ["together"] if way == "talk" else ["pairs", "report"]
        assert visited == ["begin", *middle, "end"]
    assert ways == {"talk", "small"}


def test_a_way_for_which_there_is_no_time_is_not_chosen() -> None:
    steps = tuple(
        replace(step, minutes=200, least=200) if step.id == "pairs" else step
        for step in CHOICE.steps
    )
    for seed in SEEDS:
        assert held(replace(CHOICE, steps=steps), seed).state.taken == (("way", "talk"),)


@pytest.mark.parametrize("people", [2, 5, 9, 20])
def test_small_groups_of_the_people_here_are_drawn_as_they_begin(people: int) -> None:
    learner = held(GROUPS, people=people)
    state = learner.state
    assert [one.item for one in state.small_groups] == ["pairs", "fours", "threes"]
    assert learner.hints().count("small-groups") == 3
    for one in state.small_groups:
        item = state.item(one.item)
        assert item
        size = {"pairs": 2, "threes": 3, "fours": 4}[one.item]
        assert {len(group) for group in one.groups} <= {size, size + 1} or people < size + 2
    each = state.item("pairs")
    assert each
    assert item_seconds(state, each, state.closed or learner.now) >= 2 * 120


def test_some_votes_lengthen_a_topic_once_and_never_beyond_the_end() -> None:
    votes = []
    for seed in SEEDS:
        learner = held(TOPICS_IN_LAPS, seed)
        for item in learner.state.items:
            if item.item.step.id == "talk" and item.visits:
                votes.append(item.extended)
                took = item_seconds(learner.state, item, learner.now)
                longest = item.item.planned + (120 if item.extended else 0)
                assert took > item.item.planned if item.extended else took <= 1.2 * longest
        assert minutes_late(learner) <= 2
    assert set(votes) == {0, 1}


def test_a_vote_that_is_left_alone_holds_nothing_up() -> None:
    learner = next(first_votes())
    vote = learner.next()
    assert vote
    learner.now = vote.at + timedelta(seconds=60)
    learner.follow()
    assert learner.hints()[-1] == "next-item"


def first_votes() -> Iterator[Learner]:
    """Rehearsals in which the first vote has just been called for."""
    for seed in range(1, 40):
        learner = rehearse(TOPICS_IN_LAPS, minutes=50, seed=seed)
        while learner.follow():
            if learner.hints()[-1] == "extend":
                again = rehearse(TOPICS_IN_LAPS, minutes=50, seed=seed)
                yield again.until("extend")
                break


# --- laps ----------------------------------------------------------------------------------------


def test_a_lap_is_begun_only_while_there_is_time_for_it() -> None:
    ended = []
    for seed in SEEDS:
        learner = held(TOPICS_IN_LAPS, seed)
        assert minutes_late(learner) <= 1
        ended += [one.words for one in learner.told if one.hint == "end-repeat"]
        for item in learner.state.items:
            if item.visits and item.item.step.id == "talk" and item.item.lap > 1:
                begun = item.visits[0].start
                needed = item.item.planned + 2 * 60 + 5 * 60
                assert (learner.state.hard_end - begun).total_seconds() >= needed - 120
    assert "There is no time to go round once more." in ended


def test_time_that_is_left_is_for_once_more_in_some_rehearsals_and_not_in_all() -> None:
    laps = Counter(
        max(item.item.lap for item in held(THREE_ROUNDS, seed, people=5).state.items)
        for seed in range(1, 16)
    )
    assert set(laps) >= {3, 4}
    assert all(minutes_late(held(THREE_ROUNDS, seed, people=5)) <= 2 for seed in range(1, 16))


def test_a_group_that_ended_its_laps_does_not_think_again() -> None:
    """A lap took less than the least that it may be planned with, and so much is left."""
    steps = tuple(
        replace(step, round=None, kind=StepKind.TALK, least=10) if step.id == "round" else step
        for step in THREE_ROUNDS.steps
    )
    laps = replace(THREE_ROUNDS.repeats[0], times=Times.UNTIL_TIME)
    fmt = replace(THREE_ROUNDS, steps=steps, repeats=(laps,))
    short = 0
    for seed in range(1, 21):
        learner = rehearse(fmt, 5, 40, seed)
        while not (learner.state.running and learner.state.running.id == "round"):
            learner.follow()
        over = learner.until("next-item").next()
        assert over
        took = over.at - learner.state.running.visits[0].start
        if took < timedelta(minutes=8):
            short += 1
            assert learner.do(SetHardEnd(over.at + took + timedelta(minutes=5)))
            learner.to_the_end()
            said = [one for one in learner.hints() if one in ("once-more", "end-repeat")]
            assert said == ["end-repeat"]
    assert short > 2


def test_laps_are_not_shortened_for_one_another(tmp_path: Path) -> None:
    steps = tuple(
        replace(step, least=3) if step.id == "talk" else step for step in TOPICS_IN_LAPS.steps
    )
    names = [Invited(name) for name in invent_names(6, 1)]
    fmt = replace(TOPICS_IN_LAPS, steps=steps)
    state = hold(
        fmt, 50, names[:1], names[1:], 3, tmp_path / "out", lambda _: None, behind_minutes=6
    ).state
    talks = [item for item in state.items if item.item.step.id == "talk"]
    assert any(item.left_out for item in talks)
    # The last one, when nothing else can give, may be fitted.
    visited = [item for item in talks if item.visits]
    assert all(item.allotment >= item.item.planned for item in visited[:-1])


def test_small_groups_that_take_turns_are_through_when_each_of_them_has_presented() -> None:
    for seed in SEEDS:
        learner = rehearse(THREES, 9, 13, seed).until("small-groups")
        assert learner.do(SetHardEnd(learner.state.hard_end + timedelta(minutes=60)))
        learner.to_the_end()
        assert [item.id for item in learner.state.items] == ["tell", "tell.2", "tell.3", "end"]
        assert not hints(learner, "give-role")


@pytest.mark.parametrize("seed", SEEDS)
def test_whoever_came_without_being_expected_may_present_as_well(seed: int) -> None:
    shorter = tuple(
        replace(step, minutes=1, least=1) if step.id == "arrive" else step
        for step in EVERYONE_PRESENTS.steps
    )
    learner = held(replace(EVERYONE_PRESENTS, steps=shorter), seed, people=5, minutes=100)
    for one in learner.told:
        if one.hint == "once-more":
            assert one.words.endswith("would like to present as well.")
    laps = {item.item.lap for item in learner.state.items if item.visits} - {0}
    presenters = [one.people for one in learner.state.roles if one.role == PRESENTER]
    assert len(laps) == len(set(presenters)) == len(presenters)


def test_a_turn_for_everyone_ends_with_those_who_are_here() -> None:
    fmt = replace(THREE_ROUNDS, repeats=(replace(THREE_ROUNDS.repeats[0], times=Times.EVERYONE),))
    learner = held(fmt, people=7, minutes=80)
    here = [one for one in learner.state.people if one.presence is Presence.PRESENT]
    laps = max(item.item.lap for item in learner.state.items if item.visits)
    assert laps <= len(here)
    planned = max(item.item.lap for item in learner.state.items)
    assert planned >= 7
    assert hints(learner, "end-repeat") or laps == planned


# --- topics in laps ------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", SEEDS)
def test_topics_are_gathered_for_the_laps_and_each_lap_has_one(seed: int) -> None:
    learner = held(TOPICS_IN_LAPS, seed)
    state = learner.state
    laps = {item.item.lap for item in state.items} - {0}
    assert len(state.topics) in (len(laps), len(laps) + 1)
    begun = sorted((topic.visits[0].start, topic.id) for topic in state.topics if topic.visits)
    talked = [item.visits[0].start for item in state.items
              if item.item.step.id == "talk" and item.visits]  # fmt: skip
    assert [start for start, _ in begun] == talked
    assert "start-topic" not in {one.partition(":")[0] for one in learner.hints()}
    learnings = [note for note in state.notes if note.kind is NoteKind.TAKEAWAY]
    assert learnings
    assert {note.topic for note in learnings} <= {topic.id for topic in state.topics}
    assert None not in {note.topic for note in learnings}


def test_when_all_topics_have_had_their_time_the_laps_end() -> None:
    learner = held(TOPICS_IN_LAPS, minutes=100, people=20)
    assert len(learner.state.topics) == 9
    ended = [one.words for one in learner.told if one.hint == "end-repeat"]
    visited = [topic for topic in learner.state.topics if topic.visits]
    assert ended == ["All topics have had their time."] or len(visited) < 9


def test_topics_that_are_found_lap_by_lap_stand_one_to_a_lap() -> None:
    steps = tuple(
        replace(step, writes=(NoteKind.TOPIC,) if step.id == "talk" else ())
        for step in TOPICS_IN_LAPS.steps
    )
    state = held(replace(TOPICS_IN_LAPS, steps=steps)).state
    laps = {item.item.lap for item in state.items if item.visits} - {0}
    assert len(state.topics) == len(laps)
    assert all(len(topic.visits) == 1 for topic in state.topics)


# --- what is left behind -------------------------------------------------------------------------


def test_where_no_harvest_is_written_nobody_writes_anything_down() -> None:
    state = held(replace(TOPICS_IN_LAPS, outcomes=())).state
    assert state.notes == ()
    assert state.topics


@pytest.mark.parametrize("outcomes", [(Outcome.ATTENDEES,), (Outcome.HARVEST,)])
@pytest.mark.parametrize("writes", [(), (NoteKind.TOPIC,)])
def test_what_a_topic_leaves_is_written_where_somebody_reads_it(
    outcomes: tuple[Outcome, ...], writes: tuple[NoteKind, ...]
) -> None:
    steps = tuple(
        replace(step, kind=StepKind.TOPICS, writes=writes) if step.id == "together" else step
        for step in CHOICE.steps
    )
    state = held(replace(CHOICE, steps=steps, outcomes=outcomes, choices=())).state
    assert state.topics
    assert bool(state.notes) is (outcomes == (Outcome.HARVEST,) and writes != ())


def test_nothing_is_written_in_a_step_that_forbids_it() -> None:
    state = held(EVERYONE_PRESENTS).state
    assert state.notes == ()
    topics = replace(TOPICS_IN_LAPS.steps[1], not_written="Anything.")
    steps = (TOPICS_IN_LAPS.steps[0], topics, *TOPICS_IN_LAPS.steps[2:])
    items = {note.item for note in held(replace(TOPICS_IN_LAPS, steps=steps)).state.notes}
    assert items
    assert all(item and item.startswith("learning") for item in items)


def test_where_presence_is_not_looked_at_people_come_and_nothing_is_asked() -> None:
    learner = held(GROUPS, people=9)
    assert {one.presence for one in learner.state.people} == {Presence.PRESENT}
    assert any(one.words.endswith(" arrives.") for one in learner.told)
    assert all(one.core_trained is None for one in learner.state.people)
    said = {one.partition(":")[0] for one in learner.hints()}
    assert not said & {"core-training", "full", "close-room", "not-admitted"}
    assert not any("presence:no-show" in one for one in learner.hints())


def test_nobody_comes_uninvited_where_there_is_no_room_for_them() -> None:
    two = replace(GROUPS, people=replace(GROUPS.people, usual=2, most=2))
    learner = held(two, people=2)
    assert len(learner.state.people) == 2


# --- in time -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["topics in laps", "small groups", "a choice", "rings"])
@pytest.mark.parametrize("seed", SEEDS)
def test_a_session_whose_items_cannot_be_shortened_ends_in_time(name: str, seed: int) -> None:
    fmt = SMALL[name]
    steps = tuple(step if step.round else replace(step, least=step.minutes) for step in fmt.steps)
    assert minutes_late(held(replace(fmt, steps=steps), seed)) <= 2


def test_when_done_varies_more_than_by_the_clock() -> None:
    def spread(open_ended: bool) -> float:
        fmt = EVERYONE_PRESENTS
        step = "back" if open_ended else "tell"
        took = [
            item_seconds(learner.state, item, learner.now) / item.allotment
            for learner in (held(fmt, seed, minutes=70) for seed in (1, 2))
            for item in learner.state.items
            if item.item.step.id == step and item.visits
        ]
        return max(took) - min(took)

    assert spread(open_ended=True) > 1.2 * spread(open_ended=False)


# --- a learner who does otherwise ----------------------------------------------------------------


@pytest.mark.parametrize("fmt", SMALL.values(), ids=SMALL.keys())
def test_what_is_left_alone_does_not_hold_up_the_story(fmt: Format) -> None:
    learner = rehearse(fmt, fmt.people.usual, fmt.minutes.usual)
    for _ in range(600):
        happening = learner.next()
        if happening is None:
            break
        learner.now = max(learner.now, happening.at)
        if happening.optional:
            learner.now += timedelta(seconds=40)
            continue
        assert all(learner.do(intent) for intent in happening.intents), happening.hint
    assert learner.state.closed
    assert (learner.state.roles, learner.state.taken, learner.state.small_groups) == ((), (), ())


@pytest.mark.parametrize("fmt", SMALL.values(), ids=SMALL.keys())
@settings(max_examples=15, deadline=None)
@given(data=st.data(), seed=st.integers(0, 1000))
def test_any_acts_in_between_and_the_story_still_ends(
    fmt: Format, data: st.DataObject, seed: int
) -> None:
    learner = rehearse(fmt, 6, fmt.minutes.usual, seed)
    people = [person.id for person in learner.state.people]
    acts: list[Intent] = [
        *(GoToItem(item.id, leaving=True) for item in learner.state.items),
        *(AddMinutes(item.id, -120) for item in learner.state.items),
        *(GiveRole(role.id, (one,)) for role in roles_in(fmt) for one in people),
        *(TakeOption(one.id, option.id) for one in fmt.choices for option in one.options),
        *(SetPresence((one,), kind) for one in people for kind in Presence),
        *(StartTopic(f"t{number}") for number in (1, 2, 3)),
        NextItem(leaving=True), OnceMore(), EndRepeat(), ExtendItem(), DrawSmallGroups(),
        PauseClock(),
    ]  # fmt: skip
    for _ in range(data.draw(st.integers(0, 10))):
        for _ in range(data.draw(st.integers(0, 8))):
            learner.follow()
        learner.do(data.draw(st.sampled_from(acts)))
        learner.now += timedelta(seconds=data.draw(st.integers(0, 400)))
    learner.to_the_end()
    assert learner.state.closed
    assert items_to_come(learner.state) == ()

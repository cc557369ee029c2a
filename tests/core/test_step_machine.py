"""Any acts about steps in any order: what holds of roles, options, laps and small groups."""

from hypothesis import given, settings
from hypothesis import strategies as st

from builders import START, Play
from coreflect_tui.core.apply import apply
from coreflect_tui.core.decide import decide
from coreflect_tui.core.decide.answer import Refusal
from coreflect_tui.core.formats import Format
from coreflect_tui.core.intents import (
    AddAttendee,
    AddTopic,
    DrawSmallGroups,
    EndRepeat,
    ExtendItem,
    GiveRole,
    GoToItem,
    Intent,
    KeepAgreement,
    NextItem,
    OnceMore,
    RemoveAttendee,
    SetPresence,
    StartTopic,
    TakeOption,
    WeighTopic,
)
from coreflect_tui.core.options import not_taken
from coreflect_tui.core.person import Presence
from coreflect_tui.core.roles import holders, may_have, roles_in
from coreflect_tui.core.state import SessionState
from coreflect_tui.core.timing import items_to_come
from protocol import cases, coffee

PEOPLE = st.sampled_from([f"p{number}" for number in range(1, 8)])
ITEMS = st.sampled_from(
    ["choosing", "walk", "run", "tell", "ask", "listen", "tell.2", "tell.3", "pairs", "fours",
     "end", "gather", "talk-it", "talk-it.2", "talk-it.3", "close"]
)  # fmt: skip
ACTS = st.one_of(
    st.just(NextItem(leaving=True)),
    st.builds(GoToItem, ITEMS, st.just(True)),
    st.builds(
        GiveRole,
        st.sampled_from(["presenter", "time-keeper", "panel"]),
        st.lists(PEOPLE, max_size=2).map(tuple),
    ),
    st.builds(TakeOption, st.just("way"), st.sampled_from(["long", "short", "none"])),
    st.just(ExtendItem()),
    st.just(OnceMore()),
    st.just(EndRepeat()),
    st.just(DrawSmallGroups()),
    st.builds(
        KeepAgreement,
        st.sampled_from(["", "Stories stay", "Stories stay\nWe pause"]),
        st.none() | st.just(START.date()),
    ),
    st.builds(SetPresence, PEOPLE.map(lambda one: (one,)), st.sampled_from(Presence)),
    st.builds(AddAttendee, st.sampled_from(["Kim", "Lou"]), st.just(Presence.PRESENT)),
    st.builds(RemoveAttendee, PEOPLE),
    st.builds(AddTopic, st.sampled_from(["Rest", "Power", "Hope"])),
    st.builds(WeighTopic, st.sampled_from(["t1", "t2"]), st.integers(0, 101)),
    st.builds(StartTopic, st.sampled_from(["t1", "t2", "t3"])),
)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([cases(), coffee()]), st.lists(ACTS, max_size=25))
def test_whatever_is_done_with_steps_the_session_holds_together(
    fmt: Format, acts: list[Intent]
) -> None:
    play = Play(people=5, here=True, fmt=fmt)
    for minute, act in enumerate(acts):
        play.at(minute)
        answer = decide(play.state, act, play.now)
        if isinstance(answer, Refusal):
            assert answer.sentence.endswith((".", "?"))
            continue
        for event in answer:
            play.state = apply(play.state, event)
        holds_together(play.state)


def holds_together(state: SessionState) -> None:
    ids = [one.id for one in state.items]
    assert len(set(ids)) == len(ids)
    assert all(one.allotment >= 0 for one in state.items)
    assert sum(one.running for one in state.items) <= 1
    assert not {one.item.step.id for one in items_to_come(state)} & not_taken(state)
    laps = [one.item.lap for one in state.items if one.item.lap]
    assert laps == sorted(laps), "laps stand one behind the other"
    known = {one.id for one in state.people}
    for rule in roles_in(state.format):
        for item in state.items:
            assert {one.id for one in holders(state, rule.id, item)} <= known
        assert {one.id for one in may_have(state, rule.id)} <= known
    for held in state.small_groups:
        together = [one for group in held.groups for one in group]
        assert len(together) == len(set(together))
        assert all(held.groups)
    if state.topic:
        assert state.in_topic_lap

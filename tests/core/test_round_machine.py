"""Any acts at any times over rounds of every order: nobody here is lost (see `circle`)."""

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from circle import Circle
from coreflect_tui.core.formats import FacilitatorsIn, Order, RoundRule, Step, StepKind
from coreflect_tui.core.intents import (
    AddAttendee,
    ArrangePeople,
    BackTurn,
    CloseSession,
    DescribeAttendee,
    EndTurn,
    GiveTurn,
    GiveTurnToName,
    GoToItem,
    Intent,
    LowerHand,
    MarkShared,
    NextItem,
    NextTurn,
    OrderRound,
    PassTurn,
    PauseClock,
    PutOffTurn,
    RaiseHand,
    RemoveAttendee,
    ReopenSession,
    ResumeClock,
    SetPresence,
)
from coreflect_tui.core.person import Presence, Role
from coreflect_tui.core.state import Shared

ROUNDS = ("first", "second", "third")
SOMEBODY = st.integers(0, 9)
SEVERAL = st.lists(SOMEBODY, min_size=1, max_size=4)
ORDERS = st.sampled_from(Order)
NAMES = st.sampled_from(["Ana", "bo", "Cy", "Rowan", "Sam", "Kit", "Ola", " "])
COMING_AND_GOING = st.sampled_from(
    [*[Presence.PRESENT] * 4, *[Presence.AWAY] * 3, Presence.LEFT, *Presence]
)
HOW = st.sampled_from([Shared.ALOUD, Shared.CHAT, None])


@st.composite
def rounds(draw: st.DrawFn) -> tuple[Step, ...]:
    """Three rounds of any rules; the last one may turn one of the others round."""
    steps = []
    for step_id in ROUNDS:
        rule_of_it = RoundRule(
            order=draw(ORDERS),
            each=60,
            each_least=30,
            everyone_once=draw(st.sampled_from([True, True, False])),
            may_pass=draw(st.sampled_from([True, True, False])),
            facilitators=draw(st.sampled_from(FacilitatorsIn)),
            reverse_of=draw(st.sampled_from(["", "first"])) if step_id == "third" else "",
        )
        steps.append(Step(step_id, step_id.title(), 8, 1, 20, StepKind.ROUND, rule_of_it))
    return tuple(steps)


def in_a_round(machine: Any) -> bool:
    return machine.circle.held is not None


def is_open(machine: Any) -> bool:
    return machine.circle.state.closed is None


class AnyRounds(RuleBasedStateMachine):
    """The acts of a facilitator who may do anything; the circle checks what comes of them."""

    circle: Circle

    @initialize(
        steps=rounds(),
        here=st.sets(SOMEBODY),
        items=st.lists(st.sampled_from(ROUNDS), max_size=2, unique=True),
    )
    def begin(self, steps: tuple[Step, ...], here: set[int], items: list[str]) -> None:
        """Most of what can happen happens in a second round, with people in it."""
        self.circle = Circle(steps)
        self.circle.act(SetPresence(self.people(sorted(here)), Presence.PRESENT))
        for item in items:
            self.circle.go_on(GoToItem(item), insists=True)

    def people(self, numbers: list[int]) -> tuple[str, ...]:
        return tuple(map(self.circle.person, numbers))

    @rule(seconds=st.sampled_from([0.5, 20.0, 60.0, 400.0]))
    def time_goes_on(self, seconds: float) -> None:
        self.circle.wait(seconds)

    # --- turns -----------------------------------------------------------------------------------

    @precondition(in_a_round)
    @rule(who=SOMEBODY)
    def give_the_floor(self, who: int) -> None:
        self.circle.act(GiveTurn(self.circle.person(who)))

    @precondition(in_a_round)
    @rule(name=NAMES)
    def name_the_next(self, name: str) -> None:
        self.circle.act(GiveTurnToName(name))

    @precondition(in_a_round)
    @rule(act=st.sampled_from([NextTurn, NextTurn, NextTurn, EndTurn, BackTurn]))
    def go_along(self, act: type[Intent]) -> None:
        self.circle.act(act())

    @precondition(in_a_round)
    @rule(act=st.sampled_from([PassTurn, PutOffTurn]), who=st.none() | SOMEBODY)
    def leave_a_turn(self, act: type[PassTurn | PutOffTurn], who: int | None) -> None:
        self.circle.act(act(None if who is None else self.circle.person(who)))

    @precondition(in_a_round)
    @rule(act=st.sampled_from([RaiseHand, RaiseHand, LowerHand]), who=SOMEBODY)
    def raise_a_hand(self, act: type[RaiseHand | LowerHand], who: int) -> None:
        self.circle.act(act(self.circle.person(who)))

    @precondition(in_a_round)
    @rule(order=ORDERS)
    def order_the_round(self, order: Order) -> None:
        self.circle.act(OrderRound(order))

    @precondition(lambda self: is_open(self) and self.circle.state.rounds)
    @rule(which=SOMEBODY, who=SEVERAL, how=HOW)
    def catch_up(self, which: int, who: list[int], how: Shared | None) -> None:
        held = self.circle.state.rounds[which % len(self.circle.state.rounds)]
        self.circle.act(MarkShared(held.item, self.people(who), how))

    @precondition(lambda self: is_open(self) and self.circle.state.rounds)
    @rule(which=SOMEBODY, name=NAMES)
    def catch_up_with_those_expected(self, which: int, name: str) -> None:
        """They were here without anybody's notice, perhaps in a round before this one."""
        self.circle.act(AddAttendee(name, Presence.EXPECTED))
        state = self.circle.state
        held = state.rounds[which % len(state.rounds)]
        expected = [one.id for one in state.people if one.presence is Presence.EXPECTED]
        self.circle.act(MarkShared(held.item, tuple(expected)))

    # --- people ----------------------------------------------------------------------------------

    @precondition(is_open)
    @rule(who=SEVERAL, presence=COMING_AND_GOING)
    def come_and_go(self, who: list[int], presence: Presence) -> None:
        self.circle.act(SetPresence(self.people(who), presence))

    @precondition(is_open)
    @rule(name=NAMES, presence=st.sampled_from([Presence.EXPECTED, *Presence]))
    def somebody_new(self, name: str, presence: Presence) -> None:
        self.circle.act(AddAttendee(name, presence))

    @precondition(is_open)
    @rule(who=SOMEBODY, name=NAMES, role=st.sampled_from(Role))
    def rename_and_change_roles(self, who: int, name: str, role: Role) -> None:
        self.circle.act(DescribeAttendee(self.circle.person(who), name, role=role))

    @precondition(is_open)
    @rule(who=SOMEBODY)
    def take_off_the_list(self, who: int) -> None:
        self.circle.act(RemoveAttendee(self.circle.person(who)))

    @precondition(is_open)
    @rule(who=st.lists(SOMEBODY, max_size=9), stranger=st.booleans())
    def arrange_as_the_call_shows(self, who: list[int], stranger: bool) -> None:
        people = self.people(who)
        self.circle.act(ArrangePeople((*people, "p99") if stranger else people))

    # --- the session -----------------------------------------------------------------------------

    @precondition(is_open)
    @rule(insists=st.booleans())
    def next_item(self, insists: bool) -> None:
        self.circle.go_on(NextItem(), insists)

    @precondition(is_open)
    @rule(item=st.sampled_from([*ROUNDS, "opening"]), insists=st.booleans())
    def go_to_an_item(self, item: str, insists: bool) -> None:
        self.circle.go_on(GoToItem(item), insists)

    @precondition(is_open)
    @rule(act=st.sampled_from([PauseClock(), ResumeClock()]))
    def stop_and_go(self, act: Intent) -> None:
        self.circle.act(act)

    @rule(item=st.sampled_from(ROUNDS))
    def close_and_open_again(self, item: str) -> None:
        self.circle.act(CloseSession())
        self.circle.act(ReopenSession())
        self.circle.act(GoToItem(item))

    @rule(times=st.sampled_from([1, 1, 2, 5]))
    def undo(self, times: int) -> None:
        for _ in range(times):
            self.circle.undo()
            self.circle.check()

    @rule(times=st.sampled_from([1, 2, 5]))
    def redo(self, times: int) -> None:
        for _ in range(times):
            self.circle.redo()

    @invariant()
    def all_holds(self) -> None:
        self.circle.check()

    def teardown(self) -> None:
        if hasattr(self, "circle"):
            self.circle.replays()


TestAnyRounds = AnyRounds.TestCase
TestAnyRounds.settings = settings(max_examples=250, stateful_step_count=50)

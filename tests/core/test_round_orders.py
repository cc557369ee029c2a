"""Orders of a round: who stands where, who is next, hands, and going on in another order."""

from collections.abc import Sequence
from time import process_time

import pytest

from builders import NAMES, Play, a_format, check_in, prepared_state, sharing, talk
from coreflect_tui.core.decide import decide
from coreflect_tui.core.decide.answer import Refusal
from coreflect_tui.core.events import PeopleArranged, RoundOpened, RoundOrdered
from coreflect_tui.core.formats import FacilitatorsIn, Format, Order, RoundRule, Step, StepKind
from coreflect_tui.core.history import fold
from coreflect_tui.core.intents import (
    AddAttendee,
    ArrangePeople,
    BackTurn,
    DescribeAttendee,
    EndTurn,
    GiveTurn,
    GoToItem,
    Intent,
    LowerHand,
    MarkShared,
    NextItem,
    NextTurn,
    OrderRound,
    PassTurn,
    PutOffTurn,
    RaiseHand,
    RemoveAttendee,
    SetPresence,
)
from coreflect_tui.core.person import Attendee, Presence, Role
from coreflect_tui.core.rounds import (
    BY_PLACE,
    all_digits,
    digits,
    hands_here,
    next_in_order,
    numbered,
    standing,
)
from coreflect_tui.core.state import SessionState, Shared, TurnStatus
from coreflect_tui.core.timing import spans_seconds

DONE, PASSED, WAITING = TurnStatus.DONE, TurnStatus.PASSED, TurnStatus.WAITING
PRESENT, AWAY = Presence.PRESENT, Presence.AWAY


def coming(play: Play) -> str | None:
    """The name of whoever the order brings next."""
    person = next_in_order(play.state, play.round)
    return person.name if person else None


def names(people: Sequence[Attendee]) -> list[str]:
    return [one.name for one in people]


def places(play: Play) -> list[str]:
    """The names of the running round in the order in which they stand."""
    return [play.name_of(turn.person) for turn in play.round.turns]


def hands(play: Play) -> list[str]:
    return [play.name_of(person) for person in play.round.hands]


def numbers(play: Play) -> list[str]:
    return names(numbered(play.state, play.round))


def two_rounds(order: Order, second: RoundRule | None = None) -> Play:
    """A baton round, then one of that order; Ana, Bo, Cy, Dee and Eli are here, Ana facilitates."""
    step = Step("later", "Later", 8, 1, 20, StepKind.ROUND, second or RoundRule(order, 60, 30))
    return Play(sharing("first", 8), step, talk("after", 5), people=5, here=True).does(NextItem())


# --- who stands where ----------------------------------------------------------------------------


@pytest.mark.parametrize("order", list(Order))
def test_who_the_order_itself_brings_after_the_first(order: Order) -> None:
    play = check_in(order).does(GiveTurn("p1"))
    rest = [one for one in places(play) if one != "Ana"]
    assert coming(play) == (rest[0] if order in BY_PLACE else None)


@pytest.mark.parametrize("order", [one for one in Order if one in BY_PLACE])
def test_a_round_by_place_goes_on_by_itself_to_the_end(order: Order) -> None:
    play = check_in(order)
    expected = places(play)
    spoken = [play.does(NextTurn()).speaker for _ in expected]
    assert spoken == expected
    assert play.does(NextTurn()).speaker is None
    assert sorted(play.with_status(DONE)) == ["Ana", "Bo", "Cy", "Dee"]


@pytest.mark.parametrize("order", [Order.QUEUE, Order.BATON, Order.POPCORN, Order.LISTED])
def test_where_nobody_is_next_by_place_people_stand_as_listed(order: Order) -> None:
    assert places(check_in(order)) == ["Ana", "Bo", "Cy", "Dee"]


def test_the_call_shows_people_in_an_order_of_its_own() -> None:
    play = Play(talk("before", 2), sharing("round", 8, Order.GALLERY), people=5, here=True)
    assert names(standing(play.state)) == ["Ana", "Bo", "Cy", "Dee", "Eli"]
    play.does(ArrangePeople(("p4", "p2", "p4", "p77", "p5")))
    assert names(standing(play.state)) == ["Dee", "Bo", "Eli", "Ana", "Cy"]
    play.does(AddAttendee("Fay"), NextItem(), NextItem())
    assert places(play) == ["Dee", "Bo", "Eli", "Ana", "Cy", "Fay"]


@pytest.mark.parametrize("people", [(), ("p1",), ("p1", "p2", "p3", "p4"), ("p99",), ("p2", "p3")])
def test_arranging_what_is_so_already_is_refused(people: tuple[str, ...]) -> None:
    play = check_in()
    if people == ("p2", "p3"):
        play.does(ArrangePeople(people))
    assert "in that order already" in play.refuses(ArrangePeople(people)).sentence


def test_arranging_turns_a_running_gallery_round_in_the_same_decision() -> None:
    play = check_in(Order.GALLERY).does(NextTurn(), NextTurn())
    assert (play.speaker, coming(play)) == ("Bo", "Cy")
    answer = decide(play.state, ArrangePeople(("p4", "p3", "p2", "p1")), play.now)
    assert not isinstance(answer, Refusal)
    assert [type(event) for event in answer] == [PeopleArranged, RoundOrdered]
    play.state = fold(play.state, answer)
    assert places(play) == ["Ana", "Bo", "Dee", "Cy"]
    assert (play.speaker, coming(play)) == ("Bo", "Dee")


@pytest.mark.parametrize("order", [one for one in Order if one is not Order.GALLERY])
def test_arranging_leaves_rounds_of_other_orders_alone(order: Order) -> None:
    play = check_in(order)
    before = play.round
    play.does(ArrangePeople(("p4", "p3")))
    assert play.round == before


def test_whoever_is_taken_off_the_list_does_not_leave_their_place_to_the_next_to_come() -> None:
    play = check_in().does(ArrangePeople(("p4", "p1")), RemoveAttendee("p4"))
    assert names(standing(play.state)) == ["Ana", "Bo", "Cy"]
    play.does(AddAttendee("Late"))
    assert play.id_of("Late") == "p4"
    assert names(standing(play.state)) == ["Ana", "Bo", "Cy", "Late"]


def test_a_shuffled_round_keeps_its_seed_and_can_be_told_again() -> None:
    play = Play(sharing("round", 20, Order.SHUFFLED), people=10, here=True)
    answer = decide(play.state, NextItem(), play.now)
    assert answer == decide(play.state, NextItem(), play.now)
    assert not isinstance(answer, Refusal)
    (opening,) = [event for event in answer if isinstance(event, RoundOpened)]
    assert opening.seed
    play.does(NextItem())
    assert play.round.seed == opening.seed
    assert sorted(places(play)) == sorted(names(play.state.people))
    assert places(play) != names(play.state.people)


def test_other_sessions_and_items_are_shuffled_otherwise() -> None:
    steps = (sharing("one", 20, Order.SHUFFLED), sharing("two", 20, Order.SHUFFLED))
    play = Play(*steps, people=10, here=True).does(NextItem())
    first = places(play)
    assert places(play.does(NextItem(leaving=True))) != first


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("facilitators", [FacilitatorsIn.FIRST, FacilitatorsIn.LAST])
def test_facilitators_first_or_last_hold_in_a_shuffled_round(
    facilitators: FacilitatorsIn, seed: int
) -> None:
    play = check_in(Order.SHUFFLED, facilitators)
    for _ in range(seed):
        play.does(OrderRound(Order.SHUFFLED))
    assert places(play)[0 if facilitators is FacilitatorsIn.FIRST else -1] == "Ana"


# --- reversed ------------------------------------------------------------------------------------


def test_reversed_is_the_order_in_which_turns_ended_turned_round() -> None:
    play = two_rounds(Order.REVERSED)
    play.does(GiveTurn("p3"), GiveTurn("p1"), MarkShared("first", ("p5",), Shared.CHAT))
    play.does(PassTurn("p2"), AddAttendee("Fay"), PassTurn("p6"), AddAttendee("Gus"))
    # Ana has the floor when the round is left, Dee and Gus were never reached.
    play.does(NextItem(leaving=True))
    assert places(play) == ["Gus", "Dee", "Ana", "Fay", "Bo", "Eli", "Cy"]


def test_whoever_was_not_in_the_earlier_round_comes_last() -> None:
    play = two_rounds(Order.REVERSED).does(MarkShared("first", ("p3", "p1", "p2", "p4", "p5")))
    play.does(GoToItem("after"), AddAttendee("Late"), GoToItem("later"))
    assert places(play) == ["Eli", "Dee", "Bo", "Ana", "Cy", "Late"]


def test_facilitators_last_holds_in_a_reversed_round() -> None:
    rule = RoundRule(Order.REVERSED, 60, 30, facilitators=FacilitatorsIn.LAST)
    play = two_rounds(Order.REVERSED, rule)
    play.does(MarkShared("first", ("p3", "p2", "p4", "p5", "p1")), NextItem())
    assert places(play) == ["Eli", "Dee", "Bo", "Cy", "Ana"]


def test_the_step_that_is_named_is_turned_round_and_else_the_latest() -> None:
    def last(reverse_of: str) -> Step:
        rule = RoundRule(Order.REVERSED, 60, 30, reverse_of=reverse_of)
        return Step("last", "Last", 8, 1, 20, StepKind.ROUND, rule)

    for reverse_of, expected in (
        ("one", ["Cy", "Bo", "Ana"]),
        ("two", ["Ana", "Bo", "Cy"]),
        ("", ["Ana", "Bo", "Cy"]),
        ("never held", ["Ana", "Bo", "Cy"]),
    ):
        play = Play(sharing("one", 8), sharing("two", 8), last(reverse_of), people=3, here=True)
        play.does(NextItem(), MarkShared("one", ("p1", "p2", "p3")), NextItem())
        play.does(MarkShared("two", ("p3", "p2", "p1")), NextItem())
        assert places(play) == expected, reverse_of


def test_a_first_round_that_is_reversed_goes_as_listed() -> None:
    assert places(check_in(Order.REVERSED)) == ["Ana", "Bo", "Cy", "Dee"]


# --- hands ---------------------------------------------------------------------------------------


def test_the_queue_brings_whoever_raised_a_hand_first() -> None:
    play = check_in(Order.QUEUE)
    assert "Nobody has a hand up" in play.refuses(NextTurn()).sentence
    play.does(RaiseHand("p3"), RaiseHand("p1"), NextTurn())
    assert (play.speaker, hands(play)) == ("Cy", ["Ana"])
    play.does(RaiseHand("p4"), NextTurn())
    assert (play.speaker, hands(play), play.turn("Cy").status) == ("Ana", ["Dee"], DONE)
    play.does(LowerHand("p4"), NextTurn())
    assert (play.speaker, play.invited) == (None, ["Bo", "Dee"])


@pytest.mark.parametrize("order", list(Order))
def test_hands_can_be_noted_in_any_order_and_bring_somebody_in_the_queue_alone(
    order: Order,
) -> None:
    play = check_in(order).does(RaiseHand("p4"))
    assert hands(play) == ["Dee"]
    expected = {Order.QUEUE: "Dee"} | dict.fromkeys(BY_PLACE, places(play)[0])
    assert coming(play) == expected.get(order)


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (RaiseHand("p2"), "Bo has the floor."),
        (RaiseHand("p1"), "Ana has shared in this round."),
        (RaiseHand("p3"), "Cy has a hand up already."),
        (RaiseHand("p99"), "not on the list"),
        (LowerHand("p4"), "Dee has no hand up."),
        (LowerHand("p99"), "not on the list"),
        (PutOffTurn("p4"), "the last already"),
        (OrderRound(Order.QUEUE), "in that order already"),
        (OrderRound(Order.REVERSED), "none before it"),
    ],
    ids=str,
)
def test_acts_that_change_nothing_say_so(act: Intent, words: str) -> None:
    play = check_in(Order.QUEUE).does(GiveTurn("p1"), GiveTurn("p2"), RaiseHand("p3"))
    assert words in play.refuses(act).sentence


@pytest.mark.parametrize(
    "act", [RaiseHand("p2"), LowerHand("p2"), OrderRound(Order.GALLERY)], ids=str
)
def test_without_a_round_there_are_no_hands_and_no_orders(act: Intent) -> None:
    play = Play(talk("talk", 5), here=True).does(NextItem())
    assert play.refuses(act).sentence == "There is no round now."


def test_a_facilitator_outside_the_round_raises_no_hand() -> None:
    play = check_in(Order.QUEUE, FacilitatorsIn.NOT)
    assert "item of their own" in play.refuses(RaiseHand("p1")).sentence


@pytest.mark.parametrize(
    ("presence", "joins"),
    [(Presence.EXPECTED, False), (Presence.AWAY, True), (Presence.NOT_ADMITTED, True)],
)
def test_a_raised_hand_says_that_someone_is_here(presence: Presence, joins: bool) -> None:
    play = check_in(Order.QUEUE)
    if presence is Presence.EXPECTED:
        play.does(AddAttendee("Eli", presence), RaiseHand("p5"))
        assert places(play)[-1] == "Eli"
    else:
        play.does(SetPresence(("p3",), presence), RaiseHand("p3"))
        assert len(places(play)) == 4
    assert play.presence("Cy" if joins else "Eli") is PRESENT
    assert hands(play) == ["Cy" if joins else "Eli"]


@pytest.mark.parametrize(
    "act",
    [
        GiveTurn("p3"),
        PassTurn("p3"),
        MarkShared("round", ("p3",), Shared.CHAT),
        SetPresence(("p3",), Presence.LEFT),
        SetPresence(("p3",), Presence.NOT_ADMITTED),
        SetPresence(("p3",), Presence.EXPECTED),
        RemoveAttendee("p3"),
        LowerHand("p3"),
    ],
    ids=str,
)
def test_what_lowers_a_hand(act: Intent) -> None:
    play = check_in(Order.QUEUE).does(RaiseHand("p2"), RaiseHand("p3"), RaiseHand("p4"), act)
    assert hands(play) == ["Bo", "Dee"]


def test_someone_away_keeps_their_place_among_the_hands_and_is_skipped() -> None:
    play = check_in(Order.QUEUE).does(RaiseHand("p2"), RaiseHand("p3"))
    play.does(SetPresence(("p2",), AWAY))
    assert (hands(play), names(hands_here(play.state, play.round))) == (["Bo", "Cy"], ["Cy"])
    assert coming(play) == "Cy"
    play.does(SetPresence(("p2",), PRESENT))
    assert coming(play) == "Bo"


def test_whoever_drops_off_while_speaking_stands_first_in_the_queue_again() -> None:
    play = check_in(Order.QUEUE).does(RaiseHand("p2"), RaiseHand("p3"), NextTurn()).at(1)
    play.does(SetPresence(("p2",), AWAY))
    assert (hands(play), coming(play)) == (["Bo", "Cy"], "Cy")
    play.does(SetPresence(("p2",), PRESENT), NextTurn()).at(2)
    assert (play.speaker, hands(play)) == ("Bo", ["Cy"])
    assert spans_seconds(play.turn("Bo").spans, play.state.pauses, play.now) == 120


def test_later_goes_to_the_end_of_the_hands() -> None:
    play = check_in(Order.QUEUE).does(RaiseHand("p2"), RaiseHand("p3"), RaiseHand("p4"))
    play.does(PutOffTurn("p2"))
    assert (hands(play), places(play)[-1]) == (["Cy", "Dee", "Bo"], "Bo")
    play.does(NextTurn(), PutOffTurn())
    assert (play.speaker, hands(play)) == (None, ["Dee", "Bo", "Cy"])
    play.does(PutOffTurn("p1"))
    assert hands(play) == ["Dee", "Bo", "Cy"]


def test_back_in_a_queue_lets_whoever_was_called_too_soon_be_the_next() -> None:
    play = check_in(Order.QUEUE).does(RaiseHand("p2"), RaiseHand("p3"), RaiseHand("p4"))
    play.does(NextTurn()).at(1).does(NextTurn(), BackTurn())
    assert (play.speaker, hands(play), coming(play)) == ("Bo", ["Cy", "Dee"], "Cy")


def test_a_role_that_takes_someone_out_of_the_round_takes_them_out_of_the_queue() -> None:
    play = check_in(Order.QUEUE, FacilitatorsIn.NOT).does(RaiseHand("p2"), RaiseHand("p3"))
    play.does(DescribeAttendee("p2", "Bo", role=Role.FACILITATOR))
    assert coming(play) == "Cy"


# --- who the digits mean, and speaking again -----------------------------------------------------


def test_numbers_go_to_those_to_invite_then_those_expected_then_those_who_passed() -> None:
    play = Play(sharing("round", 8), people=7).does(NextItem())
    play.does(SetPresence(("p2", "p3", "p4", "p5"), PRESENT), PassTurn("p4"), PassTurn("p2"))
    play.does(PassTurn("p5"), SetPresence(("p5",), AWAY), GiveTurn("p3"), GiveTurn("p1"))
    assert play.speaker == "Ana"
    assert numbers(play) == ["Fay", "Gus", "Dee", "Bo"]
    play.does(GiveTurn("p4"), EndTurn())
    assert numbers(play) == ["Fay", "Gus", "Bo"]


def test_where_one_may_share_again_numbers_reach_those_who_have_shared() -> None:
    play = check_in(Order.POPCORN, everyone_once=False)
    play.does(GiveTurn("p4"), GiveTurn("p2"), PassTurn("p3"), EndTurn())
    assert numbers(play) == ["Ana", "Cy", "Dee", "Bo"]
    play.does(GiveTurn("p4"))
    assert numbers(play) == ["Ana", "Cy", "Bo"]


@pytest.mark.parametrize(
    "act",
    [PassTurn(), PutOffTurn(), SetPresence(("p2",), AWAY), EndTurn(), GiveTurn("p3")],
    ids=str,
)
def test_speaking_again_counts_once_whatever_comes_of_it(act: Intent) -> None:
    play = check_in(Order.QUEUE, everyone_once=False)
    play.does(GiveTurn("p2")).at(1).does(EndTurn(), RaiseHand("p2")).at(2).does(NextTurn()).at(4)
    assert (play.speaker, play.turn("Bo").how) == ("Bo", Shared.ALOUD)
    play.does(act)
    bo = play.turn("Bo")
    assert (bo.status, bo.how) == (DONE, Shared.ALOUD)
    assert play.round.ended == ("p2",)
    assert spans_seconds(bo.spans, play.state.pauses, play.now) == 180


def test_a_pass_is_still_a_pass_where_somebody_was_given_back_the_floor_by_mistake() -> None:
    play = check_in().does(GiveTurn("p2"), EndTurn(), BackTurn(), PassTurn())
    assert (play.turn("Bo").status, play.turn("Bo").how) == (PASSED, None)


def test_where_there_is_no_passing_later_is_offered() -> None:
    rule = RoundRule(Order.LISTED, 60, 30, may_pass=False)
    step = Step("round", "Round", 8, 1, 20, StepKind.ROUND, rule)
    play = Play(step, talk("after", 2), here=True).does(NextItem(), NextTurn())
    for act in (PassTurn(), PassTurn("p3")):
        assert "“later”" in play.refuses(act).sentence
    play.does(PutOffTurn())
    assert play.invited == ["Bo", "Cy", "Dee", "Ana"]
    assert "Not invited yet" in play.refuses(NextItem()).sentence


# --- going on in another order -------------------------------------------------------------------


def test_a_round_goes_on_in_another_order_from_where_it_is() -> None:
    play = Play(talk("x", 2), sharing("round", 8, Order.LISTED), people=6, here=True)
    play.does(ArrangePeople(("p6", "p5", "p4", "p3", "p2", "p1")), NextItem(), NextItem())
    play.does(GiveTurn("p3"), GiveTurn("p5"), PassTurn("p2"), GiveTurn("p4"), RaiseHand("p1"))
    play.does(OrderRound(Order.GALLERY))
    assert places(play) == ["Bo", "Cy", "Eli", "Dee", "Fay", "Ana"]
    assert (play.speaker, coming(play), hands(play)) == ("Dee", "Fay", ["Ana"])
    play.does(OrderRound(Order.QUEUE))
    assert coming(play) == "Ana"
    play.does(OrderRound(Order.LISTED))
    assert places(play)[-2:] == ["Ana", "Fay"]


def test_each_shuffling_has_a_seed_of_its_own() -> None:
    play = Play(sharing("round", 20, Order.LISTED), people=10, here=True).does(NextItem())
    seeds, orders = set(), set()
    for _ in range(4):
        play.does(OrderRound(Order.SHUFFLED), OrderRound(Order.LISTED))
        play.does(OrderRound(Order.SHUFFLED))
        seeds.add(play.round.seed)
        orders.add(tuple(places(play)))
    assert (len(seeds), len(orders)) == (4, 4)


def test_a_running_round_can_be_turned_round_after_an_earlier_one() -> None:
    play = two_rounds(Order.BATON).does(MarkShared("first", ("p3", "p1", "p2", "p4", "p5")))
    play.does(NextItem(), GiveTurn("p1"), OrderRound(Order.REVERSED))
    assert places(play) == ["Ana", "Eli", "Dee", "Bo", "Cy"]
    # What came later is not turned round in a round that is gone back to.
    play.does(GoToItem("first", leaving=True))
    assert "none before it" in play.refuses(OrderRound(Order.REVERSED)).sentence


@pytest.mark.parametrize("order", list(Order))
def test_whoever_is_away_or_has_left_keeps_their_turn_in_another_order(order: Order) -> None:
    play = two_rounds(Order.BATON).does(MarkShared("first", ("p1", "p2", "p3", "p4", "p5")))
    play.does(NextItem(), GiveTurn("p1"), SetPresence(("p2",), AWAY))
    play.does(SetPresence(("p3",), Presence.LEFT))
    if order is Order.BATON:
        play.does(OrderRound(Order.LISTED))
    play.does(OrderRound(order))
    assert sorted(places(play)) == ["Ana", "Bo", "Cy", "Dee", "Eli"]
    play.does(SetPresence(("p2", "p3"), PRESENT))
    assert sorted(play.invited) == ["Bo", "Cy", "Dee", "Eli"]


@pytest.mark.parametrize("order", list(Order))
def test_back_later_and_pass_go_on_in_every_order(order: Order) -> None:
    play = check_in(order).does(GiveTurn("p2")).at(1).does(GiveTurn("p3")).at(2)
    play.does(BackTurn())
    assert (play.speaker, play.turn("Cy").status) == ("Bo", WAITING)
    play.does(PutOffTurn())
    assert places(play)[-1] == "Bo"
    play.does(PassTurn("p3"), GiveTurn("p3"), EndTurn(), AddAttendee("Late"))
    assert play.turn("Cy").how is Shared.ALOUD
    assert places(play)[-1] == "Late"


# --- a mark in another round ---------------------------------------------------------------------


def test_marking_someone_in_an_earlier_round_gives_them_a_turn_in_the_running_one() -> None:
    """Whoever has shared was here, so they are not to be left out of the round that runs."""
    play = two_rounds(Order.LISTED).does(MarkShared("first", ("p1", "p2", "p3", "p4", "p5")))
    play.does(NextItem(), AddAttendee("Fay", Presence.EXPECTED))
    assert play.round.turn("p6") is None
    play.does(MarkShared("first", ("p6",), Shared.CHAT))
    assert play.presence("Fay") is PRESENT
    assert play.invited[-1] == "Fay"


# --- many people ---------------------------------------------------------------------------------


def hall(people: int) -> SessionState:
    """A queue in which everybody is here, every second one has shared, every third hand is up."""
    rule = RoundRule(Order.QUEUE, 60, 30, everyone_once=False)
    fmt: Format = a_format(Step("round", "Round", 8, 1, 900, StepKind.ROUND, rule))
    everyone = tuple(
        Attendee(
            f"p{number}",
            f"Person {number}",
            Role.FACILITATOR if number == 1 else Role.PARTICIPANT,
            presence=PRESENT,
        )
        for number in range(1, people + 1)
    )
    play = Play(*fmt.steps)
    play.state = prepared_state(fmt, everyone)
    play.does(NextItem(), MarkShared("round", tuple(one.id for one in everyone[::2])))
    for one in everyone[::3]:
        play.does(RaiseHand(one.id))
    return play.state


def test_a_large_hall_costs_in_proportion_to_its_people() -> None:
    """Twenty times the people cost about twenty times as much; quadratic would be 400."""

    def cost(state: SessionState) -> float:
        held = state.round
        assert held
        rounds = []
        for _ in range(7):
            begin = process_time()
            for _ in range(20):
                numbered(state, held)
                next_in_order(state, held)
                standing(state)
            rounds.append(process_time() - begin)
        return min(rounds)

    assert cost(hall(400)) < 100 * cost(hall(20))


def test_a_digit_stays_with_a_person_and_is_handed_to_who_still_waits() -> None:
    play = Play(sharing("round", 30), people=10, here=True).does(NextItem())
    names = {one.id: one.name for one in play.state.people}

    def told() -> dict[str, int]:
        found = digits(play.state, play.round)
        return {names[one]: digit for one, digit in found.items()}

    assert told() == {name: place for place, name in enumerate(NAMES[1:10], 1)}
    play.does(GiveTurn("p4"))
    assert "Dee" not in told()
    assert told()["Eli"] == 4, "nobody moves up"
    play.does(GiveTurn("p5"))
    assert told()["Ana"] == 3, "whoever has none gets the one that fell free"
    assert told()["Bo"] == 1


def test_a_digit_is_never_handed_to_someone_who_has_shared() -> None:
    play = Play(sharing("round", 30), people=10, here=True).does(NextItem())
    play.does(GiveTurn("p10"), GiveTurn("p1"), GiveTurn("p2"))
    assert "p10" not in digits(play.state, play.round)


def test_a_digit_is_the_same_in_a_round_without_the_facilitator() -> None:
    without = RoundRule(Order.BATON, 60, 30, facilitators=FacilitatorsIn.NOT)
    play = two_rounds(Order.BATON, without)
    before = digits(play.state, play.round)
    assert before == {"p2": 1, "p3": 2, "p4": 3, "p5": 4, "p1": 5}
    play.does(GoToItem("later", leaving=True))
    assert digits(play.state, play.round) == {one: before[one] for one in before if one != "p1"}


def test_whoever_has_no_turn_hands_their_digit_on() -> None:
    play = Play(talk("before", 2), sharing("round", 30), people=10, here=True).does(NextItem())
    play.does(SetPresence(("p2",), Presence.LEFT), NextItem())
    numbers_now = digits(play.state, play.round)
    assert "p2" not in numbers_now
    assert numbers_now["p1"] == 1


def test_a_digit_that_was_handed_on_is_nobody_elses() -> None:
    play = Play(sharing("round", 30), people=10, here=True).does(NextItem(), GiveTurn("p2"))
    play.does(GiveTurn("p3"))
    given = all_digits(play.state)
    assert given["p1"] == 1
    assert "p2" not in given
    assert len(set(given.values())) == len(given)

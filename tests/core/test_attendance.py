"""Presence, evidence and full participation: tables of what is recorded against what is said."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coreflect_tui.core.agenda import Item
from coreflect_tui.core.attendance import (
    attended,
    minutes_present,
    newcomer,
    presence_intervals,
    session_end,
    was_present,
)
from coreflect_tui.core.formats import (
    Certificates,
    Extent,
    FacilitatorsIn,
    Format,
    Order,
    Place,
    RoomRule,
    RoundRule,
    Step,
    StepKind,
)
from coreflect_tui.core.participation import (
    SharedHow,
    Verdict,
    evidence,
    full_participation,
    full_participation_of_all,
    shared_in,
)
from coreflect_tui.core.person import Attendee, FullMark, Presence, PresenceChange, Role
from coreflect_tui.core.state import (
    ItemState,
    Options,
    Pause,
    PauseKind,
    Round,
    SessionState,
    Shared,
    Span,
    Turn,
    TurnStatus,
)

START = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
PRESENT, AWAY, LEFT = Presence.PRESENT, Presence.AWAY, Presence.LEFT


def at(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


def _step(name: str, facilitators: FacilitatorsIn = FacilitatorsIn.LISTED) -> Step:
    rule = RoundRule(Order.BATON, 80, 30, facilitators=facilitators)
    return Step(name, name.title(), 10, 5, 20, kind=StepKind.ROUND, round=rule)


CHECK_IN = _step("check-in", FacilitatorsIn.NOT)
CLOSING = _step("closing")
FORMAT = Format(
    id="ips",
    title="IPS co-reflection",
    summary="",
    source="",
    language="en",
    notice="",
    places=(Place.ONLINE,),
    minutes=Extent(90, 60, 180),
    people=Extent(9, 3, 20),
    steps=(CHECK_IN, CLOSING),
    certificates=Certificates(
        "IPS Central", "", ("check-in", "closing"), away_minutes=10, core_training=True
    ),
    room=RoomRule("check-in", 15, ""),
)


def person(*history: tuple[float, Presence], person_id: str = "a", **more: object) -> Attendee:
    changes = tuple(PresenceChange(at(minute), presence) for minute, presence in history)
    made = Attendee(person_id, person_id.title(), core_trained=True, history=changes)
    made = replace(made, presence=changes[-1].presence if changes else Presence.EXPECTED)
    return replace(made, **more)  # type: ignore[arg-type]


def session(
    *people: Attendee,
    check_in: tuple[Turn, ...] | None = None,
    closing: tuple[Turn, ...] | None = None,
) -> SessionState:
    """90 minutes with a check-in to minute 20, a closing round from 60 on, closed at minute 100."""
    done = tuple(Turn(one.id, TurnStatus.DONE, Shared.ALOUD) for one in people)
    items = tuple(
        ItemState(Item(f"i{place}", step, 600, 300), 600, visits=(Span(at(start), at(end)),))
        for place, (step, start, end) in enumerate([(CHECK_IN, 0, 20), (CLOSING, 60, 90)])
    )
    return SessionState(
        id="s",
        format=FORMAT,
        options=Options(START, 90, Place.ONLINE, utc_offset=11 * 3600),
        items=items,
        people=people,
        hard_end=at(90),
        began=START,
        closed=at(100),
        room_closed=at(20),
        rounds=(
            Round("i0", Order.BATON, done if check_in is None else check_in),
            Round("i1", Order.BATON, done if closing is None else closing),
        ),
    )


def word(state: SessionState, person_id: str = "a") -> tuple[str, tuple[str, ...]]:
    found = full_participation(state, person_id, at(100))
    assert found is not None
    return str(found.verdict), found.reasons


HERE = ((0.0, PRESENT),)


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        pytest.param(HERE, (), id="there all the time"),
        pytest.param(((-5, PRESENT),), (), id="there before the start"),
        pytest.param(((20, PRESENT),), (), id="in as the room closed"),
        pytest.param(
            ((24, PRESENT),), ("first noted here 4 min after the room closed",), id="late"
        ),
        pytest.param(((0, PRESENT), (40, AWAY), (50, PRESENT)), (), id="back within the limit"),
        pytest.param(
            ((0, PRESENT), (40, AWAY), (46, PRESENT), (50, AWAY), (56, PRESENT)),
            ("away for 12 min in all; the certificate allows 10 min",),
            id="away too long in all",
        ),
        pytest.param(
            ((0, PRESENT), (62, AWAY)),
            ("away since 20:02, coming back is not recorded",),
            id="away at the end",
        ),
        pytest.param(((0, PRESENT), (70, LEFT)), ("left at 20:10",), id="left early"),
        pytest.param(((0, PRESENT), (90, LEFT)), (), id="left with everyone"),
        pytest.param(((0, PRESENT), (95, LEFT)), (), id="left before the program was closed"),
        pytest.param(
            ((0, PRESENT), (62, AWAY), (95, LEFT)),
            ("away since 20:02, coming back is not recorded",),
            id="tidied up after the end",
        ),
        pytest.param(
            ((0, PRESENT), (50, LEFT), (55, PRESENT)), (), id="left by mistake, and back in time"
        ),
        pytest.param(((95, PRESENT),), ("when they were here is not recorded",), id="added after"),
    ],
)
def test_presence_for_full_participation(
    history: tuple[tuple[float, Presence], ...], expected: tuple[str, ...]
) -> None:
    verdict = "you decide" if expected else "yes"
    assert word(session(person(*history))) == (verdict, expected)


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        pytest.param((Turn("a", TurnStatus.DONE, Shared.CHAT),), (), id="in the chat"),
        pytest.param((Turn("a", TurnStatus.DONE),), (), id="aloud"),
        pytest.param((Turn("a", TurnStatus.SPEAKING),), (), id="last to speak"),
        pytest.param((Turn("a", TurnStatus.WAITING, Shared.ALOUD),), (), id="caught up"),
        pytest.param(
            (Turn("a", TurnStatus.PASSED),), ("passed in “Closing”, which is fine",), id="pass"
        ),
        pytest.param(
            (Turn("a", TurnStatus.PAUSED),),
            ("sharing in “Closing” is not recorded",),
            id="dropped off in the middle",
        ),
        pytest.param(
            (Turn("a", TurnStatus.WAITING),), ("sharing in “Closing” is not recorded",), id="waits"
        ),
        pytest.param((), ("sharing in “Closing” is not recorded",), id="nothing noted"),
    ],
)
def test_sharing_for_full_participation(turns: tuple[Turn, ...], expected: tuple[str, ...]) -> None:
    verdict = "you decide" if expected else "yes"
    assert word(session(person(*HERE), closing=turns)) == (verdict, expected)


def test_a_closing_round_that_was_not_held_is_said_so() -> None:
    state = session(person(*HERE), closing=())
    state = replace(state, items=state.items[:1], closed=at(90))
    assert word(state) == ("you decide", ("“Closing” was not held",))


@pytest.mark.parametrize(
    ("trained", "role", "reasons"),
    [
        (None, Role.PARTICIPANT, ("core training is not recorded",)),
        (False, Role.PARTICIPANT, ("core training: not yet",)),
        (None, Role.FACILITATOR, ()),
        (False, Role.FACILITATOR, ("core training: not yet",)),
    ],
)
def test_core_training_where_the_format_asks_for_it(
    trained: bool | None, role: Role, reasons: tuple[str, ...]
) -> None:
    state = session(person(*HERE, core_trained=trained, role=role))
    assert word(state)[1] == reasons
    rule = replace(FORMAT.certificates, core_training=False)  # type: ignore[type-var]
    assert word(replace(state, format=replace(FORMAT, certificates=rule)))[0] == "yes"


def test_facilitators_are_not_asked_for_a_round_that_leaves_them_out() -> None:
    lead = person(*HERE, role=Role.FACILITATOR)
    assert word(session(lead, check_in=())) == ("yes", ())
    assert word(session(lead, closing=()))[0] == "you decide"


def test_a_room_that_nobody_noted_as_closed() -> None:
    early, late = person((15, PRESENT)), person((16, PRESENT))
    open_room = replace(session(early), room_closed=None)
    assert word(open_room) == ("yes", ())
    assert word(replace(session(late), room_closed=None)) == (
        "you decide",
        ("first noted here at 19:16; when the room closed is not recorded",),
    )
    no_rule = replace(FORMAT, room=None)
    assert word(replace(session(late), room_closed=None, format=no_rule)) == ("yes", ())


def test_time_that_stood_still_is_nobodys_absence() -> None:
    state = session(person((0, PRESENT), (40, AWAY), (60, PRESENT)))
    assert word(state)[0] == "you decide"
    held = replace(state, pauses=(Pause(at(40), at(52), PauseKind.HOLD),))
    assert word(held) == ("yes", ())


@pytest.mark.parametrize(("full", "verdict"), [(True, "yes"), (False, "no")])
def test_the_facilitators_mark_goes_before_the_record(full: bool, verdict: str) -> None:
    mark = FullMark(full, "we talked about it")
    for history in (HERE, ((0.0, PRESENT), (30.0, LEFT))):
        state = session(person(*history, full_mark=mark), closing=())
        assert word(state) == (verdict, ("we talked about it",))


def test_formats_without_certificates_judge_nobody() -> None:
    state = session(person(*HERE), person(person_id="b"))
    assert full_participation(state, "b", at(100)) is None
    assert full_participation(state, "nobody", at(100)) is None
    plain = replace(state, format=replace(FORMAT, certificates=None))
    assert full_participation(plain, "a", at(100)) is None


PRESENCES = st.lists(st.tuples(st.integers(-30, 120), st.sampled_from(list(Presence))), max_size=6)


@given(
    history=PRESENCES,
    status=st.one_of(st.none(), st.sampled_from(list(TurnStatus))),
    trained=st.one_of(st.none(), st.booleans()),
    room=st.one_of(st.none(), st.integers(0, 90)),
)
def test_only_the_facilitator_says_no(
    history: list[tuple[int, Presence]],
    status: TurnStatus | None,
    trained: bool | None,
    room: int | None,
) -> None:
    turns = () if status is None else (Turn("a", status),)
    ordered = sorted(history, key=lambda change: change[0])
    one = person(*ordered, core_trained=trained)
    state = session(one, check_in=turns, closing=turns)
    state = replace(state, room_closed=None if room is None else at(room))
    found = full_participation(state, "a", at(100))
    assert found is None or found.verdict is not Verdict.NO
    assert found is None or (found.verdict is Verdict.YES) == (not found.reasons)
    assert 0 <= (minutes_present(state, one, at(100)) or 0) <= 90
    assert evidence(state, one, at(100)).away_seconds >= 0


def test_presence_is_cut_to_the_session() -> None:
    one = person((-10, PRESENT), (30, AWAY), (40, PRESENT))
    state = session(one)
    assert presence_intervals(state, one, at(120)) == (
        Span(at(0), at(30)),
        Span(at(40), at(90)),
    )
    assert minutes_present(state, one, at(120)) == 80
    assert minutes_present(replace(state, began=None), one, at(120)) is None


def test_minutes_count_breaks_and_leave_out_time_without_a_session() -> None:
    one = person(*HERE)
    pauses = (
        Pause(at(10), at(20), PauseKind.PAUSE),
        Pause(at(30), at(50), PauseKind.GAP),
    )
    assert minutes_present(replace(session(one), pauses=pauses), one, at(100)) == 70


def test_the_session_ends_with_its_last_item() -> None:
    state = session(person(*HERE))
    assert session_end(state, at(100)) == at(90)
    running = replace(state.items[1], visits=(Span(at(60)),))
    going_on = replace(state, items=(state.items[0], running), closed=None)
    assert session_end(going_on, at(75)) == at(75)
    assert session_end(replace(going_on, closed=at(92)), at(100)) == at(92)


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        ((), False),
        (((0, Presence.EXPECTED),), False),
        (((0, PRESENT),), True),
        (((0, PRESENT), (9, AWAY)), True),
        (((0, LEFT),), True),
        (((9, Presence.NOT_ADMITTED),), False),
        (((0, PRESENT), (30, LEFT), (40, Presence.NOT_ADMITTED)), True),
        (((0, PRESENT), (1, Presence.NO_SHOW)), False),
        (((0, PRESENT), (1, Presence.EXPECTED)), False),
        (((24, PRESENT), (25, Presence.NOT_ADMITTED)), False),
        (((0, PRESENT), (40, AWAY), (41, PRESENT), (42, Presence.NOT_ADMITTED)), True),
        (((0, PRESENT), (1, Presence.EXPECTED), (30, PRESENT)), True),
    ],
)
def test_was_present(history: tuple[tuple[float, Presence], ...], expected: bool) -> None:
    assert was_present(person(*history)) is expected


def test_whoever_only_looked_in_before_it_began_was_not_there() -> None:
    early = person((-30, PRESENT), (-20, LEFT))
    back = person((-30, PRESENT), (-20, LEFT), (5, PRESENT), person_id="b")
    state = session(early, back)
    assert [one.id for one in attended(state)] == ["b"]
    assert [one.id for one in attended(replace(state, began=None))] == ["a", "b"]


def test_minutes_that_nobody_recorded_are_not_nought() -> None:
    one = person((95, PRESENT))
    assert minutes_present(session(one), one, at(100)) is None
    brief = person((0, PRESENT), (0.2, LEFT))
    assert minutes_present(session(brief), brief, at(100)) == 0


@pytest.mark.parametrize(
    ("history", "closed", "expected"),
    [
        pytest.param((), True, True, id="never seen"),
        pytest.param((), False, False, id="the room is open"),
        pytest.param(((0, PRESENT), (30, LEFT)), True, False, id="may return"),
        pytest.param(((0, PRESENT), (30, AWAY)), True, False, id="dropped"),
        pytest.param(((0, PRESENT),), True, False, id="in"),
        pytest.param(((25, Presence.NOT_ADMITTED),), True, True, id="not admitted"),
        pytest.param(((0, PRESENT), (1, Presence.EXPECTED)), True, True, id="marked by mistake"),
        pytest.param(((-9, PRESENT), (-5, LEFT)), True, True, id="looked in before it began"),
    ],
)
def test_newcomers(
    history: tuple[tuple[float, Presence], ...], closed: bool, expected: bool
) -> None:
    one = person(*history)
    state = session(one)
    state = state if closed else replace(state, room_closed=None)
    assert newcomer(state, one) is expected
    assert not newcomer(state, replace(one, role=Role.FACILITATOR))


def test_the_word_on_all_is_the_word_on_each() -> None:
    people = tuple(person((minute, PRESENT), person_id=f"p{minute}") for minute in (0, 10, 30, 95))
    state = session(*people, person(person_id="never"), closing=(Turn("p0", TurnStatus.PASSED),))
    found = full_participation_of_all(state, at(100))
    assert list(found) == ["p0", "p10", "p30", "p95"]
    assert all(word == full_participation(state, one, at(100)) for one, word in found.items())
    assert (
        full_participation_of_all(
            replace(state, format=replace(FORMAT, certificates=None)), at(100)
        )
        == {}
    )


def test_attended_keeps_the_order_and_whoever_opened_the_session() -> None:
    lead = person(person_id="lead", role=Role.FACILITATOR)
    state = session(person(*HERE, person_id="b"), lead, person(person_id="c"))
    assert [one.id for one in attended(state)] == ["b", "lead"]
    assert [one.id for one in attended(replace(state, began=None))] == ["b"]
    other = person(*HERE, person_id="other", role=Role.FACILITATOR)
    both = replace(state, people=(*state.people, other))
    assert [one.id for one in attended(both)] == ["b", "other"]


def test_shared_in_takes_the_most_of_several_rounds() -> None:
    state = session(person(*HERE), check_in=(Turn("a", TurnStatus.PASSED),))
    assert shared_in(state, "a", "check-in") is SharedHow.PASSED
    again = ItemState(Item("i9", CHECK_IN, 600, 300), 600)
    later = Round("i9", Order.LISTED, (Turn("a", TurnStatus.DONE, Shared.CHAT),))
    state = replace(state, items=(*state.items, again), rounds=(*state.rounds, later))
    assert shared_in(state, "a", "check-in") is SharedHow.CHAT
    assert shared_in(state, "b", "check-in") is SharedHow.NOT_RECORDED


def test_evidence_holds_what_is_recorded() -> None:
    one = person((2, PRESENT), (40, AWAY), (45, PRESENT))
    found = evidence(session(one, closing=()), one, at(100))
    assert found.first_in == at(2)
    assert found.late_seconds == 0
    assert found.away_seconds == 300
    assert found.to_the_end
    assert found.shared == (
        ("check-in", SharedHow.ALOUD),
        ("closing", SharedHow.NOT_RECORDED),
    )

"""Evidence as a table: what happened in a session, what is said of full participation, and why.

Each case is played by acts, so that it is known to come about, from 18:00 (19:00 where it is held)
to 19:30: check-in to minute 20, a talk, the closing round from 70 to 85, goodbyes and harvest.
"""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import Play, a_format, at, attendees, prepared_state, sharing, talk
from coreflect_tui.core.decide import decide
from coreflect_tui.core.decide.answer import Refusal
from coreflect_tui.core.formats import Certificates, FacilitatorsIn, Format, RoomRule
from coreflect_tui.core.history import fold
from coreflect_tui.core.intents import (
    AddAttendee,
    CloseRoom,
    CloseSession,
    DescribeAttendee,
    GiveTurn,
    GoToItem,
    Intent,
    LeaveOut,
    MarkFullParticipation,
    MarkShared,
    NextItem,
    OpenRoom,
    PassTurn,
    PauseClock,
    RecordCoreTraining,
    ReportRow,
    ResumeClock,
    SetGapAside,
    SetPresence,
    TakeReport,
)
from coreflect_tui.core.participation import Verdict, full_participation, full_participation_of_all
from coreflect_tui.core.person import FullMark, Presence, Role
from coreflect_tui.core.state import PauseKind, SessionState, Shared, Span

PRESENT, AWAY, LEFT = Presence.PRESENT, Presence.AWAY, Presence.LEFT
EXPECTED, NO_SHOW, NOT_ADMITTED = Presence.EXPECTED, Presence.NO_SHOW, Presence.NOT_ADMITTED
LEAD, BO, CY, DEE = "p1", "p2", "p3", "p4"
EVERYONE = (LEAD, BO, CY, DEE)

STEPS = (
    sharing("check-in", 20, facilitators=FacilitatorsIn.NOT),
    talk("talk", 50),
    sharing("closing", 15),
    talk("harvest", 5),
)
RULE = Certificates("An issuer", "", ("check-in", "closing"), away_minutes=10, core_training=True)
FORMAT = replace(a_format(*STEPS), certificates=RULE, room=RoomRule("check-in", 15, ""))

Acts = tuple[tuple[float, Intent], ...]

HELD: Acts = (
    (-5, SetPresence((LEAD, CY, DEE), PRESENT)),
    (-5, RecordCoreTraining((CY, DEE), True)),
    (0, NextItem()),
    (18, MarkShared("check-in", (CY, DEE))),
    (20, CloseRoom()),
    (20, NextItem(leaving=True)),
    (70, NextItem()),
    (80, MarkShared("closing", (LEAD, CY, DEE))),
    (85, NextItem(leaving=True)),
    (90, CloseSession()),
)
"""What happens in each session; a case says what is said and done of Bo."""

CAME: Acts = ((-5, SetPresence((BO,), PRESENT)), (-5, RecordCoreTraining((BO,), True)))
CHECKED_IN: Acts = ((17, MarkShared("check-in", (BO,))),)
CLOSED: Acts = ((79, MarkShared("closing", (BO,))),)
IN_FULL: Acts = (*CAME, *CHECKED_IN, *CLOSED)
# A share that is marked says that they are here, so someone who comes late is caught up later.
LATE: Acts = (CAME[1], (66, MarkShared("check-in", (BO,))), *CLOSED)


def presence(minute: float, what: Presence) -> Acts:
    return ((minute, SetPresence((BO,), what)),)


def report(*spans: tuple[float, float], minute: float = 95, person: str = BO) -> Acts:
    stays = tuple(Span(at(start), at(end)) for start, end in spans)
    # The facilitator's own row says how far the report reaches.
    lead = ReportRow(LEAD, "Ana", (Span(at(-10), at(92)),))
    return ((minute, TakeReport((lead, ReportRow(person, "Bo", stays)))),)


def played(
    acts: Acts, without: tuple[type[Intent], ...] = (), fmt: Format = FORMAT
) -> SessionState:
    """The session after all acts in the order of their times; none may be refused."""
    state = prepared_state(fmt, attendees(4))
    held = tuple(one for one in HELD if not isinstance(one[1], without))
    for minute, act in sorted((*acts, *held), key=lambda one: one[0]):
        answer = decide(state, act, at(minute))
        assert not isinstance(answer, Refusal), (minute, act, answer.sentence)
        state = fold(state, answer)
    return state


PLAIN = replace(FORMAT, certificates=None)


def said(state: SessionState, person: str = BO) -> tuple[str | None, tuple[str, ...]]:
    found = full_participation(state, person, at(200))
    return (str(found.verdict), found.reasons) if found else (None, ())


NOT_IN_CHECK_IN = "sharing in “Check-in” is not recorded"
NOT_IN_CLOSING = "sharing in “Closing” is not recorded"
NO_TIMES = "when they were here is not recorded"
NO_TRAINING = "core training is not recorded"


@pytest.mark.parametrize(
    ("acts", "verdict", "reasons"),
    [
        pytest.param(IN_FULL, "yes", (), id="all is recorded"),
        pytest.param((), None, (), id="expected and never seen"),
        pytest.param(
            CAME, "you decide", (NOT_IN_CHECK_IN, NOT_IN_CLOSING), id="no key pressed in the rounds"
        ),
        pytest.param(
            presence(5, PRESENT),
            "you decide",
            (NOT_IN_CHECK_IN, NOT_IN_CLOSING, NO_TRAINING),
            id="here, and nothing else recorded",
        ),
        pytest.param(
            (*CAME, *CLOSED), "you decide", (NOT_IN_CHECK_IN,), id="no key pressed in check-in"
        ),
        pytest.param(
            (*LATE, *presence(21, PRESENT)),
            "you decide",
            ("first noted here 1 min after the room closed",),
            id="late by a minute",
        ),
        pytest.param(
            (*LATE, *presence(20 + 30 / 60, PRESENT)),
            "you decide",
            ("first noted here 30 s after the room closed",),
            id="late by half a minute",
        ),
        pytest.param(
            (*LATE, *presence(20 - 1 / 60, PRESENT)),
            "yes",
            (),
            id="in a second before the room closed",
        ),
        pytest.param((*LATE, *presence(20, PRESENT)), "yes", (), id="in as the room closed"),
        pytest.param(
            (*LATE, (22, OpenRoom()), *presence(22, PRESENT), (23, CloseRoom())),
            "yes",
            (),
            id="the room was opened for them and closed again",
        ),
        pytest.param(
            (*LATE, (22, OpenRoom()), *presence(22, PRESENT)),
            "you decide",
            ("first noted here at 19:22; when the room closed is not recorded",),
            id="the room was opened again and stayed so",
        ),
        pytest.param(
            (*IN_FULL, *presence(30, AWAY), *presence(39, PRESENT)),
            "yes",
            (),
            id="away for 9 of 10 minutes allowed",
        ),
        pytest.param(
            (*IN_FULL, *presence(30, AWAY), *presence(40, PRESENT)),
            "yes",
            (),
            id="away for all the minutes allowed",
        ),
        pytest.param(
            (*IN_FULL, *presence(30, AWAY), *presence(40.25, PRESENT)),
            "you decide",
            ("away for 10:15 in all; the certificate allows 10 min",),
            id="away for seconds more",
        ),
        pytest.param(
            (*IN_FULL, *presence(30, AWAY), *presence(41, PRESENT)),
            "you decide",
            ("away for 11 min in all; the certificate allows 10 min",),
            id="away for 11 minutes",
        ),
        pytest.param(
            (
                *IN_FULL,
                *presence(30, AWAY),
                *presence(35, PRESENT),
                *presence(40, LEFT),
                *presence(45, PRESENT),
            ),
            "yes",
            (),
            id="away twice, 5 minutes each",
        ),
        pytest.param(
            (
                *IN_FULL,
                *presence(30, AWAY),
                *presence(36, PRESENT),
                *presence(40, AWAY),
                *presence(46, PRESENT),
            ),
            "you decide",
            ("away for 12 min in all; the certificate allows 10 min",),
            id="away twice, 6 minutes each",
        ),
        pytest.param(
            (
                *IN_FULL,
                (30, PauseClock()),
                *presence(30, AWAY),
                *presence(42, PRESENT),
                (45, ResumeClock()),
            ),
            "yes",
            (),
            id="away in a pause",
        ),
        pytest.param(
            (
                *IN_FULL,
                *presence(28, AWAY),
                (30, PauseClock(PauseKind.HOLD)),
                (60, ResumeClock()),
                *presence(61, PRESENT),
            ),
            "yes",
            (),
            id="away in a hold, and 3 minutes besides",
        ),
        pytest.param(
            (
                *IN_FULL,
                *presence(30, AWAY),
                *presence(60, PRESENT),
                (61, SetGapAside(at(31), at(59))),
            ),
            "yes",
            (),
            id="away in a gap that was a break",
        ),
        pytest.param(
            (*CAME, *CLOSED, (17, MarkShared("check-in", (BO,), Shared.CHAT))),
            "yes",
            (),
            id="shared in the chat",
        ),
        pytest.param(
            (*CAME, *CLOSED, (5, GiveTurn(BO)), (6, PassTurn())),
            "you decide",
            ("passed in “Check-in”, which is fine",),
            id="passed in check-in",
        ),
        pytest.param(
            (*CAME, *CHECKED_IN, (75, PassTurn(BO))),
            "you decide",
            ("passed in “Closing”, which is fine",),
            id="passed in closing",
        ),
        pytest.param(
            (*CAME, *CLOSED, (5, PassTurn(BO)), (15, GiveTurn(BO))),
            "yes",
            (),
            id="passed and came back to it",
        ),
        pytest.param(
            (*IN_FULL, *presence(84, LEFT)), "you decide", ("left at 20:24",), id="before harvest"
        ),
        pytest.param((*IN_FULL, *presence(89.2, LEFT)), "yes", (), id="left during goodbyes"),
        pytest.param(
            (*IN_FULL, *presence(88.9, LEFT)),
            "you decide",
            ("left at 20:28",),
            id="left just before the goodbyes",
        ),
        pytest.param(
            (*IN_FULL, *presence(80, AWAY), *presence(89.5, LEFT)),
            "you decide",
            ("away since 20:20, coming back is not recorded",),
            id="away, and tidied up during goodbyes",
        ),
        pytest.param(
            (*IN_FULL, *presence(50, AWAY)),
            "you decide",
            ("away since 19:50, coming back is not recorded",),
            id="went away and did not come back",
        ),
        pytest.param(
            (*presence(24, PRESENT), *presence(25, NOT_ADMITTED)),
            None,
            (),
            id="admitted after closing by mistake",
        ),
        pytest.param(
            (*CAME, *CHECKED_IN, *presence(50, LEFT), *presence(55, NOT_ADMITTED)),
            "you decide",
            ("left at 19:50", NOT_IN_CLOSING),
            id="was in, left and not let in again",
        ),
        pytest.param(
            (*presence(2, PRESENT), *presence(10, NO_SHOW)), None, (), id="no-show after present"
        ),
        pytest.param(
            (*LATE, *presence(1, PRESENT), *presence(2, EXPECTED), *presence(24, PRESENT)),
            "you decide",
            ("first noted here 4 min after the room closed",),
            id="marked as here by mistake, and late",
        ),
        pytest.param(
            (CAME[0], *CHECKED_IN, *CLOSED), "you decide", (NO_TRAINING,), id="training unknown"
        ),
        pytest.param(
            (*IN_FULL, (50, RecordCoreTraining((BO,), False))),
            "you decide",
            ("core training: not yet",),
            id="training no",
        ),
        pytest.param(
            (
                (-6, DescribeAttendee(BO, "Bo", role=Role.FACILITATOR)),
                *presence(-5, PRESENT),
                *CLOSED,
            ),
            "yes",
            (),
            id="co-facilitator, who has no check-in and is not asked for training",
        ),
        pytest.param(
            (
                (25, DescribeAttendee(BO, "Bo", role=Role.FACILITATOR)),
                *presence(30, PRESENT),
                *CLOSED,
            ),
            "you decide",
            ("first noted here 10 min after the room closed",),
            id="co-facilitator who came late",
        ),
        pytest.param(
            (*CAME, (88, MarkShared("check-in", (BO,))), (88, MarkShared("closing", (BO,)))),
            "yes",
            (),
            id="caught up before closing",
        ),
        pytest.param(
            ((66, MarkShared("check-in", (BO,))), *CLOSED, CAME[1]),
            "you decide",
            ("first noted here 46 min after the room closed",),
            id="caught up, and never marked as here before",
        ),
        pytest.param(
            (*CAME, (89, MarkFullParticipation(BO, FullMark(True, "Was on the phone")))),
            "yes",
            ("Was on the phone",),
            id="the facilitator says yes",
        ),
        pytest.param(
            (*IN_FULL, (89, MarkFullParticipation(BO, FullMark(False, "We spoke about it")))),
            "no",
            ("We spoke about it",),
            id="the facilitator says no",
        ),
        pytest.param(
            (
                *IN_FULL,
                (88, MarkFullParticipation(BO, FullMark(False, "By mistake"))),
                (89, MarkFullParticipation(BO, None)),
            ),
            "yes",
            (),
            id="the facilitator takes the no back",
        ),
        pytest.param(
            (
                (0, SetPresence((BO,), PRESENT)),
                (1, RecordCoreTraining((BO,), True)),
                *CLOSED,
                (15, PassTurn(BO)),
                (40, GoToItem("check-in")),
                (42, MarkShared("check-in", (BO,))),
                (43, GoToItem("talk")),
            ),
            "yes",
            (),
            id="check-in held twice, shared the second time",
        ),
        pytest.param(
            (*CAME[1:], *CHECKED_IN, *CLOSED, *report((2, 91))), "yes", (), id="from a report"
        ),
        pytest.param(
            (*CAME[1:], *CLOSED, *report((2, 91))),
            "you decide",
            (NOT_IN_CHECK_IN,),
            id="from a report, no key pressed",
        ),
        pytest.param(
            (*CAME[1:], *CHECKED_IN, *CLOSED, *report((2, 30), (42, 91))),
            "you decide",
            ("away for 12 min in all; the certificate allows 10 min",),
            id="away by the report",
        ),
        pytest.param(
            (*IN_FULL, *presence(40, AWAY), *report((2, 91))),
            "yes",
            (),
            id="the report goes before a mark by hand",
        ),
        pytest.param(
            (*IN_FULL, *report((24, 91))),
            "you decide",
            ("first noted here 4 min after the room closed",),
            id="late by the report, here by hand",
        ),
        pytest.param(
            (*CAME[1:], *CHECKED_IN, *CLOSED, *report((2, 89.5))),
            "yes",
            (),
            id="hung up during goodbyes by the report",
        ),
        pytest.param(
            (*presence(24, NOT_ADMITTED), *report((24, 26))),
            None,
            (),
            id="not admitted, and in the report",
        ),
        pytest.param(
            (CAME[1], *report()),
            "you decide",
            (NO_TIMES, NOT_IN_CHECK_IN, NOT_IN_CLOSING),
            id="a report that only says how long",
        ),
        pytest.param((*IN_FULL, *report()), "yes", (), id="here by hand, the report says how long"),
    ],
)
def test_what_is_said_of_full_participation(
    acts: Acts, verdict: str | None, reasons: tuple[str, ...]
) -> None:
    state = played(acts)
    assert said(state) == (verdict, reasons)
    alone = full_participation(state, BO, at(200))
    assert full_participation_of_all(state, at(200)).get(BO) == alone


@pytest.mark.parametrize(
    ("minute", "reasons"),
    [
        (15, ()),
        (16, ("first noted here at 19:16; when the room closed is not recorded",)),
    ],
)
def test_a_room_that_was_never_closed(minute: float, reasons: tuple[str, ...]) -> None:
    state = played((*LATE, *presence(minute, PRESENT)), without=(CloseRoom,))
    assert said(state)[1] == reasons


def test_a_closing_round_that_was_not_held() -> None:
    acts: Acts = (*CAME, *CHECKED_IN, (30, LeaveOut("closing")))
    state = prepared_state(FORMAT, attendees(4))
    held = [one for one in HELD if one[0] not in (80, 85)]
    for minute, act in sorted((*acts, *held), key=lambda one: one[0]):
        answer = decide(state, act, at(minute))
        assert not isinstance(answer, Refusal)
        state = fold(state, answer)
    assert said(state) == ("you decide", ("“Closing” was not held",))


def test_someone_added_after_the_session_began() -> None:
    acts: Acts = (
        (3, AddAttendee("Eli")),
        (4, RecordCoreTraining(("p5",), True)),
        (17, MarkShared("check-in", ("p5",))),
        (79, MarkShared("closing", ("p5",))),
    )
    assert said(played(acts), "p5") == ("yes", ())
    later: Acts = ((25, AddAttendee("Eli")),)
    assert said(played(later), "p5") == (None, ())


def test_someone_who_is_new_by_the_report() -> None:
    acts: Acts = ((95, TakeReport((ReportRow("", "Eli", (Span(at(1), at(91)),)),))),)
    assert said(played(acts), "p5") == (
        "you decide",
        (NOT_IN_CHECK_IN, NOT_IN_CLOSING, NO_TRAINING),
    )


def test_formats_without_certificates_compute_nothing() -> None:
    state = played(IN_FULL, fmt=PLAIN)
    assert said(state) == (None, ())
    assert full_participation_of_all(state, at(200)) == {}


def test_a_session_in_which_no_key_was_pressed_yields_no_no() -> None:
    state = prepared_state(FORMAT, attendees(4))
    for minute, act in ((0, NextItem()), (90, CloseSession())):
        answer = decide(state, act, at(minute))
        assert not isinstance(answer, Refusal)
        state = fold(state, answer)
    assert said(state, BO) == (None, ())
    assert said(state, LEAD)[0] == "you decide"


def test_while_the_session_goes_on_leaving_is_leaving() -> None:
    play = Play(talk("talk", 10), here=True).does(NextItem()).at(5)
    play.does(SetPresence((BO,), LEFT))
    play.state = replace(play.state, format=replace(play.state.format, certificates=RULE))
    found = full_participation(play.state, BO, at(5, 20))
    assert found is not None
    assert "left at 19:05" in found.reasons


SOMEONE = st.sampled_from(EVERYONE)
SPAN = st.tuples(st.integers(-20, 100), st.integers(0, 60)).map(
    lambda one: Span(at(one[0]), at(one[0] + one[1]))
)
ACTS: st.SearchStrategy[Intent] = st.one_of(
    st.builds(SetPresence, st.tuples(SOMEONE), st.sampled_from(Presence)),
    st.builds(GiveTurn, SOMEONE),
    st.builds(PassTurn, SOMEONE),
    st.builds(NextItem, st.just(True)),
    st.builds(
        MarkShared,
        st.sampled_from(["check-in", "closing"]),
        st.tuples(SOMEONE),
        st.sampled_from([None, *Shared]),
    ),
    st.builds(RecordCoreTraining, st.tuples(SOMEONE), st.sampled_from([None, True, False])),
    st.sampled_from([CloseRoom(), OpenRoom(), PauseClock(), ResumeClock(), CloseSession()]),
    st.builds(
        TakeReport,
        st.lists(
            st.builds(ReportRow, SOMEONE, st.just("Bo"), st.lists(SPAN, max_size=3).map(tuple)),
            max_size=3,
        ).map(tuple),
    ),
)


@given(st.lists(st.tuples(st.integers(0, 600), ACTS), max_size=30))
def test_without_the_facilitators_mark_nobody_gets_a_no(acts: list[tuple[int, Intent]]) -> None:
    state, now = prepared_state(FORMAT, attendees(4)), at(-10)
    for wait, act in acts:
        now += timedelta(seconds=wait)
        answer = decide(state, act, now)
        if isinstance(answer, Refusal):
            continue
        state = fold(state, answer)
        for found in full_participation_of_all(state, now).values():
            assert found.verdict is not Verdict.NO
            assert (found.verdict is Verdict.YES) == (not found.reasons)

"""Taking a report over: stays become presence to the second, and hand marks keep their place."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import Play, at, sharing, talk
from coreflect_tui.core.attendance import attended, minutes_present, presence_intervals
from coreflect_tui.core.decide import decide
from coreflect_tui.core.decide.answer import Refusal
from coreflect_tui.core.decide.people import MOST_PEOPLE
from coreflect_tui.core.decision import Decision, Moment
from coreflect_tui.core.events import Undone
from coreflect_tui.core.history import History, fold, record
from coreflect_tui.core.intents import (
    CloseSession,
    GiveTurn,
    NextItem,
    ReportRow,
    SetPresence,
    TakeReport,
)
from coreflect_tui.core.participation import evidence
from coreflect_tui.core.person import Attendee, Presence, PresenceChange
from coreflect_tui.core.state import Span

PRESENT, AWAY, LEFT = Presence.PRESENT, Presence.AWAY, Presence.LEFT
EXPECTED, NOT_ADMITTED, NO_SHOW = Presence.EXPECTED, Presence.NOT_ADMITTED, Presence.NO_SHOW

Stays = tuple[tuple[float, float], ...]


def row(person: str, *spans: tuple[float, float], alias: str = "", **more: str) -> ReportRow:
    stays = tuple(Span(at(start), at(end)) for start, end in spans)
    name = more.pop("name", "")
    return ReportRow(person, name, stays, alias, more.get("pronouns", ""), more.get("email", ""))


LEAD = row("p1", (-10, 92))
"""The facilitator's row, which says how far the report reaches."""


def over() -> Play:
    """A session of 90 minutes with Ana here, closed at 90; Bo, Cy and Dee were not marked."""
    play = Play(talk("opening", 40), talk("closing", 50)).does(NextItem())
    return play.at(40).does(NextItem()).at(90).does(CloseSession()).at(95)


def going_on(*here: str) -> Play:
    """A round that runs at minute 60, with these people marked as here from the start."""
    play = Play(talk("opening", 40), sharing("round", 50))
    if here:
        play.does(SetPresence(here, PRESENT))
    return play.does(NextItem()).at(40).does(NextItem()).at(60)


def person(play: Play, person_id: str = "p2") -> Attendee:
    found = play.state.person(person_id)
    assert found
    return found


def history(play: Play, person_id: str = "p2") -> list[tuple[float, Presence]]:
    return [
        ((one.at - at(0)).total_seconds() / 60, one.presence)
        for one in person(play, person_id).history
    ]


def test_where_attendance_is_not_looked_at_no_report_is_taken() -> None:
    play = over()
    play.state = replace(play.state, format=replace(play.state.format, attendance=False))
    said = play.refuses(TakeReport((LEAD, row("p2", (5, 91))))).sentence
    assert said == "Sessions of this format do not note who was there; nothing was changed."


@pytest.mark.parametrize(
    ("stays", "expected"),
    [
        pytest.param(((5, 91),), [(5, PRESENT), (91, LEFT)], id="one stay"),
        pytest.param(
            ((5, 30), (35, 91)),
            [(5, PRESENT), (30, AWAY), (35, PRESENT), (91, LEFT)],
            id="dropped and back",
        ),
        pytest.param(
            ((35, 91), (5, 50), (6, 7)), [(5, PRESENT), (91, LEFT)], id="two devices overlap"
        ),
        pytest.param(((5, 30), (30, 91)), [(5, PRESENT), (91, LEFT)], id="they touch"),
        pytest.param(((5, 91), (40, 40)), [(5, PRESENT), (91, LEFT)], id="a stay of no length"),
        pytest.param(
            ((-60, -50), (5, 91)),
            [(-60, PRESENT), (-50, AWAY), (5, PRESENT), (91, LEFT)],
            id="looked in before",
        ),
        pytest.param(((5, 200),), [(5, PRESENT), (95, LEFT)], id="an end still to come"),
    ],
)
def test_stays_become_presence(stays: Stays, expected: list[tuple[float, Presence]]) -> None:
    play = over().does(TakeReport((LEAD, row("p2", *stays))))
    assert history(play) == expected
    assert person(play).presence is LEFT


def test_evidence_from_a_report_is_right_to_the_second() -> None:
    spans = (Span(at(5, 7), at(30, 1)), Span(at(35, 59), at(88, 3)))
    play = over().does(TakeReport((LEAD, ReportRow("p2", "", spans))))
    assert presence_intervals(play.state, person(play), at(95)) == spans
    assert minutes_present(play.state, person(play), at(95)) == round(
        sum((one.end - one.start).total_seconds() for one in spans if one.end) / 60
    )


def test_several_rows_of_one_person_are_joined() -> None:
    rows = (row("p2", (5, 50), alias="Bo's phone"), LEAD, row("p2", (45, 91), alias="Bo C."))
    play = over().does(TakeReport(rows))
    assert history(play) == [(5, PRESENT), (91, LEFT)]
    assert person(play).aliases == ("Bo's phone", "Bo C.")


@pytest.mark.parametrize("alias", ["Bo", " bo\t", "B\u00f3", "", "\u202e"])
def test_a_name_that_says_nothing_new_is_not_remembered(alias: str) -> None:
    play = over().does(TakeReport((LEAD, row("p2", (5, 91), alias=alias))))
    assert person(play).aliases == ()


def test_a_name_is_remembered_once_and_cleaned() -> None:
    rows = tuple(row("p2", (5, 91), alias=alias) for alias in ("BC\x1b[31m", "bc", "Bo Carr"))
    play = over().does(TakeReport((LEAD, *rows)))
    assert person(play).aliases == ("BC", "Bo Carr")
    assert "recorded already" in play.refuses(TakeReport((LEAD, *rows))).sentence


def test_someone_new_is_on_the_list() -> None:
    rows = (
        row("", (5, 91), name=" Eli\x07 Frank", alias="Eli (Hub)", pronouns="he/him"),
        row("", (5, 50), name="Fay"),
        row("", (49, 91), name="fay ", alias="Fay's phone"),
        LEAD,
    )
    play = over().does(TakeReport(rows))
    eli, fay = person(play, "p5"), person(play, "p6")
    assert (eli.name, eli.pronouns, eli.aliases) == ("Eli Frank", "he/him", ("Eli (Hub)",))
    assert (fay.name, fay.aliases) == ("Fay", ("Fay's phone",))
    assert history(play, "p6") == [(5, PRESENT), (91, LEFT)]
    assert [one.id for one in play.state.people] == ["p1", "p2", "p3", "p4", "p5", "p6"]


def test_new_people_are_told_apart_from_the_list_and_from_each_other() -> None:
    maria = row("", (5, 91), name="Maria", alias="Maria")
    rows = (
        replace(maria, visitor=1),
        replace(maria, visitor=2, spans=(Span(at(60), at(91)),)),
        replace(row("", (7, 91), name="b\u00f3"), visitor=3),
        replace(row("", (8, 91), name="Bo"), visitor=4),
        replace(row("", alias="Mari", name="Maria"), visitor=1),
        LEAD,
    )
    play = over().does(TakeReport(rows))
    assert [one.name for one in play.state.people][4:] == ["Maria", "Maria 2", "b\u00f3 2", "Bo 3"]
    assert history(play, "p5") == [(5, PRESENT), (91, LEFT)]
    assert history(play, "p6") == [(60, PRESENT), (91, LEFT)]
    assert person(play, "p5").aliases == ("Mari",)
    assert history(play, "p2") == []


@pytest.mark.parametrize(
    ("alias", "kept"),
    [
        ("+44 7700 900123", False),
        ("bo@example.org", False),
        ("Bo (bo@example.org)", False),
        ("iPhone", False),
        ("Galaxy S23 Ultra", False),
        ("Call-in User_2", False),
        ("Bo 01701234567", False),
        ("Bo's iPhone", True),
        ("Bo2", True),
        ("Roberto", True),
    ],
)
def test_devices_addresses_and_numbers_are_not_remembered(alias: str, kept: bool) -> None:
    play = over().does(TakeReport((LEAD, row("p2", (5, 91), alias=alias))))
    assert person(play).aliases == ((alias,) if kept else ())
    assert person(play).presence is LEFT


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ((), "Nobody of this report was said"),
        ((row("", (5, 91), name="\x07"),), "name is needed"),
        ((row("p99", (5, 91)),), "not on the list any more"),
        ((row("p2", (-90, -60)), row("p3", (95, 99))), "No time in this report"),
        ((row("p2", (400, 500)),), "No time in this report"),
        (tuple(row("", (5, 91), name=f"N{n}") for n in range(MOST_PEOPLE)), str(MOST_PEOPLE)),
    ],
)
def test_reports_that_cannot_be_taken_say_why(rows: tuple[ReportRow, ...], words: str) -> None:
    assert words in over().refuses(TakeReport(rows)).sentence


def test_someone_who_was_in_the_call_and_not_in_the_session_is_not_said_to_be_there() -> None:
    rows = (LEAD, row("p2", (-30, -20), alias="BC"), row("", (93, 94), name="Eli"))
    play = over().does(TakeReport(rows))
    assert (person(play).presence, person(play).aliases) == (EXPECTED, ("BC",))
    assert person(play, "p5").presence is EXPECTED
    assert [one.id for one in attended(play.state)] == ["p1"]


@pytest.mark.parametrize(
    ("hand", "expected"),
    [
        pytest.param((), [(5, PRESENT), (91, LEFT)], id="nothing by hand"),
        pytest.param(((0, PRESENT),), [(5, PRESENT), (91, LEFT)], id="here too early by hand"),
        pytest.param(
            ((0, PRESENT), (30, AWAY), (31, PRESENT)), [(5, PRESENT), (91, LEFT)], id="in between"
        ),
        pytest.param(((0, PRESENT), (94, LEFT)), [(5, PRESENT), (91, LEFT)], id="tidied up after"),
        pytest.param(((94, NO_SHOW),), [(5, PRESENT), (91, LEFT)], id="not seen by hand"),
        pytest.param(
            ((-30, PRESENT), (-20, LEFT)),
            [(-30, PRESENT), (-20, LEFT), (5, PRESENT), (91, LEFT)],
            id="an earlier call",
        ),
        pytest.param(((93, PRESENT),), [(5, PRESENT), (91, LEFT)], id="caught up after the end"),
    ],
)
def test_what_was_marked_by_hand(
    hand: tuple[tuple[float, Presence], ...], expected: list[tuple[float, Presence]]
) -> None:
    play = over()
    changes = tuple(PresenceChange(at(minute), presence) for minute, presence in hand)
    bo = person(play)
    marked = replace(bo, history=changes, presence=changes[-1].presence if changes else EXPECTED)
    people = tuple(marked if one is bo else one for one in play.state.people)
    play.state = replace(play.state, people=people)
    play.does(TakeReport((LEAD, row("p2", (5, 91)))))
    assert history(play) == expected


def test_not_admitted_by_hand_stays_and_the_name_is_remembered() -> None:
    play = going_on("p1").does(SetPresence(("p2",), NOT_ADMITTED))
    play.does(TakeReport((row("p1", (0, 60)), row("p2", (50, 52), alias="BC"))))
    assert (history(play), person(play).aliases) == ([(60, NOT_ADMITTED)], ("BC",))


@pytest.mark.parametrize(
    ("presence", "expected"),
    [
        (EXPECTED, [(95, LEFT)]),
        (PRESENT, [(0, PRESENT)]),
        (NOT_ADMITTED, [(0, NOT_ADMITTED)]),
        (NO_SHOW, [(95, LEFT)]),
    ],
)
def test_a_report_that_only_says_how_long(
    presence: Presence, expected: list[tuple[float, Presence]]
) -> None:
    """Who was not seen was there, nothing says when: on the list, without minutes."""
    play = Play(talk("opening", 95)).does(NextItem())
    if presence is not EXPECTED:
        play.does(SetPresence(("p2",), presence))
    play.at(95).does(CloseSession()).at(99).does(TakeReport((row("p2", alias="BC"),)))
    assert (history(play), person(play).aliases) == (expected, ("BC",))
    if expected[-1][1] is LEFT:
        assert person(play) in attended(play.state)
        assert minutes_present(play.state, person(play), at(99)) is None


def test_who_only_stood_in_the_waiting_room_was_not_let_in() -> None:
    waiting = replace(row("p2"), came=False)
    play = over().does(TakeReport((LEAD, waiting, replace(row("", name="Eli"), came=False))))
    assert (play.presence("Bo"), play.presence("Eli")) == (NOT_ADMITTED, NOT_ADMITTED)
    assert [one.id for one in attended(play.state)] == ["p1"]
    assert "recorded" in going_on("p1", "p2").refuses(TakeReport((waiting,))).sentence
    still_waiting = going_on("p1")
    assert "recorded" in still_waiting.refuses(TakeReport((waiting,))).sentence


def test_while_the_session_runs_who_is_in_the_call_stays() -> None:
    play = going_on("p1", "p2")
    rows = (
        row("p1", (-5, 59.9)),
        row("p2", (4, 20), (25, 58.5)),
        row("p3", (6, 59.9)),
        row("p4", (7, 50)),
    )
    play.does(TakeReport(rows))
    assert history(play) == [(4, PRESENT), (20, AWAY), (25, PRESENT)]
    assert history(play, "p3") == [(6, PRESENT)]
    assert history(play, "p4") == [(7, PRESENT), (50, LEFT)]
    assert play.presence("Dee") is LEFT


def test_who_is_there_by_a_report_has_a_place_in_the_running_round() -> None:
    play = Play(talk("opening", 40), sharing("round", 50)).does(
        SetPresence(("p2", "p3", "p4"), NO_SHOW), NextItem()
    )
    play.at(40).does(NextItem()).at(60)
    rows = (
        row("p1", (0, 60)),
        row("p2", (5, 60)),
        row("p3", (5, 30)),
        row("", (9, 60), name="Eli"),
    )
    play.does(TakeReport(rows))
    assert [turn.person for turn in play.round.turns] == ["p1", "p2", "p5"]


def test_what_happened_after_the_report_was_made_stands() -> None:
    play = going_on("p1", "p2").does(SetPresence(("p2",), AWAY)).at(65)
    play.does(SetPresence(("p2",), PRESENT)).at(66)
    play.does(TakeReport((row("p1", (0, 58)), row("p2", (4, 58)))))
    assert history(play) == [(4, PRESENT), (60, AWAY), (65, PRESENT)]


def test_who_is_away_by_hand_and_still_connected_is_away() -> None:
    play = going_on("p1", "p2").does(SetPresence(("p2",), AWAY)).at(66)
    play.does(TakeReport((row("p1", (0, 65)), row("p2", (4, 65)))))
    assert history(play) == [(4, PRESENT), (65, AWAY)]


def test_whoever_came_back_by_hand_stays_in_the_running_round() -> None:
    """Their own row ends; they are in the call by a device of which nothing was said."""
    play = going_on("p1", "p2", "p3").does(SetPresence(("p3",), AWAY)).at(62)
    play.does(SetPresence(("p3",), PRESENT)).at(70)
    play.does(TakeReport((row("p1", (-1, 70)), row("p2", (1, 70)), row("p3", (1, 60)))))
    assert history(play, "p3") == [(1, PRESENT), (60, AWAY), (62, PRESENT)]
    assert play.presence("Cy") is PRESENT


def test_a_second_report_keeps_an_absence_that_ended_by_hand() -> None:
    rows = (row("p1", (0, 60)), row("p2", (5, 60)), row("p3", (6, 20)))
    play = going_on("p1").does(TakeReport(rows)).at(65).does(SetPresence(("p3",), PRESENT))
    kept = [(6, PRESENT), (20, AWAY), (65, PRESENT)]
    for minute, alias in ((68, "Bob"), (75, "Bobby")):
        rows = (row("p1", (0, minute)), row("p2", (5, minute)), row("p3", (6, 20)))
        play.at(minute).does(TakeReport((*rows, row("p2", alias=alias))))
        assert history(play, "p3") == kept


@pytest.mark.parametrize(("mark", "last"), [(AWAY, AWAY), (LEFT, LEFT), (PRESENT, PRESENT)])
def test_the_newest_mark_after_the_last_stay_holds(mark: Presence, last: Presence) -> None:
    play = going_on("p1", "p2").does(SetPresence(("p2",), AWAY)).at(61)
    play.does(SetPresence(("p2",), PRESENT)).at(63)
    if mark is not PRESENT:
        play.does(SetPresence(("p2",), mark))
    play.at(80).does(TakeReport((row("p1", (0, 79)), row("p2", (0, 55)))))
    assert play.presence("Bo") is last
    assert history(play)[:2] == [(0, PRESENT), (55, AWAY)]


@pytest.mark.parametrize(("minutes_ago", "expected"), [(1, PRESENT), (4, PRESENT), (6, LEFT)])
def test_whoever_was_marked_as_here_just_now_is_here(
    minutes_ago: float, expected: Presence
) -> None:
    play = going_on("p1").at(70).does(SetPresence(("p2",), PRESENT)).at(70 + minutes_ago)
    play.does(TakeReport((row("p1", (0, 70 + minutes_ago)), row("p2", (0, 70.5)))))
    # Below the nearness at which a row still counts as open, they are here anyway.
    assert play.presence("Bo") is expected


def test_before_a_session_only_a_report_of_its_time_is_taken() -> None:
    play = Play(talk("opening", 90))
    play.state = replace(play.state, options=replace(play.state.options, starts_at=at(3)))
    week = 7 * 24 * 60
    for rows in ((row("p2", (-week, 90 - week)),), (row("p2", alias="BC"),)):
        assert "has not begun" in play.refuses(TakeReport(rows)).sentence
    play.does(TakeReport((row("p1", (-10, 0)), row("p2", (-9, 0)), row("p3", (-9, -8)))))
    assert (play.presence("Bo"), play.presence("Cy")) == (PRESENT, LEFT)


# --- to the end of the call ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("call", "left", "to_the_end"),
    [
        pytest.param(87, 87, True, id="with all"),
        pytest.param(87, 85.5, True, id="a little before the last one"),
        pytest.param(87, 84, False, id="before the others"),
        pytest.param(81, 80, True, id="nine minutes before the last item was ended"),
        pytest.param(75, 75, False, id="the call was over long before"),
        pytest.param(89.5, 88, True, id="the last one left among the goodbyes"),
        pytest.param(92, 88, False, id="the call went on"),
    ],
)
def test_whoever_stayed_as_long_as_the_call_was_there_to_the_end(
    call: float, left: float, to_the_end: bool
) -> None:
    play = over().does(
        TakeReport((row("p1", (-10, call)), row("p2", (5, left)), row("p3", (5, 30))))
    )
    found = evidence(play.state, person(play), play.now)
    assert found.to_the_end is to_the_end
    assert not evidence(play.state, person(play, "p3"), play.now).to_the_end
    # What is said of the minutes stays true.
    assert presence_intervals(play.state, person(play), play.now) == (Span(at(5), at(left)),)
    assert minutes_present(play.state, person(play), play.now) == round(left - 5)


def test_as_long_as_someone_is_here_the_call_is_not_over() -> None:
    play = Play(talk("opening", 90)).does(SetPresence(("p1", "p4"), PRESENT), NextItem())
    play.at(90).does(CloseSession()).at(95)
    play.does(TakeReport((row("p1", (0, 87)), row("p2", (0, 87)), row("p3", (0, 87)))))
    assert not evidence(play.state, person(play), play.now).to_the_end
    play.does(TakeReport((row("p4", (0, 87)),)))
    assert evidence(play.state, person(play), play.now).to_the_end
    # Whoever facilitates and is not in the report holds the call.
    other = over()
    ana = replace(person(other, "p1"), presence=EXPECTED, history=())
    other.state = replace(other.state, people=(ana, *other.state.people[1:]))
    other.does(TakeReport((row("p2", (0, 87)), row("p3", (0, 87)))))
    assert not evidence(other.state, person(other), other.now).to_the_end


def test_whoever_has_the_floor_is_here() -> None:
    play = going_on("p1", "p2").does(GiveTurn("p2"))
    play.does(TakeReport((row("p1", (0, 60)), row("p2", (4, 40)))))
    assert (history(play), play.speaker) == ([(4, PRESENT)], "Bo")


def test_after_closing_nobody_gets_a_turn_and_the_session_stays_closed() -> None:
    play = going_on("p1").does(SetPresence(("p2",), NO_SHOW)).at(90).does(CloseSession()).at(200)
    rounds = play.state.rounds
    play.does(TakeReport((row("p1", (0, 92)), row("", (5, 90), name="Eli"), row("p2", (0, 91)))))
    assert (play.state.rounds, play.state.closed) == (rounds, at(90))


def test_a_second_report_goes_on_where_the_first_call_ended() -> None:
    play = over().does(TakeReport((row("p1", (0, 40)), row("p2", (3, 40)))))
    play.does(TakeReport((row("p1", (42, 91)), row("p2", (43, 91)))))
    assert history(play) == [(3, PRESENT), (40, LEFT), (43, PRESENT), (91, LEFT)]


@pytest.mark.parametrize(("columns", "kept"), [((), ""), (("email",), "bo@example.org")])
def test_an_e_mail_is_kept_only_where_the_list_asks_for_it(
    columns: tuple[str, ...], kept: str
) -> None:
    play = over()
    play.state = replace(play.state, options=replace(play.state.options, columns=columns))
    mail = row("p2", (5, 91), email=" bo@example.org\n", pronouns="they/them")
    play.does(TakeReport((LEAD, mail)))
    assert (person(play).email, person(play).pronouns) == (kept, "they/them")
    other = row("p2", (5, 80), email="other@example.org", pronouns="he/him")
    play.does(TakeReport((LEAD, other)))
    assert (person(play).email, person(play).pronouns) == (kept, "they/them")


def test_undo_gives_back_everything() -> None:
    play = over()
    rows = (LEAD, row("p2", (5, 91), alias="BC", pronouns="he/him"), row("", (5, 91), name="Eli"))
    answer = decide(play.state, TakeReport(rows), play.now)
    assert not isinstance(answer, Refusal)
    moment = Moment(play.now, play.now, 0, 0.0, "")
    taken = record(History(play.state), Decision("one", moment, answer))
    assert len(taken.state.people) == 5
    back = record(taken, Decision("two", moment, (Undone("one"),)))
    assert back.state == play.state


SPANS = st.lists(
    st.tuples(st.integers(-1800, 7200), st.integers(0, 3600)).map(
        lambda one: Span(at(0, one[0]), at(0, one[0] + one[1]))
    ),
    max_size=5,
).map(tuple)


@given(SPANS, st.booleans())
def test_any_stays_give_an_orderly_history_and_the_same_minutes(
    spans: tuple[Span, ...], closed: bool
) -> None:
    play = over() if closed else going_on("p1")
    answer = decide(play.state, TakeReport((ReportRow("p2", "", spans),)), play.now)
    if isinstance(answer, Refusal):
        return
    state = fold(play.state, answer)
    bo = state.person("p2")
    assert bo
    times = [one.at for one in bo.history]
    assert times == sorted(times)
    assert all(one <= play.now for one in times)
    here = presence_intervals(state, bo, play.now)
    end = at(90) if closed else play.now
    real = [one.end for one in spans if one.end and one.start < min(one.end, play.now)]
    last = max(real, default=end)
    for second in range(0, 5400, 97):
        instant = at(0, second)
        inside = any(one.start <= instant < (one.end or end) for one in spans)
        recorded = any(one.start <= instant < (one.end or end) for one in here)
        # While it goes on, who was there at the end of the report is taken to be there still.
        late = not closed and instant >= last
        assert recorded == (inside and instant < end) or late


def test_two_hundred_people_are_taken_over_in_one_decision() -> None:
    play = over()
    rows = tuple(row("", (5, 91), name=f"Person {number}") for number in range(200))
    play.does(TakeReport(rows))
    assert len(attended(play.state)) == 201

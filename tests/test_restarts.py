"""Interruption is not closing: what counts after it, and closing a session that was left open."""

import csv
from datetime import timedelta
from pathlib import Path

import pytest

from builders import START, at
from coreflect_tui import leaving_nothing
from coreflect_tui.core.attendance import minutes_present
from coreflect_tui.core.formats import NoteKind
from coreflect_tui.core.history import replay
from coreflect_tui.core.intents import (
    AnswerClockChange,
    CloseSession,
    GiveTurn,
    GoToItem,
    NextItem,
    PauseClock,
    ReopenSession,
    ResumeClock,
    SetPresence,
    StartTopic,
    WriteNote,
)
from coreflect_tui.core.participation import evidence
from coreflect_tui.core.person import Presence
from coreflect_tui.core.standing import Standing
from coreflect_tui.core.state import PauseKind
from coreflect_tui.core.summary import Status
from coreflect_tui.core.timing import (
    item_seconds,
    session_seconds,
    spans_seconds,
    topic_seconds,
)
from coreflect_tui.exports.folder import write_outcomes
from desk import DAY, HOUR, MIN, Desk
from nothing import held, left
from stage import begin


def in_a_turn() -> Desk:
    """Begun at 0:00 with Ana, Bo and Cy; in the check-in since 10:00 Bo has the floor since 11:00,
    and the last sign of life is at 12:00."""
    desk = Desk()
    begin(desk.workplace)
    desk.does(SetPresence(("p1", "p2", "p3"), Presence.PRESENT), NextItem())
    desk.passes(10 * MIN)
    desk.does(GoToItem("check-in"))
    desk.passes(MIN)
    desk.does(GiveTurn("p2"))
    desk.attends(MIN)
    return desk


def turn_seconds(desk: Desk) -> float:
    """How long whoever has the floor has had it."""
    held = desk.state.round
    assert held
    assert held.speaker
    return spans_seconds(held.speaker.spans, desk.state.pauses, desk.now)


def running_seconds(desk: Desk) -> float:
    assert desk.state.running
    return item_seconds(desk.state, desk.state.running, desk.now)


def goes_on(desk: Desk, *, as_break: bool = False) -> None:
    desk.workplace.resume(desk.row.session, gap_as_break=as_break)


# --- what counts ----------------------------------------------------------------------------------


@pytest.mark.parametrize("reboot", [False, True])
@pytest.mark.parametrize(("as_break", "counted"), [(False, 4 * MIN), (True, 0)])
def test_in_a_turn_the_gap_counts_or_is_a_break(as_break: bool, counted: int, reboot: bool) -> None:
    desk = in_a_turn()
    desk.is_killed(reboot)
    desk.passes(4 * MIN)
    assert desk.stands() is Standing.LEFT_OFF
    assert desk.left.seen
    assert desk.left.now - desk.left.seen == timedelta(minutes=4)
    goes_on(desk, as_break=as_break)
    desk.attends(30)
    assert turn_seconds(desk) == MIN + counted + 30
    assert running_seconds(desk) == 2 * MIN + counted + 30
    assert session_seconds(desk.state, desk.now) == 12 * MIN + counted + 30


@pytest.mark.parametrize("kind", [PauseKind.PAUSE, PauseKind.HOLD])
@pytest.mark.parametrize("as_break", [False, True])
@pytest.mark.parametrize("reboot", [False, True])
def test_paused_stays_paused_and_goes_on_counting_as_pause(
    kind: PauseKind, as_break: bool, reboot: bool
) -> None:
    desk = in_a_turn()
    desk.does(PauseClock(kind))
    desk.attends(20)
    desk.is_killed(reboot)
    desk.passes(9 * MIN)
    goes_on(desk, as_break=as_break)
    assert desk.state.paused
    assert desk.state.paused.kind is kind
    assert len(desk.state.pauses) == 1, "nothing is set aside twice"
    desk.attends(30)
    desk.does(ResumeClock())
    desk.attends(5)
    assert turn_seconds(desk) == MIN + 5
    (pause,) = desk.state.pauses
    assert pause.end
    assert pause.end - pause.start == timedelta(seconds=20 + 9 * MIN + 30)


def test_before_the_start_nothing_counts_and_nothing_is_set_aside() -> None:
    desk = Desk()
    desk.passes(-5 * MIN)
    begin(desk.workplace)
    desk.attends(30)
    desk.is_killed()
    desk.passes(20 * MIN)
    assert desk.stands() is Standing.PREPARED
    goes_on(desk, as_break=True)
    assert desk.state.pauses == ()
    desk.does(NextItem())
    desk.attends(10)
    assert session_seconds(desk.state, desk.now) == 10


def test_somebody_away_stays_away_and_a_break_is_none_of_their_absence() -> None:
    desk = in_a_turn()
    desk.does(SetPresence(("p3",), Presence.AWAY))
    desk.is_killed()
    desk.passes(20 * MIN)
    goes_on(desk, as_break=True)
    desk.attends(60)
    cy = desk.state.people[2]
    assert cy.presence is Presence.AWAY
    desk.does(SetPresence(("p3",), Presence.PRESENT))
    desk.attends(1)
    found = evidence(desk.state, desk.state.people[2], desk.now)
    assert found.away_seconds == 60


def test_a_question_that_stood_open_stands_open_still() -> None:
    desk = in_a_turn()
    desk.passes(7 * MIN)
    desk.attends(1)
    gap = desk.state.gap
    assert gap
    desk.is_killed()
    desk.passes(2 * MIN)
    goes_on(desk, as_break=True)
    assert desk.state.gap == gap, "the other gap is another question"
    assert running_seconds(desk) == 2 * MIN + 7 * MIN + 1


def test_a_clock_question_that_stood_open_is_answered_after_a_restart_of_the_machine() -> None:
    desk = in_a_turn()
    desk.wall_off += HOUR
    desk.attends(1)
    assert desk.state.clock_change == HOUR
    desk.is_killed(reboot=True)
    desk.passes(3 * MIN)
    goes_on(desk)
    desk.attends(1)
    assert desk.state.clock_change == HOUR
    assert running_seconds(desk) == 2 * MIN + 1 + 3 * MIN + 1
    hard_end = desk.state.hard_end
    desk.does(AnswerClockChange(shift_end=True))
    assert desk.state.hard_end == hard_end - timedelta(hours=1)
    assert desk.state.clock_ahead == HOUR


def test_interrupted_twice_in_a_row_what_was_said_of_the_first_gap_holds() -> None:
    desk = in_a_turn()
    desk.is_killed()
    desk.passes(4 * MIN)
    goes_on(desk)
    # Killed again before anything is done, and before the next sign of life.
    desk.passes(2)
    desk.is_killed()
    desk.passes(10 * MIN)
    goes_on(desk, as_break=True)
    assert turn_seconds(desk) == MIN + 4 * MIN
    desk.is_killed()
    desk.passes(5 * MIN)
    goes_on(desk, as_break=True)
    assert turn_seconds(desk) == MIN + 4 * MIN


def test_an_empty_battery_counts_from_the_last_sign_of_life() -> None:
    desk = in_a_turn()
    desk.passes(5 * MIN)
    desk.wall_off = -50 * 365 * DAY
    desk.is_killed(reboot=True)
    assert desk.stands() is Standing.LEFT_OFF, "how long ago that clock cannot say"
    assert desk.left.now == desk.left.seen == at(12)
    goes_on(desk, as_break=True)
    assert (desk.now, turn_seconds(desk)) == (at(12), MIN)
    desk.attends(10)
    assert turn_seconds(desk) == MIN + 10


def test_another_time_zone_and_summer_time_change_nothing_that_counts() -> None:
    desk = in_a_turn()
    desk.is_killed(reboot=True)
    desk.offset = -5 * HOUR
    desk.passes(4 * MIN)
    goes_on(desk)
    assert turn_seconds(desk) == MIN + 4 * MIN
    assert desk.state.clock_change == 0
    assert desk.workplace.store.summaries.offsets() == {desk.row.session: HOUR}


def test_only_looking_changes_nothing() -> None:
    desk = in_a_turn()
    before = desk.state
    desk.is_killed()
    desk.passes(4 * MIN)
    data = desk.workplace.locations.data
    desk.workplace.kept.left_at(desk.row)
    kept = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in data.iterdir()}
    left = desk.left
    assert desk.workplace.kept.read(desk.row.session) == (before, at(11))
    assert desk.left == left
    found = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in data.iterdir()}
    assert found == kept


# --- closing a session that was left open ---------------------------------------------------------


def test_long_past_its_end_it_is_closed_as_of_its_hard_end() -> None:
    desk = in_a_turn()
    desk.is_killed(reboot=True)
    desk.passes(3 * DAY)
    assert desk.stands() is Standing.NOT_CLOSED
    desk.workplace.look_after(desk.row.session)
    desk.passes(5 * MIN)
    assert desk.now == at(90), "its time stands still"
    desk.does(CloseSession())
    state = desk.state
    assert state.closed == at(90)
    check_in = state.item("check-in")
    assert check_in
    assert check_in.visits[-1].end == at(90)
    held = state.round_of("check-in")
    assert held
    assert [turn.spans[-1].end for turn in held.turns if turn.spans] == [at(90)]
    assert {minutes_present(state, one, desk.now) for one in state.people[:3]} == {90}
    assert evidence(state, state.people[1], desk.now).to_the_end
    taken = {one.step: one.real for one in desk.row.items}
    assert taken == {"opening": 10 * MIN, "check-in": 80 * MIN}
    assert desk.row.closed == at(90)
    assert desk.stands() is Standing.CLOSED
    desk.is_killed()
    state, now = desk.workplace.kept.read(desk.row.session)
    assert (state.closed, now) == (at(90), at(90))


def test_where_the_last_act_came_after_the_hard_end_it_is_closed_as_of_that() -> None:
    desk = in_a_turn()
    desk.passes(83 * MIN)
    desk.does(WriteNote(NoteKind.HARVEST, "We stayed a while"))
    # The program goes on alone until the battery is empty.
    desk.passes(20)
    desk.workplace.held.beat()
    desk.is_killed(reboot=True)
    desk.passes(DAY)
    assert desk.stands() is Standing.NOT_CLOSED
    desk.workplace.look_after(desk.row.session)
    assert desk.now == at(95)
    desk.does(CloseSession())
    assert desk.state.closed == at(95)


def test_a_pause_that_was_open_ends_then_and_counts_as_pause() -> None:
    desk = in_a_turn()
    desk.does(PauseClock())
    desk.is_killed()
    desk.passes(3 * DAY)
    desk.workplace.look_after(desk.row.session)
    desk.does(CloseSession())
    assert desk.state.pauses[-1].end == at(90)
    assert {one.step: one.real for one in desk.row.items}["check-in"] == 2 * MIN


def test_a_topic_that_was_open_ends_then() -> None:
    desk = in_a_turn()
    desk.does(WriteNote(NoteKind.TOPIC, "Fear"), GoToItem("topics", leaving=True), StartTopic("t1"))
    desk.is_killed()
    desk.passes(3 * DAY)
    desk.workplace.look_after(desk.row.session)
    desk.does(CloseSession())
    (topic,) = desk.state.topics
    assert topic_seconds(desk.state, topic, desk.now) == 78 * MIN


def test_what_is_mended_before_closing_is_mended_as_of_then_and_is_no_sign_of_life() -> None:
    desk = in_a_turn()
    desk.is_killed()
    desk.passes(3 * DAY)
    desk.workplace.look_after(desk.row.session)
    desk.does(SetPresence(("p3",), Presence.LEFT), WriteNote(NoteKind.TAKEAWAY, "Ask twice"))
    desk.workplace.held.beat()
    assert desk.state.people[2].history[-1].at == at(90)
    desk.is_killed()
    desk.passes(DAY)
    assert desk.stands() is Standing.NOT_CLOSED
    session = desk.workplace.look_after(desk.row.session)
    assert desk.now == at(90)
    assert [one.text for one in session.state.notes] == ["Ask twice"]
    desk.does(CloseSession())
    assert evidence(desk.state, desk.state.people[2], desk.now).to_the_end, "tidying up"
    assert minutes_present(desk.state, desk.state.people[2], desk.now) == 90


def test_looking_at_the_closing_and_leaving_it_changes_nothing() -> None:
    desk = in_a_turn()
    desk.is_killed()
    desk.passes(3 * DAY)
    before = desk.left
    desk.workplace.look_after(desk.row.session)
    desk.workplace.held.beat()
    desk.is_killed()
    assert desk.left == before


def test_undoing_that_closing_leaves_it_as_it_was_left() -> None:
    desk = in_a_turn()
    desk.is_killed()
    desk.passes(3 * DAY)
    desk.workplace.look_after(desk.row.session)
    before = desk.state
    desk.does(CloseSession())
    desk.session.undo()
    assert desk.state == before
    assert turn_seconds(desk) == 79 * MIN, "from 11:00 to the hard end, as of which it is closed"
    desk.session.redo()
    assert desk.state.closed == at(90)
    assert replay(desk.workplace.kept.decisions(desk.row.session)).state == desk.state


def test_opened_again_afterwards_time_goes_on_today_and_the_days_between_count_for_nothing() -> (
    None
):
    desk = in_a_turn()
    desk.is_killed(reboot=True)
    desk.passes(3 * DAY)
    desk.workplace.look_after(desk.row.session)
    desk.does(CloseSession())
    desk.is_killed()
    goes_on(desk)
    assert desk.now == START + timedelta(minutes=12, days=3)
    desk.does(ReopenSession())
    desk.attends(60)
    assert minutes_present(desk.state, desk.state.people[0], desk.now) == 90
    desk.session.undo()
    desk.session.undo()
    assert desk.state.closed is None
    assert running_seconds(desk) == 80 * MIN, "the closing was undone; it ran to the hard end"
    desk.attends(5)
    assert running_seconds(desk) == 80 * MIN + 5


def test_gone_on_with_days_later_it_is_a_late_start_of_the_rest() -> None:
    desk = in_a_turn()
    desk.is_killed()
    desk.passes(3 * DAY)
    goes_on(desk, as_break=True)
    desk.attends(30)
    assert turn_seconds(desk) == MIN + 30
    # Left again at once, by mistake: it is as long past as before.
    desk.is_killed()
    desk.passes(MIN)
    assert desk.stands() is Standing.NOT_CLOSED
    desk.workplace.look_after(desk.row.session)
    desk.does(CloseSession())
    assert desk.state.closed == at(90)


def test_gone_on_with_days_later_and_interrupted_again_it_goes_on_from_there() -> None:
    desk = in_a_turn()
    desk.is_killed()
    desk.passes(3 * DAY)
    goes_on(desk, as_break=True)
    desk.does(GiveTurn("p3"))
    desk.attends(30)
    desk.is_killed()
    desk.passes(4 * MIN)
    assert desk.stands() is Standing.LEFT_OFF
    goes_on(desk, as_break=True)
    assert turn_seconds(desk) == 30


def test_export_of_a_session_that_was_left_open_is_no_sign_of_life(tmp_path: Path) -> None:
    desk = in_a_turn()
    desk.is_killed()
    desk.passes(3 * DAY)
    before = desk.left
    desk.workplace.documents = tmp_path
    files = desk.workplace.export(desk.row.session)
    assert files
    assert desk.left == before
    assert desk.row.updated == at(11)


def test_what_comes_after_a_session_is_taken_up_as_of_its_end() -> None:
    """A report of the call, say; while it goes on, as of now."""
    desk = in_a_turn()
    desk.is_killed()
    desk.passes(4 * MIN)
    desk.workplace.take_up(desk.row.session)
    assert desk.now == at(16)
    desk.is_killed()
    desk.passes(3 * DAY)
    desk.workplace.take_up(desk.row.session)
    assert desk.now == at(90)


def test_the_files_are_written_as_of_then(tmp_path: Path) -> None:
    desk = in_a_turn()
    desk.does(WriteNote(NoteKind.TAKEAWAY, "Ask twice"))
    desk.is_killed()
    desk.passes(3 * DAY)
    desk.workplace.look_after(desk.row.session)
    desk.does(CloseSession())
    files = write_outcomes(desk.state, tmp_path, desk.now)
    listed = next(Path(one.path) for one in files if one.path.endswith(".csv"))
    with listed.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["name"] for row in rows] == ["Ana", "Bo", "Cy"]
    harvest = next(Path(one.path) for one in files if one.path.endswith("harvest.md"))
    assert "90" in harvest.read_text("utf-8")


def test_a_session_that_leaves_nothing_is_gone_once_it_is_closed() -> None:
    desk = Desk()
    held(desk.workplace)
    desk.is_killed()
    desk.passes(3 * DAY)
    assert desk.stands() is Standing.NOT_CLOSED
    desk.workplace.look_after(desk.row.session)
    assert desk.workplace.close_for_good() == ()
    assert desk.workplace.store.summaries.newest() == ()
    assert left(desk.workplace.locations.data.parent) == set()


def test_killed_between_closing_and_removing_it_goes_with_the_next_start(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk = Desk()
    held(desk.workplace)

    class KilledError(Exception):
        pass

    def killed(*_: object) -> None:
        raise KilledError

    with monkeypatch.context() as patch:
        patch.setattr(leaving_nothing, "remove_closed", killed)
        with pytest.raises(KilledError):
            desk.workplace.close_for_good()
    assert desk.row.status is Status.CLOSED
    desk.is_killed()
    assert desk.workplace.remove_waiting() == ()
    assert left(desk.workplace.locations.data.parent) == set()


def test_killed_before_it_was_closed_it_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk()
    session = held(desk.workplace)

    class KilledError(Exception):
        pass

    def killed(_: object) -> None:
        raise KilledError

    with monkeypatch.context() as patch:
        patch.setattr(session, "dispatch", killed)
        with pytest.raises(KilledError):
            desk.workplace.close_for_good()
    desk.is_killed()
    assert desk.workplace.remove_waiting() == ()
    assert desk.stands() is Standing.LEFT_OFF

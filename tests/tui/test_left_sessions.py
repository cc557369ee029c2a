"""The start screen and sessions that were left: going on, closing as of their end, removing."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from builders import at
from coreflect_tui.clock import FastClock
from coreflect_tui.core.formats import NoteKind
from coreflect_tui.core.intents import (
    CallSession,
    CloseSession,
    GiveTurn,
    GoToItem,
    Intent,
    NextItem,
    PauseClock,
    RecordOutcomes,
    SetPresence,
    WriteNote,
)
from coreflect_tui.core.person import Presence
from coreflect_tui.core.standing import Standing
from coreflect_tui.core.state import PauseKind
from coreflect_tui.core.timing import item_seconds
from coreflect_tui.tui.screens.closed import ClosedScreen
from coreflect_tui.tui.screens.closing import ClosingScreen
from coreflect_tui.tui.screens.home import HomeScreen
from coreflect_tui.tui.screens.live import LiveScreen
from coreflect_tui.tui.screens.people import PeopleScreen
from coreflect_tui.tui.screens.reading import ReadingScreen
from coreflect_tui.tui.view.home import SESSION
from coreflect_tui.tui.widgets.choices import Choices
from coreflect_tui.workplace import Workplace
from nothing import held as held_of_two
from nothing import left as left_of_it
from stage import Stage, a_workplace, begin, play, still_clock

HERE = ("p1", "p2", "p3")
DAYS = (2 * 24 + 14) * 60
"""Minutes from the planned start to nine in the morning, three days later."""
Told = Callable[[Stage], Awaitable[None]]


def left_in_a_turn(minutes: float, *more: Intent) -> Workplace:
    """Ana, Bo and Cy are here, Bo has the floor in the check-in since 19:11, `more` is done at
    19:12, and then nobody is there for so many minutes."""
    clock = still_clock(0)
    workplace = a_workplace(clock)
    session = begin(workplace)

    def does(*intents: Intent) -> None:
        for intent in intents:
            refusal = session.dispatch(intent)
            assert refusal is None, refusal.sentence

    does(SetPresence(HERE, Presence.PRESENT), NextItem())
    clock.advance(600)
    does(GoToItem("check-in"))
    clock.advance(60)
    does(GiveTurn("p2"))
    clock.advance(60)
    does(*more)
    workplace.held.beat()
    workplace.leave()
    clock.advance(minutes * 60)
    return workplace


def tell(story: Told, workplace: Workplace, size: tuple[int, int] = (80, 24)) -> None:
    play(story, HomeScreen, size, workplace)


def words(stage: Stage) -> str:
    """What stands on the screen, without the mark of the chosen line."""
    return " ".join(stage.text.replace("▌", " ").split())


def stands(workplace: Workplace) -> Standing:
    (row,) = workplace.store.summaries.newest()
    return workplace.kept.stands(row)


# --- interrupted ---------------------------------------------------------------------------------


def test_what_was_counted_is_said_and_can_be_taken_as_a_break() -> None:
    async def story(stage: Stage) -> None:
        assert "left off 4 min ago, check-in round, Bo speaking" in words(stage)
        await stage.at_once("enter")
        assert "Going on. The 4 min since 19:12 count; k takes them as a break." in words(stage)
        assert running_seconds(stage) == 6 * 60
        await stage.at_once("k")
        assert "They are a break now." in words(stage)
        assert running_seconds(stage) == 2 * 60

    tell(story, left_in_a_turn(4))


def test_once_something_is_done_that_key_is_what_it_was() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("enter", "p")
        assert "Going on" not in words(stage)
        before = stage.state
        await stage.at_once("k")
        assert stage.state is before
        assert "There is nothing to answer." in words(stage)

    tell(story, left_in_a_turn(4))


def test_a_break_is_said_to_be_one() -> None:
    async def story(stage: Stage) -> None:
        await stage.at_once("b")
        assert "Going on. The 4 min since 19:12 are a break." in words(stage)
        before = stage.state
        await stage.at_once("k")
        assert stage.state is before

    tell(story, left_in_a_turn(4))


def test_a_moment_is_not_spoken_of() -> None:
    async def story(stage: Stage) -> None:
        await stage.at_once("enter")
        assert "Going on" not in words(stage)

    tell(story, left_in_a_turn(0.5))


@pytest.mark.parametrize(
    ("kind", "said", "after"),
    [
        (PauseKind.PAUSE, "paused since 19:12", "The clock stands still. z goes on."),
        (PauseKind.HOLD, "held since 19:12", "Held: nothing counts. h goes on."),
    ],
)
def test_what_was_paused_says_so_and_is_still_paused(
    kind: PauseKind, said: str, after: str
) -> None:
    async def story(stage: Stage) -> None:
        assert f"left off 4 min ago, {said}, check-in round, Bo has the floor" in words(stage)
        assert "gap as a break" not in stage.keys_line
        await stage.at_once("enter")
        assert after in words(stage)
        assert running_seconds(stage) == 2 * 60

    tell(story, left_in_a_turn(4, PauseClock(kind)))


def test_a_question_that_stood_open_goes_before_what_is_said() -> None:
    workplace = left_in_a_turn(4)
    (row,) = workplace.store.summaries.newest()
    session = workplace.resume(row.session).session
    from coreflect_tui.core.intents import NoticeGap

    session.dispatch(NoticeGap(at(12), at(16)))
    workplace.leave()
    clock = workplace.clock
    assert isinstance(clock, FastClock)
    clock.advance(300)

    async def story(stage: Stage) -> None:
        await stage.at_once("enter")
        assert "The laptop slept for 4 min." in words(stage)
        await stage.at_once("k")
        assert stage.state.gap is None
        assert running_seconds(stage) == 2 * 60 + 300, "the gap that was asked about"

    tell(story, workplace)


# --- closing as of its end -----------------------------------------------------------------------


def test_one_key_closes_it_as_of_its_hard_end() -> None:
    async def story(stage: Stage) -> None:
        assert "ended 20:30, 3 days ago; c closes it as of 20:30" in words(stage)
        assert "c close it" in stage.keys_line
        await stage.press("c")
        assert stage.shows(ClosingScreen)
        assert "Before closing, as of 20:30" in words(stage)
        assert "It counts up to 20:30 on 22 Nov, and nothing after that." in words(stage)
        assert "3 people count as here to the end" in words(stage)
        assert "1 h 30 min of 1 h 30 min planned" in words(stage)
        await stage.press("ctrl+s")
        assert stage.shows(ClosedScreen)
        assert stage.state.closed == at(90)
        listed = next(Path(one.path) for one in stage.state.written if "attendees.csv" in one.path)
        rows = listed.read_text("utf-8-sig").splitlines()
        assert [row.split(",")[:4] for row in rows[1:]] == [
            ["2026-11-22", "IPS co-reflection", "Ana", name] for name in ("Ana", "Bo", "Cy")
        ]
        await stage.press("q")
        assert stage.shows(HomeScreen)
        assert "Go on" not in stage.text
        assert "Wed 25 Nov 2026 · 09:12" in stage.text, "the time of today again"

    workplace = left_in_a_turn(DAYS)
    tell(story, workplace)
    assert stands(workplace) is Standing.CLOSED


def test_names_are_looked_through_and_people_mended_as_of_then() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("c")
        stage.screen.query_one(Choices).choose("still here")
        await stage.press("enter")
        assert stage.shows(PeopleScreen)
        await stage.press("l", "q")
        assert stage.shows(ClosingScreen)
        assert stage.state.people[0].history[-1].at == at(90)
        await stage.press("u")
        assert stage.state.people[0].presence is Presence.PRESENT
        await stage.press("q")
        assert stage.shows(HomeScreen)
        assert "ended 20:30, 3 days ago; c closes it" in words(stage)

    tell(story, left_in_a_turn(DAYS))


def test_leaving_the_last_look_leaves_the_session_as_it_was() -> None:
    workplace = left_in_a_turn(DAYS)
    (row,) = workplace.store.summaries.newest()
    before = workplace.kept.left_at(row)

    async def story(stage: Stage) -> None:
        await stage.press("c", "p", "q", "q")
        assert stage.shows(HomeScreen)
        assert stage.app.session is None
        now = workplace.kept.left_at(row)
        assert (now.acted, now.seen) == (before.acted, before.seen)
        assert workplace.store.summaries.newest() == (row,)

    tell(story, workplace)


def test_a_note_that_was_never_finished_is_finished_as_of_then() -> None:
    workplace = left_in_a_turn(0)
    (row,) = workplace.store.summaries.newest()
    workplace.resume(row.session)
    workplace.held.keep_draft("note:takeaway", "takeaway", "Ask twi")
    workplace.leave()
    clock = workplace.clock
    assert isinstance(clock, FastClock)
    clock.advance(DAYS * 60)

    async def story(stage: Stage) -> None:
        await stage.press("c")
        assert "a note is unfinished" in words(stage)
        await stage.press("end", "enter")
        assert stage.shows(LiveScreen)
        await stage.type("ce")
        await stage.press("enter")
        (note,) = stage.state.notes
        assert (note.text, note.at) == ("Ask twice", at(90))
        assert "1 takeaway written down" in words(stage)
        stage.screen.say("")
        await stage.settle()
        assert "It ended 20:30 on 22 Nov, and what is done now is as of then" in words(stage)
        await stage.press("x", "ctrl+s")
        assert stage.shows(ClosedScreen)
        assert stage.state.closed == at(90)

    tell(story, workplace)


def test_one_that_leaves_nothing_is_gone_once_it_is_closed() -> None:
    clock = still_clock(0)
    workplace = a_workplace(clock)
    held_of_two(workplace)
    workplace.leave()
    clock.advance(DAYS * 60)

    async def story(stage: Stage) -> None:
        await stage.press("c")
        assert "It counts up to 19:30 on 22 Nov, and nothing after that." in words(stage)
        await stage.press("ctrl+s")
        assert "nothing of it is kept" in words(stage)
        await stage.press("q")
        assert "Our Tuesday" not in words(stage)

    tell(story, workplace)
    assert left_of_it(workplace.locations.data.parent) == set()


def test_where_the_disk_refuses_the_closing_can_be_taken_back(tmp_path: Path) -> None:
    async def story(stage: Stage) -> None:
        stage.app.workplace.documents = tmp_path / "file"
        (tmp_path / "file").write_text("in the way", "utf-8")
        await stage.press("c", "ctrl+s")
        assert stage.shows(ClosingScreen)
        assert "Not written" in words(stage)
        closed = stage.state
        assert closed.closed == at(90)
        await stage.press("u")
        assert stage.state.closed is None
        assert "Before closing, as of 20:30" in words(stage)
        await stage.press("q")
        assert "c closes it as of 20:30" in words(stage)

    tell(story, left_in_a_turn(DAYS))


# --- going on with it all the same ---------------------------------------------------------------


@pytest.mark.parametrize("key", ["enter", "b"])
def test_gone_on_with_days_later_the_days_are_a_break_and_another_end_can_be_set(key: str) -> None:
    async def story(stage: Stage) -> None:
        await stage.at_once(key)
        assert stage.shows(LiveScreen)
        assert "The 3 days since 22 Nov 19:12 are a break. t sets another end." in words(stage)
        assert running_seconds(stage) == 2 * 60
        assert "3 days over" in words(stage)
        await stage.at_once("t", "enter")
        assert "over" not in stage.lines[0]
        assert stage.state.hard_end > stage.clock.now().session

    tell(story, left_in_a_turn(DAYS))


# --- files that were not written -----------------------------------------------------------------


def closed_without_files() -> Workplace:
    """Killed between closing and writing, a day ago."""
    workplace = left_in_a_turn(0, WriteNote(NoteKind.TAKEAWAY, "Ask twice"), CloseSession())
    clock = workplace.clock
    assert isinstance(clock, FastClock)
    clock.advance(24 * 3600)
    return workplace


def test_files_that_a_kill_kept_from_being_written_are_written_by_one_key() -> None:
    async def story(stage: Stage) -> None:
        assert "its files are not written yet; c writes them" in words(stage)
        await stage.press("end")
        assert "c write its files" in stage.keys_line
        await stage.press("enter")
        assert stage.shows(ReadingScreen), "enter only looks, as at any past session"
        await stage.press("q", "c")
        assert "Closed, and not written yet" in words(stage)
        await stage.press("ctrl+s")
        assert stage.shows(ClosedScreen)
        assert stage.state.closed == at(12)
        await stage.press("q")
        assert "not written" not in words(stage)

    tell(story, closed_without_files(), (80, 40))


def test_a_session_whose_files_are_written_has_no_such_key() -> None:
    workplace = left_in_a_turn(0, CloseSession(), RecordOutcomes(()))

    async def story(stage: Stage) -> None:
        await stage.press("end")
        assert "write" not in stage.keys_line
        await stage.press("c")
        assert stage.shows(HomeScreen)

    tell(story, workplace)


# --- never begun ---------------------------------------------------------------------------------


def never_begun() -> Workplace:
    clock = still_clock(0)
    workplace = a_workplace(clock)
    begin(workplace)
    workplace.leave()
    clock.advance(DAYS * 60)
    return workplace


def test_one_that_was_never_begun_is_removed_when_that_is_said_twice() -> None:
    workplace = never_begun()

    async def story(stage: Stage) -> None:
        assert "prepared, not begun; enter begins it now, x removes it" in words(stage)
        chosen = stage.screen.query_one(Choices).chosen or ""
        assert not chosen.startswith(SESSION), "nobody is asked about it"
        await stage.press("home", "x")
        assert "x again removes it for good, 8 names with it." in words(stage)
        assert workplace.store.summaries.newest()
        await stage.press("x")
        assert "Removed for good." in words(stage)
        assert "Go on" not in stage.text
        assert workplace.store.summaries.newest() == ()

    tell(story, workplace)


def test_what_was_asked_of_one_is_not_taken_as_said_of_another() -> None:
    workplace = never_begun()
    begin(workplace)
    workplace.leave()

    async def story(stage: Stage) -> None:
        await stage.press("home", "x", "down", "x")
        assert "x again removes it" in words(stage)
        assert len(workplace.store.summaries.newest()) == 2

    tell(story, workplace)


def test_begun_now_it_is_set_when_it_ends() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("home", "enter")
        assert "was to begin 22 Nov 19:00, 3 days ago" in words(stage)
        assert "It was to end 22 Nov 20:30. t sets when it ends now; . begins." in words(stage)
        await stage.at_once("t", "enter", "full_stop")
        assert "on time · ends 10:30" in words(stage)

    tell(story, never_begun())


# --- many, and hostile ---------------------------------------------------------------------------


def test_many_that_were_left_open_leave_room_for_what_is_new() -> None:
    clock = still_clock(0)
    workplace = a_workplace(clock)
    for number in range(12):
        session = begin(workplace)
        session.dispatch(NextItem())
        session.dispatch(CallSession(f"[@click=app.quit]Number {number}[/] [b]"))
        clock.advance(60)
    workplace.leave()
    clock.advance(DAYS * 60)

    async def story(stage: Stage) -> None:
        rows = [one for one, _ in stage.screen.query_one(Choices).choices if one]
        assert sum(one.startswith(SESSION) for one in rows) == 3
        told = [" ".join("".join(piece.text for line in lines for piece in line).split())
                for _, lines in stage.screen.query_one(Choices).choices]  # fmt: skip
        assert "and 9 more; coreflect sessions list shows them" in told
        assert "[@click=app.quit]Number 11[/] [b]" in words(stage)
        assert stage.screen.query_one(Choices).chosen == rows[0]
        await stage.press("c")
        assert stage.shows(ClosingScreen)
        assert "[@click=app.quit]Number 11[/]" in words(stage)

    tell(story, workplace)


def running_seconds(stage: Stage) -> float:
    running = stage.state.running
    assert running
    return item_seconds(stage.state, running, stage.clock.now().session)

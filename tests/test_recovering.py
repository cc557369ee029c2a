"""A damaged database is recovered beside what goes on: it says how far it is, and can be left."""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from threading import Event

import pytest

from coreflect_tui.core.formats import NoteKind
from coreflect_tui.core.intents import NextItem, WriteNote
from coreflect_tui.core.telling import Told, untold
from coreflect_tui.locations import locations
from coreflect_tui.recovering import Recovering
from coreflect_tui.store import StoreError, UnsoundFile
from coreflect_tui.store.damage.recovery import Recovery
from coreflect_tui.tui.screens.home import HomeScreen
from coreflect_tui.tui.screens.setup import SetupScreen
from coreflect_tui.workplace import Workplace
from stage import Stage, a_workplace, begin, play

LONG = 20.0
"""Seconds that nothing here takes."""


class Held(Recovery):
    """A recovery that stops at its first session until it is let go on."""

    begun: Event
    gate: Event
    told: list[tuple[int, int]]

    def recover(
        self, damage: UnsoundFile, although_sound: bool = False, told: Told | None = None
    ) -> None:
        def tell(done: int, of: int) -> None:
            self.told.append((done, of))
            (told or untold)(done, of)
            if of:
                self.begun.set()
                assert self.gate.wait(LONG)

        super().recover(damage, although_sound, tell)


@pytest.fixture
def file() -> Path:
    """The database of a few sessions, without its first page."""
    workplace = a_workplace()
    for _ in range(3):
        begin(workplace)
    workplace.close()
    path = workplace.store.path
    with path.open("r+b") as opened:
        opened.write(bytes(4096))
    return path


@pytest.fixture
def held(file: Path) -> Iterator[Workplace]:
    """The program started on it, its recovery held."""
    workplace = a_workplace()
    workplace._recovery = recovery = Held(file.parent, workplace._today, workplace._held_id)
    workplace._own_store.mend_with(recovery)
    recovery.begun, recovery.gate, recovery.told = Event(), Event(), []
    yield workplace
    recovery.gate.set()
    workplace.close()


def go_on(workplace: Workplace) -> None:
    recovery, recovering = workplace._recovery, workplace.recovering
    assert isinstance(recovery, Held)
    assert recovering
    recovery.gate.set()
    recovering._thread.join(LONG)


# --- on the screen ------------------------------------------------------------------------------


def test_the_start_screen_says_how_far_it_is_and_goes_on_answering(held: Workplace) -> None:
    async def story(stage: Stage) -> None:
        how_far = "Recovering a damaged database: 0 of 3 sessions. New ones can begin meanwhile."
        assert how_far in stage.words
        await stage.press("question_mark")
        assert "What can be done here" in stage.text
        await stage.press("q")
        assert how_far in stage.words
        await stage.start_ips()
        assert stage.shows(SetupScreen)
        await stage.press("escape")
        assert stage.shows(HomeScreen)
        assert how_far in stage.words
        go_on(held)
        stage.app.show()
        await stage.settle()
        assert "3 sessions recovered in full" in stage.words
        assert stage.words.count("prepared") == 3

    play(story, HomeScreen, workplace=held)


def test_the_chosen_row_stays_where_somebody_moved_meanwhile(held: Workplace) -> None:
    async def story(stage: Stage) -> None:
        assert isinstance(stage.screen, HomeScreen)
        await stage.press("down", "down")
        chosen = stage.screen.choices.chosen
        go_on(held)
        stage.app.show()
        await stage.settle()
        assert stage.screen.choices.chosen == chosen

    play(story, HomeScreen, workplace=held)


def test_the_program_can_be_left_meanwhile(held: Workplace, file: Path) -> None:
    damaged = file.read_bytes()

    async def story(stage: Stage) -> None:
        assert held.recovering
        held.recovering._is_left.set()
        go_on(held)
        await stage.press("q")
        assert stage.app.return_code == 0

    play(story, HomeScreen, workplace=held)
    assert file.read_bytes() == damaged
    assert not list(file.parent.glob(".*"))
    again = a_workplace()
    assert len(again.store.summaries.newest()) == 3
    again.close()


def test_where_it_cannot_be_that_is_said(file: Path) -> None:
    holder = a_workplace()
    begin(holder)
    assert holder.held.hold

    async def story(stage: Stage) -> None:
        assert "Earlier sessions cannot be read; new ones can begin. The database is" in stage.words
        assert "is open in another window" in stage.words
        assert "IPS co-reflection" in stage.text

    try:
        with file.open("r+b") as opened:
            opened.write(bytes(4096))
        play(story, HomeScreen)
    finally:
        holder.close()


# --- without a screen ---------------------------------------------------------------------------


def test_a_session_can_begin_meanwhile_and_is_kept_with_the_others(held: Workplace) -> None:
    assert not held.recovered()
    assert isinstance(held._recovery, Held)
    assert held._recovery.begun.wait(LONG)
    held.random = Random(8)
    session = begin(held)
    assert session.unsaved
    assert session.unsaved.reason == "the database is damaged, and it is just being recovered"
    session.dispatch(NextItem())
    session.dispatch(WriteNote(NoteKind.TAKEAWAY, "meanwhile"))
    go_on(held)
    assert held.recovered()
    session.save_waiting()
    assert not held.held.unsaved
    assert len(held.store.summaries.newest()) == 4
    assert "3 sessions recovered in full" in held.told_of_damage()


def test_it_tells_of_each_session_from_the_first_to_the_last(held: Workplace) -> None:
    held.recovered()
    go_on(held)
    assert held.recovered()
    recovery = held._recovery
    assert isinstance(recovery, Held)
    counted = [one for one in recovery.told if one[1]]
    assert recovery.told[0] == (0, 0), "while rows are read"
    assert counted == sorted(counted)
    assert counted[0] == (0, 3)
    assert counted[-1] == (2, 3)


def test_a_sound_database_needs_no_recovery() -> None:
    workplace = a_workplace()
    assert workplace.recovered()
    assert workplace.recovering is None
    workplace.close()


def test_what_goes_wrong_is_raised_where_it_is_waited_for() -> None:
    def refuses(_: Told) -> None:
        raise StoreError("the disk is full")

    with pytest.raises(StoreError, match="full"):
        Recovering(refuses).wait(LONG)


def test_whoever_opens_it_by_a_command_is_told_too(file: Path) -> None:
    heard: list[tuple[int, int]] = []
    workplace = Workplace(locations(), told=lambda done, of: heard.append((done, of)))
    assert len(workplace.store.summaries.newest()) == 3
    assert (1, 3) in heard
    workplace.close()
    assert file.exists()

"""Notices: they go by themselves, what went wrong waits for a key, and all can be read again."""

from pathlib import Path

import pytest
from textual.events import MouseDown

from album import Album
from coreflect_tui.core.formats import NoteKind
from coreflect_tui.core.intents import GoToItem, NextItem, SetPresence, WriteNote
from coreflect_tui.core.person import Presence
from coreflect_tui.rehearsal.cast import cast_for
from coreflect_tui.tui.coach import Coach
from coreflect_tui.tui.notices import A_SECOND, LEAST, MOST, NoticeLine, Notices, Tone
from coreflect_tui.tui.screens.cover import CoverScreen
from coreflect_tui.tui.screens.home import READING, HomeScreen
from coreflect_tui.tui.screens.live import LiveScreen
from coreflect_tui.tui.screens.log import LogScreen
from coreflect_tui.tui.screens.notes import NotesScreen
from coreflect_tui.tui.view.log import KEPT, NOTHING, Said, log_lines
from coreflect_tui.tui.view.pieces import plain, width_of
from stage import SIZES, Stage, a_workplace, begin, play, play_home, still_clock

FOLDER = Path(__file__).parent / "golden"
CLOSED = "The room is closed to newcomers; whoever was in may return."
ALL_READ = LEAST + len(CLOSED) / A_SECOND


async def a_second_later(stage: Stage, seconds: float = 1) -> None:
    stage.clock.advance(seconds)
    stage.app.show()
    await stage.settle()


async def closed_room(stage: Stage) -> None:
    await stage.does(NextItem())
    await stage.press("o")
    assert CLOSED in stage.words


# --- how long they stay ---------------------------------------------------------------------------


def test_a_notice_goes_once_it_could_be_read_in_a_calm_moment() -> None:
    async def story(stage: Stage) -> None:
        await closed_room(stage)
        await a_second_later(stage, ALL_READ - 1)
        assert CLOSED in stage.words
        await a_second_later(stage, 1)
        assert CLOSED not in stage.words

    play(story)


def test_a_longer_one_stays_longer() -> None:
    notices, short, long = Notices(), NoticeLine(), NoticeLine()
    notices.pass_to(0, 1)
    short.put("Done.")
    long.put("word " * 40)
    for line in (short, long):
        assert not line.look(notices)
    notices.pass_to(LEAST + 5, 1)
    assert short.look(notices)
    assert not long.look(notices)
    notices.pass_to(LEAST + 20, 1)
    assert long.look(notices)
    assert long.sentence == ""


def test_it_is_counted_from_when_it_can_be_seen() -> None:
    notices, line = Notices(), NoticeLine()
    notices.pass_to(0, 1)
    line.put("Done.")
    notices.pass_to(100, 1)
    assert not line.look(notices)
    notices.pass_to(100 + LEAST / 2, 1)
    assert not line.look(notices)


def test_what_was_refused_stays_until_the_next_key() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("u")
        await stage.press("z")
        refused = stage.screen._notice
        assert refused
        await a_second_later(stage, 600)
        assert refused in stage.words
        await stage.at_once("f5")
        await a_second_later(stage)
        assert refused not in stage.words

    play(story)


def test_a_click_is_as_good_as_a_key() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("z")
        refused = stage.screen._notice
        assert refused
        stage.app.post_message(MouseDown(None, 70, 16, 0, 0, 1, False, False, False))
        await stage.settle()
        await a_second_later(stage)
        assert refused not in stage.words

    play(story)


def test_a_question_is_answered_by_the_same_key_and_by_no_later_one() -> None:
    async def story(stage: Stage) -> None:
        await in_a_round(stage)
        asked = stage.state
        await stage.press(".")
        assert stage.state is asked
        await a_second_later(stage, 60)
        assert stage.screen._notice
        await stage.press("a", "q")
        await stage.press(".")
        assert stage.state is asked
        await stage.press(".")
        assert stage.state is not asked

    play(story)


async def in_a_round(stage: Stage) -> None:
    here = SetPresence(("p1", "p2", "p3", "p4"), Presence.PRESENT)
    await stage.does(here, NextItem(), GoToItem("check-in"))


def test_what_helps_with_a_line_stays_as_long_as_the_line_and_is_not_kept() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("a", "/")
        await stage.type("bo")
        hint = stage.screen._notice
        assert hint
        await a_second_later(stage, 600)
        assert hint in stage.words
        await stage.at_once("escape")
        assert stage.screen._notice == ""
        assert list(stage.app.notices) == []

    play(story)


def test_in_a_rehearsal_the_seconds_are_those_of_whoever_looks() -> None:
    notices, line = Notices(), NoticeLine()
    notices.pass_to(0, 30)
    line.put("Done.")
    line.look(notices)
    notices.pass_to(30 * LEAST, 30)
    assert not line.look(notices)
    notices.pass_to(30 * (LEAST + 1), 30)
    assert line.look(notices)
    clock = still_clock()
    workplace = a_workplace(clock)
    coach = Coach(cast_for(begin(workplace).state.people, 3), clock, 0)
    clock.speed = 30
    assert coach.pace == 30
    workplace.close()


def test_the_start_screen_says_that_it_reads_until_it_has_read() -> None:
    assert plain((HomeScreen().quiet_line(),)) == READING

    async def story(stage: Stage) -> None:
        assert READING not in stage.words

    play_home(story)


# --- the log --------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_log_at_each_size(size: tuple[int, int]) -> None:
    album = Album(FOLDER, size)

    async def story(stage: Stage) -> None:
        await stage.at_once("L")
        album.take("log-empty", stage)
        await stage.at_once("q", "z")
        stage.at(2)
        await closed_room(stage)
        stage.at(20)
        await stage.press("u", "u", "a", "down", "w", "T", "q")
        await stage.at_once("L")
        album.take("log", stage)

    play(story, size=size)
    album.check(("log-empty", "log"))


def test_it_is_reached_from_help_and_from_the_start_screen() -> None:
    async def live(stage: Stage) -> None:
        await closed_room(stage)
        await stage.at_once("question_mark", "L")
        assert stage.shows(LogScreen)
        assert f"18:54 {CLOSED}" in stage.words
        await stage.at_once("q", "q")
        assert stage.shows(LiveScreen)
        await stage.press("q")
        assert stage.shows(HomeScreen)
        await stage.at_once("L")
        assert CLOSED in stage.words
        await stage.at_once("0")
        assert CLOSED not in stage.text

    play(live)


def test_what_is_said_behind_the_cover_is_kept_and_waits_to_be_seen() -> None:
    async def story(stage: Stage) -> None:
        await stage.at_once("0")
        stage.app.say("Bo would like to know.")
        await a_second_later(stage, 600)
        assert stage.shows(CoverScreen)
        await stage.at_once("0")
        assert "Bo would like to know." in stage.words
        await a_second_later(stage, 60)
        assert "Bo would like to know." not in stage.words
        await stage.at_once("L")
        assert "Bo would like to know." in stage.words

    play(story)


def test_no_more_is_kept_than_the_last_of_it() -> None:
    notices = Notices()
    for number in range(MOST + 5):
        notices.keep(f"Number {number}", Tone.DONE, "19:00")
    said = list(notices)
    assert len(said) == MOST
    assert said[0].sentence == f"Number {MOST + 4}"


def test_the_same_again_is_counted() -> None:
    notices = Notices()
    for time in ("19:00", "19:01", "19:02"):
        notices.keep("Not now.", Tone.WARNING, time)
    (one,) = notices
    assert (one.time, one.times, one.warning) == ("19:02", 3, True)
    assert "19:02 ! Not now. ×3" in plain(log_lines(notices, 60))


def test_long_sentences_are_wrapped_under_their_time() -> None:
    said = (Said("19:00", "word " * 60), Said("18:59", "Short."))
    lines = log_lines(said, 40)
    assert all(width_of(line) <= 40 for line in lines[2:])
    text = plain(lines)
    assert text.count("word") == 60
    assert text.startswith(KEPT)
    assert "\n18:59   Short." in text
    assert plain(log_lines((), 40)).startswith(NOTHING)


# --- nothing of it stays where words are to be gone --------------------------------------------


def test_a_strike_takes_all_that_was_said_so_far() -> None:
    async def story(stage: Stage) -> None:
        await stage.does(NextItem(), WriteNote(NoteKind.TAKEAWAY, "Somebody wept"))
        stage.app.say("Somebody wept, and more.")
        await stage.press("v", "X")
        assert any("wept" in one.sentence for one in stage.app.notices)
        await stage.press("X")
        assert stage.shows(NotesScreen)
        assert stage.state.notes == ()
        assert not any("wept" in one.sentence for one in stage.app.notices)
        await stage.press("q")
        assert "wept" not in stage.text

    play(story)


def test_nothing_is_kept_of_a_session_that_is_removed() -> None:
    async def story(stage: Stage) -> None:
        stage.app.say("Bo would like to know.")
        stage.app.removed(stage.state, ())
        await stage.settle()
        assert list(stage.app.notices) == []

    play(story)


def test_nothing_of_it_is_written_to_the_disk() -> None:
    async def story(stage: Stage) -> None:
        stage.app.say("Bo would like to know.")
        await stage.press("q")
        data = stage.app.workplace.locations.data
        assert not [one for one in data.rglob("*") if b"like to know" in one.read_bytes()]

    play(story)

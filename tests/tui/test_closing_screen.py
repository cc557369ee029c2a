"""Before closing: mending, one's own word on full participation, looking, writing."""

import asyncio
import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from coreflect_tui.core.decide.answer import Refusal
from coreflect_tui.core.formats import NoteKind
from coreflect_tui.core.intents import CloseSession, GoToItem, NextItem, SetPresence, WriteNote
from coreflect_tui.core.person import FullMark, Presence
from coreflect_tui.core.state import Shared
from coreflect_tui.preparation import prepare_session
from coreflect_tui.settings import Settings
from coreflect_tui.tui.screens.closed import ClosedScreen
from coreflect_tui.tui.screens.closing import ClosingScreen
from coreflect_tui.tui.screens.home import HomeScreen
from coreflect_tui.tui.screens.live import LiveScreen
from coreflect_tui.tui.screens.notes import NotesScreen
from coreflect_tui.tui.screens.people import PeopleScreen
from coreflect_tui.tui.screens.reading import ReadingScreen
from stage import FACILITATOR, INVITED, Stage, a_workplace, ips, options, play


async def before_closing(stage: Stage) -> None:
    """Three here, one note that names somebody, the last item running."""
    stage.at(0)
    await stage.does(SetPresence(("p1", "p2", "p3"), Presence.PRESENT), NextItem())
    await stage.does(GoToItem("harvest"), WriteNote(NoteKind.HARVEST, "What Cy asked"))
    stage.at(90)
    await stage.press("x")
    assert stage.shows(ClosingScreen)


async def choose(stage: Stage, words: str) -> None:
    """Go down from the first line to the one that has those words."""
    from coreflect_tui.tui.view.pieces import plain
    from coreflect_tui.tui.widgets.choices import Choices

    choices = stage.screen.query_one(Choices).choices
    wanted = next((name for name, lines in choices if name and words in plain(lines)), None)
    assert wanted, f"nothing says {words!r}"
    await stage.press("home")
    for _ in choices:
        if stage.screen.query_one(Choices).chosen == wanted:
            return
        await stage.press("down")
    raise AssertionError(f"{wanted} cannot be reached")


def full_mark(stage: Stage, person_id: str) -> FullMark | None:
    person = stage.state.person(person_id)
    assert person
    return person.full_mark


def test_enter_goes_to_where_a_line_can_be_mended() -> None:
    async def story(stage: Stage) -> None:
        await before_closing(stage)
        await choose(stage, "a harvest note names someone here")
        await stage.press("enter")
        assert stage.shows(NotesScreen)
        await stage.press("o")
        assert stage.state.notes[0].text == "What someone asked"
        await stage.press("q")
        assert "names someone here" not in stage.words
        await choose(stage, "Bo: took part in full?")
        await stage.press("enter")
        assert stage.shows(PeopleScreen)
        await stage.press("l", "q")
        assert stage.shows(ClosingScreen)
        bo = stage.state.person("p2")
        assert bo
        assert bo.presence is Presence.LEFT, "the person of the line was chosen"

    play(story)


def is_undecided(stage: Stage, name: str) -> bool:
    return f"{name}: took part in full?" in stage.words


def test_one_key_is_one_s_own_word_and_what_was_open_stays_as_its_reason() -> None:
    async def story(stage: Stage) -> None:
        await before_closing(stage)
        await choose(stage, "Bo: took part in full?")
        assert "A all yes, Y or N with a reason; or leave it." in stage.words
        await stage.press("y")
        mark = full_mark(stage, "p2")
        assert mark
        assert mark.full
        assert "open was: sharing in “Check-in round” is not recorded" in mark.reason or (
            "open was: “Check-in round” was not held" in mark.reason
        )
        assert "Bo: took part in full, by your word; u takes it back." in stage.words
        assert not is_undecided(stage, "Bo")
        await choose(stage, "Cy: took part in full?")
        await stage.press("n")
        mark = full_mark(stage, "p3")
        assert mark
        assert not mark.full
        await stage.press("u")
        assert full_mark(stage, "p3") is None
        assert is_undecided(stage, "Cy")

    play(story)


def test_a_reason_of_one_s_own_is_another_key_and_may_stay_empty() -> None:
    async def story(stage: Stage) -> None:
        await before_closing(stage)
        await choose(stage, "Bo: took part in full?")
        await stage.press("Y")
        assert "why (for you alone):" in stage.text
        await stage.type("shared by phone")
        await stage.press("enter")
        assert full_mark(stage, "p2") == FullMark(True, "shared by phone")
        await choose(stage, "Cy: took part in full?")
        await stage.press("N", "enter")
        mark = full_mark(stage, "p3")
        assert mark
        assert mark.reason.startswith("decided at closing; open was: ")
        assert not mark.full

    play(story)


def test_everyone_who_is_undecided_is_settled_by_one_key_and_taken_back_by_one() -> None:
    async def story(stage: Stage) -> None:
        await before_closing(stage)
        await choose(stage, "Bo: took part in full?")
        await stage.press("n", "home")
        assert "A all in full" in stage.keys_line
        await stage.press("A")
        assert "2 people: took part in full, by your word" in stage.words
        marks = [full_mark(stage, one) for one in ("p1", "p2", "p3")]
        assert [one.full for one in marks if one] == [True, False, True]
        assert "took part in full 2" in stage.words
        assert "all in full" not in stage.keys_line
        await stage.press("u")
        assert [one.full_mark is None for one in stage.state.people[:3]] == [True, False, True]
        assert is_undecided(stage, "Ana")
        assert is_undecided(stage, "Cy")

    play(story)


def how_shared(stage: Stage) -> dict[str, Shared | None]:
    here = ("p1", "p2", "p3")
    return {one.person: one.how for one in stage.state.rounds[0].turns if one.person in here}


def test_those_of_a_line_have_shared_by_one_key() -> None:
    async def story(stage: Stage) -> None:
        stage.at(0)
        here = SetPresence(("p1", "p2", "p3"), Presence.PRESENT)
        await stage.does(here, NextItem(), GoToItem("check-in"))
        stage.at(10)
        await stage.does(GoToItem("harvest", leaving=True))
        await stage.press("x")
        await choose(stage, "not recorded in “Check-in round”: Bo, Cy")
        assert "s shared" in stage.keys_line
        await stage.press("c")
        assert "2 people: shared in the chat." in stage.words
        assert how_shared(stage) == {"p2": Shared.CHAT, "p3": Shared.CHAT}
        await stage.press("u")
        await choose(stage, "not recorded in “Check-in round”: Bo, Cy")
        await stage.press("s")
        assert how_shared(stage) == {"p2": Shared.ALOUD, "p3": Shared.ALOUD}

    play(story)


def test_preview_shows_both_files_and_writes_nothing() -> None:
    async def story(stage: Stage) -> None:
        await before_closing(stage)
        await stage.press("p")
        assert stage.shows(ReadingScreen)
        assert "Ana Bo Cy" in stage.words
        assert not stage.app.workplace.documents.exists()
        await stage.press("q")
        assert stage.shows(ClosingScreen)
        assert stage.state.closed is None

    play(story)


def test_notes_that_were_looked_through_are_not_asked_about_until_one_changes() -> None:
    async def story(stage: Stage) -> None:
        await before_closing(stage)
        assert "does a note tell of someone" in stage.words
        await stage.press("v", "q")
        assert "does a note tell of someone" not in stage.words
        assert "✓ you looked the notes through" in stage.words
        await stage.does(WriteNote(NoteKind.HARVEST, "One more"))
        assert "does a note tell of someone" in stage.words

    play(story, size=(80, 40))


def test_writing_closes_and_says_where_the_files_are() -> None:
    async def story(stage: Stage) -> None:
        await before_closing(stage)
        await stage.press("ctrl+s")
        assert stage.state.closed
        files = {Path(one.path).relative_to(documents).as_posix() for one in stage.state.written}
        assert {"/".join(one.split("/")[1:]) for one in files} == {
            "send/attendees.csv",
            "send/attendees.md",
            "send/attendee list.eml",
            "group/harvest.md",
            "group/harvest.html",
        }
        assert all(Path(one.path).is_file() for one in stage.state.written)
        assert "its files are written" in stage.words
        await stage.press("q")
        assert stage.shows(HomeScreen)
        assert "Past" in stage.text
        assert "left off" not in stage.text

    workplace = a_workplace()
    documents = workplace.documents
    play(story, workplace=workplace)


def test_another_folder_for_this_time(tmp_path: Path) -> None:
    async def story(stage: Stage) -> None:
        await before_closing(stage)
        await stage.press("f")
        await stage.press("ctrl+u")
        await stage.paste(str(tmp_path / "elsewhere"))
        await stage.press("enter")
        await stage.press("ctrl+s")
        assert stage.state.written
        assert all(
            Path(one.path).is_relative_to(tmp_path / "elsewhere") for one in stage.state.written
        )

    play(story)


def test_a_folder_that_refuses_is_said_and_another_one_taken(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")

    async def story(stage: Stage) -> None:
        await before_closing(stage)
        await stage.press("ctrl+s")
        assert stage.shows(ClosingScreen)
        closed = stage.state
        assert closed.closed, "closed first, so that nothing waits for a disk"
        assert closed.written == ()
        assert "f chooses another folder." in stage.words
        await stage.press("f", "ctrl+u")
        await stage.paste(str(tmp_path / "good"))
        await stage.press("enter", "ctrl+s")
        assert len(stage.state.written) == 5
        assert stage.shows(ClosedScreen)

    play(
        story, workplace=a_workplace(settings=Settings(documents=str(tmp_path / "file" / "below")))
    )


def test_leaving_closes_nothing() -> None:
    async def story(stage: Stage) -> None:
        await before_closing(stage)
        await stage.press("q")
        assert stage.shows(LiveScreen)
        assert stage.state.closed is None
        assert stage.state.running

    play(story)


def test_a_closed_session_that_was_not_written_is_left_for_home() -> None:
    async def story(stage: Stage) -> None:
        await before_closing(stage)
        await stage.does(CloseSession())
        assert "The session is closed; its files are not written yet." in stage.words
        await stage.press("q")
        assert stage.shows(HomeScreen)

    play(story)


def test_notes_are_changed_left_out_kept_and_removed() -> None:
    async def story(stage: Stage) -> None:
        await stage.does(
            WriteNote(NoteKind.TOPIC, "Cy and power"),
            WriteNote(NoteKind.TAKEAWAY, "Bo said: wait"),
            WriteNote(NoteKind.QUOTE, "Ask twice"),
        )
        await stage.press("v", "down")
        await stage.press("x")
        assert stage.state.notes[0].left_out
        assert "left out" in stage.words
        await stage.press("x", "k")
        assert stage.state.notes[0].name_kept
        assert "the name stays" in stage.words
        await stage.press("enter")
        await stage.type(" a little")
        await stage.press("enter")
        assert stage.state.notes[0].text == "Bo said: wait a little"
        await stage.press("down", "delete")
        assert [note.text for note in stage.state.notes] == ["Bo said: wait a little"]
        await stage.press("up", "o")
        assert stage.state.topics[0].title == "Someone and power"
        await stage.press("x")
        assert "A topic is listed" in stage.words
        await stage.press("enter")
        await stage.type("!")
        await stage.press("enter")
        assert stage.state.topics[0].title == "Someone and power!"
        await stage.press("delete")
        assert stage.state.topics == ()
        await stage.press("u")
        assert len(stage.state.topics) == 1

    play(story)


# --- once it is closed ---------------------------------------------------------------------------


@pytest.fixture
def desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desktop whose opener notes what it is given; the file that it notes it in."""
    noted = tmp_path / "opened"
    os.mkfifo(noted)
    opener = tmp_path / "bin" / "xdg-open"
    opener.parent.mkdir()
    opener.write_text(f'#!/bin/sh\nprintf %s "$1" > "{noted}"\n')
    opener.chmod(0o755)
    monkeypatch.setenv("PATH", f"{opener.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("DISPLAY", ":0")
    return noted


@pytest.mark.skipif(sys.platform != "linux", reason="xdg-open is Linux's")
@pytest.mark.parametrize(
    ("key", "name", "words"),
    [
        ("m", "attendee list.eml", "your mail program"),
        ("h", "harvest.html", "your browser"),
    ],
)
def test_one_key_opens_what_was_written(desktop: Path, key: str, name: str, words: str) -> None:
    async def story(stage: Stage) -> None:
        await before_closing(stage)
        await stage.press("ctrl+s", key)
        assert Path(await asyncio.to_thread(desktop.read_text)).name == name
        assert f"Opening it in {words}." in stage.words

    play(story)


def test_without_a_desktop_it_says_where_the_file_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    async def story(stage: Stage) -> None:
        await before_closing(stage)
        await stage.press("ctrl+s", "m")
        assert "please open it yourself. Its place stands on top." in stage.words
        written = next(one for one in stage.state.written if one.path.endswith(".eml"))
        assert written.path.replace(" ", "") in stage.text.replace(" ", "").replace("\n", "")

    play(story)


def test_a_format_that_leaves_no_files_closes_without_any() -> None:
    workplace = a_workplace()
    prepared = prepare_session(
        replace(ips(), outcomes=()), options(), [FACILITATOR], INVITED, workplace.random
    )
    assert not isinstance(prepared, Refusal)
    workplace.begin(*prepared)

    async def story(stage: Stage) -> None:
        await before_closing(stage)
        await stage.press("ctrl+s")
        assert stage.state.closed
        assert stage.state.written == ()
        assert "leaves no files" in stage.words
        assert "open the mail" not in stage.keys_line
        await stage.press("q")
        assert stage.shows(HomeScreen)

    play(story, workplace=workplace)
    assert not workplace.documents.exists()


@pytest.mark.parametrize("key", ["q", "question_mark"])
def test_a_window_that_is_resized_while_screens_go_does_no_harm(key: str) -> None:
    async def story(stage: Stage) -> None:
        await before_closing(stage)
        await stage.press("ctrl+s")
        await stage.pilot.resize_terminal(120, 40)
        await stage.pilot.resize_terminal(80, 24)
        await stage.press(key)
        assert stage.app.is_running
        assert stage.app.return_code in (None, 0)

    play(story)

"""Striking for good, by key: asked once, and gone from undo and from the disk."""

import sqlite3
from pathlib import Path

import pytest

from coreflect_tui.core.decide.answer import Refusal
from coreflect_tui.core.formats import NoteKind
from coreflect_tui.core.intents import AddTopic, NextItem, WriteNote
from coreflect_tui.tui.erasing import ERASING
from stage import Stage, a_workplace, play

SECRET = "wimberley did not want this written"


def data_of(folder: Path) -> bytes:
    """Every byte that is kept."""
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_x_twice_strikes_a_note_and_nothing_brings_it_back() -> None:
    workplace = a_workplace()

    async def story(stage: Stage) -> None:
        stage.at(0)
        await stage.does(NextItem(), WriteNote(NoteKind.TAKEAWAY, SECRET))
        assert SECRET.encode() in data_of(workplace.locations.data)
        await stage.press("v", "X")
        assert "X again erases these words for good" in stage.words
        assert [note.text for note in stage.state.notes] == [SECRET]
        await stage.press("X")
        assert [note.text for note in stage.state.notes] == []
        assert "Erased for good." in stage.words
        assert SECRET.encode() not in data_of(workplace.locations.data)
        await stage.press("u", "u")
        assert all(note.text != SECRET for note in stage.state.notes)
        assert SECRET not in stage.words

    play(story, workplace=workplace)


def test_another_key_in_between_takes_the_question_back() -> None:
    async def story(stage: Stage) -> None:
        stage.at(0)
        await stage.does(NextItem(), WriteNote(NoteKind.TAKEAWAY, SECRET))
        await stage.does(WriteNote(NoteKind.HARVEST, "The pace"))
        await stage.press("v", "X", "down", "up", "X")
        assert len(stage.state.notes) == 2
        assert "X again erases" in stage.words

    play(story)


def test_a_topic_is_struck_too() -> None:
    workplace = a_workplace()

    async def story(stage: Stage) -> None:
        stage.at(0)
        await stage.does(NextItem(), AddTopic(SECRET))
        await stage.press("v", "X", "X")
        assert stage.state.topics == ()
        assert SECRET.encode() not in data_of(workplace.locations.data)

    play(story, workplace=workplace)


def test_leaving_says_once_that_struck_words_are_still_on_the_disk() -> None:
    workplace = a_workplace()

    async def story(stage: Stage) -> None:
        stage.at(0)
        await stage.does(NextItem(), WriteNote(NoteKind.TAKEAWAY, SECRET))
        await stage.press("v")
        with sqlite3.connect(workplace.store.path, isolation_level=None) as other:
            other.execute("BEGIN IMMEDIATE")
            await stage.press("X", "X")
            assert SECRET not in stage.words
            await stage.press("q", "q")
            assert "Leaving again leaves all the same." in stage.words
            other.execute("ROLLBACK")
        other.close()
        stage.session.save_waiting()
        assert SECRET.encode() not in data_of(workplace.locations.data)

    play(story, workplace=workplace)


def test_a_second_x_long_after_the_question_asks_again() -> None:
    async def story(stage: Stage) -> None:
        stage.at(0)
        await stage.does(NextItem(), WriteNote(NoteKind.TAKEAWAY, SECRET))
        await stage.press("v", "X", "question_mark", "q")
        assert "X again" not in stage.words
        await stage.press("X")
        assert [note.text for note in stage.state.notes] == [SECRET]
        assert "X again erases" in stage.words

    play(story)


def test_where_erasing_takes_a_while_it_is_said_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coreflect_tui.tui.erasing.LARGE", 0)

    async def story(stage: Stage) -> None:
        seen: list[str] = []
        held = stage.app.workplace.held
        strike = held.strike

        def looked_at(about: str) -> Refusal | tuple[Path, ...]:
            seen.append(stage.words)
            return strike(about)

        monkeypatch.setattr(held, "strike", looked_at)
        await stage.does(NextItem(), WriteNote(NoteKind.TAKEAWAY, SECRET))
        await stage.press("v", "X", "X")
        (before,) = seen
        assert ERASING in before
        assert ERASING not in stage.words
        assert "Erased for good." in stage.words
        assert stage.state.notes == ()

    play(story)

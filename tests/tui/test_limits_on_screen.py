"""What is too long or too much is said where it was typed, and stays there."""

from coreflect_tui.core.formats import NoteKind
from coreflect_tui.core.intents import NextItem, WriteNote
from coreflect_tui.core.text import NOTE_LIMIT
from coreflect_tui.imports.chat import MOST_LINES
from coreflect_tui.tui.screens.live import LiveScreen
from coreflect_tui.tui.widgets.entry import Entry
from coreflect_tui.tui.widgets.one_line import OneLine
from stage import Stage, play

LONG = "word " * 1_000


def test_a_note_that_is_too_long_stays_a_draft() -> None:
    async def story(stage: Stage) -> None:
        await stage.does(NextItem())
        await stage.press("w", "h")
        await stage.paste(LONG)
        await stage.press("enter")
        assert not stage.state.notes
        assert f"A note has {NOTE_LIMIT:,} characters at most" in stage.words
        await stage.press("w", "h")
        line = stage.screen.query_one(OneLine)
        assert line.value.split() == LONG.split()
        line.value = line.value[: NOTE_LIMIT - 5]
        await stage.press("enter")
        assert stage.state.notes[0].text == LONG[: NOTE_LIMIT - 5].strip()

    play(story)


def test_a_change_that_is_too_long_can_be_gone_on_with() -> None:
    async def story(stage: Stage) -> None:
        await stage.does(NextItem(), WriteNote(NoteKind.HARVEST, "short"))
        await stage.press("v", "enter")
        await stage.paste(LONG)
        await stage.press("enter")
        assert [note.text for note in stage.state.notes] == ["short"]
        entry = stage.screen.query_one(Entry)
        assert entry.is_open
        assert entry.query_one(OneLine).value.count("word") == 1_000

    play(story)


def test_what_is_left_of_a_long_chat_is_said() -> None:
    async def story(stage: Stage) -> None:
        await stage.does(NextItem())
        await stage.press("w", "h")
        await stage.paste("".join(f"line number {one}\n" for one in range(MOST_LINES + 50)))
        assert stage.shows(LiveScreen)
        assert len(stage.state.notes) == MOST_LINES
        assert "50 lines were too many at once; please paste them again" in stage.words

    play(story)

"""Sessions of two that leave nothing, and a search for whatever is left of them."""

from dataclasses import replace
from pathlib import Path

from builders import START, a_format, sharing, talk
from coreflect_tui.core.decide.answer import Refusal
from coreflect_tui.core.formats import ClockStyle, Extent, Format, NoteKind, Place
from coreflect_tui.core.intents import (
    AddAttendee,
    CallSession,
    GiveTurnToName,
    Intent,
    NextItem,
    WriteNote,
)
from coreflect_tui.core.state import Options
from coreflect_tui.preparation import Invited, prepare_session
from coreflect_tui.session import Session
from coreflect_tui.workplace import Workplace

FORMAT: Format = replace(
    a_format(talk("arriving", 5), sharing("telling", 15), talk("parting", 10)),
    id="of-two",
    title="Reflection of two",
    people=Extent(2, 2, 4),
    attendance=False,
    clock=ClockStyle.QUIET,
)
SAID = ("Quüx", "Zebedee", "Yolanda", "Marmalade", "Half a sent", "Our Tuesday")
"""What stands in a session of `held`: names, a note, a draft, a title of its own."""


def held(workplace: Workplace, fmt: Format = FORMAT) -> Session:
    """A session in which people and words came in every way, in the middle of its round."""
    options = Options(START, 30, Place.ONLINE, 3600)
    prepared = prepare_session(
        fmt, options, [Invited("Quüx", "xe/xem")], [Invited("Zebedee")], workplace.random
    )
    assert not isinstance(prepared, Refusal), prepared.sentence
    session = workplace.begin(*prepared)
    done: tuple[Intent, ...] = (
        NextItem(),
        NextItem(),
        GiveTurnToName("Yolanda"),
        WriteNote(NoteKind.TAKEAWAY, "Marmalade helps"),
        CallSession("Our Tuesday"),
        AddAttendee("Somebody else"),
    )
    for intent in done:
        refusal = session.dispatch(intent)
        assert refusal is None, refusal.sentence
    workplace.held.keep_draft("note:harvest", "harvest", "Half a sentence")
    return session


def left(folder: Path, words: tuple[str, ...] = SAID) -> set[tuple[str, str]]:
    """Where words still stand under a folder, in names of files too: pairs of file and word."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {
        (path.name, word)
        for path in files
        for word in words
        if word.encode() in path.read_bytes() or word in path.name
    }

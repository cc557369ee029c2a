"""One evening as the screens show it, from before the start to the written files; whoever looks at
it takes what is to be seen at each place."""

from pathlib import Path
from typing import Protocol

from coreflect_tui.core.formats import NoteKind
from coreflect_tui.core.intents import (
    CloseRoom,
    CloseSession,
    EndTurn,
    GiveTurn,
    GoToItem,
    MarkShared,
    NextItem,
    PassTurn,
    RecordCoreTraining,
    RecordOutcomes,
    SetPresence,
    StartTopic,
    TickPoint,
    WriteNote,
)
from coreflect_tui.core.person import Presence
from coreflect_tui.core.state import Shared, WrittenFile
from coreflect_tui.workplace import Workplace
from stage import Stage, a_workplace, begin, still_clock

DOCUMENTS = Path("/home/ana/Documents/Co-reflection")
SESSION_FOLDER = f"{DOCUMENTS}/2026-11-22 1900 IPS co-reflection"
FILES = tuple(
    WrittenFile(outcome, f"{SESSION_FOLDER}/{name}", "0" * 64)
    for outcome, name in (
        ("attendees", "send/attendees.csv"),
        ("attendees", "send/attendees.md"),
        ("attendees", "send/attendee list.eml"),
        ("harvest", "group/harvest.md"),
        ("harvest", "group/harvest.html"),
    )
)


class Onlooker(Protocol):
    """Whoever looks at the evening."""

    def take(self, name: str, stage: Stage) -> None:
        """The screen as it is now, at the place of that name."""


async def the_evening(stage: Stage, looks: Onlooker) -> None:
    """All of it, on a live screen with a session of eight people that has not begun."""
    await beginning(stage, looks)
    await check_in(stage, looks)
    await topics(stage, looks)
    await ending(stage, looks)


async def beginning(stage: Stage, looks: Onlooker) -> None:
    looks.take("live-before", stage)
    await stage.at_once("question_mark")
    looks.take("help", stage)
    await stage.at_once("q")
    stage.at(1)
    await stage.does(NextItem())
    stage.at(4, 20)
    await stage.does(NextItem(), TickPoint(0), TickPoint(2))
    stage.at(6)
    await stage.does()
    looks.take("live-framing", stage)
    await stage.at_once("e")
    looks.take("words", stage)
    await stage.at_once("q")


async def check_in(stage: Stage, looks: Onlooker) -> None:
    here = tuple(stage.id_of(name) for name in ("Bo", "Cy", "Dee", "Eli", "Fay", "Gus"))
    await stage.does(SetPresence(here, Presence.PRESENT))
    stage.at(13)
    await stage.does(NextItem())
    stage.at(13, 30)
    await stage.does(GiveTurn(stage.id_of("Cy")))
    stage.at(14, 20)
    await stage.does(GiveTurn(stage.id_of("Fay")))
    stage.at(15, 10)
    await stage.does(PassTurn(), SetPresence((stage.id_of("Bo"),), Presence.AWAY))
    await stage.does(GiveTurn(stage.id_of("Eli")))
    stage.at(15, 58)
    await stage.does()
    looks.take("live-check-in", stage)
    await stage.at_once("slash")
    await stage.type("de")
    looks.take("live-by-name", stage)
    await stage.at_once("escape")
    await stage.does(RecordCoreTraining((stage.id_of("Dee"), stage.id_of("Cy")), True))
    await stage.at_once("a", "down", "down")
    looks.take("people", stage)
    await stage.at_once("q")
    await stage.does(GiveTurn(stage.id_of("Dee")))
    stage.at(17, 30)
    chat = MarkShared("check-in", (stage.id_of("Gus"),), Shared.CHAT)
    await stage.does(EndTurn(), chat, SetPresence((stage.id_of("Bo"),), Presence.LEFT))
    await stage.does(SetPresence((stage.id_of("Hal"),), Presence.NO_SHOW))
    looks.take("live-everyone-shared", stage)
    await stage.does(CloseRoom())


async def topics(stage: Stage, looks: Onlooker) -> None:
    await stage.does(NextItem(), NextItem())
    await stage.does(
        WriteNote(NoteKind.INTENTION, "Listening for what is not said"),
        WriteNote(NoteKind.TOPIC, "When fear comes between us"),
        WriteNote(NoteKind.TOPIC, "Power in a team"),
        WriteNote(NoteKind.REMINDER, "Ask about the next date"),
    )
    stage.at(30)
    await stage.does(NextItem())
    stage.at(45)
    await stage.does(NextItem(), StartTopic("t1"))
    stage.at(49, 30)
    await stage.does(WriteNote(NoteKind.TAKEAWAY, "Dee's question: what else could it be?"))
    looks.take("live-topics", stage)
    await stage.at_once("w")
    looks.take("live-kinds", stage)
    await stage.at_once("escape", "v")
    looks.take("notes", stage)
    await stage.at_once("q", "g")
    looks.take("agenda", stage)
    await stage.at_once("q", "T")
    looks.take("topics", stage)
    await stage.at_once("q", "z")
    stage.at(51)
    await stage.does()
    looks.take("live-paused", stage)
    await stage.at_once("z", "h")
    looks.take("live-held", stage)
    await stage.at_once("h")


async def ending(stage: Stage, looks: Onlooker) -> None:
    stage.at(75)
    await stage.does()
    await stage.at_once("f")
    looks.take("fit", stage)
    await stage.at_once("q")
    await stage.does(GoToItem("final"))
    stage.at(90, 10)
    await stage.does()
    looks.take("live-over-time", stage)
    await stage.at_once("x")
    looks.take("closing", stage)
    await stage.at_once("p")
    looks.take("preview", stage)
    await stage.at_once("q")
    await stage.does(CloseSession())
    stage.app.closed(FILES)
    await stage.settle()
    looks.take("written", stage)


def sessions_held() -> Workplace:
    """One session closed and written, one interrupted, one only prepared."""
    clock = still_clock(0)
    workplace = a_workplace(clock)
    closed = begin(workplace)
    for intent in (NextItem(), NextItem(), CloseSession(), RecordOutcomes(FILES)):
        closed.dispatch(intent)
        clock.advance(240)
    begin(workplace)
    clock.advance(180)
    interrupted = begin(workplace)
    interrupted.dispatch(NextItem())
    clock.advance(120)
    interrupted.dispatch(NextItem())
    workplace.leave()
    clock.advance(7 * 60)
    return workplace

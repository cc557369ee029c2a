"""Sessions to measure with, made past the screen and left as if the program had been killed."""

import contextlib
from dataclasses import replace
from datetime import timedelta
from itertools import cycle, islice
from pathlib import Path
from random import Random

from coreflect_tui.clock import SystemClock
from coreflect_tui.core.decide.answer import Refusal
from coreflect_tui.core.decision import Decision
from coreflect_tui.core.events import SessionPrepared
from coreflect_tui.core.formats import NoteKind
from coreflect_tui.core.intents import (
    AddMinutes,
    CloseSession,
    GoToItem,
    Intent,
    NextItem,
    SetPresence,
    WriteNote,
)
from coreflect_tui.core.person import Presence
from coreflect_tui.core.state import Options
from coreflect_tui.core.summary import summarise
from coreflect_tui.library.catalogue import find_format
from coreflect_tui.locations import locations
from coreflect_tui.preparation import Invited, prepare_session
from coreflect_tui.session import Session
from coreflect_tui.store.connection import open_database, transaction
from coreflect_tui.store.journal import write_anew
from coreflect_tui.workplace import Workplace

FORMAT = "ips-co-reflection"


def workplace_in(home: Path) -> Workplace:
    """A workplace with all its places in `home`, on the clock of the machine."""
    return Workplace(locations({"COREFLECT_HOME": str(home)}), SystemClock(), Random(7))


def begun(workplace: Workplace, people: int) -> Session:
    """A session in its check-in with so many people, all of them here."""
    fmt = find_format(FORMAT, workplace.locations.user_formats)
    moment = workplace.clock.now()
    options = Options(moment.session, 90, fmt.places[0], moment.offset)
    guests = [Invited(f"Guest {number:03}") for number in range(2, people + 1)]
    prepared = prepare_session(fmt, options, [Invited("Guest 001")], guests, workplace.random)
    if isinstance(prepared, Refusal):
        raise SystemExit(prepared.sentence)
    session = workplace.begin(*prepared)
    everyone = tuple(one.id for one in session.state.people)
    for intent in (SetPresence(everyone, Presence.PRESENT), NextItem(), GoToItem("check-in")):
        session.dispatch(intent)
    return session


def leave_running(home: Path, people: int = 9, decisions: int = 0) -> None:
    """A session in its check-in, with so many decisions after its beginning."""
    workplace = workplace_in(home)
    session = begun(workplace, people)
    someone = (session.state.people[-1].id,)
    acts: tuple[Intent, ...] = (
        AddMinutes("check-in", 60),
        SetPresence(someone, Presence.AWAY),
        AddMinutes("check-in", -60),
        SetPresence(someone, Presence.PRESENT),
        WriteNote(NoteKind.TAKEAWAY, "Something that stays with the group after today."),
    )
    for intent in islice(cycle(acts), decisions):
        refusal = session.dispatch(intent)
        if refusal or session.unsaved:
            raise SystemExit(f"{intent} was not done")
    workplace.close()


def leave_past(home: Path, number: int) -> None:
    """So many closed sessions of some decisions each, one a day and the last one a day ago."""
    workplace = workplace_in(home)
    session = begun(workplace, 9)
    session.dispatch(CloseSession())
    decisions = session.saved
    folder = workplace.store.path.parent
    first = decisions[0].events[0]
    assert isinstance(first, SessionPrepared)
    workplace.close()
    with contextlib.closing(open_database(folder)) as conn, transaction(conn):
        for past in range(1, number):
            earlier = timedelta(days=past)
            begins = replace(first, session=f"{first.session[:-6]}{past:06}")
            again = tuple(
                Decision(
                    f"{past:06}{place:02}-0000-4000-8000-000000000000",
                    one.moment._replace(
                        session=one.moment.session - earlier,
                        wall=one.moment.wall - earlier,
                    ),
                    (begins, *one.events[1:]) if place == 0 else one.events,
                )
                for place, one in enumerate(decisions)
            )
            row = summarise(session.state, again[-1].moment.session)
            row = replace(
                row,
                session=begins.session,
                starts_at=row.starts_at - earlier,
                began=row.began and row.began - earlier,
                closed=row.closed and row.closed - earlier,
                hard_end=row.hard_end - earlier,
            )
            write_anew(conn, row.session, again, row)

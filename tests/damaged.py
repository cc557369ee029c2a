"""Damage to the file of a database, the next start, and what must be so whatever the damage was.

Silently wrong is what must never be: whatever is shown as good equals what was written.
"""

import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

from builders import START, a_format, sharing, talk, topic_time
from coreflect_tui.clock import FastClock
from coreflect_tui.core.decide.answer import Refusal
from coreflect_tui.core.decision import Decision
from coreflect_tui.core.events import Event
from coreflect_tui.core.formats import NoteKind, Place
from coreflect_tui.core.intents import (
    AddTopic,
    CloseSession,
    GiveTurn,
    NextItem,
    SetPresence,
    WriteNote,
)
from coreflect_tui.core.person import Presence
from coreflect_tui.core.state import Options
from coreflect_tui.core.summary import Summary
from coreflect_tui.locations import locations
from coreflect_tui.preparation import Invited, prepare_session
from coreflect_tui.store import Damaged, Draft, ForeignDatabase, NewerDatabase, Store, StoreError
from coreflect_tui.store.codec import LOST_WORDS
from coreflect_tui.store.connection import NAME
from coreflect_tui.store.damage.report import Report, reports
from coreflect_tui.store.last_moments import LastMoments
from coreflect_tui.workplace import Workplace

PAGE = 4096
OFFSET = 3600
STRUCK = "Please do not write that"


@dataclass(frozen=True)
class Written:
    """What was written before the damage: a folder with a database, and all that is in it."""

    home: Path
    sessions: dict[str, tuple[Decision, ...]]
    rows: dict[str, Summary]
    moments: dict[str, LastMoments]
    drafts: tuple[Draft, ...]

    @property
    def file(self) -> Path:
        return self.home / "data" / NAME

    @property
    def content(self) -> bytes:
        return self.file.read_bytes()


def write(home: Path, sessions: int = 3, acts: int = 12, random: Random | None = None) -> Written:
    """A few sessions, all but the last closed, with notes, struck words and a draft."""
    random = random or Random(5)
    places = locations({"COREFLECT_HOME": str(home)})
    clock = FastClock(START, 0, real=lambda: 0.0, offset=OFFSET)
    workplace = Workplace(places, clock, random)
    for number in range(sessions):
        _hold(workplace, clock, random, acts, last=number == sessions - 1)
    drafts = workplace.held.drafts()
    workplace.close()
    with closing(Store(places.data)) as store:
        ids = [one.session for one in store.summaries.newest()]
        return Written(
            home,
            {one: store.journal.load(one) for one in ids},
            {one.session: one for one in store.summaries.newest()},
            {one: store.summaries.last_moments(one) for one in ids},
            drafts,
        )


def _hold(workplace: Workplace, clock: FastClock, random: Random, acts: int, last: bool) -> None:
    fmt = a_format(talk("opening", 5), sharing("check-in", 12), topic_time(20))
    options = Options(clock.now().session, fmt.minutes.usual, Place.ONLINE, OFFSET)
    people = [Invited(name) for name in ("Bo", "Cy", "Dee")]
    prepared = prepare_session(fmt, options, [Invited("Ana")], people, random)
    assert not isinstance(prepared, Refusal), prepared.sentence
    session = workplace.begin(*prepared)
    present = SetPresence(tuple(one.id for one in session.state.people), Presence.PRESENT)
    everyone = [one.id for one in session.state.people]
    for intent in (present, NextItem(), WriteNote(NoteKind.HARVEST, STRUCK), NextItem()):
        clock.advance(7)
        assert session.dispatch(intent) is None
    workplace.held.strike(session.state.notes[0].id)
    for number in range(acts):
        clock.advance(random.randrange(1, 90))
        words = f"Something to take along, number {number} " * random.randrange(1, 8)
        if number % 3 == 1:
            session.dispatch(GiveTurn(everyone[number % 4]))
        elif number % 3 == 2:
            session.dispatch(AddTopic(f"Topic {number}"))
        else:
            session.dispatch(WriteNote(NoteKind.TAKEAWAY, words))
    if last:
        workplace.held.keep_draft("note:harvest", "harvest", "Half of what I wanted to")
    else:
        session.dispatch(CloseSession())
    assert session.unsaved is None
    clock.advance(3600)


# --- kinds of damage -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Damage:
    """What is done to the content of the file; `kind` is what it is counted under."""

    kind: str
    where: int
    content: bytes

    def __str__(self) -> str:
        return f"{self.kind} {self.where}"


def cuts(content: bytes) -> Iterator[Damage]:
    """Cut at each page, and in the middle of each."""
    for at in range(0, len(content), PAGE // 2):
        yield Damage("cut", at, content[:at])


def overwritten(content: bytes, random: Random) -> Iterator[Damage]:
    """Each page once with zeros, once with noise, and with another page of the same file."""
    for at in range(0, len(content), PAGE):
        other = random.randrange(len(content) // PAGE) * PAGE
        kinds = (
            ("zeros", bytes(PAGE)),
            ("noise", random.randbytes(PAGE)),
            ("another page", content[other : other + PAGE]),
            ("noise in a sector", content[at : at + 512] + random.randbytes(512)),
            ("zeros in a sector", content[at : at + 512] + bytes(512)),
        )
        for kind, page in kinds:
            yield Damage(kind, at, content[:at] + page + content[at + len(page) :])


def flipped(content: bytes, places: Iterable[tuple[int, int]]) -> Iterator[Damage]:
    """One bit turned at each place: a byte, and a bit in it."""
    for at, bit in places:
        turned = bytearray(content)
        turned[at] ^= 1 << bit
        yield Damage("bit", at * 8 + bit, bytes(turned))


# --- the next start ------------------------------------------------------------------------------


@dataclass
class Outcome:
    """What became of one damage: the sessions by how they came back, and what is wrong."""

    began: bool = False
    refused: str = ""
    moved: bool = False
    full: int = 0
    part: int = 0
    gone: int = 0
    wrong: list[str] = field(default_factory=list)

    def counted(self) -> Counter[str]:
        """In numbers, for a table."""
        return Counter(
            damages=1,
            began=self.began,
            moved=self.moved,
            refused=bool(self.refused),
            full=self.full,
            part=self.part,
            gone=self.gone,
            wrong=len(self.wrong),
        )


def start_after(damage: bytes, written: Written, home: Path) -> Outcome:
    """Put the damaged file into `home`, with all that stood beside it, and start the program there
    as it starts; then look at all that it shows."""
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(written.home, home)
    (home / "data" / NAME).write_bytes(damage)
    outcome = Outcome()
    places = locations({"COREFLECT_HOME": str(home)})
    clock = FastClock(START, 0, real=lambda: 0.0, offset=OFFSET)
    workplace = Workplace(places, clock, Random(77))
    try:
        _look(workplace, written, outcome)
        _begin_anew(workplace, outcome)
    finally:
        workplace.close()
    outcome.moved = any(one.kept_as for one in reports(places.data))
    return outcome


def _look(workplace: Workplace, written: Written, outcome: Outcome) -> None:
    """All that the program shows of what was written."""
    store = workplace.store
    try:
        rows = {one.session: one for one in store.summaries.newest()}
        left_out = store.summaries.left_out()
        offsets = store.summaries.offsets()
    except (ForeignDatabase, NewerDatabase) as error:
        outcome.refused = type(error).__name__
        outcome.gone = len(written.sessions)
        return
    (report,) = reports(workplace.locations.data) or (Report("", ""),)
    named = {*left_out, *report.gone, *(one.session for one in report.parts)}
    for session, decisions in written.sessions.items():
        try:
            loaded = store.journal.load(session)
        except Damaged as error:
            # Found as it is opened, and said there.
            outcome.part += error.seq > 1
            outcome.gone += error.seq == 1
            continue
        outcome.gone += not loaded
        lost = _compare(loaded, decisions, session, outcome)
        whole = len(loaded) == len(decisions) and not lost
        outcome.full += whole
        outcome.part += bool(loaded) and not whole
        if len(loaded) < len(decisions) and session not in named:
            outcome.wrong.append(f"{session} has {len(loaded)} of {len(decisions)}, untold")
        if session in report.whole and not whole:
            outcome.wrong.append(f"{session} is said to be whole")
        if len(loaded) == len(decisions) and rows.get(session) != written.rows[session]:
            outcome.wrong.append(f"the row of {session} says something else")
    _look_at_times(store, written, named, outcome)
    for session, offset in offsets.items():
        if offset != OFFSET:
            outcome.wrong.append(f"the offset of {session} says something else")
    for session in rows.keys() - written.sessions.keys():
        outcome.wrong.append(f"{session} was never there")
    _look_at_drafts(store, written, outcome)


def _look_at_times(store: Store, written: Written, named: set[str], outcome: Outcome) -> None:
    """When each was left; of what was recovered in part, that is said as of its last entry."""
    for session, moments in written.moments.items():
        with suppress(StoreError):
            if store.summaries.last_moments(session) != moments and session not in named:
                outcome.wrong.append(f"the times of {session} say something else")


def _look_at_drafts(store: Store, written: Written, outcome: Outcome) -> None:
    for session in written.sessions:
        for draft in store.drafts.of(session):
            if draft not in written.drafts:
                outcome.wrong.append(f"a draft of {session} says something else")


def _compare(
    loaded: tuple[Decision, ...],
    decisions: tuple[Decision, ...],
    session: str,
    outcome: Outcome,
) -> int:
    """How many words are lost; anything else that differs is wrong."""
    lost = 0
    for number, (one, was) in enumerate(zip(loaded, decisions, strict=False), start=1):
        if (one.id, one.moment) != (was.id, was.moment) or len(one.events) != len(was.events):
            outcome.wrong.append(f"{session} differs in {number}")
            continue
        for event, before in zip(one.events, was.events, strict=True):
            here, damaged = _without_lost(event, before)
            lost += damaged
            if here != before:
                outcome.wrong.append(f"{session} says something else in {number}")
    return lost


def _without_lost(event: Event, before: Event) -> tuple[Event, int]:
    names = [name for name in event.words if getattr(event, name) == LOST_WORDS]
    return replace(event, **{name: getattr(before, name) for name in names}), len(names)


def _begin_anew(workplace: Workplace, outcome: Outcome) -> None:
    """A new session begins, saved, or unsaved where the file was refused."""
    fmt = a_format(talk("opening", 5))
    options = Options(workplace.clock.now().session, 5, Place.ONLINE, OFFSET)
    prepared = prepare_session(fmt, options, [Invited("Ana")], [Invited("Bo")], workplace.random)
    assert not isinstance(prepared, Refusal)
    session = workplace.begin(*prepared)
    assert session.dispatch(NextItem()) is None
    outcome.began = session.unsaved is None or bool(outcome.refused)
    if session.unsaved is None:
        state = session.state
        workplace.leave()
        try:
            if workplace.kept.read(state.id)[0] != state:
                outcome.wrong.append("the new session is another one")
        except StoreError as error:
            outcome.wrong.append(f"the new session cannot be read: {error}")

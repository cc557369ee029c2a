"""A session with something of everything, for the files it leaves."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from coreflect_tui.core.agenda import Item
from coreflect_tui.core.formats import (
    Certificates,
    Extent,
    Format,
    NoteKind,
    Order,
    Outcome,
    Place,
    RoundRule,
    Step,
    StepKind,
)
from coreflect_tui.core.person import Attendee, FullMark, Presence, PresenceChange, Role
from coreflect_tui.core.state import (
    ItemState,
    Note,
    Options,
    Recipient,
    Round,
    SessionState,
    Shared,
    Span,
    Topic,
    Turn,
    TurnStatus,
)
from coreflect_tui.exports.attendee_list import EXTRA_COLUMNS
from coreflect_tui.library.catalogue import find_format
from coreflect_tui.preparation import Invited
from coreflect_tui.rehearsal import invent_names
from coreflect_tui.rehearsal.headless import hold

START = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


def at(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


def _format() -> Format:
    rule = RoundRule(Order.BATON, 80, 30)
    return Format(
        id="ips",
        title="IPS co-reflection",
        summary="",
        source="",
        language="en",
        notice="",
        places=(Place.ONLINE,),
        minutes=Extent(90, 60, 180),
        people=Extent(9, 3, 20),
        steps=(
            Step("opening", "Opening", 5, 5, 10, ask="What brings you here today?"),
            Step("check-in", "Check-in", 15, 5, 20, kind=StepKind.ROUND, round=rule),
            Step("topics", "Topics", 30, 10, 60, kind=StepKind.TOPICS),
            Step("closing", "Closing round", 10, 5, 20, kind=StepKind.ROUND, round=rule),
        ),
        outcomes=(Outcome.ATTENDEES, Outcome.HARVEST),
        certificates=Certificates("IPS Central", "", ("check-in",)),
        confidentiality="What is said here stays here, what is learned here may leave.",
    )


def _person(name: str, since: float, **more: object) -> Attendee:
    history = (PresenceChange(at(since), Presence.PRESENT),)
    made = Attendee(name.split()[0].lower(), name, presence=Presence.PRESENT, history=history)
    return replace(made, **more)  # type: ignore[arg-type]


def _people() -> tuple[Attendee, ...]:
    return (
        _person("Rowan Ash", 0, role=Role.FACILITATOR, pronouns="they/them"),
        _person("Priya", 0, listed_name="Priya Nair", email="priya@example.net"),
        _person("Zoë", 10, organisation="Hub, Northside"),
        _person("=HYPERLINK(1)", 30, pronouns="+x"),
        _person("Bo", 0, full_mark=FullMark(False, "asked not to be certified")),
        Attendee("kit", "Kit", presence=Presence.NO_SHOW),
        _person("Sam Quist", 0, role=Role.FACILITATOR),
    )


def _notes() -> tuple[Note, ...]:
    kinds = [
        (NoteKind.INTENTION, "to slow down <3"),
        (NoteKind.TOPIC, "what an ending asks of us\nand what it gives"),
        (NoteKind.TAKEAWAY, "# not a heading"),
        (NoteKind.TAKEAWAY, "<script>alert(1)</script>"),
        (NoteKind.TAKEAWAY, "[here](https://example.org) & *there*"),
        (NoteKind.HARVEST, "the silence"),
        (NoteKind.COMPOST, "1. more time"),
        (NoteKind.REMINDER, "ring Kit"),
    ]
    return tuple(
        Note(f"n{place}", kind, text, at(40), topic="t1" if kind is NoteKind.TOPIC else None)
        for place, (kind, text) in enumerate(kinds)
    )


@pytest.fixture
def closed() -> SessionState:
    """A closed online session of 90 minutes in a place eleven hours ahead of UTC."""
    made = _format()
    times = [(0, 6), (6, 24), (24, 60), (60, 88)]
    items = tuple(
        ItemState(
            Item(step.id, step, step.minutes * 60, step.least * 60),
            (step.minutes - (step.id == "topics") * 4) * 60,
            visits=(Span(at(start), at(end)),),
        )
        for step, (start, end) in zip(made.steps, times, strict=True)
    )
    people = _people()
    turns = tuple(Turn(one.id, TurnStatus.DONE, Shared.ALOUD) for one in people[:3])
    return SessionState(
        id="2026-11-22-abc123",
        format=made,
        options=Options(START, 90, Place.ONLINE, utc_offset=11 * 3600),
        items=items,
        people=people,
        hard_end=at(90),
        began=START,
        closed=at(95),
        rounds=(Round("check-in", Order.BATON, turns),),
        topics=(
            Topic("t1", "Endings", allotment=780, visits=(Span(at(24), at(60)),)),
            Topic("t2", "Power_in_the_room", allotment=780),
        ),
        notes=_notes(),
    )


@pytest.fixture
def rehearsed(tmp_path: Path) -> SessionState:
    """A session of the IPS format as a rehearsal held it, a while over its time and fitted; the
    recipient asks for every column. Nothing is recorded as written."""
    first, *others = (
        Invited(
            name, "they/them" if number % 3 else "", f"{name.lower()}@example.org", "Peers, Ltd"
        )
        for number, name in enumerate(invent_names(9, 5))
    )
    start = datetime(2026, 11, 22, 18, tzinfo=UTC)
    fmt = find_format("ips-co-reflection")
    held = hold(fmt, 90, [first], others, 5, tmp_path / "rehearsal", _unsaid, start, 6).state
    recipient = Recipient("IPS Central, Büro", "list@example.org")
    options = replace(held.options, recipient=recipient, columns=EXTRA_COLUMNS)
    return replace(held, options=options, written=())


def _unsaid(_: str) -> None:
    """It is held without a word."""

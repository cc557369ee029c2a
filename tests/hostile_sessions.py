"""Sessions of people with hostile names: one that was held, and one that came in by no border."""

from dataclasses import replace
from datetime import timedelta

import hostile_files as files
from coreflect_tui.clock import FastClock
from coreflect_tui.core.decide.answer import Refusal
from coreflect_tui.core.events import AttendeeAdded, NoteWritten, SessionPrepared, TitleChanged
from coreflect_tui.core.formats import NoteKind, Place
from coreflect_tui.core.intents import CloseSession, NextItem, SetPresence, WriteNotes
from coreflect_tui.core.person import Attendee, Presence
from coreflect_tui.core.state import Options
from coreflect_tui.library.format_file import read_format_text
from coreflect_tui.preparation import Invited, prepare_session
from coreflect_tui.workplace import Workplace
from hostile import NAMED, in_a_file, in_a_note


def held(workplace: Workplace, clock: FastClock) -> str:
    """A session that is closed and written, on the clock of `workplace`; its id."""
    fmt = read_format_text(files.a_format(), "evil")
    people = [Invited(one.typed, "they\x1b[5m/them") for one in files.of_one_line()]
    prepared = prepare_session(fmt, _options(workplace), people[:1], people[1:], workplace.random)
    assert not isinstance(prepared, Refusal), prepared.sentence
    session = workplace.begin(*prepared)
    everyone = tuple(one.id for one in session.state.people)
    texts = tuple(in_a_note(one.typed) for one in NAMED)
    for intent in (
        SetPresence(everyone, Presence.PRESENT),
        NextItem(),
        WriteNotes(NoteKind.TAKEAWAY, texts),
        CloseSession(),
    ):
        refusal = session.dispatch(intent)
        assert refusal is None, refusal.sentence
        clock.advance(45 * 60)
    workplace.leave()
    workplace.export(session.state.id)
    return session.state.id


def tampered_with(workplace: Workplace) -> str:
    """A session whose every word is as a stranger typed it, as if no border had ever been; its id.
    The sums that the database keeps of it are right."""
    fmt = read_format_text(files.a_format(), "evil")
    raw = [in_a_file(one.typed) for one in NAMED]
    people = tuple(Attendee(f"p{n}", name, pronouns=name) for n, name in enumerate(raw))
    ana = [Invited("Ana")]
    prepared = prepare_session(fmt, _options(workplace), ana, [], workplace.random)
    assert not isinstance(prepared, Refusal), prepared.sentence
    session, (first, *_) = prepared
    assert isinstance(first, SessionPrepared)
    spoilt = replace(
        first,
        format=replace(fmt, title=raw[20], summary=raw[21], source=raw[22], notice=raw[23]),
        items=tuple(
            replace(item, step=replace(item.step, title=raw[20 + at], ask=raw[40 + at]))
            for at, item in enumerate(first.items)
        ),
        people=people[:40],
    )
    at = first.options.starts_at
    workplace.begin(
        session,
        (
            spoilt,
            *(AttendeeAdded(one) for one in people[40:]),
            *(
                NoteWritten(f"n{place}", NoteKind.HARVEST, text, at, None, None)
                for place, text in enumerate(raw)
            ),
            TitleChanged(f"{raw[20]}\n{files.FORGED}: {raw[40]}"),
        ),
    )
    workplace.leave()
    return session


def _options(workplace: Workplace) -> Options:
    moment = workplace.clock.now()
    return Options(moment.wall + timedelta(minutes=5), 90, Place.ONLINE, moment.offset)

"""Preparing, closing and re-opening a session, and recording what was written."""

from datetime import datetime

from coreflect_tui.core.agenda import Item
from coreflect_tui.core.decide.answer import Answer, Decisions, Events, Refusal
from coreflect_tui.core.decide.time import finish_running
from coreflect_tui.core.events import (
    OutcomesWritten,
    SessionClosed,
    SessionKept,
    SessionPrepared,
    SessionReopened,
    TitleChanged,
)
from coreflect_tui.core.formats import Format
from coreflect_tui.core.intents import (
    CallSession,
    CloseSession,
    KeepSession,
    RecordOutcomes,
    ReopenSession,
)
from coreflect_tui.core.person import Attendee
from coreflect_tui.core.state import Options, SessionState
from coreflect_tui.core.text import clean_line


def prepare(
    session: str,
    fmt: Format,
    options: Options,
    items: tuple[Item, ...],
    people: tuple[Attendee, ...],
) -> Events:
    """The first event of a session, out of what setup settled. Names must be clean already."""
    return (SessionPrepared(session, fmt, options, items, people),)


def _close(state: SessionState, _: CloseSession, now: datetime) -> Answer:
    return (*finish_running(state, now), SessionClosed(now))


def _reopen(state: SessionState, _: ReopenSession, now: datetime) -> Answer:
    if not state.closed:
        return Refusal("This session is open.")
    return (SessionReopened(now),)


def _record(_: SessionState, intent: RecordOutcomes, now: datetime) -> Answer:
    return (OutcomesWritten(now, intent.files),)


def _keep(state: SessionState, intent: KeepSession, _: datetime) -> Answer:
    if not state.format.leaves_nothing:
        return Refusal("A session of this format is kept anyway.")
    if intent.kept == state.kept:
        return Refusal("Nothing changed.")
    return (SessionKept(intent.kept),)


def _call(state: SessionState, intent: CallSession, _: datetime) -> Answer:
    title = clean_line(intent.title)
    if not title:
        return Refusal("A few words are needed to call it by.")
    if title == state.format.title:
        return Refusal("It is called that already.")
    return (TitleChanged(title),)


DECISIONS: Decisions = {
    CloseSession: _close,
    ReopenSession: _reopen,
    RecordOutcomes: _record,
    CallSession: _call,
    KeepSession: _keep,
}

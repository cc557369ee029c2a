"""Preparing, closing and re-opening a session, and recording what was written."""

from datetime import datetime

from coreflect_tui.core.agenda import Item
from coreflect_tui.core.decide.answer import Answer, Decisions, Events, Refusal
from coreflect_tui.core.decide.time import finish_running
from coreflect_tui.core.events import (
    OutcomesWritten,
    RecipientSet,
    SessionClosed,
    SessionPrepared,
    SessionReopened,
)
from coreflect_tui.core.formats import Format
from coreflect_tui.core.intents import CloseSession, RecordOutcomes, ReopenSession, SetRecipient
from coreflect_tui.core.state import Attendee, Options, Recipient, SessionState
from coreflect_tui.core.text import clean_line, clean_name


def prepare(
    session: str,
    fmt: Format,
    options: Options,
    items: tuple[Item, ...],
    people: tuple[Attendee, ...],
) -> Events:
    """The first event of a session, out of what setup settled. Names must be clean already."""
    return (SessionPrepared(session, fmt, options, items, people),)


def _recipient(state: SessionState, intent: SetRecipient, _: datetime) -> Answer:
    recipient = Recipient(
        clean_name(intent.recipient.name), clean_line(intent.recipient.email).replace(" ", "")
    )
    if recipient == state.options.recipient:
        return Refusal("The list goes there already.")
    return (RecipientSet(recipient),)


def _close(state: SessionState, _: CloseSession, now: datetime) -> Answer:
    return (*finish_running(state, now), SessionClosed(now))


def _reopen(state: SessionState, _: ReopenSession, now: datetime) -> Answer:
    if not state.closed:
        return Refusal("This session is open.")
    return (SessionReopened(now),)


def _record(_: SessionState, intent: RecordOutcomes, now: datetime) -> Answer:
    return (OutcomesWritten(now, intent.files),)


DECISIONS: Decisions = {
    SetRecipient: _recipient,
    CloseSession: _close,
    ReopenSession: _reopen,
    RecordOutcomes: _record,
}

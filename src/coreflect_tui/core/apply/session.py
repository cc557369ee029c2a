"""What the session's own facts change: prepared, closed, re-opened, written."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from coreflect_tui.core.events import (
    Event,
    OutcomesWritten,
    SessionClosed,
    SessionKept,
    SessionPrepared,
    SessionReopened,
    TitleChanged,
)
from coreflect_tui.core.replacing import replace
from coreflect_tui.core.state import ItemState, SessionState


def prepared(event: SessionPrepared) -> SessionState:
    """The first state of a session."""
    return SessionState(
        id=event.session,
        format=event.format,
        options=event.options,
        items=tuple(ItemState(item, item.planned, left_out=item.left_out) for item in event.items),
        people=event.people,
        hard_end=event.options.starts_at + timedelta(minutes=event.options.minutes),
    )


def _closed(state: SessionState, event: SessionClosed) -> SessionState:
    return replace(state, closed=event.at)


def _reopened(state: SessionState, _: SessionReopened) -> SessionState:
    return replace(state, closed=None)


def _written(state: SessionState, event: OutcomesWritten) -> SessionState:
    return replace(state, written=state.written + event.files)


def _kept(state: SessionState, event: SessionKept) -> SessionState:
    return replace(state, kept=event.kept)


def _called(state: SessionState, event: TitleChanged) -> SessionState:
    own_words = event.title != state.format.plain_title
    return replace(state, format=replace(state.format, title=event.title), retitled=own_words)


APPLY: Mapping[type[Event], Callable[[SessionState, Any], SessionState]] = {
    SessionClosed: _closed,
    SessionReopened: _reopened,
    OutcomesWritten: _written,
    TitleChanged: _called,
    SessionKept: _kept,
}

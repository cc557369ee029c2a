"""Event and state to state: facts are taken as they are, nothing is refused here."""

from collections.abc import Callable, Mapping
from typing import Any

from coreflect_tui.core.apply import (
    agenda,
    arranging,
    ends,
    fit,
    gaps,
    groups,
    notes,
    people,
    reports,
    rounds,
    session,
    steps,
    time,
    topics,
)
from coreflect_tui.core.events import Event
from coreflect_tui.core.state import SessionState

prepared = session.prepared

APPLY: Mapping[type[Event], Callable[[SessionState, Any], SessionState]] = {
    **session.APPLY,
    **time.APPLY,
    **agenda.APPLY,
    **ends.APPLY,
    **gaps.APPLY,
    **fit.APPLY,
    **people.APPLY,
    **reports.APPLY,
    **arranging.APPLY,
    **rounds.APPLY,
    **groups.APPLY,
    **steps.APPLY,
    **topics.APPLY,
    **notes.APPLY,
}


def apply(state: SessionState, event: Event) -> SessionState:
    """The state after `event`."""
    return APPLY[type(event)](state, event)

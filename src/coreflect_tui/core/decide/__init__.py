"""Intent and state and now to events, or a Refusal. Nothing is changed here.

The same answer tells whether an act is possible at all, which greys keys and menus.
"""

from datetime import datetime

from coreflect_tui.core.decide import (
    agenda,
    arranging,
    ends,
    fit,
    gaps,
    groups,
    notes,
    people,
    reports,
    room,
    rounds,
    session,
    steps,
    time,
    topics,
)
from coreflect_tui.core.decide.answer import Answer, Decisions, Refusal
from coreflect_tui.core.intents import (
    Intent,
    KeepSession,
    LinkRoster,
    RecordOutcomes,
    ReopenSession,
    TakeReport,
)
from coreflect_tui.core.state import SessionState

DECISIONS: Decisions = {
    **session.DECISIONS,
    **time.DECISIONS,
    **agenda.DECISIONS,
    **ends.DECISIONS,
    **gaps.DECISIONS,
    **fit.DECISIONS,
    **people.DECISIONS,
    **reports.DECISIONS,
    **arranging.DECISIONS,
    **room.DECISIONS,
    **rounds.DECISIONS,
    **groups.DECISIONS,
    **steps.DECISIONS,
    **topics.DECISIONS,
    **notes.DECISIONS,
}

_AFTER_CLOSING = (ReopenSession, RecordOutcomes, KeepSession, LinkRoster, TakeReport)


def decide(state: SessionState, intent: Intent, now: datetime) -> Answer:
    """What `intent` at session time `now` changes, or why it does not."""
    if state.closed and not isinstance(intent, _AFTER_CLOSING):
        return Refusal("This session is closed; re-open it to change something.")
    return DECISIONS[type(intent)](state, intent, now)

"""The whole session as JSON, for the facilitator and only on request: it joins names and notes."""

import json
from dataclasses import asdict
from datetime import date

from coreflect_tui.core.state import SessionState

WARNING = (
    "This file joins people's names with what was noted, private reminders included. It is for the"
    " facilitator alone: please keep it where nobody else reads it, and do not pass it on."
)


def whole_session_json(state: SessionState) -> str:
    """Everything the session holds, schema 1: instants in UTC and days (ISO 8601), durations in
    seconds."""
    document = {"schema": 1, "warning": WARNING, "session": asdict(state)}
    return json.dumps(document, ensure_ascii=False, indent=2, default=_plain) + "\n"


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} has no form in JSON")

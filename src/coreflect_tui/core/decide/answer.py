"""What a decision can say: events, or a Refusal with a sentence for the screen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from coreflect_tui.core.events import Event
from coreflect_tui.core.intents import Intent
from coreflect_tui.core.state import SessionState


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an act does not happen now. `instead` is what asking a second time means."""

    sentence: str
    instead: Intent | None = None


Events = tuple[Event, ...]
Answer = Events | Refusal
Decisions = Mapping[type[Intent], Callable[[SessionState, Any, datetime], Answer]]


def next_id(prefix: str, used: tuple[str, ...]) -> str:
    """The id after the highest one used, such as "p4" after "p3"; ids belong to a session."""
    numbers = [int(one[len(prefix) :]) for one in used if one[len(prefix) :].isdigit()]
    return f"{prefix}{max(numbers, default=0) + 1}"

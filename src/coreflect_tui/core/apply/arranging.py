"""What it changes in which order the call shows people."""

from collections.abc import Callable, Mapping
from typing import Any

from coreflect_tui.core.events import Event, PeopleArranged
from coreflect_tui.core.replacing import replace
from coreflect_tui.core.state import SessionState


def _arranged(state: SessionState, event: PeopleArranged) -> SessionState:
    return replace(state, gallery=event.people)


APPLY: Mapping[type[Event], Callable[[SessionState, Any], SessionState]] = {
    PeopleArranged: _arranged
}

"""What facts about the standing group change."""

from collections.abc import Callable, Mapping
from typing import Any

from coreflect_tui.core.events import Event, GroupLinked
from coreflect_tui.core.replacing import replace
from coreflect_tui.core.state import SessionState


def _linked(state: SessionState, event: GroupLinked) -> SessionState:
    """Ids in the roster of another group say nothing in this one."""
    same = event.group == state.options.group
    pairs = dict(event.pairs)
    people = tuple(
        replace(one, roster=pairs.get(one.id, one.roster if same else "")) for one in state.people
    )
    options = replace(state.options, group=event.group, record=event.record)
    return replace(state, options=options, people=people)


APPLY: Mapping[type[Event], Callable[[SessionState, Any], SessionState]] = {GroupLinked: _linked}

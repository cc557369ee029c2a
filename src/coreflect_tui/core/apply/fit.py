"""What facts about the fit change."""

from collections.abc import Callable, Mapping
from typing import Any

from coreflect_tui.core.apply.time import with_item
from coreflect_tui.core.events import Event, FitAccepted, ItemPinned
from coreflect_tui.core.replacing import replace
from coreflect_tui.core.state import ItemState, SessionState


def _accepted(state: SessionState, event: FitAccepted) -> SessionState:
    times = dict(event.allotments)

    def take(item: ItemState) -> ItemState:
        if item.id in event.left_out:
            return replace(item, left_out=True)
        if item.id not in times:
            return item
        left_out = item.left_out and item.id not in event.brought_back
        time = times[item.id]
        return replace(item, allotment=time, accepted=time, left_out=left_out)

    state = replace(state, items=tuple(take(item) for item in state.items))
    if state.began is None:
        # The start settles which end is agreed.
        return state
    return replace(state, agreed_end=event.agreed_end, end_settled=True)


def _pinned(state: SessionState, event: ItemPinned) -> SessionState:
    return with_item(state, event.item, lambda item: replace(item, pinned=event.pinned))


APPLY: Mapping[type[Event], Callable[[SessionState, Any], SessionState]] = {
    FitAccepted: _accepted,
    ItemPinned: _pinned,
}

"""What changes on the agenda itself: items left out, brought back, inserted."""

from collections.abc import Callable, Mapping
from typing import Any

from coreflect_tui.core.apply.time import with_item
from coreflect_tui.core.events import Event, ItemInserted, ItemLeftOut
from coreflect_tui.core.replacing import replace
from coreflect_tui.core.state import ItemState, SessionState


def _left_out(state: SessionState, event: ItemLeftOut) -> SessionState:
    return with_item(state, event.item, lambda item: replace(item, left_out=event.left_out))


def _inserted(state: SessionState, event: ItemInserted) -> SessionState:
    ids = [item.id for item in state.items]
    place = 0 if event.after is None else ids.index(event.after) + 1
    called = replace(event.item, step=replace(event.item.step, title=event.title))
    new = ItemState(called, called.planned)
    return replace(state, items=(*state.items[:place], new, *state.items[place:]))


APPLY: Mapping[type[Event], Callable[[SessionState, Any], SessionState]] = {
    ItemLeftOut: _left_out,
    ItemInserted: _inserted,
}

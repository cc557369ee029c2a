"""What facts about time change: items, allotments, pauses, ticked points."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from coreflect_tui.core.events import (
    AllotmentSet,
    Event,
    ItemFinished,
    ItemStarted,
    PauseEnded,
    PauseStarted,
    PointTicked,
)
from coreflect_tui.core.replacing import replace
from coreflect_tui.core.state import ItemState, Pause, SessionState, Span


def with_item(
    state: SessionState, item_id: str, change: Callable[[ItemState], ItemState]
) -> SessionState:
    """The state with one item changed."""
    for place, one in enumerate(state.items):
        if one.item.id == item_id:
            items = (*state.items[:place], change(one), *state.items[place + 1 :])
            return replace(state, items=items)
    return state


def _started(state: SessionState, event: ItemStarted) -> SessionState:
    first = state.began is None
    state = with_item(
        state,
        event.item,
        lambda item: replace(item, visits=(*item.visits, Span(event.at)), left_out=False),
    )
    if not first:
        return state
    planned = sum(item.allotment for item in state.items if not item.left_out)
    return replace(state, began=event.at, agreed_end=event.at + timedelta(seconds=planned))


def _finished(state: SessionState, event: ItemFinished) -> SessionState:
    def finish(item: ItemState) -> ItemState:
        last = replace(item.visits[-1], end=event.at)
        return replace(item, visits=(*item.visits[:-1], last))

    return with_item(state, event.item, finish)


def _allotted(state: SessionState, event: AllotmentSet) -> SessionState:
    return with_item(
        state,
        event.item,
        lambda item: replace(item, allotment=event.seconds, by_hand=event.seconds),
    )


def _paused(state: SessionState, event: PauseStarted) -> SessionState:
    return replace(state, pauses=(*state.pauses, Pause(event.at, None, event.kind)))


def _resumed(state: SessionState, event: PauseEnded) -> SessionState:
    if state.paused is None:
        return state
    ended = replace(state.paused, end=event.at)
    return replace(state, pauses=(*state.pauses[:-1], ended))


def _ticked(state: SessionState, event: PointTicked) -> SessionState:
    def tick(item: ItemState) -> ItemState:
        ticked = item.ticked | {event.point} if event.done else item.ticked - {event.point}
        return replace(item, ticked=ticked)

    return with_item(state, event.item, tick)


APPLY: Mapping[type[Event], Callable[[SessionState, Any], SessionState]] = {
    ItemStarted: _started,
    ItemFinished: _finished,
    AllotmentSet: _allotted,
    PauseStarted: _paused,
    PauseEnded: _resumed,
    PointTicked: _ticked,
}

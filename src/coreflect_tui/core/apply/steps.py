"""What a session makes of its steps: roles, options, extensions, small groups, the agreement."""

from collections.abc import Callable, Mapping
from typing import Any

from coreflect_tui.core.apply.time import with_item
from coreflect_tui.core.events import (
    AgreementKept,
    Event,
    ItemExtended,
    OptionTaken,
    RoleGiven,
    SmallGroupsDrawn,
)
from coreflect_tui.core.replacing import replace
from coreflect_tui.core.state import Agreement, ItemState, RoleHeld, SessionState, SmallGroups


def _role(state: SessionState, event: RoleGiven) -> SessionState:
    others = (one for one in state.roles if (one.role, one.lap) != (event.role, event.lap))
    return replace(state, roles=(*others, RoleHeld(event.role, event.people, event.lap)))


def _taken(state: SessionState, event: OptionTaken) -> SessionState:
    others = (one for one in state.taken if one[0] != event.choice)
    return replace(state, taken=(*others, (event.choice, event.option)))


def _extended(state: SessionState, event: ItemExtended) -> SessionState:
    def longer(item: ItemState) -> ItemState:
        seconds = item.allotment + event.seconds
        return replace(item, allotment=seconds, by_hand=seconds, extended=item.extended + 1)

    return with_item(state, event.item, longer)


def _drawn(state: SessionState, event: SmallGroupsDrawn) -> SessionState:
    others = (one for one in state.small_groups if one.item != event.item)
    return replace(state, small_groups=(*others, SmallGroups(event.item, event.groups)))


def _agreement(state: SessionState, event: AgreementKept) -> SessionState:
    """Without words all its lines were taken out, or erased for good."""
    kept = Agreement(event.text, event.checked) if event.text else None
    return replace(state, agreement=kept)


APPLY: Mapping[type[Event], Callable[[SessionState, Any], SessionState]] = {
    RoleGiven: _role,
    OptionTaken: _taken,
    ItemExtended: _extended,
    SmallGroupsDrawn: _drawn,
    AgreementKept: _agreement,
}

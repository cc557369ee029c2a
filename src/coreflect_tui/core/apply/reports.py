"""What facts out of attendance reports change."""

from collections.abc import Callable, Mapping
from typing import Any

from coreflect_tui.core.apply.people import with_person, without_hand
from coreflect_tui.core.events import Event, PresenceReported
from coreflect_tui.core.person import Attendee, Presence
from coreflect_tui.core.replacing import replace
from coreflect_tui.core.state import SessionState


def _reported(state: SessionState, event: PresenceReported) -> SessionState:
    def change(one: Attendee) -> Attendee:
        history = event.history or one.history
        known = not event.alias or event.alias in one.aliases
        return replace(
            one,
            history=history,
            presence=history[-1].presence if event.history else one.presence,
            aliases=one.aliases if known else (*one.aliases, event.alias),
            email=event.email or one.email,
        )

    if event.history and event.history[-1].presence is Presence.LEFT:
        state = without_hand(state, event.person)
    return with_person(state, event.person, change)


APPLY: Mapping[type[Event], Callable[[SessionState, Any], SessionState]] = {
    PresenceReported: _reported,
}

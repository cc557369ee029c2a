"""The room: closed to newcomers, and open again, when the facilitator says so."""

from datetime import datetime

from coreflect_tui.core.decide.answer import Answer, Decisions, Refusal
from coreflect_tui.core.events import RoomClosed, RoomOpened
from coreflect_tui.core.intents import CloseRoom, OpenRoom
from coreflect_tui.core.state import SessionState


def _close(state: SessionState, _: CloseRoom, now: datetime) -> Answer:
    if state.room_closed:
        return Refusal("The room is closed already.")
    return (RoomClosed(now),)


def _open(state: SessionState, _: OpenRoom, now: datetime) -> Answer:
    if not state.room_closed:
        return Refusal("The room is open.")
    return (RoomOpened(now),)


DECISIONS: Decisions = {CloseRoom: _close, OpenRoom: _open}

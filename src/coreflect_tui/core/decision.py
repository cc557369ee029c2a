"""Decision: what one act of the facilitator changed, with the moment at which it happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from coreflect_tui.core.events import Event


class Moment(NamedTuple):
    """One reading of the clocks. Core uses `session` alone; the rest is kept as evidence.

    `session` is session time and `wall` the wall clock, both UTC; `offset` is the local offset
    from UTC in seconds; `boot_seconds` counts since the machine started, sleep included, and
    `boot_id` names that start. Where session time did not go by the machine it says so instead
    (see `core.noticing`).
    """

    session: datetime
    wall: datetime
    offset: int
    boot_seconds: float
    boot_id: str


@dataclass(frozen=True, slots=True)
class Decision:
    """Events that are stored together and undone together; `id` is a UUID as text."""

    id: str
    moment: Moment
    events: tuple[Event, ...]

    @property
    def undoable(self) -> bool:
        return any(event.undoable for event in self.events)

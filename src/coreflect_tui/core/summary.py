"""Summary: the row of a session that lists read, so that they need not replay it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from coreflect_tui.core.attendance import attended
from coreflect_tui.core.state import SessionState
from coreflect_tui.core.timing import item_seconds


class Status(StrEnum):
    PREPARED = "prepared"
    RUNNING = "running"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class ItemSummary:
    """How long an item was planned and really took, in seconds; `step` is its step's id."""

    step: str
    planned: int
    real: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What a list says of a session. `doing` is the title of the running item; `people` counts
    those who were there at any time; `updated` is the session time of the last decision."""

    session: str
    format: str
    title: str
    group: str
    status: Status
    starts_at: datetime
    began: datetime | None
    closed: datetime | None
    hard_end: datetime
    updated: datetime
    minutes: int
    people: int
    doing: str
    items: tuple[ItemSummary, ...]


def summarise(state: SessionState, updated: datetime) -> Summary:
    """The summary of `state` after a decision at session time `updated`."""
    status = Status.RUNNING if state.began else Status.PREPARED
    if state.closed:
        status = Status.CLOSED
    came = attended(state)
    return Summary(
        session=state.id,
        format=state.format.id,
        title=state.format.title,
        group=state.options.group,
        status=status,
        starts_at=state.options.starts_at,
        began=state.began,
        closed=state.closed,
        hard_end=state.hard_end,
        updated=updated,
        minutes=state.options.minutes,
        people=len(came),
        doing=state.running.item.step.title if state.running else "",
        items=tuple(
            ItemSummary(
                one.item.step.id, one.item.planned, round(item_seconds(state, one, updated))
            )
            for one in state.items
            if one.finished
        ),
    )

"""Summary: the row of a session that lists read, so that they need not replay it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from coreflect_tui.core.person import Attendee
    from coreflect_tui.core.state import SessionState


class Status(StrEnum):
    PREPARED = "prepared"
    RUNNING = "running"
    CLOSED = "closed"


class ItemSummary(NamedTuple):
    """How long an item was planned and really took, in seconds; `step` is its step's id."""

    step: str
    planned: int
    real: int


class Participation(NamedTuple):
    """Someone of a group who came, by their id in its roster. `full` is a Verdict's word, "" where
    the format has no certificates."""

    roster: str
    full: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a list says of a session. `doing` is the title of the running item; `people` counts
    those who were there at any time; `updated` is the session time of the last decision;
    `group` is the id of its group. `participation` is for the group's record: empty until the
    session is closed, and where the record is off."""

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
    participation: tuple[Participation, ...] = ()


def summarise(state: SessionState, updated: datetime) -> Summary:
    """The summary of `state` after a decision at session time `updated`."""
    from coreflect_tui.core.attendance import attended
    from coreflect_tui.core.timing import item_seconds

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
        participation=_participation(state, came, updated),
    )


def _participation(
    state: SessionState, came: tuple[Attendee, ...], now: datetime
) -> tuple[Participation, ...]:
    """Only of a closed session: a summary is made with each act, and this looks at everybody."""
    from coreflect_tui.core.participation import full_participation

    if not (state.closed and state.options.group and state.options.record):
        return ()
    words = ((one.roster, full_participation(state, one.id, now)) for one in came if one.roster)
    return tuple(Participation(roster, str(word.verdict) if word else "") for roster, word in words)

"""Sessions with any items still to come, for tests of the fit."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from builders import START, a_format, attendees, prepared_state, talk
from coreflect_tui.core.agenda import Agenda
from coreflect_tui.core.formats import Step
from coreflect_tui.core.state import ItemState, SessionState, Span

MIN = 60


class Entry(NamedTuple):
    """An item to come as a table writes it: minutes now, at least, at most; what it is; its place
    in the order of dropping."""

    now: float
    least: int
    most: int
    kind: str = ""
    drop: int | None = None


def planned_seconds(agenda: Agenda) -> int:
    """How long all of an agenda takes as planned."""
    return sum(item.planned for item in agenda.items)


def session(entries: list[Entry], over: float, elapsed: int = 300) -> SessionState:
    """A session in the `elapsed` second of a first item of 10 minutes, that ends `over` seconds
    after its hard end; the items to come are a, b, c and so on."""
    steps = [_step("abcdefghij"[place], entry) for place, entry in enumerate(entries)]
    state = prepared_state(a_format(talk("running", 10), *steps), attendees(3))
    running = replace(state.items[0], visits=(Span(START),))
    items = [_item(one, entry) for one, entry in zip(state.items[1:], entries, strict=True)]
    to_come = sum(one.allotment for one in items if not one.left_out)
    ends = START + timedelta(seconds=max(600, elapsed) + to_come)
    return replace(
        state, items=(running, *items), began=START, hard_end=ends - timedelta(seconds=over)
    )


def _step(step_id: str, entry: Entry) -> Step:
    return Step(
        step_id,
        step_id,
        max(round(entry.now), 1),
        entry.least,
        entry.most,
        protected=entry.kind == "protected",
        drop=entry.drop,
    )


def _item(item: ItemState, entry: Entry) -> ItemState:
    return replace(
        item,
        allotment=round(entry.now * MIN),
        pinned="pinned" in entry.kind,
        left_out="out" in entry.kind,
    )


def at_second(elapsed: int) -> datetime:
    return START + timedelta(seconds=elapsed)

"""Real durations of past sessions, read from the summary rows alone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from coreflect_tui.core.decision import Decision
from coreflect_tui.core.summary import ItemSummary, Status, Summary
from coreflect_tui.store import Store

Keeping = Callable[..., None]


@pytest.fixture
def keep(
    store: Store,
    decision: Callable[..., Decision],
    summary: Callable[..., Summary],
    start: datetime,
) -> Keeping:
    """Keep a session that closed so many days on, with real seconds by step."""
    numbers = iter(range(1, 1000))

    def append(day: int, *real: tuple[str, int], status: Status = Status.CLOSED) -> None:
        number = next(numbers)
        closed = start + timedelta(days=day)
        one = replace(
            summary(f"2026-11-22-s{number:05}", closed, status),
            closed=closed if status is Status.CLOSED else None,
            items=tuple(ItemSummary(step, 480, seconds) for step, seconds in real),
        )
        store.journal.append(one.session, 0, decision(number), one)

    return append


def test_by_step_the_newest_first(store: Store, keep: Keeping) -> None:
    fmt = _format(store, keep)
    assert store.summaries.real_seconds(fmt) == {"framing": [(500,)]}
    keep(3, ("framing", 520), ("closing", 200))
    keep(2, ("framing", 510), ("framing", 90))
    keep(4, ("framing", 530), status=Status.RUNNING)
    assert store.summaries.real_seconds(fmt) == {
        "framing": [(520,), (510, 90), (500,)],
        "closing": [(200,)],
    }
    assert store.summaries.real_seconds("another") == {}


def test_of_the_last_twenty_sessions(store: Store, keep: Keeping) -> None:
    fmt = _format(store, keep)
    for day in range(2, 27):
        keep(day, ("framing", day))
    assert store.summaries.real_seconds(fmt)["framing"] == [(day,) for day in range(26, 6, -1)]


@pytest.mark.parametrize("items", ["[", '["framing"]', '[["framing", 480, 501]]', "7"])
def test_a_damaged_row_is_not_taken_for_a_time(store: Store, keep: Keeping, items: str) -> None:
    fmt = _format(store, keep)
    store._database.connect().execute("UPDATE sessions SET items = ?", (items,))
    assert store.summaries.real_seconds(fmt) == {}


def _format(store: Store, keep: Keeping) -> str:
    keep(1, ("framing", 500))
    (only,) = store.summaries.newest()
    return only.format

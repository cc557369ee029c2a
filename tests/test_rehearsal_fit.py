"""A rehearsal that falls behind: the facilitator fits the rest, and it ends at the hard end."""

from contextlib import closing
from pathlib import Path

import pytest

from coreflect_tui.core.events import FitAccepted
from coreflect_tui.core.history import replay
from coreflect_tui.core.state import ItemState, SessionState
from coreflect_tui.core.timing import item_seconds, over
from coreflect_tui.library.catalogue import find_format
from coreflect_tui.preparation import Invited
from coreflect_tui.rehearsal import invent_names
from coreflect_tui.rehearsal.headless import Result, hold
from coreflect_tui.store import Store

NINE_LATE = 4
"""A seed with which the discussion ends 9 minutes late, those before it included."""


def rehearse(out: Path, seed: int, behind_minutes: int) -> tuple[Result, list[str]]:
    names = [Invited(name) for name in invent_names(8, seed)]
    lines: list[str] = []
    fmt = find_format("ips-co-reflection")
    result = hold(
        fmt, 90, names[:1], names[1:], seed, out, lines.append, behind_minutes=behind_minutes
    )
    return result, lines


def seconds_late(state: SessionState) -> float:
    assert state.closed
    return (state.closed - state.hard_end).total_seconds()


def real(state: SessionState, item: ItemState) -> float:
    assert state.closed
    return item_seconds(state, item, state.closed)


def first_fit(out: Path, session: str) -> tuple[float, FitAccepted]:
    """By how many seconds it was late when a fit was accepted, and that fit."""
    with closing(Store(out / "data")) as store:
        decisions = store.journal.load(session)
    for index, one in enumerate(decisions):
        for event in one.events:
            if isinstance(event, FitAccepted):
                return over(replay(decisions[:index]).state, one.moment.session), event
    raise AssertionError("no fit was accepted")


def test_nine_minutes_behind_end_at_the_hard_end_with_the_whole_closing_round(
    tmp_path: Path,
) -> None:
    result, lines = rehearse(tmp_path / "out", NINE_LATE, behind_minutes=9)
    late, fit = first_fit(tmp_path / "out", result.state.id)
    assert round(late / 60) == 9
    assert any("It is 9 min late; you fit the rest, to end at 20:30." in line for line in lines)
    assert abs(seconds_late(result.state)) <= 60
    closing = result.state.item("closing")
    topics = result.state.item("topics")
    assert closing
    assert topics
    assert closing.allotment == closing.item.planned
    assert real(result.state, closing) >= closing.item.planned
    assert dict(fit.allotments)["topics"] <= topics.item.planned - 5 * 60
    assert fit.left_out == ()
    assert all(item.visits for item in result.state.items)


@pytest.mark.parametrize("seed", range(1, 7))
def test_any_such_rehearsal_ends_within_a_minute(tmp_path: Path, seed: int) -> None:
    result, _ = rehearse(tmp_path / "out", seed, behind_minutes=9)
    assert abs(seconds_late(result.state)) <= 60


def test_a_rehearsal_that_keeps_its_time_is_not_fitted(tmp_path: Path) -> None:
    result, lines = rehearse(tmp_path / "out", NINE_LATE, behind_minutes=0)
    assert all(item.accepted is None for item in result.state.items)
    assert not any("fit the rest" in line for line in lines)

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
from coreflect_tui.rehearsal.headless import STARTS_AT, Result, hold
from coreflect_tui.store import Store
from small_protocols import small

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


def test_what_the_fit_leaves_out_at_the_last_moment_is_not_begun(tmp_path: Path) -> None:
    steps = """
[[step]]
id = "talk"
title = "Talk"
minutes = 20
[[step]]
id = "quote"
title = "Quote"
minutes = 4
drop = 1
"""
    names = [Invited(name) for name in invent_names(4, 1)]
    lines: list[str] = []
    fmt = small(steps, minutes=24)
    result = hold(
        fmt, 24, names[:1], names[1:], 2, tmp_path / "out", lines.append, behind_minutes=4
    )
    quote = result.state.item("quote")
    assert quote
    assert quote.left_out
    assert not quote.visits
    assert any("you fit the rest" in line for line in lines)
    assert not any("The group is ready for “Quote”" in line for line in lines)


def test_what_later_items_cannot_make_good_is_fitted_while_it_can_be(tmp_path: Path) -> None:
    """After the talk only the middle can give, so a minute and a half is reason enough."""
    steps = """
[[step]]
id = "talk"
title = "Talk"
minutes = 20
[[step]]
id = "middle"
title = "Middle"
minutes = 8
least = 4
[[step]]
id = "end"
title = "End"
minutes = 5
"""
    names = [Invited(name) for name in invent_names(4, 1)]
    fmt = small(steps, minutes=33)
    reasons = 0
    for seed in range(1, 13):
        out = tmp_path / str(seed)
        state = hold(fmt, 33, names[:1], names[1:], seed, out, lambda _: None, STARTS_AT, 1).state
        middle = state.item("middle")
        assert middle
        late = (middle.visits[0].start - state.hard_end).total_seconds() + 60 * (8 + 5)
        assert (middle.accepted is not None) is (late > 60)
        reasons += 60 < late <= 120
    assert reasons


def test_a_lap_that_is_begun_late_is_fitted_and_none_before_it(tmp_path: Path) -> None:
    steps = """
[[repeat]]
steps = ["talk"]
[[step]]
id = "opening"
title = "Opening"
minutes = 12
[[step]]
id = "talk"
title = "Talk"
minutes = 10
least = 5
[[step]]
id = "close"
title = "Close"
minutes = 5
protected = true
"""
    names = [Invited(name) for name in invent_names(4, 1)]
    out = tmp_path / "out"
    fmt = small(steps, minutes=37)
    state = hold(fmt, 37, names[:1], names[1:], 3, out, lambda _: None, STARTS_AT, 4).state
    accepted = [item.id for item in state.items if item.accepted is not None]
    assert accepted[:1] == ["talk.2"]
    assert seconds_late(state) <= 60

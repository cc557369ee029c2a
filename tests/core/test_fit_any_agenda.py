"""Whatever the agenda: a fit adds up, breaks no minimum, and takes from nobody for more time."""

from datetime import datetime, timedelta
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from agendas import MIN, Entry, at_second, session
from builders import START
from coreflect_tui.core.fit import FitRow, is_worth_a_look, propose
from coreflect_tui.core.state import ItemState, SessionState
from coreflect_tui.core.timing import ON_TIME, over

KINDS = ["", "", "", "protected", "pinned", "optional", "optional", "optional out", "out"]
ROWS = st.lists(
    st.tuples(
        st.integers(2, 50),
        st.integers(1, 12),
        st.integers(1, 30),
        st.sampled_from(KINDS),
        st.integers(0, 9),
        st.sampled_from([0, 0, 0, 0, 17]),
    ),
    max_size=9,
)
OVER = st.integers(-2400, 4200)
ELAPSED = st.integers(0, 1200)


class Case(NamedTuple):
    state: SessionState
    now: datetime
    by_id: dict[str, ItemState]

    def is_fixed(self, row: FitRow) -> bool:
        item = self.by_id[row.id]
        return item.pinned or item.item.step.protected

    def may_go(self, row: FitRow) -> bool:
        return self.drop(row) is not None and not self.is_fixed(row)

    def drop(self, row: FitRow) -> int | None:
        return self.by_id[row.id].item.step.drop

    def low(self, row: FitRow) -> int:
        return row.now if self.is_fixed(row) else row.least

    def high(self, row: FitRow) -> int:
        start = row.now or row.least
        most = self.by_id[row.id].item.step.most * MIN
        return start if self.is_fixed(row) else max(most, start)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    entries = []
    for index, (now, least, more, kind, order, odd) in enumerate(draw(ROWS)):
        drop = 10 * order + index if "optional" in kind else None
        time = (now * 30 + odd) / MIN
        entries.append(Entry(time, least, least + more, kind, drop))
    elapsed = draw(ELAPSED)
    state = session(entries, draw(OVER), elapsed)
    return Case(state, at_second(elapsed), {one.id: one for one in state.items})


@settings(max_examples=1500)
@given(case=cases())
def test_a_fit_adds_up_and_keeps_what_must_be_kept(case: Case) -> None:
    fit = propose(case.state, case.now)
    running = case.state.items[0].allotment - (case.now - START).total_seconds()
    available = (case.state.hard_end - case.now).total_seconds() - max(running, 0)
    assert fit.target == available // 30 * 30
    used = sum(row.then for row in fit.rows)
    assert (fit.ends_at - fit.hard_end).total_seconds() == used - available
    for row in fit.rows:
        held = case.is_fixed(row)
        assert row.then == row.now if held else row.then == 0 or row.then >= row.least
        assert row.then == 0 or row.then <= case.high(row)
        if not row.then and row.now:
            assert case.may_go(row)
    if abs(sum(row.now for row in fit.rows) - available) <= 60:
        assert not fit.changes
        assert all(row.now == row.then for row in fit.rows)
        return
    kept = [row for row in fit.rows if row.then]
    if used > fit.target:
        assert fit.deficit == used - fit.target
        assert all(row.then == case.low(row) and not case.may_go(row) for row in kept)
    else:
        assert fit.deficit == 0
        full = all(row.then == case.high(row) for row in kept)
        assert used == fit.target or full
        assert fit.in_hand == int(available - used) < 30 or full
    if sum(row.now or row.least for row in kept) > fit.target:
        assert all(row.then <= row.now for row in kept)
    else:
        assert all(row.then >= row.now for row in kept)


@settings(max_examples=1000)
@given(case=cases())
def test_optional_items_go_only_when_they_must_and_in_order(case: Case) -> None:
    fit = propose(case.state, case.now)
    if not fit.changes:
        return
    optional = sorted(
        (row for row in fit.rows if case.may_go(row)), key=lambda row: case.drop(row) or 0
    )
    stay = sum(case.low(row) for row in fit.rows if row.now and not case.may_go(row))
    here = [row for row in optional if row.now]
    dropped = [row for row in here if not row.then]
    assert dropped == here[: len(dropped)]
    if dropped:
        # Not even with the last of them alone would the minimums fit.
        least = sum(row.least for row in here[len(dropped) - 1 :])
        assert stay + least > fit.target
    assert stay + sum(row.least for row in here[len(dropped) :]) <= fit.target or not [
        row for row in here if row.then
    ]
    out = [row for row in optional if not row.now]
    back = [row for row in out if row.then]
    assert back == out[len(out) - len(back) :]
    if back:
        assert sum(row.now or row.least for row in fit.rows if row.then) <= fit.target
        assert not dropped or case.drop(back[0]) > case.drop(dropped[-1])  # type: ignore[operator]


@settings(max_examples=1000)
@given(case=cases(), more=st.integers(1, 900))
def test_more_time_never_shortens_an_item_of_the_same_kept_ones(case: Case, more: int) -> None:
    less = propose(case.state, case.now)
    longer = propose(case.state, case.now, hard_end=case.state.hard_end + timedelta(seconds=more))
    if [bool(row.then) for row in less.rows] == [bool(row.then) for row in longer.rows]:
        for before, after in zip(less.rows, longer.rows, strict=True):
            assert after.then >= before.then


@settings(max_examples=600)
@given(case=cases())
def test_whole_minutes_where_nothing_needs_less(case: Case) -> None:
    fit = propose(case.state, case.now)
    if not fit.changes or any(row.now % 30 for row in fit.rows):
        return
    assert all(row.then % 30 == 0 for row in fit.rows)
    halves = [row for row in fit.rows if row.then % 60]
    assert sum(row.then not in (row.now, row.least) for row in halves) <= 1


@settings(max_examples=600)
@given(
    case=cases(),
    changes=st.dictionaries(st.sampled_from("abcdefghi"), st.integers(-90, 3600), max_size=3),
)
def test_edits_are_kept_as_they_are(case: Case, changes: dict[str, int]) -> None:
    fit = propose(case.state, case.now, changes)
    rows = {row.id: row for row in fit.rows}
    edited = changes.keys() & rows.keys()
    for item in edited:
        out = changes[item] <= 0 and case.drop(rows[item]) is not None
        assert rows[item].then == (0 if out else max(changes[item], 60))
    for row in fit.rows:
        if row.id not in edited:
            assert row.then == 0 or row.then >= case.low(row)
    used = sum(row.then for row in fit.rows)
    free = [row for row in fit.rows if row.then and row.id not in edited]
    if used < fit.target and edited:
        assert all(row.then == case.high(row) for row in free)
    if used > fit.target and edited:
        assert all(row.then == case.low(row) and not case.may_go(row) for row in free)
        assert fit.deficit == used - fit.target


@settings(max_examples=1500)
@given(case=cases())
def test_it_is_worth_a_look_where_a_fit_has_something_to_say(case: Case) -> None:
    fit = propose(case.state, case.now)
    off = abs(round(over(case.state, case.now), 3)) > ON_TIME
    assert is_worth_a_look(case.state, case.now) is (off and (fit.changes or not fit.fits))

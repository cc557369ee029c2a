"""Where a session was left is looked up in its rows, without reading its events."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from coreflect_tui.core.decision import Decision
from coreflect_tui.core.events import Event, GapNoticed, OutcomesWritten
from coreflect_tui.core.noticing import AFTERWARDS
from coreflect_tui.core.standing import NO_ACTS, last_act
from coreflect_tui.core.summary import Status, Summary
from coreflect_tui.store import Store, UnknownSession
from coreflect_tui.store.codec import encode

SESSION = "2026-11-22-aaaaaa"


@pytest.fixture
def add(
    store: Store, summary: Callable[..., Summary], start: datetime
) -> Callable[[Decision], None]:
    def append(decision: Decision) -> None:
        seq = store.journal.last_seq(SESSION)
        store.journal.append(SESSION, seq, decision, summary(SESSION, start, Status.RUNNING))

    return append


def test_the_last_act_is_that_of_a_person(
    store: Store, decision: Callable[..., Decision], add: Callable[[Decision], None]
) -> None:
    made = [decision(1), decision(2)]
    made.append(decision(3, GapNoticed(made[0].moment.session, made[1].moment.session)))
    made.append(decision(4, OutcomesWritten(made[0].moment.session, ())))
    for one in made:
        add(one)
    found = store.summaries.last_moments(SESSION)
    assert found.acted == last_act(made) == made[1].moment.session
    assert found.reading == made[3].moment
    assert found.wrote


def test_time_that_stood_still_is_no_reading(
    store: Store, decision: Callable[..., Decision], add: Callable[[Decision], None]
) -> None:
    first, late = decision(1), decision(2)
    add(first)
    add(replace(late, moment=replace(late.moment, boot_id=AFTERWARDS)))
    found = store.summaries.last_moments(SESSION)
    assert (found.reading, found.acted) == (first.moment, late.moment.session)
    assert not found.wrote


def test_the_rows_begin_as_the_store_writes_them(start: datetime) -> None:
    """What is looked for is how the codec begins a payload."""
    made: dict[type[Event], Event] = {
        OutcomesWritten: OutcomesWritten(start, ()),
        GapNoticed: GapNoticed(start, start),
    }
    assert set(made) < set(NO_ACTS)
    for kind, event in made.items():
        assert encode((event,)).payload.startswith(f'[{{"type":"{kind.__name__}"')


def test_a_session_that_is_not_there(store: Store) -> None:
    with pytest.raises(UnknownSession):
        store.summaries.last_moments(SESSION)

"""Where a session was left is looked up in its rows, without reading its events."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from builders import a_format, attendees, preparation, talk
from coreflect_tui.core.decision import Decision
from coreflect_tui.core.events import (
    Event,
    GapNoticed,
    ItemFinished,
    NoteWritten,
    OutcomesWritten,
    SessionClosed,
    SessionKept,
    SessionReopened,
)
from coreflect_tui.core.formats import NoteKind, Outcome
from coreflect_tui.core.noticing import AFTERWARDS
from coreflect_tui.core.standing import NO_ACTS, last_act
from coreflect_tui.core.summary import Status, Summary
from coreflect_tui.store import DamagedFile, Store, UnknownSession
from coreflect_tui.store.codec import encode, event_types
from coreflect_tui.store.last_moments import FILES

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


@pytest.mark.parametrize(
    "change", ["at = '2027-01-01T00:00:00+00:00'", "wall = at", "payload = '[]'", "utc_offset = 0"]
)
def test_a_moment_that_was_not_written_so_is_not_said(
    store: Store,
    decision: Callable[..., Decision],
    add: Callable[[Decision], None],
    change: str,
) -> None:
    for number in range(1, 4):
        add(decision(number))
    store._database.connect().execute(f"UPDATE decisions SET {change} WHERE seq = 3")
    with pytest.raises(DamagedFile):
        store.summaries.last_moments(SESSION)


def test_time_that_stood_still_is_no_reading(
    store: Store, decision: Callable[..., Decision], add: Callable[[Decision], None]
) -> None:
    first, late = decision(1), decision(2)
    add(first)
    add(replace(late, moment=late.moment._replace(boot_id=AFTERWARDS)))
    found = store.summaries.last_moments(SESSION)
    assert (found.reading, found.acted) == (first.moment, late.moment.session)


def test_the_rows_begin_as_the_store_writes_them(start: datetime) -> None:
    """What is looked for is how the codec begins a payload."""
    made: dict[type[Event], Event] = {
        OutcomesWritten: OutcomesWritten(start, ()),
        GapNoticed: GapNoticed(start, start),
    }
    assert {kind.__name__ for kind in made} < set(NO_ACTS)
    assert {*NO_ACTS, *FILES} <= event_types().keys()
    for kind, event in made.items():
        assert encode((event,)).payload.startswith(f'[{{"type":"{kind.__name__}"')


@pytest.mark.parametrize("outcomes", [(Outcome.HARVEST,), ()])
def test_files_that_were_not_written_since_it_was_closed(
    store: Store,
    decision: Callable[..., Decision],
    add: Callable[[Decision], None],
    start: datetime,
    outcomes: tuple[Outcome, ...],
) -> None:
    """What it is called cannot be taken for what was done in it."""
    fmt = replace(a_format(talk("opening", 5)), outcomes=outcomes, title='{"type":"SessionClosed"')
    add(decision(1, *preparation(fmt, attendees(2))))
    steps: tuple[tuple[tuple[Event, ...], bool], ...] = (
        ((OutcomesWritten(start, ()),), False),
        ((ItemFinished("opening", start), SessionClosed(start)), bool(outcomes)),
        ((OutcomesWritten(start, ()),), False),
        ((NoteWritten("n1", NoteKind.QUOTE, '{"type":"SessionClosed"', start, None, None),), False),
        ((SessionReopened(start),), False),
        ((SessionClosed(start),), bool(outcomes)),
        ((SessionKept(kept=True),), True),
    )
    for number, (events, lacking) in enumerate(steps, start=2):
        add(decision(number, *events))
        assert store.summaries.may_lack_files(SESSION) is lacking, number


def test_a_session_that_is_not_there(store: Store) -> None:
    with pytest.raises(UnknownSession):
        store.summaries.last_moments(SESSION)

"""What is being typed survives, and is gone when it is thrown away."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from coreflect_tui.store import Draft, Store

SESSION = "2026-11-22-k3f9qa"


@pytest.fixture
def draft(start: datetime) -> Draft:
    return Draft(SESSION, "note", "harvest", "we list", start)


def test_one_row_a_slot(store: Store, folder: Path, draft: Draft) -> None:
    more = replace(
        draft, text="we listened\0 ☕", kind="quote", updated=draft.updated + timedelta(seconds=2)
    )
    door = replace(draft, slot="door")
    elsewhere = replace(draft, session="2026-11-23-a2b4c6")
    for one in (draft, more, door, elsewhere):
        store.drafts.save(one)
    with closing(Store(folder)) as after_a_crash:
        assert after_a_crash.drafts.of(SESSION) == (door, more)
    store.drafts.drop(SESSION, "note")
    store.drafts.drop(SESSION, "no such slot")
    assert store.drafts.of(SESSION) == (door,)
    assert store.drafts.of("2026-11-23-a2b4c6") == (elsewhere,)


@pytest.mark.usefixtures("typed")
def test_an_erased_draft_leaves_no_rest(
    store: Store, draft: Draft, rests: Callable[[], set[bytes]]
) -> None:
    store.drafts.save(replace(draft, text="<1000>thrown away"))
    store.drafts.erase(SESSION, "note")
    assert rests() == set()
    assert b"thrown away" not in store.path.read_bytes()


@pytest.mark.parametrize(
    "change", ["text = 'we kissed'", "updated = '2027-01-01T00:00:00+00:00'", "kind = x'00'"]
)
def test_a_damaged_draft_is_not_taken_for_what_was_typed(
    store: Store, draft: Draft, change: str
) -> None:
    other = replace(draft, slot="door")
    for one in (draft, other):
        store.drafts.save(one)
    store._database.connect().execute(f"UPDATE drafts SET {change} WHERE slot = 'note'")
    assert store.drafts.of(SESSION) == (other,)
    again = replace(draft, text="typed anew")
    store.drafts.save(again)
    assert set(store.drafts.of(SESSION)) == {other, again}

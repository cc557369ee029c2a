"""Erasing for good: all or nothing, no rest in the file, and finished when it was cut short."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from coreflect_tui.core.decision import Decision
from coreflect_tui.core.summary import Summary
from coreflect_tui.store import Draft, NotRewritten, Rewritten, Store, StoreError
from coreflect_tui.store.connection import NAME
from coreflect_tui.store.database import Database

SESSION = "2026-11-22-k3f9qa"
OTHER = "2026-11-23-a2b4c6"
ALIKE = "2026-11-24-k3f9qa"

Filled = Callable[[str, int], tuple[Decision, ...]]
Deciding = Callable[..., Decision]
Summing = Callable[..., Summary]


def on_disk(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()))


def test_a_session_goes_whole_and_the_others_stay(
    store: Store, folder: Path, filled: Filled, decision: Deciding
) -> None:
    filled(SESSION, 20)
    other = filled(OTHER, 20)
    for session in (SESSION, OTHER, ALIKE):
        store.drafts.save(
            Draft(session, "a", "harvest", f"typed in {session}", other[0].moment.wall)
        )
        store.journal.put_aside(session, (decision(1000 + int(session[8:10])),))
    (folder / f"{NAME}.before-v9").write_text(SESSION)
    (folder / f"{NAME}.damaged-1").write_text(SESSION)
    (folder / f".unsaved-{SESSION[-6:]}-abc.json.part").write_text('{"schema": 1, "ses')
    store.forgetting.session(SESSION)
    assert len(store.forgetting.put_aside(SESSION)) == 1
    store.forgetting.remove_aside(SESSION)
    assert store.journal.load(SESSION) == ()
    assert store.journal.load(OTHER) == other
    assert [one.session for one in store.summaries.newest()] == [OTHER]
    content = on_disk(folder)
    assert SESSION.encode() not in content
    assert b"words 20" not in content
    assert b"words 40" in content
    assert len(list(folder.glob("unsaved-*"))) == 2
    assert not list(folder.glob("*.to-rewrite"))


@pytest.mark.usefixtures("typed")
def test_forgetting_clears_the_rests_of_drafts(
    store: Store, rests: Callable[[], set[bytes]]
) -> None:
    store.forgetting.session(OTHER)
    assert rests() == set()


def test_other_decisions_take_the_place_of_those_there(
    store: Store, folder: Path, filled: Filled, decision: Deciding, summary: Summing
) -> None:
    made, other = filled(SESSION, 9), filled(OTHER, 3)
    anew = (*(decision(100 + number) for number in range(4)), made[8])
    store.drafts.save(Draft(SESSION, "a", "harvest", "Quillon said", made[0].moment.wall))
    row = summary(SESSION)
    store.forgetting.rewrite([Rewritten(SESSION, anew, row, (("a", "someone said"),))])
    assert store.journal.load(SESSION) == anew
    assert store.journal.load(OTHER) == other
    assert [one.text for one in store.drafts.of(SESSION)] == ["someone said"]
    assert store.journal.append(SESSION, 5, decision(200), row) == 6
    assert b"words 4" not in on_disk(folder)
    assert b"Quillon" not in on_disk(folder)


def test_when_one_session_cannot_be_written_none_is(
    store: Store, filled: Filled, decision: Deciding, summary: Summing
) -> None:
    made, other = filled(SESSION, 3), filled(OTHER, 3)
    first = Rewritten(OTHER, (decision(50),), summary(OTHER))
    # The last decision of another session has that id.
    bad = Rewritten(SESSION, (made[0], decision(50)), summary(SESSION))
    with pytest.raises(StoreError):
        store.forgetting.rewrite([first, bad])
    assert store.journal.load(SESSION) == made
    assert store.journal.load(OTHER) == other


def test_an_erasing_that_was_cut_short_is_finished_at_the_next_opening(
    store: Store, folder: Path, filled: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(SESSION, 2)

    def refuse(_: Database) -> None:
        raise StoreError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(Database, "rewrite", refuse)
        with pytest.raises(NotRewritten, match="disk is full"):
            store.forgetting.session(SESSION)
        assert store.journal.load(SESSION) == ()
    (folder / f"{NAME}.before-v9").write_text("words 1")
    store.close()
    assert (folder / f"{NAME}.to-rewrite").exists()
    with closing(Store(folder)) as again:
        assert again.summaries.newest() == ()
    assert sorted(path.name for path in folder.iterdir()) == [NAME]


def test_a_busy_database_loses_nothing(store: Store, folder: Path, filled: Filled) -> None:
    made = filled(SESSION, 2)
    with closing(sqlite3.connect(folder / NAME)) as conn:
        conn.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="busy"):
            store.forgetting.session(SESSION)
        conn.execute("ROLLBACK")
    assert store.journal.load(SESSION) == made


def test_what_was_put_aside_is_read_and_written_again(
    store: Store, folder: Path, decision: Deciding
) -> None:
    one, two = (decision(7), decision(8)), (decision(9),)
    names = {store.journal.put_aside(SESSION, file) for file in (one, two)}
    store.journal.put_aside(ALIKE, (decision(10),))
    found = store.forgetting.put_aside(SESSION)
    assert set(found) == {one, two}
    store.forgetting.rewrite_aside(SESSION, [(decision(7),), two])
    assert set(store.forgetting.put_aside(SESSION)) == {(decision(7),), two}
    assert names < {path.name for path in folder.iterdir()}
    (folder / min(names)).write_text("[]")
    with pytest.raises(StoreError, match="cannot be read"):
        store.forgetting.put_aside(SESSION)


def test_what_an_interrupted_writing_left_is_never_read_and_goes(
    store: Store, folder: Path, decision: Deciding
) -> None:
    store.journal.put_aside(SESSION, (decision(7),))
    part = folder / f".unsaved-{SESSION[-6:]}-abc.json.part"
    part.write_text('{"schema": 1, "ses')
    assert store.forgetting.put_aside(SESSION) == ((decision(7),),)
    store.forgetting.rewrite_aside(SESSION, [(decision(7),)])
    assert not part.exists()
    assert store.forgetting.put_aside(SESSION) == ((decision(7),),)


def test_nothing_that_was_put_aside_goes_where_it_cannot_be_written_again(
    store: Store, folder: Path, decision: Deciding
) -> None:
    one, two = (decision(7), decision(8)), (decision(9),)
    for file in (one, two):
        store.journal.put_aside(SESSION, file)
    # A folder stands in the way of the second one's writing.
    (folder / f".unsaved-{SESSION[-6:]}-{two[0].id[-6:]}.json.part").mkdir()
    with pytest.raises(StoreError):
        store.forgetting.rewrite_aside(SESSION, [two, (decision(7),)])
    assert set(store.forgetting.put_aside(SESSION)) == {one, two}

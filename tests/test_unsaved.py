"""Where acts go that the disk refused, when the program has to end."""

import sqlite3
import stat
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from builders import START, a_format, attendees, ids, preparation, talk
from coreflect_tui.clock import FastClock
from coreflect_tui.core.intents import AddMinutes, NextItem
from coreflect_tui.session import Session
from coreflect_tui.store import Store
from coreflect_tui.store.aside import decisions_in
from coreflect_tui.unsaved import keep_unsaved


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """Three decisions are saved, two are not: another program is in the middle of writing."""
    with closing(Store(tmp_path / "data")) as store:
        first = preparation(a_format(talk("opening", 3)), attendees(3))
        session = Session.begin(first, store.journal, FastClock(START, 0), ids())
        session.dispatch(NextItem())
        item = session.state.items[0].id
        session.dispatch(AddMinutes(item, 60))
        with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            session.dispatch(AddMinutes(item, 60))
            session.dispatch(AddMinutes(item, 60))
            assert (len(session.saved), len(session.waiting)) == (3, 2)
            yield session


def private(path: Path) -> bool:
    return stat.S_IMODE(path.stat().st_mode) & 0o077 == 0


def test_in_the_folder_of_the_data_it_is_what_waits(session: Session, tmp_path: Path) -> None:
    kept = keep_unsaved(session, tmp_path / "data", tmp_path / "settings")
    assert kept
    assert kept.parent == tmp_path / "data"
    assert private(kept)
    assert decisions_in(kept) == session.waiting
    assert keep_unsaved(session, tmp_path / "data", tmp_path / "settings") == kept


def test_elsewhere_it_is_the_whole_session(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    no_folder = tmp_path / "file"
    no_folder.write_text("", "utf-8")
    beside = keep_unsaved(session, no_folder, tmp_path / "settings")
    aside = keep_unsaved(session, no_folder, no_folder)
    assert beside
    assert aside
    assert beside.parent == tmp_path / "settings"
    assert aside.parent.parent == tmp_path
    for kept in (beside, aside):
        assert private(kept)
        assert private(kept.parent)
        assert decisions_in(kept) == session.saved + session.waiting
    monkeypatch.setattr(tempfile, "tempdir", str(no_folder))
    assert keep_unsaved(session, no_folder, no_folder) is None

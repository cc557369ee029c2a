"""A look at the list before the whole file was checked: what it shows is what was written, whatever
became of the file, and where it cannot say that it says so. It changes nothing."""

import contextlib
import random
import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import pytest

from coreflect_tui.store import Store, StoreError
from coreflect_tui.store.connection import NAME
from coreflect_tui.store.database import Database
from coreflect_tui.store.glance import Glance, NotAtAGlanceError
from damaged import OFFSET, Damage, Written, cuts, flipped, overwritten, write
from old_files import lay_down

SAMPLE = 60
"""So many bits are turned here."""


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """Three sessions, the last not closed."""
    return write(tmp_path_factory.mktemp("written") / "home")


@pytest.fixture
def folder(written: Written, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of what was written; a file of any size is worth a glance."""
    monkeypatch.setattr(Database, "large", 0)
    shutil.copytree(written.file.parent, tmp_path / "data")
    return tmp_path / "data"


def wrong_at_a_glance(folder: Path, written: Written) -> list[str]:
    """What is shown there, and was not written so. Raises NotAtAGlanceError."""
    with closing(Store(folder, Glance)) as store:
        listed = store.summaries.listed(5)
        found = [*listed.not_closed, *listed.closed]
        wrong = [f"{one}" for one in found if written.rows.get(one.session) != one]
        offsets = store.summaries.offsets(one.session for one in found)
        wrong += [f"{one} is ahead by {ahead}" for one, ahead in offsets.items() if ahead != OFFSET]
        for one in listed.not_closed:
            # Where they are damaged a list goes by the row.
            with contextlib.suppress(StoreError):
                moments = store.summaries.last_moments(one.session)
                wrong += [] if moments == written.moments[one.session] else [f"{moments}"]
        return wrong


def test_it_is_the_list(folder: Path, written: Written) -> None:
    with closing(Store(folder, Glance)) as store, closing(Store(folder)) as usual:
        assert store.summaries.listed(1) == usual.summaries.listed(1)
        assert store.summaries.listed(5) == usual.summaries.listed(5)
        assert store.summaries.count() == 3
    assert wrong_at_a_glance(folder, written) == []


@pytest.mark.parametrize("kind", ["overwritten", "flipped", "cuts"])
def test_a_damaged_file_shows_what_was_written_or_nothing(
    folder: Path, written: Written, kind: str
) -> None:
    chance, content = random.Random(4), written.content
    places = [(chance.randrange(len(content)), chance.randrange(8)) for _ in range(SAMPLE)]
    row = content.rindex(b'[["opening"')
    places += [(row + chance.randrange(-90, 90), chance.randrange(8)) for _ in range(12)]
    damages: dict[str, Iterable[Damage]] = {
        "overwritten": overwritten(content, chance),
        "flipped": flipped(content, places),
        "cuts": cuts(content),
    }
    file, wrong, refused = folder / NAME, [], 0
    for damage in damages[kind]:
        file.write_bytes(damage.content)
        try:
            wrong += [f"{damage}: {one}" for one in wrong_at_a_glance(folder, written)]
        except NotAtAGlanceError:
            refused += 1
        assert file.read_bytes() == damage.content
    assert wrong == []
    assert refused


def test_damage_that_does_not_concern_the_list_is_left_to_the_opening(
    folder: Path, written: Written
) -> None:
    """Which comes before anything is written; see tests/faults/test_damaged_database.py."""
    content = bytearray(written.content)
    place = content.index(b"Something to take along")
    page = place - place % 4096
    content[page : page + 512] = bytes(512)
    (folder / NAME).write_bytes(content)
    assert wrong_at_a_glance(folder, written) == []
    with closing(Store(folder)) as usual:
        assert usual.damage() is not None


def refused(folder: Path) -> bool:
    with closing(Store(folder, Glance)) as store:
        try:
            store.summaries.listed(5)
        except NotAtAGlanceError:
            return True
    return False


def test_a_small_file_is_opened_in_full(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Database, "large", 1 << 30)
    assert refused(folder)


def test_an_act_that_was_cut_short_is_not_rolled_back_by_looking(folder: Path) -> None:
    with closing(sqlite3.connect(folder / NAME, isolation_level=None)) as conn:
        conn.execute("PRAGMA cache_size = 1")
        conn.execute("BEGIN IMMEDIATE")
        conn.execute("UPDATE decisions SET boot_id = boot_id || 'x'")
        for file in (NAME, f"{NAME}-journal"):
            shutil.copy(folder / file, folder / f"{file}.then")
    for file in (NAME, f"{NAME}-journal"):
        (folder / f"{file}.then").rename(folder / file)
    before = (folder / NAME).read_bytes()
    assert refused(folder)
    assert (folder / NAME).read_bytes() == before
    assert (folder / f"{NAME}-journal").exists()


def test_what_is_still_to_be_erased_is_not_passed_by(folder: Path) -> None:
    (folder / f"{NAME}.to-rewrite").touch()
    assert refused(folder)


def test_no_file_and_one_of_an_older_version_are_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Database, "large", 0)
    assert refused(tmp_path)
    assert list(tmp_path.iterdir()) == []
    old = lay_down(tmp_path / "old", 1)
    before = old.read_bytes()
    assert refused(old.parent)
    assert old.read_bytes() == before

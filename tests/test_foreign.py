"""Whatever a file or a line becomes on its way, it is read or refused with a sentence, soon.

A sample for each reader; `benchmarks/long/fuzz.py` goes on from the same files by coverage.
"""

from pathlib import Path
from random import Random
from time import process_time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import foreign_store as store
from coreflect_tui.store import Damaged, DamagedFile, NewerDatabase, StoreError
from foreign import READERS, Reader, emptied
from foreign_store import TOUCHED, WHOLE, Change
from mutated import mutated

SOON = 5
"""Seconds of one processor; most take a hundredth."""
EXAMPLES = {"formats": 60, "reports": 60, "database": 40, "rows": 40, "beside": 40}
"""How many are tried; 150 of the others."""

_RUNS = st.integers(0, 2**32)


@pytest.mark.parametrize("reader", READERS, ids=[one.name for one in READERS])
def test_a_file_in_order_is_read(reader: Reader, tmp_path: Path) -> None:
    for seed in reader.seeds():
        reader.read(seed, emptied(tmp_path / "files"))


@pytest.mark.parametrize("reader", READERS, ids=[one.name for one in READERS])
def test_a_spoiled_file_is_read_or_refused_with_a_sentence(reader: Reader, tmp_path: Path) -> None:
    seeds = list(reader.seeds())

    @settings(
        max_examples=EXAMPLES.get(reader.name, 150),
        suppress_health_check=[HealthCheck.nested_given, HealthCheck.too_slow],
    )
    @given(st.sampled_from(seeds), st.sampled_from(seeds), _RUNS)
    def check(seed: bytes, other: bytes, run: int) -> None:
        content = mutated(seed, other, Random(run))
        began = process_time()
        reader.read(content, emptied(tmp_path / "files"))
        assert process_time() - began < SOON

    check()


@pytest.mark.parametrize("reader", READERS, ids=[one.name for one in READERS])
def test_nothing_and_any_bytes_are_read_or_refused(reader: Reader, tmp_path: Path) -> None:
    for content in (b"", b"\0", b"\xff\xfe", b"\n" * 100, bytes(range(256)), b"\xf0\x9f"):
        reader.read(content, emptied(tmp_path / "files"))


# --- the database ---------------------------------------------------------------------------------

VALUES = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
    st.text(max_size=20),
    st.binary(max_size=20),
    st.sampled_from(
        ["", "[]", "{}", "[[1]]", "null", "0001-01-01T00:00:00+23:59", "closed", "9" * 30]
    ),
)
CHANGES = st.builds(
    Change, st.sampled_from(store.SPOILED), st.integers(0, 9), st.integers(0, 20), VALUES
)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(CHANGES, min_size=1, max_size=3))
def test_rows_with_other_values_cost_their_own_session_alone(
    tmp_path: Path, changes: list[Change]
) -> None:
    folder = emptied(tmp_path / "data")
    store.put_changed(folder, tuple(changes))
    said = store.read_all(folder)
    # Such as NULL where there is to be something: that is damage to the file, and recovered.
    if not store.is_unsound(said):
        store.is_whole(said, store.said_before())


def test_a_spoiled_decision_is_noticed_and_the_list_still_shows_the_session(tmp_path: Path) -> None:
    folder = emptied(tmp_path / "data")
    store.put_changed(folder, (Change("decisions", 1, 5, 7200),))
    said = store.read_all(folder)
    assert isinstance(said[f"load {TOUCHED}"], Damaged)
    newest = said["newest"]
    assert isinstance(newest, tuple)
    assert {one.session for one in newest} == {TOUCHED, WHOLE}
    store.is_whole(said, store.said_before())


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE decisions",
        "DROP TABLE sessions",
        "DROP TABLE words",
        "DROP TABLE drafts",
        "ALTER TABLE sessions RENAME TO other",
        "ALTER TABLE sessions RENAME COLUMN title TO name",
        "ALTER TABLE decisions ADD COLUMN more",
        "CREATE TABLE more (a)",
        "CREATE TRIGGER t AFTER INSERT ON decisions BEGIN DELETE FROM words; END",
        "CREATE VIEW v AS SELECT * FROM words",
        "PRAGMA user_version = 0",
        "PRAGMA user_version = 1",
        "PRAGMA user_version = -1",
        "PRAGMA user_version = 2147483647",
        "PRAGMA application_id = 0",
        "PRAGMA application_id = 1",
        "PRAGMA journal_mode = WAL",
        "PRAGMA encoding = 'UTF-16'",
    ],
)
def test_a_database_of_another_shape_is_read_whole_or_refused_whole(
    statement: str, tmp_path: Path
) -> None:
    folder = emptied(tmp_path / "data")
    store.put_with(folder, statement)
    said = store.read_all(folder)
    if isinstance(said["newest"], StoreError):
        assert isinstance(said["newest"], (DamagedFile, NewerDatabase))
        assert isinstance(said[f"load {WHOLE}"], type(said["newest"]))
    else:
        store.is_whole(said, store.said_before())

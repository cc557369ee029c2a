"""Rows come out of the pages of any SQLite file, and nothing in one keeps the reader for ever."""

import random
import sqlite3
import struct
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coreflect_tui.store.damage.pages import rows_in

USUAL = 4096


@dataclass(frozen=True)
class Long:
    """A text of so many letters."""

    length: int


VALUES = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
    st.text(st.characters(codec="utf-8"), max_size=60),
    st.binary(max_size=60),
    # So many letters, which hypothesis need not show one by one.
    st.builds(Long, st.integers(0, 20_000)),
)


def database(path: Path, rows: list[list[object]], page_size: int = USUAL) -> Path:
    """A table of these rows, whose columns have no type: what goes in is what stands there."""
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.execute("PRAGMA synchronous = OFF")
        conn.execute(f"PRAGMA page_size = {page_size}")
        conn.execute("CREATE TABLE things (a, b, c)")
        conn.executemany("INSERT INTO things VALUES (?, ?, ?)", rows)
    return path


@settings(max_examples=40)
@given(rows=st.lists(st.lists(VALUES, min_size=3, max_size=3), max_size=30), seed=st.integers())
def test_what_sqlite_wrote_is_read(
    rows: list[list[object]], seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    size = random.Random(seed).choice((512, 1024, USUAL, 65536))
    told = [["w" * one.length if isinstance(one, Long) else one for one in row] for row in rows]
    path = database(tmp_path_factory.mktemp("pages") / "a.db", told, size)
    with closing(sqlite3.connect(path)) as conn:
        wanted = conn.execute("SELECT * FROM things").fetchall()
    found = [row for row in rows_in(path) if len(row) == 3]
    assert set(map(repr, found)) >= set(map(repr, wanted))
    if size == USUAL:
        # Elsewhere that is tried too, and a row may seem to go on in pages of others.
        assert len(found) == len(wanted)


def test_rows_of_pages_that_are_damaged_are_missing_and_others_are_not(tmp_path: Path) -> None:
    path = database(tmp_path / "a.db", [[number, "x" * 500, None] for number in range(200)])
    content = bytearray(path.read_bytes())
    content[:4096] = bytes(4096)
    third = 3 * 4096
    content[third : third + 4096] = random.Random(1).randbytes(4096)
    path.write_bytes(content)
    found = {row[0] for row in rows_in(path) if len(row) == 3}
    assert 180 < len(found) < 200


def test_a_long_row_that_has_lost_a_page_is_none(tmp_path: Path) -> None:
    path = database(tmp_path / "a.db", [[1, "x" * 30_000, None], [2, "y", None]])
    content = bytearray(path.read_bytes())
    content[4 * 4096 : 4 * 4096 + 4] = struct.pack(">I", 999)
    path.write_bytes(content)
    assert [row[0] for row in rows_in(path) if len(row) == 3] == [2]


def test_pages_that_go_round_in_a_ring_end(tmp_path: Path) -> None:
    path = database(tmp_path / "a.db", [[number, "x" * 30_000, None] for number in range(40)])
    content = bytearray(path.read_bytes())
    for at in range(2 * 4096, len(content), 4096):
        if content[at : at + 1] == b"\0":
            content[at : at + 4] = struct.pack(">I", at // 4096 + 1)
    path.write_bytes(content)
    assert len(list(rows_in(path))) < 200


@settings(max_examples=60)
@given(content=st.binary(max_size=9000), leaf=st.booleans())
def test_noise_is_no_error(
    content: bytes, leaf: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("noise") / "a.db"
    path.write_bytes((b"\x0d" if leaf else b"") + content)
    list(rows_in(path))

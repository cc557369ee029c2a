"""Only what is proven is taken over, whatever else stands among the rows."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from coreflect_tui.core.events import NoteWritten
from coreflect_tui.store.damage.pages import Row, rows_in
from coreflect_tui.store.damage.salvage import Rows, Salvaged, salvage
from damaged import Written, write


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    return write(tmp_path_factory.mktemp("salvage") / "home", sessions=1)


@pytest.fixture
def rows(written: Written) -> Rows:
    return rows_of(rows_in(written.file))


def rows_of(found: Iterator[Row] | list[Row]) -> Rows:
    rows = Rows()
    for row in found:
        rows.take(row)
    return rows


def texts(one: Salvaged) -> list[str]:
    return [
        event.text
        for each in one.decisions
        for event in each.decision.events
        if isinstance(event, NoteWritten)
    ]


def test_all_of_a_sound_file(written: Written, rows: Rows) -> None:
    (one,) = salvage(rows)
    (decisions,) = written.sessions.values()
    assert tuple(each.decision for each in one.decisions) == decisions
    assert (one.whole, one.lost, one.summary) == (True, 0, written.rows[one.session])
    assert tuple(rows.drafts) == written.drafts


def test_rows_that_nothing_proves_are_left(written: Written, rows: Rows) -> None:
    (session,) = written.sessions
    for row in list(rows_in(written.file)):
        if len(row) == 10:
            rows.take((*row[:7], "another boot", *row[8:]))
        if len(row) == 5:
            rows.take((*row[:4], "other words"))
        if len(row) == 6:
            rows.take((*row[:3], "another draft", *row[4:]))
    rows.take((session, 99, *("x",) * 15))
    (one,) = salvage(rows)
    assert tuple(each.decision for each in one.decisions) == written.sessions[session]
    assert (one.whole, one.lost, one.of) == (True, 0, len(one.decisions))
    assert len(rows.drafts) == len(rows.unproven) == 1


def test_what_is_struck_in_one_copy_of_a_row_stays_struck(written: Written) -> None:
    found = list(rows_in(written.file))
    with_words = [row for row in found if len(row) == 5 and isinstance(row[1], int)]
    others = [row for row in found if row not in with_words]
    struck: list[Row] = [(*row[:3], None, None) for row in with_words]
    for words in ([*with_words, *struck], [*struck, *with_words]):
        (one,) = salvage(rows_of([*others, *words]))
        assert set(texts(one)) == {""}
        assert one.lost == 0


def test_without_its_row_nobody_knows_whether_a_session_is_whole(written: Written) -> None:
    (one,) = salvage(rows_of([row for row in rows_in(written.file) if len(row) < 15]))
    assert (one.whole, one.of) == (False, 0)
    (one,) = salvage(rows_of([row for row in rows_in(written.file) if len(row) < 15]), True)
    assert one.whole


def test_two_sessions_with_the_same_decisions_are_not_both_ours(
    written: Written, tmp_path: Path
) -> None:
    """Nobody but a hostile hand writes such a file; SQLite would refuse the second."""
    copy = tmp_path / "a.db"
    copy.write_bytes(written.content)
    with closing(sqlite3.connect(copy)) as conn:
        rows = conn.execute("SELECT * FROM decisions ORDER BY seq").fetchall()
    from coreflect_tui.store.chain import chained

    before, forged = "", []
    for row in rows:
        sealed = ("2026-01-01-zzzzzz", *row[1:9])
        before = chained(before, sealed)
        forged.append((*sealed, before))
    assert len(salvage(rows_of([*rows_in(copy), *forged]))) == 1

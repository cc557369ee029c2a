"""Whatever bytes come: a report or a sentence, soon, and nobody's name in the sentence."""

import csv
from collections.abc import Callable
from datetime import date, datetime, timedelta
from datetime import time as clock
from pathlib import Path
from time import process_time

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import reports
from coreflect_tui.core.report import DateOrder, Report
from coreflect_tui.imports.report import (
    MOST_BYTES,
    MOST_PROBLEMS,
    MOST_ROWS,
    ReportError,
    parse_report,
    read_report,
)
from foreign import check_report
from reports import DAY, LAYOUTS, START, Dialect, Stay

HEADER = "Name (original name),Email,Join time,Leave time,Duration (minutes)\n"
FULL = MOST_ROWS - 2
"""Rows under a header, and room for one more."""
INSTANTS = "03/05/2026 06:22:15 PM,03/05/2026 07:33:00 PM,71\n"


def stays() -> list[Stay]:
    start = datetime.combine(DAY, clock(18))
    left = start + timedelta(hours=1)
    return [Stay(shown, start, left, "one@example.net") for shown in reports.SHOWN]


def outcome(read: Callable[[], Report]) -> None:
    """A report that holds together, or a sentence."""
    try:
        report = read()
    except ReportError as error:
        said = str(error)
    else:
        check_report(report)
        return
    assert said.endswith(".")


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300), st.datetimes(), st.sampled_from([None, *DateOrder]))
@example(b"Name,Joined\nAna,23:59\n,", datetime.combine(date.max, clock(23)), None)
def test_any_bytes_give_a_report_or_a_sentence(
    tmp_path: Path, raw: bytes, start: datetime, order: DateOrder | None
) -> None:
    path = tmp_path / "participants.csv"
    path.write_bytes(raw)
    outcome(lambda: read_report(path, start, order))


@settings(max_examples=200)
@given(
    st.text(
        st.sampled_from(list("\"=,;\t\n\r ()'/:.0123456789apmAPM\ufeff\u202f\0é")), max_size=120
    ),
    st.datetimes(),
)
def test_any_cells_under_a_header_give_a_report_or_a_sentence(text: str, start: datetime) -> None:
    outcome(lambda: parse_report(HEADER + text, start))
    outcome(lambda: parse_report("Name\tFirst Join\tLast Leave\tDuration\n" + text, start))
    outcome(lambda: parse_report("Name;Joined;Left\n" + text, start))


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """The file of a service, damaged: bytes flipped, cut, inserted, doubled."""
    layout = draw(st.sampled_from(LAYOUTS))
    stamp = draw(st.sampled_from(sorted(reports.STAMPS)))
    raw = reports.build(layout, stays(), Dialect(layout.encoding, layout.delimiter, stamp=stamp))
    for _ in range(draw(st.integers(1, 5))):
        at, to = sorted(draw(st.tuples(*[st.integers(0, len(raw))] * 2)))
        kind = draw(st.sampled_from(["flip", "cut", "insert", "double", "end"]))
        if kind == "flip":
            raw = raw[:at] + bytes(255 - byte for byte in raw[at : at + 1]) + raw[at + 1 :]
        elif kind == "cut":
            raw = raw[:at] + raw[min(to, at + 60) :]
        elif kind == "insert":
            raw = raw[:at] + draw(st.binary(min_size=1, max_size=8)) + raw[at:]
        elif kind == "double":
            raw = raw[:to] + raw[at:to] + raw[to:]
        else:
            raw = raw[:to]
    return raw


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(mutated())
def test_damaged_files_of_services_give_a_report_or_a_sentence(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "participants.csv"
    path.write_bytes(raw)
    outcome(lambda: read_report(path, START))


@settings(max_examples=100)
@given(st.sampled_from(LAYOUTS), st.data())
def test_no_row_is_dropped_in_silence(layout: reports.Layout, data: st.DataObject) -> None:
    """Each row of a damaged table is a connection, or stands in a problem by its number."""
    dialect = Dialect()
    people = stays()
    before = len(layout.before) + 1
    rows = reports.build(layout, people, dialect).decode("utf-8-sig").split("\r\n")[:-1]
    if layout.sections or any("\n" in cell for cells in layout.before for cell in cells):
        return
    place = data.draw(st.integers(before, len(rows) - 1))
    cells = rows[place].split(",")
    change = data.draw(st.sampled_from(["short", "long", "words", "nameless"]))
    damaged = {
        "short": cells[: data.draw(st.integers(1, len(cells)))],
        "long": [*cells, *["more"] * 12],
        "words": [cells[0], *["words"] * (len(cells) - 1)],
        "nameless": [*[""] * 2, *cells[2:]],
    }[change]
    rows[place] = ",".join(damaged)
    report = parse_report("\n".join(rows), START)
    known = {one.row for one in report.connections}
    named = {int(sentence.split()[1]) for sentence in report.problems}
    filled = {number for number, row in enumerate(rows, 1) if number > before and row.strip(",")}
    assert filled <= known | named


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("," * (MOST_BYTES - 1), id="a million delimiters"),
        pytest.param(",a" * (MOST_BYTES // 2 - 1), id="a million cells"),
        pytest.param(HEADER + '"' + "a" * (MOST_BYTES - 100), id="one huge field"),
        pytest.param(HEADER + '""' * (MOST_BYTES // 2 - 100), id="nothing but quotes"),
        pytest.param(HEADER + ('"a,' + "b" * 2_400 + "\n") * FULL, id="quotes left open"),
        pytest.param("\n" * (MOST_BYTES - 1) + "x", id="empty lines"),
        pytest.param(HEADER * FULL, id="only headers"),
        pytest.param(
            "".join(HEADER.replace("Email", "x" * (n % 40) + "y" * (n // 40)) for n in range(900)),
            id="many headers",
        ),
        pytest.param(("a,b;c\td" * 300 + "\n") * FULL, id="cells by any delimiter"),
        pytest.param(HEADER + ("(" * 90 + ")" * 90 + "," + INSTANTS) * FULL, id="brackets"),
        pytest.param(HEADER + ("x\n\n" * (FULL // 2)), id="one word after each empty line"),
        pytest.param(
            HEADER + ("1:" * 100 + "," + "1/" * 100 + "," + "1." * 100 + "\n") * FULL, id="digits"
        ),
    ],
)
def test_files_made_to_be_slow_end_soon(text: str) -> None:
    limit = csv.field_size_limit()
    start = process_time()
    outcome(lambda: parse_report(text, START))
    assert process_time() - start < 3  # about half a second at most; machines differ
    assert csv.field_size_limit() == limit


def test_of_very_many_rows_that_cannot_be_read_the_first_are_said() -> None:
    report = parse_report(HEADER + "Ana,a@example.net,x,y,z\n" * 900, START)
    assert len(report.connections) == 900
    assert len(report.problems) == MOST_PROBLEMS + 1
    assert report.problems[-1] == "Rows that could not be read in full, beside these: 850."


def test_the_time_grows_with_the_rows_only() -> None:
    def seconds(rows: int) -> float:
        name = "Mika (she/her) (Mikaela Torv (Hub))"
        text = HEADER + f"{name},m@example.net,{INSTANTS}" * rows
        start = process_time()
        parse_report(text, START)
        return process_time() - start

    seconds(100)
    assert seconds(900) < 12 * max(seconds(225), 0.02)

"""The list as other programs read it: the csv module, LibreOffice and pandas find the same people,
and no name is a formula."""

import csv
import importlib
import os
import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from coreflect_tui.core.person import Attendee, Presence
from coreflect_tui.core.state import SessionState
from coreflect_tui.core.text import clean_name
from coreflect_tui.exports.attendee_list import attendee_csv, attendee_list, guarded

NAMES = (
    "Ana",
    "Zoë Quill",
    "山田 花子",
    "محمد",
    "Okoro, Bea",
    'Ro "Bo" Carr',
    "O'Neill; Kit",
    "'Ana'",
    "Ana\t| Bo",
    "a\nb",
    "NA",
    "nan",
    "None",
    "👩‍🌾 Wren",
    "<b>Ana</b>",
    '","yes',
    "-",
    "x" * 80,
)
# What the design names: = + - @, full-width and small forms of them, after blanks and breaks.
SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "﹢", "﹣", "﹫", "﹦")
BEFORE = ("", " ", "\u00a0", "\u3000", "\u200b", "\ufeff", "\t", "\r", "\n", "\r\n", "\0", " \t ")
FORMULAS = (
    *(f"{blank}{sign}1+1" for blank in BEFORE for sign in SIGNS),
    *(f"{blank}Ana" for blank in BEFORE),
    '=HYPERLINK("http://localhost/","Ana")',
    "=cmd|' /C calc'!A0",
    "@SUM(1;1)",
    '"=1+1',
    '","=1+1',
    ";=1+1",
    "{=1+1}",
)

# Separated by commas, in UTF-8, numbers and dates looked for, and formulas worked out: the last is
# off unless asked for, and here it is to find each one there is.
AS_CSV = "Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,0,true"
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def with_names(state: SessionState, names: tuple[str, ...]) -> SessionState:
    people = tuple(
        Attendee(f"p{place}", name, pronouns=name, presence=Presence.PRESENT)
        for place, name in enumerate(names)
    )
    options = replace(state.options, columns=("pronouns", "minutes present"))
    return replace(state, people=people, options=options)


@pytest.fixture
def hostile(closed: SessionState) -> SessionState:
    """Names that are hard to write down, as they are after they came in."""
    return with_names(closed, tuple(map(clean_name, (*NAMES, *FORMULAS[:12]))))


@pytest.fixture
def formulas(closed: SessionState) -> SessionState:
    """Each trigger, as if nothing had cleaned it."""
    return with_names(closed, FORMULAS)


def expected(state: SessionState) -> list[list[str]]:
    return [[guarded(cell) for cell in row] for row in attendee_list(state)]


def test_the_csv_module_finds_the_same_people(
    rehearsed: SessionState, hostile: SessionState, tmp_path: Path
) -> None:
    for state in (rehearsed, hostile):
        path = tmp_path / "attendees.csv"
        path.write_bytes(attendee_csv(state))
        with path.open(encoding="utf-8-sig", newline="") as file:
            assert list(csv.reader(file, strict=True)) == expected(state)


def test_pandas_finds_the_same_people(
    rehearsed: SessionState, hostile: SessionState, tmp_path: Path
) -> None:
    pandas = importlib.import_module("pandas")
    for state in (rehearsed, hostile):
        path = tmp_path / "attendees.csv"
        path.write_bytes(attendee_csv(state))
        frame = pandas.read_csv(path, dtype=str, keep_default_na=False)
        header, *rows = expected(state)
        assert list(frame.columns) == header
        assert frame.to_numpy().tolist() == rows


def test_libreoffice_finds_the_same_people_and_no_formula(
    rehearsed: SessionState,
    hostile: SessionState,
    formulas: SessionState,
    tmp_path: Path,
    tool: Callable[[str], str],
) -> None:
    """One start for all, and a formula beside them that shows that one would be found."""
    soffice = tool("soffice")
    (tmp_path / "control.csv").write_bytes(b"date,name\r\n2026-11-22,=1+1\r\n")
    lists = {"rehearsed": rehearsed, "hostile": hostile, "formulas": formulas}
    for name, state in lists.items():
        (tmp_path / f"{name}.csv").write_bytes(attendee_csv(state))
    subprocess.run(
        [
            soffice,
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            "--norestore",
            f"--infilter={AS_CSV}",
            *("--convert-to", "xlsx", "--outdir", str(tmp_path)),
            *(str(tmp_path / f"{name}.csv") for name in ("control", *lists)),
        ],
        check=True,
        timeout=90,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env={**os.environ, "HOME": str(tmp_path)},
    )
    assert cells_of(tmp_path / "control.xlsx")[1]
    for name, state in lists.items():
        cells, has_formula = cells_of(tmp_path / f"{name}.xlsx")
        assert not has_formula, name
        header, *rows = expected(state)
        assert cells[0] == header
        assert len(cells) == len(rows) + 1
        names = [row[3] for row in cells[1:]]
        if name == "formulas":
            # Controls may be dropped on the way; that it is text is what counts here.
            assert [shown(one) for one in names] == [shown(row[3]) for row in rows]
        else:
            assert names == [row[3] for row in rows]


def shown(text: str) -> str:
    return re.sub("[\0\r\n\t\ufeff\u200b]|_x[0-9A-F]{4}_", "", text)


def cells_of(path: Path) -> tuple[list[list[str]], bool]:
    """The rows of the first sheet as text (numbers as they are kept, an empty cell as ""), and
    whether any cell is a formula or a link."""
    with ZipFile(path) as book:
        texts = [
            "".join(part.text or "" for part in entry.iter(f"{SHEET}t"))
            for entry in ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
        ]
        sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    rows = []
    for row in sheet.iter(f"{SHEET}row"):
        kept: dict[int, str] = {}
        for cell in row.iter(f"{SHEET}c"):
            value = cell.find(f"{SHEET}v")
            text = value.text or "" if value is not None else ""
            column = ord(cell.attrib["r"][0]) - ord("A")
            kept[column] = texts[int(text)] if cell.get("t") == "s" else text
        rows.append([kept.get(column, "") for column in range(max(kept) + 1)])
    found = [*sheet.iter(f"{SHEET}f"), *sheet.iter(f"{SHEET}hyperlink")]
    return rows, bool(found)

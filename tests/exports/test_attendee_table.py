"""The list as a Markdown table: the same people and columns, and nobody's name is markup."""

import re
from dataclasses import replace
from unicodedata import east_asian_width

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coreflect_tui.core.person import Attendee, Presence
from coreflect_tui.core.state import SessionState
from coreflect_tui.core.text import clean_name
from coreflect_tui.exports import attendee_table as table_module
from coreflect_tui.exports.attendee_list import EXTRA_COLUMNS, attendee_list
from coreflect_tui.exports.attendee_table import attendee_table

TABLE = """\
| date       | session           | facilitator             | name           | full participation |
| ---------- | ----------------- | ----------------------- | -------------- | ------------------ |
| 2026-11-22 | IPS co-reflection | Rowan Ash and Sam Quist | Rowan Ash      | yes                |
| 2026-11-22 | IPS co-reflection | Rowan Ash and Sam Quist | Priya Nair     | yes                |
| 2026-11-22 | IPS co-reflection | Rowan Ash and Sam Quist | Zoë            | yes                |
| 2026-11-22 | IPS co-reflection | Rowan Ash and Sam Quist | '=HYPERLINK(1) |                    |
| 2026-11-22 | IPS co-reflection | Rowan Ash and Sam Quist | Bo             | no                 |
| 2026-11-22 | IPS co-reflection | Rowan Ash and Sam Quist | Sam Quist      |                    |
"""


def cells(text: str) -> list[list[str]]:
    """As a reader of such tables takes them: a bar that is escaped does not end a cell."""
    rows = [re.split(r"(?<!\\) \| ", line[2:-2]) for line in text.splitlines()]
    return [[cell.strip() for cell in row] for row in rows]


def with_names(state: SessionState, *names: str) -> SessionState:
    people = tuple(
        Attendee(f"p{place}", name, presence=Presence.PRESENT) for place, name in enumerate(names)
    )
    return replace(state, people=people, format=replace(state.format, certificates=None))


def test_the_table(closed: SessionState) -> None:
    assert attendee_table(closed) == TABLE


def test_it_has_the_columns_and_people_of_the_list(closed: SessionState) -> None:
    everything = replace(closed, options=replace(closed.options, columns=EXTRA_COLUMNS))
    header, *rows = attendee_list(everything)
    shown, _, *people = cells(attendee_table(everything))
    assert shown == list(header)
    assert [len(row) for row in people] == [len(header)] * len(rows)
    assert [row[3] for row in people if "=" not in row[3]] == [
        row[3] for row in rows if "=" not in row[3]
    ]


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("Ana | Bo", r"Ana \| Bo"),
        ("Ana\\", r"Ana\\"),
        ("**Ana**", r"\*\*Ana\*\*"),
        ("<img src=x>", "&lt;img src=x>"),
        ("[Ana](https://example.org)", r"\[Ana\](https\://example.org)"),
        ("=1+1", "'=1+1"),
        ("＋1", "'＋1"),
        ("-Ana", "'-Ana"),
        ("@ana", "'@ana"),
        ("`Ana`", r"\`Ana\`"),
        ("www.example.org", r"www\.example.org"),
    ],
)
def test_a_name_stays_a_name(closed: SessionState, name: str, cell: str) -> None:
    assert cells(attendee_table(with_names(closed, name)))[2][3] == cell


@pytest.mark.parametrize(
    ("email", "cell"),
    [
        ("ana.b+c@example.org", "ana.b+c@example.org"),
        ("_ana_@example.org", r"\_ana\_\@example.org"),
        ("-ana@example.org", r"'-ana\@example.org"),
        ("<ana@example.org>", r"&lt;ana\@example.org>"),
    ],
)
def test_an_address_can_be_copied_where_it_is_no_markup(
    closed: SessionState, email: str, cell: str
) -> None:
    asked = replace(closed.options, columns=("email",))
    people = (replace(closed.people[1], email=email),)
    assert cells(attendee_table(replace(closed, options=asked, people=people)))[2][-1] == cell


def test_columns_stand_in_line_in_every_script(closed: SessionState) -> None:
    text = attendee_table(with_names(closed, "山田 花子", "Zoe\u0301", "Ana"))
    widths = {
        sum(2 if east_asian_width(char) in "WF" else char != "\u0301" for char in line)
        for line in text.splitlines()
    }
    assert len(widths) == 1


def test_nobody_there_is_a_table_too(closed: SessionState) -> None:
    assert len(attendee_table(with_names(closed)).splitlines()) == 2


@given(st.text(alphabet="ab|\\`*_<>[]()!#-=+@＝:/.& \n~$", max_size=20).map(clean_name))
def test_no_name_makes_another_cell_or_a_tag(name: str) -> None:
    cell = table_module._cell(name)
    assert "\n" not in cell
    bars = [found.start() for found in re.finditer(r"\|", cell)]
    for place in bars:
        before = cell[:place]
        assert (len(before) - len(before.rstrip("\\"))) % 2 == 1
    assert not re.search(r"<[A-Za-z/!?]", cell)
    assert not cell.startswith(("=", "+", "-", "@", "＝"))

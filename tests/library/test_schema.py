"""The schema for editors says what the reader of a format's file says, and its file is in step."""

import importlib
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coreflect_tui.core.durations import read_duration
from coreflect_tui.library.catalogue import list_formats
from coreflect_tui.library.format_file import FormatError, read_format_text
from coreflect_tui.library.format_tables import TABLES
from coreflect_tui.library.schema import SCHEMA_FILE, format_schema, put_schema, schema_text
from coreflect_tui.library.shapes import DURATION
from coreflect_tui.library.shipped import shipped_folder

FORMATS = shipped_folder("formats")
SHIPPED = sorted(FORMATS.glob("*.toml"))

SMALL = """\
id = "small"
title = "Small"
summary = "A small one."
source = "Our own."
language = "en"
notice = "Nothing is noted."
places = ["online"]
[minutes]
usual = 20
least = 10
most = 30
[people]
usual = 5
least = 2
most = 9
[[step]]
id = "hello"
title = "Hello"
[step.round]
order = "popcorn"
each = "1:30"
[[step]]
id = "talk"
title = "Talk"
minutes = "rest"
points = ["Text alone", { text = "And a place", place = "online" }]
"""


def validator() -> Any:
    """An implementation of the schema's language that is not ours."""
    kind = importlib.import_module("jsonschema").Draft202012Validator
    kind.check_schema(format_schema())
    return kind(format_schema())


def refused(text: str) -> list[tuple[str | int, ...]]:
    """Where in a TOML text the schema says that something is wrong."""
    return [tuple(error.absolute_path) for error in validator().iter_errors(tomllib.loads(text))]


def inside(schema: Any) -> Iterator[dict[str, Any]]:
    """Every schema in a schema."""
    if isinstance(schema, dict):
        yield schema
    for one in schema.values() if isinstance(schema, dict) else schema:
        if isinstance(one, dict | list):
            yield from inside(one)


def test_the_file_is_in_step() -> None:
    kept = (FORMATS / SCHEMA_FILE).read_text("utf-8")
    assert kept == schema_text(), "run: python docs/make_formats.py"
    assert json.loads(kept)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_every_key_says_what_it_is_for_and_no_other_is_let_through() -> None:
    tables = [one for one in inside(format_schema()) if "properties" in one]
    assert len(tables) == len(TABLES)
    for table in tables:
        assert table["additionalProperties"] is False
        silent = [key for key, one in table["properties"].items() if not one.get("description")]
        assert silent == [], table["title"]


def test_it_knows_nothing_that_toml_cannot_say() -> None:
    assert not [one for one in inside(format_schema()) if one.get("type") == "null"]
    assert "null" not in schema_text()


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_shipped_format_is_in_order_by_it(path: Path) -> None:
    assert refused(path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_shipped_format_names_it_for_editors(path: Path) -> None:
    assert path.read_text("utf-8").startswith(f"#:schema ./{SCHEMA_FILE}\n")


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ('id = "talk"', 'id = "talk"\ncolour = 1', ("step", 1)),
        ('id = "talk"', 'id = "The Talk"', ("step", 1, "id")),
        ('minutes = "rest"', "", ("step", 1)),
        ('minutes = "rest"', 'minutes = "rst"', ("step", 1, "minutes")),
        ('minutes = "rest"', "minutes = 0", ("step", 1, "minutes")),
        ('each = "1:30"', "each = 90", ("step", 0, "round", "each")),
        ('each = "1:30"', 'each = "soon"', ("step", 0, "round", "each")),
        ('order = "popcorn"', 'order = "loud"', ("step", 0, "round", "order")),
        ('places = ["online"]', 'places = ["on line"]', ("places", 0)),
        ('places = ["online"]', "places = []", ("places",)),
        ("least = 2", 'least = "two"', ("people", "least")),
        ("[minutes]", "attendance = 1\n[minutes]", ("attendance",)),
        ('place = "online" }', 'place = "there" }', ("step", 1, "points", 1)),
        ("[minutes]", '[[repeat]]\nsteps = ["talk"]\ntimes = 0\n[minutes]', ("repeat", 0, "times")),
        ('title = "Small"', 'title = ""', ("title",)),
        ('title = "Small"', "", ()),
    ],
)
def test_what_is_broken_is_refused_by_both(
    old: str, new: str, where: tuple[str | int, ...]
) -> None:
    assert refused(SMALL) == []
    assert read_format_text(SMALL, "small.toml")
    broken = SMALL.replace(old, new, 1)
    assert where in refused(broken)
    with pytest.raises(FormatError):
        read_format_text(broken, "small.toml")


def problem_of(text: str) -> str:
    """Why the reader does not take a duration, as far as the first semicolon; "" if it does."""
    try:
        read_duration(text)
    except ValueError as error:
        return str(error).partition(";")[0]
    return ""


@given(st.from_regex(DURATION, fullmatch=True))
def test_every_duration_that_it_lets_through_is_read(text: str) -> None:
    assert problem_of(text) in ("", "A duration cannot be longer than a day")


_NUMBER = st.integers(0, 22).map(str)
_UNITS = {
    "h": ("h", "hr", "hrs", "hour", "hours"),
    "m": ("m", "min", "mins", "minute", "minutes"),
    "s": ("s", "sec", "secs", "second", "seconds"),
}


@given(
    st.fixed_dictionaries({}, optional=dict.fromkeys(_UNITS, _NUMBER)).filter(bool),
    st.sampled_from(range(5)),
    st.sampled_from(("", " ")),
)
def test_every_duration_with_units_is_let_through(
    numbers: dict[str, str], spelled: int, blank: str
) -> None:
    ordered = [(unit, numbers[unit]) for unit in _UNITS if unit in numbers]
    text = blank.join(f"{number}{blank}{_UNITS[unit][spelled]}" for unit, number in ordered)
    assert read_duration(text) >= 0
    assert re.search(DURATION, text)


@pytest.mark.parametrize("text", ["90", "1:30", "0:50", "1:02:05", "90:00", "1h30", "5m20", "2m"])
def test_the_ways_of_the_documents_are_let_through(text: str) -> None:
    assert read_duration(text)
    assert re.search(DURATION, text)


def test_it_is_put_beside_formats_and_renewed_only_where_it_differs(tmp_path: Path) -> None:
    path = tmp_path / SCHEMA_FILE
    put_schema(tmp_path)
    assert path.read_text("utf-8") == schema_text()
    first = path.stat().st_ino
    put_schema(tmp_path)
    assert path.stat().st_ino == first
    path.write_text("{}", "utf-8")
    put_schema(tmp_path)
    assert path.read_text("utf-8") == schema_text()


def test_it_and_the_decks_are_no_formats() -> None:
    assert (FORMATS / SCHEMA_FILE).is_file()
    assert list((FORMATS / "cards").glob("*.toml"))
    listed = list_formats(FORMATS)
    assert {one.path for one in listed} == set(SHIPPED)
    assert not [one for one in listed if one.problem]

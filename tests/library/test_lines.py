"""Every key of a TOML text has the line it stands on."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coreflect_tui.library.lines import KeyPath, key_lines, line_of

TEXT = '''\
# a comment with = and [brackets]
id = "x" # another
"quoted key" = 1

[minutes]
usual = 90
room.words = """
one [[step]]
two = 2 \\"""
"""

[[step]]
say = [
  "first, with ] and # in it",
  \'\'\'second
[[step]]\'\'\',
  # a comment
  "third",
]
points = ["a", { text = "b", place = "online" },
  { text = "c" }]

[step.round]
each = \'1:30\'

[[step]]
id = "two"
quoted = """say "hi""""
literal = \'\'\'it\'s\'\'\'\'
drop=1
[step.round]
order = "baton"
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("id",), 2),
        (("quoted key",), 3),
        (("minutes",), 5),
        (("minutes", "usual"), 6),
        (("minutes", "room"), 7),
        (("minutes", "room", "words"), 7),
        (("step",), 12),
        (("step", 0), 12),
        (("step", 0, "say"), 13),
        (("step", 0, "say", 0), 14),
        (("step", 0, "say", 1), 15),
        (("step", 0, "say", 2), 18),
        (("step", 0, "points", 0), 20),
        (("step", 0, "points", 1, "place"), 20),
        (("step", 0, "points", 2), 21),
        (("step", 0, "points", 2, "text"), 21),
        (("step", 0, "round"), 23),
        (("step", 0, "round", "each"), 24),
        (("step", 1), 26),
        (("step", 1, "drop"), 30),
        (("step", 1, "round", "order"), 32),
    ],
)
def test_the_line_of_a_key(path: KeyPath, line: int) -> None:
    assert key_lines(TEXT)[path] == line


def test_a_key_that_is_missing_has_the_line_of_what_is_around_it() -> None:
    lines = key_lines(TEXT)
    assert line_of(lines, ("step", 1, "title")) == 26
    assert line_of(lines, ("step", 1, "round", "each")) == 31
    assert line_of(lines, ("title",)) is None


def paths(value: object, path: KeyPath = ()) -> set[KeyPath]:
    """Every path of a parsed TOML document."""
    found: set[KeyPath] = {path} if path else set()
    if isinstance(value, dict):
        for key, below in value.items():
            found |= paths(below, (*path, key))
    if isinstance(value, list):
        for index, below in enumerate(value):
            found |= paths(below, (*path, index))
    return found


def test_every_path_of_the_document_is_known_and_no_other() -> None:
    assert set(key_lines(TEXT)) == paths(tomllib.loads(TEXT))


def test_windows_line_ends_count_once() -> None:
    assert key_lines(TEXT.replace("\n", "\r\n")) == key_lines(TEXT)


@given(st.text(alphabet="a=[]{}\",'.#\n \\1", max_size=60))
def test_any_text_is_survived_and_toml_is_known_whole(text: str) -> None:
    lines = key_lines(text)
    assert all(1 <= line <= text.count("\n") + 1 for line in lines.values())
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    assert paths(document) <= set(lines)


def test_deep_nesting_is_survived() -> None:
    assert key_lines("a = " + "[" * 50_000)[("a",)] == 1

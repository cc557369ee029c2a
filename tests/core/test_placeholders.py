"""What stands in braces in the words of a format."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coreflect_tui.core.placeholders import PLACEHOLDERS, filled, unknown, used

VALUES = {"people": "9", "start": "19:00", "topic": "{people} and {{braces}}", "contact": ""}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{people} people at {start}.", "9 people at 19:00."),
        ("{ people }", "9"),
        ("{people}{people}", "99"),
        ("Write to {contact}.", "Write to ."),
        # A plain brace is doubled, and what is put in is not read again.
        ("{{people}}", "{people}"),
        ("{{{people}}}", "{9}"),
        ("{topic}", "{people} and {{braces}}"),
        # What is not known stays as it is written.
        ("{place} {peopel} {}", "{place} {peopel} {}"),
        ("{people", "{people"),
        ("people}", "people}"),
        ("{peo\nple}", "{peo\nple}"),
        ("No braces.", "No braces."),
        ("", ""),
        ("{{", "{"),
        ("{people} は {start} に", "9 は 19:00 に"),
    ],
)
def test_values_take_the_place_of_their_names(text: str, said: str) -> None:
    assert filled(text, VALUES) == said


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("{people} at { start }, {{so}}", []),
        ("{peopel} {people} {x}", ["peopel", "x"]),
        ("{People}", ["People"]),
        ("{list to}", ["list to"]),
        ("{}", [""]),
        ("{people", ["{"]),
        ("people}", ["}"]),
        ("{{people}", ["}"]),
        ("{a{people}}", ["{", "}"]),
        ("{peo\nple}", ["{", "}"]),
        ("{{}}", []),
        ("{{{people}}}", []),
    ],
)
def test_what_is_no_placeholder_is_found(text: str, names: list[str]) -> None:
    assert list(unknown(text)) == names


def test_what_is_used_is_found_as_often_as_it_stands_there() -> None:
    text = "{topic}, { people } and {topic}; {{start}} {nobody} {"
    assert list(used(text)) == ["topic", "people", "topic"]


_PIECES = st.sampled_from(
    ("{", "}", "{{", "}}", *(f"{{{name}}}" for name in PLACEHOLDERS), "{nobody}", " ", "a", "\n")
)


@given(st.lists(_PIECES).map("".join))
def test_where_nothing_is_unknown_no_brace_is_left_but_the_plain_ones(text: str) -> None:
    plain = text.count("{{") + text.count("}}")
    if not list(unknown(text)):
        said = filled(text, dict.fromkeys(PLACEHOLDERS, "9"))
        assert said.count("{") + said.count("}") == plain
        assert said.count("9") == len(list(used(text)))


@given(st.text(alphabet="{}ab \n"), st.sampled_from(sorted(PLACEHOLDERS)))
def test_text_with_its_braces_doubled_is_said_as_it_is(text: str, name: str) -> None:
    doubled = text.replace("{", "{{").replace("}", "}}")
    assert list(unknown(doubled)) == []
    assert filled(f"{doubled}{{{name}}}", {name: "9"}) == f"{text}9"

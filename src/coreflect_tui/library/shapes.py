"""What tables of the library share: strictness, cleaned words, and errors said as sentences."""

from collections.abc import Iterable, Mapping
from heapq import nsmallest
from typing import Annotated, Any, ClassVar, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    WithJsonSchema,
)
from pydantic_core import ErrorDetails

from coreflect_tui.core.durations import read_duration
from coreflect_tui.core.text import LINE_LIMIT, NOTE_LIMIT, clean_line, clean_note, similar
from coreflect_tui.library.lines import KeyPath, line_of
from coreflect_tui.library.toml_file import MOST_PROBLEMS, FileProblem


class Table(BaseModel):
    """A table of a file. `called` is what sentences call it."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)
    called: ClassVar[str] = "this file"


MOST_LOOKED_AT = 4 * MOST_PROBLEMS
"""Errors of one file; one with more is no such file, or broken as a whole."""

MOST_LISTED = 200
"""Entries of a list, where nothing else is said."""

# The type of an error whose message is the whole sentence.
OWN_SENTENCE = "own_sentence"
# What such an error of a table calls the key that it is about.
ABOUT = "about"

Tables = Mapping[tuple[str, ...], type[Table]]


def _line(text: str) -> str:
    if len(text) > LINE_LIMIT:
        raise ValueError(f"is longer than {LINE_LIMIT} characters")
    return clean_line(text)


def _words(text: str) -> str:
    if len(text) > NOTE_LIMIT:
        raise ValueError(f"is longer than {NOTE_LIMIT} characters")
    return clean_note(text)


def _said(text: str) -> str:
    if not text:
        raise ValueError("says nothing")
    return text


def _seconds(value: object) -> object:
    if not isinstance(value, str):
        raise ValueError('is to be a duration in quotes, such as "1:30" or "10m"')
    return read_duration(value)


def _positive_seconds(seconds: int) -> int:
    if seconds == 0:
        raise ValueError("is to be longer than nothing")
    return seconds


_MINUTES = "(m|min|mins|minute|minutes)"
DURATION = (
    r"^ *([0-9]{1,6}|[0-9]{1,2}:[0-5][0-9]:[0-5][0-9]|[0-9]{1,4}:[0-5][0-9]"
    rf"|[0-9]{{1,6}} *(h|{_MINUTES}) *[0-5]?[0-9]"
    r"|[0-9]{1,6} *(h|hr|hrs|hour|hours)"
    rf"( *[0-9]{{1,6}} *{_MINUTES})?( *[0-9]{{1,6}} *(s|sec|secs|second|seconds))?"
    rf"|[0-9]{{1,6}} *{_MINUTES}( *[0-9]{{1,6}} *(s|sec|secs|second|seconds))?"
    r"|[0-9]{1,6} *(s|sec|secs|second|seconds)) *$"
)
"""What `core.durations` reads, as editors are told: small letters, and plain blanks."""
_DURATION_TEXT = Annotated[str, Field(pattern=DURATION)]
_LINE_TEXT = {"type": "string", "maxLength": LINE_LIMIT}
_WORDS_TEXT = {"type": "string", "maxLength": NOTE_LIMIT}

Line = Annotated[str, AfterValidator(_line), WithJsonSchema(_LINE_TEXT)]
SaidLine = Annotated[
    str, AfterValidator(_line), AfterValidator(_said), WithJsonSchema(_LINE_TEXT | {"minLength": 1})
]
Words = Annotated[str, AfterValidator(_words), WithJsonSchema(_WORDS_TEXT)]
SaidWords = Annotated[
    str,
    AfterValidator(_words),
    AfterValidator(_said),
    WithJsonSchema(_WORDS_TEXT | {"minLength": 1}),
]
Seconds = Annotated[int, BeforeValidator(_seconds, json_schema_input_type=_DURATION_TEXT)]
T = TypeVar("T")
Many = Annotated[tuple[T, ...], Field(strict=False, max_length=MOST_LISTED)]
TurnSeconds = Annotated[
    int,
    BeforeValidator(_seconds, json_schema_input_type=_DURATION_TEXT),
    AfterValidator(_positive_seconds),
]


def file_problems(
    error: ValidationError, tables: Tables, lines: Mapping[KeyPath, int]
) -> tuple[FileProblem, ...]:
    """A problem for each error, in the order of the file; `tables` by path without indices. That a
    key is missing is not said as well where it stands, misspelt. Of very many errors only the first
    are looked at."""
    details = error.errors(include_url=False)
    if len(details) > MOST_LOOKED_AT:
        details = nsmallest(
            MOST_LOOKED_AT, details, key=lambda one: line_of(lines, place_of(one)) or 0
        )
    misspelt = {
        (*one["loc"][:-1], similar(str(one["loc"][-1]), _around(one, tables).model_fields))
        for one in details
        if one["type"] == "extra_forbidden"
    }
    found = []
    for detail in details:
        key = place_of(detail)
        if detail["type"] in ("missing", OWN_SENTENCE) and key in misspelt:
            continue
        sentence = _sentence(detail, key, _around(detail, tables))
        found.append(FileProblem(line_of(lines, key), key, sentence))
    return tuple(sorted(found, key=lambda problem: problem.line or 0))


def _around(detail: ErrorDetails, tables: Tables) -> type[Table]:
    return tables.get(names_of(place_of(detail)[:-1]), Table)


def place_of(detail: ErrorDetails) -> KeyPath:
    """Where an error stands; one of a whole table may name the key that it is about."""
    about = detail.get("ctx", {}).get(ABOUT)
    return (*detail["loc"], about) if about else tuple(detail["loc"])


def names_of(key: KeyPath) -> tuple[str, ...]:
    """A path without the indices in it, as tables go by."""
    return tuple(part for part in key if isinstance(part, str))


def _sentence(detail: ErrorDetails, key: KeyPath, around: type[Table]) -> str:
    name = clean_line(next((part for part in reversed(key) if isinstance(part, str)), ""))
    kind = detail["type"]
    if kind == "extra_forbidden":
        return _unknown_key(name, around)
    if kind == "missing":
        return f"{around.called} needs '{name}'"
    if kind == "enum":
        return _unknown_choice(name, detail)
    if kind == OWN_SENTENCE:
        return detail["msg"]
    if kind == "value_error":
        return _own_words(name, detail)
    return f"'{name}' {_wanted(kind, detail.get('ctx', {}))}"


def _unknown_key(name: str, around: type[Table]) -> str:
    near = similar(name, around.model_fields)
    hint = f"; did you mean '{near}'?" if near else _known(around.model_fields)
    return f"'{name}' is not a key of {around.called}{hint}"


def _known(names: Iterable[str]) -> str:
    return f"; the keys are {', '.join(names)}"


def choices_of(detail: ErrorDetails) -> list[str]:
    """The words that are known where another one stands."""
    return str(detail.get("ctx", {}).get("expected", "")).split("'")[1::2]


def _unknown_choice(name: str, detail: ErrorDetails) -> str:
    given = detail["input"]
    choices = str(detail.get("ctx", {}).get("expected", "")).replace("'", '"')
    if not isinstance(given, str):
        return f"'{name}' is to be one of {choices}"
    near = similar(given, choices_of(detail))
    hint = f'; did you mean "{near}"?' if near else f"; choose one of {choices}"
    return f"'{name}' does not know \"{clean_line(given, 40)}\"{hint}"


def _own_words(name: str, detail: ErrorDetails) -> str:
    """Our validators say what is wrong after the key's name, or in a sentence of their own."""
    said = str(detail["ctx"]["error"])
    return f"'{name}': {said}" if said[:1].isupper() else f"'{name}' {said}"


def _wanted(kind: str, context: Mapping[str, Any]) -> str:
    plain = {
        "string_type": "is to be text in quotes",
        "string_unicode": "is to be text in quotes",
        "int_type": "is to be a whole number, without quotes",
        "int_from_float": "is to be a whole number",
        "bool_type": "is to be true or false, without quotes",
        "tuple_type": "is to be a list in square brackets",
        "model_type": "is to be a table of keys",
        "dict_type": "is to be a table of keys",
    }
    if kind in plain:
        return plain[kind]
    if kind in ("greater_than", "greater_than_equal"):
        least = context.get("ge", context.get("gt", 0) + 1)
        return f"is to be {least} or more"
    if kind in ("less_than", "less_than_equal"):
        return f"is to be {context.get('le', context.get('lt'))} or less"
    if kind == "too_long":
        return f"has {context['actual_length']:,} entries; {context['max_length']:,} at most"
    if kind == "too_short":
        return "is empty"
    return "has a value that cannot be used here"

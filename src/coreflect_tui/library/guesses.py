"""What a table with mistakes was probably meant to say, so that its other mistakes can be told too.

A guess is never used; it only lets the checks of the whole file run.
"""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from coreflect_tui.core.text import similar
from coreflect_tui.library.lines import KeyPath, line_of
from coreflect_tui.library.shapes import (
    MOST_LOOKED_AT,
    Table,
    Tables,
    choices_of,
    names_of,
    place_of,
)

_STAND_INS: Mapping[str, object] = {
    **dict.fromkeys(("title", "summary", "source", "language", "notice"), "-"),
    **dict.fromkeys(("issuer", "contact", "words", "text", "ask"), "-"),
    "each": "1m",
    "minutes": 1,
    "places": ["online"],
}
"""What stands in for what is needed and is not there, or cannot be read."""


def guessed(
    values: Mapping[str, Any], error: ValidationError, tables: Tables, lines: dict[KeyPath, int]
) -> dict[str, Any] | None:
    """The values with unknown keys and words as the nearest known ones, without what cannot be
    read, and with something for what is missing; None where nothing of use can be guessed.

    `lines` is told where the keys stand that were guessed.
    """
    if error.error_count() > MOST_LOOKED_AT:
        return None
    mended = deepcopy(dict(values))
    # Entries of a list go from its end, so that the places of the others still hold; and a key
    # that is missing may be there under the name of one that is not known.
    details = sorted(error.errors(include_url=False), key=_turn, reverse=True)
    known = all(_mend(mended, detail, tables, lines) for detail in details)
    return mended if known else None


def _turn(detail: ErrorDetails) -> tuple[bool, list[tuple[int, str]]]:
    key = place_of(detail)
    place = [(part, "") if isinstance(part, int) else (-1, part) for part in key]
    return not _is_missing(detail), place


def _is_missing(detail: ErrorDetails) -> bool:
    return detail["type"] == "missing" or place_of(detail) != tuple(detail["loc"])


def _mend(
    values: dict[str, Any], detail: ErrorDetails, tables: Tables, lines: dict[KeyPath, int]
) -> bool:
    """Mend one mistake; false where a whole part of the file stands under a name unknown."""
    *way, last = place_of(detail) or ("",)
    around: Any = values
    for part in way:
        around = _inside(around, part)
    if around is None or (_is_missing(detail) and last in around):
        return True
    wrong = _taken(around, last)
    stands_for: object = _STAND_INS.get(str(last))
    if detail["type"] == "extra_forbidden":
        known = tables.get(names_of(tuple(way)), Table).model_fields
        last, stands_for = similar(str(last), known) or "", wrong
        if last in around:
            return not isinstance(wrong, list)
        was = place_of(detail)
        lines[*way, last] = line_of(lines, was) or 1
        inside = [one for one in lines if one[: len(was)] == was]
        lines.update({(*way, last, *one[len(was) :]): lines[one] for one in inside})
    elif detail["type"] == "enum":
        stands_for = similar(str(wrong), choices_of(detail)) or stands_for
    _put(around, last, stands_for)
    return True


def _inside(around: Any, part: int | str) -> Any:
    if isinstance(around, dict):
        return around.get(part)
    if isinstance(around, list) and isinstance(part, int) and part < len(around):
        return around[part]
    return None


def _taken(around: Any, part: int | str) -> Any:
    if isinstance(around, dict):
        return around.pop(part, None)
    if isinstance(around, list) and isinstance(part, int) and part < len(around):
        return around.pop(part)
    return None


def _put(around: Any, part: int | str, value: object) -> None:
    if isinstance(around, dict) and part and value is not None:
        around[part] = value
    elif isinstance(around, list) and isinstance(part, int) and isinstance(value, str):
        around.insert(part, value)

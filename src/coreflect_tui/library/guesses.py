"""What a table with mistakes was probably meant to say, so that its other mistakes can be told too.

A guess is never used; it only lets the checks of the whole file run.
"""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from coreflect_tui.core.text import similar
from coreflect_tui.library.lines import KeyPath
from coreflect_tui.library.shapes import Table, Tables, names_of


def guessed(values: Mapping[str, Any], error: ValidationError, tables: Tables) -> dict[str, Any]:
    """The values with unknown keys called by the nearest known ones, and without what cannot be
    read."""
    mended = deepcopy(dict(values))
    # Entries of a list go from its end, so that the places of the others still hold.
    details = sorted(error.errors(include_url=False), key=_place, reverse=True)
    for detail in details:
        _mend(mended, detail, tables)
    return mended


def _place(detail: ErrorDetails) -> list[tuple[int, str]]:
    return [(part, "") if isinstance(part, int) else (-1, part) for part in detail["loc"]]


def _mend(values: dict[str, Any], detail: ErrorDetails, tables: Tables) -> None:
    *way, last = detail["loc"] or ("",)
    around: Any = values
    for part in way:
        around = _inside(around, part)
        if around is None:
            return
    wrong = _taken(around, last)
    if detail["type"] == "extra_forbidden" and isinstance(around, dict):
        key: KeyPath = tuple(way)
        known = tables.get(names_of(key), Table).model_fields
        near = similar(str(last), known)
        if near and near not in around:
            around[near] = wrong


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

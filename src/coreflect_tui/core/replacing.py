"""A frozen value with some of its fields changed, as `dataclasses.replace` gives it.

That one asks each field what it is and calls the constructor, which takes three times as long; a
session is replayed with some of these for each decision.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    # Checked as what it does.
    from dataclasses import replace as replace
else:

    def replace(value: Any, /, **changes: Any) -> Any:
        """For dataclasses with slots, two or more, whose constructor does nothing but fill them."""
        values_of, fill, by_name = _slots_of(type(value))
        new = object.__new__(type(value))
        for put, one in zip(fill, values_of(value), strict=True):
            put(new, one)
        for name, one in changes.items():
            by_name[name](new, one)
        return new


@cache
def _slots_of(
    kind: type[Any],
) -> tuple[
    Callable[[Any], tuple[Any, ...]],
    tuple[Callable[[Any, Any], None], ...],
    Mapping[str, Callable[[Any, Any], None]],
]:
    """What gives the values of all fields, and what sets each, in that order and by name; it goes
    past what keeps a value as it is, which nobody has seen yet."""
    by_name = {one.name: getattr(kind, one.name).__set__ for one in fields(kind)}
    return attrgetter(*by_name), tuple(by_name.values()), by_name

"""A frozen value with some of its fields changed, as `dataclasses.replace` gives it.

That one asks each field what it is and calls the constructor, which takes four times as long; a
session is replayed with some of these for each decision.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import fields
from functools import cache
from itertools import repeat
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    # Checked as what it does.
    from dataclasses import replace as replace
else:

    def replace(value: Any, /, **changes: Any) -> Any:
        """For dataclasses whose constructor does nothing but set all of their fields."""
        kind = type(value)
        names, values_of = _fields_of(kind)
        new = object.__new__(kind)
        # A loop without a line of Python in it.
        deque(map(object.__setattr__, repeat(new), names, values_of(value)), 0)
        for name, one in changes.items():
            object.__setattr__(new, name, one)
        return new


@cache
def _fields_of(kind: type[Any]) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    """The names of the fields, and what gives their values in that order."""
    names = tuple(one.name for one in fields(kind))
    if len(names) == 1:
        return names, lambda one: (getattr(one, names[0]),)
    return names, attrgetter(*names)

"""A frozen value with some of its fields changed, as `dataclasses.replace` gives it.

That one asks each field what it is and calls the constructor, which takes three times as long; a
session is replayed with some of these for each decision.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    # Checked as what it does.
    from dataclasses import replace as replace
else:

    def replace(value: Any, /, **changes: Any) -> Any:
        """For dataclasses with slots whose constructor does nothing but fill them."""
        copy, put = _slots_of(type(value))
        new = copy(value)
        for name, one in changes.items():
            put[name](new, one)
        return new


@cache
def _slots_of(
    kind: type[Any],
) -> tuple[Callable[[Any], Any], Mapping[str, Callable[[Any, Any], None]]]:
    """What copies a value of that class, and what sets each field by name: they go past what keeps
    a value as it is, which nobody has seen yet."""
    put = {one.name: getattr(kind, one.name).__set__ for one in fields(kind)}
    # Written out, a statement for each field, as dataclasses make their constructors: a loop takes
    # half as long again. The names in it are those of fields.
    lines = ["def copy(value):", "    new = new_of(kind)"]
    lines += [f"    put_{name}(new, value.{name})" for name in put]
    names: dict[str, Any] = {f"put_{name}": one for name, one in put.items()}
    names |= {"kind": kind, "new_of": object.__new__}
    exec("\n".join((*lines, "    return new")), names)
    return names["copy"], put

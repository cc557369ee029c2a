"""What is replaced is what dataclasses.replace gives, for every class that a session is made of."""

import dataclasses
from dataclasses import FrozenInstanceError, fields, is_dataclass
from typing import Any, get_args, get_type_hints

import pytest

from coreflect_tui.core.replacing import replace
from coreflect_tui.core.state import SessionState


def classes_of(kind: Any, found: dict[str, type[Any]]) -> dict[str, type[Any]]:
    """The dataclasses that values of a type hold, by name."""
    if is_dataclass(kind) and isinstance(kind, type) and kind.__name__ not in found:
        found[kind.__name__] = kind
        for hint in get_type_hints(kind).values():
            classes_of(hint, found)
    for inner in get_args(kind):
        classes_of(inner, found)
    return found


EVERY = classes_of(SessionState, {})


def test_all_parts_of_a_session_are_looked_at() -> None:
    assert {"SessionState", "ItemState", "Attendee", "Round", "Turn", "Note", "Format"} <= {*EVERY}


@pytest.mark.parametrize("name", EVERY)
def test_what_is_replaced_is_what_dataclasses_give(name: str) -> None:
    kind = EVERY[name]
    # Nothing else may happen when one is made, since it does not happen here.
    assert not hasattr(kind, "__post_init__")
    assert all(one.init for one in fields(kind))
    names = [one.name for one in fields(kind)]
    value = kind(**{one: f"as {one} was" for one in names})
    for one in names:
        replaced = replace(value, **{one: "another"})
        assert replaced == dataclasses.replace(value, **{one: "another"}) != value
        assert type(replaced) is kind
        assert getattr(value, one) == f"as {one} was"
    with pytest.raises(FrozenInstanceError):
        setattr(replace(value), names[0], "changed")


def test_a_field_that_is_not_there_is_refused() -> None:
    pause: Any = EVERY["Pause"](1, 2, 3)
    with pytest.raises(KeyError):
        replace(pause, begin=5)

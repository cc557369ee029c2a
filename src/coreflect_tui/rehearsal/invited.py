"""Who is in a rehearsal to which nobody brings names, and how it goes where nothing is said."""

from coreflect_tui.core.formats import Format
from coreflect_tui.preparation import Invited
from coreflect_tui.rehearsal.cast import invent_names

SPEED = 60.0
"""Seconds of it in a real one."""
SEED = 1
FEWEST, MOST = 2, 100
"""People, the facilitator included."""


def invented_people(
    fmt: Format, count: int = 0, seed: int = SEED
) -> tuple[list[Invited], list[Invited]]:
    """The facilitator and the others, `count` in all; 0 is as many as `fmt` is usually held by."""
    names = invent_names(count or min(fmt.people.usual, MOST), seed)
    return [Invited(names[0])], [Invited(name) for name in names[1:]]

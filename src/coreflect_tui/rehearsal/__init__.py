"""A dry run: simulated people in a session of the same program, on a fast clock."""

from coreflect_tui.rehearsal.cast import Cast, cast_for, invent_names
from coreflect_tui.rehearsal.scene import Happening
from coreflect_tui.rehearsal.story import what_next

__all__ = ["Cast", "Happening", "cast_for", "invent_names", "what_next"]

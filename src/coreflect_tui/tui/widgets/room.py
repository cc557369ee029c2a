"""Room: holds panes beside or above each other; the style sheet says how."""

from coreflect_tui.tui.widgets.drawn_once import DrawnOnce


class Room(DrawnOnce):
    """Its ground is drawn when that changes, and not with whatever is drawn in it."""

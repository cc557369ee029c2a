"""The log of what was said: the row of a screen that leads there, and what can be done in it."""

from coreflect_tui.tui.action import Action
from coreflect_tui.tui.tables.cover import covering

_ROW = Action("", "log", "shift+l,L", "L", "what was said",
              "All that the program said since it was started, with the time.",
              opens="log", only_looks=True)  # fmt: skip

LOG = (
    covering("log", 2),
    Action("log", "leave", "q,escape,enter,shift+l,L", "q", "back", "Back to where you came from.",
           1, only_looks=True),
    Action("log", "help", "question_mark", "?", "all", "What can be done here.", 1,
           only_looks=True),
)  # fmt: skip


def logging(screen: str, rank: int = 0) -> Action:
    """The row of a screen."""
    return _ROW._replace(screen=screen, rank=rank)

"""The log of what was said: the row of a screen that leads there, and what can be done in it."""

from coreflect_tui.tui.action import Action
from coreflect_tui.tui.tables.cover import covering

KEYS = "shift+l,L"


def logging(screen: str) -> Action:
    """The row of a screen."""
    return Action(screen, "log", KEYS, "L", "what was said",
                  "All that the program said since it was started, with the time.", 0,
                  opens="log", only_looks=True)  # fmt: skip


LOG = (
    covering("log", 2),
    Action("log", "leave", f"q,escape,enter,{KEYS}", "q", "back", "Back to where you came from.", 1,
           only_looks=True),
    Action("log", "help", "question_mark", "?", "all", "What can be done here.", 1,
           only_looks=True),
)  # fmt: skip

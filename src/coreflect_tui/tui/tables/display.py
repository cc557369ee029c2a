"""What can be done in the window that the group sees: next to nothing."""

from coreflect_tui.tui.action import Action

DISPLAY = (
    Action("display", "names", "n", "n", "names on/off",
           "By name who has the floor and whom the order brings next; without it nobody.", 1,
           only_looks=True),
    Action("display", "help", "question_mark", "?", "help", "What can be done here.", 1,
           only_looks=True),
    Action("display", "leave", "q", "q", "close this window",
           "Ends this window; the session goes on in its own.", 1, only_looks=True),
)  # fmt: skip

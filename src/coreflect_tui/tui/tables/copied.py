"""What can be done with words that were copied for the chat."""

from coreflect_tui.tui.action import Action
from coreflect_tui.tui.tables.cover import covering

COPIED = (
    Action("copied", "again", "y", "y", "copy again", "Hands them to the terminal once more.", 2,
           only_looks=True),
    Action("copied", "file", "f", "f", "to a file",
           "Writes them to a file and opens it, to copy there; it goes when you leave this page.",
           2, only_looks=True),
    covering("copied", 3),
    Action("copied", "leave", "q,escape,enter", "q", "back", "Back to where you came from.", 1,
           only_looks=True),
    Action("copied", "help", "question_mark", "?", "all", "What can be done here.", 1,
           only_looks=True),
)  # fmt: skip

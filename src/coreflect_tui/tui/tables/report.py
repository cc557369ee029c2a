"""What can be done with an attendance report before it is taken over."""

from coreflect_tui.tui.action import Action
from coreflect_tui.tui.conditions import has_session
from coreflect_tui.tui.tables.cover import covering

REPORT = (
    Action("report", "take", "ctrl+s", "ctrl+s", "take it over",
           "Takes the times of everyone who was said; it can be undone.", 1, has_session),
    Action("report", "same", "enter", "enter", "it is them",
           "The row is the person suggested; then the next open row.", 1, has_session),
    Action("report", "who", "m", "m", "someone else",
           "The row is another person of the list, by name.", 2, has_session, types=True),
    Action("report", "new", "plus,a", "+", "someone new",
           "Puts the person of the row on the list.", 2, has_session),
    Action("report", "out", "x,delete", "x", "leave out",
           "Takes nothing of the row over.", 2, has_session),
    Action("report", "reset", "u", "u", "as it was",
           "The chosen row as it was before anything was said of it.", 4, has_session),
    Action("report", "order", "d", "d", "day and month",
           "Reads the dates of the report the other way round.", 4, has_session),
    Action("report", "shift", "z", "z", "its clock",
           "Moves the times of the report by half hours, where its clock is not the session's.",
           5, has_session),
    covering("report", 6),
    Action("report", "leave", "q,escape", "q", "back", "Nothing is taken over.", 1),
    Action("report", "help", "question_mark", "?", "all", "What can be done here.", 1),
)  # fmt: skip

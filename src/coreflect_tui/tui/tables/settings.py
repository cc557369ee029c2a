"""What can be done with the settings: what is the same each time, colours, keys of one's own."""

from coreflect_tui.tui.action import Action
from coreflect_tui.tui.conditions import can_undo
from coreflect_tui.tui.tables.cover import covering

SETTINGS = (
    Action("settings", "change", "enter", "enter", "change", "Changes the chosen setting.", 1),
    Action("settings", "reset", "delete,backspace", "del", "clear",
           "The chosen setting is again what it was before you set it.", 2),
    Action("settings", "undo", "u", "u", "undo",
           "Brings back how it was before the last change here.", 2, can_undo),
    covering("settings"),
    Action("settings", "leave", "q,escape", "q", "back", "Back to where you came from.", 1),
    Action("settings", "help", "question_mark", "?", "all", "What can be done here.", 1),
)  # fmt: skip

COLOURS = (
    Action("colours", "take", "enter", "enter", "take these",
           "Keeps the colours that are shown.", 1),
    covering("colours"),
    Action("colours", "leave", "q,escape", "q", "as before", "The colours stay as they were.", 1),
    Action("colours", "help", "question_mark", "?", "all", "What can be done here.", 1),
)  # fmt: skip

KEYS = (
    Action("keys", "change", "enter", "enter", "another key",
           "Asks for the key that is to do it from now on.", 1),
    Action("keys", "reset", "delete,backspace", "del", "usual key",
           "The key that the program comes with does it again.", 2),
    Action("keys", "undo", "u", "u", "undo",
           "Brings back how it was before the last change here.", 2, can_undo),
    Action("keys", "find", "slash", "/", "find", "Finds an action by letters of its name.", 4,
           types=True),
    covering("keys"),
    Action("keys", "leave", "q,escape", "q", "back", "Back to the settings.", 1),
    Action("keys", "help", "question_mark", "?", "all", "What can be done here.", 1),
)  # fmt: skip

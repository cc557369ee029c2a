"""What can be done with the discomfort agreement."""

from coreflect_tui.tui.action import Action
from coreflect_tui.tui.conditions import can_undo, is_open, some_agreed
from coreflect_tui.tui.tables.cover import covering

AGREEMENT = (
    Action("agreement", "change", "enter", "enter", "change",
           "Other words for the chosen line.", 2, some_agreed),
    Action("agreement", "add", "a", "a", "add",
           "One more line; several that are pasted become a line each.", 2, is_open, types=True),
    Action("agreement", "remove", "delete,backspace", "del", "remove",
           "Takes the chosen line out.", 3, some_agreed),
    Action("agreement", "earlier", "left_square_bracket", "[", "up",
           "The chosen line stands earlier.", 5, some_agreed),
    Action("agreement", "later", "right_square_bracket", "]", "down",
           "The chosen line stands later.", 5, some_agreed),
    Action("agreement", "looked", "c", "c", "looked at today",
           "The group looked at it together today, and it stays as it is.", 1, some_agreed),
    Action("agreement", "undo", "u", "u", "as before",
           "Brings back how it was before the last change here.", 4, can_undo),
    covering("agreement"),
    Action("agreement", "leave", "q,escape,shift+d,D", "q", "back", "Back to the session.", 1,
           only_looks=True),
    Action("agreement", "help", "question_mark", "?", "all", "What can be done here.", 1,
           only_looks=True),
)  # fmt: skip

"""Pages to read: a past session or what will be written, words in full, help."""

from coreflect_tui.tui.action import Action
from coreflect_tui.tui.conditions import some_quotes
from coreflect_tui.tui.tables.cover import covering
from coreflect_tui.tui.tables.log import logging

# The keys that lead to such a page lead back from it too.
_BACK = Action("", "leave", "q,escape,enter,e,question_mark,f1", "q", "back",
               "Back to where you came from.", 1, only_looks=True)  # fmt: skip

PAGE = (_BACK._replace(screen="page"), covering("page"))

WORDS = (
    _BACK._replace(screen="words"),
    Action("words", "digit", "1,2,3,4,5,6,7,8,9", "1–9", "write that quote down",
           "Makes a note of the quote with that number, with its source.", 0, some_quotes),
    covering("words"),
)  # fmt: skip

HELP = (_BACK._replace(screen="help"), logging("help", 2), covering("help"))

PAGES = ("page", "words", "help")
"""What these are called; nothing can be changed on them anyway."""

"""What can be done once a session is closed and its files are written."""

from coreflect_tui.tui.action import Action
from coreflect_tui.tui.conditions import may_be_a_format, wrote_draft, wrote_page
from coreflect_tui.tui.tables.cover import covering

CLOSED = (
    Action("closed", "mail", "m", "m", "open the mail",
           "Opens the draft with the list in your mail program; sending it is yours.", 2,
           wrote_draft),
    Action("closed", "harvest", "h", "h", "open the harvest",
           "Opens the page for the group in your browser.", 2, wrote_page),
    Action("closed", "save_format", "f", "f", "save as format",
           "Keeps the session as a format of your own, with the time that each step took.", 3,
           may_be_a_format, types=True),
    covering("closed"),
    Action("closed", "leave", "q,escape,enter", "q", "done", "Back to the start.", 1),
    Action("closed", "help", "question_mark", "?", "all", "What can be done here.", 1),
)  # fmt: skip

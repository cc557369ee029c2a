"""What can be done before and after: home, setup, notes, closing."""

from coreflect_tui.tui import acts
from coreflect_tui.tui.action import Action
from coreflect_tui.tui.conditions import (
    can_undo,
    closed_chosen,
    format_chosen,
    has_plain_title,
    is_open,
    leaves_files,
    person_chosen,
    session_chosen,
    unclosed_chosen,
    usual_known,
)

HOME = (
    Action("home", "open", "enter", "enter", "open",
           "Goes on with the session, or sets one up.", 1),
    Action("home", "set_aside", "b", "b", "go on, gap as a break",
           "Goes on with the chosen session; the time between was a break.", 2,
           unclosed_chosen),
    Action("home", "look", "l", "l", "only look",
           "Shows the chosen session without going on.", 3, session_chosen),
    Action("home", "reopen", "o", "o", "re-open",
           "Opens the chosen session again, as it was closed.", 2, closed_chosen),
    Action("home", "edit", "e", "e", "edit",
           "Opens the format in your editor; of one that came along, a copy of your own.", 3,
           format_chosen),
    Action("home", "leave", "q", "q", "quit", "Ends the program.", 2),
    Action("home", "help", "question_mark", "?", "help", "What can be done here.", 1),
)  # fmt: skip

SETUP = (
    Action("setup", "start", "ctrl+s", "ctrl+s", "start",
           "Opens the live screen; nothing counts until you begin.", 1),
    Action("setup", "add_from_file", "ctrl+o", "ctrl+o", "names from a file",
           "Adds the people of a text or CSV file.", 2),
    Action("setup", "usual_times", "ctrl+t", "ctrl+t", "usual times",
           "Goes by what items usually took in past sessions.", 2, usual_known),
    Action("setup", "call", "ctrl+n", "ctrl+n", "plain title",
           "Calls it otherwise, for when not everyone has done the core training.", 3,
           has_plain_title),
    Action("setup", "leave", "escape", "esc", "back", "Back to the start; nothing is kept.", 1),
    Action("setup", "help", "f1", "f1", "help", "What can be done here.", 2),
)  # fmt: skip

NOTES = (
    Action("notes", "change", "enter", "enter", "change", "Changes the chosen note.", 1, is_open),
    Action("notes", "leave_out", "x", "x", "leave out",
           "Keeps the note out of the harvest summary, or back in.", 2, is_open),
    Action("notes", "someone", "o", "o", "say “someone”",
           "Puts “someone” in place of the names in it.", 2, is_open),
    Action("notes", "keep_name", "k", "k", "keep the name",
           "The name stays on purpose.", 3, is_open),
    Action("notes", "remove", "delete,backspace", "del", "remove",
           "Removes the chosen note.", 4, is_open),
    Action("notes", "strike", "shift+x,X", "X", "strike for good",
           "Erases the words everywhere, undo and database included; asks once.", 4, is_open),
    Action("notes", "undo", "u", "u", "undo", "Takes back the last act.", 5, can_undo),
    Action("notes", "leave", "q,escape", "q", "back", "Back to where you came from.", 1),
    Action("notes", "help", "question_mark", "?", "all", "What can be done here.", 1),
)  # fmt: skip

CLOSING = (
    Action("closing", "write", "ctrl+s", "ctrl+s", "write and close",
           "Closes the session; above the keys stands what it leaves.", 1),
    Action("closing", "keep", "k", "k", "keep it",
           "Keeps this session after all, with a harvest; again, lets it go.", 2,
           intent=acts.keep),
    Action("closing", "full_yes", "y", "y", "in full",
           "Your own word: the chosen person took part in full.", 2, person_chosen),
    Action("closing", "full_no", "n", "n", "not in full",
           "Your own word: the chosen person did not take part in full.", 2, person_chosen),
    Action("closing", "mend", "enter", "enter", "mend",
           "Goes to where the chosen line can be mended.", 3),
    Action("closing", "notes", "v", "v", "notes",
           "Looks through every note, those with a name in them first.", 3),
    Action("closing", "preview", "p", "p", "preview", "What the files will say.", 4, leaves_files),
    Action("closing", "people", "a", "a", "people", "Who was here, who shared.", 5, is_open),
    Action("closing", "folder", "f", "f", "folder",
           "Where the files are to go this time.", 5, leaves_files),
    Action("closing", "undo", "u", "u", "undo", "Takes back the last act.", 6,
           can_undo),
    Action("closing", "leave", "q,escape", "q", "back", "To the session; nothing is closed.", 1),
    Action("closing", "help", "question_mark", "?", "all", "What can be done here.", 1),
)  # fmt: skip

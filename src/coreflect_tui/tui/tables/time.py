"""What can be done with the agenda, a fit and the topics."""

from coreflect_tui.tui.action import Action
from coreflect_tui.tui.conditions import (
    can_undo,
    change_proposed,
    is_open,
    some_topic,
    worth_a_fit,
)
from coreflect_tui.tui.tables.cover import covering

AGENDA = (
    Action("agenda", "go", "enter", "enter", "go to it",
           "Goes to the chosen item, ahead or back.", 1, is_open),
    Action("agenda", "more_time", "plus,equals_sign", "+", "more",
           "A minute more for the chosen item.", 3, is_open),
    Action("agenda", "less_time", "minus", "−", "less",
           "A minute less for the chosen item.", 3, is_open),
    Action("agenda", "minutes", "m", "m", "minutes",
           "Minutes for the chosen item: +5, -3, or 12 in all.", 5, is_open, types=True),
    Action("agenda", "leave_out", "s", "s", "skip",
           "Leaves the chosen item out, or takes it back in.", 2, is_open),
    Action("agenda", "insert", "i", "i", "insert",
           "Something new after the chosen item, such as: break 10.", 2, is_open, types=True),
    Action("agenda", "pin", "asterisk,p", "*", "pin",
           "The chosen item keeps its minutes in a fit, or no longer.", 4, is_open),
    Action("agenda", "fit", "f", "f", "fit", "A proposal to re-time the rest.", 4, worth_a_fit),
    Action("agenda", "undo", "u", "u", "undo", "Takes back the last act.", 3,
           can_undo),
    covering("agenda"),
    Action("agenda", "leave", "q,escape,g", "q", "back", "Back to the session.", 1,
           only_looks=True),
    Action("agenda", "help", "question_mark", "?", "all", "What can be done here.", 1,
           only_looks=True),
)  # fmt: skip

FIT = (
    Action("fit", "take", "enter", "enter", "take it", "Sets the minutes as shown.", 1,
           change_proposed),
    Action("fit", "more_time", "plus,equals_sign", "+", "more",
           "A minute more for the chosen item; the rest is worked out anew.", 2, is_open),
    Action("fit", "less_time", "minus", "−", "less",
           "A minute less for the chosen item; the rest is worked out anew.", 2, is_open),
    Action("fit", "pin", "asterisk,p", "*", "pin",
           "The chosen item keeps its minutes, or no longer.", 2, is_open),
    Action("fit", "leave_out", "s", "s", "skip",
           "Leaves the chosen item out, or takes it back in.", 3, is_open),
    Action("fit", "end", "e", "e", "end later", "Another end for the session.", 2, is_open,
           types=True),
    covering("fit"),
    Action("fit", "leave", "q,escape,f", "q", "leave as it is", "Nothing changes.", 1),
    Action("fit", "help", "question_mark", "?", "all", "What can be done here.", 1),
)  # fmt: skip

TOPICS = (
    Action("topics", "begin", "enter", "enter", "begin",
           "The group goes to the chosen topic.", 2, some_topic),
    Action("topics", "add", "a", "a", "add", "One more topic.", 2, is_open, types=True),
    Action("topics", "more_weight", "plus,equals_sign", "+", "weighs more",
           "The chosen topic gets a greater part of the time.", 3, some_topic),
    Action("topics", "less_weight", "minus", "−", "weighs less",
           "The chosen topic gets a smaller part of the time.", 3, some_topic),
    Action("topics", "minutes", "m", "m", "minutes",
           "Minutes for the chosen topic; the others share the rest.", 3, some_topic, types=True),
    Action("topics", "unpin", "asterisk,p", "*", "share again",
           "The chosen topic shares the time with the others again.", 5, some_topic),
    Action("topics", "rename", "r", "r", "words", "Other words for the chosen topic.", 4,
           some_topic, types=True),
    Action("topics", "remove", "delete,backspace", "del", "remove",
           "Takes the chosen topic off.", 6, some_topic),
    Action("topics", "undo", "u", "u", "undo", "Takes back the last act.", 5, can_undo),
    covering("topics"),
    Action("topics", "leave", "q,escape,shift+t,T", "q", "back", "Back to the session.", 1,
           only_looks=True),
    Action("topics", "help", "question_mark", "?", "all", "What can be done here.", 1,
           only_looks=True),
)  # fmt: skip

"""One table of what can be done on each screen: id, key, title, tooltip, and when.

Bindings, the key line, the palette, help and the README's table are all made from it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from coreflect_tui.core.decide import decide
from coreflect_tui.core.decide.answer import Refusal
from coreflect_tui.core.intents import (
    BackTurn,
    EndTurn,
    Intent,
    NextTurn,
    PassTurn,
    PutOffTurn,
)
from coreflect_tui.core.state import SessionState
from coreflect_tui.tui import acts
from coreflect_tui.tui.conditions import (
    Situation,
    always,
    asks,
    began,
    can_redo,
    can_undo,
    change_proposed,
    closed_chosen,
    has_digits,
    has_room,
    has_topics,
    in_round,
    is_open,
    item_runs,
    knows_next,
    person_chosen,
    rehearsing,
    session_chosen,
    some_topic,
    unclosed_chosen,
    usual_known,
    worth_a_fit,
)


@dataclass(frozen=True, slots=True)
class Action:
    """`key` is Textual's name of it and `shows` what a person reads; `rank` orders the key line,
    0 is left to help. `moves_on` keys rest for a moment after one of them was pressed. Where an
    action only asks the session for something, `intent` says what, or makes it of the state."""

    screen: str
    id: str
    key: str
    shows: str
    title: str
    tooltip: str
    rank: int = 0
    when: Callable[[Situation], bool] = always
    moves_on: bool = False
    intent: Intent | Callable[[SessionState], Intent | None] | None = None

    def applies(self, situation: Situation) -> bool:
        """Whether it can be done here and now: its intent changes something, or asks once more."""
        if not self.when(situation):
            return False
        if self.intent is None:
            return True
        if situation.state is None or situation.now is None:
            return False
        intent = self.asks_for(situation.state)
        answer = intent and decide(situation.state, intent, situation.now)
        return bool(answer) and (not isinstance(answer, Refusal) or answer.instead is not None)

    def asks_for(self, state: SessionState) -> Intent | None:
        """What the session is asked for; None where there is nothing to ask."""
        if self.intent is None or isinstance(self.intent, Intent):
            return self.intent
        return self.intent(state)


LIVE = (
    Action("live", "do_it", "enter", "enter", "do it for me",
           "In a rehearsal: does what the room waits for.", 1, rehearsing),
    Action("live", "digit", "1,2,3,4,5,6,7,8,9", "1–9", "choose by number",
           "Gives the floor to that person, begins that topic, or ticks that point.",
           1, has_digits, moves_on=True),
    Action("live", "next_turn", "n", "n", "next person",
           "The next person in the order has the floor.", 2, knows_next, moves_on=True,
           intent=NextTurn()),
    Action("live", "end_turn", "d", "d", "done",
           "Whoever has the floor has shared.", 2, moves_on=True, intent=EndTurn()),
    Action("live", "pass_turn", "p", "p", "pass",
           "Whoever has the floor passes, and may come back.", 3,
           moves_on=True, intent=PassTurn()),
    Action("live", "back_turn", "b", "b", "back",
           "The last speaker has the floor again, with their time.", 5,
           moves_on=True, intent=BackTurn()),
    Action("live", "put_off", "l", "l", "later",
           "Whoever has the floor goes later, at the end.", 7,
           moves_on=True, intent=PutOffTurn()),
    Action("live", "by_name", "slash", "/", "by name",
           "Gives the floor by name; a new name is someone who is here.", 6, in_round),
    Action("live", "write", "w", "w", "write",
           "Writes a note down; one letter says its kind.", 4, is_open),
    Action("live", "people", "a", "a", "people",
           "Who is here, away, late; names, roles, core training.", 4),
    Action("live", "next_item", "full_stop", ".", "next item",
           "Begins the session, and goes on to the next item.", 1, is_open, moves_on=True),
    Action("live", "undo", "u", "u", "undo",
           "Takes back the last act.", 6, can_undo),
    Action("live", "redo", "r", "r", "redo",
           "Brings back what undo took.", 0, can_redo),
    Action("live", "fit", "f", "f", "fit",
           "A proposal to re-time the rest so that it ends on time; nothing changes by itself.",
           2, worth_a_fit),
    Action("live", "count_gap", "c", "c", "count it",
           "Says that the time in question was part of the session.", 1, asks,
           intent=acts.count_gap),
    Action("live", "gap_break", "k", "k", "a break",
           "Says that the time in question was a break, or that the clock is right now.",
           1, asks, intent=acts.gap_break),
    Action("live", "say", "e", "e", "words in full",
           "The words to say, the questions and reminders of this item, in full.", 5),
    Action("live", "agenda", "g", "g", "agenda",
           "The whole agenda; return to an item or go ahead to one.", 8),
    Action("live", "room", "o", "o", "room",
           "Closes the room to newcomers, and opens it again.", 7, has_room, intent=acts.room),
    Action("live", "notes", "v", "v", "notes", "What was written down; change or remove it.", 9),
    Action("live", "more_time", "plus,equals_sign", "+", "a minute more",
           "Gives the running item a minute more.", 0, intent=acts.more_time),
    Action("live", "less_time", "minus", "−", "a minute less",
           "Takes a minute from the running item.", 0, intent=acts.less_time),
    Action("live", "topics", "shift+t,T", "T", "topics",
           "What the group chose, and how it shares the time.", 0, has_topics),
    Action("live", "minutes", "m", "m", "minutes",
           "Minutes for the running item: +5, -3, or 12 in all.", 0, item_runs),
    Action("live", "end", "t", "t", "end time",
           "Another end for the session: 20:45, or +10.", 0, is_open),
    Action("live", "started", "i", "i", "started earlier",
           "The running item began some minutes ago.", 0, item_runs),
    Action("live", "pause", "z", "z", "pause",
           "The clock stands still until the same key again.", 0, intent=acts.pause),
    Action("live", "hold", "h", "h", "hold",
           "For when somebody needs the group: a calm screen, nothing counts.", 0, began,
           intent=acts.hold),
    Action("live", "close", "x", "x", "close the session",
           "Look everything through, write the files, close.", 0, is_open),
    Action("live", "leave", "q", "q", "leave",
           "Back to the start; the session is kept and goes on when you return.", 0),
    Action("live", "help", "question_mark", "?", "all", "What can be done here and now.", 1),
)  # fmt: skip

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
    Action("setup", "leave", "escape", "esc", "back", "Back to the start; nothing is kept.", 1),
    Action("setup", "help", "f1", "f1", "help", "What can be done here.", 2),
)  # fmt: skip

TOPICS = (
    Action("topics", "begin", "enter", "enter", "begin",
           "The group goes to the chosen topic.", 2, some_topic),
    Action("topics", "add", "a", "a", "add", "One more topic.", 2, is_open),
    Action("topics", "more_weight", "plus,equals_sign", "+", "weighs more",
           "The chosen topic gets a greater part of the time.", 3, some_topic),
    Action("topics", "less_weight", "minus", "−", "weighs less",
           "The chosen topic gets a smaller part of the time.", 3, some_topic),
    Action("topics", "minutes", "m", "m", "minutes",
           "Minutes for the chosen topic; the others share the rest.", 3, some_topic),
    Action("topics", "unpin", "asterisk,p", "*", "share again",
           "The chosen topic shares the time with the others again.", 5, some_topic),
    Action("topics", "rename", "r", "r", "words", "Other words for the chosen topic.", 4,
           some_topic),
    Action("topics", "remove", "delete,backspace", "del", "remove",
           "Takes the chosen topic off.", 6, some_topic),
    Action("topics", "undo", "u", "u", "undo", "Takes back the last act.", 5, can_undo),
    Action("topics", "leave", "q,escape,shift+t,T", "q", "back", "Back to the session.", 1),
    Action("topics", "help", "question_mark", "?", "all", "What can be done here.", 1),
)  # fmt: skip

PEOPLE = (
    Action("people", "here", "h", "h", "here", "The chosen person is here.", 1, is_open),
    Action("people", "all_here", "shift+h,H", "H", "all here",
           "Everyone expected is here.", 2, is_open),
    Action("people", "away", "w", "w", "away", "Dropped off, and may return.", 3, is_open),
    Action("people", "left", "l", "l", "left", "Has left.", 3, is_open),
    Action("people", "not_admitted", "n", "n", "not admitted",
           "Came after the room was closed.", 6, is_open),
    Action("people", "no_show", "x", "x", "did not come",
           "Was expected and did not come.", 6, is_open),
    Action("people", "shared", "s", "s", "shared", "Has shared in the round, aloud.", 4, is_open),
    Action("people", "shared_chat", "c", "c", "in the chat",
           "Has shared in the round, in the chat.", 5, is_open),
    Action("people", "all_shared", "shift+s,S", "S", "all shared",
           "Everyone here has shared in the round.", 0, is_open),
    Action("people", "trained", "t", "t", "core-trained",
           "Has completed the core training: yes, no, not asked.", 5, is_open),
    Action("people", "all_trained", "shift+t,T", "T", "all trained",
           "Asked the room, all yes.", 5, is_open),
    Action("people", "add", "plus,a", "a", "add", "Adds someone who is here.", 2, is_open),
    Action("people", "rename", "enter", "enter", "name",
           "How they are called: name (pronouns).", 3, is_open),
    Action("people", "listed_name", "m", "m", "name on the list",
           "What the attendee list says, if that differs.", 0, is_open),
    Action("people", "facilitates", "f", "f", "facilitates",
           "Facilitates too, or no longer.", 0, is_open),
    Action("people", "remove", "delete,backspace", "del", "remove",
           "Was on the list by mistake.", 0, is_open),
    Action("people", "undo", "u", "u", "undo", "Takes back the last act.", 6, can_undo),
    Action("people", "leave", "q,escape", "q", "back", "Back to the session.", 1),
    Action("people", "help", "question_mark", "?", "all", "What can be done here.", 1),
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
    Action("notes", "undo", "u", "u", "undo", "Takes back the last act.", 5, can_undo),
    Action("notes", "leave", "q,escape", "q", "back", "Back to where you came from.", 1),
    Action("notes", "help", "question_mark", "?", "all", "What can be done here.", 1),
)  # fmt: skip

CLOSING = (
    Action("closing", "write", "ctrl+s", "ctrl+s", "write and close",
           "Closes the session and writes the files.", 1),
    Action("closing", "full_yes", "y", "y", "in full",
           "Your own word: the chosen person took part in full.", 2, person_chosen),
    Action("closing", "full_no", "n", "n", "not in full",
           "Your own word: the chosen person did not take part in full.", 2, person_chosen),
    Action("closing", "mend", "enter", "enter", "mend",
           "Goes to where the chosen line can be mended.", 3),
    Action("closing", "notes", "v", "v", "notes",
           "Looks through every note, those with a name in them first.", 3),
    Action("closing", "preview", "p", "p", "preview", "What the two files will say.", 4),
    Action("closing", "people", "a", "a", "people", "Who was here, who shared.", 5, is_open),
    Action("closing", "folder", "f", "f", "folder",
           "Where the files are to go this time.", 5),
    Action("closing", "undo", "u", "u", "undo", "Takes back the last act.", 6,
           can_undo),
    Action("closing", "leave", "q,escape", "q", "back", "To the session; nothing is closed.", 1),
    Action("closing", "help", "question_mark", "?", "all", "What can be done here.", 1),
)  # fmt: skip

AGENDA = (
    Action("agenda", "go", "enter", "enter", "go to it",
           "Goes to the chosen item, ahead or back.", 1, is_open),
    Action("agenda", "more_time", "plus,equals_sign", "+", "more",
           "A minute more for the chosen item.", 3, is_open),
    Action("agenda", "less_time", "minus", "−", "less",
           "A minute less for the chosen item.", 3, is_open),
    Action("agenda", "minutes", "m", "m", "minutes",
           "Minutes for the chosen item: +5, -3, or 12 in all.", 5, is_open),
    Action("agenda", "leave_out", "s", "s", "skip",
           "Leaves the chosen item out, or takes it back in.", 2, is_open),
    Action("agenda", "insert", "i", "i", "insert",
           "Something new after the chosen item, such as: break 10.", 2, is_open),
    Action("agenda", "pin", "asterisk,p", "*", "pin",
           "The chosen item keeps its minutes in a fit, or no longer.", 4, is_open),
    Action("agenda", "fit", "f", "f", "fit", "A proposal to re-time the rest.", 4, worth_a_fit),
    Action("agenda", "undo", "u", "u", "undo", "Takes back the last act.", 3,
           can_undo),
    Action("agenda", "leave", "q,escape,g", "q", "back", "Back to the session.", 1),
    Action("agenda", "help", "question_mark", "?", "all", "What can be done here.", 1),
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
    Action("fit", "end", "e", "e", "end later", "Another end for the session.", 2, is_open),
    Action("fit", "leave", "q,escape,f", "q", "leave as it is", "Nothing changes.", 1),
    Action("fit", "help", "question_mark", "?", "all", "What can be done here.", 1),
)  # fmt: skip

ACTIONS: tuple[Action, ...] = (
    *HOME,
    *SETUP,
    *LIVE,
    *AGENDA,
    *FIT,
    *TOPICS,
    *PEOPLE,
    *NOTES,
    *CLOSING,
)


def actions_of(screen: str) -> tuple[Action, ...]:
    """The actions of a screen, as the table has them."""
    return tuple(action for action in ACTIONS if action.screen == screen)


def action_named(screen: str, action_id: str) -> Action:
    """The action of that id on a screen."""
    return next(action for action in actions_of(screen) if action.id == action_id)


def call_of(action: Action) -> str:
    """What Textual is to call for it: those that only ask the session share one method."""
    return f"ask('{action.id}')" if action.intent else action.id


def available(screen: str, situation: Situation) -> tuple[Action, ...]:
    """What can be done on a screen here and now."""
    return tuple(action for action in actions_of(screen) if action.applies(situation))

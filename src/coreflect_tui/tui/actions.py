"""One table of what can be done on each screen: id, key, title, tooltip, and when.

Bindings, the key line, the palette, help and the README's table are all made from it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from coreflect_tui.core.decide import decide
from coreflect_tui.core.decide.answer import Refusal
from coreflect_tui.core.formats import StepKind
from coreflect_tui.core.intents import (
    AddMinutes,
    BackTurn,
    EndTurn,
    Intent,
    PassTurn,
    PauseClock,
    PutOffTurn,
    ResumeClock,
)
from coreflect_tui.core.rounds import next_in_order, to_invite
from coreflect_tui.core.state import SessionState


@dataclass(frozen=True, slots=True)
class Situation:
    """What an action is asked about: the session (None outside one), and the time.

    `chosen` says what is highlighted: on the home screen the status of a session, at closing
    "person" where the line is about one.
    """

    state: SessionState | None = None
    now: datetime | None = None
    can_undo: bool = False
    can_redo: bool = False
    rehearsing: bool = False
    chosen: str = ""


def _always(_: Situation) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Action:
    """`key` is Textual's name of it and `shows` what a person reads; `rank` orders the key line,
    0 is left to help; `moves_on` keys rest for a moment after one of them was pressed."""

    screen: str
    id: str
    key: str
    shows: str
    title: str
    tooltip: str
    rank: int = 0
    when: Callable[[Situation], bool] = _always
    moves_on: bool = False


def _would(make: Callable[[SessionState], Intent | None]) -> Callable[[Situation], bool]:
    """The action is there when its intent would change something, or asks once more."""

    def when(situation: Situation) -> bool:
        if situation.state is None or situation.now is None:
            return False
        intent = make(situation.state)
        if intent is None:
            return False
        answer = decide(situation.state, intent, situation.now)
        return not isinstance(answer, Refusal) or answer.instead is not None

    return when


def _open(situation: Situation) -> bool:
    return situation.state is not None and situation.state.closed is None


def _has_digits(situation: Situation) -> bool:
    state = situation.state
    if state is None or state.running is None or state.closed:
        return False
    if state.round:
        return bool(to_invite(state, state.round))
    step = state.running.item.step
    return bool(step.points) or (step.kind is StepKind.TOPICS and bool(state.topics))


def _in_round(situation: Situation) -> bool:
    return _open(situation) and situation.state is not None and situation.state.round is not None


def _knows_next(situation: Situation) -> bool:
    """The order itself says who comes next, and somebody does."""
    state = situation.state
    return bool(
        _in_round(situation) and state and state.round and next_in_order(state, state.round)
    )


def _has_room(situation: Situation) -> bool:
    state = situation.state
    return _open(situation) and state is not None and state.format.room is not None


def _person_chosen(situation: Situation) -> bool:
    return _open(situation) and situation.chosen == "person"


def _began(situation: Situation) -> bool:
    return _open(situation) and situation.state is not None and situation.state.began is not None


def _more_time(state: SessionState) -> Intent | None:
    return AddMinutes(state.running.id, 60) if state.running else None


def _less_time(state: SessionState) -> Intent | None:
    return AddMinutes(state.running.id, -60) if state.running else None


LIVE = (
    Action("live", "do_it", "enter", "enter", "do it for me",
           "In a rehearsal: does what the room waits for.", 1, lambda s: s.rehearsing),
    Action("live", "digit", "1,2,3,4,5,6,7,8,9", "1–9", "choose by number",
           "Gives the floor to that person, begins that topic, or ticks that point.",
           1, _has_digits, moves_on=True),
    Action("live", "next_turn", "n", "n", "next person",
           "The next person in the order has the floor.", 2, _knows_next, moves_on=True),
    Action("live", "end_turn", "d", "d", "done",
           "Whoever has the floor has shared.", 2, _would(lambda _: EndTurn()), moves_on=True),
    Action("live", "pass_turn", "p", "p", "pass",
           "Whoever has the floor passes, and may come back.", 3,
           _would(lambda _: PassTurn()), moves_on=True),
    Action("live", "back_turn", "b", "b", "back",
           "The last speaker has the floor again, with their time.", 5,
           _would(lambda _: BackTurn()), moves_on=True),
    Action("live", "put_off", "l", "l", "later",
           "Whoever has the floor goes later, at the end.", 7,
           _would(lambda _: PutOffTurn()), moves_on=True),
    Action("live", "by_name", "slash", "/", "by name",
           "Gives the floor by name; a new name is someone who is here.", 6, _in_round),
    Action("live", "write", "w", "w", "write",
           "Writes a note down; one letter says its kind.", 4, _open),
    Action("live", "people", "a", "a", "people",
           "Who is here, away, late; names, roles, core training.", 4),
    Action("live", "next_item", "full_stop", ".", "next item",
           "Begins the session, and goes on to the next item.", 1, _open, moves_on=True),
    Action("live", "undo", "u", "u", "undo",
           "Takes back the last act.", 6, lambda s: s.can_undo),
    Action("live", "redo", "r", "r", "redo",
           "Brings back what undo took.", 0, lambda s: s.can_redo),
    Action("live", "say", "e", "e", "words in full",
           "The words to say, the questions and reminders of this item, in full.", 5),
    Action("live", "agenda", "g", "g", "agenda",
           "The whole agenda; return to an item or go ahead to one.", 8),
    Action("live", "room", "o", "o", "room",
           "Closes the room to newcomers, and opens it again.", 7, _has_room),
    Action("live", "notes", "v", "v", "notes", "What was written down; change or remove it.", 9),
    Action("live", "more_time", "plus,equals_sign", "+", "a minute more",
           "Gives the running item a minute more.", 0, _would(_more_time)),
    Action("live", "less_time", "minus", "−", "a minute less",
           "Takes a minute from the running item.", 0, _would(_less_time)),
    Action("live", "pause", "z", "z", "pause",
           "The clock stands still until the same key again.", 0,
           lambda s: _would(lambda _: PauseClock())(s) or _would(lambda _: ResumeClock())(s)),
    Action("live", "hold", "h", "h", "hold",
           "For when somebody needs the group: a calm screen, nothing counts.", 0, _began),
    Action("live", "close", "x", "x", "close the session",
           "Look everything through, write the files, close.", 0, _open),
    Action("live", "leave", "q", "q", "leave",
           "Back to the start; the session is kept and goes on when you return.", 0),
    Action("live", "help", "question_mark", "?", "all", "What can be done here and now.", 1),
)  # fmt: skip

HOME = (
    Action("home", "open", "enter", "enter", "open",
           "Goes on with the session, or sets one up.", 1),
    Action("home", "set_aside", "b", "b", "go on, gap as a break",
           "Goes on with the chosen session; the time between was a break.", 2,
           lambda s: s.chosen in ("running", "prepared")),
    Action("home", "look", "l", "l", "only look",
           "Shows the chosen session without going on.", 3, lambda s: bool(s.chosen)),
    Action("home", "leave", "q", "q", "quit", "Ends the program.", 2),
    Action("home", "help", "question_mark", "?", "help", "What can be done here.", 1),
)  # fmt: skip

SETUP = (
    Action("setup", "start", "ctrl+s", "ctrl+s", "start",
           "Opens the live screen; nothing counts until you begin.", 1),
    Action("setup", "add_from_file", "ctrl+o", "ctrl+o", "names from a file",
           "Adds the people of a text or CSV file.", 2),
    Action("setup", "leave", "escape", "esc", "back", "Back to the start; nothing is kept.", 1),
    Action("setup", "help", "f1", "f1", "help", "What can be done here.", 2),
)  # fmt: skip

PEOPLE = (
    Action("people", "here", "h", "h", "here", "The chosen person is here.", 1, _open),
    Action("people", "all_here", "shift+h,H", "H", "all here",
           "Everyone expected is here.", 2, _open),
    Action("people", "away", "w", "w", "away", "Dropped off, and may return.", 3, _open),
    Action("people", "left", "l", "l", "left", "Has left.", 3, _open),
    Action("people", "not_admitted", "n", "n", "not admitted",
           "Came after the room was closed.", 6, _open),
    Action("people", "no_show", "x", "x", "did not come",
           "Was expected and did not come.", 6, _open),
    Action("people", "shared", "s", "s", "shared", "Has shared in the round, aloud.", 4, _open),
    Action("people", "shared_chat", "c", "c", "in the chat",
           "Has shared in the round, in the chat.", 5, _open),
    Action("people", "all_shared", "shift+s,S", "S", "all shared",
           "Everyone here has shared in the round.", 0, _open),
    Action("people", "trained", "t", "t", "core-trained",
           "Has completed the core training: yes, no, not asked.", 5, _open),
    Action("people", "all_trained", "shift+t,T", "T", "all trained",
           "Asked the room, all yes.", 5, _open),
    Action("people", "add", "plus,a", "a", "add", "Adds someone who is here.", 2, _open),
    Action("people", "rename", "enter", "enter", "name",
           "How they are called: name (pronouns).", 3, _open),
    Action("people", "listed_name", "m", "m", "name on the list",
           "What the attendee list says, if that differs.", 0, _open),
    Action("people", "facilitates", "f", "f", "facilitates",
           "Facilitates too, or no longer.", 0, _open),
    Action("people", "remove", "delete,backspace", "del", "remove",
           "Was on the list by mistake.", 0, _open),
    Action("people", "undo", "u", "u", "undo", "Takes back the last act.", 6, lambda s: s.can_undo),
    Action("people", "leave", "q,escape", "q", "back", "Back to the session.", 1),
    Action("people", "help", "question_mark", "?", "all", "What can be done here.", 1),
)  # fmt: skip

NOTES = (
    Action("notes", "change", "enter", "enter", "change", "Changes the chosen note.", 1, _open),
    Action("notes", "leave_out", "x", "x", "leave out",
           "Keeps the note out of the harvest summary, or back in.", 2, _open),
    Action("notes", "someone", "o", "o", "say “someone”",
           "Puts “someone” in place of the names in it.", 2, _open),
    Action("notes", "keep_name", "k", "k", "keep the name", "The name stays on purpose.", 3, _open),
    Action("notes", "remove", "delete,backspace", "del", "remove",
           "Removes the chosen note.", 4, _open),
    Action("notes", "undo", "u", "u", "undo", "Takes back the last act.", 5, lambda s: s.can_undo),
    Action("notes", "leave", "q,escape", "q", "back", "Back to where you came from.", 1),
    Action("notes", "help", "question_mark", "?", "all", "What can be done here.", 1),
)  # fmt: skip

CLOSING = (
    Action("closing", "write", "ctrl+s", "ctrl+s", "write and close",
           "Closes the session and writes the files.", 1),
    Action("closing", "full_yes", "y", "y", "in full",
           "Your own word: the chosen person took part in full.", 2, _person_chosen),
    Action("closing", "full_no", "n", "n", "not in full",
           "Your own word: the chosen person did not take part in full.", 2, _person_chosen),
    Action("closing", "mend", "enter", "enter", "mend",
           "Goes to where the chosen line can be mended.", 3),
    Action("closing", "notes", "v", "v", "notes",
           "Looks through every note, those with a name in them first.", 3),
    Action("closing", "preview", "p", "p", "preview", "What the two files will say.", 4),
    Action("closing", "people", "a", "a", "people", "Who was here, who shared.", 5, _open),
    Action("closing", "folder", "f", "f", "another folder",
           "Where the files are to go this time.", 7),
    Action("closing", "undo", "u", "u", "undo", "Takes back the last act.", 6,
           lambda s: s.can_undo),
    Action("closing", "leave", "q,escape", "q", "back", "To the session; nothing is closed.", 1),
    Action("closing", "help", "question_mark", "?", "all", "What can be done here.", 1),
)  # fmt: skip

AGENDA = (
    Action("agenda", "go", "enter", "enter", "go to it",
           "Goes to the chosen item, ahead or back.", 1, _open),
    Action("agenda", "more_time", "plus,equals_sign", "+", "a minute more",
           "For the chosen item.", 2, _open),
    Action("agenda", "less_time", "minus", "−", "a minute less", "For the chosen item.", 2, _open),
    Action("agenda", "undo", "u", "u", "undo", "Takes back the last act.", 3, lambda s: s.can_undo),
    Action("agenda", "leave", "q,escape,g", "q", "back", "Back to the session.", 1),
    Action("agenda", "help", "question_mark", "?", "all", "What can be done here.", 1),
)  # fmt: skip

ACTIONS: tuple[Action, ...] = (*HOME, *SETUP, *LIVE, *AGENDA, *PEOPLE, *NOTES, *CLOSING)


def actions_of(screen: str) -> tuple[Action, ...]:
    """The actions of a screen, as the table has them."""
    return tuple(action for action in ACTIONS if action.screen == screen)


def available(screen: str, situation: Situation) -> tuple[Action, ...]:
    """What can be done on a screen here and now."""
    return tuple(action for action in actions_of(screen) if action.when(situation))

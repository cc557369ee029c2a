"""What the coach of a rehearsal says: what happens in the room, and what to press about it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from coreflect_tui.core.formats import NoteKind, Order
from coreflect_tui.core.intents import AddAttendee, GiveTurnToName
from coreflect_tui.core.roles import wanted_role
from coreflect_tui.core.rounds import digits, next_in_order
from coreflect_tui.core.state import SessionState
from coreflect_tui.tui.actions import key_of
from coreflect_tui.tui.view.coach_words import ANSWERS, BACK, BACK_FROM, GO_ON
from coreflect_tui.tui.view.key_words import with_keys
from coreflect_tui.tui.view.kinds import LETTERS, counted
from coreflect_tui.tui.view.numbers import (
    Numbered,
    choice_here,
    numbered_here,
    role_people,
    shown_points,
)
from coreflect_tui.tui.view.pieces import BLANK, Lines, Look, Piece, flow, line
from coreflect_tui.tui.view.step_words import role_letters, way_letters

if TYPE_CHECKING:
    from coreflect_tui.rehearsal.scene import Happening

ROOM = "In the room: "
ENTER = "{live.do_it}"
_AS_USUAL = "the clock runs as it always does"
_KEYS = {
    "add-person": ("live.people", "people.add"),
    "not-admitted": ("live.people",),
    "presence": ("live.people",),
    "core-training": ("live.people", "people.all_trained"),
    "name-next": ("live.by_name",),
    "change-note": ("live.notes", "notes.someone"),
    "keep-name": ("live.notes", "notes.keep_name"),
    "full": ("live.close", "closing.full_yes"),
}
_BY_NAME = {
    "give-turn": "by_name",
    "raise-hand": "hand",
    "give-role": "roles",
}
_ACTIONS = {
    "next-item": "next_item",
    "next-turn": "next_turn",
    "end-turn": "end_turn",
    "pass": "pass_turn",
    "close-room": "room",
    "close-session": "close",
    "resume": "pause",
    "small-groups": "small_groups",
    "extend": "extend",
    "once-more": "once_more",
    "fit": "fit",
    "end-repeat": "end_repeat",
}


def coach_lines(
    happening: "Happening", state: SessionState, table: str, opened: str, width: int, enter: str
) -> Lines:
    """What happens in the room, and what to press, on the screen `table`; `opened` is what the line
    or the letters there are for, "" where none are. `enter` says what that does."""
    room = line(Piece(ROOM, Look.MUTED), Piece(happening.words, Look.STRONG))
    words = _answer(happening, state, table, opened)
    if table == "live" and not opened:
        words = f"{words}{' · ' if words else ''}{ENTER}: {enter}"
    return (*flow(room, width), *_pressed(words, _about(happening, state, table), width))


def greeting(you: str, *, kept: bool) -> str:
    """What a rehearsal is, and who one is in it."""
    end = "what it leaves stays in its folder" if kept else "nothing of it is kept"
    return f"This is a rehearsal: the people are simulated, {end}. You hold it as {you}."


def greeting_lines(you: str, speed: float, width: int, *, kept: bool) -> Lines:
    """The same before it begins, and how it goes on."""
    pace = f"the clock runs {_times(speed)}, but not while you have something to do or to read"
    return (
        *flow(line(Piece(greeting(you, kept=kept), Look.STRONG)), width),
        *_pressed(f"{ENTER}: {GO_ON}; {pace if speed > 1 else _AS_USUAL}", {}, width),
    )


def reading_lines(width: int) -> Lines:
    """While there is something new to read at the foot."""
    words = "There is time to read what stands below."
    return (*flow(line(Piece(words, Look.MUTED)), width), *_pressed(f"{ENTER}: {GO_ON}", {}, width))


def flying_lines(speed: float, table: str, width: int) -> Lines:
    """While nothing happens that asks for an act."""
    pace = f"; the clock runs {_times(speed)}" if speed > 1 else ""
    on = f"{ENTER}: {GO_ON}" if table == "live" else ""
    return (
        *flow(line(Piece(f"Nobody waits for you now{pace}.", Look.MUTED)), width),
        *_pressed(on, {}, width),
    )


def over_lines(table: str, width: int, *, kept: bool) -> Lines:
    """Once the session is closed."""
    rest = (
        "What it left stays in its folder."
        if kept
        else "Nothing of it is kept: its folder goes when you leave."
    )
    words = f"That was a whole session, from the first hello to the end. {rest}"
    return (
        *flow(line(Piece(words, Look.STRONG)), width),
        *_pressed(f"{{{table}.leave}} ends the rehearsal", {}, width),
    )


def _times(speed: float) -> str:
    return f"{speed:g} times as fast"


def _pressed(words: str, about: Mapping[str, str], width: int) -> Lines:
    if not words:
        return (BLANK,)
    return flow((Piece("→ ", Look.KEY), *with_keys(words, about, Look.PLAIN)), width)


def _answer(happening: "Happening", state: SessionState, table: str, opened: str) -> str:
    """The words for what answers it there, "" where there is nothing to say."""
    place = f"{table} {_purpose(opened)}" if opened else table
    answers = ANSWERS.get(_case(happening.hint, state), {})
    back = BACK if table in BACK_FROM and not opened else ""
    return answers.get(place, back)


def _purpose(opened: str) -> str:
    what, colon, _ = opened.partition(":")
    return f"{what}{colon}"


def _case(hint: str, state: SessionState) -> str:
    """What a hint is called in the table of words."""
    what, _, about = hint.partition(":")
    keys = answering_keys(hint, state)
    if what == "next-item" and state.began is None:
        return "begin"
    if what == "presence":
        return f"{what}:{about.partition(':')[0]}"
    if not keys and what not in _KEYS:
        return ""
    if what in _BY_NAME and keys == _shown(_BY_NAME[what]):
        return f"{what} by name"
    return f"{what} by letter" if what == "take-option" and " " in keys else what


def _about(happening: "Happening", state: SessionState, table: str) -> dict[str, str]:
    """What stands in the braces of the words."""
    what, _, about = happening.hint.partition(":")
    keys = answering_keys(happening.hint, state).split()
    kind = next((one for one in LETTERS if one == about), None)
    role = about.partition(":")[0] if what == "give-role" else ""
    letters = (letter for letter, rule in role_letters(state) if rule.id == role)
    return {
        "@who": _whom(happening, state),
        "@kind": _kind_words(kind),
        "#key": keys[-1] if keys else "",
        "#letter": next(letters, ""),
        "#leave": key_of(f"{table}.leave") if table in BACK_FROM else "",
    }


def _kind_words(kind: NoteKind | None) -> str:
    if kind is None:
        return ""
    words = counted(kind, 1).removeprefix("1 ")
    return f"{'an' if words.startswith('i') else 'a'} {words}"


def _whom(happening: "Happening", state: SessionState) -> str:
    """The name of whom it is about."""
    for intent in happening.intents:
        if isinstance(intent, AddAttendee | GiveTurnToName):
            return intent.name
    what, _, about = happening.hint.partition(":")
    person = state.person(about.rpartition(":")[2])
    if what == "next-turn" and state.round:
        person = next_in_order(state, state.round)
    if what in ("next-turn", "give-turn") and person in state.facilitators[:1]:
        return "you"
    return person.name if person else ""


def answering_keys(hint: str, state: SessionState) -> str:
    """The keys for a hint such as "give-turn:p4"; "" where enter does it best."""
    what, _, about = hint.partition(":")
    if what in _ACTIONS:
        return _shown(_ACTIONS[what])
    if what in _KEYS:
        return " ".join(key_of(name) for name in _KEYS[what])
    if what == "write":
        letter = next((letter for one, letter in LETTERS.items() if one == about), "")
        return f"{_shown('write')} {letter}".strip()
    if what == "give-turn" and state.round and state.round.order is Order.QUEUE:
        return _shown("by_name")  # there a digit raises a hand
    points = numbered_here(state) is Numbered.POINTS
    if what in ("give-turn", "raise-hand", "start-topic") or (what == "tick" and points):
        return _digit(what, about, state)
    if what == "give-role":
        return _role_key(about, state)
    if what == "take-option":
        return _option_key(about, state)
    return ""


def _shown(action_id: str) -> str:
    return key_of(f"live.{action_id}")


def _role_key(about: str, state: SessionState) -> str:
    """A number where the step asks who it is and shows them numbered, else the key for roles."""
    role, _, person = about.partition(":")
    wanted = wanted_role(state, state.running)
    people = [one.id for one in role_people(state)]
    numbered = numbered_here(state) is Numbered.ROLE
    if wanted and wanted.id == role and person in people and numbered:
        return str(people.index(person) + 1)
    return _shown("roles")


def _option_key(about: str, state: SessionState) -> str:
    """A number where the ways are numbered, else the key for them and the letter of this one."""
    choice = choice_here(state)
    ways = way_letters(choice) if choice else ()
    for number, (letter, option) in enumerate(ways, 1):
        if choice and about == f"{choice.id}:{option.id}":
            numbered = numbered_here(state) is Numbered.WAYS
            return str(number) if numbered else f"{_shown('ways')} {letter}"
    return ""


def _digit(what: str, about: str, state: SessionState) -> str:
    places: tuple[str, ...] = ()
    if what in ("give-turn", "raise-hand") and state.round:
        return str(digits(state, state.round).get(about, _shown(_BY_NAME[what])))
    if what == "start-topic":
        places = tuple(topic.id for topic in state.topics)
    elif what == "tick" and state.running:
        places = tuple(str(index) for index in shown_points(state, state.running))
    return str(places.index(about) + 1) if about in places else _shown("by_name")

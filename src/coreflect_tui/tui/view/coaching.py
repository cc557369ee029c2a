"""What the room does in a rehearsal, and which key answers it."""

from typing import TYPE_CHECKING

from coreflect_tui.core.formats import Order
from coreflect_tui.core.roles import wanted_role
from coreflect_tui.core.rounds import digits
from coreflect_tui.core.state import SessionState
from coreflect_tui.tui.actions import key_of
from coreflect_tui.tui.view.kinds import LETTERS
from coreflect_tui.tui.view.numbers import (
    Numbered,
    choice_here,
    numbered_here,
    role_people,
    shown_points,
)
from coreflect_tui.tui.view.pieces import Line, Look, Piece, line
from coreflect_tui.tui.view.step_words import way_letters

if TYPE_CHECKING:
    from coreflect_tui.rehearsal.scene import Happening

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
_ON_PEOPLE = {
    "add-person": "people.add",
    "not-admitted": "people.not_admitted",
    "presence:present": "people.here",
    "presence:away": "people.away",
    "presence:left": "people.left",
    "presence:no-show": "people.no_show",
    "core-training": "people.all_trained",
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
    "end-repeat": "end_repeat",
}


def coach_line(happening: "Happening", state: SessionState) -> Line:
    """What happens in the room, and the keys that answer it."""
    keys = answering_keys(happening.hint, state)
    return line(
        Piece(" In the room: ", Look.MUTED),
        Piece(f"{happening.words}  ", Look.STRONG),
        Piece(f"→ {keys.replace(' ', ', then ')}" if keys else "→ enter", Look.KEY),
    )


def coach_line_of_people(happening: "Happening") -> Line:
    """The same on the screen of people: the rest of the keys, where they lead there."""
    found = (key for hint, key in _ON_PEOPLE.items() if happening.hint.startswith(hint))
    key = next(found, "")
    return line(
        Piece("In the room: ", Look.MUTED),
        Piece(f"{happening.words}  ", Look.STRONG),
        Piece(f"→ {key_of(key)}" if key else "", Look.KEY),
    )


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
        return str(digits(state, state.round).get(about, _shown("by_name")))
    if what == "start-topic":
        places = tuple(topic.id for topic in state.topics)
    elif what == "tick" and state.running:
        places = tuple(str(index) for index in shown_points(state, state.running))
    return str(places.index(about) + 1) if about in places else _shown("by_name")

"""What the room does in a rehearsal, and which key answers it."""

from typing import TYPE_CHECKING

from coreflect_tui.core.formats import Order
from coreflect_tui.core.rounds import digits
from coreflect_tui.core.state import SessionState
from coreflect_tui.tui.tables.live import LIVE
from coreflect_tui.tui.view.kinds import LETTERS
from coreflect_tui.tui.view.middle import shown_points
from coreflect_tui.tui.view.pieces import Line, Look, Piece, line

if TYPE_CHECKING:
    from coreflect_tui.rehearsal.scene import Happening

_KEYS = {
    "add-person": "a +",
    "not-admitted": "a",
    "presence": "a",
    "core-training": "a T",
    "name-next": "/",
    "change-note": "v o",
    "keep-name": "v k",
    "full": "x y",
}
_ACTIONS = {
    "next-item": "next_item",
    "next-turn": "next_turn",
    "end-turn": "end_turn",
    "pass": "pass_turn",
    "close-room": "room",
    "close-session": "close",
    "resume": "pause",
}


def coach_line(happening: "Happening", state: SessionState) -> Line:
    """What happens in the room, and the keys that answer it."""
    keys = answering_keys(happening.hint, state)
    return line(
        Piece(" In the room: ", Look.MUTED),
        Piece(f"{happening.words}  ", Look.STRONG),
        Piece(f"→ {keys}" if keys else "→ enter", Look.KEY),
    )


def answering_keys(hint: str, state: SessionState) -> str:
    """The keys for a hint such as "give-turn:p4"; "" where enter does it best."""
    what, _, about = hint.partition(":")
    if what in _ACTIONS:
        return next(action.shows for action in LIVE if action.id == _ACTIONS[what])
    if what in _KEYS:
        return _KEYS[what]
    if what == "write":
        letter = next((letter for one, letter in LETTERS.items() if one == about), "")
        return f"w {letter}".strip()
    if what == "give-turn" and state.round and state.round.order is Order.QUEUE:
        return "/"  # there a digit raises a hand
    if what in ("give-turn", "raise-hand", "tick", "start-topic"):
        return _digit(what, about, state)
    return ""


def _digit(what: str, about: str, state: SessionState) -> str:
    places: tuple[str, ...] = ()
    if what in ("give-turn", "raise-hand") and state.round:
        return str(digits(state, state.round).get(about, "/"))
    if what == "start-topic":
        places = tuple(topic.id for topic in state.topics)
    elif what == "tick" and state.running:
        places = tuple(str(index) for index in shown_points(state, state.running))
    return str(places.index(about) + 1) if about in places else "/"

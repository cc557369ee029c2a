"""The key line at the foot of a screen, and the help that lists all keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from coreflect_tui.core.durations import in_words
from coreflect_tui.tui.action import Action
from coreflect_tui.tui.actions import actions_of, available, call_of
from coreflect_tui.tui.conditions import NAMES_OFF, NAMES_ON, Situation
from coreflect_tui.tui.view.pieces import Line, Lines, Look, Piece, cells_of, fill, hang, line

if TYPE_CHECKING:
    from coreflect_tui.core.state import SessionState

GAP = "  "


def title_of(action: Action, situation: Situation) -> str:
    """What an action is called here and now."""
    name = action.screen, action.id
    if chosen := _BY_SITUATION.get(name):
        return chosen(situation) or action.title
    if situation.state is None:
        return action.title
    now = _TITLES.get(name)
    return (now(situation.state) if now else "") or action.title


def _digit_title(state: SessionState) -> str:
    from coreflect_tui.core.formats import Order
    from coreflect_tui.core.rounds import to_invite
    from coreflect_tui.tui.view.numbers import Numbered, numbered_here
    from coreflect_tui.tui.view.topics import votes_here

    if state.round:
        if not to_invite(state, state.round):
            return "come back"
        return "hand" if state.round.order is Order.QUEUE else "next is"
    numbered = numbered_here(state)
    if numbered is Numbered.TOPICS:
        return "vote" if votes_here(state) else "topic"
    if numbered is Numbered.WAYS:
        return "choose"
    return "who" if numbered is Numbered.ROLE else "tick"


def _call_title(state: SessionState) -> str:
    """The plain title is offered until the session has it."""
    plain = state.format.plain_title
    return f"call it “{plain}”" if plain and state.format.title != plain else ""


def _next_item_title(state: SessionState) -> str:
    from coreflect_tui.core.timing import items_to_come

    if state.began is None:
        return "begin"
    return "next item" if items_to_come(state) else "close"


def _write_title(state: SessionState) -> str:
    if state.leaves_nothing:
        return "remove it" if state.closed else "close and remove"
    return "write the files" if state.closed else ""


def _extend_title(state: SessionState) -> str:
    from coreflect_tui.core.decide.steps import next_extension

    seconds = next_extension(state.running) if state.running else None
    return f"{in_words(seconds)} more, by vote" if seconds else ""


def _draw_title(state: SessionState) -> str:
    from coreflect_tui.core.speaking import GROUP_SIZES

    speaks = state.running.item.step.speaks if state.running else None
    return f"draw {speaks}" if speaks in GROUP_SIZES else ""


_NAMES_TITLES = {NAMES_OFF: "shows them", NAMES_ON: "hides them"}
_BY_SITUATION: dict[tuple[str, str], Callable[[Situation], str]] = {
    ("setup", "call"): lambda s: f"call it “{s.plain}”",
    ("home", "close"): lambda s: "write its files" if s.chosen == "unwritten" else "",
    ("display", "names"): lambda s: _NAMES_TITLES.get(s.chosen, ""),
    ("live", "do_it"): lambda s: s.enter,
}
_TITLES: dict[tuple[str, str], Callable[[SessionState], str]] = {
    ("live", "digit"): _digit_title,
    ("live", "next_item"): _next_item_title,
    ("live", "by_name"): lambda s: "" if s.round else "find",
    ("live", "extend"): _extend_title,
    ("live", "small_groups"): _draw_title,
    ("live", "room"): lambda s: "open the room" if s.room_closed else "close the room",
    ("live", "count_gap"): lambda s: "count it" if s.gap else "as it was",
    ("live", "gap_break"): lambda s: "a break" if s.gap else "right now",
    ("live", "pause"): lambda s: "go on" if s.paused else "pause",
    ("live", "hold"): lambda s: "go on" if s.paused else "hold",
    ("people", "room"): lambda s: "open the room" if s.room_closed else "close the room",
    ("people", "record"): lambda s: "count no more" if s.options.record else "",
    ("people", "call"): _call_title,
    ("closing", "write"): _write_title,
    ("closing", "keep"): lambda s: "let it go" if s.kept else "",
}
"""What depends on how the session stands, and above it on what is chosen; "" leaves the title as
the table has it."""


def key_line(screen: str, situation: Situation, width: int) -> Line:
    """The keys that matter most here, as many as fit, in the order of the table."""
    ranked = [action for action in actions_of(screen) if action.rank]
    room, titles = width - 1, dict[str, str]()
    for action in sorted(ranked, key=lambda one: one.rank):
        title = title_of(action, situation)
        size = cells_of(f"{action.shows} {title}{GAP}")
        # Whether it can be done takes longest, and is asked last.
        if size <= room and action.applies(situation):
            room -= size
            titles[action.id] = title
    parts: list[Piece] = [Piece(" ")]
    for action in ranked:
        if action.id in titles:
            parts += [*_key_pieces(action, titles[action.id]), Piece(GAP)]
    return tuple(parts)


def _key_pieces(action: Action, title: str) -> tuple[Piece, ...]:
    click = "" if action.id == "digit" else f"screen.{call_of(action)}"
    return (Piece(action.shows, Look.KEY, click), Piece(f" {title}", Look.MUTED, click))


def help_lines(screen: str, situation: Situation, width: int) -> Lines:
    """Every key that works on this screen here and now, with what it does."""
    lines: list[Line] = []
    everywhere = available("tour", situation) if situation.touring else ()
    for action in (*available(screen, situation), *everywhere):
        key = Piece(fill(action.shows, 8), Look.KEY)
        title = Piece(f"{title_of(action, situation)}  ", Look.STRONG)
        about = [line(Piece(f"{word} ", Look.MUTED)) for word in action.tooltip.split()]
        lines += hang(key, [line(title), *about], width)
    words = Piece("search all actions, and the settings", Look.STRONG)
    palette = line(Piece(fill("ctrl+p", 8), Look.KEY), words)
    return (*lines, palette)

"""Finding a person by the letters typed; accents and case do not matter."""

import re

from coreflect_tui.core.names import split_called
from coreflect_tui.core.person import Attendee
from coreflect_tui.core.state import SessionState
from coreflect_tui.core.text import clean_name, fold
from coreflect_tui.imports.pasted_people import IN_CALLS
from coreflect_tui.tui.view.pieces import clip_text


def matches(state: SessionState, typed: str) -> tuple[Attendee, ...]:
    """Whose name begins with what was typed, in any of its words; the very name comes first."""
    wanted = fold(typed)
    if not wanted:
        return ()
    exact = [one for one in state.people if fold(one.name) == wanted]
    begins = [
        one
        for one in state.people
        if one not in exact
        and (
            fold(one.name).startswith(wanted)
            or any(fold(word).startswith(wanted) for word in one.name.split())
        )
    ]
    return (*exact, *begins)


def find_by_name(state: SessionState, typed: str) -> Attendee | None:
    """The one person meant: the very name, or the only one that begins so. None otherwise."""
    found = matches(state, typed)
    if found and fold(found[0].name) == fold(typed):
        return found[0]
    return found[0] if len(found) == 1 else None


def name_hint(state: SessionState, typed: str, *, hand: bool = False) -> str:
    """What enter would do with the letters typed so far; `hand` is for a raised hand."""
    name = clean_name(split_called(typed.strip().removeprefix("+"))[0])
    new = typed.strip().startswith("+")
    person = find_by_name(state, name) if name and not new else None
    if hand:
        return _hand_hint(state, name, person)
    if not name:
        return "Letters find a person; a new name is someone who is here. Esc leaves."
    if person:
        return f"Enter: {person.name} has the floor."
    found = () if typed.strip().startswith("+") else matches(state, name)
    if found:
        some = ", ".join(one.name for one in found[:5])
        more = f" and {len(found) - 5} more" if len(found) > 5 else ""
        return f"{some}{more}? Type on; +{name} adds someone new."
    if state.room_closed:
        return f"The room is closed; enter lets {name} in all the same and gives them the floor."
    return f"Enter adds {name}, who is here, and gives them the floor."


def find_hint(state: SessionState, typed: str) -> str:
    """Who is found by the letters typed so far."""
    found = matches(state, typed)
    if not typed.strip():
        return "Letters of any part of a name find the person; enter stays with them."
    return ", ".join(one.name for one in found[:6]) or nobody_words(typed)


def nobody_words(typed: str, way_out: str = "") -> str:
    """That nobody is found by what was typed; `way_out` says how they come onto the list."""
    said = f"Nobody on the list is called {clip_text(clean_name(typed), 30)} yet"
    return f"{said}; {way_out}." if way_out else f"{said}."


def read_arrangement(state: SessionState, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names in the order in which they were typed or pasted, as ids, and those nobody has."""
    order: list[str] = []
    unknown: list[str] = []
    for part in re.split(r"[,;\n·]+", IN_CALLS.sub("", text)):
        name = clean_name(split_called(part)[0])
        if not name:
            continue
        person = find_by_name(state, name)
        if person is None:
            unknown.append(name)
        elif person.id not in order:
            order.append(person.id)
    return tuple(order), tuple(unknown)


def _hand_hint(state: SessionState, name: str, person: Attendee | None) -> str:
    if not name:
        return "Letters find the person whose hand is up. Esc leaves."
    if person and state.round and person.id in state.round.hands:
        return f"Enter: {person.name} does not ask to speak any more."
    if person:
        return f"Enter: {person.name} asks to speak."
    some = ", ".join(one.name for one in matches(state, name)[:5])
    return f"{some}? Type on." if some else "Nobody on the list is called so."

"""Finding a person by the letters typed; accents and case do not matter."""

from coreflect_tui.core.state import Attendee, SessionState
from coreflect_tui.core.text import clean_name, fold
from coreflect_tui.tui.view.people import split_called


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


def name_hint(state: SessionState, typed: str) -> str:
    """What enter would do with the letters typed so far."""
    name = clean_name(split_called(typed)[0])
    if not name:
        return "Letters find a person; a new name is someone who is here. Esc leaves."
    person = find_by_name(state, name)
    if person:
        return f"Enter: {person.name} has the floor."
    found = matches(state, name)
    if found:
        some = ", ".join(one.name for one in found[:5])
        return f"{some}? Type on; enter adds {name} as someone new."
    return f"Enter adds {name}, who is here, and gives them the floor."

"""Options of a session's choices: what is held because it was taken, and what is not."""

from coreflect_tui.core.state import SessionState


def not_taken(state: SessionState) -> frozenset[str]:
    """Ids of steps that belong only to options that the group did not take; until it decides, to
    those that the agenda does not count with."""
    taken = dict(state.taken)
    held: set[str] = set()
    others: set[str] = set()
    for choice in state.format.choices:
        chosen = choice.option(taken.get(choice.id, "")) or choice.options[0]
        held.update(chosen.steps)
        others.update(step for one in choice.options for step in one.steps)
    return frozenset(others - held)

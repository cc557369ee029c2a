"""What earlier sessions say for the next one: who had the roles that rotate."""

from contextlib import suppress

from coreflect_tui.core.formats import Format
from coreflect_tui.core.history import replay
from coreflect_tui.core.state import SessionState
from coreflect_tui.store import Store, StoreError

REMEMBERED = 12
"""So many sessions back it is looked who had a rotating role."""


def sessions_with_roles(store: Store, fmt: Format, group: str = "") -> tuple[SessionState, ...]:
    """The last sessions of a format that has rotating roles, the newest first; of `group`, by its
    id, where one meets. What cannot be read is left out."""
    if not any(rule.rotates for rule in fmt.roles):
        return ()
    try:
        rows = store.summaries.newest()
    except StoreError:
        return ()
    held = [(one.began, one.session) for one in rows if one.format == fmt.id and one.began]
    if group:
        of_group = {one.session for one in rows if one.group == group}
        held = [one for one in held if one[1] in of_group]
    found: list[SessionState] = []
    for _, session in sorted(held, reverse=True)[:REMEMBERED]:
        with suppress(StoreError, ValueError):
            found.append(replay(store.journal.load(session)).state)
    return tuple(found)

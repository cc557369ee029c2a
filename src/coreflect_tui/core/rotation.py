"""Rotating roles over sessions: who had one in earlier sessions, among the people of a new one."""

from collections.abc import Iterable, Sequence

from coreflect_tui.core.forgotten import is_forgotten
from coreflect_tui.core.formats import Format
from coreflect_tui.core.person import Attendee
from coreflect_tui.core.state import SessionState
from coreflect_tui.core.text import fold

HadRoles = tuple[tuple[str, tuple[str, ...]], ...]


def had_roles(fmt: Format, earlier: Sequence[SessionState], people: Iterable[Attendee]) -> HadRoles:
    """By rotating role, the ids of those of `people` who had it in `earlier` sessions, the newest
    first: whoever had it last comes first."""
    there = tuple(people)
    found = ((rule.id, _had(rule.id, earlier, there)) for rule in fmt.roles if rule.rotates)
    return tuple((role, ids) for role, ids in found if ids)


def _had(
    role: str, earlier: Sequence[SessionState], people: tuple[Attendee, ...]
) -> tuple[str, ...]:
    had = (
        state.person(one)
        for state in earlier
        for held in reversed(state.roles)
        if held.role == role
        for one in held.people
    )
    known = (_among(one, people) for one in had if one and not is_forgotten(one.name))
    return tuple(dict.fromkeys(one.id for one in known if one))


def _among(had: Attendee, people: tuple[Attendee, ...]) -> Attendee | None:
    """Who that is now: by the roster of the group, else by name."""
    by_roster = (one for one in people if had.roster and one.roster == had.roster)
    by_name = (
        one
        for one in people
        if fold(one.name) == fold(had.name) and not (had.roster and one.roster)
    )
    return next(by_roster, None) or next(by_name, None)

"""What a session tells the file of its group: who is in the roster now, and what was agreed."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from coreflect_tui.core.agreement import MOST_LINES, lines_of, together
from coreflect_tui.core.group import (
    Group,
    Links,
    brought_up_to_date,
    changes_of,
    known_by_name,
    links_of,
)
from coreflect_tui.core.state import Agreement, SessionState
from coreflect_tui.core.text import clean_name, fold
from coreflect_tui.library.groups import (
    GroupError,
    change_group,
    find_group,
    group_with_id,
    list_groups,
    save_group,
    shown,
)
from coreflect_tui.library.toml_file import FileProblem


@dataclass(frozen=True, slots=True)
class KeptGroup:
    """A group as its file says now, who of the session is who in its roster, and what changed in
    the file, counted, with those who were known by their names alone."""

    group: Group
    links: Links
    changes: str


def keep_group(
    folder: Path, state: SessionState, name: str, new_id: Callable[[], str]
) -> KeptGroup:
    """Bring the roster of the session's group up to date; without one, that of the group called
    `name`, which is made where there is none, and has what was agreed in the session too. Raises
    GroupError; no file is changed then."""
    before = _group_of(folder, state) or _group_called(folder, state, name, new_id)
    links: Links = ()

    def change(group: Group) -> Group:
        nonlocal links, before
        before, links = group, links_of(group, state, new_id)
        return brought_up_to_date(_agreed(group, state), state, links)

    if group_with_id(folder, before.id):
        kept = change_group(folder, before.id, change)
    else:
        kept = change(before)
        save_group(folder, kept)
    return KeptGroup(kept, links, changes_of(before, kept, _by_name(before, state)))


def keep_agreement(
    folder: Path, state: SessionState, wanted: Agreement | None, base: tuple[str, ...] | None
) -> Agreement | None:
    """Write the agreement into the file of the session's group, and answer what stands there now:
    what somebody wrote there since it had the lines of `base` stays. Where these are not known
    (None), nothing is taken out of what differs.

    Raises GroupError; the file is as it was then.
    """

    def change(group: Group) -> Group:
        there = lines_of(group.agreement)
        unknown = there if there == lines_of(state.agreement) else ()
        since = unknown if base is None else base
        return _agreeing(group, together(since, wanted, group.agreement))

    return change_group(folder, state.options.group, change).agreement


def _agreed(group: Group, state: SessionState) -> Group:
    """A group that meets in the session for the first time has what was agreed there as well."""
    if state.options.group == group.id or state.agreement is None:
        return group
    return _agreeing(group, together((), state.agreement, group.agreement))


def _agreeing(group: Group, agreement: Agreement | None) -> Group:
    if len(lines_of(agreement)) > MOST_LINES:
        sentence = (
            f"What the group has in its file and what is here are more than {MOST_LINES} lines"
            " together; please drop some, here or there. Nothing was written to the file."
        )
        raise GroupError("", (FileProblem(None, (), sentence),))
    return replace(group, agreement=agreement)


def _by_name(group: Group, state: SessionState) -> tuple[str, ...]:
    """What is on the list before the session has begun was typed for this group; of whoever was
    added later it is said that a name was all there was to go by."""
    if state.began is None:
        return ()
    known = dict(known_by_name(group, state))
    return tuple(one.name for one in state.people if one.id in known)


def _group_of(folder: Path, state: SessionState) -> Group | None:
    """None where there is no file of it. One that cannot be read may be it."""
    group = group_with_id(folder, state.options.group)
    broken = [one for one in list_groups(folder) if one.problem] if state.options.group else []
    if group is None and broken:
        problem = FileProblem(None, (), broken[0].problem)
        raise GroupError(shown(broken[0].path), (problem,))
    return group


def _group_called(folder: Path, state: SessionState, name: str, new_id: Callable[[], str]) -> Group:
    """Where the file of the session's group is gone, it is made anew and the group stays the same
    one, so that its sessions before still count."""
    name = clean_name(name)
    if not fold(name):
        raise GroupError("", (FileProblem(None, (), "A group needs a name."),))
    if any(fold(one.name) == fold(name) for one in list_groups(folder)):
        return find_group(folder, name)
    group_id = state.options.group or new_id()
    record, agreement = state.options.record, state.agreement
    return Group(name, state.format.id, record, id=group_id, agreement=agreement)

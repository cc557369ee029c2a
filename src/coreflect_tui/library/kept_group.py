"""What a session tells the file of its group: who is in the roster now."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from coreflect_tui.core.group import (
    Group,
    Links,
    brought_up_to_date,
    changes_of,
    known_by_name,
    links_of,
)
from coreflect_tui.core.state import SessionState
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
    `name`, which is made where there is none. Raises GroupError; no file is changed then."""
    before = _group_of(folder, state) or _group_called(folder, state, name, new_id)
    links: Links = ()

    def change(group: Group) -> Group:
        nonlocal links, before
        before, links = group, links_of(group, state, new_id)
        return brought_up_to_date(group, state, links)

    if group_with_id(folder, before.id):
        kept = change_group(folder, before.id, change)
    else:
        kept = change(before)
        save_group(folder, kept)
    return KeptGroup(kept, links, changes_of(before, kept, _by_name(before, state)))


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
    return Group(name, state.format.id, state.options.record, id=group_id)

"""Group: people who meet again and again, with the roster that their facilitator keeps.

What a session says of them goes into the roster; nobody is ever taken off it here.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from coreflect_tui.core.attendance import attended
from coreflect_tui.core.forgotten import is_forgotten
from coreflect_tui.core.person import Attendee, Presence, Role
from coreflect_tui.core.state import Agreement, SessionState
from coreflect_tui.core.text import NAME_LIMIT, fold

MOST_ALIASES = 20
"""Of one person; the newest stay."""
NAMES_SAID = 3
"""So many names stand in the words of a change."""
_WORDS = re.compile(r"[^\s/,|]+")

Links = tuple[tuple[str, str], ...]
"""Pairs of an attendee's id in a session and their id in the roster."""


@dataclass(frozen=True, slots=True)
class Member:
    """Someone of a roster. `id` stays the same over sessions; `listed_name` is what the attendee
    list says where that differs; `aliases` are names under which reports were said to mean them."""

    id: str
    name: str
    pronouns: str = ""
    listed_name: str = ""
    email: str = ""
    organisation: str = ""
    core_trained: bool | None = None
    facilitates: bool = False
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """A standing group. `format` is the id of what it usually holds; `record` says that its
    facilitator has switched on the record over sessions; `id` is what sessions know it by, so
    that the group may get another name; `agreement` is its discomfort agreement."""

    name: str
    format: str = ""
    record: bool = False
    members: tuple[Member, ...] = ()
    id: str = ""
    agreement: Agreement | None = None

    def member(self, member_id: str) -> Member | None:
        return next((one for one in self.members if one.id == member_id), None)


def links_of(group: Group, state: SessionState, new_id: Callable[[], str]) -> Links:
    """Who of the session is who in the roster of `group`, those it does not have yet included.

    Somebody is who they were linked with before, else who they are `known_by_name` to be, else new
    with an id from `new_id`. Before the session has begun everybody on its list belongs to it,
    afterwards those who came.
    """
    links, by_name = _linked(group, state), dict(known_by_name(group, state))
    taken = {member.id for member in group.members} | set(links.values())
    for one in _belonging(state):
        if one.id not in links:
            links[one.id] = by_name.get(one.id) or _unused(new_id, taken)
            taken.add(links[one.id])
    return tuple(links.items())


def known_by_name(group: Group, state: SessionState) -> Links:
    """Those of the session who are linked with nobody yet and have the name of somebody in the
    roster of `group` whom nobody is linked with.

    Whoever was not in setup and comes all the same is nearly always the person of that name.
    Pronouns that have no word in common say that they are not.
    """
    linked = _linked(group, state)
    free = {fold(one.name): one for one in group.members if one.id not in linked.values()}
    found: dict[str, str] = {}
    for one in _belonging(state):
        member = free.get(fold(one.name))
        if member and one.id not in linked and _may_agree(one.pronouns, member.pronouns):
            found[one.id] = free.pop(fold(one.name)).id
    return tuple(found.items())


def brought_up_to_date(group: Group, state: SessionState, links: Links) -> Group:
    """The group with what the session says of its people; `links` come from `links_of`.

    Names, pronouns, names on the list and who facilitates are as they are now; aliases are added;
    core training is what was recorded last. Whoever came and is not in the roster stands at its
    end. Two people of one roster never get one name: then the earlier name stays.
    """
    roster = dict(links)
    here = {roster[one.id]: one for one in state.people if one.id in roster}
    came = {one.id for one in _belonging(state)}
    taken = {fold(one.name) for one in group.members if one.id not in here}
    members: list[Member] = []
    for member in group.members:
        member = _now(member, here[member.id], taken) if member.id in here else member
        taken.add(fold(member.name))
        members.append(member)
    known = {one.id for one in members}
    for roster_id, one in here.items():
        if roster_id not in known and one.id in came:
            members.append(_now(Member(roster_id, ""), one, taken))
            taken.add(fold(members[-1].name))
    return replace(group, members=tuple(members))


def with_aliases(group: Group, state: SessionState) -> Group:
    """The group with the names under which a report was said to mean its people."""
    if state.options.group != group.id:
        return group
    found = {one.roster: one.aliases for one in state.people if one.roster}
    members = (replace(one, aliases=_joined(one, found.get(one.id, ()))) for one in group.members)
    return replace(group, members=tuple(members))


def changes_of(before: Group, after: Group, by_name: Sequence[str] = ()) -> str:
    """What became different, counted: "3 people added, 1 changed", or "nothing changed". `by_name`
    are the names of people who were known by these alone; they are said, so that it is seen."""
    known = {one.id: one for one in before.members}
    added = sum(one.id not in known for one in after.members)
    changed = sum(one.id in known and known[one.id] != one for one in after.members)
    said = []
    if added:
        said.append(f"{_people(added)} added")
    if changed:
        said.append(f"{changed if added else _people(changed)} changed")
    if by_name:
        more = len(by_name) - NAMES_SAID
        names = ", ".join(by_name[:NAMES_SAID]) + (f" and {more} more" if more > 0 else "")
        said.append(f"{_people(len(by_name))} known by name: {names}")
    return ", ".join(said) or "nothing changed"


def own_name(wanted: str, taken: Iterable[str], earlier: str = "") -> str:
    """`wanted`, or else `earlier`, or else `wanted` with a number: the first that is not among
    `taken`, which are folded names."""
    taken = set(taken)
    for name in (wanted, earlier):
        if name and fold(name) not in taken:
            return name
    number = 2
    while fold(numbered := f"{wanted[: NAME_LIMIT - 4]} {number}") in taken:
        number += 1
    return numbered


def _people(count: int) -> str:
    return f"{count} {'person' if count == 1 else 'people'}"


def _linked(group: Group, state: SessionState) -> dict[str, str]:
    """Ids in a roster by ids here. In a session of the group they hold even where its file does
    not have them any more."""
    own = state.options.group == group.id
    known = {member.id for member in group.members}
    return {
        one.id: one.roster for one in state.people if one.roster and (own or one.roster in known)
    }


def _may_agree(pronouns: str, others: str) -> bool:
    """Whether both may be of one person: with a word in common, or where one of them is empty."""
    words, known = ({fold(one) for one in _WORDS.findall(said)} for said in (pronouns, others))
    return not (words and known) or bool(words & known)


def _belonging(state: SessionState) -> tuple[Attendee, ...]:
    """Those whom a roster may have; never somebody who asked to be forgotten."""
    here: Iterable[Attendee] = attended(state)
    if state.began is None:
        here = (one for one in state.people if one.presence is not Presence.NOT_ADMITTED)
    return tuple(one for one in here if not is_forgotten(one.name))


def _unused(new_id: Callable[[], str], taken: set[str]) -> str:
    while (drawn := new_id()) in taken:
        pass
    return drawn


def _now(member: Member, person: Attendee, taken: set[str]) -> Member:
    """Pronouns and the name on the list may have been taken away since; they stay only where the
    session never knew of them, because the person was not taken from the roster."""
    linked = person.roster == member.id
    trained = person.core_trained
    return replace(
        member,
        name=own_name(person.name, taken, member.name),
        pronouns=person.pronouns or ("" if linked else member.pronouns),
        listed_name=person.listed_name or ("" if linked else member.listed_name),
        email=person.email or member.email,
        organisation=person.organisation or member.organisation,
        core_trained=member.core_trained if trained is None else trained,
        facilitates=person.role is Role.FACILITATOR,
        aliases=_joined(member, person.aliases),
    )


def _joined(member: Member, more: tuple[str, ...]) -> tuple[str, ...]:
    """The aliases of someone and `more`, each once, case and accents ignored."""
    known = {fold(one) for one in (member.name, *member.aliases)}
    new = {fold(one): one for one in more if fold(one) not in known}
    return (*member.aliases, *new.values())[-MOST_ALIASES:]

"""Preparing a session: a format, options and names become its id and its first events."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from coreflect_tui.core.agenda import plan
from coreflect_tui.core.decide.answer import Events, Refusal
from coreflect_tui.core.decide.people import MOST_PEOPLE
from coreflect_tui.core.decide.session import prepare
from coreflect_tui.core.events import AgreementKept
from coreflect_tui.core.formats import Format
from coreflect_tui.core.group import Group
from coreflect_tui.core.person import Attendee, Role
from coreflect_tui.core.rotation import had_roles
from coreflect_tui.core.state import Agreement, Options, SessionState
from coreflect_tui.core.text import clean_line, clean_name, fold

ID_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"
"""Without l, o, 0 and 1, which are taken for one another when read aloud or typed."""
ID_LENGTH = 6


@dataclass(frozen=True, slots=True)
class Invited:
    """Someone who is expected, as typed or read from a list; `roster` is their id where they come
    from the roster of a group."""

    name: str
    pronouns: str = ""
    email: str = ""
    organisation: str = ""
    listed_name: str = ""
    core_trained: bool | None = None
    aliases: tuple[str, ...] = ()
    roster: str = ""


def invited(group: Group) -> tuple[tuple[Invited, ...], tuple[Invited, ...]]:
    """Those of a roster who facilitate, and the others."""
    of_role: dict[bool, list[Invited]] = {True: [], False: []}
    for one in group.members:
        of_role[one.facilitates].append(
            Invited(
                one.name,
                one.pronouns,
                one.email,
                one.organisation,
                one.listed_name,
                one.core_trained,
                one.aliases,
                one.id,
            )
        )
    return tuple(of_role[True]), tuple(of_role[False])


def roster_id(rng: random.Random) -> str:
    """An id for a group, or for a person in a roster; drawn by chance, so that it says nothing."""
    return "".join(rng.choice(ID_LETTERS) for _ in range(ID_LENGTH))


def prepare_session(
    fmt: Format,
    options: Options,
    facilitators: Sequence[Invited],
    roster: Sequence[Invited],
    rng: random.Random,
    people: int = 0,
    minutes_by_step: Mapping[str, int] | None = None,
    agreement: Agreement | None = None,
    earlier: Sequence[SessionState] = (),
) -> tuple[str, Events] | Refusal:
    """The id and the first events of a session, or a sentence saying what is to be changed.

    Attendees are p1, p2 and so on, the facilitators first; where attendance is not looked at there
    may be none. `people` is how many are expected in all, for a list that is made during
    introductions; `minutes_by_step` is what `core.agenda.plan` takes. `agreement` is that of the
    standing group that meets, `earlier` are its sessions, the newest first, for roles that rotate.
    `rng` draws the id: random.SystemRandom() for real sessions, a seeded one for rehearsals.
    """
    if fmt.attendance and not facilitators:
        return Refusal("A session has a facilitator; please enter a name for them.")
    everyone = _attendees(facilitators, roster)
    if isinstance(everyone, Refusal):
        return everyone
    count = max(people, len(everyone))
    leading = max(len(facilitators), 1)
    agenda = plan(fmt, options.minutes, options.place, count, leading, minutes_by_step)
    if not agenda.items:
        return Refusal(agenda.problems[0])
    session = session_id(options.starts_at, options.utc_offset, rng)
    options = replace(options, had_roles=had_roles(fmt, earlier, everyone))
    first = prepare(session, fmt, options, agenda.items, everyone)
    kept = (AgreementKept(agreement.text, agreement.checked),) if agreement else ()
    return session, (*first, *kept)


def session_id(starts_at: datetime, utc_offset: int, rng: random.Random) -> str:
    """The local date and six characters, such as "2026-11-22-k3x9ap"."""
    local = starts_at + timedelta(seconds=utc_offset)
    return f"{local:%Y-%m-%d}-{roster_id(rng)}"


def _attendees(
    facilitators: Sequence[Invited], roster: Sequence[Invited]
) -> tuple[Attendee, ...] | Refusal:
    """Everyone with a clean name; a refusal names places in the list, since it may be logged."""
    invited = (*facilitators, *roster)
    if len(invited) > MOST_PEOPLE:
        return Refusal(f"A session holds {MOST_PEOPLE} people at most; please shorten the list.")
    places: dict[str, int] = {}
    people: list[Attendee] = []
    for number, one in enumerate(invited, start=1):
        name = clean_name(one.name)
        if not fold(name):
            return Refusal(f"Entry {number} of the list has no name; please add one or remove it.")
        if fold(name) in places:
            return Refusal(
                f"Entries {places[fold(name)]} and {number} of the list have the same name, with"
                " the facilitators counted first; an initial tells two people apart."
            )
        places[fold(name)] = number
        role = Role.FACILITATOR if number <= len(facilitators) else Role.PARTICIPANT
        people.append(_attendee(number, name, role, one))
    return tuple(people)


def _attendee(number: int, name: str, role: Role, one: Invited) -> Attendee:
    listed = clean_name(one.listed_name)
    return Attendee(
        id=f"p{number}",
        name=name,
        role=role,
        pronouns=clean_name(one.pronouns),
        email=clean_name(one.email).replace(" ", ""),
        organisation=clean_name(one.organisation),
        listed_name="" if listed == name else listed,
        core_trained=one.core_trained,
        aliases=tuple(alias for said in one.aliases if (alias := clean_line(said))),
        roster=one.roster,
    )

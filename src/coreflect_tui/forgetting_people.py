"""Forgetting one person everywhere: who goes by a name, what is kept of them, and taking it out."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from coreflect_tui.core.agreement import lines_of
from coreflect_tui.core.forgetting import Known, people_of
from coreflect_tui.core.forgetting_words import Naming
from coreflect_tui.core.group import Group, Member
from coreflect_tui.core.history import replay
from coreflect_tui.core.telling import Told, untold
from coreflect_tui.core.text import fold
from coreflect_tui.forgetting import ForgettingError, erased, held
from coreflect_tui.forgetting_in_session import (
    InSession,
    ReadSession,
    aside_without,
    aside_written,
    in_session,
    rewritten,
)
from coreflect_tui.library.group_forgetting import (
    Entry,
    entries,
    files_with_groups,
    still_named,
    take_out,
)
from coreflect_tui.library.groups import GroupError
from coreflect_tui.store import Store, StoreError

_Evidence = frozenset[tuple[str, ...]]


class SeveralPeopleError(Exception):
    """More than one person goes by the name: for each of them, the sessions they are in."""

    def __init__(self, people: tuple[tuple[str, ...], ...]) -> None:
        super().__init__("several people go by that name")
        self.people = people


@dataclass(frozen=True, slots=True)
class InAgreement:
    """The file of a group, or a copy of one, whose agreement may name the person; `naming` finds
    them in it, and `named` says that it does."""

    path: Path
    naming: Naming
    named: bool


@dataclass(frozen=True, slots=True)
class Person:
    """All that is kept of a person. `names` are those they were called by and listed under;
    `unread` are sessions and files of groups that could not be looked through."""

    name: str
    names: frozenset[str]
    sessions: tuple[InSession, ...]
    entries: tuple[Entry, ...]
    agreements: tuple[InAgreement, ...]
    unread: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """After forgetting: the files of groups in which the name still stands, as in a comment, and
    sentences about what could not be done."""

    still_named: tuple[Path, ...] = ()
    problems: tuple[str, ...] = ()


@dataclass(slots=True)
class _Node:
    """Someone of that name in one place, and by what they are known elsewhere."""

    evidence: _Evidence
    session: str = ""
    known: Known | None = None
    entry: Entry | None = None
    rank: int = field(default=0)


def find_person(
    store: Store,
    groups: Path,
    name: str,
    of_sessions: tuple[str, ...] = (),
    told: Told = untold,
    naming: Told = untold,
) -> Person:
    """Who goes by `name`, called, listed or in a report, in any session or roster; with
    `of_sessions`, the one who does in each of these, and wherever it is surely them. `told` hears
    how many sessions were looked through, `naming` in how many notes were looked at for the name.

    Raises SeveralPeopleError, ForgettingError where nobody does, and StoreError.
    """
    sessions, unread = _read(store, told)
    files, unread_files = files_with_groups(groups)
    roster = entries(files)
    nodes = [
        _Node(_evidence(known), one.id, known, rank=_rank(known, name))
        for one in sessions
        for known in one.people
        if known.goes_by(name)
    ]
    nodes += [_Node(_evidence_of(one), entry=one) for one in roster if _is_called(one, name)]
    chosen = _chosen(nodes, of_sessions)
    if not chosen:
        raise ForgettingError("Nobody goes by that name; nothing was removed.")
    rosters = frozenset(fact for node in chosen for fact in node.evidence if fact[0] == "roster")
    keys: dict[str, set[str]] = {}
    for node in chosen:
        if node.known:
            keys.setdefault(node.session, set()).add(node.known.key)
    for one in sessions:
        same = {known.key for known in one.people if _evidence(known) & rosters}
        if same:
            keys.setdefault(one.id, set()).update(same)
    theirs = [node.entry for node in chosen if node.entry]
    theirs += [one for one in roster if _evidence_of(one) & rosters and one not in theirs]
    not_read = (*unread, *map(str, unread_files))
    return _person(name, sessions, keys, theirs, files, not_read, naming)


def forget_person(
    store: Store,
    groups: Path,
    person: Person,
    now: datetime,
    *,
    in_notes: bool,
    told: Told = untold,
) -> Done:
    """Take the person out of every session and roster. In what was written their name becomes
    "someone", in what is the facilitator's own only with `in_notes`. `now` is the wall clock, UTC;
    `told` hears how many sessions are made anew.

    Raises ForgettingError while one of the sessions is held or goes on, and StoreError; nothing
    was removed then.
    """
    sessions = [one for one in person.sessions if one.keys or one.notes or in_notes]
    with held(store, tuple(one.session for one in sessions), now):
        made = []
        for done, where in enumerate(sessions):
            told(done, len(sessions))
            made.append(rewritten(store, where, in_notes=in_notes))
        aside = [
            (one.session, aside_without(store, one, person.names, in_notes=in_notes))
            for one in sessions
        ]
        problems = list(erased(lambda: store.forgetting.rewrite(made)))
        for session, files in aside:
            problems += aside_written(store, session, files)
    ids: dict[Path, set[str]] = {}
    for entry in person.entries:
        ids.setdefault(entry.path, set()).add(entry.member.id)
    for one in person.agreements:
        gone = frozenset(ids.get(one.path, ()))
        if not (gone or one.named):
            continue
        try:
            take_out(one.path, gone, one.naming.without)
        except GroupError as error:
            problems.append(str(error))
    return Done(still_named(groups, person.names), tuple(problems))


def _read(store: Store, told: Told) -> tuple[list[ReadSession], tuple[str, ...]]:
    found: list[ReadSession] = []
    # Damaged sessions stand in no list.
    unread = [f"session {one}" for one in store.summaries.left_out()]
    rows = store.summaries.newest()
    for done, row in enumerate(rows):
        told(done, len(rows))
        try:
            decisions = store.journal.load(row.session)
            state, people = replay(decisions).state, people_of(decisions)
        except (StoreError, ValueError):
            unread.append(f"session {row.session}")
            continue
        if store.drafts.damaged(row.session):
            unread.append(f"an unfinished note of session {row.session}")
        drafts = store.drafts.of(row.session)
        found.append(ReadSession(row.session, decisions, state, people, drafts))
    return found, tuple(unread)


def _chosen(nodes: list[_Node], of_sessions: tuple[str, ...]) -> list[_Node]:
    """Those of `nodes` that are the one person who is meant."""
    # Who was undone or removed again is nobody besides the others.
    sure = [one for one in nodes if one.entry or (one.known and one.known.there)]
    passing = [one for one in nodes if one not in sure]
    if of_sessions:
        first = [node for session in of_sessions for node in _meant(nodes, sure, session)]
        chosen = _grown(first, sure)
        within = {*of_sessions, *(one.session for one in chosen)}
        return chosen + [one for one in passing if one.session in within]
    people = _apart(sure)
    if len(people) > 1:
        raise SeveralPeopleError(
            tuple(tuple(sorted({one.session for one in person})) for person in people)
        )
    return nodes


def _meant(nodes: list[_Node], sure: list[_Node], session: str) -> list[_Node]:
    """The one who is meant in a session; nobody where only somebody undone had the name."""
    here = [one for one in sure if one.session == session]
    if not here and not any(one.session == session for one in nodes):
        raise ForgettingError(
            f"Nobody goes by that name in session {session}; nothing was removed."
        )
    best = min((one.rank for one in here), default=0)
    first = [one for one in here if one.rank == best]
    if len(first) > 1:
        raise ForgettingError(
            f"In session {session} several people go by that name; please write the one by"
            " which only one of them is called. Nothing was removed."
        )
    return first


def _apart(nodes: list[_Node]) -> list[list[_Node]]:
    """The nodes person by person, as far as can be told. Somebody of whom nothing but the name is
    known is the one in a roster who has it, if it stands in that one session alone."""
    known: list[list[_Node]] = []
    for node in nodes:
        if node.evidence and not any(node in person for person in known):
            known.append(_grown([node], [one for one in nodes if one.evidence]))
    others = [[one] for one in nodes if not one.evidence]
    together = [one.session for one in nodes if one.session]
    if len(known) <= 1 and len(together) <= 1:
        everybody = [one for person in (*known, *others) for one in person]
        return [everybody] if everybody else []
    return known + others


def _grown(first: list[_Node], nodes: list[_Node]) -> list[_Node]:
    """`first`, and those who are surely the same."""
    chosen = list(first)
    while True:
        facts = {fact for one in chosen for fact in one.evidence}
        more = [one for one in nodes if one not in chosen and one.evidence & facts]
        if not more:
            return chosen
        chosen += more


def _person(
    name: str,
    sessions: list[ReadSession],
    keys: dict[str, set[str]],
    theirs: list[Entry],
    files: tuple[tuple[Path, Group], ...],
    unread: tuple[str, ...],
    told: Told,
) -> Person:
    everywhere = Known("")
    for one in sessions:
        for known in one.people:
            if known.key in keys.get(one.id, ()):
                everywhere.called |= known.called
                everywhere.listed |= known.listed
                everywhere.emails |= known.emails
    for entry in theirs:
        everywhere.called.add(entry.member.name)
        everywhere.listed |= {entry.member.listed_name} - {""}
        everywhere.emails |= {entry.member.email} - {""}
    found = []
    for done, where in enumerate(sessions):
        told(done, len(sessions))
        found.append(in_session(where, frozenset(keys.get(where.id, ())), everywhere))
    return Person(
        name,
        frozenset(everywhere.called | everywhere.listed),
        tuple(one for one in found if one.keys or one.notes or one.own),
        tuple(theirs),
        tuple(_in_agreement(path, group, theirs, everywhere) for path, group in files),
        unread,
    )


def _in_agreement(path: Path, group: Group, theirs: list[Entry], person: Known) -> InAgreement:
    """In a group in whose roster they are not, a name that somebody there has means that one."""
    own = [one.member for one in theirs if one.path == path]
    others = None if own else [_known(one) for one in group.members]
    naming = Naming(replace(person, aliases={a for one in own for a in one.aliases}), others)
    named = any(naming.without(line) != line for line in lines_of(group.agreement))
    return InAgreement(path, naming, named)


def _known(member: Member) -> Known:
    return Known(
        member.id,
        {member.name},
        {member.listed_name} - {""},
        set(member.aliases),
        {member.email} - {""},
    )


def _rank(known: Known, name: str) -> int:
    """Less is surer: called so, listed so, or only known so from a report."""
    said = (known.called, known.listed)
    return next((n for n, names in enumerate(said) if fold(name) in map(fold, names)), len(said))


def _evidence(known: Known) -> _Evidence:
    mails = (("mail", fold(email)) for email in known.emails)
    return frozenset((*(("roster", *one) for one in known.rosters), *mails))


def _evidence_of(entry: Entry) -> _Evidence:
    roster = ("roster", entry.group.id, entry.member.id)
    return frozenset(
        {roster, *([("mail", fold(entry.member.email))] if entry.member.email else [])}
    )


def _is_called(entry: Entry, name: str) -> bool:
    member = entry.member
    return fold(name) in map(fold, (member.name, member.listed_name, *member.aliases))

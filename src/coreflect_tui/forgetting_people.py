"""Forgetting one person everywhere: who goes by a name, what is kept of them, and taking it out."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from coreflect_tui.core.decision import Decision
from coreflect_tui.core.forgetting import (
    Known,
    people_of,
    text_without,
    without_person,
    words_naming,
    words_without,
)
from coreflect_tui.core.formats import Outcome
from coreflect_tui.core.history import replay
from coreflect_tui.core.state import SessionState
from coreflect_tui.core.summary import summarise
from coreflect_tui.core.text import fold
from coreflect_tui.forgetting import ForgettingError, held, still_there
from coreflect_tui.library.group_forgetting import Entry, entries, still_named, take_out
from coreflect_tui.library.groups import GroupError
from coreflect_tui.store import Draft, NotRewritten, Rewritten, Store, StoreError

_Evidence = frozenset[tuple[str, ...]]


class SeveralPeopleError(Exception):
    """More than one person goes by the name: for each of them, the sessions they are in."""

    def __init__(self, people: tuple[tuple[str, ...], ...]) -> None:
        super().__init__("several people go by that name")
        self.people = people


@dataclass(frozen=True, slots=True)
class InSession:
    """Where a session knows the person: under which keys, in how many notes and drafts their name
    occurs, and which files of documents may name them."""

    session: str
    keys: frozenset[str]
    notes: int
    drafts: int
    files: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """All that is kept of a person. `names` are those to look for in words; `unread` are sessions
    and files of groups that could not be looked through."""

    name: str
    names: frozenset[str]
    sessions: tuple[InSession, ...]
    entries: tuple[Entry, ...]
    unread: tuple[str, ...]

    @property
    def notes(self) -> int:
        return sum(one.notes + one.drafts for one in self.sessions)


@dataclass(frozen=True, slots=True)
class Done:
    """After forgetting: the files of groups in which the name still stands, as in a comment, and
    sentences about what could not be done."""

    still_named: tuple[Path, ...] = ()
    problems: tuple[str, ...] = ()


@dataclass(slots=True)
class _Session:
    id: str
    decisions: tuple[Decision, ...]
    state: SessionState
    people: tuple[Known, ...]
    drafts: tuple[Draft, ...]


@dataclass(slots=True)
class _Node:
    """Someone of that name in one place, and by what they are known elsewhere."""

    evidence: _Evidence
    session: str = ""
    known: Known | None = None
    entry: Entry | None = None
    rank: int = field(default=0)


def find_person(store: Store, groups: Path, name: str, session: str = "") -> Person:
    """Who goes by `name`, called, listed or in a report, in any session or roster; with `session`,
    the one who does in that, and wherever it is surely them.

    Raises SeveralPeopleError, ForgettingError where nobody does, and StoreError.
    """
    sessions, unread = _read(store)
    roster, unread_files = entries(groups)
    nodes = [
        _Node(_evidence(known), one.id, known, rank=_rank(known, name))
        for one in sessions
        for known in one.people
        if known.goes_by(name)
    ]
    nodes += [_Node(_evidence_of(one), entry=one) for one in roster if _is_called(one, name)]
    chosen = _chosen(nodes, session)
    if not chosen:
        where = f" in session {session}" if session else ""
        raise ForgettingError(f"Nobody goes by that name{where}; nothing was removed.")
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
    return _person(name, sessions, keys, theirs, (*unread, *map(str, unread_files)))


def forget_person(
    store: Store, groups: Path, person: Person, now: datetime, *, in_notes: bool
) -> Done:
    """Take the person out of every session and roster; with `in_notes`, their name becomes
    "someone" in what was written, too. `now` is the wall clock in UTC.

    Raises ForgettingError while one of the sessions is held or goes on, and StoreError; nothing
    was removed then.
    """
    not_rewritten: NotRewritten | None = None
    with held(store, tuple(one.session for one in person.sessions), now):
        made = [_rewritten(store, one, person, in_notes=in_notes) for one in person.sessions]
        problems = list(_aside_rewritten(store, person, in_notes=in_notes))
        try:
            store.forgetting.rewrite(made)
        except NotRewritten as error:
            not_rewritten = error
    ids: dict[Path, set[str]] = {}
    for entry in person.entries:
        ids.setdefault(entry.path, set()).add(entry.member.id)
    for path, gone in ids.items():
        try:
            take_out(path, frozenset(gone))
        except GroupError as error:
            problems.append(str(error))
    if not_rewritten:
        raise not_rewritten
    return Done(still_named(groups, person.names), tuple(problems))


def _read(store: Store) -> tuple[list[_Session], tuple[str, ...]]:
    found: list[_Session] = []
    unread: list[str] = []
    for row in store.summaries.newest():
        try:
            decisions = store.journal.load(row.session)
            state, people = replay(decisions).state, people_of(decisions)
        except (StoreError, ValueError):
            unread.append(f"session {row.session}")
            continue
        drafts = store.drafts.of(row.session)
        found.append(_Session(row.session, decisions, state, people, drafts))
    return found, tuple(unread)


def _chosen(nodes: list[_Node], session: str) -> list[_Node]:
    """Those of `nodes` that are the one person who is meant."""
    # Who was undone or removed again is nobody besides the others.
    sure = [one for one in nodes if one.entry or (one.known and one.known.there)]
    passing = [one for one in nodes if one not in sure]
    if session:
        here = [one for one in sure if one.session == session]
        best = min((one.rank for one in here), default=0)
        first = [one for one in here if one.rank == best]
        if len(first) > 1:
            raise ForgettingError(
                f"In session {session} several people go by that name; please write the one by"
                " which only one of them is called. Nothing was removed."
            )
        chosen = _grown(first, sure)
        within = {session} | {one.session for one in chosen}
        return chosen + [one for one in passing if one.session in within]
    people = _apart(sure)
    if len(people) > 1:
        raise SeveralPeopleError(
            tuple(tuple(sorted({one.session for one in person})) for person in people)
        )
    return nodes


def _apart(nodes: list[_Node]) -> list[list[_Node]]:
    """The nodes person by person, as far as can be told. Those of whom nothing but the name is
    known are whoever else has it, if that is one person alone."""
    known: list[list[_Node]] = []
    for node in nodes:
        if node.evidence and not any(node in person for person in known):
            known.append(_grown([node], [one for one in nodes if one.evidence]))
    others = [[one] for one in nodes if not one.evidence]
    together = [one.session for one in nodes if one.session]
    if len(known) <= 1 and len(together) == len(set(together)):
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
    sessions: list[_Session],
    keys: dict[str, set[str]],
    theirs: list[Entry],
    unread: tuple[str, ...],
) -> Person:
    names = {name}
    for one in sessions:
        for known in one.people:
            if known.key in keys.get(one.id, ()):
                names |= known.called | known.listed
    for entry in theirs:
        names |= {entry.member.name, entry.member.listed_name} - {""}
    return Person(
        name,
        frozenset(names),
        tuple(
            _in_session(one, frozenset(keys[one.id]), names) for one in sessions if one.id in keys
        ),
        tuple(theirs),
        unread,
    )


def _in_session(one: _Session, keys: frozenset[str], names: set[str]) -> InSession:
    notes = words_naming(one.decisions, names)
    drafts = sum(text_without(draft.text, names) != draft.text for draft in one.drafts)
    files = tuple(file for file in one.state.written if file.outcome != Outcome.HARVEST or notes)
    return InSession(one.id, keys, notes, drafts, still_there(files))


def _rewritten(store: Store, where: InSession, person: Person, *, in_notes: bool) -> Rewritten:
    decisions = store.journal.load(where.session)
    decisions = without_person(decisions, where.keys, people_of(decisions))
    drafts: tuple[tuple[str, str], ...] = ()
    if in_notes:
        decisions = words_without(decisions, person.names)
        drafts = tuple(
            (one.slot, text_without(one.text, person.names))
            for one in store.drafts.of(where.session)
        )
    summary = summarise(replay(decisions).state, decisions[-1].moment.session)
    return Rewritten(where.session, decisions, summary, drafts)


def _aside_rewritten(store: Store, person: Person, *, in_notes: bool) -> Iterable[str]:
    """Rewrite what another window outran: it goes on from the session, so its people are known."""
    for where in person.sessions:
        try:
            files = store.forgetting.put_aside(where.session)
            stored = store.journal.load(where.session)
            known = people_of(stored)
            made = []
            for file in files:
                before = tuple(one for one in stored if one.id not in {d.id for d in file})
                everybody = people_of((*before, *file))
                added = {
                    one.key
                    for one in everybody
                    if one.key not in {known_one.key for known_one in known}
                    and any(one.goes_by(name) for name in person.names)
                }
                whole = without_person((*before, *file), where.keys | added, everybody)
                if in_notes:
                    whole = words_without(whole, person.names)
                made.append(whole[len(before) :])
            if made:
                store.forgetting.rewrite_aside(where.session, made)
        except (StoreError, ValueError):
            yield (
                f"What another window left of session {where.session} in a file could not be"
                " changed; coreflect sessions forget removes it with the session."
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

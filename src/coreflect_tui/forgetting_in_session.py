"""One session of somebody who is forgotten: what it holds of them, and the same without it."""

from dataclasses import dataclass, replace
from pathlib import Path

from coreflect_tui.core.decision import Decision
from coreflect_tui.core.forgetting import Known, people_of, without_person
from coreflect_tui.core.forgetting_words import Naming, ones_own, words_naming, words_without
from coreflect_tui.core.forgotten import is_forgotten
from coreflect_tui.core.formats import Outcome
from coreflect_tui.core.history import replay
from coreflect_tui.core.state import SessionState
from coreflect_tui.core.summary import summarise
from coreflect_tui.forgetting import aside_changed, still_there
from coreflect_tui.store import Draft, Rewritten, Store, StoreError


@dataclass(slots=True)
class ReadSession:
    """All that is stored of a session, and everybody whom it ever knew."""

    id: str
    decisions: tuple[Decision, ...]
    state: SessionState
    people: tuple[Known, ...]
    drafts: tuple[Draft, ...]


@dataclass(frozen=True, slots=True)
class InSession:
    """Where a session knows the person or its words name them: under which keys (none where they
    were not on its list), in how many notes and the like for the group, in how many that are the
    facilitator's own (a name kept on purpose, reminders, unfinished notes), and which files of
    documents may name them. `naming` finds them in its words."""

    session: str
    keys: frozenset[str]
    notes: int
    own: int
    files: tuple[Path, ...]
    naming: Naming


def in_session(one: ReadSession, keys: frozenset[str], everywhere: Known) -> InSession:
    """What a session holds of the person who has these keys in it; `everywhere` is what is known of
    them in all sessions and rosters, but for names from reports."""
    naming = _naming(one.people, keys, everywhere)
    own = ones_own(one.decisions, one.state)
    notes = words_naming(one.decisions, naming, own)
    kept = words_naming(one.decisions, naming) - notes
    kept += sum(naming.without(draft.text) != draft.text for draft in one.drafts)
    files = tuple(
        file
        for file in one.state.written
        if (notes or kept if file.outcome == Outcome.HARVEST else keys)
    )
    return InSession(one.id, keys, notes, kept, still_there(files), naming)


def _naming(people: tuple[Known, ...], keys: frozenset[str], everywhere: Known) -> Naming:
    """What names the person in a session. A name from a report means them in that session only;
    where they were not, a name that somebody there has means that one."""
    if not keys:
        return Naming(everywhere, [one for one in people if not any(map(is_forgotten, one.called))])
    aliases = {alias for one in people if one.key in keys for alias in one.aliases}
    return Naming(replace(everywhere, aliases=aliases))


def rewritten(store: Store, where: InSession, *, in_notes: bool) -> Rewritten:
    """The session without them; with `in_notes` in what is the facilitator's own, too. Raises
    StoreError."""
    decisions = store.journal.load(where.session)
    own = frozenset[str]() if in_notes else ones_own(decisions, replay(decisions).state)
    if where.keys:
        decisions = without_person(decisions, where.keys, people_of(decisions))
    decisions = words_without(decisions, where.naming, own)
    drafts: tuple[tuple[str, str], ...] = ()
    if in_notes:
        drafts = tuple(
            (one.slot, where.naming.without(one.text)) for one in store.drafts.of(where.session)
        )
    summary = summarise(replay(decisions).state, decisions[-1].moment.session)
    return Rewritten(where.session, decisions, summary, drafts)


def aside_without(
    store: Store, where: InSession, names: frozenset[str], *, in_notes: bool
) -> list[tuple[Decision, ...]] | None:
    """What another window outran, without the person: it goes on from the session, so its people
    are known. None where it cannot be read."""
    try:
        files = store.forgetting.put_aside(where.session)
        stored = store.journal.load(where.session)
        known = {one.key for one in people_of(stored)}
        made = []
        for file in files:
            before = tuple(one for one in stored if one.id not in {d.id for d in file})
            whole = (*before, *file)
            everybody = people_of(whole)
            own = frozenset[str]() if in_notes else ones_own(whole, replay(whole).state)
            keys = where.keys
            if keys:
                keys |= {
                    one.key
                    for one in everybody
                    if one.key not in known and any(one.goes_by(name) for name in names)
                }
                whole = without_person(whole, keys, everybody)
            made.append(words_without(whole, where.naming, own)[len(before) :])
    except (StoreError, ValueError):
        return None
    return made


def aside_written(
    store: Store, session: str, files: list[tuple[Decision, ...]] | None
) -> tuple[str, ...]:
    """Write what `aside_without` made; sentences about what could not be done."""
    if files is None:
        return (
            f"What another window left of session {session} in a file could not be changed;"
            " coreflect sessions forget removes it with the session.",
        )
    return aside_changed(lambda: store.forgetting.rewrite_aside(session, files), session)

"""What is worth a look before closing. Each line can be mended or left; none stops closing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from coreflect_tui.core.agreement import lines_of, looked_at_here, needs
from coreflect_tui.core.attendance import attended, presence_now, was_here_during
from coreflect_tui.core.formats import NoteKind, Outcome
from coreflect_tui.core.harvest import for_the_group, topic_reached
from coreflect_tui.core.likeness import is_device
from coreflect_tui.core.names import NameFinder
from coreflect_tui.core.participation import (
    SharedHow,
    Verdict,
    full_participation_of_all,
    invited_to,
    shared_at,
    shared_in,
)
from coreflect_tui.core.person import Attendee, Presence
from coreflect_tui.core.roles import sits_out
from coreflect_tui.core.state import ItemState, SessionState
from coreflect_tui.core.timing import local_time

_CALLED = {
    NoteKind.INTENTION: "an intention",
    NoteKind.TOPIC: "a note on a topic",
    NoteKind.TAKEAWAY: "a takeaway",
    NoteKind.HARVEST: "a harvest note",
    NoteKind.COMPOST: "a compost note",
    NoteKind.QUOTE: "a quote",
}
# How much of a note stands on each side of a name.
_AROUND = 24


class CheckKind(StrEnum):
    NOBODY_PRESENT = "nobody present"
    SHARED = "shared"
    AWAY = "away"
    STILL_HERE = "still here"
    NO_NAME = "no name"
    NEVER_CAME = "never came"
    NAMED = "named"
    TOPIC_NAMED = "topic named"
    TITLE_NAMED = "title named"
    AGREEMENT_NAMED = "agreement named"
    OTHERS = "others"
    TOPIC_NOT_REACHED = "topic not reached"
    NOTHING_NOTED = "nothing noted"
    AGREEMENT = "agreement"
    YOU_DECIDE = "you decide"


@dataclass(frozen=True, slots=True)
class Check:
    """One line. `id` is stable from one look to the next; `ok` says that all is well; `people`,
    `notes`, `topics` (ids) and `item` are what it is about."""

    id: str
    kind: CheckKind
    sentence: str
    ok: bool = False
    people: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    item: str = ""


def checks(state: SessionState, now: datetime) -> tuple[Check, ...]:
    """What is worth a look, in the order in which the closing screen shows it."""
    found: list[Check] = []
    if state.format.attendance:
        found += [*_presence(state), *_sharing(state, now), *_full(state, now)]
    if Outcome.HARVEST in state.outcomes:
        found += [*_names(state), *_agreement_names(state, now), *_others(state)]
    found += [*_topics(state), *_agreement(state, now)]
    if Outcome.HARVEST in state.outcomes and not (for_the_group(state) or needs(state, now)):
        found.append(
            Check("nothing noted", CheckKind.NOTHING_NOTED, "nothing is noted for the group")
        )
    return tuple(found)


def _presence(state: SessionState) -> Iterator[Check]:
    here = attended(state)
    if not here:
        yield Check("nobody present", CheckKind.NOBODY_PRESENT, "nobody is noted as here")
    nameless = [person for person in here if _nameless(person)]
    if nameless:
        one = "someone here has" if len(nameless) == 1 else f"{len(nameless)} people here have"
        yield Check("no name", CheckKind.NO_NAME, f"{one} no name yet", people=_ids(nameless))
    for person in here:
        if presence_now(person) is Presence.AWAY:
            since = f" since {local_time(state, person.history[-1].at):%H:%M}"
            yield Check(
                f"away {person.id}",
                CheckKind.AWAY,
                f"{_called(person)} has been away{since if person.history else ''}",
                people=(person.id,),
            )
    expected = [
        person
        for person in state.people
        if presence_now(person) is Presence.EXPECTED and person not in here
    ]
    if expected:
        yield Check(
            "never came",
            CheckKind.NEVER_CAME,
            f"expected and not noted as here: {_listing(expected)}",
            people=_ids(expected),
        )
    still = [person for person in here if presence_now(person) is Presence.PRESENT]
    if still:
        count = "1 person counts" if len(still) == 1 else f"{len(still)} people count"
        yield Check(
            "still here",
            CheckKind.STILL_HERE,
            f"{count} as here to the end",
            ok=True,
            people=_ids(still),
        )


def _sharing(state: SessionState, now: datetime) -> Iterator[Check]:
    for item in state.items:
        if item.visits and _matters(state, item):
            yield _shared(state, item, now)


def _matters(state: SessionState, item: ItemState) -> bool:
    """Rounds in which everybody shares once, and what a certificate asks for."""
    step = item.item.step
    rule = state.format.certificates
    if rule and rule.shared_in:
        return step.id in rule.shared_in
    return step.round is not None and step.round.everyone_once


def _shared(state: SessionState, item: ItemState, now: datetime) -> Check:
    step = item.item.step
    open_ones = [
        person
        for person in attended(state)
        if invited_to(step, person)
        and not sits_out(state, item.id, person.id)
        and was_here_during(state, person, item, now)
        and _recorded(state, item, person) is SharedHow.NOT_RECORDED
    ]
    sentence = f"everyone present was heard in “{step.title}” or passed"
    if open_ones:
        sentence = f"not recorded in “{step.title}”: {_listing(open_ones)}"
    return Check(
        f"shared {item.id}",
        CheckKind.SHARED,
        sentence,
        ok=not open_ones,
        people=_ids(open_ones),
        item=item.id,
    )


def _recorded(state: SessionState, item: ItemState, person: Attendee) -> SharedHow:
    """A certificate asks for a step, whichever time round; a round, for the people in it."""
    rule, step = state.format.certificates, item.item.step.id
    if rule and step in rule.shared_in:
        return shared_in(state, person.id, step)
    return shared_at(state, person.id, item.id)


def _full(state: SessionState, now: datetime) -> Iterator[Check]:
    words = full_participation_of_all(state, now)
    open_ones = {one for one, word in words.items() if word.verdict is Verdict.YOU_DECIDE}
    yours = [person for person in state.people if person.id in open_ones]
    if yours:
        yield Check(
            "you decide",
            CheckKind.YOU_DECIDE,
            f"you decide on full participation: {_listing(yours)}",
            people=_ids(yours),
        )


def _names(state: SessionState) -> Iterator[Check]:
    finder = NameFinder(state.people)
    for note in for_the_group(state):
        found = () if note.name_kept else finder.find(note.text)
        if found:
            first = next((one for one in found if not one.maybe), found[0])
            yield Check(
                f"named {note.id}",
                CheckKind.NAMED,
                f"{_CALLED[note.kind]} {'may name' if first.maybe else 'names'} someone here:"
                f" {_quoted(_excerpt(note.text, first.start, first.end))}",
                people=_merged(one.people for one in found),
                notes=(note.id,),
            )
    title = state.format.title
    if state.retitled and finder.find(title):
        words = f"this session's name names someone here: “{title}”; the harvest says “someone”"
        yield Check("title named", CheckKind.TITLE_NAMED, words)
    for topic in state.topics:
        if found := finder.find(topic.title):
            names = "may name" if all(one.maybe for one in found) else "names"
            yield Check(
                f"topic named {topic.id}",
                CheckKind.TOPIC_NAMED,
                f"a topic {names} someone here: “{topic.title}”",
                people=_merged(one.people for one in found),
                topics=(topic.id,),
            )


def _agreement_names(state: SessionState, now: datetime) -> Iterator[Check]:
    finder = NameFinder(state.people)
    if any(finder.find(line) for line in needs(state, now)):
        words = "what people need from each other names someone here; the harvest says “someone”"
        yield Check("agreement named", CheckKind.AGREEMENT_NAMED, words)


def _agreement(state: SessionState, now: datetime) -> Iterator[Check]:
    """What people collect who meet once is of today anyway."""
    has_its_place = any(item.item.step.agreement for item in state.items)
    agreed = bool(state.options.group and lines_of(state.agreement))
    if has_its_place and agreed and state.began and not looked_at_here(state, now):
        words = "the discomfort agreement was not looked at today"
        yield Check("agreement", CheckKind.AGREEMENT, words)


def _others(state: SessionState) -> Iterator[Check]:
    kept = [note for note in for_the_group(state) if note.kind is not NoteKind.QUOTE]
    if kept or state.topics:
        yield Check(
            "others",
            CheckKind.OTHERS,
            f"does a {'note' if kept else 'topic'} tell of someone who is not here,"
            " someone supported or a colleague?",
            notes=tuple(note.id for note in kept),
            topics=tuple(topic.id for topic in state.topics),
        )


def _topics(state: SessionState) -> Iterator[Check]:
    listed = "; it will be listed so" if Outcome.HARVEST in state.outcomes else ""
    for topic in state.topics:
        if not topic_reached(state, topic):
            yield Check(
                f"topic {topic.id}",
                CheckKind.TOPIC_NOT_REACHED,
                f"“{topic.title}” was not reached{listed}",
                topics=(topic.id,),
            )


def _nameless(person: Attendee) -> bool:
    """No name, or only that of a device."""
    name = person.listed_name or person.name
    return not any(char.isalpha() for char in name) or is_device(name)


def _called(person: Attendee) -> str:
    return person.name or "someone without a name"


def _listing(people: Iterable[Attendee]) -> str:
    return ", ".join(map(_called, people))


def _ids(people: Iterable[Attendee]) -> tuple[str, ...]:
    return tuple(person.id for person in people)


def _merged(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for group in groups for one in group))


def _quoted(words: str) -> str:
    """The words between quotation marks; a quote has its own."""
    return words if words.startswith("“") else f"“{words}”"


def _excerpt(text: str, start: int, end: int) -> str:
    """The name with a few whole words on either side, on one line."""
    before, after = text[:start], text[end:]
    if len(before) > _AROUND:
        before = "…" + before[-_AROUND:].split(" ", 1)[-1]
    if len(after) > _AROUND:
        after = after[:_AROUND].rsplit(" ", 1)[0] + "…"
    return " ".join(f"{before}{text[start:end]}{after}".split())

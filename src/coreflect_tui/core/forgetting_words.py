"""Forgetting a person in what was written: "someone" where their name stood.

Notes where a name was kept on purpose, and private reminders, can be left as they are.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from coreflect_tui.core.decision import Decision
from coreflect_tui.core.events import (
    AgreementKept,
    Event,
    NoteChanged,
    NoteWritten,
    TitleChanged,
)
from coreflect_tui.core.forgetting import Known
from coreflect_tui.core.formats import NoteKind
from coreflect_tui.core.names import NameFinder, Occurrence, replace_name
from coreflect_tui.core.person import Attendee
from coreflect_tui.core.state import SessionState
from coreflect_tui.core.struck import subject
from coreflect_tui.core.text import fold


class Naming:
    """Finds where a person is named in a text, by a name, one from a report or an e-mail address.

    `others` are those of a session in which they were not. What may as well be a name of theirs,
    or another word, is then let be.
    """

    def __init__(self, person: Known, others: Iterable[Known] | None = None) -> None:
        self._finder = NameFinder(_attendees(person, "0"))
        self._others: NameFinder | None = None
        if others is not None:
            self._others = NameFinder(
                one for number, known in enumerate(others) for one in _attendees(known, str(number))
            )

    def without(self, text: str) -> str:
        """The text with "someone" wherever they were named."""
        for occurrence in reversed(self._found(text)):
            text = replace_name(text, occurrence)
        return text

    def _found(self, text: str) -> tuple[Occurrence, ...]:
        found = self._finder.find(text)
        if not found or self._others is None:
            return found
        theirs = [one for one in self._others.find(text) if not one.maybe]
        return tuple(
            one
            for one in found
            if not one.maybe
            and not any(other.start <= one.start and one.end <= other.end for other in theirs)
        )


def words_naming(decisions: Iterable[Decision], naming: Naming, but: Iterable[str] = ()) -> int:
    """In how many notes, topics, titles, reasons and agreements the person is named, earlier
    wordings included. Notes with an id in `but` are not counted."""
    but = frozenset(but)
    return len(
        {
            _counted_as(event) or f"{decision.id} {place}"
            for decision in decisions
            for place, event in enumerate(decision.events)
            for _, words in _free_words(event)
            if subject(event) not in but and naming.without(words) != words
        }
    )


def words_without(
    decisions: Iterable[Decision], naming: Naming, but: Iterable[str] = ()
) -> tuple[Decision, ...]:
    """The decisions with "someone" in the place of their name, in all that was written but the
    notes with an id in `but`."""
    but = frozenset(but)

    def reworded(event: Event) -> Event:
        if subject(event) in but:
            return event
        said = {name: naming.without(words) for name, words in _free_words(event)}
        changes = {name: words for name, words in said.items() if words != getattr(event, name)}
        return _with(event, changes) if changes else event

    return tuple(replace(one, events=tuple(map(reworded, one.events))) for one in decisions)


def _counted_as(event: Event) -> str:
    """What several wordings are one of: a note, a topic, or the agreement; "" for anything else."""
    return "agreement" if isinstance(event, AgreementKept) else subject(event)


def ones_own(decisions: Iterable[Decision], state: SessionState) -> frozenset[str]:
    """The ids of notes that only the facilitator settles: where a name was kept on purpose, and
    private reminders, removed ones too. `state` is what the decisions add up to."""
    there = {note.id for note in state.notes}
    own = {one.id for one in state.notes if one.name_kept or one.kind is NoteKind.REMINDER}
    last: dict[str, NoteKind] = {}
    for decision in decisions:
        for event in decision.events:
            if isinstance(event, NoteWritten | NoteChanged) and event.note not in there:
                last[event.note] = event.kind
    return frozenset(own | {note for note, kind in last.items() if kind is NoteKind.REMINDER})


def _attendees(person: Known, number: str) -> Iterator[Attendee]:
    """The person as a finder of names takes them; one id, since all the names are theirs."""
    for name in sorted(person.called | person.listed, key=fold):
        yield Attendee(number, name)
    yield Attendee(number, "", aliases=tuple(sorted(person.aliases)))
    for email in sorted(person.emails):
        yield Attendee(number, "", email=email)


def _free_words(event: Event) -> Iterator[tuple[str, str]]:
    names = ("title",) if isinstance(event, TitleChanged) else event.words
    yield from ((name, getattr(event, name)) for name in names)


def _with(event: Any, changes: dict[str, str]) -> Event:
    """The event with other words in those fields."""
    changed: Event = replace(event, **changes)
    return changed

"""The end of a rehearsal: what is looked through before the session closes."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from coreflect_tui.core.attendance import attended
from coreflect_tui.core.formats import Outcome
from coreflect_tui.core.harvest import for_the_group
from coreflect_tui.core.intents import ChangeNote, CloseSession, MarkFullParticipation, ReviewNote
from coreflect_tui.core.names import names_in, without_names
from coreflect_tui.core.participation import Verdict, full_participation
from coreflect_tui.core.person import Attendee, FullMark
from coreflect_tui.rehearsal.arrivals import absences
from coreflect_tui.rehearsal.lines import EVERY_LINE, NAMED_END
from coreflect_tui.rehearsal.scene import Happening, Scene, later

LOOKING = 20
"""Seconds for the look-through, when there is something to look at."""
REASON = "with us throughout"


def wrap_up(scene: Scene, at: datetime) -> Iterator[Happening]:
    """What the last item leaves to do from `at` on, and then closing."""
    checks = [*absences(scene, at, ending=True), *_names(scene, at), *_full(scene, at)]
    yield from checks
    last = later(at, LOOKING if checks else 0)
    yield Happening(last, "People say goodbye.", (CloseSession(),), "close-session")


def _names(scene: Scene, at: datetime) -> Iterator[Happening]:
    """Notes in which the name of someone here stands go without it.

    Of the lines that simulated people say only one names anybody; in the others, word for word, a
    name that is a word as well may stay. What is written in other words is not known to be that.
    """
    state = scene.state
    if Outcome.HARVEST not in state.format.outcomes:
        return
    for note in for_the_group(state):
        named = names_in(note.text, state.people)
        if note.name_kept or not named:
            continue
        text = _for_all(note.text, state.people)
        if text != note.text:
            change = ChangeNote(note.id, text, note.kind)
            words = "A note names someone who is here; it becomes “someone”."
            yield Happening(at, words, (change,), f"change-note:{note.id}", optional=True)
        else:
            word = note.text[named[0].start : named[0].end]
            words = f"“{word}” in a note is a word there, not the person: it can stay."
            kept = ReviewNote(note.id, name_kept=True)
            yield Happening(at, words, (kept,), f"keep-name:{note.id}", optional=True)


def _for_all(text: str, people: Iterable[Attendee]) -> str:
    """The words of a note without the names that are not only words in it."""
    if text in EVERY_LINE:
        return text
    end = NAMED_END if text.endswith(NAMED_END) else ""
    return without_names(text.removesuffix(end), people) + end


def _full(scene: Scene, at: datetime) -> Iterator[Happening]:
    """Whoever passed, or came late, was here all the same: the facilitator says so."""
    for person in attended(scene.state):
        word = full_participation(scene.state, person.id, scene.now)
        if word and word.verdict is Verdict.YOU_DECIDE:
            reasons = " and ".join(word.reasons)
            yield Happening(
                at,
                f"Did {person.name} take part in full? The word is yours ({reasons});"
                f" you say: yes, {REASON}.",
                (MarkFullParticipation(person.id, FullMark(True, REASON)),),
                f"full:{person.id}",
                optional=True,
            )

"""The end of a rehearsal: what is looked through before the session closes."""

from collections.abc import Iterator
from datetime import datetime

from coreflect_tui.core.attendance import attended
from coreflect_tui.core.formats import Outcome
from coreflect_tui.core.harvest import for_the_group
from coreflect_tui.core.intents import ChangeNote, CloseSession, MarkFullParticipation, ReviewNote
from coreflect_tui.core.names import names_in, without_names
from coreflect_tui.core.participation import Verdict, full_participation
from coreflect_tui.core.person import FullMark
from coreflect_tui.rehearsal.arrivals import absences
from coreflect_tui.rehearsal.lines import NAMED_END
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

    Of the lines that simulated people say only one names anybody; in the others a name that is a
    word as well may stay.
    """
    state = scene.state
    if Outcome.HARVEST not in state.format.outcomes:
        return
    for note in for_the_group(state):
        if note.name_kept or not names_in(note.text, state.people):
            continue
        if note.text.endswith(NAMED_END):
            start = note.text.removesuffix(NAMED_END)
            text = without_names(start, state.people) + NAMED_END
            change = ChangeNote(note.id, text, note.kind)
            words = "A note names someone who is here; it becomes “someone”."
            yield Happening(at, words, (change,), f"change-note:{note.id}", optional=True)
        else:
            words = "A word in a note is somebody’s name as well; here it is the word."
            kept = ReviewNote(note.id, name_kept=True)
            yield Happening(at, words, (kept,), f"keep-name:{note.id}", optional=True)


def _full(scene: Scene, at: datetime) -> Iterator[Happening]:
    """Whoever passed, or came late, was here all the same: the facilitator says so."""
    for person in attended(scene.state):
        word = full_participation(scene.state, person.id, scene.now)
        if word and word.verdict is Verdict.YOU_DECIDE:
            reasons = " and ".join(word.reasons)
            yield Happening(
                at,
                f"You decide on {person.name} ({reasons}): yes, {REASON}.",
                (MarkFullParticipation(person.id, FullMark(True, REASON)),),
                f"full:{person.id}",
                optional=True,
            )

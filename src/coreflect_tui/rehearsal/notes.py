"""What is said in the room that is worth a note, and when somebody has written one for it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from coreflect_tui.core.decide.topics import MOST_TOPICS
from coreflect_tui.core.formats import NoteKind, Outcome, Step, StepKind
from coreflect_tui.core.intents import AddTopic, WriteNote
from coreflect_tui.core.person import Presence, Role
from coreflect_tui.core.state import ItemState, Note, Shared
from coreflect_tui.rehearsal.lines import EVERY_LINE, HOW_MANY, NAMED_END, SAID
from coreflect_tui.rehearsal.scene import Happening, Scene, later

AFTER_TURN = 5
LATEST = 0.85
"""What is still to be written is written before this part of an item is over."""
LEAVE_ONE = 0.75
"""So many people leave a takeaway."""
_WITHOUT_HARVEST = (NoteKind.TOPIC, NoteKind.REMINDER)
_EXACT = 1
"""Seconds by which the moment of a note, reckoned anew, may differ from what it was."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A moment at which `who` says something that a note is for. `number` counts those of its kind
    in an item, `passed` those before it for which none was written."""

    at: datetime
    kind: NoteKind
    who: str
    number: int = 0
    passed: int = 0


def notes(scene: Scene, item: ItemState) -> Iterator[Happening]:
    """What is still to be written in the item. A note of any kind, in any words, will do: what is
    said is only what there is to write."""
    asked = sorted(_asked(scene, item), key=lambda one: one.at)
    times = [one.at for one in written_in(scene, item)]
    passed: dict[NoteKind, int] = {}
    for place in unanswered([one.at for one in asked], times):
        one = asked[place]
        before = passed.get(one.kind, 0)
        passed[one.kind] = before + 1
        yield from note(scene, Asked(one.at, one.kind, one.who, one.number, before))


def unanswered(moments: Sequence[datetime], written: Iterable[datetime]) -> list[int]:
    """The places of those moments, in order of time, for which nothing was written.

    What is written is for the latest moment that has come and has nothing yet, and where there is
    none for the next to come.
    """
    left = list(range(len(moments)))
    for at in sorted(written):
        come = [place for place in left if moments[place] <= later(at, _EXACT)]
        for place in come[-1:] or left[:1]:
            left.remove(place)
    return left


def written_in(scene: Scene, item: ItemState) -> list[Note]:
    return [one for one in scene.state.notes if one.item == item.id]


def speaker(scene: Scene, item: ItemState, place: int) -> str:
    """One of those here who says something, another one at each place; whoever holds the rehearsal
    is not told what they say."""
    here = [
        one
        for one in scene.state.people
        if one.presence is Presence.PRESENT and not scene.is_user(one.id)
    ]
    drawn = sorted(here, key=lambda one: scene.draw("says", item.id, one.id))
    return drawn[place % len(drawn)].name if drawn else "Someone"


def note(scene: Scene, asked: Asked) -> Iterator[Happening]:
    """One note more, in words that nobody used yet; nothing when all are used."""
    kind, who = asked.kind, asked.who
    text = _new_text(scene, asked)
    if text is None:
        return
    hint = f"write:{kind}"
    if kind is NoteKind.TOPIC:
        words = f"{who} would like to bring a topic: {text}."
        yield Happening(asked.at, words, (AddTopic(text),), hint, optional=True)
        return
    online = scene.state.options.place == "online"
    if kind is NoteKind.INTENTION and online and asked.number == 1:
        words = f"{who} writes in the chat: {text}"
    elif kind is NoteKind.QUOTE:
        words = f"{who} has a quote: {text}"
    elif kind is NoteKind.REMINDER:
        words = f"You think of something for later: {text}"
    else:
        words = f"{who} says: {text}"
    yield Happening(asked.at, words, (WriteNote(kind, text),), hint, optional=True)


def _asked(scene: Scene, item: ItemState) -> Iterator[Asked]:
    """The moments of an item for which somebody may write, as far as they are known."""
    step = item.item.step
    kinds = sorted(set(_kept(scene, step)), key=list(NoteKind).index)
    if step.kind is StepKind.ROUND and NoteKind.TAKEAWAY in kinds:
        kinds.remove(NoteKind.TAKEAWAY)
        yield from _after_turns(scene, item)
    if step.kind is StepKind.TOPICS:
        kinds = [kind for kind in kinds if kind not in (NoteKind.TOPIC, NoteKind.TAKEAWAY)]
    planned = [(kind, number) for kind in kinds for number in range(_how_many(scene, item, kind))]
    for place, (kind, number) in enumerate(planned, start=1):
        if kind is not NoteKind.TOPIC or number >= len(scene.state.topics):
            at = scene.until(item, scene.wanted(item) * LATEST * place / len(planned))
            yield Asked(at, kind, speaker(scene, item, place), number)


def _kept(scene: Scene, step: Step) -> Iterator[NoteKind]:
    """What a step writes that goes somewhere: nobody writes down what nobody will read."""
    for kind in step.writes:
        if Outcome.HARVEST in scene.state.format.outcomes or kind in _WITHOUT_HARVEST:
            yield kind


def _after_turns(scene: Scene, item: ItemState) -> Iterator[Asked]:
    """Most people leave a takeaway: it is written after their turn."""
    held = scene.state.round_of(item.id)
    for person in held.ended if held else ():
        turn = held.turn(person) if held else None
        if turn is None or turn.how is not Shared.ALOUD or not turn.spans or scene.is_user(person):
            continue
        if scene.draw("takeaway", item.id, person) < LEAVE_ONE:
            at = later(turn.spans[-1].end or scene.now, AFTER_TURN)
            yield Asked(at, NoteKind.TAKEAWAY, scene.name(person))


def _how_many(scene: Scene, item: ItemState, kind: NoteKind) -> int:
    least, most = HOW_MANY[kind]
    if kind is NoteKind.TOPIC:
        return _topics_for_laps(scene, item) or (least if scene.state.topic_item else 0)
    return least + int((most - least + 1) * scene.draw("how many", kind, item.id))


def _topics_for_laps(scene: Scene, item: ItemState) -> int:
    """A topic for each lap that goes with one, and sometimes one that there may be no time for; in
    the laps themselves so many as were begun."""
    repeat = scene.state.topic_laps
    if repeat is None:
        return 0
    laps = [one.item.lap for one in scene.state.items if one.item.step.id in repeat.steps]
    if item.item.step.id in repeat.steps:
        return min(item.item.lap, MOST_TOPICS)
    return min(max(laps, default=0) + (scene.draw("one topic more") < 0.5), MOST_TOPICS)


def _new_text(scene: Scene, asked: Asked) -> str | None:
    """Words that were not said yet: some were written down, for others somebody wrote their own, or
    let them pass."""
    kind, state = asked.kind, scene.state
    texts = [*(one.text for one in state.notes), *(one.title for one in state.topics)]
    lines = sorted(SAID[kind], key=lambda line: scene.draw("line", line))
    if kind is NoteKind.TAKEAWAY and not any(text.endswith(NAMED_END) for text in texts):
        named = _someone_here(scene, asked.who)
        lines = [f"What {named} {NAMED_END}", *lines] if named else lines
    free = [line for line in lines if line not in texts]
    return free[(_own(scene, kind) + asked.passed) % len(free)] if free else None


def _own(scene: Scene, kind: NoteKind) -> int:
    """How many wrote their own words where something of that kind was said."""
    state = scene.state
    items = {one.id for one in state.items if kind in _said_in(one.item.step)}
    texts = [one.text for one in state.notes if one.item in items]
    if kind is NoteKind.TOPIC:
        texts += [one.title for one in state.topics]
    return sum(text not in EVERY_LINE and not text.endswith(NAMED_END) for text in texts)


def _said_in(step: Step) -> tuple[NoteKind, ...]:
    """The kinds of what is said in a step; a takeaway from each topic, too."""
    return (*step.writes, NoteKind.TAKEAWAY) if step.kind is StepKind.TOPICS else step.writes


def _someone_here(scene: Scene, says: str) -> str | None:
    """The person whose name slips into a note, other than the one who says it."""
    here = [
        one
        for one in scene.state.people
        if one.presence is Presence.PRESENT
        and one.role is not Role.FACILITATOR
        and one.name != says
    ]
    drawn = min(here, key=lambda one: scene.draw("named", one.id), default=None)
    return drawn.name if drawn else None

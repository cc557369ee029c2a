"""What happens within an item: points said, notes written, topics chosen and reflected on."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from coreflect_tui.core.decide.topics import MOST_TOPICS
from coreflect_tui.core.formats import NoteKind, Outcome, Step, StepKind
from coreflect_tui.core.intents import AddTopic, StartTopic, TickPoint, WriteNote
from coreflect_tui.core.person import Presence, Role
from coreflect_tui.core.state import ItemState, Shared, Topic
from coreflect_tui.core.timing import topic_seconds
from coreflect_tui.rehearsal.lines import HOW_MANY, NAMED_END, SAID
from coreflect_tui.rehearsal.rounds import BREATH
from coreflect_tui.rehearsal.scene import VARIATION, Happening, Scene, later

AFTER_TURN = 5
LATEST = 0.85
"""What is still to be written is written before this part of an item is over."""
TO_A_TOPIC = 0.7
"""The takeaway from a topic comes after this part of its time."""
_WITHOUT_HARVEST = (NoteKind.TOPIC, NoteKind.REMINDER)
CHOOSING = 15
"""Seconds it takes to name a topic."""


def points(scene: Scene, item: ItemState) -> Iterator[Happening]:
    """The next point of the item that was not said yet."""
    place = scene.state.options.place
    due = [
        (index, point)
        for index, point in enumerate(item.item.step.points)
        if point.place in (None, place)
    ]
    for number, (index, point) in enumerate(due, start=1):
        if index in item.ticked:
            continue
        at = scene.until(item, scene.wanted(item) * LATEST * number / len(due))
        words = f"You have spoken about this: {_short(point.text)}"
        yield Happening(at, words, (TickPoint(index),), f"tick:{index}", optional=True)
        return


def notes(scene: Scene, item: ItemState) -> Iterator[Happening]:
    """The next note of each kind that is written in the item."""
    step = item.item.step
    kinds = sorted(set(_kept(scene, step)), key=list(NoteKind).index)
    after_turns = step.kind is StepKind.ROUND and NoteKind.TAKEAWAY in kinds
    if after_turns:
        kinds.remove(NoteKind.TAKEAWAY)
        yield from _after_turns(scene, item)
    if step.kind is StepKind.TOPICS:
        kinds = [kind for kind in kinds if kind not in (NoteKind.TOPIC, NoteKind.TAKEAWAY)]
    planned = [(kind, number) for kind in kinds for number in range(_how_many(scene, item, kind))]
    written = {kind: _written(scene, item, kind) for kind in kinds}
    for place, (kind, number) in enumerate(planned, start=1):
        if number == written[kind]:
            at = scene.until(item, scene.wanted(item) * LATEST * place / len(planned))
            yield from note(scene, kind, at, item)


def _kept(scene: Scene, step: Step) -> Iterator[NoteKind]:
    """What a step writes that goes somewhere: nobody writes down what nobody will read."""
    for kind in step.writes:
        if Outcome.HARVEST in scene.state.format.outcomes or kind in _WITHOUT_HARVEST:
            yield kind


def note(
    scene: Scene, kind: NoteKind, at: datetime, item: ItemState, who: str = "Someone"
) -> Iterator[Happening]:
    """One note more of a kind, in words that nobody used yet; nothing when all are used."""
    text = _new_text(scene, kind)
    if text is None:
        return
    hint = f"write:{kind}"
    if kind is NoteKind.TOPIC:
        words = f"{who} would like to bring a topic: {text}."
        yield Happening(at, words, (AddTopic(text),), hint, optional=True)
        return
    online = scene.state.options.place == "online"
    if kind is NoteKind.INTENTION and online and _written(scene, item, kind) == 1:
        words = f"In the chat stands: {text}"
    elif kind is NoteKind.QUOTE:
        words = f"{who} has a quote: {text}"
    elif kind is NoteKind.REMINDER:
        words = f"You think of something for later: {text}"
    else:
        words = f"{who} says: {text}"
    yield Happening(at, words, (WriteNote(kind, text),), hint, optional=True)


def topics(scene: Scene, item: ItemState) -> Iterator[Happening]:
    """Choosing topics, then one after the other; nothing once all are over."""
    state = scene.state
    begin = item.visits[-1].start
    wanted = min(HOW_MANY[NoteKind.TOPIC][0], _most_topics(item))
    if len(state.topics) < wanted:
        latest = CHOOSING * (len(state.topics) + 1)
        yield from note(scene, NoteKind.TOPIC, scene.until(item, latest), item)
        if not state.topics or scene.now < later(begin, 4 * CHOOSING):
            return
    if state.topic:
        yield from _takeaway_from(scene, item, state.topic)
    waiting = [topic for topic in state.topics if not topic.visits]
    if not waiting:
        return
    following = waiting[0]
    ends = [span.end for topic in state.topics for span in topic.visits if span.end]
    at = later(max([begin, *ends]), CHOOSING * len(state.topics) + BREATH)
    words = f"The group begins with “{following.title}”."
    if state.topic:
        at = topic_end(scene, state.topic)
        words = f"The group has been with this topic; “{following.title}” is next."
    yield Happening(at, words, (StartTopic(following.id),), f"start-topic:{following.id}")


def topics_over(scene: Scene, item: ItemState) -> datetime | None:
    """When the last topic is over; None while others wait. Without topics the item's own time."""
    state = scene.state
    if not state.topics:
        return scene.until(item, scene.wanted(item))
    if any(not topic.visits for topic in state.topics):
        return None
    return topic_end(scene, state.topic) if state.topic else scene.until(item, scene.wanted(item))


def topic_end(scene: Scene, topic: Topic) -> datetime:
    """When the group has spent with a topic what it takes."""
    spent = topic_seconds(scene.state, topic, scene.now)
    return scene.now + timedelta(seconds=round(_topic_length(scene, topic)) - spent)


def _topic_length(scene: Scene, topic: Topic) -> float:
    return max(topic.allotment, 60) * scene.varied(VARIATION, "topic", topic.id)


def _most_topics(item: ItemState) -> int:
    """A short item has room for one topic only."""
    return 2 if item.allotment >= 8 * 60 else 1


def _takeaway_from(scene: Scene, item: ItemState, topic: Topic) -> Iterator[Happening]:
    if Outcome.HARVEST not in scene.state.format.outcomes or not item.item.step.writes:
        return
    found = [one for one in scene.state.notes if one.topic == topic.id]
    if any(one.kind is NoteKind.TAKEAWAY for one in found):
        return
    spent = topic_seconds(scene.state, topic, scene.now)
    part = round(TO_A_TOPIC * _topic_length(scene, topic))
    at = scene.now + timedelta(seconds=part - spent)
    yield from note(scene, NoteKind.TAKEAWAY, at, item)


def _after_turns(scene: Scene, item: ItemState) -> Iterator[Happening]:
    """Most people leave a takeaway: it is written after their turn."""
    held = scene.state.round_of(item.id)
    if held is None:
        return
    leave = [
        turn
        for person in held.ended
        if (turn := held.turn(person)) and turn.how is Shared.ALOUD and turn.spans
        if scene.draw("takeaway", item.id, person) < 0.75
    ]
    written = _written(scene, item, NoteKind.TAKEAWAY)
    if written < len(leave):
        turn = leave[written]
        at = later(turn.spans[-1].end or scene.now, AFTER_TURN)
        who = "You" if scene.is_user(turn.person) else scene.name(turn.person)
        for one in note(scene, NoteKind.TAKEAWAY, at, item, who):
            words = one.words.replace("You says:", "You say:", 1)
            yield Happening(one.at, words, one.intents, one.hint, optional=True)


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


def _written(scene: Scene, item: ItemState, kind: NoteKind) -> int:
    if kind is NoteKind.TOPIC:
        return len(scene.state.topics)
    return sum(one.kind is kind and one.item == item.id for one in scene.state.notes)


def _new_text(scene: Scene, kind: NoteKind) -> str | None:
    used = {one.text for one in scene.state.notes} | {one.title for one in scene.state.topics}
    if kind is NoteKind.TAKEAWAY and not any(text.endswith(NAMED_END) for text in used):
        named = _someone_here(scene)
        if named:
            return f"What {named} {NAMED_END}"
    lines = sorted(SAID[kind], key=lambda line: scene.draw("line", line))
    return next((line for line in lines if line not in used), None)


def _someone_here(scene: Scene) -> str | None:
    """The person whose name slips into a note."""
    here = [
        one
        for one in scene.state.people
        if one.presence is Presence.PRESENT and one.role is not Role.FACILITATOR
    ]
    drawn = min(here, key=lambda one: scene.draw("named", one.id), default=None)
    return drawn.name if drawn else None


def _short(text: str) -> str:
    """The first sentence of a point is enough to know it by."""
    words = " ".join(text.split())
    ends = [index + 1 for index, char in enumerate(words[:-1]) if char in ".?!;" and index < 80]
    first = words[: ends[0]].rstrip(";") if ends else words
    return first if first[-1:] in (".", "?", "!") else f"{first}."

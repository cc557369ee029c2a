"""Topics as a list: what was chosen, its share of the time, its weight."""

from datetime import datetime

from coreflect_tui.core.durations import clock_face
from coreflect_tui.core.formats import NoteKind, StepKind
from coreflect_tui.core.state import SessionState, Topic
from coreflect_tui.core.timing import topic_seconds
from coreflect_tui.tui.view.pieces import Line, Lines, Look, Piece, clip, fill, line
from coreflect_tui.tui.view.time_words import minutes_of

NUMBERS = 23
"""Cells of a row beside its title and its marks."""
MARKS = 17
"""Cells for the marks, more where they need more."""
SHORTEST_TITLE = 14


def topics_wanted(state: SessionState) -> bool:
    """Whether the topics belong on the screen now: they share this item, go with its laps, or are
    gathered here for laps to come."""
    running = state.running
    if running is None:
        return False
    step = running.item.step
    gathered = state.topic_laps is not None and NoteKind.TOPIC in step.writes
    return step.kind is StepKind.TOPICS or state.in_topic_lap or gathered or votes_here(state)


def votes_here(state: SessionState) -> bool:
    """Whether a digit is a vote: before the laps that go with topics, once there are topics and
    nothing else is numbered."""
    running, laps = state.running, state.topic_laps
    if running is None or laps is None or state.in_topic_lap or not state.topics:
        return False
    ahead = [one.item.step.id for one in state.items].index(laps.id) > state.items.index(running)
    return ahead and not running.item.step.points and not state.round


def topics_title(state: SessionState) -> Line:
    """How many share how much time."""
    item = state.topic_item
    if item is None:
        laps = "   each has a time of its own, most votes first" if state.topic_laps else ""
        return line(Piece(" Topics", Look.TITLE), Piece(laps, Look.MUTED))
    count = len(state.topics)
    words = f"   {count} topic{'' if count == 1 else 's'}, {minutes_of(item.allotment)} min"
    return line(Piece(" Topics", Look.TITLE), Piece(words, Look.MUTED))


def topic_choices(
    state: SessionState, now: datetime, width: int
) -> tuple[tuple[str | None, Lines], ...]:
    """A choice for each topic."""
    marks = max((len(_marks(topic)) for topic in state.topics), default=0)
    title = max(width - NUMBERS - max(marks, MARKS), SHORTEST_TITLE)
    return tuple(
        (topic.id, (clip(_row(state, topic, now, title), width),)) for topic in state.topics
    )


def _row(state: SessionState, topic: Topic, now: datetime, title: int) -> Line:
    sign = "▸" if topic.running else "✓" if topic.visits else "·"
    look = Look.NOW if topic.running else Look.MUTED if topic.visits else Look.PLAIN
    spent = clock_face(topic_seconds(state, topic, now)) if topic.visits else ""
    return (
        Piece(f" {sign} {fill(topic.title, title)}", look),
        Piece(f"{_minutes(topic):>9} {spent:>8}  {_marks(topic)}", Look.MUTED),
    )


def _minutes(topic: Topic) -> str:
    return f"{minutes_of(topic.allotment)} min" if topic.allotment else ""


def _marks(topic: Topic) -> str:
    marks = [f"weight {topic.weight}"] if topic.weight != 1 and topic.allotment else []
    marks += [f"votes {topic.weight - 1}"] if topic.weight != 1 and not topic.allotment else []
    marks += ["* by hand"] if topic.pinned is not None else []
    return " · ".join(marks)

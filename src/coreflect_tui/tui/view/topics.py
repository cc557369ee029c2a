"""Topics as a list: what was chosen, its share of the time, its weight."""

from datetime import datetime

from coreflect_tui.core.durations import clock_face, in_words
from coreflect_tui.core.state import SessionState, Topic
from coreflect_tui.core.timing import topic_seconds
from coreflect_tui.tui.view.pieces import Line, Lines, Look, Piece, clip, fill, line
from coreflect_tui.tui.view.time_words import minutes_of

NUMBERS = 23
"""Cells of a row beside its title and its marks."""
MARKS = 17
"""Cells for the marks, more where they need more."""
SHORTEST_TITLE = 14


def topics_title(state: SessionState) -> Line:
    """How many share how much time."""
    item = state.topic_item
    if item is None:
        return line(Piece(" Topics", Look.TITLE))
    count = len(state.topics)
    words = f"   {count} topic{'' if count == 1 else 's'}, {in_words(item.allotment)}"
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
        Piece(f"{minutes_of(topic.allotment):>5} min {spent:>8}  {_marks(topic)}", Look.MUTED),
    )


def _marks(topic: Topic) -> str:
    marks = [f"weight {topic.weight}"] if topic.weight != 1 else []
    marks += ["* by hand"] if topic.pinned is not None else []
    return " · ".join(marks)

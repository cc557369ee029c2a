"""Topics as a list: what was chosen, its share of the time, its weight."""

from datetime import datetime

from coreflect_tui.core.durations import clock_face, in_words
from coreflect_tui.core.state import SessionState, Topic
from coreflect_tui.core.timing import topic_seconds
from coreflect_tui.tui.view.pieces import Line, Lines, Look, Piece, clip, fill, line
from coreflect_tui.tui.view.time_words import minutes_of


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
    return tuple(
        (topic.id, (clip(_row(state, topic, now, width), width),)) for topic in state.topics
    )


def _row(state: SessionState, topic: Topic, now: datetime, width: int) -> Line:
    sign = "▸" if topic.running else "✓" if topic.visits else "·"
    look = Look.NOW if topic.running else Look.MUTED if topic.visits else Look.PLAIN
    spent = clock_face(topic_seconds(state, topic, now)) if topic.visits else ""
    marks = [f"weight {topic.weight}"] if topic.weight != 1 else []
    marks += ["* set by hand"] if topic.pinned is not None else []
    return (
        Piece(f" {sign} {fill(topic.title, max(width - 40, 16))}", look),
        Piece(f"{minutes_of(topic.allotment):>5} min {spent:>8}  {' · '.join(marks)}", Look.MUTED),
    )
